"""Cutting a passage into the units a commitment can stand in: sentences and list items, in linear time.

Rules, not a model, so that the same text always gives the same units and speed stays far above the parser's.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.codebook import Lang
from nlp.resources import words

_REMEMBERED = 8
LONGEST = 1200
"""Characters a unit may have: beyond it a stretch without punctuation is cut at a soft boundary."""

_NUMBERED = r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)|\d{1,2}\.(?![\d\s]*\d)"
_BULLET = "[•●▪◦]"
_MARK = re.compile(rf"(?:{_NUMBERED}|{_BULLET}|>{{3,4}}|[*–—-](?=\s))\s*")
_BREAK = re.compile(
    rf"""(?=[.!?…:—;,\s<>])(?:  # only for speed: what a break can begin with
      (?P<stop>[.!?…]['"’”)\]]{{0,4}})(?=\s|$|\d{{1,2}}\.\s?[A-Z]|[A-Z“‘"'][a-zŵŷâêîôûáéíóú]+\s)
    | (?P<opens>[:—][-–]?\s{{0,20}})(?={_BULLET}|\(?(?:a|i|1)\)\s{{0,8}}\w|1\.\s{{0,8}}[A-Z]|\n\s{{0,20}}[-*–]\s)
    | (?P<item>[;,]\s?(?:and|or|ac|a|neu)?\s{{0,8}})(?=(?:{_NUMBERED})\s{{0,8}}\w)
    | (?P<line>\s{{0,8}}\n\s{{0,20}})(?=(?:{_NUMBERED}|{_BULLET}|[*–-])\s)
    | (?P<para>\n[^\S\n]{{0,20}}\n)
    | (?P<bullet>\s)(?={_BULLET}\s)
    | (?P<arrows>>{{3,4}}|<{{3,4}}))""",
    re.VERBOSE,
)
_INITIAL = re.compile(r"(?:^|[\s(])(?:[A-Z]|[A-Z]\.[A-Z])$")
_SOFT = re.compile(r"[;:—]\s|,\s|\s(?=(?:and|or|but|ac|a|ond|neu)\s)|\s")


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence or list item at ``start:end`` of its passage, without the mark of the item ("(a)", "•").

    ``lead`` is the text of the introduction that governs it inside the same passage, or nothing.
    """

    start: int
    end: int
    lead: str = ""


@lru_cache(maxsize=_REMEMBERED)
def split(text: str, lang: Lang) -> tuple[Unit, ...]:
    """The units of a passage, in order; blank ones are left out. The last few passages are remembered."""
    return tuple(_units(text, lang))


def _units(text: str, lang: Lang) -> Iterator[Unit]:
    lead = outer = ""
    for start, end, opens in _stretches(text, lang):
        begins, listed = _start(text, start, end)
        said = text[begins:end].rstrip()
        if not said:
            continue
        if not listed:
            lead = outer = ""
        if opens:
            outer = outer if listed else said[-LONGEST:]
            lead = (f"{outer} {said}".strip() if listed else said)[-LONGEST:]
            yield Unit(begins, begins + len(said))
            continue
        for piece_start, piece_end in _short(text, begins, begins + len(said)):
            yield Unit(piece_start, piece_end, lead)


def _stretches(text: str, lang: Lang) -> Iterator[tuple[int, int, bool]]:
    """Stretches between breaks, each with whether it opens a list."""
    start, listing = 0, False
    for match in _BREAK.finditer(text):
        if match["item"] and not listing:
            continue
        if match["stop"] and (
            not _ends_sentence(text, match.start(), match.end(), lang) or _MARK.fullmatch(text, start, match.end())
        ):
            continue
        listing = match["opens"] is not None or (listing and match["stop"] is None)
        yield start, match.end(), match["opens"] is not None
        start = match.end()
    yield start, len(text), False


def _ends_sentence(text: str, at: int, after: int, lang: Lang) -> bool:
    """Whether a stop ends a sentence: not after an abbreviation or initial, not before a lower-case word."""
    following = text[after : after + 4].lstrip()
    if following[:1].islower() and not text.startswith("...", at):
        return False
    if text[at] != ".":
        return True
    before = text[max(0, at - 14) : at]
    if not following:
        return True
    if _INITIAL.search(before) or _abbreviation(lang, "abbreviations").search(before):
        return False
    return not (following[0].isdigit() and (before[-1:].isdigit() or _abbreviation(lang, "numbered").search(before)))


@cache
def _abbreviation(lang: Lang, key: str) -> re.Pattern[str]:
    known = "|".join(re.escape(word) for word in words("sentences", lang, key))
    return re.compile(rf"(?:^|[\s(])(?:{known})$")


def _start(text: str, start: int, end: int) -> tuple[int, bool]:
    """Where the words begin, past blanks and the mark of a list item, and whether there was such a mark."""
    while start < end and text[start].isspace():
        start += 1
    mark = _MARK.match(text, start, end)
    return (mark.end(), True) if mark is not None else (start, False)


def _short(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretch whole, or in pieces of at most ``LONGEST`` characters cut at the last soft boundary."""
    while end - start > LONGEST:
        cut = start + LONGEST
        for boundary in _SOFT.finditer(text, start + LONGEST // 2, cut):
            cut = boundary.end()
        yield start, start + len(text[start:cut].rstrip())
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield start, end
