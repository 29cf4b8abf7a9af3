"""The places of the app: each has its own key, and its own screens one above another, so that nobody loses theirs."""

from typing import NamedTuple

from corpus.language import msg


class Place(NamedTuple):
    """A place by its name, with what it is called and its key."""

    name: str
    title: str
    key: str


PLACES = (
    Place("overview", msg("Overview"), "1"),
    Place("promises", msg("Promises"), "2"),
    Place("review", msg("Review"), "3"),
    Place("search", msg("Search"), "4"),
    Place("cases", msg("Cases"), "5"),
    Place("sources", msg("Sources"), "6"),
    Place("settings", msg("Settings"), "7"),
    Place("drafts", msg("Drafts"), "8"),
)
