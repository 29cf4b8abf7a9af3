"""What gov-wales-publications makes of the replica's pages."""

from datetime import date

import pytest
from scrapy.http import HtmlResponse, TextResponse

from corpus.codebook import DocumentKind, Lang
from crawlers.items import Claim, Follow, Item
from crawlers.select import PageChanged
from crawlers.spiders.gov_wales_words import administration, attached, kind
from tests.crawlers.answers import Recorded, fetched, read
from tests.crawlers.spiders.test_gov_wales_consultations import PARTS, WITHOUT
from tests.replica.asked import Fault
from tests.replica.sites.gov_wales import entries

NAME = "gov-wales-publications"
SITE = "https://www.gov.wales"
REPORT = f"{SITE}/welsh-government-annual-report-2023"

EXPECTED = {
    NAME: (
        Recorded(
            "listing",
            "www.gov.wales",
            "/publications?page=2",
            yields=(
                Follow(
                    address=REPORT,
                    read="page",
                    context={"label": "Report"},
                    stamp="2023-07-11T09:30:00Z",
                    dated=date(2023, 7, 11),
                    counts=True,
                ),
                Follow(
                    address=f"{SITE}/expectations-and-experiences-service-user-and-carer-perspectives",
                    read="page",
                    context={"label": "Research"},
                    stamp="2022-03-31T09:00:00Z",
                    dated=date(2022, 3, 31),
                    counts=True,
                ),
                Follow(
                    address=f"{SITE}/programme-for-government-2021-to-2026",
                    read="page",
                    context={"label": "Strategy"},
                    stamp="2021-12-07T10:00:00Z",
                    dated=date(2021, 12, 7),
                    counts=True,
                ),
                Claim(23),
            ),
        ),
        Recorded(
            "page",
            "www.gov.wales",
            "/welsh-government-annual-report-2023",
            context={"label": "Report"},
            yields=(
                Item(
                    kind=DocumentKind.OTHER,
                    title="Welsh Government annual report 2023",
                    work=REPORT,
                    lang=Lang.EN,
                    issued=date(2023, 7, 11),
                    facts={"administration": "2021 to 2026", "type": "Report"},
                    content=PARTS,
                    without=WITHOUT,
                ),
                Follow(
                    address=f"{REPORT}-annex-html",
                    read="document",
                    context={"part_of": REPORT, "kind": "other", "issued": "2023-07-11"},
                    stamp="2023-07-11T09:30:00Z",
                    dated=date(2023, 7, 11),
                ),
            ),
        ),
        Recorded(
            "page",
            "www.llyw.cymru",
            "/ymateb-y-llywodraeth-adroddiad-asedau-cymunedol",
            context={"work": f"{SITE}/government-response-report-community-assets", "label": "Government response"},
            yields=(
                Item(
                    kind=DocumentKind.GOVERNMENT_RESPONSE,
                    title="Ymateb Llywodraeth Cymru i adroddiad y pwyllgor ar asedau cymunedol",
                    work=f"{SITE}/government-response-report-community-assets",
                    lang=Lang.CY,
                    issued=date(2026, 8, 12),
                    content=PARTS,
                    without=WITHOUT,
                ),
            ),
        ),
    )
}


def test_the_listing_shows_every_publication_once() -> None:
    shown = [
        one.address
        for number in range(3)
        for one in read(NAME, "listing", fetched("www.gov.wales", f"/publications?page={number}"))
        if isinstance(one, Follow) and one.counts
    ]
    assert sorted(shown) == sorted(f"{SITE}/{entry['slug']}" for entry in entries("publications"))


@pytest.mark.parametrize("entry", entries("publications"), ids=lambda entry: str(entry["slug"]))
def test_every_publication_keeps_what_it_is_called(entry: dict[str, str]) -> None:
    item = read(NAME, "page", fetched("www.gov.wales", f"/{entry['slug']}"))[0]
    assert isinstance(item, Item)
    assert item.facts["type"] == entry["label"]
    assert item.kind is kind(entry["label"], entry["title"])


