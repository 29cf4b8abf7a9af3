"""What gov-wales-consultations makes of the replica's pages, and of pages that are not as they should be."""

from datetime import date

import pytest
from scrapy.http import Response

from corpus.codebook import DocumentKind, Lang
from crawlers.items import Claim, Follow, Item, Nothing
from crawlers.select import PageChanged
from crawlers.spiders import load
from tests.crawlers.answers import Recorded, altered, fetched, page_of, read
from tests.replica.asked import Fault
from tests.replica.sites.gov_wales import entries

NAME = "gov-wales-consultations"
SITE = "https://www.gov.wales"
WELSH = "https://www.llyw.cymru"
BUILDING = f"{SITE}/implementing-building-safety-wales-act-2026"
MIGRANTS = f"{SITE}/consultation-how-measure-inclusion-migrants-wales"
PARTS = (".page-header__title", ".hero-block__summary", "#description-block")
WITHOUT = (
    *(".page-header__type", ".header-meta", ".first-published", ".last-updated", ".btn--summary", ".document"),
    *(".breadcrumb", ".language-link", "p:contains('Efallai na fydd y ffeil hon')"),
    *("p:contains('This was published under the 20')", "p:contains('dan weinyddiaeth 20')"),
)


def _row(slug: str, stamp: str, label: str = "Closed consultation") -> Follow:
    return Follow(
        address=f"{SITE}/{slug}",
        read="page",
        context={"label": label},
        stamp=stamp,
        dated=date.fromisoformat(stamp[:10]) if stamp else None,
        counts=True,
    )


