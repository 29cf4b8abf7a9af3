"""What is typed into forms, as what it means."""

from datetime import date

from corpus.errors import UsageProblem
from tui.text import plain


def a_day(text: str) -> date:
    """A day as it is typed, "2026-03-31". Raises UsageProblem."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise UsageProblem(
            "“{text}” is not a date; write it as year-month-day, like 2026-03-31.", text=plain(text)
        ) from error
