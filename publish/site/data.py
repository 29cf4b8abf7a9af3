"""What is to be taken away from a site: the data behind its pages as a Data Package, and feeds of what changed."""

import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path

from corpus.codebook import Lang
from corpus.database import identity
from corpus.language import speaking
from publish.export import atom, package
from publish.export.about import about
from publish.export.chosen import Chosen, Slice
from publish.export.tables import tables
from publish.export.writing import DESCRIPTOR
from publish.site import addresses
from publish.site.making import Making
from publish.site.rendering import NAVIGATION

TABLES = ("themes", "documents", "commitments", "searches", "events", "evidence")
"""What the pages tell; whole documents are not among it."""

IN_A_FEED = 200
"""Judgements that a feed tells."""
FEED = "changes.atom"

KILOBYTE = 1_000


@dataclass(frozen=True, slots=True)
class File:
    """A file to be downloaded."""

    path: str
    size: str


def put(making: Making) -> None:
    """The files, the page that lists them, and the feed of each language."""
    asked = making.asked
    chosen = Chosen(
        making.session, Slice(making.every, suggested=asked.suggest is not None, names=asked.names), asked.rights
    )
    made_of = making.all_of_them()
    files = tuple(_put_package(making, chosen, made_of))
    making.put(NAVIGATION["data"], files, lambda: _page(making, files))
    for lang in Lang:
        making.site.put(addresses.within(lang, FEED), f"{lang} {made_of}", partial(_feed, making, chosen, lang))


def _put_package(making: Making, chosen: Chosen, made_of: str) -> Iterator[File]:
    """The tables and their description; they are only read from the corpus where any of it is not as before."""

    @cache
    def package_of() -> dict[str, bytes]:
        with tempfile.TemporaryDirectory() as scratch:
            made = Path(scratch) / "data"
            wanted = tables(making.session, chosen.wanted, chosen.rights, TABLES)
            package.write(wanted, made, about(chosen, making.stamp))
            return {file.name: file.read_bytes() for file in made.iterdir()}

    for name in sorted((DESCRIPTOR, *(f"{table}.csv" for table in TABLES))):
        path = f"data/{name}"
        making.site.put(path, made_of, lambda name=name: package_of()[name])  # type: ignore[misc]
        yield File(path, _size(making.site.size(path)))


def _page(making: Making, files: tuple[File, ...]) -> str:
    title = making.renderer.texts.data
    return making.renderer.page("data.html", NAVIGATION["data"], title=title, here="data", files=files)


def _feed(making: Making, chosen: Chosen, lang: Lang) -> str:
    address = making.asked.address
    out = io.StringIO()
    with speaking(lang):
        atom.write(
            chosen,
            out,
            making.stamp,
            identity(making.session),
            address=(lambda ref: f"{address}/{addresses.within(lang, addresses.promise(ref))}") if address else None,
            own=f"{address}/{addresses.within(lang, FEED)}" if address else "",
            limit=IN_A_FEED,
        )
    return out.getvalue()


def _size(many: int) -> str:
    return f"{max(1, round(many / KILOBYTE)):,} kB"
