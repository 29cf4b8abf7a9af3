"""What a chart is of, apart from how it is drawn."""

from dataclasses import dataclass
from enum import StrEnum

from corpus.codebook import Delivery
from corpus.language import msg, tr
from corpus.wording import name


class Tone(StrEnum):
    """What a part of a bar counts; each has a colour and a pattern of its own."""

    MET = "met"
    UNMET = "unmet"
    NOT_ASSESSED = "not-assessed"
    SUPERSEDED = "superseded"
    PLAIN = "plain"
    """What says nothing of delivery."""


_UNMET, _COUNTED = msg("unmet"), msg("counted")


def tone_name(tone: Tone) -> str:
    """What a tone is called, in the language in use."""
    if tone is Tone.UNMET:
        return tr(_UNMET)
    return tr(_COUNTED) if tone is Tone.PLAIN else name(Delivery(tone))


@dataclass(frozen=True, slots=True)
class Part:
    """So many of one tone; ``value`` is not negative."""

    value: int
    tone: Tone = Tone.PLAIN

    def __post_init__(self) -> None:
        if self.value < 0:
            raise ValueError(f"a count is not negative: {self.value}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar of one part or of several, one after another."""

    label: str
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, label: str, value: int, tone: Tone = Tone.PLAIN) -> "Bar":
        """A bar that is all of one tone."""
        return cls(label, (Part(value, tone),))

    @property
    def total(self) -> int:
        """The sum of its parts."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars under one another or, as ``columns``, beside one another in the order of time.

    ``unit`` is what is counted ("promises"), ``of`` what each bar stands for ("Body"), both in the chart's language.
    Labels may be any text of a document's.
    """

    title: str
    bars: tuple[Bar, ...]
    unit: str
    of: str = ""
    columns: bool = False

    @property
    def tones(self) -> tuple[Tone, ...]:
        """The tones that something is counted of, in the order of ``Tone``; where nothing is, those of any part."""
        counted = {part.tone for bar in self.bars for part in bar.parts if part.value}
        held = counted or {part.tone for bar in self.bars for part in bar.parts}
        return tuple(tone for tone in Tone if tone in held)

    @property
    def stacked(self) -> bool:
        """Whether any bar has several parts."""
        return any(len(bar.parts) > 1 for bar in self.bars)

    @property
    def most(self) -> int:
        """The longest bar's total."""
        return max((bar.total for bar in self.bars), default=0)
