"""The starter corpus: documents of ours, and an account of some of their promises that people have decided."""

import tomllib
from importlib import resources
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from addewid.pipeline import adding, linking, same, tagging
from addewid.workspace import Workspace
from corpus import account, commitments, documents, evidence, findings
from corpus.codebook import CommitmentKind, Judgement, Lang, Relation
from corpus.errors import CorpusDamaged
from corpus.models import Anchor, Commitment, Document
from corpus.rows import PassageRow

COLLECTION = "starter"

WHO = "the starter corpus"
"""Who signs the decisions that are shipped."""


def build(workspace: Workspace) -> adding.Outcome:
    """Add the starter documents, tag and link them, and record the shipped decisions; a second time adds nothing."""
    with resources.as_file(resources.files("corpus") / "starter") as folder:
        outcome = adding.add(workspace, sorted(folder.glob("*.md")), collection=COLLECTION)
        tagging.tag(workspace)
        decisions = tomllib.loads((folder / "account.toml").read_text(encoding="utf-8"))["commitment"]
    with workspace.corpus.write() as session:
        for decision in decisions:
            _record(session, decision)
    same.suggest(workspace)
    linking.link(workspace)
    return outcome


def has_other_documents(workspace: Workspace) -> bool:
    """Whether the corpus holds anything that did not come with the program."""
    with workspace.corpus.read() as session:
        return bool(session.scalar(select(exists().where(Document.collection != COLLECTION))))


def _record(session: Session, decision: dict[str, Any]) -> None:
    passage, start = _find(session, decision)
    ref = _commitment(session, passage, start, decision)
    held = commitments.get(session, ref)
    standing = {row.quotation.exact: row.ref for row in held.evidence if row.state == "accepted"}
    for shown in decision.get("evidence", []):
        if shown["quote"] not in standing:
            there, at = _find(session, shown)
            row = evidence.add(session, ref, there.id, at, at + len(shown["quote"]), Relation(shown["relation"]), WHO)
            standing[shown["quote"]] = row.ref
    cited = [standing[shown["quote"]] for shown in decision.get("evidence", [])]
    known = {(event.judgement, event.value, event.as_of) for event in held.history}
    for event in decision["event"]:
        judgement = Judgement(event["judgement"])
        if (judgement, event["value"], event["as_of"]) not in known:
            account.record(
                session,
                ref,
                judgement,
                event["value"],
                because=event["because"],
                who=WHO,
                as_of=event["as_of"],
                evidence=cited if judgement is not Judgement.VERIFIABILITY else (),
                self_reported=event.get("self_reported", False),
            )


def _find(session: Session, told: dict[str, Any]) -> tuple[PassageRow, int]:
    """The passage that holds the quotation, and where in it. Raises CorpusDamaged when none does."""
    version = documents.get(session, told["document"], Lang(told.get("lang", "en")))
    for passage in documents.passages(session, version.version_id):
        if (at := passage.text.find(told["quote"])) >= 0:
            return passage, at
    raise CorpusDamaged(
        f"The starter corpus quotes words that {told['document']} does not hold; install Addewid again."
    )


def _commitment(session: Session, passage: PassageRow, start: int, decision: dict[str, Any]) -> str:
    """The commitment found in these words, or one added for them."""
    quote = decision["quote"]
    begin = passage.start + start
    overlapping = (
        select(Commitment.ref)
        .join(Anchor)
        .where(
            Anchor.passage_id == passage.id,
            Anchor.start < begin + len(quote),
            Anchor.end > begin,
            ~Commitment.withdrawn,
        )
        .order_by(Anchor.start)
    )
    found = session.scalars(overlapping).first()
    if found is not None:
        return found
    kind, body = CommitmentKind(decision["kind"]), decision.get("body", "")
    return findings.add(session, passage.id, start, start + len(quote), kind, body)
