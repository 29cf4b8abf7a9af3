"""The small parts the readers share: cleaning, dates, markers, hyphens, running lines; and properties of all."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.codebook import Lang
from corpus.errors import UnreadableDocument
from corpus.readers import amending, clean, dates, detect, inserted, markers, read
from corpus.readers.decode import decode
from corpus.readers.draft import passage
from corpus.readers.hyphens import Hyphens
from corpus.types import ReadDocument

# ---- cleaning


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\xa0b\u2009c\u3000d", "a b c d"),
        ("co\xad-pro\xadduction", "co-production"),
        ("co\u2011production", "co-production"),
        ("a\u200d b\u200bc\ufeff", "a bc"),
        ("evil\u202etxt\u2066\x1b[0m\x07", "eviltxt[0m"),
        ("\uf0b7 bullet", "• bullet"),
        ("lost \ue123", "lost \ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("smart \x93quotes\x94 \x96 dash", "smart “quotes” – dash"),
        ("  many \n\t spaces\r\n here ", "many spaces here"),
        ("e\u0301 stays; é too", "e\u0301 stays; é too"),
        ("ŵ ŷ â 😀 “ok”…", "ŵ ŷ â 😀 “ok”…"),
    ],
)
def test_text_is_cleaned(text: str, cleaned: str) -> None:
    assert clean.clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean.clean(text)
    assert clean.clean(once) == once
    once.encode("utf-8")
    assert "\n" not in once
    assert "  " not in once


@given(st.binary(max_size=300))
def test_any_bytes_are_decoded(data: bytes) -> None:
    text, _ = decode(data)
    cleaned = clean.clean(text)
    assert cleaned.encode("utf-8").decode() == cleaned


@given(st.text(max_size=200).filter(lambda text: "\ufeff" not in text and "\0" not in text))
def test_utf8_comes_through_as_it_is(text: str) -> None:
    assert decode(text.encode("utf-8", "ignore")) == (text.encode("utf-8", "ignore").decode(), "")


# ---- dates


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-07-14", date(2026, 7, 14)),
        ("2026-08-20T15:41:39Z", date(2026, 8, 20)),
        ("14/07/2026", date(2026, 7, 14)),
        ("14 July 2026", date(2026, 7, 14)),
        ("Friday 11 Sep 2026, 11:30", date(2026, 9, 11)),
        ("1st of May 2013", date(2013, 5, 1)),
        ("7 Hydref 2024", date(2024, 10, 7)),
        ("1af o Fawrth 2024", None),
        ("7 Ragfyr 2024", date(2024, 12, 7)),
        ("7 Oct 2010 - 10:00am", date(2010, 10, 7)),
        ("July 14, 2026", date(2026, 7, 14)),
        ("[24 March 2025]", date(2025, 3, 24)),
        ("31 February 2025", None),
        ("in 2025", None),
    ],
)
def test_days_in_two_languages(text: str, day: date | None) -> None:
    assert dates.exact(text) == day


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_day_written_out_is_read_back(day: date) -> None:
    for lang in Lang:
        assert dates.exact(f"{day.day} {dates.month_name(day.month, lang)} {day.year}") == day
    assert dates.stated(day.isoformat()) == dates.Stated(day)
    month = dates.stated(f"{day.year}-{day.month:02d}")
    assert month is not None
    assert (month.day.month, month.text) == (day.month, f"{day.year}-{day.month:02d}")
    assert month.day >= day


# ---- list items


@pytest.mark.parametrize(
    ("line", "number", "rest"),
    [
        ("• one", "", "one"),
        ("– one", "", "one"),
        ("1. one", "1", "one"),
        ("2.13 The council", "2.13", "The council"),
        ("(a) one", "(a)", "one"),
        ("(iv) one", "(iv)", "one"),
        ("b) one", "b", "one"),
        ("“(ba) one", "(ba)", "“one"),
        ("(3A) one", "(3A)", "one"),
    ],
)
def test_markers(line: str, number: str, rest: str) -> None:
    found = markers.marker(line)
    assert found is not None
    assert (found.number, found.rest) == (number, rest)


@pytest.mark.parametrize(
    "line",
    [
        "A plain line",
        "3.5 million pounds",
        "2014. It was",
        "e.g. this",
        "(the council)",
        "(or) that",
        "-5 degrees",
        "p. 31",
    ],
)
def test_what_is_no_marker(line: str) -> None:
    assert markers.marker(line) is None


def test_roman_numerals_and_letters_are_told_by_what_came_before() -> None:
    lists = markers.Lists()
    lists.paragraph("The council must:")
    leads = []
    for number, text in (
        ("(a)", "ask:"),
        ("(i)", "some,"),
        ("(v)", "all;"),
        ("(b)", "answer."),
        ("(h)", "x"),
        ("(i)", "y"),
    ):
        leads.append(lists.item(text, number, markers.sort_of(number)))
    assert leads == [
        "The council must:",
        "The council must: ask:",
        "The council must:",
        "The council must:",
        "The council must:",
        "The council must:",
    ]


# ---- hyphens


@pytest.mark.parametrize(
    ("left", "right", "keep", "joined"),
    [
        ("by co-", "production", False, "by co-production"),
        ("the imple-", "mentation", False, "the implementation"),
        ("the resource-", "efficient", True, "the resource-efficient"),
        ("a third-", "Sector", False, "a third-Sector"),
        ("the well-", "being", False, "the well-being"),
        ("gyd-", "gynhyrchu", False, "gyd-gynhyrchu"),
        ("in 2014-", "15", False, "in 2014-15"),
        ("known long-", "term", False, "known long-term"),
        ("a right-", "to-buy scheme", False, "a right-to-buy scheme"),
        ("state-of-the-", "art", False, "state-of-the-art"),
        ("one", "two", False, "one two"),
    ],
)
def test_words_broken_at_line_ends(left: str, right: str, keep: bool, joined: str) -> None:
    assert Hyphens(["a long-term plan"], keep=keep).join(left, right) == joined


# ---- what amends what


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("In section 6 of the 2014 Act, after subsection (1) insert—", "Care and Ditches (Wales) Act 2014"),
        ("The Walls and Fences etc. (Wales) Act 2016 is amended as follows", "Walls and Fences etc. (Wales) Act 2016"),
        ("In section 5, for “the 2014 Act” substitute “the 2016 Act”", ""),
        ("In the 1999 Act—", "the 1999 Act"),
        ("In the Principal Regulations", "the Principal Regulations"),
        ("Yn adran 3 o Ddeddf 2014", "Deddf Gofal (Cymru) 2014"),
        ("Mae Rheoliadau Perthi (Cymru) 2011 wedi eu diwygio", "Rheoliadau Perthi (Cymru) 2011"),
        ("Amendment of section 17 of the Crime Act 1998", "Crime Act 1998"),
        ("After section 6 insert—", ""),
    ],
)
def test_the_enactment_amended(words: str, named: str) -> None:
    enactments = amending.Enactments(
        [
            "It amends Part 6 of the Care and Ditches (Wales) Act 2014 (anaw 4) (“the 2014 Act”).",
            "ystyr “Deddf 2014” (“the 2014 Act”) yw Deddf Gofal (Cymru) 2014 (dccc 4)",
        ]
    )
    assert enactments.named(words) == named


def test_a_term_in_inserted_text_does_not_end_it() -> None:
    texts = ["After section 3 insert—", "“3A This is a “plan”.", "A council must keep it.”", "A council must report."]
    marked = inserted.marked([passage(text) for text in texts])
    assert [bool(one.amends) for one in marked] == [False, True, True, False]
    assert marked[1].amends == amending.UNKNOWN


# ---- kind, publisher and title


def _kind(title: str, url: str = "", *texts: str) -> str:
    return detect.kind(title, url, [passage(text) for text in texts]).value


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Consultation: a Bill on hedges", "consultation"),
        ("Ymgynghoriad ar berthi", "consultation"),
        ("Hedges: summary of consultation responses", "consultation-responses"),
        ("Written Statement: on hedges", "statement"),
        ("Welsh Government response to the report on hedges", "government-response"),
        ("The Hedges (Wales) Regulations 2020", "statutory-instrument"),
        ("The Hedges (Wales) (Amendment) Order 2020", "statutory-instrument"),
        ("Hedges (Wales) Bill", "bill"),
        ("Code of practice on hedges", "code-of-practice"),
        ("NDM6020 - Debate", "motion"),
        ("Hedges Committee: report on hedges", "committee-report"),
        ("A review of the Hedges (Wales) Act 2014", "other"),
        ("Hedges", "other"),
        ("An order for hedges", "other"),
    ],
)
def test_kinds_are_told_conservatively(title: str, kind: str) -> None:
    assert _kind(title) == kind


def test_an_act_is_told_by_its_title_and_its_words() -> None:
    assert _kind("Hedges (Wales) Act 2014", "", "it is enacted as follows:") == "act"
    assert _kind("Hedges (Wales) Act 2014", "", "Some words about it.") == "other"


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://www.gov.wales/x", "Welsh Government"),
        ("https://research.senedd.wales/x", "Senedd Research"),
        ("https://business.senedd.wales/x", "Welsh Parliament"),
        ("https://notgov.wales.example.org/x", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_publishers_are_told_by_address(url: str, publisher: str) -> None:
    assert detect.publisher(url, []) == publisher


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("annual_report-2019-2020.pdf", "Annual report 2019-2020"),
        ("covid-timeline-en-cy.csv", "Covid timeline"),
        ("---.txt", "Untitled"),
    ],
)
def test_titles_from_names(name: str, title: str) -> None:
    assert detect.from_name(Path(name)) == title


# ---- properties of whole readers

PIECES = st.lists(
    st.one_of(
        st.text(max_size=80),
        st.sampled_from(
            [
                "\n\n",
                "\n",
                "\f",
                "- item",
                "(a) one:",
                "A Heading",
                "====",
                "co-\nproduction",
                "Jo (M) [123456]\n",
                "| a | b |\n",
            ]
        ),
    ),
    max_size=25,
).map("".join)


def _read(path: Path, text: str) -> list[ReadDocument]:
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    try:
        return list(read(path))
    except UnreadableDocument:
        return []


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.csv", "a.jsonl"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=PIECES)
def test_passages_stand_at_their_offsets_whatever_the_text(tmp_path: Path, name: str, text: str) -> None:
    if name == "a.jsonl":
        text = json.dumps({"id": "a", "title": "T", "text": text})
    for document in _read(tmp_path / name, text):
        whole, at = document.text, 0
        for one in document.passages:
            assert one.start >= at
            assert whole[one.start : one.end] == one.text
            at = one.end
        whole.encode("utf-8")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.binary(min_size=1, max_size=400),
    suffix=st.sampled_from([".txt", ".pdf", ".xml", ".docx", ".odt", ".html", ".md"]),
)
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(data)
    try:
        list(read(path))
    except UnreadableDocument as refused:
        assert str(refused).startswith(str(path))


@given(st.lists(st.text(alphabet="abc .:—", min_size=1, max_size=30), max_size=12))
def test_text_given_to_plain_text_is_kept(tmp_path_factory: pytest.TempPathFactory, words: list[str]) -> None:
    text = "\n\n".join(words)
    path = tmp_path_factory.mktemp("kept") / "a.txt"
    kept = "".join(one.text for document in _read(path, text) for one in document.passages)
    assert [char for char in kept if char.isalpha()] == [char for char in text if char.isalpha()]
