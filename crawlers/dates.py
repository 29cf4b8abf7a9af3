"""Dates as the sites print them: the readers' own, under the name that spiders use."""

from datetime import date

from corpus.readers.dates import exact, within


def day(text: str) -> date | None:
    """The day that a text is: ISO with or without a clock, 07/12/2023, "20 August 2026", "7 Oct 2010 - 10:00am",
    "Fri, 17 Jul 2026 00:00:00 GMT", "Friday 11 Sep 2026, 11:30", and with Welsh month names; None if it is none.
    """
    return exact(text)


def first(text: str) -> date | None:
    """The first day that prose names in words; None where it names none."""
    return next(iter(within(text)), None)
