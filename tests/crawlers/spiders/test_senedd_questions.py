"""Written questions: the search a week at a time, the pages, and their answers."""

import json
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse, JsonResponse, TextResponse

from corpus.codebook import DocumentKind, Lang, PageState, PassageKind
from corpus.types import Passage
from crawlers.items import Claim, Follow, Item, Nothing, Yielded
from crawlers.known import Run, renewed
from crawlers.select import PageChanged
from crawlers.spiders.senedd_questions import MOST, REACH, SeneddQuestions
from tests.crawlers.answers import Recorded, fetched, read
from tests.replica.asked import Fault

NAME = "senedd-questions"
HOST, WELSH = "record.senedd.wales", "cofnod.senedd.cymru"
SEARCH = "/Search/?query=&type=7"
WEEK = {"start": "2026-07-13", "end": "2026-07-19"}


def page(number: int) -> str:
    return f"/WrittenQuestion/{number}"


def window(start: date, end: date) -> Follow:
    address = f"https://{HOST}{SEARCH}&start={start}&end={end}"
    context = {"start": start.isoformat(), "end": end.isoformat()}
    return Follow(address=address, read="window", context=context, listing=True)


def further(number: int) -> str:
    return (
        "/Search/SeeMore?Query=&MemberID=-1&Type=7&Start=13/07/2026&End=19/07/2026"
        f"&MeetingType=-2&MotionType=-1&OrderPaperFilter=False&Page={number}&Unselected=All"
    )


def more(number: int, left: int) -> Follow:
    context = {**WEEK, "page": str(number), "left": str(left)}
    return Follow(address=f"https://{HOST}{further(number)}", read="more", context=context, listing=True)


def question(number: int, day: int, month: int = 7) -> Follow:
    return Follow(address=f"https://{HOST}{page(number)}", read="question", dated=date(2026, month, day), counts=True)


def said(text: str, speaker: str, role: str, when: date, number: str, *above: str) -> Passage:
    return Passage(text, 0, 0, PassageKind.SPEECH, above, number=number, speaker=speaker, role=role, dated=when)


def kept(title: str, tabled: date, lang: Lang, facts: dict[str, str], *passages: Passage) -> Item:
    return Item(
        kind=DocumentKind.WRITTEN_QUESTION,
        title=title,
        work=f"https://{HOST}{page(int(title[2:]))}",
        lang=lang,
        publisher="Welsh Parliament",
        issued=tabled,
        facts=facts,
        passages=passages,
    )


TABLED, ANSWERED = date(2026, 7, 16), date(2026, 7, 22)
ASKED = "When will the Minister publish the evaluation of the time credits pilot in Glannau Teifi?"
GOFYNNWYD = "Pryd y bydd y Gweinidog yn cyhoeddi'r gwerthusiad o'r cynllun peilot credydau amser yng Nglannau Teifi?"
ANSWER = (
    "The evaluation was finished in May. I will publish it by 30 September 2026, together with what the members of "
    "the scheme said of it."
)
ATEB = (
    "Gorffennwyd y gwerthusiad ym mis Mai. Byddaf yn ei gyhoeddi erbyn 30 Medi 2026, ynghyd â'r hyn a ddywedodd "
    "aelodau'r cynllun amdano."
)
KEYLINE = "Answered by Cabinet Minister for Communities | Answered on 22/07/2026"
ALLWEDD = "Wedi'i ateb gan Gweinidog y Cabinet dros Gymunedau | Wedi'i ateb ar 22/07/2026"
MONDAY = date(2026, 7, 13)

