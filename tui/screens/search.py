"""Searching all documents: what is done with what is found, and what is kept of a search."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual.binding import BindingType
from textual.content import Content

from corpus.codebook import AnchorOutcome
from corpus.language import msg, tr
from corpus.rows import Quotation, SearchRow
from corpus.searches import SavedRow
from index import Hit
from tui.background import in_background
from tui.deeds import deed
from tui.screens.asking import AskingScreen
from tui.screens.saved import NameDialogue, SavedDialogue
from tui.screens.why import WhyDialogue
from tui.searching.narrowing import terms, widened
from tui.searching.searcher import News
from tui.text import plain
from tui.widgets import answer
from tui.widgets.facet_list import FacetList
from tui.widgets.hit_list import HitList
from tui.widgets.query_box import QueryBox


class SearchScreen(AskingScreen):
    """Searching, with the keys for everything that can be done with what is found."""

    HELP = msg(
        "Type, and what is found is shown as you go; Enter or ↓ goes to the passages, / back to the words. "
        "→ takes the end of a word that is suggested; ↑ in an empty box brings back what you asked before.\n\n"
        "Words are looked for all together, in all their forms. “Words in quotes” stand as they are; -word leaves out; "
        "OR takes either; word* begins so; word~ is nearly so spelt; “some words”~5 stand near one another; ~word "
        "looks in both languages, and shows beside a passage what says the same in the other. Fields narrow: kind:act, "
        'lang:cy, theme:prevention, body:"Audit Wales", date:2019..2021, heading:, title:, ref:, is:unmet. '
        "f shows them with counts, to choose from; they are then in the box for you to see, and to take out.\n\n"
        "r records the search as evidence that something is not there: the query, the state of the corpus, the day "
        "and the count. A saved search tells what is new in it since you last looked."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("slash,ctrl+f", "focus_words", msg("Words"), msg("Type other words"), shown="/"),
        deed("ctrl+y", "meant", msg("Did you mean"), msg("Search for what may have been meant")),
        deed("f", "narrow", msg("Narrow"), msg("Narrow the search by kind, body, theme, language or year")),
        deed("e", "why", msg("Why"), msg("Say why the passage was found")),
        deed("r", "record", msg("Record"), msg("Record the search as evidence of absence")),
        deed("s", "order", msg("Order"), msg("The newest first, or the best first")),
        deed("m", "like", msg("More like it"), msg("Passages like this one")),
        deed("ctrl+s", "save", msg("Save"), msg("Save the search under a name")),
        deed("ctrl+o", "saved", msg("Saved"), msg("Open a saved search, with what is new in it")),
        deed("a", "any", msg("Also passages with only some of the words"), show=False),
        deed("w", "meaning", msg("Rank by meaning too, or by words alone"), show=False),
        deed("x", "widen", msg("Take all narrowings away"), show=False),
        deed("f5,ctrl+r", "reload", msg("Search again"), show=False),
        deed("escape", "leave", msg("Back"), show=False),
    ]

    def come(self, wanted: Any) -> None:
        """Search for these words, or go to those that are there."""
        if isinstance(wanted, str) and wanted:
            self._put(wanted)
        self.query_one(QueryBox).focus()

    def quotation(self) -> Quotation | None:
        """The passage under the cursor."""
        row = self.query_one(HitList).current
        if row is None:
            return None
        passage = row.hit.passage
        return Quotation(passage.text, 0, len(passage.text), AnchorOutcome.FOUND, passage)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is about hits does nothing while there are none; what was meant, only where something may have been."""
        if action == "meant":
            return bool(self._results.suggestion)
        if action == "focus_words":
            return not isinstance(self.focused, QueryBox)
        if action in ("why", "like"):
            return bool(self._results.hits)
        return True

    # Asking otherwise

    def action_focus_words(self) -> None:
        """Go to the words."""
        self.query_one(QueryBox).focus()

    def action_meant(self) -> None:
        """Search for what may have been meant."""
        self._put(self._results.suggestion)

    def action_order(self) -> None:
        """The newest first, or the best first again."""
        self._ask(replace(self._asked.alone, newest=not self._asked.newest))

    def action_any(self) -> None:
        """Have passages with only some of the words follow, or not."""
        self._ask(replace(self._asked.alone, any_words=not self._asked.any_words))

    def action_meaning(self) -> None:
        """Have meaning rank too, where its model is installed, or words alone."""
        self._ask(replace(self._asked.alone, meaning=not self._asked.meaning))

    def action_reload(self) -> None:
        """Ask the same again: the corpus may have changed, or its index be whole now."""
        self._counted = ""
        self._ask(self._asked)

    def action_widen(self) -> None:
        """Take all narrowings out of the query."""
        query = self._typed
        for term in terms(query):
            query = widened(query, term)
        self._put(query)

    def action_narrow(self) -> None:
        """Go to the facets, shown for that where there is little room; or leave them."""
        facets = self.query_one(FacetList)
        if facets.has_focus:
            self._leave_facets()
        elif not self._shown.query or not self._shown.of_words:
            self.notify(tr("Search for some words first; then what is found is counted here."), markup=False)
        else:
            self.add_class("-facets")
            facets.focus()
            self.call_after_refresh(self._show_facets)

    def _leave_facets(self) -> None:
        self.remove_class("-facets")
        (self.query_one(HitList) if self.query_one(HitList).total else self.query_one(QueryBox)).focus()

    def action_leave(self) -> None:
        """From facets or words to the hits, if there are any; from other hits to those of the query; to the words."""
        hits = self.query_one(HitList)
        if self.query_one(FacetList).has_focus:
            self._leave_facets()
        elif self.query_one(QueryBox).has_focus and hits.total:
            hits.focus()
        elif not self._asked.of_words:
            self._ask(self._asked.alone)
        else:
            self.action_focus_words()

    # One hit

    def action_why(self) -> None:
        """Say why the passage under the cursor was found."""
        hits, asked = self.query_one(HitList), self._shown
        row = hits.current
        if row is not None:
            explain = partial(self._searcher.explained, asked, row.hit, hits.cursor)
            in_background(self, explain, self._show_why, group="why")

    def _show_why(self, hit: Hit) -> None:
        self.app.push_screen(WhyDialogue(hit))

    def action_like(self) -> None:
        """Show the passages like the one under the cursor."""
        row = self.query_one(HitList).current
        if row is not None:
            self._then_hits = True
            self._ask(replace(self._asked.alone, like=row.hit.passage))

    # What is kept

    def action_record(self) -> None:
        """Record the search in the box as evidence of absence."""
        if self._has_words():
            in_background(self, partial(self._searcher.record, self._typed), self._recorded, group="record")

    def _recorded(self, kept: SearchRow) -> None:
        self._say(Content("\n").join([answer.said(self._shown, self._results), answer.recorded(kept)]))

    def action_save(self) -> None:
        """Ask for a name, and save the search in the box under it."""
        query = self._typed

        def kept(row: SavedRow | None) -> None:
            if row is not None:
                self.notify(tr("Saved as “{name}”; ^o lists what is saved.", name=plain(row.name)), markup=False)

        if self._has_words():
            self.app.push_screen(NameDialogue(query, lambda name: self._searcher.save(name, query)), kept)

    def _has_words(self) -> bool:
        if not self._typed:
            self.notify(tr("Type what to search for first."), markup=False)
        return bool(self._typed)

    def action_saved(self) -> None:
        """List the saved searches, and open one."""

        def show(rows: Sequence[SavedRow]) -> None:
            self.app.push_screen(SavedDialogue(rows, self._searcher.unseen), chosen)

        def chosen(row: SavedRow | None) -> None:
            if row is not None:
                in_background(self, partial(self._searcher.look, row.name), self._open, group="look")

        in_background(self, self._searcher.saved, show, group="saved")

    def _open(self, news: News) -> None:
        """Show what is new in a saved search, or all of it where nothing is."""
        self._then_hits = True
        if not news.passages:
            self.notify(answer.news(news).plain, markup=False)
        self._put(news.saved.query, news if news.passages else None)
