"""RIS: records of lines, each with a tag of two letters; a line without one goes on from the line before."""

import re
from collections.abc import Iterator

from corpus.language import msg
from publish.citations import tags
from publish.citations.taken_in.cleaning import MOST_NAMES, Refused, finished, named, stated, texts, words
from publish.citations.typed import Item, Name

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*))?")
_START = re.compile(r"\s*TY  ?- ")
_BREAK = re.compile(r"\r\n|\r|\n")
_ISBN = re.compile(r"(?:97[89])?\d{9}[\dX]")

Record = list[tuple[str, str]]


def looks_like(text: str) -> bool:
    """Whether a file begins as RIS does."""
    return _START.match(text) is not None


def records(text: str) -> Iterator[Record]:
    """The records of a file. Raises Refused where one has no end."""
    record: Record = []
    for line in _BREAK.split(text):
        found = _LINE.fullmatch(line.rstrip())
        if found and found[1] == "ER":
            if record:
                yield record
            record = []
        elif found and found[1] == "TY" and record:
            break
        elif found:
            record.append((found[1], found[2] or ""))
        elif record and line.strip():
            tag, said = record[-1]
            record[-1] = (tag, f"{said} {line.strip()}")
    if record:
        raise Refused(msg("one of its records does not end with ER"))


def item(record: Record, at: int) -> Item:
    """A reference. Tags that say nothing to CSL are left out. Raises Refused for a type that is not known."""
    said = [(tag, words(value, at)) for tag, value in record]
    kind = next((value for tag, value in said if tag == "TY"), "")
    if kind not in tags.TYPES_IN:
        raise Refused(msg("number {at} in it is of a type that is not known: {type}"), at=at, type=kind[:40] or "?")
    made: Item = {"id": "", "type": tags.TYPES_IN[kind]}
    known = dict(tags.TEXTS) | tags.ALSO
    fields: dict[str, str] = {}
    for tag, value in said:
        if tag in known and value:
            fields.setdefault(known[tag], value)
    if made["type"] in tags.EVENT_TYPES and "container-title" in fields:
        fields["event"] = fields["event-title"] = fields.pop("container-title")
    texts(made, fields)
    _names(made, said, at)
    _rest(made, dict(reversed(said)))
    return finished(made)


def _names(made: Item, said: Record, at: int) -> None:
    for tag, value in said:
        name = _name(value) if tag in tags.NAMES else None
        if name is not None:
            people: list[Name] = made.setdefault(tags.NAMES[tag], [])  # type: ignore[misc]
            people.append(name)
            if len(people) > MOST_NAMES:
                raise Refused(msg("number {at} in it has names that are no list of names"), at=at)


def _name(value: str) -> Name | None:
    family, _, given = value.partition(",")
    return named(family.strip().replace(tags.COMMA, ","), given.strip())


def _rest(made: Item, said: dict[str, str]) -> None:
    """What is not a text as it stands: its key, days, pages and standard number."""
    made["id"] = said.get("ID", "")
    for tags_of_day, part in ((("DA", "PY", "Y1"), "issued"), (("Y2",), "accessed")):
        for tag in tags_of_day:
            if when := stated(said.get(tag, "")):
                made[part] = when  # type: ignore[literal-required]
                break
    pages = "-".join(filter(None, (said.get("SP", ""), said.get("EP", ""))))
    if pages:
        made["page"] = pages
    if number := said.get("SN"):
        made["ISBN" if _ISBN.fullmatch(number.replace("-", "").replace(" ", "")) else "ISSN"] = number
