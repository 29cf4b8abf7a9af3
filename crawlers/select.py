"""Selecting from a page: what must be there is there, or the selector and the address are named."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from parsel import Selector, SelectorList
from scrapy.http import TextResponse

from corpus.errors import AddewidError

_held: ContextVar[Counter[str] | None] = ContextVar("held", default=None)


class PageChanged(AddewidError):
    """A page no longer has what a spider reads: the site has changed, or is not what it was taken for."""

    exit_status = 4

    def __init__(self, what: str, address: str) -> None:
        super().__init__(f"{address} has no {what}: the page has changed, and its spider must be looked at.")
        self.what = what
        self.address = address


@contextmanager
def noted() -> Iterator[Counter[str]]:
    """How often each selection that must hold was met within the block, by its selector."""
    held: Counter[str] = Counter()
    token = _held.set(held)
    try:
        yield held
    finally:
        _held.reset(token)


def many(response: TextResponse, css: str, within: Selector | None = None) -> SelectorList[Selector]:
    """All that a CSS selector matches, at least one. Raises PageChanged."""
    found = (response.selector if within is None else within).css(css)
    if not found:
        raise PageChanged(css, response.url)
    if (held := _held.get()) is not None:
        held[css] += 1
    return found


def one(response: TextResponse, css: str, within: Selector | None = None) -> Selector:
    """The first that a CSS selector matches. Raises PageChanged."""
    return many(response, css, within)[0]


def text(selector: Selector | SelectorList[Selector]) -> str:
    """The words in an element, or the value of an attribute or text node, on one line; empty when there are none."""
    first = next(iter(selector), None) if isinstance(selector, SelectorList) else selector
    if first is None:
        return ""
    pieces = [first.root] if isinstance(first.root, str) else first.css("::text").getall()
    return " ".join("".join(pieces).split())


def required(response: TextResponse, css: str, within: Selector | None = None) -> str:
    """The words of what a selector matches. Raises PageChanged when it matches nothing or nothing is in it."""
    words = text(one(response, css, within))
    if not words:
        raise PageChanged(f"words in {css}", response.url)
    return words
