"""Which stretch of an English sentence each of its commitments takes: several promises in one are told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.codebook import CommitmentKind
from nlp.commitments.drafts import Draft

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_COMMENT = re.compile(
    r",\s(?:which|because|whereas|although|though|since|as (?!soon|well|long|part|far|many|much|it|they|a result)"
    r"|not least|and rightly|so (?!that|as|long))[^,]{0,20}\b"
)
_TELLS = re.compile(
    r"\d|\b(?:by|until|before|after|from|within|if|unless|subject|when|once|provided|will|must|shall|should|to|for|in)\b",
    re.IGNORECASE,
)
_JOINED = ("conj", "parataxis")
_ANEW = re.compile(
    r"(?:,\s|\s|^)(?:and|but|or|nor|yet)\s+(?:\w+\s){0,2}$|[;–—]\s(?:\w+\s)?$"
    r"|,\s(?:after|at|following|by)\swhich(?:\s(?:time|point))?\s$",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"do (?:so|this|that)\b")
"""A verb that only says again what was said before it."""
_LAST_AND = re.compile(r".*(?:[,;]\s|\s)(?:and|but|nor|yet)\s(?=\w[^,;]*$)", re.IGNORECASE | re.DOTALL)
_SUBJECT = 70
_RELATIVES = frozenset({"WP", "WDT", "WRB", "IN"})
_JOINT = re.compile(r"[\s,;–—-]*(?:\b(?:and|but|or|nor|yet)\b)?[\s,]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a cue showed: the draft, the token of its verb, where the cue and its subject begin, and its mood."""

    draft: Draft
    token: int
    cue: int
    subject: int
    main: bool

    @property
    def begins(self) -> int:
        """Where the clause's own words begin: its subject, when that stands before the cue."""
        return self.subject if 0 <= self.subject < self.cue else self.cue


def apart(found: list[Found], doc: Doc, text: str) -> list[Draft]:
    """Of several cues in a sentence with that text, the outermost clauses, each cut to its own part of it."""
    drafts: list[tuple[Draft, int, int]] = []
    joined = _joined_clauses(doc)
    for each in _outermost(found, doc, text):
        draft = each.draft
        start, end = _clause(doc, each.token, joined, len(text))
        if drafts and start < drafts[-1][2]:
            before, opened, _ = drafts[-1]
            start = _starts(text, each, before.act)
            if start < 0:
                continue
            closed = _joint(text, start, before.act)
            drafts[-1] = (replace(before, start=opened, end=closed), opened, closed)
        if not start <= draft.act < end:  # misread: better the whole sentence than a part without the act
            start, end = max(0, drafts[-1][2] if drafts else 0), len(text)
        drafts.append((replace(draft, start=start, end=end), start, end))
    return [replace(draft, end=_without_comment(text, draft.act, draft.end)) for draft, _, _ in drafts]


def _without_comment(text: str, act: int, end: int) -> int:
    """The end of a stretch without the comment that trails it (", which I welcome"), if no day or case is in that."""
    comment = _COMMENT.search(text, act, end)
    if comment is None or _TELLS.search(text, comment.start(), end):
        return end
    return comment.start()


def _outermost(found: list[Found], doc: Doc, text: str) -> list[Found]:
    """The cues whose clauses do not hang on that of another cue, unless they begin anew after "and"."""
    if len(found) == 1:
        return found
    kept: list[Found] = []
    for each in found:
        if kept and (each.draft.act == kept[-1].draft.act or _AGAIN.match(text, each.draft.act)):
            continue
        if kept and each.cue == kept[-1].draft.act and each.draft.kind is CommitmentKind.DUTY:
            kept[-1] = each  # "will require the boards to": the duty is what is promised
            continue
        anew = kept and _starts(text, each, kept[-1].draft.act) >= 0
        if kept and _within(doc, each.token, kept[-1].token) and not anew:
            continue
        if kept and _within(doc, kept[-1].token, each.token) and not anew:
            kept.pop()
        kept.append(each)
    return kept


def _starts(text: str, each: Found, after: int) -> int:
    """Where a clause that begins anew after ``after`` starts: past "and", "but" or a semicolon; else -1."""
    for at in (each.begins, each.cue):
        if at > after and _ANEW.search(text[max(after, at - 40) : at]):
            return at
    if each.cue > after and text[after : each.cue].endswith(", "):
        return each.cue
    if not each.main:
        return -1
    joint = _LAST_AND.search(text[max(after, each.cue - _SUBJECT) : each.cue])
    return max(after, each.cue - _SUBJECT) + joint.end() if joint else -1


def _joint(text: str, at: int, least: int) -> int:
    """Where the "and" and commas before a place begin."""
    match = _JOINT.search(text[max(least, at - 40) : at])
    return max(least, at - 40) + match.start() if match else at


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


def _joined_clauses(doc: Doc) -> list[Token]:
    """The verbs of clauses that are joined to others and have subjects of their own."""
    joined = {doc.vocab.strings[name] for name in _JOINED}
    tokens = (doc[at] for at, dep in enumerate(doc.to_array("DEP").tolist()) if dep in joined)
    return [token for token in tokens if token.tag_.startswith(("VB", "MD")) and _has_subject(token)]


def _clause(doc: Doc, at: int, joined: list[Token], end: int) -> tuple[int, int]:
    """The characters of a verb's own part of a sentence with that ``end``: what clauses joined to it leave."""
    start = 0
    for token in joined:
        first = min(
            (child.left_edge for child in token.lefts if child.dep_ not in ("cc", "punct", "preconj")), default=token
        )
        if first.i <= at and (token.i == at or token.is_ancestor(doc[at])):
            start = max(start, first.idx)
        elif first.i > at and _parts(doc, token, first.i, at):
            end = min(end, doc[_before_joint(doc, first.i)].idx)
    return start, end


def _parts(doc: Doc, token: Token, first: int, at: int) -> bool:
    """Whether a joined clause stands beside a verb's own, and not inside what hangs on it ("what it has and needs")."""
    head = token
    while head.dep_ in _JOINED:
        head = head.head
    if head.i == at or head.is_ancestor(doc[at]):
        return True
    joint = _before_joint(doc, first)
    return doc[joint].text in (",", ";") and doc[first].tag_ not in _RELATIVES


def _has_subject(token: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in token.lefts)


def _before_joint(doc: Doc, first: int) -> int:
    """The token at which the conjunction and commas before a joined clause begin."""
    while first > 1 and doc[first - 1].dep_ in ("cc", "punct", "preconj"):
        first -= 1
    return first
