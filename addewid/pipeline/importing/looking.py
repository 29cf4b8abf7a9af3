"""Asking the index for the words of rows that name no document, before anything is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from addewid.pipeline.importing import columns
from addewid.pipeline.importing.columns import Unmatched, Wanted
from addewid.pipeline.importing.spreadsheet import Line
from addewid.pipeline.indexing import refresh

if TYPE_CHECKING:
    from addewid.workspace import Workspace

WORDS_ASKED = 40
"""Words of a quotation, its first, that it is looked for by in the whole corpus."""

MOST_FOUND = 200
"""Passages that hold the words of a quotation, above which it is not told where they are."""

_CLOSE_ASKED = 3


@dataclass(frozen=True, slots=True)
class Sought:
    """A row with the passages that may hold its words, and those that hold some, where the index was asked."""

    wanted: Wanted
    found: tuple[int, ...] = ()
    close: tuple[int, ...] = ()
    revision: int | None = None


def sought(workspace: "Workspace", lines: Sequence[Line]) -> list[Sought | Unmatched]:
    """What rows ask for, or why they cannot be understood. The index is asked before anything is written."""
    understood = [_understood(line) for line in lines]
    many = sum(isinstance(each, Wanted) and each.anywhere for each in understood)
    if many:
        refresh(workspace)
    rows: list[Sought | Unmatched] = []
    with workspace.narrator.task("Looking for words", many, "rows") as task:
        for each in understood:
            if isinstance(each, Wanted) and each.anywhere:
                rows.append(_look(workspace, each))
                task.advance()
            else:
                rows.append(Sought(each) if isinstance(each, Wanted) else each)
    return rows


def _understood(line: Line) -> Wanted | Unmatched:
    try:
        return columns.wanted(line)
    except Unmatched as reason:
        return reason


def _look(workspace: "Workspace", wanted: Wanted) -> Sought | Unmatched:
    """A row with what the index knows of its words."""
    from index.query.fields import QueryProblem

    try:
        asked = [workspace.index.passages(_phrase(quote)) for quote in wanted.quotes]
    except QueryProblem:
        return Unmatched("Its words cannot be looked for in the whole corpus; name the document.")
    found = list(dict.fromkeys(each for ids, _ in asked for each in ids))
    if len(found) > MOST_FOUND:
        return Unmatched(f"Its words stand in {len(found):,} passages; name the document, or quote more of them.")
    few = wanted.quotes[-1].split()[:WORDS_ASKED]
    close = [] if found else workspace.index.candidates(few, lang=None, limit=_CLOSE_ASKED)
    return Sought(wanted, tuple(found), tuple(each for each, _ in close) or tuple(found), asked[-1][1])


def _phrase(quote: str) -> str:
    """The first words of a quotation as a phrase of the query language."""
    plain = re.sub('["“”„‟«»]', " ", quote)
    return '"{}"'.format(" ".join(plain.split()[:WORDS_ASKED]))
