"""Words in the other language, marked as such where they are known: titles and names of what is cited."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from publish.document import tree
from publish.document.tree import Node

SHORTEST = 4
"""Characters of a name that is looked for."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words that are in another language than the document, and its tag ("cy-GB")."""

    words: str
    lang: str


def marked(nodes: list[Node], foreign: Iterable[Foreign]) -> list[Node]:
    """Blocks or inlines with these words in spans of their language, wherever they stand whole in one run of text."""
    long_enough = {held for held in foreign if len(held.words) >= SHORTEST}
    # the longest first, so that a name is found before a part of it; then by their letters, for the same result always
    wanted = sorted(long_enough, key=lambda held: (-len(held.words), held.words, held.lang))
    run: list[Node] = _run(nodes, wanted)
    return run


def _within(node: Node, wanted: list[Foreign]) -> Node:
    """A node with marks in all runs of inlines below it, save where a language is told already."""
    told = tree.attributes(node)
    if told is not None and any(name == "lang" for name, _ in told[2]):
        return node
    return {name: _run(part, wanted) for name, part in node.items()}


def _run(held: Any, wanted: list[Foreign]) -> Any:
    if isinstance(held, dict):
        return _within(held, wanted) if "t" in held else {name: _run(part, wanted) for name, part in held.items()}
    if not isinstance(held, list):
        return held
    inside = [_run(part, wanted) for part in held]
    if any(isinstance(part, dict) and part.get("t") == "Str" for part in inside):
        for one in wanted:
            inside = _spanned(inside, one)
    return inside


def _spanned(inlines: list[Node], foreign: Foreign) -> list[Node]:
    """Inlines in which the words, once found, stand in a span; words that stand apart in markup are not found."""
    parts = [_plain(node) for node in inlines]
    looked_for = " ".join(foreign.words.split())
    at = _folded("".join(parts)).find(_folded(looked_for))
    if at < 0:
        return inlines
    before, rest = _cut(inlines, parts, at)
    inside, after = _cut(rest, [_plain(node) for node in rest], len(looked_for))
    return [*before, tree.span(inside, lang=foreign.lang), *_spanned(after, foreign)]


def _folded(said: str) -> str:
    """Words in small letters, where that leaves each at its place: a style may have changed capitals."""
    small = said.casefold()
    return small if len(small) == len(said) else said


def _plain(node: Node) -> str:
    """What a node is of a run's words: markup and notes are a sign that no words hold."""
    if node["t"] == "Str":
        return str(node["c"])
    return " " if node["t"] in {"Space", "SoftBreak"} else "\0"


def _cut(inlines: list[Node], parts: list[str], at: int) -> tuple[list[Node], list[Node]]:
    """The inlines before and after an offset in their words; a word that it goes through is divided."""
    passed = 0
    for number, part in enumerate(parts):
        if passed + len(part) > at:
            if passed == at:
                return inlines[:number], inlines[number:]
            left, right = part[: at - passed], part[at - passed :]
            return (
                [*inlines[:number], {"t": "Str", "c": left}],
                [{"t": "Str", "c": right}, *inlines[number + 1 :]],
            )
        passed += len(part)
    return inlines, []
