"""The list of promises: grouped, counted by what it can be narrowed to, and come back to as it was left."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from corpus.codebook import Theme
from corpus.rows import CommitmentFilter
from tests.tui.driving import Drive, Driven
from tests.tui.filled import MARKUP, Filled
from tui.app import AddewidApp
from tui.desk import promises
from tui.messages import GoTo
from tui.widgets.promise_facets import PromiseFacets
from tui.widgets.promise_table import PromiseTable


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


async def test_words_once_looked_for_are_found_again_in_the_whole_list(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("n")
        assert "Press / and type words first" in it.notes[-1]
        await it.press("x", "slash")
        await it.type("council")
        await it.press("escape", "x")
        assert "7 promises: all" in it.text and MARKUP[:9] not in it.lines[-4]
        await it.press("n")
        at = cursor(it)
        assert "“The [b]council[/b] will write" in it.text, "the words of what the cursor is at, as they are"
        await it.press("g", "N")
        assert cursor(it) == at, "round from the first to the last"
        await it.press("slash")
        await it.type("nowhere at all")
        await it.press("escape", "x", "n")
        assert "No promise of this list has the words “nowhere at all”." in it.notes[-1]


async def test_n_opens_the_group_that_holds_the_words(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("x", "slash")
        await it.type("council")
        await it.press("escape", "x", "b", "n")
        assert "▾ No body that is known" in it.text
        assert "“The [b]council[/b] will write" in it.text


async def test_groups_by_body_open_close_and_count(drive: Drive, decided: Filled) -> None:
    async with drive((80, 30)) as it:
        await it.press("x", "b")
        assert "; grouped by body" in it.text
        assert headings(it.text) == ["▸ Welsh Government 4 promises", "▸ No body that is known 3 promises"]
        assert "Enter opens the group." in it.text and rows(it.text) == []
        await it.press("enter")
        assert headings(it.text)[0] == "▾ Welsh Government 4 promises" and len(rows(it.text)) == 4
        await it.press("j", "j", "left")
        assert cursor(it) == 0, "first to the heading"
        await it.press("left")
        assert rows(it.text) == []
        await it.press("j", "right")
        assert len(rows(it.text)) == 3
        await it.press("plus")
        assert len(rows(it.text)) == 7
        await it.press("minus")
        assert rows(it.text) == [] and cursor(it) == 1


async def test_groups_by_theme_and_document_and_none(drive: Drive, decided: Filled) -> None:
    async with drive((80, 30)) as it:
        await it.press("x", "b", "b")
        assert headings(it.text) == [
            "▸ community resilience 1 promise",
            "▸ outcomes 1 promise",
            "▸ peer networks 1 promise",
            "▸ None of the themes 5 promises",
        ]
        assert "7 promises: all" in it.text, "one that is on two themes counts once"
        await it.press("b")
        assert headings(it.text)[1:] == ["▸ A plan for care close to home 6 promises"]
        await it.press("G", "enter", "j", "enter")
        assert "The promise" in it.text
        await it.press("q")
        assert cursor(it) == 2 and len(rows(it.text)) == 6, "the group is still open"
        await it.press("b")
        assert headings(it.text) == [] and len(rows(it.text)) == 7


async def test_a_wide_screen_counts_what_the_list_can_be_narrowed_to(drive: Drive, decided: Filled) -> None:
    async with drive((140, 45)) as it:
        assert it.app.screen.query_one(PromiseFacets).display
        assert "✓ unmet" in it.text and "Narrowed to" in it.text
        await it.press("x")
        assert "Narrowed to" not in it.text
        assert any(line.split()[-2:] == ["pledge", "4"] for line in it.lines), it.text
        facets = it.app.screen.query_one(PromiseFacets)
        facets.focus()
        facets.highlighted = next(at for at, each in enumerate(facets.options) if each.id == "kinds pledge")
        await it.press("enter")
        assert "4 promises: pledge" in it.text and "✓ pledge" in it.text
        facets.highlighted = next(at for at, each in enumerate(facets.options) if each.id == "years 2021")
        await it.press("space")
        assert "3 promises: pledge · made in 2021" in it.text
        facets.highlighted = next(at for at, each in enumerate(facets.options) if each.id == "kinds pledge")
        await it.press("enter")
        assert "6 promises: made in 2021" in it.text


async def test_facets_are_not_counted_where_nobody_sees_them(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def counted(*_: object) -> None:
        raise AssertionError("there is no room for them")

    monkeypatch.setattr(promises, "tallies", counted)
    async with drive((100, 30)) as it:
        await it.press("x")
        assert it.notes == []


async def test_everything_comes_back_after_a_restart(
    drive: Drive, app: AddewidApp, decided: Filled, tmp_path: Path
) -> None:
    async with drive() as it:
        await it.press("x", "s", "r", "b", "enter", "j", "j")
        before = it.text
        it.app.keep()  # type: ignore[attr-defined]
    again = AddewidApp(app._desk, state=tmp_path / "state.json")
    again.animation_level = "none"
    async with again.run_test(size=(80, 24)) as pilot:
        it = Driven(pilot)
        await it.press("shift")
        assert it.text == before and cursor(it) == 2


HOSTILE: Sequence[Mapping[str, object]] = (
    {"filter": {"kinds": ["nonsense", 3, None], "since": "yesterday", "sort": 7, "bodies": "x", "text": ["a"]}},
    {"filter": {}, "by": "nothing", "open": [1, {}], "at": {"x": 1}, "line": -5},
    {"filter": {}, "by": "body", "open": "all", "group": 9, "line": 10**12, "sought": "\ud800"},
    {"filter": [], "line": "x"},
    {"filter": {"text": "x" * 10_000, "document": "\x1b[31m", "bodies": ["[b]no[/b]"]}},
)


@pytest.mark.parametrize("kept", HOSTILE)
async def test_nonsense_that_was_kept_does_no_harm(
    drive: Drive, app: AddewidApp, filled: Filled, tmp_path: Path, kept: Mapping[str, object]
) -> None:
    (tmp_path / "state.json").write_text(json.dumps({"place": "promises", "screens": {"promises": kept}}))
    async with drive() as it:
        await it.press("j", "x")
        assert it.notes == [] and "7 promises: all" in it.text


async def test_a_list_that_somebody_comes_for(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("b")
        it.app.screen.post_message(GoTo("promises", CommitmentFilter(themes=frozenset({Theme.OUTCOMES}))))
        await it.press("shift")
        assert "1 promise: outcomes; by deadline" in it.text and "grouped" not in it.text
