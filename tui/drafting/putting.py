"""Where words are put into a draft, and what stands around them: never into the paper's own question."""

import re
from collections.abc import Sequence

Location = tuple[int, int]
"""A line and a column, from 0."""

_FENCE = re.compile(r"\s*:{3,}")
_OPENS = re.compile(r"\s*:{3,}\s*[^\s:]")
_HEADING = re.compile(r"#{1,6}\s")


def place(lines: Sequence[str], at: Location) -> Location:
    """Where words go that are put in at a place: there, or after the paper's own question or a heading it is in."""
    row, column = min(at[0], len(lines) - 1), at[1]
    inside = _closing(lines, row)
    if inside is None and not _HEADING.match(lines[row]):
        return row, min(column, len(lines[row]))
    after = row if inside is None else inside
    follows = next((n for n in range(after + 1, len(lines)) if lines[n].strip()), None)
    if inside is None and follows is not None and _OPENS.match(lines[follows]):
        after = _closing(lines, follows) or after
    return after, len(lines[after])


def _closing(lines: Sequence[str], row: int) -> int | None:
    """The line that closes the block with colons that a line stands in; None outside of any, or where none closes."""
    opened = False
    for number in range(row + 1):
        if _OPENS.match(lines[number]):
            opened = True
        elif _FENCE.match(lines[number]) and number < row:
            opened = False
    if not opened:
        return None
    return next(
        (n for n in range(row, len(lines)) if _FENCE.match(lines[n]) and not _OPENS.match(lines[n])),
        None,
    )


def put(words: str, lines: Sequence[str], at: Location) -> str:
    """The words as they are put in at a place: a block stands in lines of its own, others among what is there."""
    row, column = at
    before, after = lines[row][:column], lines[row][column:]
    words = words.strip("\n")
    closes = _FENCE.match(before) or _HEADING.match(before)
    if "\n" in words or words.startswith(">") or closes:
        above = lines[row - 1] if row and not before.strip() else before
        lead = "" if not above.strip() and not before else "\n" if not before.strip() else "\n\n"
        follows = lines[row + 1] if row + 1 < len(lines) and not after.strip() else after
        return lead + words + ("\n\n" if after.strip() else "\n" if follows.strip() else "")
    apart = " " if before and not before[-1].isspace() and before[-1] not in "([“‘\"'" else ""
    return apart + words + (" " if after[:1].isalnum() else "")
