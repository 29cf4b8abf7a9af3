"""Replies to a recommendation that never say "accept": where one stands in a response, and what it comes to.

A reply is what stands under a heading that names a recommendation once the recommendation itself has been repeated.
"""

import re
from collections.abc import Iterator
from functools import cache

from corpus.codebook import DocumentKind, Lang, PassageKind, Response
from corpus.types import Passage, TaggedSource
from nlp.phrases import any_of, even
from nlp.resources import words
from nlp.responses import stance
from nlp.responses.numbers import heads
from nlp.responses.places import TOPIC, asking, index, prefixed, quoted
from nlp.sentences import split

_BACK = 6
"""Passages before one among which what it follows is looked for."""
_MOST = 12
"""Passages of a reply that are read."""
_PLACE = re.compile(
    r"[(\[](?:paragraphs?|paras?\.?|pages?|paragraffau?|tudalen(?:nau)?)\s[\d.,\s–-]{1,40}[)\]]\W*$", re.IGNORECASE
)
"""The place in a report, with which a response ends what it repeats of it."""


def reply(passage: Passage, source: TaggedSource) -> list[Passage]:
    """The passages of a reply that begins with this one, itself among them; none if none begins here."""
    above = _naming(passage, source.lang)
    if source.kind is not DocumentKind.GOVERNMENT_RESPONSE or passage.kind is PassageKind.HEADING or not above:
        return []
    here = index(passage, source)
    earlier = list(_beside(reversed(source.passages[max(0, here - _BACK) : here]), above))
    later = list(_beside(iter(source.passages[here + 1 : here + 2 * _MOST]), above))[:_MOST]
    for number, each in enumerate([*reversed(earlier), passage]):
        if _repeats(each, source, first=number == 0) == (each is passage):
            return []
    return [passage, *later]


def heading_label(passage: Passage, lang: Lang) -> Response | None:
    """The answer that the headings over a reply hold: "Recommendation 3: Accept", "Response: Accepted"."""
    for heading in reversed(passage.headings):
        evened = even(heading)
        head = heads(evened, lang)
        topic = TOPIC.match(evened, head.end) if head else None
        at = topic.end() if topic else 0
        prefix = prefixed(lang).match(evened, at)
        label = stance.label(evened[prefix.end() if prefix else at :], lang)
        if label is not None:
            return label.response
        if head:
            return None
    return None


def decisive(text: str, lang: Lang) -> tuple[int, int]:
    """The sentence of a reply that shows best what it comes to: the first that doubts, or hedges, or the first."""
    units = split(text, lang)
    evened = even(text)
    sides = [{hit.side for hit in stance.hits(evened[unit.start : unit.end], lang)} for unit in units]
    for side in ("doubt", "hedge"):
        for unit, said in zip(units, sides, strict=True):
            if side in said:
                return unit.start, unit.end
    return (units[0].start, units[0].end) if units else (0, len(text))


def _naming(passage: Passage, lang: Lang) -> tuple[str, ...]:
    """The headings of a passage down to the last that names a recommendation, or nothing."""
    for at in range(len(passage.headings), 0, -1):
        if heads(passage.headings[at - 1], lang) is not None:
            return passage.headings[:at]
    return ()


def _beside(passages: Iterator[Passage], above: tuple[str, ...]) -> Iterator[Passage]:
    """The passages, headings left out, for as long as they stand under the same recommendation."""
    for each in passages:
        if each.headings[: len(above)] != above and each.kind is not PassageKind.HEADING:
            return
        if each.kind is not PassageKind.HEADING:
            yield each
        elif heads(each.text, Lang.EN) or heads(each.text, Lang.CY):
            return


def _repeats(passage: Passage, source: TaggedSource, *, first: bool) -> bool:
    """Whether a passage repeats what was recommended, or what a report observed.

    Below the first, only one that begins by asking does: a reply may say later on what somebody should do.
    """
    if _PLACE.search(passage.text[-80:]) or _observing(source.lang).search(even(passage.text)):
        return True
    opening = next(iter(split(passage.text, source.lang)), None)
    if not first and (opening is None or not asking(source.lang).search(even(passage.text[: opening.end]))):
        return False
    return quoted(passage, source) is not None


@cache
def _observing(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("responses", lang, "observing"), lang))
