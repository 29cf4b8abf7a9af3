"""What a person said of a file, as JSON that is archived with it, and back again."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from corpus.codebook import DocumentKind, Lang
from corpus.readers import Given


def as_facts(given: Given) -> dict[str, Any]:
    """Only what was said; nothing said gives an empty object."""
    nothing = Given()
    return {
        field.name: _plain(value)
        for field in fields(given)
        if (value := getattr(given, field.name)) != getattr(nothing, field.name)
    }


def from_facts(facts: object) -> Given:
    """What was said, from its JSON. Raises ValueError for what no person can have said."""
    if not isinstance(facts, Mapping) or not facts.keys() <= _AS.keys():
        raise ValueError("what was said of it is in a form that this version does not know")
    return Given(**{name: _AS[name](value) for name, value in facts.items()})


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return dict(value)
    return list(value) if isinstance(value, tuple) else value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise ValueError(f"{value!r} is no list")
    return tuple(_word(one) for one in value)


def _named(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{value!r} names nothing")
    return {_word(name): _word(one) for name, one in value.items()}


_AS: dict[str, Callable[[object], Any]] = {
    "kind": lambda value: DocumentKind(_word(value)),
    "lang": lambda value: Lang(_word(value)),
    "issued": lambda value: date.fromisoformat(_word(value)),
    **dict.fromkeys(("title", "publisher", "url", "issued_text", "work", "part_of"), _word),
    **dict.fromkeys(("content", "without"), _words),
    "facts": _named,
}
