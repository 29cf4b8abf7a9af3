"""Asking: a box for a query, what is found as one types, and the facets beside it."""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from corpus.language import tr
from index import Facets, Results
from index.query.fields import QueryProblem
from index.query.limits import MAX_CHARACTERS
from tui.background import in_background, report, sentence
from tui.latest import Latest
from tui.screens.base import PlaceScreen
from tui.searching.history import History
from tui.searching.narrowing import narrowed, widened
from tui.searching.searcher import News, Question, Searcher
from tui.searching.suggesting import WordSuggester
from tui.text import plain
from tui.tones import Tone
from tui.widgets import answer
from tui.widgets.facet_list import FacetList
from tui.widgets.hit_list import HitList
from tui.widgets.keys import KeyLine
from tui.widgets.paged import PagedList
from tui.widgets.place_bar import PlaceBar
from tui.widgets.query_box import QueryBox


class AskingScreen(PlaceScreen):
    """A query, its hits a window at a time, and their facets. What is done with them is the search screen's."""

    NAME: ClassVar[str] = "search"
    AUTO_FOCUS = "#query"
    PAUSE: ClassVar[float] = 0.12
    """Seconds without a key before what is typed is searched for."""

    def __init__(self, searcher: Searcher, history: History, *, meaning: bool = False) -> None:
        """``meaning`` says whether what is found is ranked by meaning too, until a key says otherwise."""
        super().__init__()
        self._searcher = searcher
        self._history = history
        self._asked = Question(meaning=meaning)
        self._shown = Question()
        self._results = Results(0, 0, 0, (), 0)
        self._then_hits = False
        self._row = 0
        self._counted = ""
        self._search = Latest(self, "search")
        self._count = Latest(self, "facets")

    def compose(self) -> ComposeResult:
        """The words, how many were found, the facets and the hits."""
        yield PlaceBar(self.NAME)
        with Horizontal(id="query-line"):
            yield Static(tr("Find: "), markup=False)
            yield QueryBox(WordSuggester(self._searcher.completions))
        yield Static(tr(answer.OPENING), id="total", markup=False)
        with Horizontal(id="found-side"):
            yield FacetList()
            yield HitList(id="hits")
        yield KeyLine()

    def on_mount(self) -> None:
        """Bring to the box what was asked before, and ask again what was asked when the app was left."""
        in_background(self, self._history.read, self.query_one(QueryBox).remember, group="history")
        if self._asked.query:
            self._then_hits = True
            self._put(self._asked.query)

    def keep(self) -> dict[str, Any]:
        """The query, in which order and how widely it was asked, and the row under the cursor."""
        asked, hits = self._asked, self.query(HitList)
        row = hits.first().cursor if hits else self._row
        return {"query": asked.query, "newest": asked.newest, "any_words": asked.any_words, "row": row}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """Take a query that may be asked; a search of its own words only, and a row that there may be."""
        query, row = kept.get("query"), kept.get("row")
        if isinstance(query, str) and len(query) <= MAX_CHARACTERS:
            newest, any_words = kept.get("newest") is True, kept.get("any_words") is True
            self._asked = replace(self._asked, query=query.strip(), newest=newest, any_words=any_words)
            self._row = row if isinstance(row, int) and row > 0 else 0

    @on(Input.Changed, "#query")
    def typed(self, message: Input.Changed) -> None:
        """Search for what is typed when no other key follows at once."""
        if message.value.strip() != self._asked.query:
            self._then_hits = False
            self._soon()

    @work(group="typed", exclusive=True)
    async def _soon(self) -> None:
        await asyncio.sleep(self.PAUSE)
        self._ask(self._question(self._typed), typing=True)

    @property
    def _typed(self) -> str:
        return self.query_one(QueryBox).value.strip()

    @on(Input.Submitted, "#query")
    def entered(self) -> None:
        """Search at once, and go to the hits."""
        self.workers.cancel_group(self, "typed")
        if not self._typed:
            self._say(tr("Type some words first."))
            return
        self._then_hits = True
        self._ask(self._question(self._typed))

    def _question(self, query: str) -> Question:
        """A query, asked in the way of the one before."""
        return replace(self._asked.alone, query=query)

    def _put(self, query: str, news: News | None = None) -> None:
        """Put a query into the box, and search for it, or for what is new in it."""
        box = self.query_one(QueryBox)
        with self.prevent(Input.Changed):
            box.value = query
        box.cursor_position = len(query)
        self._ask(replace(self._question(query.strip()), news=news))

    def _ask(self, asked: Question, *, typing: bool = False) -> None:
        self._asked = asked
        if asked.of_words and not asked.query:
            self._search.drop()
            self._show(Results(0, 0, 0, (), 0), asked)
            return
        if not self._shown.query:
            self._say(tr("Searching…"))

        def answered() -> tuple[Question, Results]:
            if typing:
                return self._searcher.typed(asked, HitList.window)
            return asked, self._searcher.page(asked, HitList.window, 0)

        self._search.run(answered, lambda answer: self._show(answer[1], answer[0]), self._failed)

    def _show(self, results: Results, asked: Question) -> None:
        self._results, self._shown = results, asked
        hits = self.query_one(HitList)
        hits.answer(results, 0, cursor=self._row)
        self._row = 0
        self._say(answer.said(asked, results) if asked.query else tr(answer.OPENING))
        self.set_class(bool(asked.query), "-asked")
        self._show_facets()
        if self._then_hits and results.hits:
            hits.focus()
        elif not results.hits and not self.query_one(FacetList).has_focus:
            self.query_one(QueryBox).focus()
        self._then_hits = False
        self.refresh_bindings()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, QueryProblem):
            said = answer.refused(error, max(20, self.size.width - 2))
            if self._shown.query:
                said = Content.assemble(
                    said, "\n", (tr("Below: what “{query}” found.", query=plain(self._shown.query)), Tone.QUIET)
                )
        else:
            said = Content(sentence(error))
            if self._asked.meaning and not self._shown.meaning:  # the model may not be there: by words from now on
                self._asked = replace(self._asked, meaning=False)
        self._then_hits = False
        self._say(said)

    @on(PagedList.Wanted)
    def read_more(self, message: PagedList.Wanted) -> None:
        """Read the hits that are scrolled to."""
        asked = self._shown

        def shown(results: Results) -> None:
            if asked == self._shown:
                self.query_one(HitList).answer(results, message.offset)

        page = partial(self._searcher.page, asked, message.limit, message.offset)
        in_background(self, page, shown, group="more")

    def _say(self, what: str | Content) -> None:
        self.query_one("#total", Static).update(Content(what) if isinstance(what, str) else what)

    # Facets

    def on_resize(self, event: events.Resize) -> None:
        """Count facets that came into sight."""
        self.call_after_refresh(self._show_facets)

    def _show_facets(self) -> None:
        """Count what was found, if the counts are in sight and not yet shown."""
        facets, asked = self.query_one(FacetList), self._shown
        if not asked.of_words:
            facets.show({}, "")
            self._counted = ""
        elif facets.display and asked.query and asked.query != self._counted:

            def shown(counts: Facets) -> None:
                if asked.query == self._shown.query and self._shown.of_words:
                    self._counted = asked.query
                    facets.show(counts, asked.query)

            def failed(error: Exception) -> None:
                facets.show({}, "")  # better none than those of another query
                report(self, error)

            self._count.run(partial(self._searcher.facets, asked.query), shown, failed)

    @on(FacetList.Chosen)
    def narrow_to(self, message: FacetList.Chosen) -> None:
        """Put a field into the query, or take it out."""
        change = widened if message.held else narrowed
        self._put(change(self._typed, message.typed))

    # What was asked before

    @on(events.DescendantFocus, "#hits, #facets")
    def settled(self) -> None:
        """Whoever leaves the box has asked: keep the question, and let the box say all of it."""
        asked = self._shown
        if asked.begun and asked.query == f"{self._typed}*":
            self._asked = self._shown = asked.alone
            with self.prevent(Input.Changed):
                self.query_one(QueryBox).value = asked.query
            self.query_one(QueryBox).cursor_position = len(asked.query)
            self._say(answer.said(self._shown, self._results))
        if asked.query and asked.of_words:
            add = partial(self._history.add, asked.query)
            in_background(self, add, self.query_one(QueryBox).remember, group="history")

    @on(QueryBox.Left)
    def go_to_hits(self) -> None:
        """Go to the hits, if there are any."""
        if self.query_one(HitList).total:
            self.query_one(HitList).focus()
