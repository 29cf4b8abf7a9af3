"""What waits for a person to look at, one after another: each is decided with a key, and the next stands there."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.widgets import Static

from corpus.codebook import Judgement, Response, ReviewReason
from corpus.codings import Difference
from corpus.language import msg, tr
from corpus.rows import CommitmentDetail, Quotation, StatusRow
from corpus.wording import name
from tui import words
from tui.background import in_background
from tui.deeds import deed
from tui.desk import Desk, review
from tui.desk.promise import StatusDraft
from tui.desk.review import WaitingRow
from tui.messages import OpenPromise, OpenReader
from tui.reviewing.fitting import FITS
from tui.reviewing.queue import Reviewing
from tui.screens.base import PlaceScreen
from tui.screens.because import BecauseDialogue, ReasonDialogue
from tui.screens.disputes import DisputeDialogue
from tui.screens.edit import EditDialogue
from tui.screens.status import StatusDialogue
from tui.widgets.keys import KeyLine
from tui.widgets.paged import PagedList
from tui.widgets.place_bar import PlaceBar
from tui.widgets.progress import nothing_waits, progress
from tui.widgets.waiting import WaitingList, WaitingView, quoted


class ReviewScreen(PlaceScreen):
    """The queue as a list, and the item under the cursor whole."""

    NAME: ClassVar[str] = "review"
    AUTO_FOCUS = "#waiting"
    HELP = msg(
        "Everything that waits for a person: sources that changed and disputes first, then what was judged long ago, "
        "is overdue or has no answer, then what the program found and nobody has looked at. Read what is shown. "
        "a accepts it, r refuses it and asks why; where something is to be judged or settled, a asks for that. "
        "The next one stands there at once. s puts it to the end, e changes what is said of it, Enter opens the "
        "promise with its evidence, d its document. f chooses what to work through, x takes that back."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("a", "confirm", msg("Accept"), msg("It is a promise, and is what is shown")),
        deed("a", "judge", msg("Judge"), msg("Say what became of it")),
        deed("a", "settle", msg("Settle"), msg("Choose whose answer holds")),
        deed("a", "look", msg("Look"), msg("Open the promise whose words are gone")),
        deed("r", "refuse", msg("Refuse"), msg("It is no promise; say why")),
        deed("r", "reject", msg("Reject it"), msg("Reject the evidence that is shown")),
        deed("e", "edit", msg("Edit"), msg("Change what is said of the promise")),
        deed("s", "skip", msg("Skip"), msg("Put it to the end, for this session")),
        deed("f", "choose", msg("Which"), msg("Choose what to work through")),
        deed("x", "everything", msg("Work through everything"), show=False),
        deed("d", "open_document", msg("Read it in its document"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._queue = Reviewing(self, desk, self._list, self._show)
        self._because = ""
        self._fitting: set[str] = set()

    def compose(self) -> ComposeResult:
        """How far one has come, the list, and the item."""
        yield PlaceBar(self.NAME)
        yield Static(tr("Reading what waits…"), id="review-progress", markup=False)
        with Container(id="review-sides"):
            yield WaitingList(id="waiting")
            yield WaitingView(id="waiting-view")
        yield Static(id="review-nothing", markup=False)
        yield KeyLine()

    def keep(self) -> dict[str, Any]:
        """The reason chosen, and the commitment under the cursor."""
        queue = self._queue
        return {"reason": queue.pile.reason or "", "at": queue.item.ref if queue.item else queue.ref}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """The same."""
        at = kept.get("at")
        self._queue.pile.reason = _reason(kept.get("reason"))
        self._queue.ref = at if isinstance(at, str) else ""

    def come(self, wanted: Any) -> None:
        """Work through what waits for a reason."""
        if wanted is not None:
            self._queue.choose(_reason(wanted))

    def reload(self) -> None:
        """Read the queue again, if anything changed that it is made of."""
        self._queue.reload()

    def action_reload(self) -> None:
        """Read the queue again, whatever changed."""
        self._queue.read()

    def quotation(self) -> Quotation | None:
        """The words of the item under the cursor."""
        row, detail = self._queue.row, self._queue.detail
        return quoted(row, detail) if row and detail else None

    # What is shown

    def _list(self) -> None:
        """Show the list as it is now, and how far one has come."""
        queue = self._queue
        self.query_one(WaitingList).show(queue.window, cursor=queue.at)
        far = progress(queue.pile)
        self.query_one("#review-progress", Static).update(far, layout=False)
        self.set_class(far.cell_length > self.size.width - 2, "-long-progress")
        nothing = queue.is_read and not queue.pile.shown
        self.set_class(nothing, "-nothing-waits")
        if nothing:
            self.query_one("#review-nothing", Static).update(nothing_waits(queue.pile))
        self._show()  # now, so that one frame shows both

    def _show(self) -> None:
        """Show the item under the cursor, and what the keys do with it."""
        row = self._queue.row
        self.query_one(WaitingView).show(row, self._queue.detail)
        fitting = {action for action, fits in FITS.items() if row is not None and fits(row)}
        if fitting != self._fitting:
            self._fitting = fitting
            self.refresh_bindings()

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the lines that are scrolled to."""
        self._queue.want(range(message.offset, message.offset + message.limit))

    @on(PagedList.Moved)
    def go(self) -> None:
        """Show the item that the cursor came to."""
        self._queue.look(self.query_one(WaitingList).cursor)
        self._show()

    # What is decided

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The keys do what fits the item under the cursor."""
        return action not in FITS or action in self._fitting

    @property
    def _here(self) -> WaitingRow | None:
        """The item under the cursor, even before the screen has heard that the cursor moved."""
        self._queue.at = self.query_one(WaitingList).cursor
        return self._queue.row

    def action_confirm(self) -> None:
        """Say that it is a promise."""
        if row := self._here:
            self._queue.decide(partial(review.confirm, self._desk, row.item.ref), whole=False)

    def action_reject(self) -> None:
        """Say that the evidence shown is none."""
        if row := self._here:
            self._queue.decide(partial(review.reject, self._desk, row.item.ref, row.item.about), whole=False)

    def action_refuse(self) -> None:
        """Ask why it is no promise, and say so."""
        row = self._here
        if row is None:
            return

        def answered(because: str | None) -> None:
            if not because:
                return
            self._because = because
            if (here := self._here) is None or here.item != row.item:
                self.notify(tr("What waits has changed meanwhile; nothing was refused."), severity="warning")
                return
            self._queue.decide(lambda seen: review.refuse(self._desk, row.item.ref, because, seen), whole=True)

        self.app.push_screen(BecauseDialogue(row.commitment.quote, self._because), answered)

    def action_judge(self) -> None:
        """Ask what became of it."""
        row = self._here
        if row is None:
            return

        def ask(detail: CommitmentDetail) -> None:
            filled = None
            if row.item.reason is ReviewReason.RESPONSE_DUE:
                filled = StatusDraft(Judgement.RESPONSE, Response.NO_RESPONSE, self._desk.today())
            record = review.Judging(self._desk, row.item.ref, detail.last_decision)
            dialogue = StatusDialogue(detail, record, self._desk.today(), filled=filled)
            self.app.push_screen(dialogue, partial(self._judged, row))

        self._with_detail(ask)

    def _judged(self, row: WaitingRow, recorded: StatusRow | None) -> None:
        if recorded is not None:
            self._decided(row, True)
            saying = words.value_saying(recorded.judgement, recorded.value)
            self.notify(tr("Recorded: {what}.", what=f"{name(recorded.judgement)} {saying}"), markup=False)

    def action_settle(self) -> None:
        """Ask whose answer holds."""
        row = self._here
        if row is None:
            return

        def ask(differences: tuple[Difference, ...]) -> None:
            if differences:
                quote = row.commitment.quote
                dialogue = DisputeDialogue(self._desk, row.item.ref, quote, differences)
                self.app.push_screen(dialogue, partial(self._decided, row))
            else:  # somebody settled it meanwhile
                self._queue.reload()

        in_background(self, partial(review.differences, self._desk, row.item.ref), ask, group="differences")

    def action_edit(self) -> None:
        """Change what is said of it."""
        if row := self._here:
            self.app.push_screen(EditDialogue(self._desk, row.item.ref), partial(self._decided, row))

    def _decided(self, row: WaitingRow, changed: bool | None) -> None:
        """Something was decided in a dialogue: read again what waits."""
        if changed:
            self._queue.pile.expect(row.item)
            self._queue.reload()

    def action_skip(self) -> None:
        """Put it to the end."""
        if self._here:
            self._queue.skip()

    def action_look(self) -> None:
        """Open the promise."""
        if row := self._here:
            self.post_message(OpenPromise(row.item.ref))

    def action_open_document(self) -> None:
        """Read it in its document."""
        row = self._here
        if row is None:
            return

        def read(detail: CommitmentDetail) -> None:
            words = quoted(row, detail)
            self.post_message(OpenReader(words.passage.version_id, words.passage.ordinal, words.start, words.end))

        self._with_detail(read)

    def _with_detail(self, then: Callable[[CommitmentDetail], None]) -> None:
        """Do something with the item whole, which may still have to be read."""
        item, detail = self._queue.item, self._queue.detail
        if detail is not None:
            then(detail)
        elif item is not None:
            job = partial(review.details, self._desk, [item.ref])
            in_background(self, job, lambda found: then(found[item.ref]) if found else None, group="detail")

    def action_choose(self) -> None:
        """Ask what to work through."""

        def answered(chosen: ReviewReason | str | None) -> None:
            if chosen is not None:
                self._queue.choose(_reason(chosen))

        self.app.push_screen(ReasonDialogue(self._queue.pile.counts, self._queue.pile.reason), answered)

    def action_everything(self) -> None:
        """Work through everything."""
        self._queue.choose(None)


def _reason(wanted: object) -> ReviewReason | None:
    """A reason by its name; None, for everything, where there is none of that name."""
    return ReviewReason(wanted) if isinstance(wanted, str) and wanted in set(ReviewReason) else None
