"""The two languages that Addewid speaks: messages by gettext, dates and numbers by Babel, one language at a time.

English is the text in the code. ``use`` changes the language of the whole process at any moment, so that nothing may
be translated while a module is imported: what stands in a table there is only marked, with ``msg``.
"""

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from corpus.codebook import Lang

LOCALE = Path(__file__).with_name("locale")
DOMAINS = ("tui", "rooms")
"""The catalogues: what the app says, and what the other rooms say."""

_in_use = Lang.EN
_for_now: ContextVar[Lang | None] = ContextVar("spoken_for_now", default=None)


def use(lang: Lang) -> None:
    """Speak this language from now on, in every thread."""
    global _in_use  # noqa: PLW0603  a process speaks one language
    _in_use = lang


def language() -> Lang:
    """The language in use."""
    return _for_now.get() or _in_use


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Speak a language within the block, in this thread alone: the app speaks its own meanwhile."""
    before = _for_now.set(lang)
    try:
        yield
    finally:
        _for_now.reset(before)


def msg(message: str) -> str:
    """The message itself, marked for the catalogue; it is translated where it is shown."""
    return message


def tr(message: str, /, **values: object) -> str:
    """A message in the language in use, with what its ``{names}`` stand for; without values nothing is filled in."""
    said = _catalogue(language()).gettext(message) if message else ""
    return said.format(**values) if values else said


def plural(one: str, many: str, count: int, /, **values: object) -> str:
    """The message for so many; ``{count}`` stands for the number as it is written."""
    said = _catalogue(language()).ngettext(one, many, count)
    return said.format(count=number(count), **values)


def number(count: int) -> str:
    """A number as it is written in both languages: "12,000"."""
    return f"{count:,}"


def percent(share: float) -> str:
    """A share between 0 and 1, in hundredths."""
    return f"{share:.0%}"


def day(when: date) -> str:
    """A date as people write it, whatever the machine's locale: "3 May 2024", "3 Mai 2024"."""
    from babel.dates import format_date

    return format_date(when, "d MMM y", locale=language().value)


def when(stated: str) -> str:
    """A document's date, no more exact than it is known: "3 May 2024", "May 2014", "2014"; other words stay."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", stated)
    if found is None:
        return stated
    from babel.dates import format_date

    try:
        named = date(int(found[1]), int(found[2]), int(found[3] or 1))
    except ValueError:
        return stated
    return day(named) if found[3] else format_date(named, "MMM y", locale=language().value)


@cache
def _catalogue(lang: Lang) -> gettext.NullTranslations:
    """All messages of a language; English stands in the code."""
    if lang is Lang.EN:
        return gettext.NullTranslations()
    first, *others = (gettext.translation(domain, LOCALE, [lang.value]) for domain in DOMAINS)
    for other in others:
        first.add_fallback(other)
    return first
