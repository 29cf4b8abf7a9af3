"""Which format a file is: by its first bytes, its root element or its archive's members, and only then by its name."""

import io
import json
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath

from corpus.language import msg
from corpus.readers.decode import decode
from corpus.readers.draft import Source
from corpus.readers.zipguard import DAMAGED


class Format(StrEnum):
    """The formats that are read; each value is the module of this package that reads it."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    HTML = "webpage"
    PDF = "pdf"
    DOCX = "docx_file"
    ODT = "odt"
    CLML = "clml"
    AKN = "akn"
    LEGISLATION_HTML = "legislation_html"
    RECORD_XML = "record_xml"
    JSONL = "jsonl"
    CSV = "csv_rows"


BY_SUFFIX: dict[str, Format] = {
    ".txt": Format.PLAIN,
    ".text": Format.PLAIN,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
    ".odt": Format.ODT,
    ".xml": Format.CLML,
    ".akn": Format.AKN,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
}

_NAMES: dict[Format, str] = {
    Format.HTML: "a web page",
    Format.PDF: "a PDF",
    Format.DOCX: "a Word document",
    Format.ODT: "an OpenDocument text",
    Format.CLML: "legislation in XML",
    Format.AKN: "legislation in Akoma Ntoso",
    Format.LEGISLATION_HTML: "a web page of legislation",
    Format.RECORD_XML: "an XML export of the Record",
    Format.JSONL: "JSON, one document a line",
}
_XML = {Format.CLML, Format.AKN, Format.RECORD_XML}
_WEB = {Format.HTML, Format.LEGISLATION_HTML}
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        msg("is an old or a password-protected Office document; save it as .docx without a password"),
    ),
    (b"{\\rtf", msg("is a rich text (RTF) document; save it as .docx or .odt")),
    (b"\x89PNG", msg("is a picture (PNG); run text recognition on it and add the text")),
    (b"\xff\xd8\xff", msg("is a picture (JPEG); run text recognition on it and add the text")),
    (b"GIF8", msg("is a picture (GIF); run text recognition on it and add the text")),
    (b"II*\0", msg("is a picture (TIFF); run text recognition on it and add the text")),
    (b"MM\0*", msg("is a picture (TIFF); run text recognition on it and add the text")),
    (b"\x1f\x8b", msg("is compressed (gzip); unpack it and add what is inside")),
    (b"7z\xbc\xaf\x27\x1c", msg("is a 7-Zip archive; unpack it and add what is inside")),
    (b"Rar!", msg("is a RAR archive; unpack it and add what is inside")),
    (b"SQLite format 3\0", msg("is a database; export what it holds as .jsonl or .csv")),
    (b"MZ", msg("is a Windows program; add the document itself")),
    (b"\x7fELF", msg("is a program; add the document itself")),
)
_ROOTS: dict[str, Format] = {
    "Legislation": Format.CLML,
    "akomaNtoso": Format.AKN,
    "dataroot": Format.RECORD_XML,
    "NewDataSet": Format.RECORD_XML,
    "html": Format.HTML,
}
_SKIPPED = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?>[^>\[]|\[[^\]]*\])*+>)*+", re.DOTALL | re.IGNORECASE)
_ROOT = re.compile(r"<(?:[\w.-]+:)?([A-Za-z][\w.-]*)")
_LEGISLATION_PAGE = re.compile(
    rb"<article[^>]{0,300}\bclass=\"[^\"]{0,100}\b(?:act|bill|doc)\b[^\"]{0,100}\b(?:primary|secondary)\b"
)
_HEAD = 64 * 1024


def identify(source: Source) -> tuple[Format, list[str]]:
    """The format to read a file as, and sentences for the person where that is not what its name says.

    Raises ``UnreadableDocument`` for pictures, archives, programs, other binary data, XML of no known sort,
    and for a web page under the name of a PDF or office document, which is nearly always an error page.
    """
    found = _by_content(source)
    named = BY_SUFFIX.get(PurePath(source.path).suffix.lower())
    if found is None:
        return _as_text(source, named)
    if found in _WEB and named in {Format.PDF, Format.DOCX, Format.ODT}:
        raise source.refuse(
            "is a web page, although its name ends in {suffix}; it is probably an error page saved in place of the "
            "document, so fetch that again, or rename it .html",
            suffix=source.path.suffix,
        )
    if named is found or {named, found} <= _XML or {named, found} <= _WEB:
        return found, []
    return found, [f"It is {_NAMES[found]}, whatever its name says, and was read as that."]


def _by_content(source: Source) -> Format | None:
    head = source.data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _archive(source)
    for magic, what in _FOREIGN:
        if head.startswith(magic) and not (len(magic) == 2 and _looks_like_text(head)):
            raise source.refuse(what)
    return _markup(source, head)


def _archive(source: Source) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            members = set(archive.namelist()[:20_000])
    except DAMAGED as error:
        raise source.refuse("is a damaged or cut-short office document or zip file; fetch it again") from error
    if "word/document.xml" in members:
        return Format.DOCX
    if "content.xml" in members:
        return Format.ODT
    if "xl/workbook.xml" in members:
        raise source.refuse("is a spreadsheet; save the sheet you need as .csv")
    if "ppt/presentation.xml" in members:
        raise source.refuse("is a slide show; save it as .pdf")
    raise source.refuse("is a zip archive; unpack it and add the files inside")


def _markup(source: Source, head: bytes) -> Format | None:
    text = decode(head)[0]
    start = _SKIPPED.match(text)
    root = _ROOT.match(text, start.end() if start else 0)
    if root is None:
        return None
    declared = (
        text.lstrip().startswith("<?xml") or " xmlns" in text[root.start() : root.start() + 200].partition(">")[0]
    )
    if re.match(r"\s*<!doctype\s+html", text, re.IGNORECASE) or root[1].lower() == "html":
        return Format.LEGISLATION_HTML if _LEGISLATION_PAGE.search(source.data) else Format.HTML
    if root[1] in _ROOTS:
        return _ROOTS[root[1]]
    suffix = source.path.suffix.lower()
    if declared or suffix in {".xml", ".akn"}:
        raise source.refuse(
            "is XML of an unknown sort (its root element is “{root}”); "
            "the XML read here is legislation.gov.uk’s, Akoma Ntoso and the Record’s export",
            root=root[1][:40],
        )
    return Format.HTML if suffix in {".html", ".htm", ".xhtml"} else None


def _as_text(source: Source, named: Format | None) -> tuple[Format, list[str]]:
    if not _looks_like_text(source.data[:_HEAD]):
        raise source.refuse(
            "holds binary data, not text; check that it is the file you meant and that it was fetched whole"
        )
    if named in {Format.PDF, Format.DOCX, Format.ODT} or named in _XML:
        raise source.refuse(
            "is not what its name says: a file ending in {suffix} does not begin like this; "
            "fetch it again, or rename it .txt if it is plain text",
            suffix=source.path.suffix,
        )
    if source.path.suffix.lower() == ".json" and not _json_lines(source.data):
        raise source.refuse("is JSON of an unknown form; write one document a line, with id, title and text, as .jsonl")
    if named in {None, Format.PLAIN} and _json_lines(source.data):
        return Format.JSONL, ["It is JSON, one document a line, whatever its name says, and was read as that."]
    return named or Format.PLAIN, []


def _json_lines(data: bytes) -> bool:
    first = data[: 1024 * 1024].lstrip(b"\xef\xbb\xbf \r\n").partition(b"\n")[0]
    if not first.startswith(b"{"):
        return False
    try:
        row = json.loads(first)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and {"id", "text"} <= row.keys()


def _looks_like_text(head: bytes) -> bool:
    """Whether bytes are text in some encoding: hardly any control characters once decoded."""
    text = decode(head)[0]
    odd = sum(char < " " and char not in "\t\n\r\f\x0b\x1b" for char in text)
    lost = text.count("\ufffd")
    return odd <= len(text) * 0.002 + 1 and lost <= len(text) * 0.2 + 3
