"""Themes: what a passage is about, by the words that show it and despite the words that look alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from corpus.codebook import POWER_LADDER, Lang, Theme
from nlp.phrases import Found, Lexicon
from nlp.resources import table

_ENOUGH_WEAK = 2
_SURE, _HINTED, _STEP, _MOST = 0.75, 0.5, 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme in a text: where the words that show it first stand, all its stretches, and how sure it is."""

    theme: Theme
    start: int
    end: int
    stretches: tuple[tuple[int, int], ...]
    confidence: float
    rule: str


def find(text: str, lang: Lang) -> list[Mark]:
    """The themes of a passage, in the order in which they first show; of the ladder of power only the highest rung."""
    found = _lexicon(lang).find(text)
    named = {tag.partition(" ")[0] for tag in found}
    marks = [mark for theme in named if (mark := _mark(Theme(theme), found)) is not None]
    rungs = [mark for mark in marks if mark.theme in POWER_LADDER]
    if rungs:
        highest = max(rungs, key=lambda mark: POWER_LADDER.index(mark.theme))
        marks = [mark for mark in marks if mark not in rungs or mark is highest]
    return sorted(marks, key=lambda mark: (mark.start, mark.theme))


def definition(theme: Theme, lang: Lang) -> str:
    """What the theme means, in a sentence."""
    said: str = table("themes", lang)[theme.value]["definition"]
    return said


def _mark(theme: Theme, found: Mapping[str, list[Found]]) -> Mark | None:
    barred = found.get(f"{theme.value} not", [])
    strong = _standing(found.get(f"{theme.value} strong", []), barred)
    weak = _standing(found.get(f"{theme.value} weak", []), barred)
    hinted = len({each.phrase for each in weak})
    if not strong and hinted < _ENOUGH_WEAK:
        return None
    stretches = tuple(sorted({(each.start, each.end) for each in strong or weak}))
    base, rule = (_SURE, "strong") if strong else (_HINTED, "weak")
    more = hinted + len(stretches) - 1 if strong else hinted - _ENOUGH_WEAK
    confidence = round(min(_MOST, base + _STEP * more), 2)
    return Mark(theme, *stretches[0], stretches, confidence, f"theme-{theme.value}-{rule}")


def _standing(cues: list[Found], barred: list[Found]) -> list[Found]:
    """The cues that no look-alike phrase overlaps."""
    return [cue for cue in cues if not any(no.start < cue.end and cue.start < no.end for no in barred)]


@cache
def _lexicon(lang: Lang) -> Lexicon:
    """The cues of every theme. Raises ``KeyError`` when the data file leaves a theme or list out."""
    rules = table("themes", lang)
    return Lexicon(
        (
            (f"{theme.value} {key}", phrase)
            for theme in Theme
            for key in ("strong", "weak", "not")
            for phrase in rules[theme.value][key]
        ),
        lang,
    )