EXPECTED = {
    NAME: (
        Recorded(
            "newest",
            HOST,
            SEARCH,
            yields=tuple(
                window(MONDAY - timedelta(weeks=n), MONDAY - timedelta(weeks=n) + timedelta(days=6)) for n in range(14)
            ),
        ),
        Recorded(
            "window",
            HOST,
            f"{SEARCH}&start=2026-07-13&end=2026-07-19",
            context=WEEK,
            yields=(Claim(19), more(1, 19)),
        ),
        Recorded(
            "more",
            HOST,
            further(1),
            context={**WEEK, "page": "1", "left": "19"},
            yields=(
                *(question(number, 16) for number in range(97230, 97226, -1)),
                *(question(number, 15) for number in range(97226, 97222, -1)),
                more(2, 11),
            ),
        ),
        Recorded(
            "more",
            HOST,
            further(2),
            context={**WEEK, "page": "2", "left": "11"},
            yields=(
                question(97222, 15),
                *(question(number, 14) for number in range(97221, 97216, -1)),
                *(question(number, 13) for number in range(97216, 97214, -1)),
                more(3, 3),
            ),
        ),
        Recorded(
            "more",
            HOST,
            further(3),
            context={**WEEK, "page": "3", "left": "3"},
            yields=tuple(question(number, 13) for number in (97214, 97213, 97212)),
        ),
        Recorded(
            "window",
            HOST,
            f"{SEARCH}&start=2026-06-22&end=2026-06-28",
            context={"start": "2026-06-22", "end": "2026-06-28"},
            yields=(Claim(3), question(97204, 25, 6), question(97203, 24, 6), question(97202, 22, 6)),
        ),
        Recorded(
            "window",
            HOST,
            f"{SEARCH}&start=2026-06-29&end=2026-07-05",
            context={"start": "2026-06-29", "end": "2026-07-05"},
            yields=(Nothing("no question was tabled in these days"),),
        ),
        Recorded(
            "question",
            HOST,
            page(97229),
            yields=(
                kept(
                    "WQ97229",
                    TABLED,
                    Lang.EN,
                    {
                        "tabled_in": "cy",
                        "asked_by": "Sioned Caswallon",
                        "status": "answered",
                        "answered_by": "Cabinet Minister for Communities",
                        "answered": "2026-07-22",
                    },
                    said(ASKED, "Sioned Caswallon", "", TABLED, "WQ97229"),
                    Passage(KEYLINE, 0, 0, PassageKind.HEADING, dated=ANSWERED),
                    said(ANSWER, "", "Cabinet Minister for Communities", ANSWERED, "WQ97229", KEYLINE),
                ),
                Follow(address=f"https://{HOST}{page(97229)}", read="question", stamp="answered 2026-07-22"),
                Follow(
                    address=f"https://{WELSH}{page(97229)}",
                    read="welsh",
                    context={
                        "work": f"https://{HOST}{page(97229)}",
                        "number": "WQ97229",
                        "tabled": "2026-07-16",
                        "answered": "2026-07-22",
                    },
                    stamp="answered 2026-07-22",
                    dated=TABLED,
                ),
            ),
        ),
        Recorded(
            "question",
            HOST,
            page(97202),
            yields=(
                kept(
                    "WQ97202",
                    date(2026, 6, 22),
                    Lang.EN,
                    {
                        "tabled_in": "en",
                        "asked_by": "Sioned Caswallon",
                        "status": "unanswered",
                        "answered_by": "Cabinet Minister for Health and Care",
                    },
                    said(
                        "Will the Minister consider a right to a named care co-ordinator?",
                        "Sioned Caswallon",
                        "",
                        date(2026, 6, 22),
                        "WQ97202",
                    ),
                ),
                Follow(
                    address=f"https://{WELSH}{page(97202)}",
                    read="welsh",
                    context={
                        "work": f"https://{HOST}{page(97202)}",
                        "number": "WQ97202",
                        "tabled": "2026-06-22",
                        "answered": "",
                    },
                    stamp="unanswered",
                    dated=date(2026, 6, 22),
                ),
            ),
        ),
        Recorded(
            "welsh",
            WELSH,
            page(97229),
            context={
                "work": f"https://{HOST}{page(97229)}",
                "number": "WQ97229",
                "tabled": "2026-07-16",
                "answered": "2026-07-22",
            },
            yields=(
                kept(
                    "WQ97229",
                    TABLED,
                    Lang.CY,
                    {},
                    said(GOFYNNWYD, "Sioned Caswallon", "", TABLED, "WQ97229"),
                    Passage(ALLWEDD, 0, 0, PassageKind.HEADING, dated=ANSWERED),
                    said(ATEB, "", "Gweinidog y Cabinet dros Gymunedau", ANSWERED, "WQ97229", ALLWEDD),
                ),
            ),
        ),
    )
}


# ---- the search


def listed(*tabled: date, claimed: int | None = None) -> TextResponse:
    rows = "".join(
        f'<div class="searchResult writtenQuestion"><a class="detail" href="../WrittenQuestion/{number}">'
        f'<span class="subTitle">Tabled on {day:%d/%m/%Y} for answer on {day:%d/%m/%Y}</span></a></div>'
        for number, day in enumerate(tabled, 1)
    )
    count = f'<span class="searchResultCount">Showing 8 of {claimed:,} results found</span>' if claimed else ""
    body = f'<div class="searchResultContainer">{count}{rows}</div>'
    return HtmlResponse(f"https://{HOST}/Search/", body=body.encode(), encoding="utf-8")


def spans(found: list[Yielded]) -> list[tuple[date, date]]:
    """The first and last day that each search is for, by its address."""
    asked = [parse_qs(urlsplit(one.address).query) for one in found if isinstance(one, Follow)]
    return [(date.fromisoformat(one["start"][0]), date.fromisoformat(one["end"][0])) for one in asked]


DAYS = st.dates(date(2016, 5, 11), date(2030, 1, 1))


