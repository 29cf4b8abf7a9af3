"""The folder of a site: what is ours in it, what is not written again, and what is left where somebody was stopped."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from corpus.errors import AddewidError, CorpusBusy
from publish.site.folder import LOCK, MANIFEST, OURS, STAGE, Outcome, opened
from tests.publish.sited import files


def write(folder: Path, made: dict[str, str], asked: list[str] | None = None) -> Outcome:
    """A site of these files, each made of its own content."""

    def make(name: str) -> Callable[[], str]:
        def content() -> str:
            if asked is not None:
                asked.append(name)
            return made[name]

        return content

    with opened(folder) as site:
        for name, content in made.items():
            site.put(name, content, make(name))
        return site.finish()


def test_what_did_not_change_is_neither_made_nor_written_again(tmp_path: Path) -> None:
    folder = tmp_path / "public" / "site"
    assert write(folder, {"a.html": "one", "b/c.html": "two"}) == Outcome(2, 0, 0, ())
    before = {each: each.stat().st_mtime_ns for each in folder.rglob("*") if each.is_file() and each.name != LOCK}
    asked: list[str] = []
    assert write(folder, {"a.html": "one", "b/c.html": "two"}, asked) == Outcome(0, 2, 0, ())
    assert asked == []
    assert {each: each.stat().st_mtime_ns for each in before} == before
    assert write(folder, {"a.html": "one", "b/c.html": "three"}, asked) == Outcome(1, 1, 0, ())
    assert asked == ["b/c.html"]
    assert files(folder) == {"a.html": b"one", "b/c.html": b"three"}


def test_what_is_gone_is_removed_with_its_folder_and_nothing_of_others(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "one", "b/c.html": "two", "d/e.html": "three"})
    (tmp_path / "CNAME").write_text("example.org")
    (tmp_path / "d" / "mine.txt").write_text("mine")
    assert write(tmp_path, {"a.html": "one"}).removed == 2
    assert files(tmp_path) == {"a.html": b"one", "CNAME": b"example.org", "d/mine.txt": b"mine"}
    assert not (tmp_path / "b").exists()


def test_a_file_that_somebody_cut_is_written_again(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "one"})
    (tmp_path / "a.html").write_text("")
    assert write(tmp_path, {"a.html": "one"}).written == 1
    assert files(tmp_path) == {"a.html": b"one"}


def test_a_folder_that_holds_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("years of work")
    with pytest.raises(AddewidError, match=r"holds thesis\.docx"):
        write(tmp_path, {"a.html": "one"})
    assert [each.name for each in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_of_somebody_elses_is_never_written_over(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "one"})
    (tmp_path / "b.html").write_text("mine")
    with pytest.raises(AddewidError, match=r"holds b\.html"):
        write(tmp_path, {"a.html": "other", "b.html": "two"})
    assert files(tmp_path) == {"a.html": b"one", "b.html": b"mine"}


def test_nothing_is_written_through_a_link_that_leads_elsewhere(tmp_path: Path) -> None:
    elsewhere, folder = tmp_path / "elsewhere", tmp_path / "site"
    elsewhere.mkdir()
    write(folder, {"a.html": "one"})
    (folder / "en").symlink_to(elsewhere)
    with pytest.raises(AddewidError, match="holds en"):
        write(folder, {"a.html": "one", "en/b.html": "two"})
    assert list(elsewhere.iterdir()) == []


class Stopped(BaseException):
    """As when the process is ended."""


@pytest.mark.parametrize("after", range(9))
def test_a_stop_at_any_moment_leaves_a_site_that_the_next_run_makes_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    old = {"a.html": "1", "b.html": "2", "c/d.html": "3", "gone.html": "4"}
    new = {"a.html": "1", "b.html": "two", "c/d.html": "three", "e.html": "five"}
    write(tmp_path, old)
    before = files(tmp_path)
    replaced, real = 0, Path.replace

    def replace(self: Path, target: Path) -> Path:
        nonlocal replaced
        if replaced == after:
            raise Stopped
        replaced += 1
        return real(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        try:
            write(tmp_path, new)
        except Stopped:
            stopped = files(tmp_path)
            assert all(content in (before.get(name), new.get(name, "").encode()) for name, content in stopped.items())
            assert after > 1 or stopped == before
            assert set(before) <= set(stopped) or after > 3  # nothing is removed before all else is there
        else:
            assert after > 4
    write(tmp_path, new)
    assert files(tmp_path) == {name: content.encode() for name, content in new.items()}
    assert not (tmp_path / STAGE).exists()


def test_a_stop_while_pages_are_made_leaves_the_old_site(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "one"})

    def stop() -> str:
        raise Stopped

    with pytest.raises(Stopped), opened(tmp_path) as site:
        site.put("a.html", "new", lambda: "new")
        site.put("b.html", "new", stop)
    assert files(tmp_path) == {"a.html": b"one"}
    assert {each.name for each in tmp_path.iterdir()} <= {"a.html", MANIFEST, LOCK}


def test_what_a_killed_process_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / STAGE / "en").mkdir(parents=True)
    (tmp_path / STAGE / "en" / "half.html").write_text("ha")
    write(tmp_path, {"a.html": "one"})
    assert {each.name for each in tmp_path.iterdir()} - OURS == {"a.html"}
    assert not (tmp_path / STAGE).exists()


def test_two_at_once_are_told_in_a_sentence(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "one"})
    with FileLock(tmp_path / LOCK), pytest.raises(CorpusBusy, match="is being written already"):
        write(tmp_path, {"a.html": "two"})
    assert files(tmp_path) == {"a.html": b"one"}


@pytest.mark.parametrize(
    "told", ["", "[]", "{}", '{"addewid": "site", "format": 1, "files": {"../x": ["", 1]}}', '{"files": 3}']
)
def test_a_list_of_files_that_is_none_is_not_believed(tmp_path: Path, told: str) -> None:
    folder = tmp_path / "site"
    write(folder, {"a.html": "one"})
    (tmp_path / "x").write_text("mine")
    (folder / MANIFEST).write_text(told)
    with pytest.raises(AddewidError, match="does not list the files"):
        write(folder, {"a.html": "two"})
    assert (tmp_path / "x").read_text() == "mine"
    assert files(folder) == {"a.html": b"one"}


def test_a_folder_that_cannot_be_made_or_written_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AddewidError, match="cannot be written"):
        write(tmp_path / "file" / "site", {"a.html": "one"})
    write(tmp_path / "site", {"a.html": "one"})

    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(AddewidError, match="No space left on device"):
        write(tmp_path / "site", {"a.html": "two"})
    assert files(tmp_path / "site") == {"a.html": b"one"}


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../a", "a/../b", "a//b", ".hidden", "a/.b", "a\\b", "a\nb"])
def test_names_that_are_none_are_a_mistake(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be the name"), opened(tmp_path) as site:
        site.put(name, "", lambda: "")


def test_one_name_given_twice_is_a_mistake(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be the name"), opened(tmp_path) as site:
        for content in ("one", "two"):
            site.put("a.html", content, str)


def test_what_is_kept_of_files_does_not_depend_on_the_order_they_were_made_in(tmp_path: Path) -> None:
    for name, order in (("one", ("a.html", "b.html")), ("two", ("b.html", "a.html"))):
        write(tmp_path / name, dict.fromkeys(order, "x"))
    one, two = ((tmp_path / name / MANIFEST).read_bytes() for name in ("one", "two"))
    assert one == two
    assert json.loads(one)["files"].keys() == {"a.html", "b.html"}
