"""The first time, with nothing there: the language, ways to begin, the work itself, and what there is to see then."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from corpus.codebook import Lang
from corpus.errors import AddewidError
from corpus.language import language
from corpus.types import ReadDocument
from corpus.versions import Added
from tests.tui.driving import Drive, settle
from tests.tui.filled import PLAN, Filled
from tests.tui.working import finished, put_to_work, until
from tui.app import AddewidApp
from tui.chores import Kind
from tui.preferences import Preferences
from tui.screens.first_run import FirstRunScreen


async def test_ways_to_begin_are_offered_over_an_empty_corpus(drive: Drive, app: AddewidApp) -> None:
    put_to_work(app, "arguments")
    async with drive() as it:
        assert "Welcome to Addewid" in it.text
        assert "There are no documents here yet. How would you like to begin?" in it.text
        assert "Look around in the corpus that comes with Addewid" in it.text
        await it.press("question_mark")
        assert "Choose how to begin with the arrows and Enter" in it.text
        await it.press("escape", "escape")
        assert not isinstance(app.screen, FirstRunScreen), "nobody has to begin"


async def test_nothing_is_offered_over_a_corpus_with_documents(drive: Drive, app: AddewidApp, filled: Filled) -> None:
    put_to_work(app, "arguments")
    async with drive() as it:
        assert "Welcome" not in it.text


async def test_the_language_is_asked_first_and_set_for_good(drive: Drive, app: AddewidApp) -> None:
    saved: list[Mapping[str, object]] = []

    def save(values: Mapping[str, object]) -> Preferences:
        saved.append(values)
        return replace(before, language=Lang.CY)

    before = Preferences(save)
    put_to_work(app, "arguments", preferences=before)
    async with drive() as it:
        assert "Croeso i Addewid · Welcome to Addewid" in it.text
        assert "Look around" not in it.text
        await it.press("k", "enter")
        await settle(it.pilot)
        assert saved == [{"language": "cy"}]
        assert language() is Lang.CY
        assert app._preferences is not None and app._preferences.language is Lang.CY
        assert isinstance(app.screen, FirstRunScreen)
        assert "Croeso i Addewid · Welcome to Addewid" not in it.text, "now the ways to begin are offered"
        assert len(app.screen_stack) == 2


async def test_a_language_that_cannot_be_set_for_good_is_spoken_now(drive: Drive, app: AddewidApp) -> None:
    def save(_: Mapping[str, object]) -> Preferences:
        raise AddewidError("The settings cannot be written.")

    put_to_work(app, "arguments", preferences=Preferences(save))
    async with drive() as it:
        await it.press("k", "enter")
        await settle(it.pilot)
        assert it.notes == ["The settings cannot be written."]
        assert language() is Lang.CY
        assert isinstance(app.screen, FirstRunScreen)


async def test_documents_that_nobody_looked_through_are_to_be_next(
    drive: Drive, app: AddewidApp, put: Callable[[Session, ReadDocument], Added]
) -> None:
    with app._desk.corpus.write() as session:
        put(session, PLAN)
    put_to_work(app, "arguments")
    async with drive() as it:
        assert "There is 1 document here, but no promise has been found yet. What next?" in it.text
        await it.press("enter")
        await finished(it)
        assert app.chores.lines == ("update",)
        assert app.current_mode == "overview"


async def test_a_language_that_is_set_is_not_asked_for(drive: Drive, app: AddewidApp) -> None:
    put_to_work(app, "arguments", preferences=Preferences(lambda _: Preferences(save=dict), language=Lang.EN))  # type: ignore[arg-type]
    async with drive() as it:
        assert "Look around in the corpus that comes with Addewid" in it.text


async def test_documents_of_ones_own_are_looked_through_at_once(drive: Drive, app: AddewidApp, tmp_path: Path) -> None:
    put_to_work(app, "arguments")
    async with drive() as it:
        await it.press("down", "enter")
        assert "Add documents of your own" in it.text
        await it.type(str(tmp_path))
        await it.press("enter")
        await finished(it)
        assert app.chores.lines == (f"add|--|{tmp_path}", "update")
        assert app.current_mode == "overview" and len(app.screen_stack) == 1
        assert "3 documents are new or changed." in it.notes[-1] and "12 promises were found." in it.notes[-1]


async def test_a_first_fetching_takes_a_few_of_each(drive: Drive, app: AddewidApp) -> None:
    put_to_work(app, "arguments")
    async with drive() as it:
        await it.press("G", "enter")
        assert it.text.count("▐✓▌") == 3
        await it.press("ctrl+s")
        await finished(it)
        assert app.chores.lines == (
            "crawl|--limit=20|--|gov-wales-statements|senedd-committees|senedd-research",
            "update",
        )


async def test_what_is_under_way_is_shown_and_can_be_stopped_and_begun_again(drive: Drive, app: AddewidApp) -> None:
    put_to_work(app, "waits")
    async with drive() as it:
        await it.press("enter")
        await until(it, lambda: "Looking for promises in 2 of 8 documents" in it.text)
        assert "You can look around in the meantime" in it.text
        assert "Begin with documents of my own" not in it.text
        await it.press("S")
        await finished(it)
        assert "stopped. What has come is kept" in it.text
        assert "Begin with documents of my own" in it.text
        assert isinstance(app.screen, FirstRunScreen)
        await it.press("down", "enter")
        assert "Add documents of your own" in it.text


async def test_a_beginning_that_fails_says_why_and_leaves_the_choice(drive: Drive, app: AddewidApp) -> None:
    put_to_work(app, "nothing")
    async with drive() as it:
        await it.press("enter")
        await finished(it)
        assert "set ADDEWID_HOME to a folder of your own." in " ".join(it.text.split())
        assert isinstance(app.screen, FirstRunScreen)


async def test_it_can_be_clicked_and_looked_away_from(drive: Drive, app: AddewidApp) -> None:
    put_to_work(app, "waits")
    async with drive() as it:
        await it.pilot.click(offset=(10, it.lines.index(next(line for line in it.lines if "Look around" in line))))
        await until(it, lambda: app.chores.lines)
        assert app.chores.standing is not None and app.chores.standing.chore.kind is Kind.STARTER
        await it.press("6")
        assert "waiting" in it.text
        await it.press("2")
        assert "Building the starter corpus" in it.lines[0]
        app.chores.close()
        await finished(it)


@pytest.mark.parametrize("asked", [True, False])
async def test_it_lives_through_every_size(drive: Drive, app: AddewidApp, asked: bool) -> None:
    put_to_work(app, "waits", preferences=Preferences(lambda _: Preferences(save=dict)) if asked else None)  # type: ignore[arg-type]
    async with drive((120, 40)) as it:
        for size in ((20, 5), (1, 1), (300, 90), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("down")
        if not asked:
            await it.press("g", "enter")
            await until(it, lambda: app.chores.lines)
            for size in ((20, 5), (1, 1), (80, 24)):
                await it.pilot.resize_terminal(*size)
                await settle(it.pilot)
        app.chores.close()
        assert max(map(len, it.lines)) <= 80


@pytest.mark.slow
async def test_the_real_starter_corpus_ends_in_its_promises(
    drive: Drive, app: AddewidApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path))
    put_to_work(app)
    async with drive((100, 40)) as it:
        await it.press("enter")
        await until(it, lambda: "Reading " in it.text and " files" in it.text)
        await until(it, lambda: not app.chores.under_way, seconds=300)
        await finished(it)
        assert app.current_mode == "overview"
        assert "The corpus that comes with Addewid is here." in it.notes[-1]
        await it.press("2")
        assert "[Promises]" in it.lines[0] and " promises: " in it.text


@pytest.mark.parametrize("place", ["1", "2"])
async def test_the_ways_are_offered_in_places_with_nothing_to_show_too(
    drive: Drive, app: AddewidApp, place: str
) -> None:
    put_to_work(app, "arguments")
    async with drive() as it:
        await it.press("escape", "6", place, "down", "enter")
        assert "Add documents of your own" in it.text
