"""The terms of the Senedd and the administrations of Wales: which of them a day falls in.

The days are data (``corpus/data/terms.toml``), each with where it was read. A term begins on the day of its election
and ends on the day before the next; from its dissolution until then there are no Members, but ministers stay in
office, so what was said in those weeks still belongs to it.
"""

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from corpus.codebook import Lang
from corpus.rows import first_day


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the Senedd or Assembly, from the day it was ``elected`` to its ``last``.

    ``dissolved`` is None where the day is not known or has not come. ``last`` is None for the last term of the list;
    ``ends_as_planned`` says that it rests on an election that is still to come. ``unsure`` says what should be checked.
    """

    number: int
    name_en: str
    name_cy: str
    elected: date
    last: date | None
    dissolved: date | None
    members: int
    source: str
    unsure: str = ""
    planned: bool = False
    ends_as_planned: bool = False

    def name(self, lang: Lang) -> str:
        """Its name in a language."""
        return self.name_cy if lang is Lang.CY else self.name_en

    def holds(self, day: date) -> bool:
        """Whether a day falls in it."""
        return self.elected <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Administration:
    """The time of one First Minister; ``last`` is None while they are in office."""

    first_minister: str
    began: date
    last: date | None
    source: str
    unsure: str = ""

    def holds(self, day: date) -> bool:
        """Whether they were in office on a day."""
        return self.began <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Era:
    """Which term and administration something belongs to; None where its date is not known well enough to tell."""

    term: Term | None
    administration: Administration | None


@cache
def data() -> dict[str, Any]:
    """The data file as it is."""
    with files("corpus").joinpath("data/terms.toml").open("rb") as source:
        return tomllib.load(source)


@cache
def terms() -> tuple[Term, ...]:
    """All terms in order, with the one whose election is to come. Raises ValueError where they are not in order."""
    rows = data()["term"]
    _check_order([row["elected"] for row in rows])
    return tuple(_term(row, following) for row, following in zip(rows, (*rows[1:], None), strict=True))


def _term(row: dict[str, Any], following: dict[str, Any] | None) -> Term:
    known = {"dissolved": None, **row}
    if following is None:
        return Term(**known, last=None)
    return Term(**known, last=_day_before(following["elected"]), ends_as_planned=following.get("planned", False))


@cache
def administrations() -> tuple[Administration, ...]:
    """All administrations in order. Raises ValueError where they are not."""
    rows = data()["administration"]
    _check_order([row["from"] for row in rows])
    ends = (*(_day_before(row["from"]) for row in rows[1:]), None)
    return tuple(
        Administration(row["first_minister"], row["from"], last, row["source"], row.get("unsure", ""))
        for row, last in zip(rows, ends, strict=True)
    )


def term_on(day: date) -> Term | None:
    """The term that a day falls in; None before the first."""
    return next((term for term in terms() if term.holds(day)), None)


def term_numbered(number: int) -> Term | None:
    """The term of a number: the first began in 1999."""
    return next((term for term in terms() if term.number == number), None)


def administration_on(day: date) -> Administration | None:
    """The administration in office on a day; None before the first."""
    return next((each for each in administrations() if each.holds(day)), None)


def era(issued: date | None, issued_text: str = "") -> Era:
    """Which term and administration a document's date falls in.

    ``issued_text`` is the date as stated where less than a day is known ("2021", "2024-03"): then nothing is said of
    what changed in that month or year.
    """
    first = first_day(issued, issued_text)
    if issued is None or first is None:
        return Era(None, None)
    term, administration = term_on(issued), administration_on(issued)
    return Era(
        term if term_on(first) == term else None,
        administration if administration_on(first) == administration else None,
    )


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _check_order(days: list[date]) -> None:
    if any(later <= earlier for earlier, later in pairwise(days)):
        raise ValueError("terms.toml gives days that are not in order")
