"""``addewid evaluate``: the table, the same as JSON, and what it says when there is nothing to measure against."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.pipeline import evaluating
from corpus.codebook import CommitmentKind
from corpus.errors import UsageProblem
from nlp.measuring.gold import held_out

Run = Callable[..., subprocess.CompletedProcess[str]]

HELD = next(f"paper-{number}" for number in range(99) if held_out(f"paper-{number}"))
OPEN = next(f"paper-{number}" for number in range(99) if not held_out(f"paper-{number}"))


def row(document: str, number: int, text: str, kind: str = "", lang: str = "en") -> dict[str, object]:
    label = {"kind": kind, "quote": text, "actor": "", "body": "welsh-government", "deadline": ""}
    return {
        "id": f"{document}-{number}",
        "document": document,
        "lang": lang,
        "kind": "statement",
        "publisher": "Welsh Government" if lang == "en" else "Llywodraeth Cymru",
        "issued": "2026-05-01",
        "text": text,
        "commitments": [label] if kind else [],
        "themes": [],
        "sharing": "",
        "progress": "",
        "response": "",
    }


ROWS = [
    row(HELD, 1, "We will open a hub in every town.", "pledge"),
    row(HELD, 2, "It rained all through March."),
    row(OPEN, 1, "We will plant ten thousand trees.", "pledge"),
    row(f"{HELD}", 3, "Byddwn yn agor canolfan ym mhob tref.", "pledge", "cy"),
]


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "mine.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in ROWS), encoding="utf-8")
    return path


def evaluate(home: Path, *arguments: object) -> Result:
    given = [str(argument) for argument in arguments]
    return CliRunner().invoke(cli, ["evaluate", *given], env={"ADDEWID_HOME": str(home)}, catch_exceptions=False)


def test_the_table_is_readable_and_no_wider_than_a_terminal(home: Path, gold: Path) -> None:
    shown = evaluate(home, "--gold", gold)
    assert shown.exit_code == 0
    lines = shown.stdout.splitlines()
    assert lines[0] == "Gold data: mine.jsonl; held-out documents, by which no rule was written."
    assert max(map(len, lines)) <= 80
    assert lines[2].split() == ["English", "Welsh", "Both"]
    by_name = {line[:34].strip(): line[34:].split() for line in lines}
    assert by_name["units"] == ["2", "1", "3"]
    assert by_name["recall (found of marked)"] == ["1.00", "1/1", "1.00", "1/1", "1.00", "2/2"]
    assert by_name["bare modal words: F1"] == ["1.00", "1.00", "1.00"]
    assert {"kind right", "deadline right", "units without a commitment"} <= by_name.keys()
    assert not {"deadline right, where one is", "such units of the Record"} & by_name.keys(), "nothing answers them"
    assert {f"  {kind}" for kind in CommitmentKind} <= {line[:16].rstrip() for line in lines}
    assert lines[-1].startswith("Rules ")


def test_json_holds_the_same_numbers(home: Path, gold: Path) -> None:
    told = json.loads(evaluate(home, "--gold", gold, "--json").stdout)
    assert (told["gold"], told["documents"]) == (["mine.jsonl"], "held-out")
    assert told["measures"].keys() == {"en", "cy", "both"}
    both = told["measures"]["both"]
    assert (both["commitments"]["hits"], both["commitments"]["f1"], both["quiet"]["of"]) == (2, 1, 1)
    assert both["kind"] == {"right": 2, "of": 2, "share": 1}


def ratio(told: dict[str, Any]) -> str:
    return f"{told['share']:.2f} {told['right']}/{told['of']}"


def scores(told: dict[str, Any]) -> str:
    return f"{told['f1']:.2f} ({told['marked']})"


def printed(told: dict[str, Any]) -> dict[str, str]:
    """The rows of the table that have anything to say, from the JSON."""
    made = told["commitments"]
    low, high = told["interval"]
    rows = {
        "documents": str(told["documents"]),
        "units": str(told["units"]),
        "precision (right of found)": f"{made['precision']:.2f} {made['hits']}/{made['found']}",
        "recall (found of marked)": f"{made['recall']:.2f} {made['hits']}/{made['marked']}",
        "F1": f"{made['f1']:.2f}",
        "F1, 95 % interval": f"{low:.2f} to {high:.2f}",
        "bare modal words: F1": f"{told['baseline']['f1']:.2f}",
        "bare modal words: precision": f"{told['baseline']['precision']:.2f}",
        "bare modal words: recall": f"{told['baseline']['recall']:.2f}",
        "progress: F1 (number marked)": scores(told["progress"]),
        "all themes": scores(told["themes"]),
    }
    for name, field in {"": "response_kappa", " of three": "response_kappa_of_three"}.items():
        if told[field] is not None:
            rows[f"response: kappa{name}"] = f"{told[field]:.2f}"
    for name, field in {
        "kind right": "kind",
        "actor's body right": "body",
        "deadline right": "deadline",
        "deadline right, where one is": "deadline_given",
        "units without a commitment": "quiet",
        "such units of the Record": "quiet_record",
        "progress: state right": "progress_state",
        "response right": "response",
        "recommendation's number right": "recommendation",
        "sharing right": "sharing",
        "sharing right, where one is": "sharing_given",
    }.items():
        if told[field]["of"]:
            rows[name] = ratio(told[field])
    for field in ("by_kind", "by_document_kind", "by_theme"):
        rows |= {name: scores(told[field][name]) for name in told[field] if told[field][name]["f1"] is not None}
    return rows


def test_json_holds_every_number_of_the_table(home: Path, gold: Path) -> None:
    more = [
        row(HELD, 4, "The hub has been opened.") | {"progress": "done"},
        row(HELD, 5, "We accept recommendation 4.") | {"response": "accepted", "recommendation": "4"},
        row(HELD, 6, "People were consulted on time banking.") | {"themes": ["core-economy"], "sharing": "consult"},
    ]
    gold.write_text("".join(json.dumps(each) + "\n" for each in [*ROWS[:2], *more]), encoding="utf-8")
    lines = evaluate(home, "--gold", gold).stdout.splitlines()
    told = json.loads(evaluate(home, "--gold", gold, "--json").stdout)
    assert lines[-1] == f"Rules {told['rules']}."
    (measures,) = told["measures"].values()
    whole = lines.index("Kinds: marked (rows) and found (columns)")
    shown = {
        line[2:34].rstrip(): " ".join(line[34:].split())
        for line in lines[:whole]
        if line[:3].strip() and line.startswith("  ")
    }
    assert shown == printed(measures)
    assert {"deadline right", "progress: state right", "response right", "core-economy", "pledge"} <= shown.keys()

    names = lines[whole + 1].split()
    for name, line in zip(names, lines[whole + 2 :], strict=False):
        assert line.split() == [name, *(str(measures["confusion"][name][read]) for read in names)]
    assert f"Calibration (expected error {measures['calibration_error']:.2f})" in lines
    bins = [each for each in measures["calibration"] if each["count"]]
    for each, line in zip(bins, lines[-len(bins) - 2 :], strict=False):
        cells = [str(each["count"]), *(f"{each[name]:.2f}" for name in ("confidence", "right"))]
        assert line.split() == [f"{each['low']:.1f}", "to", f"{each['high']:.1f}", *cells]


def test_part_of_the_documents_or_all(home: Path, gold: Path) -> None:
    units = {
        part: json.loads(evaluate(home, "--gold", gold, "--json", part).stdout)["measures"]["en"]["units"]
        for part in ("--held-out", "--development", "--all")
    }
    assert units == {"--held-out": 2, "--development": 1, "--all": 3}


def test_two_files_are_measured_together(home: Path, gold: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.jsonl"
    shutil.copy(gold, other)
    told = json.loads(evaluate(home, "--gold", gold, "--gold", other, "--json").stdout)
    assert told["gold"] == ["mine.jsonl", "other.jsonl"]
    assert told["measures"]["both"]["commitments"]["hits"] == 4


def test_a_file_that_is_no_gold_data_is_one_sentence(addewid: Run, gold: Path) -> None:
    gold.write_text(gold.read_text("utf-8") + '{"id": "x"}\n', encoding="utf-8")
    shown = addewid("evaluate", "--gold", gold)
    assert shown.returncode == 2
    assert shown.stderr.count("\n") == 1
    assert "line 5" in shown.stderr
    assert addewid("evaluate", "--gold", gold.with_name("none.jsonl")).returncode == 2


def test_documents_of_the_other_half_only_are_a_sentence(gold: Path) -> None:
    gold.write_text(json.dumps(ROWS[0]), encoding="utf-8")
    with pytest.raises(UsageProblem, match="try --all"):
        evaluating.documents([gold], evaluating.Part.DEVELOPMENT)


def test_without_its_source_it_asks_for_gold_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert [path.name for path in evaluating.usual_gold()] == ["en.jsonl", "cy.jsonl"]
    monkeypatch.setattr(evaluating, "_GOLD", tmp_path)
    with pytest.raises(UsageProblem, match="--gold FILE"):
        evaluating.usual_gold()
