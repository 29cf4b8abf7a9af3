"""Themes: what a passage is about, by the words that show it and despite the words that look alike.

``data/<lang>/themes.toml`` says for each theme which phrases show it alone, which only in company, which words show it
together, and what speaks against it; its head explains how. Every mark says the words it rests on.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.codebook import POWER_LADDER, Lang, Theme
from nlp.resources import table
from nlp.vocabulary import Cue, Reading, Vocabulary

_KEYS = ("strong", "weak", "not", "unless")
_ENOUGH_WEAK = 2
_NEAR = 50
"""Characters at most between one and the next of the words that show a theme together."""
_TRIES = 5
"""How many cues on either side are tried for one that overlaps none of those already chosen."""
_CONFIDENCE = {"strong": 0.75, "together": 0.7, "weak": 0.5}
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

    lists: tuple[int, ...]
    rarest_first: tuple[int, ...]
    all: int
    ordered: bool


@dataclass(frozen=True, slots=True)
class _Rules:
    """What shows one theme, as the bits of its lists; ``any`` is those of which a text must hold one."""

    theme: Theme
    strong: int
    weak: int
    barred: int
    unless: int
    together: tuple[_Together, ...]
    any: int


def find(text: str, lang: Lang) -> list[Mark]:
    """The themes of a passage, in the order in which they first show; of the ladder of power only the highest rung."""
    vocabulary, rules = _load(lang)
    reading = Reading(text, vocabulary)
    marks = [mark for each in rules if reading.lists & each.any and (mark := _mark(each, reading)) is not None]
    rungs = [mark for mark in marks if mark.theme in POWER_LADDER]
    if rungs:
        highest = max(rungs, key=lambda mark: POWER_LADDER.index(mark.theme))
        marks = [mark for mark in marks if mark not in rungs or mark is highest]
    return sorted(marks, key=lambda mark: (mark.start, mark.theme))


def definition(theme: Theme, lang: Lang) -> str:
    """What the theme means, in a sentence."""
    said: str = table("themes", lang)[theme.value]["definition"]
    return said


def _mark(rules: _Rules, reading: Reading) -> Mark | None:
    """The theme's mark, by the surest rule that applies: one strong phrase, words together, weak words in company."""
    rule = "strong"
    cues = _standing(rules, reading, rules.strong)
    if not cues:
        rule = "together"
        near = (each for each in rules.together if reading.lists & each.all == each.all)
        cues = [cue for each in near for cue in _near(rules, reading, each)]
    if not cues and reading.may(rules.weak) >= _ENOUGH_WEAK:
        rule = "weak"
        cues = _company(_standing(rules, reading, rules.weak), reading)
    if not cues:
        return None
    stretches = tuple(sorted({(cue.start, cue.end) for cue in cues}))
    more = len({cue.phrase for cue in cues}) - (1 if rule == "strong" else _ENOUGH_WEAK)
    confidence = round(min(_MOST, _CONFIDENCE[rule] + _STEP * more), 2)
    return Mark(rules.theme, *stretches[0], stretches, confidence, f"theme-{rules.theme.value}-{rule}")


def _standing(rules: _Rules, reading: Reading, cues_of: int) -> list[Cue]:
    """The cues of a list that no look-alike overlaps and in whose sentence nothing speaks against the theme."""
    cues = reading.find(cues_of)
    if not cues or not reading.lists & (rules.barred | rules.unless):
        return cues
    barred = _joined(reading.find(rules.barred))
    against = {_sentence(no, reading) for no in reading.find(rules.unless)}
    return [
        cue
        for cue in cues
        if not (against and _sentence(cue, reading) in against) and not (barred and _overlaps(cue, barred))
    ]


def _joined(cues: list[Cue]) -> list[tuple[int, int]]:
    """The stretches that the cues cover, in order, none overlapping another."""
    stretches: list[tuple[int, int]] = []
    for start, end, _ in cues:
        if stretches and start < stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return stretches


def _overlaps(cue: Cue, stretches: list[tuple[int, int]]) -> bool:
    at = bisect_left(stretches, (cue.end,))
    return at > 0 and stretches[at - 1][1] > cue.start


