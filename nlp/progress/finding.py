"""Progress: sentences that report what has been done, is being done, came late or was given up.

Surface patterns only, by sentence, in linear time. Law, motions and questions report nothing here.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from corpus.codebook import DocumentKind, Lang, PassageKind, ProgressState
from corpus.types import Passage, TaggedSource
from nlp.actors import Who
from nlp.context import Context
from nlp.phrases import even
from nlp.progress import english, past_dates, welsh
from nlp.progress.belief import NOBODY, Reading, belief
from nlp.progress.words import Said, Sentence, phrases
from nlp.resources import words
from nlp.sentences import split

LEAST = 0.5
"""What is believed less than this is left out."""
_FEWEST_WORDS = 3
_AWAY = 0.6
"""What is left of the belief in a report where another country is named and nobody public of ours."""
_CLOSING = "\"'”’) \n"
_ORDER = (ProgressState.DROPPED, ProgressState.DELAYED, ProgressState.UNDER_WAY, ProgressState.DONE)
_READERS = MappingProxyType({Lang.EN: english, Lang.CY: welsh})
_ABROAD = MappingProxyType({lang: frozenset(words("progress", lang, "abroad")) for lang in Lang})


@dataclass(frozen=True, slots=True)
class Progress:
    """A report of doing: the sentence at ``start:end`` of a passage.

    ``actor`` is who did it, as printed, if the sentence says so. ``dated`` is the day it tells of, or was written.
    """

    start: int
    end: int
    state: ProgressState
    actor: str
    actor_body: str
    dated: date | None
    confidence: float
    rule: str


def find_in(passage: Passage, source: TaggedSource, context: Context) -> list[Progress]:
    """The sentences of a passage that report doing, at most one state for each; none in law, motions and headings."""
    if context.law or source.kind is DocumentKind.MOTION or passage.amends or passage.kind is PassageKind.HEADING:
        return []
    evened = even(passage.text)
    said = phrases(evened, context.lang)
    whole = Sentence(passage.text, evened)
    found = _READERS[context.lang].readings(whole, said, context)
    places = sorted(whole.span(reading.at)[0] for reading in found if belief(reading, context) >= LEAST)
    return list(_sentences(passage.text, evened, said, places, context)) if places else []


def _sentences(text: str, evened: str, said: list[Said], places: list[int], context: Context) -> Iterator[Progress]:
    """The reports of the sentences that hold one of the places where the passage as a whole seems to report."""
    reader = _READERS[context.lang]
    starts = [each.start for each in said]
    for unit in split(text, context.lang):
        if bisect_left(places, unit.start) == bisect_left(places, unit.end):
            continue
        sentence = Sentence(text[unit.start : unit.end], evened[unit.start : unit.end])
        if len(sentence.words) < _FEWEST_WORDS or sentence.text.rstrip(_CLOSING).endswith("?"):
            continue
        within = [
            replace(each, start=each.start - unit.start, end=each.end - unit.start)
            for each in said[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
            if each.end <= unit.end
        ]
        found = list(reader.readings(sentence, within, context))
        best = _best(found, context, sentence) if found else None
        if best is None:
            continue
        reading, confidence = best
        actor, body = _named(reading, context)
        day = past_dates.find(sentence.text, context.lang, context.issued) or context.issued
        yield Progress(unit.start, unit.end, reading.state, actor, body, day, round(confidence, 2), reading.rule)


def _best(found: list[Reading], context: Context, sentence: Sentence) -> tuple[Reading, float] | None:
    """The reading that says most: what was dropped before what is late, that before what goes on, that before done."""
    away = not _ABROAD[context.lang].isdisjoint(sentence.words)
    believed = [
        (
            reading,
            belief(reading, context) * (_AWAY if away and reading.doer is NOBODY else 1),
        )
        for reading in found
    ]
    kept = [each for each in believed if each[1] >= LEAST]
    return min(kept, key=lambda each: (_ORDER.index(each[0].state), -each[1]), default=None)


def _named(reading: Reading, context: Context) -> tuple[str, str]:
    """Who did it, as printed, and the key of the body."""
    doer = reading.doer
    if doer.who is Who.SELF:
        return doer.text, context.we_key
    return doer.text, doer.body
