"""Sitemaps: what they list, and the ones that mean harm."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response, TextResponse, XmlResponse

from corpus.errors import AddewidError, UnreadableDocument
from crawlers import sitemaps
from crawlers.select import PageChanged
from crawlers.sitemaps import Listed
from tests.replica import build

URL = "https://site.example.wales/sitemap.xml"


def of(body: str | bytes) -> sitemaps.Sitemap:
    return sitemaps.read(Response(URL, body=body.encode() if isinstance(body, str) else body))


def test_pages_and_when_they_changed() -> None:
    found = of(build.sitemap({"https://a.wales/x?y=1&z=2": "2026-01-02", "/relative": ""}))
    assert not found.index
    assert found.rows == (
        Listed("https://a.wales/x?y=1&z=2", "2026-01-02"),
        Listed("https://site.example.wales/relative", ""),
    )


def test_addresses_are_as_they_are_asked_for() -> None:
    found = of(build.sitemap({"http://SITE.example.wales/tŷ#top": "", "http://b.wales/": ""}))
    assert [row.address for row in found.rows] == ["https://site.example.wales/t%C5%B7", "http://b.wales/"]


def test_sitemaps_of_sitemaps() -> None:
    found = of(build.sitemap_index({"https://a.wales/1.xml": ""}))
    assert found.index
    assert found.rows == (Listed("https://a.wales/1.xml", ""),)


def test_without_a_namespace_with_white_space_and_things_of_other_kinds() -> None:
    found = of(
        "<urlset xmlns:image='https://image'><!-- hello --><url><loc>\n https://a.wales/x </loc>"
        "<image:image><image:loc>https://a.wales/x.png</image:loc></image:image></url><other/></urlset>"
    )
    assert found.rows == (Listed("https://a.wales/x", ""),)


def test_packed_whatever_it_is_called() -> None:
    assert of(gzip.compress(build.sitemap({"https://a.wales/": ""}).encode())).rows == (Listed("https://a.wales/", ""),)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<rss><channel/></rss>", "urlset or sitemapindex"),
        ("<urlset/>", "url element"),
        ("<urlset><sitemap><loc>https://a.wales/</loc></sitemap></urlset>", "url element"),
        ("<urlset><url><lastmod>2026-01-01</lastmod></url></urlset>", "address as loc in each url"),
        ("<urlset><url><loc> </loc></url></urlset>", "address as loc in each url"),
        ("<urlset><url><loc>http://[</loc></url></urlset>", "address as loc in each url"),
    ],
)
def test_what_has_changed_is_named(body: str, what: str) -> None:
    with pytest.raises(PageChanged, match=what) as raised:
        of(body)
    assert URL in str(raised.value)


BOMB = (
    '<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<urlset><url><loc>&b;</loc></url></urlset>"
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<urlset><url><loc>https://a.wales/&x;</loc></url></urlset>"
)
DEEP = "<urlset>" + "<url>" * 150 + "</url>" * 150 + "</urlset>"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (BOMB, "defines the entity"),
        (EXTERNAL, "external entity"),
        (DEEP, "nests elements 151 deep"),
        ("<urlset><url>", "not well-formed"),
        ("", "not well-formed"),
    ],
    ids=["bomb", "external", "deep", "cut", "empty"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_hostile_ones_are_refused_by_their_address(body: str, what: str, packed: bool) -> None:
    with pytest.raises(UnreadableDocument, match=what) as raised:
        of(gzip.compress(body.encode()) if packed else body)
    assert URL in str(raised.value)


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "LARGEST", 1_000_000)
    with pytest.raises(UnreadableDocument, match="unpacks to more than"):
        of(gzip.compress(bytes(1_000_001)))


def test_packed_and_damaged_or_cut_short() -> None:
    packed = gzip.compress(build.sitemap({f"https://a.wales/{number}": "" for number in range(500)}).encode())
    with pytest.raises(UnreadableDocument, match="broke off"):
        of(packed[:-20])
    with pytest.raises(UnreadableDocument, match="damaged"):
        of(b"\x1f\x8b" + b"\xff" * 100)


def test_no_more_than_the_protocol_allows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemaps, "MOST_PAGES", 2)
    monkeypatch.setattr(sitemaps, "MOST_SITEMAPS", 1)
    three = {f"https://a.wales/{number}": "" for number in range(3)}
    with pytest.raises(UnreadableDocument, match="more than 2"):
        of(build.sitemap(three))
    with pytest.raises(UnreadableDocument, match="more than 1"):
        of(build.sitemap_index(three))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_comes_is_read_or_refused(body: bytes) -> None:
    for data in (body, b"<urlset>" + body + b"</urlset>", b"\x1f\x8b" + body):
        try:
            sitemaps.read(XmlResponse(URL, body=data))
        except AddewidError as refused:
            assert URL in str(refused)


def test_robots_names_sitemaps() -> None:
    lines = ["User-agent: *", " sitemap:/one.xml", "SITEMAP : https://b.wales/two.xml # here", "#Sitemap: /no.xml"]
    lines += ["Sitemap:", "Sitemap: /one.xml\r", ""]
    robots = TextResponse("https://a.wales/robots.txt", body="\n".join(lines).encode())
    assert sitemaps.named(robots) == ["https://a.wales/one.xml", "https://b.wales/two.xml"]
    assert sitemaps.named(TextResponse("https://a.wales/robots.txt", body=b"")) == []
