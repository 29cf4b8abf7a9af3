"""JSON: a row an object, by the names of the columns; as lines, or as one array."""

import json
from typing import TextIO

from publish.export.cells import bare, dumps
from publish.export.columns import Table


def write_lines(table: Table, out: TextIO) -> int:
    """Write a table as JSON Lines, row by row as it is read; returns how many rows."""
    count = 0
    for row in table.named():
        out.write(f"{dumps(row)}\n")
        count += 1
    return count


def write_array(table: Table, out: TextIO) -> int:
    """The same as one array."""
    count = 0
    for row in table.named():
        out.write(",\n" if count else "[\n")
        out.write(json.dumps([bare(row)], ensure_ascii=False, indent=2)[2:-2])
        count += 1
    out.write("\n]\n" if count else "[]\n")
    return count