EXPECTED = {
    NAME: (
        Recorded(
            "listing",
            "www.gov.wales",
            "/consultations?page=2",
            context={"before": "0123456789abcdef"},
            yields=(
                _row("consultation-how-measure-inclusion-migrants-wales", "2022-12-08T11:20:00Z"),
                _row("additional-public-bodies-subject-well-being-duty", "2022-10-20T08:00:00Z"),
                _row("coastal-paths-signs", "2021-03-01T09:00:00Z"),
                _row("school-meal-portions", "2019-10-07T09:00:00Z"),
                _row("play-areas-grants", "2018-05-21T09:00:00Z"),
                _row("quarry-blasting-hours", "2017-11-13T09:00:00Z"),
                Claim(26),
            ),
        ),
        Recorded(
            "listing",
            "www.gov.wales",
            "/consultations?field_consultation_status=1&page=1",
            yields=(_row("hospital-parking", "2026-07-06T09:00:00Z", "Open consultation"),),
        ),
        Recorded(
            "page",
            "www.gov.wales",
            "/implementing-building-safety-wales-act-2026",
            context={"label": "Open consultation"},
            yields=(
                Item(
                    kind=DocumentKind.CONSULTATION,
                    title="Implementing the Building Safety (Wales) Act 2026",
                    work=BUILDING,
                    lang=Lang.EN,
                    issued=date(2026, 6, 15),
                    facts={
                        "status": "open",
                        "closes": "2026-09-07",
                        "opens": "2026-06-15",
                        "type": "Open consultation",
                    },
                    content=PARTS,
                    without=WITHOUT,
                ),
                Follow(
                    address=f"{WELSH}/gweithredu-deddf-diogelwch-adeiladau-cymru-2026",
                    read="page",
                    context={"work": BUILDING, "label": "Open consultation"},
                    stamp="2026-08-18T09:05:00Z",
                    dated=date(2026, 6, 15),
                ),
                Follow(
                    address=f"{BUILDING}-html",
                    read="document",
                    context={"part_of": BUILDING, "kind": "consultation", "issued": "2026-06-15"},
                    stamp="2026-06-15T08:30:00Z",
                    dated=date(2026, 6, 15),
                ),
                Follow(
                    address=f"{SITE}/sites/default/files/consultations/2026-06/building-safety-impact-assessment.pdf",
                    read="attachment",
                    context={
                        "part_of": BUILDING,
                        "kind": "other",
                        "issued": "2026-06-15",
                        "title": "Implementing the Building Safety (Wales) Act 2026: integrated impact assessment",
                    },
                    stamp="2026-06-15T08:30:00Z",
                    dated=date(2026, 6, 15),
                ),
            ),
        ),
        Recorded(
            "page",
            "www.llyw.cymru",
            "/ymgynghoriad-cod-ymarfer-pryderon-ansawdd",
            context={
                "work": f"{SITE}/consultation-code-practice-quality-concerns",
                "label": "Consultation awaiting outcome",
            },
            yields=(
                Item(
                    kind=DocumentKind.CONSULTATION,
                    title="Cod ymarfer ar bryderon ansawdd a chau gwasanaethau gofal a chymorth",
                    work=f"{SITE}/consultation-code-practice-quality-concerns",
                    lang=Lang.CY,
                    issued=date(2025, 11, 10),
                    facts={"status": "awaiting-outcome", "closes": "2026-02-02", "opens": "2025-11-10"},
                    content=(*PARTS, "#outcome-block"),
                    without=WITHOUT,
                ),
            ),
        ),
        Recorded(
            "document",
            "www.gov.wales",
            "/implementing-building-safety-wales-act-2026-html",
            context={"part_of": BUILDING, "kind": "consultation", "issued": "2026-06-15"},
            yields=(
                Item(
                    kind=DocumentKind.CONSULTATION,
                    title="Implementing the Building Safety (Wales) Act 2026: consultation",
                    work=f"{BUILDING}-html",
                    lang=Lang.EN,
                    issued=date(2026, 6, 15),
                    part_of=BUILDING,
                    content=("main",),
                    without=WITHOUT,
                ),
                Follow(
                    address=f"{WELSH}/gweithredu-deddf-diogelwch-adeiladau-cymru-2026-html",
                    read="document",
                    context={
                        "part_of": BUILDING,
                        "kind": "consultation",
                        "issued": "2026-06-15",
                        "work": f"{BUILDING}-html",
                    },
                ),
            ),
        ),
        Recorded(
            "attachment",
            "www.gov.wales",
            "/sites/default/files/consultations/2022-12/measuring-inclusion-summary-of-responses.pdf",
            context={
                "part_of": MIGRANTS,
                "kind": "consultation-responses",
                "issued": "2022-12-08",
                "title": "Summary of responses",
            },
            yields=(
                Item(
                    kind=DocumentKind.CONSULTATION_RESPONSES,
                    title="Summary of responses",
                    work=f"{SITE}/sites/default/files/consultations/2022-12/measuring-inclusion-summary-of-responses.pdf",
                    issued=date(2022, 12, 8),
                    part_of=MIGRANTS,
                ),
            ),
        ),
    )
}


def _page(path: str, host: str = "www.gov.wales") -> tuple[Item, list[Follow]]:
    return page_of(NAME, host, path)


def _altered(path: str, old: str, new: str) -> Response:
    return altered("www.gov.wales", path, old, new)


def test_the_listings_show_every_consultation_once_and_the_filter_only_open_ones() -> None:
    shown: list[str] = []
    for number in range(3):
        found = read(NAME, "listing", fetched("www.gov.wales", f"/consultations?page={number}"))
        shown += [one.address for one in found if isinstance(one, Follow) and one.counts]
    assert sorted(shown) == sorted(f"{SITE}/{entry['slug']}" for entry in entries("consultations"))
    filtered = read(NAME, "listing", fetched("www.gov.wales", "/consultations?field_consultation_status=1"))
    labels = {one.context["label"] for one in filtered if isinstance(one, Follow) and one.counts}
    assert labels == {"Open consultation", "Open call for evidence"}
    assert not any(isinstance(one, Claim) for one in filtered)


