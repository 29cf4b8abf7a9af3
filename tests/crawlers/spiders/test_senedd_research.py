"""Senedd Research: the index, articles, timelines, and Welsh twins."""

from datetime import date
from pathlib import Path

import pytest
from scrapy.http import HtmlResponse, TextResponse

from corpus import readers
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import Given
from corpus.types import Passage
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged
from tests.crawlers.answers import Recorded, fetched, read
from tests.replica.asked import Fault

NAME = "senedd-research"
HOST, WELSH = "research.senedd.wales", "ymchwil.senedd.cymru"
INDEX = "/research-articles/"
TIMELINE = f"{INDEX}a-timeline-of-community-ownership/"
LLINELL = "/erthyglau-ymchwil/llinell-amser-perchnogaeth-gymunedol/"
MEALS = f"{INDEX}school-meals-who-eats-them-now/"
CARERS = f"{INDEX}what-became-of-the-plan-for-unpaid-carers/"


def article(slug: str, published: date, stamp: str = "") -> Follow:
    return Follow(address=f"https://{HOST}{INDEX}{slug}/", read="article", stamp=stamp, dated=published, counts=True)


def index(number: int) -> Follow:
    return Follow(address=f"https://{HOST}{INDEX}?PageSize=5&Page={number}", read="index", listing=True)


def kept(kind: DocumentKind, title: str, path: str, published: date, lang: Lang, *passages: Passage) -> Item:
    return Item(
        kind=kind,
        title=title,
        work=f"https://{HOST}{path}",
        lang=lang,
        publisher="Senedd Research",
        issued=published,
        passages=passages,
    )


def event(title: str, when: date | None, *lines: str, under: tuple[str, ...] = ()) -> tuple[Passage, ...]:
    words = (Passage(line, 0, 0, headings=(title, *under), dated=when) for line in lines)
    above = (Passage(one, 0, 0, PassageKind.HEADING, (title,)) for one in under)
    return (Passage(title, 0, 0, PassageKind.HEADING, dated=when), *above, *words)


