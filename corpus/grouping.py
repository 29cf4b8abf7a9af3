"""Lists of commitments as row numbers in order, whole or by group: short enough to hold, so that rows are read by page.

A commitment that people said is stated in several places is in the group of each body and theme that any of them has,
and in that of the document that the statement stands in which is listed.
"""

import json
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Select, Text, cast, select
from sqlalchemy.orm import Session

from corpus.codebook import Theme
from corpus.database import batched
from corpus.known import View
from corpus.models import Anchor, Body, Commitment, Document, Passage, Version
from corpus.rows import CommitmentFilter
from corpus.same import groups
from corpus.view import numbers


class Grouping(StrEnum):
    """What a list of commitments may be grouped by."""

    BODY = "body"
    THEME = "theme"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Group:
    """Some of a list: the row numbers of its commitments, in order. ``key`` is of a body, a theme or a document.

    The key is empty, and so are the names, for those of no body that is known, or on no theme.
    """

    key: str
    name_en: str
    name_cy: str
    ids: tuple[int, ...]


def ordered(session: Session, wanted: CommitmentFilter) -> tuple[int, ...]:
    """The row numbers of the commitments that fit a filter, in its order."""
    return tuple(session.scalars(numbers(View(wanted.on or date.today()), wanted)))


def grouped(session: Session, wanted: CommitmentFilter, by: Grouping) -> tuple[Group, ...]:
    """The same by group, the largest first, documents by title; last those of no group.

    Where a filter names bodies or themes, those are the groups.
    """
    view = View(wanted.on or date.today())
    column = {
        Grouping.BODY: Commitment.body_id,
        Grouping.THEME: cast(Commitment.themes, Text),
        Grouping.DOCUMENT: Commitment.document_id,
    }[by]
    also = _also(session, by)
    members: dict[Any, list[int]] = {}
    for number, value in session.execute(numbers(view, wanted, column.label("value"))):
        for each in also.get(number) or _values(by, value):
            members.setdefault(each, []).append(number)
    named = _named(session, by, members)
    chosen = {Grouping.BODY: wanted.bodies, Grouping.THEME: wanted.themes}.get(by)
    made = [Group(*named[each], tuple(ids)) for each, ids in members.items()]
    made = [group for group in made if not chosen or group.key in chosen]
    if by is Grouping.DOCUMENT:
        return tuple(sorted(made, key=lambda group: (group.name_en.casefold(), group.key)))
    return tuple(sorted(made, key=lambda group: (not group.key, -len(group.ids), group.name_en, group.key)))


def several(session: Session, *columns: Any) -> Sequence[Any]:
    """The group of each statement that people said is one with others, and these columns of it."""
    led = select(Commitment.same_as_id).where(Commitment.same_as_id.is_not(None))
    chosen = select(groups.number(), *columns).select_from(Commitment)
    return session.execute(stated(chosen).where(Commitment.same_as_id.is_not(None) | Commitment.id.in_(led))).all()


def stated(query: Select[Any]) -> Select[Any]:
    """A query of commitments, with the passages and documents that state them."""
    return (
        query.join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Document, Commitment.document_id == Document.id)
    )


def known(values: Set[Any]) -> Set[Any]:
    """What statements of one commitment have, without None where any of them has more."""
    return values - {None} or values


@cache
def themes_of(stored: str) -> tuple[Theme, ...]:
    """Themes as they are stored."""
    return tuple(Theme(theme) for theme in json.loads(stored))


def _values(by: Grouping, value: Any) -> Iterable[Any]:
    return themes_of(value) or (None,) if by is Grouping.THEME else (value,)


def _also(session: Session, by: Grouping) -> Mapping[int, Set[Any]]:
    """The groups of commitments that are stated several times, by any of their statements."""
    found: dict[int, set[Any]] = {}
    if by is not Grouping.DOCUMENT:
        column = Commitment.body_id if by is Grouping.BODY else cast(Commitment.themes, Text)
        for number, value in several(session, column):
            found.setdefault(number, set()).update(_values(by, value))
    return {number: known(values) for number, values in found.items()}


def _named(session: Session, by: Grouping, values: Iterable[Any]) -> Mapping[Any, tuple[str, str, str]]:
    """Key and names of what is grouped by."""
    if by is Grouping.THEME:
        return {each: (each.value if each else "", "", "") for each in values}
    named: dict[Any, tuple[str, str, str]] = {None: ("", "", "")}
    if by is Grouping.BODY:
        for number, *names in session.execute(select(Body.id, Body.key, Body.name_en, Body.name_cy)):
            named[number] = (names[0], names[1], names[2])
        return named
    for some in batched(list(values)):
        titles = select(Document.id, Document.key, Version.lang, Version.title).join(Version)
        current = titles.where(Document.id.in_(some)).order_by(Version.current, Version.id)
        for number, key, lang, title in session.execute(current):
            _, english, welsh = named.get(number, ("", "", ""))
            named[number] = (key, title if lang == "en" else english, title if lang == "cy" else welsh)
    return {each: (key, english or welsh, welsh or english) for each, (key, english, welsh) in named.items()}
