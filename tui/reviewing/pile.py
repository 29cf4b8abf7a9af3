"""What waits, as a person works through it: what was decided leaves it at once, what was skipped goes to its end.

Tens of thousands of items may wait: what a key does here looks at few of them, or at each once and briefly.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from corpus.codebook import ReviewReason
from corpus.review import Waiting


@dataclass(frozen=True, slots=True)
class Heap:
    """Items as they were read, by their reason and in order; ``known`` finds the very item that is equal to one."""

    by_reason: Mapping[ReviewReason, Sequence[Waiting]] = field(default_factory=dict)
    known: Mapping[Waiting, Waiting] = field(default_factory=dict)

    @classmethod
    def of(cls, items: Iterable[Waiting]) -> "Heap":
        """All items; takes a while where there are many, so it is done in a thread."""
        by_reason: dict[ReviewReason, list[Waiting]] = {}
        known = {}
        for each in items:
            by_reason.setdefault(each.reason, []).append(each)
            known[each] = each
        return cls(by_reason, known)

    def arranged(
        self, reason: ReviewReason | None, skipped: Iterable[Waiting], gone: Collection[int] = ()
    ) -> list[Waiting]:
        """What waits for one reason, or for any, without what is gone, by its ``id``; what was skipped at the end."""
        lists = self.by_reason.values() if reason is None else [self.by_reason.get(reason, [])]
        last = [self.known[each] for each in skipped if each in self.known]
        out = {*gone, *map(id, last)}
        first = [each for each in chain.from_iterable(lists) if id(each) not in out]
        return first + [each for each in last if id(each) not in gone and reason in (None, each.reason)]


@dataclass(frozen=True, slots=True)
class Taken:
    """What a decision took from the pile: the item decided about, and all that waits for it no more."""

    number: int
    item: Waiting
    items: tuple[Waiting, ...]


class Pile:
    """Everything that waits, what of it is ``shown`` (one reason, or all), and what was decided in this session."""

    def __init__(self) -> None:
        self.reason: ReviewReason | None = None
        self.shown: list[Waiting] = []
        self.skipped: dict[Waiting, None] = {}
        self._heap = Heap()
        self._counts: dict[ReviewReason, int] = {}
        self._gone: set[int] = set()
        self._taken: dict[int, Taken] = {}
        self._expected: list[Waiting] = []
        self._number = 0

    @property
    def decided(self) -> int:
        """How many decisions of this session stand."""
        return len(self._taken)

    @property
    def counts(self) -> Mapping[ReviewReason, int]:
        """How many are left for each reason that any waits for, in their order."""
        return {reason: self._counts[reason] for reason in ReviewReason if self._counts.get(reason)}

    @property
    def moment(self) -> int:
        """The number of the last decision; a reading of the queue that begins now knows of all up to it."""
        return self._number

    def fill(self, heap: Heap, moment: int) -> None:
        """Take what waits from a reading that was begun at a ``moment``; what was decided since then stays away."""
        self._heap = heap
        since = [each for taken in self._taken.values() if taken.number > moment for each in taken.items]
        self._gone = {id(heap.known[each]) for each in since if each in heap.known}
        self._counts = {reason: len(items) for reason, items in heap.by_reason.items()}
        self._count((each for each in since if each in heap.known), -1)
        for taken in list(self._taken.values()):
            if taken.number <= moment and taken.item in heap.known:  # it was taken back
                del self._taken[taken.number]
        expected, self._expected = self._expected, []
        for each in expected:
            if each not in heap.known:
                self._note(each, (each,))
        self.choose(self.reason)

    def choose(self, reason: ReviewReason | None) -> None:
        """Show what waits for a reason, or for any."""
        self.reason = reason
        self.shown = self._heap.arranged(reason, self.skipped, self._gone)

    def take(self, index: int, *, whole: bool) -> Taken:
        """Take what is shown at an index; ``whole`` takes all that its commitment waits for."""
        item = self.shown[index]
        items = tuple(self._of(item.ref)) if whole else (item,)
        del self.shown[index]
        self._forget(items)
        if len(items) > 1:
            self._show_without(items)
        return self._note(item, items)

    def expect(self, item: Waiting) -> None:
        """Count a decision that was written elsewhere, if the next reading shows that its item waits no more."""
        self._expected.append(item)

    def put_back(self, taken: Taken) -> None:
        """Let what was taken wait again, in its place: it was not decided after all."""
        self._taken.pop(taken.number, None)
        back = [self._heap.known[each] for each in taken.items if each in self._heap.known]
        self._count((each for each in back if id(each) in self._gone), 1)
        self._gone -= set(map(id, back))
        self.choose(self.reason)

    def drop(self, items: Iterable[Waiting]) -> None:
        """Forget items that are shown and do not wait any more, though nobody decided here."""
        gone = tuple(items)
        self._forget(gone)
        self._show_without(gone)

    def skip(self, index: int) -> None:
        """Put what is shown at an index to the end."""
        item = self.shown.pop(index)
        self.shown.append(item)
        self.skipped.pop(item, None)
        self.skipped[item] = None

    def _note(self, item: Waiting, items: tuple[Waiting, ...]) -> Taken:
        self._number += 1
        taken = self._taken[self._number] = Taken(self._number, item, items)
        return taken

    def _of(self, ref: str) -> list[Waiting]:
        every = chain.from_iterable(self._heap.by_reason.values())
        return [each for each in every if each.ref == ref and id(each) not in self._gone]

    def _forget(self, items: Sequence[Waiting]) -> None:
        self._gone |= set(map(id, items))
        self._count(items, -1)

    def _show_without(self, items: Sequence[Waiting]) -> None:
        ids = set(map(id, items))
        self.shown = [each for each in self.shown if id(each) not in ids]

    def _count(self, items: Iterable[Waiting], step: int) -> None:
        for each in items:
            self._counts[each.reason] += step
