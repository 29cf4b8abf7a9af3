"""The tree of a query. Leaves that are looked for score; fields and dates only let through."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Words:
    """A run of plain words: passages with all of them, or with any when not ``every``."""

    text: str
    every: bool = True


@dataclass(frozen=True, slots=True)
class Phrase:
    """These words as they are written, in this order."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with these letters."""

    letters: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words that become this one by at most ``edits`` letters changed, added, left out or swapped."""

    word: str
    edits: int


@dataclass(frozen=True, slots=True)
class Near:
    """All of these words, in any order, with at most ``within`` other words among them."""

    text: str
    within: int


@dataclass(frozen=True, slots=True)
class Across:
    """The words, and what the thesaurus knows them as in either language."""

    text: str


@dataclass(frozen=True, slots=True)
class Inside:
    """Words in the headings above a passage, or in its document's title: ``part`` is "heading" or "title"."""

    part: str
    node: "Words | Phrase | Prefix"


@dataclass(frozen=True, slots=True)
class Field:
    """Passages of which a field has one of these values; see ``index.query.fields``."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """Passages dated from ``since`` to ``until``, both included; undated ones never."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Given:
    """These passages, by id: what a field that only the corpus can answer came to."""

    passages: frozenset[int]


@dataclass(frozen=True, slots=True)
class All:
    """Passages that every one of ``nodes`` finds, less those that any of ``without`` finds."""

    nodes: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Passages that at least one of these finds."""

    nodes: tuple["Node", ...]


Sought = Words | Phrase | Prefix | Fuzzy | Near | Across
Node = Sought | Inside | Field | Dates | Given | All | Either


def sought(node: Node) -> Iterator[Sought]:
    """The leaves whose words are looked for in the text: not those left out, nor fields."""
    match node:
        case All(nodes) | Either(nodes):
            for each in nodes:
                yield from sought(each)
        case Inside() | Field() | Dates() | Given():
            return
        case leaf:
            yield leaf


def loosened(node: Node) -> Node:
    """The same query with any of its words enough, where it asked for all.

    What is left out stays out, and fields and dates still hold.
    """
    match node:
        case Words(text):
            return Words(text, every=False)
        case Either(nodes):
            return Either(tuple(map(loosened, nodes)))
        case All(nodes, without):
            held = tuple(each for each in nodes if not _looks(each))
            looked = tuple(loosened(each) for each in nodes if _looks(each))
            found = looked if len(looked) < 2 else (Either(looked),)
            return together((*found, *held), without)
    return node


def together(nodes: tuple[Node, ...], without: tuple[Node, ...] = ()) -> Node:
    """All of some nodes, as simply as it can be said."""
    return nodes[0] if len(nodes) == 1 and not without else All(nodes, without)


def _looks(node: Node) -> bool:
    return any(True for _ in sought(node))
