"""The command line as a person meets it: a real process, real exit statuses, one sentence for each error."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

PLAN = """---
id: plan-2021
title: A plan for care
lang: en
kind: strategy
date: 2021-06-15
publisher: Welsh Government
---
# A plan for care

The Welsh Government will open ten community hubs by 31 March 2023.

Local authorities must involve people who use services in designing them.
"""

REPORT = """---
id: report-2023
title: What became of the hubs
lang: en
kind: audit-report
date: 2023-05-09
publisher: Audit Wales
---
# What became of the hubs

By May 2023 the Welsh Government had opened four of the ten community hubs it promised; six have not been opened.
"""


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "plan.md").write_text(PLAN, encoding="utf-8")
    (folder / "report.md").write_text(REPORT, encoding="utf-8")
    return folder


def heavy_modules(*arguments: str) -> set[str]:
    """Which slow libraries a command loads, in a clean interpreter."""
    code = (
        "import sys; from addewid.__main__ import main\n"
        f"sys.argv = ['addewid', *{list(arguments)!r}]\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print('LOADED', *{name.split('.')[0] for name in sys.modules})"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(shown.splitlines()[-1].split())
    return loaded & {"textual", "scrapy", "spacy", "whoosh", "sqlalchemy", "alembic", "lxml", "rich", "trafilatura"}


@pytest.mark.parametrize("arguments", [("--help",), ("add", "--help"), ("unmet", "--help"), ("locate",)])
def test_help_loads_nothing_heavy(arguments: tuple[str, ...]) -> None:
    assert heavy_modules(*arguments) == set()


def test_every_command_has_help_with_an_example(addewid: Run) -> None:
    from addewid.cli import COMMANDS

    for name in COMMANDS:
        shown = addewid(name, "--help")
        assert shown.returncode == 0, name
        assert "Example: addewid " + name in shown.stdout, name


def test_with_no_terminal_and_no_corpus_it_says_how_to_begin(addewid: Run) -> None:
    shown = addewid()
    assert shown.returncode == 0
    assert "addewid starter" in shown.stdout


def test_the_whole_way_from_a_file_to_a_judgement(addewid: Run, papers: Path) -> None:
    assert addewid("add", papers).returncode == 0
    assert addewid("update").returncode == 0
    waiting = json.loads(addewid("unmet", "--delivery", "not-assessed", "--json").stdout)
    promise = next(row for row in waiting if "ten community hubs by" in row["quote"])
    assert (promise["kind"], promise["deadline"], promise["body_key"]) == ("pledge", "2023-03-31", "welsh-government")

    shown = json.loads(addewid("show", promise["ref"], "--json").stdout)
    link = next(link for link in shown["evidence"] if link["quotation"]["passage"]["document_key"] == "report-2023")
    assert link["state"] == "suggested"
    assert link["reasons"]

    bare = addewid("status", promise["ref"], "--delivery", "partly-met", "--because", "Four of ten.")
    assert bare.returncode == 5
    assert "needs at least one quotation" in bare.stderr

    judged = addewid(
        "status", promise["ref"], "--delivery", "partly-met", "--evidence", link["ref"], "--because", "Four of ten."
    )
    assert judged.returncode == 0, judged.stderr
    unmet = json.loads(addewid("unmet", "--json").stdout)
    assert [(row["ref"], row["delivery"], row["overdue"]) for row in unmet] == [(promise["ref"], "partly-met", True)]
    assert json.loads(addewid("unmet", "--on", "2023-01-01", "--json").stdout) == []

    now = json.loads(addewid("overview", "--json").stdout)
    assert (now["commitments"], now["overdue"], now["deliveries"]["partly-met"]) == (len(waiting), 1, 1)
    assert now["kinds"]["pledge"]["unmet"] == 1 and "waiting" in now
    told = addewid("overview").stdout
    assert f"{len(waiting)} commitments in " in told and "partly-met" in told

    verified = addewid("verify")
    assert verified.returncode == 0
    assert "0 not found" in verified.stdout
    exported = json.loads(addewid("export", "commitments", "--format", "json").stdout)
    assert promise["ref"] in {row["ref"] for row in exported}
    assert addewid("doctor").returncode == 0


def test_running_everything_twice_changes_nothing(addewid: Run, papers: Path) -> None:
    def everything() -> str:
        for command in (["add", papers], ["update"]):
            assert addewid(*command).returncode == 0
        return addewid("export", "commitments", "--format", "json").stdout + addewid("overview", "--json").stdout

    assert everything() == everything()


def test_search_finds_what_was_added_and_names_the_bulk_id(addewid: Run, tmp_path: Path) -> None:
    lines = [
        {"id": "a-1", "title": "First", "text": "The council will plant an orchard."},
        {"id": "b-2", "title": "Second", "text": "Nothing of the kind."},
    ]
    bulk = tmp_path / "bulk.jsonl"
    bulk.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    assert addewid("add", bulk).returncode == 0
    assert addewid("index").returncode == 0
    found = json.loads(addewid("search", "orchard", "--json").stdout)
    assert found["total"] == 1
    hit = found["hits"][0]
    assert (hit["source_id"], hit["title"], hit["lang"]) == ("a-1", "First", "en")
    assert {"ref", "document", "page", "text", "score"} <= hit.keys()


def test_tagging_loose_files_leaves_the_corpus_alone(addewid: Run, papers: Path) -> None:
    shown = addewid("tag", papers / "plan.md", "--json")
    assert shown.returncode == 0, shown.stderr
    findings = [json.loads(line) for line in shown.stdout.splitlines()]
    keys = {"finding", "kind", "quote", "start", "end", "page", "actor", "action", "deadline", "condition", "themes"}
    assert all(keys | {"confidence", "rule", "lang"} <= finding.keys() for finding in findings)
    assert {"pledge", "duty"} <= {finding["kind"] for finding in findings if finding["finding"] == "commitment"}
    assert "There is no document yet" in addewid("overview").stdout


def test_one_bad_file_is_named_and_the_others_go_in(addewid: Run, papers: Path) -> None:
    (papers / "empty.txt").write_bytes(b"")
    (papers / "torn.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    shown = addewid("add", papers, papers / "absent.md")
    assert shown.returncode == 1
    assert "2 new documents" in shown.stderr
    for name in ("empty.txt", "torn.pdf", "absent.md"):
        assert sum(name in line for line in shown.stderr.splitlines()) == 1, shown.stderr
    assert "Traceback" not in shown.stderr
    assert addewid("add", papers / "plan.md").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["show", "c-nothing"], 2, "No commitment is called"),
        (["show", "nothing"], 2, "No document is called"),
        (["accept", "e-nothing"], 2, "No evidence is called"),
        (["status", "c-nothing", "--delivery", "met", "--because", "x"], 2, "No commitment is called"),
        (["status", "c-nothing", "--because", "x"], 2, "Nothing to record"),
        (["unmet", "--on", "yesterday"], 2, "not a date"),
        (["unmet", "--delivery", "done"], 2, "not-assessed"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_mistakes_get_one_sentence_and_a_status(addewid: Run, arguments: list[str], status: int, words: str) -> None:
    shown = addewid(*arguments)
    assert shown.returncode == status
    assert words in shown.stderr
    assert "Traceback" not in shown.stderr


def test_settings_that_do_not_exist_are_named(addewid: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("colour = 'green'\n", encoding="utf-8")
    shown = addewid("overview")
    assert shown.returncode == 2
    assert "colour" in shown.stderr


def test_a_home_that_cannot_be_made_is_named(addewid: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    shown = addewid("overview", home=tmp_path / "file" / "corpus")
    assert shown.returncode == 1
    assert "ADDEWID_HOME" in shown.stderr


def test_a_damaged_corpus_is_named(addewid: Run, home: Path) -> None:
    home.mkdir()
    (home / "corpus.db").write_bytes(b"not a database at all, but long enough to look at" * 100)
    shown = addewid("unmet")
    assert shown.returncode == 7
    assert "damaged" in shown.stderr


def test_a_reader_that_has_had_enough_ends_it_quietly(addewid: Run, papers: Path, home: Path) -> None:
    addewid("add", papers)
    command = [sys.executable, "-m", "addewid", "documents", "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={"ADDEWID_HOME": str(home), "PATH": ""}
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_a_person_links_words_of_her_own_choice(addewid: Run, papers: Path) -> None:
    addewid("add", papers)
    addewid("tag")
    promise = json.loads(addewid("unmet", "--delivery", "not-assessed", "--text", "ten", "--json").stdout)[0]["ref"]
    passage = json.loads(addewid("show", "report-2023", "--json").stdout)["passages"][-1]
    told = ["cite", promise, passage["ref"], "--relation", "contradicts"]
    missed = addewid(*told, "--quote", "words that are not there")
    assert (missed.returncode, "does not hold these words" in missed.stderr) == (2, True)
    cited = json.loads(addewid(*told, "--quote", "six have not been opened", "--json").stdout)
    assert (cited["state"], cited["quotation"]["exact"]) == ("accepted", "six have not been opened")
    judged = addewid("status", promise, "--delivery", "broken", "--evidence", cited["ref"], "--because", "Six missing.")
    assert judged.returncode == 0, judged.stderr


def test_a_decided_promise_whose_words_change_stays_in_sight(addewid: Run, papers: Path) -> None:
    addewid("add", papers)
    addewid("tag")
    promise = json.loads(addewid("unmet", "--delivery", "not-assessed", "--text", "ten", "--json").stdout)[0]["ref"]
    assert addewid("status", promise, "--verifiability", "clear", "--because", "Dated.").returncode == 0
    (papers / "plan.md").write_text(PLAN.replace("31 March 2023", "31 March 2033"), encoding="utf-8")
    assert addewid("add", papers).returncode == 0
    assert promise in addewid("tag").stderr
    listed = addewid("unmet", "--delivery", "not-assessed").stdout
    assert promise in listed
    assert "its words have changed" in listed
    assert addewid("verify").returncode == 1


def test_a_search_that_finds_only_some_words_is_recorded_as_in_vain(addewid: Run, papers: Path) -> None:
    addewid("add", papers)
    shown = json.loads(addewid("search", "hubs moratorium", "--record", "--json").stdout)
    assert (shown["total"], shown["some"] > 0) == (0, True)
    kept = json.loads(addewid("show", shown["recorded"], "--json").stdout)
    assert (kept["query"], kept["hits"]) == ("hubs moratorium", 0)
