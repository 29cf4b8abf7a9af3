"""The numbers of recommendations, as printed: "Recommendation 12(a)", "recommendations 3, 5 and 7", "the fifth"."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.codebook import Lang
from nlp.phrases import any_of, matcher
from nlp.resources import table, words

_NUMBER = r"[A-Z]{0,3}\d{1,3}(?:\.\d{1,3}){0,2}(?:\s?\([a-z]{1,4}\)|[a-z](?![a-z]))?"
_BARE = re.compile(rf"\W*(?P<number>{_NUMBER})\W*", re.IGNORECASE)
_MOST = 60
"""A range longer than this is read as its two ends."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A recommendation named at ``start:end`` of a text; ``number`` as printed, without blanks and brackets."""

    start: int
    end: int
    number: str


def references(text: str, lang: Lang) -> list[Reference]:
    """The recommendations that a text names by number, in order; of a range, all of them."""
    found: list[Reference] = []
    for match in _named(lang).finditer(text):
        if match["ordinal"]:
            number = str(_ordinal(match["ordinal"], lang))
            found.append(Reference(match.start(), match.end(), number))
            continue
        found.extend(Reference(match.start(), match.end(), number) for number in _listed(match["numbers"], lang))
    return found


def bare_list(text: str, start: int, lang: Lang) -> list[Reference]:
    """The numbers that stand alone at a place, as after "but reject": not those of "reject 4 applications"."""
    match = _alone(lang).match(text, start)
    if match is None:
        return []
    at, end = match.span("numbers")
    return [Reference(at, end, number) for number in _listed(match["numbers"], lang)]


def heads(text: str, lang: Lang) -> Reference | None:
    """The recommendation that a heading or the head of a passage names: "Recommendation 4", "Argymhelliad 12(a):"."""
    match = _named(lang).match(text.lstrip("#*• \t"))
    if match is None or match["ordinal"]:
        return None
    numbers = _listed(match["numbers"], lang)
    return Reference(match.start(), match.end(), numbers[0]) if len(numbers) == 1 else None


def bare(number: str) -> str:
    """A passage's own number as that of a recommendation ("A1", "4.", "12(a)"), or nothing if it is none."""
    match = _BARE.fullmatch(number)
    return plain(match["number"]) if match else ""


def plain(number: str) -> str:
    """A number without blanks and brackets, its letter in lower case: "12 (a)" is "12a"."""
    digits = re.sub(r"[\s()]", "", number)
    return digits[:-1] + digits[-1].lower() if digits[-1:].isalpha() and digits[:-1][-1:].isdigit() else digits


def _listed(printed: str, lang: Lang) -> list[str]:
    """The numbers of a list such as "3, 5 and 7" or "1 to 4"."""
    numbers: list[str] = []
    end = 0
    for match in re.finditer(_NUMBER, printed, re.IGNORECASE):
        joint = printed[end : match.start()].strip().lower()
        number = plain(match[0])
        if numbers and joint in words("responses", lang, "through") and number.isdecimal() and numbers[-1].isdecimal():
            first, last = int(numbers[-1]), int(number)
            if first < last <= first + _MOST:
                numbers.extend(str(each) for each in range(first + 1, last))
        numbers.append(number)
        end = match.end()
    return numbers


def _ordinal(said: str, lang: Lang) -> int:
    for word, value in table("responses", lang)["ordinals"].items():
        if matcher((word,), lang).fullmatch(said):
            return int(value)
    raise KeyError(said)


@cache
def _several(lang: Lang) -> str:
    """The pattern, as source, of one number or a list of them."""
    joints = "|".join(sorted(map(re.escape, words("responses", lang, "to")), key=len, reverse=True))
    return rf"{_NUMBER}(?:\s*,?\s*(?:{joints})\s*{_NUMBER}(?!\s*%|\d)){{0,40}}"


@cache
def _alone(lang: Lang) -> re.Pattern[str]:
    after = any_of(words("responses", lang, "after_numbers"), lang)
    return re.compile(
        rf"\s{{1,3}}(?:only\s)?(?P<numbers>{_several(lang)})(?=[.;:)]|,?\s(?:{after})|,\s\D|\s*$)", re.IGNORECASE
    )


@cache
def _named(lang: Lang) -> re.Pattern[str]:
    nouns = any_of(words("responses", lang, "recommendation"), lang)
    several = _several(lang)
    ordinals = any_of(table("responses", lang)["ordinals"], lang)
    after = rf"(?=\s(?:{nouns}))" if lang is Lang.EN else ""
    return re.compile(
        rf"(?:(?:{nouns})\.?|(?<![^\W_])(?=R\d))\s*(?:nos?\.?|numbers?|rhif(?:au)?)?\s*\(?(?P<numbers>{several})\)?|(?P<ordinal>{ordinals}){after}",
        re.IGNORECASE,
    )
