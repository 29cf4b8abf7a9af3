"""The Record's XML, JSONL and CSV: files that hold many documents, or two languages."""

import json
import tracemalloc
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UnreadableDocument
from corpus.readers import Given, read
from corpus.types import ReadDocument

ReadAll = Callable[..., list[ReadDocument]]
ReadOne = Callable[..., ReadDocument]


def _row(name: str = "XML_Plenary_Bilingual", **fields: str) -> str:
    known = {
        "Meeting_ID": "16060",
        "MeetingDate": "2026-06-02T13:30:00",
        "Agenda_item_english": "1. Hedges",
        "Agenda_item_welsh": "1. Perthi",
        "Member_name_English": "Gwen Puw",
        "Member_job_title_English": "Minister for Hedges",
        "Member_job_title_Welsh": "Gweinidog Perthi",
        "contribution_type": "C",
    }
    inner = "".join(f"<{key}>{value}</{key}>" for key, value in (known | fields).items())
    return f"<{name}>{inner}</{name}>"


def _export(*rows: str, root: str = "dataroot") -> str:
    return f'<?xml version="1.0" encoding="utf-8"?><{root} generated="2026-06-03T18:00:08">{"".join(rows)}</{root}>'


TRANSCRIPT = _export(
    _row(
        Contribution_ID="1",
        ContributionTime="2026-06-02T13:31:00",
        contribution_language="en",
        contribution_verbatim="&amp;lt;p&amp;gt;We will plant hedges.&amp;lt;/p&amp;gt;"
        "&lt;p&gt;And we will keep them.&lt;/p&gt;",
    ),
    _row(
        Contribution_ID="2",
        contribution_language="cy",
        contribution_verbatim="&lt;p&gt;Byddwn yn plannu &lt;i&gt;perthi&lt;/i&gt;.&lt;/p&gt;",
        contribution_translated="&lt;p&gt;We shall plant &lt;i&gt;hedges&lt;/i&gt;.&lt;/p&gt;",
    ),
    _row(
        Contribution_ID="3",
        Agenda_item_english="2. Ditches",
        Agenda_item_welsh="2. Ffosydd",
        contribution_language="en",
        contribution_verbatim="A ditch is a hedge upside down.",
        Contribution_Welsh="Perth wyneb i waered yw ffos.",
    ),
)


@pytest.mark.parametrize("root", ["dataroot", "NewDataSet"])
def test_a_transcript_is_two_documents(read_all: ReadAll, root: str) -> None:
    english, welsh = read_all("a.xml", TRANSCRIPT.replace("dataroot", root))
    assert [(one.kind.value, one.number, one.text) for one in english.passages] == [
        ("heading", "", "1. Hedges"),
        ("speech", "1", "We will plant hedges."),
        ("speech", "1", "And we will keep them."),
        ("speech", "2", "We shall plant hedges."),
        ("heading", "", "2. Ditches"),
        ("speech", "3", "A ditch is a hedge upside down."),
    ]
    assert [one.text for one in welsh.passages] == [
        "1. Perthi",
        "Byddwn yn plannu perthi.",
        "2. Ffosydd",
        "Perth wyneb i waered yw ffos.",
    ]
    first = english.passages[1]
    assert (first.speaker, first.role, first.headings) == ("Gwen Puw", "Minister for Hedges", ("1. Hedges",))
    assert (first.spoken_at, first.dated) == ("2026-06-02T13:31:00", date(2026, 6, 2))
    assert welsh.passages[1].role == "Gweinidog Perthi"


def test_what_a_transcript_says_of_itself(read_all: ReadAll) -> None:
    english, welsh = read_all("a.xml", TRANSCRIPT)
    assert (english.work, welsh.work) == ("record/16060", "record/16060")
    assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
    assert english.kind is welsh.kind is DocumentKind.RECORD
    assert (english.title, welsh.title) == ("Plenary, 2 June 2026", "Y Cyfarfod Llawn, 2 Mehefin 2026")
    assert english.issued == date(2026, 6, 2)
    assert english.publisher == "Welsh Parliament"
    assert english.url == "https://record.senedd.wales/Plenary/16060"
    assert welsh.url == "https://cofnod.senedd.cymru/Plenary/16060"


def test_a_language_said_picks_one_of_two(read_one: ReadOne) -> None:
    assert read_one("a.xml", TRANSCRIPT, Given(lang=Lang.CY)).title.startswith("Y Cyfarfod Llawn")


