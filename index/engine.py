"""What any search engine must do; the rest of search is built on this alone."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from corpus.codebook import Lang
from corpus.language import msg
from corpus.rows import PassageRow
from index.query.nodes import Node
from index.results import Building, Facets, Scanned

BUSY = msg("The search index is being written by {who}; wait for it to finish and try again.")


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
    """A page of an answer: how many passages there are in all, and how many once those of one wording are folded.

    ``passages`` are ids with their scores and how many others of the same wording each stands for. ``scanned`` is told
    where they come from no index.
    """

    total: int
    shown: int
    passages: list[tuple[int, float, int]]
    revision: int
    scanned: Scanned | None = None


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


class Asked(Protocol):
    """What answers queries: an engine, or what stands in for one while its index is being built."""

    def search(self, query: Node, *, limit: int, offset: int, newest: bool = False) -> Found:
        """The passages that a query finds: by score, or the newest first, and then by id.

        Raises UsageProblem for what is too wide.
        """

    def scores(self, query: Node, among: Collection[int] | None = None) -> dict[int, float]:
        """Every passage that a query finds, or those of them ``among`` some, with its score; none are folded."""

    def facets(self, query: Node) -> Facets:
        """How many of the passages that a query finds have each value of each facet."""

    def candidates(self, words: str, *, lang: Lang | None, limit: int) -> list[tuple[int, float]]:
        """The passages with the best score for any of the words; quick rather than up to the minute."""

    def vocabulary(self) -> Mapping[str, int]:
        """The atoms of the index, each with how often it stands there."""


class Engine(Asked, Protocol):
    """A search engine. Its index is disposable; whoever holds one may share it between threads."""

    def held(self) -> Stamp | None:
        """What the index holds; None when it is missing, damaged or of another format."""

    def writing(self, wait: float) -> AbstractContextManager[object]:
        """Be the only writer. Raises CorpusBusy, which says who is, after ``wait`` seconds of another one writing."""

    def note(self, done: int, to_do: int) -> None:
        """Let others know how far the writing has come; called while ``writing``."""

    def building(self) -> Building:
        """How far another writer has come, if there is one and that can be known."""

    def worn(self, replaced: Sequence[int]) -> list[int]:
        """Versions beyond ``replaced`` to write again in the same go, so that the index stays quick."""

    def write(self, change: Change) -> tuple[int, int]:
        """Carry out a change, wholly or, when killed, not at all; called while ``writing``.

        Returns how many passages were added and removed.
        """

    def close(self) -> None:
        """Let go of every file."""
