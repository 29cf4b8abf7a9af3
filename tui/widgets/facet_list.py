"""What was found, counted: by kind, body, theme, source, language and year, each value to narrow the query by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from corpus import bodies, wording
from corpus.codebook import DocumentKind, Lang, Theme
from corpus.language import language, msg, number, plural, tr
from index import Facets
from tui.deeds import deed
from tui.searching.narrowing import holding, term, terms
from tui.text import cell, toned
from tui.tones import Tone
from tui.widgets.lists import TICKED, Options

NAMES = {
    "kind": msg("Kind"),
    "body": msg("Published by"),
    "theme": msg("Theme"),
    "source": msg("Source"),
    "is": msg("Holding a"),
    "lang": msg("Language"),
    "year": msg("Year"),
}

_CODED: dict[str, type[StrEnum]] = {"kind": DocumentKind, "theme": Theme, "lang": Lang}
"""Facets whose values are of the codebook."""

_HELD = {"commitment": msg("commitment"), "case-study": msg("case study")}

MOST = 6
"""Values of a facet that are shown until more of them are asked for."""

WIDTH = 30
"""Cells of a line."""

_COUNT = 7
_MORE = "more "


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: how it is typed, how it is said, and how many passages have it."""

    typed: str
    said: str
    count: int


class FacetList(Options):
    """Narrowings of the query first, to be taken away; then the facets with their commonest values."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "select", msg("Narrow"), msg("Narrow the search to this, or take the narrowing away")),
        deed("space", "select", msg("Narrow"), show=False),
        deed("f", "screen.narrow", msg("Passages"), msg("Back to the passages")),
    ]

    @dataclass
    class Chosen(Message):
        """Narrow the query by a field, or take away one that is in it."""

        typed: str
        held: bool

    def __init__(self) -> None:
        super().__init__(id="facets", markup=False, compact=True)
        self._facets: Facets = {}
        self._query = ""
        self._whole: set[str] = set()

    def show(self, facets: Facets, query: str) -> None:
        """Show the facets of what a query finds; the highlight stays on the same value."""
        before = self.highlighted_option.id if self.highlighted_option else None
        self._facets, self._query = facets, query
        self.set_options(self._entries())
        ids = [option.id for option in self.options]
        if before is not None and before in ids:
            self.highlighted = ids.index(before)
        else:
            self.highlighted = next((at for at, each in enumerate(ids) if each is not None), None)

    def _entries(self) -> Iterator[Option]:
        narrowings = terms(self._query)
        if self._query and not any(self._facets.values()):
            none = tr("Counted are passages with all the words, and there are none.")
            yield Option(toned(none, Tone.QUIET), disabled=True)
        if narrowings:
            yield _heading(tr("Narrowed to"))
        for typed in narrowings:
            yield Option(toned(f"{TICKED} {typed}", Tone.STRONG), id=typed)
        for name, heading in NAMES.items():
            values = [
                each for each in _values(name, self._facets.get(name, {})) if not holding(self._query, each.typed)
            ]
            if not values:
                continue
            yield _heading(tr(heading))
            shown = values if name in self._whole else values[:MOST]
            for value in shown:
                said = cell(value.said, WIDTH - _COUNT - 2)
                yield Option(Content.assemble("  ", said, f"{number(value.count):>{_COUNT}}"), id=value.typed)
            if len(shown) < len(values):
                more = plural("{count} more…", "{count} more…", len(values) - len(shown))
                yield Option(Content.assemble("  ", (more, Tone.QUIET)), id=_MORE + name)

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        """Ask for the narrowing, or show the rest of a facet."""
        message.stop()
        chosen = message.option_id or ""
        if chosen.startswith(_MORE):
            self._whole.add(chosen.removeprefix(_MORE))
            at = self.highlighted
            self.show(self._facets, self._query)
            self.highlighted = at
        elif chosen:
            self.post_message(self.Chosen(chosen, chosen in terms(self._query)))


def _heading(said: str) -> Option:
    return Option(toned(said, Tone.HEADING), disabled=True)


def _values(name: str, counts: Mapping[str, int]) -> Sequence[Value]:
    """The values of a facet that can be typed: the commonest first, years from the last."""
    found = [Value(term(name, value), _said(name, value), count) for value, count in counts.items()]
    order = sorted(found, key=lambda each: each.said, reverse=name == "year")
    if name != "year":
        order.sort(key=lambda each: -each.count)
    return [each for each in order if each.typed]


def _said(name: str, value: str) -> str:
    if name == "body":
        known = bodies.by_key().get(value)
        return known.name(language()) if known else value
    if name == "is":
        return tr(_HELD.get(value, value))
    coded = _CODED.get(name)
    return wording.name(coded(value)) if coded else value
