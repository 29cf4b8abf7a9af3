"""Suggested evidence and answers must stay as good as they once were (``links_floor.json``)."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy.orm import Session

from addewid.cli import cli
from addewid.pipeline import evidence_gold, inquiries
from addewid.pipeline.evaluating import Part
from addewid.pipeline.evidence_gold import Judged, Suggested, judged
from addewid.pipeline.inquiries import ALL, Pair, Told, of_inquiries, pairs
from corpus import commitments, documents
from corpus.errors import NotFound, UsageProblem
from corpus.rows import CommitmentFilter
from nlp.measuring.gold import held_out

FLOORS: dict[str, dict[str, float]] = json.loads(
    (Path(__file__).parents[1] / "gold" / "links_floor.json").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def starter() -> Iterator[Session]:
    with evidence_gold.starter_suggestions(lambda: None) as workspace, workspace.corpus.read() as session:
        yield session


@pytest.fixture(scope="module")
def gold() -> list[Judged]:
    return judged(evidence_gold.usual_gold(), Part.ALL)


def test_sixty_others_were_drawn_and_half_is_held_out(gold: list[Judged]) -> None:
    rows = [json.loads(line) for line in evidence_gold.usual_gold().read_text(encoding="utf-8").splitlines()]
    drawn = Counter(row["kind"] == "recommendation" for row in rows if row["sampled"])
    assert drawn[True] >= 60
    assert drawn[False] >= 60
    assert len({(each.document, each.lang, each.quote) for each in gold}) == len(gold)
    parts = Counter(held_out(each.document) for each in gold if each.sampled)
    assert min(parts.values()) > 0.35 * parts.total()


@pytest.mark.slow
def test_every_truth_is_one_passage_of_the_corpus(starter: Session, gold: list[Judged]) -> None:
    for each in gold:
        for truth in each.evidence:
            assert truth.relations, truth
            try:
                version = documents.get(starter, truth.document, each.lang).version_id
            except NotFound:
                pytest.fail(f"{truth} is in no document")
            begun = [row for row in documents.passages(starter, version) if row.text.startswith(truth.says)]
            assert len(begun) == 1, truth
            assert truth.quote in begun[0].text, truth


@pytest.mark.slow
def test_nothing_fell_on_the_starter_corpus(starter: Session, gold: list[Judged]) -> None:
    floor, told = FLOORS["starter"], evidence_gold.of_gold(starter, gold)
    assert told.lost <= 3, "commitments that were judged are still found"
    assert told.precision >= floor["right"]
    assert told.empty_share >= floor["left_empty"]
    assert told.suggestions >= floor["suggestions"], "so that nothing is right by saying nothing"
    assert evidence_gold.of_account(starter)[1] >= floor["cited"]


@pytest.mark.slow
def test_everything_that_is_suggested_was_judged(starter: Session, gold: list[Judged]) -> None:
    known = {(each.document, each.lang, each.quote) for each in gold}
    unjudged = [
        row.ref
        for row in commitments.listing(starter, CommitmentFilter())
        if row.suggested and (row.document_key, row.lang, row.quote) not in known
    ]
    assert len(unjudged) <= 2, "judge these by the codebook and add them to links.jsonl"


@pytest.mark.slow
@pytest.mark.skipif(not inquiries.BESIDE.is_dir(), reason=f"the inquiries are not at {inquiries.BESIDE}")
@pytest.mark.parametrize("told", [Told.NUMBERS_AND_TITLES, Told.WORDS])
def test_nothing_fell_on_the_inquiries(told: Told) -> None:
    measured = of_inquiries(pairs(inquiries.BESIDE), told, lambda: None)[ALL]
    assert measured.pairs == 76
    assert measured.first / measured.pairs >= FLOORS[told]["first"]
    assert measured.among_ten / measured.pairs >= FLOORS[told]["among_ten"]


TOWY, MILL = "Otters and weirs of the Towy", "Flour and floods at the mills"
OWN = [
    Pair("Otters", "1", "Otters of the Towy should be counted each spring.", TOWY, "1", "We count otters now.", TOWY),
    Pair("Otters", "2", "Weirs on the Towy should have ladders for salmon.", TOWY, "2", "Agreed in full.", TOWY),
    Pair("Bread", "1", "Flour should be stored above the line of floods.", MILL, "1", "Mills store flour high.", MILL),
]


def test_answers_are_ranked_by_what_is_told() -> None:
    everything, words = (of_inquiries(OWN, told, lambda: None) for told in (Told.NUMBERS_AND_TITLES, Told.WORDS))
    assert (everything[ALL].pairs, everything[ALL].first, everything["Otters"].first) == (3, 3, 2)
    assert (words[ALL].first, words[ALL].among_ten, words["Bread"].first) == (2, 2, 1), "“agreed” shares no word"


@pytest.mark.parametrize("line", ["[]", "{", '{"document": "a"}', "1"])
def test_a_line_that_is_no_judgement_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "links.jsonl"
    good = {"document": "a", "lang": "en", "quote": "q", "sampled": True, "evidence": []}
    path.write_text(f"{json.dumps(good)}\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="line 2"):
        judged(path, Part.ALL)


def test_a_folder_without_workbooks_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="no workbook"):
        pairs(tmp_path)


def test_the_table_and_the_json(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from addewid.commands import evaluating_links

    parts = {"all": Suggested(commitments=4, suggestions=3, right=2, right_place=3, without=2, left_empty=1, having=2)}
    monkeypatch.setattr(evaluating_links, "_of_starter", lambda workspace: (parts, {"cited": 9, "suggested": 4}))
    monkeypatch.setattr(inquiries, "BESIDE", tmp_path / "none")
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / "home"))
    shown = CliRunner().invoke(cli, ["evaluate", "links"], catch_exceptions=False).stdout
    assert "0.67" in shown
    assert "Answers were not measured" in shown
    told = json.loads(CliRunner().invoke(cli, ["evaluate", "links", "--json"], catch_exceptions=False).stdout)
    assert (told["starter"]["all"]["right"], told["inquiries"]) == (2, {})
    assert max(map(len, shown.splitlines())) <= 90
