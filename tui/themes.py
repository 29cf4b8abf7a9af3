"""The looks of the app. Colours are chosen to keep text at a contrast of 4.5 to 1 or better.

Where the cursor stands is told by another ground in the dark and the light look; in the others, whose grounds must not
differ, by words and ground changing places, so that whatever can be read can be read there too.
"""

from collections.abc import Mapping

from rich.console import Console
from textual import constants
from textual.theme import Theme

from tui.preferences import Look

DARK = Theme(
    name="addewid-dark",
    dark=True,
    primary="#5fb3a1",
    secondary="#8fa8c8",
    accent="#f0c04f",
    success="#7fd08a",
    warning="#f0c04f",
    error="#ff8c82",
    foreground="#e6e8e6",
    background="#14191b",
    surface="#1b2225",
    panel="#263034",
    variables={
        "quiet": "#9fb0b3",
        "text-disabled": "#9fb0b3",
        "scrollbar": "#4d6166",
        "scrollbar-background": "#14191b",
        "scrollbar-background-hover": "#14191b",
        "scrollbar-background-active": "#14191b",
        "scrollbar-corner-color": "#14191b",
        "quotation": "#4a4210",
        "button-box": "#3a474c",
        "button-tick": "#f0c04f",
        "found": "#6b4a00",
        "block-cursor-background": "#20403e",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#263034",
        "block-cursor-blurred-foreground": "#e6e8e6",
        "footer-key-foreground": "#f0c04f",
    },
)

LIGHT = Theme(
    name="addewid-light",
    dark=False,
    primary="#1b6b5c",
    secondary="#34557f",
    accent="#8a5200",
    success="#1d6b2b",
    warning="#8a5200",
    error="#a8201a",
    foreground="#1c2223",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#e6e3d8",
    variables={
        "quiet": "#59676a",
        "text-disabled": "#59676a",
        "scrollbar": "#a9a594",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-background-hover": "#fbfaf6",
        "scrollbar-background-active": "#fbfaf6",
        "scrollbar-corner-color": "#fbfaf6",
        "quotation": "#fff0b8",
        "button-box": "#cfcabb",
        "button-tick": "#12402f",
        "found": "#ffd27a",
        "block-cursor-background": "#cfe5df",
        "block-cursor-foreground": "#0c1213",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#e6e3d8",
        "block-cursor-blurred-foreground": "#1c2223",
        "footer-key-foreground": "#8a5200",
    },
)

HIGH_CONTRAST = Theme(
    name="addewid-high-contrast",
    dark=True,
    primary="#7fe9ff",
    secondary="#c9dcff",
    accent="#ffe14d",
    success="#7dff8f",
    warning="#ffe14d",
    error="#ffb3ab",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#000000",
    variables={
        "quiet": "#dcdcdc",
        "text-muted": "#dcdcdc",
        "text-disabled": "#dcdcdc",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#000000",
        "scrollbar-background-hover": "#000000",
        "scrollbar-background-active": "#000000",
        "scrollbar-corner-color": "#000000",
        "quotation": "#4d3d00",
        "button-box": "#4d4d4d",
        "button-tick": "#ffe14d",
        "found": "#003a99",
        "block-cursor-background": "#000000",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-background": "#000000",
        "block-cursor-blurred-foreground": "#ffffff",
        "block-cursor-blurred-text-style": "bold underline",
        "block-hover-background": "#333333",
        "footer-key-foreground": "#ffe14d",
    },
)

SIXTEEN = Theme(
    name="addewid-16-colour",
    ansi=True,
    dark=True,
    primary="ansi_bright_cyan",
    secondary="ansi_cyan",
    accent="ansi_bright_yellow",
    success="ansi_bright_green",
    warning="ansi_bright_yellow",
    error="ansi_bright_red",
    foreground="ansi_white",
    background="ansi_black",
    surface="ansi_black",
    panel="ansi_black",
    variables={
        "ansi-background": "ansi_black",
        "ansi-foreground": "ansi_white",
        "surface": "ansi_black",
        "panel": "ansi_black",
        "text": "ansi_white",
        "text-muted": "ansi_white",
        "text-disabled": "ansi_white",
        "foreground-muted": "ansi_white",
        "quiet": "ansi_white",
        "border": "ansi_bright_cyan",
        "border-blurred": "ansi_white",
        "scrollbar": "ansi_white",
        "scrollbar-hover": "ansi_bright_white",
        "scrollbar-active": "ansi_bright_white",
        "scrollbar-background": "ansi_black",
        "scrollbar-background-hover": "ansi_black",
        "scrollbar-background-active": "ansi_black",
        "scrollbar-corner-color": "ansi_black",
        "quotation": "ansi_blue",
        "button-box": "ansi_black",
        "button-tick": "ansi_bright_yellow",
        "button-foreground": "ansi_white",
        "button-color-foreground": "ansi_white",
        "found": "ansi_blue",
        "block-cursor-background": "ansi_black",
        "block-cursor-foreground": "ansi_white",
        "block-cursor-text-style": "reverse",
        "block-cursor-blurred-background": "ansi_black",
        "block-cursor-blurred-foreground": "ansi_white",
        "block-cursor-blurred-text-style": "bold underline",
        "block-hover-background": "ansi_black",
        "footer-foreground": "ansi_white",
        "footer-background": "ansi_black",
        "footer-key-foreground": "ansi_bright_yellow",
        "input-cursor-background": "ansi_black",
        "input-cursor-foreground": "ansi_white",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_white",
        "input-selection-foreground": "ansi_black",
        "link-color": "ansi_bright_cyan",
        "screen-selection-background": "ansi_white",
        "screen-selection-foreground": "ansi_black",
    },
)
"""The sixteen colours that every terminal has, and the terminal's own shades of them."""

LOOKS: Mapping[Look, Theme] = {
    Look.DARK: DARK,
    Look.LIGHT: LIGHT,
    Look.HIGH_CONTRAST: HIGH_CONTRAST,
    Look.SIXTEEN: SIXTEEN,
}


def few_colours() -> bool:
    """Whether this terminal shows sixteen colours or fewer, as TERM and COLORTERM tell; Textual heeds them alike."""
    console = Console(color_system=constants.COLOR_SYSTEM, force_terminal=True, legacy_windows=False)  # type: ignore[arg-type]
    return console.color_system in (None, "standard", "windows")


def first(wanted: Look | None, *, few: bool, before: str = "") -> str:
    """The theme to begin with: the one set; else sixteen colours where there are few; else the one of ``before``."""
    if wanted is not None:
        return LOOKS[wanted].name
    return SIXTEEN.name if few else before or DARK.name
