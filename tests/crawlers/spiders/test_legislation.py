"""The legislation spider on the replica's lists and laws, on lists that misbehave, and on real ones where at hand."""

import dataclasses
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import Response, XmlResponse
from sqlalchemy import select

from corpus import readers
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import UnreadableDocument
from corpus.models import Document
from corpus.types import ReadDocument
from crawlers import child
from crawlers.events import Finished
from crawlers.items import Claim, Follow, Item, Yielded
from crawlers.job import Job
from crawlers.select import PageChanged
from crawlers.spiders.legislation import LegislationGovUk
from tests.crawlers.answers import Recorded, fetched, read
from tests.replica.asked import Fault
from tests.replica.server import Replica
from tests.replica.sites import legislation as replica

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
HOST = "www.legislation.gov.uk"
SITE = f"https://{HOST}"
LISTED = "sort=basic&results-count=100"
VOICE, VOICE_STAMP = f"{SITE}/asc/2025/91/2025-09-01", "2025-10-13T09:12:44+01:00"
CARERS_STAMP = "2022-06-07T08:00:00+01:00"


def law(address: str, stamp: str, dated: date, *, welsh: bool = True) -> tuple[Follow, ...]:
    """What an entry of a list leads to."""
    context = {"stamp": stamp, "welsh": "listed" if welsh else ""}
    english = Follow(address=f"{address}/data.xml", read="text", context=context, stamp=stamp, dated=dated, counts=True)
    twin = Follow(address=f"{address}/welsh/data.xml", read="text", stamp=stamp, dated=dated)
    return (english, twin) if welsh else (english,)


def listing(address: str, method: str) -> Follow:
    return Follow(address=f"{SITE}{address}", read=method, listing=True)


