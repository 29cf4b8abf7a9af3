"""The cues of a language: phrases that may show a commitment, found without a parser."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.bodies import mutations
from corpus.codebook import CommitmentKind, Lang
from nlp.resources import table

_REMEMBERED = 4096
_WORD = re.compile(r"[^\W_]+")
_COMMON = frozenset(
    {
        "is", "are", "am", "be", "been", "was", "were", "has", "have", "had", "will", "would", "should", "could", "the",
        "a", "to", "that", "on", "of", "for", "it", "our", "my", "we", "not", "with", "in", "by", "this", "their",
        "give", "given", "make", "made",
    }
)  # fmt: skip
"""Words too common to look a phrase up by."""
_OPEN = "~ "
"""In a phrase, room for up to two of the words that a language's data lists as ``between`` ("is ~ required to")."""


@dataclass(frozen=True, slots=True)
class CueRule:
    """A family of phrases: what kind of commitment they may show, and how the actor stands to them."""

    name: str
    kind: CommitmentKind
    shape: str
    strength: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue at ``start:end`` of a text; ``said`` is the phrase in lower case with plain apostrophes."""

    start: int
    end: int
    said: str
    rule: CueRule


@lru_cache(maxsize=_REMEMBERED)
def hits(evened: str, lang: Lang) -> tuple[Hit, ...]:
    """The cues in an evened text, in order, the longest where several overlap.

    What was asked lately is remembered, for a unit is asked about before and after it is parsed.
    """
    phrases = _phrases(lang)
    present: set[int] = set()
    for word in set(_WORD.findall(evened)):
        present.update(phrases.by_word.get(word, ()))
    found = [
        Hit(start, end, cue.said, cue.rule)
        for cue in (phrases.all[index] for index in present)
        for start, end in _places(evened, cue)
    ]
    found.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in found:
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return tuple(kept)


def _places(text: str, cue: "_Cue") -> list[tuple[int, int]]:
    """Where the cue stands by whole words; one that begins with an apostrophe hangs on the word before."""
    if cue.pattern is not None:
        return [match.span() for match in cue.pattern.finditer(text)]
    phrase = cue.said
    places: list[tuple[int, int]] = []
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        before = at == 0 or phrase[0] == "'" or not text[at - 1].isalnum()
        if before and (end == len(text) or not text[end].isalnum()):
            places.append((at, end))
        at = text.find(phrase, end)
    return places


@dataclass(frozen=True, slots=True)
class _Cue:
    """A phrase with its rule; ``pattern`` finds one that words may stand inside."""

    said: str
    rule: CueRule
    pattern: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Every cue, and under the rarest word of each the places in ``all`` of those it is in."""

    all: tuple[_Cue, ...]
    by_word: dict[str, tuple[int, ...]]


@cache
def _phrases(lang: Lang) -> _Phrases:
    """The phrases of a language. Raises ``ValueError`` on a kind or phrase that the data file gets wrong."""
    found: dict[str, CueRule] = {}
    for row in table("commitments", lang)["cue"]:
        rule = CueRule(row["name"], CommitmentKind(row["kind"]), row["shape"], float(row["strength"]))
        for phrase in row["say"]:
            if found.get(phrase, rule) != rule:
                raise ValueError(f"commitments.toml gives {phrase!r} to {found[phrase].name} and {rule.name}")
            found[phrase] = rule
    if lang is Lang.CY:
        found = {form: rule for phrase, rule in found.items() for form in _mutated(phrase)} | found
    by_word: dict[str, list[int]] = {}
    for index, phrase in enumerate(found):
        by_word.setdefault(max(_WORD.findall(phrase), key=_rarity), []).append(index)
    cues = tuple(_Cue(phrase.replace(_OPEN, ""), rule, _opened(phrase, lang)) for phrase, rule in found.items())
    return _Phrases(cues, {word: tuple(indexes) for word, indexes in by_word.items()})


def _rarity(word: str) -> tuple[bool, int]:
    return word not in _COMMON, len(word)


def _opened(phrase: str, lang: Lang) -> re.Pattern[str] | None:
    """The pattern of a phrase with room for words in it; nothing for one without."""
    if _OPEN not in phrase:
        return None
    between = "|".join(re.escape(word) for word in table("commitments", lang)["between"]["words"])
    room = rf"(?:(?:{between}) ){{0,2}}"
    said = room.join(re.escape(part) for part in phrase.split(_OPEN))
    begins = "" if phrase.startswith("'") else r"(?<![^\W_])"
    return re.compile(rf"{begins}{said}(?![^\W_])")


def _mutated(phrase: str) -> list[str]:
    """The phrase in every mutation of its first word, and hung on the word before where that word is "yn"."""
    first, gap, rest = phrase.partition(" ")
    hung = [f"'n {rest}"] if first == "yn" and rest else []
    return [*(form + gap + rest for form in mutations(first)), *hung]
