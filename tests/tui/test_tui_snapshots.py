"""Pictures of every screen. After a change that is meant: pytest tests/tui --snapshot-update, and look at them."""

from collections.abc import Awaitable, Callable

import pytest

from tests.tui.driving import Pilot, settle
from tests.tui.filled import Filled
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
    "reader": ("enter", "d"),
    "reader-found": ("enter", "d", "slash", "h", "u", "b", "enter"),
    "help": ("question_mark",),
}


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str, size: tuple[int, int]) -> None:
    assert snap_compare(app, run_before=keys(*SCREENS[screen]), terminal_size=size)


@pytest.mark.parametrize("screen", ["promises", "promise", "reader", "filters"])
def test_light_screen(snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str) -> None:
    assert snap_compare(app, run_before=keys("ctrl+t", *SCREENS[screen]), terminal_size=(80, 24))


def test_none_unmet(snap_compare: Snap, app: AddewidApp, filled: Filled) -> None:
    assert snap_compare(app, run_before=keys(), terminal_size=(80, 24))


def test_empty_corpus(snap_compare: Snap, app: AddewidApp) -> None:
    assert snap_compare(app, run_before=keys(), terminal_size=(80, 24))
