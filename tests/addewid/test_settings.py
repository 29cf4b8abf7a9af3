"""Settings: what the app writes is what is read, and nothing else in the file changes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from addewid.settings import change, load, spoken
from corpus.codebook import DocumentKind, Lang
from corpus.errors import AddewidError, UsageProblem
from tui.preferences import Look

MINE = """\
# Settings of Mair. Hands off!
name = "Mair" # that is me
contact = 'mair@example.org'

# Committees are slow:
response_weeks = { committee-report = 12 } # weeks
database = "sqlite:///elsewhere.db"   # never shown

[keys] # keys of mine
# the old ones
reload = "ctrl+l"
find = "slash"
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("ADDEWID_NAME", "ADDEWID_DATABASE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "settings.toml"


def test_what_is_set_is_what_is_read(path: Path) -> None:
    told = change(
        path,
        {
            "name": "Siôn “y gath”\\ \"'",
            "language": Lang.CY,
            "theme": Look.HIGH_CONTRAST,
            "meaning": True,
            "across": True,
            "processes": 0,
            "largest_file_mb": 12,
            "contact": "https://example.org/pwy",
            "response_weeks": {DocumentKind.AUDIT_REPORT: 8},
            "keys": {"decide-accepted": "A,ctrl+a"},
        },
    )
    assert told == load(path)
    assert (told.name, told.language, told.theme) == ("Siôn “y gath”\\ \"'", Lang.CY, Look.HIGH_CONTRAST)
    assert (told.processes, told.largest_file, told.meaning, told.across) == (0, 12 * 1024 * 1024, True, True)
    assert told.response_weeks == {DocumentKind.AUDIT_REPORT: 8, DocumentKind.COMMITTEE_REPORT: 6}
    assert told.keys == {"decide-accepted": "A,ctrl+a"}


def test_everything_else_stays_as_it_is_written(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    change(path, {"name": "Nia", "keys": {"reload": "ctrl+l", "find": "f3"}, "response_weeks": {"committee-report": 7}})
    assert path.read_text(encoding="utf-8") == (
        MINE.replace('"Mair" #', '"Nia" #').replace('find = "slash"', 'find = "f3"').replace("12 }", "7 }")
    )


def test_what_is_new_comes_before_the_tables_and_what_is_taken_out_is_gone(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    change(path, {"language": "cy", "contact": None, "keys": {"reload": "ctrl+l"}})
    after = path.read_text(encoding="utf-8")
    assert after.index('language = "cy"') < after.index("[keys]")
    assert "contact" not in after and "find" not in after and "# the old ones" in after
    change(path, {"keys": None})
    assert load(path).keys == {}
    assert "[keys]" not in path.read_text(encoding="utf-8")


def test_lines_keep_their_ends(path: Path) -> None:
    path.write_bytes(MINE.replace("\n", "\r\n").encode())
    change(path, {"name": "Nia"})
    assert path.read_bytes() == MINE.replace('"Mair" #', '"Nia" #').replace("\n", "\r\n").encode()


def test_what_would_be_refused_is_not_written(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    refused: list[dict[str, object]] = [
        {"contact": "nobody at all"},
        {"language": "fr"},
        {"theme": "pink"},
        {"processes": -1},
        {"processes": 1_000_000},
        {"processes": True},
        {"largest_file_mb": 0},
        {"meaning": "yes"},
        {"response_weeks": {"committee-report": 521}},
        {"response_weeks": {"pamphlet": 5}},
        {"keys": {"find": ""}},
        {"keys": {"find": "a,,b"}},
        {"keys": {"find": "a\nb"}},
        {"keys": {"Find it": "a"}},
        {"keys": {"find": 7}},
        {"colour": "green"},
        {"name": "Nia", "contact": "nobody at all"},
    ]
    for values in refused:
        with pytest.raises(UsageProblem, match=r"settings\.toml"):
            change(path, values)
    assert path.read_text(encoding="utf-8") == MINE


@pytest.mark.parametrize("said", ["name =", "name = 7", "\x00", "keys = 'x'", "[keys]\nfind = true"])
def test_a_file_that_cannot_be_understood_is_never_written_over(path: Path, said: str) -> None:
    path.write_text(said, encoding="utf-8")
    with pytest.raises(UsageProblem):
        change(path, {"language": "cy"})
    assert path.read_text(encoding="utf-8") == said


def test_bytes_that_are_no_text_are_refused(path: Path) -> None:
    path.write_bytes(b'name = "\xff"\n')
    with pytest.raises(UsageProblem, match="cannot be read as settings"):
        change(path, {"language": "cy"})


@pytest.mark.skipif(os.name == "nt", reason="modes are those of POSIX")
def test_the_mode_stays_a_link_is_followed_and_a_new_file_is_private(path: Path, tmp_path: Path) -> None:
    change(path, {"name": "Nia"})
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)
    elsewhere = tmp_path / "dotfiles" / "addewid.toml"
    elsewhere.parent.mkdir()
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    change(path, {"name": "Mair"})
    assert path.is_symlink() and load(elsewhere).name == "Mair"
    assert elsewhere.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in elsewhere.parent.iterdir()] == ["addewid.toml"]


def test_a_folder_that_takes_nothing_changes_nothing(path: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(AddewidError, match=r"cannot be written .* so nothing was changed"):
        change(tmp_path / "file" / "settings.toml", {"name": "Nia"})


FULL = """
import resource, signal, sys
from pathlib import Path
from addewid.settings import change
from corpus.errors import AddewidError
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    change(Path(sys.argv[1]), {"name": "N" * 500})
except AddewidError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file-size limits are those of POSIX")
def test_a_full_disk_leaves_the_file_as_it_was(path: Path) -> None:
    path.write_text(MINE, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    assert "cannot be written (File too large), so nothing was changed" in done.stdout
    assert path.read_text(encoding="utf-8") == MINE
    assert [each.name for each in path.parent.iterdir()] == ["settings.toml"]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60))
def test_any_name_is_read_as_it_was_set(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.mktemp("named") / "settings.toml"
    path.write_text(MINE, encoding="utf-8")
    told = change(path, {"name": name})
    assert told.name == name or not name
    assert load(path) == told
    assert path.read_text(encoding="utf-8").startswith("# Settings of Mair. Hands off!\n")


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, Lang.EN),
        ({"LANG": "cy_GB.UTF-8"}, Lang.CY),
        ({"LANG": "cy"}, Lang.CY),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "cy_GB.UTF-8"}, Lang.CY),
        ({"LANG": "cy_GB.UTF-8", "LC_ALL": "C.UTF-8"}, Lang.EN),
        ({"LANG": "cy_GB.UTF-8", "LC_ALL": ""}, Lang.CY),
        ({"LANG": "cym"}, Lang.EN),
        ({"ADDEWID_LANGUAGE": "cy", "LANGUAGE": "cy"}, Lang.EN),
    ],
)
def test_without_a_setting_the_computer_decides_the_language(
    path: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], lang: Lang
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert spoken(load(path)) is lang
    path.write_text('language = "cy"\n', encoding="utf-8")
    assert spoken(load(path)) is Lang.CY
    path.write_text('language = "en"\n', encoding="utf-8")
    assert spoken(load(path)) is Lang.EN


def test_the_environment_stands_above_a_name_that_is_set(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDEWID_NAME", "Env")
    assert change(path, {"name": "Nia"}).name == "Env"
    monkeypatch.delenv("ADDEWID_NAME")
    assert load(path).name == "Nia"


def test_reading_settings_needs_neither_textual_nor_tomlkit() -> None:
    code = "import sys, addewid.settings; print([m for m in ('textual', 'tomlkit', 'babel') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_every_setting_is_written_of(path: Path) -> None:
    told = (Path(__file__).parents[2] / "docs" / "settings.md").read_text(encoding="utf-8")
    path.write_text("no_such_setting = 1\n", encoding="utf-8")
    with pytest.raises(UsageProblem) as refused:
        load(path)
    there = str(refused.value).split("there are: ")[1].rstrip(".").split(", ")
    assert sorted(line.split("`")[1] for line in told.splitlines() if line.startswith("| `")) == there
