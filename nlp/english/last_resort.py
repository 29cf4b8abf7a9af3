"""English proposals of last resort: a unit whose cue no rule reads, taken at its word, for the scorer to weigh."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.codebook import CommitmentKind
from nlp.actors import Actor, Who
from nlp.commitments.candidates import Candidate
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.english.bound import bound
from nlp.english.calls import WISHES
from nlp.english.clauses import Clause, read, subject_of
from nlp.english.cue_in_clause import Case
from nlp.english.pronouns import first_public
from nlp.english.ruled_out import ruled_out
from nlp.english.scene import ACT, scene
from nlp.english.traits import of_clause, of_scene

if TYPE_CHECKING:
    from spacy.tokens import Doc

_STRENGTH = 0.25


def bare(found: Sequence[Hit], doc: Doc, candidate: Candidate) -> Draft | None:
    """What the strongest cue of the unit itself says, with whoever is bound by it as far as grammar tells."""
    own = [hit for hit in found if hit.start >= candidate.base and not _unlawful(hit, candidate)]
    if not own:
        return None
    hit = max(own, key=lambda each: (each.rule.strength, -each.start))
    return _modal(hit, doc, candidate) if hit.rule.shape == "modal" else _shaped(hit, doc, candidate)


def _unlawful(hit: Hit, candidate: Candidate) -> bool:
    """Whether a cue is one that means nothing in the words of a law."""
    return hit.rule.name == "no-may" or (candidate.context.law and hit.rule.kind is not CommitmentKind.DUTY)


def _modal(hit: Hit, doc: Doc, candidate: Candidate) -> Draft | None:
    clause = read(doc, hit.start, hit.end)
    if clause is None or _private(clause, candidate):
        return None
    case = Case(hit, clause, candidate.text, candidate.context)
    if ruled_out(case):
        return None
    rule = f"en-bare-{hit.rule.name}-{clause.mood}-{clause.subject.who.value}"
    end, traits = len(candidate.text), of_clause(case)
    return Draft(hit.rule.kind, rule, _STRENGTH, bound(case), 0, end, clause.verb_at, traits=traits)


def _asked(rest: str, candidate: Candidate) -> Actor:
    """Whom something is asked of: whom a letter is to, or the first public actor that is named."""
    context = candidate.context
    if context.cast.addressee:
        return Actor("", Who.OTHER, context.cast.addressee)
    return first_public(rest, context) or Actor("", Who.OTHER)


def _private(clause: Clause, candidate: Candidate) -> bool:
    """Whether a law binds somebody private by it, or nobody at all."""
    who = (clause.subject.who, clause.agent.who if clause.agent is not None else Who.OTHER)
    return candidate.context.law and (Who.PRIVATE in who or Who.FOREIGN in who or clause.mood == "case")


def _shaped(hit: Hit, doc: Doc, candidate: Candidate) -> Draft | None:
    after = ACT.match(candidate.text, hit.end)
    if after is None:
        return None
    at = scene(hit, candidate.text, candidate.context, *subject_of(doc, hit.start, hit.end))
    actor = at.bound(at.subject)
    public = actor.who in (Who.PUBLIC, Who.SELF)
    if public and at.own and hit.said in WISHES:
        kind, named, rule = CommitmentKind.ASPIRATION, actor, "wish"
    else:
        asked = hit.rule.kind is CommitmentKind.RECOMMENDATION or not public
        named = actor if not asked else _asked(candidate.text[hit.end :], candidate)
        kind, rule = hit.rule.kind, actor.who.value
    name, end = f"en-bare-{hit.rule.name}-{rule}", len(candidate.text)
    return Draft(kind, name, _STRENGTH, named, 0, end, after.start("act"), traits=of_scene(at))
