"""How many promises there are, and what waits for a person."""

from collections.abc import Mapping

from corpus import overview, review
from corpus.codebook import ReviewReason
from corpus.overview import Overview
from tui.desk import Desk


def counted(desk: Desk) -> Overview:
    """All promises, today."""
    with desk.corpus.read() as session:
        return overview.overview(session, on=desk.today())


def waiting(desk: Desk) -> Mapping[ReviewReason, int]:
    """How much waits for a person today, by the reason."""
    with desk.corpus.read() as session:
        return review.queue(session, on=desk.today(), weeks=desk.weeks, limit=0).counts
