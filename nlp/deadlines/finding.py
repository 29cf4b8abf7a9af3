"""When a promise falls due: the words as printed, and the day they come to where that can be computed.

Days are computed from the document's own date. A month, a season or a year comes to its last day, a financial
year to 31 March, a term of the Senedd to its last day. What is to begin "from September", or to last "until 2030",
can be checked when that month or year is over, so it too comes to its last day; "not before 2027" is no deadline.
What cannot be computed keeps its words and no day: a length of time that runs from some unknown event, a recurrence
("every three years"), the beginning of a year ("in early 2027").
"""

import re
from datetime import date
from functools import cache

from corpus.codebook import Lang
from nlp.deadlines.calendar import YEARS
from nlp.deadlines.pattern import choice, hint, matches
from nlp.deadlines.reading import AROUND, Deadline, Reader
from nlp.deadlines.wording import fold
from nlp.resources import table

_AGED = re.compile(r"\b(?:be|turns?|reach|yn)\s+\d{1,3}(?:\s+oed)?\s+$")
"""An age, or a number of things, that is reached "next year"."""

__all__ = ["Deadline", "find"]


def find(text: str, lang: Lang, issued: date | None, *, running: bool = True) -> Deadline | None:
    """The deadline of one sentence: its first strong one, or else a weak one, if it can be with a day.

    What is already past counts only when it is strong. ``running`` says whether a bare length of time ("within 28
    days") runs from the day of the document; in law it runs from some event, so there it is printed and not computed.
    """
    if not hint(lang).search(text):
        return None
    if issued is not None and issued.year not in YEARS:
        issued = None
    weak: Deadline | None = None
    only_year = False
    for match in matches(text, lang):
        if _denied(lang).search(match.string[max(0, match.start() - AROUND) : match.start()]):
            continue
        deadline = Reader(match, lang, issued, running).read()
        if deadline.strong:
            return deadline
        if _beside(match, lang):
            continue
        closer = only_year and deadline.day is not None and not match["year_only"]
        better = weak is None or (weak.day is None and deadline.day is not None) or closer
        if better and not _past(deadline, issued):
            weak, only_year = deadline, bool(match["year_only"])
    return weak


def _past(deadline: Deadline, issued: date | None) -> bool:
    return issued is not None and deadline.day is not None and deadline.day < issued


def _beside(match: re.Match[str], lang: Lang) -> bool:
    """Whether words before it make a date part of what is spoken of ("issued in May"), or a phrase lacks its limit."""
    before = match.string[max(0, match.start() - AROUND) : match.start()]
    loose = match["phrase"] and not match["phrase_limit"] and fold(match["phrase"]) in table("deadlines", lang)["bound"]
    told = not (match["year"] or match["year_us"] or match["limit"] is None) and _told(lang).search(before)
    aged = not (match["limit"] or match["phrase_limit"]) and _AGED.search(before)
    return bool(loose or told or aged) or _aside(lang).search(before) is not None


@cache
def _denied(lang: Lang) -> re.Pattern[str]:
    """Words before a limit that make it the day before which nothing falls due: "not before April 2027"."""
    return re.compile(rf"(?<![^\W_]){choice(table('deadlines', lang)['denied'], lang)}\s+$")


@cache
def _told(lang: Lang) -> re.Pattern[str]:
    """A verb of what was said or done in the few words before a month with no year: "agreed last week in March"."""
    said = table("deadlines", lang)["told"]
    nouns = choice(said["not_verbs"], lang)
    verbs = choice(said["verbs"], lang) if said["verbs"] else rf"(?!{nouns})[^\W\d_]+(?:{'|'.join(said['endings'])})"
    on = choice(said["goes_on"], lang)
    return re.compile(rf"(?<![^\W_])(?<!be )(?i:{verbs})(?:\s+(?!{on}\s)[^\s.,;]+){{0,4}}\s+$")


@cache
def _aside(lang: Lang) -> re.Pattern[str]:
    """Words that speak of what is past or described, unless "be" stands before them ("will be published in May")."""
    return re.compile(
        rf"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bget )(?<!\bcael )(?<!\bei )(?<!\beu )"
        rf"{choice(table('deadlines', lang)['aside'], lang)}\s+$"
    )
