"""What a web page says of itself: title, address, date, site and language, from its markup only."""

import json
import re
from collections.abc import Iterator
from datetime import date

from lxml import etree, html

from corpus.codebook import Lang
from corpus.readers.clean import clean
from corpus.readers.dates import exact, iso
from corpus.readers.xmlsafe import all_text

_DATES = (
    *(
        "article:published_time",
        "dcterms.issued",
        "dc.date.issued",
        "dcterms.date",
        "dc.date",
        "citation_publication_date",
    ),
    *("citation_date", "datepublished", "publication_date", "publish-date", "date"),
)
_SITES = ("dcterms.publisher", "dc.publisher", "citation_publisher", "og:site_name")
_LARGEST_DATA = 200_000


def _stated(page: html.HtmlElement) -> dict[str, str]:
    """``meta`` elements by their name in small letters, the first of each."""
    stated: dict[str, str] = {}
    for meta in page.iter("meta"):
        key = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if key and (value := clean(meta.get("content") or "")):
            stated.setdefault(key.lower(), value)
    return stated


def title(page: html.HtmlElement) -> str:
    """The one ``h1``, else the title meant for sharing, else the window's, without the site's name after a bar."""
    heads = [text for found in page.iter("h1") if (text := clean(all_text(found)))]
    if len(heads) == 1:
        return heads[0]
    own = _stated(page).get("og:title") or clean(page.findtext(".//title") or "")
    return re.sub(r"\s+[|·]\s+[^|·]{2,60}$", "", own) or (heads[0] if heads else "")


def address(page: html.HtmlElement) -> str:
    """The page's own address, if it gives a whole one."""
    for link in page.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").startswith("http"):
            return clean(link.get("href") or "")
    shared = _stated(page).get("og:url", "")
    return shared if shared.startswith("http") else ""


def site(page: html.HtmlElement) -> str:
    """The publisher or site that the page names."""
    stated = _stated(page)
    return next((stated[key] for key in _SITES if key in stated), "")


def language(page: html.HtmlElement) -> Lang | None:
    """The language of the ``html`` element, if it is one of the two."""
    code = (page.get("lang") or page.get("{http://www.w3.org/XML/1998/namespace}lang") or "").lower()
    return {"en": Lang.EN, "cy": Lang.CY}.get(code[:2])


def published(page: html.HtmlElement) -> date | None:
    """The day of publication in the page's metadata, its linked data or its marked dates."""
    stated = _stated(page)
    for key in _DATES:
        if key in stated and (found := iso(stated[key]) or exact(stated[key])):
            return found
    for text in _linked(page):
        if found := iso(text) or exact(text):
            return found
    for element in page.iter(etree.Element):
        if element.get("itemprop") == "datePublished" or "first-published" in (element.get("class") or "").split():
            when = [element.get("datetime"), *(inner.get("datetime") for inner in element.iter("time"))]
            words = [clean(text) for text in element.itertext()]
            for text in filter(None, (*when, *words)):
                if found := iso(text) or exact(text):
                    return found
    return None


def _linked(page: html.HtmlElement) -> Iterator[str]:
    """``datePublished`` of the page's JSON-LD, wherever it stands."""
    for script in page.iter("script"):
        text = script.text or ""
        if script.get("type") != "application/ld+json" or len(text) > _LARGEST_DATA:
            continue
        try:
            waiting = [json.loads(text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.pop()
            if isinstance(value, dict):
                if isinstance(value.get("datePublished"), str):
                    yield value["datePublished"]
                waiting += value.values()
            elif isinstance(value, list):
                waiting += value
