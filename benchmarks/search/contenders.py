"""What is measured, by name: our engines, the whole of search as the program asks it, and yardsticks beside them."""

import importlib
import importlib.util
from collections.abc import Iterator
from typing import Protocol, cast

from benchmarks.search.queries import Asked
from corpus.rows import PassageRow
from tests import postgres_server

WHOOSH, POSTGRESQL, WHOLE, FTS5, TANTIVY = "Whoosh", "PostgreSQL", "whole, Whoosh", "SQLite FTS5", "tantivy"

_MADE_BY = {
    WHOOSH: "benchmarks.search.ours:whoosh",
    WHOLE: "benchmarks.search.ours:Whole",
    POSTGRESQL: "benchmarks.search.ours:postgresql",
    FTS5: "benchmarks.search.yardsticks:Fts5",
    TANTIVY: "benchmarks.search.yardsticks:Tantivy",
}
"""Loaded by name, so that no engine is in the memory that is measured of another."""

NAMES = tuple(_MADE_BY)


class Contender(Protocol):
    """One engine and the place of its index, which one process makes and another one asks."""

    def build(self, count: int, passages: Iterator[PassageRow]) -> None:
        """Index so many passages."""

    def ask(self, asked: Asked, best: int) -> int:
        """Find the ``best``; returns how many there are. Raises UsageProblem for what is too wide."""

    def size(self) -> float:
        """Megabytes that its index takes on disk."""

    def close(self) -> None:
        """Let go of every file."""


def contender(name: str, place: str) -> Contender:
    """A contender with its index at a place: a folder, or the address of a corpus in PostgreSQL."""
    module, _, maker = _MADE_BY[name].partition(":")
    return cast(Contender, getattr(importlib.import_module(module), maker)(place))


def lacking(name: str) -> str:
    """Why a contender cannot be measured here, and what to do about it; empty when it can."""
    if name == TANTIVY and importlib.util.find_spec("tantivy") is None:
        return "it is not installed; pip install -e '.[benchmarks]' does that"
    if name == POSTGRESQL:
        if postgres_server.programs() is None:
            return postgres_server.INSTALL
        if importlib.util.find_spec("psycopg") is None:
            return postgres_server.DRIVER
    return ""
