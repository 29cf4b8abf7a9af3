"""Case studies: as lines of a list, one whole with what was found in it, and the promises it is evidence of."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static
from textual.widgets.option_list import Option

from corpus.language import plural, tr, when
from corpus.studies import StudyLink, StudyRow
from corpus.types import Outcome
from corpus.wording import name
from tui import words
from tui.text import Stretch, cell, marked, plain, titled, toned
from tui.tones import Tone
from tui.widgets.lists import Options, Pane
from tui.widgets.paged import PagedList
from tui.widgets.pairs import Pair, Pairs

ROSE = {"up": "↑", "down": "↓"}
LONGEST = 240
"""Characters of a promise shown in the list of those that a case study bears on."""


def outcome(one: Outcome) -> str:
    """A figure with what it counts: "↑ 30,000 hours volunteered"."""
    parts = (ROSE.get(one.direction, ""), one.figure, one.unit, one.what)
    return " ".join(plain(part) for part in parts if part)


class StudyList(PagedList[StudyRow]):
    """Case studies: name, place and sector, and below them what came of it and where it is told."""

    row_height: ClassVar[int] = 2
    window: ClassVar[int] = 100

    @dataclass
    class Opened(Message):
        """The promises of this case study are wanted."""

        row: StudyRow

    def draw(self, row: StudyRow, width: int) -> list[Content]:
        """Two lines."""
        facts = [plain(fact) for fact in (row.place, row.sector) if fact]
        right = Content.styled(_linked(row), Tone.PART)
        room = max(1, width - right.cell_length - 2)
        head = Content.assemble((plain(row.name), Tone.STRONG), *(f" · {fact}" for fact in facts))
        head = head.truncate(room, ellipsis=True).truncate(room, pad=True)
        told = [*map(outcome, row.outcomes[:2]), plain(row.passage.document_title), when(row.passage.when)]
        return [
            Content.assemble(" ", head, " ", right),
            Content.assemble("   ", cell(" · ".join(part for part in told if part), max(1, width - 3), Tone.QUIET)),
        ]

    def opened(self, row: StudyRow) -> Message:
        """Go to its promises."""
        return self.Opened(row)


def _linked(row: StudyRow) -> str:
    """How many promises it bears on or may bear on, with the signs of that."""
    return " ".join(f"{words.LINK_STATES[state].symbol}{many}" for state, many in sorted(row.links.items()))


class StudyView(Pane):
    """One case study whole: its passage with what was found marked, what came of it, and where it is told."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._row: StudyRow | None = None
        self._fitted = 0

    def compose(self) -> ComposeResult:
        """The words, then what was found."""
        yield Static(id="study-words", markup=False)
        yield Pairs(id="study-fields")

    def show(self, row: StudyRow | None) -> None:
        """Show a case study, or none."""
        self._row = row
        self._fit()
        self.query_one("#study-fields", Pairs).pairs = list(_fields(row)) if row else []
        self.scroll_home(animate=False)

    def on_resize(self) -> None:
        """Fit the words to another width; the first comes only when there is something beside the list."""
        if self._fitted != self.size.width:
            self._fit()

    def _fit(self) -> None:
        self._fitted = self.size.width
        told = _told(self._row, max(20, self._fitted - 4)) if self._row else ()
        self.query_one("#study-words", Static).update(Content("\n").join(told))


def _told(row: StudyRow, width: int) -> Iterator[Content]:
    passage = row.passage
    yield toned(row.name, Tone.STRONG)
    yield titled(passage.stands_in, [passage.place, when(passage.when), passage.publisher], width)
    yield Content()
    yield marked(passage.text, found(row))
    yield Content()


def found(row: StudyRow) -> list[Stretch]:
    """The stretch that tells of it, and in that the name, the place and the figures."""
    text = row.passage.text
    stretches: list[Stretch] = [(row.start, row.end, Tone.QUOTED)]
    for sought in (row.name, row.place, *(one.figure for one in row.outcomes)):
        whole = re.compile(rf"(?<!\w){re.escape(sought)}(?!\w)")
        if sought and (there := whole.search(text, row.start, row.end)):
            stretches.append((*there.span(), Tone.FOUND))
    return stretches


def _fields(row: StudyRow) -> Iterator[Pair]:
    for what, value in ((tr("Place"), row.place), (tr("Sector"), row.sector)):
        if value:
            yield what, Content(plain(value))
    for number, one in enumerate(row.outcomes):
        yield tr("Outcomes") if number == 0 else "", Content(outcome(one))
    if row.passage.themes:
        yield tr("Themes"), Content(", ".join(map(name, row.passage.themes)))
    yield tr("Reference"), Content(row.passage.ref)


class StudyPromises(Options):
    """The promises that a case study is evidence of, or may be; the highlight stays on the same one."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, compact=True, markup=False)
        self._links: dict[str, StudyLink] = {}

    @property
    def current(self) -> StudyLink | None:
        """The one under the highlight."""
        option = self.highlighted_option
        return self._links.get(option.id or "") if option else None

    def show(self, links: Sequence[StudyLink]) -> None:
        """Show these, in their order."""
        before = self.current.link.ref if self.current else ""
        self._links = {each.link.ref: each for each in links}
        self.clear_options()
        self.add_options(Option(_promise(each), id=ref) for ref, each in self._links.items())
        if links:
            refs = list(self._links)
            self.highlighted = refs.index(before) if before in refs else 0


def _promise(each: StudyLink) -> Content:
    state = words.LINK_STATES[each.link.state]
    facts = [str(words.DELIVERIES[each.commitment.delivery]), words.body(each.commitment)]
    return Content.assemble(
        (str(state), state.tone),
        " · ",
        (tr(words.RELATIONS[each.link.relation]), Tone.STRONG),
        (f" · {' · '.join(plain(fact) for fact in facts if fact)}", Tone.QUIET),
        "\n  ",
        Content(f"“{plain(each.commitment.quote)}”").truncate(LONGEST, ellipsis=True),
    )


def promises_title(links: Sequence[StudyLink]) -> str:
    """What stands above that list."""
    if not links:
        return tr("No promise is linked to it; l links one")
    return plural("{count} promise linked to it", "{count} promises linked to it", len(links))
