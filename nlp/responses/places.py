"""Where an answer to a recommendation stands: under which recommendation, and what only repeats it."""

import re
from bisect import bisect_left
from functools import cache, lru_cache

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource
from nlp.phrases import any_of, even
from nlp.resources import words
from nlp.responses import stance
from nlp.responses.numbers import bare, heads, references
from nlp.sentences import split

_BACK = 6
"""Passages before an answer in which its recommendation may be named."""
TOPIC = re.compile(r"\s*(?:\([^()]{0,120}\))?\s*[:.–—-]*\s*")
"""What may stand between "Recommendation 2" and the answer: "(school transport):"."""


def quoted(passage: Passage, source: TaggedSource) -> tuple[int, int] | None:
    """The stretch of a passage of a response that repeats the recommendation answered, or nothing.

    That is what follows "Recommendation 4" in the same passage, what stands under a heading that names one before
    anything answers it, and any sentence there that says who recommends.
    """
    if source.kind is not DocumentKind.GOVERNMENT_RESPONSE or passage.kind is PassageKind.HEADING:
        return None
    lang, evened = source.lang, even(passage.text)
    if _answering(evened, lang):
        return None
    head = heads(evened, lang)
    start = head.end if head else 0
    topic = TOPIC.match(evened, start)
    start = topic.end() if topic else start
    if start >= len(passage.text.rstrip()):
        return None
    asks = asking(lang).search(evened, start) is not None
    if recommending(lang).search(evened, start) or (head and asks):
        return start, len(passage.text)
    if asks and passage.headings and heads(passage.headings[-1], lang) and not _answered_before(passage, source):
        return start, len(passage.text)
    return None


def _answered_before(passage: Passage, source: TaggedSource) -> bool:
    """Whether something between a passage and its heading already answers."""
    here = index(passage, source)
    for earlier in reversed(source.passages[max(0, here - _BACK) : here]):
        if earlier.headings != passage.headings or earlier.kind is PassageKind.HEADING:
            return False
        if _answering(even(earlier.text), source.lang):
            return True
    return False


def _answering(evened: str, lang: Lang) -> bool:
    """Whether a passage opens with "Response", with an answer, or by taking a side in its first sentence."""
    head = heads(evened, lang)
    topic = TOPIC.match(evened, head.end) if head else None
    at = topic.end() if topic else 0
    if prefixed(lang).match(evened, at) or stance.label(evened[at:], lang):
        return True
    first = next(iter(split(evened[at:], lang)), None)
    opening = evened[at:][first.start : first.end] if first else ""
    return stance.of_hits(stance.hits(opening, lang)) is not None and not recommending(lang).search(opening)


def answered(passage: Passage, source: TaggedSource) -> str:
    """The recommendation that a passage stands under, by its own number, its lead, headings, or what is before it."""
    lang = source.lang
    own = bare(passage.number)
    if heads(passage.number, lang) or not own.isdecimal():
        named = heads(passage.number, lang)
        own = named.number if named else own
        if own:
            return own
    lead = references(passage.lead, lang)
    if len(lead) == 1:
        return lead[0].number
    for heading in reversed(passage.headings):
        named = heads(heading, lang)
        if named is not None:
            return named.number
    here = index(passage, source)
    for earlier in reversed(source.passages[max(0, here - _BACK) : here]):
        named = heads(earlier.text, lang) or heads(earlier.number, lang)
        if named is not None:
            return own if own and named.number == bare(earlier.number) else named.number
        if earlier.headings != passage.headings and earlier.kind is not PassageKind.HEADING:
            break
    return own


def index(passage: Passage, source: TaggedSource) -> int:
    """Which of the passages of a source this is."""
    return bisect_left(source.passages, passage.start, key=lambda each: each.start)


def under(passage: Passage, lang: Lang) -> bool:
    """Whether a passage stands under a heading that names a recommendation, or a response."""
    return any(_names_answer(heading, lang) for heading in passage.headings)


@lru_cache(maxsize=1024)
def _names_answer(heading: str, lang: Lang) -> bool:
    return heads(heading, lang) is not None or prefixed(lang).match(even(heading)) is not None


@cache
def prefixed(lang: Lang) -> re.Pattern[str]:
    """What names an answer before it: "Response:", "Status –"."""
    return re.compile(rf"\W*(?:{any_of(words('responses', lang, 'prefix'), lang)})\s*(?:[:.–—-]+\s*|$|\n+)")


@cache
def recommending(lang: Lang) -> re.Pattern[str]:
    """What says that somebody recommends: the sentence is then not an answer."""
    return re.compile(any_of(words("responses", lang, "recommending"), lang))


@cache
def asking(lang: Lang) -> re.Pattern[str]:
    """What says that somebody recommends, or that somebody ought to do something."""
    return re.compile(any_of((*words("responses", lang, "recommending"), *words("responses", lang, "asking")), lang))
