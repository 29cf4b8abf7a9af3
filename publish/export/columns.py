"""What a table that is handed on consists of: columns with a type each, a key, and rows that are made as they are read.

Names and types are English and stay the same whatever the language in use: programs of others rest on them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")

Value = str | int | float | bool | date | datetime | tuple[str, ...] | list[Any] | None
"""What a cell holds; by the type of its column."""


class Type(StrEnum):
    """What a column holds. Moments are in UTC."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    DATETIME = "datetime"
    LIST = "list"
    """Words of the codebook or names, none of which holds a semicolon: a tuple of them."""
    JSON = "json"
    """What has a form of its own: a list of whatever JSON knows."""


@dataclass(frozen=True)  # no slots: Python 3.11 cannot make a generic class that has them and is frozen
class Column(Generic[Row]):
    """A column. ``read`` takes its value from what a row is made of.

    ``references`` is the table and column whose values it holds, as in "passages.ref", where it names another row.
    """

    name: str
    type: Type
    description: str
    read: Callable[[Row], Value] = field(repr=False, compare=False)
    references: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what people call it, its columns, and its rows, each as long as the columns are many.

    ``rows`` may be called again, and reads the corpus again. ``key`` is the column that names a row. ``searched`` are
    the columns whose words are looked for.
    """

    name: str
    title: str
    description: str
    key: str
    columns: tuple[Column[Any], ...]
    rows: Callable[[], Iterator[tuple[Value, ...]]] = field(repr=False, compare=False)
    searched: tuple[str, ...] = ()

    def without(self, names: Collection[str]) -> "Table":
        """The same table without the columns of these names."""
        kept = [number for number, column in enumerate(self.columns) if column.name not in names]
        if len(kept) == len(self.columns):
            return self
        rows = self.rows
        return replace(
            self,
            columns=tuple(self.columns[number] for number in kept),
            rows=lambda: (tuple(row[number] for number in kept) for row in rows()),
        )

    def named(self) -> Iterator[Mapping[str, Value]]:
        """Its rows by the names of the columns."""
        names = tuple(column.name for column in self.columns)
        for row in self.rows():
            yield dict(zip(names, row, strict=True))


def read(columns: tuple[Column[Row], ...], source: Iterable[Row]) -> Iterator[tuple[Value, ...]]:
    """The rows that these columns make of a source."""
    takes = tuple(column.read for column in columns)
    for each in source:
        yield tuple(take(each) for take in takes)
