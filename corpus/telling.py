"""What decisions changed, told to people: the names of fields and their values, in the language in use.

The journal keeps neither: what it holds is the same whatever language it was written in.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from corpus.codebook import (
    JUDGEMENT_VALUES,
    Action,
    CommitmentKind,
    Delivery,
    Judgement,
    LinkState,
    Relation,
    Response,
    Theme,
    Verifiability,
)
from corpus.language import msg, tr
from corpus.wording import name

_FIELDS: Mapping[str, str] = {
    "kind": msg("kind"),
    "body": msg("body"),
    "actor": msg("actor"),
    "action": msg("action"),
    "beneficiary": msg("beneficiary"),
    "deadline": msg("deadline"),
    "deadline_text": msg("deadline as stated"),
    "condition": msg("condition"),
    "themes": msg("themes"),
    "quote": msg("words"),
    "origin": msg("origin"),
    "refused": msg("refused"),
    "state": msg("state"),
    "relation": msg("relation"),
    "response": msg("response"),
    "delivery": msg("delivery"),
    "verifiability": msg("verifiability"),
}
_KINDS: Mapping[str, type[StrEnum]] = {
    "kind": CommitmentKind,
    "themes": Theme,
    "state": LinkState,
    "relation": Relation,
    "response": Response,
    "delivery": Delivery,
    "verifiability": Verifiability,
}
_DID: Mapping[Action, str] = {
    Action.JUDGED: msg("{who} judged {subject}"),
    Action.CORRECTED: msg("{who} corrected a judgement of {subject}"),
    Action.CITED: msg("{who} cited {subject}"),
    Action.WEIGHED: msg("{who} weighed {subject}"),
    Action.JOINED: msg("{who} compared {subject}"),
    Action.ADDED: msg("{who} added {subject}"),
    Action.CONFIRMED: msg("{who} confirmed {subject}"),
    Action.EDITED: msg("{who} edited {subject}"),
    Action.REFUSED: msg("{who} refused {subject}"),
    Action.SETTLED: msg("{who} settled {subject}"),
    Action.UNDONE: msg("{who} undid a decision about {subject}"),
}


def did(action: Action, who: str, subject: str) -> str:
    """Who did what to which ref: "Mair edited c-1a2b3c"."""
    return tr(_DID[action], who=who, subject=subject)


def field(key: str) -> str:
    """What a field of a decision is called."""
    return tr(_FIELDS[key]) if key in _FIELDS else key


def value(key: str, held: object) -> str:
    """A value of a field: by its name where it is of the codebook, else as it stands."""
    if held in (None, "", []):
        return tr("none")
    if isinstance(held, bool):
        return tr("yes") if held else tr("no")
    kind = _KINDS.get(key)
    names = {str(each): name(each) for each in kind} if kind else {}
    parts = map(str, held if isinstance(held, list | tuple) else [held])
    return ", ".join(names.get(part, part) for part in parts)


def judged(judgement: Judgement, held: str) -> str:
    """A judgement and its value: "delivery: partly met"."""
    values = JUDGEMENT_VALUES[judgement]
    shown = name(values(held)) if held in tuple(values) else held or tr("taken back")
    return f"{name(judgement)}: {shown}"


def said(fields: Iterable[tuple[str, object]]) -> str:
    """Fields with their values, by commas."""
    return ", ".join(f"{field(key)}: {value(key, held)}" for key, held in fields)


def changed(before: Mapping[str, object], after: Mapping[str, object], keys: Iterable[str]) -> str:
    """What fields were and what they are: "kind: duty → pledge"."""
    return ", ".join(f"{field(key)}: {value(key, before.get(key))} → {value(key, after[key])}" for key in keys)
