"""Every form in which the corpus is handed on, by its name: which tables it can hold, and what writes it where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TextIO

from corpus.database import identity
from corpus.errors import UsageProblem
from publish.citations.items import item
from publish.citations.out import bibtex, csl_json, ris
from publish.citations.typed import Item
from publish.export import annotations, atom, delimited, json_rows, package, qdc, sqlite_file, workbook
from publish.export.about import about
from publish.export.chosen import Chosen
from publish.export.columns import Table
from publish.export.tables import NAMES, of
from publish.export.writing import whole_file
from publish.stamp import Stamp


class Form(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSONL = "jsonl"
    JSON = "json"
    XLSX = "xlsx"
    SQLITE = "sqlite"
    ANNOTATIONS = "annotations"
    QDC = "qdc"
    ATOM = "atom"
    CSL = "csl"
    BIBTEX = "bibtex"
    RIS = "ris"


_FITTING: Mapping[Form, tuple[str, ...]] = {
    Form.ANNOTATIONS: annotations.KINDS,
    Form.QDC: ("themes",),
    Form.ATOM: ("events",),
    Form.CSL: ("documents",),
    Form.BIBTEX: ("documents",),
    Form.RIS: ("documents",),
}
"""The tables whose matter a form holds, where it cannot hold any."""

_ROWS: Mapping[Form, Callable[[Table, TextIO], int]] = {
    Form.CSV: delimited.write,
    Form.JSONL: json_rows.write_lines,
    Form.JSON: json_rows.write_array,
}
"""Forms of which a file holds one table."""


_REFERENCES: Mapping[Form, Callable[[Iterable[Item]], str]] = {
    Form.CSL: csl_json,
    Form.BIBTEX: bibtex,
    Form.RIS: ris,
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an export goes: to a file or folder, or, without ``path``, to an open text file such as stdout."""

    path: Path | None
    out: TextIO

    def text(self, write: Callable[[TextIO], int]) -> int:
        """Write one text file, whole or not at all; returns what ``write`` returns."""
        if self.path is None:
            return write(self.out)
        with whole_file(self.path) as draft, draft.open("w", encoding="utf-8", newline="") as file:
            return write(file)

    def named(self, what: str) -> Path:
        """The path. Raises UsageProblem where there is none."""
        if self.path is None:
            raise UsageProblem("{what} cannot be printed; say where to write with --output.", what=what)
        return self.path


def write(chosen: Chosen, stamp: Stamp, form: Form, names: Sequence[str], place: Place) -> Mapping[str, int]:
    """Write these tables, or without names all that a form can hold; returns how many rows of each, or entries.

    Raises UsageProblem for what a form cannot hold, AddewidError where nothing can be written.
    """
    _check(form, names)
    if form in _FITTING:
        return _text(chosen, stamp, form, names, place)
    told, tables = about(chosen, stamp), of(chosen, names or NAMES)
    if form is Form.XLSX:
        return workbook.write(tables, place.named(form), told)
    if form is Form.SQLITE:
        return sqlite_file.write(tables, place.named(form), told)
    if len(tables) == 1 and not (place.path and place.path.is_dir()):
        return {tables[0].name: place.text(lambda out: _ROWS[form](tables[0], out))}
    if form is Form.JSON:
        raise UsageProblem("A json file holds one table; name it, or choose jsonl for a folder of several.")
    return package.write(tables, _folder(place, len(tables)), told, form)


def _text(chosen: Chosen, stamp: Stamp, form: Form, names: Sequence[str], place: Place) -> Mapping[str, int]:
    """Write what is one text of a form of its own."""
    if form is Form.ATOM:
        named = identity(chosen.session)
        return {"events": place.text(lambda out: atom.write(chosen, out, stamp, named))}
    if form is Form.QDC:
        return {"themes": place.text(lambda out: qdc.write(out, stamp))}
    if form in _REFERENCES:
        text = _REFERENCES[form](item(each.row) for each in chosen.documents)
        place.text(lambda out: out.write(text))
        return {"documents": len(chosen.documents)}
    told = about(chosen, stamp)
    return {"annotations": place.text(lambda out: annotations.write(chosen, out, told, names or annotations.KINDS))}


def _check(form: Form, names: Sequence[str]) -> None:
    unfit = [name for name in names if name not in _FITTING.get(form, NAMES)]
    if unfit:
        raise UsageProblem(
            "{form} cannot hold {tables}; it holds: {fitting}.",
            form=form,
            tables=", ".join(unfit),
            fitting=", ".join(_FITTING[form]),
        )


def _folder(place: Place, many: int) -> Path:
    if place.path is None:
        raise UsageProblem("{many} tables cannot be printed; name one, or a folder for them with --output.", many=many)
    return place.path
