"""A site made of a corpus with a bit of everything; what tests of it share."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

from corpus.database import Corpus
from publish.site.asked import Asked
from publish.site.building import build
from publish.site.folder import OURS, Outcome

ON = date(2026, 3, 2)


def made(corpus: Corpus, folder: Path, asked: Asked | None = None) -> Outcome:
    with corpus.read() as session:
        return build(session, folder, asked or Asked(ON))


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a site, but for what is kept about it."""
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name not in OURS
    }


@dataclass
class Read(HTMLParser):
    """What matters of a page: its names, where it leads, what it loads, and its elements."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    elements: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.elements.append((tag, held))
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a" or (tag == "link" and held.get("rel") in {"alternate", "canonical"}):
            self.links.append(held.get("href", ""))
        elif tag == "link":
            self.loads.append(held.get("href", ""))
        self.loads += [held[name] for name in ("src", "srcset", "data", "action", "poster") if name in held]

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.text).split())


def read(page: bytes | str) -> Read:
    told = Read()
    told.feed(page.decode() if isinstance(page, bytes) else page)
    return told


def leads(page: str, link: str, address: str = "") -> tuple[str, str] | None:
    """The file of the site and the place in it that a link on a page leads to; None where it leads elsewhere."""
    whole, fragment = urldefrag(link)
    if address and whole.startswith(f"{address}/"):
        return unquote(whole.removeprefix(f"{address}/")), fragment
    if urlsplit(whole).scheme or whole.startswith("//"):
        return None
    if not whole:
        return page, fragment
    parts = page.split("/")[:-1]
    for part in unquote(whole).split("/"):
        if part == "..":
            parts.pop()  # fails where a link leads out of the site
        else:
            parts.append(part)
    return "/".join(parts), fragment


def broken(site: dict[str, bytes], address: str = "") -> Iterator[str]:
    """Every link of a site that leads to no file or place of it, and everything that is loaded from elsewhere."""
    pages = {name: read(content) for name, content in site.items() if name.endswith(".html")}
    for name, page in pages.items():
        if len(page.ids) != len(set(page.ids)):
            yield f"{name} has a name twice"
        for link in page.links:
            found = leads(name, link, address)
            if found is None:
                continue
            there, fragment = found
            if there not in site or (fragment and fragment not in pages[there].ids):
                yield f"{name}: {link}"
        for load in page.loads:
            found = leads(name, load)
            if found is None or found[0] not in site:
                yield f"{name} loads {load}"
    for name, content in site.items():
        if name.endswith(".css") and re.search(rb"@import|url\(", content):
            yield f"{name} loads something"
