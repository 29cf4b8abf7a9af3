"""How words are coloured, in the colours of the theme. No tone stands alone: each comes with a sign or a word."""

from enum import StrEnum


class Tone(StrEnum):
    """Styles of words. (Component classes of the stylesheet would lose their backgrounds inside a text.)"""

    GOOD = "$success"
    BAD = "$error"
    PART = "$warning"
    QUIET = "$quiet"
    STRONG = "bold"
    LABEL = "$secondary"
    KEY = "bold $footer-key-foreground"
    HEADING = "bold $primary"
    PLACE = "$quiet"
    HERE_PLACE = "bold $foreground"
    QUOTED = "bold on $quotation"
    PROMISE = "underline"
    FOUND = "bold on $found"
    HERE = "bold underline on $found"
    CHOSEN = "bold reverse"
