"""Why the program suggests something, told in the language in use.

A reason is kept as it was made, in English. Each form of one is a message here; what fits none is told as it stands.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from corpus.codebook import CommitmentKind, ProgressState, Response, Theme
from corpus.language import day, msg, tr
from corpus.wording import name

_FORMS = (
    msg("names the same body"),
    msg("names the report"),
    msg("speaks of a promise made before"),
    msg("repeats the recommendation"),
    msg("by the body that was asked"),
    msg("English and Welsh of one document"),
    msg("in twin passages"),
    msg("the only ones in twin passages"),
    msg("number {words} of twin passages"),
    msg("alone with this deadline in both languages"),
    msg("the same body"),
    msg("the same words"),
    msg("a Bill and its Act"),
    msg("documents of one title"),
    msg("twice in one document"),
    msg("shares {words}"),
    msg("names {words}"),
    msg("same theme: {themes}"),
    msg("later: {day}"),
    msg("reports it {state}, by the same body"),
    msg("reports it {state}"),
    msg("answers recommendation {words}"),
    msg("says {response}"),
    msg("{kind} in one, {other_kind} in the other"),
    msg("the same deadline, {day}"),
    msg("the same figures: {words}"),
    msg("other figures: {words}"),
    msg("{words} of 100 words the same, by weight"),
    msg("only one says: {words}"),
    msg("both under {words}"),
    msg("under {words} and {others}"),
)


def told(reason: str) -> str:
    """A reason in the language in use, with the codebook's values by their names."""
    for form, pattern in _PATTERNS:
        found = pattern.fullmatch(reason)
        if found is not None:
            try:
                return tr(form, **{each: _SAID.get(each, str)(said) for each, said in found.groupdict().items()})
            except ValueError:  # no value of the codebook, nor a day
                continue
    return reason


def _named(kind: type[StrEnum]) -> Callable[[str], str]:
    return lambda said: ", ".join(name(kind(each)) for each in said.split(", "))


_SAID: Mapping[str, Callable[[str], str]] = {
    "themes": _named(Theme),
    "state": _named(ProgressState),
    "response": _named(Response),
    "kind": _named(CommitmentKind),
    "other_kind": _named(CommitmentKind),
    "day": lambda said: day(date.fromisoformat(said)),
}
_PATTERNS = tuple(
    (form, re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(form)), re.DOTALL)) for form in _FORMS
)
