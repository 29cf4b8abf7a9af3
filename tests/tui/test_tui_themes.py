"""The looks: every tone can be read on every ground it stands on, and none stands on colour alone."""

import pytest
from textual.color import Color
from textual.theme import Theme

from corpus.codebook import Delivery, LinkState, Response, Verifiability
from tests.tui.driving import Drive, settle
from tests.tui.filled import Filled
from tui.places import PLACES
from tui.preferences import Look
from tui.themes import DARK, HIGH_CONTRAST, LIGHT, LOOKS, SIXTEEN, few_colours, first
from tui.tones import Tone
from tui.words import DELIVERIES, LINK_STATES, RESPONSES, VERIFIABILITIES

READABLE = 4.5
"""The contrast that the Web Content Accessibility Guidelines ask of text."""
MORE_READABLE = 7.0
"""The contrast that they ask of text which more people can read."""

GROUNDS = ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background")
INKS = (
    "text-disabled",
    "success",
    "error",
    "warning",
    "quiet",
    "secondary",
    "primary",
    "foreground",
    "footer-key-foreground",
)
THEMES = pytest.mark.parametrize("theme", LOOKS.values(), ids=lambda theme: theme.name)

HUES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
ANSI = [*HUES, *(f"bright_{hue}" for hue in HUES)]
SHADES = {
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
}
"""The sixteen colours as common terminals show them."""


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def colors(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def unreadable(theme: Theme, ground: str, shades: str, wanted: float) -> dict[str, float]:
    """The inks that cannot be read on a ground, with their contrast."""
    told = colors(theme)

    def seen(name: str) -> Color:
        if not shades:
            return Color.parse(told[name])
        return Color.parse(f"#{SHADES[shades].split()[ANSI.index(told[name].removeprefix('ansi_'))]}")

    inks = ("foreground",) if ground in ("quotation", "found") else INKS
    found = {ink: round(contrast(seen(ink), seen(ground)), 1) for ink in inks}
    return {ink: ratio for ink, ratio in found.items() if ratio < wanted}


@pytest.mark.parametrize("theme", [DARK, LIGHT, HIGH_CONTRAST], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", [*GROUNDS, "quotation", "found"])
def test_words_can_be_read(theme: Theme, ground: str) -> None:
    assert unreadable(theme, ground, "", MORE_READABLE if theme is HIGH_CONTRAST else READABLE) == {}


@pytest.mark.parametrize("shades", SHADES)
@pytest.mark.parametrize("ground", [*GROUNDS, "quotation", "found"])
def test_words_can_be_read_in_sixteen_colours(shades: str, ground: str) -> None:
    assert unreadable(SIXTEEN, ground, shades, READABLE) == {}


def test_the_sixteen_colours_are_all_of_the_terminal_s_own() -> None:
    named = {name for value in colors(SIXTEEN).values() for name in value.split() if "ansi_" in name}
    assert named and not [value for value in colors(SIXTEEN).values() if value.startswith(("#", "rgb", "auto"))]
    assert {name.removeprefix("ansi_") for name in named} <= {*ANSI, "default"}


@pytest.mark.parametrize("theme", [HIGH_CONTRAST, SIXTEEN], ids=lambda theme: theme.name)
def test_where_grounds_do_not_differ_the_cursor_is_told_by_its_words(theme: Theme) -> None:
    told = colors(theme)
    assert told["block-cursor-text-style"] == "reverse"
    assert told["block-cursor-blurred-text-style"] not in ("none", "reverse")


def test_every_value_has_a_sign_and_a_word_of_its_own() -> None:
    for values, sayings in (
        (Delivery, DELIVERIES),
        (Response, RESPONSES),
        (Verifiability, VERIFIABILITIES),
        (LinkState, LINK_STATES),
    ):
        assert set(sayings) == set(values)
        assert len({str(saying) for saying in sayings.values()}) == len(sayings)
        assert all(len(saying.symbol) == 1 and saying.word for saying in sayings.values())


def test_the_signs_of_deliveries_differ() -> None:
    assert len({saying.symbol for saying in DELIVERIES.values()}) == len(DELIVERIES)


@THEMES
def test_tones_name_colours_of_the_theme(theme: Theme) -> None:
    for tone in Tone:
        assert all(word[1:] in colors(theme) for word in tone.split() if word.startswith("$"))


@THEMES
def test_every_theme_has_every_colour_of_ours(theme: Theme) -> None:
    """A style sheet that names a colour which one look lacks fails only in that look."""
    assert set(DARK.variables) <= set(theme.variables) | {"block-cursor-text-style"}


def test_every_look_has_a_theme_of_its_own() -> None:
    assert set(LOOKS) == set(Look)
    assert len({theme.name for theme in LOOKS.values()}) == len(Look)


@pytest.mark.parametrize(
    ("environment", "few"),
    [
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm", "COLORTERM": "truecolor"}, False),
        ({"TERM": "linux", "COLORTERM": "24bit"}, False),
        ({"TERM": "xterm-kitty"}, False),
        ({"TERM": "linux"}, True),
        ({"TERM": "xterm-16color"}, True),
        ({"TERM": "vt220"}, True),
        ({"TERM": "dumb"}, True),
        ({}, True),
    ],
)
def test_a_terminal_tells_how_many_colours_it_has(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], few: bool
) -> None:
    for name in ("TERM", "COLORTERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert few_colours() is few


def test_what_is_set_stands_above_what_the_terminal_has_and_that_above_what_was() -> None:
    assert first(Look.LIGHT, few=True, before=DARK.name) == LIGHT.name
    assert first(None, few=True, before=LIGHT.name) == SIXTEEN.name
    assert first(None, few=False, before=LIGHT.name) == LIGHT.name
    assert first(None, few=False) == DARK.name


FILLINGS = frozenset(chr(code) for code in (*range(0x2580, 0x25A0), *range(0x2800, 0x2900)))
"""Blocks and dots that bars are drawn with."""


async def test_no_part_of_a_bar_is_told_from_another_by_its_colour_alone(drive: Drive, decided: Filled) -> None:
    async with drive((80, 50)) as it:
        for place in PLACES:
            await it.app.run_action(f"app.go('{place.name}')")
            await settle(it.pilot)
            for line in it.app.screen._compositor.render_strips():
                tones: dict[str, set[str]] = {}
                for text, style, _ in line:
                    glyphs = set(text.strip())
                    if style is not None and style.color is not None and glyphs <= FILLINGS:
                        for glyph in glyphs:
                            tones.setdefault(glyph, set()).add(str(style.color.triplet))
                assert [glyph for glyph, seen in tones.items() if len(seen) > 1] == [], place.name


@THEMES
async def test_every_place_can_be_shown_in_every_look(drive: Drive, decided: Filled, theme: Theme) -> None:
    async with drive() as it:
        it.app.theme = theme.name
        for place in PLACES:
            await it.app.run_action(f"app.go('{place.name}')")
            await settle(it.pilot)
            assert f"[{place.title}]" in it.text