EXPECTED = {
    "legislation": (
        Recorded(
            "first",
            HOST,
            f"/asc/data.feed?{LISTED}",
            yields=(
                Claim(3),
                *law(f"{SITE}/asc/2026/93/enacted", "2026-05-13T11:30:00+01:00", date(2026, 5, 11)),
                *law(f"{SITE}/asc/2026/92/enacted", "2026-02-18T16:03:10Z", date(2026, 2, 16)),
                listing(f"/asc/data.feed?{LISTED}&page=2", "listing"),
            ),
        ),
        Recorded(
            "listing",
            HOST,
            f"/asc/data.feed?{LISTED}&page=2",
            yields=law(VOICE, VOICE_STAMP, date(2025, 6, 2)),
        ),
        Recorded(
            "first",
            HOST,
            f"/anaw/data.feed?{LISTED}",
            yields=(
                Claim(1),
                *law(f"{SITE}/anaw/2016/94/2022-04-01", CARERS_STAMP, date(2016, 3, 21), welsh=False),
            ),
        ),
        Recorded(
            "first",
            HOST,
            f"/mwa/data.feed?{LISTED}",
            yields=(
                Claim(1),
                *law(f"{SITE}/mwa/2010/95/2021-09-01", "2021-11-30T12:00:00Z", date(2010, 5, 19), welsh=False),
            ),
        ),
        Recorded(
            "years",
            HOST,
            "/wsi/data.feed?sort=basic&results-count=1",
            yields=(
                listing(f"/wsi/2026/data.feed?{LISTED}", "first"),
                listing(f"/wsi/2025/data.feed?{LISTED}", "first"),
            ),
        ),
        Recorded(
            "first",
            HOST,
            f"/wsi/2025/data.feed?{LISTED}",
            yields=(
                Claim(2),
                *law(f"{SITE}/wsi/2025/9902/made", "2025-07-16T14:20:00+01:00", date(2025, 7, 15), welsh=False),
                *law(f"{SITE}/wsi/2025/9901/made", "2025-03-07T09:00:00Z", date(2025, 3, 4)),
            ),
        ),
        Recorded(
            "first",
            HOST,
            f"/wsi/2026/data.feed?{LISTED}",
            yields=(Claim(1), *law(f"{SITE}/wsi/2026/9903/made", "2026-01-23T09:00:00Z", date(2026, 1, 20))),
        ),
        Recorded(
            "text",
            HOST,
            "/asc/2025/91/2025-09-01/data.xml",
            context={"stamp": VOICE_STAMP, "welsh": "listed"},
            yields=(
                Item(
                    kind=DocumentKind.ACT,
                    title="Community Voice (Wales) Act 2025",
                    lang=Lang.EN,
                    facts={"version": "revised", "point_in_time": "2025-09-01", "unapplied_effects": "2"},
                ),
            ),
        ),
        Recorded(
            "text",
            HOST,
            "/asc/2025/91/2025-09-01/welsh/data.xml",
            yields=(
                Item(
                    kind=DocumentKind.ACT,
                    title="Deddf Llais Cymunedol (Cymru) 2025",
                    lang=Lang.CY,
                    facts={"version_cy": "revised", "point_in_time_cy": "2025-09-01", "unapplied_effects_cy": "1"},
                ),
            ),
        ),
        Recorded(
            "text",
            HOST,
            "/anaw/2016/94/2022-04-01/data.xml",
            context={"stamp": CARERS_STAMP, "welsh": ""},
            yields=(
                Item(
                    kind=DocumentKind.ACT,
                    title="Carers’ Breaks (Wales) Act 2016",
                    lang=Lang.EN,
                    facts={"version": "revised", "point_in_time": "2022-04-01", "unapplied_effects": "0"},
                ),
                Follow(address=f"{SITE}/anaw/2016/94/enacted/welsh/data.xml", read="text", stamp=CARERS_STAMP),
            ),
        ),
        Recorded(
            "text",
            HOST,
            "/anaw/2016/94/enacted/welsh/data.xml",
            yields=(
                Item(
                    kind=DocumentKind.ACT,
                    title="Deddf Seibiannau Gofalwyr (Cymru) 2016",
                    lang=Lang.CY,
                    facts={"version_cy": "enacted", "point_in_time_cy": "2016-03-21", "unapplied_effects_cy": "0"},
                ),
            ),
        ),
        Recorded(
            "text",
            HOST,
            "/wsi/2025/9902/made/data.xml",
            yields=(
                Item(
                    kind=DocumentKind.STATUTORY_INSTRUMENT,
                    title="The A4999 Trunk Road (Llanddewi Bypass) (Temporary Speed Limit) Order 2025",
                    lang=Lang.EN,
                    facts={"version": "enacted", "point_in_time": "2025-07-15", "unapplied_effects": "0"},
                ),
            ),
        ),
    )
}


def changed(path: str, *swaps: tuple[str, str]) -> Response:
    """A page of the replica with some of its words put otherwise, which must be there."""
    response = fetched(HOST, path)
    text = response.body.decode()
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return response.replace(body=text.encode())


def follows(found: list[Yielded]) -> list[Follow]:
    return [one for one in found if isinstance(one, Follow)]


def test_every_list_says_its_order_and_every_law_is_one_the_site_lets_robots_have() -> None:
    queue, seen = list(LegislationGovUk().begin()), list[Follow]()
    while queue:
        follow = queue.pop()
        seen.append(follow)
        found = read(
            "legislation", follow.read, fetched(HOST, follow.address.removeprefix(SITE)), **dict(follow.context)
        )
        queue += follows(found)
    assert all("sort=basic" in follow.address for follow in seen if follow.listing)
    assert not any(follow.address.endswith("data.pdf") for follow in seen)
    laws = {follow.address for follow in seen if not follow.listing}
    english = sum(follow.counts for follow in seen)
    assert (english, len(laws)) == (8, 14)


