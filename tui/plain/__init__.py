"""Every view of the app as plain lines, for screen readers and pipes: one fact a line, nothing drawn, nothing coloured.

A view is a function that reads at the desk and yields lines, in the words that the screens use, in the language in
use. Long ones are listed some at a time.
"""

from collections.abc import Callable, Iterator, Mapping

from corpus.errors import UsageProblem
from tui.plain import cases, drafts, help, overview, promise, promises, reader, review, search, settings, sources
from tui.plain.asked import Asked
from tui.text import plain

VIEWS: Mapping[str, Callable[[Asked], Iterator[str]]] = {
    "overview": overview.lines,
    "promises": promises.lines,
    "promise": promise.lines,
    "review": review.lines,
    "search": search.lines,
    "reader": reader.lines,
    "cases": cases.lines,
    "sources": sources.lines,
    "settings": settings.lines,
    "drafts": drafts.lines,
    "help": help.lines,
}

__all__ = ["VIEWS", "Asked", "lines"]


def lines(view: str, asked: Asked) -> Iterator[str]:
    """The lines of a view, as they may be shown. Raises UsageProblem for no view, and what a view does."""
    if view not in VIEWS:
        raise UsageProblem("{view} is no view; there are: {views}.", view=view, views=", ".join(VIEWS))
    return map(plain, VIEWS[view](asked))
