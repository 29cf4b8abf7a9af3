"""Values of a table as files hold them: in CSV as text, elsewhere as JSON knows them."""

import json
from datetime import UTC, date, datetime
from typing import Any

from publish.export.columns import Value
from publish.export.text import guarded, plain

SEPARATOR = "; "
"""What stands between the words of a list in one cell."""


def cell(value: Value) -> str | int | float:
    """A value as a CSV file holds it: nothing in it can be taken for a formula; what is not there is empty."""
    if isinstance(value, str):
        return guarded(plain(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, int | float):
        return value
    return guarded(flat(value))


def flat(value: Value) -> str:
    """A value that is neither a number nor a truth as one text."""
    if isinstance(value, tuple):
        return plain(SEPARATOR.join(value))
    if isinstance(value, list):
        return dumps(value)
    return str(bare(value) if value is not None else "")


def bare(value: object) -> Any:
    """A value as JSON knows it: days and moments as ISO 8601, moments in UTC to the microsecond, lists as lists."""
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [bare(each) for each in value]
    if isinstance(value, dict):
        return {plain(str(name)): bare(each) for name, each in value.items()}
    return value


def moment(when: datetime) -> str:
    """A moment, in UTC: ``2026-03-01T12:00:00.000000Z``."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def dumps(value: object) -> str:
    """JSON on one line."""
    return json.dumps(bare(value), ensure_ascii=False)
