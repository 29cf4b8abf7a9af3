"""Going on to the next promise of a list without going back to it: the list goes along."""

from textual.screen import Screen

from corpus.errors import UsageProblem
from corpus.rows import CommitmentRow
from tui.widgets.promise_table import PromiseTable


def beside(below: Screen[object] | None, ref: str, step: int) -> str:
    """The ref of the promise that stands after one, or before it, in the list of the screen below.

    Raises UsageProblem where no list holds it there, or the list ends.
    """
    tables = below.query(PromiseTable) if below is not None else ()
    table = next(iter(tables), None)
    if table is None or not isinstance(table.current, CommitmentRow) or table.current.ref != ref:
        raise UsageProblem("There is no list behind this promise; go back to one first.")
    start, before = table.cursor, -1
    while table.cursor != before:
        before = table.cursor
        table.action_move(step)
        row = table.current
        if row is None:
            table.cursor = start
            raise UsageProblem("The list is still being read; press it once more.")
        if isinstance(row, CommitmentRow) and table.cursor != before:
            return row.ref
    table.cursor = start
    raise UsageProblem("The list ends here.")
