"""Legislation as a tree of parts, provisions and inserted text, and its way into passages.

CLML, Akoma Ntoso and legislation pages are each turned into this tree, so that they read alike.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import Enum, auto

from corpus.codebook import Lang, PassageKind
from corpus.readers.amending import UNKNOWN, Enactments
from corpus.readers.clean import clean
from corpus.types import Passage

_AS_FOLLOWS = re.compile(r"\b(?:is|are) amended\b|\bamends\b|\bd?diwygi(?:o|r|wyd|er|ad)\b", re.IGNORECASE)
_WORDLESS = re.compile(r"[\W_]*(?:and|or|a|ac|neu)?[\W_]*", re.IGNORECASE)
_SCHEDULE = re.compile(r"(schedule|atodlen)(?:\s+(\w+))?", re.IGNORECASE)


class Role(Enum):
    """What a node of legislation is."""

    DIVISION = auto()
    SCHEDULE = auto()
    PROVISION = auto()
    ITEM = auto()
    TEXT = auto()
    NOTE = auto()
    ROW = auto()
    QUOTED = auto()
    GROUP = auto()


@dataclass(slots=True)
class Node:
    """A part of legislation. ``number`` is as printed ("PART 1", "(a)"); ``inline`` says its text amends in line."""

    role: Role
    text: str = ""
    number: str = ""
    title: str = ""
    inline: bool = False
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in an enactment a node stands. ``governing`` holds the words, innermost last, that amendments hang on."""

    headings: tuple[str, ...] = ()
    prefix: str = ""
    number: str = ""
    leads: tuple[str, ...] = ()
    amends: str = ""
    governing: tuple[str, ...] = ()


def to_passages(nodes: list[Node], lang: Lang) -> list[Passage]:
    """The passages of a tree: each run of a provision's text, numbered in full, with the words that govern it."""
    flattener = _Flattener(Enactments(_own_texts(nodes)), lang)
    return [passage for passage in flattener.flatten(nodes, _Place()) if passage.text]


def _own_texts(nodes: list[Node]) -> Iterator[str]:
    """All text but what is inserted into other enactments."""
    for node in nodes:
        if node.role is not Role.QUOTED:
            if node.text:
                yield clean(node.text)
            yield from _own_texts(node.children)


class _Flattener:
    def __init__(self, enactments: Enactments, lang: Lang) -> None:
        self._enactments = enactments
        self._paragraph = "paragraff" if lang is Lang.CY else "paragraph"
        self._schedule = "Atodlen" if lang is Lang.CY else "Schedule"

    def flatten(self, nodes: list[Node], place: _Place, *, grouped: bool = False) -> Iterator[Passage]:
        """The passages of sibling nodes: an introduction governs what follows it, "is amended as follows" too."""
        intro = ""
        for at, node in enumerate(nodes):
            under = replace(place, leads=(*place.leads, intro)) if intro else place
            if node.role in {Role.TEXT, Role.NOTE}:
                yield from self._text(node, under)
                if (grouped or place.number or place.amends) and _introduces(nodes, at):
                    intro = clean(node.text)
            else:
                governing = (*under.governing, intro) if intro else under.governing
                yield from self._structure(node, replace(under, governing=governing))
            if found := _amended_here(node):
                place = replace(place, governing=(*place.governing, found))

    def _text(self, node: Node, place: _Place) -> Iterator[Passage]:
        text = clean(node.text)
        if _WORDLESS.fullmatch(text):
            return
        amends = place.amends
        if node.inline and not amends:
            amends = self._target(replace(place, governing=(*place.governing, *place.leads, text)))
        kind = (
            PassageKind.PROVISION
            if node.role is Role.TEXT and (place.number or place.amends)
            else PassageKind.PARAGRAPH
        )
        yield self._passage(text, kind, replace(place, amends=amends))

    def _structure(self, node: Node, place: _Place) -> Iterator[Passage]:
        match node.role:
            case Role.DIVISION | Role.SCHEDULE:
                yield from self._division(node, place)
            case Role.PROVISION | Role.ITEM:
                yield from self._provision(node, place)
            case Role.QUOTED:
                amends = place.amends or self._target(place)
                yield from self.flatten(node.children, replace(place, amends=amends, prefix="", number="", leads=()))
            case Role.ROW:
                yield self._passage(clean(node.text), PassageKind.TABLE_ROW, place)
            case _:
                yield from self.flatten(node.children, place, grouped=True)

    def _division(self, node: Node, place: _Place) -> Iterator[Passage]:
        number, title = clean(node.number), clean(node.title)
        only = node.children[0] if len(node.children) == 1 else None
        if only and only.role is Role.PROVISION and not (number or only.title) and node.role is Role.DIVISION:
            only.title = title
            yield from self._provision(only, place)
            return
        heading = ": ".join(filter(None, (number, title)))
        if heading:
            yield self._passage(heading, PassageKind.HEADING, replace(place, number="", leads=()))
        prefix = self._schedule_prefix(number) if node.role is Role.SCHEDULE else place.prefix
        headings = (*place.headings, heading) if heading else place.headings
        below = _Place(headings, prefix, "", (), place.amends, (*place.governing, title) if title else place.governing)
        yield from self.flatten(node.children, below)

    def _schedule_prefix(self, number: str) -> str:
        found = _SCHEDULE.search(number)
        which = f" {found[2]}" if found and found[2] else ""
        return f"{self._schedule}{which} {self._paragraph} "

    def _provision(self, node: Node, place: _Place) -> Iterator[Passage]:
        number = clean(node.number)
        if not number:
            full = place.number
        elif number.startswith("("):
            full = place.number + number
        elif " " in number or not place.number:
            full = number if " " in number else place.prefix + number
        else:
            full = f"{place.number}({number})"
        below = replace(place, number=full)
        if title := clean(node.title):
            yield self._passage(title, PassageKind.HEADING, replace(below, leads=()))
            below = replace(below, headings=(*place.headings, title), governing=(*place.governing, title))
        yield from self.flatten(node.children, below)

    def _target(self, place: _Place) -> str:
        """The enactment amended, by the nearest governing words that name one."""
        for words in reversed(place.governing):
            if named := self._enactments.named(words):
                return named
        return UNKNOWN

    @staticmethod
    def _passage(text: str, kind: PassageKind, place: _Place) -> Passage:
        return Passage(text, 0, 0, kind, place.headings, place.number, lead=" ".join(place.leads), amends=place.amends)


def _introduces(nodes: list[Node], at: int) -> bool:
    """Whether the text at a place among its siblings leads into what comes next."""
    after = nodes[at + 1].role if at + 1 < len(nodes) else Role.TEXT
    return after not in {Role.TEXT, Role.NOTE} and not _WORDLESS.fullmatch(nodes[at].text)


def _amended_here(node: Node) -> str:
    """The words of a provision that say "the 2016 Act is amended as follows", which the provisions after it hang on."""
    if node.role is Role.PROVISION and node.children and not node.title:
        first = node.children[0]
        if first.role is Role.TEXT and len(node.children) == 1 and _AS_FOLLOWS.search(first.text):
            return clean(first.text)
    return ""
