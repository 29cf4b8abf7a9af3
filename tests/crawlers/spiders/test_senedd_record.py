"""The Record's exports: the table of meetings, its further pages, and what becomes of each export."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from scrapy.http import HtmlResponse, JsonResponse, Response, TextResponse, XmlResponse

from corpus import readers
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import Given
from corpus.types import ReadDocument
from crawlers.items import Follow, Item, Nothing
from crawlers.select import PageChanged
from crawlers.spiders.senedd_record import SeneddRecord
from tests.crawlers.answers import Recorded, fetched, read
from tests.replica.asked import Fault

NAME = "senedd-record"
HOST = "record.senedd.wales"
REAL = Path(__file__).parents[3].parent / "shared" / "data" / "html"
NEWEST = "2026-07-15"


def download(meeting: int, kind: str) -> str:
    return f"/XMLExport/Download?meetingID={meeting}&xmlDownloadType={kind}"


def further(page: int) -> str:
    return f"/XMLExport/SeeMore?Committee=0&Start=0001-01-01&End=0001-01-01&Page={page}"


def export(meeting: int, kind: str, held: date, stamp: str = "") -> Follow:
    return Follow(
        address=f"https://{HOST}{download(meeting, kind)}",
        read="export",
        context={"meeting": str(meeting)},
        stamp=stamp,
        dated=held,
        counts=True,
    )


def more(page: int) -> Follow:
    context = {"page": str(page), "newest": NEWEST}
    return Follow(address=f"https://{HOST}{further(page)}", read="more", context=context, listing=True)


RECORD = Item(kind=DocumentKind.RECORD, title="", publisher="Welsh Parliament")

EXPECTED = {
    NAME: (
        Recorded(
            "table",
            HOST,
            "/XMLExport",
            yields=(
                export(97108, "BilingualTranscript", date(2026, 7, 15)),
                export(97108, "QNR", date(2026, 7, 15)),
                export(97108, "Votes", date(2026, 7, 15)),
                export(97107, "BilingualTranscript", date(2026, 7, 14)),
                export(97107, "Votes", date(2026, 7, 14)),
                export(97106, "BilingualTranscript", date(2026, 7, 9)),
            ),
        ),
        Recorded(
            "more",
            HOST,
            further(1),
            context={"page": "1", "newest": ""},
            yields=(
                export(97108, "BilingualTranscript", date(2026, 7, 15)),
                export(97108, "QNR", date(2026, 7, 15)),
                export(97108, "Votes", date(2026, 7, 15)),
                export(97107, "BilingualTranscript", date(2026, 7, 14)),
                export(97107, "Votes", date(2026, 7, 14)),
                export(97106, "BilingualTranscript", date(2026, 7, 9)),
                more(2),
            ),
        ),
        Recorded(
            "more",
            HOST,
            further(2),
            context={"page": "2", "newest": NEWEST},
            yields=(
                export(97105, "BilingualTranscript", date(2026, 7, 8)),
                export(97104, "WelshTranscript", date(2026, 7, 8)),
                export(97104, "EnglishTranscript", date(2026, 7, 8)),
                export(97103, "BilingualTranscript", date(2026, 3, 25), "final"),
                export(97103, "Votes", date(2026, 3, 25), "final"),
                more(3),
            ),
        ),
        Recorded(
            "more",
            HOST,
            further(3),
            context={"page": "3", "newest": NEWEST},
            yields=(
                export(97102, "BilingualTranscript", date(2026, 3, 18), "final"),
                export(97101, "BilingualTranscript", date(2019, 2, 12), "final"),
            ),
        ),
        Recorded("export", HOST, download(97108, "BilingualTranscript"), {"meeting": "97108"}, (RECORD,)),
        Recorded("export", HOST, download(97108, "Votes"), {"meeting": "97108"}, (RECORD,)),
        Recorded("export", HOST, download(97108, "QNR"), {"meeting": "97108"}, (RECORD,)),
        Recorded("export", HOST, download(97105, "BilingualTranscript"), {"meeting": "97105"}, (RECORD,)),
        Recorded(
            "export",
            HOST,
            download(97101, "BilingualTranscript"),
            {"meeting": "97101"},
            (Item(kind=DocumentKind.RECORD, title="", publisher="National Assembly for Wales"),),
        ),
    )
}


# ---- the table


def table(*rows: str) -> TextResponse:
    body = f"<table>{''.join(rows)}</table>"
    return HtmlResponse(f"https://{HOST}/XMLExport", body=body.encode(), encoding="utf-8")


def row(meeting: int, held: str, *kinds: str) -> str:
    links = "".join(f'<td><a href="{download(meeting, kind).replace("&", "&amp;")}">x</a></td>' for kind in kinds)
    return f"<tr><td>{held}</td><td>Plenary</td>{links}</tr>"


def seen(answer: dict[str, Any]) -> TextResponse:
    return JsonResponse(f"https://{HOST}{further(7)}", body=json.dumps(answer).encode(), encoding="utf-8")


def go_on(response: Response) -> list[Any]:
    return read(NAME, "more", response, page="7", newest=NEWEST)


def test_a_transcript_is_provisional_for_two_weeks_before_the_newest_meeting() -> None:
    found = read(
        NAME,
        "table",
        table(row(3, "15/07/2026 13:30", "Votes"), row(2, "02/07/2026 09:00", "Votes"), row(1, "01/07/2026", "Votes")),
    )
    assert [one.stamp for one in found if isinstance(one, Follow)] == ["", "", "final"]


def test_one_language_alone_is_taken_as_well() -> None:
    (found,) = read(NAME, "table", table(row(3, "15/07/2026 13:30", "WelshTranscript")))
    assert isinstance(found, Follow)
    assert found.address.endswith("meetingID=3&xmlDownloadType=WelshTranscript")


def test_since_ends_the_walk_at_the_first_page_that_is_older() -> None:
    spider = SeneddRecord()
    rows = row(3, "15/07/2026 13:30", "Votes") + row(2, "02/06/2026 09:00", "Votes")
    response = seen({"Html": rows, "MoreToShow": True})
    spider.since = date(2026, 6, 2)
    assert [one.read for one in spider.more(response, page="7", newest="") if isinstance(one, Follow)][2:] == ["more"]
    spider.since = date(2026, 6, 3)
    assert len(list(spider.more(response, page="7", newest=""))) == 2


def test_a_table_without_rows_is_a_change() -> None:
    with pytest.raises(PageChanged, match=r"https://record\.senedd\.wales/XMLExport has no tr:has"):
        read(NAME, "table", fetched(HOST, "/XMLExport", Fault.EMPTY_LISTING))


def test_a_row_without_a_date_is_a_change() -> None:
    with pytest.raises(PageChanged, match="date in the first cell"):
        read(NAME, "table", table(row(3, "soon", "Votes")))


def test_a_link_that_names_no_kind_is_a_change() -> None:
    with pytest.raises(PageChanged, match="meeting and type"):
        read(NAME, "table", table('<tr><td>15/07/2026</td><td><a href="/Get?meetingID=3">x</a></td></tr>'))


def test_a_last_page_without_rows_ends_the_walk() -> None:
    assert go_on(seen({"Html": " \n", "MoreToShow": False})) == []


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ({"Html": "", "MoreToShow": True}, "tr:has"),
        ({"Html": "<tr></tr>", "MoreToShow": False}, "tr:has"),
        ({"MoreToShow": True}, "Html in JSON"),
        ({"Html": None, "MoreToShow": True}, "Html in JSON"),
        ({"Html": row(5, "01/07/2026", "Votes")}, "MoreToShow in JSON"),
    ],
)
def test_an_answer_to_see_more_of_another_shape_is_a_change(answer: dict[str, Any], what: str) -> None:
    with pytest.raises(PageChanged, match=what):
        go_on(seen(answer))


def test_see_more_that_is_no_json_is_a_change() -> None:
    with pytest.raises(PageChanged, match="Html in JSON"):
        go_on(HtmlResponse(f"https://{HOST}{further(7)}", body=b"<html>Sorry</html>"))
    with pytest.raises(PageChanged, match="Html in JSON"):
        go_on(fetched(HOST, further(1), Fault.CHANGED_MARKUP))


# ---- an export


def given(body: str, kind: type[TextResponse] = XmlResponse) -> TextResponse:
    return kind(f"https://{HOST}{download(3, 'Votes')}", body=body.encode(), encoding="utf-8")


def test_an_export_without_rows_holds_nothing_yet() -> None:
    empty = given('<dataroot generated="2026-07-15T14:49:00" />')
    assert read(NAME, "export", empty, meeting="3") == [Nothing("the record of its meeting is yet to come")]


def test_an_empty_page_in_the_place_of_an_export_is_a_change() -> None:
    with pytest.raises(PageChanged, match="dataroot"):
        read(NAME, "export", given("<html/>"), meeting="3")


def test_an_export_of_another_meeting_is_a_change() -> None:
    with pytest.raises(PageChanged, match=r"meeting 4 \(but 97108\)"):
        read(NAME, "export", fetched(HOST, download(97108, "Votes")), meeting="4")


@pytest.mark.parametrize("meeting", [97108, 97105])
def test_an_export_with_other_fields_is_a_change(meeting: int) -> None:
    response = fetched(HOST, download(meeting, "BilingualTranscript"), Fault.CHANGED_MARKUP)
    with pytest.raises(PageChanged, match=rf"meetingID={meeting}.* has no Meeting_ID"):
        read(NAME, "export", response, meeting=str(meeting))


def test_a_page_in_the_place_of_an_export_is_a_change() -> None:
    with pytest.raises(PageChanged, match="Meeting_ID"):
        read(NAME, "export", given("<html><body><h1>Error</h1></body></html>", HtmlResponse), meeting="3")


def test_a_day_that_is_none_is_a_change() -> None:
    body = "<r><a><Meeting_ID>3</Meeting_ID><MeetingDate>soon</MeetingDate></a></r>"
    with pytest.raises(PageChanged, match="MeetingDate"):
        read(NAME, "export", given(body), meeting="3")


# ---- what the reader makes of the exports


def documents(tmp_path: Path, meeting: int, kind: str) -> list[ReadDocument]:
    file = tmp_path / "export.xml"
    file.write_bytes(fetched(HOST, download(meeting, kind)).body)
    return list(readers.read(file, Given(kind=DocumentKind.RECORD)))


def test_a_bilingual_export_is_two_documents_that_hold_what_was_promised(tmp_path: Path) -> None:
    english, welsh = documents(tmp_path, 97108, "BilingualTranscript")
    assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
    assert english.work == welsh.work == "record/97108"
    assert (english.title, welsh.title) == ("Plenary, 15 July 2026", "Y Cyfarfod Llawn, 15 Gorffennaf 2026")
    promise = next(one for one in english.passages if "31 March 2027" in one.text)
    assert (promise.speaker, promise.role) == ("Mared Elystan", "Cabinet Minister for Health and Care")
    assert promise.headings == ("1. Questions to the Cabinet Minister for Health and Care",)
    assert promise.dated == date(2026, 7, 15)
    assert any("erbyn 31 Mawrth 2027" in one.text for one in welsh.passages)
    assert not any("<p>" in one.text or "&lt;" in one.text for one in (*english.passages, *welsh.passages))


def test_votes_can_be_read(tmp_path: Path) -> None:
    english, welsh = documents(tmp_path, 97108, "Votes")
    assert english.work == "record/97108/votes"
    divisions = [one.text for one in english.passages if one.kind is PassageKind.HEADING]
    assert divisions == [
        "Item 2. Community ownership: motion without amendment.",
        "Item 2. Amendment 1, tabled by Deio Arwystli.",
    ]
    totals = english.passages[1]
    assert totals.text == "For: 3 | Against: 1 | Abstain: 0 | Motion has been agreed"
    assert totals.headings == (divisions[0],)
    assert "Iwan Cadell | Did Not Vote" in [one.text for one in english.passages]
    assert welsh.passages[1].text == "O blaid: 3 | Yn erbyn: 1 | Ymatal: 0 | Derbyniwyd y cynnig"


def test_questions_not_reached_have_answers(tmp_path: Path) -> None:
    english, welsh = documents(tmp_path, 97108, "QNR")
    assert (english.work, welsh.work) == ("record/97108/qnr", "record/97108/qnr")
    answer = english.passages[-1]
    assert answer.text == "We will ask every council for a plan for time credits by April 2027."
    assert answer.role == "First Minister"


def test_rows_named_table_are_read_the_same(tmp_path: Path) -> None:
    english, welsh = documents(tmp_path, 97105, "BilingualTranscript")
    assert english.title == "Plenary, 8 July 2026"
    assert welsh.passages[-1].text == "Byddwn yn ariannu deuddeg o gynlluniau cludiant cymunedol o fis Ebrill 2027."


def test_a_committees_two_exports_are_two_languages_of_one_work(tmp_path: Path) -> None:
    (english,) = documents(tmp_path, 97104, "EnglishTranscript")
    (welsh,) = documents(tmp_path, 97104, "WelshTranscript")
    assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
    assert english.work == welsh.work == "record/97104"
    assert english.title == "Local Government Housing And Planning Committee, 8 July 2026"


# ---- real exports


def real() -> Iterator[tuple[str, str, int]]:
    yield "record-votes-export-sample.xml", "15798", 2
    yield "record-qnr-export-sample.xml", "16060", 2
    yield "record-SYNTHETIC-260616_Plenary_Bilingual.xml", "990001", 1


@pytest.mark.parametrize(("name", "meeting", "many"), list(real()))
def test_real_exports(name: str, meeting: str, many: int) -> None:
    file = REAL / name
    if not file.is_file():
        pytest.skip(f"{name} is not there: ../shared/data was not handed out with this copy")
    response = XmlResponse(f"https://{HOST}{download(int(meeting), 'x')}", body=file.read_bytes())
    assert read(NAME, "export", response, meeting=meeting) == [RECORD]
    assert len(list(readers.read(file, Given(kind=DocumentKind.RECORD)))) >= many
