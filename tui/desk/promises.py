"""The promises as a list: the whole of it as row numbers in order, grouped or not, and the rows that are to be seen."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from corpus import commitments, grouping, overview
from corpus.grouping import Group, Grouping
from corpus.overview import Tallies
from corpus.rows import BodyCount, CommitmentFilter, CommitmentRow, Counts, Quotation
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class Heading:
    """The line of a group in a list: ``is_open`` says that its promises follow it."""

    group: Group
    by: Grouping
    is_open: bool


class Outline:
    """The lines of a list, counted from 0: row numbers of promises, and headings where they are grouped."""

    def __init__(
        self,
        groups: Sequence[Group],
        by: Grouping | None,
        opened: Set[str],
        promises: int | None = None,
        on: date | None = None,
    ) -> None:
        """Without ``by`` there is one group, of everything, which has no heading. ``opened`` are keys of groups.

        ``promises`` is how many there are, where that is known: one that is in several groups counts once. ``on`` is
        the day as of which the list is, today where it is None.
        """
        self.groups, self.by, self.opened, self.on = tuple(groups), by, opened, on
        self.promises = len({each for group in groups for each in group.ids}) if promises is None else promises
        head = 1 if by else 0
        sizes = (head + (len(group.ids) if by is None or group.key in opened else 0) for group in self.groups)
        self._first = list(accumulate(sizes, initial=0))

    @property
    def total(self) -> int:
        """How many lines there are."""
        return self._first[-1]

    def line(self, at: int) -> Heading | int:
        """What stands in a line."""
        of = bisect_right(self._first, at, hi=len(self.groups)) - 1
        group, within = self.groups[of], at - self._first[of]
        if self.by is None:
            return group.ids[within]
        return group.ids[within - 1] if within else Heading(group, self.by, group.key in self.opened)

    def heading_of(self, at: int) -> int:
        """The line of the heading that a line stands under, or of a heading itself."""
        return self._first[bisect_right(self._first, at, hi=len(self.groups)) - 1]

    def key_at(self, at: int) -> str | None:
        """The group that a line belongs to; None where nothing is grouped, or nothing is there."""
        if self.by is None or not 0 <= at < self.total:
            return None
        return self.groups[bisect_right(self._first, at, hi=len(self.groups)) - 1].key

    def opening(self, opened: Set[str]) -> "Outline":
        """The same list, with these groups open and no others."""
        return Outline(self.groups, self.by, opened, self.promises, self.on)

    def place(self, number: int, key: str | None = None) -> int | None:
        """The line of a promise, in this group rather than in others; that of its heading where all are closed."""
        closed = None
        for of in sorted(range(len(self.groups)), key=lambda at: self.groups[at].key != key):
            group = self.groups[of]
            if number not in group.ids:
                continue
            if self.by is None or group.key in self.opened:
                return self._first[of] + group.ids.index(number) + (1 if self.by else 0)
            closed = self._first[of] if closed is None else closed
        return closed

    def heading(self, key: str) -> int | None:
        """The line of a group's heading."""
        return next((self._first[of] for of, group in enumerate(self.groups) if group.key == key), None)

    def whole(self) -> "Outline":
        """The same list, with all groups open."""
        return self.opening(frozenset(group.key for group in self.groups))

    def next(self, at: int, wanted: Set[int], step: int) -> int | None:
        """The nearest line after ``at``, or with -1 before it, and round, that has one of these promises."""
        for each in range(1, self.total + 1):
            to = (at + step * each) % self.total
            line = self.line(to)
            if isinstance(line, int) and line in wanted:
                return to
        return None


def outline(desk: Desk, wanted: CommitmentFilter, by: Grouping | None, opened: Set[str]) -> Outline:
    """The promises that fit a filter, in its order, as things stood on its day, or today."""
    with desk.corpus.read() as session:
        if by is not None:
            return Outline(grouping.grouped(session, _dated(desk, wanted), by), by, opened, on=wanted.on)
        numbers = grouping.ordered(session, _dated(desk, wanted))
        return Outline([Group("", "", "", numbers)], None, frozenset(), len(numbers), wanted.on)


def _dated(desk: Desk, wanted: CommitmentFilter) -> CommitmentFilter:
    return replace(wanted, on=wanted.on or desk.today())


def rows(desk: Desk, numbers: Sequence[int], on: date | None = None) -> Mapping[int, CommitmentRow]:
    """The promises of these row numbers, as things stood on a day, or today; those that are gone are left out."""
    with desk.corpus.read() as session:
        return commitments.numbered(session, numbers, on=on or desk.today())


def quotation(desk: Desk, ref: str) -> Quotation:
    """The words of a promise, in their passage. Raises NotFound."""
    with desk.corpus.read() as session:
        return commitments.quotation(session, ref)


def number_of(desk: Desk, ref: str) -> int | None:
    """The row number of a promise; None where there is none of this ref."""
    with desk.corpus.read() as session:
        return commitments.number_of(session, ref)


def matching(desk: Desk, wanted: CommitmentFilter) -> frozenset[int]:
    """The row numbers of the promises that fit a filter."""
    with desk.corpus.read() as session:
        return frozenset(grouping.ordered(session, _dated(desk, wanted)))


def tallies(desk: Desk, wanted: CommitmentFilter) -> Tallies:
    """The promises that fit a filter, counted by what they can be narrowed to."""
    with desk.corpus.read() as session:
        return overview.tallies(session, _dated(desk, wanted))


def count(desk: Desk, wanted: CommitmentFilter) -> int:
    """How many promises fit a filter."""
    with desk.corpus.read() as session:
        return commitments.count(session, _dated(desk, wanted))


def counts(desk: Desk) -> Counts:
    """How many there are of everything, today."""
    with desk.corpus.read() as session:
        return commitments.counts(session, on=desk.today())


def bodies(desk: Desk) -> tuple[BodyCount, ...]:
    """Bodies that promises can be chosen by."""
    with desk.corpus.read() as session:
        return tuple(commitments.bodies(session))
