"""The account: what was judged of each commitment, by whom, on what evidence; and how it is corrected.

Each judgement is an event of a chain (``corpus.events``) and a decision in the journal, which hold one another: what is
changed behind the program's back in either shows.
"""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import events, journal
from corpus.codebook import Action, Judgement
from corpus.errors import NotFound
from corpus.events import Given
from corpus.models import Commitment
from corpus.rows import StatusRow
from corpus.same import groups
from corpus.telling import judged


def record(
    session: Session,
    commitment_ref: str,
    judgement: Judgement,
    value: str,
    *,
    because: str,
    who: str,
    as_of: date,
    evidence: Sequence[str] = (),
    search: str = "",
    self_reported: bool = False,
    seen: str | None = None,
) -> StatusRow:
    """Add one event about a commitment; evidence that is cited, of any of its statements, is thereby accepted.

    ``seen`` names the newest decision that whoever judges knows of (see ``journal.unless_stale``). Raises UsageProblem
    for what does not fit the codebook, EvidenceNeeded where it asks for more evidence, StaleEdit.
    """
    commitment = _commitment(session, commitment_ref)
    members = groups.members(session, commitment.id)
    journal.unless_stale(session, commitment.ref, members, seen, f"{judged(judgement, value)}, {because}")
    given = Given(judgement, value, because, who, as_of, tuple(evidence), search, self_reported)
    before = events.in_force(session, members, judgement)
    added = events.add_event(session, commitment, members, given)
    journal.write(
        session,
        Action.JUDGED,
        commitment.ref,
        commitment.ref,
        before={judgement: before.value if before else "", **added.held},
        after={judgement: value, **added.accepted},
        who=who,
        because=because,
    )
    return events.history(session, [commitment.id])[-1]


def correct(
    session: Session,
    name: str,
    *,
    value: str = "",
    because: str,
    who: str,
    as_of: date | None = None,
    evidence: Sequence[str] = (),
    search: str = "",
    self_reported: bool = False,
    seen: str | None = None,
) -> StatusRow:
    """Add an event that stands in the place of the one called ``name``, or, without a value, that only takes it back.

    What was corrected is in force on no day, and stays to be read. Without a day it is of the day of that one. Raises
    as ``record`` does, and UsageProblem for an event that was corrected before.
    """
    wrong = events.find_event(session, name)
    commitment = session.get_one(Commitment, wrong.commitment_id)
    members = groups.members(session, commitment.id)
    judgement = Judgement(wrong.judgement)
    journal.unless_stale(session, commitment.ref, members, seen, f"{judged(judgement, value)}, {because}")
    given = Given(judgement, value, because, who, as_of or wrong.as_of, tuple(evidence), search, self_reported)
    added = events.add_event(session, commitment, members, given, corrects=wrong)
    journal.write(
        session,
        Action.CORRECTED,
        commitment.ref,
        commitment.ref,
        before={judgement: wrong.value, **added.held},
        after={judgement: value, **added.accepted},
        who=who,
        because=because,
    )
    return events.history(session, [commitment.id])[-1]


def _commitment(session: Session, ref: str) -> Commitment:
    commitment = session.scalar(select(Commitment).where(Commitment.ref == ref))
    if commitment is None:
        raise NotFound("No commitment is called {ref}; addewid unmet lists them with their names.", ref=ref)
    return commitment
