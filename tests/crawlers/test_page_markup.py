"""What a page's markup says, on whatever site: its language, its twin, its date, its links and files."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from corpus.codebook import Lang
from crawlers import pages
from crawlers.pages import Attached

URL = "https://a.wales/news/one"


def page(body: str, *, head: str = "", lang: str = ' lang="en-GB"', url: str = URL) -> HtmlResponse:
    text = f"<!DOCTYPE html><html{lang}><head><title>Window</title>{head}</head><body>{body}</body></html>"
    return HtmlResponse(url, body=text.encode(), encoding="utf-8")


@pytest.mark.parametrize(("lang", "expected"), [("en", Lang.EN), ("cy-GB", Lang.CY), ("CY", Lang.CY), ("fr", None)])
def test_language(lang: str, expected: Lang | None) -> None:
    assert pages.language(page("", lang=f' lang="{lang}"')) is expected
    assert pages.language(page("", lang="")) is None


def test_title() -> None:
    assert pages.title(page("<h1> A <em>good</em>\n title</h1><h1>Other</h1>")) == "A good title"
    assert pages.title(page("<h1> </h1>")) == "Window"


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", '<link rel="alternate" hreflang="cy" href="/cy/un">'),
        ("", '<link rel="alternate" hreflang="cy-GB" href="https://a.wales/cy/un#top">'),
        ('<a hreflang="cy" href="/cy/un">Switch</a>', ""),
        ('<a lang="cy" href="/cy/un">Yn Gymraeg</a>', ""),
        ('<a class="language-link" href="/cy/un">Newid</a>', ""),
        ('<a href="/cy/un"><span> Cymraeg </span></a>', ""),
        ('<a href="/cy/un">Cymraeg</a>', '<base href="https://a.wales/deep/"><link rel="alternate" href="/feed">'),
    ],
)
def test_the_twin_is_where_the_page_says(body: str, head: str) -> None:
    assert pages.twin(page(body, head=head), Lang.CY) == "https://a.wales/cy/un"


@pytest.mark.parametrize(
    "body",
    [
        "",
        '<a href="/cy/">Cymraeg</a>',  # the switch of a page that is not translated
        '<a href="/news/one">Cymraeg</a>',
        '<a href="#">Cymraeg</a>',
        '<a>Cymraeg</a><a href="http://[">Cymraeg</a><a href="javascript:go()">Cymraeg</a>',
        '<a href="/cy/un">Llywodraeth Cymru</a>',
        '<a href="/en/one" hreflang="en">English</a>',
    ],
)
def test_no_twin_where_it_names_none(body: str) -> None:
    assert pages.twin(page(body), Lang.CY) == ""


def test_front_pages_are_twins_of_one_another() -> None:
    assert pages.twin(page('<a href="/cy/">Cymraeg</a>', url="https://a.wales/"), Lang.CY) == "https://a.wales/cy/"
    assert pages.twin(page('<a href="/">English</a>', url="https://a.wales/cy"), Lang.EN) == "https://a.wales/"


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("", '<meta property="article:published_time" content="2019-10-15T09:00:00+00:00">', date(2019, 10, 15)),
        ('<main><time datetime="2022-04-20">long ago</time></main>', "", date(2022, 4, 20)),
        (
            '<main><div class="field field--name-field-date"><b>7 Oct 2010 - 10:00am</b></div></main>',
            "",
            date(2010, 10, 7),
        ),
        ('<main><p class="date">7 Hydref 2010 - 10:00</p></main>', "", date(2010, 10, 7)),
        ('<footer><time datetime="2022-04-20"></time></footer><main><p>On 3 May 2020 it rained.</p></main>', "", None),
        ('<main><time datetime="soon"></time><time datetime="2020-02-30"></time></main>', "", None),
    ],
)
def test_published(body: str, head: str, expected: date | None) -> None:
    assert pages.published(page(body, head=head)) == expected


def test_links_are_whole_once_each_and_to_what_may_hold_text() -> None:
    hrefs = [
        *("two", "/two", "two#part", "?page=2", "//b.wales/x", "HTTP://A.wales/y", "/a.pdf", "/a.PNG", "/a.zip"),
        *("mailto:a@b", "tel:1", "javascript:x()", "http://[", "#", "/v1.2", "/feed.xml", "ftp://a.wales/z"),
        *("/tŷ%20ni", "", " ", "/a b "),
    ]
    body = "".join(f'<a href="{href}">x</a>' for href in hrefs)
    assert pages.links(page(body)) == [
        "https://a.wales/news/two",
        "https://a.wales/two",
        "https://a.wales/news/one?page=2",
        "https://b.wales/x",
        "https://a.wales/y",
        "https://a.wales/a.pdf",
        URL,
        "https://a.wales/v1.2",
        "https://a.wales/t%C5%B7%20ni",
        "https://a.wales/a%20b",
    ]


def test_files_are_those_of_the_main_part() -> None:
    inside = '<a href="/r.pdf">Read the report (PDF, 312 KB)</a> <a href="/m.DOCX?v=1">Method [DOCX 1.2MB]</a>'
    outside = '<footer><a href="/cookies.pdf">Cookies</a></footer>'
    assert pages.attached(page(f"<main>{inside}</main>{outside}")) == [
        Attached("https://a.wales/r.pdf", ""),
        Attached("https://a.wales/m.DOCX?v=1", "Method"),
    ]
    assert [one.address for one in pages.attached(page(inside + outside))][-1] == "https://a.wales/cookies.pdf"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Download", ""),
        ("Lawrlwytho / Download (DOCX, 30 KB)", ""),
        ("Read the plan (PDF)", "Plan"),
        ("Plan for 2026 (revised)", "Plan for 2026 (revised)"),
        ("Viewpoints on care", "Viewpoints on care"),
        ("Darllen y cynllun", "Cynllun"),
        ("", ""),
    ],
)
def test_what_a_link_calls_a_file(words: str, expected: str) -> None:
    assert pages.attached(page(f'<a href="/f.pdf">{words}</a>')) == [Attached("https://a.wales/f.pdf", expected)]


def test_a_file_linked_twice_has_the_name_that_says_something() -> None:
    body = (
        '<a href="/f.pdf"><img src="x.png"></a> <a href="/f.pdf#page=2">Our plan</a> <a href="/f.pdf">Another name</a>'
    )
    assert pages.attached(page(body)) == [Attached("https://a.wales/f.pdf", "Our plan")]


@given(st.text(max_size=60))
def test_any_link_whatever_gives_an_address_that_can_be_fetched_or_none(href: str) -> None:
    escaped = href.replace("&", "&amp;").replace('"', "&quot;").replace("\x00", "")
    found = pages.links(page(f'<a href="{escaped}">x</a>'))
    assert all(address.startswith(("https://", "http://")) and "#" not in address for address in found)
