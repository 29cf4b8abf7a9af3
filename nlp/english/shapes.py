"""English cues by their shape: which rule reads one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import Context
from nlp.english.advises import that
from nlp.english.calls import call, given, required_by
from nlp.english.clauses import subject_of
from nlp.english.plans import due_on, owned, planned, starts_on, valued, wish
from nlp.english.reports import aim, report, task
from nlp.english.scene import Scene, scene
from nlp.english.traits import of_scene

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
    "required-by": required_by,
    "starts": starts_on,
}


def shaped(hit: Hit, doc: Doc, text: str, context: Context, shape: str = "") -> Draft | None:
    """The commitment that a cue of a shape other than "modal" shows, or one read by another ``shape``; or nothing."""
    subject, mood = subject_of(doc, hit.start, hit.end)
    here = scene(hit, text, context, subject, mood)
    draft = _SHAPES[shape or hit.rule.shape](here)
    return replace(draft, traits=of_scene(here)) if draft is not None else None
