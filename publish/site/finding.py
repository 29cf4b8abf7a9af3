"""What the page "Find" narrows: every promise in a few words, in files that it reads when somebody asks."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from publish.site import addresses
from publish.site.lines import Line
from publish.site.lists import Listed, is_unmet
from publish.site.making import Making
from publish.site.quoting import beginning

WORDS = 160
"""Characters of a promise that can be found."""
LARGEST = 80_000
"""Characters of one file: it is a script, and not only data, so that it can be read from a disk too."""


@dataclass(frozen=True, slots=True)
class Finding:
    """How many files there are."""

    chunks: int


def put(making: Making, lines: Mapping[int, Line], bodies: Sequence[Listed], themes: Sequence[Listed]) -> Finding:
    """The files of all promises, by their row numbers, in order."""
    of_bodies, of_themes = _groups(bodies), _groups(themes)
    number = 0
    for number, chunk in enumerate(_chunks(list(lines.values()), of_bodies, of_themes), 1):
        making.put_for_all(f"find/{number}.js", f"addewid.take({chunk});\n")
    return Finding(number)


def _groups(groups: Sequence[Listed]) -> dict[str, list[str]]:
    """The keys of the groups that each promise is in, by its ref."""
    found: dict[str, list[str]] = {}
    for of in groups:
        for line in of.lines:
            found.setdefault(line.ref, []).append(of.key or addresses.NONE)
    return found


def _chunks(lines: Sequence[Line], bodies: Mapping[str, list[str]], themes: Mapping[str, list[str]]) -> "list[str]":
    chunks: list[str] = []
    titles: dict[str, int] = {}
    rows: list[str] = []
    size = 0
    for line in lines:
        title = titles.setdefault(line.document, len(titles))
        row = _json(_row(line, bodies.get(line.ref, []), themes.get(line.ref, []), title))
        rows.append(row)
        size += len(row)
        if size > LARGEST:
            chunks.append(_chunk(titles, rows))
            titles, rows, size = {}, [], 0
    return [*chunks, _chunk(titles, rows)] if rows else chunks


def _row(line: Line, bodies: list[str], themes: list[str], title: int) -> list[Any]:
    flags = f"{'u' if is_unmet(line) else ''}{'o' if line.overdue else ''}{'c' if line.confirmed else ''}"
    words = beginning(line.words, WORDS)
    return [line.path, line.lang, words, bodies, themes, title, line.delivery, line.kind, flags]


def _chunk(titles: Mapping[str, int], rows: Sequence[str]) -> str:
    return f'{{"documents":{_json(list(titles))},"promises":[{",".join(rows)}]}}'


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
