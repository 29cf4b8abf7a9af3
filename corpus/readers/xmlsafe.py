"""XML and HTML from outside, parsed without entities, network or unbounded depth."""

import re

from lxml import etree, html

from corpus.language import msg, tr
from corpus.readers.clean import uncommented
from corpus.readers.decode import decode
from corpus.readers.draft import Source

DEEPEST = 120
"""Elements within elements; real legislation stays below 50."""
LARGEST = 64 * 1024 * 1024
"""Bytes of markup; its tree takes ten times as many in memory."""

_DTD = msg(
    "carries a document type declaration (DTD); "
    "remove the DOCTYPE if you trust the file, or fetch it from its publisher again"
)
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*?\?>", re.DOTALL)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\s+(?:%\s+)?([^\s>]{1,60})\s+(SYSTEM|PUBLIC)?")
_PROLOG = 256 * 1024
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def parse(source: Source, data: bytes | None = None) -> tuple[etree._Element, list[str]]:
    """The root of an XML file, and sentences about its encoding. ``data`` is a member of an archive, if not the file.

    Raises ``UnreadableDocument`` for a DTD or entities, for nesting beyond `DEEPEST`, and for what is not XML.
    """
    raw = _bounded(source, source.data if data is None else data)
    declared = _DECLARED.search(raw[:400])
    text, note = decode(raw, declared[1].decode("ascii") if declared else "")
    text = _NOT_XML.sub("", _DECLARATION.sub("", text, count=1))
    _refuse_dtd(source, text)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        where = tr("line {number}", number=error.lineno) if error.lineno else tr("its start")
        raise source.refuse(
            "is not well-formed XML (it breaks at {where}); fetch it again, as it may have been cut short", where=where
        ) from error
    if getattr(root.getroottree().docinfo, "doctype", ""):
        raise source.refuse(_DTD)
    _refuse_depth(source, root)
    return root, [note] if note else []


def _bounded(source: Source, data: bytes) -> bytes:
    if len(data) > LARGEST:
        raise source.refuse("holds more than {size} MB of markup; split it", size=LARGEST // 1_048_576)
    return data


def _refuse_dtd(source: Source, text: str) -> None:
    prolog = uncommented(text[:_PROLOG])
    start = prolog.find("<!DOCTYPE")
    if start < 0 or re.search(r"<[A-Za-z]", prolog[:start]):
        return
    entity = _ENTITY.search(prolog, start)
    if entity and entity[2]:
        raise source.refuse(
            "defines the external entity “{entity}”, which could pull in other files; "
            "remove the DOCTYPE if you trust the file, or fetch it from its publisher again",
            entity=entity[1],
        )
    if entity:
        raise source.refuse(
            "defines the entity “{entity}” in a document type declaration; "
            "remove the DOCTYPE if you trust the file, or fetch it from its publisher again",
            entity=entity[1],
        )
    raise source.refuse(_DTD)


def _refuse_depth(source: Source, root: etree._Element) -> None:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest > DEEPEST:
        raise source.refuse(
            "nests elements {depth} deep, which no real document does; check where the file came from", depth=deepest
        )


def parse_html(source: Source) -> tuple[html.HtmlElement, list[str]]:
    """The root of an HTML page, and sentences about its encoding. Raises ``UnreadableDocument`` when there is none."""
    _bounded(source, source.data)
    declared = _DECLARED.search(source.data[:400]) or _META.search(source.data[:4096])
    text, note = decode(source.data, declared[1].decode("ascii") if declared else "")
    text = _NOT_XML.sub("", _DECLARATION.sub("", text, count=1))
    if not text.strip():
        raise source.refuse("holds nothing but white space; check that the page was saved whole")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise source.refuse("holds no HTML elements; check that the page was saved whole") from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise source.refuse(
            "nests elements deeper, or holds longer runs of text, than real pages do; check where it came from"
        )
    return root, [note] if note else []


def name(element: etree._Element) -> str:
    """An element's name without its namespace; ``""`` for what is not an element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def all_text(element: etree._Element) -> str:
    """Everything written in an element and those under it."""
    return "".join(str(text) for text in element.itertext())
