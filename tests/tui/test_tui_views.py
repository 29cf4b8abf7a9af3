"""Views under a name: keeping, choosing and forgetting them, and what a file of them may say."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import UNMET, CommitmentKind, Delivery, Lang, Theme
from corpus.database import Corpus
from corpus.errors import AddewidError, UsageProblem
from corpus.grouping import Grouping
from corpus.rows import CommitmentFilter, CommitmentSort
from tests.tui.driving import Drive, Driven
from tests.tui.filled import TODAY, WHO, Filled, Searched
from tui.app import AddewidApp
from tui.desk import Desk, views
from tui.desk.views import MOST, View
from tui.screens.views import ViewsDialogue

FULL = CommitmentFilter(
    deliveries=UNMET,
    kinds=frozenset({CommitmentKind.DUTY}),
    themes=frozenset({Theme.OUTCOMES, Theme.PREVENTION}),
    bodies=frozenset({"welsh-government"}),
    langs=frozenset({Lang.CY}),
    document="plan-2021",
    text="hybiau “cymunedol”",
    overdue=True,
    since=date(2020, 1, 1),
    until=date(2020, 12, 31),
    due_from=date(2024, 2, 29),
    due_by=date(2024, 3, 1),
    sort=CommitmentSort.BODY,
    descending=True,
)


@pytest.fixture
def desk(corpus: Corpus, search: Searched, tmp_path: Path) -> Desk:
    return Desk(corpus, search, WHO, lambda: TODAY, views=tmp_path / "views.json")


@pytest.fixture
def app(desk: Desk, app: AddewidApp, tmp_path: Path) -> Iterator[AddewidApp]:
    """The app of the other tests, at a desk with a file for views."""
    made = AddewidApp(desk, state=tmp_path / "state.json")
    made.animation_level = "none"
    yield made


def test_a_view_comes_back_as_it_was_kept(desk: Desk) -> None:
    kept = View("Hybiau cymunedol", FULL, Grouping.THEME)
    assert views.keep(desk, kept) == (kept,)
    assert views.listing(desk) == (kept,)
    assert views.understood(views.as_data(CommitmentFilter())) == CommitmentFilter()
    past = replace(CommitmentFilter(), on=TODAY)
    assert views.understood(views.as_data(past)) == past


def test_views_come_by_name_and_one_takes_the_place_of_another(desk: Desk) -> None:
    for name in ("b", "A", "c"):
        views.keep(desk, View(name, CommitmentFilter()))
    assert [each.name for each in views.listing(desk)] == ["A", "b", "c"]
    assert views.keep(desk, View(" c ", FULL))[-1] == View("c", FULL)
    assert [each.name for each in views.forget(desk, "A")] == ["b", "c"]
    assert [each.name for each in views.forget(desk, "nobody")] == ["b", "c"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "\x1b\x07"])
def test_a_view_needs_a_name(desk: Desk, name: str) -> None:
    with pytest.raises(UsageProblem, match="needs a name of 1 to 64 characters"):
        views.keep(desk, View(name, CommitmentFilter()))


def test_there_is_an_end_to_views(desk: Desk) -> None:
    assert desk.views is not None
    desk.views.write_text(json.dumps([{"name": f"View {at}"} for at in range(MOST + 50)]))
    assert len(views.listing(desk)) == MOST
    with pytest.raises(UsageProblem, match="forget one of them first"):
        views.keep(desk, View("One more", CommitmentFilter()))


def test_where_nothing_can_be_written_it_is_said(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(AddewidError, match="no folder here"):
        views.keep(replace(desk, views=None), View("Hubs", CommitmentFilter()))
    with pytest.raises(AddewidError, match="could not be kept"):
        views.keep(replace(desk, views=tmp_path / "none" / "views.json"), View("Hubs", CommitmentFilter()))
    assert views.listing(replace(desk, views=None)) == ()


@pytest.mark.parametrize("held", [b"", b"\xff\xfe", b"{}", b"[1, null, {}]", b"[" * 100_000, b'[{"name": ["x"]}]'])
def test_a_damaged_file_holds_no_views(desk: Desk, held: bytes) -> None:
    assert desk.views is not None
    desk.views.write_bytes(held)
    assert views.listing(desk) == ()


NESTED = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(("duty", "2020-13-40")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(sorted(views.as_data(FULL))), NESTED) | NESTED)
def test_anything_is_understood_as_some_filter(told: object) -> None:
    found = views.understood(told)
    assert views.understood(json.loads(json.dumps(views.as_data(found)))) == found


def shown(it: Driven) -> list[str]:
    """The views on the screen, without their frame."""
    return [" ".join(line.strip(" │─╭╮╰╯").split()) for line in it.lines]


async def test_a_view_is_kept_chosen_and_forgotten(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("x", "b", "slash")
        await it.type("hub")
        await it.press("enter", "v")
        assert [each for each in shown(it) if each[:1].isdigit() and not re.search(r"\[|promise:", each)] == [
            "1 Unmet",
            "6 Not assessed",
            "0 Met",
            "7 All promises",
            "1 Overdue",
            "0 Due soon",
        ]
        await it.press("ctrl+s")
        await it.type("[b]Hubs[/b]")
        await it.press("enter")
        assert "1 [b]Hubs[/b]" in shown(it) and "“hub”" in shown(it)
        await it.press("escape", "x", "b", "b", "b")
        assert "7 promises: all" in it.text
        await it.press("v", "G", "enter")
        assert "1 promise: “hub”; by deadline, earliest first; grouped by body" in it.text
        await it.press("v", "d")
        assert "This view is always there" in it.text
        await it.press("G", "d")
        assert "1 [b]Hubs[/b]" not in shown(it)
        await it.press("escape", "v")
        assert "1 [b]Hubs[/b]" not in shown(it)


async def test_a_view_that_cannot_be_kept_says_why(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("v", "ctrl+s", "enter")
        assert "A view needs a name of 1 to 64 characters; type one." in it.text
        assert isinstance(it.app.screen, ViewsDialogue)
        await it.type("Mine")
        await it.press("enter")
        assert "1 Mine" in shown(it) and "needs a name" not in it.text


async def test_the_views_of_what_is_due(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("v", "j", "j", "j", "j", "enter")
        assert "1 promise: overdue" in it.text
        await it.press("v", "G", "enter")
        assert "0 promises: neither met nor superseded · due from 2 Mar 2026 to 31 May 2026" in it.text


async def test_leaving_the_views_changes_nothing(drive: Drive, decided: Filled) -> None:
    async with drive((20, 5)) as it:
        await it.press("v", "j", "escape")
        assert it.notes == [] and not isinstance(it.app.screen, ViewsDialogue)
    assert Delivery.MET not in UNMET
