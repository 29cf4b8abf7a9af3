"""A sentence as words with places, and the set phrases that report doing: what both languages' readers work on."""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import Lang, ProgressState
from nlp.phrases import Lexicon
from nlp.resources import table

TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*|[;:()—–?!]|[.,](?!\d)")
"""A word, or a mark that ends a clause (and is no part of a number)."""
STOPS = frozenset(",;:()—–.?!")
ENDS = frozenset(".?!")
_FURTHEST = 60
"""Words looked back for the beginning of a sentence."""


@dataclass(frozen=True, slots=True)
class Said:
    """A set phrase at ``start:end`` of a text, by the name of its list, with what it says and how surely.

    A ``weak`` one needs somebody public; before one of ``unless`` it means something else.
    """

    start: int
    end: int
    name: str
    state: ProgressState
    confidence: float
    weak: bool = False
    unless: tuple[str, ...] = ()

    def barred(self, text: str) -> bool:
        """Whether what follows it in its text makes it mean something else ("open to persuasion")."""
        return text.startswith(self.unless, self.end)


class Sentence:
    """A sentence as printed and as lower-case words; where each word stands is only looked up when it is asked for."""

    def __init__(self, text: str, evened: str) -> None:
        self.text = text
        self.words: list[str] = TOKEN.findall(evened)
        self._evened = evened
        self._spans: list[tuple[int, int]] | None = None

    def word(self, at: int) -> str:
        """The word at an index, or nothing outside the sentence."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def span(self, at: int) -> tuple[int, int]:
        """Where the word at an index stands."""
        return self._places()[at]

    def printed(self, first: int, last: int) -> str:
        """The words from one index up to another, as printed, with single blanks."""
        return " ".join(self.text[self.span(first)[0] : self.span(last - 1)[1]].split())

    def index(self, place: int) -> int:
        """The index of the first word that does not end before a place."""
        return bisect_right(self._places(), place, key=lambda span: span[1])

    def opening(self, at: int) -> int:
        """The index at which the sentence that holds a word begins, or where looking back for it was given up."""
        first = at
        while first and at - first < _FURTHEST and self.words[first - 1] not in ENDS:
            first -= 1
        return first

    def _places(self) -> list[tuple[int, int]]:
        if self._spans is None:
            self._spans = [match.span() for match in TOKEN.finditer(self._evened)]
        return self._spans


def phrases(evened: str, lang: Lang) -> list[Said]:
    """The set phrases of a text in lower case, in order."""
    found = [
        replace(_meanings(lang)[name], start=each.start, end=each.end)
        for name, places in _lexicon(lang).find(evened).items()
        for each in places
    ]
    return sorted(found, key=lambda each: each.start)


@cache
def _meanings(lang: Lang) -> dict[str, Said]:
    """The set phrases of each name, as yet without a place."""
    return {
        row["name"]: Said(
            0,
            0,
            row["name"],
            ProgressState(row["state"]),
            float(row["confidence"]),
            bool(row.get("weak")),
            tuple(f" {after} " for after in row.get("unless", ())),
        )
        for row in table("progress", lang)["said"]
    }


@cache
def _lexicon(lang: Lang) -> Lexicon:
    rows = table("progress", lang)["said"]
    return Lexicon(((row["name"], phrase) for row in rows for phrase in row["say"]), lang)
