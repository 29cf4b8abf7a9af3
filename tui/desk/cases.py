"""Case studies, and the promises that they are evidence of."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import evidence, studies
from corpus.codebook import LinkState, Theme
from corpus.studies import StudyFilter, StudyLink, StudyRow
from tui.desk import Desk, Window


@dataclass(frozen=True, slots=True)
class Choices:
    """Sectors, places and themes that case studies can be chosen by, each with how many there are, most first."""

    sectors: dict[str, int]
    places: dict[str, int]
    themes: dict[Theme, int]


def listing(desk: Desk, wanted: StudyFilter, limit: int, offset: int) -> Window[StudyRow]:
    """One window of the case studies that fit a filter."""
    with desk.corpus.read() as session:
        rows = studies.listing(session, wanted, limit=limit, offset=offset)
        return Window(studies.count(session, wanted), offset, tuple(rows))


def whole(desk: Desk, wanted: StudyFilter, limit: int, offset: int) -> tuple[Sequence[int], Window[StudyRow]]:
    """All case studies that fit a filter, as numbers in order, and one window of them."""
    with desk.corpus.read() as session:
        numbers = array("q", studies.numbers(session, wanted))
        found = studies.rows(session, numbers[offset : offset + limit])
        return numbers, Window(len(numbers), offset, tuple(found))


def rows(desk: Desk, numbers: Sequence[int]) -> tuple[StudyRow, ...]:
    """Case studies by these numbers; those that are gone are left out."""
    with desk.corpus.read() as session:
        return tuple(studies.rows(session, numbers))


def choices(desk: Desk) -> Choices:
    """What case studies can be chosen by."""
    with desk.corpus.read() as session:
        return Choices(*studies.choices(session))


def links(desk: Desk, passage_id: int) -> tuple[StudyLink, ...]:
    """The promises that a passage is evidence of, or may be."""
    with desk.corpus.read() as session:
        return tuple(studies.commitments_of(session, passage_id))


def decide(desk: Desk, link: str, state: LinkState, seen: str) -> None:
    """Accept or reject that a passage is evidence of a promise."""
    with desk.corpus.write() as session:
        evidence.decide(session, link, state, desk.who, seen)
