"""A writer's Markdown as pandoc's tree, in which all that could run, fetch or deceive is words or gone."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from publish import pandoc
from publish.document import tree
from publish.document.tree import Node

_WITHOUT = (
    "raw_tex",
    "raw_attribute",
    "native_divs",
    "native_spans",
    "latex_macros",
    "tex_math_dollars",
    "yaml_metadata_block",
    "pandoc_title_block",
    "smart",
)
"""What pandoc's Markdown has and ours has not: code of other formats, options of pandoc's, quotation marks of its own.

HTML is read, so that its comments can be left out; all else of it becomes words.
"""

DIALECT = "markdown" + "".join(f"-{name}" for name in _WITHOUT)

CLASSES = frozenset({"question"})
DEEPEST = 150
"""Levels of JSON, of which a quotation within a quotation has two and a list within a list three."""

TAKEN = frozenset({"refs"})
"""Names that pandoc gives parts of its own."""

SCHEMES = ("http://", "https://", "mailto:")

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,80}")
_LANG = re.compile(r"([a-z]{2,3})(-[A-Z]{2})?")
_SHARE = re.compile(r"[1-9]\d?%|100%")
_REGIONS = {"cy": "cy-GB", "en": "en-GB"}


def blocks(markdown: str, *options: str) -> list[Node]:
    """The safe tree of a text. ``options`` are pandoc's, of ours ("--citeproc").

    Raises AddewidError where pandoc is missing or cannot read it.
    """
    return safe(tree.read(pandoc.convert(markdown, DIALECT, "json", *options)))


def safe(found: list[Node]) -> list[Node]:
    """A tree without raw code, attributes of a page's own making, or links that a browser should not follow."""
    try:
        clean: list[Node] = tree.changed(found, _safe)
        if tree.depth(clean) > DEEPEST:
            raise tree.too_deep()
    except RecursionError as error:
        raise tree.too_deep() from error
    names: set[str] = set()
    for node in tree.every(clean):
        _once(node, names)
    linked: list[Node] = tree.changed(clean, lambda node: _linked(node, names))
    return _paragraphs(linked)


def _paragraphs(found: list[Node]) -> list[Node]:
    """Blocks in which text that stands beside code of another format is a paragraph like any other."""
    for block in found:
        if block["t"] == "Div":
            _paragraphs(block["c"][1])
        elif block["t"] == "Plain":
            block["t"] = "Para"
    return found


def language(said: str) -> str:
    """A language tag with its region ("cy" is "cy-GB"); "" where it is none."""
    found = _LANG.fullmatch(said)
    return _REGIONS.get(said, said) if found else ""


def _width(said: str) -> str:
    return said if _SHARE.fullmatch(said) else ""


_KEPT: Mapping[str, Callable[[str], str]] = {"lang": language, "alt": tree.seen, "width": _width}
"""The attributes that stay, and what of their values; what is "" goes too."""


def _safe(node: Node) -> list[Node]:
    kind = node["t"]
    if kind == "Str":
        node["c"] = tree.seen(node["c"])
        return [node] if node["c"] else []
    if kind in {"RawInline", "RawBlock"} and node["c"][1].startswith("<!--"):
        return []
    if kind in {"RawInline", "Math"}:
        return [{"t": "Str", "c": tree.seen(node["c"][1])}]
    if kind == "RawBlock":
        return [tree.paragraph(tree.seen(node["c"][1]))]
    if kind in {"Code", "CodeBlock"}:
        node["c"][1] = tree.seen(node["c"][1])
    marked = tree.attributes(node)
    if marked is not None:
        marked[:] = _attributes(marked)
    if kind == "Span" and not any(node["c"][0]):
        return list(node["c"][1])  # a statement of a status is words like any other
    return [node]


def _attributes(marked: list[Any]) -> list[Any]:
    name, classes, pairs = marked
    kept = [[key, _KEPT[key](value)] for key, value in pairs if key in _KEPT]
    return [
        name if _NAME.fullmatch(name) and name not in TAKEN else "",
        [held for held in classes if held in CLASSES],
        [[key, value] for key, value in kept if value],
    ]


def _once(node: Node, names: set[str]) -> None:
    """A name is of one part only."""
    marked = tree.attributes(node)
    if marked is None or not marked[0]:
        return
    if marked[0] in names:
        marked[0] = ""
    else:
        names.add(marked[0])


def _linked(node: Node, names: Collection[str]) -> list[Node]:
    """A link as it is where it leads to a page, an address for mail, or a part of the text; else its words."""
    if node["t"] != "Link":
        return [node]
    target = node["c"][2][0]
    if target.startswith("#"):
        return [node] if target[1:] in names else list(node["c"][1])
    fit = target.casefold().startswith(SCHEMES) and target.isprintable()
    return [node] if fit else list(node["c"][1])
