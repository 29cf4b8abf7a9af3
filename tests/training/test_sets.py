"""The real sets: coded words are found again in what the readers make of their sources, and never enter ours."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Response
from corpus.errors import UnreadableDocument, UsageProblem
from corpus.types import Passage, lay_out
from nlp.measuring.gold import read
from training import inquiries, originals, sets
from training.placing import Haystack, squeeze

SHARED = originals.SHARED
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not beside the repository")


def haystack(*texts: str) -> Haystack:
    return Haystack(lay_out(Passage(text, 0, 0) for text in texts))


def found(stretches: object, *texts: str) -> list[str]:
    assert isinstance(stretches, list)
    return [texts[each.passage][each.span[0] : each.span[1]] for each in stretches]


def test_words_are_found_whatever_their_blanks_and_unseen_characters() -> None:
    texts = ("Nothing here.", "The council  must\u00ad report by\u00a0May.")
    stretches = haystack(*texts).find("council\n must report   by May.", 0)
    assert found(stretches, *texts) == ["council  must\u00ad report by\u00a0May."]


def test_numbers_that_a_reader_takes_off_are_passed_over() -> None:
    texts = ("must lay a report before the Senedd.",)
    (stretch,) = haystack(*texts).find("12A (3) (b) must lay a report", 0)
    assert (stretch.span, stretch.pairs[0]) == ((0, 17), (12, 0))


def test_of_several_places_the_nearest_is_meant() -> None:
    texts = ("We agree.", "A long stretch of other words.", "We agree.")
    assert [haystack(*texts).find("We agree.", near)[0].passage for near in (0.0, 0.4, 1.0)] == [0, 0, 2]


def test_words_over_two_passages_are_two_stretches_that_share_out_a_label() -> None:
    texts = ("The council must—", "publish a plan;")
    stretches = haystack(*texts).find("The council must— publish a plan;", 0)
    assert found(stretches, *texts) == list(texts)
    assert [each.within(4, 11) for each in stretches] == [(4, 11), None]
    assert stretches[1].within(18, 32) == (0, 14)


def test_most_of_the_words_will_do_but_not_a_few() -> None:
    text = "The strategy was published in the spring of that year."
    assert found(haystack(text).find("xx yy The strategy was published in the spring", 0), text) == [text[:40]]
    assert haystack(text).find("The strategy was withdrawn by nobody at all, and so on it went", 0) == []


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=4), st.data())
def test_any_stretch_of_a_passage_is_found_with_the_same_characters(texts: list[str], data: st.DataObject) -> None:
    passages = lay_out(Passage(text, 0, 0) for text in texts)
    if not passages:
        return
    passage = data.draw(st.sampled_from(passages))
    start = data.draw(st.integers(0, len(passage.text)))
    words = passage.text[start : data.draw(st.integers(start, len(passage.text)))]
    stretches = Haystack(passages).find(words, 0)
    if squeeze(words).chars:
        assert stretches
    told = "".join(squeeze(passages[each.passage].text[slice(*each.span)]).chars for each in stretches)
    assert squeeze(words).chars.endswith(told)


def sheet(rows: list[list[str]]) -> bytes:
    cells = "".join(
        f'<row r="{r}">'
        + "".join(f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{cell}</t></is></c>' for c, cell in enumerate(row))
        + "</row>"
        for r, row in enumerate(rows, 1)
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()


def book(folder: Path, content: bytes) -> None:
    path = folder / "promises" / "uk_inquiries" / "made_up.xlsx"
    path.parent.mkdir(parents=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", content)


HEAD = ["Rec ID", "Rec Extracted", "Res File Title", "Res Extracted", "Status (Accept/Reject/Partial)"]


def test_a_workbook_becomes_a_government_response(tmp_path: Path) -> None:
    book(tmp_path, sheet([HEAD, ["7a", "Plant trees.", "The answer", "We accept this in part.", "Partial"]]))
    path = tmp_path / "inquiries.jsonl"
    sets.write(path, list(inquiries.rows(tmp_path)))
    (document,) = read(path)
    (unit,) = document.units
    assert [passage.text for passage in document.source.passages] == [
        "Recommendation 7a",
        "Plant trees.",
        "We accept this in part.",
    ]
    assert (unit.passage, unit.response, unit.recommendation) == (2, Response.PARTLY_ACCEPTED, "7a")
    assert "commitments" not in unit.told


def test_a_workbook_with_entities_is_refused(tmp_path: Path) -> None:
    book(tmp_path, b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>')
    with pytest.raises(UnreadableDocument):
        list(inquiries.rows(tmp_path))


def test_a_folder_inside_the_repository_is_refused() -> None:
    with pytest.raises(UsageProblem, match="inside the repository"):
        sets.main([str(sets.REPOSITORY / "tests")])
    with pytest.raises(UsageProblem, match="one folder"):
        sets.main([])


def test_without_the_real_documents_it_says_where_they_belong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals, "SHARED", tmp_path / "nowhere")
    with pytest.raises(UsageProblem, match=r"\.\./shared/data"):
        sets.main([str(tmp_path / "out")])


@needs_shared
def test_nearly_all_coded_sentences_are_found_with_all_their_commitments(tmp_path: Path) -> None:
    rows, lost = sets.coded(sets.CODED)
    coded = {row["id"]: row for row in map(json.loads, sets.CODED.read_text("utf-8").splitlines())}
    assert len(lost) <= 0.02 * len(coded)
    assert not any(coded[name]["commitments"] for name in lost)
    path = tmp_path / "coded.jsonl"
    sets.write(path, rows)
    marked = 0
    for document in read(path):
        for unit in document.units:
            row = coded[unit.id.partition("/")[0]]
            text = originals.words(row["source"], row["part"])[row["start"] :][: row["length"]]
            whole = document.source.passages[unit.passage].text
            for label in unit.commitments:
                marked += 1
                quotes = [text[each["start"] :][: each["length"]] for each in row["commitments"]]
                assert squeeze(whole[label.start : label.end]).chars in [squeeze(quote).chars for quote in quotes]
    assert marked == sum(len(row["commitments"]) for row in coded.values())


@needs_shared
def test_the_command_writes_every_set(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "training.sets", str(tmp_path)],
        cwd=sets.REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "eu.jsonl: 686 labelled units of 686 documents" in told
    statements = read(tmp_path / "eu.jsonl")
    assert sum(len(unit.commitments) for each in statements for unit in each.units) == 363
    assert "body" not in statements[0].units[0].told
    speakers = {passage.speaker for each in read(tmp_path / "coded.jsonl") for passage in each.source.passages}
    assert len(speakers) > 30
