"""What the spiders of the Senedd's business have in common: addresses, language links, rich text, linked papers.

The business pages are ModernGov's, English on one host and Welsh on another. Their text sits in ``div.mgWordPara`` of
``div.mgContent`` (recalled, not seen) and holds the marks of an editor that scripts turn into lists and folds (seen):
``>>>>`` begins a list, ``>>>`` an item, ``<<<`` ends it; ``¬¬¬`` begins a fold with its heading and ``zzz`` ends it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from urllib.parse import parse_qsl, unquote, urlsplit

from scrapy.http import Response, TextResponse
from w3lib.url import safe_url_string

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import flow
from corpus.readers.blocks import Block, to_passages
from corpus.types import Passage
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged, many, one, required, text
from crawlers.spiders import senedd_words as words
from crawlers.spiders.base import Source, reads

ENGLISH = "business.senedd.wales"
WELSH = "busnes.senedd.cymru"
SITE = "senedd.wales"
HOSTS = (ENGLISH, WELSH, SITE, "senedd.cymru", "laiddocuments.senedd.wales")

SENEDD = "Senedd Cymru"
COMMITTEES = "Senedd committees"
GOVERNMENT = "Welsh Government"

CONTENT = "div.mgContent"
RICH_TEXT = "div.mgContent div.mgWordPara"
SWITCH = f"a[href*='{WELSH}']:contains('Cymraeg')"

_NUMBERED = re.compile(r"/documents/(s\d+)/[^/]+\.(?:pdf|docx|odt)", re.IGNORECASE)
_LAID = re.compile(r"/(([a-z]+)-ld\d+(?:-[a-z0-9]+)*?)-([ew])\.(?:pdf|docx)", re.IGNORECASE)
_MARKS = re.compile(r"\s*>{3,}\s*")
_ENDS = re.compile(r"\s*(?:<{3,}|\bzzz\b)\s*")
_FOLD = re.compile(r"¬{3}\s*")
_FOLD_LEVEL = 5


def lang_of(response: Response) -> Lang:
    """A business page's language, by its host."""
    return Lang.CY if urlsplit(response.url).hostname == WELSH else Lang.EN


def stated(**facts: str) -> dict[str, str]:
    """The facts that are known."""
    return {name: value for name, value in facts.items() if value}


def identified(response: TextResponse, href: str, *keys: str) -> str:
    """The address that a link leads to, with only the query that identifies the page. Raises PageChanged without it."""
    parts = urlsplit(response.urljoin(href))
    query = {key.casefold(): value.strip() for key, value in parse_qsl(parts.query)}
    for key in keys:
        if not query.get(key.casefold(), "").isdigit():
            raise PageChanged(f"link with {key}=number (it says {href!r})", response.url)
    return f"https://{parts.hostname}{parts.path}?" + "&".join(f"{key}={query[key.casefold()]}" for key in keys)


def rich_text(response: TextResponse) -> list[Block]:
    """The blocks of a business page's text, its editor's marks made headings and list items. Raises PageChanged."""
    parts = [part.root for part in many(response, RICH_TEXT)]
    outer = [part for part in parts if not any(above in parts for above in part.iterancestors())]
    found = [block for part in outer for block in flow.blocks(part)]
    return [piece for block in found for piece in _unmarked(block)]


def _unmarked(block: Block) -> Iterator[Block]:
    first, *items = _MARKS.split(block.text)
    for number, words_of in enumerate((first, *items)):
        piece = " ".join(_ENDS.sub(" ", words_of).split())
        if not _FOLD.sub("", piece):
            continue
        if fold := _FOLD.match(piece):
            yield Block(PassageKind.HEADING, piece[fold.end() :], _FOLD_LEVEL)
        elif number:
            yield Block(PassageKind.LIST_ITEM, piece, 1)
        else:
            yield Block(block.kind, piece, block.level, block.number)


def rich_passages(response: TextResponse) -> tuple[Passage, ...]:
    """The passages of a business page's text. Raises PageChanged where it has none."""
    passages = tuple(to_passages(rich_text(response)))
    if not passages:
        raise PageChanged(f"words in {RICH_TEXT}", response.url)
    return passages


def label(response: TextResponse, name: str) -> str:
    """What the page says after one of its labels, in either language; ``""`` without it."""
    blocks = flow.blocks(one(response, CONTENT).root)
    return next((said for block in blocks if (said := words.labelled(block.text, name))), "")


