"""The overview: its charts, what needs attention, and that every line leads to what it counts."""

import json
import threading
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from corpus.codebook import ReviewReason
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from tests.tui.driving import Drive, Driven
from tests.tui.filled import HUBS, Filled
from tui.app import AddewidApp
from tui.desk import overview
from tui.screens.overview import SORTS
from tui.screens.review import ReviewScreen
from tui.widgets.bars import Line, Sort, shared, solid
from tui.widgets.charts import MOST, Chart
from tui.widgets.welcome import Welcome


def line(it: Driven, words: str) -> str:
    """The line with these words, without its spaces."""
    return next((" ".join(each.rstrip(" ▁▂▃▄▅▆▇█").split()) for each in it.lines if words in each), "")


async def here(it: Driven) -> str:
    """The line that the cursor is at; it is scrolled to when the next frame is drawn."""
    for _ in range(50):
        if found := line(it, "▸"):
            return found
        await it.pilot.pause(0.02)
    return ""


async def to(it: Driven, words: str) -> None:
    """Go down to the line with these words."""
    for _ in range(40):
        if words in await here(it):
            return
        await it.press("j")
    raise AssertionError(f"no line has {words}:\n{it.text}")


async def test_everything_is_counted_and_waits(drive: Drive, decided: Filled) -> None:
    async with drive((99, 70)) as it:
        await it.press("1")
        assert "7 promises in 4 documents, as things stand on 2 Mar 2026: 1 unmet, 6 not assessed" in it.text
        assert line(it, "Overdue").endswith("1") and line(it, "seen by nobody").endswith("6")
        assert line(it, "○ not assessed").split()[-2:] == ["6", "86%"]
        assert line(it, "■ stalled").split()[-2:] == ["1", "14%"]
        assert line(it, "pledge").split()[-4:] == ["4", "1", "–", "3"], "all, unmet, met, not assessed"
        assert line(it, "2021").split()[-4:] == ["6", "1", "–", "5"]
        assert "1 more is in a document without a date." in it.text
        assert line(it, "Welsh Government").split()[-4:] == ["4", "1", "–", "3"]
        assert "3 more bind no body that is known." in it.text
        assert line(it, "peer networks").split()[-4:] == ["1", "1", "–", "–"]
        assert max(map(len, it.lines)) <= 99


async def test_shares_are_told_by_signs_words_and_numbers(drive: Drive, decided: Filled) -> None:
    async with drive((99, 70)) as it:
        await it.press("1")
        assert "██ met   ▓▓ unmet   ▒▒ superseded   ░░ not assessed" in it.text
        bar = next(each for each in it.lines if "pledge" in each)
        assert bar.count("▓") * 2 < bar.count("░") and "█" not in bar


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("■ stalled", "1 promise: stalled"),
        ("Overdue", "1 promise: overdue"),
        ("duty", "1 promise: duty"),
        ("2021", "6 promises: made in 2021"),
        ("Welsh Government", "4 promises: Welsh Government"),
        ("outcomes", "1 promise: outcomes"),
    ],
)
async def test_a_line_leads_to_the_promises_that_it_counts(
    drive: Drive, decided: Filled, words: str, listed: str
) -> None:
    async with drive((80, 24)) as it:
        await it.press("1")
        await to(it, words)
        await it.press("enter")
        assert listed in it.text and "[Promises]" in it.text
        await it.press("1")
        assert words in await here(it), "the cursor is where it was"


async def test_a_click_on_a_line_leads_there_too(drive: Drive, decided: Filled) -> None:
    async with drive((80, 30)) as it:
        await it.press("1")
        at = next(number for number, each in enumerate(it.lines) if "■ stalled" in each)
        await it.pilot.click(offset=(30, at))
        await it.press("shift")
        assert "1 promise: stalled" in it.text


