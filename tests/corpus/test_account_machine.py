"""Whatever two people decide, correct and undo, in whatever order: the account is whole and says what a model says."""

import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy.orm import Session

from corpus import account, audit, commitments, editing, evidence, recorded
from corpus.codebook import CommitmentKind, LinkState, ReviewReason
from corpus.database import Corpus
from corpus.editing import Edit
from corpus.errors import AddewidError, EvidenceNeeded, NotFound, UsageProblem
from corpus.review import queue
from corpus.rows import CommitmentFilter
from corpus.same import deciding
from corpus.undoing import undo
from tests.corpus.accounted import guessed, judge, stated
from tests.corpus.stated import Make, Put
from tests.corpus.test_undoing import picture

DAYS = (date(2023, 10, 1), date(2024, 1, 1), date(2024, 3, 1))
STATEMENTS = st.integers(0, 2)
PEOPLE = st.sampled_from(["Mair", "Tomos"])
VALUES = st.sampled_from(["in-progress", "broken", "stalled", "not-assessed"])
REFUSALS = (
    "only takes back another",
    "rests on it",
    "was rejected",
    "were said not to be",
    "are one through",
    "says so already",
)
"""Why a decision may be refused that the model knows nothing of: other evidence or pairs are in its way."""


@dataclass
class Event:
    """A judgement of delivery as the model has it; ``place`` is that of the first that it corrects."""

    name: str
    of: int
    value: str
    as_of: date
    place: int
    counts: bool = True


@dataclass
class Made:
    """A decision as the model has it, with what takes it back."""

    who: str
    of: int
    back: Callable[[], None]
    stands: bool = True


@dataclass
class Base:
    """The corpus that each run begins with."""

    path: Path
    refs: list[str]
    links: list[str]
    first: dict[str, object] = field(default_factory=dict)


