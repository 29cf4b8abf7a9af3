"""The two looks: every tone can be read on every ground it stands on, and none stands on colour alone."""

import pytest
from textual.color import Color
from textual.theme import Theme

from corpus.codebook import Delivery, LinkState, Response, Verifiability
from tui.themes import DARK, LIGHT
from tui.tones import Tone
from tui.words import DELIVERIES, LINK_STATES, RESPONSES, VERIFIABILITIES

READABLE = 4.5
"""The contrast that the Web Content Accessibility Guidelines ask of text."""

GROUNDS = ("background", "surface", "panel", "block-cursor-background", "block-cursor-blurred-background")
INKS = ("success", "error", "warning", "quiet", "secondary", "primary", "foreground")


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: Color) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in color.normalized]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", [*GROUNDS, "quotation", "found"])
def test_words_can_be_read(theme: Theme, ground: str) -> None:
    colors = {**theme.to_color_system().generate(), **theme.variables}
    inks = ("foreground",) if ground in ("quotation", "found") else INKS
    found = {ink: round(contrast(Color.parse(colors[ink]), Color.parse(colors[ground])), 1) for ink in inks}
    assert {ink: ratio for ink, ratio in found.items() if ratio < READABLE} == {}


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


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_tones_name_colours_of_the_theme(theme: Theme) -> None:
    colors = {**theme.to_color_system().generate(), **theme.variables}
    for tone in Tone:
        assert all(word[1:] in colors for word in tone.split() if word.startswith("$"))
