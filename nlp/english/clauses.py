"""Reading an English clause out of a parsed sentence: its subject, its verb, and how it hangs in the sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify
from nlp.english.verbs import ENDS_SUBJECT, SUBJECTS, after, agent, inverted, leant_on, main_verb, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CASES = frozenset(
    {"if", "unless", "when", "whenever", "where", "wherever", "until", "before", "after", "whether", "once"}
)
_CARRIERS = ("VB", "JJ", "NN")
_ASKING = frozenset({"how", "why", "whether"})
_STARTS = ("DT", "PDT", "PRP", "NN", "JJ", "VBG", "CD")
_NOT_INSIDE = (",", "CC", "WDT", "MD", "VBZ", "VBP", "VBD")
_NEVER_FIRST = frozenset({"IN", "CC", ",", "TO", "WDT", "."})
_WIDEST_NAME = 8
_CLIMBS = 12
_BEFORE_CUE = frozenset({"also", "both", "each", "all", "do", "does", "did", "would", "'d"})
_WIDEST_SUBJECT = 18


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as its cue shows it.

    ``verb`` is the main verb as written, in lower case: a base form after a modal, a participle when ``passive`` or
    ``perfect``. ``state`` marks "be" with no verb after it; ``mood`` is "main", "case" (after "if", "when", …),
    "relative" or "reported", and then ``governor`` is the verb it is reported under. ``agent`` is who does it, after
    the "by" of a passive. ``noun`` says that the cue is a noun after all ("a plan to …"). Offsets are characters.
    """

    subject: Actor
    subject_start: int
    verb: str
    verb_at: int
    passive: bool
    state: bool
    negative: bool
    mood: str
    governor: str
    phrase: str
    token: int
    perfect: bool = False
    agent: Actor | None = None
    noun: bool = False


def read(doc: Doc, start: int, end: int, base: int = 0) -> Clause | None:
    """The clause whose cue ("will", "is required to") stands at ``start:end``; nothing when no verb follows.

    A cue that stands before ``base``, in the words that govern a unit, has its verb in the unit.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or span.end >= len(doc) or _stops(doc, span.end):
        return None
    turned = inverted(span)
    start_at = turned.right_edge.i + 1 if turned is not None else after(doc, span.end, base)
    found = (main_verb(doc, start_at) if start_at < len(doc) else None) or leant_on(span)
    if found is None:
        return None
    verb = found.token
    anchor = _anchor(span, verb)
    if turned is not None:
        actor, subject_start = classify(words_of(doc, turned), Lang.EN), doc[turned.left_edge.i].idx
    else:
        subject = _subject(anchor, span.start) or _subject(verb, span.start)
        actor, subject_start = _actor(doc, subject, span.start)
    mood, governor = _mood(anchor)
    if mood in ("case", "relative") and _begins_anew(doc, subject_start, mood, actor):
        mood, governor = "main", ""
    return Clause(
        subject=actor,
        subject_start=subject_start,
        verb=verb.lower_,
        verb_at=verb.idx,
        passive=found.passive,
        state=found.state,
        negative=any(token.lower_ in ("not", "n't", "no", "nor", "never") for token in doc[span.start : verb.i]),
        mood=mood,
        governor=governor,
        phrase=doc[verb.i : verb.i + 5].text.lower(),
        token=verb.i,
        perfect=found.perfect,
        agent=agent(doc, verb) if found.passive else None,
        noun=span[0].tag_ in ("NN", "NNS") and span[0].dep_ not in SUBJECTS and not _after_subject(doc, span.start),
    )


def _stops(doc: Doc, at: int) -> bool:
    """Whether the clause ends at its cue, its verb left out ("they will, and we …")."""
    return doc[at].text in (",", ".", ";") and at + 1 < len(doc) and doc[at + 1].tag_ == "CC"


def _after_subject(doc: Doc, at: int) -> bool:
    """Whether the word before is a subject pronoun or a public actor, so that what follows is a verb after all."""
    return at > 0 and (doc[at - 1].tag_ == "PRP" or _nearest(doc, at) is not None)


def _begins_anew(doc: Doc, subject_start: int, mood: str, actor: Actor) -> bool:
    """Whether a subject stands after ", and", or after the comma that ends a case: a clause of its own, misread."""
    first = doc.char_span(subject_start, subject_start + 1, alignment_mode="expand") if subject_start > 0 else None
    if first is None or first.start == 0:
        return False
    before = doc[first.start - 1]
    if actor.who not in (Who.SELF, Who.PUBLIC):
        return before.tag_ == "CC" and before.i > 0 and doc[before.i - 1].text == ","
    return before.tag_ in ("CC", ":") or (mood == "case" and before.text == ",")


def subject_of(doc: Doc, start: int, end: int) -> tuple[Actor, str]:
    """The subject of the verb at ``start:end`` ("urge", "have asked") and the clause's mood."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return Actor("", Who.OTHER), "main"
    verb = next((token for token in reversed(span) if token.tag_.startswith("VB")), span[0])
    return _actor(doc, _subject(verb, span.start), span.start)[0], _mood(verb)[0]


