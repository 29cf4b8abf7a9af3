"""Words to be taken away, with where they stand."""

from corpus import captured
from corpus.rows import Quotation
from publish.citations.told import citation
from tui.desk import Desk


def cited(desk: Desk, quotation: Quotation) -> str:
    """Where the words of a quotation stand, for a footnote."""
    with desk.corpus.read() as session:
        day = captured.day(session, quotation.passage.version_id)
    return citation(quotation.passage, day)
