"""Saved searches: who kept which, and what is new to whom, whatever becomes of the passages' ids."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from corpus import searches
from corpus.database import Corpus
from corpus.errors import NotFound, UsageProblem
from corpus.models import Look, Passage, SeenWording
from corpus.searches import News, wording_of

pytestmark = pytest.mark.databases

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)
LATER = FIRST + timedelta(days=2)

LookAt = Callable[..., News]


@pytest.fixture
def hold(corpus: Corpus, make_document: Callable, put: Callable) -> Callable[..., list[int]]:  # type: ignore[type-arg]
    """Put a document of these texts into the corpus; gives the ids of its passages."""

    def hold_texts(*texts: str, work: str = "a") -> list[int]:
        with corpus.write() as session:
            added = put(session, make_document(*texts, work=work))
            wanted = select(Passage.id).where(Passage.version_id == added.version_id).order_by(Passage.ordinal)
            return list(session.scalars(wanted))

    return hold_texts


@pytest.fixture
def look(corpus: Corpus) -> LookAt:
    def look_at(hits: Sequence[int], who: str = "Ann", now: datetime = FIRST) -> News:
        with corpus.write() as session:
            return searches.look(session, "care", who, hits, 7, now)

    return look_at


@pytest.fixture
def saved(corpus: Corpus) -> None:
    with corpus.write() as session:
        searches.save(session, "care", "care -film", "Ann")


def _renumbered(session: Session, by: int) -> None:
    session.execute(update(Passage).values(id=Passage.id + by))


@pytest.mark.usefixtures("saved")
def test_a_saved_search_says_who_saved_what_and_when(corpus: Corpus) -> None:
    with corpus.read() as session:
        (row,) = searches.listing(session, "Bob")
    assert (row.name, row.query, row.made_by, row.looked_at, row.revision) == ("care", "care -film", "Ann", None, None)
    assert datetime.now(UTC) - row.made_at < timedelta(hours=1)


@pytest.mark.usefixtures("saved")
def test_a_name_is_of_one_query(corpus: Corpus) -> None:
    with corpus.write() as session:
        assert searches.save(session, " care ", "care -film", "Bob").made_by == "Ann"
        with pytest.raises(UsageProblem, match="already the name of another search"):
            searches.save(session, "care", "care", "Bob")


@pytest.mark.parametrize("name", ["", "   ", "x" * 65, "a\x00b", "a\u202eb", "-x"])
def test_a_name_must_be_one(name: str, corpus: Corpus) -> None:
    with corpus.write() as session, pytest.raises(UsageProblem, match="needs a name"):
        searches.save(session, name, "care", "Ann")


def test_an_empty_question_is_not_kept(corpus: Corpus) -> None:
    with corpus.write() as session, pytest.raises(UsageProblem, match="words"):
        searches.save(session, "care", " ", "Ann")


@pytest.mark.usefixtures("saved")
def test_what_is_new_is_what_was_not_there_at_ones_own_last_look(hold: Callable[..., list[int]], look: LookAt) -> None:
    one, two = hold("Care is given.", "Care costs 10 pounds.")
    first = look([one, two])
    assert (first.saved.looked_at, first.new, first.revision) == (None, (one, two), 7)
    again = look([two, one], now=LATER)
    assert (again.saved.looked_at, again.new) == (FIRST, ())
    assert again.seen == {one: FIRST, two: FIRST}
    (three,) = hold("Care costs 11 pounds.", work="b")
    assert look([one, two, three], now=LATER).new == (three,)
    assert look([three], who="Bob").new == (three,)
    assert look([one, three], who="Bob").new == (one,)


@pytest.mark.usefixtures("saved")
def test_what_is_new_can_be_counted_without_a_look(
    hold: Callable[..., list[int]], look: LookAt, corpus: Corpus
) -> None:
    one, two = hold("Care is given.", "Care costs 10 pounds.")
    look([one])
    with corpus.read() as session:
        assert searches.unseen(session, "care", "Ann", [two, one, 999]) == (two,)
        assert searches.unseen(session, "care", "Bob", [one, two]) == (one, two)
        with pytest.raises(UsageProblem, match="can be watched"):
            searches.unseen(session, "care", "Ann", range(searches.MOST_WATCHED + 1))
    assert look([one, two], now=LATER).new == (two,)


@pytest.mark.usefixtures("saved")
def test_passages_that_only_got_other_ids_are_not_new(
    hold: Callable[..., list[int]], look: LookAt, corpus: Corpus
) -> None:
    hits = hold("Care is given.", "Care costs 10 pounds.")
    look(hits)
    with corpus.write() as session:
        _renumbered(session, 100)
    moved = [hit + 100 for hit in hits]
    later = look(moved, now=LATER)
    assert later.new == ()
    assert later.seen == dict.fromkeys(moved, FIRST)


@pytest.mark.usefixtures("saved")
def test_a_wording_is_told_once_and_the_oldest_passage_stands_for_it(
    hold: Callable[..., list[int]], look: LookAt
) -> None:
    one, two = hold("Care is given.", "CARE, is  given!")
    assert look([two, one]).new == (one,)
    assert look([two]).new == ()


@pytest.mark.usefixtures("saved")
def test_a_wording_that_was_gone_at_the_last_look_is_new_when_it_is_back(
    hold: Callable[..., list[int]], look: LookAt
) -> None:
    one, two = hold("Care is given.", "Care costs 10 pounds.")
    look([one, two])
    look([one])
    back = look([one, two], now=LATER)
    assert (back.new, back.seen) == ((two,), {one: FIRST, two: LATER})


@pytest.mark.usefixtures("saved")
def test_hits_that_are_gone_do_not_count(hold: Callable[..., list[int]], look: LookAt) -> None:
    (one,) = hold("Care is given.")
    assert look([one, 999]).new == (one,)


@pytest.mark.usefixtures("saved")
def test_what_is_too_wide_is_refused(look: LookAt) -> None:
    with pytest.raises(UsageProblem, match=r"100,001 passages"):
        look(range(searches.MOST_WATCHED + 1))


@pytest.mark.usefixtures("saved")
def test_what_is_forgotten_leaves_nothing_behind(hold: Callable[..., list[int]], look: LookAt, corpus: Corpus) -> None:
    look(hold("Care is given."))
    with corpus.write() as session:
        searches.forget(session, "care")
        assert searches.listing(session, "Ann") == []
        assert [session.scalar(select(func.count()).select_from(table)) for table in (Look, SeenWording)] == [0, 0]
        for ask in (lambda: searches.forget(session, "care"), lambda: searches.get(session, "care", "Ann")):
            with pytest.raises(NotFound, match="No saved search is called care"):
                ask()
        session.execute(delete(Passage))


def test_wordings_differ_by_words_and_figures_alone() -> None:
    assert wording_of("Care, 10 pounds") == wording_of("care 10\npounds.") != wording_of("care 11 pounds")
    assert wording_of("—") != wording_of("…")
    assert -(2**63) <= wording_of("\ud800") < 2**63
