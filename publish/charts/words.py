"""Text as a chart shows it: on one line, measured without a font, broken into lines and cut where it is too long."""

from collections.abc import Iterator

CUT = "…"

_WIDTHS = {
    **dict.fromkeys("ijlftr.,:;'’‘|!()[] I/", 0.41),
    **dict.fromkeys("mwMWŵŴ%&@—", 1.0),
    **dict.fromkeys("ABCDEFGHKLNOPQRSTUVXYZŶ", 0.79),
}
"""How wide characters are in the widest fonts without serifs that screens commonly have, in ems."""

_OTHER, _WIDE, _WIDE_FROM = 0.64, 1.0, "\u1100"


def plain(text: str) -> str:
    """Text on one line, without what is not printed: controls, marks of direction, half characters."""
    kept = (" " if character.isspace() else character for character in text)
    return " ".join("".join(character for character in kept if character.isprintable()).split())


def width(text: str, size: float) -> float:
    """About how wide a text is at a size; rather too wide than too narrow."""
    return size * sum(_WIDTHS.get(c, _OTHER if c < _WIDE_FROM else _WIDE) for c in text)


def wrapped(text: str, size: float, room: float, most: int) -> tuple[str, ...]:
    """The lines of a text that fit into a width, at most so many; the last is cut where there is more."""
    lines = list(_lines(plain(text), size, room))
    if len(lines) <= most:
        return tuple(lines)
    return (*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), size, room))


def _lines(text: str, size: float, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        together = f"{line} {word}" if line else word
        if width(together, size) <= room:
            line = together
            continue
        if line:
            yield line
        line = word
        while width(line, size) > room and len(line) > 1:
            fits = _fitting(line, size, room)
            yield line[:fits]
            line = line[fits:]
    if line:
        yield line


def _fitting(text: str, size: float, room: float) -> int:
    """How many characters fit, one at least."""
    at, taken = 0, 0.0
    for at, character in enumerate(text):  # noqa: B007  where it ends is what is asked
        taken += width(character, size)
        if taken > room:
            break
    return max(at, 1)


def _cut(text: str, size: float, room: float) -> str:
    return text[: _fitting(text, size, room - width(CUT, size))].rstrip() + CUT
