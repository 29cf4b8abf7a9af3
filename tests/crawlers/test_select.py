"""What must be on a page is there, or its absence is told by selector and address."""

import pytest
from scrapy.http import HtmlResponse

from crawlers import dates, select
from crawlers.select import PageChanged

PAGE = HtmlResponse(
    "https://example.org/a",
    body="<h1> A  <b>plan</b>\u00a0for care </h1><ul><li>one<li></ul><p class=none></p><a href='/x'>x</a>".encode(),
    encoding="utf-8",
)


def test_words_come_on_one_line() -> None:
    assert select.required(PAGE, "h1") == "A plan for care"
    assert select.text(PAGE.css("a::attr(href)")) == "/x"
    assert select.text(PAGE.css(".nowhere")) == ""


def test_what_must_be_there_and_is_not_is_named_with_its_address() -> None:
    for look in (select.one, select.many, select.required):
        with pytest.raises(PageChanged, match=r"https://example\.org/a has no \.nowhere"):
            look(PAGE, ".nowhere")
    with pytest.raises(PageChanged, match=r"has no words in p\.none"):
        select.required(PAGE, "p.none")


def test_selections_that_held_are_noted_only_while_somebody_asks() -> None:
    with select.noted() as held:
        select.many(PAGE, "li")
        select.one(PAGE, "h1")
        select.one(PAGE, "h1")
    select.one(PAGE, "a")
    assert held == {"li": 1, "h1": 2}


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2026-08-20T15:41:39Z", "2026-08-20"),
        ("07/12/2023", "2023-12-07"),
        ("20 August 2026", "2026-08-20"),
        ("29 Oct 2026", "2026-10-29"),
        ("Fri, 17 Jul 2026 00:00:00 GMT", "2026-07-17"),
        ("7 Oct 2010 - 10:00am", "2010-10-07"),
        ("2026-09-11 11:30", "2026-09-11"),
        ("Friday 11 Sep 2026, 11:30", "2026-09-11"),
        ("7 Tachwedd 2024", "2024-11-07"),
    ],
)
def test_every_way_a_site_prints_a_date_is_understood(printed: str, iso: str) -> None:
    found = dates.day(printed)
    assert found and found.isoformat() == iso


def test_a_day_is_found_in_prose_and_nothing_is_made_up() -> None:
    found = dates.first("The closing date is 14 September 2026, not 31 February 2026.")
    assert found and found.isoformat() == "2026-09-14"
    assert dates.first("Closed on 31 February 2026.") is None
    assert dates.day("soon") is None
