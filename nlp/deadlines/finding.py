"""When a promise falls due: the words as printed, and the day they come to where that can be computed.

Days are computed from the document's own date. A month, a season or a year comes to its last day, a financial
year to 31 March, a term of the Senedd to its last day. What cannot be computed keeps its words and no day: a length
of time that runs from some unknown event, a recurrence ("every three years"), the month from which something begins.
"""

import re
from datetime import date
from functools import cache

from corpus.codebook import Lang
from nlp.deadlines.calendar import YEARS
from nlp.deadlines.pattern import choice, hint, matches
from nlp.deadlines.reading import AROUND, Deadline, Reader, fold
from nlp.resources import table

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
    for match in matches(text, lang):
        deadline = Reader(match, lang, issued, running).read()
        if deadline.strong:
            return deadline
        if _beside(match, lang):
            continue
        better = weak is None or (weak.day is None and deadline.day is not None)
        if better and not _past(deadline, issued):
            weak = deadline
    return weak


def _past(deadline: Deadline, issued: date | None) -> bool:
    return issued is not None and deadline.day is not None and deadline.day < issued


def _beside(match: re.Match[str], lang: Lang) -> bool:
    """Whether words before it make a date part of what is spoken of ("issued in May"), or a phrase lacks its limit."""
    before = match.string[max(0, match.start() - AROUND) : match.start()]
    loose = match["phrase"] and not match["phrase_limit"] and fold(match["phrase"]) in table("deadlines", lang)["bound"]
    return bool(loose) or _aside(lang).search(before) is not None


@cache
def _aside(lang: Lang) -> re.Pattern[str]:
    """Words that speak of what is past or described, unless "be" stands before them ("will be published in May")."""
    return re.compile(
        rf"(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bget )(?<!\bcael )(?<!\bei )(?<!\beu )"
        rf"{choice(table('deadlines', lang)['aside'], lang)}\s+$"
    )
