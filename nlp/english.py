"""Commitments in English: cues say where to look, a parse says who is bound to do what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from corpus import bodies
from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who
from nlp.candidates import Candidate
from nlp.clauses import Clause, read
from nlp.context import Context, Voice
from nlp.cues import Hit, even, hits
from nlp.drafts import Draft
from nlp.english_rules import Case, judge, listed
from nlp.english_shapes import promising, shaped
from nlp.resources import table, words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NUMBER = re.compile(r"(?P<word>Recommendation|Action|Commitment|Pledge)\s*(?:No\.?\s*)?\d+[a-z]?\s*[.:)–—-]?\s+", re.I)
_FIRST_WORD = re.compile(r"(?:We will\s+)?(?P<verb>[A-Z]?[a-z-]+)\b")
_OPEN_END = re.compile(r"[\s:—–-]+$")
_ASKS = re.compile(r"(?:Will|Would|Can|Could|Does|Do|Is|Are|Has|Have|Should|Further to|What|How|Why|When will|Which)\s(?:the|you|he|she|it|they|we|I|this|your|any)\b")
_NEAR_END = 24
_LOOK_BACK = 110
_PASSIVE = re.compile(r"\s(?:\w+ly\s|also\s|then\s|now\s|not\s)*be\s(?:\w+\s){0,2}?\w+(?:ed|en|ne|lt|nt|ld|pt|id|de|un|wn|ut|et)\b")
_EVENT = re.compile(r"\s(?:\w+\s)?(?:take place|come forward|follow)\b")
_NEVER_SUBJECTS = frozenset({"it", "this", "that", "which", "who", "you", "these", "those", "there", "they", "he", "she", "what"})


def candidate(unit: str, context: Context) -> Candidate | None:
    """The unit as the parser should see it, with the lead it hangs on if it has none of its own; or nothing."""
    evened = even(unit)
    opening = unit.rstrip()[-1:] in ":—–-" and _opens_clause(unit)
    if opening or unit.rstrip().endswith("?") or _ASKS.match(unit) or any(phrase in evened for phrase in _never(context.law)):
        return None
    lead = _OPEN_END.sub("", context.lead)
    governing = hits(even(lead), Lang.EN)
    if governing and governing[-1].end >= len(lead) - _NEAR_END:
        return Candidate(f"{lead} {unit}", len(lead) + 1, context)
    if any(_hopeful(hit, unit, evened, context) for hit in hits(evened, Lang.EN)):
        return Candidate(unit, 0, context)
    if governing:
        return Candidate(f"{lead} {unit}", len(lead) + 1, context)
    if _ordered(unit, context) is not None:
        return Candidate(unit, 0, context)
    return None


@cache
def _never(law: bool) -> tuple[str, ...]:
    rules = table("commitments", Lang.EN)["never"]
    return (*rules["anywhere"], *(rules["law"] if law else ()))


def _hopeful(hit: Hit, unit: str, evened: str, context: Context) -> bool:
    """Whether a cue can come to anything, as far as the words before it tell; sparing the parser most of its work."""
    if context.law and hit.rule.kind is not CommitmentKind.DUTY:
        return False
    if hit.rule.shape != "modal":
        return promising(hit, unit, context)
    if context.voice is Voice.MEMBER and hit.rule.kind in (CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION):
        return False
    before = evened[max(0, hit.start - _LOOK_BACK) : hit.start].split()
    last = before[-1].strip(",") if before else ""
    if last in _NEVER_SUBJECTS and before[-2:-1] != ["of"]:
        chance = last in ("it", "they", "you") and (context.law or (context.official and hit.said in ("will", "'ll")))
        return chance or (last in ("he", "she") and hit.said not in ("will", "'ll", "would"))
    if last in ("i", "we"):
        return context.official or context.voice is Voice.UNKNOWN
    if _PASSIVE.match(evened, hit.end) or (context.official and _EVENT.match(evened, hit.end)):
        return True
    return any(word.strip(",.;:()'’") in _subject_words(context.official) for word in before)


@cache
def _subject_words(official: bool) -> frozenset[str]:
    """Words one of which stands before a modal whose clause can be a commitment: the heads of known actors' names."""
    kinds = ("public", "document", "programme", "private") if official else ("public", "document")
    heads = {phrase.split()[-1] for kind in kinds for phrase in words("actors", Lang.EN, kind)}
    named = {word for body in bodies.load() for name in body.names(Lang.EN) for word in name.lower().split()[-1:]}
    return frozenset(heads | named | {"i", "we", "you", "it", "they", "uk", "wales"})


def find(doc: Doc, candidate: Candidate) -> list[Draft]:
    """The commitments of a parsed candidate, in order, with offsets in the unit (not in the candidate's text)."""
    context, base = candidate.context, candidate.base
    found: list[tuple[Draft, int]] = []
    for hit in hits(even(candidate.text), Lang.EN):
        draft, token = _one(hit, doc, candidate)
        if draft is None or (base and draft.act < base and not _opens_clause(candidate.text[:base])):
            continue
        found.append((replace(draft, act=max(draft.act, base)), token))
    if not found and not base:
        ordered = _ordered(candidate.text, context)
        return [ordered] if ordered is not None else []
    return [_shift(draft, base) for draft in _apart(found, doc)]


