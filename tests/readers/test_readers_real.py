"""The readers on real material, where it is at hand; its words stay there."""

import time
from collections import Counter
from pathlib import Path

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UnreadableDocument
from corpus.readers import read
from corpus.types import ReadDocument


def _laid_out(documents: list[ReadDocument]) -> list[ReadDocument]:
    for document in documents:
        whole, at = document.text, 0
        for passage in document.passages:
            assert passage.start >= at
            assert whole[passage.start : passage.end] == passage.text
            at = passage.end
    return documents


def _one(path: Path) -> ReadDocument:
    (document,) = _laid_out(list(read(path)))
    return document


def test_the_2025_act_reads_alike_in_three_forms(shared: Path) -> None:
    folder = shared / "legislation"
    clml, akn, page = (_one(folder / f"asc-2025-1{suffix}") for suffix in (".xml", ".akn.xml", ".html"))
    for other in (akn, page):
        assert (other.title, other.work, other.issued) == (clml.title, clml.work, clml.issued)
        assert (other.kind, other.publisher, other.url) == (clml.kind, clml.publisher, clml.url)
        texts = Counter((one.kind, one.number, one.text, one.amends, one.lead) for one in clml.passages)
        texts.subtract((one.kind, one.number, one.text, one.amends, one.lead) for one in other.passages)
        assert sum(map(abs, texts.values())) <= 8


def test_the_2025_act_says_what_it_is_and_what_it_amends(shared: Path) -> None:
    act = _one(shared / "legislation" / "asc-2025-1.xml")
    assert (act.work, act.kind, act.lang, act.publisher) == (
        "asc/2025/1",
        DocumentKind.ACT,
        Lang.EN,
        "Welsh Parliament",
    )
    amended = Counter(one.amends for one in act.passages)
    assert set(amended) >= {
        "",
        "Social Services and Well-being (Wales) Act 2014",
        "Regulation and Inspection of Social Care (Wales) Act 2016",
        "National Health Service (Wales) Act 2006",
    }
    assert "another enactment" not in amended
    own = [one for one in act.passages if one.kind is PassageKind.HEADING and not one.amends]
    sections = [one.number for one in own if one.number.isdigit()]
    assert sections == [str(number) for number in range(1, 31)]
    (short_title,) = [one for one in act.passages if one.number == "30" and one.kind is PassageKind.PROVISION]
    assert not short_title.amends


def test_the_2025_act_in_print_is_the_act(shared: Path) -> None:
    act = _one(shared / "legislation" / "asc-2025-1.xml")
    began = time.perf_counter()
    printed = _one(shared / "formats" / "asc-2025-1.pdf")
    assert time.perf_counter() - began < 60
    assert printed.page_count == 96
    assert {one.page_label for one in printed.passages} == {str(number) for number in range(1, 97)}
    assert (printed.title, printed.kind, printed.issued) == (act.title, act.kind, act.issued)

    def letters(text: str) -> str:
        return "".join(char for char in text if char.isalnum())

    texts = {letters(one.text): one.amends for one in act.passages}
    found = [(one, texts[letters(one.text)]) for one in printed.passages if letters(one.text) in texts]
    assert len({letters(one.text) for one, _ in found}) > 0.97 * len(texts)
    assert sum(bool(one.amends) != bool(amends) for one, amends in found) < 0.05 * len(found)


def test_a_record_item_reads_alike_in_four_forms(shared: Path) -> None:
    item = "16085-4-statement-by-the-first-minister-legislation.txt"
    text = _one(shared / "record" / item)
    for suffix in ("docx", "odt", "pdf"):
        other = _one(shared / "formats" / f"record-16085-4.{suffix}")
        assert (other.title, other.issued, other.kind, other.url) == (text.title, text.issued, text.kind, text.url)
        assert [(one.speaker, one.role, one.number) for one in other.passages] == [
            (one.speaker, one.role, one.number) for one in text.passages
        ]
        assert [one.text for one in other.passages] == [one.text for one in text.passages]


def test_every_record_item_is_speeches(shared: Path) -> None:
    for path in sorted((shared / "record").glob("*.txt")):
        document = _one(path)
        assert document.kind is DocumentKind.RECORD
        assert document.issued is not None
        assert document.publisher == "Welsh Parliament"
        kinds = Counter(one.kind for one in document.passages)
        assert kinds[PassageKind.SPEECH] == len(document.passages) - 1
        assert all(one.speaker and one.dated == document.issued for one in document.passages[1:])


def test_exports_of_the_record(shared: Path) -> None:
    for path in sorted((shared / "html").glob("record-*.xml")):
        english, welsh = _laid_out(list(read(path)))
        assert (english.lang, welsh.lang) == (Lang.EN, Lang.CY)
        assert english.work == welsh.work
        assert english.work.startswith("record/")
        assert "<" not in english.text + welsh.text


def test_seeds_keep_their_paragraphs_and_stories(shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        document = _one(path)
        assert document.lang is Lang.EN
        raw = path.read_text()
        kept = sum(char.isalpha() for char in document.text)
        assert 0.99 < kept / sum(char.isalpha() for char in raw) <= 1
        bodies = [one for one in document.passages if one.kind is not PassageKind.HEADING]
        assert not [one.text for one in bodies[:-1] if one.text.endswith(("-", " the", " of"))]


def test_instruments_in_both_languages(shared: Path) -> None:
    for path in sorted((shared / "legislation").glob("wsi-*.xml")):
        document = _one(path)
        assert document.kind is DocumentKind.STATUTORY_INSTRUMENT
        assert document.work.startswith("wsi/")
        assert document.issued is not None
        assert document.publisher == "Welsh Ministers"
        assert (document.lang is Lang.CY) == ("welsh" in path.name)
        assert not [
            one.text for one in document.passages if one.kind is PassageKind.PARAGRAPH and one.lead and not one.headings
        ]


def test_parts_of_works_and_what_is_none(shared: Path) -> None:
    folder = shared / "legislation"
    section = _one(folder / "mwa-2011-7-section-1.xml")
    assert section.work == "mwa/2011/7/section/1"
    assert section.warnings
    assert _one(folder / "anaw-2020-3-section-2-welsh.xml").lang is Lang.CY
    for name in ("mwa-2010-5-metadata.xml", "asc-2025-1-contents.xml"):
        with pytest.raises(UnreadableDocument, match="only, not the text"):
            list(read(folder / name))


def test_the_timeline_is_aligned(shared: Path) -> None:
    (path,) = (shared / "timelines").glob("*.csv")
    english, welsh = _laid_out(list(read(path)))
    assert english.kind is welsh.kind is DocumentKind.TIMELINE
    assert len(english.passages) == len(welsh.passages) == 217
    assert all(one.dated for one in english.passages)
    assert all(one.dated for one in welsh.passages)


def test_consultations_and_research_have_heads(shared: Path) -> None:
    for folder in ("consultations", "research"):
        for path in sorted((shared / folder).glob("*.txt")):
            document = _one(path)
            assert document.url.startswith("https://")
            assert document.issued is not None
            assert document.publisher
            assert not document.text.startswith("http")
            if folder == "research":
                assert document.kind is DocumentKind.RESEARCH


def test_welsh_text_is_welsh(shared: Path) -> None:
    for path in sorted((shared / "welsh").glob("*.txt")):
        assert _one(path).lang is Lang.CY
