"""What Welsh says is to be done with nobody to do it: rhaid cyhoeddi, dylid sefydlu, bwriedir agor."""

import re

from corpus.codebook import CommitmentKind, DocumentKind
from nlp.actors import Actor, Who
from nlp.commitments.cues import Hit
from nlp.commitments.drafts import Draft
from nlp.context import ASKING, GUIDANCE, Context
from nlp.welsh.reading import NEAR, Reading, aside, by_whom, draft, known, radicals, verb_at, verbal

DUTY, RECOMMENDATION = CommitmentKind.DUTY, CommitmentKind.RECOMMENDATION

_LAW = re.compile(
    r"\b(?:ddeddf|deddf|gyfraith|gyfreithiol|statudol|mesur|rheoliadau|reoliadau|adran \d+|safonau? \d+)\b"
)
_HELD = re.compile(r"(?:o'r farn|credu|credwn|argymell|argymhellwn|cytuno|dadlau|casgliad|ein barn)\s(?:\w+\s){0,3}y$")
"""A body's own view, of which it is the whole."""


def lawful(hit: Hit, reading: Reading) -> bool:
    """Whether law is named near a cue."""
    return _LAW.search(reading.low, max(0, hit.start - NEAR), hit.end + NEAR) is not None


def counsels(context: Context) -> bool:
    """Whether the text gives advice that counts: a report, a guide, a strategy, a list of recommendations."""
    kinds = ASKING | {DocumentKind.CODE_OF_PRACTICE, DocumentKind.STRATEGY}
    return context.kind in kinds or "argymh" in f"{context.heading} {context.lead}".lower()


def impersonal(hit: Hit, reading: Reading) -> Draft | None:
    """Rhaid cyhoeddi …, dylid sefydlu …, bwriedir agor …: nobody is named, unless after "gan"."""
    verb, act = verb_at(reading.low, hit.end)
    who = by_whom(reading, act)
    bound = reading.context.law or reading.context.kind in GUIDANCE
    if hit.rule.kind not in (DUTY, RECOMMENDATION):
        trust = aside(reading.context)
        said_so = verb in ("y", "i", "gael") or known(verb, "acts", "done")
        return draft(hit, who, act, trust[0], f"done{trust[1]}") if trust and said_so else None
    if hit.rule.kind is DUTY or (hit.said.endswith("rhaid") and bound):
        return _must_be_done(hit, reading, who, verb, act)
    denied = reading.before(hit).endswith(" nac") or verb in ("darllen", "ddarllen", "nodi")
    if denied or reading.context.law or not counsels(reading.context):
        return None
    if reading.before(hit).endswith((" na", " ni")):
        return draft(hit, who, act, 1.0, "not-done")
    if verb in radicals("acts") | radicals("done"):
        held = _HELD.search(reading.before(hit)) is not None
        return draft(hit, who, act, 1.3 if held else 1.1, "done-held" if held else "done")
    return draft(hit, who, act, 0.7, "done-any") if verbal(verb) or verb == "cael" else None


def _must_be_done(hit: Hit, reading: Reading, who: Actor, verb: str, act: int) -> Draft | None:
    """Rhaid cyhoeddi …, ni chaniateir diwygio …: law and guidance bind, a report can only ask."""
    context = reading.context
    bound, forbidding = context.law or context.kind in GUIDANCE, hit.rule.name == "may-not-be-done"
    if forbidding and not context.law:
        return None
    if bound and (verb in radicals("official") or who.who is Who.PUBLIC):
        return draft(hit, who, act, 1.0, "done", DUTY)
    if forbidding or lawful(hit, reading):
        return draft(hit, who, act, 0.6, "done-any", DUTY)
    asked = context.kind in ASKING and verb in radicals("acts")
    return draft(hit, who, act, 0.8, "done-asked", RECOMMENDATION) if asked else None
