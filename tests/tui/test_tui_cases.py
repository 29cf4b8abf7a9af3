"""Case studies: found by words, place, sector and theme; read with what was found marked; linked to promises."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete

from corpus import commitments, studies
from corpus.codebook import LinkState, Theme
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.models import CaseStudy
from corpus.studies import StudyFilter
from tests.tui.driving import Drive
from tests.tui.filled import HUBS, REVIEW, TODAY, Filled
from tests.tui.told import tell_cases
from tui.desk import Desk
from tui.desk import cases as desk_cases
from tui.screens.cases import CasesScreen
from tui.widgets.studies import StudyList, found


@pytest.fixture
def told(filled: Filled) -> Filled:
    tell_cases(filled)
    return filled


def states(told: Filled, quote: str = HUBS) -> dict[str, LinkState]:
    with told.corpus.read() as session:
        detail = commitments.get(session, told.ref(quote), on=TODAY)
    return {link.quotation.passage.document_key: link.state for link in detail.evidence}


async def test_what_is_known_of_a_case_study_is_shown(drive: Drive, told: Filled) -> None:
    async with drive((180, 40)) as it:
        await it.press("5")
        assert "2 case studies" in it.text
        assert "Hub in the old library · Aberwen · community" in it.text
        assert "sixty volunteers keep it open · ↑ six days a week" in it.text
        assert "The old library at Aberwen · p. 5 · 3 Nov 2022" in it.text
        assert "At Aberwen sixty volunteers keep" in it.text
        assert "1 promise linked to it" in it.text and "? suggested · shows that it works" in it.text
        assert it.app.screen.quotation().exact.startswith("At Aberwen sixty")  # type: ignore[attr-defined]


def test_figures_are_marked_as_whole_words(told: Filled) -> None:
    with told.corpus.read() as session:
        row = studies.listing(session, StudyFilter(text="library"))[0]
    marked = [row.passage.text[start:end] for start, end, _ in found(row)[1:]]
    assert marked == ["Aberwen", "sixty", "six"]
    assert found(row)[3][0] == row.passage.text.index("six days")


async def test_a_link_is_accepted_rejected_and_opened(drive: Drive, told: Filled) -> None:
    async with drive((140, 40)) as it:
        await it.press("5", "a")
        assert "✓ accepted · shows that it works" in it.text
        assert states(told)["library-hub"] is LinkState.ACCEPTED
        await it.press("r")
        assert "✗ rejected" in it.text
        assert states(told)["library-hub"] is LinkState.REJECTED
        await it.press("enter", "enter")
        assert type(it.app.screen).__name__ == "PromiseScreen"
        await it.press("q", "escape", "d")
        assert type(it.app.screen).__name__ == "ReaderScreen"


async def test_it_is_linked_to_another_promise(drive: Drive, told: Filled) -> None:
    async with drive((140, 40)) as it:
        await it.press("5", "l")
        assert type(it.app.screen).__name__ == "LinkDialogue"
        await it.type("outcomes are measured")
        await it.press("enter", "enter", "enter", "down", "enter", "tab")
        await it.type("It shows how.")
        await it.press("ctrl+s")
        assert "2 promises linked to it" in it.text
    assert states(told, REVIEW) == {"library-hub": LinkState.ACCEPTED}


async def test_without_a_promise_it_says_so(drive: Drive, told: Filled) -> None:
    with told.corpus.write() as session:
        hub = told.passage("plan-2021", "somewhere near")
        made = {"start": hub.start, "end": hub.end, "confidence": 0.5, "rule": "named"}
        session.add(CaseStudy(passage_id=hub.id, name="A place", place="", sector="", outcomes=[], **made))
    async with drive() as it:
        await it.press("5", "slash")
        await it.type("A place")
        await it.press("enter")
        assert "No promise is linked to it; l links one" in it.text
        await it.press("enter", "a", "r")
        assert it.notes == ["No promise is linked to it yet; press l to link one."]


async def test_words_and_filters(drive: Drive, told: Filled) -> None:
    async with drive((100, 30)) as it:
        await it.press("5", "slash")
        await it.type("sixty")
        assert "1 case study: “sixty”" in it.text
        await it.press("enter", "x")
        assert "2 case studies" in it.text
        await it.press("f", "j", "space", "f")
        assert "1 case study: community" in it.text
        await it.press("x", "f", "tab", "tab", "space", "ctrl+s")
        assert "1 case study: assets" in it.text
        await it.press("slash")
        await it.type("nowhere")
        assert "No case study fits. Press x to show all of them." in it.text
        await it.press("escape", "enter", "a", "l", "d", "x")
        assert "2 case studies" in it.text


async def test_filters_and_position_come_back(drive: Drive, told: Filled, tmp_path: Path) -> None:
    async with drive() as it:
        await it.press("5", "j")
        it.app.keep()  # type: ignore[attr-defined]
    kept = json.loads((tmp_path / "state.json").read_text())["screens"]["cases"]
    assert kept["at"] == 1
    screen = CasesScreen(None)  # type: ignore[arg-type]
    screen.bring_back({**kept, "text": "hub", "themes": ["assets", "no theme"], "sectors": ["community", 3]})
    assert screen.keep() == {"text": "hub", "themes": ["assets"], "places": [], "sectors": ["community"], "at": 1}


@pytest.mark.parametrize("kept", [{}, {"text": 1, "themes": "x", "at": -3}, {"at": "1", "places": {}}, {"at": 1 << 70}])
def test_a_state_that_makes_no_sense_is_borne(kept: dict[str, Any]) -> None:
    screen = CasesScreen(None)  # type: ignore[arg-type]
    screen.bring_back(kept)
    assert screen.keep() == {"text": "", "themes": [], "places": [], "sectors": [], "at": 0}


async def test_a_position_beyond_the_end_comes_to_the_last(drive: Drive, told: Filled, tmp_path: Path) -> None:
    (tmp_path / "state.json").write_text('{"place": "cases", "screens": {"cases": {"at": 900}}}')
    async with drive() as it:
        assert it.app.screen.query_one(StudyList).cursor == 1
        assert "2 case studies" in it.text and "Hubs: a first count" in it.text


async def test_none_at_all(drive: Drive, corpus: Corpus) -> None:
    async with drive() as it:
        await it.press("5")
        assert "No case study has been found yet." in it.text
        await it.press("a", "r", "l", "d", "enter", "j", "f", "escape", "x")
        assert "No case study has been found yet." in it.text


async def test_hostile_names_and_small_screens(drive: Drive, told: Filled) -> None:
    async with drive() as it:
        await it.press("5", "j")
        assert "[b]Hubs[/b] [31mof Cymru" in it.text
        for size in ((20, 5), (1, 1), (200, 60), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("k", "j")
        assert "\x1b" not in it.text and "\u202e" not in it.text


async def test_a_failing_decision_is_told_and_changes_nothing(
    drive: Drive, told: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise CorpusBusy("The corpus is being written by another process; wait for it to finish and try again.")

    async with drive((140, 40)) as it:
        await it.press("5")
        monkeypatch.setattr(desk_cases, "decide", busy)
        await it.press("a")
        assert it.notes == ["The corpus is being written by another process; wait for it to finish and try again."]
        assert "? suggested" in it.text


async def test_what_is_gone_when_it_is_scrolled_to_is_listed_no_more(
    drive: Drive, told: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = desk_cases.rows

    def gone(desk: Desk, numbers: Sequence[int]) -> tuple[studies.StudyRow, ...]:
        with desk.corpus.write() as session:
            session.execute(delete(CaseStudy).where(CaseStudy.name == "Hub in the old library"))
        return rows(desk, numbers)

    monkeypatch.setattr(desk_cases, "rows", gone)
    monkeypatch.setattr(StudyList, "window", 1)
    async with drive() as it:
        await it.press("5")
        assert "1 case study" in it.text and "old library" not in it.text


def test_what_fits_is_listed_counted_and_offered(told: Filled) -> None:
    with told.corpus.read() as session:
        everything = studies.listing(session, StudyFilter())
        assert studies.count(session, StudyFilter()) == 2
        assert [row.name for row in studies.listing(session, StudyFilter(), limit=1, offset=1)] == [everything[1].name]
        assert everything[1].name == "[b]Hubs[/b] \x1b[31mof\u202e Cymru" or everything[0].place == "Aberwen"
        for wanted, names in (
            (StudyFilter(places=frozenset({"Aberwen"})), ["Hub in the old library"]),
            (StudyFilter(themes=frozenset({Theme.ASSETS})), ["Hub in the old library"]),
            (StudyFilter(text="100%"), []),
            (StudyFilter(sectors=frozenset({"housing"})), []),
        ):
            assert [row.name for row in studies.listing(session, wanted)] == names
            assert studies.count(session, wanted) == len(names)
            assert [row.name for row in studies.rows(session, studies.numbers(session, wanted))] == names
        sectors, places, themes = studies.choices(session)
        assert sectors == {"": 1, "community": 1} and places == {"": 1, "Aberwen": 1} and themes == {Theme.ASSETS: 1}
        assert everything[0].links == {LinkState.SUGGESTED: 1}