@given(last=DAYS, since=st.none() | DAYS)
def test_the_weeks_hold_every_day_once_from_where_it_begins(last: date, since: date | None) -> None:
    spider = SeneddQuestions()
    spider.since = since
    weeks = spans(list(spider.newest(listed(last))))
    start = min(since or last - REACH, last)
    assert weeks[0][0] <= last <= weeks[0][1]
    assert weeks[-1][0] <= start <= weeks[-1][1]
    assert all(monday.weekday() == 0 and sunday - monday == timedelta(days=6) for monday, sunday in weeks)
    assert all(later[0] - earlier[1] == timedelta(days=1) for later, earlier in pairwise(weeks))


@given(start=DAYS, length=st.integers(1, 30), claimed=st.integers(MOST, 5_000))
def test_a_search_that_finds_too_many_is_asked_for_in_halves(start: date, length: int, claimed: int) -> None:
    end = start + timedelta(days=length)
    response = listed(start, claimed=claimed)
    found = read(NAME, "window", response, start=start.isoformat(), end=end.isoformat())
    (first, middle), (after, last) = spans(found)
    assert (first, last) == (start, end)
    assert after - middle == timedelta(days=1)
    assert first <= middle < after <= last


def test_a_single_day_of_too_many_is_read_as_it_is() -> None:
    day = date(2026, 7, 15)
    claim, rest = read(NAME, "window", listed(day, claimed=1204), start=day.isoformat(), end=day.isoformat())
    assert claim == Claim(1204)
    assert isinstance(rest, Follow)
    assert (rest.read, rest.context["left"]) == ("more", "1204")


def test_a_search_without_a_count_is_a_change_unless_it_finds_nothing() -> None:
    assert read(NAME, "window", listed(), **WEEK) == [Nothing("no question was tabled in these days")]
    with pytest.raises(PageChanged, match=r"span\.searchResultCount"):
        read(NAME, "window", listed(date(2026, 7, 15)), **WEEK)


@pytest.mark.parametrize("fault", [Fault.CHANGED_MARKUP, Fault.LOGIN])
def test_a_search_of_another_shape_is_a_change(fault: Fault) -> None:
    response = fetched(HOST, f"{SEARCH}&start=2026-07-13&end=2026-07-19", fault)
    with pytest.raises(PageChanged, match=r"https://record.*start=2026-07-13.* has no div\.searchResultContainer"):
        read(NAME, "window", response, **WEEK)


def test_a_first_search_that_finds_nothing_is_a_change() -> None:
    with pytest.raises(PageChanged, match="searchResult"):
        read(NAME, "newest", fetched(HOST, SEARCH, Fault.EMPTY_LISTING))


def go_on(answer: Any) -> list[Yielded]:
    response = JsonResponse(f"https://{HOST}{further(2)}", body=json.dumps(answer).encode(), encoding="utf-8")
    return read(NAME, "more", response, **WEEK, page="2", left="11")


def test_no_further_results_are_the_end() -> None:
    assert go_on({"Results": []}) == []


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ([], "Results in JSON"),
        ({"Results": "<div></div>", "MoreToShow": True}, "Results in JSON"),
        ({"Results": ["<div>Something else</div>"], "MoreToShow": False}, "searchResult"),
        ({"Html": ""}, "Results in JSON"),
    ],
)
def test_further_results_of_another_shape_are_a_change(answer: Any, what: str) -> None:
    with pytest.raises(PageChanged, match=what):
        go_on(answer)


# ---- when pages are looked at again


@pytest.mark.parametrize(("stamp", "again"), [("", True), ("answered 2026-07-22", False), ("withdrawn", False)])
def test_a_question_is_looked_at_again_until_it_has_stamped_itself(stamp: str, again: bool) -> None:
    now = datetime(2026, 8, 3, tzinfo=UTC)
    run = Run(source=NAME, crawl_id=2, started_at=now, fresh_for=SeneddQuestions.fresh_for)
    row = SimpleNamespace(
        address="x",
        via="",
        read="question",
        context={},
        listing=False,
        counts=True,
        stamp=stamp,
        dated=date(2026, 7, 16),
        crawl_id=1,
        state=PageState.DONE,
        checked_at=now - timedelta(days=2),
    )
    assert ("state" in renewed(row, question(97230, 16), run, 0)) is again


# ---- a question


def asked(*parts: str, lang: str = "en") -> TextResponse:
    head = '<span class="name">A B</span><span>WQ1</span><span>(e)</span><span>Tabled on 07/12/2023</span>'
    body = f'<html lang="{lang}"><div class="writtenQuestion">{head}{"".join(parts)}</div></html>'
    return HtmlResponse(f"https://{HOST}{page(1)}", body=body.encode(), encoding="utf-8")


CONTENT = '<div class="itemContent__content"><p>Why?</p><p>And how?</p></div>'


