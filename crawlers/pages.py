"""What any web page says in its markup, whatever site it is of: its title, language, twin, date, links and files."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urldefrag, urljoin, urlsplit

from parsel import Selector, SelectorList
from scrapy.http import TextResponse
from scrapy.linkextractors import IGNORED_EXTENSIONS
from scrapy.utils.response import get_base_url
from w3lib.url import safe_url_string

from corpus.codebook import Lang
from crawlers.dates import day
from crawlers.select import text

FILES = frozenset({".pdf", ".docx", ".odt"})
"""What a document that is attached to a page ends in; the readers take these."""

_NEVER_PAGES = frozenset(f".{ending}" for ending in IGNORED_EXTENSIONS) | {".xml", ".json", ".rss", ".ics", ".csv"}
_SWITCH = {Lang.EN: ("english", "saesneg"), Lang.CY: ("cymraeg", "welsh")}
"""What a link to a language is called."""
_DATES = (
    'meta[property="article:published_time"]::attr(content)',
    '[itemprop="datePublished"]::attr(datetime)',
    "main time::attr(datetime)",
    "article time::attr(datetime)",
    "main .date ::text",
    'main [class*="field--name-field-date"] ::text',
)
_SIZE = re.compile(r"\s*[\[(][^\[\]()]*\b(?:pdf|docx?|odt|[km]b)\b[^\[\]()]*[\])]\s*", re.IGNORECASE)
_GO = re.compile(r"(?:download|open|view|read|lawrlwytho|agor|darllen)\b[\s:]*(?:(?:the|yr?)\s+)?", re.IGNORECASE)
_SAYS_NOTHING = frozenset(
    [
        *("download", "open", "view", "read", "the", "a", "this", "here", "pdf", "report", "full", "document", "file"),
        *("lawrlwytho", "agor", "darllen", "yr", "y", "hwn", "yma", "adroddiad", "llawn", "dogfen", "ffeil"),
    ]
)
"""Words of links that do not say what they lead to."""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that a page links to: its address, and what the link calls it, empty if that says nothing."""

    address: str
    title: str


def language(page: TextResponse) -> Lang | None:
    """The language the page says it is in, if it is one of the two."""
    said = (page.css("html::attr(lang)").get() or "").lower()[:2]
    return Lang(said) if said in set(Lang) else None


def title(page: TextResponse) -> str:
    """The first ``h1``, else the window's title."""
    return text(page.css("h1")) or text(page.css("head > title"))


def twin(page: TextResponse, lang: Lang) -> str:
    """The address of the same page in another language, by the page's own word; empty when it names none.

    A switch that leads to the site's front page, as those of untranslated pages do, names none.
    """
    link, anchor = f'link[rel~="alternate"][hreflang|="{lang}"]', f'a[hreflang|="{lang}"], a[lang|="{lang}"]'
    switches = (one for one in page.css("a") if text(one).lower() in _SWITCH[lang])
    candidates = (*page.css(link), *page.css(anchor), *page.css("a.language-link"), *switches)
    for one in candidates:
        found = _whole(page, one.attrib.get("href", ""))
        if found and found != page.url and (not _is_front(found) or _is_front(page.url)):
            return found
    return ""


def published(page: TextResponse) -> date | None:
    """The day that the page, in the first of the usual places that has any, says it was published."""
    for css in _DATES:
        for said in page.css(css).getall():
            if found := day(said):
                return found
    return None


def links(page: TextResponse) -> list[str]:
    """Where a page's links lead, whole and once each, those to pictures and other things that hold no text left out."""
    found = (_whole(page, href) for href in page.css("a::attr(href)").getall())
    return [address for address in _once(found) if ending(address) not in _NEVER_PAGES - FILES]


def attached(page: TextResponse) -> list[Attached]:
    """The files that a page's main part links to, or, if it has none, the whole page; each once."""
    within: SelectorList[Selector] = page.css("main") or page.css("body")
    found: dict[str, str] = {}
    for link in within.css("a[href]"):
        address = _whole(page, link.attrib["href"])
        if ending(address) in FILES:
            found[address] = found.get(address) or _called(text(link))
    return [Attached(address, called) for address, called in found.items()]


def ending(address: str) -> str:
    """What the path of an address ends in, such as ``.pdf``, in small letters."""
    return PurePosixPath(urlsplit(address).path).suffix.lower()


def _called(words: str) -> str:
    """What a link calls a file, without its size and without "Download"; empty if that is all there is."""
    bare = _SIZE.sub(" ", words).strip()
    if set(re.findall(r"\w+", bare.casefold())) <= _SAYS_NOTHING:
        return ""
    bare = _GO.sub("", bare, count=1) if _GO.match(bare) else bare
    return bare[:1].upper() + bare[1:]


def _once(addresses: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(address for address in addresses if address)


def whole(href: str, base: str, own: str) -> str:
    """An address as it is asked for, without its fragment; one of the host of ``own`` has that one's scheme too.

    ``base`` is what it is relative to. Empty for what is none that can be fetched.
    """
    try:
        parts = urlsplit(urldefrag(urljoin(base, href.strip())).url)
        if not href.strip() or parts.scheme not in {"http", "https"} or not parts.hostname:
            return ""
        near = urlsplit(own)
        parts = parts._replace(netloc=parts.netloc.lower())
        return safe_url_string(
            parts._replace(scheme=near.scheme if near.netloc == parts.netloc else parts.scheme).geturl()
        )
    except ValueError:  # "http://[" is no address
        return ""


def _whole(page: TextResponse, href: str) -> str:
    return whole(href, get_base_url(page), page.url)


def _is_front(address: str) -> bool:
    return urlsplit(address).path.strip("/") in {"", "cy", "en", "hafan", "home"}
