"""Searching by meaning from the command line: asked for, set, explained, and not installed."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from addewid import settings
from addewid.cli import cli
from addewid.pipeline import relevance
from corpus.errors import UsageProblem
from index.meaning import model
from tests.index.meaning_models import Ideas

Ask = Callable[..., Result]


@pytest.fixture
def ask(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    monkeypatch.setenv("ADDEWID_HOME", str(home))
    monkeypatch.setenv("ADDEWID_NAME", "Mair")
    path = tmp_path / "plan.md"
    facts = "id: plan\ntitle: A plan\nlang: en\nkind: strategy\ndate: 2021-06-15\npublisher: Audit Wales"
    path.write_text(
        f"---\n{facts}\n---\nCarers will have respite.\n\nRelatives on trams need a break.\n", encoding="utf-8"
    )

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments)])

    assert run("add", path).exit_code == 0
    return run


@pytest.fixture
def ideas(monkeypatch: pytest.MonkeyPatch) -> Ideas:
    """Stands in for the packaged model."""
    only = Ideas()
    monkeypatch.setattr(model, "MiniLM", lambda: only)
    return only


@pytest.fixture
def absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)


def test_what_is_near_is_shown_as_such(ask: Ask, ideas: Ideas) -> None:
    done = ask("search", "--meaning", "--explain", "carers", "respite")
    assert done.exit_code == 0, done.output
    assert "1 passage, in corpus revision" in done.stdout
    assert "No more passages hold all the words; 1 hold some of them or are near in meaning:" in done.stdout
    assert "By words: rank 1 adds 0.0164. By meaning: rank 1 (similarity" in done.stdout
    assert "By words: not ranked. By meaning: rank 2 (similarity" in done.stdout
    assert "near in meaning" not in ask("search", "carers", "respite").stdout
    assert ideas.read.count("Relatives on trams need a break.") == 1


@pytest.mark.usefixtures("ideas")
def test_as_data(ask: Ask) -> None:
    told = json.loads(ask("search", "--meaning", "--json", "carers", "respite").stdout)
    assert (told["total"], told["fused"], told["some"]) == (1, True, 1)
    first, second = told["hits"]
    assert first["score"] == pytest.approx(2 / 61, abs=1e-5)
    assert (first["all_words"], second["all_words"]) == (True, False)
    assert second["fused"]["by_words"] is None
    assert second["fused"]["by_meaning"] == 2
    assert "fused" not in json.loads(ask("search", "--json", "carers").stdout)


@pytest.mark.usefixtures("ideas")
def test_evidence_counts_words_alone(ask: Ask) -> None:
    done = ask("search", "--meaning", "--record", "--json", "railway")
    told = json.loads(done.stdout)
    assert told["total"] == 0
    assert told["hits"]
    shown = ask("show", told["recorded"]).stdout
    assert "railway" in shown


def test_the_setting_asks_for_it_and_the_command_stands_above(ask: Ask, ideas: Ideas, home: Path) -> None:
    (home / "settings.toml").write_text("meaning = true\n", encoding="utf-8")
    assert "near in meaning" in ask("search", "carers", "respite").stdout
    assert "near in meaning" not in ask("search", "--no-meaning", "carers", "respite").stdout
    ideas.read.clear()
    for other in (["--newest", "carers"], ["--similar", "plan/en/0"]):
        assert ask("search", *other).exit_code == 0
    assert not ideas.read


@pytest.mark.usefixtures("ideas")
def test_what_cannot_be_ranked_by_meaning_says_so(ask: Ask) -> None:
    assert "Ranked by words alone" in ask("search", "--meaning", "gofal", "seibiant").stdout


@pytest.mark.parametrize("other", ["--newest", "--similar=plan/en/0"])
def test_it_goes_with_no_other_order(ask: Ask, other: str) -> None:
    done = ask("search", "--meaning", other, "carers")
    assert isinstance(done.exception, UsageProblem)


def test_index_reads_what_is_new(ask: Ask, ideas: Ideas) -> None:
    assert "2 texts read, 0 removed." in ask("index", "--meaning").stderr
    assert "0 texts read, 0 removed." in ask("index", "--meaning").stderr
    assert len(ideas.read) == 2


@pytest.mark.usefixtures("absent")
def test_without_the_extra_all_else_works(ask: Ask) -> None:
    assert "1 passage, in corpus revision" in ask("search", "carers").stdout
    for arguments in (["search", "--meaning", "carers"], ["index", "--meaning"]):
        done = ask(*arguments)
        assert isinstance(done.exception, UsageProblem)
        assert str(done.exception).endswith("install addewid[semantic].")
    assert relevance.packaged_model() is None


@pytest.mark.parametrize("said", ['"yes"', "1"])
def test_a_setting_that_is_neither_true_nor_false_is_refused(tmp_path: Path, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"meaning = {said}\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match="meaning = true or false"):
        settings.load(path)