def _opens_clause(lead: str) -> bool:
    """Whether a lead ends in "that", so that each item under it is a clause and a commitment of its own."""
    return lead.rstrip(" :—–-").endswith(" that")


def _one(hit: Hit, doc: Doc, candidate: Candidate) -> tuple[Draft | None, int]:
    """What one cue shows, and the token of its verb."""
    context, text = candidate.context, candidate.text
    if hit.rule.shape != "modal":
        draft = shaped(hit, doc, text, context)
        span = doc.char_span(hit.start, hit.end, alignment_mode="expand")
        return draft, span[-1].i if span is not None else 0
    clause = read(doc, hit.start, hit.end)
    if clause is None:
        return None, 0
    verdict = judge(Case(hit, clause, text, context))
    if verdict is None:
        return None, clause.token
    return (
        Draft(
            kind=verdict.kind,
            rule=verdict.rule,
            strength=verdict.strength,
            actor=_speaker(clause, context),
            start=0,
            end=len(text),
            act=clause.verb_at,
        ),
        clause.token,
    )


def _speaker(clause: Clause, context: Context) -> Actor:
    """The subject; "we" keeps its word and takes the key of the body it stands for."""
    if clause.subject.who is Who.SELF:
        return replace(clause.subject, body=context.we_key)
    return clause.subject


def _apart(found: list[tuple[Draft, int]], doc: Doc) -> list[Draft]:
    """Of several cues in a sentence, the outermost clauses; two joined main clauses are two commitments."""
    kept: list[tuple[Draft, int]] = []
    for draft, at in found:
        if kept and _within(doc, at, kept[-1][1]):
            continue
        if kept and _within(doc, kept[-1][1], at) and not _joined(doc, kept[-1][1], at):
            kept.pop()
        kept.append((draft, at))
    drafts = [draft for draft, _ in kept]
    for before, after in zip(range(len(kept)), range(1, len(kept)), strict=False):
        cut = _seam(doc, kept[before][1], kept[after][1])
        if cut is None:
            drafts[after] = replace(drafts[after], rule="")
            continue
        drafts[before] = replace(drafts[before], end=cut)
        drafts[after] = replace(drafts[after], start=cut)
    return [draft for draft in drafts if draft.rule]


def _within(doc: Doc, inner: int, outer: int) -> bool:
    """Whether one verb hangs on another other than as its equal."""
    return inner != outer and doc[outer].is_ancestor(doc[inner]) and not _joined(doc, inner, outer)


def _joined(doc: Doc, one: int, other: int) -> bool:
    """Whether two verbs are joined as equals ("will publish … and … will consult")."""
    late, early = doc[max(one, other)], doc[min(one, other)]
    while late.dep_ in ("conj", "parataxis") and late.i > early.i:
        late = late.head
        if late.i == early.i:
            return True
    return False


def _seam(doc: Doc, before: int, after: int) -> int | None:
    """Where the second of two joined clauses begins, if it has a subject of its own; else they are one promise."""
    verb = doc[after]
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.i <= before:
        return None
    start = subject.left_edge.i
    while start > before + 1 and doc[start - 1].dep_ in ("cc", "punct", "advmod", "preconj"):
        start -= 1
    return doc[start].idx if start > before + 1 else None


def _shift(draft: Draft, base: int) -> Draft:
    """A draft of a candidate with a lead, with offsets in the unit itself."""
    if not base:
        return draft
    return replace(draft, start=0, end=draft.end - base, act=max(0, draft.act - base), rule=f"{draft.rule}-lead")


def _ordered(unit: str, context: Context) -> Draft | None:
    """A bare instruction: "Recommendation 4: Publish …", or an item under "We will" or "Recommendations"."""
    number = _NUMBER.match(unit)
    at = number.end() if number else 0
    first = _FIRST_WORD.match(unit, at)
    if first is None or first["verb"].lower() not in listed("orders"):
        return None
    headed = _NUMBER.match(f"{context.heading} ")
    title = (number or headed or {"word": ""})["word"].lower()
    heading = context.heading.lower().strip(" :.0123456789")
    kinds = {CommitmentKind.RECOMMENDATION: "recommendation", CommitmentKind.PLEDGE: "pledge"}
    for kind, key in kinds.items():
        named = title.startswith("recommend") if key == "recommendation" else title in ("action", "commitment", "pledge")
        if named or (context.listed and heading in words("commitments", Lang.EN, "headings", key)):
            who = Actor(context.we, Who.SELF, context.we_key) if key == "pledge" else Actor("", Who.OTHER)
            return Draft(kind, f"en-order-{key}", 0.6, who, 0, len(unit), first.start("verb"))
    return None
