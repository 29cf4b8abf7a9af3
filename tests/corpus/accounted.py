"""An account to be corrected, undone, audited and tampered with: what tests of it share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from corpus import account, commitments, documents, editing, evidence, recorded
from corpus.codebook import Judgement, LinkState, Relation
from corpus.database import Corpus
from corpus.rows import CommitmentFilter, StatusRow
from corpus.types import LinkSuggestion
from tests.corpus.stated import WORDS, Make, Put, joined, keep, statement


def stated(session: Session, put: Put, make: Make) -> list[str]:
    """One commitment stated three times, oldest first, as in the fixture ``three``."""
    for at in range(len(WORDS)):
        keep(session, put, statement(make, at))
    rows = {row.quote: row.ref for row in commitments.listing(session, CommitmentFilter())}
    return [rows[words] for words in WORDS]


def guessed(
    session: Session, put: Put, make: Make, ref: str, words: str, relation: Relation = Relation.CONTRADICTS,
    **source: object,
) -> str:  # fmt: skip
    """Evidence of these words that the program suggests beside what it had suggested before: its ref."""
    told = {"work": words, "publisher": "Audit Wales", "issued": date(2023, 9, 9), **source}
    passage = documents.passages(session, put(session, make(words, **told)).version_id)[0]
    held = [row for row in commitments.get(session, ref).evidence if row.state is LinkState.SUGGESTED]
    standing = [
        LinkSuggestion(row.quotation.passage.id, row.quotation.start, row.quotation.end, row.relation, row.score, ())
        for row in held
    ]
    new = LinkSuggestion(passage.id, 0, len(words), relation, 0.5, ("the same words",))
    evidence.suggest(session, ref, [*standing, new], 1)
    return next(row.ref for row in commitments.get(session, ref).evidence if row.quotation.passage.id == passage.id)


def judge(
    session: Session, ref: str, value: str, links: Sequence[str] = (), judgement: Judgement = Judgement.DELIVERY,
    **said: object,
) -> StatusRow:  # fmt: skip
    told = {"because": "So it says.", "who": "Mair", "as_of": date(2024, 1, 1), **said}
    return account.record(session, ref, judgement, value, evidence=links, **told)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Account:
    """Refs of what a whole account is of."""

    statements: list[str]
    open_hubs: str
    closed_hubs: str
    search: str
    pair: str


def filled(corpus: Corpus, put: Put, make: Make) -> Account:
    """Four judgements, one of them a correction, and a decision of most other sorts."""
    with corpus.write() as session:
        first, second, third = stated(session, put, make)
        opened = guessed(session, put, make, first, "Four of the ten hubs are open.")
        closed = guessed(session, put, make, first, "The hub in Barry is closed.")
        judge(session, first, "clear", judgement=Judgement.VERIFIABILITY)
        wrong = judge(session, first, "in-progress", [opened])
        search = recorded.record(session, "hubs", 0, "Mair")
        judge(session, first, "no-evidence-found", search=search, as_of=date(2022, 1, 1))
        account.correct(session, wrong.name, value="broken", because="Misread.", who="Tomos", evidence=[opened])
        evidence.decide(session, closed, LinkState.REJECTED, "Mair")
        pair = joined(session, first, second)
        editing.edit(session, first, editing.Edit(deadline=date(2023, 3, 31)), "Mair")
        editing.confirm(session, second, "Tomos")
        editing.refuse(session, third, "Mair", "It only repeats it.")
    return Account([first, second, third], opened, closed, search, pair)