def test_a_long_list_that_leaves_out_its_total_is_counted_by_its_types() -> None:
    path = f"/wsi/2025/data.feed?{LISTED}"
    total = ("<openSearch:totalResults>2</openSearch:totalResults>", "")
    partition = ("</leg:facetTypes>", '<leg:facetType type="WelshStatutoryInstrument|x=1" value="9"/></leg:facetTypes>')
    assert read("legislation", "first", changed(path, total, partition))[0] == Claim(2)
    with pytest.raises(PageChanged, match=r"totalResults or leg:facetType.*page has changed"):
        read("legislation", "first", changed(path, total, (' value="2"', "")))


def test_the_order_of_a_list_and_its_word_on_more_pages_change_nothing() -> None:
    path = f"/asc/data.feed?{LISTED}"
    given = read("legislation", "first", fetched(HOST, path))
    body = fetched(HOST, path).body.decode()
    head, one, two = body.removesuffix("</entry></feed>").split("<entry>")
    turned = f"{head}<entry>{two}</entry><entry>{one.removesuffix('</entry>')}</entry></feed>"
    turned = turned.replace("<leg:morePages>12<", "<leg:morePages>0<")
    found = read("legislation", "first", XmlResponse(f"{SITE}{path}", body=turned.encode()))
    assert sorted(map(str, found)) == sorted(map(str, given))


def test_a_next_page_keeps_its_order_though_the_site_drops_it() -> None:
    swap = ("?sort=basic&amp;results-count=100&amp;page=2", "?page=2")
    *_, last = read("legislation", "first", changed(f"/asc/data.feed?{LISTED}", swap))
    assert isinstance(last, Follow)
    assert last.address == f"{SITE}/asc/data.feed?page=2&{LISTED}"


def test_the_last_page_and_an_empty_one_lead_nowhere() -> None:
    empty = fetched(HOST, f"/mwa/data.feed?{LISTED}", Fault.EMPTY_LISTING)
    assert read("legislation", "first", empty) == [Claim(1)]


def test_a_page_that_repeats_yields_the_same_again() -> None:
    again = fetched(HOST, f"/asc/data.feed?{LISTED}&page=2", Fault.REPEATED_LISTING)
    first = read("legislation", "first", fetched(HOST, f"/asc/data.feed?{LISTED}"))
    assert read("legislation", "listing", again) == first[1:5]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("first", f"/asc/data.feed?{LISTED}"),
        ("years", "/wsi/data.feed?sort=basic&results-count=1"),
        ("text", "/asc/2025/91/2025-09-01/data.xml"),
    ],
)
def test_other_markup_is_named_and_not_taken_for_an_empty_answer(method: str, path: str) -> None:
    with pytest.raises(PageChanged) as raised:
        read("legislation", method, fetched(HOST, path, Fault.CHANGED_MARKUP))
    assert f"{SITE}{path}" in str(raised.value)


def test_years_before_the_first_are_left_and_none_at_all_is_a_change() -> None:
    path = "/wsi/data.feed?sort=basic&results-count=1"
    assert not any("/2019/" in follow.address for follow in follows(read("legislation", "years", fetched(HOST, path))))
    with pytest.raises(PageChanged, match="facetYear of 2021 or later"):
        read("legislation", "years", changed(path, ('year="2026"', 'year="2006"'), ('year="2025"', 'year="next"')))


def test_since_a_day_only_its_year_and_later_ones_are_listed() -> None:
    spider = LegislationGovUk()
    spider.since = date(2026, 2, 1)
    found = list(spider.answer("years", fetched(HOST, "/wsi/data.feed?sort=basic&results-count=1"), {}))
    assert found == [listing(f"/wsi/2026/data.feed?{LISTED}", "first")]


