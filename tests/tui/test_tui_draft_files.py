"""A writer's file: what was not edited stays byte for byte, nobody's words are written over, none are lost."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import AddewidError, UsageProblem
from tests.tui.test_tui_faults import harmful
from tui.drafting import on_disk, putting
from tui.drafting.file_text import FileText, understood
from tui.drafting.on_disk import ChangedMeanwhile
from tui.drafting.unsaved import Kept, Spot, Unsaved

HERE = Path("draft.md")

ODD = ("a", "ŵ", "é", " ", "\t", "\r", "\n", "\r\n", "\x0b", "\x0c", "\x1b[31m", "\u2028", "\x85", "\u202e", "\x00")
TEXTS = st.lists(
    st.sampled_from([*ODD, "漢", "👩\u200d👩", "\ufeff", "## Q\n", "x\r\n", "y\r"]),
    max_size=40,
).map("".join)


def data_of(file: FileText, text: str) -> bytes:
    return file.with_text(text).encode()


# Byte for byte


@given(TEXTS, st.booleans())
def test_what_is_not_edited_is_written_as_it_was(text: str, marked: bool) -> None:
    data = (b"\xef\xbb\xbf" if marked else b"") + text.encode()
    file = understood(data, HERE)
    assert data_of(file, file.text) == data
    assert not harmful(file.text.replace("\n", "").replace("\t", ""))
    assert file.text.split("\n") == file.text.splitlines() + ([""] if file.text[-1:] in ("", "\n") else [])


@given(TEXTS, TEXTS, st.data())
def test_only_the_line_that_is_edited_changes(before: str, after: str, data: st.DataObject) -> None:
    end = data.draw(st.sampled_from(["\n", "\r\n", "\r"]))
    if end == "\r" and after.startswith("\n"):
        end = "\r\n"
    if before.endswith("\r"):
        before += "\n"
    whole = f"{before}\n~old~{end}{after}"
    file = understood(whole.encode(), HERE)
    assert data_of(file, file.text.replace("~old~", "~new words~")) == whole.replace("~old~", "~new words~").encode()


@pytest.mark.parametrize(("end", "other"), [("\r\n", "\n"), ("\n", "\r\n"), ("\r\n", "\r")])
def test_new_lines_end_as_most_do(end: str, other: str) -> None:
    file = understood(f"one{end}two{end}three{other}four".encode(), HERE)
    assert file.with_text("one\nnew\ntwo\nthree\nfour\nlast") == (f"one{end}new{end}two{end}three{other}four{end}last")
    assert understood(b"", HERE).with_text("a\nb") == "a\nb"


def test_what_is_no_text_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageProblem, match="not written in UTF-8"):
        understood("ŵ".encode("utf-16"), HERE)
    odd = understood("\U000f001b \x1b".encode(), HERE)
    assert data_of(odd, odd.text) == "\U000f001b \x1b".encode()
    with pytest.raises(UsageProblem, match="cannot be shown here"):
        understood("\U000f001b \U0010001b".encode(), HERE)


# On disk


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    path = tmp_path / "response.en.md"
    path.write_bytes(b"one\r\ntwo\r\n")
    return path


def test_a_file_is_written_whole_and_keeps_its_mode(draft: Path) -> None:
    draft.chmod(0o640)
    held = on_disk.write(on_disk.read(draft), "one\n2\n")
    assert draft.read_bytes() == b"one\r\n2\r\n"
    assert held == on_disk.read(draft) and draft.stat().st_mode & 0o777 == 0o640
    assert list(draft.parent.iterdir()) == [draft]


def test_what_another_program_wrote_is_not_written_over(draft: Path) -> None:
    held = on_disk.read(draft)
    draft.write_bytes(b"TWO\r\none\n")
    os.utime(draft, ns=(held.stamp[0], held.stamp[0]))  # the clock tells nothing
    with pytest.raises(ChangedMeanwhile):
        on_disk.write(held, "mine\n")
    assert draft.read_bytes() == b"TWO\r\none\n"
    now, aside = on_disk.over(draft, "mine\r\n")
    assert aside is not None and aside.name == "response.en.theirs.md" and aside.read_bytes() == b"TWO\r\none\n"
    assert draft.read_bytes() == b"mine\r\n" and now.file.text == "mine\n"


def test_a_change_elsewhere_is_seen_once_it_is_one(draft: Path) -> None:
    held = on_disk.read(draft)
    assert on_disk.elsewhere(held) is None
    draft.touch()
    assert on_disk.elsewhere(held) is None
    draft.write_text("other\n")
    found = on_disk.elsewhere(held)
    assert found is not None and found.file.text == "other\n"
    draft.unlink()
    with pytest.raises(UsageProblem, match="There is no file"):
        on_disk.elsewhere(held)
    assert on_disk.write(held, "again\n").file.text == "again\n"


def test_copies_never_take_the_place_of_anything(draft: Path) -> None:
    names = [on_disk.put_beside(draft, "mine", f"{n}") for n in range(3)]
    assert [path.name for path in names] == ["response.en.mine.md", "response.en.mine-2.md", "response.en.mine-3.md"]
    assert [path.read_text() for path in names] == ["0", "1", "2"]


@pytest.mark.parametrize("odd", ["folder", "long", "gone", "name"])
def test_what_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "x.md"
    if odd == "folder":
        path.mkdir()
    elif odd == "long":
        path.write_bytes(b"x" * (on_disk.MOST + 1))
    elif odd == "name":
        path = tmp_path / ("x" * 3000)
    with pytest.raises(UsageProblem) as told:
        on_disk.read(path)
    assert str(told.value).endswith(".") and str(path) in str(told.value)


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    path = folder / "x.md"
    path.write_text("one")
    held = on_disk.read(path)
    path.unlink()
    folder.rmdir()
    with pytest.raises(AddewidError, match="cannot be written"):
        on_disk.write(held, "two")
    with pytest.raises(AddewidError, match="cannot be written"):
        on_disk.put_beside(path, "mine", "two")


# What is not saved


def test_words_not_saved_are_kept_for_their_own_file_alone(tmp_path: Path) -> None:
    unsaved, path = Unsaved(tmp_path / "unsaved"), tmp_path / "a.md"
    assert unsaved.read(path) == Kept() and unsaved.since(path) is None
    kept = Kept(Spot(3, 4, 1), "ŵ\t\U000f001b\n", "abc")
    unsaved.keep(path, kept)
    assert unsaved.read(path) == kept and unsaved.since(path) is not None
    assert unsaved.read(tmp_path / "b.md") == Kept()
    unsaved.keep(path, Kept(Spot(1)))
    assert unsaved.since(path) is None and unsaved.read(path).spot == Spot(1)
    assert all(file.stat().st_mode & 0o077 == 0 for file in (tmp_path / "unsaved").iterdir())


@pytest.mark.parametrize("told", ["", "{", "[]", "[" * 100_000, '{"path": 1}', "\x00", '{"words": []}'])
def test_any_file_of_what_was_kept_is_borne(tmp_path: Path, told: str) -> None:
    unsaved, path = Unsaved(tmp_path), tmp_path / "a.md"
    unsaved.keep(path, Kept())
    next(tmp_path.iterdir()).write_text(told)
    assert unsaved.read(path) == Kept() and unsaved.since(path) is None


def test_kept_words_drive_no_terminal(tmp_path: Path) -> None:
    unsaved, path = Unsaved(tmp_path), tmp_path / "a.md"
    unsaved.keep(path, Kept(words="a\x1b[2J\ud800\tb\u202e\r\nc"))
    assert unsaved.read(path).words == "a [2J \tb  \nc"


def test_odd_numbers_are_no_spot(tmp_path: Path) -> None:
    unsaved, path = Unsaved(tmp_path), tmp_path / "a.md"
    unsaved.keep(path, Kept(words="x"))
    file = next(tmp_path.iterdir())
    file.write_text(file.read_text().replace('"line": 0', '"line": -1').replace('"top": 0', f'"top": {1 << 80}'))
    assert unsaved.read(path) == Kept(words="x")


def test_without_a_folder_nothing_is_kept(tmp_path: Path) -> None:
    Unsaved(None).keep(tmp_path / "a.md", Kept(words="x"))
    assert Unsaved(None).read(tmp_path / "a.md") == Kept() and list(tmp_path.iterdir()) == []


# Where words are put

LINES = ["Opening", "", "## Question 1 {#q1}", "", "::: question", "What do you think?", ":::", "", "We agree.", ""]


@pytest.mark.parametrize(
    ("at", "to"),
    [((8, 3), (8, 3)), ((9, 0), (9, 0)), ((0, 99), (0, 7)), ((99, 0), (9, 0))]
    + [((row, 1), (6, 3)) for row in (2, 4, 5, 6)],
)
def test_words_never_go_into_the_papers_own_question(at: tuple[int, int], to: tuple[int, int]) -> None:
    assert putting.place(LINES, at) == to


@pytest.mark.parametrize(
    ("lines", "at", "words", "whole"),
    [
        (["We say so."], (0, 6), "“x y” [@a]", "We say “x y” [@a] so."),
        (["We say ("], (0, 8), "“x”", "We say (“x”"),
        (["We say ", "", "more"], (1, 0), "> x\n>\n> [@a]", "We say \n\n> x\n>\n> [@a]\n\nmore"),
        (["a", "", "", "b"], (2, 0), "> x", "a\n\n> x\n\nb"),
        (["ab"], (0, 1), "> x", "a\n\n> x\n\nb"),
        ([":::", "", "b"], (0, 3), "“x”", ":::\n\n“x”\n\nb"),
        ([""], (0, 0), "> x\n", "> x"),
    ],
)
def test_a_block_stands_in_lines_of_its_own(lines: list[str], at: tuple[int, int], words: str, whole: str) -> None:
    row, column = at
    line = lines[row]
    said = [*lines[:row], line[:column] + putting.put(words, lines, at) + line[column:], *lines[row + 1 :]]
    assert "\n".join(said) == whole


@given(st.lists(st.sampled_from(["", ":::", "::: question", "## Q", "words", ":::: {.x}"]), min_size=1), st.data())
def test_words_can_be_put_anywhere(lines: list[str], data: st.DataObject) -> None:
    at = data.draw(st.tuples(st.integers(0, len(lines)), st.integers(0, 20)))
    row, column = putting.place(lines, at)
    assert 0 <= row < len(lines) and 0 <= column <= len(lines[row])
    assert "words put" in putting.put("words put", lines, (row, column))
