"""Changing what is said of a promise: what is filled in is written whole, or stays in the form with why it was not."""

import contextlib
from collections.abc import AsyncIterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Input, TextArea

from corpus import commitments, editing, journal
from corpus.bodies import by_key
from corpus.codebook import CommitmentKind, Lang, Theme
from corpus.naming import beginning, named
from corpus.rows import CommitmentRow
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import BREAKS, HUBS, TODAY, Filled
from tui.screens.edit import EditDialogue


def row(filled: Filled, ref: str) -> CommitmentRow:
    with filled.corpus.read() as session:
        return commitments.get(session, ref, on=TODAY).row


@contextlib.asynccontextmanager
async def form(
    drive: Drive, filled: Filled, quote: str = HUBS, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Driven, list[bool | None]]]:
    """The dialogue open on a promise, and what it was answered with."""
    answers: list[bool | None] = []
    async with drive(size) as it:
        dialogue = EditDialogue(it.app._desk, filled.ref(quote))  # type: ignore[attr-defined]
        it.app.push_screen(dialogue, answers.append)
        await settle(it.pilot)
        while not dialogue.query("#because"):
            await it.pilot.pause()
        await settle(it.pilot)
        yield it, answers


async def fill(it: Driven, line: str, words: str) -> None:
    """Put words in the place of those of a line."""
    it.app.screen.query_one(f"#{line}", Input).value = words
    await settle(it.pilot)


async def test_everything_that_is_said_stands_in_the_form(drive: Drive, filled: Filled) -> None:
    async with form(drive, filled) as (it, _):
        for words in (
            "The Welsh Government will open ten community hubs",
            "Welsh Government",
            "open ten community hubs",
        ):
            assert words in it.text
        assert "2023-03-31" in it.text and "by 31 March 2023" in it.text
        assert "peer networks, community resilience" in it.text or "community resilience, peer networks" in it.text
        assert "pledge" in it.text and "Save (Ctrl-S)" in it.lines[-4:][0] + "".join(it.lines[-5:])