def test_an_entry_without_xml_is_followed_by_its_page_and_one_without_either_is_named() -> None:
    path = f"/mwa/data.feed?{LISTED}"
    without = ('type="application/xml"', 'type="application/octet-stream"')
    _, follow = read("legislation", "first", changed(path, without))
    assert isinstance(follow, Follow)
    assert follow.address == f"{SITE}/mwa/2010/95/2021-09-01/data.xml"
    with pytest.raises(PageChanged, match=r"link in its entry http://.*/id/mwa/2010/95"):
        read(
            "legislation",
            "first",
            changed(path, ('rel="alternate"', 'rel="other"'), ("<link href=", "<link rel='x' href=")),
        )


def test_data_on_the_sites_other_host_is_asked_for_on_its_own() -> None:
    swap = (
        f"http://{HOST}/mwa/2010/95/2021-09-01/data.xml",
        "http://legislation.data.gov.uk/mwa/2010/95/2021-09-01/data.xml",
    )
    _, follow = read("legislation", "first", changed(f"/mwa/data.feed?{LISTED}", swap))
    assert isinstance(follow, Follow)
    assert follow.address == f"{SITE}/mwa/2010/95/2021-09-01/data.xml"


@pytest.mark.parametrize(
    ("swap", "named"),
    [
        (('DocumentMainType Value="WelshParliamentAct"', 'DocumentMainType Value="WelshEdict"'), "it has WelshEdict"),
        (('DocumentStatus Value="revised"', 'DocumentStatus Value="quashed"'), "it has quashed"),
        (("ukm:DocumentStatus ", "ukm:DocumentState "), "it has none"),
        (("<dc:title>Community Voice (Wales) Act 2025</dc:title>", ""), "dc:title"),
        (("<Legislation ", "<Law "), "Legislation element"),
    ],
)
def test_a_law_that_says_something_unknown_is_named(swap: tuple[str, str], named: str) -> None:
    swaps = [swap, ("</Legislation>", "</Law>")] if swap[1] == "<Law " else [swap]
    with pytest.raises(PageChanged, match=named) as raised:
        read("legislation", "text", changed("/asc/2025/91/2025-09-01/data.xml", *swaps))
    assert f"{VOICE}/data.xml" in str(raised.value)


def test_a_law_in_a_pdf_alone_is_reported_as_that() -> None:
    body = fetched(HOST, "/mwa/2010/95/2021-09-01/data.xml").body.decode()
    start, end = body.index("<Primary>"), body.index("</Primary>") + len("</Primary>")
    bare = body[:start] + body[end:].replace("Commentaries", "ukm:X").replace("ukm:X", "X")
    bare = bare.replace('NumberOfProvisions="1"', 'NumberOfProvisions="0"')
    with pytest.raises(UnreadableDocument, match="published as a PDF only"):
        read("legislation", "text", XmlResponse(f"{SITE}/mwa/2010/95/data.xml", body=bare.encode()))


def test_a_page_of_excuses_in_place_of_a_law_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match=f"{VOICE}/data.xml"):
        read("legislation", "text", fetched(HOST, "/asc/2025/91/2025-09-01/data.xml", Fault.LOGIN))


def test_an_instrument_asked_for_without_its_version_leads_to_the_one_that_was_made() -> None:
    answer = fetched(HOST, "/wsi/2025/9901/data.xml")
    assert (answer.status, answer.headers["Location"]) == (307, f"{SITE}/wsi/2025/9901/made/data.xml".encode())


def taken(path: str, tmp_path: Path, response: Response | None = None) -> tuple[Item, ReadDocument]:
    """A law as it goes into the corpus: what the spider says of it, and what the reader makes of it."""
    response = response or fetched(HOST, path)
    (item,) = [one for one in read("legislation", "text", response) if isinstance(one, Item)]
    file = tmp_path / "data.xml"
    file.write_bytes(response.body)
    (document,) = readers.read(file, readers.Given(kind=item.kind, lang=item.lang, title=item.title))
    return item, document


