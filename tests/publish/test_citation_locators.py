"""Locators: what is written of a passage names that passage, in both languages, over all kinds of documents."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import read
from corpus.rows import PassageRow
from corpus.types import ReadDocument
from publish.citations import locators, pandoc_citation
from tests.publish.cited import PASSAGE, passage

ACT, SI, REPORT = DocumentKind.ACT, DocumentKind.STATUTORY_INSTRUMENT, DocumentKind.AUDIT_REPORT
RECORD = DocumentKind.RECORD


@pytest.mark.parametrize(
    ("english", "welsh", "kind", "facts"),
    [
        ("s. 16(1)(b)", "a. 16(1)(b)", ACT, {"number": "16(1)(b)", "page_index": 3}),
        ("Sch. 2 para. 6(10)", "Atod. 2 para. 6(10)", ACT, {"number": "Schedule 2 paragraph 6(10)"}),
        ("Sch. 2 para. 6", "Atod. 2 para. 6", ACT, {"number": "Atodlen 2 paragraff 6"}),
        ("para. 6", "para. 6", ACT, {"number": "Schedule paragraph 6"}),
        ("s. 3", "a. 3", DocumentKind.BILL, {"number": "3"}),
        ("inserting s. 6B(2)", "yn mewnosod a. 6B(2)", ACT, {"number": "6B(2)", "amends": "Walls Act 1999"}),
        ("s. 4(2)", "a. 4(2)", ACT, {"number": "4(2)", "amends": "Walls Act 1999", "text": "in section 9, omit “or”"}),
        ("p. 4", "t. 4", ACT, {"number": "(a)", "page_index": 3}),
        ("reg. 4", "rhl. 4", SI, {"number": "4", "document_title": "The Orchards Regulations 2020"}),
        ("reg. 4", "rhl. 4", SI, {"number": "4", "document_title": "Rheoliadau Perllannau 2020"}),
        ("art. 4", "erthygl 4", SI, {"number": "4", "document_title": "The Orchards Order 2020"}),
        ("r. 4", "rheol 4", SI, {"number": "4", "document_title": "The Orchards Rules 2020"}),
        ("Standard 145(a)", "Standard 145(a)", SI, {"number": "Standard 145(a)"}),
        ("para. 2.1", "para. 2.1", REPORT, {"number": "2.1", "page_index": 3}),
        ("para. 4", "para. 4", REPORT, {"number": "4.", "kind": PassageKind.LIST_ITEM}),
        ("p. 23", "t. 23", REPORT, {"number": "4", "kind": PassageKind.LIST_ITEM, "page_label": "23"}),
        ("p. iv", "t. iv", REPORT, {"page_label": "iv", "page_index": 5}),
        ("p. 6", "t. 6", REPORT, {"page_label": "a; drop [x]", "page_index": 5}),
        (
            "{14:05 (Jane Hutt)}",
            "{14:05 (Jane Hutt)}",
            RECORD,
            {"spoken_at": "2026-06-16T14:05:09", "speaker": "Jane Hutt"},
        ),
        ("{p. 3 (Jane Hutt)}", "{t. 3 (Jane Hutt)}", RECORD, {"page_index": 2, "speaker": "Jane Hutt"}),
        ("{First Minister}", "{First Minister}", RECORD, {"role": "First Minister", "number": "48211"}),
        ("{09:30}", "{09:30}", RECORD, {"spoken_at": "9:30"}),
        ("", "", DocumentKind.WRITTEN_QUESTION, {"number": "WQ1", "speaker": "Jane Hutt"}),
        ("", "", DocumentKind.ARTICLE, {}),
        ("", "", RECORD, {"speaker": "!!!"}),
    ],
)
def test_what_is_printed_there_is_written(english: str, welsh: str, kind: DocumentKind, facts: dict[str, Any]) -> None:
    of = passage(kind, **facts)
    assert (locators.of(of), locators.of(of, Lang.CY)) == (english, welsh)
    assert not english or [locators.named(english, [of]), locators.named(welsh, [of])] == [[of], [of]]


def test_a_citation_is_one_of_pandocs() -> None:
    of = passage(ACT, number="16(1)", document_key="anaw-2014-4", lang=Lang.CY)
    assert pandoc_citation(of) == "[@anaw-2014-4/cy, a. 16(1)]"
    assert pandoc_citation(of, Lang.EN) == "[@anaw-2014-4/cy, s. 16(1)]"
    assert pandoc_citation(passage(document_key="plan")) == "[@plan]"


def numbered(kind: DocumentKind, *places: dict[str, Any]) -> list[PassageRow]:
    return [passage(kind, id=at, ordinal=at, **facts) for at, facts in enumerate(places)]


LAW = numbered(
    ACT,
    {"text": "PART 1 Trees", "kind": PassageKind.HEADING},
    {"number": "1", "headings": ("PART 1 Trees",)},
    {"number": "16(1)", "headings": ("PART 1 Trees",)},
    {"number": "16(1)(a)", "headings": ("PART 2: Hedges",)},
    {"number": "16(2)", "headings": ("RHAN 2",)},
    {"number": "17"},
    {"number": "161"},
    {"number": "Schedule 1 paragraph 16"},
    {"number": "16", "amends": "Walls Act 1999", "text": "Walls stay."},
)
PAPER = numbered(
    REPORT,
    {"page_index": 0, "page_label": "i"},
    {"page_index": 1, "page_label": "1", "number": "1"},
    {"page_index": 1, "page_label": "1", "number": "2"},
    {"page_index": 2, "page_label": "2", "number": "1"},
    {"page_index": 3, "page_label": "3", "number": "2.1"},
    {"page_index": 4, "page_label": "3-4"},
    {"page_index": 5, "page_label": "4"},
)
SAID = numbered(
    RECORD,
    {"spoken_at": "2026-06-16T14:05:09", "speaker": "Jane Hutt"},
    {"spoken_at": "2026-06-16T14:05:40", "speaker": "Siân ap Tester"},
    {"spoken_at": "2026-06-16T14:09:00", "speaker": "Jane Hutt", "role": "Minister"},
)


@pytest.mark.parametrize(
    ("locator", "passages", "found"),
    [
        ("s. 16", LAW, [2, 3, 4]),
        ("s 16", LAW, [2, 3, 4]),
        ("s.16(1)", LAW, [2, 3]),
        ("section 16(1)(a)", LAW, [3]),
        ("adran 16(2)", LAW, [4]),
        ("a. 16(2)", LAW, [4]),
        ("a 17", LAW, [5]),
        ("§ 17", LAW, [5]),
        ("§17", LAW, [5]),
        ("ss. 1, 16(2) and 17", LAW, [1, 4, 5]),
        ("ss 1 & 17", LAW, [1, 5]),
        ("aa. 1 ac 17", LAW, [1, 5]),
        ("s. 1, s. 17", LAW, [1, 5]),
        ("ss. 16-17", LAW, [2, 3, 4, 5]),
        ("ss. 16(1)–16(2)", LAW, [2, 3, 4]),
        ("sections 16 to 17", LAW, [2, 3, 4, 5]),
        ("adrannau 16 hyd 17", LAW, [2, 3, 4, 5]),
        ("inserting s. 16", LAW, [8]),
        ("Sch. 1 para. 16", LAW, [7]),
        ("Sch. 1, para. 16", LAW, [7]),
        ("Atodlen 1", LAW, [7]),
        ("pt. 1", LAW, [0, 1, 2]),
        ("Rhan 2", LAW, [3, 4]),
        ("s. 18", LAW, []),
        ("ss. 16, 18", LAW, []),
        ("reg. 16", LAW, []),
        ("16", LAW, []),
        ("the whole of it", LAW, []),
        ("s.", LAW, []),
        ("ss. 16 to", LAW, []),
        ("", LAW, []),
        ("¶ 7", LAW, [6]),
        ("¶¶ 7-8", LAW, [6, 7]),
        ("¶ 70", LAW, []),
        ("p. 1", PAPER, [1, 2]),
        ("pp. 1-2", PAPER, [1, 2, 3]),
        ("tt. 1–3", PAPER, [1, 2, 3, 4]),
        ("tt. i a 4", PAPER, [0, 6]),
        ("pp. 3-4", PAPER, [5]),
        ("tudalen 4", PAPER, [6]),
        ("p. 5", PAPER, []),
        ("para. 1", PAPER, [1, 3]),
        ("p. 2, para. 1", PAPER, [3]),
        ("t. 2, paragraff 1", PAPER, [3]),
        ("p. 3, para. 1", PAPER, []),
        ("para. 2", PAPER, [2]),
        ("section 2", PAPER, [2, 4]),
        ("14:05 (Jane Hutt)", SAID, [0]),
        ("{14:05 (Jane Hutt)}", SAID, [0]),
        ("14:05", SAID, [0, 1]),
        ("14:05:09 (jane hutt)", SAID, [0]),
        ("Jane Hutt", SAID, [0, 2]),
        ("(Siân ap Tester)", SAID, [1]),
        ("14:05, Siân ap Tester", SAID, [1]),
        ("14:06 (Jane Hutt)", SAID, []),
        ("14:09 (Siân ap Tester)", SAID, []),
        ("¶ 2", SAID, [1]),
    ],
)
def test_a_locator_names_what_is_there(locator: str, passages: list[PassageRow], found: list[int]) -> None:
    assert [each.id for each in locators.named(locator, passages)] == found


NUMBERS = st.one_of(
    st.from_regex(r"[A-Z]?[0-9]{1,3}[A-Z]?(\.[0-9]{1,2})?(\([a-z0-9]{1,3}\)){0,3}\.?", fullmatch=True),
    st.from_regex(r"(Schedule|Atodlen)( [0-9A-Z]{1,2})? (paragraph|paragraff) [0-9]{1,2}(\([a-z]\))?", fullmatch=True),
    st.from_regex(r"(Standard|Safon|Recommendation) [0-9]{1,3}[A-Z]?(\([a-z]\))?", fullmatch=True),
    st.text(max_size=12),
)
PASSAGES = st.builds(
    replace,
    st.just(PASSAGE),
    document_kind=st.sampled_from(DocumentKind),
    document_title=st.sampled_from(["Hedges Order 2020", "Rheolau Gwrychoedd 2020", "Hedges Regulations", "Hedges"]),
    kind=st.sampled_from(PassageKind),
    number=NUMBERS,
    amends=st.sampled_from(["", "", "Walls Act 1999"]),
    text=st.sampled_from(["Plant trees.", "in section 4, omit “or”", "Part 3 of it"]),
    page_index=st.none() | st.integers(0, 400),
    page_label=st.from_regex(r"[ivx]{1,4}|[0-9]{1,3}|[A-Z]-[0-9]{1,2}", fullmatch=True) | st.text(max_size=6),
    speaker=st.sampled_from(["", "Jane Hutt", "Siân ap Tester", "14:05"]) | st.text(max_size=30),
    role=st.sampled_from(["", "First Minister"]),
    spoken_at=st.sampled_from(["", "2026-06-16T14:05:09", "09:30"]) | st.text(max_size=8),
)


@given(st.lists(PASSAGES, min_size=1, max_size=5), st.sampled_from(Lang))
def test_what_is_written_of_a_passage_names_it(several: list[PassageRow], lang: Lang) -> None:
    kind = several[0].document_kind
    passages = [replace(each, id=at, ordinal=at, document_kind=kind) for at, each in enumerate(several)]
    for each in passages:
        where = locators.of(each, lang)
        assert not where or each in locators.named(where, passages)
        assert not set(where.strip("{}")) & set("[]{};@") and where.isprintable()


@given(st.text(max_size=400), st.lists(PASSAGES, max_size=3))
def test_nothing_that_is_written_does_harm(locator: str, passages: list[PassageRow]) -> None:
    assert all(each in passages for each in locators.named(locator, passages))


REAL = (
    "legislation/asc-2025-1.xml",
    "legislation/wsi-2015-996.xml",
    "legislation/wsi-2022-367.xml",
    "legislation/wsi-2024-1002-welsh.xml",
    "legislation/mwa-2011-7-section-1.xml",
    "formats/record-16085-4.pdf",
    "record/16085-1-questions-to-the-first-minister.txt",
    "html/record-SYNTHETIC-260616_Plenary_Bilingual.xml",
    "html/record-qnr-export-sample.xml",
    "consultations/consultation-new-tax-rules-for-second-homes-and-self-caterin.txt",
    "research/air-quality-and-public-health.txt",
    "seeds/002_f98c5f6399ed1318.txt",
)
EVERY = 23
"""Of a long document each so-manieth passage is tried."""


@pytest.mark.parametrize("name", REAL)
def test_real_documents_are_named_by_their_locators(shared: Path, name: str) -> None:
    for document in read(shared / name):
        rows = list(as_rows(document))
        tried = rows[:: EVERY if len(rows) > EVERY * 5 else 1]
        for each in tried:
            for lang in Lang:
                where = locators.of(each, lang)
                assert not where or each in locators.named(where, rows), (where, each.number)


def test_real_provisions_are_written_as_they_are_cited(shared: Path) -> None:
    (document,) = read(shared / "legislation" / "asc-2025-1.xml")
    written = {locators.of(row) for row in as_rows(document)}
    assert {"s. 1(3)(a)", "inserting s. 6B(2)(a)", "Sch. 2 para. 6(10)(b)"} <= written


def as_rows(document: ReadDocument) -> Iterator[PassageRow]:
    """The passages of a document as the store hands them out."""
    for at, one in enumerate(document.passages):
        fields: dict[str, Any] = {name: getattr(one, name) for name in type(one).__dataclass_fields__}
        row = replace(PASSAGE, id=at, ordinal=at, **fields)
        yield replace(row, document_title=document.title, document_kind=document.kind, lang=document.lang)
