"""What a person typed, as a small tree that any engine can carry out.

``care support``    passages with both words, in any of their forms
``"care support"``  these very words, in this order
``-film``           leaves out passages with the word (or ``-"a phrase"``), wherever it stands
``a b OR c``        passages with a and b, or with c
``serv*``           words that begin so

Everything else is plain text: brackets, colons and the rest only separate words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.errors import UsageProblem

MAX_CHARACTERS = 4_000
MAX_WORDS = 100


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
class All:
    """Passages that every one of ``nodes`` finds, less those that any of ``without`` finds."""

    nodes: tuple["Node", ...]
    without: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """Passages that at least one of these finds."""

    nodes: tuple["Node", ...]


Node = Words | Phrase | Prefix | All | Either

_DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_PIECE = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<plain>[^\s"]+))')
_LETTER = re.compile(r"[^\W_]")
_BROKEN_WORD = re.compile(r"(?<=[^\W_])-[^\S\n]*\n\s*(?=[^\W_])")


def parse(text: str) -> Node | None:
    """Understand a query; None when there is nothing in it to look for.

    Raises UsageProblem, with what to type instead, for a quotation mark without its partner, an asterisk
    without letters, only words to leave out, or more than ``MAX_WORDS`` words.
    """
    text = _BROKEN_WORD.sub("-", text.translate(_DOUBLE_QUOTES))
    _check(text)
    sides: list[list[Node]] = [[]]
    without: list[Node] = []
    for minus, node in _pieces(text):
        if node is None:
            sides.append([])
        elif minus:
            without.append(node)
        else:
            sides[-1].append(node)
    found = [_all(_joined(side)) for side in sides if side]
    if not found:
        if without:
            raise UsageProblem("A search needs a word to look for beside those left out with -; add one.")
        return None
    node = found[0] if len(found) == 1 else Either(tuple(found))
    return All((node,), tuple(without)) if without else node


def loosened(node: Node) -> Node:
    """The same query with any of its words enough, where it asked for all; what is left out stays out."""
    match node:
        case Words(text):
            return Words(text, every=False)
        case All(nodes, without):
            inner = tuple(loosened(each) for each in nodes)
            either = inner[0] if len(inner) == 1 else Either(inner)
            return All((either,), without) if without else either
        case Either(nodes):
            return Either(tuple(loosened(each) for each in nodes))
    return node


def sought(node: Node) -> Iterator[Words | Phrase | Prefix]:
    """The leaves of a query that are looked for, not those left out."""
    match node:
        case All(nodes) | Either(nodes):
            for each in nodes:
                yield from sought(each)
        case leaf:
            yield leaf


def _check(text: str) -> None:
    words = len(text.split())
    if words > MAX_WORDS:
        raise UsageProblem(f"A search takes at most {MAX_WORDS} words and this one has {words:,}; leave some out.")
    if len(text) > MAX_CHARACTERS:
        raise UsageProblem(f"A search takes at most {MAX_CHARACTERS:,} characters; leave some out.")
    if text.count('"') % 2:
        raise UsageProblem('A quotation mark (") in the search has no partner; add the other one or take it out.')


def _pieces(text: str) -> Iterator[tuple[bool, Node | None]]:
    """Each piece with whether it is left out; None for OR. Pieces without a letter or digit are dropped."""
    for piece in _PIECE.finditer(text):
        minus = piece["minus"] is not None
        if piece["phrase"] is not None:
            if _LETTER.search(piece["phrase"]):
                yield minus, Phrase(piece["phrase"])
        elif piece["plain"] == "OR" and not minus:
            yield False, None
        elif piece["plain"].strip("*") == "" and "*" in piece["plain"]:
            raise UsageProblem("An asterisk (*) needs letters before it, as in serv* for service and services.")
        elif _LETTER.search(piece["plain"]):
            yield minus, _plain(piece["plain"])


def _plain(piece: str) -> Node:
    return Prefix(piece.rstrip("*")) if piece.endswith("*") else Words(piece)


def _joined(nodes: list[Node]) -> list[Node]:
    """Put neighbouring plain words into one run: "co production" is understood only together."""
    joined: list[Node] = []
    for node in nodes:
        if isinstance(node, Words) and joined and isinstance(joined[-1], Words):
            joined[-1] = Words(f"{joined[-1].text} {node.text}")
        else:
            joined.append(node)
    return joined


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else All(tuple(nodes))
