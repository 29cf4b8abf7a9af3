"""Pages of legislation.gov.uk (its HTML5 snippets), turned back into the Akoma Ntoso they were made from."""

from collections.abc import Iterator

from lxml import etree, html

from corpus.readers import akn
from corpus.readers.draft import Draft, Source
from corpus.readers.xmlsafe import DEEPEST, name, parse_html

_FACTS = {"FRBRuri", "FRBRdate", "FRBRlanguage", "FRBRname", "FRBRthis"}
_STATED = {"value", "date", "name", "language"}
_DROPPED = {"footer", "script", "style", "img", "nav", "link"}
_HOISTED = {"h1", "h2", "h3", "h4", "h5", "h6", "article", "time"}
_BY_CLASS = {
    *(
        "part",
        "chapter",
        "section",
        "subsection",
        "paragraph",
        "subparagraph",
        "level",
        "hcontainer",
        "intro",
        "content",
    ),
    *(
        "wrapUp",
        "num",
        "heading",
        "preface",
        "longTitle",
        "preamble",
        "body",
        "docTitle",
        "mod",
        "term",
        "authorialNote",
    ),
    *(
        "article",
        "rule",
        "docNumber",
        "docDate",
        "conclusions",
        "tblock",
        "note",
        "p",
        "point",
        "indent",
        "clause",
        "block",
    ),
}
_BY_TAG = {"blockquote": "quotedStructure", "q": "quotedText", "cite": "ref", "a": "ref", "strong": "b", "em": "i"}


def read(source: Source) -> Iterator[Draft]:
    """The one document of a legislation page. Raises ``UnreadableDocument`` when it has no provisions."""
    page, notes = parse_html(source)
    if max(_depths(page)) > DEEPEST:
        raise source.refuse("nests elements deeper than real pages do; check where the file came from")
    root = etree.Element("akomaNtoso")
    act = etree.SubElement(root, "act")
    for article in page.iter("article"):
        act.append(_meta(article))
        _copy(article, act)
    for quoted in list(act.iter("quotedStructure")):
        _unquote(quoted)
    draft = akn.draft_of(source, root, "legislation-html", notes)
    draft.title = draft.title or (page.findtext(".//title") or "").strip()
    yield draft


def _depths(page: html.HtmlElement) -> Iterator[int]:
    depth = 0
    yield depth
    for event, _ in etree.iterwalk(page, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth


def _meta(article: html.HtmlElement) -> etree._Element:
    """The identification that the page keeps in unseen ``div``s, as the elements it stands for."""
    meta = etree.Element("meta")
    for level in ("FRBRWork", "FRBRExpression"):
        holder = etree.SubElement(meta, level)
        for block in article.iterfind(f".//div[@property='{level}']/div"):
            if block.get("property") in _FACTS:
                fact = etree.SubElement(holder, block.get("property", ""))
                for stated in block.iterfind("meta"):
                    if stated.get("property") in _STATED:
                        fact.set(stated.get("property", ""), stated.get("content", ""))
    return meta


def _copy(element: html.HtmlElement, into: etree._Element) -> None:
    """Copy an element's text and children under an element of the other tree."""
    _append(into, element.text)
    for child in element:
        classes = child.get("class", "").split()
        if name(child) in _DROPPED or "meta" in classes or "note" in classes or not name(child):
            pass
        elif name(child) in _HOISTED and not _BY_CLASS & set(classes):
            _copy(child, into)
        else:
            made = etree.SubElement(into, _element(child, classes))
            if child.get("data-uk-target") == "true":
                made.set("eId", child.get("id", ""))
                made.set("target", "true")
            if "hcontainer" in classes:
                made.set(
                    "name", next((one for one in classes if one in {"crossheading", "schedule", "definition"}), "")
                )
            _copy(child, made)
        _append(into, child.tail)


def _element(child: html.HtmlElement, classes: list[str]) -> str:
    known = next((one for one in classes if one in _BY_CLASS), "")
    return known or _BY_TAG.get(name(child)) or (name(child) if name(child).isalnum() else "span")


def _append(into: etree._Element, text: str | None) -> None:
    if not text:
        return
    if len(into):
        into[-1].tail = (into[-1].tail or "") + text
    else:
        into.text = (into.text or "") + text


def _unquote(quoted: etree._Element) -> None:
    """Take off the quotation marks and the punctuation after them that the page prints around inserted text."""
    holders = [element for element in quoted.iter() if (element.text or "").strip()]
    if holders and (holders[0].text or "").lstrip().startswith("“"):
        first = holders[0]
        first.text = (first.text or "").lstrip()[1:]
    last = [element for element in quoted.iter() if name(element) in {"p", "td", "heading"}]
    if last:
        _strip_end(last[-1])


def _strip_end(element: etree._Element) -> None:
    inner = element[-1] if len(element) else None
    text = (inner.tail if inner is not None else element.text) or ""
    head, mark, _ = text.rstrip().rpartition("”")
    if not mark or len(text.rstrip()) - len(head) > 3:
        return
    if inner is not None:
        inner.tail = head
    else:
        element.text = head
