"""Pictures beside a text: only small files within its folder, each with words for who cannot see it."""

import base64
import urllib.parse
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.language import msg, tr
from publish.document import tree
from publish.document.tree import Node

LARGEST = 10 * 1024 * 1024
"""Bytes of one picture."""

MOST = 30 * 1024 * 1024
"""Bytes of all."""

_BEGINNINGS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif"}

ELSEWHERE = msg("The picture {name} is not a file in the folder of the text; put it there.")
MISSING = msg("The picture {name} is not there; put it beside the text.")
TOO_LARGE = msg("The picture {name} is larger than pictures may be (10 MB, and 30 MB for all); make it smaller.")
NO_PICTURE = msg("The picture {name} is not a PNG, JPEG or GIF; save it as one.")
NO_WORDS = msg("The picture {name} has no alternative text; write what it shows between its square brackets.")


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture and what they are: "png", "jpeg" or "gif"."""

    form: str
    content: bytes

    @property
    def address(self) -> str:
        """The picture as an address, which holds all of it."""
        return f"data:image/{self.form};base64,{base64.b64encode(self.content).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class Refused:
    """What is wrong with a picture; ``target`` is as the text has it, ``nth`` counts those of this target, from 0."""

    target: str
    message: str
    nth: int = 0

    @property
    def sentence(self) -> str:
        """The same in the language in use."""
        return tr(self.message, name=self.target or "?")


def gathered(blocks: list[Node], folder: Path) -> tuple[dict[str, Picture], list[Refused]]:
    """The pictures of a tree, by their targets, read from files within a folder; and what is wrong with the others.

    A picture without words is among both.
    """
    found: dict[str, Picture] = {}
    refused: list[Refused] = []
    seen: Counter[str] = Counter()
    for node in tree.every(blocks):
        if node["t"] != "Image":
            continue
        target = node["c"][2][0]
        if not described(node):
            refused.append(Refused(target, NO_WORDS, seen[target]))
        seen[target] += 1
        if seen[target] == 1:
            room = MOST - sum(len(held.content) for held in found.values())
            one = _read(target, folder, min(LARGEST, room))
            if isinstance(one, Picture):
                found[target] = one
            else:
                refused.append(Refused(target, one))
    return found, refused


def described(image: Node) -> str:
    """What is said of a picture to who cannot see it: its attribute ``alt``, else the words in its brackets."""
    marked, inside, _ = image["c"]
    return (dict(marked[2]).get("alt") or tree.words(inside)).strip()


def placed(blocks: list[Node], found: Mapping[str, Picture]) -> list[Node]:
    """The tree with each picture holding itself, described by plain words; one that was refused becomes its words.

    One without words is described by its file's name: without any, it would be passed over as if it were nothing.
    """

    def change(node: Node) -> list[Node]:
        if node["t"] != "Image":
            return [node]
        target = node["c"][2][0]
        said = described(node) or urllib.parse.unquote(target)
        if target not in found:
            return tree.text(said)
        node["c"] = [_size(node["c"][0]), tree.text(said), [found[target].address, ""]]
        return [node]

    out: list[Node] = tree.changed(blocks, change)
    return out


def _size(marked: list[Any]) -> list[Any]:
    return ["", [], [pair for pair in marked[2] if pair[0] == "width"]]


def _read(target: str, folder: Path, most: int) -> Picture | str:
    """A picture, or what is wrong with it."""
    name = urllib.parse.unquote(target)
    if not name or "\\" in name or ":" in name or "\0" in name or name.startswith("/"):
        return ELSEWHERE
    try:
        home = folder.resolve()
        path = (home / name).resolve()
        if not path.is_relative_to(home):
            return ELSEWHERE
        if not path.is_file():
            return MISSING
        with path.open("rb") as file:
            content = file.read(most + 1)
    except OSError:
        return MISSING
    if len(content) > most:
        return TOO_LARGE
    form = next((form for begins, form in _BEGINNINGS.items() if content.startswith(begins)), "")
    return Picture(form, content) if form else NO_PICTURE
