"""Commitments in English: cues say where to look, a parse says who is bound to do what."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from corpus import bodies
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from nlp.actors import Actor, Who
from nlp.candidates import Candidate
from nlp.clauses import Clause, read
from nlp.context import Context, Voice
from nlp.cues import Hit, even, hits
from nlp.drafts import Draft
from nlp.english_case import Case, listed
from nlp.english_rules import judge
from nlp.english_shapes import promising, shaped
from nlp.resources import table, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NUMBER = re.compile(r"(?P<word>Recommendation|Action|Commitment|Pledge)\s*(?:No\.?\s*)?\d+[a-z]?\s*[.:)–—-]?\s+", re.I)
_FIRST_WORD = re.compile(r"(?:We will\s+)?(?P<verb>[A-Z]?[a-z-]+)\b")
_OPEN_END = re.compile(r"[\s:—–-]+$")
_ASKS = re.compile(
    r"(?:Will|Would|Can|Could|Does|Do|Is|Are|Has|Have|Should|Further to|What|How|Why|When will|Which)\s"
    r"(?:the|you|he|she|it|they|we|I|this|your|any)\b"
)
_PROPOSES = re.compile(r"^To propose that[^:]{0,200}:\s*")
_NOTES = re.compile(r"(?:Further )?(?:[Nn]otes|[Ww]elcomes|[Rr]ecognises|[Rr]egrets|[Aa]cknowledges|[Cc]ommends)\b")
_USUAL = re.compile(r"\s(?:usually|normally|generally|typically|often|sometimes)\s")
_NEAR_END = 24
_LOOK_BACK = 110
_PASSIVE = re.compile(
    r"\s(?:\w+ly\s|also\s|then\s|now\s|not\s)*be\s(?:\w+\s){0,2}?\w+(?:ed|en|ne|lt|nt|ld|pt|id|de|un|wn|ut|et)\b"
)
_EVENT = re.compile(r"\s(?:\w+\s)?(?:take place|come forward|follow)\b")
_PRONOUNS = frozenset({"it", "they", "you", "he", "she"})
_NEVER_SUBJECTS = frozenset(
    {"it", "this", "that", "which", "who", "you", "these", "those", "there", "they", "he", "she", "what"}
)


def candidate(unit: str, context: Context) -> Candidate | None:
    """The unit as the parser should see it: with the lead it hangs on, alone, or not at all."""
    evened = even(unit)
    if _asks_or_opens(unit) or any(phrase in evened for phrase in _never(context.law)):
        return None
    lead = _OPEN_END.sub("", _PROPOSES.sub("", context.lead))
    governing = hits(even(lead), Lang.EN)
    governed = Candidate(f"{lead} {unit}", len(lead) + 1, context)
    if governing and governing[-1].end >= len(lead) - _NEAR_END:
        return governed
    if any(_hopeful(hit, unit, evened, context) for hit in hits(evened, Lang.EN)):
        return Candidate(unit, 0, context)
    if governing:
        return governed
    return Candidate(unit, 0, context) if _ordered(unit, context) is not None else None


def _asks_or_opens(unit: str) -> bool:
    """Whether a unit is a question, or only the "… must ensure that—" above the items of a list."""
    bare = unit.rstrip()
    return bare.endswith("?") or _ASKS.match(bare) is not None or (bare[-1:] in ":—–-" and _opens_clause(bare))


@cache
def _never(law: bool) -> tuple[str, ...]:
    rules = table("commitments", Lang.EN)["never"]
    return (*rules["anywhere"], *(rules["law"] if law else ()))


def _hopeful(hit: Hit, unit: str, evened: str, context: Context) -> bool:
    """Whether a cue can come to anything, as far as words alone tell; sparing the parser most of its work."""
    kind = hit.rule.kind
    if context.law and kind is not CommitmentKind.DUTY:
        return False
    if context.kind is DocumentKind.MOTION and _NOTES.match(unit) and not hit.said.startswith(("calls ", "urges")):
        return False
    if hit.rule.shape != "modal":
        return promising(hit, unit, context)
    spoken = context.voice is Voice.MEMBER and kind in (CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION)
    return not spoken and _USUAL.match(evened, hit.end) is None and _with_subject(hit, evened, context)


def _with_subject(hit: Hit, evened: str, context: Context) -> bool:
    """Whether the words just before a modal can be the subject of a commitment, or what follows is an official act."""
    before = evened[max(0, hit.start - _LOOK_BACK) : hit.start].split()
    last = before[-1].strip(",") if before else ""
    if last == "there":
        return context.official
    if last in _NEVER_SUBJECTS and before[-2:-1] != ["of"]:
        return last in _PRONOUNS and (context.law or context.official or last in ("he", "she"))
    if last in ("i", "we"):
        return context.official or context.voice is Voice.UNKNOWN
    done = _PASSIVE.match(evened, hit.end) or (context.official and _EVENT.match(evened, hit.end))
    return bool(done) or any(word.strip(",.;:()'’") in _subject_words(context.official) for word in before)


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
    """Of several cues in a sentence, the outermost clauses, each cut to its own part of the sentence."""
    kept: list[tuple[Draft, int]] = []
    for draft, at in found:
        if kept and _within(doc, at, kept[-1][1]):
            continue
        if kept and _within(doc, kept[-1][1], at):
            kept.pop()
        kept.append((draft, at))
    apart: list[tuple[Draft, int, int]] = []
    for draft, at in kept:
        start, end = _clause(doc, at)
        if apart and start < apart[-1][2]:  # two verbs of one subject are one promise
            continue
        if not start <= draft.act < end:  # misread: better the whole sentence than a part without the act
            start, end = 0, len(doc.text)
        apart.append((replace(draft, start=start, end=end), start, end))
    return [draft for draft, _, _ in apart]


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


def _clause(doc: Doc, at: int) -> tuple[int, int]:
    """The characters of a verb's own part of the sentence: what joined clauses with subjects of their own leave it."""
    start, end = 0, len(doc.text)
    for token in doc:
        if (
            token.dep_ not in ("conj", "parataxis")
            or not _has_subject(token)
            or not token.tag_.startswith(("VB", "MD"))
        ):
            continue
        first = min(
            (child.left_edge for child in token.lefts if child.dep_ not in ("cc", "punct", "preconj")), default=token
        )
        if first.i <= at and (token.i == at or token.is_ancestor(doc[at])):
            start = max(start, first.idx)
        elif first.i > at:
            end = min(end, doc[_joint(doc, first.i)].idx)
    return start, end


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.lefts)


def _joint(doc: Doc, first: int) -> int:
    """The token at which the conjunction and commas before a joined clause begin."""
    while first > 1 and doc[first - 1].dep_ in ("cc", "punct", "preconj"):
        first -= 1
    return first


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
        named = (
            title.startswith("recommend") if key == "recommendation" else title in ("action", "commitment", "pledge")
        )
        if named or (context.listed and heading in words("commitments", Lang.EN, "headings", key)):
            who = Actor(context.we, Who.SELF, context.we_key) if key == "pledge" else Actor("", Who.OTHER)
            return Draft(kind, f"en-order-{key}", 0.6, who, 0, len(unit), first.start("verb"))
    return None