class Deciding(RuleBasedStateMachine):
    base: Base

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = Path(self.folder.name) / "corpus.db"
        shutil.copy(self.base.path, path)
        self.corpus = Corpus(f"sqlite:///{path}")
        self.refs, self.links = self.base.refs, self.base.links
        self.events: list[Event] = []
        self.made: list[Made] = []
        self.pairs: dict[frozenset[int], LinkState] = {}
        self.refused: set[int] = set()

    def decided(
        self, who: str, of: int, decide: Callable[[Session], object], then: Callable[[object], Callable[[], None]]
    ) -> None:
        """Decide, or be refused and leave everything as it was."""
        try:
            with self.corpus.write() as session:
                found = decide(session)
        except (UsageProblem, EvidenceNeeded) as error:
            assert any(words in str(error) for words in REFUSALS), error
            return
        self.made.append(Made(who, of, then(found)))

    def judged(
        self, of: int, value: str, as_of: date, corrected: Event | None
    ) -> Callable[[object], Callable[[], None]]:
        def then(row: object) -> Callable[[], None]:
            place = corrected.place if corrected else len(self.events)
            event = Event(row.name, of, value, as_of, place)  # type: ignore[attr-defined]
            self.events.append(event)
            if corrected:
                corrected.counts = False

            def back() -> None:
                event.counts = False
                if corrected:
                    corrected.counts = True

            return back

        return then

    @rule(who=PEOPLE, of=STATEMENTS, value=VALUES, as_of=st.sampled_from(DAYS[1:]))
    def record(self, who: str, of: int, value: str, as_of: date) -> None:
        cited = [self.links[of]] if value != "not-assessed" else []
        self.decided(
            who,
            of,
            lambda session: judge(session, self.refs[of], value, cited, who=who, as_of=as_of),
            self.judged(of, value, as_of, None),
        )

    @rule(who=PEOPLE, of=STATEMENTS)
    def seek_in_vain(self, who: str, of: int) -> None:
        def decide(session: Session) -> object:
            search = recorded.record(session, "hubs", 0, who)
            return judge(session, self.refs[of], "no-evidence-found", search=search, who=who, as_of=DAYS[1])

        self.decided(who, of, decide, self.judged(of, "no-evidence-found", DAYS[1], None))

    @precondition(lambda self: any(event.counts for event in self.events))
    @rule(who=PEOPLE, data=st.data(), value=VALUES | st.just(""))
    def correct(self, who: str, data: st.DataObject, value: str) -> None:
        wrong = data.draw(st.sampled_from([event for event in self.events if event.counts]))
        cited = [self.links[wrong.of]] if value not in ("not-assessed", "") else []

        def decide(session: Session) -> object:
            # The model knows an event by its first name; what an undone correction said again has a name of its own.
            rows = commitments.get(session, self.refs[wrong.of]).history
            names = {row.name: row for row in rows}
            later = {row.corrects: row.name for row in rows if row.corrects}
            name = wrong.name
            while name in later:
                name = later[name]
            assert names[name].value == wrong.value
            return account.correct(session, name, value=value, because="Misread.", who=who, evidence=cited)

        self.decided(who, wrong.of, decide, self.judged(wrong.of, value, wrong.as_of, wrong))

    @rule(who=PEOPLE, of=STATEMENTS, state=st.sampled_from(LinkState))
    def weigh(self, who: str, of: int, state: LinkState) -> None:
        with self.corpus.read() as session:
            before = evidence.find(session, self.links[of]).state
        if before != state:
            self.decided(
                who,
                of,
                lambda session: evidence.decide(session, self.links[of], state, who),
                lambda _: lambda: None,
            )

    @rule(who=PEOPLE, one=STATEMENTS, other=STATEMENTS, state=st.sampled_from(LinkState))
    def compare(self, who: str, one: int, other: int, state: LinkState) -> None:
        key = frozenset({one, other})
        before = self.pairs.get(key, LinkState.SUGGESTED)
        if one == other or before == state:
            return

        def decide(session: Session) -> object:
            pair = deciding.between(session, self.refs[one], self.refs[other], who)
            return deciding.decide(session, pair, state, who)

        def then(_: object) -> Callable[[], None]:
            self.pairs[key] = state
            return lambda: self.pairs.__setitem__(key, before)

        self.decided(who, min(one, other), decide, then)

    @rule(who=PEOPLE, of=STATEMENTS, kind=st.sampled_from(CommitmentKind))
    def edit(self, who: str, of: int, kind: CommitmentKind) -> None:
        self.decided(
            who,
            of,
            lambda session: editing.edit(session, self.refs[of], Edit(kind=kind), who),
            lambda _: lambda: None,
        )

    @rule(who=PEOPLE, of=STATEMENTS, refuse=st.booleans())
    def confirm_or_refuse(self, who: str, of: int, refuse: bool) -> None:
        before = set(self.refused)

        def then(_: object) -> Callable[[], None]:
            self.refused = {*before, of} if refuse else before - {of}
            was = of in before
            return lambda: self.refused.add(of) if was else self.refused.discard(of)

        decide = editing.refuse if refuse else editing.confirm
        self.decided(who, of, lambda session: decide(session, self.refs[of], who, "Because."), then)

    @rule(who=PEOPLE)
    def take_back(self, who: str) -> None:
        own = [made for made in self.made if made.who == who and made.stands]
        if not own:
            with pytest.raises(NotFound), self.corpus.write() as session:
                undo(session, who)
            return
        last = own[-1]
        group = self.group(last.of)
        later = [made for made in self.made[self.made.index(last) + 1 :] if made.stands and made.of in group]
        try:
            with self.corpus.write() as session:
                undo(session, who)
        except AddewidError as error:
            assert later or isinstance(error, EvidenceNeeded | UsageProblem), error
            if not later:  # evidence or pairs that were decided of another statement are in the way
                assert any(words in str(error) for words in REFUSALS), error
            return
        assert not later
        self.forget(last)

    def forget(self, made: Made) -> None:
        made.stands = False
        made.back()

    def group(self, of: int) -> set[int]:
        found, edge = {of}, [of]
        while edge:
            here = edge.pop()
            for pair, state in self.pairs.items():
                if state is LinkState.ACCEPTED and here in pair and not pair <= found:
                    edge += pair - found
                    found |= pair
        return found

    def delivery(self, of: int, on: date) -> str:
        group = self.group(of)
        told = [each for each in self.events if each.of in group and each.counts and each.value and each.as_of <= on]
        return max(told, key=lambda each: (each.as_of, each.place)).value if told else "not-assessed"

    @invariant()
    def the_account_is_whole(self) -> None:
        with self.corpus.read() as session:
            whole = audit.audit(session)
            assert whole.faults == ()
            assert audit.holds(session, whole.head)

    @invariant()
    def every_day_is_as_the_model_has_it(self) -> None:
        with self.corpus.read() as session:
            for day in DAYS:
                rows = commitments.rows(session, self.refs, on=day)
                assert [rows[ref].delivery for ref in self.refs] == [self.delivery(of, day) for of in range(3)]
            listed = {row.ref for row in commitments.listing(session, CommitmentFilter())}
            wanted = {frozenset(self.group(of)) for of in range(3)}
            assert len(listed) == sum(bool(group - self.refused) for group in wanted)
            assert not listed & {self.refs[of] for of in self.refused}
            waiting = {each.ref for each in queue(session, reasons=[ReviewReason.NEW]).items}
            decided = {made.of for made in self.made if made.stands}
            assert waiting <= {self.refs[of] for of in range(3) if of not in decided}

    def teardown(self) -> None:
        while standing := [made for made in self.made if made.stands]:
            with self.corpus.write() as session:
                undo(session, standing[-1].who)
            self.forget(standing[-1])
        with self.corpus.read() as session:
            assert audit.audit(session).faults == ()
            assert picture(session) == self.base.first
        self.corpus.close()
        self.folder.cleanup()


@pytest.mark.slow
def test_deciding_in_any_order(tmp_path: Path, empty_database: Path, put: Put, make_document: Make) -> None:
    path = tmp_path / "corpus.db"
    shutil.copy(empty_database, path)
    with closing(Corpus(f"sqlite:///{path}")) as corpus:
        with corpus.write() as session:
            refs = stated(session, put, make_document)
            links = [
                guessed(session, put, make_document, ref, f"Of ten, {at} are open.") for at, ref in enumerate(refs)
            ]
        with corpus.read() as session:
            base = Base(path, refs, links, picture(session))
    machine = type("Decisions", (Deciding,), {"base": base})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=5,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        ),
    )
