"""How a source fares is told from its crawls: the last one, and the last that was whole."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from corpus import crawls
from corpus.codebook import CrawlOutcome, PageState
from corpus.database import Corpus
from corpus.models import Crawl, CrawlProblem, WebPage

pytestmark = pytest.mark.databases


def crawled(session: Session, day: int, outcome: CrawlOutcome, listed: int, via: str = "") -> Crawl:
    crawl = Crawl(
        source="senedd-bills",
        started_at=datetime(2026, 1, day, 9, tzinfo=UTC),
        ended_at=None if outcome is CrawlOutcome.RUNNING else datetime(2026, 1, day, 10, tzinfo=UTC),
        outcome=outcome,
        because="",
        via=via,
        wanted={},
        listed=listed,
    )
    session.add(crawl)
    session.flush()
    return crawl


def test_a_source_is_as_healthy_as_its_last_whole_crawl(corpus: Corpus) -> None:
    with corpus.write() as session:
        crawled(session, 1, CrawlOutcome.COMPLETE, 90)
        crawled(session, 2, CrawlOutcome.COMPLETE, 100)
        crawled(session, 3, CrawlOutcome.PARTIAL, 5)
        last = crawled(session, 4, CrawlOutcome.BLOCKED, 0)
        session.add(WebPage(**page("https://example.org/1", PageState.WAITING), crawl_id=last.id))
        session.add(WebPage(**page("https://example.org/2", PageState.DONE), crawl_id=last.id))
        blocked = last.id
        session.add(CrawlProblem(crawl_id=blocked, address="example.org", what="It refused."))
    with corpus.read() as session:
        bills, never = crawls.health(session, ["senedd-bills", "copronet"])
        assert (bills.outcome, bills.listed, bills.healthy) == (CrawlOutcome.BLOCKED, 0, 100)
        assert bills.last == datetime(2026, 1, 4, 10, tzinfo=UTC)
        assert bills.last_success == datetime(2026, 1, 2, 10, tzinfo=UTC)
        assert bills.waiting == 1
        assert (never.last, never.outcome, never.healthy) == (None, None, None)
        assert crawls.names(session) == ["senedd-bills"]
        assert crawls.problems(session, blocked) == [("example.org", "It refused.")]


def test_what_another_server_played_says_nothing_of_the_site(corpus: Corpus) -> None:
    with corpus.write() as session:
        crawled(session, 1, CrawlOutcome.COMPLETE, 1000)
        crawled(session, 2, CrawlOutcome.COMPLETE, 9, via="http://127.0.0.1:8000")
        assert crawls.healthy_count(session, "senedd-bills") == 1000
        assert crawls.healthy_count(session, "senedd-bills", "http://127.0.0.1:8000") == 9
        assert crawls.healthy_count(session, "copronet") is None


def test_a_site_is_compared_with_itself_only_as_it_was_asked_for(corpus: Corpus) -> None:
    deep = {"options": {"depth": 5}}
    with corpus.write() as session:
        crawled(session, 1, CrawlOutcome.COMPLETE, 500).wanted = deep
        crawled(session, 2, CrawlOutcome.COMPLETE, 20)
        crawled(session, 3, CrawlOutcome.SHRUNK, 10).wanted = {**deep, "accept_fewer": True}
        session.flush()
        assert crawls.healthy_count(session, "senedd-bills", wanted=deep) == 500
        assert crawls.healthy_count(session, "senedd-bills", wanted={"accept_fewer": True}) == 20
        (health,) = crawls.health(session, ["senedd-bills"])
        assert health.healthy == 500, "what its last crawl was compared with"


def test_a_crawl_is_distrusted_until_a_whole_one_follows(corpus: Corpus) -> None:
    with corpus.write() as session:
        crawled(session, 1, CrawlOutcome.SHRUNK, 5)
        crawled(session, 2, CrawlOutcome.PARTIAL, 5)
        assert crawls.distrusted_until(session, "senedd-bills") == datetime(2026, 1, 1, 10, tzinfo=UTC)
        assert crawls.distrusted_until(session, "senedd-bills", "http://127.0.0.1:8000") is None
        crawled(session, 3, CrawlOutcome.COMPLETE, 9)
        assert crawls.distrusted_until(session, "senedd-bills") is None


def page(address: str, state: PageState) -> dict[str, object]:
    known = {"read": "bill", "context": {}, "listing": False, "counts": True, "stamp": "", "dated": None}
    return {"source": "senedd-bills", "address": address, "state": state, **known}


def test_the_last_crawl_of_a_source_is_told_with_its_lines(corpus: Corpus) -> None:
    with corpus.write() as session:
        for day, outcome in ((1, CrawlOutcome.COMPLETE), (2, CrawlOutcome.BLOCKED)):
            crawl = crawled(session, day, outcome, day * 10)
            session.add(CrawlProblem(crawl_id=crawl.id, address=f"https://example.org/{day}", what="It refused."))
    with corpus.read() as session:
        told = crawls.report(session, "senedd-bills")
        assert told is not None
        assert (told.outcome, told.counts["listed"], told.ended) == (
            "blocked",
            20,
            datetime(2026, 1, 2, 10, tzinfo=UTC),
        )
        assert told.problems == [("https://example.org/2", "It refused.")]
        assert crawls.report(session, "copronet") is None
