"""Hostile titles, failing workers, sizes: the app stays alive and says what it knows."""

import pytest

from corpus.errors import CorpusBusy
from tests.tui.driving import Drive
from tests.tui.filled import Filled, Searched
from tui.desk import Desk


async def test_markup_in_documents_is_shown_as_it_is(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("4", "slash")
        await it.type("tenant")
        await it.press("enter")
        assert "The [b]council[/b] will write to [link=x]every" in it.text
        await it.press("enter")
        assert "[b]Report[/b] on [31mred tape [/nonsense" in it.text
        assert "[i]Nobody[/i]" in it.text
        await it.press("d")
        assert "The [b]council[/b] will write to [link=x]every tenant[/link] by May." in it.text
        await it.press("q", "q", "ctrl+f")
        await it.type("council")
        await it.press("enter")
        assert "[b]Report[/b] on [31mred tape" in it.text
        assert "\x1b" not in it.text and "\u202e" not in it.text


async def test_a_failing_search_is_told_in_its_own_sentence(drive: Drive, decided: Filled, search: Searched) -> None:
    search.error = CorpusBusy("The index is being built; try again in a minute.")
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("hub")
        await it.press("enter")
        assert "The index is being built; try again in a minute." in it.text
        search.error = None
        await it.press("enter")
        assert "8 passages" in it.text


async def test_an_unforeseen_exception_is_told_with_its_type_and_the_app_lives(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError("[b]nothing[/b]")

    async with drive() as it:
        monkeypatch.setattr(Desk, "promise", fails)
        await it.press("enter")
        assert "ZeroDivisionError: [b]nothing[/b]" in it.notes[0]
        monkeypatch.undo()
        await it.press("q", "4")
        assert "7 promises: all" in it.text


async def test_a_failing_decision_is_told_and_changes_nothing(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise CorpusBusy("The corpus is being written by another process; wait for it to finish and try again.")

    async with drive() as it:
        await it.press("enter")
        monkeypatch.setattr(Desk, "decide", busy)
        await it.press("j", "a")
        assert it.notes == ["The corpus is being written by another process; wait for it to finish and try again."]
        assert "Evidence · 2 suggested · 1 accepted" in it.text


async def test_a_failure_at_the_start_is_told(drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise CorpusBusy("The corpus is being written; try again.")

    monkeypatch.setattr(Desk, "counts", fails)
    async with drive() as it:
        assert it.notes == ["The corpus is being written; try again."]
        await it.press("j", "s", "f", "enter", "4")
        monkeypatch.undo()
        await it.press("f5")
        assert "1 promise: unmet" in it.text


@pytest.mark.parametrize(
    "screen", [(), ("enter",), ("enter", "d"), ("enter", "s"), ("f",), ("ctrl+f",), ("question_mark",)]
)
async def test_every_screen_lives_through_every_size(drive: Drive, decided: Filled, screen: tuple[str, ...]) -> None:
    async with drive((120, 40)) as it:
        await it.press(*screen)
        for size in ((20, 5), (1, 1), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("j")
        assert max(map(len, it.lines)) <= 80


async def test_help_tells_of_the_screen_it_was_asked_on(drive: Drive, decided: Filled) -> None:
    async with drive((80, 50)) as it:
        await it.press("question_mark")
        assert "The promises found in your documents." in it.text
        assert "Choose status, kind, theme and body" in it.text and "↓ or j" in it.text
        await it.press("q", "enter", "question_mark")
        assert "Accept the evidence under the highlight" in it.text
        await it.press("escape", "d", "f1")
        assert "The document itself." in it.text
        assert "Scroll Left" not in it.text


async def test_the_palette_has_our_commands(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("ctrl+p")
        await it.type("search all")
        await it.press("enter")
        await it.press("shift")
        assert "Addewid › Search" in it.text


async def test_light_and_dark(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        assert it.app.current_theme.dark
        await it.press("ctrl+t")
        assert it.app.theme == "addewid-light" and not it.app.current_theme.dark


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark", "ansi-light"])
async def test_themes_of_textual_do_as_well(drive: Drive, decided: Filled, theme: str) -> None:
    async with drive() as it:
        it.app.theme = theme
        await it.press("enter", "d", "q", "s")
        assert "What became of this promise?" in it.text


async def test_q_leaves_the_app_from_the_first_screen(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "q")
        assert not it.app._exit
        await it.press("q")
        assert it.app._exit


async def test_the_keys_in_the_last_line_can_be_clicked(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.pilot.click(offset=(it.lines[-1].index("Filter"), 23))
        await it.press("shift")
        assert "Show only promises with…" in it.text
        await it.press("escape")
        await it.pilot.click(offset=(it.lines[-1].index("palette"), 23))
        await it.press("shift")
        assert "Light or dark colours" in it.text or "Choose status, kind" in it.text
