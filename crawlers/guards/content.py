"""What a body is, told from its own bytes; what a media type and an address promise; and the response that fits."""

import codecs
import re
from collections.abc import Sequence
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from scrapy.http import Headers, HtmlResponse, JsonResponse, Response, TextResponse, XmlResponse


class Kind(StrEnum):
    """Kinds of content; each value is how it is called in a sentence."""

    PAGE = "a page"
    XML = "XML data"
    JSON = "JSON data"
    TEXT = "plain text"
    PDF = "a PDF"
    OFFICE = "an office document"
    OLD_OFFICE = "an old office document"
    RICH_TEXT = "a rich text document"
    PICTURE = "a picture"
    OTHER = "data of another kind"


DOCUMENTS = frozenset({Kind.PDF, Kind.OFFICE, Kind.OLD_OFFICE, Kind.RICH_TEXT})
MARKUP = frozenset({Kind.PAGE, Kind.XML, Kind.JSON, Kind.TEXT})
MEDIA_TYPES = {
    Kind.PAGE: "text/html",
    Kind.XML: "application/xml",
    Kind.PDF: "application/pdf",
    Kind.OFFICE: "application/zip",
    Kind.OLD_OFFICE: "application/msword",
    Kind.RICH_TEXT: "application/rtf",
}
_CLASSES: dict[Kind, type[TextResponse]] = {
    Kind.PAGE: HtmlResponse,
    Kind.XML: XmlResponse,
    Kind.JSON: JsonResponse,
    Kind.TEXT: TextResponse,
}
_TYPES = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"text/html|application/xhtml\+xml", Kind.PAGE),
        (r"image/.*", Kind.PICTURE),
        (r".*[/+]xml", Kind.XML),
        (r".*[/+]json", Kind.JSON),
        (r"application/(?:x-)?pdf", Kind.PDF),
        (r"application/(?:vnd\.(?:openxmlformats|oasis\.opendocument).*|(?:x-)?zip(?:-compressed)?)", Kind.OFFICE),
        (r"application/(?:msword|vnd\.ms-(?:excel|powerpoint))", Kind.OLD_OFFICE),
        (r"(?:application|text)/rtf", Kind.RICH_TEXT),
        (r"text/.*", Kind.TEXT),
    )
)
_SUFFIXES = {
    ".pdf": Kind.PDF,
    **dict.fromkeys((".docx", ".odt", ".xlsx", ".ods", ".pptx", ".odp", ".zip"), Kind.OFFICE),
    **dict.fromkeys((".doc", ".xls", ".ppt"), Kind.OLD_OFFICE),
    ".rtf": Kind.RICH_TEXT,
    **dict.fromkeys((".xml", ".rss", ".atom", ".feed"), Kind.XML),
    ".json": Kind.JSON,
}
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", Kind.OFFICE),
    (b"PK\x05\x06", Kind.OFFICE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.OLD_OFFICE),
    (b"{\\rtf", Kind.RICH_TEXT),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"\x1f\x8b", Kind.OTHER),
)
_HEAD = 8 * 1024
_SKIPPED = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?>[^>\[]|\[[^\]]*\])*+>)*+", re.DOTALL | re.IGNORECASE)
_DOCTYPE = re.compile(r"(?:<\?.*?\?>|<!--.*?-->|\s)*+<!doctype\s+html\b", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z][\w.-]*:)?([A-Za-z][\w.-]*)")
_OF_PAGES = re.compile(
    r"html|head|body|title|meta|link|script|style|noscript|base|div|section|article|main|header|nav|p|a|ul|ol|table"
    r"|form|span|center|h[1-6]|font|iframe|frameset",
    re.IGNORECASE,
)


def of_body(body: bytes) -> Kind:
    """The kind of some bytes."""
    head = body[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    wide = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if b"\0" in head and not wide:
        return Kind.OTHER
    return _of_text(head.decode("utf-16" if wide else "utf-8", "replace").lstrip("\ufeff"))


def _of_text(text: str) -> Kind:
    if _DOCTYPE.match(text):
        return Kind.PAGE
    skipped = _SKIPPED.match(text)
    root = _ROOT.match(text, skipped.end() if skipped else 0)
    if root is None:
        return Kind.TEXT
    if _OF_PAGES.fullmatch(root[2]) and not root[1]:
        return Kind.PAGE
    declared = text.lstrip().startswith("<?xml") or "xmlns" in text[root.start() : root.start() + 400].partition(">")[0]
    return Kind.XML if declared or root[2].lower() in {"rss", "feed", "urlset", "sitemapindex"} else Kind.TEXT


def of_type(content_type: str) -> Kind | None:
    """The kind that a ``Content-Type`` promises; None when it promises nothing ("application/octet-stream")."""
    name = content_type.partition(";")[0].strip().lower()
    for pattern, kind in _TYPES:
        if pattern.fullmatch(name):
            return kind
    return None


def of_address(url: str) -> Kind | None:
    """The kind that the end of an address promises, for documents and data; None for all else."""
    return _SUFFIXES.get(PurePosixPath(urlsplit(url).path).suffix.lower())


def response_of(url: str, status: int, headers: Headers, body: bytes, flags: Sequence[str] = ()) -> Response:
    """The response whose class fits its ``Content-Type``: the same for what has just come and for what was archived."""
    kind = of_type((headers.get(b"Content-Type") or b"").decode("latin-1"))
    fitting: type[Response] = _CLASSES.get(kind, Response) if kind else Response
    return fitting(url=url, status=status, headers=headers, body=body, flags=list(flags))