@pytest.mark.parametrize(
    "path", ["/asc/2025/91/2025-09-01", "/asc/2026/92/enacted", "/wsi/2025/9901/made", "/wsi/2026/9903/made"]
)
def test_english_and_welsh_are_twins_of_one_work_passage_by_passage(path: str, tmp_path: Path) -> None:
    english, welsh = (taken(f"{path}{end}/data.xml", tmp_path)[1] for end in ("", "/welsh"))
    assert english.work == welsh.work == "/".join(path.split("/")[1:4])
    assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
    assert english.title != welsh.title
    assert (english.issued, english.kind, english.publisher) == (welsh.issued, welsh.kind, welsh.publisher)
    shapes = [[(one.kind, bool(one.amends)) for one in law.passages] for law in (english, welsh)]
    assert shapes[0] == shapes[1]


def test_a_revised_law_and_one_as_enacted_are_versions_of_one_work(tmp_path: Path) -> None:
    now, then = (taken(f"/anaw/2016/94/{version}/data.xml", tmp_path) for version in ("2022-04-01", "enacted"))
    assert now[1].work == then[1].work == "anaw/2016/94"
    assert [item.facts["version"] for item in (now[0], then[0])] == ["revised", "enacted"]
    assert [item.facts["point_in_time"] for item in (now[0], then[0])] == ["2022-04-01", "2016-03-21"]


def test_a_later_revision_has_another_address_and_text_and_is_the_same_work(tmp_path: Path) -> None:
    later = replica.later_revision()
    page = XmlResponse(f"{SITE}/asc/data.feed", body=later[f"/asc/data.feed?{LISTED}&page=2"].data)
    english, _ = follows(read("legislation", "listing", page))
    assert english.address == f"{SITE}/asc/2025/91/2026-04-01/data.xml"
    assert english.stamp != VOICE_STAMP
    body = later[english.address.removeprefix(SITE)].data
    old, new = (
        taken("/asc/2025/91/2025-09-01/data.xml", tmp_path),
        taken("", tmp_path, XmlResponse(english.address, body=body)),
    )
    assert new[1].work == old[1].work
    assert new[0].facts["point_in_time"] == "2026-04-01"
    assert "at least twice a year" in new[1].text
    assert "at least twice a year" not in old[1].text


REAL: dict[str, dict[str, Any]] = {
    "asc-2025-1": {
        "facts": {"version": "revised", "point_in_time": "2025-03-25", "unapplied_effects": "0"},
        "welsh": f"{SITE}/asc/2025/1/2025-03-25/welsh/data.xml",
    },
    "wsi-2015-996": {
        "facts": {"version": "enacted", "point_in_time": "2015-03-24", "unapplied_effects": "4"},
        "welsh": f"{SITE}/wsi/2015/996/made/welsh/data.xml",
    },
    "wsi-2019-110": {
        "facts": {"version": "enacted", "point_in_time": "2019-01-24", "unapplied_effects": "0"},
        "welsh": "",
    },
    "wsi-2022-367": {
        "facts": {"version": "enacted", "point_in_time": "2022-03-23", "unapplied_effects": "0"},
        "welsh": f"{SITE}/wsi/2022/367/made/welsh/data.xml",
    },
    "wsi-2024-1002-welsh": {
        "facts": {"version_cy": "enacted", "point_in_time_cy": "2024-10-07", "unapplied_effects_cy": "0"},
        "welsh": "",
    },
    "mwa-2010-5-metadata": {
        "facts": {"version": "revised", "point_in_time": "2016-04-06", "unapplied_effects": "0"},
        "welsh": f"{SITE}/mwa/2010/5/enacted/welsh/data.xml",
    },
}


def real(name: str) -> bytes:
    file = SHARED / name
    if not file.is_file():
        pytest.skip(f"the real sample {name} is not beside the repository")
    return file.read_bytes()


