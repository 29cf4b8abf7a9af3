"""What a text says of a recommendation: accepted, in principle, in part, or rejected.

A label ("Accept in principle") says it outright; a sentence says it by phrases, of which those of refusal and of doubt
are read before those of acceptance; a whole response argues it, and then its opening counts most.
"""

import re
from dataclasses import dataclass
from functools import cache

from corpus.codebook import Lang, Response
from nlp.phrases import Lexicon, any_of, even
from nlp.resources import table, words
from nlp.sentences import split

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_NEAR = 4
"""Words before a phrase of acceptance among which a "not" turns it."""
_RESERVED = 3
"""A response is accepted when this many of its sentences promise or tell of acts for each with a reservation."""
_OPENING = 3
"""Sentences at the head of a response that hold its answer, if any do."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase at ``start:end`` of a sentence that takes a side: "accept", "refuse", "partly", "principle", "aim"…"""

    start: int
    end: int
    side: str


@dataclass(frozen=True, slots=True)
class Label:
    """An answer that stands alone at the head of a text; ``end`` is where it ends."""

    response: Response
    end: int


def label(evened: str, lang: Lang) -> Label | None:
    """The answer that a text, in lower case, begins with and that stands alone there."""
    match = _labels(lang).match(evened)
    if match is None:
        return None
    said = " ".join(match["label"].replace("’", "'").split())
    return Label(_meanings(lang)[said], match.end("label"))


def hits(evened: str, lang: Lang) -> list[Hit]:
    """The phrases of a sentence, in lower case, that take a side, in order; a negated acceptance is a refusal."""
    found = [Hit(each.start, each.end, side) for side, places in _lexicon(lang).find(evened).items() for each in places]
    refused = [hit for hit in found if hit.side == "refuse"]
    kept: list[Hit] = []
    for hit in found:
        if hit.side == "accept":
            if any(other.start <= hit.start < other.end for other in refused):
                continue
            side = _turned(evened, hit, lang)
            if side is not None:
                kept.append(Hit(hit.start, hit.end, side))
        else:
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def _turned(evened: str, hit: Hit, lang: Lang) -> str | None:
    """What a phrase of acceptance is where it stands: that, a refusal, or nothing of the speaker's own."""
    if evened[hit.start : hit.end] in words("responses", lang, "words", "never"):
        return None
    before = _WORD.findall(evened, max(0, hit.start - 60), hit.start)[-_NEAR:]
    if any(word in words("responses", lang, "words", "negative") or word.endswith("n't") for word in before):
        return "refuse"
    if before and before[-1] in words("responses", lang, "words", "modal"):
        able = len(before) > 1 and before[-2] in words("responses", lang, "words", "willing")
        return "accept" if able else None
    return "accept"


def of_hits(found: list[Hit]) -> Response | None:
    """What the phrases of one sentence come to together."""
    sides = {hit.side for hit in found}
    if not sides & {"accept", "refuse", "partly", "principle"}:
        return None
    if "partly" in sides and sides & {"accept", "refuse"}:
        return Response.PARTLY_ACCEPTED
    if "principle" in sides:
        return Response.ACCEPTED_IN_PRINCIPLE if "accept" in sides else None
    if "refuse" in sides:
        return Response.PARTLY_ACCEPTED if "accept" in sides and "aim" not in sides else Response.REJECTED
    if "accept" in sides:
        return Response.ACCEPTED_IN_PRINCIPLE if "aim" in sides else Response.ACCEPTED
    return None


def read_status(text: str, lang: Lang) -> Response | None:
    """What a whole response to one recommendation says of it, or nothing where that cannot be told."""
    evened = even(text)
    at = _prefix(lang).match(evened)
    start = at.end() if at else 0
    outright = label(evened[start:], lang)
    if outright is not None:
        return outright.response
    sentences = [evened[unit.start : unit.end] for unit in split(text, lang)]
    said = [(number, hits(sentence, lang)) for number, sentence in enumerate(sentences)]
    stated = next(((number, of_hits(found)) for number, found in said if of_hits(found) is not None), None)
    if stated is None:
        return _argued(said)
    number, response = stated
    later = [hit.side for at, found in said if at > number for hit in found]
    if response is Response.ACCEPTED and "refuse" in later:
        return Response.PARTLY_ACCEPTED
    if response is Response.ACCEPTED and number >= _OPENING:
        return _argued(said) or response
    return response


def _argued(said: list[tuple[int, list[Hit]]]) -> Response | None:
    """What a response comes to that neither accepts nor rejects outright: by its doubts, reservations and acts."""
    sides = [{hit.side for hit in found} for _, found in said]
    if not sides:
        return None
    if "doubt" in sides[0]:
        return Response.REJECTED
    if any("doubt" in each for each in sides):
        return Response.PARTLY_ACCEPTED
    hedged = sum("hedge" in each for each in sides)
    acts = sum("act" in each for each in sides)
    if hedged or acts:
        return Response.ACCEPTED if acts > _RESERVED * hedged else Response.PARTLY_ACCEPTED
    return None


@cache
def _meanings(lang: Lang) -> dict[str, Response]:
    return {said: Response(name) for name, each in table("responses", lang)["label"].items() for said in each}


@cache
def _labels(lang: Lang) -> re.Pattern[str]:
    known = sorted(_meanings(lang), key=len, reverse=True)
    said = "|".join(re.escape(each).replace(r"\ ", r"\s+").replace("'", "['’]") for each in known)
    return re.compile(rf"\W*(?P<label>{said})(?=\s*(?:[.:;,–—-]|$|\n|\(|\s(?:subject|although|with|yn|gan|ond|but)\b))")


@cache
def _prefix(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{any_of(words('responses', lang, 'prefix'), lang)})\s*[:.–—-]?\s*")


@cache
def _lexicon(lang: Lang) -> Lexicon:
    says = table("responses", lang)["says"]
    return Lexicon(((side, phrase) for side, phrases in says.items() for phrase in phrases), lang)
