"""From an unmet promise to a decision: evidence accepted, the status marked, nothing lost when it is refused."""

from corpus import commitments, editing
from corpus.codebook import Delivery, LinkState
from corpus.rows import CommitmentDetail
from tests.tui.driving import Drive
from tests.tui.filled import HUBS, WHO, Filled


def detail(filled: Filled) -> CommitmentDetail:
    with filled.corpus.read() as session:
        return commitments.get(session, filled.ref(HUBS))


async def test_find_an_unmet_promise_open_it_accept_evidence_and_mark_it(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("hubs")
        await it.press("enter", "enter")
        assert "Delivery ■ stalled ! overdue" in it.text
        await it.press("j", "a")
        assert "Evidence · 1 suggested · 2 accepted" in it.text
        assert detail(decided).evidence[1].decided_by == WHO
        await it.press("s")
        assert "What became of this promise?" in it.text
        await it.press("enter", "up", "up", "enter", "tab")
        await it.type("Four of ten were open.")
        await it.press("ctrl+s")
        assert "Delivery ◐ partly met ! overdue" in it.text
        assert it.notes == ["Recorded: Delivery ◐ partly met."]
        await it.press("q")
        assert "◐ partly met" in it.text
    event = detail(decided).history[-1]
    assert (event.value, event.because, event.who) == ("partly-met", "Four of ten were open.", WHO)
    assert len(event.evidence) == 2


async def test_evidence_is_shown_beside_the_promise(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("enter")
        assert "Many valleys have no place" in it.text and "Rest for carers" in it.text
        for words in ("contradicts it · match 82%", "counted four open hubs", "Why: the same thing: hubs; dated later"):
            assert words in it.text
        assert "the program, 86% sure (rule will-verb)" in it.text
        assert "31 Mar 2023 – by 31 March 2023" in it.text
        assert "https://example.org/plan-2021" in it.text


async def test_reject_and_undo(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "r")
        assert "Evidence · 2 suggested · 1 rejected" in it.text
        states = {link.quotation.passage.document_key: link.state for link in detail(filled).evidence}
        assert states["audit-2023"] is LinkState.REJECTED
        await it.press("u")
        assert "Evidence · 3 suggested" in it.text


async def test_a_click_highlights_evidence_and_a_second_opens_it(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("enter")
        line = next(n for n, words in enumerate(it.lines) if "sixty volunteers" in words)
        await it.pilot.click(offset=(70, line))
        await it.press("a")
        assert "Evidence · 2 suggested · 1 accepted" in it.text
        assert detail(filled).evidence[0].quotation.passage.document_key == "library-hub"
        line = next(n for n, words in enumerate(it.lines) if "sixty volunteers" in words)
        await it.pilot.click(offset=(70, line), times=2)
        await it.press("shift")
        assert "Reader › The old library at Aberwen" in it.text


async def test_the_highlight_stays_on_the_evidence_decided(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "j", "j", "a", "r")
    assert [link.state for link in detail(filled).evidence].count(LinkState.REJECTED) == 1
    rejected = next(link for link in detail(filled).evidence if link.state is LinkState.REJECTED)
    assert "former library" in rejected.quotation.exact


async def test_evidence_that_a_status_rests_on_cannot_be_rejected(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "r")
        assert len(it.notes) == 1 and it.notes[0].endswith("because a recorded status rests on it.")
        await it.press("j")
        assert "Evidence" in it.text
    assert detail(decided).evidence[0].state is LinkState.ACCEPTED


async def test_a_promise_without_evidence(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("slash")
        await it.type("nobody")
        await it.press("enter", "enter", "a")
        assert "No evidence is known for this promise yet." in it.text
        assert it.notes == ["There is no evidence here to decide on."]
        await it.press("s")
        assert "There is no evidence to choose from yet." in it.text


async def test_a_refused_status_loses_nothing(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "s", "enter", *["down"] * 8, "enter", "tab")
        await it.type("They gave up.")
        await it.press("ctrl+s")
        assert "broken needs at least one quotation as evidence" in it.text
        assert "✗ broken" in it.text and "They gave up." in it.text
        await it.press("tab", "space", "ctrl+s")
        assert "Delivery ✗ broken" in it.text
    assert detail(filled).row.delivery is Delivery.BROKEN


async def test_what_somebody_else_has_overtaken_is_refused_and_both_are_shown(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("enter", "s", "enter", *["down"] * 8, "enter", "tab")
        await it.type("They gave up.")
        with filled.corpus.write() as session:
            editing.confirm(session, filled.ref(HUBS), "Tomos")
        await it.press("ctrl+s")
        assert "was decided about since you looked at it" in it.text and "Tomos confirmed" in it.text
        assert "They gave up." in it.text
    assert not detail(filled).history


async def test_a_reason_is_asked_for(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "s", "ctrl+s")
        assert "A judgement needs a reason; say why in a sentence." in it.text


async def test_a_date_that_is_none_is_refused(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "s", "tab")
        await it.type("Because.")
        await it.press("tab", "tab")
        await it.type("soon")
        await it.press("ctrl+s")
        assert "“soon” is not a date; write it as year-month-day" in it.text
        assert "Because." in it.text
    assert len(detail(decided).history) == 1


async def test_nothing_found_records_the_search_that_found_nothing(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "s", "enter", "down", "enter")
        assert "Searched for" in it.text
        await it.press("tab")
        await it.type("Nothing says so.")
        await it.press("tab", "tab")
        await it.type("hubs closed")
        await it.press("ctrl+s")
        assert "Delivery ? no evidence" in it.text
    event = detail(filled).history[-1]
    assert event.value == "no-evidence-found" and event.search


async def test_another_judgement_offers_its_own_answers(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "s", "shift+tab", "enter", "down", "enter", "tab", "enter")
        assert "accepted in principle" in it.text
        await it.press("down", "enter", "tab")
        await it.type("So they wrote.")
        await it.press("ctrl+s")
        assert "Response ◐ accepted in principle" in it.text
        assert "Delivery ■ stalled" in it.text


async def test_cancelling_records_nothing(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "s", "tab")
        await it.type("On second thoughts")
        await it.press("escape")
        assert "What became" not in it.text
    assert len(detail(decided).history) == 1
