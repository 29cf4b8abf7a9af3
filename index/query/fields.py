"""The fields that a query may name, the values they take, and the dates it may ask for."""

import calendar
import re
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from corpus import bodies
from corpus.codebook import Delivery, DocumentKind, Lang, Theme
from corpus.errors import UsageProblem

IS = ("commitment", "unmet", "overdue", "evidence", "question", "case-study")

CLOSED: dict[str, tuple[str, ...]] = {
    "kind": tuple(DocumentKind),
    "lang": tuple(Lang),
    "theme": tuple(Theme),
    "status": tuple(Delivery),
    "is": IS,
}
"""Fields with a fixed list of values."""

OPEN = ("body", "actor", "source", "ref")
"""Fields that take any value."""

PARTS = ("heading", "title")
"""Fields that take words."""

NAMES = (*CLOSED, *OPEN, *PARTS, "date")

_SHOWN = 60
"""Characters shown on either side of the one that a query fails at."""

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class QueryProblem(UsageProblem):
    """A query that cannot be understood; ``at`` is the character of ``query``, from 0, that it fails at."""

    def __init__(self, message: str, query: str = "", at: int = 0, /, **values: object) -> None:
        super().__init__(message, **values)
        self.query = query
        self.at = at

    @property
    def detail(self) -> str:
        """The query on one line, and under it a caret at the character."""
        begin = max(0, self.at - _SHOWN)
        line = "".join(each if each.isprintable() else " " for each in self.query[begin : self.at + _SHOWN])
        return f"  {line}\n  {' ' * (self.at - begin)}^" if self.query else ""


def checked(name: str, value: str) -> str:
    """A value as its field knows it. Raises QueryProblem for one that it does not."""
    if name in ("body", "actor"):
        return body(value)
    if name not in CLOSED:
        return value
    known = CLOSED[name]
    said = value.casefold()
    if said in known:
        return said
    if close := get_close_matches(said, known, 3):
        raise QueryProblem(
            "{field}: has no value {value}; did you mean {close}?", field=name, value=value, close=", ".join(close)
        )
    raise QueryProblem(
        "{field}: has no value {value}; it is one of {known}.", field=name, value=value, known=", ".join(known)
    )


@lru_cache(maxsize=4096)
def body(name: str) -> str:
    """What a body goes by in the index: its key, for a body that is known by a name in either language."""
    found = bodies.by_key().get(name) or bodies.find_in_either(name)
    return found.key if found else " ".join(name.casefold().split())


def unknown(name: str) -> QueryProblem:
    """What to say of a field that there is not."""
    close = get_close_matches(name.casefold(), NAMES, 1)
    if close:
        return QueryProblem(
            "There is no field {field}:, did you mean {close}: ? To look for the words, put them in quotation marks.",
            field=name,
            close=close[0],
        )
    return QueryProblem(
        "There is no field {field}:, fields are {known}. To look for the words, put them in quotation marks.",
        field=name,
        known=", ".join(NAMES),
    )


def period(value: str) -> tuple[date | None, date | None]:
    """The first and last day of "2019", "2019-05..2021", "..2020-01-31". Raises QueryProblem for anything else."""
    begins, dots, ends = value.partition("..")
    if not begins and not ends:
        raise _no_date(value)
    since = _day(begins, value, last=False) if begins else None
    until = _day(ends if dots else begins, value, last=True) if ends or not dots else None
    if since is not None and until is not None and since > until:
        raise QueryProblem("date:{value} ends before it begins; write the earlier day first.", value=value)
    return since, until


def _day(text: str, value: str, *, last: bool) -> date:
    found = _DAY.fullmatch(text)
    if found is None:
        raise _no_date(value)
    year, month, day = (int(part) if part else 0 for part in found.groups())
    month = month or (12 if last else 1)
    try:
        return date(year, month, day or (calendar.monthrange(year, month)[1] if last else 1))
    except ValueError as error:
        raise _no_date(value) from error


def _no_date(value: str) -> QueryProblem:
    return QueryProblem(
        "{value} is no date; write date:2019, date:2019-05, date:2019-05-31 or date:2019..2021.", value=value
    )
