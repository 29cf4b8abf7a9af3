"""The queue of pages: what waits, what is fetched again, what is left, in a table and not in memory."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.codebook import PageState
from corpus.database import Corpus
from corpus.models import WebPage
from crawlers import ledger
from crawlers.frontier import READY, Frontier
from crawlers.items import Follow
from crawlers.known import COUNTED, SEEN, STAMPED, Page, Run, flags, host, renewed

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
Start = Callable[..., Frontier]


def item(number: int, **more: Any) -> Follow:
    return Follow(address=f"https://a.example/{number}", read="page", counts=True, **more)


def listing(number: int) -> Follow:
    return Follow(address=f"https://a.example/list/{number}", read="listing", listing=True)


@pytest.fixture
def start(corpus: Corpus) -> Start:
    """Begin a run of the source, with what its entry points are."""

    def begin(*entry: Follow, per_host: int = 1000, **bounds: Any) -> Frontier:
        with corpus.write() as session:
            crawl = ledger.begin(session, "toy", via="", wanted={})
            bounds = {"fresh_for": timedelta(days=30), **bounds}
            run = Run(source="toy", crawl_id=crawl.id, started_at=crawl.started_at, **bounds)
            frontier = Frontier(corpus, run, per_host=per_host)
            frontier.begin(session, entry)
        return frontier

    return begin


def see(corpus: Corpus, frontier: Frontier, *follows: Follow) -> None:
    with corpus.write() as session:
        frontier.see(session, follows)


def handed_out(frontier: Frontier) -> Iterator[Page]:
    while (page := frontier.next()) is not None:
        yield page


def settle(corpus: Corpus, frontier: Frontier, *pages: Page, state: PageState = PageState.DONE, **more: Any) -> None:
    with corpus.write() as session:
        for page in pages:
            frontier.answered(page)
        frontier.settle(session, [(page, {"state": state, "checked_at": datetime.now(UTC), **more}) for page in pages])


def names(pages: Iterator[Page]) -> list[str]:
    return [page.address.removeprefix("https://a.example/") for page in pages]


def test_a_page_is_handed_out_once_and_waits_until_it_is_settled(corpus: Corpus, start: Start) -> None:
    frontier = start(listing(0))
    see(corpus, frontier, item(1), item(2), item(1))
    assert names(handed_out(frontier)) == ["list/0", "1", "2"]
    assert not frontier.any_left()
    with corpus.read() as session:
        assert set(session.scalars(select(WebPage.state))) == {PageState.WAITING}


def test_what_a_killed_run_left_is_taken_up(corpus: Corpus, start: Start) -> None:
    killed = start(listing(0))
    see(corpus, killed, item(1), item(2))
    first = killed.next()
    assert first
    one = killed.next()
    assert one
    settle(corpus, killed, one)
    again = start(listing(0))
    assert names(handed_out(again)) == ["list/0", "2"]


def test_a_listing_of_an_earlier_run_is_fetched_only_when_it_is_found_again(corpus: Corpus, start: Start) -> None:
    see(corpus, start(listing(0)), listing(1), listing(2))
    frontier = start(listing(0))
    assert names(handed_out(frontier)) == ["list/0"]
    see(corpus, frontier, listing(1), listing(1))
    assert names(handed_out(frontier)) == ["list/1"]
    see(corpus, frontier, listing(1))
    assert not frontier.any_left()


def test_listings_come_before_pages(corpus: Corpus, start: Start) -> None:
    frontier = start(listing(0))
    see(corpus, frontier, *(item(number) for number in range(3)), listing(1))
    assert names(handed_out(frontier)) == ["list/1", "list/0", "0", "1", "2"]


def test_a_done_page_stays_done_while_its_stamp_stands(corpus: Corpus, start: Start) -> None:
    frontier = start()
    see(corpus, frontier, item(1, stamp="a"), item(2, stamp="a"), item(3))
    settle(corpus, frontier, *handed_out(frontier))
    again = start()
    see(corpus, again, item(1, stamp="a"), item(2, stamp="b"), item(3))
    assert names(handed_out(again)) == ["2"]


def test_a_page_without_a_stamp_is_looked_at_again_when_it_is_old(corpus: Corpus, start: Start) -> None:
    frontier = start()
    see(corpus, frontier, item(1))
    settle(corpus, frontier, *handed_out(frontier))
    again = start(fresh_for=timedelta(0))
    see(corpus, again, item(1))
    assert names(handed_out(again)) == ["1"]


def test_a_sighting_without_a_stamp_says_nothing_about_it(corpus: Corpus, start: Start) -> None:
    """A feed that knows no stamp, and a listing that does, find the same page in each run."""
    frontier = start()
    see(corpus, frontier, item(1))
    see(corpus, frontier, item(1, stamp="a"))
    settle(corpus, frontier, *handed_out(frontier))
    unchanged = start(fresh_for=timedelta(0))
    see(corpus, unchanged, item(1))
    see(corpus, unchanged, item(1, stamp="a"))
    assert not unchanged.any_left()
    changed = start()
    see(corpus, changed, item(1))
    see(corpus, changed, item(1, stamp="b"))
    assert names(handed_out(changed)) == ["1"]


def test_two_stamps_in_one_run_do_not_fetch_a_page_in_every_run(corpus: Corpus, start: Start) -> None:
    for expected in (["1"], [], []):
        frontier = start()
        see(corpus, frontier, item(1, stamp="a"))
        see(corpus, frontier, item(1, stamp="b"))
        pages = list(handed_out(frontier))
        assert names(iter(pages)) == expected
        settle(corpus, frontier, *pages)


def test_context_is_brought_up_to_date_without_fetching(corpus: Corpus, start: Start) -> None:
    frontier = start()
    see(corpus, frontier, item(1, stamp="a", context={"before": "x"}))
    settle(corpus, frontier, *handed_out(frontier))
    again = start()
    see(corpus, again, item(1, stamp="a", context={"before": "y"}))
    assert not again.any_left()
    with corpus.read() as session:
        assert session.scalars(select(WebPage.context)).all() == [{"before": "y"}]


def had(corpus: Corpus, start: Start, *follows: Follow, **columns: Any) -> None:
    """A run in which pages came to this."""
    frontier = start()
    see(corpus, frontier, *follows)
    settle(corpus, frontier, *handed_out(frontier), **columns)


def test_a_page_that_fails_and_is_listed_no_longer_is_tried_in_three_runs(corpus: Corpus, start: Start) -> None:
    for tries, expected in ((2, ["1"]), (3, [])):
        had(corpus, start, item(1), state=PageState.FAILED, tries=tries)
        assert names(handed_out(start())) == expected


@pytest.mark.parametrize(
    ("state", "tries", "fresh", "again"),
    [
        (PageState.FAILED, 9, 30, True),
        (PageState.GONE, 9, 30, False),
        (PageState.GONE, 9, 0, True),
        (PageState.GONE, 0, 30, True),  # nobody believed the crawl that found it gone
        (PageState.REFUSED, 9, 30, False),
        (PageState.REFUSED, 9, 0, True),
    ],
)
@pytest.mark.parametrize("stamp", ["", "a"])
def test_a_page_that_was_not_had_is_due_while_it_is_listed(
    state: PageState, tries: int, fresh: int, again: bool, stamp: str, corpus: Corpus, start: Start
) -> None:
    had(corpus, start, item(1, stamp=stamp), state=state, tries=tries)
    frontier = start(fresh_for=timedelta(days=fresh))
    see(corpus, frontier, item(1, stamp=stamp))
    assert names(handed_out(frontier)) == (["1"] if again else [])


@pytest.mark.parametrize(("tries", "fresh", "again"), [(3, 30, False), (3, 0, True), (0, 30, True)])
def test_what_belongs_to_a_page_has_its_own_turn(
    tries: int, fresh: int, again: bool, corpus: Corpus, start: Start
) -> None:
    """Nothing finds it anew before the page is fetched again, which may be never."""
    had(corpus, start, Follow(address="https://a.example/file", read="file"), state=PageState.GONE, tries=tries)
    assert names(handed_out(start(fresh_for=timedelta(days=fresh)))) == (["file"] if again else [])


def more_delisted(frontier: Frontier, session: Session) -> bool:
    return frontier.ask_for_delisted(session) > 0


def test_at_the_end_what_is_listed_no_longer_is_asked_for_once(corpus: Corpus, start: Start) -> None:
    had(corpus, start, item(1), item(2, stamp="a"), Follow(address="https://a.example/file", read="file"))
    for fresh, expected in ((30, ["3"]), (0, ["3", "2"])):
        frontier = start(fresh_for=timedelta(days=fresh))
        frontier.at_the_end = partial(more_delisted, frontier)
        see(corpus, frontier, item(1, stamp="b"), item(3, stamp=str(fresh)))
        pages = []
        while (page := frontier.next()) is not None:
            pages.append(page)
            settle(corpus, frontier, page)
        assert [name for name in names(iter(pages)) if name != "1"] == expected


def test_what_a_run_was_after_and_never_asked_for_is_known(corpus: Corpus, start: Start) -> None:
    see(corpus, start(), listing(7))
    frontier = start(item(1), Follow(address="https://b.example/1", read="page"), listing(8))
    with corpus.read() as session:
        assert frontier.unfinished(session) == 3
        frontier.leave("b.example")
        assert frontier.unfinished(session) == 2
    settle(corpus, frontier, *handed_out(frontier))
    with corpus.read() as session:
        assert frontier.unfinished(session) == 0


def test_since_leaves_older_pages_waiting(corpus: Corpus, start: Start) -> None:
    frontier = start(since=date(2026, 5, 1))
    see(corpus, frontier, item(1, dated=date(2026, 4, 30)), item(2, dated=date(2026, 5, 1)), item(3))
    assert names(handed_out(frontier)) == ["2", "3"]
    assert names(handed_out(start())) == ["1", "2", "3"]


def test_a_limit_counts_items_and_spares_listings(corpus: Corpus, start: Start) -> None:
    frontier = start(listing(0), limit=2)
    (first,) = handed_out(frontier)
    see(corpus, frontier, *(item(number) for number in range(5)), listing(1))
    settle(corpus, frontier, first)
    pages = list(handed_out(frontier))
    see(corpus, frontier, Follow(address="https://a.example/file", read="file"))
    settle(corpus, frontier, *pages)
    assert names(iter(pages)) == ["0", "1"]
    assert names(handed_out(frontier)) == ["file"]


def test_a_check_takes_one_listing_and_one_page(corpus: Corpus, start: Start) -> None:
    frontier = start(listing(0), listing(9), pages=1, listings=3)
    (first,) = handed_out(frontier)
    see(corpus, frontier, item(1), item(2))
    settle(corpus, frontier, first)
    assert names(handed_out(frontier)) == ["1"]


def test_a_dry_run_takes_listings_only(corpus: Corpus, start: Start) -> None:
    frontier = start(listing(0), pages=0)
    see(corpus, frontier, item(1), listing(1))
    assert names(handed_out(frontier)) == ["list/1", "list/0"]
    assert not frontier.any_left()


def test_a_busy_host_waits_while_another_is_asked(corpus: Corpus, start: Start) -> None:
    other = Follow(address="https://b.example/1", read="page")
    frontier = start(item(1), item(2), item(3), other, per_host=2)
    assert [page.address[8:] for page in handed_out(frontier)] == ["a.example/1", "a.example/2", "b.example/1"]
    assert frontier.any_left()


def test_a_host_that_is_left_keeps_its_pages_waiting(corpus: Corpus, start: Start) -> None:
    frontier = start(item(1), item(2), Follow(address="https://b.example/1", read="page"), per_host=1)
    page = frontier.next()
    assert page
    frontier.leave("a.example")
    frontier.answered(page)
    assert [page.address for page in handed_out(frontier)] == ["https://b.example/1"]
    assert not frontier.any_left()
    assert names(handed_out(start()))[:2] == ["1", "2"]


def test_an_address_is_the_same_page_whatever_its_fragment(corpus: Corpus, start: Start) -> None:
    frontier = start(item(1), Follow(address="https://a.example/1#part-2", read="page"))
    assert names(handed_out(frontier)) == ["1"]


def test_memory_holds_a_handful_of_many_pages(corpus: Corpus, start: Start) -> None:
    frontier = start()
    see(corpus, frontier, *(item(number) for number in range(500)))
    fetched = 0
    while (page := frontier.next()) is not None:
        assert len(frontier._ready) < READY
        settle(corpus, frontier, page)
        fetched += 1
    assert fetched == 500
    assert frontier.known == 500
    assert not frontier._out


def test_a_page_may_stamp_itself_and_then_stays_done(corpus: Corpus, start: Start) -> None:
    """A question that is answered says so only on its own page."""
    frontier = start()
    see(corpus, frontier, item(1))
    (page,) = handed_out(frontier)
    see(corpus, frontier, item(1, stamp="answered"))
    settle(corpus, frontier, page)
    assert not frontier.any_left()
    again = start(fresh_for=timedelta(0))
    see(corpus, again, item(1))
    assert not again.any_left()


class Known:
    """A row as the table gives it."""

    def __init__(self, **columns: Any) -> None:
        default = {"crawl_id": 1, "listing": False, "read": "page", "context": {}, "dated": None, "counts": False}
        default |= {"stamp": "", "state": PageState.DONE, "checked_at": NOW, "tries": 1, "via": None}
        self.__dict__.update({**default, **columns})


RUN = Run(source="toy", crawl_id=2, started_at=NOW + timedelta(days=1), fresh_for=timedelta(days=30))


@given(
    stamps=st.tuples(st.sampled_from(["", "a"]), st.sampled_from(["", "a", "b"])),
    age=st.integers(0, 100),
    state=st.sampled_from(list(PageState)),
    via=st.sampled_from([None, "", "http://127.0.0.1:8000"]),
)
def test_a_known_page_is_fetched_again_for_a_reason(
    stamps: tuple[str, str], age: int, state: PageState, via: str | None
) -> None:
    known, said = stamps
    row = Known(stamp=known, state=state, checked_at=RUN.started_at - timedelta(days=age, seconds=1), via=via)
    again = "state" in renewed(row, Follow(address="https://a.example/", read="page", stamp=said), RUN, 0)
    restamped = bool(said) and said != known
    reasons = {
        PageState.WAITING: False,
        PageState.DONE: restamped or (age >= 30 and not known and not said) or bool(via),
        PageState.FAILED: True,
        PageState.GONE: restamped or age >= 30,
        PageState.REFUSED: restamped or age >= 30,
    }
    assert again == reasons[state]


def test_a_page_fetched_in_this_run_only_learns_its_stamp() -> None:
    row = Known(checked_at=RUN.started_at + timedelta(seconds=1), crawl_id=2)
    follow = Follow(address="https://a.example/", read="page", stamp="a", counts=True, dated=date(2026, 1, 1))
    assert renewed(row, follow, RUN, SEEN) == {"stamp": "a", "counts": True, "dated": date(2026, 1, 1)}


def test_flags_and_hosts() -> None:
    assert flags(item(1, stamp="a")) == SEEN | STAMPED | COUNTED
    assert host("https://A.example:8443/x") == "a.example"
    assert host("https://[broken") == host("mailto:a@b.example") == ""
