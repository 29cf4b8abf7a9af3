"""What engines have in common that store blocks: they answer from a view of these, one thread at a time."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from threading import Lock

from corpus.codebook import Lang
from index.engine import Found
from index.query.nodes import All, Field, Given, Node, Words
from index.results import Facets
from index.view import View


class ViewEngine(ABC):
    """The asking half of ``index.engine.Engine``, for whoever can open a view."""

    def __init__(self) -> None:
        self.lock = Lock()

    @abstractmethod
    def viewing(self, *, newest: bool) -> AbstractContextManager[tuple[View, int]]:
        """A view and the corpus revision it holds, with the lock taken: the newest one, or any that is open.

        Raises IndexLost.
        """

    def worn(self, replaced: Sequence[int]) -> list[int]:
        """Versions in blocks that have become too empty, once there are many such blocks."""
        with self.viewing(newest=True) as (view, _):
            return view.worn(replaced)

    def search(self, query: Node, *, limit: int, offset: int, newest: bool = False) -> Found:
        """The passages that a query finds: by score, or the newest first, and then by id."""
        with self.viewing(newest=True) as (view, revision):
            match = view.find(query)
            shown, placed = view.page(match, limit, offset, newest=newest)
            return Found(match.rows.size, shown, placed, revision)

    def scores(self, query: Node, among: Collection[int] | None = None) -> dict[int, float]:
        """Every passage that a query finds, or those of them ``among`` some, with its score; none are folded."""
        with self.viewing(newest=True) as (view, _):
            found = view.find(query if among is None else All((query, Given(frozenset(among)))))
            return dict(view.best(found, found.rows.size))

    def facets(self, query: Node) -> Facets:
        """How many of the passages that a query finds have each value of each facet."""
        with self.viewing(newest=True) as (view, _):
            return view.facets(view.find(query))

    def candidates(self, words: str, *, lang: Lang | None, limit: int) -> list[tuple[int, float]]:
        """The passages with the best score for any of the words, in the view that is open if there is one."""
        with self.viewing(newest=False) as (view, _):
            query: Node = Words(words, every=False)
            found = view.find(All((query, Field("lang", (lang,)))) if lang else query)
            return view.best(found, limit)

    def vocabulary(self) -> Mapping[str, int]:
        """The atoms of the index, each with how often it stands there."""
        with self.viewing(newest=True) as (view, _):
            return view.vocabulary()
