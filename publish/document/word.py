"""DOCX: the house style as a reference document, and what pandoc leaves undone in what it makes."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from publish.document.looks import FONT, LOOKS, NAVY, OWN, RED, Look
from publish.document.packed import packed, unpacked

NAMES = {
    "body": "Body Text",
    "compact": "Compact",
    "title": "Title",
    "subtitle": "Subtitle",
    "author": "Author",
    "heading-1": "Heading 1",
    "heading-2": "Heading 2",
    "heading-3": "Heading 3",
    "quotation": "Block Text",
    "bibliography": "Bibliography",
    "footnote": "Footnote Text",
    "caption": "Image Caption",
} | OWN

TAB = "<w:r><w:tab/></w:r>"
"""What stands between a paragraph's number and its words."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 567
"""Of a centimetre."""


def dressed(reference: bytes) -> bytes:
    """Pandoc's own reference document in the house style: A4, page numbers, every style of ``LOOKS``."""
    import docx
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.shared import Cm, RGBColor

    document = docx.Document(io.BytesIO(reference))
    known = {style.name for style in document.styles}
    for role, name in NAMES.items():
        if name not in known:
            document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Body Text"]
        _dress(document.styles[name], LOOKS[role])
    for head in document.styles["Table"].element.iter(f"{_W}tblStylePr"):
        bold = OxmlElement("w:rPr")
        bold.append(OxmlElement("w:b"))
        head.insert(0, bold)
    document.styles["Hyperlink"].font.color.rgb = RGBColor.from_string(NAVY)
    document.styles["Hyperlink"].font.underline = True
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2.5)
    _page_number(section.footer.paragraphs[0])
    parts = unpacked(_saved(document))
    return packed({name: _own_font(part) if "theme/" in name else part for name, part in parts.items()})


def holds(reference: bytes) -> bool:
    """Whether these bytes are a DOCX that can be a reference document."""
    try:
        parts = unpacked(reference)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False
    return {"word/document.xml", "word/styles.xml", "[Content_Types].xml"} <= parts.keys()


def finished(made: bytes, *, title: str, lang: str, banner: str, on: date) -> bytes:
    """What pandoc made with its day and language told, pictures named by their words, and a banner on every page."""
    import docx

    document = docx.Document(io.BytesIO(made))
    core = document.core_properties
    core.created = core.modified = datetime(on.year, on.month, on.day)
    core.language = lang
    core.title = title[:255]  # the longest that the library takes
    for drawing in document.element.iter("{*}inline", "{*}anchor"):
        _named(drawing)
    for restart in list(document.element.iter(f"{_W}numRestart")):
        restart.getparent().remove(restart)  # notes are numbered through the whole document
    if banner:
        for section in document.sections:
            _headed(section, banner)
    return packed(unpacked(_saved(document)))


def _named(drawing: Any) -> None:
    """A picture's name for assistive programs is its words, never its bytes, which pandoc puts there."""
    words = next((held.get("descr", "") for held in drawing.iter("{*}docPr")), "")
    for held in drawing.iter("{*}cNvPr"):
        held.set("descr", words)


def _headed(section: Any, banner: str) -> None:
    from docx.shared import RGBColor

    # a document may have other headers on its first and on even pages
    for header in (section.header, section.first_page_header, section.even_page_header):
        paragraph = header.paragraphs[0] if not header.paragraphs[0].text else header.add_paragraph()
        run = paragraph.add_run(banner)
        run.bold = True
        run.font.color.rgb = RGBColor.from_string(RED)


def _dress(style: Any, look: Look) -> None:
    from docx.shared import Cm, Pt, RGBColor

    font, shape = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = RGBColor.from_string(look.colour)
    shape.alignment = None
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.line_spacing = 1.15
    shape.left_indent, shape.right_indent = Cm(look.left), Cm(0)
    shape.first_line_indent = Cm(-look.hanging)
    shape.keep_with_next, shape.keep_together = look.keep, look.whole
    if look.hanging:
        shape.tab_stops.add_tab_stop(Cm(look.left))
    _coloured(style.element.get_or_add_pPr(), look)


def _coloured(properties: Any, look: Look) -> None:
    """The line at the left and the colour behind a paragraph, which the library has no words for."""
    from docx.oxml import OxmlElement

    # in the order that the schema asks for: both stand before tabs, spacing and indents
    following = [child for child in properties if child.tag in {f"{_W}{name}" for name in _AFTER_SHADING}]
    place: Callable[[Any], None] = following[0].addprevious if following else properties.append
    if look.bar:
        border, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
        for name, value in {"val": "single", "sz": "18", "space": "8", "color": look.bar}.items():
            left.set(f"{_W}{name}", value)
        border.append(left)
        place(border)
    if look.fill:
        shading = OxmlElement("w:shd")
        for name, value in {"val": "clear", "color": "auto", "fill": look.fill}.items():
            shading.set(f"{_W}{name}", value)
        place(shading)


_AFTER_SHADING = ("tabs", "suppressAutoHyphens", "spacing", "ind", "contextualSpacing", "jc", "outlineLvl", "rPr")


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(f"{_W}instr", "PAGE")
    run = OxmlElement("w:r")
    run.text = "1"
    field.append(run)
    paragraph._p.append(field)


def _own_font(theme: bytes) -> bytes:
    """A theme whose fonts for headings and text are the house's."""
    from publish.document.packed import part_of, tree_of

    tree = tree_of(theme)
    for font in tree.iter("{*}majorFont", "{*}minorFont"):
        for latin in font.iter("{*}latin"):
            latin.attrib.clear()
            latin.set("typeface", FONT)
    return part_of(tree)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
