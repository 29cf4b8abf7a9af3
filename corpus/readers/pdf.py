"""PDF files, by pdfium: text in reading order, with page indexes and the labels printed on the pages."""

import re
import threading
from collections.abc import Iterator
from typing import Any

from corpus.codebook import PassageKind
from corpus.language import number as spelt
from corpus.language import plural
from corpus.readers import pdf_heads, pdf_paragraphs
from corpus.readers.clean import clean
from corpus.readers.draft import Draft, Source
from corpus.readers.office import draft_of
from corpus.readers.pdf_page import Page, read_page

MOST_PAGES = 20_000
_END = b"%%EOF"
_TAIL = 16 * 1024
_PDFIUM = threading.Lock()
"""pdfium is not safe for threads."""
_NO_TITLE = re.compile(
    r"\.(?:docx?|indd|pdf|pptx?|xlsx?|qxp|qxd|pub|odt|html?)\b"
    r"|^(?:untitled|microsoft word|powerpoint|layout|slide|document)\b",
    re.IGNORECASE,
)


def read(source: Source) -> Iterator[Draft]:
    """The one document of a PDF.

    Raises ``UnreadableDocument`` for one that is locked, damaged or cut short, and for one without any text.
    """
    with _PDFIUM:
        pages, stated = _pages(source)
    silent = [page.index + 1 for page in pages if not page.lines and not page.failed]
    failed = [page.index + 1 for page in pages if page.failed]
    if len(silent) + len(failed) == len(pages):
        raise source.refuse(
            plural(
                "has no text on its {count} page, which is probably a scan; run text recognition (OCR) on it first",
                "has no text on any of its {count} pages, which are probably scans; "
                "run text recognition (OCR) on it first",
                len(pages),
            )
        )
    pdf_heads.strip(pages)
    draft = draft_of(list(pdf_paragraphs.blocks(pages)), "pdf")
    draft.page_count = len(pages)
    draft.title = draft.title or _title(stated, draft)
    if silent:
        subject = f"Page {silent[0]} has" if len(silent) == 1 else f"Pages {_listed(silent)} have"
        draft.warnings.append(f"{subject} no text: probably {'a scan' if len(silent) == 1 else 'scans'} or pictures.")
    if failed:
        draft.warnings.append(f"Page {_listed(failed)} could not be read, as the file is damaged there.")
    yield draft


def _pages(source: Source) -> tuple[list[Page], str]:
    """The pages with their lines, and the title the file states."""
    import pypdfium2

    document = _opened(source)
    try:
        count = len(document)
        if count == 0:
            raise source.refuse("has no pages; fetch it again")
        if count > MOST_PAGES:
            raise source.refuse("says it has {pages} pages; split it, or check where it came from", pages=spelt(count))
        pages: list[Page] = []
        for index in range(count):
            try:
                pages.append(read_page(document, index))
            except pypdfium2.PdfiumError:
                pages.append(Page(index, 1, 1, [], failed=True))
            pages[-1].label = clean(document.get_page_label(index) or "")
        return pages, clean(document.get_metadata_value("Title") or "")
    finally:
        document.close()


def _opened(source: Source) -> Any:
    import pypdfium2
    from pypdfium2 import raw

    tail = source.data[-_TAIL:]
    if _END not in tail and b"startxref" not in tail:
        raise source.refuse("is cut short (its end is missing); fetch it again")
    try:
        return pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}:
            raise source.refuse("is locked with a password; save it without one") from error
        raise source.refuse("is a damaged PDF; fetch it again") from error


def _title(stated: str, draft: Draft) -> str:
    """The stated title if the first page prints it, else the heading there, else the stated one if it is a title."""
    first = [one for one in draft.passages if one.page_index == 0]
    printed = _letters(" ".join(one.text for one in first))
    if stated and _letters(stated) in printed:
        return stated
    heads = [one for one in first if one.kind is PassageKind.HEADING and not one.headings]
    if heads and len(heads[0].text) > 3:
        return heads[0].text
    return "" if _NO_TITLE.search(stated) else stated


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def _listed(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:20]))
    return f"{shown} and {len(numbers) - 20} more" if len(numbers) > 20 else shown
