"""legislation.gov.uk: Atom lists by type and year, and each law as XML in both languages.

A page of a list holds two entries, however many are asked for, so that there are several pages.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path
from urllib.parse import urlencode

from tests.replica.asked import Answer, Asked, Fault
from tests.replica.build import ATOM, XML
from tests.replica.clml import SITE, Law, Tongue, clml

HOST = "www.legislation.gov.uk"
HOSTS = (HOST,)
ROBOTS = {
    HOST: "User-agent: *\nCrawl-delay: 5\nDisallow: */data.pdf\nDisallow: */data.docx\nDisallow: /defralex\n",
}
A_PAGE = 2
_SPACES = (
    'xmlns="http://www.w3.org/2005/Atom" xmlns:leg="http://www.legislation.gov.uk/namespaces/legislation" '
    'xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata" '
    'xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/"'
)
_LISTED_AT_MOST = 4
"""Of a longer list the site does not say how many it has in all."""


@cache
def laws() -> tuple[Law, ...]:
    """All laws as they stand."""
    rows = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["laws"]
    return tuple(Law(**row) for row in rows)


def answer(asked: Asked) -> Answer | None:
    """A list, a law's text, or nothing."""
    return _answer(asked, laws())


def later_revision() -> dict[str, Answer]:
    """What to put, by path and query, when a law has since been revised: its list's page and its two texts."""
    (old,) = (law for law in laws() if law.later)
    new = revised(old)
    now = tuple(new if law is old else law for law in laws())
    kind = old.work.partition("/")[0]
    first = f"/{kind}/data.feed?sort=basic&results-count=100"
    found: dict[str, Answer] = {}
    for path in (first, f"{first}&page=2", *(f"/{old.work}/{new.version}{end}/data.xml" for end in ("", "/welsh"))):
        given = _answer(Asked.at(HOST, path), now)
        assert given is not None
        found[path] = given
    return found


def revised(law: Law) -> Law:
    """A law as its later revision has it."""
    later = law.later
    return replace(
        law,
        valid=later["valid"],
        updated=later["updated"],
        english=law.english.replace(*later["english"]),
        welsh=law.welsh.replace(*later["welsh"]),
    )


def _answer(asked: Asked, held: Sequence[Law]) -> Answer | None:
    parts = asked.path.strip("/").split("/")
    if parts[-1] == "data.feed":
        return _feed(asked, parts[:-1], held)
    if len(parts) < 4 or parts[-1] != "data.xml":
        return None
    law = next((law for law in held if law.work == "/".join(parts[:3])), None)
    return _text(law, parts[3:-1]) if law else None


def _text(law: Law, rest: list[str]) -> Answer | None:
    tongue: Tongue = "cy" if rest[-1:] == ["welsh"] else "en"
    version = "/".join(rest[: len(rest) - (tongue == "cy")])
    if not version and not law.valid and law.is_instrument:
        address = law.address(tongue).replace("http:", "https:")
        return Answer("", status=307, headers={"Location": f"{address}/data.xml"})
    version = version or law.version
    if version not in {law.version, law.original}:
        return None
    if tongue == "cy" and (not law.welsh or (law.welsh_at and version != law.original)):
        return None
    return Answer(clml(law, tongue, version), XML)


