"""Pictures of every screen. After a change that is meant: pytest tests/tui --snapshot-update, and look at them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.language import use
from tests.tui.driving import Pilot, settle
from tests.tui.filled import TODAY, WHO, Filled, Searched
from tests.tui.told import tell_cases
from tests.tui.working import put_to_work
from tui.app import AddewidApp
from tui.desk import Desk
from tui.preferences import Preferences

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
    "overview": ("1",),
    "promises": ("x",),
    "promises-grouped": ("x", "b", "enter"),
    "views": ("v",),
    "filters": ("f",),
    "promise": ("enter",),
    "promise-timeline": ("enter", "t"),
    "promise-same": ("enter", "equals_sign"),
    "correcting": ("enter", "c"),
    "status": ("enter", "s"),
    "status-refused": ("enter", "s", "ctrl+s"),
    "search": ("ctrl+f", "h", "u", "b", "enter"),
    "search-facets": ("ctrl+f", "h", "u", "b", "enter", "f", "enter"),
    "search-fault": ("ctrl+f", "h", "u", "b", "enter", "slash", "space", "(", "x"),
    "search-why": ("ctrl+f", "h", "u", "b", "enter", "e"),
    "search-saving": ("ctrl+f", "h", "u", "b", "ctrl+s"),
    "reader": ("enter", "d"),
    "reader-found": ("enter", "d", "slash", "h", "u", "b", "enter"),
    "reader-twin": ("enter", "d", "t"),
    "reader-choosing": ("enter", "d", "v", "v"),
    "reader-marks": ("enter", "d", "f"),
    "making": ("enter", "d", "v", "v", "m"),
    "linking": ("enter", "d", "l"),
    "help": ("question_mark",),
    "sources": ("6",),
    "sources-fetch": ("6", "c"),
    "sources-due": ("6", "C"),
    "sources-add": ("6", "a", "slash", "enter"),
    "review": ("3",),
    "review-new": ("3", "f", "G", "enter", "a"),
    "review-which": ("3", "f"),
    "refusing": ("3", "r"),
    "editing": ("3", "e"),
    "settings": ("7",),
    "settings-language": ("7", "enter"),
    "settings-name": ("7", "j", "j", "j", "enter"),
    "settings-keys": ("7", "j", "j", "enter"),
    "settings-key": ("7", "j", "j", "enter", "enter", "2"),
    "settings-weeks": ("7", "G", "k", "k", "enter"),
}


SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
LANGUAGES = pytest.mark.parametrize("lang", Lang)


@LANGUAGES
@SIZES
@pytest.mark.parametrize("screen", SCREENS)
def test_screen(
    snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str, size: tuple[int, int], lang: Lang
) -> None:
    use(lang)
    assert snap_compare(app, run_before=keys(*SCREENS[screen]), terminal_size=size)


@pytest.mark.parametrize("screen", ["promises", "promise", "reader", "filters", "search-facets"])
def test_light_screen(snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str) -> None:
    assert snap_compare(app, run_before=keys("ctrl+t", *SCREENS[screen]), terminal_size=(80, 24))


@pytest.mark.parametrize("theme", ["addewid-high-contrast", "addewid-16-colour"])
@pytest.mark.parametrize("screen", ["overview", "promises", "promise", "reader", "settings"])
def test_screen_in_other_colours(
    snap_compare: Snap, app: AddewidApp, decided: Filled, screen: str, theme: str, tmp_path: Path
) -> None:
    (tmp_path / "state.json").write_text(f'{{"place": "promises", "theme": "{theme}"}}')
    assert snap_compare(app, run_before=keys(*SCREENS[screen]), terminal_size=(80, 24))


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
    bare = AddewidApp(Desk(corpus, search, WHO, lambda: TODAY))
    bare.animation_level = "none"
    words = ("ctrl+f", *"hub", "space", *"library", "enter")
    assert snap_compare(bare, run_before=keys(*words), terminal_size=size)


@LANGUAGES
@SIZES
@pytest.mark.parametrize("pressed", [(), ("f",)], ids=["cases", "filter"])
def test_cases(
    snap_compare: Snap, app: AddewidApp, decided: Filled, pressed: tuple[str, ...], size: tuple[int, int], lang: Lang
) -> None:
    use(lang)
    tell_cases(decided)
    assert snap_compare(app, run_before=keys("5", *pressed), terminal_size=size)


def test_none_unmet(snap_compare: Snap, app: AddewidApp, filled: Filled) -> None:
    assert snap_compare(app, run_before=keys(), terminal_size=(80, 24))


def test_empty_corpus(snap_compare: Snap, app: AddewidApp) -> None:
    assert snap_compare(app, run_before=keys(), terminal_size=(80, 24))


@LANGUAGES
@SIZES
@pytest.mark.parametrize("asked", [True, False], ids=["language", "ways"])
def test_first_run(snap_compare: Snap, app: AddewidApp, asked: bool, size: tuple[int, int], lang: Lang) -> None:
    use(lang)
    put_to_work(app, "arguments", preferences=Preferences(lambda _: Preferences(save=dict)) if asked else None)  # type: ignore[arg-type]
    assert snap_compare(app, run_before=keys(), terminal_size=size)
