"""The listings of gov.wales: paging, and every way in which it could deceive."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, TextResponse

from crawlers.items import Claim, Follow, Nothing, Yielded
from crawlers.select import PageChanged
from crawlers.spiders import load
from crawlers.spiders.gov_wales_listing import number
from crawlers.spiders.gov_wales_page import canonical, language, other
from tests.crawlers.answers import fetched, read
from tests.replica.asked import Fault

NAME = "gov-wales-publications"
LISTING = "https://www.gov.wales/publications"


def _listing(address: str, slugs: Iterable[str], pager: str = "") -> TextResponse:
    rows = "".join(
        f'<li class="index-list__item"><div><div class="index-list__title"><a href="/{slug}"><span><span>{slug}</span>'
        f'</span></a></div><div class="index-list__meta"><span class="index-list__date"><span>'
        f'<time datetime="2026-08-20T15:41:39Z">20 August 2026</time></span></span></div></div></li>'
        for slug in slugs
    )
    body = f'<html><body><main><ul class="index-list__items">{rows}</ul>{pager}</main></body></html>'
    return HtmlResponse(address, body=body, encoding="utf-8")


def _read(response: TextResponse, before: str = "", since: date | None = None) -> list[Yielded]:
    spider = load(NAME)()
    spider.since = since
    return list(spider.answer("listing", response, {"before": before} if before else {}))


def _onward(found: Iterable[Yielded]) -> list[Follow]:
    return [one for one in found if isinstance(one, Follow) and one.listing]


def _walk(fault: Fault | None = None) -> tuple[list[str], int]:
    """The addresses that the replica's publications show, page after page, and the sum of claims."""
    shown: list[str] = []
    claimed = 0
    waiting = list(load(NAME)().begin())
    while waiting:
        follow = waiting.pop()
        found = read(
            NAME, "listing", fetched("www.gov.wales", follow.address.partition(".wales")[2], fault), **follow.context
        )
        shown += [one.address for one in found if isinstance(one, Follow) and one.counts]
        claimed += sum(one.many for one in found if isinstance(one, Claim))
        waiting += _onward(found)
    return shown, claimed


def test_the_pager_is_followed_to_its_end_and_the_claim_is_what_it_shows() -> None:
    shown, claimed = _walk()
    assert len(shown) == len(set(shown)) == claimed == 23


def test_a_shrunk_listing_claims_less() -> None:
    shown, claimed = _walk(Fault.SHRUNK)
    assert len(set(shown)) == claimed == 11


def test_an_empty_listing_is_named() -> None:
    with pytest.raises(PageChanged) as caught:
        _walk(Fault.EMPTY_LISTING)
    assert (caught.value.what, caught.value.address) == ("li.index-list__item", LISTING)


def test_an_empty_page_in_the_middle_does_not_end_the_listing() -> None:
    (after,) = _onward(_read(_listing(LISTING, map(str, range(10)), '<a href="?page=1">2</a><a href="?page=2">3</a>')))
    with pytest.raises(PageChanged, match=r"page=1 has no li\.index-list__item"):
        _read(_listing(after.address, ()), after.context["before"])


def test_a_page_that_repeats_the_one_before_is_named() -> None:
    with pytest.raises(PageChanged, match="row that the page before has not"):
        _walk(Fault.REPEATED_LISTING)


def test_a_page_beyond_the_end_is_empty_and_answers_200() -> None:
    beyond = fetched("www.gov.wales", "/publications?page=99")
    assert beyond.status == 200
    assert isinstance(beyond, TextResponse)
    assert not beyond.css("li.index-list__item")


def test_a_short_page_without_links_is_the_only_one() -> None:
    found = _read(_listing(LISTING, ["a", "b"]))
    assert [type(one) for one in found] == [Follow, Follow, Claim]
    assert found[-1] == Claim(2)


def test_a_full_page_without_links_is_the_only_one_if_the_next_is_empty() -> None:
    found = _read(_listing(LISTING, map(str, range(10))))
    (after,) = _onward(found)
    assert after.address == f"{LISTING}?page=1"
    assert _read(_listing(after.address, ()), after.context["before"]) == [
        Nothing("no page was promised here"),
        Claim(10),
    ]


def test_a_full_page_without_links_that_is_not_the_only_one_is_named() -> None:
    (after,) = _onward(_read(_listing(LISTING, map(str, range(10)))))
    with pytest.raises(PageChanged, match="link to other pages that leads here"):
        _read(_listing(after.address, map(str, range(10, 20))), after.context["before"])


def test_links_that_leave_out_the_next_page_are_named() -> None:
    with pytest.raises(PageChanged, match="no link to page=1:"):
        _read(_listing(LISTING, map(str, range(10)), '<a href="?page=7">last</a>'))


