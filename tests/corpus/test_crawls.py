"""How a source fares is told from its crawls: the last one, and the last that was whole."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from corpus import crawls
from corpus.codebook import CrawlOutcome, PageState
from corpus.database import Corpus
from corpus.models import Crawl, CrawlProblem, WebPage


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


def page(address: str, state: PageState) -> dict[str, object]:
    known = {"read": "bill", "context": {}, "listing": False, "counts": True, "stamp": "", "dated": None}
    return {"source": "senedd-bills", "address": address, "state": state, **known}
