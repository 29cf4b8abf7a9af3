"""What a crawl saw is believed, or nothing of it is taken in."""

from typing import Any

import pytest

from corpus.codebook import CrawlOutcome
from crawlers.judge import Seen, failing, verdict


@pytest.mark.parametrize(
    ("seen", "outcome", "status"),
    [
        ({"listed": 10, "saved": 10}, CrawlOutcome.COMPLETE, 0),
        ({"listed": 10, "saved": 10, "healthy": 12}, CrawlOutcome.COMPLETE, 0),
        ({"listed": 8, "saved": 8, "healthy": 10}, CrawlOutcome.COMPLETE, 0),
        ({"listed": 7, "saved": 7, "healthy": 10}, CrawlOutcome.SHRUNK, 4),
        ({"listed": 7, "saved": 7, "claimed": 10}, CrawlOutcome.SHRUNK, 4),
        ({"listed": 7, "bounded": True, "healthy": 10, "claimed": 99}, CrawlOutcome.PARTIAL, 0),
        ({"listed": 0}, CrawlOutcome.EMPTY, 4),
        ({"listed": 0, "healthy": 10}, CrawlOutcome.EMPTY, 4),
        ({"listed": 0, "bounded": True, "listings": 1}, CrawlOutcome.EMPTY, 4),
        ({"listed": 0, "bounded": True, "pages": 3}, CrawlOutcome.PARTIAL, 0),  # they waited from an earlier crawl
        ({"listed": 9, "bounded": True, "sought": True, "listings": 2}, CrawlOutcome.EMPTY, 4),
        ({"listed": 9, "bounded": True, "sought": True, "pages": 1}, CrawlOutcome.PARTIAL, 0),
        ({"listed": 9, "unfinished": 3}, CrawlOutcome.FAILED, 1),
        ({"listed": 9, "unfinished": 3, "stopped": True}, CrawlOutcome.STOPPED, 130),
        ({"listed": 0, "unlisted": ["https://a.example/: no answer"], "problems": 1}, CrawlOutcome.FAILED, 1),
        ({"listed": 0, "down": {"a.example": "It is down."}}, CrawlOutcome.FAILED, 1),
        ({"listed": 5, "unlisted": ["x"], "healthy": 10, "problems": 1}, CrawlOutcome.PARTIAL, 1),
        ({"listed": 5, "blocked": {"a.example": "No."}, "healthy": 10}, CrawlOutcome.BLOCKED, 3),
        ({"listed": 5, "blocked": {"a.example": "No."}, "changed": "It changed."}, CrawlOutcome.CHANGED, 4),
        ({"stopped": True, "listed": 3, "healthy": 10}, CrawlOutcome.STOPPED, 130),
        ({"stopped": True, "changed": "It changed."}, CrawlOutcome.CHANGED, 4),
    ],
)
def test_outcomes(seen: dict[str, Any], outcome: CrawlOutcome, status: int) -> None:
    saw = Seen(**seen)
    judged = verdict(saw)
    assert (judged.outcome, judged.exit_status(saw.problems)) == (outcome, status)
    assert judged.taken_in == (status != 4 and outcome != CrawlOutcome.FAILED)
    assert judged.words or outcome == CrawlOutcome.COMPLETE


def test_fewer_than_the_site_claims_is_said_but_a_row_or_two_may_move() -> None:
    assert verdict(Seen(listed=38, saved=38, claimed=40)).exit_status(0) == 0
    short = verdict(
        Seen(listed=37, saved=36, claimed=40, bare=["https://a.example/?page=3"], looped=["https://a.example/?page=4"])
    )
    assert short.outcome == CrawlOutcome.COMPLETE
    assert short.exit_status(0) == 1
    assert "40" in short.words
    assert "?page=3" in short.words
    assert "?page=4" in short.words
    assert verdict(Seen(listed=990, saved=990, claimed=1000)).exit_status(0) == 0
    assert verdict(Seen(listed=989, saved=989, claimed=1000)).exit_status(0) == 1


@pytest.mark.parametrize(
    ("missed", "gone", "held", "believed"),
    [(0, 0, 0, True), (1, 0, 0, True), (2, 0, 18, True), (2, 0, 17, False), (1, 1, 17, False), (0, 2, 0, False)],
)
def test_more_than_a_tenth_not_had_or_read_is_a_change(missed: int, gone: int, held: int, believed: bool) -> None:
    judged = failing([f"{number}: nothing" for number in range(missed)], ["It is gone."] * gone, held)
    assert (judged is None) == believed
    if judged:
        assert judged.outcome == CrawlOutcome.CHANGED
        assert f"2 of {held + 2}" in judged.words
        assert ("0: nothing" if missed else "It is gone.") in judged.words
        assert ("--accept-fewer" in judged.words) == bool(gone)
