"""How tones look: a colour that holds 3:1 on white and on dark, and a pattern that tells it without colour."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from publish.charts.chart import Tone

TILE = 8.0
"""How wide and high a pattern is before it is repeated."""


class Pattern(StrEnum):
    """What fills a part. All but ``SOLID`` let the background through, within an outline of their colour."""

    SOLID = "solid"
    STRIPES = "stripes"
    DOTS = "dots"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class Look:
    """A colour, as ``#rrggbb``, and a pattern."""

    colour: str
    pattern: Pattern


LOOKS: Mapping[Tone, Look] = {
    Tone.MET: Look("#0072b2", Pattern.SOLID),
    Tone.UNMET: Look("#d55e00", Pattern.STRIPES),
    Tone.NOT_ASSESSED: Look("#767676", Pattern.DOTS),
    Tone.SUPERSEDED: Look("#a3589b", Pattern.GRID),
    Tone.PLAIN: Look("#4f7a8c", Pattern.SOLID),
}
"""Blue, vermilion, grey and purple: told apart with any of the usual ways of seeing colours."""
