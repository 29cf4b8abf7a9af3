"""Text from documents made safe for a screen, cut to cells, broken into lines. Never read as markup."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from string import Formatter

from rich.cells import cell_len
from textual.content import Content, Span

from tui.tones import Tone

Stretch = tuple[int, int, Tone]
"""Start and end (characters, half open), and how they are coloured."""


@cache
def _harmful(character: str) -> bool:
    # Bidirectional overrides reorder the whole line of a terminal; control characters drive it.
    category = unicodedata.category(character)
    return category in ("Cc", "Zl", "Zp", "Cs") or unicodedata.bidirectional(character) in _TURNING


_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


def plain(text: str) -> str:
    """A title or name in one line: runs of space joined, control characters taken out."""
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or not _harmful(c))
    return " ".join(text.split())


def same_length(text: str) -> str:
    """Text with every control character but the line feed put to a space, so that offsets still hold."""
    if text.isprintable():
        return text
    return "".join(" " if c != "\n" and _harmful(c) else c for c in text)


def marked(text: str, stretches: Iterable[Stretch]) -> Content:
    """The text with some stretches of it styled; what lies outside the text is left out."""
    spans = [
        Span(max(0, start), min(end, len(text)), tone)
        for start, end, tone in stretches
        if start < len(text) and end > 0 and start < end
    ]
    return Content(same_length(text), spans, strip_control_codes=False)


def toned(text: str, tone: Tone) -> Content:
    """Words of one tone, in one line."""
    return Content.styled(plain(text), tone)


def filled(message: str, **values: str | Content | tuple[str, Tone]) -> Content:
    """A message, translated but not filled in, with what its ``{names}`` stand for, each in its own tone."""
    parts: list[str | Content | tuple[str, Tone]] = []
    for before, name, _, _ in Formatter().parse(message):
        parts.append(before)
        if name is not None:
            parts.append(values[name])
    return Content.assemble(*parts)


def cell(text: str, width: int, tone: Tone | None = None) -> Content:
    """A column's entry: exactly ``width`` cells, cut with an ellipsis."""
    content = toned(text, tone) if tone else Content(plain(text))
    return content.truncate(width, ellipsis=True).truncate(width, pad=True)


def titled(title: str, facts: Iterable[str], width: int) -> Content:
    """A document's title and facts about it in one line; where there is too little room the title is cut first."""
    rest = "".join(f" · {plain(fact)}" for fact in facts if fact)
    room = max(width // 3, width - cell_len(rest))
    name = Content(plain(title)).truncate(room, ellipsis=True)
    return (name + rest).truncate(width, ellipsis=True).stylize(Tone.LABEL)


def around(text: str, start: int, end: int, length: int) -> tuple[str, int, int]:
    """At most about ``length`` characters around ``start:end``, with ellipses, and where the stretch now is."""
    if len(text) <= length:
        return text, start, end
    first = max(0, min(start - max(0, length - (end - start)) // 2, len(text) - length))
    last = min(len(text), first + length)
    before, after = ("…" if first else ""), ("…" if last < len(text) else "")
    shift = len(before) - first
    return before + text[first:last] + after, start + shift, min(end, last) + shift


_NARROW = re.compile(r"[\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u20ac]*")
"""Text whose every character is one cell wide: Latin letters, with those of Welsh, and common punctuation."""


def line_breaks(text: str, width: int) -> list[int]:
    """Where lines begin when ``text`` is broken at spaces into lines of at most ``width`` cells; the first is 0.

    A line holds the spaces it was broken at, beyond its width. A word longer than a line is cut.
    """
    width = max(2, width)
    begins = [0]
    narrow = _NARROW.fullmatch(text) is not None
    at = 0
    for paragraph in text.split("\n"):
        if at:
            begins.append(at)
        end = at + len(paragraph)
        while True:
            at = _line_end(text, at, end, width) if narrow else _wide_line_end(text, at, end, width)
            if at >= end:
                break
            begins.append(at)
        at = end + 1
    return begins


def _line_end(text: str, start: int, end: int, width: int) -> int:
    if end - start <= width:
        return end
    space = text.rfind(" ", start, start + width + 1)
    return _past_spaces(text, space, end) if space > start else start + width


def _wide_line_end(text: str, start: int, end: int, width: int) -> int:
    cells = 0
    space = -1
    for at in range(start, end):
        cells += cell_len(text[at])
        if text[at] == " ":
            space = at
        if cells > width:
            return _past_spaces(text, space, end) if space > start else at
    return end


def _past_spaces(text: str, at: int, end: int) -> int:
    while at < end and text[at] == " ":
        at += 1
    return at