def test_a_later_page_without_any_links_is_named() -> None:
    with pytest.raises(PageChanged, match="no link to page=4:"):
        _read(_listing(f"{LISTING}?page=3", map(str, range(10))))


def test_links_of_other_lists_are_not_the_pager() -> None:
    found = _read(
        _listing(LISTING, ["a"], '<a href="/news?page=1">n</a><a href="https://elsewhere.example/?page=2">x</a>')
    )
    assert _onward(found) == []


def test_a_link_that_is_no_address_is_no_page() -> None:
    assert _onward(_read(_listing(LISTING, ["a"], '<a href="http://[?page=1">n</a>'))) == []


def test_the_filter_stays_on_the_pages_that_follow() -> None:
    found = read(
        "gov-wales-consultations", "listing", fetched("www.gov.wales", "/consultations?field_consultation_status=1")
    )
    assert [one.address for one in _onward(found)] == [
        "https://www.gov.wales/consultations?field_consultation_status=1&page=1"
    ]


@pytest.mark.parametrize(("since", "goes_on"), [(date(2026, 8, 20), True), (date(2026, 8, 21), False), (None, True)])
def test_paging_stops_when_a_whole_page_is_older_than_asked_for(since: date | None, goes_on: bool) -> None:
    found = _read(_listing(LISTING, map(str, range(10)), '<a href="?page=1">2</a>'), since=since)
    assert bool(_onward(found)) is goes_on
    assert not any(isinstance(one, Claim) for one in found)


def test_a_row_without_a_date_keeps_paging_going() -> None:
    page = _listing(LISTING, map(str, range(10)), '<a href="?page=1">2</a>')
    undated = page.replace(body=page.body.replace(b"<time datetime", b"<time data-was", 1))
    assert _onward(_read(undated, since=date(2030, 1, 1)))


def test_nothing_is_claimed_of_a_part() -> None:
    assert not any(isinstance(one, Claim) for one in _read(_listing(LISTING, ["a"]), since=date(2026, 1, 1)))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("2026-08-20T15:41:39Z", "yesterday", "date that can be read (it says 'yesterday')"),
        ('href="/a"', 'name="a"', ".index-list__title a[href]"),
        ('href="/a"', 'href="http://["', "address in a link that must have one (it says 'http://[')"),
        ("<span>a</span>", "", "words in .index-list__title a[href]"),
    ],
)
def test_a_row_that_says_less_than_it_must_is_named(old: str, new: str, what: str) -> None:
    page = _listing(LISTING, ["a"])
    assert old in page.text
    with pytest.raises(PageChanged) as caught:
        _read(HtmlResponse(LISTING, body=page.text.replace(old, new), encoding="utf-8"))
    assert caught.value.what == what


@given(st.integers(0, 10**6))
def test_a_page_number_is_read_back(page: int) -> None:
    assert number(f"{LISTING}?field_x=1&page={page}") == page


@pytest.mark.parametrize("query", ["", "?page=", "?page=two", "?page=-1", "?page=²", "?other=3"])
def test_what_is_no_number_is_the_first_page(query: str) -> None:
    assert number(f"{LISTING}{query}") == 0


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://gov.wales/a", "https://www.gov.wales/a"),
        ("https://www.gov.wales/a/?utm_source=x#top", "https://www.gov.wales/a"),
        ("https://LLYW.cymru/b", "https://www.llyw.cymru/b"),
        ("https://www.gov.wales/", "https://www.gov.wales"),
        ("https://media.service.gov.wales/news?page=2", "https://media.service.gov.wales/news?page=2"),
        ("mailto:a@gov.wales", "mailto:a@gov.wales"),
    ],
)
def test_the_canonical_address(address: str, expected: str) -> None:
    assert canonical(address) == expected


@given(st.from_regex(r"https?://(www\.)?(gov\.wales|llyw\.cymru)/[a-z0-9/.-]{0,30}(\?[a-z=&]{0,9})?", fullmatch=True))
def test_a_canonical_address_stays_as_it_is(address: str) -> None:
    once = canonical(address)
    assert canonical(once) == once
    assert language(once) is language(address)


@pytest.mark.parametrize(
    "link",
    [
        '<a class="language-link" href="https://www.gov.wales/same">Cymraeg</a>',
        '<a class="language-link" href="https://elsewhere.example/x">Cymraeg</a>',
        '<a class="language-link" href="javascript:void(0)">Cymraeg</a>',
        '<a class="language-link" href="http://[">Cymraeg</a>',
        '<link rel="alternate" hreflang="fr" href="https://www.llyw.cymru/x">',
        "",
    ],
)
def test_what_is_no_twin(link: str) -> None:
    page = HtmlResponse("https://www.gov.wales/a", body=f"<html><body>{link}</body></html>", encoding="utf-8")
    assert other(page) == ""
