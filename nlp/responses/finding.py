"""What a government, council or board answers to a recommendation, and to which one.

An answer stands alone ("Response: Accept in principle") or is said in a sentence ("We do not accept it").
Its recommendation is named in the sentence, above it, or just before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import DocumentKind, Lang, PassageKind, Response
from corpus.types import Passage, TaggedSource
from nlp.context import Context, Voice
from nlp.phrases import any_of, even
from nlp.resources import table, words
from nlp.responses import argued, stance
from nlp.responses.numbers import Reference, bare, bare_list, heads, references
from nlp.responses.places import TOPIC, answered, prefixed, quoted, recommending, under
from nlp.responses.stance import read_status
from nlp.sentences import split

__all__ = ["Answer", "find_in", "quoted", "read_status"]

_WORD = re.compile(r"[^\W_]+")
_CELL = re.compile(r"\s*(?:\||\t)\s*")
_NAMES = 60
"""Characters that the names of one or two bodies take."""
_GUESSED = 0.6
"""The confidence of an answer that a whole reply may overrule."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said at ``start:end`` of a passage of the recommendation with that number ("" where none is named)."""

    start: int
    end: int
    response: Response
    recommendation: str
    confidence: float
    rule: str


def find_in(passage: Passage, source: TaggedSource, context: Context) -> list[Answer]:
    """The answers to recommendations in a passage: one for each recommendation that is answered there."""
    if passage.kind is PassageKind.HEADING or context.law or source.kind is DocumentKind.MOTION:
        return []
    replying = source.kind is DocumentKind.GOVERNMENT_RESPONSE or under(passage, source.lang)
    if not replying and not _names(source.lang).search(passage.text):
        return []
    found = _settled(_outright(passage, source, context, replying))
    return found if any(answer.confidence > _GUESSED for answer in found) else _argued(passage, source) or found


def _outright(passage: Passage, source: TaggedSource, context: Context, replying: bool) -> Iterator[Answer]:
    """The answers in the words of a passage, unless it repeats what was recommended."""
    if _hints(source.lang).isdisjoint(_WORD.findall(even(passage.text))) or quoted(passage, source) is not None:
        return
    yield from _answers(passage, source, context, replying)


def _argued(passage: Passage, source: TaggedSource) -> list[Answer]:
    """What a reply that begins with this passage comes to as a whole, where no label in it says so."""
    lang, parts = source.lang, argued.reply(passage, source)
    number = answered(passage, source) if parts else ""
    if not number:
        return []
    over = argued.heading_label(passage, lang)
    if over is None and any(_labels(part.text, lang) for part in parts):
        return []
    response = over or read_status("\n\n".join(part.text for part in parts), lang)
    if response is None:
        return []
    start, end = argued.decisive(passage.text, lang)
    if over is not None:
        return [Answer(start, end, over, number, 0.9, "response-heading")]
    return [Answer(start, end, response, number, 0.5, "response-argued")]


def _labels(text: str, lang: Lang) -> bool:
    """Whether a passage opens with an answer that stands alone."""
    evened = even(text)
    at = prefixed(lang).match(evened)
    return stance.label(evened[at.end() if at else 0 :], lang) is not None


def _answers(passage: Passage, source: TaggedSource, context: Context, replying: bool) -> Iterator[Answer]:
    """Every answer in a passage, by sentence."""
    above = answered(passage, source)
    row = list(_row(passage, source.lang, above)) if passage.kind is PassageKind.TABLE_ROW else []
    if row:
        yield from row
        return
    for unit in split(passage.text, source.lang):
        sentence = passage.text[unit.start : unit.end]
        head = heads(sentence, source.lang)
        if head is not None and not _WORD.search(sentence, head.end):
            above = head.number  # "Recommendation 12." governs what follows it
            replying = True
            continue
        named = references(sentence, source.lang)
        found = _labelled(sentence, above, replying, source.lang)
        if found is None:
            found = _said(sentence, named, above, replying, context)
        for answer in found:
            yield replace(answer, start=answer.start + unit.start, end=answer.end + unit.start)


def _labelled(sentence: str, above: str, replying: bool, lang: Lang) -> list[Answer] | None:
    """A sentence that is an answer standing alone, with the recommendation or "Response" before it; or nothing."""
    evened = even(sentence)
    at = 0
    head = heads(evened, lang)
    if head is not None:
        topic = TOPIC.match(evened, head.end)
        at = topic.end() if topic else head.end
    prefix = prefixed(lang).match(evened, at)
    if prefix is not None:
        at = prefix.end()
    label = stance.label(evened[at:], lang)
    if label is None or not (head or ((prefix or replying) and above) or replying):
        return None
    number = head.number if head else above
    confidence = 0.95 if number else 0.6
    return [Answer(0, len(sentence), label.response, number, confidence, "response-label")]


