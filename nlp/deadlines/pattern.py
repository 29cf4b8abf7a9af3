"""The shapes in which deadlines are printed, as one pattern for each language, made from its data file."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.phrases import any_of
from nlp.resources import Table, table

_NEVER = "(?!)"
_FIRST = re.compile(r"[^\W_]+")
_YEAR = r"(?:19|20|21)\d\d"
_RANGE = rf"{_YEAR}\s?(?:[-–/]|\sto\s|\si\s)\s?(?:20)?\d\d"
_OF = r"(?:of\s+|in\s+|o\s+)?"


@cache
def pattern(lang: Lang) -> re.Pattern[str]:
    """A deadline: a limit and a date, a phrase with a meaning of its own, a length of time, or a recurrence."""
    rules = table("deadlines", lang)
    limits = choice(rules["limits"], lang)
    phrases = choice((phrase for said in rules["phrases"].values() for phrase in said), lang)
    return re.compile(
        rf"""(?:(?:(?P<limit>{limits})(?:['’]r)?|(?P<between>{_between(rules, lang)}))\s+{_rest(rules, "fillers", lang)}
             |(?={_free(rules, lang)}))
             (?P<mid>mid[-\s]\s?|canol\s+)?{_dates(rules, lang)}
        | (?:(?P<phrase_limit>{limits})\s+(?:(?i:the\s+)?(?i:end|diwedd)\s+(?i:of\s+)?)?)?
          (?P<phrase>{phrases})(?!['’]s\b)
        | {_span(rules, lang)}
        | (?P<recurring>{choice(rules["recurring"]["alone"], lang)})""",
        re.VERBOSE,
    )


def matches(text: str, lang: Lang) -> Iterator[re.Match[str]]:
    """The matches of the pattern in a text, in order: what ``finditer`` gives, without trying it at every character."""
    begins, whole = _begins(lang), pattern(lang)
    done = 0
    for word in begins.finditer(text):
        match = whole.match(text, word.start()) if word.start() >= done else None
        if match is not None:
            done = match.end()
            yield match


@cache
def _begins(lang: Lang) -> re.Pattern[str]:
    """The words that a deadline can begin with."""
    rules = table("deadlines", lang)
    spans = (*rules["spans"]["first"], *rules["spans"]["within"])
    said = (*rules["limits"], *rules["between"]["open"], *rules["which"]["next"], *spans, *rules["recurring"]["alone"])
    phrases = (phrase for group in rules["phrases"].values() for phrase in group)
    free = ("y", "yr", "mis", "fis", "dydd") if lang is Lang.CY else ()
    first = {_FIRST.match(phrase.lower()) for phrase in (*said, *phrases, *free)}
    plain = {word[0] for word in first if word is not None}
    spelt = "|".join(sorted({form for word in plain for form in (mutations(word) if lang is Lang.CY else (word,))}))
    return re.compile(
        rf"(?<![^\W_])(?:(?:{spelt})(?![^\W_])|(?:Q|Ch)[1-4]|(?={_from_now(rules, lang)}))", re.IGNORECASE
    )


@cache
def hint(lang: Lang) -> re.Pattern[str]:
    """Something that every deadline has: a year, a month, a season, a unit of time, or a word of a whole phrase."""
    rules = table("deadlines", lang)
    said = {phrase.split()[-1] for phrases in rules["phrases"].values() for phrase in phrases}
    said |= {phrase.split()[-1] for phrase in (*rules["recurring"]["alone"], *rules["quarters"]["words"])}
    for key in ("units", "seasons", "holidays", "weekdays"):
        said |= {phrase.split()[-1] for phrase in rules[key]}
    named = {form for word in said for form in (mutations(word.lower()) if lang is Lang.CY else (word.lower(),))}
    spelt = "|".join(sorted(map(re.escape, named | {form.lower() for form in _spellings(rules["months"], lang)})))
    ending = "|".join(rules["ordinal_endings"])
    return re.compile(
        rf"\d{{4}}|\d[/.-]\d|\d(?:{ending})(?![^\W_])|[QqCc]h?[1-4]|(?<![^\W_])(?:{spelt})(?![^\W_])", re.IGNORECASE
    )


def choice(phrases: Iterable[str], lang: Lang) -> str:
    """The phrases as one group, whatever their case, safe inside a verbose pattern; of none, what never matches."""
    source = any_of(phrases, lang)
    return f"(?:(?i:{source}))" if source else _NEVER


def _rest(rules: Table, key: str, lang: Lang) -> str:
    """Words that may stand between a limit and its date ("for the elections of")."""
    return rf"(?:{choice(rules[key], lang)}\s+){{0,2}}"


def _between(rules: Table, lang: Lang) -> str:
    """The first half of "between now and May 2029": a date or "now", up to the word before the second."""
    said, months = rules["between"], "|".join(_spellings(rules["months"], lang))
    ending = "|".join(rules["ordinal_endings"])
    word = rf"{choice((*said['now'], *rules['seasons']), lang)}|{months}|\d{{1,4}}(?:{ending})?(?:[-/]\d\d)?"
    return rf"{choice(said['open'], lang)}\s+(?:(?:{word})\s+){{1,5}}?{choice(said['and'], lang)}(?:['’]r)?"


def _from_now(rules: Table, lang: Lang) -> str:
    """What shows that a length of time runs from this day with no "within" before it: "six weeks from today"."""
    count = rf"(?:\d{{1,3}}|{choice(rules['numbers'], lang)})"
    return rf"(?<![^\W_]){count}\s+{choice(rules['units'], lang)}\s+{choice(rules['here']['from_now'], lang)}"


def _free(rules: Table, lang: Lang) -> str:
    """What shows a date without a limit before it: "next summer", "yr haf nesaf", "ddydd Gwener"."""
    if lang is Lang.EN:
        return rf"{choice(rules['which']['next'], lang)}\s|(?<!\w)Q[1-4]\b"
    said = choice((*rules["relative"]["next"], *rules["relative"]["this"]), lang)
    return rf"(?i:(?<!\w)(?:yr?|fis|mis|ddydd)\s+\w+\s+{said}|(?<!\w)ddydd\s+\w|(?<!\w)(?:Q|Ch)[1-4]\b)"


def _dates(rules: Table, lang: Lang) -> str:
    """Everything that a limit can stand before; what is named ``which`` and ``relative`` says of which year it is."""
    months = "|".join(sorted(_spellings(rules["months"], lang), key=len, reverse=True))
    ending = "|".join(rules["ordinal_endings"])
    the = r"(?:(?i:the|its|our|a|y|yr|[fm]is|month\sof)\s+|(?i:financial\syear|[bfm]lwyddyn\sariannol)\s+)*"
    which = choice((*rules["which"]["next"], *rules["which"]["this"]), lang)
    relative = choice((*rules["relative"]["next"], *rules["relative"]["this"]), lang)
    weekday = choice(rules["weekdays"], lang)
    day = rf"(?:d?dydd\s+){weekday}" if lang is Lang.CY else weekday
    things = choice(rules["things"], lang)
    quarter = rules["quarters"]
    return rf"""(?:{the}(?:(?P<which>{which})\s+)?{the})(?:(?i:{day}),?\s+(?=(?:the\s)?\d))?(?i:the\s)?(?:
          (?P<iso>{_YEAR}-\d\d-\d\d)
        | (?P<numeric>\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d))
        | (?P<day>\d{{1,2}})(?:{ending})?(?:\s+(?:of|o|fis))?\s+(?P<month>{months})(?:,?\s+(?P<year>\d{{4}}))?
        | (?P<weekday>(?i:{day}))
        | (?:yr\s)?(?P<day_only>\d{{1,2}})(?:{ending})(?=\s*(?:[.,;:)]|$|{choice(rules["day_only"], lang)}))
        | (?:(?:{months})\s?[/–-]\s?)?(?P<month_us>{months})
            (?:\s+(?P<day_us>\d{{1,2}})(?:{ending})?(?!\d))?(?:,?\s+(?P<year_us>\d{{4}}))?
        | (?P<season>{choice(rules["seasons"], lang)})(?!\s+{choice(rules["not_seasons"], lang)})
            (?:\s+{_OF}(?P<season_year>{_YEAR})(?:[-–/]\d\d(?!\d))?)?(?:\s+(?P<over>{choice(rules["over"], lang)}))?
        | (?P<holiday>{choice(rules["holidays"], lang)})(?!\s+{choice(rules["not_seasons"], lang)})
            (?:,?\s+{_OF}(?P<holiday_year>{_YEAR}))?
        | (?P<part>(?P<quarter>(?i:Q|Ch)\s?[1-4]|{choice(quarter["words"], lang)}\s+[1-4]
            |{choice(quarter["said"], lang)})
            |(?P<half>{choice(rules["halves"], lang)}))
            (?:,?\s+{_OF}(?:the\s+|y\s+)?{the}(?P<part_year>{_YEAR})(?P<part_fiscal>\s?[-–/]\s?(?:20)?\d\d)?)?
        | (?P<academic>{choice(rules["academic"], lang)}\s+{_YEAR}(?:\s?[-–/]\s?(?:20)?\d\d)?
            |{_RANGE}\s+{choice(rules["academic"], lang)})
        | (?P<range>{_RANGE})(?:\s+(?i:financial\syear))?(?!\s+{things})
        | (?P<year_only>{_YEAR})(?!\s+{things})
        )(?:,?\s+(?P<relative>{relative}))?(?![\w/]|-\d|['’]s\b)"""


def _span(rules: Table, lang: Lang) -> str:
    """A length of time, with what shows that it runs from some other day, or from this one after all."""
    spans, here = rules["spans"], rules["here"]
    numbers = choice(rules["numbers"], lang)
    until = r"(?:to|or|and|neu|i|-|–)"
    paper = rf"{choice(here['papers'], lang)}"
    this = rf"(?i:this)\s+{paper}" if lang is Lang.EN else rf"(?:['’]r\s|yr?\s|r\s)?{paper}\s+(?i:hwn|hon)"
    begun = (
        rf"\s*(?:(?i:the)\s+)?(?:{choice(here['events'], lang)}\s*(?i:of\s+)?)?(?:{this}|{choice(here['now'], lang)})"
    )
    return rf"""(?:(?:(?P<first>{choice(spans["first"], lang)})|(?P<within>{choice(spans["within"], lang)}))\s+
            |(?={_from_now(rules, lang)}))
          (?:(?:\d{{1,3}}|{numbers})\s?{until}\s?)?(?P<count>\d{{1,3}}|{numbers}
            |(?=(?P<one>{choice(rules["one"], lang)})))
          \s*(?:o\s+)?(?P<unit>{choice(rules["units"], lang)})(?!\s+{choice(spans["past"], lang)})
          (?P<ahead>['’]?\s+(?i:time)|\s+nesaf)?
          (?:(?P<elsewhere>,?\s+{choice(spans["elsewhere"], lang)})\b(?P<here>{begun})?)?"""


def _spellings(months: Iterable[str], lang: Lang) -> set[str]:
    forms = {form for name in months for form in (mutations(name) if lang is Lang.CY else (name,))}
    return {form.capitalize() for form in forms} | {form.upper() for form in forms}
