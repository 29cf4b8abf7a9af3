"""Figures of outcomes: "over 30,000 hours each year", "down by 70%", "6.4:1", "to zero"."""

import re
from functools import cache

from corpus.codebook import Lang
from corpus.types import Outcome
from nlp.phrases import any_of
from nlp.resources import words

_MOST = 12
_BEFORE = 60
_CUT = re.compile(r"[,.;:()–—]|\b(?:and|with|while|where|a|ac|gyda)\b")


def outcomes(text: str, lang: Lang) -> tuple[Outcome, ...]:
    """The outcomes that a passage gives figures for, in order, at most a dozen."""
    found: list[Outcome] = []
    for match in _pattern(lang).finditer(text):
        outcome = _outcome(match, text, lang)
        if outcome is not None and outcome not in found:
            found.append(outcome)
    return tuple(found[:_MOST])


def _outcome(match: re.Match[str], text: str, lang: Lang) -> Outcome | None:
    if match["count"]:
        return Outcome(match["count"], match["unit"].lower(), " ".join(match["after"].split()))
    before = _before(text, match.start())
    changing = _changes(lang).search(before) or _changes(lang).search(text[match.end() : match.end() + _BEFORE])
    if match["ratio"]:
        return Outcome(match["ratio"], "", before)
    if not changing:
        return None
    if match["percent"]:
        return Outcome(match["percent"], "%", before)
    if match["money"]:
        return Outcome(match["money"], "£", before)
    return Outcome(match["zero"].split()[-1], "", before)


def _before(text: str, at: int) -> str:
    """What the figure measures: the words before it, back to the last comma or "and"."""
    before = text[max(0, at - _BEFORE) : at]
    cuts = list(_CUT.finditer(before))
    whole = before if at <= _BEFORE else before.partition(" ")[2]
    kept = before[cuts[-1].end() :] if cuts else whole
    return " ".join(kept.split())


@cache
def _changes(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("case_studies", lang, "changes"), lang), re.IGNORECASE)


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    units = any_of(words("case_studies", lang, "counted"), lang)
    zero = any_of(words("case_studies", lang, "zero"), lang)
    return re.compile(
        rf"""(?P<ratio>\b\d+(?:\.\d+)?\s?:\s?1\b)
        | (?P<percent>\b\d{{1,3}}(?:\.\d+)?\s?(?:%|per\ cent|y\ cant))
        | (?P<money>£\d[\d,.]{{0,14}}(?:\s?(?:million|billion|bn|m|miliwn|biliwn))?)
        | (?P<zero>{zero})
        | (?<![\w£.,])(?P<count>\d[\d,]{{0,12}}\+?)\s+(?:[a-z][\w-]{{1,14}}\s+){{0,2}}?(?P<unit>{units})
          (?P<after>(?:\s[\w’'-]{{1,16}}){{0,5}})""",
        re.VERBOSE | re.IGNORECASE,
    )
