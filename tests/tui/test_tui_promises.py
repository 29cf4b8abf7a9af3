"""The list of promises: what it opens on, how it is filtered and sorted, and that it copes with very many."""

import threading
from dataclasses import replace

import pytest
from sqlalchemy import event

from corpus import commitments
from corpus.database import Corpus
from corpus.rows import CommitmentFilter
from tests.tui.driving import Drive
from tests.tui.filled import AIM, CONSULT, HUBS, Filled
from tui.app import AddewidApp
from tui.desk import Desk, Window
from tui.widgets.promise_table import PromiseTable


def rows(text: str) -> list[str]:
    """The lines of the table alone."""
    lines = text.splitlines()
    head = next(number for number, line in enumerate(lines) if line.startswith(" Status"))
    return [line for line in lines[head + 1 :] if line[1:2] in "○?–»◐✓■→✗" and line[1:2].strip()]


async def test_opens_on_the_unmet(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        assert "1 unmet (1) · 6 not yet assessed (2) · 0 met (3)" in it.text
        assert "1 promise: unmet; by deadline, earliest first" in it.text
        assert [line.split()[:3] for line in rows(it.text)] == [["■", "stalled", "pledge"]]
        assert "!31 Mar 2023" in it.text


async def test_opens_on_the_not_assessed_when_none_is_unmet_and_says_so(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        assert "None is unmet yet. 7 promises: not assessed; by deadline, earliest first" in it.text
        assert len(rows(it.text)) == 7


async def test_every_column_fits_eighty_cells(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("4")
        assert len(rows(it.text)) == 7
        assert max(map(len, it.lines)) <= 80
        assert any("recommend… Every local aut… " in line for line in it.lines)


async def test_views_by_key_and_by_mouse(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("2")
        assert "6 promises: not assessed" in it.text
        await it.press("3")
        assert "No promise fits. Press x to show all of them." in it.text
        await it.press("x")
        assert "7 promises: all" in it.text
        await it.pilot.click(offset=(it.lines[0].index("not yet"), 0))
        await it.press("shift")
        assert "6 promises: not assessed" in it.text
        await it.pilot.click(offset=(it.lines[0].index("unmet"), 0))
        await it.press("shift")
        assert "1 promise: unmet" in it.text


async def test_words_filter_as_they_are_typed(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("4", "slash")
        await it.pilot.press(*"carers")
        await it.press("shift")
        assert "1 promise: all · “carers”" in it.text
        await it.press("enter", "enter")
        assert CONSULT[:60] in it.text


async def test_filter_by_kind_theme_and_body(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("4", "f")
        assert "Welsh Government (4)" in it.text
        await it.press("tab", "space", "j", "space", "f")
        assert "4 promises: all · duty, pledge" not in it.text
        assert "5 promises: all · duty, pledge" in it.text
        await it.press("f", "x", "tab", "tab", "tab", "space", "f")
        assert "4 promises: all · Welsh Government" in it.text
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


async def test_a_click_chooses_and_a_second_opens(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.pilot.click("#promises", offset=(20, 2))
        assert it.app.screen.query_one(PromiseTable).cursor == 2
        await it.pilot.click("#promises", offset=(20, 2), times=2)
        await it.press("j")
        assert "The promise" in it.text


async def test_an_empty_corpus_is_welcomed(drive: Drive) -> None:
    async with drive() as it:
        assert "There are no documents here yet." in it.text
        assert "addewid starter" in it.text and "addewid add PATH…" in it.text
        await it.press("j", "enter", "slash", "f", "s", "4", "r")
        assert "Welcome to Addewid" in it.text


async def test_documents_without_promises_say_what_to_do(drive: Drive, corpus: Corpus, filled: Filled) -> None:
    with corpus.write() as session:
        for table in ("event_evidence", "evidence_links", "commitments"):
            session.connection().exec_driver_sql(f"DELETE FROM {table}")
    async with drive() as it:
        assert "There are 4 documents here, but no promise has been found yet." in it.text
        assert "addewid update" in it.text


async def test_fifty_thousand_promises_are_read_a_window_at_a_time(
    drive: Drive, filled: Filled, app: AddewidApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.corpus.read() as session:
        one = commitments.listing(session, CommitmentFilter(text="hubs"))[0]
    asked: list[int] = []

    def promises(self: Desk, wanted: CommitmentFilter, limit: int, offset: int) -> Window[object]:
        asked.append(limit)
        last = min(50_000, offset + limit)
        return Window(50_000, offset, tuple(replace(one, quote=f"Promise {n}.") for n in range(offset, last)))

    monkeypatch.setattr(Desk, "promises", promises)
    async with drive() as it:
        await it.press("G")
        assert "Promise 49999." in it.text
        await it.press("g")
        assert "Promise 0." in it.text
        for _ in range(30):
            await it.pilot.press("pagedown")
        await it.press("j")
        table = it.app.screen.query_one(PromiseTable)
        assert f"Promise {table.cursor}." in it.text
        assert max(asked) <= PromiseTable.window and len(asked) < 20


async def test_reading_happens_off_the_screens_thread(drive: Drive, decided: Filled, corpus: Corpus) -> None:
    threads: set[int] = set()
    event.listen(corpus.engine, "before_cursor_execute", lambda *_: threads.add(threading.get_ident()))
    async with drive() as it:
        await it.press("4", "enter", "a", "d", "q", "q")
    assert threads and threading.get_ident() not in threads


async def test_the_list_is_read_again_on_coming_back(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter")
        decided.judge(HUBS, "broken", decided.links()[0], as_of=it.app._desk.today())  # type: ignore[attr-defined]
        await it.press("q")
        assert "✗ broken" in it.text
