"""Plain content sites: Audit Wales, the Future Generations Commissioner, the Co-production Network, any website."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from urllib.parse import urlsplit

import pytest
from scrapy.http import Headers

from corpus.codebook import CommitmentKind, DocumentKind, Lang
from corpus.errors import UnreadableDocument, UsageProblem
from corpus.types import AnyFinding, CaseStudyFinding, CommitmentFinding, ReadDocument, TaggedSource
from crawlers.guards import response_of
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged
from crawlers.spiders import load
from crawlers.spiders.base import Source
from crawlers.spiders.plain import PlainSite
from nlp import Tagger
from tests.crawlers.answers import Recorded, fetched, read, taken
from tests.replica import build
from tests.replica.asked import Fault

AUDIT, FUTURE, COPRONET, INFO, SITE = (
    *("https://www.audit.wales", "https://www.futuregenerations.wales", "https://copronet.wales"),
    *("https://info.copronet.wales", "https://site.example.wales"),
)
PEER = "/publication/wales-audit-office-international-peer-review-update-public-accounts-committee-2010"
PEER_CY = "/cy/cyhoeddiad/adolygiad-cymheiriaid-rhyngwladol-diweddariad-2010"
PLANNING = "/publication/planning-together-how-councils-involve-residents"
YEAR = "/news/our-programme-for-the-year-ahead"
BOARDS = "/news/public-services-boards-must-rise-to-challenge-of-decision-making-for-future-generations/"
BOARDS_CY = "/cy/news/rhaid-i-fyrddau-gwasanaethau-cyhoeddus-ymateb-ir-her/"
MENDING, NEXT = "/stories/case-study-the-mending-yard/", "/work/next-12-months/"
GARW, GARW_CY = "/case-studies/creation-development-trust/", "/cy/astudiaethau-achos/creation-development-trust/"
TOWNS = "/co-producing-for-the-future-wellbeing-of-welsh-towns/"
CONTEXT = "/nov20-the-context-for-welsh-public-services-focus-on-psbs/"


def sitemap(address: str, depth: int = 1, most: int = 1000) -> Follow:
    context = {"depth": str(depth), "most": str(most)}
    return Follow(address=address, read="sitemap", context=context, listing=True)


def page(address: str, kind: DocumentKind, stamp: str = "", dated: date | None = None) -> Follow:
    return Follow(address=address, read="page", context={"kind": kind}, stamp=stamp, dated=dated, counts=True)


def twin(address: str, kind: DocumentKind, work: str) -> Follow:
    return Follow(address=address, read="page", context={"kind": kind, "work": work})


EXPECTED = {
    "audit-wales": (
        Recorded("robots", "www.audit.wales", "/robots.txt", yields=(sitemap(f"{AUDIT}/sitemap.xml"),)),
        Recorded(
            "sitemap",
            "www.audit.wales",
            "/sitemap.xml",
            context={"depth": "1", "most": "1000"},
            yields=(sitemap(f"{AUDIT}/sitemap.xml?page=1", 2),),
        ),
        Recorded(
            "sitemap",
            "www.audit.wales",
            "/sitemap.xml?page=1",
            context={"depth": "2", "most": "1000"},
            yields=(
                page(AUDIT + PEER, DocumentKind.AUDIT_REPORT, "2020-04-01T09:00:00Z", date(2020, 4, 1)),
                page(AUDIT + PLANNING, DocumentKind.AUDIT_REPORT, "2026-03-11T10:00:00Z", date(2026, 3, 11)),
                page(AUDIT + YEAR, DocumentKind.ARTICLE, "2026-04-02T08:00:00Z", date(2026, 4, 2)),
            ),
        ),
        Recorded(
            "page",
            "www.audit.wales",
            PEER,
            context={"kind": "audit-report"},
            yields=(
                Item(
                    kind=DocumentKind.AUDIT_REPORT,
                    title="International peer review of the Wales Audit Office: an update",
                    work=AUDIT + PEER,
                    lang=Lang.EN,
                    publisher="Audit Wales",
                    issued=date(2010, 10, 7),
                    content=("main",),
                    without=PlainSite.without,
                ),
                twin(AUDIT + PEER_CY, DocumentKind.AUDIT_REPORT, AUDIT + PEER),
                Follow(
                    address=f"{AUDIT}/sites/default/files/publications/peer-review-update-2010.pdf",
                    read="attachment",
                    context={
                        "kind": "audit-report",
                        "part_of": AUDIT + PEER,
                        "title": "International peer review of the Wales Audit Office: an update",
                        "issued": "2010-10-07",
                    },
                ),
            ),
        ),
        Recorded(
            "attachment",
            "www.audit.wales",
            "/sites/default/files/publications/planning-together.pdf",
            context={"kind": "audit-report", "part_of": AUDIT + PLANNING, "title": "A title", "issued": "2026-03-11"},
            yields=(
                Item(
                    kind=DocumentKind.AUDIT_REPORT,
                    title="A title",
                    work=f"{AUDIT}/sites/default/files/publications/planning-together.pdf",
                    publisher="Audit Wales",
                    issued=date(2026, 3, 11),
                    part_of=AUDIT + PLANNING,
                ),
            ),
        ),
    ),
    "future-generations": (
        Recorded("robots", "www.futuregenerations.wales", "/robots.txt", yields=(sitemap(f"{FUTURE}/wp-sitemap.xml"),)),
        Recorded(
            "sitemap",
            "www.futuregenerations.wales",
            "/wp-sitemap-posts-post-1.xml",
            context={"depth": "2", "most": "500"},
            yields=(page(FUTURE + BOARDS, DocumentKind.ARTICLE), page(FUTURE + MENDING, DocumentKind.CASE_STUDY)),
        ),
        Recorded(
            "page",
            "www.futuregenerations.wales",
            BOARDS_CY,
            context={"kind": "article", "work": FUTURE + BOARDS},
            yields=(
                Item(
                    kind=DocumentKind.ARTICLE,
                    title="Rhaid i fyrddau gwasanaethau cyhoeddus ymateb i'r her",
                    work=FUTURE + BOARDS,
                    lang=Lang.CY,
                    publisher="Future Generations Commissioner for Wales",
                    issued=date(2019, 10, 15),
                    content=("main",),
                    without=PlainSite.without,
                ),
            ),
        ),
    ),
    "copronet": (
        Recorded(
            "sitemap",
            "info.copronet.wales",
            "/sitemap.xml.gz",
            context={"depth": "1", "most": "1000"},
            yields=(
                page(INFO + CONTEXT, DocumentKind.ARTICLE, "2020-11-20T12:00:00+00:00", date(2020, 11, 20)),
                page(
                    f"{INFO}/knowledge-base/what-co-production-is/",
                    DocumentKind.ARTICLE,
                    "2021-05-01T12:00:00+00:00",
                    date(2021, 5, 1),
                ),
            ),
        ),
        Recorded(
            "page",
            "copronet.wales",
            GARW,
            context={"kind": "case-study"},
            yields=(
                Item(
                    kind=DocumentKind.CASE_STUDY,
                    title="Case study: Garw Timecentre, Blaengarw",
                    work=COPRONET + GARW,
                    lang=Lang.EN,
                    publisher="Co-production Network for Wales",
                    issued=date(2014, 3, 4),
                    content=("main",),
                    without=PlainSite.without,
                ),
                twin(COPRONET + GARW_CY, DocumentKind.CASE_STUDY, COPRONET + GARW),
            ),
        ),
    ),
    "website": (
        Recorded(
            "page",
            "site.example.wales",
            "/reports/plan-2026",
            context={"left": "0"},
            yields=(
                Item(
                    kind=DocumentKind.STRATEGY,
                    title="Community strategy 2026",
                    work=f"{SITE}/reports/plan-2026",
                    lang=Lang.EN,
                ),
                Follow(
                    address=f"{SITE}/adroddiadau/cynllun-2026",
                    read="page",
                    context={"kind": "strategy", "work": f"{SITE}/reports/plan-2026", "left": "0"},
                ),
                Follow(
                    address=f"{SITE}/files/plan-2026.pdf",
                    read="attachment",
                    context={"kind": "strategy", "part_of": f"{SITE}/reports/plan-2026", "title": "Plan"},
                ),
            ),
        ),
    ),
}


def crawled(spider: Source) -> list[tuple[Follow, list[Item]]]:
    """All that a spider finds on the replica, first come, first read, each address once; no engine and no server."""
    waiting = list(spider.begin())
    found: list[tuple[Follow, list[Item]]] = []
    seen = {one.address for one in waiting}
    while waiting:
        follow = waiting.pop(0)
        parts = urlsplit(follow.address)
        response = fetched(parts.netloc, f"{parts.path}?{parts.query}" if parts.query else parts.path)
        assert response.status == 200, follow.address
        yielded = list(spider.answer(follow.read, response, follow.context))
        found.append((follow, [one for one in yielded if isinstance(one, Item)]))
        new = {one.address: one for one in yielded if isinstance(one, Follow) and one.address not in seen}
        seen |= new.keys()
        waiting += new.values()
    return found


def addresses(found: Iterable[tuple[Follow, list[Item]]]) -> set[str]:
    """Where there were documents, without scheme and host."""
    return {urlsplit(follow.address)._replace(scheme="", netloc="").geturl() for follow, items in found if items}


def words(document: ReadDocument) -> list[str]:
    return [passage.text for passage in document.passages]


@cache
def tagger() -> Tagger:
    return Tagger()


def tagged(document: ReadDocument) -> list[AnyFinding]:
    source = TaggedSource(
        document.title, document.lang, document.kind, document.passages, document.issued, document.publisher
    )
    return list(tagger().tag(source))


def test_audit_wales_whole() -> None:
    found = crawled(load("audit-wales")())
    files = "/sites/default/files/publications/"
    assert addresses(found) == {
        PEER,
        PEER_CY,
        PLANNING,
        YEAR,
        f"{files}peer-review-update-2010.pdf",
        f"{files}planning-together.pdf",
    }
    assert sum(follow.counts for follow, _ in found) == 3
    titles = {item.title for _, items in found for item in items}
    assert "Planning together, full report" in titles, "a file is called what its link says, where that says anything"


def test_future_generations_leaves_placeholders_alone() -> None:
    found = crawled(load("future-generations")())
    assert addresses(found) == {BOARDS, BOARDS_CY, MENDING, NEXT}
    kinds = {item.kind for _, items in found for item in items}
    assert kinds == {DocumentKind.ARTICLE, DocumentKind.CASE_STUDY, DocumentKind.COMMISSION_REPORT}


def test_copronet_whole() -> None:
    found = crawled(load("copronet")())
    assert addresses(found) == {
        *(GARW, GARW_CY, "/stories/time-to-meet/", TOWNS, "/wp-content/uploads/2019/11/towns.docx", CONTEXT),
        *(f"/cy{CONTEXT}", "/knowledge-base/what-co-production-is/"),
    }
    stories = {follow.address for follow, items in found for item in items if item.kind is DocumentKind.CASE_STUDY}
    assert stories == {COPRONET + GARW, COPRONET + GARW_CY, f"{COPRONET}/stories/time-to-meet/"}


def test_both_languages_are_one_work_and_furniture_is_left_out() -> None:
    (english,) = taken("audit-wales", "www.audit.wales", PEER, "page", kind="audit-report")
    (welsh,) = taken("audit-wales", "www.audit.wales", PEER_CY, "page", kind="audit-report", work=AUDIT + PEER)
    assert english.work == welsh.work == AUDIT + PEER
    assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
    assert english.issued == welsh.issued == date(2010, 10, 7)
    assert [text[:12] for text in words(english)] == [
        *("Internationa", "Auditors fro", "Eight of the", "What comes n", "The Auditor "),
    ]
    assert words(welsh)[1].startswith("Bu archwilwyr o dramor")


def test_a_welsh_page_met_first_leads_to_its_english_one() -> None:
    found = read("audit-wales", "page", fetched("www.audit.wales", PEER_CY), kind="audit-report")
    assert isinstance(found[0], Item)
    assert (found[0].work, found[0].lang) == (AUDIT + PEER, Lang.CY)
    assert found[1] == twin(AUDIT + PEER, DocumentKind.AUDIT_REPORT, AUDIT + PEER)


def test_a_page_that_is_not_translated_has_no_twin() -> None:
    assert len(read("audit-wales", "page", fetched("www.audit.wales", YEAR), kind="article")) == 1


def test_a_report_holds_recommendations() -> None:
    path = "/sites/default/files/publications/planning-together.pdf"
    (document,) = taken("audit-wales", "www.audit.wales", path, "attachment", kind="audit-report", title="T")
    found = [one for one in tagged(document) if isinstance(one, CommitmentFinding)]
    assert [one.deadline for one in found] == [date(2027, 3, 31), None]
    assert {one.kind for one in found} == {CommitmentKind.RECOMMENDATION}


@pytest.mark.parametrize(
    ("source", "host", "path", "name", "place", "figures"),
    [
        ("copronet", "copronet.wales", GARW, "Garw Timecentre", "Blaengarw", {"1,000", "30,000", "700"}),
        (
            "future-generations",
            "www.futuregenerations.wales",
            MENDING,
            "The Mending Yard",
            "Tredegar",
            {"140", "5,200", "12%"},
        ),
        ("copronet", "copronet.wales", "/stories/time-to-meet/", "Time to Meet", "Swansea", {"300"}),
    ],
)
def test_case_studies_are_found_with_their_outcomes(
    source: str, host: str, path: str, name: str, place: str, figures: set[str]
) -> None:
    (document,) = taken(source, host, path, "page", kind="case-study")
    assert document.kind is DocumentKind.CASE_STUDY
    found = [one for one in tagged(document) if isinstance(one, CaseStudyFinding)]
    assert [(one.name, one.place) for one in found] == [(name, place)]
    assert {outcome.figure for outcome in found[0].outcomes} >= figures


def test_what_is_missing_is_named() -> None:
    broken = fetched("www.audit.wales", PLANNING)
    with pytest.raises(PageChanged, match=f"{AUDIT}{PLANNING} has no h1"):
        read("audit-wales", "page", broken.replace(body=broken.body.replace(b"h1", b"h9")), kind="audit-report")
    for fault, what in ((Fault.CHANGED_MARKUP, "urlset or sitemapindex"), (Fault.EMPTY_LISTING, "url element")):
        with pytest.raises(PageChanged, match=what):
            read(
                "audit-wales", "sitemap", fetched("www.audit.wales", "/sitemap.xml?page=1", fault), depth="1", most="9"
            )
    with pytest.raises(PageChanged, match="plain text"):
        read("audit-wales", "robots", fetched("www.audit.wales", "/robots.txt", Fault.LOGIN))


def test_a_page_without_a_main_element_is_left_to_the_reader() -> None:
    page = fetched("www.audit.wales", PLANNING)
    (item, *_) = read(
        "audit-wales", "page", page.replace(body=page.body.replace(b"<main", b"<div")), kind="audit-report"
    )
    assert isinstance(item, Item)
    assert (item.content, item.without) == ((), ())


def test_an_address_that_turns_out_to_be_a_file_is_read_as_one() -> None:
    path = "/sites/default/files/publications/planning-together.pdf"
    (item,) = read("audit-wales", "page", fetched("www.audit.wales", path), kind="audit-report")
    assert item == Item(kind=DocumentKind.AUDIT_REPORT, title="", work=AUDIT + path, publisher="Audit Wales")


def mapped(body: str | bytes, spider: str = "audit-wales", **context: str) -> list[Yielded]:
    headers = Headers({"Content-Type": "application/xml"})
    response = response_of(f"{AUDIT}/sitemap.xml", 200, headers, body.encode() if isinstance(body, str) else body)
    return read(spider, "sitemap", response, **({"depth": "1", "most": "1000"} | context))


def test_sitemaps_within_sitemaps_come_to_an_end() -> None:
    index = build.sitemap_index({f"{AUDIT}/{number}.xml": "" for number in range(4)})
    assert [one.context for one in mapped(index) if isinstance(one, Follow)] == [{"depth": "2", "most": "250"}] * 4
    assert len(mapped(index, depth="2", most="4")) == 4
    for context in ({"depth": "3"}, {"most": "3"}):
        with pytest.raises(UnreadableDocument, match="sitemaps more than 3 deep, or lists too many"):
            mapped(index, **context)


def test_a_sitemap_of_strangers_and_of_other_things() -> None:
    found = mapped(
        build.sitemap(
            {
                "https://elsewhere.example/publication/x": "",
                f"{AUDIT}/publication/": "",
                f"{AUDIT}/cy/publication/x": "",
                f"{AUDIT}/publication/y#part": "not a date",
                f"{AUDIT}/publication/z.PDF": "",
            }
        )
    )
    assert [(one.address, one.read, one.stamp, one.dated) for one in found if isinstance(one, Follow)] == [
        (f"{AUDIT}/publication/y", "page", "not a date", None),
        (f"{AUDIT}/publication/z.PDF", "attachment", "", None),
    ]


def website(start: str = f"{SITE}/", **options: str) -> Source:
    return load("website")(start=start, **options)


def test_a_website_from_its_front_page() -> None:
    found = crawled(website())
    assert addresses(found) == {
        *("/", "/cymraeg", "/reports/plan-2026", "/adroddiadau/cynllun-2026", "/files/plan-2026.pdf", "/news/"),
        *("/calendar?month=1", "/calendar?month=2", "/news/letter-about-the-bus", "/news/hall-is-mended"),
    }
    assert {follow.address for follow, _ in found if not follow.address.startswith(SITE)} == set()


def test_a_website_is_counted_by_what_its_start_lists() -> None:
    """Pages further away are not looked at by every crawl, and would seem to be gone."""
    counted = {urlsplit(follow.address).path for follow, _ in crawled(website()) if follow.counts}
    assert counted == {"/", "/reports/plan-2026", "/news/", "/calendar"}


@pytest.mark.parametrize(
    ("start", "options", "expected"),
    [
        ("/", {"depth": "0"}, {"/", "/cymraeg"}),
        (
            "/",
            {"depth": "1", "exclude": "/calendar* /news/*"},
            {"/", "/cymraeg", "/reports/plan-2026", "/adroddiadau/cynllun-2026", "/files/plan-2026.pdf"},
        ),
        ("/", {"include": "reports/*"}, {"/reports/plan-2026", "/files/plan-2026.pdf"}),
        ("/reports/plan-2026", {"depth": "0", "include": "/reports/*"}, {"/reports/plan-2026", "/files/plan-2026.pdf"}),
        ("/feed.xml", {}, {"/news/letter-about-the-bus", "/news/hall-is-mended"}),
        ("/feed.xml", {"exclude": "*bus"}, {"/news/hall-is-mended"}),
        ("/sitemap.xml", {"include": "/news/?*"}, {"/news/letter-about-the-bus", "/news/hall-is-mended"}),
        ("/robots.txt", {"include": "/news/?*"}, {"/news/letter-about-the-bus", "/news/hall-is-mended"}),
        ("/files/plan-2026.pdf", {}, {"/files/plan-2026.pdf"}),
    ],
)
def test_what_of_a_website_is_taken(start: str, options: dict[str, str], expected: set[str]) -> None:
    assert addresses(crawled(website(SITE + start, **options))) == expected


def test_websites_are_kept_apart_by_host_and_read_without_options() -> None:
    assert website().key == "website:site.example.wales"
    assert website("HTTP://Other.example").hosts == ("other.example",)
    assert [one.address for one in website("HTTP://Other.example#top").begin()] == ["http://other.example/"]
    (document,) = taken(website().key, "site.example.wales", "/reports/plan-2026", "page", left="0")
    assert (document.kind, document.work) == (DocumentKind.STRATEGY, f"{SITE}/reports/plan-2026")


def test_a_start_that_is_not_wanted_itself_gives_no_document_from_the_archive_either() -> None:
    (begun,) = website(include="/news/*").begin()
    found = read("website", begun.read, fetched("site.example.wales", "/"), **begun.context)
    assert not any(isinstance(one, Item) for one in found)


@pytest.mark.parametrize(
    "start",
    ["", "example.org", "ftp://example.org/", "https://", "http://[", "https://a:b@c.org/", "file:///etc/passwd"],
)
def test_a_start_that_is_no_website_is_refused_by_name(start: str) -> None:
    with pytest.raises(UsageProblem, match=r"give one such as|Which website"):
        list(website(start).begin())


@pytest.mark.parametrize("depth", ["-1", "two", "21", ""])
def test_a_depth_that_is_none_is_refused(depth: str) -> None:
    with pytest.raises(UsageProblem, match="from 0 to 20"):
        website(depth=depth)


def test_a_feed_without_entries_and_other_xml_are_named() -> None:
    for body, what in ((build.rss("T", SITE, []), "entries in its feed"), ("<x/>", "feed or rss element")):
        response = response_of(f"{SITE}/feed.xml", 200, Headers({"Content-Type": "text/xml"}), body.encode())
        with pytest.raises(PageChanged, match=what):
            list(website().answer("beginning", response, {"left": "1"}))
