"""What waits for a person: as lines of a list, and one item whole, with its words in their place."""

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.widgets import Static

from corpus.codebook import ReviewReason
from corpus.language import msg, plural, tr, when
from corpus.rows import CommitmentDetail, PassageRow, Quotation
from corpus.wording import name
from tui import words
from tui.desk.review import WaitingRow
from tui.messages import OpenPromise
from tui.text import around, cell, marked, plain, titled, toned
from tui.tones import Tone
from tui.widgets import account
from tui.widgets.lists import Pane
from tui.widgets.paged import PagedList
from tui.widgets.pairs import Pair, Pairs
from tui.widgets.promise_table import WIDE

SIGNS: dict[ReviewReason, tuple[str, Tone]] = {
    ReviewReason.CHANGED_SOURCE: ("!", Tone.BAD),
    ReviewReason.DISPUTED: ("≠", Tone.BAD),
    ReviewReason.STALE: ("~", Tone.PART),
    ReviewReason.OVERDUE: ("!", Tone.PART),
    ReviewReason.RESPONSE_DUE: ("?", Tone.PART),
    ReviewReason.NEW: ("+", Tone.GOOD),
}
ASKS: dict[ReviewReason, str] = {
    ReviewReason.CHANGED_SOURCE: msg("Words that were decided about are gone from their source. Do they still hold?"),
    ReviewReason.DISPUTED: msg("Something speaks against what was said. What is right?"),
    ReviewReason.STALE: msg("It was judged some time ago. Is it still so?"),
    ReviewReason.OVERDUE: msg("Its day has passed. What became of it?"),
    ReviewReason.RESPONSE_DUE: msg("An answer was due. What was said of it?"),
    ReviewReason.NEW: msg("Is it a promise, and is it what is shown here?"),
}
"""What a person is asked about what waits for each reason."""

REASON = 16
BODY = 24
"""Cells of the columns."""
NEAR = 170
"""Characters shown of the passages on either side."""
LEAST = 600
"""Characters shown of the passage that an item stands in, however small the screen."""


class WaitingList(PagedList[WaitingRow]):
    """What waits, a line each; Enter opens the promise."""

    window: ClassVar[int] = 100

    def draw(self, row: WaitingRow, width: int) -> list[Content]:
        """Why it waits, whom it binds where there is room, and its words."""
        sign, tone = SIGNS[row.item.reason]
        entries = [cell(f"{sign} {name(row.item.reason)}", REASON, tone)]
        if width >= WIDE:
            entries.append(cell(words.body(row.commitment), BODY))
        left = Content.assemble(" ", Content(" ").join(entries), " ")
        return [left + cell(row.commitment.quote, max(1, width - left.cell_length))]

    def opened(self, row: WaitingRow) -> Message:
        """Open the promise."""
        return OpenPromise(row.item.ref)


class WaitingView(Pane):
    """One item whole: what is asked, where it stands, its words in their place, and what was made of them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._shown: tuple[WaitingRow | None, CommitmentDetail | None] = (None, None)
        self._drawn = Size(0, 0)

    def compose(self) -> ComposeResult:
        """Words, then fields."""
        yield Static(id="waiting-words", markup=False)
        yield Pairs(id="waiting-fields")

    def show(self, row: WaitingRow | None, detail: CommitmentDetail | None) -> None:
        """Show an item; its ``detail`` may not have been read yet."""
        if (row is self._shown[0] and detail is self._shown[1]) and self.size == self._drawn:
            return
        new = row is not self._shown[0]
        self._shown, self._drawn = (row, detail), self.size
        size = self.size
        room = max(LEAST, size.width * size.height // 2)
        said = Content("\n").join(_told(row, detail, max(20, size.width - 4), room)) if row else Content()
        self.query_one("#waiting-words", Static).update(said)
        self.query_one("#waiting-fields", Pairs).pairs = list(_fields(row, detail)) if row and detail else []
        if new:
            self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fill the new room."""
        self.show(*self._shown)


def quoted(row: WaitingRow, detail: CommitmentDetail) -> Quotation:
    """What an item is about: the words of its promise, or of its evidence where it is evidence that waits."""
    for link in detail.evidence:
        if link.ref == row.item.about:
            return link.quotation
    return detail.quotation


def _told(row: WaitingRow, detail: CommitmentDetail | None, width: int, room: int) -> Iterator[Content]:
    yield toned(tr(ASKS[row.item.reason]), Tone.STRONG)
    yield toned(tr("Why: {why}", why=row.why), SIGNS[row.item.reason][1])
    if detail is None:
        yield Content(f"\n“{plain(row.commitment.quote)}”")
        return
    passage = detail.quotation.passage
    yield titled(row.commitment.stands_in, [row.commitment.place, when(row.commitment.when), passage.publisher], width)
    if doubt := account.warnings(detail):
        yield doubt
    yield Content()
    yield from _in_place(detail.quotation, detail.context, room)
    if row.item.about != row.item.ref:
        yield from _evidence(quoted(row, detail), width, room)
    yield Content()


def _in_place(quotation: Quotation, context: tuple[PassageRow, ...], room: int) -> Iterator[Content]:
    """The words marked in their passage, with the end of the one before and the beginning of the one after."""
    own = quotation.passage
    before = [each for each in context if each.ordinal < own.ordinal]
    after = [each for each in context if each.ordinal > own.ordinal]
    if before:
        yield toned(_end_of(plain(before[-1].text)), Tone.QUIET)
    yield _marked(quotation, room)
    if after:
        yield Content(plain(after[0].text)).truncate(NEAR, ellipsis=True).stylize(Tone.QUIET)


def _end_of(text: str) -> str:
    return text if len(text) <= NEAR else f"…{text[-NEAR:]}"


def _marked(quotation: Quotation, room: int) -> Content:
    text, start, end = around(quotation.passage.text, quotation.start, quotation.end, room)
    return marked(text, [(start, end, Tone.QUOTED)])


def _evidence(quotation: Quotation, width: int, room: int) -> Iterator[Content]:
    """The evidence that waits, where it is not the promise itself that does."""
    passage = quotation.passage
    yield Content()
    yield toned(tr("The evidence"), Tone.HEADING)
    yield titled(passage.stands_in, [passage.place, when(passage.when)], width)
    if doubt := words.doubt(quotation.outcome):
        yield toned(doubt, Tone.BAD)
    yield _marked(quotation, room)


def _fields(row: WaitingRow, detail: CommitmentDetail) -> Iterator[Pair]:
    if row.item.reason is not ReviewReason.NEW:
        yield tr("Judged"), account.judgements(detail.row)
    if many := detail.row.suggested:
        said = plural("{count} suggestion; Enter opens it", "{count} suggestions; Enter opens them", many)
        yield tr("Evidence"), Content(said)
    yield from account.fields(detail)
