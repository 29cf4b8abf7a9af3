"""What the sites are made of: page skeletons, feeds, sitemaps, and small real files to download."""

import io
import textwrap
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

import docx

from tests.pdf_writer import Drawn, labelled, write_pdf

XML = "application/xml; charset=utf-8"
RSS = "application/rss+xml; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def page(title: str, body: str, *, lang: str = "en", head: str = "") -> str:
    """An HTML page. ``title`` is escaped; ``body`` and ``head`` are markup."""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)}</title>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def paragraphs(*texts: str) -> str:
    """Texts, escaped, as paragraphs."""
    return "\n".join(f"<p>{escape(text)}</p>" for text in texts)


def pdf(*texts: str, title: str = "", labels: Sequence[str] = ()) -> bytes:
    """A PDF of paragraphs; one that begins with ``# `` is a heading, and ``---`` alone begins a page.

    ``labels`` are the page labels, one a page; without them pages have none.
    """
    pages: list[list[Drawn]] = [[]]
    y = 780.0
    for text in texts:
        if text == "---" or y < 100:
            pages.append([])
            y = 780.0
        if text == "---":
            continue
        heading = text.startswith("# ")
        size = 16.0 if heading else 11.0
        for line in textwrap.wrap(text.removeprefix("# "), 60 if heading else 88):
            pages[-1].append((70.0, y, size, line, heading))
            y -= size * 1.25
        y -= 12
    return write_pdf(pages, title=title, labels=labelled(labels))


def word(*texts: str, title: str = "") -> bytes:
    """A DOCX of paragraphs; one that begins with ``# `` is a heading."""
    document = docx.Document()
    document.core_properties.title = title
    document.core_properties.created = document.core_properties.modified = datetime(2026, 1, 1, tzinfo=UTC)
    for text in texts:
        if text.startswith("# "):
            document.add_heading(text[2:], 1)
        else:
            document.add_paragraph(text)
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for (
            name
        ) in made.namelist():  # the library dates each member by the clock, and the same words must be the same file
            kept.writestr(zipfile.ZipInfo(name), made.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed. ``more`` is markup added to it."""

    address: str
    title: str
    when: datetime
    summary: str = ""
    more: str = ""


def rss(title: str, address: str, entries: Iterable[Entry], *, spaces: str = "") -> str:
    """An RSS 2.0 feed; ``spaces`` are namespace declarations that entries' ``more`` needs."""
    items = "".join(
        f"<item><title>{escape(entry.title)}</title><link>{escape(entry.address)}</link>"
        f"<description>{escape(entry.summary)}</description>"
        f'<guid isPermaLink="true">{escape(entry.address)}</guid>'
        f"<pubDate>{format_datetime(entry.when, usegmt=entry.when.tzinfo is UTC)}</pubDate>{entry.more}</item>\n"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" {spaces}><channel><title>{escape(title)}</title>'
        f"<link>{escape(address)}</link><description></description>\n{items}</channel></rss>\n"
    )


def atom(title: str, address: str, entries: Iterable[Entry], *, head: str = "", spaces: str = "") -> str:
    """An Atom feed; ``head`` is markup before its entries, ``spaces`` namespace declarations."""
    items = "".join(
        f"<entry><id>{escape(entry.address)}</id><title>{escape(entry.title)}</title>"
        f'<link rel="alternate" href="{escape(entry.address)}"/><updated>{entry.when.isoformat()}</updated>'
        f"<summary>{escape(entry.summary)}</summary>{entry.more}</entry>\n"
        for entry in entries
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" {spaces}>'
        f'<id>{escape(address)}</id><title>{escape(title)}</title><link rel="self" href="{escape(address)}"/>'
        f"{head}\n{items}</feed>\n"
    )


def sitemap(addresses: Mapping[str, str]) -> str:
    """A sitemap of addresses and when each was last changed (ISO; empty for none given)."""
    return _map("urlset", "url", addresses)


def sitemap_index(addresses: Mapping[str, str]) -> str:
    """A sitemap of sitemaps."""
    return _map("sitemapindex", "sitemap", addresses)


def _map(root: str, each: str, addresses: Mapping[str, str]) -> str:
    rows = "".join(
        f"<{each}><loc>{escape(address)}</loc>{f'<lastmod>{changed}</lastmod>' if changed else ''}</{each}>\n"
        for address, changed in addresses.items()
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{space}">\n{rows}</{root}>\n'
