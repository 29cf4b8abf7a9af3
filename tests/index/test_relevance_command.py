"""``addewid evaluate search``, over collections of the test's own."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.pipeline import relevance
from corpus.errors import UsageProblem
from index.relevance import Kind, questions
from tests.index.meaning_models import Ideas

WIDEST = 80


@pytest.fixture(autouse=True)
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No collection beside the source, and a corpus of nobody's."""
    monkeypatch.setattr(relevance, "CRANFIELD", tmp_path / "none")
    monkeypatch.setattr(relevance, "TREEBANK", tmp_path / "none")
    monkeypatch.setattr(relevance, "packaged_model", lambda: None)
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / "home"))


@pytest.fixture
def cranfield(tmp_path: Path) -> Path:
    folder = tmp_path / "cranfield"
    folder.mkdir()
    papers = ["On kites\n.W\nkites fly high", "On tides\n.W\nwhat the moon does", "On bread\n.W\nflour and water"]
    text = "".join(f".I {number}\n.T\n{paper}\n" for number, paper in enumerate(papers, 1))
    (folder / "cran.all.1400").write_text(text, encoding="utf-8")
    (folder / "cran.qry").write_text(".I 7\n.W\nwhat do kites do .\n.I 9\n.W\nwater .\n", encoding="utf-8")
    (folder / "cranqrel").write_text("1 1 2\n1 2 -1\n2 2 3\n", encoding="utf-8")
    return folder


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    rows = ["1\tgath\tcath\tNOUN\t_\tMutation=SM\t0\troot\t_\t_", "2\tci\tci\tNOUN\t_\t_\t1\tdep\t_\t_"]
    path = tmp_path / "treebank" / "own.conllu"
    path.parent.mkdir()
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path.parent


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["evaluate", "search", *map(str, arguments)])


def test_everything_is_measured_and_told_as_data(cranfield: Path, treebank: Path) -> None:
    done = run("--cranfield", cranfield, "--treebank", treebank, "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["gold"].keys() == {*Kind, "all"}
    assert told["gold"]["all"]["queries"] == 60
    assert told["cranfield"] == {"queries": 2, "recall": 0.5, "ndcg": 0.5}
    assert (told["gold_fused"], told["cranfield_fused"]) == (None, None)
    assert (told["treebank"]["mutated"], told["treebank"]["unmutated"]) == (1, 1)


def test_what_is_not_there_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    few = relevance.usual_questions()[:2]
    monkeypatch.setattr(relevance, "usual_questions", lambda: few)
    done = run()
    assert done.exit_code == 0, done.output
    lines = done.stdout.splitlines()
    assert [line.split()[-3:] for line in lines[:1]] == [["queries", "recall@10", "nDCG@10"]]
    assert "Cranfield was not measured: give its folder with --cranfield." in lines
    assert "Nothing was ranked by meaning: addewid[semantic] is not installed." in lines
    assert "Welsh words were not measured: give the folder of a treebank with --treebank." in lines
    assert max(map(len, lines)) <= WIDEST


def test_where_there_is_a_model_both_are_measured(monkeypatch: pytest.MonkeyPatch, cranfield: Path) -> None:
    few = relevance.usual_questions()[:2]
    monkeypatch.setattr(relevance, "usual_questions", lambda: few)
    monkeypatch.setattr(relevance, "packaged_model", Ideas)
    told = json.loads(run("--cranfield", cranfield, "--json").stdout)
    assert told["gold_fused"]["all"]["queries"] == 2
    assert told["cranfield_fused"]["queries"] == 2
    lines = run("--cranfield", cranfield).stdout.splitlines()
    assert any(line.startswith("Cranfield, words and meaning fused ") for line in lines)
    assert max(map(len, lines)) <= WIDEST


def test_options_before_the_name_are_refused() -> None:
    done = CliRunner().invoke(cli, ["evaluate", "--json", "search"])
    assert isinstance(done.exception, UsageProblem)
    assert "Options go after the name" in str(done.exception)


def test_folders_that_hold_no_collection_are_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="holds no treebank"):
        relevance.of_treebank(tmp_path)
    (tmp_path / "a.conllu").write_text("1 cath\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="no treebank that can be read"):
        relevance.of_treebank(tmp_path)
    with pytest.raises(FileNotFoundError):
        relevance.of_cranfield(tmp_path, lambda: None)


@pytest.mark.parametrize(
    "line", ["[]", "{", '{"kind": "en"}', '{"kind": "fr", "query": "x", "need": "x", "wanted": []}', "\ufeff{}"]
)
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "own.jsonl"
    good = {"kind": "en", "query": "x", "need": "x", "wanted": []}
    path.write_text(f"{json.dumps(good)}\n{line}\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="line 2"):
        questions(path)
