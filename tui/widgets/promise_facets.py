"""The promises listed, counted by what they can be narrowed to: each value a thing to choose, or to take away again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from corpus import wording
from corpus.codebook import UNMET
from corpus.language import msg, number, plural, tr
from corpus.overview import Tallies, made_in
from corpus.rows import CommitmentFilter
from tui import words
from tui.deeds import deed
from tui.text import cell, toned
from tui.tones import Tone
from tui.widgets.lists import TICKED, Options

MOST = 7
"""Values of a facet that are shown until more of them are asked for."""

WIDTH = 30
"""Cells of a line."""

_COUNT = 7
_HEADINGS = {
    "deliveries": msg("Status"),
    "kinds": msg("Kind"),
    "bodies": msg("Body"),
    "themes": msg("Theme"),
    "years": msg("Made in"),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: how it is said, how many promises have it, and the filter that it is chosen or left by."""

    name: str
    said: str
    count: int
    then: CommitmentFilter
    held: bool


class PromiseFacets(Options):
    """What the list is narrowed to first, to be taken away; then what it can be narrowed to."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "select", msg("Narrow"), msg("Narrow the list to this, or take the narrowing away")),
        deed("space", "select", msg("Narrow"), show=False),
    ]

    @dataclass
    class Chosen(Message):
        """List the promises that fit this."""

        wanted: CommitmentFilter

    def __init__(self) -> None:
        super().__init__(id="promise-facets", markup=False, compact=True)
        self._values: dict[str, dict[str, Value]] = {}
        self._whole: set[str] = set()

    def show(self, tallies: Tallies, wanted: CommitmentFilter) -> None:
        """Show the counts of what fits a filter; the highlight stays on the same value."""
        self._values = {facet: {each.name: each for each in _values(facet, tallies, wanted)} for facet in _HEADINGS}
        self._fill()

    def _fill(self) -> None:
        before = self.highlighted_option.id if self.highlighted_option else None
        self.set_options(self._entries())
        ids = [option.id for option in self.options]
        first = next((at for at, each in enumerate(ids) if each is not None), None)
        self.highlighted = ids.index(before) if before is not None and before in ids else first

    def _entries(self) -> Iterator[Option]:
        held = [(facet, each) for facet, values in self._values.items() for each in values.values() if each.held]
        if held:
            yield _heading(tr("Narrowed to"))
        for facet, value in held:
            yield Option(toned(f"{TICKED} {value.said}", Tone.STRONG), id=f"{facet} {value.name}")
        for facet, heading in _HEADINGS.items():
            values = [each for each in self._values[facet].values() if each.count and not each.held]
            if not values:
                continue
            yield _heading(tr(heading))
            shown = values if facet in self._whole or len(values) <= MOST + 1 else values[:MOST]
            for value in shown:
                said = cell(value.said, WIDTH - _COUNT - 2)
                line = Content.assemble("  ", said, f"{number(value.count):>{_COUNT}}")
                yield Option(line, id=f"{facet} {value.name}")
            if len(shown) < len(values):
                more = plural("{count} more…", "{count} more…", len(values) - len(shown))
                yield Option(Content.assemble("  ", (more, Tone.QUIET)), id=facet)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Ask for the narrowed list, or show the rest of a facet."""
        message.stop()
        facet, _, name = (message.option_id or "").partition(" ")
        if name:
            self.post_message(self.Chosen(self._values[facet][name].then))
        elif facet:
            self._whole.add(facet)
            at = self.highlighted
            self._fill()
            self.highlighted = at


def _heading(said: str) -> Option:
    return Option(toned(said, Tone.HEADING), disabled=True)


def _values(facet: str, tallies: Tallies, wanted: CommitmentFilter) -> Iterator[Value]:
    """The values of a facet, with those that the filter holds already, be there none of them."""
    if facet == "years":
        yield from _years(tallies, wanted)
        return
    counted: Mapping[str, tuple[str, int]]
    match facet:
        case "deliveries":
            counted = {each: (str(words.DELIVERIES[each]), many) for each, many in tallies.deliveries.items()}
        case "kinds":
            counted = {each: (wording.name(each), share.total) for each, share in tallies.kinds.items()}
        case "themes":
            counted = {each: (wording.name(each), share.total) for each, share in tallies.themes.items()}
        case _:
            counted = {each.key: (words.body_name(each), share.total) for each, share in tallies.bodies.items()}
    chosen: frozenset[str] = getattr(wanted, facet)
    if facet == "deliveries" and chosen == UNMET:
        many = sum(tallies.deliveries[each] for each in UNMET)
        yield Value("unmet", tr("unmet"), many, replace(wanted, deliveries=frozenset()), held=True)
        chosen = frozenset()
    for each in {**dict.fromkeys(sorted(chosen)), **counted}:
        said, many = counted.get(each) or (each, 0)
        held = each in chosen
        values = chosen - {each} if held else frozenset({each})
        changed: dict[str, Any] = {facet: values}
        then = replace(wanted, **changed)
        yield Value(each, said, many, then, held)


def _years(tallies: Tallies, wanted: CommitmentFilter) -> Iterator[Value]:
    held = year_of(wanted)
    if held is None and (wanted.since or wanted.until):
        return
    for year, share in sorted(tallies.years.items(), reverse=True):
        made = made_in(year, wanted.on or date.today())
        since, until = (None, None) if year == held else (made.since, made.until)
        yield Value(str(year), str(year), share.total, replace(wanted, since=since, until=until), year == held)


def year_of(wanted: CommitmentFilter) -> int | None:
    """The year whose promises a filter asks for; None where it asks for no year, or for other days."""
    if wanted.since is None or wanted.until is None:
        return None
    whole = made_in(wanted.since.year, wanted.since)
    return wanted.since.year if (whole.since, whole.until) == (wanted.since, wanted.until) else None
