"""Commitments as CSV and JSON."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date

from corpus.rows import CommitmentRow
from corpus.rows.documents import in_english, paged

COLUMNS = tuple(field.name for field in fields(CommitmentRow))

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell beginning with one of these for a formula."""


def as_csv(rows: Sequence[CommitmentRow]) -> str:
    """A table with a header row; lists are joined by semicolons; no cell can be taken for a formula."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for row in rows:
        table.writerow(cell(value) for value in _plain(row).values())
    return out.getvalue()


def as_json(rows: Sequence[CommitmentRow]) -> str:
    """An array with an object for each commitment."""
    return json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=2) + "\n"


def _plain(row: CommitmentRow) -> dict[str, object]:
    told = {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(row).items()}
    return told | {"place": _place(row)}


def _place(row: CommitmentRow) -> str:
    """Where it stands, in English whatever language the app is in: what is exported does not depend on it."""
    return row.place.removesuffix(paged(row.page)) + paged(row.page, in_english) if row.page else row.place


def cell(value: object) -> object:
    """A value as a table holds it: a list joined by semicolons, and nothing that can be taken for a formula."""
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value
