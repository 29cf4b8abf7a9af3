"""Searching all documents by their words."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from index import Results
from tui import words
from tui.background import in_background, sentence
from tui.desk import Desk, Window
from tui.screens.base import AddewidScreen, TitleLine
from tui.suggesting import WordSuggester
from tui.text import plain
from tui.tones import Tone
from tui.widgets.hit_list import HitList
from tui.widgets.keys import KeyLine
from tui.widgets.paged import PagedList


class SearchScreen(AddewidScreen[None]):
    """A query and its hits, a window at a time."""

    AUTO_FOCUS = "#query"
    HELP = (
        "Type words and press Enter to find every passage that holds them, the best first. "
        "The end of a word that is suggested is taken with →. "
        "Enter on a passage opens its document at that place. / goes back to the words."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "focus_words", "Words", key_display="/", tooltip="Type other words"),
        Binding("escape", "leave", "Back", show=False),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._query = ""

    def compose(self) -> ComposeResult:
        """The words, how many were found, and the hits."""
        yield TitleLine("Search")
        with Horizontal(id="query-line"):
            yield Static("Find: ", markup=False)
            yield Input(
                placeholder="words to look for in all documents, then Enter",
                suggester=WordSuggester(self._desk.complete),
                id="query",
                compact=True,
            )
        yield Static(id="total", markup=False)
        yield HitList(id="hits")
        yield KeyLine()

    @on(Input.Submitted, "#query")
    def search(self, message: Input.Submitted) -> None:
        """Search for what was typed, and show the best hits."""
        query = message.value.strip()
        if not query:
            self._say("Type some words first.")
            return
        self._say("Searching…")

        def shown(results: Results) -> None:
            self._query = query
            self._say(said(query, results))
            hits = self.query_one(HitList)
            hits.show(Window(results.shown + results.some, 0, results.hits), cursor=0)
            if results.hits:
                hits.focus()

        def failed(error: Exception) -> None:
            self._say(sentence(error))

        in_background(self, self._asking(query, HitList.window, 0), shown, group="search", failed=failed)

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the hits that are scrolled to."""
        query = self._query

        def shown(results: Results) -> None:
            if query == self._query:
                self.query_one(HitList).show(Window(results.shown + results.some, message.offset, results.hits))

        in_background(self, self._asking(query, message.limit, message.offset), shown, group="more")

    def _asking(self, query: str, limit: int, offset: int) -> Callable[[], Results]:
        return lambda: self._desk.search(query, limit=limit, offset=offset)

    def _say(self, what: str | Content) -> None:
        self.query_one("#total", Static).update(Content(what) if isinstance(what, str) else what)

    def action_focus_words(self) -> None:
        """Go to the words."""
        self.query_one("#query", Input).focus()

    async def action_leave(self) -> None:
        """From the words to the hits, if there are any; from the hits, back."""
        hits = self.query_one(HitList)
        if self.query_one("#query").has_focus and hits.total:
            hits.focus()
        else:
            await self.run_action("app.back")


def said(query: str, results: Results) -> Content:
    """How many passages were found, whether they hold all the words, and what may have been meant."""
    if not results.suggestion:
        return _found(query, results)
    meant = (plain(results.suggestion), Tone.STRONG)
    return Content.assemble(_found(query, results), " Did you mean: ", meant, "?")


def _found(query: str, results: Results) -> Content:
    if not results.total and not results.some:
        return Content(f"No passage holds “{plain(query)}”. Try fewer or other words.")
    some = (words.number(results.some, "passage"), Tone.STRONG)
    if not results.total:
        return Content.assemble("No passage holds all of these words. ", some, " with some of them, best first.")
    found = (words.number(results.total, "passage"), Tone.STRONG)
    more = (", then ", some, " with some of the words.") if results.some else (".",)
    return Content.assemble(found, ", best first", *more)
