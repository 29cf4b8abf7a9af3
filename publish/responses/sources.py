"""Sources as quotations are looked for in them: their words in one spelling, passage after passage.

Typing and typesetting are forgiven: letters composed or decomposed, straight or curly quotation marks, dashes, three
dots, joined letters, unseen characters and runs of white space. Letters, numbers and punctuation must be the same.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from corpus.rows import PassageRow
from publish.responses.form import GAP, Quoted

FAR = 3
"""Passages that may lie between the end of a stretch that is quoted and the next one, where no locator holds them."""

_MOST_PLACES = 500

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\ufb00": "ff",
        "\ufb01": "fi",
        "\ufb02": "fl",
        "\ufb03": "ffi",
        "\ufb04": "ffl",
        "\u2026": "...",
    }
)
_DASHES = re.compile("-{2,3}(?!-)")


def folded(text: str) -> str:
    """A text in one spelling, on one line."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isprintable() or c.isspace())
    return " ".join(_DASHES.sub("-", unicodedata.normalize("NFC", text.translate(_PLAIN))).split())


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a quotation stands: the numbers of the passages in which it begins and ends, as counted from 0."""

    first: int
    last: int


Piece = tuple[str, ...]
"""A stretch that is quoted without a break, in each of the ways that it may stand in the source."""


class Source:
    """The passages of one version, in order."""

    def __init__(self, passages: Sequence[PassageRow]) -> None:
        self.passages = passages
        self._starts: list[int] = []
        texts: list[str] = []
        at = 0
        for passage in passages:
            text = folded(passage.text)
            self._starts.append(at)
            texts.append(text)
            at += len(text) + 1
        self.text = " ".join(texts)

    def stands(self, quoted: Quoted, within: Collection[int] = ()) -> list[Stand]:
        """Where the words of a quotation stand, all in order; ``within`` are passages whose locator it has."""
        found = pieces(quoted)
        if not found:
            return []
        stands: dict[int, Stand] = {}
        for start, end in self._places(found[0], 0, len(self.text)):
            first, last = self._passage(start), self._passage(end - 1)
            whole = self._follow(found[1:], end, last, within)
            if whole is not None:
                stands.setdefault(first, Stand(first, whole))
            if len(stands) == _MOST_PLACES:
                break
        return list(stands.values())

    def _follow(self, rest: Sequence[Piece], end: int, last: int, within: Collection[int]) -> int | None:
        """The passage in which the last of the other pieces ends, where they follow; None where they do not."""
        for piece in rest:
            limit = self._end_of(max(last + FAR, *within, last))
            place = next(self._places(piece, end, limit), None)
            if place is None:
                return None
            end = place[1]
            last = self._passage(end - 1)
        return last

    def _end_of(self, passage: int) -> int:
        following = passage + 1
        return self._starts[following] - 1 if following < len(self._starts) else len(self.text)

    def _passage(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _places(self, piece: Piece, start: int, limit: int) -> Iterator[tuple[int, int]]:
        """Where a piece stands between two offsets, as whole words, in order."""
        heads = [(at, form) for form in piece if (at := self._place(form, start, limit)) >= 0]
        while heads:
            at, form = min(heads)
            yield at, at + len(form)
            heads.remove((at, form))
            if (following := self._place(form, at + 1, limit)) >= 0:
                heads.append((following, form))

    def _place(self, words: str, start: int, limit: int) -> int:
        at = self.text.find(words, start, limit)
        while at >= 0 and (self._is_within_word(at) or self._is_within_word(at + len(words))):
            at = self.text.find(words, at + 1, limit)
        return at

    def _is_within_word(self, at: int) -> bool:
        return 0 < at < len(self.text) and _is_letter(self.text[at - 1]) and _is_letter(self.text[at])


def pieces(quoted: Quoted) -> list[Piece]:
    """The stretches of a quotation between its brackets, in one spelling; those without a word are left out.

    "[T]he" stands for "the" as well as for "The".
    """
    found: list[Piece] = []
    for number, words in enumerate(quoted.words.split(GAP)):
        letter = quoted.inserted[number - 1] if 0 < number <= len(quoted.inserted) else ""
        forms: Piece = (words,)
        if len(letter) == 1 and letter.isalpha() and words[:1].isalpha():
            forms = (letter.lower() + words, letter.upper() + words)
        told = tuple(folded(form) for form in forms)
        if any(map(str.isalnum, told[0])):
            found.append(told)
    return found


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"
