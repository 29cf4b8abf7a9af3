"""The tables of a corpus, as whoever takes them away finds them: what each holds is said in ``docs/exports.md``."""

from collections.abc import Callable, Collection, Mapping

from sqlalchemy.orm import Session

from publish.export.chosen import Chosen, Slice
from publish.export.columns import Column, Table, Type
from publish.export.contents import commitments, documents, events, evidence, passages, studies
from publish.rights import Rights

__all__ = ["NAMES", "Column", "Slice", "Table", "Type", "of", "tables"]

_MADE: Mapping[str, Callable[[Chosen], Table]] = {
    "themes": studies.themes,
    "documents": documents.documents,
    "passages": passages.passages,
    "commitments": commitments.commitments,
    "searches": events.searches,
    "events": events.judgements,
    "evidence": evidence.evidence,
    "case_studies": studies.case_studies,
}

NAMES = tuple(_MADE)
"""Every table, so ordered that each comes after those that its rows name."""

PEOPLE = frozenset({"who", "made_by", "decided_by"})
"""The columns that hold the names of people."""


def tables(session: Session, wanted: Slice, rights: Rights, names: Collection[str] = NAMES) -> tuple[Table, ...]:
    """These tables of a slice of the corpus, in the order of ``NAMES``; nothing is read before their rows are.

    All of them show one moment, that of the session, in which they must be read.
    """
    return of(Chosen(session, wanted, rights), names)


def of(chosen: Chosen, names: Collection[str] = NAMES) -> tuple[Table, ...]:
    """The same, of what is chosen."""
    told = tuple(make(chosen) for name, make in _MADE.items() if name in names)
    return told if chosen.wanted.names else tuple(table.without(PEOPLE) for table in told)
