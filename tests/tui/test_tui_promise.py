"""The promise screen: what became of it by date, what is suggested, what may be the same, and whose word came first."""

from datetime import date
from pathlib import Path

import pytest

from corpus import account, commitments, documents, editing, evidence, findings, journal
from corpus.codebook import CommitmentKind, Delivery, DocumentKind, Judgement, Lang, LinkState, Relation, Response
from corpus.database import Corpus
from corpus.models import Twin
from corpus.rows import CommitmentDetail
from corpus.same import deciding, pairs, suggesting
from corpus.types import ResponseFinding
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import BREAKS, HUBS, HYBIAU, REVIEW, TODAY, WHO, Filled, Put, Searched, document, paragraph
from tui.app import AddewidApp
from tui.desk import Desk
from tui.messages import OpenPromise


async def opened(it: Driven, filled: Filled, quote: str = HUBS) -> None:
    """Open the promise that begins so, from wherever one is."""
    it.app.screen.post_message(OpenPromise(filled.ref(quote)))
    await settle(it.pilot)


def detail(filled: Filled, quote: str = HUBS) -> CommitmentDetail:
    with filled.corpus.read() as session:
        return commitments.get(session, filled.ref(quote))


def joined(filled: Filled, quote: str = HYBIAU) -> str:
    """Let somebody think that this is the promise of the hubs, too; the ref of the pair."""
    with filled.corpus.write() as session:
        return deciding.between(session, filled.ref(HUBS), filled.ref(quote), "Tomos")


async def test_the_timeline_tells_by_date_what_became_of_it(drive: Drive, decided: Filled) -> None:
    async with drive((120, 60)) as it:
        await opened(it, decided)
        told = it.text[it.text.index("Timeline") :]
        said = ("15 Jun 2021  promised in", "3 Nov 2022  ? not decided on:", "deadline: by 31 March 2023")
        at = [told.index(words) for words in (*said, "9 May 2023  evidence that contradicts it", "15 Jan 2024")]
        assert at == sorted(at)
        assert "Delivery ■ stalled – So the audit says." in told
        assert "1 piece of evidence left out, being older" in it.text


