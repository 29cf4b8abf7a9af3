"""Pictures of every screen. After a change that is meant: pytest tests/tui --snapshot-update, and look at them."""

from collections.abc import Awaitable, Callable

import pytest

from corpus.database import Corpus
from tests.tui.driving import Pilot, settle
from tests.tui.filled import TODAY, WHO, Filled, Searched
from tui.app import AddewidApp

Snap = Callable[..., bool]


def keys(*pressed: str) -> Callable[[Pilot], Awaitable[None]]:
    """Press these, each when the one before has had its effect."""

    async def run(pilot: Pilot) -> None:
        await settle(pilot)
        for key in pressed:
            await pilot.press(key)
            await settle(pilot)

    return run


SCREENS = {
    "promises": ("4",),
    "filters": ("f",),
    "promise": ("enter",),
    "status": ("enter", "s"),
    "status-refused": ("enter", "s", "ctrl+s"),
    "search": ("ctrl+f", "h", "u", "b", "enter"),
    "search-facets": ("ctrl+f", "h", "u", "b", "enter", "f", "enter"),
    "search-fault": ("ctrl+f", "h", "u", "b", "enter", "slash", "space", "(", "x"),
    "search-why": ("ctrl+f", "h", "u", "b", "enter", "e"),
    "search-saving": ("ctrl+f", "h", "u", "b", "ctrl+s"),
    "reader": ("enter", "d"),
    "reader-found": ("enter", "d", "slash", "h", "u", "b", "enter"),
    "help": ("question_mark",),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str, size: tuple[int, int]) -> None:
    assert snap_compare(app, run_before=keys(*SCREENS[screen]), terminal_size=size)


@pytest.mark.parametrize("screen", ["promises", "promise", "reader", "filters", "search-facets"])
def test_light_screen(snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str) -> None:
    assert snap_compare(app, run_before=keys("ctrl+t", *SCREENS[screen]), terminal_size=(80, 24))


@pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])
def test_search_without_colours(
    snap_compare: Snap,
    app: AddewidApp,
    corpus: Corpus,
    search: Searched,
    decided: Filled,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    bare = AddewidApp(corpus, search, WHO, today=lambda: TODAY)
    bare.animation_level = "none"
    words = ("ctrl+f", *"hub", "space", *"library", "enter")
    assert snap_compare(bare, run_before=keys(*words), terminal_size=size)


def test_none_unmet(snap_compare: Snap, app: AddewidApp, filled: Filled) -> None:
    assert snap_compare(app, run_before=keys(), terminal_size=(80, 24))


def test_empty_corpus(snap_compare: Snap, app: AddewidApp) -> None:
    assert snap_compare(app, run_before=keys(), terminal_size=(80, 24))
