"""Finding the verb that an English cue governs in a parse: past adverbs and asides, its voice, tense and agent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
ENDS_SUBJECT = frozenset({"which", "who", "that", ",", "(", "–", "—"})
_SKIPPED = frozenset(
    {"not", "n't", ",", "also", "however", "therefore", "then", "instead", "both", "of", "to", "more", "than"}
)
_NO_VERB = frozenset({"IN", "DT", "PRP", "NNP", "WDT", "CC"})
_INVERTERS = frozenset({"nor", "neither", "never", "only", "so", "then", "again", "longer", "until", "no", "not"})
_OURSELVES = frozenset({"us", "me", "them", "it"})
_REACH = 14
_PARENTHESIS = 60
_INVERSION = 9


@dataclass(frozen=True, slots=True)
class Verb:
    """The main verb after a cue."""

    token: Token
    passive: bool = False
    state: bool = False
    perfect: bool = False


def inverted(span: Span) -> Token | None:
    """The subject that stands after the cue ("nor will we", "only then shall the board"), if one does."""
    doc, first = span.doc, span[0]
    if first.i == 0 or not any(token.lower_ in _INVERTERS for token in doc[max(0, first.i - _INVERSION) : first.i]):
        return None
    found = (child for child in first.head.lefts if child.dep_ in SUBJECTS and child.i >= span.end)
    return next(found, None) if first.dep_ in ("aux", "auxpass") else None


def words_of(doc: Doc, token: Token) -> str:
    """A token with all that hangs on it."""
    return doc[token.left_edge.i : token.right_edge.i + 1].text


def after(doc: Doc, at: int, base: int) -> int:
    """Where the verb is looked for: in the governed unit, past a phrase set off by commas, or straight after."""
    if base and doc[at - 1].idx < base:
        return next((token.i for token in doc[at:] if token.idx >= base), at)
    if doc[at].text not in (",", "(", "–", "—"):
        return at
    closing = ")" if doc[at].text == "(" else doc[at].text
    for token in doc[at + 1 : at + _PARENTHESIS]:
        if token.text == closing and token.i + 1 < len(doc) and doc[token.i + 1].tag_.startswith(("VB", "RB")):
            return token.i + 1
    return at


def agent(doc: Doc, verb: Token) -> Actor | None:
    """Who does what a passive verb says, after its "by", if it says and it is somebody and not a day."""
    for token in doc[verb.i + 1 : verb.i + 1 + _PARENTHESIS]:
        if token.lower_ == "by" and token.i + 1 < len(doc) and (token.dep_ == "agent" or verb.is_ancestor(token)):
            named = next((child for child in token.rights if child.dep_ == "pobj"), None)
            if named is not None:
                actor = classify(_short(doc, named), Lang.EN)
                if actor.who in (Who.PUBLIC, Who.PRIVATE, Who.SELF, Who.FOREIGN) or actor.text.lower() in _OURSELVES:
                    return actor
    return None


def _short(doc: Doc, token: Token) -> str:
    """A noun phrase without the clauses that follow its head."""
    end = token.i + 1
    for later in doc[end : token.right_edge.i + 1]:
        if later.dep_ in ("relcl", "acl") or later.lower_ in ENDS_SUBJECT or later.tag_ in ("IN", "TO"):
            break
        end = later.i + 1
    return doc[token.left_edge.i : end].text


def main_verb(doc: Doc, at: int) -> Verb | None:
    """The first verb at or after a token, past adverbs: its voice and tense, and whether it is a mere state."""
    be = perfect = False
    for token in doc[at : at + _REACH]:
        if token.lower_ in ("be", "been"):
            be = True
        elif token.lower_ == "have" and _perfect(doc, token.i):
            perfect = True
        elif (be or perfect) and token.tag_ in ("VBN", "VBD", "VBG"):
            return Verb(token, passive=be and token.tag_ != "VBG", perfect=perfect)
        elif not (token.tag_.startswith("RB") or token.lower_ in _SKIPPED or token.tag_ in ("HYPH", ":", ",")):
            verbal = be or token.tag_.startswith(("VB", "MD")) or token.dep_ in ("ROOT", "xcomp")
            if verbal or not _parenthesis(doc, at, token.i):
                return Verb(token, state=be, perfect=perfect) if verbal or token.tag_ not in _NO_VERB else None
    return None


def leant_on(span: Span) -> Verb | None:
    """The verb that a lone auxiliary leans on in the parse, past a phrase ("must at the same time publish")."""
    last = span[-1]
    verb = last.head
    if last.dep_ != "aux" or verb.i < span.end or not verb.tag_.startswith("VB"):
        return None
    return Verb(verb, passive=any(child.dep_ == "auxpass" for child in verb.lefts))


def _perfect(doc: Doc, at: int) -> bool:
    """Whether "have" is followed by a participle, past adverbs ("will have moved")."""
    later = next((token for token in doc[at + 1 : at + 4] if not token.tag_.startswith("RB")), None)
    return later is not None and later.tag_ in ("VBN", "VBD")


def _parenthesis(doc: Doc, at: int, i: int) -> bool:
    """Whether the token stands in a phrase set off by a comma straight after the cue ("will, in May, publish")."""
    return doc[at].text == "," and not any(token.text == "," for token in doc[at + 1 : i])