def _said(sentence: str, named: list[Reference], above: str, replying: bool, context: Context) -> list[Answer]:
    """What a sentence says by its phrases of recommendations that it names, or of the one above it."""
    lang = context.lang
    evened = even(sentence)
    found = stance.hits(evened, lang)
    response = stance.of_hits(found)
    if response is None or sentence.rstrip().endswith("?") or recommending(lang).search(evened):
        return []
    if named:
        named = sorted([*named, *_bare(evened, named, found, lang)], key=lambda each: each.start)
        trust = 0.9 if context.official or replying else 0.7 if context.voice is not Voice.OUTSIDE else 0.6
        return [
            Answer(0, len(sentence), each, reference.number, trust, "response-said")
            for reference, each in _shared(named, found, response)
        ]
    spoken = _speaking(lang).search(evened) is not None
    of_it = _of_recommendation(lang).search(evened) is not None
    if not spoken and not of_it:
        return []
    if above and replying and (of_it or _early(found)):
        return [Answer(0, len(sentence), response, above, 0.85 if of_it else 0.6, "response-said-above")]
    if of_it and spoken and replying:
        return [Answer(0, len(sentence), response, "", 0.55, "response-said-unnumbered")]
    return []


def _bare(evened: str, named: list[Reference], found: list[stance.Hit], lang: Lang) -> Iterator[Reference]:
    """The recommendations of a sentence that are only numbers after what is said of them: "but reject 4"."""
    for hit in found:
        if hit.side in ("accept", "refuse", "partly"):
            for reference in bare_list(evened, hit.end, lang):
                if all(reference.start >= other.end or reference.end <= other.start for other in named):
                    yield reference


def _early(found: list[stance.Hit]) -> bool:
    """Whether the first phrase that takes a side stands near the head of its sentence."""
    return found[0].start < _NAMES


def _shared(named: list[Reference], found: list[stance.Hit], whole: Response) -> Iterator[tuple[Reference, Response]]:
    """Each recommendation with what is said of it, where a sentence accepts some and rejects others."""
    sides = [hit for hit in found if hit.side in ("accept", "refuse")]
    kinds = {hit.side for hit in sides}
    if len(named) == 1 or len(kinds) == 1 or not sides:
        yield from ((reference, whole) for reference in named)
        return
    follows = named[0].start < sides[0].start
    for reference in named:
        after = [hit for hit in sides if hit.start >= reference.end]
        before = [hit for hit in sides if hit.end <= reference.start]
        governing = (after[:1] or before[-1:]) if follows else (before[-1:] or after[:1])
        beside = [hit for hit in found if governing and _beside(hit, governing[0], sides)]
        near = [hit for hit in beside if hit.side in ("principle", "partly", "aim")]
        yield reference, stance.of_hits([*governing, *near]) or whole


def _beside(hit: stance.Hit, governing: stance.Hit, sides: list[stance.Hit]) -> bool:
    """Whether a phrase goes with one that takes a side: no other of those stands between them."""
    low, high = sorted((hit.start, governing.start))
    return not any(low < other.start < high for other in sides)


def _row(passage: Passage, lang: Lang, above: str) -> Iterator[Answer]:
    """The answer of a table's row: a cell that holds nothing else, with the number of the first that names one."""
    number = above
    at = 0
    for cell in _CELL.split(passage.text):
        start = passage.text.index(cell, at)
        at = start + len(cell)
        named = heads(cell, lang)
        label = stance.label(even(cell), lang)
        if named or (bare(cell) and not number):
            number = named.number if named else bare(cell)
        elif label is not None and not cell[label.end :].strip(" .;:"):
            yield Answer(start, at, label.response, number, 0.9 if number else 0.6, "response-row")


def _settled(found: Iterator[Answer]) -> list[Answer]:
    """One answer for each recommendation: the first, unless a later one takes part of it, or all, back."""
    kept: dict[str, Answer] = {}
    for answer in found:
        earlier = kept.get(answer.recommendation)
        if earlier is None:
            kept[answer.recommendation] = answer
        elif answer.response is Response.REJECTED and earlier.rule != "response-label":
            taken = {Response.ACCEPTED_IN_PRINCIPLE: Response.REJECTED, Response.ACCEPTED: Response.PARTLY_ACCEPTED}
            kept[answer.recommendation] = replace(earlier, response=taken.get(earlier.response, earlier.response))
    return list(kept.values())


@cache
def _names(lang: Lang) -> re.Pattern[str]:
    """The beginnings of the words for a recommendation: without one, nothing outside a response answers any."""
    return re.compile("|".join(map(re.escape, words("responses", lang, "stems"))))


@cache
def _hints(lang: Lang) -> frozenset[str]:
    """Words one of which every answer holds."""
    rules = table("responses", lang)
    said = [each for group in rules["label"].values() for each in group]
    said += [each for side in ("accept", "refuse", "partly") for each in rules["says"][side]]
    stems = {max(_WORD.findall(each), key=len) for each in said}
    return frozenset(stems) | {word for each in said for word in _WORD.findall(each)}


@cache
def _speaking(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("responses", lang, "words", "speakers"), lang))


@cache
def _of_recommendation(lang: Lang) -> re.Pattern[str]:
    return re.compile(any_of(words("responses", lang, "recommended"), lang))
