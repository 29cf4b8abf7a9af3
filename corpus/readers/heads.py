"""The lines of facts some collections put at the head of a text: title, address, date, then ``word: value``."""

import re
from dataclasses import dataclass, field
from datetime import date

from corpus.readers.clean import clean
from corpus.readers.dates import exact

_URL = re.compile(r"https?://\S+")
_KEYED = re.compile(r"([a-z][a-z_ -]{1,20}): (.*)")
_ONE_LINE = re.compile(r"(?P<title>\S.{2,300}?) (?P<date>\d{4}-\d{2}-\d{2}) (?P<url>https?://\S+)")
_MEETING = re.compile(r"Plenary|Cyfarfod Llawn|.{3,80} Committee|Y? ?Pwyllgor .{3,80}")
_MOST_LINES = 8


@dataclass(slots=True)
class Head:
    """The facts of a head block. ``heading`` is the last line of its title, which the text itself then follows."""

    title: str
    heading: str
    url: str
    issued: date | None
    extra: dict[str, str] = field(default_factory=dict)


def parse(lines: list[str]) -> Head | None:
    """The head that the first lines of a text are; None unless an address and a date (or "None") are among them."""
    rows = [clean(line) for line in lines]
    if not 3 <= len(rows) <= _MOST_LINES:
        return None
    titles: list[str] = []
    url, issued, dated = "", None, False
    extra: dict[str, str] = {}
    for row in rows:
        if _URL.fullmatch(row) and not url:
            url = row
        elif not dated and (row == "None" or exact(row)):
            issued, dated = exact(row), True
        elif found := _KEYED.fullmatch(row):
            extra[found[1]] = "" if found[2] == "None" else found[2]
        else:
            titles.append(row)
    if not (url and dated and 1 <= len(titles) <= 3):
        return None
    return Head(_title(titles), titles[-1], url, issued, {key: value for key, value in extra.items() if value})


def _title(titles: list[str]) -> str:
    if len(titles) > 1 and _MEETING.fullmatch(titles[0]):
        return ": ".join((titles[0], " ".join(titles[1:])))
    return " ".join(titles)


def parse_line(text: str) -> Head | None:
    """The same facts run together in one paragraph, as converters leave them: "Title 2026-07-14 https://…"."""
    found = _ONE_LINE.fullmatch(clean(text))
    if found is None:
        return None
    title = found["title"]
    meeting = re.match(r"(Plenary|Cyfarfod Llawn) (?=\d)", title)
    heading = title[meeting.end() :] if meeting else title
    return Head(_title([meeting[1], heading]) if meeting else title, heading, found["url"], exact(found["date"]))
