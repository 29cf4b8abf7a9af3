"""A query's passages ranked by words and by meaning together. It stands above the engines, and knows none of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from index.engine import Asked, Found
from index.meaning.asking import ENGLISH, bound
from index.meaning.fusing import MEANING_RANKED, WORDS_RANKED, Placed, fuse
from index.meaning.generation import Generation
from index.meaning.model import Vector
from index.query.nodes import All, Node, loosened

_EVERY = 1 << 31


@dataclass(frozen=True, slots=True)
class Ranking:
    """``found`` is what the words find, ``order`` what there is to show, ``strict`` those of it with all the words.

    ``some`` counts the others.
    """

    found: Found
    order: list[Placed]
    strict: Collection[int]
    some: int


def ranked(source: Asked, node: Node, vector: Vector, vectors: Generation, *, reach: int) -> Ranking:
    """Rank what a query finds, and after that what holds some of its words or is near in meaning, as far as ``reach``.

    Only what the query lets through that is no plain word: what is quoted or left out, fields and dates bind all.
    Passages that ``vectors`` knows and the source does not are none.
    """
    found = source.search(node, limit=_EVERY if reach > WORDS_RANKED else WORDS_RANKED, offset=0)
    loosely = _loosely(source, node, max(WORDS_RANKED - found.shown, 0))
    through = _through(node)

    def let_through(among: Sequence[int] | None) -> Collection[int]:
        return source.scores(through, among)

    near = vectors.nearest(vector, let_through, MEANING_RANKED)
    words = [*found.passages, *loosely]
    order = fuse(words, near, vectors.wordings([passage for passage, *_ in words]))
    known = {passage for passage, *_ in words}
    unknown = [each.passage for each in order if each.passage not in known]
    strict = {passage for passage, *_ in found.passages} | source.scores(node, unknown).keys()
    order.sort(key=lambda each: each.passage not in strict)
    return Ranking(found, order, strict, sum(each.passage not in strict for each in order))


def _loosely(source: Asked, node: Node, limit: int) -> list[tuple[int, float, int]]:
    """Those with some of the words that the rest of the query lets through."""
    loose, binding = loosened(node), bound(node)
    if loose == node or not limit:
        return []
    found = source.search(All((loose,), (node,)), limit=limit, offset=0).passages
    if binding is None:
        return found
    through = source.scores(binding, [passage for passage, *_ in found])
    return [each for each in found if each[0] in through]


def _through(node: Node) -> Node:
    """What lets through the passages that may be near."""
    binding = bound(node)
    return ENGLISH if binding is None else All((ENGLISH, binding))
