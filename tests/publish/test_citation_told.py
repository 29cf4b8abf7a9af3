"""Citations by the kind of document, in both languages, and addresses that no browser should be sent to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang
from corpus.language import use
from publish.citations.told import address, citation
from tests.publish.cited import PASSAGE

DAY = date(2024, 5, 3)


def cited(kind: DocumentKind, captured: date | None = None, **more: Any) -> str:
    return citation(replace(PASSAGE, document_kind=kind, **more), captured)


@pytest.fixture
def welsh() -> Iterator[None]:
    use(Lang.CY)
    yield
    use(Lang.EN)


def test_an_act_is_cited_by_its_section_and_not_by_a_day() -> None:
    said = cited(DocumentKind.ACT, DAY, document_title="Orchards (Wales) Act 2019", number="16(1)(b)", page_index=3)
    assert said == "Orchards (Wales) Act 2019, section 16(1)(b), <https://example.org/plan>."


def test_words_inserted_into_an_act_are_cited_as_that_acts() -> None:
    said = cited(DocumentKind.BILL, document_title="Hedges Bill", amends="Walls Act 1999", number="3A(1)", url="")
    assert said == "Walls Act 1999, section 3A(1), inserted by Hedges Bill."


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("The Orchards (Wales) Regulations 2020", "regulation 4"),
        ("The Orchards (Wales) Order 2020", "article 4"),
        ("The Orchards (Wales) Rules 2020", "rule 4"),
        ("Rheoliadau Perllannau (Cymru) 2020", "regulation 4"),
        ("Something else", "paragraph 4"),
    ],
)
def test_provisions_of_an_instrument_are_called_what_they_are(title: str, said: str) -> None:
    assert f", {said}" in cited(DocumentKind.STATUTORY_INSTRUMENT, document_title=title, number="4")


def test_a_paragraph_of_a_schedule_says_so_itself() -> None:
    said = cited(DocumentKind.ACT, document_title="An Act", number="Schedule 2 paragraph 4(a)", url="")
    assert said == "An Act, Schedule 2 paragraph 4(a)."


def test_a_report_is_cited_by_publisher_date_paragraph_and_page() -> None:
    said = cited(DocumentKind.AUDIT_REPORT, number="3.12", page_label="23", page_index=24, url="")
    assert said == "Welsh Government, A plan for orchards, 15 Jun 2021, paragraph 3.12, page 23."


def test_a_page_without_a_label_is_counted_from_one() -> None:
    assert "page 25" in cited(DocumentKind.AUDIT_REPORT, page_index=24)


def test_a_year_alone_is_cited_as_a_year() -> None:
    assert ", 2014, " in cited(DocumentKind.RESEARCH, issued=date(2014, 12, 31), issued_text="2014")


def test_the_record_is_cited_by_who_spoke_and_on_which_day() -> None:
    said = cited(
        DocumentKind.RECORD,
        document_title="Plenary",
        speaker="Mair Tester",
        role="Minister for Orchards",
        dated=DAY,
        number="48211",
        url="",
    )
    assert said == "Mair Tester (Minister for Orchards), Plenary (Record of Proceedings), 3 May 2024."


def test_a_web_page_is_cited_by_its_address_and_the_day_it_was_captured() -> None:
    said = cited(DocumentKind.ARTICLE, DAY)
    assert said.endswith("15 Jun 2021, <https://example.org/plan> (captured on 3 May 2024).")


def test_our_briefing_on_an_act_is_not_cited_as_the_act() -> None:
    said = cited(DocumentKind.ACT, DAY, document_title="Briefing: Orchards Act 2019", collection="starter")
    assert said == "Addewid, Briefing: Orchards Act 2019."


def test_the_record_is_cited_with_its_clock() -> None:
    said = cited(DocumentKind.RECORD, speaker="Mair Tester", spoken_at="2024-05-03T14:05:30", dated=DAY, url="")
    assert said.endswith("3 May 2024, 14:05.")


def test_a_provision_that_amends_is_cited_as_its_own_acts() -> None:
    said = cited(DocumentKind.ACT, number="4(2)", amends="Walls Act 1999", text="in section 9 omit “or”", url="")
    assert said == "A plan for orchards, section 4(2)."


def test_what_is_not_known_is_left_out() -> None:
    assert cited(DocumentKind.OTHER, publisher="", issued=None, url="") == "A plan for orchards."


@pytest.mark.usefixtures("welsh")
def test_dates_and_words_are_those_of_the_language_in_use() -> None:
    assert "3 Mai 2024" in cited(DocumentKind.ARTICLE, DAY)


def test_a_title_with_line_breaks_and_controls_stays_one_line() -> None:
    said = cited(DocumentKind.OTHER, document_title="A \x1b[31mred\n\u202etitle", publisher="", issued=None, url="")
    assert said == "A [31mred title."


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/a",
        "https://",
        "https://gov.wales@evil.example/",
        "https://gov.wales\\@evil.example/",
        "https://ex\u0430mple.org/",
        "https://example.org/\x1b]0;x\x07",
        "https://[::1",
        "-https://example.org",
        "//example.org/a",
    ],
)
def test_an_address_that_no_browser_should_open_is_none(url: str) -> None:
    assert address(replace(PASSAGE, url=url)) == ""


def test_a_welsh_path_is_written_as_addresses_are() -> None:
    assert address(replace(PASSAGE, url="https://example.org/tŷ agored")) == "https://example.org/t%C5%B7%20agored"


@given(url=st.text(max_size=40).map("https://example.org/{}".format), title=st.text(max_size=30))
def test_whatever_a_document_says_a_citation_is_one_printable_line(url: str, title: str) -> None:
    said = cited(DocumentKind.OTHER, url=url, document_title=title)
    assert said.isprintable()
    assert address(replace(PASSAGE, url=url)).isascii()
