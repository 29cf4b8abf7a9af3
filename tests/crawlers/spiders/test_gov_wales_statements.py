"""What gov-wales-statements makes of the replica's feed, listing and pages."""

from datetime import date

import pytest
from scrapy.http import HtmlResponse, TextResponse, XmlResponse

from corpus.codebook import DocumentKind, Lang
from corpus.errors import AddewidError
from crawlers.items import Claim, Follow, Item
from crawlers.select import PageChanged
from crawlers.spiders.gov_wales_words import is_statement
from tests.crawlers.answers import Recorded, fetched, read
from tests.crawlers.spiders.test_gov_wales_consultations import WITHOUT
from tests.replica.asked import Fault
from tests.replica.sites.gov_wales import entries

NAME = "gov-wales-statements"
SITE = "https://www.gov.wales"
WELSH = "https://www.llyw.cymru"
RIGHT_TO_BUY = f"{SITE}/written-statement-community-right-buy-next-steps"
ARTICLE = (".page-header__title", ".hero-block__summary", ".announcement-item__article")


def _told(slug: str, day: str) -> Follow:
    return Follow(address=f"{SITE}/{slug}", read="page", dated=date.fromisoformat(day), counts=True)


EXPECTED = {
    NAME: (
        Recorded(
            "feed",
            "www.gov.wales",
            "/announcements/rss",
            yields=(
                _told("written-statement-community-right-buy-next-steps", "2026-08-28"),
                _told("written-statement-eisteddfod-2026", "2026-08-10"),
                _told("written-statement-outcome-first-supplementary-budget-2026-2027", "2026-07-15"),
                _told("oral-statement-childcare-and-play", "2026-07-14"),
                _told("oral-statement-legislation", "2026-07-14"),
                _told("cabinet-statement-waiting-times", "2026-07-09"),
                _told("written-statement-electoral-registration", "2026-06-23"),
            ),
        ),
        Recorded(
            "page",
            "www.gov.wales",
            "/written-statement-community-right-buy-next-steps",
            yields=(
                Item(
                    kind=DocumentKind.STATEMENT,
                    title="Written statement: A community right to buy: next steps",
                    work=RIGHT_TO_BUY,
                    lang=Lang.EN,
                    issued=date(2026, 8, 28),
                    facts={"type": "Cabinet statement"},
                    content=ARTICLE,
                    without=WITHOUT,
                ),
                Follow(
                    address=f"{WELSH}/datganiad-ysgrifenedig-hawl-gymunedol-i-brynu-y-camau-nesaf",
                    read="page",
                    context={"work": RIGHT_TO_BUY, "label": "Cabinet statement"},
                    stamp="2026-08-28T10:00:00Z",
                    dated=date(2026, 8, 28),
                ),
                Follow(
                    address=f"{SITE}/sites/default/files/publications/2026-08/community-right-to-buy-timetable.pdf",
                    read="attachment",
                    context={
                        "part_of": RIGHT_TO_BUY,
                        "kind": "statement",
                        "issued": "2026-08-28",
                        "title": "Written statement: A community right to buy: next steps: "
                        "A community right to buy: timetable",
                    },
                    stamp="2026-08-28T10:00:00Z",
                    dated=date(2026, 8, 28),
                ),
            ),
        ),
        Recorded(
            "page",
            "www.llyw.cymru",
            "/datganiad-ysgrifenedig-ffyniant-i-bawb",
            yields=(
                Item(
                    kind=DocumentKind.STATEMENT,
                    title="Datganiad Ysgrifenedig: Ffyniant i bawb: y strategaeth genedlaethol",
                    work=f"{SITE}/written-statement-prosperity-all-national-strategy",
                    lang=Lang.CY,
                    issued=date(2017, 9, 19),
                    facts={"administration": "2016 to 2021"},
                    content=(".page-header__title", ".announcement-item__body"),
                    without=WITHOUT,
                ),
            ),
        ),
    )
}