@pytest.mark.parametrize("name", REAL)
def test_real_laws(name: str, tmp_path: Path) -> None:
    response = XmlResponse(f"{SITE}/x/data.xml", body=real(f"legislation/{name}.xml"))
    item, *rest = read("legislation", "text", response, stamp="s")
    assert isinstance(item, Item)
    assert item.kind is (DocumentKind.STATUTORY_INSTRUMENT if name.startswith("wsi") else DocumentKind.ACT)
    assert (item.lang is Lang.CY) == name.endswith("welsh")
    assert dict(item.facts) == REAL[name]["facts"]
    welsh = [Follow(address=REAL[name]["welsh"], read="text", stamp="s")] if REAL[name]["welsh"] else []
    assert rest == welsh
    if "metadata" not in name:
        _, document = taken("", tmp_path, response)
        assert document.work == "/".join(name.split("-")[:3])
        assert document.title == item.title


def test_the_real_feed_of_changes_is_read_as_a_feed() -> None:
    from crawlers import feeds

    feed = feeds.read(XmlResponse(f"{SITE}/changes/data.feed", body=real("html/legislation-changes-effects.feed")))
    assert (feed.total, len(feed.entries)) == (1490409, 20)
    assert feed.next == f"http://{HOST}/changes/data.feed?sort=modified&page=2"
    assert all(entry.stamp and entry.updated and entry.id for entry in feed.entries)


@pytest.mark.parametrize("name", ["html/legislation-asc-2025-1-html5.html", "html/legislation-mwa-2011-7-s1.html"])
def test_a_real_page_of_the_site_in_place_of_xml_is_refused_by_name(name: str) -> None:
    response = Response(f"{SITE}/asc/2025/1/data.xml", body=real(name))
    for method in ("text", "first", "years", "listing"):
        with pytest.raises((PageChanged, UnreadableDocument), match=f"{SITE}/asc/2025/1/data.xml"):
            read("legislation", method, response)


def finished(job: Job) -> Finished:
    """How a crawl ends."""
    *_, end = child.run(job)
    assert isinstance(end, Finished)
    return end


@pytest.mark.slow
def test_crawled_again_only_lists_are_asked_for_and_a_revision_is_a_new_version_of_both_languages(
    corpus: Corpus, tmp_path: Path
) -> None:
    job = Job(database=f"sqlite:///{tmp_path / 'corpus.db'}", archive=str(tmp_path / "archive"), source="legislation")
    with Replica() as served:
        job = dataclasses.replace(job, base_url=served.url, delays=False)
        end = finished(job)
        assert (end.exit_status, end.counts["added"]) == (0, 14)
        with served.watched() as again:
            end = finished(job)
        assert (end.exit_status, end.counts.get("new", 0)) == (0, 0)
        assert all("data.feed" in one.path_and_query or one.path_and_query == "/robots.txt" for one in again)
        assert {one.status for one in again if "data.feed" in one.path_and_query} == {304}
        for path, answer in replica.later_revision().items():
            served.put(HOST, path, answer)
        with served.watched() as later:
            end = finished(job)
        assert (end.exit_status, end.counts["replaced"]) == (0, 2)
        fetched_now = [one.path_and_query for one in later if one.path_and_query.endswith("data.xml")]
        assert sorted(fetched_now) == [f"/asc/2025/91/2026-04-01{lang}/data.xml" for lang in ("", "/welsh")]
    with corpus.read() as session:
        (law,) = session.scalars(select(Document).where(Document.work == "asc/2025/91"))
        assert law.facts == {
            "version": "revised",
            "point_in_time": "2026-04-01",
            "unapplied_effects": "2",
            "version_cy": "revised",
            "point_in_time_cy": "2026-04-01",
            "unapplied_effects_cy": "1",
        }
        assert sorted((one.lang, one.current) for one in law.versions) == [
            ("cy", False),
            ("cy", True),
            ("en", False),
            ("en", True),
        ]
        assert {one.url.split("/")[-1] for one in law.versions if one.lang == Lang.EN} == {"2025-09-01", "2026-04-01"}