def test_a_committee_is_named_by_its_rows(read_all: ReadAll) -> None:
    row = _row("XML_HealthAndSocialCareCommittee_English", contribution_language="en", contribution_verbatim="We will.")
    (document,) = read_all("a.xml", _export(row))
    assert document.title == "Health And Social Care Committee, 2 June 2026"
    assert document.url == "https://record.senedd.wales/Committee/16060"


def test_questions_not_reached_are_told_apart_by_their_words(read_all: ReadAll) -> None:
    answer = "&amp;lt;p&amp;gt;We recognise the pressures that are on the councils.&amp;lt;/p&amp;gt;"
    rows = [
        _row(
            contribution_type="QNR",
            contribution_verbatim="Pa gamau fydd y Llywodraeth yn eu cymryd?",
            contribution_translated="What steps will the Government take?",
        ),
        _row(
            contribution_type="ANR",
            Member_name_English="",
            contribution_verbatim=answer,
            contribution_translated=answer,
        ),
    ]
    english, welsh = read_all("a.xml", _export(*rows))
    assert english.work == welsh.work == "record/16060/qnr"
    assert [one.text for one in english.passages[1:]] == [
        "What steps will the Government take?",
        "We recognise the pressures that are on the councils.",
    ]
    assert [one.text for one in welsh.passages[1:]] == ["Pa gamau fydd y Llywodraeth yn eu cymryd?"]


def test_votes_are_rows(read_all: ReadAll) -> None:
    facts = {
        "Contribution_ID": "9",
        "Vote_Name_English": "Item 6. Motion",
        "Vote_Name_Welsh": "Eitem 6. Cynnig",
        "VotesTotalFor": "2",
        "VotesTotalAgainst": "1",
        "VotesTotalAbstain": "0",
        "Vote_Result_English": "Motion agreed",
        "Vote_Result_Welsh": "Derbyniwyd y cynnig",
    }
    english, welsh = read_all(
        "a.xml",
        _export(
            _row(**facts, Results_Result="For"),
            _row(**facts, Results_Result="DidNotVote", Member_name_English="Huw Rees"),
        ),
    )
    assert [one.text for one in english.passages] == [
        "Item 6. Motion",
        "For: 2 | Against: 1 | Abstain: 0 | Motion agreed",
        "Gwen Puw | For",
        "Huw Rees | Did Not Vote",
    ]
    assert [one.text for one in welsh.passages][1:3] == [
        "O blaid: 2 | Yn erbyn: 1 | Ymatal: 0 | Derbyniwyd y cynnig",
        "Gwen Puw | O blaid",
    ]
    assert english.work == "record/16060/votes"


def test_an_export_without_contributions(read_all: ReadAll) -> None:
    with pytest.raises(UnreadableDocument, match="holds no contributions"):
        read_all("a.xml", _export("<a><b>c</b></a>"))


# ---- JSONL


def _lines(*rows: Any) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_every_line_is_a_document(read_all: ReadAll) -> None:
    first, second = read_all(
        "a.jsonl",
        "\ufeff"
        + _lines(
            {
                "id": "WAQ1",
                "title": "A question",
                "text": "Will the Minister plant hedges?\n\nThe Minister will:\n\n- plant some;\n- keep them.",
                "lang": "en",
                "kind": "written-question",
                "date": "2016-05",
                "publisher": "National Assembly for Wales",
                "url": "https://example.org/1",
                "withdrawn": False,
                "number": 3,
            },
            {"id": 2, "title": "Cwestiwn", "text": "Bydd y Gweinidog yn plannu perthi yn y sir."},
        )
        + "\n",
    )
    assert (first.source_id, first.work, first.title) == ("WAQ1", "WAQ1", "A question")
    assert (first.kind, first.lang) == (DocumentKind.WRITTEN_QUESTION, Lang.EN)
    assert (first.issued, first.issued_text) == (date(2016, 5, 31), "2016-05")
    assert first.extra == {"withdrawn": "false", "number": "3"}
    assert [one.kind for one in first.passages] == [PassageKind.PARAGRAPH] * 2 + [PassageKind.LIST_ITEM] * 2
    assert first.passages[2].lead == "The Minister will:"
    assert (second.source_id, second.lang) == ("2", Lang.CY)


