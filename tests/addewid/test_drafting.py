"""A response from its first line to a check that its writer can stand by, on the command line."""

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

PAPER = """---
id: orchards-2026
title: "Consultation: <b>orchards</b> for schools"
lang: en
kind: consultation
date: 2026-01-05
publisher: Welsh Government
---
# Orchards for schools

## Questions

Question 1: Should there be an orchard beside every school?

Question 2: What else would you say?
"""

PLAN = """---
id: orchard-plan
title: Orchards for all
lang: en
kind: strategy
date: 2021-06-15
publisher: Welsh Government
---
# Orchards for all

We will plant an orchard beside every school in Wales by March 2023.

The trees will be old sorts, and the pupils will choose them.
"""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A home with a consultation and a promise in it."""
    from click.testing import CliRunner

    from addewid.cli import cli

    home = tmp_path_factory.mktemp("filled")
    (home / "paper.md").write_text(PAPER)
    (home / "plan.md").write_text(PLAN)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ADDEWID_HOME", str(home / "home"))
        patch.setenv("ADDEWID_NAME", "Mair")
        for words in (["add", str(home / "paper.md"), str(home / "plan.md")], ["update"]):
            done = CliRunner().invoke(cli, words)
            assert done.exit_code == 0, done.output
    yield home / "home"


@pytest.fixture
def run(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Run a command in that home with a folder of responses of the test's own: its exit status and its data."""
    import shutil

    from click.testing import CliRunner

    from addewid.cli import cli
    from corpus.errors import AddewidError

    home = tmp_path / "home"
    shutil.copytree(filled, home)
    (home / "settings.toml").write_text(f"drafts = {json.dumps(str(tmp_path / 'mine'))}\n")
    monkeypatch.setenv("ADDEWID_HOME", str(home))
    monkeypatch.setenv("ADDEWID_NAME", "Mair")

    def runs(*words: object) -> tuple[int, str]:
        try:
            done = CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)
        except AddewidError as error:
            return error.exit_status, str(error)
        return done.exit_code, done.stdout

    return runs


def data(told: tuple[int, str]) -> Any:
    return json.loads(told[1])


