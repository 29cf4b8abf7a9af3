"""A home with documents, an archive and an account, and what tests look at in it."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from addewid.pipeline import adding
from addewid.workspace import Workspace
from corpus import account, commitments, documents, evidence, findings
from corpus.codebook import CommitmentKind, Judgement, Lang, Relation
from corpus.database import Corpus
from corpus.models import Base
from corpus.rows import CommitmentFilter
from corpus.types import CommitmentFinding

PROMISE = "We will open ten hubs by 31 March 2023."
REPORT = "Four of the ten hubs are open, the auditors found."

Everything = dict[str, list[Sequence[Any]]]


def add(workspace: Workspace, folder: Path, name: str, text: str) -> int:
    """Add a document of one paragraph; returns its version."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.md"
    file.write_text(f"# {name.title()}\n\n{text}\n", encoding="utf-8")
    (added,) = adding.add(workspace, [file]).added
    return added.version_id


def fill(workspace: Workspace, folder: Path) -> str:
    """A promise, a report, and the judgement that the one was broken by the other; returns the promise's ref."""
    promise, report = add(workspace, folder, "plan", PROMISE), add(workspace, folder, "audit", REPORT)
    with workspace.corpus.write() as session:
        at = next(n for n, each in enumerate(documents.passages(session, promise)) if each.text == PROMISE)
        finding = CommitmentFinding(
            passage=at,
            quote=PROMISE,
            start=0,
            end=len(PROMISE),
            lang=Lang.EN,
            confidence=0.9,
            rule="test",
            kind=CommitmentKind.PLEDGE,
            actor_body="welsh-government",
        )
        findings.keep(session, promise, [finding], "rules")
        (row,) = commitments.listing(session, CommitmentFilter())
        passage = next(each for each in documents.passages(session, report) if each.text == REPORT)
        link = evidence.add(session, row.ref, passage.id, 0, len(REPORT), Relation.CONTRADICTS, "Mair")
        account.record(
            session,
            row.ref,
            Judgement.DELIVERY,
            "broken",
            because="Four are not ten.",
            who="Mair",
            as_of=date(2023, 6, 1),
            evidence=[link.ref],
        )
    return row.ref


def judge(workspace: Workspace, ref: str, value: str = "clear") -> None:
    """One judgement more."""
    with workspace.corpus.write() as session:
        account.record(session, ref, Judgement.VERIFIABILITY, value, because="So.", who="Mair", as_of=date(2023, 6, 2))


def everything(corpus: Corpus) -> Everything:
    """Every row of every table, in order."""
    with corpus.read() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


def everything_at(address: str) -> Everything:
    """As of the corpus at an address."""
    corpus = Corpus(address)
    found = everything(corpus)
    corpus.close()
    return found


def archived(home: Path) -> dict[str, bytes]:
    """The files of an archive."""
    return {file.name: file.read_bytes() for file in sorted((home / "archive").iterdir())}
