"""Making a crate: a folder, or a ZIP archive of it, whole or not at all; the same slice gives the same bytes."""

import hashlib
import json
import shutil
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from publish.crate.contents import Contents
from publish.crate.metadata import NAME, Held, Making, metadata
from publish.crate.readme import README, readme
from publish.export import package
from publish.export.about import about
from publish.export.chosen import Chosen
from publish.export.writing import DESCRIPTOR, whole_file, whole_folder
from publish.stamp import Stamp

STAMPED = (1980, 1, 1, 0, 0, 0)
"""The time that files of an archive bear: the first that one can."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a crate holds: how many rows each of its tables has."""

    rows: Mapping[str, int]


def make(chosen: Chosen, stamp: Stamp, path: Path, made: Making) -> Made:
    """Write a crate; where ``path`` ends with ".zip" an archive, else a folder that must not be there or be empty.

    Raises UsageProblem for a folder that holds anything, AddewidError where it cannot be written; then nothing has
    changed.
    """
    with TemporaryDirectory(prefix="addewid-") as scratch:
        folder = Path(scratch) / "crate"
        rows = _fill(folder, chosen, stamp, made)
        files = sorted(folder.iterdir())
        if path.suffix.lower() == ".zip":
            with whole_file(path) as draft:
                _pack(files, draft)
        else:
            with whole_folder(path) as draft:
                for file in files:
                    shutil.copyfile(file, draft / file.name)
    return Made(rows)


def _fill(folder: Path, chosen: Chosen, stamp: Stamp, made: Making) -> dict[str, int]:
    told = about(chosen, stamp)
    rows = package.write(Contents(chosen).tables(), folder, told, "jsonl")
    described = json.loads((folder / DESCRIPTOR).read_bytes())
    files = [_table(each) for each in described["resources"]]
    files.append(_held(folder / DESCRIPTOR, "Data package", "The tables and their columns, for programs."))
    (folder / README).write_text(readme(files, told, made), encoding="utf-8", newline="")
    files.append(_held(folder / README, "README", "What this is, and how to check and repeat it."))
    text = metadata(sorted(files, key=lambda each: each.name), chosen.documents, told, made)
    (folder / NAME).write_text(text, encoding="utf-8", newline="")
    return rows


def _table(resource: Mapping[str, Any]) -> Held:
    return Held(
        name=resource["path"],
        title=resource["title"],
        description=resource["description"],
        media_type=resource["mediatype"],
        size=resource["bytes"],
        sha256=resource["hash"].removeprefix("sha256:"),
    )


def _held(path: Path, title: str, description: str) -> Held:
    content = path.read_bytes()
    kind = "text/markdown" if path.suffix == ".md" else "application/json"
    return Held(path.name, title, description, kind, len(content), hashlib.sha256(content).hexdigest())


def _pack(files: list[Path], path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            info = zipfile.ZipInfo(file.name, STAMPED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3  # as on every system
            with file.open("rb") as source, archive.open(info, "w") as out:
                shutil.copyfileobj(source, out)