def test_none_may_be_open_but_some_must_be_listed() -> None:
    few, every = load(NAME)().begin()
    assert "field_consultation_status=1" in few.address
    empty = fetched("www.gov.wales", few.address.removeprefix(SITE), Fault.EMPTY_LISTING)
    assert Nothing("no page was promised here") in read(NAME, few.read, empty, **few.context)
    with pytest.raises(PageChanged):
        read(NAME, every.read, fetched("www.gov.wales", "/consultations", Fault.EMPTY_LISTING), **every.context)


def test_an_invented_filter_is_ignored_by_the_site() -> None:
    assert (
        fetched("www.gov.wales", "/consultations?status=open").body == fetched("www.gov.wales", "/consultations").body
    )


def test_a_row_without_a_date_is_followed_without_a_stamp() -> None:
    found = read(NAME, "listing", fetched("www.gov.wales", "/consultations?field_consultation_status=1"))
    row = next(one for one in found if isinstance(one, Follow) and one.address.endswith("/culture-evidence"))
    assert (row.stamp, row.dated, row.counts) == ("", None, True)


def test_a_call_for_evidence_has_its_dates_under_other_labels() -> None:
    item, _ = _page("/culture-evidence")
    assert item.facts["status"] == "open"
    assert (item.facts["opens"], item.facts["closes"]) == ("2026-07-27", "2026-11-02")


def test_dates_are_told_by_their_labels_where_classes_do_not_tell() -> None:
    page = _altered("/culture-evidence", "gw-row end-date", "gw-row")
    item = next(one for one in read(NAME, "page", page) if isinstance(one, Item))
    assert item.facts["closes"] == "2026-11-02"


def test_a_closed_consultation_has_its_papers_and_the_summary_of_responses() -> None:
    item, follows = _page("/consultation-how-measure-inclusion-migrants-wales")
    assert item.facts["status"] == "closed"
    assert item.facts["administration"] == "2021 to 2026"
    assert [(one.context["kind"], one.dated) for one in follows] == [
        ("consultation", date(2022, 5, 16)),
        ("consultation-responses", date(2022, 12, 8)),
    ]
    assert follows[1].stamp == "2023-01-11T14:00:00Z", "the last of its updates"
    assert all(one.context["part_of"] == item.work for one in follows)


@pytest.mark.parametrize(
    ("method", "path", "context", "what"),
    [
        ("listing", "/consultations", {}, "li.index-list__item"),
        ("page", "/fly-tipping-powers", {"label": "Open consultation"}, ".page-header__title"),
    ],
)
def test_changed_markup_is_named(method: str, path: str, context: dict[str, str], what: str) -> None:
    with pytest.raises(PageChanged) as caught:
        read(NAME, method, fetched("www.gov.wales", path, Fault.CHANGED_MARKUP), **context)
    assert caught.value.what == what
    assert caught.value.address == f"{SITE}{path}"


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("Open consultation", "Consultation", "says its state (it says 'Consultation')"),
        ("16 October 2026", "in the autumn", "date that can be read in .closes (it says 'in the autumn')"),
        ("end-date", "finish", ".header-meta .gw-row.end-date"),
        ('id="description-block"', 'id="details"', ""),
        ("20 August 2026</div>", "soon</div>", "date that can be read in .first-published .item"),
    ],
)
def test_a_page_that_says_less_than_it_must_is_named(old: str, new: str, what: str) -> None:
    page = _altered("/fly-tipping-powers", old, new)
    if "finish" in new:
        page = page.replace(body=page.body.replace(b"Consultation ends:", b"Finishes"))
    if not what:  # the summary alone is enough
        item = read(NAME, "page", page)[0]
        assert isinstance(item, Item)
        assert item.content == PARTS[:2]
        return
    with pytest.raises(PageChanged) as caught:
        read(NAME, "page", page)
    assert what in caught.value.what


def test_a_closed_consultation_may_lack_its_dates() -> None:
    page = _altered("/hospital-parking", "Open consultation", "Closed consultation")
    bare = page.replace(body=page.body.replace(b"gw-row", b"row"))
    item = read(NAME, "page", bare)[0]
    assert isinstance(item, Item)
    assert item.facts == {"status": "closed", "type": "Closed consultation"}
