"""Commitments in English: cues say where to look, a parse says who is bound to do what."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.codebook import Lang
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit, hits
from nlp.commitments.drafts import Draft
from nlp.english.clauses import read
from nlp.english.cue_in_clause import Case
from nlp.english.gate import asks, candidate, hangs, opens_clause, silent
from nlp.english.last_resort import bare
from nlp.english.orders import ordered
from nlp.english.ruled_out import denied
from nlp.english.rules import judge
from nlp.english.shapes import shaped
from nlp.english.spans import Found, apart
from nlp.english.traits import of_clause
from nlp.phrases import even

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["candidate", "find", "silent"]

_LEAD_CUES = 4
"""Of the words that govern a unit only the last cues can."""

_MOST_CUES = 16
"""More than a sentence ever holds: the rest of a text that is nothing but cues is not worth reading."""
_REPORTS = ("report", "undertake")


def find(doc: Doc, candidate: Candidate) -> list[Draft]:
    """The commitments of a parsed candidate, in order, with offsets in the unit (not in the candidate's text)."""
    context, base = candidate.context, candidate.base
    if not any(char.isalnum() for char in candidate.text[base:]):
        return []
    clausal = base > 0 and opens_clause(candidate.text[:base])
    asked = asks(candidate.text)
    found: list[Found] = []
    told = hits(even(candidate.text), Lang.EN)
    cues = [hit for hit in told if hit.start < base][-_LEAD_CUES:]
    cues += [hit for hit in told if hit.start >= base][:_MOST_CUES]
    for hit in cues:
        if (asked and hit.rule.name not in _REPORTS) or (hit.said == "should" and hit.start == 0):
            continue
        if denied(hit, candidate.text):
            continue
        each = _one(hit, doc, candidate)
        if each is None:
            continue
        hanging = base > 0 and hit.rule.shape != "modal" and hit.end < base and hangs(candidate.text[: base - 1], hit)
        if each.draft.act < base and not (clausal or hanging):
            continue
        act = max(each.draft.act, base)
        found.append(replace(each, draft=replace(each.draft, act=act)))
    if found:
        return [_shift(draft, base) for draft in apart(found, doc, candidate.text)]
    if asked:
        return []
    last = ordered(candidate.text[base:], context)
    if last is None:
        last = bare([hit for hit in cues if not denied(hit, candidate.text)], doc, candidate)
        last = _shift(last, base) if last is not None else None
    return [last] if last is not None else []


def _one(hit: Hit, doc: Doc, candidate: Candidate) -> Found | None:
    """What one cue shows."""
    context, text = candidate.context, candidate.text
    base = candidate.base
    if hit.rule.shape != "modal":
        return _shaped(hit, doc, candidate)
    clause = read(doc, hit.start, hit.end, base if base and hangs(text[: base - 1], hit) else 0)
    if clause is None or clause.noun:
        shape = "owned" if clause is not None else "value" if hit.rule.name == "undertake" else ""
        return _shaped(hit, doc, candidate, shape) if shape else None
    case = Case(hit, clause, text, context)
    judged = judge(case)
    if judged is None:
        return None
    verdict, actor = judged
    traits = of_clause(case)
    draft = Draft(verdict.kind, verdict.rule, verdict.strength, actor, 0, len(text), clause.verb_at, traits=traits)
    return Found(draft, clause.token, hit.start, clause.subject_start, clause.mood == "main")


def _shaped(hit: Hit, doc: Doc, candidate: Candidate, shape: str = "") -> Found | None:
    draft = shaped(hit, doc, candidate.text, candidate.context, shape)
    span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
    if draft is None or span is None:
        return None
    carrier = next((token for token in reversed(span) if token.tag_.startswith(("VB", "NN", "JJ"))), span[-1])
    return Found(draft, carrier.i, hit.start, -1, True)


def _shift(draft: Draft, base: int) -> Draft:
    """A draft of a candidate with a lead, with offsets in the unit itself."""
    if not base:
        return draft
    return replace(
        draft,
        start=max(0, draft.start - base),
        end=draft.end - base,
        act=max(0, draft.act - base),
        rule=f"{draft.rule}-lead",
    )
