"""One commitment stated three times, and what tests of joined statements do with it."""

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from corpus import account, commitments, documents, evidence, findings, versions
from corpus.codebook import CommitmentKind, Judgement, Lang, LinkState, Relation
from corpus.rows import CommitmentFilter, EvidenceRow
from corpus.same import pairs
from corpus.same.deciding import between, decide
from corpus.same.suggesting import Suggestion, suggest
from corpus.types import CommitmentFinding, ReadDocument

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

WORDS = ("We will open ten hubs.", "In 2021 we promised that we will open ten hubs.", "Byddwn yn agor deg hyb.")
SOURCES = (
    ("strategy", Lang.EN, date(2021, 6, 15)),
    ("report", Lang.EN, date(2022, 6, 15)),
    ("adroddiad", Lang.CY, date(2023, 6, 15)),
)


def keep(session: Session, put: Put, read: ReadDocument, *, found: bool = True, **said: object) -> None:
    """Put a document in, whose first passage is a commitment if it is ``found``; ``said`` are its fields."""
    quote = read.passages[0].text
    fields = {"kind": CommitmentKind.PLEDGE, "actor_body": "welsh-government", **said}
    finding = CommitmentFinding(
        passage=0, quote=quote, start=0, end=len(quote), lang=read.lang, confidence=0.9, rule="test", **fields  # type: ignore[arg-type]
    )  # fmt: skip
    findings.keep(session, put(session, read).version_id, [finding] if found else [], "rules")


def statement(make: Make, at: int, text: str = "") -> ReadDocument:
    """The document that states it for the ``at``th time, with other words where they are given."""
    work, lang, issued = SOURCES[at]
    return make(text or WORDS[at], work=work, lang=lang, issued=issued, title=work)


def suggested(session: Session, *couples: tuple[str, str]) -> list[str]:
    """The program suggests these; the refs of all pairs that then wait."""
    suggest(session, [Suggestion(one, other, 0.9, ("the same words",)) for one, other in couples])
    return [row.ref for row in pairs.listing(session)]


def joined(session: Session, one: str, other: str) -> str:
    """Mair says that two are one; the ref of the pair."""
    return decide(session, between(session, one, other, "Mair"), LinkState.ACCEPTED, "Mair", "One promise.").ref


def listed(session: Session, **wanted: object) -> list[str]:
    return [row.ref for row in commitments.listing(session, CommitmentFilter(**wanted))]  # type: ignore[arg-type]


def judge(
    session: Session, ref: str, value: str = "clear", judgement: Judgement = Judgement.VERIFIABILITY, **said: object
) -> None:
    told = {"because": "Dated.", "who": "Mair", "as_of": date(2024, 1, 1), **said}
    account.record(session, ref, judgement, value, **told)  # type: ignore[arg-type]


def shown(
    session: Session, put: Put, make: Make, ref: str, relation: Relation = Relation.CONTRADICTS, **source: object
) -> EvidenceRow:
    """Evidence by an auditor that Mair links to a statement."""
    told = {"work": "audit", "publisher": "Audit Wales", "issued": date(2023, 9, 9), **source}
    version = put(session, make("Four of the ten hubs are open.", **told))
    passage = documents.passages(session, version.version_id)[0]
    return evidence.add(session, ref, passage.id, 0, len(passage.text), relation, "Mair")
