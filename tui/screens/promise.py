"""One promise: its words in their place, what was judged of it, and the evidence beside it, to decide on."""

from collections import Counter
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widgets import OptionList, Static

from corpus.codebook import LinkState
from corpus.errors import UsageProblem
from corpus.language import msg, plural, tr
from corpus.rows import CommitmentDetail, EvidenceRow, Moment, Quotation, Timeline
from corpus.types import SuggestedStatus
from tui.background import in_background
from tui.beside import beside
from tui.deeds import deed
from tui.desk import promise
from tui.messages import OpenPromise, OpenReader
from tui.screens.base import TitleLine
from tui.screens.judging import Entry, JudgingScreen
from tui.widgets import account, timeline
from tui.widgets.evidence import EvidenceList
from tui.widgets.keys import KeyLine
from tui.widgets.lists import Pane
from tui.widgets.pairs import Pairs
from tui.widgets.timeline import TimelineList


class PromiseScreen(JudgingScreen):
    """The promise of one ref."""

    AUTO_FOCUS = "#evidence"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (20, "-tall"), (36, "-high")]  # noqa: RUF012  declared so by Textual
    HELP = msg(
        "On the left the promise, marked where it stands in its document; on the right, or below, the evidence. "
        "The program only suggests evidence: accept what bears on the promise and reject what does not. "
        "Then press s to say what became of the promise. t shows what became of it by date; there the program may "
        "suggest a status, which counts for nothing until you say so. Tab moves between the parts."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("t", "timeline", msg("Timeline"), msg("Show what became of it by date, or the evidence")),
        deed("e", "edit", msg("Edit"), msg("Confirm the promise, refuse it, or change what is said of it")),
        deed("d", "open_document", msg("Read"), msg("Read the promise in its document")),
        deed("equals_sign", "same", msg("Same?"), msg("See where else it may be stated, and say so"), shown="="),
        deed("right_square_bracket", "beside(1)", msg("Next promise"), msg("The next promise of the list"), show=False),
        deed(
            "left_square_bracket",
            "beside(-1)",
            msg("Previous promise"),
            msg("The promise before it in the list"),
            show=False,
        ),
        deed("escape", "app.back", msg("Back"), show=False, id="leave"),
    ]

    def compose(self) -> ComposeResult:
        """The promise and what is known of it on one side, the evidence and the timeline on the other."""
        yield TitleLine(tr("Promises"), tr("Reading…"))
        yield Static(id="judgements", markup=False)
        yield Static(id="place", markup=False)
        with Container(id="sides"):
            with Pane(id="promise-side"):
                for part in ("warnings", "may-be-same", "before", "own", "after", "twin"):
                    yield Static(id=part, markup=False)
                yield Pairs(id="fields")
                yield Static(id="also", markup=False)
            with Vertical(id="other-side"):
                with Vertical(id="evidence-side"):
                    yield EvidenceList()
                    yield Static(tr("No evidence is known for this promise yet."), id="no-evidence", markup=False)
                with Vertical(id="timeline-side"):
                    yield TimelineList()
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the sides."""
        self.query_one("#promise-side").border_title = tr("The promise")
        self.query_one("#timeline-side").border_title = tr("Timeline")

    # What is shown

    @property
    def opened(self) -> OpenPromise:
        """What opens this screen again."""
        return OpenPromise(self._ref)

    def reload(self) -> None:
        """Read the promise, and then what became of it."""
        in_background(self, partial(promise.get, self._desk, self._ref), self._show, group="promise")

    def _show(self, detail: CommitmentDetail) -> None:
        first = self._detail is None or self._detail.row.ref != detail.row.ref
        self._detail = detail
        self.query_one(TitleLine).say(tr("Promises"), detail.row.stands_in)
        for name, said in (
            ("judgements", account.judgements(detail.row)),
            ("place", account.place(detail)),
            ("warnings", account.warnings(detail)),
            ("may-be-same", account.may_be_same(detail)),
            ("before", account.before(detail)),
            ("own", account.own(detail)),
            ("after", account.after(detail)),
            ("twin", account.twin(detail)),
            ("also", account.also_stated(detail)),
        ):
            part = self.query_one(f"#{name}", Static)
            part.update(said)
            part.display = bool(said)
        self.query_one("#fields", Pairs).pairs = account.fields(detail)
        self.query_one("#evidence-side").border_title = _evidence_title(detail.evidence)
        self.query_one(EvidenceList).show(detail.evidence)
        self.set_class(not detail.evidence, "-no-evidence")
        if first:
            self.query_one("#also").call_after_refresh(self._start)  # when what was put into the pane has its place
        in_background(self, partial(promise.timeline, self._desk, self._ref), self._show_timeline, group="timeline")

    def _show_timeline(self, told: Timeline) -> None:
        if self._detail is None or told.ref != self._detail.row.ref:
            return
        self._timeline = told
        self.query_one("#timeline-side").border_title = timeline.title(told)
        self.query_one(TimelineList).show(told, self._detail, self._desk.today())

    def _start(self) -> None:
        """Begin with the promise's own words in sight, and the focus where something can be decided."""
        pane = self.query_one("#promise-side", Pane)
        pane.scroll_to(y=max(0, self.query_one("#own").virtual_region.y - 2), animate=False, force=True)
        if not self.query_one(EvidenceList).option_count and self.query_one(EvidenceList).has_focus:
            pane.focus()

    def action_timeline(self) -> None:
        """Show what became of it by date, or the evidence again."""
        times, evidence = self.query_one(TimelineList), self.query_one(EvidenceList)
        to_times = not times.has_focus
        self.set_class(to_times, "-timeline")
        (times if to_times else evidence if evidence.option_count else self.query_one(Pane)).focus()

    def action_beside(self, step: int) -> None:
        """Go to the next promise of the list that one came from, or to the one before."""
        stack = self.app.screen_stack
        try:
            self._ref = beside(stack[-2] if len(stack) > 1 else None, self._ref, step)
        except UsageProblem as problem:
            self.notify(str(problem), severity="warning")
        else:
            self.reload()

    # What is under the highlight

    @property
    def _entry(self) -> Entry | None:
        """What is under the highlight of the list in use; evidence where no list is."""
        times = self.query_one(TimelineList)
        return times.current if times.has_focus else self.query_one(EvidenceList).current

    def quotation(self) -> Quotation | None:
        """The evidence or the moment under the highlight; the promise while one reads it."""
        entry = self._entry
        if not self.query_one(Pane).has_focus and isinstance(entry, EvidenceRow | Moment) and entry.quotation:
            return entry.quotation
        return self._detail.quotation if self._detail else None

    @on(OptionList.OptionSelected, "#evidence,#timeline")
    def action_open_evidence(self) -> None:
        """Read what is under the highlight in its document; of a judgement or a suggestion, open its form."""
        entry = self._entry
        if isinstance(entry, SuggestedStatus):
            self.action_suggested()
        elif isinstance(entry, Moment) and entry.event:
            self.action_correct()
        elif entry is not None and entry.quotation is not None:
            self._open(entry.quotation)

    def action_open_document(self) -> None:
        """Read the promise in its document."""
        if self._detail is not None:
            self._open(self._detail.quotation)

    def _open(self, quotation: Quotation) -> None:
        passage = quotation.passage
        self.post_message(OpenReader(passage.version_id, passage.ordinal, quotation.start, quotation.end))


def _evidence_title(links: tuple[EvidenceRow, ...]) -> str:
    counts = Counter(link.state for link in links)
    told = (
        plural("{count} suggested", "{count} suggested", counts[LinkState.SUGGESTED]),
        plural("{count} accepted", "{count} accepted", counts[LinkState.ACCEPTED]),
        plural("{count} rejected", "{count} rejected", counts[LinkState.REJECTED]),
    )
    return " · ".join([tr("Evidence"), *(said for said, state in zip(told, LinkState, strict=True) if counts[state])])
