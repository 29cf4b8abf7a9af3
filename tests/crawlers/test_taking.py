"""From an archived answer to documents, the same at every reading."""

import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Response

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import AddewidError
from corpus.types import Passage
from crawlers import spiders
from crawlers.archive.records import Place, Record
from crawlers.items import Claim, Follow, Item, Yielded
from crawlers.spiders.base import Source, reads
from crawlers.taking import read

ADDRESS = "https://a.example/plan"
PAGE = (
    b"<html><body><nav>Menu</nav><h1>Plan</h1>"
    b"<main><p>The council will open a hub.</p><aside>Ad</aside></main></body></html>"
)


class Reading(Source):
    """a.example: whatever a test says."""

    name = "reading"
    hosts = ("a.example",)
    publisher = "Some Council"
    yields: tuple[Yielded, ...] = ()

    @reads
    def page(self, response: Response, *, work: str = "") -> Iterator[Yielded]:
        yield from type(self).yields

    @reads
    def trips(self, response: Response) -> Iterator[Yielded]:
        raise KeyError("missing")
        yield


@pytest.fixture(autouse=True)
def spider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crawlers.taking.load", lambda key: Reading if key == "reading" else spiders.load(key))
    monkeypatch.setattr(Reading, "yields", ())


def record(content_type: str = "text/html; charset=utf-8", address: str = ADDRESS, **more: Any) -> Record:
    columns: dict[str, Any] = {
        "place": Place("captures-00001.warc.gz", 0, 1),
        "address": address,
        "at": datetime(2026, 8, 1, 12, tzinfo=UTC),
        "media_type": content_type.partition(";")[0],
        "source": "reading",
        "via": "",
        "facts": {"read": "page", "context": {}},
        "status": "200 OK",
        "headers": (("Content-Type", content_type),),
        "digest": "",
        "sha256": "",
        "size": 0,
        "original": None,
        "stands": "",
    }
    return Record(**{**columns, **more})


def item(**more: Any) -> Item:
    return Item(kind=DocumentKind.STRATEGY, title="A plan", **more)


def test_what_the_spider_says_of_a_page_is_in_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    said = item(
        work="plan-1",
        lang=Lang.EN,
        issued=date(2026, 7, 1),
        part_of="parent",
        facts={"status": "open", "closes": "2026-09-01"},
        content=("main",),
        without=("aside",),
    )
    monkeypatch.setattr(Reading, "yields", (Claim(3), Follow(address=ADDRESS, read="page"), said))
    (document,) = read(record(), PAGE)
    assert [passage.text for passage in document.passages] == ["The council will open a hub."]
    assert (document.title, document.work, document.part_of, document.url) == ("A plan", "plan-1", "parent", ADDRESS)
    assert (document.kind, document.lang, document.issued) == (DocumentKind.STRATEGY, Lang.EN, date(2026, 7, 1))
    assert document.publisher == "Some Council"
    assert document.facts == {"status": "open", "closes": "2026-09-01", "status_seen": "2026-08-01"}


def test_passages_that_a_spider_made_are_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    stage = Passage("Stage 1 was agreed.", 0, 0, kind=PassageKind.TABLE_ROW, dated=date(2026, 3, 1))
    monkeypatch.setattr(Reading, "yields", (item(lang=Lang.EN, passages=(stage,)),))
    (document,) = read(record(), b"")
    assert [(passage.text, passage.dated) for passage in document.passages] == [
        ("Stage 1 was agreed.", date(2026, 3, 1))
    ]
    assert document.reader == "reading"


@pytest.mark.parametrize(
    ("content_type", "address", "body", "reader"),
    [
        ("text/html; charset=utf-8", "https://a.example/plan.v2", PAGE, "html"),
        ("text/plain; charset=utf-8", "https://a.example/note", b"The council will open a hub.", "plain"),
        (
            "application/octet-stream",
            "https://a.example/notes.md",
            b"# Plan\n\nThe council will open a hub.",
            "markdown",
        ),
    ],
)
def test_the_format_is_told_by_name_or_headers(
    content_type: str, address: str, body: bytes, reader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Reading, "yields", (item(lang=Lang.EN),))
    (document,) = read(record(content_type, address), body)
    assert document.reader == reader
    assert "The council will open a hub." in document.text


def test_the_encoding_is_the_one_the_headers_say(monkeypatch: pytest.MonkeyPatch) -> None:
    class Echo(Reading):
        @reads
        def page(self, response: Response, *, work: str = "") -> Iterator[Yielded]:
            yield item(lang=Lang.CY, passages=(Passage(response.css("p::text").get(""), 0, 0),))

    monkeypatch.setattr("crawlers.taking.load", lambda key: Echo)
    (document,) = read(
        record("text/html; charset=windows-1252"), "<p>Tŷ tŵr – â</p>".encode("cp1252", "xmlcharrefreplace")
    )
    assert document.text == "Tŷ tŵr – â"


def test_a_listing_holds_no_documents() -> None:
    assert list(read(record(), PAGE)) == []


@pytest.mark.parametrize(
    ("facts", "source", "what"),
    [
        (None, "reading", "does not say how to read it"),
        ({"context": {}}, "reading", "does not say how to read it"),
        ({"read": "answer", "context": {}}, "reading", "does not read"),
        ({"read": "page", "context": {"unheard": "of"}}, "reading", "TypeError"),
        ({"read": "trips", "context": {}}, "reading", "KeyError"),
        ({"read": "page", "context": {}}, "nobody", "No source is called nobody"),
    ],
)
def test_every_trouble_names_the_address(facts: dict[str, Any] | None, source: str, what: str) -> None:
    with pytest.raises(AddewidError, match=what) as trouble:
        list(read(record(facts=facts, source=source), PAGE))
    assert ADDRESS in str(trouble.value)


@pytest.mark.parametrize(
    ("content_type", "address", "body"),
    [
        ("application/pdf", "https://a.example/plan.pdf", b"%PDF-1.7\nbroken"),
        ("application/pdf", "https://a.example/plan.pdf", PAGE),
        ("text/html", ADDRESS, b"<html><body></body></html>"),
        ("image/png", ADDRESS, b"\x89PNG\r\n\x1a\n" + bytes(100)),
        ("text/html", ADDRESS, b""),
    ],
)
def test_what_cannot_be_read_is_named_by_its_address_and_leaves_nothing_behind(
    content_type: str, address: str, body: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(Reading, "yields", (item(),))
    with pytest.raises(AddewidError) as trouble:
        list(read(record(content_type, address), body))
    assert str(trouble.value).startswith(f"{address}: ")
    assert "addewid-" not in str(trouble.value)
    assert list(tmp_path.iterdir()) == []


def test_content_that_is_no_longer_on_the_page_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reading, "yields", (item(content=("#body",)),))
    with pytest.raises(AddewidError, match="holds no text"):
        list(read(record(), PAGE))