def test_a_response_is_begun_written_checked_and_broken(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    status, told = run("draft", "new", "orchards-2026", "--words", 200, "--twin", "--deadline", "2026-03-01")
    english, welsh = map(Path, told.splitlines())
    assert status == 0 and english == tmp_path / "mine" / "orchards-2026" / "response.en.md" and welsh.is_file()
    assert run("draft", "new", "orchards-2026")[0] == 2
    listed = data(run("draft", "list", "--json"))
    assert [(row["lang"], row["questions"], row["answered"]) for row in listed] == [("cy", 2, 0), ("en", 2, 0)]

    status, told = run("draft", "check", "orchards-2026/en")
    assert status == 1 and told.count("is not answered") == 2 and "response.en.md:15: unanswered:" in told

    one, _ = data(run("draft", "suggest", "orchards-2026/en", "--json"))
    (promise,) = (each["promise"] for each in one["promises"])
    assert promise["quote"].startswith("We will plant an orchard") and promise["delivery"] == "not-assessed"

    status, told = run("draft", "quote", promise["ref"])
    assert (status, told) == (0, f"“{promise['quote']}” [@orchard-plan]\n")
    status, told = run("draft", "quote", promise["ref"], "--status", "--into", "orchards-2026/en", "--question", "1")
    assert (status, told) == (0, "")
    assert ".status" not in english.read_text(), "nobody has decided"
    passage = "orchard-plan/en/2"
    quoted = data(run("draft", "quote", passage, "--words", "the pupils will choose them", "--json"))
    assert quoted["markdown"] == "“the pupils will choose them” [@orchard-plan]"
    english.write_text(english.read_text() + f"\nSo it goes: {quoted['markdown']}.\n")
    status, told = run("draft", "check", english)
    assert status == 0 and "2 quotations: 2 found." in told
    assert "Nothing fails. Whether the words support what is said of them is for you to judge." in told
    assert "note: The deadline was 1 Mar 2026; it has passed." in told

    english.write_text(english.read_text().replace("pupils will choose", "pupils must choose"))
    checked = data(run("draft", "check", english, "--json"))
    assert not checked["fine"] and checked["outcomes"]["changed"] == 1
    (problem,) = checked["problems"]
    lines = english.read_text().splitlines()
    assert problem["kind"] == "changed" and "must choose" in lines[problem["line"] - 1]
    assert "“the pupils will choose them" in problem["sentence"]


def test_a_document_that_is_added_again_with_other_words_makes_the_check_fail(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    path = tmp_path / "answer.md"
    words = "“the pupils will choose them” [@orchard-plan]"
    path.write_text(f"---\nconsultation: orchards-2026\n---\n\n## Question 1 {{#q1}}\n\nSo: {words}.\n")
    assert run("draft", "check", path)[0] == 0
    changed = tmp_path / "plan.md"
    changed.write_text(PLAN.replace("the pupils will choose them", "the council will choose them"))
    assert run("add", changed)[0] == 0
    status, told = run("draft", "check", path)
    assert status == 1
    assert "answer.md:7: changed:" in told and "@orchard-plan has changed since it held these words" in told
    assert "the council will choose them" in told
    status, told = run("draft", "build", path, "--output", tmp_path / "out.docx")
    assert status == 1 and not (tmp_path / "out.docx").exists()


def test_a_quotation_is_put_under_its_question_and_nothing_else_is_touched(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    path = tmp_path / "mine.md"
    before = (
        "\ufeff---\r\nconsultation: orchards-2026\r\n---\r\n\r\n## One {#q1}\r\n\r\nYes.\r\n\r\n\r\n## Two {#q2}\r\n"
    )
    path.write_bytes(before.encode())
    assert run("draft", "quote", "orchard-plan/en/2", "--into", path, "--question", "q1")[0] == 0
    words = "“The trees will be old sorts, and the pupils will choose them.” [@orchard-plan]"
    assert path.read_bytes().decode() == before.replace("Yes.\r\n", f"Yes.\r\n\r\n{words}\r\n")
    assert run("draft", "quote", "orchard-plan/en/2", "--into", path, "--question", "2")[0] == 0
    assert path.read_bytes().decode().endswith(f"## Two {{#q2}}\r\n\r\n{words}\r\n")
    assert run("draft", "quote", "orchard-plan/en/2", "--into", path, "--question", "3")[0] == 2
    assert run("draft", "quote", "orchard-plan/en/2", "--into", path)[0] == 2
    assert run("draft", "quote", "orchard-plan/en/99")[0] == 2


def test_own_references_are_taken_in_and_said_to_be_unchecked(
    run: Callable[..., tuple[int, str]], tmp_path: Path
) -> None:
    path, mine = tmp_path / "answer.md", tmp_path / "zotero.json"
    path.write_text(
        "---\nconsultation: orchards-2026\n---\n\n## Q {#q1}\n\n“ten trees in each county” [@jones, p. 3]\n"
    )
    assert run("draft", "check", path)[0] == 1
    mine.write_text(json.dumps([{"id": "jones", "type": "book", "title": "Trees"}]))
    assert run("draft", "references", path, mine) == (0, "@jones\n")
    status, told = run("draft", "check", path)
    assert status == 0 and "answer.md:7: note:" in told and "1 not checked" in told
    mine.write_text(json.dumps([{"id": "orchard-plan", "type": "book", "title": "Trees"}]))
    assert run("draft", "references", path, mine)[0] == 2
    held = json.loads((tmp_path / "references.json").read_text())
    assert [item["id"] for item in held] == ["jones"]
    (tmp_path / "references.json").write_text("{")
    assert run("draft", "check", path)[0] == 2


def test_what_does_not_fit_is_said_in_one_sentence(run: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    for words in (
        ("draft", "new", "nothing"),
        ("draft", "new", "../../etc/passwd"),
        ("draft", "check", "nothing"),
        ("draft", "check", tmp_path / "nothing.md"),
        ("draft", "suggest", "../../x"),
        ("draft", "nothing"),
        ("draft", "new", "orchards-2026", "--deadline", "soon"),
    ):
        assert run(*words)[0] == 2, words
    assert run("draft", "list") == (0, f"0 responses in {tmp_path / 'mine'}.\n")


def test_the_command_ends_as_it_says(addewid: Run, filled: Path) -> None:
    done = addewid("draft", "check", "nothing", home=filled)
    assert done.returncode == 2 and done.stdout == "" and done.stderr.count("\n") == 1
    helped = addewid("draft", "check", "--help", home=filled)
    assert "Exit status: 0 nothing fails" in helped.stdout
