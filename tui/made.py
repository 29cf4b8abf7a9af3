"""How each screen is made. Its module is imported when it is first gone to, so that the first screen is soon there."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from tui.desk import Desk
from tui.messages import OpenDraft, OpenPromise, Opens
from tui.places import PLACES
from tui.preferences import Preferences
from tui.searching.history import History

if TYPE_CHECKING:
    from tui.screens.base import AddewidScreen, PlaceScreen


def place(name: str, desk: Desk, history: History, preferences: Preferences, *, meaning: bool) -> "PlaceScreen":
    """The screen of a place."""
    made: PlaceScreen
    match name:
        case "overview":
            from tui.screens.overview import OverviewScreen

            made = OverviewScreen(desk)
        case "promises":
            from tui.screens.promises import PromisesScreen

            made = PromisesScreen(desk)
        case "review":
            from tui.screens.review import ReviewScreen

            made = ReviewScreen(desk)
        case "search":
            from tui.screens.search import SearchScreen
            from tui.searching.searcher import Searcher

            made = SearchScreen(Searcher(desk.corpus, desk.index, desk.who), history, meaning=meaning)
        case "cases":
            from tui.screens.cases import CasesScreen

            made = CasesScreen(desk)
        case "sources":
            from tui.screens.sources import SourcesScreen

            made = SourcesScreen(desk)
        case "drafts":
            from tui.screens.drafts import DraftsScreen

            made = DraftsScreen(desk)
        case _:
            from tui.screens.settings import SettingsScreen

            made = SettingsScreen(preferences)
    return made


def above(message: Opens, desk: Desk) -> "AddewidScreen[None]":
    """A screen that stands above that of a place."""
    if isinstance(message, OpenPromise):
        from tui.screens.promise import PromiseScreen

        return PromiseScreen(desk, message.ref)
    if isinstance(message, OpenDraft):
        from tui.screens.draft import DraftScreen

        return DraftScreen(desk, Path(message.path))
    from tui.screens.reader import ReaderScreen

    return ReaderScreen(desk, message)


def warm() -> None:
    """Import what the screens are made of, so that no key waits for it."""
    for name in (*(each.name for each in PLACES), "promise", "reader", "draft", "undoing"):
        import_module(f"tui.screens.{name}")
