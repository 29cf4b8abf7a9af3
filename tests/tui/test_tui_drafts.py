"""Drafts on the screen: listed, begun, written, quoted into, checked; and no words lost, whatever happens."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session
from textual.widgets import Select

from corpus import versions
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.types import ReadDocument
from tests.tui.drafted import ANSWER, drafting_app, put_drafts, put_paper
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import HUBS, Filled, Searched
from tests.tui.test_tui_faults import BAD_PASTE, check_shown, harmful
from tui.app import AddewidApp
from tui.screens import draft_file
from tui.screens.draft import DraftScreen
from tui.screens.drafts import DraftsScreen
from tui.widgets.draft_text import DraftText
from tui.widgets.offers import Offers

Put = Callable[[Session, ReadDocument], versions.Added]


@pytest.fixture
def app(
    app: AddewidApp, corpus: Corpus, search: Searched, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> AddewidApp:
    (tmp_path / "state.json").write_text('{"place": "drafts"}')
    monkeypatch.setattr(draft_file, "KEEP_SECONDS", 3_600.0)  # a test says when
    return drafting_app(tmp_path, corpus, search)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of a draft."""
    return put_drafts(tmp_path)


@pytest.fixture
def paper(filled: Filled, put: Put) -> Filled:
    """The same corpus with a consultation of two questions."""
    put_paper(filled.corpus, put)
    return filled


def screen_of(it: Driven) -> DraftScreen:
    assert isinstance(it.app.screen, DraftScreen)
    return it.app.screen


def editor(it: Driven) -> DraftText:
    return screen_of(it).editor


def kept_words(tmp_path: Path) -> list[str]:
    """The words of drafts that are kept as they are not saved."""
    told = [json.loads(file.read_text()) for file in (tmp_path / "unsaved").glob("*.json")]
    return [each["words"] for each in told if each["words"] is not None]


def screen_of_below(it: Driven) -> DraftScreen:
    """The draft below a dialogue."""
    below = it.app.screen_stack[-2]
    assert isinstance(below, DraftScreen)
    return below


async def tend(it: Driven) -> None:
    screen_of(it).tend()
    await settle(it.pilot)


# The list


