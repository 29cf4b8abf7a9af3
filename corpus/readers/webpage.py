"""Web pages: their main content by trafilatura, without network, or by a plain walk where it finds nothing."""

from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from corpus.codebook import Lang, PassageKind
from corpus.readers import detect, flow, webfacts
from corpus.readers.blocks import Block, to_passages
from corpus.readers.clean import clean
from corpus.readers.draft import Draft, Source
from corpus.readers.xmlsafe import all_text, parse_html

_FRAME = frozenset(["header", "footer", "aside"])
_ENOUGH = 0.5
"""The share of a page's text that the part found to hold its content must have to be believed."""
_LITTLE = 0.2
"""The share below which a ``main`` or ``article`` is a placeholder, or one story of many."""
_LARGEST_PAGE = 20_000
"""Elements; extraction takes long over more, and the whole page serves."""
_FEW = 12
"""Elements in a paragraph, such as links and emphasis; one with more is a part of the page."""
_TELLING = 25
"""Characters of a paragraph by which the content's place on a page is told."""
_MENU_LINKS = 0.9
"""The share of a list's text that is links, from which it is a menu."""


def read(source: Source) -> Iterator[Draft]:
    """The one document of a web page."""
    page, notes = parse_html(source)
    draft = Draft("html", warnings=notes)
    draft.title = webfacts.title(page)
    draft.url = webfacts.address(page)
    draft.issued = webfacts.published(page)
    draft.publisher = detect.publisher(draft.url, ()) or webfacts.site(page)
    given = source.given
    draft.passages = to_passages(_chosen(page, given.content, given.without) if given.content else _blocks(page))
    draft.stated_lang = _lang(page, draft)
    yield draft


def _chosen(page: html.HtmlElement, content: tuple[str, ...], without: tuple[str, ...]) -> list[Block]:
    """The blocks of the parts that CSS selectors choose, in their order on the page, less other parts in them."""
    for unwanted in _matching(page, without):
        unwanted.drop_tree()
    chosen = _matching(page, content)
    outermost = [part for part in chosen if not any(above in chosen for above in part.iterancestors())]
    return [block for part in outermost for block in _useful(part)]


def _matching(page: html.HtmlElement, selectors: tuple[str, ...]) -> list[html.HtmlElement]:
    """What any of the selectors matches, in the order of the page."""
    return list(page.cssselect(", ".join(selectors))) if selectors else []


def _blocks(page: html.HtmlElement) -> list[Block]:
    """The blocks of a page's content: its one ``main`` or ``article``, else the part that holds it, else all."""
    everything = _useful(page)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found: list[etree._Element] = page.findall(path)
        blocks = _useful(found[0]) if len(found) == 1 else []
        if blocks and _size(blocks) >= _LITTLE * _size(everything):
            return blocks
    _drop_menus(page)
    everything = _useful(page)
    holder = _holder(page)
    content = _useful(holder) if holder is not None else []
    return content if _size(content) >= _ENOUGH * _size(everything) else everything


def _useful(element: etree._Element) -> list[Block]:
    return [block for block in flow.blocks(element, _FRAME) if not detect.is_furniture(clean(block.text))]


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind is not PassageKind.HEADING)


def _drop_menus(page: html.HtmlElement) -> None:
    """Empty the lists that are nothing but links."""
    for menu in list(page.iter("ul", "ol")):
        linked = sum(len(clean(all_text(link))) for link in menu.iter("a"))
        if linked and linked >= _MENU_LINKS * len(clean(all_text(menu))):
            menu.clear(keep_tail=True)


def _holder(page: html.HtmlElement) -> etree._Element | None:
    """The innermost element that holds nearly all the paragraphs that extraction takes for the page's content.

    Their text is then read from the page itself, for extraction drops what is said twice and many headings.
    """
    wanted = {text for text in _extracted(page) if len(text) >= _TELLING}
    found = [one for one in page.iter(etree.Element) if len(one) < _FEW and clean(all_text(one)) in wanted]
    if not found:
        return None
    counts: Counter[etree._Element] = Counter(parent for one in found for parent in one.iterancestors())
    holders = [one for one, count in counts.items() if count >= 0.95 * len(found)]
    return max(holders, key=lambda one: sum(1 for _ in one.iterancestors()), default=None)


def _extracted(page: html.HtmlElement) -> list[str]:
    from trafilatura import bare_extraction

    if sum(1 for _ in page.iter()) > _LARGEST_PAGE:
        return []
    try:
        found = bare_extraction(
            html.fromstring(html.tostring(page)),
            fast=True,
            include_comments=False,
            include_tables=True,
            include_links=False,
            include_images=False,
            include_formatting=False,
            with_metadata=False,
        )
    except (ValueError, RecursionError):  # it gives up on odd or very deep pages, and the whole page serves
        return []
    body = getattr(found, "body", None)
    return [clean(block.text) for block in flow.blocks(body)] if body is not None else []


def _lang(page: html.HtmlElement, draft: Draft) -> Lang | None:
    """The language the page says it is in, unless its words clearly are of the other."""
    stated = webfacts.language(page)
    found, share = detect.language(draft.passages)
    if stated and found is not stated and share >= 0.8:
        names = {Lang.EN: "English", Lang.CY: "Welsh"}
        draft.warnings.append(f"It says that it is in {names[stated]}, but its words are {names[found]}.")
        return found
    return stated
