"""What any search engine must do; the rest of search is built on this alone."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from corpus.codebook import Lang
from corpus.rows import PassageRow
from index.query import Node
from index.results import Filters


class IndexLost(Exception):
    """The index went missing or was damaged since it was looked at; bring it up to date and ask again."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which corpus, and which state of it. ``witness`` describes its newest version, to know it again by."""

    corpus: str
    revision: int
    witness: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of an answer: how many there are in all, and passage ids with their scores, best first."""

    total: int
    passages: list[tuple[int, float]]
    revision: int


@dataclass(frozen=True, slots=True)
class Change:
    """What to do to an index: versions to write (those it holds already are replaced) and to forget.

    ``afresh`` starts from nothing. ``passages`` hands over those of ``versions``, once.
    """

    to: Stamp
    versions: Sequence[int]
    gone: Sequence[int]
    afresh: bool
    passages: Iterator[PassageRow]


class Engine(Protocol):
    """A search engine. Its index is disposable; whoever holds one may share it between threads."""

    def held(self) -> Stamp | None:
        """What the index holds; None when it is missing, damaged or of another format."""

    def writing(self, wait: float) -> AbstractContextManager[object]:
        """Be the only writer. Raises CorpusBusy when another one does not finish within ``wait`` seconds."""

    def worn(self, replaced: Sequence[int]) -> list[int]:
        """Versions beyond ``replaced`` to write again in the same go, so that the index stays quick."""

    def write(self, change: Change) -> tuple[int, int]:
        """Carry out a change, wholly or, when killed, not at all; called while ``writing``.

        Returns how many passages were added and removed.
        """

    def search(self, query: Node, filters: Filters, *, limit: int, offset: int) -> Found:
        """The passages that a query finds, by score and then by id. Raises UsageProblem for what is too wide."""

    def candidates(self, words: str, *, lang: Lang | None, limit: int) -> list[tuple[int, float]]:
        """The passages with the best score for any of the words; quick rather than up to the minute."""

    def close(self) -> None:
        """Let go of every file."""