async def test_drafts_are_listed_with_how_far_they_have_come(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive() as it:
        assert "8[Drafts]" in it.lines[0] and "1 draft" in it.lines[1]
        assert "Answer to “Care close to home”" in it.text
        assert "2 of 3 questions answered · 17 of 2,000 words · due 20 Mar 2026, 18 days left" in it.text
        assert "in English · A plan for care close to home" in it.text
        await it.press("enter")
        assert screen_of(it).opened.path == str(path)


async def test_without_a_draft_it_is_said_how_to_begin(drive: Drive, filled: Filled, tmp_path: Path) -> None:
    async with drive() as it:
        assert "There is no draft yet. Press n to begin one" in it.text
        await it.press("enter", "f5", "j")
        (tmp_path / "drafts").mkdir()
        (tmp_path / "drafts").chmod(0)
        await it.press("f5")
        assert it.app.is_running


async def test_a_draft_is_begun_from_a_consultation(drive: Drive, paper: Filled, tmp_path: Path) -> None:
    async with drive((100, 30)) as it:
        await it.press("n")
        assert "Hubs: have your say" in it.text and "2 questions" in it.text
        await it.press("enter", "enter")
        it.app.screen.query_one("#draft-lang", Select).value = "en"
        it.app.screen.query_one("#budget").focus()
        await it.type("a lot")
        await it.press("ctrl+s")
        assert "“a lot” is not a number of words" in it.text
        await it.press("home", *["delete"] * 5, *"1500", "tab", *"2026-05", "ctrl+s")
        assert "“2026-05” is not a date" in it.text
        await it.press(*"-01", "ctrl+s")
        assert screen_of(it).opened.path == str(tmp_path / "drafts" / "asked-2026" / "response.en.md")
        text = editor(it).text
        assert "words: 1500" in text and "deadline: 2026-05-01" in text and "What should change about hubs?" in text
        await it.press("escape", "escape")
        assert "0 of 2 questions answered · 0 of 1,500 words · due 1 May 2026, 60 days left" in it.text


async def test_a_draft_that_is_there_is_not_begun_over(drive: Drive, paper: Filled, tmp_path: Path) -> None:
    async with drive((100, 30)) as it:
        for _ in range(2):
            await it.press("n", "enter", "enter", "ctrl+s")
            if isinstance(it.app.screen, DraftScreen):
                await it.press("x", "ctrl+s", "escape", "escape")
        assert len(it.app.screen_stack) == 2, "the form stays, and says why"
        assert next((tmp_path / "drafts").rglob("*.md")).read_text().startswith("x")


# Going about


async def test_the_question_under_the_cursor_is_followed(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive((140, 40)) as it:
        await it.press("enter")
        assert "2 of 3 answered" in it.text and "Question 2: What would you" in it.text
        await it.press("ctrl+down")
        assert editor(it).cursor_location == (10, 0) and "Question 1 · 8 of 300 words" in it.text
        await it.press("ctrl+down", "ctrl+down", "ctrl+down")
        assert editor(it).cursor_location == (24, 0) and "Question 3 · 3 words" in it.text
        await it.press("ctrl+up", "f2", "g", "enter")
        assert editor(it).cursor_location == (10, 0) and editor(it).has_focus
        await it.press("ctrl+down", "end", "enter", *"a b c d")
        assert "Question 2 · 4 of 3 words" in it.text and "4 of 3 words: too many" in it.text


async def test_letters_and_digits_are_written_and_keys_are_not_lost(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive((140, 40)) as it:
        await it.press("enter", *"q?:12sdoyYxjk/gG")
        assert editor(it).text.startswith("q?:12sdoyYxjk/gG---")
        await it.press("ctrl+z")
        assert editor(it).text.startswith("---")
        await it.press("f4", "ctrl+z")
        assert type(it.app.screen) is DraftScreen, "not the account's undo"
        await it.press("escape", "escape", "1")
        assert it.app.current_mode == "overview"


async def test_a_narrow_terminal_shows_one_part_at_a_time(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive((80, 24)) as it:
        await it.press("enter", "ctrl+down")
        assert "::: question" in it.text and "answered" not in it.lines[2]
        await it.press("f4")
        assert "Evidence suggested" in it.text and "::: question" not in it.text
        await it.press("f2")
        assert "2 of 3 answered" in it.text and "::: question" not in it.text
        await it.press("tab")
        assert editor(it).has_focus and "::: question" in it.text
        await it.press("shift+tab", "tab", "tab", "tab", "escape")
        assert type(it.app.screen).__name__ == "DraftsScreen"


async def test_every_size_is_borne(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive((120, 40)) as it:
        await it.press("enter")
        for size in ((20, 5), (1, 1), (200, 60), (20, 5), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("ctrl+down", "f2", "f4", "f3", "a", "f8")
            check_shown(it, size[0])
        assert not [note for note in it.notes if "should not" in note]


# Evidence


async def test_a_quotation_and_its_citation_are_put_at_the_cursor(drive: Drive, decided: Filled, path: Path) -> None:
    async with drive((140, 40)) as it:
        await it.press("enter", "ctrl+down", "f4")
        assert "Evidence suggested" in it.text and "stalled · a person decided" in it.text
        before = editor(it).text
        await it.press("enter")
        now = editor(it).text
        assert HUBS in " ".join(now.split()) and "@plan-2021" in now
        block = now.index("::: question")
        assert now[: now.index(":::\n", block + 3)] == before[: before.index(":::\n", block + 3)], "not in the question"
        assert editor(it).has_focus
        await it.press("ctrl+z")
        assert editor(it).text == before
        await it.press("ctrl+o")
        assert editor(it).text == now


async def test_a_status_is_stated_only_where_a_person_decided(drive: Drive, decided: Filled, path: Path) -> None:
    async with drive((140, 40)) as it:
        await it.press("enter", "ctrl+down")
        before = editor(it).text
        offers = it.app.screen.query_one(Offers)
        await it.press("f4", "slash", *"library")
        await it.press("enter")
        assert offers.current is not None and not offers.current.decided
        await it.press("s")
        assert "Nobody has decided what became of it" in it.notes[-1] and editor(it).text == before
        await it.press("slash", *["backspace"] * 7, *"ten community")
        await it.press("enter", "s")
        assert f".status promise={decided.ref(HUBS)} delivery=stalled" in editor(it).text


async def test_other_evidence_is_found_by_its_words(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive((140, 40)) as it:
        await it.press("enter", "f4", *"auditors")
        assert "Evidence found" in it.text and "The auditors counted four open hubs" in it.text and "Passage" in it.text
        await it.press("enter", "d")
        assert type(it.app.screen).__name__ == "ReaderScreen" and "Hubs: a first count" in it.text
        await it.press("q")
        assert type(it.app.screen) is DraftScreen and "Evidence found" in it.text
        await it.press("slash", *"zzz")
        assert "Nothing has these words." in it.text
        await it.press(*"(")
        assert it.app.is_running


async def test_a_corpus_that_is_busy_is_told_and_the_text_stays(
    drive: Drive, filled: Filled, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> Any:
        raise CorpusBusy("The corpus is being written by another process; wait for it to finish and try again.")

    async with drive((140, 40)) as it:
        await it.press("enter", "ctrl+down")
        monkeypatch.setattr(Corpus, "read", busy)
        await it.press("ctrl+o", "f8", *"words")
        assert len([note for note in it.notes if "being written" in note]) == 2
        await it.press("ctrl+s")
        assert b"words## Question 1" in path.read_bytes()


# Checking


async def test_problems_are_listed_and_enter_goes_to_their_line(drive: Drive, filled: Filled, path: Path) -> None:
    path.write_text(ANSWER.replace("One two three.", "They said “nobody ever wrote these words” [@plan-2021, p. 6]."))
    async with drive((140, 40)) as it:
        await it.press("enter", "f8")
        assert "problem" in it.text and "Line 27" in it.text
        problems = it.app.screen.query_one("#problems")
        assert problems.has_focus
        rows = [problem.line for problem in problems._problems]  # type: ignore[attr-defined]
        assert rows == sorted(rows)
        await it.press(*["down"] * rows.index(27), "enter")
        assert editor(it).has_focus and editor(it).cursor_location == (26, 0)
        await it.press("f4", "f4")
        assert "Evidence" in it.text


# Building


async def test_a_document_is_made_and_its_place_told(drive: Drive, filled: Filled, path: Path) -> None:
    path.write_text(
        ANSWER.replace("words=3}", "words=30}").replace(":::\n\n## Question 3", ":::\n\nA lot.\n\n## Question 3")
    )
    async with drive((140, 40)) as it:
        await it.press("enter", *"x", "backspace", "f9")
        assert "as response.en.docx" in it.text and screen_of_below(it).is_saved
        await it.press("ctrl+s")
        built = path.with_suffix(".docx")
        assert it.notes[-1] == f"Built: {built}" and built.read_bytes().startswith(b"PK")


async def test_a_draft_with_problems_is_built_only_when_told(drive: Drive, filled: Filled, path: Path) -> None:
    async with drive((140, 40)) as it:
        await it.press("enter", "f9", "ctrl+s")
        assert "The check found 1 problem: press Esc and F8 to see it" in it.text
        assert not path.with_suffix(".docx").exists()
        await it.press("space", "ctrl+s")
        assert path.with_suffix(".docx").exists() and type(it.app.screen) is DraftScreen


# No words are lost


async def test_saving_changes_what_was_edited_and_nothing_else(drive: Drive, filled: Filled, path: Path) -> None:
    before = path.read_bytes()
    async with drive() as it:
        await it.press("enter", "ctrl+down", "end", *" ŵ")
        assert "not saved" in it.text and path.read_bytes() == before
        await it.press("ctrl+s")
        assert it.notes == ["Saved: response.en.md"] and "saved ·" in it.lines[1]
    assert path.read_bytes() == before.replace(b"{#q1 words=300}", "{#q1 words=300} ŵ".encode())


async def test_looking_at_a_file_does_not_touch_it(drive: Drive, filled: Filled, path: Path, tmp_path: Path) -> None:
    before = path.stat()
    async with drive() as it:
        await it.press("enter", "ctrl+down", "f8", "f3")
        await tend(it)
    assert path.stat().st_mtime_ns == before.st_mtime_ns and kept_words(tmp_path) == []


async def test_words_not_saved_come_back(
    drive: Drive, filled: Filled, path: Path, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    before = path.read_bytes()
    async with drive() as it:
        await it.press("enter", "ctrl+down", *"Mine ")
        await it.press("escape", "escape")
        assert "! words not saved" in it.text and path.read_bytes() == before
        await it.press("enter")
        assert "Bring them back?" in it.text
        await it.press("enter")
        assert "Mine ## Question 1" in editor(it).text and editor(it).cursor_location == (10, 5)
        it.app.exit()
    again = drafting_app(tmp_path, corpus, search)
    async with again.run_test() as pilot:
        await settle(pilot)
        it = Driven(pilot)
        assert "Bring them back?" in it.text
        await it.press("enter", "ctrl+s")
        assert path.read_bytes() == before.replace(b"## Question 1", b"Mine ## Question 1")
        assert kept_words(tmp_path) == []


async def test_words_not_saved_can_be_put_beside_the_file(drive: Drive, filled: Filled, path: Path) -> None:
    before = path.read_bytes()
    async with drive() as it:
        await it.press("enter", *"Mine", "escape", "escape", "enter", "down", "enter")
        assert editor(it).text == ANSWER and path.read_bytes() == before
        assert "They are in response.en.mine.md now." in it.notes
    assert path.with_name("response.en.mine.md").read_bytes() == before.replace(b"---", b"Mine---", 1)


async def test_words_are_kept_while_they_are_written(drive: Drive, filled: Filled, path: Path, tmp_path: Path) -> None:
    async with drive() as it:
        await it.press("enter", *"Mine")
        await tend(it)
        assert kept_words(tmp_path) == [f"Mine{ANSWER}"]


async def test_a_file_changed_elsewhere_is_shown_where_nothing_is_lost_by_it(
    drive: Drive, filled: Filled, path: Path
) -> None:
    async with drive() as it:
        await it.press("enter", "ctrl+down")
        path.write_text(ANSWER.replace("carers", "parents"))
        await tend(it)
        assert "We are a group of parents." in editor(it).text and editor(it).cursor_location == (10, 0)
        assert "Another program has changed the file" in it.notes[-1]


@pytest.mark.parametrize("answer", ["mine", "theirs", "copy", None])
async def test_both_versions_survive_a_file_changed_elsewhere(
    drive: Drive, filled: Filled, path: Path, answer: str | None
) -> None:
    mine, theirs = path.read_bytes().replace(b"---", b"Mine---", 1), ANSWER.replace("carers", "parents").encode()
    async with drive((140, 30)) as it:
        await it.press("enter", *"Mine")
        path.write_bytes(theirs)
        await tend(it)
        assert "another program has changed the file" in it.lines[1]
        await it.press("ctrl+s")
        assert "Whose words shall stand in it?" in it.text and path.read_bytes() == theirs
        steps = {"mine": 0, "theirs": 1, "copy": 2}
        await it.press(*(["escape"] if answer is None else [*["down"] * steps[answer], "enter"]))
        now = {file.name: file.read_bytes() for file in path.parent.iterdir()}
        shown, saved = editor(it).text, screen_of(it).is_saved
    if answer == "mine":
        assert now == {"response.en.md": mine, "response.en.theirs.md": theirs} and saved
    elif answer is None:
        assert now == {"response.en.md": theirs} and not saved
    else:
        assert now == {"response.en.md": theirs, "response.en.mine.md": mine} and saved
    assert shown.startswith("---" if answer == "theirs" else "Mine---")


async def test_a_file_that_is_gone_is_written_again(drive: Drive, filled: Filled, path: Path) -> None:
    before = path.read_bytes()
    async with drive((140, 30)) as it:
        await it.press("enter")
        path.unlink()
        await tend(it)
        assert "the file is gone; Ctrl-S writes it again" in it.lines[1] and editor(it).text == ANSWER
        await it.press("ctrl+s")
        assert path.read_bytes() == before
        path.unlink()
        path.parent.rmdir()
        await it.press(*"Mine", "ctrl+s")
        assert "cannot be written" in it.notes[-1] and editor(it).text.startswith("Mine---")


async def test_words_of_a_file_that_is_gone_come_back(
    drive: Drive, filled: Filled, path: Path, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    async with drive() as it:
        await it.press("enter", *"Mine")
        path.unlink()
        it.app.exit()
    async with drafting_app(tmp_path, corpus, search).run_test() as pilot:
        await settle(pilot)
        await Driven(pilot).press("enter", "ctrl+s")
        assert path.read_text() == f"Mine{ANSWER}"


async def test_a_disk_without_room_loses_no_words(
    drive: Drive, filled: Filled, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = path.read_bytes()
    async with drive() as it:
        await it.press("enter", *"Mine")
        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", full)
            await it.press("ctrl+s")
            assert "No space left on device" in it.notes[0] and path.read_bytes() == before
            assert editor(it).text.startswith("Mine") and "not saved" in it.lines[1]
        await it.press("ctrl+s")
        assert path.read_bytes() == before.replace(b"---", b"Mine---", 1)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"x" * 1_000_001, None])
async def test_what_cannot_be_opened_is_said_in_its_place(
    drive: Drive, filled: Filled, path: Path, data: bytes | None
) -> None:
    async with drive() as it:
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        await it.press("enter")
        assert str(path)[:20] in it.text.replace("\n", "") and not editor(it).display
        await it.press("x", "ctrl+s", "f8", "f9", "ctrl+o", "ctrl+down", "escape")
        assert (path.read_bytes() if data else None) == data and not path.with_name("response.en.docx").exists()


async def test_whatever_is_in_a_file_or_pasted_drives_no_terminal(drive: Drive, filled: Filled, path: Path) -> None:
    data = ANSWER.replace("carers", f"carers {BAD_PASTE} \u202e").encode()
    path.write_bytes(data)
    async with drive((140, 40)) as it:
        await it.press("enter", "ctrl+down")
        assert not harmful(editor(it).text.replace("\n", ""))
        check_shown(it, 140)
        await it.type(BAD_PASTE)
        assert not harmful(editor(it).text.replace("\n", ""))
        await it.press("f8", "f2")
        check_shown(it, 140)
        await it.press("f3", "ctrl+z", "ctrl+s")
    assert path.read_bytes() == data


KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from corpus.database import Corpus
from tests.tui.drafted import drafting_app
from tests.tui.filled import Searched
from tui.screens import draft_file

async def until(there):
    for _ in range(2000):
        if there():
            return
        await asyncio.sleep(0.01)

async def main(folder):
    corpus = Corpus(f"sqlite:///{folder / 'corpus.db'}")
    draft_file.KEEP_SECONDS = 0.2
    app = drafting_app(folder, corpus, Searched(folder / "index", corpus), draft=Path(sys.argv[2]))
    async with app.run_test():
        await until(lambda: "carers" in "".join(each.text for each in app.screen.query("DraftText")))
        app.screen.query_one("DraftText").take("Mine")
        await until(lambda: any("Mine" in file.read_text() for file in (folder / "unsaved").glob("*.json")))
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main(Path(sys.argv[1])))
"""


async def test_words_survive_the_death_of_the_app(drive: Drive, filled: Filled, path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    root = Path(__file__).parents[2]
    died = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), str(path)], check=False, cwd=root, timeout=60)
    assert died.returncode == -signal.SIGKILL
    assert path.read_bytes() == before
    async with drive() as it:
        await it.press("enter")
        assert "Bring them back?" in it.text
        await it.press("enter", "ctrl+s")
    assert path.read_bytes() == before.replace(b"---", b"Mine---", 1)


# Coming back


async def test_a_draft_comes_back_at_its_line(
    drive: Drive, filled: Filled, path: Path, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    async with drive() as it:
        await it.press("enter", "ctrl+down", "ctrl+down", "right", "right")
        it.app.exit()
    async with drafting_app(tmp_path, corpus, search).run_test() as pilot:
        await settle(pilot)
        assert editor(Driven(pilot)).cursor_location == (18, 2)
        await Driven(pilot).press("escape", "escape")
        assert type(pilot.app.screen).__name__ == "DraftsScreen"


async def test_a_file_is_opened_from_the_command_line(
    filled: Filled, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    path = tmp_path / "elsewhere.md"
    path.write_text("## One\n")
    (tmp_path / "state.json").write_text('{"place": "review"}')
    async with drafting_app(tmp_path, corpus, search, draft=path).run_test() as pilot:
        await settle(pilot)
        it = Driven(pilot)
        assert editor(it).text == "## One\n" and it.app.current_mode == "drafts"


@pytest.mark.parametrize("kept", [{}, {"at": 1}, {"at": ["x"]}, {"at": "\x00"}])
def test_a_state_that_makes_no_sense_is_borne(kept: dict[str, Any]) -> None:
    screen = DraftsScreen(None)  # type: ignore[arg-type]
    screen.bring_back(kept)
    assert isinstance(screen.keep()["at"], str)
