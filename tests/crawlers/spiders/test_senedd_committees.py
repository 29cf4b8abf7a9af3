"""The Senedd's committees: consultations, inquiries, reports and responses, in both languages."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, TextResponse

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers.dates import month_name
from corpus.types import Passage
from crawlers.items import Follow, Item, Nothing, Yielded
from crawlers.select import PageChanged
from crawlers.spiders import senedd_words as words
from tests.crawlers.answers import Recorded, fetched, read
from tests.replica.asked import Fault

NAME = "senedd-committees"
SITE, ENGLISH, WELSH = "senedd.wales", "business.senedd.wales", "busnes.senedd.cymru"
FEED, ALL = "/mgRss.aspx?f=76", "/mgConsultationListDisplay.aspx?h=1"
ASK, ISSUE = "/mgConsultationDisplay.aspx?ID=", "/mgIssueHistoryHome.aspx?IId="
BUDGET = f"https://{ENGLISH}{ASK}632"
CARE = f"https://{ENGLISH}{ISSUE}47701"
EQUALITY = "Equality, Human Rights and Social Justice Committee"
NONE_TAKEN = Nothing("no report or response is among its papers")
SAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "consultations"

ACTIVE = (
    (623, "2026-07-21", "2026-09-11"),
    (626, "2026-07-17", "2026-09-14"),
    (631, "2026-07-23", "2026-09-18"),
    (632, "2026-07-31", "2026-09-25"),
    (627, "2026-07-20", "2026-10-02"),
    (628, "2026-07-22", "2026-09-30"),
    (629, "2026-08-03", "2026-10-09"),
    (630, "2026-08-04", "2026-10-12"),
    (633, "2026-08-10", "2026-10-16"),
    (634, "2026-08-12", "2026-10-23"),
    (635, "2026-08-17", "2026-10-30"),
    (636, "2026-08-24", "2026-11-06"),
)
NUMBERS = " ".join(str(number) for number, _, _ in ACTIVE)


def active(number: int, opens: str, closes: str) -> Follow:
    return Follow(
        address=f"https://{ENGLISH}{ASK}{number}",
        read="consultation",
        context={"status": "open", "opens": opens, "closes": closes},
        stamp=f"open {opens} {closes}",
        dated=date.fromisoformat(opens),
        counts=True,
    )


def closed(number: int) -> Follow:
    return Follow(
        address=f"https://{ENGLISH}{ASK}{number}",
        read="consultation",
        context={"status": "closed"},
        stamp="closed",
        counts=True,
    )


def issue(number: int, committee: str) -> Follow:
    return Follow(
        address=f"https://{ENGLISH}{ISSUE}{number}", read="issue", context={"committee": committee}, counts=True
    )


def paper(address: str, **context: str) -> Follow:
    stamp = address.removesuffix(".pdf").rsplit("/", 1)[-1] if "/documents/" not in address else address.split("/")[4]
    return Follow(address=address, read="document", context=context, stamp=stamp)


def head(text: str) -> Passage:
    return Passage(text, 0, 0, PassageKind.HEADING)


def under(heading: str, text: str, lead: str = "") -> Passage:
    return Passage(text, 0, 0, PassageKind.LIST_ITEM if lead else PassageKind.PARAGRAPH, (heading,), lead=lead)


PURPOSE = "Purpose of the consultation"
KNOWN = {"status": "open", "opens": "2026-07-31", "closes": "2026-09-25"}

EXPECTED = {
    NAME: (
        Recorded(
            "feed",
            ENGLISH,
            FEED,
            yields=(
                *(active(*one) for one in ACTIVE),
                Follow(
                    address=f"https://{ENGLISH}{ALL}", read="consultations", context={"active": NUMBERS}, listing=True
                ),
            ),
        ),
        Recorded(
            "consultations",
            ENGLISH,
            ALL,
            context={"active": NUMBERS},
            yields=(closed(590), closed(561), closed(540)),
        ),
        Recorded(
            "consultation",
            ENGLISH,
            f"{ASK}632",
            context=KNOWN,
            yields=(
                Item(
                    kind=DocumentKind.CONSULTATION,
                    title="Welsh Government Draft Budget 2027-28",
                    work=BUDGET,
                    lang=Lang.EN,
                    issued=date(2026, 7, 31),
                    part_of=f"https://{ENGLISH}{ISSUE}47960",
                    facts=KNOWN,
                    passages=(
                        head(PURPOSE),
                        under(PURPOSE, "The committee asks:"),
                        under(PURPOSE, "What do you expect of the budget?", "The committee asks:"),
                        under(PURPOSE, "How ready are you for the year ahead?", "The committee asks:"),
                        under(PURPOSE, "Please send written evidence to the clerk by Friday, 25 September 2026."),
                    ),
                ),
                Follow(
                    address=f"https://{WELSH}{ASK}632",
                    read="consultation",
                    context={"work": BUDGET, **KNOWN},
                    stamp="open 2026-07-31 2026-09-25",
                ),
                paper(
                    f"https://{ENGLISH}/documents/s163410/Letter.pdf",
                    kind="consultation",
                    title="Welsh Government Draft Budget 2027-28: Consultation letter",
                    work=f"https://{ENGLISH}/documents/s163410",
                    part_of=BUDGET,
                ),
            ),
        ),
        Recorded(
            "committees",
            ENGLISH,
            "/mgListCommittees.aspx?bcr=1",
            yields=tuple(
                Follow(
                    address=f"https://{SITE}/committee/{number}",
                    read="committee",
                    context={"committee": name},
                    listing=True,
                )
                for number, name in (
                    (979, "Finance Committee"),
                    (980, "Local Government, Housing and Planning Committee"),
                    (981, "Climate Change, Environment, Sustainability and Rural Affairs Committee"),
                    (982, EQUALITY),
                )
            ),
        ),
        Recorded(
            "committee",
            SITE,
            "/committee/982",
            context={"committee": EQUALITY},
            yields=(
                issue(47634, EQUALITY),
                issue(47701, EQUALITY),
                issue(47801, EQUALITY),
                Follow(address=f"https://{ENGLISH}/ieListMeetings.aspx?CommitteeId=982", read="meetings", listing=True),
            ),
        ),
        Recorded(
            "issue",
            WELSH,
            f"{ISSUE}47701",
            context={"work": CARE, "committee": EQUALITY},
            yields=(
                Item(
                    kind=DocumentKind.CONSULTATION,
                    title="Ymchwiliad i gydgynhyrchu mewn gofal cymdeithasol",
                    work=CARE,
                    lang=Lang.CY,
                    issued=date(2026, 6, 18),
                    facts={"committee": EQUALITY},
                    passages=(
                        Passage(
                            "Gofynnodd y pwyllgor a oes gan bobl sy'n defnyddio gofal lais yn y ffordd y caiff ei "
                            "ddylunio.",
                            0,
                            0,
                        ),
                        head("Cylch gorchwyl"),
                        Passage(
                            "Sut y mae cynghorau yn cynnwys pobl sy'n defnyddio gofal?",
                            0,
                            0,
                            PassageKind.LIST_ITEM,
                            ("Cylch gorchwyl",),
                        ),
                        Passage("Beth sy'n rhwystro cydgynhyrchu?", 0, 0, PassageKind.LIST_ITEM, ("Cylch gorchwyl",)),
                    ),
                ),
                paper(
                    "https://laiddocuments.senedd.wales/cr-ld17840-w.pdf",
                    kind="committee-report",
                    title="Ymchwiliad i gydgynhyrchu mewn gofal cymdeithasol: Adroddiad: Cael dweud eich dweud am ofal",
                    work="laid/cr-ld17840",
                    lang="cy",
                    publisher="Senedd committees",
                    part_of=CARE,
                ),
                paper(
                    f"https://{WELSH}/documents/s163601/Ymateb.pdf",
                    kind="government-response",
                    title="Ymchwiliad i gydgynhyrchu mewn gofal cymdeithasol: Ymateb Llywodraeth Cymru, 28 Medi 2026",
                    work=f"https://{ENGLISH}/documents/s163601",
                    issued="2026-09-28",
                    publisher="Welsh Government",
                    part_of=CARE,
                ),
            ),
        ),
        Recorded(
            "meetings",
            ENGLISH,
            "/ieListMeetings.aspx?CommitteeId=979",
            yields=(
                Follow(
                    address=f"https://{ENGLISH}/ieListDocuments.aspx?CId=979&MId=15901",
                    read="meeting",
                    dated=date(2026, 6, 30),
                ),
                Follow(
                    address=f"https://{ENGLISH}/ieListDocuments.aspx?CId=979&MId=15950",
                    read="meeting",
                    dated=date(2026, 9, 16),
                ),
            ),
        ),
        Recorded("meeting", ENGLISH, "/ieListDocuments.aspx?CId=979&MId=15901", yields=(NONE_TAKEN,)),
        Recorded(
            "meeting",
            ENGLISH,
            "/ieListDocuments.aspx?CId=979&MId=15950",
            yields=(
                paper(
                    f"https://{ENGLISH}/documents/s163620/Paper.pdf",
                    kind="government-response",
                    title="Paper 2: Welsh Government response to the report on the First Supplementary Budget 2026-27",
                    work=f"https://{ENGLISH}/documents/s163620",
                    publisher="Welsh Government",
                ),
            ),
        ),
    )
}


def items(found: list[Yielded]) -> list[Item]:
    return [one for one in found if isinstance(one, Item)]


def follows(found: list[Yielded]) -> list[Follow]:
    return [one for one in found if isinstance(one, Follow)]


def test_the_inquiry_and_its_consultation_of_the_same_name_are_two_works() -> None:
    asked = items(read(NAME, "consultation", fetched(ENGLISH, f"{ASK}632")))[0]
    work = items(read(NAME, "issue", fetched(ENGLISH, f"{ISSUE}47960")))[0]
    assert asked.title == work.title
    assert asked.work != work.work
    assert asked.part_of == work.work


def test_a_bill_among_a_committees_work_is_left_to_its_own_spider() -> None:
    for number in (47801, 47803):
        assert read(NAME, "issue", fetched(ENGLISH, f"{ISSUE}{number}"), committee="x") == [Nothing("it is a Bill")]


def test_an_inquiry_into_an_act_is_no_bill() -> None:
    page = fetched(ENGLISH, f"{ISSUE}47701")
    assert isinstance(page, TextResponse)
    title = "Post-legislative scrutiny of the Time Credits (Wales) Act 2025"
    page = page.replace(body=page.text.replace("Inquiry into co-production in social care", title).encode())
    assert items(read(NAME, "issue", page))[0].title == title


def test_a_housekeeping_page_is_no_document_but_leads_to_reports_in_both_languages() -> None:
    english = read(NAME, "issue", fetched(ENGLISH, f"{ISSUE}47580"), committee="Finance Committee")
    assert items(english) == []
    twin, report = follows(english)
    assert twin.context["housekeeping"] == "yes"
    welsh = read(NAME, "issue", fetched(WELSH, f"{ISSUE}47580"), **twin.context)
    assert items(welsh) == []
    assert [one.context["work"] for one in follows(welsh)] == [report.context["work"]] == ["laid/cr-ld17755"]
    assert "part_of" not in report.context


def test_a_report_linked_as_its_report_is_named_after_what_it_reports_on() -> None:
    found = follows(read(NAME, "issue", fetched(ENGLISH, f"{ISSUE}47698")))
    assert found[-1].context["title"] == "First Supplementary Budget 2026-27: its report"
    assert found[-1].context["kind"] == "committee-report"


def test_written_evidence_is_left_alone() -> None:
    found = read(NAME, "consultation", fetched(ENGLISH, f"{ASK}590"), status="closed")
    assert [one.read for one in follows(found)] == ["consultation"]
    assert items(found)[0].facts == {"status": "closed", "closes": "2026-07-31"}


def test_both_languages_say_the_same_of_every_consultation() -> None:
    for number, opens, closes in ACTIVE:
        known = {"status": "open", "opens": opens, "closes": closes}
        for host, work in ((ENGLISH, ""), (WELSH, "w")):
            page = fetched(host, f"{ASK}{number}")
            assert items(read(NAME, "consultation", page, work=work, **known))[0].facts == known
            prose = items(read(NAME, "consultation", page, work=work, status="open"))[0].facts
            assert prose == {"status": "open", "closes": closes}, "the page's prose says when it closes"


def test_a_consultation_that_closes_is_stamped_anew() -> None:
    was = active(*ACTIVE[0])
    page = fetched(ENGLISH, ALL)
    now = follows(read(NAME, "consultations", page, active=NUMBERS.removeprefix("623 ")))[0]
    assert (now.address, now.context) == (was.address, {"status": "closed"})
    assert now.stamp != was.stamp


def test_marks_of_the_editor_do_not_reach_the_text() -> None:
    body = (
        "<p>¬¬¬Terms of reference</p><p>To consider: &gt;&gt;&gt;&gt; &gt;&gt;&gt;what was done; and "
        "&gt;&gt;&gt;what was not. &lt;&lt;&lt;</p><p>The end. zzz</p>"
    )
    page = fetched(ENGLISH, f"{ISSUE}47957")
    assert isinstance(page, TextResponse)
    old = re.search(r'<div class="mgWordPara">(.*)</div>', page.text)
    assert old
    page = page.replace(body=page.text.replace(old[1], body).encode())
    passages = items(read(NAME, "issue", page))[0].passages
    assert [(one.kind.value, one.text) for one in passages] == [
        ("heading", "Terms of reference"),
        ("paragraph", "To consider:"),
        ("list-item", "what was done; and"),
        ("list-item", "what was not."),
        ("paragraph", "The end."),
    ]


@pytest.mark.parametrize(
    ("host", "path", "method", "what"),
    [
        (ENGLISH, f"{ASK}632", "consultation", "div.mgContent div.mgWordPara"),
        (ENGLISH, f"{ISSUE}47957", "issue", "div.mgContent"),
        (ENGLISH, "/ieListDocuments.aspx?CId=979&MId=15950", "meeting", "div.mgContent"),
    ],
)
def test_changed_markup_is_named(host: str, path: str, method: str, what: str) -> None:
    with pytest.raises(PageChanged) as caught:
        read(NAME, method, fetched(host, path, Fault.CHANGED_MARKUP))
    assert (caught.value.what, caught.value.address) == (what, f"https://{host}{path}")


@pytest.mark.parametrize(
    ("host", "path", "method"),
    [
        (ENGLISH, FEED, "feed"),
        (ENGLISH, ALL, "consultations"),
        (ENGLISH, "/mgListCommittees.aspx?bcr=1", "committees"),
    ],
)
def test_an_empty_listing_is_named(host: str, path: str, method: str) -> None:
    with pytest.raises(PageChanged, match=re.escape(path)):
        read(NAME, method, fetched(host, path, Fault.EMPTY_LISTING))


@pytest.mark.parametrize(
    ("path", "method", "words_", "other", "what"),
    [
        (FEED, "feed", "end date:", "ends:", "start and end date"),
        (FEED, "feed", "?ID=623", "?Number=623", "ID=number"),
        (f"{ISSUE}47957", "issue", "First published: 23/07/2026", "Published some time ago", "First published"),
        (f"{ISSUE}47957", "issue", ">Cymraeg<", "><", "Cymraeg"),
        (f"{ASK}632", "consultation", "<title>", "<title></title><title>", "head title"),
    ],
)
def test_what_must_be_there_is_named_when_it_is_not(path: str, method: str, words_: str, other: str, what: str) -> None:
    page = fetched(ENGLISH, path)
    assert isinstance(page, TextResponse)
    assert words_ in page.text
    with pytest.raises(PageChanged, match=what):
        read(NAME, method, page.replace(body=page.text.replace(words_, other, 1).encode()))


def test_a_hostile_feed_is_refused() -> None:
    from corpus.errors import AddewidError

    evil = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
    )
    page = fetched(ENGLISH, FEED)
    with pytest.raises(AddewidError):
        read(NAME, "feed", page.replace(body=evil.encode()))


def test_links_to_other_hosts_papers_are_not_taken() -> None:
    html = (
        '<html><head><title>T</title></head><body><div class="mgContent">'
        '<a href="https://elsewhere.example/documents/s1/Report.pdf">Committee report</a>'
        '<a href="https://elsewhere.example/cr-ld1-e.pdf">Committee report</a>'
        '<a href="/documents/../s2/Report.pdf">Committee report</a>'
        '<a href="/documents/s3/Report.exe">Committee report</a></div></body></html>'
    )
    url = f"https://{ENGLISH}/ieListDocuments.aspx?CId=1&MId=2"
    assert read(NAME, "meeting", HtmlResponse(url, body=html.encode(), encoding="utf-8")) == [NONE_TAKEN]


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from(["", "Friday ", "Friday, "]))
def test_any_closing_date_is_read(on: date, weekday: str) -> None:
    said = f"Thank you. The closing date for your views on 3 matters, with those of 2019, is {weekday}"
    assert words.closing(f"{said}{on.day} {month_name(on.month, Lang.EN)} {on.year} . Other dates: 1 May 2001.") == on


def test_no_closing_date_is_made_up() -> None:
    for said in (
        "The committee met on 9 July 2026.",
        "The closing date has not been set. The committee met on 9 July 2026.",
        "The inquiry closed the gap that had been open.",
    ):
        assert words.closing(said) is None


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the shared samples of committee pages are not here")
def test_closing_dates_of_real_pages_are_read() -> None:
    checked = 0
    for path in sorted(SAMPLES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        stated = re.search(r"^deadline: (\S+)$", text, re.MULTILINE)
        if stated and "mgConsultationDisplay" in text:
            prose = " ".join(text.partition("View the background")[2].partition("\nClosing date:")[0].split())
            assert words.closing(prose) == date.fromisoformat(stated[1]), path.name
            checked += 1
        elif stated and stated[1] == "None" and "mgIssueHistoryHome" in text:
            assert words.closing(" ".join(text.split())) is None, path.name
    assert checked >= 4
