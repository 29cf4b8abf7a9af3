"""What Datasette is told of the database: titles, what each column holds, what to choose by, and questions to ask."""

from collections.abc import Mapping, Sequence
from typing import Any

from publish.export.about import RIGHTS, TITLE, About
from publish.export.columns import Table

_FACETS: Mapping[str, tuple[str, ...]] = {
    "commitments": ("delivery", "kind", "body_en"),
    "evidence": ("relation", "state"),
    "events": ("judgement", "value"),
    "documents": ("kind", "lang"),
    "case_studies": ("sector",),
}
_LABELS = {
    "commitments": "quote",
    "documents": "title",
    "case_studies": "name",
    "themes": "name_en",
    "evidence": "quote",
}
_LISTS: Mapping[str, tuple[str, ...]] = {"commitments": ("themes",)}

_STATUS = """SELECT commitments.ref, commitments.quote, status_as_of.judgement, status_as_of.value,
  status_as_of.from_day, status_as_of.who, status_as_of.because
FROM status_as_of JOIN commitments ON commitments.ref = status_as_of.commitment_ref
WHERE status_as_of.from_day <= :day AND (status_as_of.until_day IS NULL OR status_as_of.until_day > :day)
ORDER BY commitments.ref, status_as_of.judgement"""


def metadata(name: str, tables: Sequence[Table], about: About) -> dict[str, Any]:
    """The metadata of a database of this ``name``, that of its file."""
    held = {table.name for table in tables}
    told: dict[str, Any] = {"tables": {table.name: _table(table) for table in tables}}
    if {"commitments", "events"} <= held:
        told["queries"] = {
            "status_on": {
                "title": "How commitments stood on a day",
                "description": "As people had judged by then; what is not listed was not yet assessed.",
                "sql": _STATUS,
                "params": ["day"],
            }
        }
    return {
        "title": TITLE,
        "description": " ".join(about.lines()),
        "about": f"Addewid {about.stamp.version}",
        "license": RIGHTS,
        "databases": {name: told},
    }


def _table(table: Table) -> dict[str, Any]:
    told: dict[str, Any] = {
        "title": table.title,
        "description": table.description,
        "columns": {column.name: column.description for column in table.columns},
    }
    if label := _LABELS.get(table.name):
        told["label_column"] = label
    if facets := [*_FACETS.get(table.name, ()), *({"array": each} for each in _LISTS.get(table.name, ()))]:
        told["facets"] = facets
    return told
