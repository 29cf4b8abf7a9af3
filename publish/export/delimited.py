"""CSV: comma separated, in UTF-8, with a header; lines end as RFC 4180 has them."""

import csv
from typing import TextIO

from publish.export.cells import cell
from publish.export.columns import Table


def write(table: Table, out: TextIO) -> int:
    """Write a table, row by row as it is read; returns how many rows. ``out`` must leave line ends as they are."""
    written = csv.writer(out)
    written.writerow(column.name for column in table.columns)
    count = 0
    for row in table.rows():
        written.writerow(map(cell, row))
        count += 1
    return count
