"""The blocks of a response with their lines: headings, paragraphs, quotations set apart, and divisions (``:::``)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from publish.responses.attributes import Attributes, read

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_ODD_SPACES = re.compile(r"[^\S\n\t]")

DEEPEST = 100
"""Quotations and lists within one another; markdown-it reads nothing of what stands deeper."""

_DIVISION = re.compile(r":{3,}[ \t]*(?:(?P<attributes>\{[^{}]*\})|(?P<class>[^\s{}:]+))?[ \t]*:*[ \t]*")
_HEADED = re.compile(r"[ \t]*(\{[^{}]*\})[ \t]*$")


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    OPENS = "opens"
    """A division begins."""
    CLOSES = "closes"
    """A division ends."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block at a line counted from 1; ``text`` is its Markdown, line by line, without marks of quotations and lists.

    ``level`` is a heading's, ``quoted`` the number of the quotation set apart that it stands in, from 1, 0 for none.
    """

    kind: Kind
    line: int
    text: str = ""
    level: int = 0
    attributes: Attributes = field(default_factory=Attributes)
    quoted: int = 0


def blocks(text: str, before: int = 0) -> Iterator[Block]:
    """The blocks of a text before which there are so many lines.

    Code and HTML are text like any other, so that nothing that a reader would see is left out.
    """
    plain = _plain(text)
    depth, quoted, level = 0, 0, 0
    read_lines: set[int] = set()
    for token in _parser().parse(plain):
        if token.map and token.nesting == 0:
            read_lines.update(range(*token.map))
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "heading_close":
            level = 0
        elif token.type == "blockquote_open":
            depth += 1
            quoted += depth == 1
        elif token.type == "blockquote_close":
            depth -= 1
        else:
            yield from _leaf(token, before, level, quoted if depth else 0)
    for number, left in enumerate(plain.split("\n")):
        if number not in read_lines and any(map(str.isalnum, left)):
            yield Block(Kind.TEXT, before + number + 1, left)  # deeper than markdown-it goes


def _leaf(token: "Token", before: int, level: int, quoted: int) -> Iterator[Block]:
    line = before + (token.map[0] if token.map else 0) + 1
    match token.type:
        case "inline" if level:
            yield _heading(token, line, level)
        case "inline" | "html_block":
            yield Block(Kind.TEXT, line, token.content, quoted=quoted)
        case "fence":
            if " " in token.info.strip():  # a line of text that begins as code does
                yield Block(Kind.TEXT, line, token.info, quoted=quoted)
            yield Block(Kind.TEXT, line + 1, token.content, quoted=quoted)
        case "division":
            yield _division(token, line)
        case _:
            pass


def _plain(text: str) -> str:
    """The text with every sort of space a plain one, so that what looks empty is: markdown-it strips what it calls so.

    No character is added or left out.
    """
    return _ODD_SPACES.sub(" ", text)


def _heading(token: "Token", line: int, level: int) -> Block:
    told = _HEADED.search(token.content)
    attributes = read(told[1]) if told else None
    if told is None or attributes is None:
        return Block(Kind.HEADING, line, token.content, level)
    return Block(Kind.HEADING, line, token.content[: told.start()], level, attributes)


def _division(token: "Token", line: int) -> Block:
    found = _DIVISION.fullmatch(token.content)
    if found is None or not (found["attributes"] or found["class"]):
        return Block(Kind.CLOSES, line)
    told = read(found["attributes"]) if found["attributes"] else None
    return Block(Kind.OPENS, line, attributes=told or Attributes(classes=(found["class"] or "",)))


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    # what stands within lines is read by our own scanner; a definition of a link may hide what pandoc would print
    parser.core.ruler.disable(["inline", "text_join"])
    parser.block.ruler.disable(["reference", "code"])
    parser.block.ruler.before("fence", "division", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return parser


def _fence(state: "StateBlock", start: int, end: int, silent: bool) -> bool:
    """A line that opens or closes a division; only the latter ends a paragraph without an empty line, as in pandoc."""
    if state.is_code_block(start):
        return False
    content = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]].rstrip()
    found = _DIVISION.fullmatch(content) if content.startswith(":::") else None
    if found is None or (silent and (found["attributes"] or found["class"])):
        return False
    if not silent:
        token = state.push("division", "", 0)
        token.content, token.map = content, [start, start + 1]
        state.line = start + 1
    return True