async def test_a_reason_leads_to_what_waits_for_it(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    came: list[object] = []
    monkeypatch.setattr(ReviewScreen, "come", lambda _, wanted: came.append(wanted))
    async with drive() as it:
        await it.press("1")
        await to(it, "seen by nobody")
        await it.press("enter")
        assert "[Review]" in it.text
    assert came == [ReviewReason.NEW]


async def test_keys_go_through_all_lines_and_tab_through_the_charts(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("1")
        first = await here(it)
        assert "Overdue" in first
        seen = [first]
        for _ in range(40):
            await it.press("down")
            if await here(it) == seen[-1]:
                break
            seen.append(await here(it))
        assert len(seen) == len(set(seen)) and "peer networks" in "".join(seen), "every line comes into sight"
        await it.press("G")
        assert await here(it) == seen[-1]
        await it.press("k")
        assert await here(it) == seen[-2]
        await it.press("g")
        assert await here(it) == first
        await it.press("tab")
        assert "■ stalled" in await here(it), "where it was left in that chart"
        await it.press("k", "k")
        assert "seen by nobody" in await here(it), "back into the last line of the chart before"


async def test_what_is_decided_elsewhere_is_counted_on_coming_back(drive: Drive, decided: Filled) -> None:
    async with drive((99, 70)) as it:
        await it.press("1", "2")
        decided.judge(HUBS, "broken", decided.links()[0], as_of=date(2026, 3, 1))
        await it.press("1")
        assert "✗ broken" in it.text and "■ stalled" not in it.text


async def test_the_cursor_comes_back_after_a_restart(
    drive: Drive, app: AddewidApp, decided: Filled, tmp_path: Path
) -> None:
    async with drive() as it:
        await it.press("1")
        await to(it, "recommendation")
        it.app.keep()  # type: ignore[attr-defined]
    again = AddewidApp(app._desk, state=tmp_path / "state.json")
    again.animation_level = "none"
    async with again.run_test(size=(80, 24)) as pilot:
        it = Driven(pilot)
        await it.press("shift")
        assert "recommendation" in await here(it)


@pytest.mark.parametrize("kept", [{"chart": "x", "line": 9}, {"chart": "count-kinds", "line": -99}, {"chart": 3}])
async def test_nonsense_that_was_kept_does_no_harm(
    drive: Drive, decided: Filled, tmp_path: Path, kept: Mapping[str, object]
) -> None:
    (tmp_path / "state.json").write_text(json.dumps({"place": "overview", "screens": {"overview": kept}}))
    async with drive() as it:
        assert it.notes == [] and "▸" in it.text


async def test_counting_happens_off_the_screens_thread(drive: Drive, decided: Filled, corpus: Corpus) -> None:
    threads: set[int] = set()
    event.listen(corpus.engine, "before_cursor_execute", lambda *_: threads.add(threading.get_ident()))
    async with drive() as it:
        await it.press("1", "j", "enter")
    assert threads and threading.get_ident() not in threads


async def test_a_corpus_that_is_written_leaves_the_charts_as_they_are(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: object) -> Mapping[ReviewReason, int]:
        raise CorpusBusy("The corpus is being written.")

    real = overview.counted
    async with drive((99, 70)) as it:
        monkeypatch.setattr(overview, "counted", busy)
        await it.press("1")
        assert "The corpus could not be read. F5 tries again." in it.text and it.notes == [
            "The corpus is being written."
        ]
        monkeypatch.setattr(overview, "counted", real)
        await it.press("f5")
        before = it.text
        monkeypatch.setattr(overview, "counted", busy)
        await it.press("f5")
        assert it.notes == ["The corpus is being written."] * 2
        assert "7 promises in 4 documents" in before and "7 promises in 4 documents" in it.text


async def test_an_empty_corpus_is_welcomed(drive: Drive, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"place": "overview"}')
    async with drive() as it:
        screen = it.app.screen_stack[0]
        assert screen.query_one(Welcome).display and not screen.query_one("#charts").display
        assert it.notes == []


async def test_a_very_small_screen_and_back(drive: Drive, decided: Filled) -> None:
    async with drive((20, 5)) as it:
        await it.press("1", "j", "j", "G", "g", "tab")
        await it.pilot.resize_terminal(80, 24)
        await it.press("g")
        assert "Overdue" in await here(it) and it.notes == []
        await it.pilot.resize_terminal(400, 120)
        await it.press("G")
        assert max(map(len, it.lines)) <= 400 and "peer networks" in await here(it)


async def test_a_long_chart_shows_its_first_lines_until_the_rest_are_asked_for(drive: Drive, decided: Filled) -> None:
    async with drive((80, 40)) as it:
        await it.press("1")
        chart = it.app.screen.query_one("#count-bodies", Chart)
        chart.show(
            [Line(f"[b]Body {at:02}[/b] \x1b[31m" + "hir" * 40, (3, 2, 1, 0), ("6", "2", "3", "–")) for at in range(30)]
        )
        chart.focus()
        await it.press("shift")
        assert "Body 09" in it.text and "Body 10" not in it.text and "20 more…" in it.text
        for _ in range(MOST):
            await it.press("j")
        assert "20 more…" in await here(it)
        await it.press("enter")
        assert "Body 10" in await here(it)
        assert "[b]Body 10[/b]" in it.text, "markup stands as it is"
        assert max(map(len, it.lines)) <= 80


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5), st.integers(1, 200), st.integers(0, 10**6))
def test_a_bar_of_parts_is_as_long_as_its_share(counts: Sequence[int], width: int, more: int) -> None:
    total = sum(counts)
    longest = max(1, total + more)
    cells = shared(counts, longest, width)
    assert len(cells) == len(counts) and all(each >= 0 for each in cells)
    assert sum(cells) == (max(1, round(total * width / longest)) if total else 0)
    assert all(not each for each, count in zip(cells, counts, strict=True) if not count)
    if sum(cells) >= sum(1 for count in counts if count):
        assert all(each for each, count in zip(cells, counts, strict=True) if count), "none is lost"


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(1, 200))
def test_a_solid_bar_fills_its_room(count: int, more: int, width: int) -> None:
    bar = solid(count, max(1, count + more), width)
    assert len(bar) == width
    assert (bar.strip() != "") == (count > 0)


def test_sorts_are_told_apart_without_colours() -> None:
    assert len({sort.block for sort in SORTS}) == len({sort.word for sort in SORTS}) == len(SORTS)
    assert all(isinstance(sort, Sort) for sort in SORTS)
