"""The promises: the list, words looked for in it, and what becomes of the promise under the cursor."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from corpus.grouping import Grouping
from corpus.language import msg, tr
from corpus.rows import CommitmentFilter, Quotation
from tui import quoted
from tui.background import in_background, report
from tui.deeds import deed
from tui.desk import Desk, listed, promises
from tui.desk.listed import EVERYTHING, Listed, Stay
from tui.desk.promises import Outline
from tui.desk.views import View
from tui.latest import Latest
from tui.messages import Cite
from tui.screens.choosing import ChoosingScreen
from tui.screens.filters import summary
from tui.text import plain
from tui.tones import Tone
from tui.widgets.keys import KeyLine
from tui.widgets.line import Line
from tui.widgets.place_bar import PlaceBar
from tui.widgets.promise_facets import PromiseFacets
from tui.widgets.promise_list import PromiseList
from tui.widgets.welcome import Welcome

_GROUPED = {
    Grouping.BODY: msg("; grouped by body"),
    Grouping.THEME: msg("; grouped by theme"),
    Grouping.DOCUMENT: msg("; grouped by document"),
}
_OF_LIST = ("focus_words", "filter", "sort", "reverse", "view", "views", "group", "find", "fold_all")


class PromisesScreen(ChoosingScreen):
    """All promises that fit the filters."""

    NAME: ClassVar[str] = "promises"
    AUTO_FOCUS = "#promises"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (135, "-wider")]  # noqa: RUF012  as the app's
    HELP = msg(
        "The promises found in your documents. It opens on those that are unmet. U, A and M show the unmet, those that "
        "nobody has assessed, and the met; x shows all; v lists these views, and keeps your own. b groups the list by "
        "body, theme or document: Enter opens and closes a group. A deadline with ! before it has passed."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("n", "find(1)", msg("Next promise with the words"), show=False, id="find-next"),
        deed("N", "find(-1)", msg("Promise before with the words"), show=False, id="find-previous"),
        deed("plus,equals_sign", "fold_all(False)", msg("Open all groups"), show=False, id="open-groups"),
        deed("minus", "fold_all(True)", msg("Close all groups"), show=False, id="close-groups"),
        deed("escape", "focus_table", msg("Back to the list"), show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._stay: Stay | None = None
        self._sought = ""
        self._reading = Latest(self, "list")
        self._counting = Latest(self, "facets")

    def compose(self) -> ComposeResult:
        """Filters and the list, with what it can be narrowed to beside it; or a welcome."""
        yield PlaceBar(self.NAME)
        yield Welcome()
        with Horizontal(id="listing"):
            with Vertical():
                yield Static(tr("Reading the corpus…"), id="showing", markup=False)
                with Horizontal(id="words-line"):
                    yield Static(tr("Words: "), markup=False)
                    hint = tr("press / and type to find promises by their words")
                    yield Line(self._wanted.text if self._wanted else "", placeholder=hint, id="words", compact=True)
                yield PromiseList(self._desk)
            yield PromiseFacets()
        yield KeyLine()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While there is nothing to list, the keys of the list do nothing."""
        return not (self.has_class("-empty") and action in _OF_LIST)

    @property
    def _list(self) -> PromiseList:
        return self.query_one(PromiseList)

    # Coming and going

    def keep(self) -> dict[str, Any]:
        """What is listed, how, and the promise under the cursor."""
        if self._wanted is None:
            return {}
        promise = self._list.promise
        stay = replace(self.staying(), ref=promise.ref if promise else "")
        opened = frozenset(self._list.outline.opened)
        return listed.Kept(self._wanted, self._by, opened, stay, self._sought).as_data()

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """List the same again."""
        before = listed.understood(kept)
        if before is not None:
            self._wanted, self._by, self._opened = before.wanted, before.by, before.opened
            self._stay, self._sought = before.stay, before.sought

    def come(self, wanted: Any) -> None:
        """List the promises that fit a filter."""
        if isinstance(wanted, CommitmentFilter):
            self.look_at(View("", wanted))
            self._list.table.focus()

    def reload(self) -> None:
        """Read the list again: something may have been decided since. The cursor stays where it is."""
        if self._stay is None and self._list.outline.total:
            self._stay, self._opened = self._list.staying(), frozenset(self._list.outline.opened)
        self.read(self._wanted, self._stay)

    def read(self, wanted: CommitmentFilter | None, stay: Stay | None = None) -> None:
        """Read the list of a filter, and show it from the first, or where the cursor is to stay."""
        if wanted is not None:
            self._wanted = wanted
        self._stay = stay
        self._reading.run(
            partial(listed.read, self._desk, wanted, self._by, self._opened, stay), self._show, self._failed
        )

    def _failed(self, error: Exception) -> None:
        report(self, error)
        if not self._list.outline.total:
            self.query_one("#showing", Static).update(tr("The corpus could not be read. F5 tries again."))

    def _show(self, read: Listed) -> None:
        outline = read.outline
        empty = not outline.total and read.wanted == replace(EVERYTHING, on=read.wanted.on)
        if empty:
            in_background(self, partial(promises.counts, self._desk), self.query_one(Welcome).say, group="welcome")
        self.set_class(empty, "-empty")
        self.set_class(not outline.total, "-nothing")
        self._wanted, self._stay = read.wanted, None
        self._list.table.mark(read.wanted.text)
        self._list.show(outline, read.line, read.rows)
        said = summary(read.wanted, outline.promises)
        said = Content.assemble(said, tr(_GROUPED[outline.by])) if outline.by else said
        none = (tr("None is unmet yet."), Tone.STRONG)
        self.query_one("#showing", Static).update(Content.assemble(none, " ", said) if read.none_unmet else said)
        self.refresh_bindings()
        self._count()

    def _count(self) -> None:
        """Count what the list can be narrowed to, where that is seen."""
        wanted = self._wanted
        if wanted is not None and self.has_class("-wider"):
            show = partial(self.query_one(PromiseFacets).show, wanted=wanted)
            self._counting.run(partial(promises.tallies, self._desk, wanted), show)

    def on_resize(self) -> None:
        """Count what has come into sight."""
        self._count()

    @on(PromiseFacets.Chosen)
    def narrow(self, message: PromiseFacets.Chosen) -> None:
        """List what is narrowed to."""
        self.read(message.wanted)

    def action_fold_all(self, closed: bool) -> None:
        """Open all groups, or close them."""
        self._list.fold_all(closed=closed)

    def staying(self) -> Stay:
        """Where the cursor is."""
        return self._list.staying()

    # The promise under the cursor

    def _with_quotation(self, then: Callable[[Quotation | None], None]) -> None:
        """Read the words of the promise under the cursor in their passage."""
        promise = self._list.promise
        if promise is None:
            then(None)
        else:
            in_background(self, partial(promises.quotation, self._desk, promise.ref), then, group="quotation")

    def action_copy(self) -> None:
        """Copy the words of the promise under the cursor."""
        self._with_quotation(partial(quoted.copy, self))

    def action_copy_cited(self) -> None:
        """Copy them, and where they stand."""

        def cite(quotation: Quotation | None) -> None:
            if quotation is None:
                quoted.copy(self, None)
            else:
                self.post_message(Cite(quotation))

        self._with_quotation(cite)

    def action_open_source(self) -> None:
        """Open the address of the document in a browser."""
        self._with_quotation(partial(quoted.open_source, self))

    def say_words(self, words: str) -> None:
        """Show the words that promises are looked for by."""
        with self.prevent(Input.Changed):
            self.query_one("#words", Input).value = words

    @on(Input.Changed, "#words")
    def find_words(self, message: Input.Changed) -> None:
        """List the promises that have the words typed."""
        text = message.value.strip().encode(errors="replace").decode()
        if self._wanted is not None and text != self._wanted.text:
            self._sought = text or self._sought
            self.read(replace(self._wanted, text=text))

    @on(Input.Submitted, "#words")
    def action_focus_table(self) -> None:
        """Go to the table."""
        self._list.table.focus()

    def action_focus_words(self) -> None:
        """Go to the words."""
        self.query_one("#words", Input).focus()

    def action_find(self, step: int) -> None:
        """Go to the next promise of the list, or the one before, that has the words last looked for."""
        wanted, list_ = self._wanted, self._list
        sought = wanted.text or self._sought if wanted else ""
        if wanted is None or not sought:
            self.notify(tr("Press / and type words first; n then goes to the next promise with them."), markup=False)
            return
        outline, asked = list_.outline, replace(wanted, text=sought)

        def come(found: tuple[Outline, int] | None) -> None:
            if found is None:
                self.notify(tr("No promise of this list has the words “{words}”.", words=plain(sought)), markup=False)
            elif outline is list_.outline:
                list_.table.mark(sought)
                list_.show(*found)

        find = partial(listed.found, self._desk, asked, outline, list_.table.cursor, step)
        in_background(self, find, come, group="find")
