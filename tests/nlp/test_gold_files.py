"""Gold files: what is wrong in one is said with its line, and never measured as a miss."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UsageProblem
from nlp.measuring.gold import held_out, read

TEXT = "We will open a hub. We will fund it."
ROW: dict[str, Any] = {
    "id": "1",
    "document": "plan",
    "lang": "en",
    "kind": "strategy",
    "issued": "2026-05-01",
    "text": TEXT,
}


def label(**more: Any) -> dict[str, Any]:
    return {"kind": "pledge", **more}


def written(folder: Path, *rows: dict[str, Any] | str) -> Path:
    path = folder / "gold.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_document_is_read_with_its_units(tmp_path: Path) -> None:
    rows = [
        {**ROW, "span": [0, 19], "commitments": [label(start=0, length=18, deadline="2027-03-31", body="")]},
        {**ROW, "id": "2", "again": True, "span": [20, 36], "commitments": [label(quote="We will fund it.")]},
        {**ROW, "id": "3", "text": "A heading", "passage": "heading", "labelled": False},
        {**ROW, "id": "4", "text": "hubs\u2028and more", "lead": "We will build:"},
    ]
    (document,) = read(written(tmp_path, *rows))
    assert (document.source.lang, document.source.kind) == (Lang.EN, DocumentKind.STRATEGY)
    assert document.source.issued == date(2026, 5, 1)
    kinds = [PassageKind.PARAGRAPH, PassageKind.HEADING, PassageKind.LIST_ITEM]
    assert [passage.kind for passage in document.source.passages] == kinds
    assert [(unit.id, unit.passage) for unit in document.units] == [("1", 0), ("2", 0), ("4", 2)]
    quoted = [(TEXT[each.start : each.end], each.deadline) for unit in document.units for each in unit.commitments]
    assert quoted == [("We will open a hub", date(2027, 3, 31)), ("We will fund it.", None)]
    assert [unit.told for unit in document.units] == [
        {"commitments", "body", "deadline"},
        {"commitments"},
        {"body", "deadline"},
    ]


def test_a_document_in_two_languages_is_two(tmp_path: Path) -> None:
    found = read(written(tmp_path, ROW, {**ROW, "lang": "cy", "text": "Byddwn yn agor canolfan."}))
    assert [(each.name, each.source.lang, len(each.units)) for each in found] == [
        ("plan", Lang.EN, 1),
        ("plan", Lang.CY, 1),
    ]


WRONG: dict[str, tuple[dict[str, Any] | str, ...]] = {
    "no JSON": (ROW, "{"),
    "no object": (ROW, "[1, 2]"),
    "no language": (ROW, {key: value for key, value in ROW.items() if key != "lang"}),
    "another's language": (ROW, {**ROW, "lang": "de"}),
    "another's kind": (ROW, {**ROW, "document": "other", "kind": "novel"}),
    "no date": (ROW, {**ROW, "document": "other", "issued": "May 2026"}),
    "another kind than its document's": (ROW, {**ROW, "kind": "act"}),
    "another date than its document's": (ROW, {**ROW, "issued": ""}),
    "another publisher than its document's": (ROW, {**ROW, "publisher": "A council"}),
    "a span outside the text": (ROW, {**ROW, "span": [0, 99]}),
    "an empty span": (ROW, {**ROW, "span": [9, 9]}),
    "a backward span": (ROW, {**ROW, "span": [9, 2]}),
    "a span before the text": (ROW, {**ROW, "span": [-4, 9]}),
    "a span of words": (ROW, {**ROW, "span": ["a", "b"]}),
    "an empty text": (ROW, {**ROW, "text": ""}),
    "a label outside the text": (ROW, {**ROW, "commitments": [label(start=30, length=9)]}),
    "a label outside its span": (ROW, {**ROW, "span": [0, 19], "commitments": [label(start=15, length=9)]}),
    "a label before its span": (ROW, {**ROW, "span": [20, 36], "commitments": [label(start=-5, length=9)]}),
    "an empty label": (ROW, {**ROW, "commitments": [label(start=3, length=0)]}),
    "a quotation outside its span": (ROW, {**ROW, "span": [0, 19], "commitments": [label(quote="fund it")]}),
    "a quotation of nothing": (ROW, {**ROW, "commitments": [label(quote="")]}),
    "a label of no kind": (ROW, {**ROW, "commitments": [{"quote": TEXT}]}),
    "another text labelled again": (ROW, {**ROW, "text": "Other words.", "again": True}),
    "another document labelled again": (ROW, {**ROW, "document": "other", "again": True}),
}


@pytest.mark.parametrize("rows", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_one_sentence_with_its_line(tmp_path: Path, rows: tuple[dict[str, Any] | str, ...]) -> None:
    with pytest.raises(UsageProblem, match=r"gold\.jsonl, line 2 is not gold data: .+\.$"):
        read(written(tmp_path, *rows))


def test_rows_of_a_document_that_do_not_stand_together_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"line 3 .*do not stand just before it"):
        read(written(tmp_path, ROW, {**ROW, "document": "other"}, {**ROW, "id": "3"}))
    with pytest.raises(UsageProblem, match=r"line 1 .*label again"):
        read(written(tmp_path, {**ROW, "again": True}))


def test_which_half_a_document_falls_in_is_for_good() -> None:
    """The digests of these begin with 127, 128 and 129: between the first two lies the border."""
    assert [held_out(name) for name in ("paper-257", "paper-176", "paper-172")] == [False, True, True]
