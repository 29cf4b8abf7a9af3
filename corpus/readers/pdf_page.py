"""The lines of a PDF page with their places, read character by character from pdfium."""

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_GAP = 1.0
"""Times a character's height; a wider gap within a line may part columns or cells."""
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_HYPHENS = frozenset("\x02\xad\ufffe")
"""What pdfium gives for a hyphen at the end of a line, after which it goes on with the next line."""


@dataclass(slots=True)
class Line:
    """A run of text on one line, without a wide gap. Places are in points from the page's lower left corner.

    ``base`` is the height of its baseline, ``size`` that of its type. ``follows`` says that it comes right
    after the line before it, past a wide gap.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    base: float
    size: float = 1.0
    bold: bool = False
    upright: bool = True
    follows: bool = False

    @property
    def middle(self) -> float:
        """Half its height above its bottom."""
        return (self.bottom + self.top) / 2


@dataclass(slots=True)
class Page:
    """A page's lines in the order the file draws them; ``label`` is its page label or printed number, if any."""

    index: int
    width: float
    height: float
    lines: list[Line]
    label: str = ""
    failed: bool = False


@dataclass(slots=True)
class _Char:
    index: int
    text: str
    left: float
    bottom: float
    right: float
    top: float


def read_page(document: Any, index: int) -> Page:
    """One page of an open document. Raises pdfium's error when the page cannot be loaded."""
    page = document[index]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            turned = _Turned(page, width, height)
            lines = [line for run in _runs(text_page.raw, turned) if (line := _line(text_page.raw, run, turned))]
        finally:
            text_page.close()
    finally:
        page.close()
    return Page(index, width, height, _marked(lines))


class _Turned:
    """Places on a page as a reader sees it, however the page is turned and cropped."""

    def __init__(self, page: Any, width: float, height: float) -> None:
        self._quarter = page.get_rotation() // 90 % 4
        self._x, self._y = page.get_bbox()[:2]
        self._width, self._height = width, height

    def place(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        left, right, bottom, top = left - self._x, right - self._x, bottom - self._y, top - self._y
        match self._quarter:
            case 1:
                return bottom, self._height - right, top, self._height - left
            case 2:
                return self._width - right, self._height - top, self._width - left, self._height - bottom
            case 3:
                return self._width - top, left, self._width - bottom, right
            case _:
                return left, bottom, right, top


def _runs(raw: Any, turned: _Turned) -> Iterator[list[_Char]]:
    """Characters of one line without a wide gap, in the file's order."""
    import pypdfium2.raw as pdfium

    rect = pdfium.FS_RECTF()
    run: list[_Char] = []
    last: _Char | None = None
    for index in range(pdfium.FPDFText_CountChars(raw)):
        text = chr(pdfium.FPDFText_GetUnicode(raw, index) or 0xFFFD)
        if text in "\r\n":
            if run:
                yield run
            run, last = [], None
            continue
        pdfium.FPDFText_GetLooseCharBox(raw, index, rect)
        char = _Char(index, text, *turned.place(rect.left, rect.bottom, rect.right, rect.top))
        if last and not text.isspace() and _apart(last, char):
            yield run
            run = []
        run.append(char)
        if not text.isspace():
            last = char
    if run:
        yield run


def _apart(last: _Char, char: _Char) -> bool:
    """Whether a character stands past a wide gap, or on another line (pdfium runs on over a hyphen at a line's end)."""
    height = max(char.top - char.bottom, 4)
    middle = (char.bottom + char.top) / 2
    elsewhere = not last.bottom - 0.3 * height < middle < last.top + 0.3 * height
    return elsewhere or char.left - last.right > _GAP * height or last.left - char.left > _GAP * height


def _line(raw: Any, run: list[_Char], turned: _Turned) -> Line | None:
    seen = [char for char in run if not char.text.isspace()]
    if not seen:
        return None
    first = next((char for char in seen if char.text.isalnum()), seen[0])
    text = "".join("-" if char.text in _HYPHENS and char is seen[-1] else char.text for char in run)
    line = Line(
        text=re.sub("[\x02\ufffe\xad]", "", text).strip(),
        left=min(char.left for char in seen),
        bottom=min(char.bottom for char in seen),
        right=max(char.right for char in seen),
        top=max(char.top for char in seen),
        base=_base(raw, first.index, turned),
    )
    line.size, line.bold = _type(raw, seen)
    line.upright = len(seen) < 4 or line.right - line.left > line.top - line.bottom
    return line


def _base(raw: Any, index: int, turned: _Turned) -> float:
    import pypdfium2.raw as pdfium

    across, up = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, index, across, up)
    return turned.place(across.value, up.value, across.value, up.value)[1]


def _type(raw: Any, chars: list[_Char]) -> tuple[float, bool]:
    """The size of a line's type and whether it is bold, as most of a few of its characters have it."""
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    sizes: Counter[float] = Counter()
    bold = 0
    some = chars[:: max(1, len(chars) // 7)]
    for char in some:
        pdfium.FPDFText_GetMatrix(raw, char.index, matrix)
        scale = math.hypot(matrix.c, matrix.d)
        sizes[round(pdfium.FPDFText_GetFontSize(raw, char.index) * scale, 1)] += 1
        bold += _is_bold(raw, char.index)
    return sizes.most_common(1)[0][0] or 1.0, 2 * bold > len(some)


def _is_bold(raw: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, flags)
    return bool(_BOLD.search(name.value.decode("latin-1"))) or bool(flags.value & 1 << 18)


def _marked(lines: list[Line]) -> list[Line]:
    """Lines that go on past a wide gap, marked so."""
    for before, line in pairwise(lines):
        line.follows = line.left > before.right and before.bottom < line.middle < before.top
    return lines
