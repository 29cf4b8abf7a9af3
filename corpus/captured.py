"""When the words of a version were taken from where they stand."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.models import Capture, Version


def day(session: Session, version_id: int) -> date | None:
    """The day on which a version was captured; None where a re-reading has taken it away."""
    at = session.scalar(
        select(Capture.captured_at).join(Version, Version.capture_id == Capture.id).where(Version.id == version_id)
    )
    return at.date() if at else None
