"""The ``Retry-After`` header: a number of seconds, or a date."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 3600.0
"""Seconds that we are ready to wait; a server that asks for more does not want us."""


def seconds(value: bytes | None, now: datetime) -> float | None:
    """Seconds to wait from ``now`` (aware), not negative; None when nothing was said or it cannot be understood."""
    if value is None:
        return None
    said = value.decode("latin-1").strip()
    if re.fullmatch(r"[0-9]+", said):
        return float(min(int(said[:12]), 10**11))
    try:
        then = parsedate_to_datetime(said[:60])
    except (ValueError, TypeError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - now).total_seconds())
