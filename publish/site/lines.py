"""A promise as a line of a list: what is kept of every promise while lists are made."""

from dataclasses import dataclass
from datetime import date

from corpus.codebook import CommitmentKind, Delivery, Lang
from corpus.rows import CommitmentRow
from publish.rights import Rights
from publish.site import addresses
from publish.site.quoting import beginning

PERSON = "person"

WORDS = 240
"""Characters of a promise that a list shows."""
TITLE = 140
"""Characters of a document's title that a list shows."""


@dataclass(frozen=True, slots=True)
class Line:
    """A promise in a list, in no language yet but its own, ``lang``; ``actor`` is what it calls whom it binds."""

    ref: str
    path: str
    words: str
    lang: str
    kind: CommitmentKind
    body_en: str
    body_cy: str
    actor: str
    document: str
    stated: str
    deadline: date | None
    delivery: Delivery
    overdue: bool
    self_reported: bool
    confirmed: bool
    withdrawn: bool


def line(row: CommitmentRow, rights: Rights) -> Line:
    """What a list keeps of a promise."""
    return Line(
        ref=row.ref,
        path=addresses.promise(row.ref),
        words=beginning(" ".join(rights.words(row.document_key, row.quote).split()), WORDS),
        lang=row.lang.value,
        kind=row.kind,
        body_en=row.body_en,
        body_cy=row.body_cy,
        actor=beginning(row.actor, TITLE),
        document=beginning(" ".join((row.amends or row.document_title).split()), TITLE),
        stated=row.when,
        deadline=row.deadline,
        delivery=row.delivery,
        overdue=row.overdue,
        self_reported=row.self_reported,
        confirmed=row.origin == PERSON,
        withdrawn=row.withdrawn,
    )


def body(row: CommitmentRow | Line, lang: Lang) -> tuple[str, str]:
    """Whom a promise binds, named in a language, and the language that is in where it is the document's own words."""
    named = row.body_cy or row.body_en if lang is Lang.CY else row.body_en or row.body_cy
    if named:
        return named, ""
    return row.actor, str(row.lang) if row.actor else ""
