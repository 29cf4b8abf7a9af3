"""Any site that a person names."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urldefrag, urlsplit

from scrapy.http import HtmlResponse, Response, TextResponse

from corpus.codebook import DocumentKind
from corpus.errors import UsageProblem
from corpus.readers import detect
from corpus.readers.xmlsafe import name
from crawlers import feeds, pages, sitemaps
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged
from crawlers.spiders.base import reads
from crawlers.spiders.plain import PlainSite

_LISTS = frozenset({".xml", ".gz", ".rss", ".atom", ".txt"})
_DEEPEST = 20


class Website(PlainSite):
    """Any site: the pages of a sitemap or feed, or those within so many links of a page.

    Site: the host of ``start``, and no other
    Yields: every page that is asked for, with its twin in the other language and the files attached, as what its
        address and title show it to be. ``start`` is the address of a page, feed, sitemap or robots.txt. ``include``
        and ``exclude`` are globs over the path (``*`` stands for anything, ``/`` included), several separated by
        blanks; a page is fetched when it fits an ``include``, if there are any, and no ``exclude``. ``depth`` is how
        many links from a page that is the start the furthest page may be; sitemaps and feeds are taken as they are.
    Caveats: selectors are unconfirmed, as nothing is known of the site: text is what the reader of web pages takes
        for a page's content. Pages without a date in a sitemap or feed are looked at again after 30 days, and new
        pages found only then, except from the start; by what the start lists alone is the site counted, and compared
        with crawls of the same options only.
    Confirmed: nothing; it rests on HTML, RSS, Atom, the sitemap protocol and robots.txt only.
    """

    name = "website"
    hosts = ()
    without = ()

    def __init__(
        self,
        start: str = "",
        include: str | Sequence[str] = (),
        exclude: str | Sequence[str] = (),
        depth: str | int = 2,
    ) -> None:
        """Raises UsageProblem. Without a start it only reads what was fetched."""
        self.begins_at = start and _address(start)
        host = urlsplit(self.begins_at).hostname
        super().__init__(hosts=(host,) if host else ())
        self.included, self.excluded = _globs(include), _globs(exclude)
        if not str(depth).isdecimal() or int(depth) > _DEEPEST:
            raise UsageProblem(f"The depth is a number of links from 0 to {_DEEPEST}, not {depth!r}.")
        self.depth = int(depth)

    @property
    def key(self) -> str:
        """Sites are kept apart by their host."""
        return ":".join((self.name, *self.hosts))

    def begin(self) -> Iterable[Follow]:
        """The start. Raises UsageProblem where none was given."""
        if not self.begins_at:
            raise UsageProblem("Which website? Give the address to start from: --start https://example.org/")
        wanted = self.kind_of(self.begins_at) is not None
        yield Follow(
            address=self.begins_at,
            read="beginning",
            context={"left": str(self.depth), "wanted": "yes" if wanted else "no"},
            listing=True,
            counts=wanted and pages.ending(self.begins_at) not in _LISTS,
        )

    def kind_of(self, address: str) -> DocumentKind | None:
        """OTHER, for a page's title is needed to say more; None for what is left alone."""
        parts = urlsplit(address)
        fits = not self.included or any(fnmatchcase(parts.path, glob) for glob in self.included)
        avoided = any(fnmatchcase(parts.path, glob) for glob in self.excluded)
        return DocumentKind.OTHER if parts.hostname in self.hosts and fits and not avoided else None

    def title_of(self, response: TextResponse) -> str:
        """The page's heading or title, or what its address is like."""
        return pages.title(response) or urlsplit(response.url).path

    @reads
    def beginning(self, response: Response, *, left: str, wanted: str = "yes") -> Iterator[Yielded]:
        """The start, whatever it is; one that is not ``wanted`` itself is there for its links."""
        if isinstance(response, HtmlResponse):
            for one in self.page(response, left=left):
                if isinstance(one, Follow):
                    yield replace(one, counts=one.read == "page" and "work" not in one.context)
                elif wanted == "yes":
                    yield one
        elif isinstance(response, TextResponse) and urlsplit(response.url).path == "/robots.txt":
            yield from self.robots(response)
        elif pages.ending(response.url) in pages.FILES:
            yield from self.attachment(response, kind=DocumentKind.OTHER, title="")
        elif name(feeds.xml(response.replace(body=sitemaps.unpacked(response)))) in sitemaps.ROOTS:
            depth, most = "1", str(sitemaps.MOST_SITEMAPS)
            yield from self.sitemap(response, depth=depth, most=most)
        else:
            yield from self._feed(response)

    @reads
    def page(
        self, response: Response, *, kind: str = DocumentKind.OTHER, work: str = "", left: str = "0"
    ) -> Iterator[Yielded]:
        """A page, its twin and files, and what it links to, if there are links left to go."""
        known = {response.url}
        for one in super().page(response, kind=kind, work=work):
            if isinstance(one, Item):
                kind = _told(one, response.url)
                yield replace(one, kind=DocumentKind(kind))
            elif isinstance(one, Follow) and one.read == "attachment":
                yield replace(one, context={**one.context, "kind": kind})
            elif isinstance(one, Follow) and self.kind_of(one.address):
                known.add(one.address)
                yield replace(one, context={**one.context, "kind": kind, "left": left})
        for address in pages.links(response) if int(left) and isinstance(response, HtmlResponse) else ():
            if address not in known and self.kind_of(address) and pages.ending(address) not in pages.FILES:
                yield Follow(address=address, read="page", context={"left": str(int(left) - 1)})

    def _feed(self, response: Response) -> Iterator[Follow]:
        entries = feeds.read(response).entries
        if not entries:
            raise PageChanged("entries in its feed", response.url)
        for entry in entries:
            address = pages.whole(entry.address, response.url, response.url)
            if address and self.kind_of(address):
                dated = entry.updated or entry.published
                yield Follow(address=address, read="page", stamp=entry.stamp, dated=dated, counts=True)


def _told(item: Item, address: str) -> DocumentKind:
    """What an item is: as was told of it, or as its address and title tell."""
    return detect.kind(item.title, address, ()) if item.kind is DocumentKind.OTHER else item.kind


def _address(start: str) -> str:
    """The start, whole. Raises UsageProblem."""
    try:
        parts = urlsplit(urldefrag(start.strip()).url)
        wrong = parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc
    except ValueError:  # "http://[" is no address
        wrong = True
    if wrong:
        raise UsageProblem(f"{start} is no address of a website; give one such as https://example.org/")
    return parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/").geturl()


def _globs(given: str | Sequence[str]) -> tuple[str, ...]:
    """Globs, one by one; where they do not begin with a slash or star, a slash is put before."""
    listed: Any = given.split() if isinstance(given, str) else given
    return tuple(glob if glob.startswith(("/", "*")) else f"/{glob}" for glob in listed)
