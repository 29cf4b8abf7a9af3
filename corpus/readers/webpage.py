"""Web pages: their main content by trafilatura, without network, or by a plain walk where it finds nothing."""

from collections.abc import Iterator

from lxml import etree, html

from corpus.codebook import Lang, PassageKind
from corpus.readers import detect, flow, webfacts
from corpus.readers.blocks import Block, to_passages
from corpus.readers.clean import clean
from corpus.readers.draft import Draft, Source
from corpus.readers.xmlsafe import name, parse_html

_FRAME = frozenset(["header", "footer", "aside"])
_ENOUGH = 0.5
"""The share of the plain walk's text that extraction must keep to be believed."""


def read(source: Source) -> Iterator[Draft]:
    """The one document of a web page."""
    page, notes = parse_html(source)
    draft = Draft("html", warnings=notes)
    draft.title = webfacts.title(page)
    draft.url = webfacts.address(page)
    draft.issued = webfacts.published(page)
    draft.publisher = detect.publisher(draft.url, ()) or webfacts.site(page)
    draft.passages = to_passages(_blocks(page))
    draft.stated_lang = _lang(page, draft)
    yield draft


def _blocks(page: html.HtmlElement) -> list[Block]:
    _print_numbers(page)
    plain = _useful(flow.blocks(_main(page), _FRAME))
    extracted = _useful(_extracted(page))
    if _size(extracted) >= _ENOUGH * _size(plain):
        return extracted
    return plain


def _print_numbers(page: html.HtmlElement) -> None:
    """Write the numbers that a browser prints before list items into the page, as extraction loses them."""
    for ordered in page.iter("ol"):
        count = flow.start(ordered)
        for item in ordered.iterchildren("li"):
            stated = item.get("value", "")
            count = int(stated) if stated.isdigit() and len(stated) < 6 else count
            holder = item
            while (
                not clean(holder.text or "") and len(holder) and name(holder[0]) in {"p", "div", "span", "b", "strong"}
            ):
                holder = holder[0]
            holder.text = f"{_printed(count, ordered.get('type', '1'))} {holder.text or ''}"
            count += 1
        ordered.tag = "ul"


def _printed(count: int, sort: str) -> str:
    if sort in {"a", "A"} and 0 < count <= 26:
        return f"({chr(ord(sort) + count - 1)})"
    return f"{count}."


def _main(page: html.HtmlElement) -> etree._Element:
    for path in (".//main", ".//*[@role='main']", ".//article", ".//body"):
        found: list[etree._Element] = page.findall(path)
        if len(found) == 1:
            return found[0]
    whole: etree._Element = page
    return whole


def _extracted(page: html.HtmlElement) -> Iterator[Block]:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(
            html.fromstring(html.tostring(page)),
            fast=True,
            favor_recall=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            include_images=False,
            include_formatting=False,
            with_metadata=False,
        )
    except (ValueError, RecursionError):  # it gives up on odd or very deep pages, and the plain walk serves
        return
    body = getattr(found, "body", None)
    if body is not None:
        yield from flow.blocks(body)


def _useful(blocks: Iterator[Block]) -> list[Block]:
    return [block for block in blocks if not detect.is_furniture(clean(block.text))]


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind is not PassageKind.HEADING)


def _lang(page: html.HtmlElement, draft: Draft) -> Lang | None:
    """The language the page says it is in, unless its words clearly are of the other."""
    stated = webfacts.language(page)
    found, share = detect.language(draft.passages)
    if stated and found is not stated and share >= 0.8:
        names = {Lang.EN: "English", Lang.CY: "Welsh"}
        draft.warnings.append(f"It says that it is in {names[stated]}, but its words are {names[found]}.")
        return found
    return stated
