"""Working through what waits: each decided with a key, the next one at once, nothing lost when it cannot be written."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from corpus import codings, commitments, editing, evidence, journal, review
from corpus.codebook import Delivery, LinkState, Question, ReviewReason
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.models import Anchor, Commitment
from corpus.review import Waiting
from corpus.rows import CommitmentDetail
from corpus.same import deciding
from tests.tui.driving import Drive
from tests.tui.filled import AIM, BREAKS, CONSULT, HUBS, REVIEW, TODAY, Filled
from tui.desk import review as desk_review
from tui.messages import GoTo
from tui.reviewing.pile import Heap, Pile
from tui.screens.review import ReviewScreen


def detail(filled: Filled, quote: str) -> CommitmentDetail:
    with filled.corpus.read() as session:
        return commitments.get(session, filled.ref(quote), on=TODAY)


def waiting(filled: Filled) -> list[Waiting]:
    with filled.corpus.read() as session:
        return list(review.queue(session, on=TODAY).items)


def differ(filled: Filled, quote: str, question: Question, **answers: str) -> None:
    with filled.corpus.write() as session:
        for who, answer in answers.items():
            codings.code(session, filled.ref(quote), {question: answer}, who)


async def test_what_waits_is_listed_with_how_much_is_left(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3")
        assert "9 left · overdue: 2 · new: 7" in it.text
        assert "! overdue" in it.lines[3]
        assert "Its day has passed. What became of it?" in it.text
        assert "it was due on 31 Mar 2023 and has not been judged" in it.text
        assert "A plan for care close to home · 1.2, p. 6 · 15 Jun 2021" in it.text
        assert f"{HUBS} Each of them" in it.text.replace("\n ", " ").replace("\n", " ").replace("  ", " ")


async def test_accepting_says_that_it_is_a_promise_and_shows_the_next_at_once(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3", "j", "j")
        first = next(each for each in waiting(filled) if each.reason is ReviewReason.NEW)
        assert "Is it a promise, and is it what is shown here?" in it.text
        await it.press("a")
        assert "1 decided in this session · 8 left · overdue: 2 · new: 6" in it.text
    with filled.corpus.read() as session:
        assert commitments.get(session, first.ref).row.origin == "person"
    assert first not in waiting(filled)


async def test_refusing_asks_why_and_takes_it_from_every_list(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3")
        ref = waiting(filled)[0].ref
        await it.press("r")
        assert "Why is this no promise?" in it.text
        await it.press("5")
        assert "7 left · overdue: 1 · new: 6" in it.text
        await it.press("r")
        assert "It is a forecast or an argument." in it.text
    with filled.corpus.read() as session:
        found = commitments.get(session, ref)
        assert found.row.refused
        assert journal.about(session, [session.scalars(select(Commitment.id).where(Commitment.ref == ref)).one()])[
            -1
        ].because == ("It is a forecast or an argument.")


async def test_refusing_in_ones_own_words_and_not_at_all(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3", "r", "escape")
        assert "9 left" in it.text
        await it.press("r", "tab", "enter")
        assert "Why is this no promise?" in it.text  # nothing was written
        await it.type("It is a title.")
        await it.press("enter")
        assert "7 left" in it.text
        await it.press("r")
        assert "It is a title." in it.text


async def test_a_skipped_one_comes_last_and_stays_there_when_the_queue_is_read_again(
    drive: Drive, filled: Filled
) -> None:
    async with drive((120, 30)) as it:
        await it.press("3", "s")
        assert "9 left" in it.text
        listed = [line for line in it.lines if "overdue  " in line or "new  " in line]
        assert listed[-1].startswith(" ! overdue") and "The Welsh Government will open" in listed[-1]
        await it.press("f5")
        assert [line for line in it.lines if "overdue  " in line or "new  " in line] == listed


async def test_one_reason_alone_is_worked_through(drive: Drive, filled: Filled) -> None:
    async with drive((120, 30)) as it:
        await it.press("3", "f")
        assert "everything: 9" in it.text and "overdue: 2" in it.text and "disputed: 0" in it.text
        await it.press("G", "enter")
        assert "only new; x shows all" in it.text
        assert not [line for line in it.lines if line.startswith(" ! overdue")]
        await it.press("f", "g", "j", "enter")
        assert "Nothing waits for this any more. Press x" in it.text
        await it.press("a", "r", "e", "s", "d", "enter", "x")
        assert [line for line in it.lines if line.startswith(" ! overdue")]


async def test_judging_what_is_overdue(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3")
        assert "aJudge" in it.lines[-1].replace(" ", "")
        await it.press("a", "enter", *["down"] * 8, "enter", "tab")
        await it.type("They gave up.")
        await it.press("tab", "space", "ctrl+s")
        assert "7 left · overdue: 1 · new: 6" in it.text
    assert detail(filled, HUBS).row.delivery is Delivery.BROKEN


async def test_settling_what_coders_differ_on(drive: Drive, filled: Filled) -> None:
    differ(filled, BREAKS, Question.KIND, Mair="pledge", Tomos="duty")
    differ(filled, BREAKS, Question.VERIFIABILITY, Mair="clear", Tomos="unclear")
    async with drive() as it:
        await it.press("3")
        assert "disputed: 2" in it.text and "coders differ on kind" in it.text
        await it.press("a", "ctrl+s")
        assert "Nothing to settle; choose an answer to one of the questions." in it.text
        await it.press("enter")
        assert "duty (says Tomos)" in it.text and "pledge (says Mair)" in it.text
        await it.press("down", "enter", "ctrl+s")
        assert "those who said otherwise will ask" in it.text
        await it.press("tab", "enter", "down", "enter", "tab")
        await it.type("The words bind.")
        await it.press("ctrl+s")
        assert "disputed" not in it.text
    found = detail(filled, BREAKS)
    assert found.row.kind == "duty" and found.row.verifiability == "clear"
    assert found.history[-1].because == "The words bind."


async def test_settling_that_it_is_none(drive: Drive, filled: Filled) -> None:
    differ(filled, BREAKS, Question.COMMITMENT, Mair="yes", Tomos="no")
    ref = filled.ref(BREAKS)
    async with drive() as it:
        await it.press("3", "a", "enter", "down", "down", "enter", "tab")
        await it.type("Only a heading.")
        await it.press("ctrl+s")
        assert "disputed" not in it.text
    assert ref not in {each.ref for each in waiting(filled)}


async def test_evidence_that_speaks_against_a_judgement_is_shown_and_can_be_rejected(
    drive: Drive, filled: Filled
) -> None:
    links = filled.links()
    filled.judge(HUBS, "in-progress", links[1], as_of=TODAY)
    with filled.corpus.write() as session:
        evidence.decide(session, links[0], LinkState.ACCEPTED, "Tomos")
    async with drive((120, 40)) as it:
        await it.press("3")
        assert "evidence that contradicts it was accepted" in it.text.replace("\n", " ")
        assert "The evidence" in it.text and "The auditors counted four open hubs" in it.text
        assert it.app.screen.quotation().exact.startswith("The auditors counted")  # type: ignore[attr-defined]
        await it.press("r")
        assert "disputed" not in it.text
    states = {link.ref: link.state for link in detail(filled, HUBS).evidence}
    assert states[links[0]] is LinkState.REJECTED


async def test_words_that_are_gone_from_their_source(drive: Drive, filled: Filled) -> None:
    ref = filled.ref(AIM)
    with filled.corpus.write() as session:
        commitment = session.scalars(select(Commitment).where(Commitment.ref == ref)).one()
        commitment.withdrawn = True
        session.get_one(Anchor, commitment.anchor_id).outcome = "orphaned"
    async with drive() as it:
        await it.press("3")
        assert "Words that were decided about are gone from their source." in it.text
        assert "! The source no longer has these words." in it.text
        assert "aLook" in it.lines[-1].replace(" ", "")
        await it.press("a")
        assert type(it.app.screen).__name__ == "PromiseScreen"
        await it.press("q", "r", "8")
        assert "changed source" not in it.text


async def test_somebody_else_decided_meanwhile(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3", "j", "j")
        first = next(each for each in waiting(filled) if each.reason is ReviewReason.NEW)
        with filled.corpus.write() as session:
            editing.refuse(session, first.ref, "Tomos", "A title.")
        await it.press("a")
        assert "was decided about since you looked at it" in it.notes[0] and "A title." in it.notes[0]
        assert "decided in this session" not in it.text
        assert "new: 6" in it.text or "overdue: 1" in it.text
    with filled.corpus.read() as session:
        assert commitments.get(session, first.ref).row.refused


async def test_our_own_two_decisions_about_one_promise_do_not_stand_in_each_others_way(
    drive: Drive, filled: Filled
) -> None:
    async with drive((120, 30)) as it:
        await it.press("3", "f", "G", "enter")
        listed = [line for line in it.lines if line.startswith(" + new")]
        down = next(n for n, line in enumerate(listed) if "The Welsh Government will open" in line)
        await it.press(*["j"] * down, "a", "x", "g")
        assert "Its day has passed" in it.text
        await it.press("r", "1")
        assert it.notes == []
        assert "2 decided in this session" in it.text
    assert not reasons_of(filled, HUBS)


def reasons_of(filled: Filled, quote: str) -> set[ReviewReason]:
    with filled.corpus.read() as session:
        wanted = select(Commitment.ref).join(Anchor, Commitment.anchor_id == Anchor.id).where(Anchor.exact == quote)
        ref = session.scalars(wanted).one()
        return {each.reason for each in review.queue(session, on=TODAY).items if each.ref == ref}


async def test_a_decision_that_cannot_be_written_is_told_and_put_back(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise CorpusBusy("The corpus is being written by another process; wait for it to finish and try again.")

    async with drive() as it:
        await it.press("3", "j", "j")
        before = it.lines[2:-1]
        monkeypatch.setattr(desk_review, "confirm", busy)
        await it.press("a")
        assert it.notes == ["The corpus is being written by another process; wait for it to finish and try again."]
        assert "9 left" in it.text and "decided in this session" not in it.text
        await it.press("k")
        assert it.lines[2:-1] == before
        monkeypatch.undo()
        await it.press("a")
        assert "1 decided in this session" in it.text


async def test_decisions_are_written_in_order_even_when_the_app_is_left_at_once(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3", "j", "j")
        wanted = [each.ref for each in waiting(filled) if each.reason is ReviewReason.NEW][:3]
        for _ in wanted:
            it.app.screen.action_confirm()  # type: ignore[attr-defined]
        it.app.exit()
    await asyncio.get_running_loop().shutdown_default_executor()  # as asyncio.run does at the end
    with filled.corpus.read() as session:
        ids = session.scalars(select(Commitment.id).where(Commitment.ref.in_(wanted))).all()
        assert [row.subject for row in journal.about(session, ids)] == wanted


async def test_what_was_decided_elsewhere_is_gone_on_coming_back(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3")
        assert "9 left" in it.text
        with filled.corpus.write() as session:
            editing.refuse(session, filled.ref(CONSULT), "Tomos", "A title.")
        await it.press("2", "3")
        assert "8 left" in it.text


async def test_what_is_undone_waits_again(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3", "j", "j", "a")
        assert "1 decided in this session" in it.text
        await it.press("ctrl+z", "y")
        assert "decided in this session" not in it.text and "9 left" in it.text


async def test_the_reason_and_the_item_come_back_after_a_restart(drive: Drive, filled: Filled, tmp_path: Path) -> None:
    async with drive((120, 30)) as it:
        await it.press("3", "f", "G", "enter", "j", "j")
        quote = it.app.screen.quotation().exact  # type: ignore[attr-defined]
        it.app.keep()  # type: ignore[attr-defined]
    kept = json.loads((tmp_path / "state.json").read_text())["screens"]["review"]
    screen = ReviewScreen(None)  # type: ignore[arg-type]
    screen.bring_back(kept)
    assert screen.keep() == kept == {"reason": "new", "at": filled.ref(quote)}


@pytest.mark.parametrize("kept", [{}, {"reason": 3, "at": []}, {"reason": "none", "at": "x" * 9999}, {"reason": None}])
def test_a_state_that_makes_no_sense_is_borne(kept: dict[str, Any]) -> None:
    screen = ReviewScreen(None)  # type: ignore[arg-type]
    screen.bring_back(kept)
    assert screen.keep()["reason"] == ""


async def test_coming_from_elsewhere_for_a_reason(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        screen = it.app.screen
        screen.post_message(GoTo("review", ReviewReason.OVERDUE))
        await it.press("shift")
        assert "only overdue; x shows all" in it.text
        await it.press("3")
        assert "only overdue; x shows all" in it.text


async def test_nothing_waits(drive: Drive, corpus: Corpus) -> None:
    async with drive() as it:
        await it.press("3")
        assert "Nothing waits for you." in it.text
        await it.press("a", "r", "e", "s", "d", "f", "escape", "j", "enter", "x")
        assert "Nothing waits for you." in it.text


async def test_the_item_can_be_edited_and_opened(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("3", "e")
        assert "What is said of this promise" in it.text
        await it.press("escape", "d")
        assert type(it.app.screen).__name__ == "ReaderScreen"
        await it.press("q", "enter")
        assert type(it.app.screen).__name__ == "PromiseScreen"


async def test_hostile_words_and_small_screens(drive: Drive, filled: Filled) -> None:
    async with drive((100, 30)) as it:
        await it.press("3", "G")
        assert "The [b]council[/b] will write" in it.text
        for size in ((20, 5), (1, 1), (80, 24), (240, 70)):
            await it.pilot.resize_terminal(*size)
            await it.press("k", "j")
        assert "\x1b" not in it.text and "\u202e" not in it.text
        await it.press("r")
        await it.pilot.resize_terminal(20, 5)
        await it.press("escape")


def item(number: int, reason: ReviewReason = ReviewReason.NEW) -> Waiting:
    return Waiting(reason, f"c-{number}", f"c-{number}", "")


@given(st.lists(st.tuples(st.sampled_from(["take", "skip", "back", "fill"]), st.integers(0, 9)), max_size=30))
def test_a_pile_never_loses_or_doubles_an_item(steps: list[tuple[str, int]]) -> None:
    every = [item(n, reason) for reason in (ReviewReason.OVERDUE, ReviewReason.NEW) for n in range(6)]
    pile, taken = Pile(), []
    pile.fill(Heap.of(every), 0)
    for step, number in steps:
        if step == "take" and pile.shown:
            taken.append(pile.take(number % len(pile.shown), whole=number % 2 == 0))
        elif step == "skip" and pile.shown:
            pile.skip(number % len(pile.shown))
        elif step == "back" and taken:
            pile.put_back(taken.pop(number % len(taken)))
        elif step == "fill":  # a reading that was begun before the last decisions
            pile.fill(Heap.of([item(int(each.ref[2:]), each.reason) for each in every]), 0)
        gone = {each for one in taken for each in one.items}
        assert set(pile.shown) == {each for each in every if each not in gone} and len(set(pile.shown)) == len(
            pile.shown
        )
        assert sum(pile.counts.values()) == len(pile.shown)
        assert pile.decided == len(taken)


def test_a_reading_that_knows_of_a_decision_and_still_has_its_item_means_that_it_was_undone() -> None:
    pile = Pile()
    pile.fill(Heap.of([item(1), item(2)]), 0)
    pile.take(0, whole=False)
    pile.fill(Heap.of([item(1), item(2)]), pile.moment)
    assert pile.decided == 0 and len(pile.shown) == 2


def test_what_is_outlined_is_the_queue(filled: Filled) -> None:
    with filled.corpus.read() as session:
        every = review.queue(session, on=TODAY).items
        outline = review.outline(session, on=TODAY)
        assert [(each.reason, each.ref) for each in outline] == [(each.reason, each.ref) for each in every]
        assert list(review.told(session, outline, on=TODAY).values()) == list(every)


def test_the_newest_decision_is_that_of_all_statements_of_a_commitment(filled: Filled) -> None:
    with filled.corpus.write() as session:
        pair = deciding.between(session, filled.ref(HUBS), filled.ref(REVIEW), "Mair")
        deciding.decide(session, pair, LinkState.ACCEPTED, "Mair")
        editing.confirm(session, filled.ref(CONSULT), "Mair")
    with filled.corpus.read() as session:
        every = dict(session.execute(select(Commitment.ref, Commitment.same_as_id)).all())
        assert sum(led is not None for led in every.values()) == 1
        names = journal.newest_names(session, every)
        assert names == {ref: commitments.get(session, ref, on=TODAY).last_decision for ref in every}
        assert sum(name != "" for name in names.values()) == 3


async def test_the_keys_that_decide_can_be_others(drive: Drive, filled: Filled) -> None:
    async with drive((120, 30)) as it:
        it.app.set_keymap(dict.fromkeys(("confirm", "judge", "settle", "look"), "v"))
        await it.press("3")
        assert "vJudge" in it.lines[-1].replace(" ", "")
        await it.press("j", "j")
        assert "vAccept" in it.lines[-1].replace(" ", "")
        await it.press("a", "v")
        assert "1 decided in this session" in it.text