def _anchor(span: Span, verb: Token) -> Token:
    """The token that carries the clause: the cue's own verb or noun, or the verb that a bare auxiliary leans on."""
    own = [token for token in span if token.tag_.startswith(_CARRIERS) and token.dep_ not in ("aux", "auxpass")]
    if own:
        return own[-1]
    first = span[0]
    return first.head if first.dep_ in ("aux", "auxpass") and first.head.i >= first.i else verb


def _subject(token: Token, before: int) -> Token | None:
    """The subject of a verb, its own or the one it shares with the verb it is joined to."""
    for _ in range(_CLIMBS):
        for child in token.lefts:
            if child.dep_ in SUBJECTS and child.i < before:
                return child
        if (
            token.dep_ not in ("conj", "xcomp", "aux", "acomp", "attr", "prep", "pobj", "dobj")
            or token.head.i == token.i
        ):
            return None
        token = token.head
    return None


def _actor(doc: Doc, subject: Token | None, before: int) -> tuple[Actor, int]:
    """The subject classed; without one from the parser, the words that stand straight before the cue."""
    near = _nearest(doc, before)
    if near is not None and (subject is None or subject.i >= near[2] or near[0].who is Who.SELF):
        return near[0], near[1]
    if subject is None:
        return Actor("", Who.OTHER), -1
    end = subject.i + 1
    for token in doc[subject.i + 1 : min(before, subject.right_edge.i + 1)]:
        if token.dep_ in ("relcl", "acl", "appos") or token.tag_ == "VBG" or token.lower_ in ENDS_SUBJECT:
            break
        end = token.i + 1
    span = doc[max(subject.left_edge.i, end - _WIDEST_SUBJECT) : end]
    actor = classify(span.text, Lang.EN)
    beside = next((child for child in subject.rights if child.dep_ == "appos" and child.i < before), None)
    if actor.who is Who.OTHER and beside is not None:
        title = classify(doc[beside.left_edge.i : beside.right_edge.i + 1].text.rstrip(", "), Lang.EN)
        actor = replace(title, text=actor.text) if title.who is Who.PUBLIC else actor
    return actor, span.start_char


def _nearest(doc: Doc, before: int) -> tuple[Actor, int, int] | None:
    """The longest run of words straight before the cue, past adverbs, that names the speaker or a public actor."""
    end = before
    while end > 0 and (doc[end - 1].tag_.startswith("RB") or doc[end - 1].lower_ in _BEFORE_CUE):
        end -= 1
    start = end
    while start > 0 and end - start < _WIDEST_NAME and doc[start - 1].tag_ not in _NOT_INSIDE:
        if doc[start - 1].lower_ == "that" and doc[start - 1].dep_ == "mark":
            break
        start -= 1
        if doc[start].tag_ == "DT":
            break
    for at in range(start, end):
        tag = doc[at].tag_
        if tag not in _NEVER_FIRST and (at == end - 1 or tag.startswith(_STARTS)):
            span = doc[at:end]
            actor = classify(span.text, Lang.EN)
            if actor.who in (Who.SELF, Who.PUBLIC):
                return actor, span.start_char, at
    return None


def _mood(token: Token) -> tuple[str, str]:
    """How the clause of a verb hangs: main, a case ("if …"), relative, or reported under a verb."""
    if any(child.lower_ in _ASKING for child in token.lefts):
        return "case", ""
    for _ in range(_CLIMBS):
        if token.dep_ == "ROOT" or token.head.i == token.i or _joined_anew(token):
            break
        if token.dep_ in ("relcl", "acl"):
            return "relative", token.head.lower_
        if token.dep_ == "ccomp" and token.head.i < token.i:
            return "reported", token.head.lower_
        if token.dep_ == "advcl":
            marks = {child.lower_ for child in token.lefts if child.dep_ in ("mark", "advmod")}
            return ("case" if marks & _CASES else "main"), ""
        token = token.head
    return "main", ""


def _joined_anew(token: Token) -> bool:
    """Whether a verb is joined on with a subject of its own, or a finite one to one that is not: then it is a clause
    of its own, and what it is joined to is often misread."""
    if token.dep_ != "conj":
        return False
    finite = token.tag_ in ("VBZ", "VBP", "VBD") and token.head.tag_ in ("VB", "VBG", "VBN")
    return finite or any(child.dep_ in ("nsubj", "nsubjpass") for child in token.lefts)
