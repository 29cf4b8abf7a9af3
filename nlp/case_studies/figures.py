"""Figures of outcomes: "over 30,000 hours each year", "down by 70%", "6.4:1", "to zero", "five of the 15 people"."""

import re
from functools import cache

from corpus.codebook import Lang
from corpus.types import Outcome
from nlp.phrases import Lexicon, any_of
from nlp.resources import words

_MOST = 12
_AROUND = 60
_WHAT_WORDS = 9
_CUT = re.compile(
    r"(?:[,:](?!\d)|[.](?!\d)|[;()–—•\n]|\b(?:and|with|while|where|which|who|but|a|ac|gyda|ond|sy|sydd)\b)\s?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DATED = re.compile(
    r"\b(?:in|since|of|by|from|until|during|before|after|to|january|february|march|april|may|june|july|august|"
    r"september|october|november|december|yn|ers|o|tan|mis|ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|"
    r"medi|hydref|tachwedd|rhagfyr)\s$",
    re.IGNORECASE,
)
_NUMBER = r"\d(?:[\d,.]{0,11}\d)?\+?"
_JOINING = (
    r"(?!(?:by|of|in|for|and|or|to|the|a|an|from|with|who|that|which|on|at|were|was|is|are|as|than|per|its|their|our|"
    r"o|i|y|yr|yn|ar|gan|am|at|sy|sydd|mewn|ac)\b)"
)


def outcomes(text: str, lang: Lang) -> tuple[Outcome, ...]:
    """The outcomes that a passage gives figures for, in order, at most a dozen."""
    found: list[Outcome] = []
    end = 0
    for place in _head(lang).finditer(text):
        match = _pattern(lang).match(text, place.start()) if place.start() >= end else None
        if match is None:
            continue
        end = match.end()
        outcome = _outcome(match, text, lang)
        if outcome is not None and outcome not in found:
            found.append(outcome)
            if len(found) == _MOST:
                break
    return tuple(found)


def _outcome(match: re.Match[str], text: str, lang: Lang) -> Outcome | None:
    before, after = _before(text, match.start()), _after(text, match.end())
    figure, counted = match["count"] or match["share"], match["unit"] or match["shared"]
    if counted:
        lead = text[max(0, match.start() - _AROUND) : match.start()]
        if _YEAR.fullmatch(figure) and _DATED.search(lead):
            return None
        return Outcome(figure, _unit(counted, lang), _short(after), _direction(before, "", lang))
    way = _direction(before, after, lang)
    if match["moved"]:
        first, last = match["first"], match["last"]
        return Outcome(last, "", f"{before} {first}".strip(), way or _compared(first, last))
    if not way and "changes" not in _ways(lang).find(f"{before} | {_short(after)}"):
        return None
    if match["zero"]:
        return Outcome(match["zero"].split()[-1], "", before, way or "down")
    figure = match["parted"] or " ".join(match[0].split())
    return Outcome(figure, "", _what(before, after, lang), way)


def _unit(counted: str, lang: Lang) -> str:
    """What is counted, in small letters; in Welsh without the "o" that a number puts before it."""
    unit = " ".join(counted.lower().split())
    return unit.removeprefix("o ") if lang is Lang.CY else unit


def _before(text: str, at: int) -> str:
    """The words before a figure, back to the last break of the sense."""
    window = text[max(0, at - _AROUND) : at]
    if at > _AROUND:
        window = window.partition(" ")[2]
    return " ".join(_CUT.split(window)[-1].split())


def _after(text: str, at: int) -> str:
    """The words after a figure, up to the next break of the sense."""
    window = text[at : at + _AROUND]
    cut = _CUT.search(window)
    if cut is not None:
        window = window[: cut.start()]
    elif at + _AROUND < len(text):
        window = window.rpartition(" ")[0]
    return " ".join(window.split())


def _short(words_after: str) -> str:
    return " ".join(words_after.split()[:_WHAT_WORDS])