def test_the_listing_shows_every_statement_and_no_news() -> None:
    found = [
        one
        for number in range(3)
        for one in read(NAME, "listing", fetched("www.gov.wales", f"/announcements/search?page={number}"))
    ]
    shown = {one.address for one in found if isinstance(one, Follow) and one.counts}
    statements = {
        f"{SITE}/{entry['slug']}" for entry in entries("announcements") if "statement" in entry["label"].lower()
    }
    assert shown == statements
    assert f"{SITE}/update-on-the-taskforce" in shown, "its type tells, not its title"
    assert not any(isinstance(one, Claim) for one in found), "news is counted by the site too"


def test_a_page_of_news_alone_leads_on() -> None:
    first = fetched("www.gov.wales", "/announcements/search")
    assert isinstance(first, TextResponse)
    words = {"statement:": "news:", "Cabinet statement": "News story", "Oral statement": "News story"}
    body = first.text
    for old, new in words.items():
        body = body.replace(old, new)
    (after,) = read(NAME, "listing", HtmlResponse(first.url, body=body, encoding="utf-8"))
    assert isinstance(after, Follow)
    assert (after.address, after.listing) == (f"{SITE}/announcements/search?page=1", True)


@pytest.mark.parametrize(
    ("title", "label", "expected"),
    [
        ("Written statement: Trees", "", True),
        ("WRITTEN STATEMENT: Trees", "", True),
        ("Oral statement: Trees", "", True),
        ("Cabinet statement: Trees", "", True),
        ("Trees", "Cabinet statement", True),
        ("Consultation: Trees", "", False),
        ("Minister's written statement on trees", "Press release", False),
        ("Trees", "News story", False),
        ("", "", False),
    ],
)
def test_a_statement_is_told_from_news(title: str, label: str, expected: bool) -> None:
    assert is_statement(title, label) is expected


def test_the_minister_is_in_the_text_of_an_old_statement_too() -> None:
    page = fetched("www.gov.wales", "/written-statement-prosperity-all-national-strategy")
    assert isinstance(page, TextResponse)
    item = read(NAME, "page", page)[0]
    assert isinstance(item, Item)
    assert "Cabinet Secretary for Finance" in " ".join(page.css(f"{item.content[-1]} ::text").getall())
    assert item.facts["administration"] == "2016 to 2021"


def test_a_feed_without_entries_is_named() -> None:
    with pytest.raises(PageChanged) as caught:
        read(NAME, "feed", fetched("www.gov.wales", "/announcements/rss", Fault.EMPTY_LISTING))
    assert (caught.value.what, caught.value.address) == ("item", f"{SITE}/announcements/rss")


def test_a_feed_that_is_none_is_refused_by_its_address() -> None:
    with pytest.raises(AddewidError, match=f"{SITE}/announcements/rss"):
        read(NAME, "feed", fetched("www.gov.wales", "/announcements/rss", Fault.LOGIN))


def test_a_statement_without_a_link_is_named() -> None:
    feed = fetched("www.gov.wales", "/announcements/rss")
    assert isinstance(feed, XmlResponse)
    body = feed.text.replace(f"<link>{RIGHT_TO_BUY}</link>", "").replace(f">{RIGHT_TO_BUY}</guid>", ">7</guid>")
    with pytest.raises(PageChanged, match="no link for 'Written statement: A community right to buy"):
        read(NAME, "feed", feed.replace(body=body.replace('isPermaLink="true"', 'isPermaLink="false"')))


def test_a_feed_may_name_the_host_without_www() -> None:
    feed = fetched("www.gov.wales", "/announcements/rss")
    assert isinstance(feed, XmlResponse)
    bare = feed.replace(body=feed.body.replace(b"https://www.gov.wales/", b"https://gov.wales/"))
    assert read(NAME, "feed", bare) == read(NAME, "feed", feed)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("announcement-item__", "story__", ".announcement-item__article or .announcement-item__body or div[role='art"),
        ("first-published", "launched", ".first-published"),
        ("28 August 2026</div>", "last week</div>", "(it says 'last week')"),
    ],
)
def test_a_statement_without_text_or_date_is_named(old: str, new: str, what: str) -> None:
    page = fetched("www.gov.wales", "/written-statement-community-right-buy-next-steps")
    assert isinstance(page, TextResponse)
    with pytest.raises(PageChanged) as caught:
        read(NAME, "page", HtmlResponse(page.url, body=page.text.replace(old, new), encoding="utf-8"))
    assert what in caught.value.what
