"""Themes: what a passage is about, by the words that show it and despite the words that look alike."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.codebook import POWER_LADDER, Lang, Theme
from nlp.phrases import Found
from nlp.resources import table
from nlp.vocabulary import Reading, Vocabulary

_KEYS = ("strong", "weak", "not", "unless")
_ENOUGH_WEAK = 2
_NEAR = 80
"""Characters from the first to the last of two words that show a theme together; for three twice that, and so on."""
_CONFIDENCE = {"strong": 0.75, "together": 0.7, "weak": 0.5, "context": 0.5}
_STEP, _MOST = 0.05, 0.95


@dataclass(frozen=True, slots=True)
class Mark:
    """A theme in a text: where the words that show it first stand, all its stretches, and how sure it is."""

    theme: Theme
    start: int
    end: int
    stretches: tuple[tuple[int, int], ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Together:
    """Lists of words of which one each, near together in a sentence, shows a theme; ``ordered`` when in that order."""

    lists: tuple[str, ...]
    ordered: bool


def find(text: str, lang: Lang, around: str = "") -> list[Mark]:
    """The themes of a passage, in the order in which they first show; of the ladder of power only the highest rung.

    ``around`` is what the passage stands under, its headings and the words that lead into it: one weak word is enough
    for a theme that shows there.
    """
    vocabulary, _ = _rules(lang)
    reading = vocabulary.read(text)
    if not reading.present:
        return []
    above = frozenset(mark.theme for mark in find(around, lang)) if around else frozenset()
    marks = [mark for theme in Theme if (mark := _mark(theme, reading, lang, theme in above)) is not None]
    rungs = [mark for mark in marks if mark.theme in POWER_LADDER]
    if rungs:
        highest = max(rungs, key=lambda mark: POWER_LADDER.index(mark.theme))
        marks = [mark for mark in marks if mark not in rungs or mark is highest]
    return sorted(marks, key=lambda mark: (mark.start, mark.theme))


def definition(theme: Theme, lang: Lang) -> str:
    """What the theme means, in a sentence."""
    said: str = table("themes", lang)[theme.value]["definition"]
    return said


def _mark(theme: Theme, reading: Reading, lang: Lang, above: bool) -> Mark | None:
    """The theme's mark, by the surest rule that applies: one strong phrase, words together, weak words in company."""
    strong = _standing(theme, reading, f"{theme.value} strong")
    pairs = [] if strong else [pair for rule in _rules(lang)[1][theme] for pair in _pairs(theme, reading, rule)]
    weak = _standing(theme, reading, f"{theme.value} weak")
    company = [] if strong or pairs else _company(weak, reading)
    if strong:
        rule, cues = "strong", strong
    elif pairs:
        rule, cues = "together", pairs
    elif company:
        rule, cues = "weak", company
    elif weak and above and theme not in POWER_LADDER:
        rule, cues = "context", weak
    else:
        return None
    stretches = tuple(sorted({(each.start, each.end) for each in cues}))
    more = len({each.phrase for each in [*cues, *weak]}) - (1 if rule in ("strong", "context") else _ENOUGH_WEAK)
    confidence = round(min(_MOST, _CONFIDENCE[rule] + _STEP * more), 2)
    return Mark(theme, *stretches[0], stretches, confidence, f"theme-{theme.value}-{rule}")


def _standing(theme: Theme, reading: Reading, name: str) -> list[Found]:
    """The cues of a list that no look-alike overlaps and in whose sentence nothing speaks against the theme."""
    cues = reading.find(name) if name in reading.present else []
    if not cues:
        return cues
    barred = reading.find(f"{theme.value} not")
    against = {_sentence(no, reading) for no in reading.find(f"{theme.value} unless")}
    return [
        cue
        for cue in cues
        if not (against and _sentence(cue, reading) in against)
        and not any(no.start < cue.end and cue.start < no.end for no in barred)
    ]


def _sentence(cue: Found, reading: Reading) -> int:
    return bisect_left(reading.stops, cue.end)


def _company(weak: list[Found], reading: Reading) -> list[Found]:
    """The weak cues of the sentences that hold two different ones which do not overlap."""
    if len(weak) < _ENOUGH_WEAK:
        return []
    by_sentence: dict[int, list[Found]] = {}
    for cue in weak:
        by_sentence.setdefault(_sentence(cue, reading), []).append(cue)
    return [cue for cues in by_sentence.values() if _differ(cues) for cue in cues]


def _differ(cues: list[Found]) -> bool:
    """Whether two of the cues, which are in order, are different phrases that stand apart."""
    last = max(cues, key=lambda cue: cue.start)
    return any(cue.phrase != last.phrase and cue.end <= last.start for cue in cues)


def _pairs(theme: Theme, reading: Reading, rule: _Together) -> Iterator[Found]:
    """The words that show the theme by standing near together in one sentence."""
    if not all(name in reading.present for name in rule.lists):
        return
    found = [_standing(theme, reading, name) for name in rule.lists]
    if not all(found):
        return
    starts = [[cue.start for cue in cues] for cues in found]
    for first in found[0]:
        chosen = [first]
        for cues, begins in zip(found[1:], starts[1:], strict=True):
            nearest = _nearest(cues, begins, chosen, rule.ordered)
            if nearest is None:
                break
            chosen.append(nearest)
        if len(chosen) == len(found) and _one_place(chosen, reading):
            yield from chosen


def _nearest(cues: list[Found], starts: list[int], chosen: list[Found], ordered: bool) -> Found | None:
    """The cue next to those chosen before that overlaps none of them; when ordered, the next one after the last."""
    last = chosen[-1]
    after = next((cue for cue in cues[bisect_left(starts, last.end) :][:_TRIES] if _apart(cue, chosen)), None)
    if ordered:
        return after
    before = cues[max(0, bisect_left(starts, last.start) - _TRIES) : bisect_left(starts, last.start)]
    back = next((cue for cue in reversed(before) if _apart(cue, chosen)), None)
    if after is None or back is None:
        return after or back
    return after if after.start - last.end <= last.start - back.end else back


_TRIES = 5


def _apart(cue: Found, chosen: list[Found]) -> bool:
    return all(cue.end <= other.start or other.end <= cue.start for other in chosen)


def _one_place(chosen: list[Found], reading: Reading) -> bool:
    start, end = min(cue.start for cue in chosen), max(cue.end for cue in chosen)
    near = end - start <= _NEAR * (len(chosen) - 1)
    return near and len({_sentence(cue, reading) for cue in chosen}) == 1


@cache
def _rules(lang: Lang) -> tuple[Vocabulary, dict[Theme, tuple[_Together, ...]]]:
    """The lists of every theme and what counts together. Raises ``KeyError`` when the data file leaves something out."""
    rules = table("themes", lang)
    lists = {f"{theme.value} {key}": rules[theme.value].get(key, ()) for theme in Theme for key in _KEYS}
    together = {theme: tuple(map(_together, rules[theme.value].get("together", ()))) for theme in Theme}
    named = {name for some in together.values() for each in some for name in each.lists}
    return Vocabulary(lists | {name: rules["words"][name] for name in sorted(named)}, lang), together


def _together(said: str) -> _Together:
    """``"a + b"`` are words of two lists in any order, ``"a > b"`` in this one."""
    sign = ">" if ">" in said else "+"
    return _Together(tuple(part.strip() for part in said.split(sign)), sign == ">")