def item(response: TextResponse) -> Item:
    found = read(NAME, "question", response)[0]
    assert isinstance(found, Item)
    return found


def test_a_withdrawn_question_is_a_document_and_not_looked_at_again() -> None:
    document, settled, *_ = read(NAME, "question", fetched(HOST, page(97212)))
    assert isinstance(document, Item)
    assert document.facts["status"] == "withdrawn"
    assert isinstance(settled, Follow)
    assert (settled.address, settled.stamp) == (f"https://{HOST}{page(97212)}", "withdrawn")


def test_an_answer_of_many_paragraphs_is_many_passages() -> None:
    keyline = "Answered by First Minister | Answered on 19/12/2023"
    answer = (
        f'<div class="answer"><div><span class="keyline">{keyline}</span></div><p>One.</p><ul><li>Two.</li></ul></div>'
    )
    found = item(asked(CONTENT, answer))
    assert [(one.text, one.role) for one in found.passages] == [
        ("Why?", ""),
        ("And how?", ""),
        (keyline, ""),
        ("One.", "First Minister"),
        ("Two.", "First Minister"),
    ]
    assert found.publisher == "Welsh Parliament"


def test_a_question_of_the_assembly_is_published_by_the_assembly() -> None:
    old = asked(CONTENT, "<p>To be answered by: First Minister</p>")
    body = old.text.replace("07/12/2023", "11/05/2016").replace("WQ1", "WAQ70220")
    found = item(HtmlResponse(old.url, body=body.encode(), encoding="utf-8"))
    assert (found.title, found.publisher) == ("WAQ70220", "National Assembly for Wales")


@pytest.mark.parametrize(
    ("response", "what"),
    [
        (asked(CONTENT), "“Answered by … | Answered on …” or “To be answered by: …”"),
        (asked("<p>To be answered by: First Minister</p>"), ".itemContent__content"),
        (asked(CONTENT, '<span class="keyline">Answered by X | Answered on 19/12/2023</span>'), ".answer .keyline"),
        (asked(CONTENT, '<span class="keyline">Answered by X | Answered on 39/12/2023</span>'), "date"),
        (fetched(HOST, page(97229), Fault.CHANGED_MARKUP), ".name"),
        (fetched(HOST, page(97210)), "div.writtenQuestion"),  # nobody used the number, but then no search shows it
        (HtmlResponse(f"https://{HOST}/", body=b'<div class="writtenQuestion">WQ1</div>'), "number and “Tabled on”"),
    ],
)
def test_a_page_of_another_shape_is_a_change(response: TextResponse, what: str) -> None:
    with pytest.raises(PageChanged) as caught:
        read(NAME, "question", response)
    assert what in caught.value.what
    assert response.url in str(caught.value)


def test_a_question_that_is_not_translated_makes_no_welsh_document() -> None:
    context = {"work": "w", "number": "WQ97227", "tabled": "2026-07-16", "answered": "2026-07-23"}
    assert read(NAME, "welsh", fetched(WELSH, page(97227)), **context) == [Nothing("it is not translated")]


def cwestiwn(*parts: str) -> list[Yielded]:
    content = f'<div class="itemContent__content"><p>{GOFYNNWYD}</p></div>'
    context = {"work": "w", "number": "WQ1", "tabled": "2026-07-16", "answered": "2026-07-22"}
    return read(NAME, "welsh", asked(content, *parts, lang="cy"), **context)


def test_a_welsh_page_that_has_no_answer_yet_is_the_question_alone() -> None:
    (found,) = cwestiwn()
    assert isinstance(found, Item)
    assert [one.text for one in found.passages] == [GOFYNNWYD]


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ('<div class="answer"><p>Byddwn.</p></div>', r"\.answer \.keyline"),
        ('<div class="answer"><span class="keyline">Prif Weinidog | 22/07/2026</span></div>', "“gan” and a minister"),
    ],
)
def test_a_welsh_answer_of_another_shape_is_a_change(answer: str, what: str) -> None:
    with pytest.raises(PageChanged, match=what):
        cwestiwn(answer)


def test_every_listed_question_is_a_document() -> None:
    numbers: list[int] = []
    for week in EXPECTED[NAME][0].yields:
        assert isinstance(week, Follow)
        todo: list[Yielded] = [week]
        while todo:
            one = todo.pop()
            if isinstance(one, Follow) and one.read in {"window", "more"}:
                path = one.address.removeprefix(f"https://{HOST}")
                todo += read(NAME, one.read, fetched(HOST, path), **one.context)
            elif isinstance(one, Follow):
                numbers.append(int(one.address.rpartition("/")[2]))
    assert sorted(numbers) == [97201, *range(97202, 97210), *range(97211, 97231)]
    for number in numbers:
        found = read(NAME, "question", fetched(HOST, page(number)))
        assert isinstance(found[0], Item)
