"""A chart as a PNG picture, black on white, for documents that hold pictures."""

import io
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from corpus.errors import AddewidError
from publish.charts.chart import Chart
from publish.charts.layout import WIDTH, Box, Mark, Rule, Words, drawing
from publish.charts.tones import LOOKS, TILE, Pattern

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONT = "font_source_sans_pro"
"""The package that brings the letters; its files alone are used."""

SCALE = 3
"""Pixels to a unit of the layout, in the finished picture."""

_FINE = 2 * SCALE
"""Pixels to a unit while it is drawn, so that slanting lines come out smooth."""

_DPI = 96 * SCALE
_INK, _PAPER = "#1a1a1a", "#ffffff"
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}


def as_png(chart: Chart, *, titled: bool = True) -> bytes:
    """The chart as a PNG, as wide in print as the SVG is on a screen (11 cm); ``titled`` as for ``as_svg``."""
    from PIL import Image, ImageDraw

    drawn = drawing(chart, titled=titled)
    size = round(WIDTH * _FINE), round(max(drawn.height, 1) * _FINE)
    image = Image.new("RGB", size, _PAPER)
    pen = ImageDraw.Draw(image)
    for mark in drawn.marks:
        _draw(image, pen, mark)
    out = io.BytesIO()
    image.reduce(_FINE // SCALE).save(out, "PNG", optimize=True, dpi=(_DPI, _DPI))
    return out.getvalue()


def _draw(image: "Image", pen: "ImageDraw", mark: Mark) -> None:
    if isinstance(mark, Words):
        at = mark.x * _FINE, mark.y * _FINE
        pen.text(at, mark.text, fill=_INK, font=_font(mark.size, bold=mark.bold), anchor=_ANCHORS[mark.anchor])
    elif isinstance(mark, Rule):
        ends = (mark.x * _FINE, mark.y * _FINE, (mark.x + mark.width) * _FINE, mark.y * _FINE)
        pen.line(ends, fill=_INK, width=_FINE)
    else:
        _box(image, mark)


def _box(image: "Image", box: Box) -> None:
    """A part, filled with its pattern, which runs through all boxes as if they stood before one wall."""
    from PIL import Image, ImageDraw

    look = LOOKS[box.tone]
    left, top = round(box.x * _FINE), round(box.y * _FINE)
    wide, high = max(round(box.width * _FINE), 1), max(round(box.height * _FINE), 1)
    part = Image.new("RGB", (wide, high), _PAPER)
    pen = ImageDraw.Draw(part)
    if look.pattern is Pattern.SOLID:
        pen.rectangle((0, 0, wide, high), fill=look.colour)
    else:
        _fill(pen, look.pattern, look.colour, (left, top, wide, high))
    pen.rectangle((0, 0, wide - 1, high - 1), outline=look.colour, width=_FINE)
    image.paste(part, (left, top))


def _fill(pen: "ImageDraw", pattern: Pattern, colour: str, box: tuple[int, int, int, int]) -> None:
    """Draw a pattern over a part of this place and size, in pixels."""
    left, top, wide, high = box
    tile = round(TILE * _FINE)
    right, bottom = left + wide, top + high
    if pattern is Pattern.STRIPES:
        for at in range((left + top) // tile * tile, right + bottom + tile, tile):
            pen.line((at - top - left, 0, at - top - left - high, high), fill=colour, width=3 * _FINE)
    elif pattern is Pattern.DOTS:
        across = range(left // tile * tile + tile // 2, right, tile)
        for x, y in ((x, y) for x in across for y in range(top // tile * tile + tile // 2, bottom, tile)):
            pen.circle((x - left, y - top), 1.2 * _FINE, fill=colour)
    else:
        for x in range(left // (tile // 2) * (tile // 2) + tile // 4, right, tile // 2):
            pen.line((x - left, 0, x - left, high), fill=colour, width=_FINE)
        for y in range(top // (tile // 2) * (tile // 2) + tile // 4, bottom, tile // 2):
            pen.line((0, y - top, wide, y - top), fill=colour, width=_FINE)


@cache
def _font(size: float, *, bold: bool) -> "FreeTypeFont":
    """Source Sans Pro, which has all letters of Welsh; it is narrower than what the layout leaves room for."""
    from PIL import ImageFont

    name = "SourceSansPro-Semibold.ttf" if bold else "SourceSansPro-Regular.ttf"
    try:
        held = files(FONT).joinpath("files", name).read_bytes()
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise AddewidError(
            "The letters for pictures of charts are missing; install Addewid again, with everything that it needs "
            "(pip install {package}), and try again.",
            package=FONT.replace("_", "-"),
        ) from error
    return ImageFont.truetype(io.BytesIO(held), round(size * _FINE), layout_engine=ImageFont.Layout.BASIC)
