"""Case studies: what was done somewhere, what came of it, and which promises it bears on."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import OptionList, Static

from corpus.codebook import AnchorOutcome, LinkState, Theme
from corpus.language import msg, tr
from corpus.rows import EvidenceRow, Quotation
from corpus.studies import StudyFilter, StudyLink, StudyRow
from tui.background import in_background
from tui.deeds import deed
from tui.desk import Desk, Window, cases
from tui.latest import Latest
from tui.messages import OpenPromise, OpenReader
from tui.screens.base import PlaceScreen
from tui.screens.linking import LinkDialogue
from tui.screens.study_filter import StudyFilterDialogue, nothing_fits, summary
from tui.widgets.keys import KeyLine
from tui.widgets.line import Line
from tui.widgets.paged import PagedList
from tui.widgets.place_bar import PlaceBar
from tui.widgets.studies import StudyList, StudyPromises, StudyView, promises_title


class CasesScreen(PlaceScreen):
    """All case studies that fit the filter, a window at a time; the one under the cursor whole."""

    NAME: ClassVar[str] = "cases"
    AUTO_FOCUS = "#studies"
    HELP = msg(
        "Case studies: named initiatives and organisations doing something, as the documents tell it. What was found "
        "is marked: the name, the place and the figures. Below stand the promises that it is evidence of, or may be: "
        "Enter goes to them, and there opens one; a accepts and r rejects the one under the highlight, l links "
        "another. d reads it in its document. / finds words, f chooses sector, place and theme, x takes that away."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("slash", "focus_words", msg("Words"), msg("Find case studies by their words"), shown="/"),
        deed("f", "filter", msg("Filter"), msg("Choose sector, place and theme")),
        deed("a", "decide('accepted')", msg("Accept"), msg("It is evidence of the promise under the highlight")),
        deed("r", "decide('rejected')", msg("Reject"), msg("It is no evidence of the promise under the highlight")),
        deed("l", "link", msg("Link"), msg("Link it to a promise as evidence")),
        deed("d", "open_document", msg("Document"), msg("Read it in its document")),
        deed("x", "everything", msg("Take all filters away"), show=False),
        deed("escape", "focus_list", msg("Back to the list"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted = StudyFilter()
        self._at = 0
        self._links: tuple[StudyLink, ...] = ()
        self._numbers: Sequence[int] = ()
        self._reading = Latest(self, "studies")
        self._more = Latest(self, "more")
        self._linked = Latest(self, "links")

    def compose(self) -> ComposeResult:
        """The list on one side, the case study and its promises on the other."""
        yield PlaceBar(self.NAME)
        yield Static(tr("Reading the corpus…"), id="studies-showing", markup=False)
        with Horizontal(id="study-words-line"):
            yield Static(tr("Words: "), markup=False)
            hint = tr("press / and type to find case studies")
            yield Line(self._wanted.text, placeholder=hint, id="study-find", compact=True)
        with Container(id="study-sides"):
            yield StudyList(id="studies")
            with Vertical(id="study-side"):
                yield StudyView(id="study")
                yield Static(id="study-promises-title", markup=False)
                yield StudyPromises(id="study-promises")
        yield Static(id="no-studies", markup=False)
        yield KeyLine()

    def keep(self) -> dict[str, Any]:
        """The filter, and how far down the cursor is."""
        wanted = self._wanted
        return {
            "text": wanted.text,
            "themes": sorted(wanted.themes),
            "places": sorted(wanted.places),
            "sectors": sorted(wanted.sectors),
            "at": self._at,
        }

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """The same."""
        text, at = kept.get("text"), kept.get("at")
        self._wanted = StudyFilter(
            text if isinstance(text, str) else "",
            frozenset(Theme(theme) for theme in _strings(kept.get("themes")) if theme in set(Theme)),
            frozenset(_strings(kept.get("places"))),
            frozenset(_strings(kept.get("sectors"))),
        )
        self._at = at if isinstance(at, int) and 0 <= at < 1 << 31 else 0

    def come(self, wanted: Any) -> None:
        """Show the case studies of a filter."""
        if isinstance(wanted, StudyFilter):
            self._list(wanted)

    def quotation(self) -> Quotation | None:
        """The words that tell of the case study under the cursor."""
        row = self.query_one(StudyList).current
        if row is None:
            return None
        exact = row.passage.text[row.start : row.end]
        return Quotation(exact, row.start, row.end, AnchorOutcome.FOUND, row.passage)

    # What is shown

    def reload(self) -> None:
        """Read the rows that are seen again."""
        self._read(max(0, self._at - StudyList.window // 2), self._at)

    def _list(self, wanted: StudyFilter) -> None:
        """Show what fits another filter, from the first."""
        self._wanted = wanted
        with self.prevent(Line.Changed):
            self.query_one("#study-find", Line).value = wanted.text
        self._read(0, 0)

    def _read(self, offset: int, cursor: int) -> None:
        wanted = self._wanted

        def shown(read: tuple[Sequence[int], Window[StudyRow]]) -> None:
            if wanted != self._wanted:
                return
            self._numbers, window = read
            self.query_one(StudyList).show(window, cursor=cursor)
            self.query_one("#studies-showing", Static).update(summary(wanted, window.total))
            nothing = window.total == 0
            self.set_class(nothing, "-no-studies")
            self.refresh_bindings()
            self.query_one("#no-studies", Static).update(nothing_fits(wanted) if nothing else "")

        self._reading.run(partial(cases.whole, self._desk, wanted, StudyList.window, offset), shown)

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the rows that are scrolled to."""
        numbers, offset = self._numbers, message.offset
        asked = numbers[offset : offset + message.limit]

        def shown(rows: tuple[StudyRow, ...]) -> None:
            if numbers is not self._numbers:
                return
            if len(rows) == len(asked):
                self.query_one(StudyList).show(Window(len(numbers), offset, rows))
            else:  # some are gone meanwhile
                self.reload()

        self._more.run(partial(cases.rows, self._desk, asked), shown)

    @on(PagedList.Moved)
    def show_study(self, message: PagedList.Moved) -> None:
        """Show the case study under the cursor whole, and read its promises."""
        row = message.row
        if not isinstance(row, StudyRow):
            self.query_one(StudyView).show(None)
            self._show_links(())
            return
        self._at = self.query_one(StudyList).cursor
        self.query_one(StudyView).show(row)
        self._read_links(row)

    def _read_links(self, row: StudyRow) -> None:
        def shown(links: tuple[StudyLink, ...]) -> None:
            current = self.query_one(StudyList).current
            if current is not None and current.passage.id == row.passage.id:
                self._show_links(links)

        self._linked.run(partial(cases.links, self._desk, row.passage.id), shown)

    def _show_links(self, links: tuple[StudyLink, ...]) -> None:
        before, self._links = self._links, links
        if links or before:
            self.query_one(StudyPromises).show(links)
        self.query_one("#study-promises-title", Static).update(promises_title(links), layout=False)
        self.set_class(not links, "-no-promises")
        if bool(links) != bool(before):
            self.refresh_bindings()

    # What is done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Without a promise there is nothing to decide on, and without a case study nothing to link or read."""
        if action == "decide":
            return bool(self._links)
        return action not in ("link", "open_document") or not self.has_class("-no-studies")

    @on(Line.Changed, "#study-find")
    def find_words(self, message: Line.Changed) -> None:
        """List what has the words typed."""
        if message.value.strip() != self._wanted.text:
            self._wanted = replace(self._wanted, text=message.value.strip())
            self._read(0, 0)

    @on(Line.Submitted, "#study-find")
    def action_focus_list(self) -> None:
        """Go to the list."""
        self.query_one(StudyList).focus()

    def action_focus_words(self) -> None:
        """Go to the words."""
        self.query_one("#study-find", Line).focus()

    @on(StudyList.Opened)
    def go_to_promises(self) -> None:
        """Go to the promises that it bears on."""
        if self._links:
            self.query_one(StudyPromises).focus()
        else:
            self.notify(tr("No promise is linked to it yet; press l to link one."), markup=False)

    @on(OptionList.OptionSelected, "#study-promises")
    def open_promise(self) -> None:
        """Open the promise under the highlight."""
        if (each := self.query_one(StudyPromises).current) is not None:
            self.post_message(OpenPromise(each.commitment.ref))

    def action_decide(self, state: str) -> None:
        """Accept or reject that it is evidence of the promise under the highlight."""
        each, row = self.query_one(StudyPromises).current, self.query_one(StudyList).current
        if each is None or row is None:
            return
        job = partial(cases.decide, self._desk, each.link.ref, LinkState(state), each.seen)
        in_background(self, job, lambda _: self.reload(), group=each.link.ref)

    def action_link(self) -> None:
        """Ask for a promise that it is evidence of."""
        row = self.query_one(StudyList).current

        def answered(link: EvidenceRow | None) -> None:
            if link is not None:
                self.notify(tr("Linked to {ref}, and accepted.", ref=link.commitment_ref), markup=False)

        if row is not None:
            self.app.push_screen(LinkDialogue(self._desk, row.passage.id, row.start, row.end), answered)

    def action_open_document(self) -> None:
        """Read it in its document."""
        row = self.query_one(StudyList).current
        if row is not None:
            self.post_message(OpenReader(row.passage.version_id, row.passage.ordinal, row.start, row.end))

    def action_filter(self) -> None:
        """Read what can be chosen, then ask."""

        def ask(offered: cases.Choices) -> None:
            self.app.push_screen(StudyFilterDialogue(self._wanted, offered), answered)

        def answered(chosen: StudyFilter | None) -> None:
            if chosen is not None:
                self._list(chosen)

        in_background(self, partial(cases.choices, self._desk), ask, group="choices")

    def action_everything(self) -> None:
        """Show all case studies."""
        self._list(StudyFilter())


def _strings(kept: object) -> list[str]:
    return [each for each in kept if isinstance(each, str)] if isinstance(kept, list) else []
