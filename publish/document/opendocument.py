"""ODT: the house style as a reference document, and what pandoc leaves undone in what it makes."""

import zipfile
from collections.abc import Iterable, Mapping
from datetime import date

from lxml import etree

from publish.document.looks import FONT, LOOKS, OWN, Look
from publish.document.packed import packed, part_of, tree_of, unpacked

_SPACES = {
    name: f"urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"
    for name, path in {
        "office": "office",
        "style": "style",
        "text": "text",
        "draw": "drawing",
        "fo": "xsl-fo-compatible",
        "svg": "svg-compatible",
        "meta": "meta",
    }.items()
} | {"dc": "http://purl.org/dc/elements/1.1/"}

NAMES = {
    "body": "Text_20_body",
    "title": "Title",
    "subtitle": "Subtitle",
    "author": "Author",
    "heading-1": "Heading_20_1",
    "heading-2": "Heading_20_2",
    "heading-3": "Heading_20_3",
    "quotation": "Quotations",
    "bibliography": "Bibliography",
    "footnote": "Footnote",
    "caption": "FigureCaption",
} | {role: name.replace(" ", "_20_") for role, name in OWN.items()}

TAB = "<text:tab/>"
_HEADINGS = ("Heading_20_4", "Heading_20_5", "Heading_20_6")


def dressed(reference: bytes) -> bytes:
    """Pandoc's own reference document in the house style: A4, every style of ``LOOKS``."""
    parts = unpacked(reference)
    tree = tree_of(parts["styles.xml"])
    for role, name in NAMES.items():
        _dress(_style(tree, name), LOOKS[role])
    for face in tree.iter(_tag("style:font-face")):
        if face.get(_tag("svg:font-family")) == "'Times New Roman'":
            face.set(_tag("svg:font-family"), FONT)
    for rule in tree.iter(_tag("style:footnote-sep")):
        rule.set(_tag("style:line-style"), "solid")
    for layout in tree.iter(_tag("style:page-layout-properties")):
        layout.set(_tag("fo:page-width"), "21cm")
        layout.set(_tag("fo:page-height"), "29.7cm")
        for side in ("top", "bottom", "left", "right"):
            layout.set(_tag(f"fo:margin-{side}"), "2.5cm")
    return packed(parts | {"styles.xml": part_of(tree)})


def holds(reference: bytes) -> bool:
    """Whether these bytes are an ODT that can be a reference document."""
    try:
        parts = unpacked(reference)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError):
        return False
    kind = parts.get("mimetype", b"").strip()
    return kind == b"application/vnd.oasis.opendocument.text" and {"styles.xml", "content.xml"} <= parts.keys()


def finished(made: bytes, *, pictures: Iterable[str], lang: str, banner: str, on: date) -> bytes:
    """What pandoc made with its day and language told, words for its pictures, and a banner on every page.

    ``pictures`` are the words for each, in order.
    """
    parts = unpacked(made)
    content, styles, meta = (tree_of(parts[name]) for name in ("content.xml", "styles.xml", "meta.xml"))
    for frame, words in zip(content.iter(_tag("draw:frame")), pictures, strict=False):
        _described(frame, words)
    for name in OWN.values():
        _own(styles, name.replace(" ", "_20_"))
    if banner:
        for page in styles.iter(_tag("style:master-page")):
            _headed(page, banner)
        for above in styles.iter(_tag("style:header-style")):
            _spaced(above)
    _told(meta, lang, on)
    trees = {"content.xml": content, "styles.xml": styles, "meta.xml": meta}
    return packed(parts | {name: part_of(tree) for name, tree in trees.items()})


def _tag(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_SPACES[space]}}}{local}"


def _style(tree: etree._Element, name: str) -> etree._Element:
    """A style of paragraphs by its name; a new one where there is none."""
    for style in tree.iter(_tag("style:style")):
        if style.get(_tag("style:name")) == name and style.get(_tag("style:family")) == "paragraph":
            return style
    styles = tree.find(_tag("office:styles"))
    assert styles is not None  # noqa: S101  an ODT without it is not pandoc's
    style = etree.SubElement(styles, _tag("style:style"))
    for key, value in {"name": name, "family": "paragraph", "parent-style-name": "Text_20_body"}.items():
        style.set(_tag(f"style:{key}"), value)
    style.set(_tag("style:display-name"), name.replace("_20_", " "))
    return style


def _own(styles: etree._Element, name: str) -> None:
    """A style of ours that a person's reference document does not have is there, and looks like text."""
    _style(styles, name)


def _dress(style: etree._Element, look: Look) -> None:
    for child in list(style):
        style.remove(child)
    shape = {
        "fo:margin-top": f"{look.before}pt",
        "fo:margin-bottom": f"{look.after}pt",
        "fo:margin-left": f"{look.left}cm",
        "fo:margin-right": "0cm",
        "fo:text-indent": f"{-look.hanging}cm",
        "style:auto-text-indent": "false",
        "fo:line-height": "115%",
        "fo:orphans": "2",
        "fo:widows": "2",
    }
    if look.keep:
        shape["fo:keep-with-next"] = "always"
    if look.whole:
        shape["fo:keep-together"] = "always"
    if look.bar:
        shape |= {"fo:border-left": f"2pt solid #{look.bar}", "fo:padding-left": "0.3cm"}
    if look.fill:
        shape["fo:background-color"] = f"#{look.fill}"
    properties = etree.SubElement(style, _tag("style:paragraph-properties"))
    _set(properties, shape)
    if look.hanging:
        stops = etree.SubElement(properties, _tag("style:tab-stops"))
        # counted from the left indent, where the words begin
        _set(etree.SubElement(stops, _tag("style:tab-stop")), {"style:position": "0cm"})
    said = {
        "style:font-name": "Arial",
        "fo:font-size": f"{look.size}pt",
        "fo:font-weight": "bold" if look.bold else "normal",
        "fo:font-style": "normal",
        "fo:color": f"#{look.colour}",
    }
    _set(etree.SubElement(style, _tag("style:text-properties")), said)


def _set(element: etree._Element, values: Mapping[str, str]) -> None:
    for name, value in values.items():
        element.set(_tag(name), value)


def _described(frame: etree._Element, words: str) -> None:
    for name in ("svg:title", "svg:desc"):
        for old in frame.findall(_tag(name)):
            frame.remove(old)
    etree.SubElement(frame, _tag("svg:desc")).text = words


def _headed(page: etree._Element, banner: str) -> None:
    header = page.find(_tag("style:header"))
    if header is None:
        header = etree.Element(_tag("style:header"))
        page.insert(0, header)
    line = etree.SubElement(header, _tag("text:p"))
    line.set(_tag("text:style-name"), NAMES["banner"])
    line.text = banner


def _spaced(above: etree._Element) -> None:
    """Room between what stands on every page and the text."""
    held = above.find(_tag("style:header-footer-properties"))
    if held is None:
        held = etree.SubElement(above, _tag("style:header-footer-properties"))
        _set(held, {"fo:min-height": "0.5cm", "fo:margin-bottom": "0.5cm"})


def _told(meta: etree._Element, lang: str, on: date) -> None:
    day = f"{on.isoformat()}T00:00:00Z"
    for name in ("meta:creation-date", "dc:date"):
        for held in meta.iter(_tag(name)):
            held.text = day
    told = meta.find(_tag("office:meta"))
    assert told is not None  # noqa: S101  an ODT without it is not pandoc's
    if told.find(_tag("dc:language")) is None:
        etree.SubElement(told, _tag("dc:language")).text = lang