EXPECTED = {
    NAME: (
        Recorded(
            "index",
            HOST,
            INDEX,
            yields=(
                article(
                    "what-became-of-the-plan-for-unpaid-carers", date(2026, 7, 28), stamp="Last Updated 30/07/2026"
                ),
                article("community-right-to-buy-what-the-bill-might-hold", date(2026, 7, 21)),
                article("time-credits-the-evidence-from-six-towns", date(2026, 7, 14)),
                article("rural-duties-a-short-guide", date(2026, 7, 10)),
                article("eye-care-waits-in-five-charts", date(2026, 7, 3)),
                index(2),
                index(3),
            ),
        ),
        Recorded(
            "index",
            HOST,
            f"{INDEX}?PageSize=5&Page=3",
            yields=(
                article("the-new-bus-network-in-figures", date(2026, 5, 22)),
                article("preventative-spending-how-would-we-know", date(2026, 5, 15)),
                article("who-looks-after-village-halls", date(2019, 11, 8)),
                index(2),
            ),
        ),
        Recorded(
            "article",
            HOST,
            MEALS,
            yields=(
                kept(DocumentKind.RESEARCH, "School meals: who eats them now?", MEALS, date(2026, 5, 29), Lang.EN),
            ),
        ),
        Recorded(
            "article",
            HOST,
            CARERS,
            yields=(
                kept(
                    DocumentKind.RESEARCH,
                    "What became of the plan for unpaid carers?",
                    CARERS,
                    date(2026, 7, 28),
                    Lang.EN,
                ),
                Follow(
                    address=f"https://{WELSH}/erthyglau-ymchwil/beth-ddaeth-or-cynllun-ar-gyfer-gofalwyr-di-dal/",
                    read="welsh",
                    context={"work": f"https://{HOST}{CARERS}", "published": "2026-07-28"},
                    stamp="Last Updated 30/07/2026",
                    dated=date(2026, 7, 28),
                ),
            ),
        ),
        Recorded(
            "article",
            HOST,
            TIMELINE,
            yields=(
                kept(
                    DocumentKind.TIMELINE,
                    "A timeline of community ownership",
                    TIMELINE,
                    date(2026, 6, 19),
                    Lang.EN,
                    Passage(
                        "This timeline lists what governments have promised and done about community ownership.", 0, 0
                    ),
                    *event(
                        "A commission begins its work",
                        date(2023, 2, 3),
                        "A commission on community assets met for the first time.",
                    ),
                    *event(
                        "The commission reports",
                        date(2024, 3, 14),
                        "The commission made eleven recommendations.",
                        "It asked for a law by 2026.",
                    ),
                    *event(
                        "Answers, some of them late",
                        None,
                        "The Government accepted seven of the eleven recommendations.",
                        under=("Summer 2025",),
                    ),
                    *event(
                        "A Bill is promised",
                        date(2026, 7, 15),
                        "The Minister promised a community right to buy Bill before the end of 2027.",
                    ),
                ),
                Follow(
                    address=f"https://{WELSH}{LLINELL}",
                    read="welsh",
                    context={"work": f"https://{HOST}{TIMELINE}", "published": "2026-06-19"},
                    stamp="Last Updated 16/07/2026",
                    dated=date(2026, 6, 19),
                ),
            ),
        ),
        Recorded(
            "welsh",
            WELSH,
            LLINELL,
            context={"work": f"https://{HOST}{TIMELINE}", "published": "2026-06-19"},
            yields=(
                kept(
                    DocumentKind.TIMELINE,
                    "Llinell amser perchnogaeth gymunedol",
                    TIMELINE,
                    date(2026, 6, 19),
                    Lang.CY,
                    Passage(
                        "Mae'r llinell amser hon yn rhestru'r hyn y mae llywodraethau wedi ei addo a'i wneud "
                        "ynghylch perchnogaeth gymunedol.",
                        0,
                        0,
                    ),
                    *event(
                        "Comisiwn yn dechrau ei waith",
                        date(2023, 2, 3),
                        "Cyfarfu comisiwn ar asedau cymunedol am y tro cyntaf.",
                    ),
                    *event("Y comisiwn yn adrodd", date(2024, 3, 14), "Gwnaeth y comisiwn un ar ddeg o argymhellion."),
                    *event(
                        "Addo Bil",
                        date(2026, 7, 15),
                        "Addawodd y Gweinidog Fil hawl gymunedol i brynu cyn diwedd 2027.",
                    ),
                ),
            ),
        ),
    )
}


def html(body: str, path: str = INDEX) -> TextResponse:
    return HtmlResponse(f"https://{HOST}{path}", body=f"<html><body>{body}</body></html>".encode(), encoding="utf-8")


def follows(found: list[Yielded]) -> list[str]:
    return [one.address.removeprefix(f"https://{HOST}") for one in found if isinstance(one, Follow)]


PAGING = '<a href="?Page=1">1</a>'


def test_an_article_is_listed_once_however_often_the_page_links_to_it() -> None:
    links = (
        '<li><a href="/research-articles/a/"><img></a><a href="https://research.senedd.wales/research-articles/a/?x=1">A</a></li>'
        '<li><a href="/research-articles/b">B</a></li>'
        '<a href="/research-articles/">All</a><a href="/research-articles/a/part/">A part</a>'
        '<a href="https://elsewhere.example/research-articles/c/">C</a>'
    )
    assert follows(read(NAME, "index", html(links + PAGING))) == ["/research-articles/a/", "/research-articles/b"]


@pytest.mark.parametrize(
    ("query", "followed"),
    [
        ("PageSize=10&Page=2", True),
        ("Page=12&PageSize=10", True),
        ("Page=1", False),
        ("Page=1&PageSize=10", False),
        ("PageSize=1&Page=2&ViewModelType=Related", False),
        ("ViewModelType=Related&Page=2", False),
        ("PageSize=2", False),
    ],
)
def test_further_pages_are_those_that_the_index_links_to(query: str, followed: bool) -> None:
    link = f'<a href="?{query.replace("&", "&amp;")}">x</a>'
    found = follows(read(NAME, "index", html(f'<a href="/research-articles/a/">A</a>{link}{PAGING}')))
    assert found[1:] == ([f"{INDEX}?{query}"] if followed else [])


