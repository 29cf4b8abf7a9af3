"""Drafts in the app, by the command: opened at a file, or listed as plain lines."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from addewid import paths
from addewid.commands import draft_editing
from addewid.narrator import Narrator
from addewid.preferred import seated
from addewid.workspace import Workspace

Run = Callable[..., subprocess.CompletedProcess[str]]

ANSWER = (
    "---\ntitle: Our answer\nlang: en-GB\nconsultation: c-2026\n---\n\n## Question 1 {#q1}\n\nYes.\n\n## Q2 {#q2}\n"
)


def test_drafts_are_listed_as_lines_and_edited_at_a_terminal_only(addewid: Run, home: Path) -> None:
    path = home / "responses" / "c-2026" / "response.en.md"
    path.parent.mkdir(parents=True)
    path.write_text(ANSWER, encoding="utf-8")
    listed = addewid("open", "--plain", "drafts")
    assert listed.returncode == 0, listed.stderr
    told = listed.stdout.splitlines()
    assert told[0] == "1 draft" and "Our answer" in told and "Answer to: c-2026" in told
    assert "Questions: 1 of 2 questions answered" in told and f"File: {path}" in told
    one = addewid("open", "--plain", "drafts", str(path)).stdout.splitlines()
    assert one[0] == "Our answer" and "Line: 7" in one and "Length: not answered" in one
    for given, why in ((str(path), "The app needs a terminal"), ("nowhere.md", "There is no file nowhere.md")):
        refused = addewid("draft", "edit", given)
        assert refused.returncode == 2 and why in refused.stderr and "Traceback" not in refused.stderr


def test_the_app_is_opened_at_the_draft_that_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path))
    path = tmp_path / "mine.md"
    path.write_text(ANSWER, encoding="utf-8")
    shown: list[Path] = []
    monkeypatch.setattr(draft_editing, "show_app", lambda *, draft: shown.append(draft))
    monkeypatch.chdir(tmp_path)
    draft_editing.edit_command.main(["mine.md"], standalone_mode=False)
    assert shown == [path]


def test_the_desk_has_the_folder_that_is_set(tmp_path: Path) -> None:
    workspace = Workspace(paths.Paths(tmp_path), Narrator(quiet=True))
    assert seated(workspace).drafts == tmp_path / "responses"
    (tmp_path / "settings.toml").write_text(f'drafts = "{tmp_path / "elsewhere"}"\n', encoding="utf-8")
    again = Workspace(paths.Paths(tmp_path), Narrator(quiet=True))
    desk = seated(again)
    assert desk.drafts == tmp_path / "elsewhere" and desk.unsaved == tmp_path / "unsaved"
    for each in (workspace, again):
        each.close()
