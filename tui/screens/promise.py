"""One promise: its words in their place, what was judged of it, and the evidence beside it, to decide on."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import OptionList, Static

from corpus.codebook import LinkState
from corpus.rows import CommitmentDetail, EvidenceRow, Quotation, StatusRow
from tui import words
from tui.background import in_background
from tui.desk import Desk
from tui.messages import OpenReader
from tui.screens.base import AddewidScreen, TitleLine
from tui.screens.status import StatusDialogue
from tui.widgets import account
from tui.widgets.evidence import EvidenceList
from tui.widgets.keys import KeyLine
from tui.widgets.lists import Pane
from tui.widgets.pairs import Pairs


class PromiseScreen(AddewidScreen[None]):
    """The promise of one ref."""

    AUTO_FOCUS = "#evidence"
    HELP = (
        "On the left the promise, marked where it stands in its document; on the right, or below, the evidence. "
        "The program only suggests evidence: accept what bears on the promise and reject what does not. "
        "Then press s to say what became of the promise. Tab moves between the two parts."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "decide('accepted')", "Accept", tooltip="Accept the evidence under the highlight"),
        Binding("r", "decide('rejected')", "Reject", tooltip="Reject the evidence under the highlight"),
        Binding("u", "decide('suggested')", "Undo", tooltip="Make it a suggestion again"),
        Binding("o", "open_evidence", "Open it", tooltip="Read the evidence in its document"),
        Binding("s", "status", "Status", tooltip="Say what became of the promise"),
        Binding("d", "open_document", "Read the promise in its document", show=False),
        Binding("escape", "app.back", "Back", show=False),
    ]

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__()
        self._desk = desk
        self._ref = ref
        self._detail: CommitmentDetail | None = None

    def compose(self) -> ComposeResult:
        """The promise and what is known of it on one side, the evidence on the other."""
        yield TitleLine("Promises", "Reading…")
        yield Static(id="judgements", markup=False)
        yield Static(id="place", markup=False)
        with Container(id="sides"):
            with Pane(id="promise-side"):
                yield Static(id="warnings", markup=False)
                yield Static(id="before", markup=False)
                yield Static(id="own", markup=False)
                yield Static(id="after", markup=False)
                yield Pairs(id="fields")
                yield Static("Timeline", classes="part-title", markup=False)
                yield Pairs(id="timeline")
            with Vertical(id="evidence-side"):
                yield EvidenceList()
                yield Static("No evidence is known for this promise yet.", id="no-evidence", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Name the two sides."""
        self.query_one("#promise-side").border_title = "The promise"

    def on_screen_resume(self) -> None:
        """Read the promise, and again on coming back: something may have been decided."""
        self._read()

    def _read(self) -> None:
        in_background(self, partial(self._desk.promise, self._ref), self._show, group="promise")

    def _show(self, detail: CommitmentDetail) -> None:
        first, self._detail = self._detail is None, detail
        self.query_one(TitleLine).say("Promises", detail.row.stands_in)
        for name, said in (
            ("judgements", account.judgements(detail.row)),
            ("place", account.place(detail)),
            ("warnings", account.warnings(detail)),
            ("before", account.before(detail)),
            ("own", account.own(detail)),
            ("after", account.after(detail)),
        ):
            part = self.query_one(f"#{name}", Static)
            part.update(said)
            part.display = bool(said)
        self.query_one("#fields", Pairs).pairs = account.fields(detail)
        self.query_one("#timeline", Pairs).pairs = account.timeline(detail)
        self._show_evidence(detail)
        if first:
            self.call_after_refresh(self._start)

    def _show_evidence(self, detail: CommitmentDetail) -> None:
        links = detail.evidence
        self.query_one("#evidence-side").border_title = _evidence_title(links)
        self.query_one(EvidenceList).show(links)
        self.set_class(not links, "-no-evidence")

    def _start(self) -> None:
        """Begin with the promise's own words in sight, and the focus where something can be decided."""
        pane = self.query_one("#promise-side", Pane)
        pane.scroll_to(y=max(0, self.query_one("#own").virtual_region.y - 2), animate=False, force=True)
        if not self.query_one(EvidenceList).option_count:
            pane.focus()

    def action_decide(self, state: str) -> None:
        """Accept or reject the evidence under the highlight, or make it a suggestion again."""
        link = self.query_one(EvidenceList).current
        if link is None:
            self.notify("There is no evidence here to decide on.", severity="warning")
            return
        in_background(
            self, partial(self._desk.decide, link.ref, LinkState(state)), lambda _: self._read(), group=link.ref
        )

    @on(OptionList.OptionSelected, "#evidence")
    def action_open_evidence(self) -> None:
        """Read the evidence under the highlight in its document."""
        link = self.query_one(EvidenceList).current
        if link is None:
            self.action_open_document()
        else:
            self._open(link.quotation)

    def action_open_document(self) -> None:
        """Read the promise in its document."""
        if self._detail is not None:
            self._open(self._detail.quotation)

    def _open(self, quotation: Quotation) -> None:
        passage = quotation.passage
        self.post_message(OpenReader(passage.version_id, passage.ordinal, quotation.start, quotation.end))

    def action_status(self) -> None:
        """Ask for a judgement, and show what became of it."""
        if self._detail is None:
            return

        def answered(recorded: StatusRow | None) -> None:
            if recorded is not None:
                saying = words.value_saying(recorded.judgement, recorded.value)
                self.notify(f"Recorded: {recorded.judgement.value} {saying}.", markup=False)

        record = partial(self._desk.record, self._ref, seen=self._detail.last_decision)
        self.app.push_screen(StatusDialogue(self._detail, record, self._desk.today()), answered)


def _evidence_title(links: tuple[EvidenceRow, ...]) -> str:
    counts = [(sum(link.state is state for link in links), words.LINK_STATES[state].word) for state in LinkState]
    return "Evidence" + "".join(f" · {count} {word}" for count, word in counts if count)