def test_the_day_of_publication_is_no_stamp() -> None:
    card = '<div><a href="/research-articles/a/">A</a> Published 08/09/2023 {}</div>' + PAGING
    (plain,) = read(NAME, "index", html(card.format("")))
    (updated,) = read(NAME, "index", html(card.format("| Last Updated 09/10/2023")))
    assert isinstance(plain, Follow)
    assert isinstance(updated, Follow)
    assert (plain.stamp, plain.dated) == ("", date(2023, 9, 8))
    assert (updated.stamp, updated.dated) == ("Last Updated 09/10/2023", date(2023, 9, 8))


def test_an_index_without_dates_is_followed_all_the_same() -> None:
    (found,) = read(NAME, "index", html('<a href="/research-articles/a/">A</a>' + PAGING))
    assert isinstance(found, Follow)
    assert (found.stamp, found.dated) == ("", None)


@pytest.mark.parametrize(
    ("response", "what"),
    [
        (fetched(HOST, INDEX, Fault.EMPTY_LISTING), "link to an article"),
        (fetched(HOST, INDEX, Fault.LOGIN), "a[href*='/research-articles/']"),
        (html('<a href="/research-articles/a/">A</a>'), "a[href*='Page=']"),
    ],
)
def test_an_index_of_another_shape_is_a_change(response: TextResponse, what: str) -> None:
    with pytest.raises(PageChanged) as caught:
        read(NAME, "index", response)
    assert caught.value.what == what
    assert f"https://{HOST}{INDEX}" in str(caught.value)


@pytest.mark.parametrize(
    ("response", "what"),
    [
        (html("<h1>A</h1><p>Published today</p>", MEALS), "“Published dd/mm/yyyy”"),
        (html("<p>Published 08/09/2023</p>", MEALS), "h1"),
        (html("<h1>A</h1><p>Published 08/09/2023</p>", MEALS), "a#languageSwitchButton::attr(href)"),
        (fetched(HOST, CARERS, Fault.CHANGED_MARKUP), "a#languageSwitchButton::attr(href)"),
        (
            html('<h1>A</h1><p>Published 08/09/2023</p><div class="timeline"></div>', MEALS),
            ".timeline .timeline-content",
        ),
        (
            html('<h1>A</h1>Published 08/09/2023<div class="timeline"><p class="timeline-content">B</p></div>', MEALS),
            "h3",
        ),
    ],
)
def test_an_article_of_another_shape_is_a_change(response: TextResponse, what: str) -> None:
    with pytest.raises(PageChanged) as caught:
        read(NAME, "article", response)
    assert caught.value.what == what
    assert response.url in str(caught.value)


@pytest.mark.parametrize("switch", ["https://ymchwil.senedd.cymru/", "/", "https://ymchwil.senedd.cymru/hafan/"])
def test_an_article_whose_switch_leads_to_no_article_has_no_twin(switch: str) -> None:
    link = f'<a id="languageSwitchButton" href="{switch}">Cymraeg</a>'
    assert len(read(NAME, "article", html(f"<h1>A</h1>Published 08/09/2023{link}", MEALS))) == 1


def test_what_stands_in_a_list_of_an_event_is_not_lost() -> None:
    body = (
        '<a id="languageSwitchButton" href="/">x</a><h1>A</h1>Published 08/09/2023<div class="timeline">'
        '<div class="timeline-content"><h2>E</h2><h3>3 March 2020</h3><p>One.</p><ul><li><p>Two.</p></li></ul></div>'
        "</div>"
    )
    (found,) = read(NAME, "article", html(body, MEALS))
    assert isinstance(found, Item)
    assert [one.text for one in found.passages] == ["E", "One.", "Two."]
    assert {one.dated for one in found.passages} == {date(2020, 3, 3)}


def test_an_article_is_read_whole_from_its_page(tmp_path: Path) -> None:
    page = tmp_path / "article.html"
    page.write_bytes(fetched(HOST, CARERS).body)
    (document,) = readers.read(page, Given(kind=DocumentKind.RESEARCH, title="What became of it?"))
    texts = [one.text for one in document.passages]
    assert "A panel of carers will be set up before the end of the summer." in texts
    assert "Senedd Research" not in texts
    promise = next(one for one in document.passages if "co-produced" in one.text)
    assert promise.headings[-1] == "The promise"