async def test_a_narrow_screen_shows_the_timeline_in_the_place_of_the_evidence(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        assert "Evidence · 3 suggested" in it.text and "Timeline ·" not in it.text
        await it.press("t")
        assert "Timeline ·" in it.text and "Evidence ·" not in it.text
        await it.press("t")
        assert "Evidence · 3 suggested" in it.text


async def test_what_the_program_suggests_is_said_to_be_a_suggestion_and_is_never_recorded(
    drive: Drive, filled: Filled
) -> None:
    async with drive((120, 60)) as it:
        await opened(it, filled)
        assert "The program suggests; nobody has decided:" in it.text
        assert "? Delivery ✗ broken" in it.text and "Delivery ○ not assessed" in it.text
        assert "(nobody has accepted it yet)" in it.text and "it fell due on 31 Mar 2023" in it.text
    assert not detail(filled).history


async def test_a_suggestion_opens_the_form_filled_in_for_a_person_to_decide(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("t", "a")
        assert "What became of this promise?" in it.text and "✗ broken" in it.text
        assert not detail(filled).history
        await it.press("tab")
        await it.type("Six were never begun.")
        await it.press("ctrl+s")
        assert "Delivery ✗ broken ! overdue" in it.text
        assert it.notes[-1] == "Recorded: Delivery ✗ broken."
    event = detail(filled).history[-1]
    assert (event.value, event.who, event.because) == ("broken", WHO, "Six were never begun.")
    assert [link.ref for link in detail(filled).evidence if link.state is LinkState.ACCEPTED] == list(event.evidence)


async def test_the_same_key_takes_the_suggestion_from_anywhere(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("S")
        assert "✗ broken" in it.text and "Because" in it.text


async def test_without_a_suggestion_it_says_so(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled, REVIEW)
        await it.press("S", "c")
        assert it.notes == [
            "The program suggests no status for this promise.",
            "Nobody has judged this promise yet, so there is nothing to correct.",
        ]


async def test_without_anybody_who_knows_more_only_what_is_recorded_is_told(
    corpus: Corpus, search: Searched, decided: Filled, tmp_path: Path
) -> None:
    (tmp_path / "state.json").write_text('{"place": "promises"}')
    app = AddewidApp(Desk(corpus, search, WHO, lambda: TODAY), state=tmp_path / "state.json")
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        it = Driven(pilot)
        await opened(it, decided)
        assert "15 Jan 2024" in it.text and "The program suggests" not in it.text


@pytest.fixture
def answered(filled: Filled, put: Put) -> Filled:
    """An answer that accepts in principle what should be done about short breaks."""
    said = f"{BREAKS} We accept this in principle."
    reply = document(
        "reply", "The Government's reply on short breaks", paragraph(said, 0),
        kind=DocumentKind.GOVERNMENT_RESPONSE, issued=date(2022, 2, 1),
    )  # fmt: skip
    words = "We accept this in principle."
    start = reply.text.index(words)
    found = ResponseFinding(
        passage=0, quote=words, start=start, end=start + len(words), lang=Lang.EN, confidence=0.9, rule="test",
        response=Response.ACCEPTED_IN_PRINCIPLE,
    )  # fmt: skip
    with filled.corpus.write() as session:
        findings.keep(session, put(session, reply).version_id, [found], "rules")
    return filled


async def test_an_answer_is_on_the_timeline_and_may_be_judged_by(drive: Drive, answered: Filled) -> None:
    async with drive((160, 60)) as it:
        await opened(it, answered, BREAKS)
        assert "? Response ◐ accepted in principle" in it.text
        assert "1 Feb 2022  ? not decided on: answer: accepted in principle" in it.text
        await it.press("t", "a", "tab")
        await it.type("So they wrote.")
        await it.press("ctrl+s")
        assert "Response ◐ accepted in principle" in it.lines[1]
    assert detail(answered, BREAKS).row.response is Response.ACCEPTED_IN_PRINCIPLE


async def test_a_timeline_that_cannot_be_read_leaves_the_promise(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> None:
        raise RuntimeError("the disk is gone")

    monkeypatch.setattr("tui.desk.promise.timeline", failing)
    async with drive() as it:
        await opened(it, filled)
        assert "counted four open hubs" in it.text
        assert any("the disk is gone" in note for note in it.notes)
        await it.press("a")
        assert "1 accepted" in it.text


async def test_the_other_language_stands_under_the_words(drive: Drive, filled: Filled) -> None:
    with filled.corpus.write() as session:
        welsh = documents.passages(session, documents.get(session, "plan-2021", Lang.CY).version_id)[0]
        session.add(Twin(english_id=detail(filled).quotation.passage.id, welsh_id=welsh.id))
    async with drive((120, 60)) as it:
        await opened(it, filled)
        assert "In Welsh · Cynllun ar gyfer gofal yn nes at adref" in it.text
        assert "Bydd Llywodraeth Cymru yn agor deg hyb" in it.text


# Somebody else decides at the same time


async def test_evidence_that_somebody_decided_on_meanwhile_is_left_and_both_are_told(
    drive: Drive, filled: Filled
) -> None:
    async with drive((120, 40)) as it:
        await opened(it, filled)
        with filled.corpus.write() as session:
            editing.confirm(session, filled.ref(HUBS), "Tomos")
        await it.press("a")
        (note,) = it.notes
        assert "so nothing was changed" in note and "Theirs: Tomos said that it is a promise" in note
        assert "Yours: to accept “The auditors counted four" in note
        assert detail(filled).evidence[0].state is LinkState.SUGGESTED
        await it.press("a")
        assert len(it.notes) == 1
    assert detail(filled).evidence[0].state is LinkState.ACCEPTED


async def test_several_keys_at_once_are_each_written_and_none_is_taken_for_somebody_elses(
    drive: Drive, filled: Filled
) -> None:
    async with drive() as it:
        await opened(it, filled)
        for key in ("a", "u", "r", "a"):
            it.app.simulate_key(key)
        await settle(it.pilot)
        assert it.notes == []
    told = detail(filled)
    assert [link.state for link in told.evidence] == [LinkState.ACCEPTED, LinkState.SUGGESTED, LinkState.SUGGESTED]
    with filled.corpus.read() as session:
        made = [row.after["state"] for row in journal.about(session, [], [told.evidence[0].ref])]
    assert made == ["accepted", "suggested", "rejected", "accepted"]


async def test_a_status_that_somebody_overtook_is_recorded_when_that_was_seen(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("S", "tab")
        await it.type("Six were never begun.")
        with filled.corpus.write() as session:
            editing.confirm(session, filled.ref(HUBS), "Tomos")
        await it.press("ctrl+s")
        assert "Tomos confirmed" in it.text and "Six were never begun." in it.text
        assert not detail(filled).history
        await it.press("ctrl+s")
        assert "Delivery ✗ broken" in it.text
    assert detail(filled).row.delivery is Delivery.BROKEN


# Correcting


async def test_a_judgement_is_corrected_and_what_was_wrong_stays_to_be_read(drive: Drive, decided: Filled) -> None:
    async with drive((120, 60)) as it:
        await opened(it, decided)
        await it.press("c")
        assert "Correct this judgement" in it.text
        assert "It says: ■ stalled, from 15 Jan 2024, by Mair Tester. So the audit says." in " ".join(it.text.split())
        await it.press("enter", "up", "up", "enter", "tab")
        await it.type("Four were open.")
        await it.press("ctrl+s")
        assert "Delivery ◐ partly met" in it.lines[1]
        assert "corrected since" in it.text
    wrong, right = detail(decided).history
    assert (right.corrects, right.value, right.as_of) == (wrong.name, "partly-met", date(2024, 1, 15))


async def test_a_judgement_is_taken_back_with_nothing_in_its_place(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await opened(it, decided)
        await it.press("c", "enter", "end", "enter", "tab")
        await it.type("It was of another promise.")
        await it.press("ctrl+s")
        assert "Delivery ○ not assessed" in it.text
    assert detail(decided).history[-1].value == ""


async def test_a_judgement_that_was_corrected_is_not_corrected_twice(drive: Drive, decided: Filled) -> None:
    wrong = detail(decided).history[0].name
    with decided.corpus.write() as session:
        account.correct(session, wrong, because="Another.", who=WHO)
    async with drive() as it:
        await opened(it, decided)
        await it.press("t", "G", "up", "c")
        assert it.notes == ["This was corrected since; correct what stands in its place."]


# What may be the same


async def test_two_statements_are_joined_and_parted_by_one_key(drive: Drive, filled: Filled) -> None:
    pair = joined(filled)
    async with drive((120, 60)) as it:
        await opened(it, filled)
        assert "1 other statement may be the same promise: press =" in " ".join(it.text.split())
        await it.press("equals_sign")
        assert HYBIAU in it.text and "Tomos asked whether they are one promise" in it.text
        await it.press("a")
        assert "✓ one promise" in it.text and f"Decided by {WHO}" in it.text
        await it.press("q")
        assert "Also stated" in it.text and "“Bydd Llywodraeth Cymru yn agor deg hyb" in it.text
        await it.press("equals_sign", "r")
        assert "✗ not one promise" in it.text
        await it.press("q")
        assert "Also stated" not in it.text
    with filled.corpus.read() as session:
        assert pairs.find(session, pair).state == LinkState.REJECTED


async def test_a_pair_that_somebody_decided_on_meanwhile_is_left(drive: Drive, filled: Filled) -> None:
    pair = joined(filled)
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("equals_sign")
        with filled.corpus.write() as session:
            deciding.decide(session, pair, LinkState.REJECTED, "Tomos", "Another plan.")
        await it.press("a")
        assert "Theirs: Tomos said that two statements are not one promise." in it.notes[0]
        assert "Yours: one promise" in it.notes[0] and "✗ not one promise" in it.text


async def test_what_may_be_the_same_opens(drive: Drive, filled: Filled) -> None:
    joined(filled)
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("equals_sign", "enter")
        assert "Cynllun ar gyfer gofal yn nes at adref" in it.lines[0]
        await it.press("q", "q")
        assert "A plan for care close to home" in it.lines[0]


async def test_what_the_program_suggests_is_said_to_be_its_suggestion(drive: Drive, filled: Filled) -> None:
    with filled.corpus.write() as session:
        found = suggesting.Suggestion(filled.ref(HUBS), filled.ref(HYBIAU), 0.85, ("in twin passages", "the same body"))
        suggesting.suggest(session, [found])
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("equals_sign")
        assert "? the program thinks that they may be one promise · match 85%" in it.text
        assert "Why: in twin passages; the same body" in it.text


async def test_nothing_may_be_the_same(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("equals_sign", "a")
        assert "Nothing that may be the same promise is known." in it.text
        assert it.notes == ["There is nothing here to decide on."]


# Going on


async def test_the_next_promise_of_the_list_without_going_back(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("enter")
        first = it.text
        await it.press("right_square_bracket")
        assert it.text != first and "Delivery" in it.text
        await it.press("left_square_bracket")
        assert it.lines[:8] == first.splitlines()[:8]
        await it.press("left_square_bracket")
        assert it.notes == ["The list ends here."]


async def test_a_promise_that_no_list_led_to_says_so(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("equals_sign")
        await opened(it, filled, BREAKS)
        await it.press("right_square_bracket")
        assert it.notes == ["There is no list behind this promise; go back to one first."]


async def test_the_promise_itself_is_edited_from_here(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("e")
        assert "What is said of this promise" in it.text
        await it.press("enter", "up", "enter", "ctrl+s")
        assert "Kind         duty" in it.text
    assert detail(filled).row.kind is CommitmentKind.DUTY


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (200, 70)])
async def test_any_size_shows_what_there_is_room_for(drive: Drive, decided: Filled, size: tuple[int, int]) -> None:
    joined(decided)
    async with drive(size) as it:
        await opened(it, decided)
        await it.press("t", "c", "escape", "equals_sign", "q", "ctrl+z", "escape", "s", "escape")
        await it.pilot.resize_terminal(80, 24)
        await settle(it.pilot)
        assert "Delivery ■ stalled" in it.text


async def test_hostile_words_stay_words(drive: Drive, filled: Filled) -> None:
    with filled.corpus.write() as session:
        report = filled.passage("bad-title", "council")
        evidence.add(session, filled.ref(HUBS), report.id, 0, 30, Relation.DELIVERS, "[b]Mair[/b]\x1b[31m")
        account.record(
            session, filled.ref(HUBS), Judgement.VERIFIABILITY, "clear",
            because="[red]So\u202e it\x07 is.[/red]", who="[b]Mair[/b]", as_of=date(2024, 1, 1),
        )  # fmt: skip
    async with drive((200, 60)) as it:
        await opened(it, filled)
        assert "The [b]council[/b] will write" in it.text and "by [b]Mair[/b][31m" in it.text
        assert "– [red]So it is.[/red] ([b]Mair[/b])" in it.text
        assert "\x1b" not in it.text and "\u202e" not in it.text
