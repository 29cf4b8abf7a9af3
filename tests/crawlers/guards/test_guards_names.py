"""Names and words that come from outside: harmless whatever a server or a person writes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Headers, HtmlResponse, Response, XmlResponse

from corpus.errors import UsageProblem
from crawlers.guards import proxy_notice, response_of, safe_name, user_agent
from crawlers.guards.content import Kind, of_address, of_body, of_type
from crawlers.guards.encodings import true_encoding
from crawlers.guards.names import LONGEST_NAME, harmless

WINDOWS = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)


def named(disposition: str | bytes, url: str = "https://www.site.example/") -> str:
    return safe_name(Response(url, headers={"Content-Disposition": disposition}))


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ('attachment; filename="Our plan (final).pdf"', "Our plan (final).pdf"),
        ("attachment; filename*=UTF-8''Cynllun%20t%C5%B7.pdf", "Cynllun tŷ.pdf"),
        ('attachment; filename="../../../etc/passwd"', "passwd"),
        ('attachment; filename="..\\..\\windows\\system32\\evil.exe"', "evil.exe"),
        ('attachment; filename="/etc/cron.d/evil"', "evil"),
        ('attachment; filename="C:evil.pdf"', "evil.pdf"),
        ("attachment; filename*=UTF-8''%2e%2e%2f%2e%2e%2fplan.pdf", "plan.pdf"),
        ('attachment; filename=".bashrc"', "bashrc"),
        ('attachment; filename="nul.pdf"', "_nul.pdf"),
        ('attachment; filename="plan.pdf\0.exe"', "plan.pdf.exe"),
        ('attachment; filename="\u202efdp.exe"', "fdp.exe"),
        ('attachment; filename="a;b|c<d>.pdf"', "a_b_c_d_.pdf"),
        ('attachment; filename=".."', ""),
        ("attachment; filename*=klingon''x%FF.pdf", "xÿ.pdf"),
        ("attachment", ""),
        ("", ""),
        ("=;=;=\"'*", ""),
    ],
)
def test_suggested_names_are_made_harmless(disposition: str, name: str) -> None:
    assert named(disposition) == name


def test_a_very_long_name_keeps_its_suffix() -> None:
    name = named(f'attachment; filename="{"a" * 1000}.pdf"')
    assert len(name) <= LONGEST_NAME
    assert name.endswith("a.pdf")


def test_the_address_names_what_no_header_does() -> None:
    assert safe_name(Response("https://www.site.example/docs/Cynllun%20t%C5%B7.pdf?x=/../y")) == "Cynllun tŷ.pdf"
    assert safe_name(Response("https://www.site.example/a/..%2f..%2fpasswd")) == "passwd"
    assert safe_name(Response("https://www.site.example/")) == ""
    assert named("a" * 100_000, "https://www.site.example/x.pdf") == "x.pdf"


@given(st.binary(max_size=300))
def test_no_header_makes_a_path_or_an_error(header: bytes) -> None:
    check(named(b"attachment; filename=" + header))
    check(named(b"attachment; filename*=UTF-8''" + header))
    check(named(header))


@given(st.text(max_size=400))
def test_no_text_makes_a_path(text: str) -> None:
    check(harmless(text))
    assert harmless(harmless(text)) == harmless(text)


def check(name: str) -> None:
    assert len(name) <= LONGEST_NAME + 1
    assert not set(name) & set('/\\:*?"<>|\0\r\n\t')
    assert name.isprintable()
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert not WINDOWS.match(name)


def test_we_say_who_asks() -> None:
    assert re.fullmatch(r"Addewid/[\d.]+ \(collects Welsh public policy documents\)", user_agent(""))
    assert user_agent(" me@site.example ").endswith("; contact: me@site.example)")
    assert "https://site.example/about-us" in user_agent("https://site.example/about-us")


@pytest.mark.parametrize(
    "contact",
    [
        "Mozilla/5.0 (X11)",
        "me@site.example\r\nX-Evil: 1",
        "just me",
        "me@site.example)",
        "x" * 200 + "@site.example",
        "ŵ@site.example",
    ],
)
def test_a_contact_is_an_address_and_nothing_else(contact: str) -> None:
    with pytest.raises(UsageProblem, match="neither an e-mail nor a web address"):
        user_agent(contact)


def test_a_proxy_that_is_set_is_spoken_of(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("crawlers.guards.identity.getproxies", dict)
    assert proxy_notice() == ""
    monkeypatch.setattr("crawlers.guards.identity.getproxies", lambda: {"https": "http://proxy:3128", "no": "x"})
    assert proxy_notice() == "A proxy is set for https; it is not used: pages are fetched directly."


@given(st.binary(max_size=2000))
def test_any_bytes_are_of_some_kind(body: bytes) -> None:
    assert of_body(body) in Kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xef\xbb\xbf \n<!-- a --><!DOCTYPE HTML PUBLIC 'x'><html>", Kind.PAGE),
        (b"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a 'b'>]><html xmlns='x'>", Kind.PAGE),
        (b"<?xml version='1.0'?>\n<Legislation>", Kind.XML),
        (b"<rss version='2.0'>", Kind.XML),
        (b"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>", Kind.XML),
        (b"<a:feed xmlns:a='x'>", Kind.XML),
        (b"<H1>Hello", Kind.PAGE),
        (b"Just words < than", Kind.TEXT),
        (b'{"a": 1}', Kind.TEXT),
        (b"junk before\n%PDF-1.4", Kind.PDF),
        ("<html>".encode("utf-16"), Kind.PAGE),
        (b"\0\0\0", Kind.OTHER),
        (b"<!" + b"-" * 5000, Kind.TEXT),
        (b"<?" * 4000, Kind.TEXT),
    ],
)
def test_kinds_by_content(body: bytes, kind: Kind) -> None:
    assert of_body(body) is kind


def test_kinds_by_label_and_address() -> None:
    assert of_type("Text/HTML; charset=x") is Kind.PAGE
    assert of_type("application/atom+xml") is Kind.XML
    assert of_type("image/svg+xml") is Kind.PICTURE
    assert of_type("application/octet-stream") is of_type("") is of_type("nonsense") is None
    assert of_address("https://h.example/a/B.PDF?x=1#y") is Kind.PDF
    assert of_address("https://h.example/a.pdf/page") is None


def test_a_response_made_again_from_the_archive_is_the_same() -> None:
    made = response_of("https://h.example/a.html?CT=2", 200, Headers({"Content-Type": "application/pdf"}), b"%PDF-")
    assert type(made) is Response
    read = response_of("https://h.example/a.pdf", 200, Headers({"Content-Type": "text/html; charset=cp1252"}), b"\x93")
    assert isinstance(read, HtmlResponse)
    assert read.text == "“"
    assert isinstance(response_of("https://h.example/", 200, Headers({"Content-Type": "text/xml"}), b""), XmlResponse)


@given(st.text(), st.sampled_from(["utf-8", "iso-8859-1", "cp1252", "", "klingon", "us-ascii"]))
def test_utf8_is_always_recognised(text: str, said: str) -> None:
    body = text.encode()
    if not body.startswith(b"\xef\xbb\xbf"):
        assert body.decode(true_encoding(body, said) or "ascii" if not body.isascii() else "ascii") == text


@given(st.binary(max_size=500), st.sampled_from(["utf-8", "iso-8859-1", "cp1252", "iso8859-14", ""]))
def test_an_encoding_is_found_for_any_bytes(body: bytes, said: str) -> None:
    assert isinstance(body.decode(true_encoding(body, said) or "ascii", "replace"), str)