def _sentence(cue: Cue, reading: Reading) -> int:
    return bisect_left(reading.stops, cue.end)


def _company(weak: list[Cue], reading: Reading) -> list[Cue]:
    """The weak cues of the sentences that hold two different ones which do not overlap."""
    if len(weak) < _ENOUGH_WEAK:
        return []
    by_sentence: dict[int, list[Cue]] = {}
    for cue in weak:
        by_sentence.setdefault(_sentence(cue, reading), []).append(cue)
    return [cue for cues in by_sentence.values() if _differ(cues) for cue in cues]


def _differ(cues: list[Cue]) -> bool:
    """Whether the last of the cues is another phrase than one that ends before it."""
    last = cues[-1]
    return any(cue.phrase != last.phrase and cue.end <= last.start for cue in cues)


def _near(rules: _Rules, reading: Reading, rule: _Together) -> Iterator[Cue]:
    """The words that show the theme by standing near together in one sentence; the text may hold all of them."""
    if not all(map(reading.find, rule.rarest_first)):
        return
    found = [_standing(rules, reading, cues_of) for cues_of in rule.lists]
    if not all(found):
        return
    for first in found[0]:
        chosen = [first]
        for cues in found[1:]:
            nearest = _nearest(cues, chosen, rule.ordered)
            if nearest is None:
                break
            chosen.append(nearest)
        if len(chosen) == len(found) and _one_place(chosen, reading):
            yield from chosen


def _nearest(cues: list[Cue], chosen: list[Cue], ordered: bool) -> Cue | None:
    """The cue nearest to the last chosen that overlaps none of them; when ordered, the next one after it."""
    last = chosen[-1]
    at = bisect_left(cues, (last.end,))
    after = next((cue for cue in cues[at : at + _TRIES] if _apart(cue, chosen)), None)
    if ordered:
        return after
    at = bisect_left(cues, (last.start,))
    before = next((cue for cue in reversed(cues[max(0, at - _TRIES) : at]) if _apart(cue, chosen)), None)
    if after is None or before is None:
        return after or before
    return after if after.start - last.end <= last.start - before.end else before


def _apart(cue: Cue, chosen: list[Cue]) -> bool:
    return all(cue.end <= other.start or other.end <= cue.start for other in chosen)


def _one_place(chosen: list[Cue], reading: Reading) -> bool:
    """Whether the cues stand near together in one sentence."""
    inside = sorted(chosen)
    near = all(two.start - one.end <= _NEAR for one, two in pairwise(inside))
    return near and _sentence(inside[0], reading) == _sentence(inside[-1], reading)


@cache
def _load(lang: Lang) -> tuple[Vocabulary, tuple[_Rules, ...]]:
    """The lists and rules of every theme. Raises ``KeyError`` when the data file leaves a theme or list out."""
    data = table("themes", lang)
    together = {theme: [_split(said) for said in data[theme.value].get("together", ())] for theme in Theme}
    named = {name for some in together.values() for names, _ in some for name in names}
    lists = {f"{theme.value} {key}": data[theme.value].get(key, ()) for theme in Theme for key in _KEYS}
    lists |= {name: data["words"][name] for name in sorted(named)}
    vocabulary = Vocabulary(lists, lang)
    rules: list[_Rules] = []
    for theme in Theme:
        strong, weak, barred, unless = (vocabulary.bits[f"{theme.value} {key}"] for key in _KEYS)
        near = []
        for names, ordered in together[theme]:
            bits = tuple(vocabulary.bits[name] for name in names)
            rarest_first = tuple(vocabulary.bits[name] for name in sorted(names, key=lambda name: len(lists[name])))
            near.append(_Together(bits, rarest_first, sum(set(bits)), ordered))
        some = strong | weak
        for each in near:
            some |= each.lists[0]
        rules.append(_Rules(theme, strong, weak, barred, unless, tuple(near), some))
    return vocabulary, tuple(rules)


def _split(said: str) -> tuple[tuple[str, ...], bool]:
    """``"a + b"`` are words of two lists in any order, ``"a > b"`` in this one."""
    sign = ">" if ">" in said else "+"
    return tuple(part.strip() for part in said.split(sign)), sign == ">"