def _what(before: str, after: str, lang: Lang) -> str:
    """What a change measures: the words before it ("crime down by 9%"), or after ("a 9% fall in crime")."""
    if _way(before, lang) or len(before.split()) > 2 or not after:
        return before
    return _short(after)


def _direction(before: str, after: str, lang: Lang) -> str:
    """ "up" or "down", by the last word before a figure that says so, or the first after it; or nothing."""
    said = _way(before, lang)
    if said:
        return said[-1]
    later = _way(_short(after), lang)
    return later[0] if later else ""


def _way(said: str, lang: Lang) -> list[str]:
    """The words of a direction in a text, as "up" and "down", in order; "set up" and "more than" are none."""
    found = _ways(lang).find(said) if said else {}
    never = found.get("neither", ())
    ways = ((each.start, key) for key in ("up", "down") for each in found.get(key, ()))
    return [key for at, key in sorted(ways) if not any(each.start <= at < each.end for each in never)]


def _compared(first: str, last: str) -> str:
    low, high = (float(re.sub(r"[^\d.]", "", figure)) for figure in (first, last))
    return "" if low == high else "up" if low < high else "down"


@cache
def _ways(lang: Lang) -> Lexicon:
    """Words for a change, under "up", "down", "changes" and "neither"."""
    keys = ("up", "down", "changes", "neither")
    return Lexicon(((key, phrase) for key in keys for phrase in words("case_studies", lang, key)), lang)


@cache
def _head(lang: Lang) -> re.Pattern[str]:
    """Where a figure may begin: at a digit, a pound sign, or the first word of one that is written out."""
    said = (phrase.split()[0] for key in ("numbers", "parts", "zero") for phrase in words("case_studies", lang, key))
    leading = ("o",) if lang is Lang.CY else ("by", "from")
    first = any_of(sorted({*said, *leading}), lang)
    return re.compile(rf"(?<![\w£.,:/-])(?:[£\d]|{first})", re.IGNORECASE)


@cache
def _pattern(lang: Lang) -> re.Pattern[str]:
    units = any_of(words("case_studies", lang, "counted"), lang)
    zero = any_of(words("case_studies", lang, "zero"), lang)
    said = any_of(words("case_studies", lang, "numbers"), lang)
    parts = any_of(words("case_studies", lang, "parts"), lang)
    percent = r"(?:\s?%|\sper\scent|\sy\scant)"
    to, start = (r"i", r"o") if lang is Lang.CY else (r"to", r"from")
    sum_of = rf"£{_NUMBER}(?:\s?(?:million|billion|bn|m|k|miliwn|biliwn)\b)?"
    of = r"(?:\s(?:of|out\sof|o|allan\so)\s(?:the\s|its\s|their\s|our\s|all\s|y\s|\d+\s)?)"
    return re.compile(
        rf"""(?P<ratio>£?{_NUMBER}\s?:\s?£?1(?![\d,.:]*\d)
            |£{_NUMBER}\s(?:for|am)\s(?:every|each|bob)\s(?:£1\b|pound|punt|bunt))
        | (?P<moved>{start}\s(?P<first>(?:£?{_NUMBER}){percent}?)\s{to}\s(?P<last>(?:£?{_NUMBER}){percent}?)(?![\w-]))
        | (?P<share>(?:{_NUMBER}{percent}|{parts})){of}(?:[\w-]+\s){{0,2}}?(?P<shared>{units})
        | (?P<percent>{_NUMBER}{percent}(?![\w]))
        | (?P<money>{sum_of})
        | (?P<part>(?:by|o)\s(?P<parted>{parts}))
        | (?P<zero>{zero})
        | (?P<count>(?:{_NUMBER}|{said})(?:{of}(?:{_NUMBER}|{said})(?=\s))?)
          (?:\s{_JOINING}[^\W\d_][\w’'-]{{1,15}}){{0,2}}?\s(?P<unit>{units})""",
        re.VERBOSE | re.IGNORECASE,
    )
