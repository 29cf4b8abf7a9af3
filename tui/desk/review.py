"""What waits for a person: the queue as it stands, its items whole, and what is decided about them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from corpus import account, codings, commitments, editing, evidence, journal, review
from corpus.codebook import CommitmentKind, Judgement, LinkState, Question
from corpus.codings import Difference
from corpus.editing import Edit
from corpus.errors import NotFound, StaleEdit, UsageProblem
from corpus.review import Tide, Waiting
from corpus.rows import CommitmentDetail, CommitmentRow, StatusRow
from tui.desk import Desk, promise
from tui.desk.promise import StatusDraft


@dataclass(frozen=True, slots=True)
class Outline:
    """Everything that waits, at one moment, told by ``tide``."""

    tide: Tide
    items: tuple[Waiting, ...]


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """An item of an outline as a line of a list. ``seen`` names the newest decision about its commitment."""

    item: Waiting
    why: str
    commitment: CommitmentRow
    seen: str


@dataclass(frozen=True, slots=True)
class Done:
    """A decision that was written, by its name, and the tides before and after it."""

    name: str
    before: Tide
    after: Tide


def tide(desk: Desk) -> Tide:
    """What changes whenever the queue may."""
    with desk.corpus.read() as session:
        return review.tide(session)


def outline(desk: Desk) -> Outline:
    """Everything that waits."""
    with desk.corpus.read() as session:
        return Outline(review.tide(session), review.outline(session, on=desk.today(), weeks=desk.weeks))


def rows(desk: Desk, items: Sequence[Waiting]) -> dict[Waiting, WaitingRow]:
    """These items of an outline as lines; those that do not wait any more are left out."""
    with desk.corpus.read() as session:
        told = review.told(session, items, on=desk.today(), weeks=desk.weeks)
        refs = {each.ref for each in told}
        known = commitments.rows(session, refs, on=desk.today())
        names = journal.newest_names(session, refs)
        return {
            item: WaitingRow(item, each.why, known[item.ref], names[item.ref])
            for item, each in told.items()
            if item.ref in known
        }


def details(desk: Desk, refs: Sequence[str]) -> dict[str, CommitmentDetail]:
    """Everything about these commitments; those that are gone are left out."""
    found = {}
    with desk.corpus.read() as session:
        for ref in refs:
            try:
                found[ref] = commitments.get(session, ref, on=desk.today())
            except NotFound:
                continue  # tagged away by another process: the list says so when it is read again
    return found


def confirm(desk: Desk, ref: str, seen: str | None) -> Done:
    """Say that a commitment is one."""
    return _done(desk, ref, lambda session: editing.confirm(session, ref, desk.who, seen=seen))


def refuse(desk: Desk, ref: str, because: str, seen: str | None) -> Done:
    """Say that a statement is none."""
    return _done(desk, ref, lambda session: editing.refuse(session, ref, desk.who, because, seen))


def reject(desk: Desk, ref: str, link: str, seen: str | None) -> Done:
    """Say that evidence for a commitment is none."""
    return _done(desk, ref, lambda session: evidence.decide(session, link, LinkState.REJECTED, desk.who, seen))


def differences(desk: Desk, ref: str) -> tuple[Difference, ...]:
    """What coders say differently of a commitment."""
    with desk.corpus.read() as session:
        return tuple(each for each in codings.differences(session) if each.ref == ref)


def settle(desk: Desk, ref: str, answers: Mapping[Question, str], because: str) -> None:
    """Decide what coders say differently: of its words by settling, of a judgement by judging; or nothing.

    Raises UsageProblem without an answer or a reason, EvidenceNeeded where a judgement needs evidence.
    """
    if not answers:
        raise UsageProblem("Nothing to settle; choose an answer to one of the questions.")
    kind = answers.get(Question.KIND)
    with desk.corpus.write() as session:
        if kind or Question.COMMITMENT in answers:
            wanted = Edit(kind=CommitmentKind(kind) if kind else None)
            refused = answers.get(Question.COMMITMENT) == "no"
            editing.settle(session, ref, wanted, refused, desk.who, because)
        for judgement in Judgement:
            if value := answers.get(Question(judgement.value)):
                account.record(session, ref, judgement, value, because=because, who=desk.who, as_of=desk.today())


class Judging:
    """Records judgements of one commitment, made by somebody who knows of its decisions up to ``seen``.

    After a refusal that told of a newer decision that one is known too.
    """

    def __init__(self, desk: Desk, ref: str, seen: str) -> None:
        self._desk = desk
        self._ref = ref
        self._seen = seen

    def __call__(self, draft: StatusDraft) -> StatusRow:
        """Record one. Raises as ``promise.record`` does."""
        try:
            return promise.record(self._desk, self._ref, draft, self._seen).row
        except StaleEdit:
            with self._desk.corpus.read() as session:
                self._seen = journal.newest_names(session, [self._ref])[self._ref]
            raise


def _done(desk: Desk, ref: str, decide: Callable[[Session], object]) -> Done:
    with desk.corpus.write() as session:
        before = review.tide(session)
        decide(session)
        return Done(journal.newest_names(session, [ref])[ref], before, review.tide(session))