@dataclass(frozen=True, slots=True)
class Paper:
    """A linked paper of a kind that is taken, by its number among the site's; ``lang`` where the number says it."""

    address: str
    number: str
    work: str
    lang: str
    kind: str
    title: str
    issued: str


def papers(response: TextResponse, within: str = CONTENT) -> Iterator[Paper]:
    """The papers that a page links to, each once, of the kinds that ``senedd.toml`` takes."""
    seen: set[str] = set()
    for link in one(response, within).css("a[href]"):
        paper = _paper(response.urljoin(link.attrib["href"]), text(link))
        if paper and paper.number not in seen:
            seen.add(paper.number)
            yield paper


def _paper(href: str, said: str) -> Paper | None:
    parts = urlsplit(href)
    path = unquote(parts.path)
    if parts.hostname in {ENGLISH, WELSH} and (found := _NUMBERED.fullmatch(path)):
        number, lang, laid = found[1].lower(), "", ""
        work = f"https://{ENGLISH}/documents/{number}"
    elif parts.hostname in HOSTS and (found := _LAID.search(path)):
        laid, lang = found[2].lower(), {"e": "en", "w": "cy"}[found[3].lower()]
        number, work = f"{found[1]}-{found[3]}".lower(), f"laid/{found[1].lower()}"
    else:
        return None
    kind = words.paper(said, laid)
    if kind in {"", words.ASIDE}:
        return None
    on = words.only_day(said)
    return Paper(
        address=safe_url_string(f"https://{parts.hostname}{parts.path}"),
        number=number,
        work=work,
        lang=lang,
        kind=kind,
        title=words.plain(said),
        issued=on.isoformat() if on else "",
    )


class Senedd(Source):
    """What the spiders of the Senedd's business are."""

    hosts: ClassVar[tuple[str, ...]] = HOSTS
    publisher: ClassVar[str] = SENEDD

    def twin(self, response: TextResponse, read: str, key: str, context: Mapping[str, str], stamp: str = "") -> Follow:
        """The Welsh page that an English one links to, told the work and ``context``. Raises PageChanged without."""
        address = identified(response, one(response, SWITCH).attrib["href"], key)
        work = identified(response, response.url, key)
        return Follow(address=address, read=read, context={"work": work, **context}, stamp=stamp)

    def attached(self, found: Paper, title: str, part_of: str, by: str = "") -> Follow:
        """A paper to fetch; ``title`` is of the page that links to it and ``by`` is who made an explanatory memorandum.

        A paper's number stays with its bytes, a new version having a new one, so that it is fetched once.
        """
        name = found.title if not title or title.casefold() in found.title.casefold() else f"{title}: {found.title}"
        publishers = {"committee-report": COMMITTEES, "government-response": GOVERNMENT, words.MEMORANDUM: by}
        context = stated(
            kind=words.kind(found.kind).value,
            title=name,
            work=found.work,
            lang=found.lang,
            issued=found.issued,
            publisher=publishers.get(found.kind, ""),
            part_of=part_of,
        )
        return Follow(address=found.address, read="document", context=context, stamp=found.number)

    @reads
    def document(
        self,
        response: Response,
        *,
        kind: str,
        title: str,
        work: str,
        lang: str = "",
        issued: str = "",
        publisher: str = "",
        part_of: str = "",
    ) -> Iterator[Yielded]:
        """A linked paper. Its language is told by its words where its number does not say."""
        yield Item(
            kind=DocumentKind(kind),
            title=title,
            work=work,
            lang=Lang(lang) if lang else None,
            publisher=publisher,
            issued=date.fromisoformat(issued) if issued else None,
            part_of=part_of,
        )


def title_of(response: TextResponse) -> str:
    """The name that a page's ``title`` gives, which on business pages is the thing's own. Raises PageChanged."""
    return required(response, "head title")


def own_links(response: TextResponse, css: str, *keys: str) -> Sequence[tuple[str, str]]:
    """The addresses, each once, and words of the links that a selector matches, at least one. Raises PageChanged."""
    found: dict[str, str] = {}
    for link in many(response, css):
        found.setdefault(identified(response, link.attrib["href"], *keys), text(link))
    return list(found.items())
