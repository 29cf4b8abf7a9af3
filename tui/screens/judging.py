"""What is decided of one promise: evidence accepted, its status judged as a person says, judgements corrected."""

from collections.abc import Callable
from functools import partial
from typing import ClassVar

from textual.binding import BindingType

from corpus.codebook import JUDGEMENT_VALUES, LinkState
from corpus.errors import StaleEdit
from corpus.language import msg, tr
from corpus.rows import CommitmentDetail, EvidenceRow, Moment, StatusRow, Timeline
from corpus.types import SuggestedStatus
from tui.background import report
from tui.deeds import deed
from tui.desk import Desk, promise
from tui.desk.promise import StatusDraft, Written
from tui.in_order import InOrder
from tui.overtaken import Sight, tell
from tui.screens.base import AddewidScreen
from tui.screens.edit import EditDialogue
from tui.screens.same import SameScreen
from tui.screens.status import StatusDialogue
from tui.widgets import account

Entry = EvidenceRow | Moment | SuggestedStatus
"""What can be under the highlight."""


class JudgingScreen(AddewidScreen[None]):
    """The promise of one ref, to decide on. How it is shown, and where the highlight is, is the promise screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("a", "decide('accepted')", msg("Accept"), msg("Accept the evidence under the highlight")),
        deed("r", "decide('rejected')", msg("Reject"), msg("Reject the evidence under the highlight")),
        deed("u", "decide('suggested')", msg("Open again"), msg("Make it a suggestion again"), show=False),
        deed("s", "status", msg("Status"), msg("Say what became of the promise")),
        deed("S", "suggested", msg("As suggested"), msg("Judge as the program suggests, in the form"), show=False),
        deed("c", "correct", msg("Correct"), msg("Correct a judgement"), show=False),
    ]

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__()
        self._desk = desk
        self._ref = ref
        self._detail: CommitmentDetail | None = None
        self._timeline: Timeline | None = None
        self._decisions = InOrder(self, "decisions")
        self._sight = Sight()

    @property
    def _entry(self) -> Entry | None:
        """What is under the highlight."""
        raise NotImplementedError

    @property
    def _link(self) -> EvidenceRow | None:
        """The evidence under the highlight."""
        entry = self._entry
        if isinstance(entry, Moment) and self._detail is not None:
            return next((link for link in self._detail.evidence if link.ref == entry.ref), None)
        return entry if isinstance(entry, EvidenceRow) else None

    def action_decide(self, state: str) -> None:
        """Accept or reject the evidence under the highlight, or make it a suggestion again."""
        if isinstance(self._entry, SuggestedStatus) and state == LinkState.ACCEPTED:
            self.action_suggested()
            return
        link, detail = self._link, self._detail
        if link is None or detail is None:
            self.notify(tr("There is no evidence here to decide on."), severity="warning")
            return
        wanted = LinkState(state)
        write = partial(promise.decide, self._desk, link.ref, wanted)
        decide = self._sight.kept(self._ref, write, detail.last_decision)
        self._decisions.run(decide, lambda _: self.reload(), partial(self._refused, _wanted(link, wanted)))

    def _refused(self, yours: str, error: Exception) -> None:
        """Tell of a decision that was not written, and show what is now so."""
        if isinstance(error, StaleEdit):
            tell(self, self._desk, self._ref, yours)
        else:
            report(self, error)
        self.reload()

    def action_status(self) -> None:
        """Ask for a judgement."""
        self._ask()

    def action_suggested(self) -> None:
        """Ask for a judgement, filled in as the program suggests: of what is under the highlight, else the first."""
        entry = self._entry
        suggested = [each for each in (self._timeline.suggested_status if self._timeline else ()) if each.value]
        it = entry if isinstance(entry, SuggestedStatus) and entry.value else next(iter(suggested), None)
        if it is None:
            none = tr("The program suggests no status for this promise.")
            self.notify(none if self._timeline else tr("The timeline is still being read; press it again in a moment."))
            return
        today = self._desk.today()
        draft = StatusDraft(it.judgement, it.value, today, evidence=it.evidence, self_reported=it.self_reported)
        self._ask(draft)

    def action_correct(self) -> None:
        """Correct the judgement under the highlight; where none is, that which was made last."""
        if self._detail is None:
            return
        standing = [event for event in self._detail.history if not event.corrected]
        entry = self._entry
        named = entry.event if isinstance(entry, Moment) else ""
        if named and not any(event.name == named for event in standing):
            self.notify(tr("This was corrected since; correct what stands in its place."), severity="warning")
        elif not standing:
            self.notify(tr("Nobody has judged this promise yet, so there is nothing to correct."))
        else:
            wrong = next((event for event in standing if event.name == named), standing[-1])
            value = wrong.value or next(iter(JUDGEMENT_VALUES[wrong.judgement])).value
            draft = StatusDraft(
                wrong.judgement, value, wrong.as_of, evidence=wrong.evidence, self_reported=wrong.self_reported
            )
            self._ask(draft, wrong)

    def _ask(self, filled: StatusDraft | None = None, wrong: StatusRow | None = None) -> None:
        """Ask for a judgement, or for one in the place of another, and say what was recorded."""
        detail = self._detail
        if detail is None:
            return

        def answered(recorded: StatusRow | None) -> None:
            if recorded is not None:
                said = account.judged(recorded.judgement, recorded.value)
                self.notify(tr("Recorded: {judgement}.", judgement=said), markup=False)

        write: Callable[[StatusDraft, str], Written[StatusRow]] = (
            partial(promise.correct, self._desk, wrong.name)
            if wrong
            else partial(promise.record, self._desk, self._ref)
        )

        def record(draft: StatusDraft) -> StatusRow:
            seen = self._detail.last_decision if self._detail else ""
            try:
                return self._sight.kept(self._ref, partial(write, draft), seen)().row
            except StaleEdit:
                self.call_later(self.reload)  # so that it can be recorded all the same, with that in sight
                raise

        today = self._desk.today()
        self.app.push_screen(StatusDialogue(detail, record, today, filled=filled, corrected=wrong), answered)

    def action_same(self) -> None:
        """See where else it may be stated."""
        self.app.push_screen(SameScreen(self._desk, self._ref))

    def action_edit(self) -> None:
        """Confirm, refuse or change the promise itself."""
        self.app.push_screen(EditDialogue(self._desk, self._ref))


def _wanted(link: EvidenceRow, state: LinkState) -> str:
    """What somebody wanted to decide about evidence."""
    quote = link.quotation.exact
    return {
        LinkState.ACCEPTED: tr("to accept “{words}”", words=quote),
        LinkState.REJECTED: tr("to reject “{words}”", words=quote),
        LinkState.SUGGESTED: tr("to leave “{words}” open again", words=quote),
    }[state]