async def test_what_is_changed_is_written_and_nothing_else(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(HUBS)
    before = row(filled, ref)
    async with form(drive, filled) as (it, answers):
        await fill(it, "deadline", "2024-05-01")
        await fill(it, "condition", "if money is found")
        await it.press("ctrl+s")
        assert answers == [True]
    after = row(filled, ref)
    assert (after.deadline and after.deadline.isoformat(), after.condition) == ("2024-05-01", "if money is found")
    assert (after.kind, after.themes, after.quote, after.action) == (
        before.kind,
        before.themes,
        before.quote,
        before.action,
    )
    with filled.corpus.read() as session:
        made = journal.about(session, [], [ref])[-1]
    assert set(made.after) == {"deadline", "condition", "origin"}


async def test_a_deadline_in_words_and_none(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(HUBS)
    async with form(drive, filled) as (it, answers):
        await fill(it, "deadline", "soon")
        await it.press("ctrl+s")
        assert "“soon” is not a date; write it as year-month-day" in it.text and answers == []
        await fill(it, "deadline", "")
        await fill(it, "deadline_text", "this Senedd term")
        await it.press("ctrl+s")
        assert answers == [True]
    assert row(filled, ref).deadline is None and row(filled, ref).deadline_text == "this Senedd term"


async def test_a_body_is_chosen_by_some_of_its_name_in_either_language(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(BREAKS)
    async with form(drive, filled, BREAKS) as (it, answers):
        await it.press("tab")
        await it.type("gyngor caerd")
        assert "Cardiff Council · Cyngor Caerdydd" in it.text
        await it.press("down", "enter")
        assert "Cardiff Council" in it.text and "Cyngor Caerdydd" not in it.text
        await it.press("ctrl+s")
        assert answers == [True]
    assert row(filled, ref).body_key == "cardiff-council"


async def test_a_name_that_is_nobodys_is_refused_and_stays(drive: Drive, filled: Filled) -> None:
    async with form(drive, filled, BREAKS) as (it, answers):
        await it.press("tab")
        await it.type("Council of Nowhere")
        await it.press("tab", "ctrl+s")
        assert "No public body is called Council of Nowhere" in it.text.replace("\n", " ")
        assert answers == [] and "Council of Nowhere" in it.text


async def test_escape_puts_away_the_bodies_before_the_form(drive: Drive, filled: Filled) -> None:
    async with form(drive, filled, BREAKS) as (it, answers):
        await it.press("tab")
        await it.type("cardiff")
        await it.press("escape")
        assert "Caerdydd" not in it.text and "What is said of this promise" in it.text
        await it.press("escape")
        assert answers == [None]


async def test_the_words_are_a_stretch_of_the_passage(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(HUBS)
    async with form(drive, filled) as (it, answers):
        words = it.app.screen.query_one("#quote", TextArea)
        words.text = "ten hubs on the moon"
        await it.press("ctrl+s")
        assert "These words stand nowhere in the passage" in it.text.replace("\n", " ")
        words.text = "will open ten community hubs by 31 March 2023"
        await it.press("ctrl+s")
        assert answers == [True]
    assert row(filled, ref).quote == "will open ten community hubs by 31 March 2023"


async def test_themes_are_ticked(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(BREAKS)
    async with form(drive, filled, BREAKS) as (it, answers):
        it.app.screen.query_one("#themes").focus()
        await settle(it.pilot)
        await it.press("enter", "space", "j", "space", "enter")
        assert "assets, core economy" in it.text
        await it.press("enter", "escape", "ctrl+s")
        assert answers == [True]
    assert row(filled, ref).themes == (Theme.ASSETS, Theme.CORE_ECONOMY)


async def test_nothing_changed_is_told(drive: Drive, filled: Filled) -> None:
    async with form(drive, filled) as (it, answers):
        await it.press("ctrl+s")
        assert "says so already; nothing was changed." in it.text and answers == []


async def test_confirming(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(HUBS)
    async with form(drive, filled) as (it, answers):
        await it.app.screen.run_action("confirm")
        await settle(it.pilot)
        assert answers == [True]
    assert row(filled, ref).origin == "person"


async def test_refusing_needs_a_reason(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(BREAKS)
    async with form(drive, filled, BREAKS) as (it, answers):
        await it.app.screen.run_action("refuse")
        await settle(it.pilot)
        assert "Say in a few words why it is no commitment" in it.text and answers == []
        await fill(it, "because", "A heading.")
        await it.app.screen.run_action("refuse")
        await settle(it.pilot)
        assert answers == [True]
    assert row(filled, ref).refused


async def test_confirming_what_was_changed_writes_the_change(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(HUBS)
    async with form(drive, filled) as (it, answers):
        await fill(it, "beneficiary", "people in the valleys")
        await it.app.screen.run_action("confirm")
        await settle(it.pilot)
        assert answers == [True]
    assert (row(filled, ref).beneficiary, row(filled, ref).origin) == ("people in the valleys", "person")


async def test_somebody_else_was_first_and_what_was_filled_in_stays(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(HUBS)
    async with form(drive, filled, size=(120, 40)) as (it, answers):
        await fill(it, "action", "open hubs")
        with filled.corpus.write() as session:
            wanted = editing.Edit(kind=CommitmentKind.ASPIRATION)
            editing.edit(session, ref, wanted, "Tomos", "No act is named.")
        await it.press("ctrl+s")
        assert "was decided about since you looked at it" in it.text.replace("\n", " ")
        assert "No act is named." in it.text.replace("\n", " ") and answers == []
        assert "open hubs" in it.text
        await it.press("ctrl+s")
        assert answers == [True]
    assert row(filled, ref).action == "open hubs" and row(filled, ref).kind is CommitmentKind.ASPIRATION


async def test_a_promise_that_is_gone(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        it.app.push_screen(EditDialogue(it.app._desk, "c-none"))  # type: ignore[attr-defined]
        await settle(it.pilot)
        assert "No commitment is called c-none" in it.text.replace("\n", " ")
        await it.press("ctrl+s", "escape")
        assert "What is said" not in it.text


async def test_pasted_control_characters_and_small_screens(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(BREAKS)
    async with form(drive, filled, BREAKS) as (it, answers):
        for size in ((20, 5), (1, 1), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("tab")
        it.app.screen.query_one("#beneficiary").focus()
        await settle(it.pilot)
        await it.type("car\x1b[31mers\u202e ŵyn 🐑")
        await it.press("ctrl+s")
        assert answers == [True]
    assert row(filled, ref).beneficiary == "car [31mers ŵyn 🐑"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("llywodraeth cymru", "welsh-government"),
        ("WELSH GOV", "welsh-government"),
        ("lywodraeth cym", "welsh-government"),
        ("betsi", "betsi-cadwaladr-health-board"),
    ],
)
def test_a_body_is_found_by_the_beginnings_of_its_words(typed: str, key: str) -> None:
    assert beginning(typed, 3)[0].key == key


@given(st.sampled_from(sorted(by_key())), st.sampled_from(list(Lang)))
def test_every_body_is_found_by_its_whole_name(key: str, lang: Lang) -> None:
    name = by_key()[key].name(lang)
    assert key in {body.key for body in beginning(name, len(by_key()))}


@given(st.text(max_size=30))
def test_whatever_is_typed_is_borne(typed: str) -> None:
    found = beginning(typed, 4)
    assert len(found) <= 4
    assert all(named(body.key) is body for body in found)
