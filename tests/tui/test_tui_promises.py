"""The list of promises: what it opens on, how it is narrowed, sorted and grouped, and that it copes with very many."""

import threading
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event

from corpus import commitments
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.grouping import Group, Grouping
from corpus.rows import CommitmentFilter, CommitmentRow
from tests.tui.driving import Drive, Driven
from tests.tui.filled import AIM, CONSULT, HUBS, Filled
from tui.desk import promises
from tui.desk.promises import Outline
from tui.widgets.promise_table import PromiseTable
from tui.widgets.welcome import Welcome


def rows(text: str) -> list[str]:
    """The lines of the table alone."""
    lines = text.splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith(" Status"))
    return [line for line in lines[head + 1 :] if line[1:2] in "○?–»◐✓■→✗" and line[1:2].strip()]


def headings(text: str) -> list[str]:
    """The lines of groups, without the spaces around their numbers."""
    return [" ".join(line.split()) for line in text.splitlines() if line[1:2] in "▸▾" and line[1:2].strip()]


def cursor(it: Driven) -> int:
    return it.app.screen.query_one(PromiseTable).cursor


async def test_opens_on_the_unmet(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        assert "1 promise: unmet; by deadline, earliest first" in it.text
        assert [line.split()[:3] for line in rows(it.text)] == [["■", "stalled", "pledge"]]
        assert "!31 Mar 2023" in it.text


async def test_opens_on_the_not_assessed_when_none_is_unmet_and_says_so(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        assert "None is unmet yet. 7 promises: not assessed; by deadline, earliest first" in it.text
        assert len(rows(it.text)) == 7


async def test_every_column_fits_eighty_cells(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("x")
        assert len(rows(it.text)) == 7
        assert max(map(len, it.lines)) <= 80
        assert any("recommend… Every local aut… " in line for line in it.lines)


async def test_the_views_that_everybody_needs_have_keys(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("A")
        assert "6 promises: not assessed" in it.text
        await it.press("M")
        assert "No promise fits. Press x to show all of them." in it.text
        await it.press("x")
        assert "7 promises: all" in it.text
        await it.press("U")
        assert "1 promise: unmet" in it.text


async def test_words_filter_as_they_are_typed(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("x", "slash")
        await it.pilot.press(*"carers")
        await it.press("shift")
        assert "1 promise: “carers”" in it.text
        await it.press("enter", "enter")
        assert CONSULT[:60] in it.text


async def test_filter_by_kind_theme_and_body(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("x", "f")
        assert "Welsh Government (4)" in it.text
        await it.press("tab", "space", "j", "space", "f")
        assert "5 promises: duty, pledge" in it.text
        await it.press("f", "x", "tab", "tab", "tab", "space", "f")
        assert "4 promises: Welsh Government" in it.text
        await it.press("f", "u", "f")
        assert "1 promise: unmet · Welsh Government" in it.text


async def test_leaving_the_filters_changes_nothing(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("f", "x", "escape")
        assert "1 promise: unmet" in it.text


async def test_sorting_goes_through_the_orders_and_round(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        seen = []
        for _ in range(6):
            await it.press("s")
            seen.append(it.lines[1].partition("; ")[2])
        assert len(set(seen)) == 6 and seen[-1] == "by deadline, earliest first"
        await it.press("r")
        assert "by deadline, latest first" in it.text


async def test_the_cursor_shows_the_whole_promise_below(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("nobody")
        await it.press("enter")
        assert f"“{AIM}”" in it.text
        assert "A plan for care close to home · 2.1, p. 7 · 15 Jun 2021" in it.text


async def test_the_promise_under_the_cursor_can_be_copied(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("y")
        assert HUBS in it.app.clipboard
        await it.press("Y")
        assert HUBS in it.app.clipboard and "A plan for care close to home" in it.app.clipboard
        await it.press("b", "y")
        assert "quotation" in it.notes[-1], "a heading has none"


async def test_a_click_chooses_and_a_second_opens(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.pilot.click("#promises", offset=(20, 2))
        assert cursor(it) == 2
        await it.pilot.click("#promises", offset=(20, 2), times=2)
        await it.press("j")
        assert "The promise" in it.text


async def test_an_empty_corpus_has_no_list(drive: Drive) -> None:
    async with drive() as it:
        screen = it.app.screen_stack[0]
        await it.press("slash", "f", "s", "v", "b", "n", "r", "x")
        assert it.notes == []
        assert screen.query_one("#listing").display is False
        assert screen.query_one(Welcome).display


async def test_a_list_that_is_read_while_somebody_writes_says_so_and_stays(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with drive() as it:
        real = promises.outline

        def busy(*_: object) -> Outline:
            raise CorpusBusy("The corpus is being written.")

        monkeypatch.setattr(promises, "outline", busy)
        await it.press("x")
        assert it.notes == ["The corpus is being written."]
        assert len(rows(it.text)) == 1
        monkeypatch.setattr(promises, "outline", real)
        await it.press("x")
        assert len(rows(it.text)) == 7


async def test_a_very_small_screen_and_back(drive: Drive, decided: Filled) -> None:
    async with drive((20, 5)) as it:
        await it.press("x", "b", "enter", "j", "v", "escape", "G", "g")
        await it.pilot.resize_terminal(80, 24)
        await it.press("shift")
        assert len(rows(it.text)) == 4 and it.notes == []


async def test_fifty_thousand_promises_are_read_a_window_at_a_time(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.corpus.read() as session:
        one = commitments.listing(session, CommitmentFilter(text="hubs"))[0]
    asked: list[int] = []

    def outline(_: object, wanted: CommitmentFilter, by: Grouping | None, opened: Set[str]) -> Outline:
        everything = Group("all", "All", "", tuple(range(50_000)))
        return Outline([everything], by, opened)

    def read(_: object, numbers: Sequence[int], on: object = None) -> Mapping[int, CommitmentRow]:
        asked.append(len(numbers))
        return {n: replace(one, ref=f"c-{n}", quote=f"Promise {n}.") for n in numbers}

    monkeypatch.setattr(promises, "outline", outline)
    monkeypatch.setattr(promises, "rows", read)
    async with drive() as it:
        await it.press("G")
        assert "Promise 49999." in it.text
        await it.press("g")
        assert "Promise 0." in it.text
        for _ in range(30):
            await it.pilot.press("pagedown")
        await it.press("j")
        assert f"Promise {cursor(it)}." in it.text
        await it.press("b", "enter", "G")
        assert "Promise 49999." in it.text and cursor(it) == 50_000
        assert max(asked) <= 2 * PromiseTable.window and len(asked) < 24


async def test_reading_happens_off_the_screens_thread(drive: Drive, decided: Filled, corpus: Corpus) -> None:
    threads: set[int] = set()
    event.listen(corpus.engine, "before_cursor_execute", lambda *_: threads.add(threading.get_ident()))
    async with drive((140, 40)) as it:
        await it.press("x", "b", "enter", "j", "y", "n", "v", "escape", "enter", "q")
    assert threads and threading.get_ident() not in threads


async def test_the_list_is_read_again_on_coming_back(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter")
        decided.judge(HUBS, "broken", decided.links()[0], as_of=it.app._desk.today())  # type: ignore[attr-defined]
        await it.press("q")
        assert "✗ broken" in it.text


async def test_what_was_unmet_on_an_earlier_day_is_listed_as_it_stood(drive: Drive, filled: Filled) -> None:
    audit = next(ref for ref in filled.links())
    filled.judge(HUBS, "stalled", audit, as_of=date(2025, 1, 1))
    filled.judge(HUBS, "broken", audit, as_of=date(2026, 2, 1))
    async with drive((120, 40)) as it:
        assert "✗ broken" in it.text
        await it.press("f")
        it.app.screen.query_one("#as-of-day").focus()
        await it.type("2025-13-41")
        await it.press("ctrl+s")
        assert "“2025-13-41” is not a date" in it.text
        await it.press("home", *["delete"] * 10)
        await it.type("2025-06-01")
        await it.press("ctrl+s")
        assert "1 promise: unmet · as things stood on 1 Jun 2025" in it.text
        assert "■ stalled" in it.text and "broken" not in it.text
        await it.press("f")
        it.app.screen.query_one("#as-of-day").focus()
        await it.press("home", *["delete"] * 10, "ctrl+s")
        assert "✗ broken" in it.text and "as things stood" not in it.text


async def test_an_earlier_day_comes_back_after_a_restart(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("f")
        it.app.screen.query_one("#as-of-day").focus()
        await it.type("2025-06-01")
        await it.press("ctrl+s")
        kept = it.app.screen.keep()  # type: ignore[attr-defined]
        assert kept["filter"]["on"] == "2025-06-01"
