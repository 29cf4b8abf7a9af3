"""The queue as the review screen has it: what waits, the lines and items read of it, and decisions on their way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import sleep

from textual.widget import Widget

from corpus.codebook import ReviewReason
from corpus.errors import StaleEdit
from corpus.review import Tide, Waiting
from corpus.rows import CommitmentDetail
from tui.background import report
from tui.desk import Desk, Window, review
from tui.desk.review import Done, WaitingRow
from tui.in_order import InOrder
from tui.latest import Latest
from tui.reviewing.pile import Heap, Pile, Taken

Decide = Callable[[str | None], Done]
"""Writes a decision, given the newest one that its maker knows of."""

WINDOW = 100
"""Lines read at a time."""
AHEAD = 3
"""How many items are read whole before the cursor comes to them."""
DRAW_FIRST = 0.03
"""Seconds that a decision waits before it is written, in its thread: the next item is drawn in them."""
MOST_HELD = 60
"""Of items read whole."""


class Reviewing:
    """Reads and writes for a screen, off its thread. ``at`` is the index and ``ref`` the commitment to begin with.

    ``changed`` is called when the list has other rows, ``whole`` when an item has been read whole.
    """

    def __init__(self, owner: Widget, desk: Desk, changed: Callable[[], None], whole: Callable[[], None]) -> None:
        self.pile = Pile()
        self.at = 0
        self.ref = ""
        self.is_read = False
        self._owner = owner
        self._desk = desk
        self._changed = changed
        self._whole = whole
        self._rows: dict[Waiting, WaitingRow] = {}
        self._details: dict[str, CommitmentDetail] = {}
        self._names: dict[str, str] = {}
        """Our own newest decisions, by commitment, where they are newer than the lines that were read."""
        self._tide: Tide | None = None
        self._asked = range(WINDOW)
        self._order = InOrder(owner, "deciding")
        self._more = Latest(owner, "rows")
        self._ahead = Latest(owner, "details")

    @property
    def item(self) -> Waiting | None:
        """What the cursor is on."""
        return self.pile.shown[self.at] if self.at < len(self.pile.shown) else None

    @property
    def row(self) -> WaitingRow | None:
        """The same as a line; None before it was read."""
        return self._rows.get(self.item) if self.item else None

    @property
    def detail(self) -> CommitmentDetail | None:
        """The same whole; None before it was read."""
        return self._details.get(self.item.ref) if self.item else None

    @property
    def window(self) -> Window[WaitingRow]:
        """The lines that were asked for, as far as they are read."""
        rows = []
        for item in self.pile.shown[self._asked.start : self._asked.stop]:
            if (row := self._rows.get(item)) is None:
                break
            rows.append(row)
        return Window(len(self.pile.shown), self._asked.start, tuple(rows))

    def reload(self) -> None:
        """Read the queue again if anything changed that it is made of."""
        self._order.run(partial(review.tide, self._desk), lambda tide: self.read() if tide != self._tide else None)

    def read(self) -> None:
        """Read the queue again; the cursor stays on its item, or comes to the one that has its place."""
        pile, moment = self.pile, self.pile.moment
        likely = _Place(self.item, self.ref, self.at)
        reason, skipped = pile.reason, tuple(pile.skipped)

        def job() -> tuple[Tide, Heap, int, dict[Waiting, WaitingRow]]:
            outline = review.outline(self._desk)
            heap = Heap.of(outline.items)
            shown = heap.arranged(reason, skipped)
            at = likely.among(shown)
            around = _around(at)
            return outline.tide, heap, at, review.rows(self._desk, shown[around.start : around.stop])

        def done(found: tuple[Tide, Heap, int, dict[Waiting, WaitingRow]]) -> None:
            now = _Place(self.item or likely.item, self.ref, self.at)
            self._tide, heap, at, self._rows = found
            pile.fill(heap, moment)
            self._details.clear()
            self.at = _Place(now.item, now.ref, at).among(pile.shown)
            self.ref = ""
            self._asked = _around(self.at)
            self.is_read = True
            self._changed()

        self._order.run(job, done)

    def choose(self, reason: ReviewReason | None) -> None:
        """Show what waits for another reason."""
        self.pile.choose(reason)
        self.at = 0
        self._asked = _around(0)
        self._changed()

    def want(self, asked: range) -> None:
        """Read these lines, where they are not read yet."""
        missing = [each for each in self.pile.shown[asked.start : asked.stop] if each not in self._rows]

        def done(found: dict[Waiting, WaitingRow]) -> None:
            if len(self._rows) > 5 * WINDOW:  # those seen long ago are read again if they are wanted
                self._rows = dict(list(self._rows.items())[-WINDOW:])
            self._rows |= found
            if gone := [each for each in missing if each not in found]:
                self.pile.drop(gone)
            self._asked = asked
            self._changed()

        if missing:
            self._more.run(partial(review.rows, self._desk, missing), done)
        elif asked != self._asked:
            done({})

    def look(self, at: int) -> None:
        """Go to an item; it and those after it are read whole."""
        self.at = at
        refs = dict.fromkeys(each.ref for each in self.pile.shown[at : at + AHEAD + 1])
        missing = [ref for ref in refs if ref not in self._details]
        here = self.item.ref if self.item else ""

        def done(found: dict[str, CommitmentDetail]) -> None:
            self._details |= found
            for ref in [each for each in self._details if each not in refs][:-MOST_HELD]:
                del self._details[ref]
            self._whole()

        def go_on(found: dict[str, CommitmentDetail]) -> None:
            done(found)
            if here in found:
                self.look(self.at)

        if here in missing:  # that one first, and alone
            self._ahead.run(partial(review.details, self._desk, [here]), go_on)
        elif missing:
            self._owner.call_after_refresh(self._ahead.run, partial(review.details, self._desk, missing), done)

    def decide(self, decide: Decide, *, whole: bool) -> None:
        """Take the item under the cursor, ``whole`` all that its commitment waits for, and write what was decided.

        When that fails it is said why, and what was taken waits again.
        """
        row = self.row
        if row is None:
            return
        taken = self.pile.take(self.at, whole=whole)
        self.at = max(0, min(self.at, len(self.pile.shown) - 1))
        ref = row.item.ref

        def job() -> Done:
            sleep(DRAW_FIRST)
            done = decide(self._names.get(ref, row.seen))
            self._names[ref] = done.name
            return done

        self._order.run(job, self._written, partial(self._failed, taken))
        self._changed()

    def skip(self) -> None:
        """Put the item under the cursor to the end."""
        if self.item is not None:
            self.pile.skip(self.at)
            self._changed()

    def _written(self, done: Done) -> None:
        """Nothing is to be read again for a decision of our own; what others did meanwhile is."""
        if self._tide == done.before:
            self._tide = done.after
        else:
            self.reload()

    def _failed(self, taken: Taken, error: Exception) -> None:
        report(self._owner, error)
        now = _Place(self.item, "", self.at + 1)
        self.pile.put_back(taken)
        self.at = now.among(self.pile.shown)
        if isinstance(error, StaleEdit):
            self._names.pop(taken.item.ref, None)
            self.read()
        self._changed()


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the cursor was, and on what: an item, or, before anything was read, a commitment that it is to come to."""

    item: Waiting | None
    ref: str
    at: int

    def among(self, shown: Sequence[Waiting]) -> int:
        """Where the same is now, or else what has its place; looks first where it was."""
        item = self.item
        if item is None:
            return next((at for at, each in enumerate(shown) if each.ref == self.ref), 0)
        if 0 <= self.at < len(shown) and shown[self.at] == item:
            return self.at
        same = (at for at, each in enumerate(shown) if each.ref == item.ref and each == item)
        return next(same, max(0, min(self.at, len(shown) - 1)))


def _around(at: int) -> range:
    start = max(0, at - WINDOW // 2)
    return range(start, start + WINDOW)
