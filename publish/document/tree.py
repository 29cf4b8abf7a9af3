"""Pandoc's tree of a text, as plain JSON: parts that are made, words that are read, parts that are changed."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from corpus.errors import AddewidError

Node = dict[str, Any]
"""A block or an inline: ``t`` says which, ``c`` holds what it is made of."""

Change = Callable[[Node], list[Node]]

VERSION = [1, 23, 1]
"""Of pandoc's types that the nodes here are of."""

_UNSEEN = frozenset({"Cc", "Cs", "Cn"})
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of text: they can make it read as what it is not."""

_GAPS = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
_ATTRIBUTED = dict.fromkeys(("Span", "Div", "Code", "CodeBlock", "Link", "Image", "Figure", "Table"), 0) | {"Header": 1}


def read(said: str) -> list[Node]:
    """The blocks of a tree as pandoc wrote it. Raises AddewidError where they are nested beyond all sense."""
    try:
        blocks: list[Node] = json.loads(said)["blocks"]
    except RecursionError as error:
        raise too_deep() from error
    return blocks


def too_deep() -> AddewidError:
    """What to raise where Python's own depth is passed."""
    return AddewidError("The text is nested too deeply to be made into a document; make it simpler.")


def written(blocks: Iterable[Node], meta: dict[str, Node]) -> str:
    """A tree as pandoc reads it."""
    return json.dumps({"pandoc-api-version": VERSION, "meta": meta, "blocks": list(blocks)}, ensure_ascii=False)


def changed(held: Any, change: Change) -> Any:
    """The same tree with every node replaced by those that ``change`` gives for it, from the inside out."""
    if isinstance(held, list):
        out: list[Any] = []
        for part in held:
            inside = changed(part, change)
            out.extend(change(inside) if isinstance(part, dict) and "t" in part else [inside])
        return out
    if isinstance(held, dict):
        return {name: changed(part, change) for name, part in held.items()}
    return held


def every(held: Any) -> Iterator[Node]:
    """All nodes of a tree, each before what is in it."""
    if isinstance(held, list):
        for part in held:
            yield from every(part)
    elif isinstance(held, dict):
        if "t" in held:
            yield held
        for part in held.values():
            yield from every(part)


def depth(held: Any) -> int:
    """How many lists and tables of JSON stand within one another."""
    if isinstance(held, dict):
        held = list(held.values())
    return 1 + max((depth(part) for part in held if isinstance(part, list | dict)), default=0)


def words(held: Any) -> str:
    """The words of nodes, without those of their footnotes."""
    if isinstance(held, list):
        return "".join(words(part) for part in held)
    kind = held.get("t") if isinstance(held, dict) else "Note"
    if kind in _GAPS:
        return _GAPS[kind]
    if kind == "Str":
        return str(held["c"])
    if kind in {"Code", "CodeBlock"}:
        return str(held["c"][1])
    if kind in {"Cite", "Header"}:
        return words(held["c"][-1])
    return "" if kind == "Note" else words(held.get("c"))


def attributes(node: Node) -> list[Any] | None:
    """``[id, classes, [[name, value]…]]`` of a node that has them; changing them changes the node."""
    at = _ATTRIBUTED.get(node["t"])
    return None if at is None else node["c"][at]


def text(said: str) -> list[Node]:
    """Words as inlines: nothing in them is markup, or hidden."""
    out: list[Node] = []
    for word in seen(said).split():
        out += [{"t": "Space"}, {"t": "Str", "c": word}]
    return out[1:]


def seen(said: str) -> str:
    """Text without what cannot be seen and changes what is: controls, turning marks, halves of characters."""
    plain = _TURNING.sub("", said)
    return "".join(c for c in plain if c in "\t\n" or unicodedata.category(c) not in _UNSEEN)


def paragraph(said: str) -> Node:
    """A paragraph of words."""
    return {"t": "Para", "c": text(said)}


def heading(level: int, said: str, name: str = "") -> Node:
    """A heading; ``name`` is what links to it say."""
    return {"t": "Header", "c": [level, [name, [], []], text(said)]}


def bullets(items: Iterable[str]) -> Node:
    """A list of sentences."""
    return {"t": "BulletList", "c": [[{"t": "Plain", "c": text(item)}] for item in items]}


def division(blocks: list[Node], style: str, name: str = "") -> Node:
    """Blocks in a style of ``styles.STYLES``, which each format dresses in its own way."""
    return {"t": "Div", "c": [[name, [style], []], blocks]}


def span(inlines: list[Node], **attributes: str) -> Node:
    """Inlines with attributes."""
    return {"t": "Span", "c": [["", [], [list(pair) for pair in attributes.items()]], inlines]}


def raw(form: str, said: str, *, block: bool = False) -> Node:
    """Code of a format, of ours and never of a writer."""
    return {"t": "RawBlock" if block else "RawInline", "c": [form, said]}


def inlines(said: str) -> Node:
    """Words as a value of the tree's metadata, which pandoc escapes (a plain string it does not)."""
    return {"t": "MetaInlines", "c": text(said)}
