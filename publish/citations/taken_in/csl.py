"""CSL-JSON: references as pandoc, Zotero and others hand them on."""

from collections.abc import Mapping

from corpus.language import msg
from publish.citations.taken_in.cleaning import MOST_NAMES, Refused, day, finished, named, stated, texts, words
from publish.citations.typed import DAYS, NAMES, TEXTS, TYPES, Day, Item, Name

_ALSO = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short", "annote": "note"}
"""Other names of fields."""


def item(row: Mapping[str, object], at: int) -> Item:
    """A reference; ``at`` is the how-manieth it is. Fields that CSL does not have are left out.

    Raises Refused for a type that CSL does not have.
    """
    kind = row.get("type")
    if not isinstance(kind, str) or kind not in TYPES:
        raise Refused(msg("number {at} in it is of a type that is not known: {type}"), at=at, type=_shown(kind))
    made: Item = {"id": words(row.get("citation-key") or row.get("id", ""), at), "type": kind}
    fields: dict[str, str] = {}
    for name, value in row.items():
        known = _ALSO.get(name, name)
        if known in TEXTS and value is not None:
            fields.setdefault(known, words(value, at, marked=True))
    texts(made, fields)
    for name in sorted(NAMES & row.keys()):
        if people := _names(row[name], at):
            made[name] = people  # type: ignore[literal-required]
    for name in sorted(DAYS & row.keys()):
        if when := _day(row[name], at):
            made[name] = when  # type: ignore[literal-required]
    return finished(made)


def _shown(kind: object) -> str:
    return words(kind, 0)[:40] if isinstance(kind, str) and len(kind) < MOST_NAMES else "?"


def _names(value: object, at: int) -> list[Name]:
    if not isinstance(value, list) or len(value) > MOST_NAMES or not all(isinstance(each, dict) for each in value):
        raise Refused(msg("number {at} in it has names that are no list of names"), at=at)
    return [name for each in value if (name := _name(each, at))]


def _name(parts: Mapping[str, object], at: int) -> Name | None:
    """A name; particles and suffixes go with the part that they belong to."""
    said = {part: words(value, at, marked=True) for part, value in parts.items() if isinstance(value, str | int)}
    if literal := said.get("literal"):
        return {"literal": literal}
    family = " ".join(filter(None, (said.get("non-dropping-particle"), said.get("family"))))
    given = " ".join(filter(None, (said.get("given"), said.get("dropping-particle"), said.get("suffix"))))
    return named(family, given)


def _day(value: object, at: int) -> Day | None:
    if not isinstance(value, dict):
        raise Refused(msg("number {at} in it has a date that is none"), at=at)
    parts = value.get("date-parts")
    if not parts:
        return stated(words(value.get("raw") or value.get("literal") or "", at))
    if not isinstance(parts, list) or not all(isinstance(each, list) for each in parts):
        raise Refused(msg("number {at} in it has a date that is none"), at=at)
    days = [one for each in parts[:2] if (one := day(_numbers(each, at)))]
    return {"date-parts": [one["date-parts"][0] for one in days]} if days else None


def _numbers(parts: list[object], at: int) -> list[int]:
    numbers: list[int] = []
    for part in parts[:3]:
        said = words(part, at) if part is not None else ""
        if not (said.isascii() and said.isdecimal() and len(said) <= 4):
            break
        numbers.append(int(said))
    return numbers
