"""The places of the app, going about in them, and that everything comes back where it was left."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from textual.css.stylesheet import Stylesheet

from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.language import language
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import HUBS, TODAY, WHO, Filled, Searched
from tui.app import AddewidApp
from tui.desk import Desk, cases
from tui.kept import Keeper, Kept
from tui.messages import GoTo, OpenPromise, OpenReader
from tui.places import PLACES

KEYS = [(place.key, place.name) for place in PLACES]


@contextmanager
def no_ending(app: AddewidApp) -> Iterator[list[bool]]:
    """See whether the app would end, without ending it."""
    ended: list[bool] = []
    app.exit = lambda *_, **__: ended.append(True)  # type: ignore[method-assign]
    yield ended


@pytest.mark.parametrize(("key", "name"), KEYS)
async def test_a_key_leads_to_each_place_and_the_bar_marks_it(
    drive: Drive, decided: Filled, key: str, name: str
) -> None:
    async with drive() as it:
        await it.press(key)
        assert it.app.current_mode == name
        title = next(place.title for place in PLACES if place.name == name)
        assert f"[{title}]" in it.lines[0]


async def test_nobody_loses_their_place_by_looking_elsewhere(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "1", "3", "2")
        assert "10 community hubs" in it.text or "ten community hubs" in it.text
        assert it.app.screen.__class__.__name__ == "PromiseScreen"
        await it.press("2")
        assert it.app.screen.__class__.__name__ == "PromisesScreen"


async def test_a_click_on_the_bar_leads_to_a_place(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        at = it.lines[0].index("Review")
        await it.pilot.click("PlaceBar", offset=(at, 0))
        await settle(it.pilot)
        assert it.app.current_mode == "review"


async def test_digits_are_letters_while_words_are_typed(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("4", *"hub2")
        assert it.app.current_mode == "search"
        assert "hub2" in it.text


async def test_search_is_a_key_away_with_the_focus_in_its_words(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("ctrl+f", *"hub", "enter", "1", "ctrl+f")
        assert it.app.current_mode == "search" and it.app.focused is not None and it.app.focused.id == "query"


async def test_q_leaves_what_stands_above_and_then_the_app(drive: Drive, decided: Filled, app: AddewidApp) -> None:
    async with drive() as it:
        with no_ending(app) as ended:
            await it.press("enter", "d", "q", "q")
            assert it.app.screen.__class__.__name__ == "PromisesScreen" and not ended
            await it.press("q")
            assert ended


async def test_somebody_can_be_sent_to_a_place_that_is_covered(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("4", *"hub", "enter", "enter", "2")
        it.app.screen.post_message(GoTo("search", "library"))
        await settle(it.pilot)
        assert it.app.screen.__class__.__name__ == "SearchScreen" and "library" in it.lines[1]


def again(corpus: Corpus, search: Searched, state: Path) -> AddewidApp:
    app = AddewidApp(Desk(corpus, search, WHO, lambda: TODAY), state=state)
    app.animation_level = "none"
    return app


async def test_everything_comes_back_where_it_was_left(
    drive: Drive, decided: Filled, app: AddewidApp, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    async with drive() as it:
        await it.press("ctrl+t", "enter", "d")
        app.exit()
    async with again(corpus, search, tmp_path / "state.json").run_test() as pilot:
        await settle(pilot)
        it = Driven(pilot)
        assert it.app.theme == "addewid-light"
        assert it.app.current_mode == "promises" and it.app.screen.__class__.__name__ == "ReaderScreen"
        assert HUBS.split()[0] in it.text
        await it.press("q")
        assert it.app.screen.__class__.__name__ == "PromiseScreen"
        await it.press("q")
        assert it.app.screen.__class__.__name__ == "PromisesScreen"


async def test_what_stood_somewhere_is_kept_without_leaving(drive: Drive, decided: Filled, tmp_path: Path) -> None:
    async with drive() as it:
        await it.press("4")
        assert isinstance(it.app, AddewidApp)
        it.app.keep()  # as from time to time
        assert json.loads((tmp_path / "state.json").read_text())["place"] == "search"


@pytest.mark.parametrize(
    "file",
    [
        "",
        "{",
        "[]",
        '"x"',
        '{"place": "nowhere", "theme": 3, "screens": [], "above": 7}',
        '{"place": ["promises"], "screens": {"promises": 3, "search": {"query": 1}}, "above": [{"promise": 1}, []]}',
        '{"above": [{"promise": "c-none"}, {"reader": [99999, -4]}, {"reader": ["x", 1]}]}',
        "[" * 100_000,
        '{"screens": {"overview": {"x": null}, "promises": {"filter": 1, "cursor": "\\u001b"}, "review": {"a": []}}}',
        "\x00\x1b",
    ],
    ids=["empty", "broken", "list", "word", "nowhere", "other-types", "gone", "deep", "odd-screens", "control"],
)
async def test_any_file_of_where_things_stood_is_borne(
    decided: Filled, corpus: Corpus, search: Searched, tmp_path: Path, file: str
) -> None:
    state = tmp_path / "odd.json"
    state.write_text(file)
    async with again(corpus, search, state).run_test() as pilot:
        await settle(pilot)
        it = Driven(pilot)
        for key, name in KEYS:
            while len(it.app.screen_stack) > 1:
                await it.press("q")
            await it.press("escape", key) if name != "search" else await it.press(key)
            if it.app.current_mode == "search":
                await it.press("tab")
        assert it.app.is_running


async def test_a_place_that_cannot_be_kept_is_told_and_the_app_lives(
    decided: Filled, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    app = again(corpus, search, blocked / "state.json")
    async with app.run_test() as pilot:
        await settle(pilot)
        app.keep()
        await settle(pilot)
        assert Driven(pilot).notes and app.is_running


async def test_another_language_takes_effect_at_once_and_nobody_loses_their_place(
    drive: Drive, decided: Filled, app: AddewidApp
) -> None:
    async with drive() as it:
        await it.press("enter")
        before = it.app.screen
        await app.speak(Lang.CY)
        await settle(it.pilot)
        assert language() is Lang.CY
        assert it.app.screen is not before and it.app.screen.__class__.__name__ == "PromiseScreen"
        await it.press("q")
        assert it.app.screen.__class__.__name__ == "PromisesScreen"
        await app.speak(Lang.EN)
        await settle(it.pilot)
        assert "[Promises]" in it.lines[0]


def test_what_a_place_kept_stays_while_it_is_not_looked_at(tmp_path: Path) -> None:
    path = tmp_path / "state.json"
    above = (OpenPromise("c-1"), OpenReader(3, 4))
    Keeper(path).write(Kept("review", "x", {"review": {"a": 1}, "search": {"b": 2}}, above))
    Keeper(path).write(Kept("search", "x", {"search": {"b": 3}}))
    kept = Keeper(path).read()
    assert kept.screens == {"review": {"a": 1}, "search": {"b": 3}} and kept.place == "search"


async def test_a_new_place_is_read_once_and_by_the_style_sheets_of_now(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    whole, reparse = cases.whole, Stylesheet.reparse

    def counted(what: str, really: Callable[..., object]) -> Callable[..., object]:
        def read_it(*given: object) -> object:
            read.append(what)
            return really(*given)

        return read_it

    monkeypatch.setattr(cases, "whole", counted("cases", whole))
    async with drive() as it:
        monkeypatch.setattr(Stylesheet, "reparse", counted("style sheets", reparse))
        await it.press("5")
        assert read == ["cases"]
        await it.press("enter", "2", "5")
        assert read == ["cases", "cases"], "coming back to it reads it again"