@pytest.mark.parametrize(
    ("label", "title", "expected"),
    [
        ("Strategy", "Community assets", DocumentKind.STRATEGY),
        ("STRATEGY", "Community assets", DocumentKind.STRATEGY),
        ("Plan", "Walking and cycling", DocumentKind.STRATEGY),
        ("Guidance", "Part 2 code of practice: general functions", DocumentKind.CODE_OF_PRACTICE),
        ("Guidance", "Library standards", DocumentKind.OTHER),
        ("Report", "Government response to the committee's report", DocumentKind.GOVERNMENT_RESPONSE),
        ("Report", "Town centres", DocumentKind.OTHER),
        ("", "Bus reform: summary of responses", DocumentKind.CONSULTATION_RESPONSES),
        ("Strategic note", "Peat", DocumentKind.OTHER),
        ("", "", DocumentKind.OTHER),
    ],
)
def test_the_type_tells_the_kind_and_else_the_title(label: str, title: str, expected: DocumentKind) -> None:
    assert kind(label, title) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Crynodeb o'r ymatebion", DocumentKind.CONSULTATION_RESPONSES),
        ("Asesiad effaith integredig", DocumentKind.OTHER),
        ("Ffurflen ymateb", DocumentKind.OTHER),
        ("Community assets strategy 2026 to 2031", DocumentKind.STRATEGY),
        ("Annex A", DocumentKind.CONSULTATION),
    ],
)
def test_an_attachment_is_what_its_title_says_or_what_it_is_attached_to(title: str, expected: DocumentKind) -> None:
    assert attached(title, DocumentKind.CONSULTATION) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This was published under the 2016 to 2021 administration of the Welsh Government", "2016 to 2021"),
        ("Cyhoeddwyd hwn o dan weinyddiaeth 2021 i 2026 Llywodraeth Cymru", "2021 to 2026"),
        ("The administration published it in 2016", ""),
    ],
)
def test_the_administration_is_told_in_both_languages(text: str, expected: str) -> None:
    assert administration(text) == expected


def test_a_page_without_a_description_has_its_summary() -> None:
    item = read(NAME, "page", fetched("www.gov.wales", "/integrated-impact-assessment-second-homes"))[0]
    assert isinstance(item, Item)
    assert item.content == PARTS[:2]


def test_a_page_with_neither_is_named() -> None:
    page = fetched("www.gov.wales", "/library-standards")
    assert isinstance(page, TextResponse)
    body = page.text.replace("description-block", "text").replace("hero-block__summary", "intro")
    with pytest.raises(PageChanged) as caught:
        read(NAME, "page", HtmlResponse(page.url, body=body, encoding="utf-8"))
    assert caught.value.what == "#description-block or .hero-block__summary"


def test_an_attachment_without_a_link_is_named() -> None:
    page = fetched("www.gov.wales", "/community-assets-strategy-2026-to-2031")
    assert isinstance(page, TextResponse)
    with pytest.raises(PageChanged, match=r"h3 a\[href\]"):
        read(NAME, "page", HtmlResponse(page.url, body=page.text.replace("<h3>", "<h4>"), encoding="utf-8"))


@pytest.mark.parametrize("method", ["page", "document"])
def test_changed_markup_is_named(method: str) -> None:
    path = "/library-standards"
    context = {} if method == "page" else {"part_of": REPORT, "kind": "other"}
    changed = fetched("www.gov.wales", path, Fault.CHANGED_MARKUP)
    if method == "page":
        with pytest.raises(PageChanged, match=r"\.page-header__title"):
            read(NAME, method, changed, **context)
    else:
        with pytest.raises(PageChanged, match="no main:"):
            read(NAME, method, changed.replace(body=changed.body.replace(b"<main", b"<section")), **context)
