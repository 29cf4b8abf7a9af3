"""Commitments as CSV and JSON."""

import csv
import io
import json
import os
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

from corpus.errors import AddewidError
from corpus.rows import CommitmentRow

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


def save(path: Path, text: str) -> None:
    """Write a file whole or not at all. Raises AddewidError when the folder cannot be written."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise AddewidError(f"{path} cannot be written ({error.strerror}); choose another folder.") from error


def _plain(row: CommitmentRow) -> dict[str, object]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(row).items()}


def cell(value: object) -> object:
    """A value as a table holds it: a list joined by semicolons, and nothing that can be taken for a formula."""
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value
