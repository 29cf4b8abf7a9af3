"""``addewid publish``: the public tracker from the command line."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.slow
def test_a_site_is_published_and_then_only_what_changed(addewid: Run, starter_home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "public"
    (starter_home / "settings.toml").write_text('contact = "ann@example.org"\nshort_quotations = []\n')
    asked = ("publish", folder, "--on", "2026-11-20", "--address", "https://example.org/tracker/")
    done = addewid(*asked, home=starter_home)
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert f"written to {folder}, 0 unchanged, 0 removed; begin with {folder / 'index.html'}." in done.stderr
    assert "over 100 kB" not in done.stderr
    assert 'href="https://example.org/tracker/en/index.html"' in (folder / "en" / "index.html").read_text()
    assert "As of 20 Nov 2026" in (folder / "en" / "index.html").read_text()
    page = next((folder / "cy" / "promise").iterdir()).read_text()
    assert "mailto:ann@example.org" in page
    assert 'class="suggestion"' not in page
    again = addewid(*asked, home=starter_home)
    assert f"0 files written to {folder}" in again.stderr


def test_what_cannot_be_is_told_in_a_sentence(addewid: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years")
    refused = addewid("publish", tmp_path / "mine")
    assert refused.returncode == 1
    assert refused.stderr.splitlines()[-1].endswith("choose an empty folder, or move it away.")
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["thesis.txt"]
    wrong = addewid("publish", tmp_path / "site", "--address", "javascript:alert(1)")
    assert wrong.returncode == 2
    assert "cannot be the address of a site" in wrong.stderr
    assert not (tmp_path / "site").exists()


def test_an_empty_corpus_is_published_as_such(addewid: Run, tmp_path: Path) -> None:
    done = addewid("publish", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "There is no promise here." in (tmp_path / "site" / "en" / "promises" / "all" / "index.html").read_text()