def test_bad_lines_are_named_after_the_good_ones(tmp_path: Path) -> None:
    good = json.dumps({"id": "a", "title": "T", "text": "Some words."})
    bad = [
        "{not json",
        '["a"]',
        '{"id": "b", "title": "T"}',
        '{"id": "c", "title": "T", "text": "x", "kind": "poem"}',
        "[" * 100_000,
        '{"id": "d", "title": "T", "text": " \\u200b "}',
    ]
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join([bad[0], good, *bad[1:], good]))
    documents = read(path)
    assert [next(documents).source_id, next(documents).source_id] == ["a", "a"]
    with pytest.raises(UnreadableDocument) as refused:
        next(documents)
    message = str(refused.value)
    assert (
        "6 lines were not read (line 1 is not JSON; line 3 is JSON but not an object; line 4 has no “text”" in message
    )
    assert "and 3 more), the other 2 were" in message


def test_what_is_said_of_a_bulk_file_leaves_each_its_title(read_all: ReadAll) -> None:
    rows = _lines({"id": "a", "title": "One", "text": "x y"}, {"id": "b", "title": "Two", "text": "x y"})
    documents = read_all("a.jsonl", rows, Given(title="All", url="https://x", kind=DocumentKind.MOTION))
    assert [one.title for one in documents] == ["One", "Two"]
    assert {one.kind for one in documents} == {DocumentKind.MOTION}
    assert {one.url for one in documents} == {""}


def test_stray_surrogates_do_not_get_through(read_all: ReadAll) -> None:
    (document,) = read_all("a.jsonl", '{"id": "a", "title": "T", "text": "half \\ud83d of it"}\n')
    assert document.text == "half \ufffd of it"
    assert document.damaged == 1


def test_a_bulk_file_is_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = json.dumps({"id": "a", "title": "T", "text": "Some words of it. " * 500}) + "\n"
    with path.open("w") as file:
        file.writelines(line for _ in range(200))
    documents = read(path, limit=1_000)
    next(documents)
    tracemalloc.start()
    count = sum(1 for _ in documents)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 199
    assert peak < path.stat().st_size / 4


# ---- CSV


TIMELINE = (
    "title,datestamp,content_html,title_welsh,datestamp_welsh,content_html_welsh\n"
    '"First case","2020-02-28","<p>A case, <b>the first</b>.</p><p>More.</p>",'
    '"Achos cyntaf","2020-02-28","<p>Achos.</p>"\n'
    '"What next?",2020-03,"Nobody knew.",Beth nesaf?,NA,"Ni wyddai neb."\n'
)


def test_a_timeline_is_a_document_in_each_language(read_all: ReadAll) -> None:
    english, welsh = read_all("covid-timeline-2020-en-cy.csv", TIMELINE)
    assert [(one.text, one.dated) for one in english.passages] == [
        ("First case. A case, the first. More.", date(2020, 2, 28)),
        ("What next? Nobody knew.", date(2020, 3, 31)),
    ]
    assert [(one.text, one.dated) for one in welsh.passages] == [
        ("Achos cyntaf. Achos.", date(2020, 2, 28)),
        ("Beth nesaf? Ni wyddai neb.", date(2020, 3, 31)),
    ]
    assert {one.kind for one in english.passages} == {PassageKind.TABLE_ROW}
    assert (english.kind, welsh.kind) == (DocumentKind.TIMELINE, DocumentKind.TIMELINE)
    assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
    assert english.title == "Covid timeline 2020"


def test_another_table_is_rows_of_names_and_values(read_one: ReadOne) -> None:
    document = read_one("a.csv", 'Place;Miles;Note\nPowys;900;\nGwent;80;"two\nlines; and a mark"\n\n')
    assert [one.text for one in document.passages] == [
        "place: Powys | miles: 900",
        "place: Gwent | miles: 80 | note: two lines; and a mark",
    ]


def test_rows_that_do_not_fit_are_named(read_one: ReadOne) -> None:
    document = read_one("a.csv", "a,b\n1,2\n1\n1,2,3\n")
    assert document.warnings == ("Rows 3, 4 do not have as many cells as the header; check them.",)


@pytest.mark.parametrize("text", ["a,b\n", "title,date,text\n,,\n"])
def test_a_table_without_rows(read_one: ReadOne, text: str) -> None:
    with pytest.raises(UnreadableDocument, match="no rows"):
        read_one("a.csv", text)
