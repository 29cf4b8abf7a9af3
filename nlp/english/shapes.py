"""English cues by their shape: which rule reads one, and whether one is worth the parser's time."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from corpus.codebook import Lang
from nlp.actors import Who, classify
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Context, Voice
from nlp.english.advises import that
from nlp.english.calls import CALLS_FOR, GIVEN, WISHES, call, given
from nlp.english.clauses import subject_of
from nlp.english.plans import OWNER, due_on, owned, planned, valued, wish
from nlp.english.reports import POSSESSED, PROMISED, REACH, THING, TO_ACT, aim, report, task
from nlp.english.scene import OBJECT, PRONOUNS, Scene, scene

if TYPE_CHECKING:
    from spacy.tokens import Doc

_SHAPES: dict[str, Callable[[Scene], Draft | None]] = {
    "call": call,
    "that": that,
    "task": task,
    "report": report,
    "aim": aim,
    "wish": wish,
    "plan": planned,
    "date": due_on,
    "owned": owned,
    "value": valued,
    "given": given,
}


_BY_WORDS = {"report": (PROMISED, TO_ACT, THING), "given": (GIVEN,)}


def shaped(hit: Hit, doc: Doc, text: str, context: Context, shape: str = "") -> Draft | None:
    """The commitment that a cue of a shape other than "modal" shows, or one read by another ``shape``; or nothing."""
    subject, mood = subject_of(doc, hit.start, hit.end)
    return _SHAPES[shape or hit.rule.shape](scene(hit, text, context, subject, mood))


def promising(hit: Hit, text: str, context: Context) -> bool:
    """Whether a cue of such a shape can come to anything, as far as its words tell without a parser."""
    shape = hit.rule.shape
    if shape in _BY_WORDS:
        return any(pattern.match(text, hit.end) for pattern in _BY_WORDS[shape])
    before = text[max(0, hit.start - REACH) : hit.start]
    match shape:
        case "call" | "task":
            wished = hit.said in WISHES and context.voice is not Voice.MEMBER and not context.law
            return hit.said in CALLS_FOR or wished or _on_somebody(hit, text, context)
        case "aim":
            return context.official or POSSESSED.search(before) is not None
        case "owned":
            return OWNER.search(before) is not None
        case _:
            return not context.law and (shape == "that" or context.voice is not Voice.MEMBER)


def _on_somebody(hit: Hit, text: str, context: Context) -> bool:
    match = OBJECT.match(text, hit.end)
    if match is None:
        return False
    wished = hit.said in WISHES and context.voice is not Voice.MEMBER
    them = match["object"].lower() in PRONOUNS or match["object"].lower().endswith("you")
    return wished or them or hit.rule.shape == "task" or classify(match["object"], Lang.EN).who is Who.PUBLIC
