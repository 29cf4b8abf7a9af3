"""A document and, beside it or in its place, what says the same in the other language: moving in one moves both."""

from collections.abc import Mapping
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from corpus import wording
from corpus.language import msg, plural, tr
from corpus.rows import PassageRow
from tui.background import in_background, report
from tui.deeds import deed
from tui.desk import Desk
from tui.desk.reading import again, document
from tui.messages import OpenReader
from tui.screens.base import AddewidScreen, TitleLine
from tui.text import plain
from tui.widgets.layout import page
from tui.widgets.marks import Place, told
from tui.widgets.outline import Outline
from tui.widgets.paper import Paper
from tui.widgets.paper_view import PaperView
from tui.widgets.passages import PassageView
from tui.widgets.twin import Twins

MAIN, TWIN = "passages", "twin"


class TwinnedScreen(AddewidScreen[None]):
    """One version, opened at a passage, and its twin when it is asked for. Subclasses compose it."""

    AUTO_FOCUS = f"#{MAIN}"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (150, "-broad")]  # noqa: RUF012  declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("t", "twin", msg("Twin"), msg("Show or hide what says the same in the other language")),
    ]

    def __init__(self, desk: Desk, wanted: OpenReader) -> None:
        super().__init__()
        self._desk = desk
        self._wanted = wanted
        self._active = MAIN
        self._twins: Mapping[str, Twins] = {}
        self._near = False

    @property
    def main(self) -> PassageView:
        """The document that was opened."""
        return self.query_one(f"#{MAIN}", PassageView)

    @property
    def twin(self) -> PassageView:
        """The document in the other language."""
        return self.query_one(f"#{TWIN}", PassageView)

    @property
    def view(self) -> PassageView:
        """The one that the keys work on."""
        return self.query_one(f"#{self._active}", PassageView)

    @property
    def opened(self) -> OpenReader:
        """What opens this screen again, where it stands now."""
        view = self.view
        return OpenReader(view.passage.version_id, view.passage.ordinal) if view.is_shown else self._wanted

    # Reading

    def reload(self) -> None:
        """Read it, or what is marked in it now: something may have been decided."""
        if not self.main.is_shown:
            self._open(self._wanted.version_id)
            return
        for view in (self.main, self.twin):
            if view.is_shown:
                renew = partial(_again, self._desk, view.paper)
                in_background(self, renew, partial(self._renewed, view), group=str(view.id))

    def action_reload(self) -> None:
        """Read again; of a document that was read into the corpus anew, the new reading at the same words."""
        held = self.main.paper.document if self.main.is_shown else None
        if held is None or held.is_newest or held.newest is None:
            self.reload()
            return
        passage = self.main.passage
        self._wanted = OpenReader(held.newest, passage.ordinal)
        self._open(held.newest, passage)

    def _open(self, version_id: int, words: PassageRow | None = None) -> None:
        """Read a version, to be shown where somebody wanted to be, or at the words of another reading of it."""
        job = partial(_paper, self._desk, version_id)
        in_background(self, job, partial(self._shown, words), group=MAIN, failed=self._refused)

    def _refused(self, error: Exception) -> None:
        report(self, error)
        if not self.main.is_shown:
            self.query_one(TitleLine).say(tr("Reader"), tr("Nothing to read"))

    def _shown(self, words: PassageRow | None, paper: Paper) -> None:
        wanted = self._wanted
        at = min(max(0, wanted.ordinal), len(paper.passages) - 1)
        place = Place(at, wanted.start, wanted.end) if words is None else Place(paper.nearest(words.text, at))
        self.set_class(self.query_one(Outline).head(paper.document), "-has-headings")
        self._hide_twin()
        self._show_in(self.main, paper, place)

    def _show_in(self, view: PassageView, paper: Paper, place: Place) -> None:
        view.border_title = wording.name(paper.passages[0].lang)
        view.show(paper, place)
        if view is self.view:
            self._say_title(paper)

    def _renewed(self, view: PassageView, paper: Paper) -> None:
        if view.passage.version_id == paper.document.version_id:
            view.renew(paper)
            if view is self.view:
                self._say_title(paper)

    # The twin

    def action_twin(self) -> None:
        """Show what says the same in the other language, beside it or, without the room, in its place; or hide it."""
        if not self.main.is_shown:
            return
        other = self.main.paper.document.other
        if self.has_class("-twin"):
            self._hide_twin()
        elif other is None:
            self.notify(tr("This document is not in the corpus in the other language."), markup=False)
        else:
            self.twin.border_title = tr("Reading…")
            self.add_class("-twin")
            read = partial(_paper, self._desk, other)
            in_background(self, read, self._show_twin, group=TWIN, failed=self._no_twin)

    def _no_twin(self, error: Exception) -> None:
        report(self, error)
        self._hide_twin()

    def _show_twin(self, paper: Paper) -> None:
        own = self.main.paper
        there = Twins(own.document.twins, own.texts, paper.texts)
        self._twins = {MAIN: there, TWIN: there.back()}
        self.twin.mark(self.main.sorts)
        line = self.main.line
        self._show_in(self.twin, paper, there.of(Place(line.passage, line.start)).place)
        self.call_after_refresh(self._settle_twin)

    def _settle_twin(self) -> None:
        (self.main if self.main.display else self.twin).focus()
        self._move_other()
        self._say_where()

    def _hide_twin(self) -> None:
        self._active = MAIN
        self.remove_class("-twin")
        self.main.focus()
        self._say_where()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keys work on the text that has the focus."""
        if isinstance(event.widget, PassageView) and event.widget.id:
            self._active = event.widget.id
            if self.view.is_shown:
                self._say_title(self.view.paper)
                self._say_where()

    @on(PaperView.Moved)
    def follow(self, message: PaperView.Moved) -> None:
        """Say where the cursor is, and bring the other text there."""
        if message.view is self.view:
            self._move_other()
            self._say_where()

    def _move_other(self) -> None:
        """Bring the other text to what says the same, in the same row of the screen."""
        view, other = (self.main, self.twin) if self._active == MAIN else (self.twin, self.main)
        if self.has_class("-twin") and view.is_shown and other.is_shown:
            line = view.line
            found = self._twins[self._active].of(Place(line.passage, line.start))
            self._near = not found.exact
            other.go(found.place, view.row)

    # What is said

    def _say_title(self, paper: Paper) -> None:
        title = paper.passages[0].document_title
        earlier = () if paper.document.is_newest else (tr("an earlier reading (F5: the newest)"),)
        self.query_one(TitleLine).say(tr("Reader"), *earlier, title)

    def _say_where(self) -> None:
        """Say on which number, page and heading the cursor is, and what was found there or is chosen."""
        view = self.view
        if view.is_shown:
            passage = view.passage
            parts = [passage.number, page(passage), *passage.headings]
            where = " › ".join(plain(part) for part in parts if part)
            self.query_one("#where", Static).update(Content(where), layout=False)
            self.query_one("#here", Static).update(Content(self._here(view)), layout=False)
            contents = self.query_one(Outline)
            if not contents.has_focus:
                contents.point_at(self.main.line.passage)

    def _here(self, view: PassageView) -> str:
        if view.is_choosing:
            return plural(
                "{count} word chosen: y copy · m make a promise · l link to a promise · Esc end",
                "{count} words chosen: y copy · m make a promise · l link to a promise · Esc end",
                view.words_chosen,
            )
        said = told(view.here)
        if self._near and self.has_class("-twin"):
            said.append(tr("the twin stands near: no passage of it is known to say the same"))
        return " · ".join(said)


def _paper(desk: Desk, version_id: int) -> Paper:
    return Paper.of(document(desk, version_id))


def _again(desk: Desk, paper: Paper) -> Paper:
    return paper.again(again(desk, paper.document))
