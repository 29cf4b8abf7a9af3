"""While the index is being built, every screen says how far it has come; and half an answer is no evidence."""

from datetime import date

import pytest

from corpus import commitments
from corpus.codebook import Judgement
from corpus.errors import CorpusBusy
from corpus.rows import CommitmentFilter
from index import Building, Results, Scanned
from tests.tui.driving import Drive
from tests.tui.filled import Filled, Searched
from tui.app import AddewidApp
from tui.desk import Desk, promise
from tui.desk.promise import StatusDraft
from tui.screens.base import TitleLine


@pytest.mark.usefixtures("filled")
async def test_the_title_says_how_far_the_index_has_come(app: AddewidApp, drive: Drive) -> None:
    def titled() -> str:
        return str(app.screen.query_one(TitleLine).content)

    async with drive() as driven:
        await driven.press("enter")
        before = titled()
        app._building = lambda: Building(1, 8)
        app.tell_of_index()
        assert titled() == f"{before}  (the search index is being built (12 %))"
        app._building = lambda: None
        app.tell_of_index()
        assert titled() == before


def test_a_search_in_vain_of_a_part_is_not_recorded(
    filled: Filled, app: AddewidApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk: Desk = app._desk
    part = Results(0, 0, 0, (), 1, scanned=Scanned(3, 9))
    monkeypatch.setattr(type(desk.index), "search", lambda *_, **__: part)
    with desk.corpus.read() as session:
        ref = commitments.listing(session, CommitmentFilter())[0].ref
    draft = StatusDraft(Judgement.DELIVERY, "not-started", date(2026, 1, 1), "Nothing was found.", searched="hubs")
    with pytest.raises(CorpusBusy, match=r"^Searched 3 of 9 passages"):
        promise.record(desk, ref, draft, "")
    assert filled


async def test_the_index_is_tended_once_the_first_screen_is_there(
    drive: Drive, decided: Filled, search: Searched
) -> None:
    async with drive():
        assert search.tended == 1
