"""A folder of tables, as CSV or JSON Lines, with a description that programs read: a Data Package (Frictionless)."""

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TextIO

from publish.export import delimited, json_rows
from publish.export.about import LICENCE, RIGHTS, TITLE, About
from publish.export.columns import Column, Table, Type
from publish.export.writing import DESCRIPTOR, whole_folder

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

_FORMATS: dict[str, tuple[str, Callable[[Table, TextIO], int]]] = {
    "csv": ("text/csv", delimited.write),
    "jsonl": ("application/jsonl", json_rows.write_lines),
}

_DESCRIPTION = (
    "What public bodies in Wales promised, where they said so, what became of it as people judged, and on what."
)
_GUARDED = (
    " In CSV, a text that a spreadsheet could take for a formula has an apostrophe before it, which is not its own; "
    "words of a list are joined by a semicolon and a blank; what is not there is empty."
)


def write(tables: Sequence[Table], folder: Path, about: About, form: str = "csv") -> dict[str, int]:
    """Write a file for each table and the description of all; returns how many rows each has.

    ``form`` is csv or jsonl. The folder is written whole or not at all; see ``whole_folder``.
    """
    counts: dict[str, int] = {}
    with whole_folder(folder) as draft:
        resources = []
        for table in tables:
            path = draft / f"{table.name}.{form}"
            with path.open("w", encoding="utf-8", newline="") as out:
                counts[table.name] = _FORMATS[form][1](table, out)
            resources.append(_resource(table, path, form, {each.name for each in tables}))
        text = json.dumps(_package(resources, about, form), ensure_ascii=False, indent=2)
        (draft / DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="")
    return counts


def _package(resources: list[dict[str, Any]], about: About, form: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "$schema": PROFILE,
        "name": "addewid",
        "title": TITLE,
        "description": _DESCRIPTION + (_GUARDED if form == "csv" else ""),
        "version": str(about.stamp.revision),
        "created": f"{about.stamp.on.isoformat()}T00:00:00Z",
        "addewid": about.facts(),
        "rights": RIGHTS,
    }
    if about.sources:  # an empty list of them is not allowed
        told["sources"] = [
            {"title": each.title, **({"path": each.address} if each.address else {})} for each in about.sources
        ]
    return told | {"resources": resources}


def _resource(table: Table, path: Path, form: str, names: set[str]) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "description": table.description,
        "path": path.name,
        "format": form,
        "mediatype": _FORMATS[form][0],
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        **({"licenses": [LICENCE]} if table.name == "themes" else {}),
        "schema": schema(table, names, lists=form != "csv"),
    }


def schema(table: Table, names: set[str], *, lists: bool) -> dict[str, Any]:
    """The Table Schema of a table beside the others that are named; ``lists`` says that its files can hold lists."""
    keys = [_foreign(table, column) for column in table.columns if _refers(column) in names]
    return {
        "fields": [_field(column, table.key, lists=lists) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [table.key],
        **({"foreignKeys": keys} if keys else {}),
    }


def _field(column: Column[Any], key: str, *, lists: bool) -> dict[str, Any]:
    kind: str = {Type.LIST: "array" if lists else "string", Type.JSON: "array"}.get(column.type, column.type)
    constraints = {"constraints": {"required": True, "unique": True}} if column.name == key else {}
    return {"name": column.name, "type": kind, "description": column.description, **constraints}


def _refers(column: Column[Any]) -> str:
    return column.references.partition(".")[0]


def _foreign(table: Table, column: Column[Any]) -> dict[str, Any]:
    other, _, field = column.references.partition(".")
    reference = {"fields": [field]} | ({} if other == table.name else {"resource": other})
    return {"fields": [column.name], "reference": reference}
