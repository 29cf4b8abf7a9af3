"""The Senedd's Bills: the registers, a Bill's page in both languages, its stages and its papers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, TextResponse

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers.dates import month_name
from corpus.types import Passage
from crawlers.items import Follow, Item, Yielded
from crawlers.select import PageChanged
from crawlers.spiders import senedd_words as words
from tests.crawlers.answers import Recorded, fetched, read
from tests.replica.asked import Fault

NAME = "senedd-bills"
SITE, ENGLISH, WELSH, LAID = (
    "senedd.wales",
    "business.senedd.wales",
    "busnes.senedd.cymru",
    "laiddocuments.senedd.wales",
)
REGISTER = "/senedd-business/legislation/"
PAGE = "/mgIssueHistoryHome.aspx?IId="
VOICES = f"https://{ENGLISH}{PAGE}47801"
RECORD = "Record of passage in the Senedd"
COFNOD = "Cofnod o daith y Bil drwy'r Senedd"
FACTS = {"stage": "stage-1", "introduced": "2026-07-13", "bill_type": "government", "member": "Rhian Moelfre"}


def row(iid: int, stamp: str = "") -> Follow:
    return Follow(
        address=f"https://{ENGLISH}{PAGE}{iid}",
        read="bill",
        context={"stamp": stamp} if stamp else {},
        stamp=stamp,
        counts=True,
    )


def paper(
    address: str, kind: str, title: str, work: str, lang: str = "", issued: str = "", publisher: str = ""
) -> Follow:
    context = {"kind": kind, "title": title, "work": work, "lang": lang, "issued": issued, "publisher": publisher}
    stated = {key: value for key, value in {**context, "part_of": VOICES}.items() if value}
    number = address.removesuffix(".pdf").rsplit("/", 1)[-1] if LAID in address else address.split("/")[4]
    return Follow(address=address, read="document", context=stated, stamp=number)


def said(text: str, *headings: str, dated: date | None = None) -> Passage:
    return Passage(text, 0, 0, headings=headings, dated=dated)


def aim(text: str, lead: str) -> Passage:
    return Passage(text, 0, 0, PassageKind.LIST_ITEM, lead=lead)


ENGLISH_PAGE = Recorded(
    "bill",
    ENGLISH,
    f"{PAGE}47801",
    yields=(
        Item(
            kind=DocumentKind.BILL,
            title="Shared Voices in Public Services (Wales) Bill",
            work=VOICES,
            lang=Lang.EN,
            issued=date(2026, 7, 13),
            facts=FACTS,
            passages=(
                said(
                    "Welsh Government Bill, introduced by Rhian Moelfre MS, Cabinet Minister for Public Services. The "
                    "Business Committee referred it to the Equality, Human Rights and Social Justice Committee."
                ),
                said("If it is passed, the Bill will:"),
                aim(
                    "make councils and health boards plan services together with the people who use them",
                    "If it is passed, the Bill will:",
                ),
                aim("set up panels of citizens that public bodies have to answer", "If it is passed, the Bill will:"),
                Passage(RECORD, 0, 0, PassageKind.HEADING),
                said("Bill introduced (13 July 2026)", RECORD, dated=date(2026, 7, 13)),
                said(
                    "Stage 1: Committee consideration of general principles (13 July 2026 – 20 November 2026)",
                    RECORD,
                    dated=date(2026, 11, 20),
                ),
                said("Stage 2 (to be confirmed)", RECORD),
            ),
        ),
        Follow(address=f"https://{WELSH}{PAGE}47801", read="bill", context={"work": VOICES}),
        paper(
            f"https://{LAID}/pri-ld17801-e.pdf",
            "bill",
            "Shared Voices in Public Services (Wales) Bill: Bill, as introduced",
            "laid/pri-ld17801",
            "en",
        ),
        paper(
            f"https://{LAID}/pri-ld17801-em-e.pdf",
            "other",
            "Shared Voices in Public Services (Wales) Bill: Explanatory Memorandum",
            "laid/pri-ld17801-em",
            "en",
            publisher="Welsh Government",
        ),
        paper(
            f"https://{LAID}/cr-ld17866-e.pdf",
            "committee-report",
            "Shared Voices in Public Services (Wales) Bill: Stage 1 report",
            "laid/cr-ld17866",
            "en",
            publisher="Senedd committees",
        ),
        paper(
            f"https://{ENGLISH}/documents/s163510/Response.pdf",
            "government-response",
            "Shared Voices in Public Services (Wales) Bill: Welsh Government response, 2 December 2026",
            f"https://{ENGLISH}/documents/s163510",
            issued="2026-12-02",
            publisher="Welsh Government",
        ),
    ),
)

EXPECTED = {
    NAME: (
        Recorded("register", SITE, REGISTER, yields=(row(47801), row(47802), row(47803), row(47804))),
        Recorded(
            "register",
            SITE,
            f"{REGISTER}senedd-acts/",
            context={"settled": "yes"},
            yields=(
                row(46141, "Building Safety (Wales) Act 2026 | Act | Royal Assent 27 April 2026"),
                row(45210, "Time Credits (Wales) Act 2025 | Act | Royal Assent 16 June 2025"),
                row(44877, "Language of Care (Wales) Act 2024 | Act | Royal Assent 9 September 2024"),
            ),
        ),
        Recorded(
            "register",
            SITE,
            f"{REGISTER}rejected-bills-and-withdrawn-bills/",
            context={"settled": "yes"},
            yields=(
                row(44120, "Time Banks (Wales) Bill | Withdrawn | Withdrawn by the Member in charge"),
                row(43902, "Rights of Carers (Wales) Bill | Rejected | General principles not agreed"),
            ),
        ),
        ENGLISH_PAGE,
        Recorded(
            "document",
            LAID,
            "/cr-ld17866-w.pdf",
            context={"kind": "committee-report", "title": "Adroddiad", "work": "laid/cr-ld17866", "lang": "cy"},
            yields=(Item(kind=DocumentKind.COMMITTEE_REPORT, title="Adroddiad", work="laid/cr-ld17866", lang=Lang.CY),),
        ),
    )
}


def page(iid: int, host: str = ENGLISH, **context: str) -> tuple[Item, list[Follow]]:
    found = read(NAME, "bill", fetched(host, f"{PAGE}{iid}"), **context)
    items = [one for one in found if isinstance(one, Item)]
    assert len(items) == 1
    return items[0], [one for one in found if isinstance(one, Follow)]


def told(body: str, url: str = VOICES) -> list[Yielded]:
    """What a page of such rich text yields."""
    html = (
        "<html><head><title>A (Wales) Bill</title></head><body>"
        f'<a href="https://{WELSH}{PAGE}1">Cymraeg</a><div class="mgContent"><div class="mgWordPara">{body}</div></div>'
    )
    return read(NAME, "bill", HtmlResponse(url, body=html.encode(), encoding="utf-8"))


def test_the_welsh_page_is_the_same_work_with_the_same_facts_and_days() -> None:
    english, _ = page(47801)
    welsh, follows = page(47801, WELSH, work=VOICES)
    assert (welsh.work, welsh.lang, welsh.facts) == (english.work, Lang.CY, english.facts)
    assert welsh.title == "Bil Lleisiau ar y Cyd mewn Gwasanaethau Cyhoeddus (Cymru)"
    assert [one.dated for one in welsh.passages] == [one.dated for one in english.passages]
    assert welsh.passages[-2].text.endswith("(13 Gorffennaf 2026 – 20 Tachwedd 2026)")
    assert welsh.passages[-2].headings == (COFNOD,)
    assert [follow.read for follow in follows] == ["document"] * 4, "the Welsh page leads to no third language"


def test_papers_of_both_pages_are_versions_of_the_same_works() -> None:
    _, english = page(47801)
    _, welsh = page(47801, WELSH, work=VOICES)
    works = [follow.context["work"] for follow in english if follow.read == "document"]
    assert works == [follow.context["work"] for follow in welsh]
    assert {follow.context["part_of"] for follow in welsh} == {VOICES}
    assert not {follow.address for follow in english} & {follow.address for follow in welsh}


def test_letters_and_the_like_are_left_alone() -> None:
    assert "Letter to the Chair" in fetched(ENGLISH, f"{PAGE}47801").text
    _, follows = page(47801)
    assert not [follow for follow in follows if "letter" in str(follow.context).casefold()]


GOVERNMENT = {"bill_type": "government"}
MEMBER = {"bill_type": "member"}


@pytest.mark.parametrize(
    ("iid", "facts"),
    [
        (47802, {"stage": "introduced", "introduced": "2026-09-14", "member": "Iestyn Garw", **GOVERNMENT}),
        (47803, {"stage": "stage-2", "introduced": "2026-06-01", "member": "Carys Penmon", "bill_type": "committee"}),
        (46141, {"stage": "royal-assent", "introduced": "2025-07-07", "royal_assent": "2026-04-27", **GOVERNMENT}),
        (44120, {"stage": "withdrawn", "introduced": "2023-09-11", "member": "Ceinwen Sarn", **MEMBER}),
        (43902, {"stage": "rejected", "introduced": "2023-03-06", "member": "Tomos Elfyn", **MEMBER}),
    ],
)
def test_facts_are_the_same_from_either_language(iid: int, facts: dict[str, str]) -> None:
    assert page(iid)[0].facts == facts
    assert page(iid, WELSH, work="w")[0].facts == facts


def test_a_settled_bill_hands_its_stamp_to_its_welsh_page() -> None:
    _, follows = page(46141, stamp="Act | Royal Assent 27 April 2026")
    twin = follows[0]
    assert (twin.read, twin.stamp) == ("bill", "Act | Royal Assent 27 April 2026")
    assert twin.context["stamp"] == twin.stamp


def test_an_address_with_a_space_is_made_whole() -> None:
    _, follows = page(44877)
    assert f"https://{SITE}/laid%20documents/pri-ld15877/pri-ld15877-e.pdf" in [follow.address for follow in follows]


def test_assent_under_a_heading_and_in_a_sentence_is_one_stage() -> None:
    found = told(
        "<p>Bill introduced (7 July 2025)</p><p>Date of Royal Assent (27 April 2026)</p>"
        "<p>Royal Assent was given on 27 April 2026.</p><h3>Contact</h3><p>Write to the clerk.</p>"
    )
    item = found[0]
    assert isinstance(item, Item)
    assert [(one.text, one.dated) for one in item.passages] == [
        ("Bill introduced (7 July 2025)", date(2025, 7, 7)),
        ("Date of Royal Assent (27 April 2026) Royal Assent was given on 27 April 2026.", date(2026, 4, 27)),
        ("Contact", None),
        ("Write to the clerk.", None),
    ]


def test_stages_in_folds_and_newest_first_are_read_as_well() -> None:
    item = told(
        "<p>¬¬¬Stage 1: Debate (3 March 2026)</p><p>Agreed to.</p><p>zzz</p><p>¬¬¬Bill introduced (6 January 2026)</p>"
        "<p>&gt;&gt;&gt;&gt;</p><p>&gt;&gt;&gt;The Bill</p><p>&lt;&lt;&lt;</p><p>zzz</p>"
    )[0]
    assert isinstance(item, Item)
    assert [one.text for one in item.passages] == [
        "Stage 1: Debate (3 March 2026) Agreed to.",
        "Bill introduced (6 January 2026) The Bill",
    ]
    assert item.facts == {"stage": "stage-1", "introduced": "2026-01-06"}


def test_a_page_without_stages_is_named() -> None:
    with pytest.raises(PageChanged, match=r"47801 has no stage such as “Bill introduced"):
        told("<p>Stage 1 scrutiny was left to the committee.</p>")


@pytest.mark.parametrize(
    ("host", "path", "method", "what"),
    [
        (SITE, REGISTER, "register", "li.table__row"),
        (ENGLISH, f"{PAGE}47801", "bill", "div.mgContent div.mgWordPara"),
    ],
)
def test_changed_markup_is_named_with_its_address(host: str, path: str, method: str, what: str) -> None:
    response = fetched(host, path, Fault.CHANGED_MARKUP)
    with pytest.raises(PageChanged) as caught:
        read(NAME, method, response)
    assert (caught.value.what, caught.value.address) == (what, f"https://{host}{path}")


def without(response: TextResponse, words_: str, other: str) -> TextResponse:
    assert words_ in response.text
    return response.replace(body=response.text.replace(words_, other).encode())


def test_a_page_without_its_language_link_is_named() -> None:
    response = fetched(ENGLISH, f"{PAGE}47801")
    assert isinstance(response, TextResponse)
    with pytest.raises(PageChanged, match="Cymraeg"):
        read(NAME, "bill", without(response, ">Cymraeg<", "><"))


def test_a_row_whose_link_identifies_no_bill_is_named() -> None:
    response = fetched(SITE, REGISTER)
    assert isinstance(response, TextResponse)
    with pytest.raises(PageChanged, match=r"p\.row__col a\[href\*='IId='\]"):
        read(NAME, "register", without(response, "?IId=47803", "?ID=47803"))
    with pytest.raises(PageChanged, match="IId=number"):
        read(NAME, "register", without(response, "?IId=47803", "?IId=x"))


def test_a_register_without_bills_is_named() -> None:
    with pytest.raises(PageChanged, match=r"li\.table__row with a link"):
        read(NAME, "register", fetched(SITE, REGISTER, Fault.EMPTY_LISTING))


def test_the_papers_of_the_replica_can_be_read() -> None:
    _, follows = page(47801)
    kinds = {}
    for follow in follows[1:]:
        host, _, path = follow.address.removeprefix("https://").partition("/")
        response = fetched(host, f"/{path}")
        assert response.headers[b"Content-Type"] == b"application/pdf"
        kinds[follow.context["kind"]] = response.body
    assert set(kinds) == {"bill", "other", "committee-report", "government-response"}
    assert all(body.startswith(b"%PDF") for body in kinds.values())


days = st.dates(date(1999, 1, 1), date(2099, 12, 31))


def printed(on: date, lang: Lang) -> str:
    return f"{on.day} {month_name(on.month, lang)} {on.year}"


@given(days, days, st.sampled_from(list(Lang)), st.sampled_from(["–", "-", "to", "hyd at"]))
def test_any_range_is_read_in_either_language(one: date, other: date, lang: Lang, dash: str) -> None:
    name = "Stage 1: Committee consideration" if lang is Lang.EN else "Cyfnod 1: Pwyllgor yn trafod"
    line = f"{name} ({printed(one, lang)} {dash} {printed(other, lang)})"
    found = words.stage(f"{line} | Report")
    assert found == words.Stage("stage-1", 1, line, "Report", one, other)


@given(st.text(max_size=200))
def test_no_text_upsets_the_reading_of_stages_names_and_days(text: str) -> None:
    for begins in ("", "Stage 1 (", "Royal Assent ", "introduced by "):
        found = words.stage(begins + text)
        assert found is None or (begins + text).startswith(found.line)
        words.member(begins + text)
        words.closing(begins + text)
        words.paper(begins + text)


@pytest.mark.parametrize(
    ("said_", "kind"),
    [
        ("Bill, as introduced (PDF, 184KB)", "bill"),
        ("Homes (Wales) Bill, as amended after Stage 2", "bill"),
        ("Bil, fel y'i pasiwyd", "bill"),
        ("Homes (Wales) Bill", "bill"),
        ("Explanatory Memorandum to the Homes (Wales) Bill, as introduced", "memorandum"),
        ("Memorandwm Esboniadol", "memorandum"),
        ("The Committee's Stage 1 Report", "committee-report"),
        ("Report on the Homes (Wales) Bill", "committee-report"),
        ("Adroddiad y Pwyllgor Cyllid", "committee-report"),
        ("Welsh Government’s response to the Committee's report", "government-response"),
        ("Letter from the Minister: Welsh Government response to the report", "government-response"),
        ("Ymateb Llywodraeth Cymru", "government-response"),
        ("Letter from the Chair about the Committee's report", "aside"),
        ("Marshalled list of amendments", "aside"),
        ("Public reports pack 9 July 2026", "aside"),
        ("Statement of policy intent", "aside"),
        ("Find a Member of the Senedd", ""),
    ],
)
def test_papers_are_told_by_their_links(said_: str, kind: str) -> None:
    assert words.paper(said_) == kind


def test_a_laid_report_is_told_by_its_number_where_its_link_says_nothing() -> None:
    assert words.paper("Having a say in care", "cr") == "committee-report"
    assert words.paper("Having a say in care", "gen") == ""
