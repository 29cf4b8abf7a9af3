"""What a format needs of the tree beside what pandoc does for it: styles, numbers, languages, pictures."""

import base64
import copy
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from publish.document import opendocument, tree, word
from publish.document.looks import OWN
from publish.document.tree import Node

_RAW = {"docx": "openxml", "odt": "opendocument"}
_TAB = {"docx": word.TAB, "odt": opendocument.TAB}
_NAME = {"docx": OWN, "odt": opendocument.NAMES | {"csl-entry": opendocument.NAMES["bibliography"]}}
_ADDRESS = re.compile(r"data:image/(\w+);base64,(.*)", re.DOTALL)
_LANG = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?")


def uncited(blocks: Sequence[Node]) -> list[Node]:
    """For every format: citations that are left are the words that they are printed as, and none of the format's."""
    return _changed(blocks, lambda node: node["c"][1] if node["t"] == "Cite" else [node])


def office(blocks: Sequence[Node], to: str) -> list[Node]:
    """For DOCX and ODT: divisions name their styles, a number is divided from its paragraph by a tab."""

    def change(node: Node) -> list[Node]:
        if _is(node, "Div", *_NAME[to]):
            marked = node["c"][0]
            marked[2] = [*marked[2], ["custom-style", _NAME[to][marked[1][0]]]]
        elif node["t"] == "Para" and _numbered(node):
            number, _, *rest = node["c"]
            return [{"t": "Para", "c": [*number["c"][1], tree.raw(_RAW[to], _TAB[to]), *rest]}]
        return [node]

    return _changed(blocks, change)


def described(blocks: Sequence[Node]) -> list[str]:
    """The words for each picture, in order."""
    return [tree.words(node["c"][1]) for node in tree.every(list(blocks)) if node["t"] == "Image"]


def web(blocks: Sequence[Node]) -> list[Node]:
    """For HTML: nothing is to be changed; what pandoc writes is a page's own."""
    return list(blocks)


def plain(blocks: Sequence[Node]) -> list[Node]:
    """For Markdown: numbers in bold type, as a number alone would begin a list; divisions of questions only."""

    def change(node: Node) -> list[Node]:
        if node["t"] == "Para" and _numbered(node):
            number, *rest = node["c"]
            return [{"t": "Para", "c": [{"t": "Strong", "c": number["c"][1]}, *rest]}]
        if _is(node, "Div", "question"):
            return [node]
        if node["t"] == "Div" and not any(name == "lang" for name, _ in node["c"][0][2]):
            return list(node["c"][1])
        return [node]

    return _changed(blocks, change)


@dataclass(frozen=True, slots=True)
class Typst:
    """Blocks for Typst, and the files that they name."""

    blocks: list[Node]
    files: dict[str, bytes] = field(default_factory=dict)


def typst(blocks: Sequence[Node]) -> Typst:
    """For Typst: calls of its template's functions around divisions, languages told, pictures as files with words."""
    files: dict[str, bytes] = {}

    def change(node: Node) -> list[Node]:
        if node["t"] == "Image":
            return [_picture(node, files)]
        if node["t"] == "Para" and _numbered(node):
            number, _, *rest = node["c"]
            said = tree.raw("typst", f'#number("{tree.words(number)}")')
            return [{"t": "Para", "c": [said, *rest]}]
        if node["t"] in {"Span", "Div"}:
            return _called(node)
        return [node]

    return Typst(_changed(blocks, change), files)


def _called(node: Node) -> list[Node]:
    """A span or division within calls: of the function of its class, and of the language that it is in."""
    marked, inside = node["c"]
    block = node["t"] == "Div"
    lang = _LANG.fullmatch(dict(marked[2]).get("lang", ""))
    calls = [f"#{name}" for name in marked[1] if name in OWN] + (["#references"] if marked[0] == "refs" else [])
    if lang:
        region = f', region: "{lang[2]}"' if lang[2] else ""
        calls.append(f'#text(lang: "{lang[1]}"{region})')
    if not calls:
        return [node]
    opens, closes = "".join(f"{call}[" for call in calls), "]" * len(calls)
    if not block:
        return [tree.raw("typst", opens), *inside, tree.raw("typst", closes)]
    named = [{"t": "Div", "c": [[marked[0], [], []], inside]}] if marked[0] else inside
    return [tree.raw("typst", opens, block=True), *named, tree.raw("typst", closes, block=True)]


def _picture(image: Node, files: dict[str, bytes]) -> Node:
    marked, inside, (address, _) = image["c"]
    found = _ADDRESS.fullmatch(address)
    assert found is not None  # noqa: S101  pictures are placed before
    name = f"{len(files) + 1}.{found[1]}"
    files[name] = base64.b64decode(found[2])
    width = dict(marked[2]).get("width", "")
    sized = f", width: {width}" if width else ""
    return tree.raw("typst", f'#image("{name}", alt: {_quoted(tree.words(inside))}{sized})')


def _quoted(said: str) -> str:
    return '"' + said.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _changed(blocks: Iterable[Node], change: tree.Change) -> list[Node]:
    changed: list[Node] = tree.changed(copy.deepcopy(list(blocks)), change)
    return changed


def _is(node: Node, kind: str, *classes: str) -> bool:
    marked = tree.attributes(node)
    return node["t"] == kind and marked is not None and any(name in classes for name in marked[1])


def _numbered(paragraph: Node) -> bool:
    return bool(paragraph["c"]) and _is(paragraph["c"][0], "Span", "number")
