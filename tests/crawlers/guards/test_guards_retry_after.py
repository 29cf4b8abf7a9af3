"""Retry-After is understood in both its forms, and nothing that a server writes there can break or bind us."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.guards.retry_after import seconds

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


@given(st.integers(0, 10**9))
def test_seconds(number: int) -> None:
    assert seconds(f" {number} ".encode(), NOW) == number


@given(st.integers(-(10**6), 10**6))
def test_a_date(ahead: int) -> None:
    assert seconds(format_datetime(NOW + timedelta(seconds=ahead), usegmt=True).encode(), NOW) == max(0, ahead)


@given(st.binary(max_size=200))
def test_anything_else_is_no_answer_and_no_error(value: bytes) -> None:
    found = seconds(value, NOW)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    "value", [b"", b"-5", b"1.5", b"soon", b"1e9", "٣".encode(), b"Tue, 99 Foo 2026 00:00:00 GMT", b"0x10"]
)
def test_what_is_not_understood(value: bytes) -> None:
    assert seconds(value, NOW) is None


def test_none_and_endless_numbers() -> None:
    assert seconds(None, NOW) is None
    assert seconds(b"9" * 100_000, NOW) == pytest.approx(1e11)