def _feed(asked: Asked, parts: list[str], held: Sequence[Law]) -> Answer | None:
    if not parts or parts[0] not in {"asc", "anaw", "mwa", "wsi"} or len(parts) > 2:
        return None
    found = [law for law in held if law.work.startswith("/".join(parts) + "/")]
    found.sort(key=lambda law: [int(part) for part in law.work.split("/")[1:]], reverse=True)
    if asked.fault is Fault.SHRUNK:
        found = found[: len(found) // 2]
    page = int(asked.query.get("page", "1"))
    at = 0 if asked.fault is Fault.REPEATED_LISTING else (page - 1) * A_PAGE
    rows = [] if asked.fault is Fault.EMPTY_LISTING else found[at : at + A_PAGE]
    here = f"{SITE}{asked.path}"
    total = "" if len(found) > _LISTED_AT_MOST else f"<openSearch:totalResults>{len(found)}</openSearch:totalResults>"
    more = page * A_PAGE < len(found)
    links = f'<link rel="first" type="application/atom+xml" href="{here}"/>' + (_next(asked, page) if more else "")
    return Answer(
        f'<?xml version="1.0" encoding="utf-8"?><feed {_SPACES}><id>{here}</id><title>Search Results</title>'
        f"<updated>2026-05-13T11:30:00+01:00</updated><openSearch:itemsPerPage>{A_PAGE}</openSearch:itemsPerPage>"
        f"<openSearch:startIndex>{(page - 1) * A_PAGE + 1}</openSearch:startIndex><leg:page>{page}</leg:page>"
        f"<leg:morePages>{page + 11}</leg:morePages>{_facets(parts, found, held)}{total}{links}"
        f"{''.join(map(_entry, rows))}</feed>",
        ATOM,
    )


def _next(asked: Asked, page: int) -> str:
    query = urlencode({**asked.query, "page": str(page + 1)})
    return f'<link rel="next" type="application/atom+xml" href="{escape(f"{SITE}{asked.path}?{query}")}"/>'


def _facets(parts: list[str], found: Sequence[Law], held: Sequence[Law]) -> str:
    """The sizes of the types in a list, and the years that its type has; 2019 is there and is not played."""
    kind = parts[0]
    types = "".join(
        f'<leg:facetType type="{law.kind}" href="{SITE}/{kind}/data.feed" value="{len(found)}"/>' for law in found[:1]
    )
    years = sorted({law.work.split("/")[1] for law in held if law.work.startswith(kind)} | {"2019"}, reverse=True)
    rows = "".join(f'<leg:facetYear year="{year}" href="{SITE}/{kind}/{year}/data.feed" total="2"/>' for year in years)
    return (
        f"<leg:facets><leg:facetTypes>{types}</leg:facetTypes><leg:facetYears>{rows}</leg:facetYears>"
        "<leg:facetHundreds/></leg:facets>"
    )


def _entry(law: Law) -> str:
    _, year, number = law.work.split("/")
    tongues: list[Tongue] = ["en", "cy"] if law.welsh and not law.welsh_at else ["en"]
    links = "".join(
        f'<link rel="alternate" type="{media}" href="{law.address(tongue)}/{name}"'
        f'{"" if tongue == "en" else " hreflang=" + chr(34) + "cy" + chr(34)} title="{title}"/>'
        for media, name, title in (
            ("application/xml", "data.xml", "XML"),
            ("application/akn+xml", "data.akn", "AKN"),
            ("application/pdf", "data.pdf", "PDF"),
        )
        for tongue in tongues
    )
    rel = "http://purl.org/dc/terms/tableOfContents"
    contents = f'<link rel="{rel}" type="application/xml" href="{SITE}/{law.work}/contents"/>'
    return (
        f"<entry><id>{SITE}/id/{law.work}</id>{_both('title', 'span', law.title, ' / ')}"
        f'<link rel="self" href="{SITE}/id/{law.work}"/><link href="{law.address()}"/>{links}{contents}'
        f"<author><name/></author><updated>{law.updated}</updated><published>{law.made}T12:00:00Z</published>"
        f'<ukm:DocumentMainType Value="{law.kind}"/><ukm:Year Value="{year}"/><ukm:Number Value="{number}"/>'
        f'<ukm:CreationDate Date="{law.made}"/>{_both("summary", "p", law.long, "")}</entry>'
    )


def _both(name: str, part: str, words: Sequence[str], between: str) -> str:
    """An element in one language or, as XHTML, in two."""
    if len(words) == 1:
        return f"<{name}>{escape(words[0])}</{name}>"
    parts = between.join(
        f'<{part} xml:lang="{lang}">{escape(text)}</{part}>' for lang, text in zip(("en", "cy"), words, strict=True)
    )
    return f'<{name} type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{parts}</div></{name}>'
