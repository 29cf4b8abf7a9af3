"""How a document looks where no reference document says otherwise: plain, large enough, with contrast of 7 to 1."""

from dataclasses import dataclass

FONT = "Arial"
"""Every system has it, or one of the same widths."""

INK, NAVY, RED = "000000", "1F3864", "9C0006"
PALE, PINK = "EEF3F8", "FDECEA"


@dataclass(frozen=True, slots=True)
class Look:
    """A style of paragraph: sizes in points, indents in centimetres, colours as six digits; "" is none.

    ``hanging`` is how far lines after the first stand in. ``keep`` says that it stays on the page of what follows it,
    ``whole`` that it is not divided between pages. ``bar`` and ``fill`` are the colours of a line at the left
    and behind the words.
    """

    size: float = 11.5
    bold: bool = False
    colour: str = INK
    before: float = 0
    after: float = 8
    left: float = 0
    hanging: float = 0
    keep: bool = False
    whole: bool = False
    bar: str = ""
    fill: str = ""


LOOKS = {
    "body": Look(),
    "compact": Look(after=3),
    "title": Look(size=22, bold=True, colour=NAVY, after=6, keep=True),
    "subtitle": Look(size=13, colour=NAVY, after=6, keep=True),
    "author": Look(after=2),
    "heading-1": Look(size=16, bold=True, colour=NAVY, before=18, after=6, keep=True),
    "heading-2": Look(size=13.5, bold=True, colour=NAVY, before=14, after=4, keep=True),
    "heading-3": Look(size=11.5, bold=True, colour=NAVY, before=12, after=4, keep=True),
    "quotation": Look(left=1.2, before=2, after=8),
    "question": Look(left=0.4, before=2, after=8, bar=NAVY, fill=PALE, keep=True),
    "numbered": Look(left=1.2, hanging=1.2),
    "banner": Look(bold=True, colour=RED, before=6, after=10, left=0.4, bar=RED, fill=PINK),
    "stamp": Look(size=9.5, before=18, whole=True),
    "bibliography": Look(left=0.8, hanging=0.8, after=6),
    "footnote": Look(size=9.5, after=3, left=0.5, hanging=0.5),
    "caption": Look(size=10.5, after=8),
}

OWN = {"question": "Question", "numbered": "Numbered Paragraph", "banner": "Not Checked", "stamp": "Stamp"}
"""Styles that are ours, by their classes in the tree, and what they are called in a word processor."""
