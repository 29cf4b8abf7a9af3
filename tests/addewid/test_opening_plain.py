"""The views of the app as plain lines, by the command."""

import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]


def test_the_command_prints_a_view_and_needs_no_terminal(addewid: Run, home: Path, tmp_path: Path) -> None:
    paper = tmp_path / "plan.txt"
    paper.write_text("A plan for care\n\nWe will open ten hubs by March 2030.\n", encoding="utf-8")
    assert addewid("add", paper).returncode == 0
    done = addewid("open", "--plain")
    assert done.returncode == 0 and "1 document" in done.stdout.splitlines(), done.stderr
    done = addewid("open", "--plain", "search", "hubs")
    assert "We will open ten hubs by March 2030." in done.stdout.splitlines()
    done = addewid("open", "--plain", "settings")
    assert f"Settings in: {home / 'settings.toml'}" in done.stdout.splitlines()


def test_the_command_says_what_is_wrong_in_one_sentence(addewid: Run, home: Path) -> None:
    for given, told in (
        (("open", "--plain", "charts"), "charts is no view; there are: overview"),
        (("open", "--plain", "promise"), "Say which: addewid open --plain promise REF"),
        (("open", "promises"), "A view is named with --plain only"),
        (("open", "--plain", "promise", "c-nothing"), "c-nothing"),
    ):
        done = addewid(*given)
        assert done.returncode == 2 and told in done.stderr and "Traceback" not in done.stderr
        assert done.stdout == "" and len(done.stderr.strip().splitlines()) == 1


def test_the_command_speaks_the_language_that_is_set(addewid: Run, home: Path) -> None:
    home.mkdir(exist_ok=True)
    (home / "settings.toml").write_text('language = "cy"\n', encoding="utf-8")
    english, welsh = addewid("open", "--plain", "help"), addewid("open", "--plain", "settings")
    assert english.returncode == welsh.returncode == 0
    assert "Cymraeg" in welsh.stdout
