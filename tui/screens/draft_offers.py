"""What a question of a draft may be answered with: offered beside the text, and put into it by a person's hand."""

from abc import abstractmethod
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from corpus.codebook import Lang
from corpus.errors import AddewidError
from corpus.language import msg, tr
from corpus.rows import Quotation
from publish.responses.form import Draft, Question
from tui.background import in_background, report, sentence
from tui.deeds import deed
from tui.desk import Desk, drafts
from tui.desk.drafts import Offer
from tui.latest import Latest
from tui.messages import OpenReader
from tui.screens.draft_saving import DraftSavingScreen
from tui.widgets.line import Line
from tui.widgets.offers import Offers


class OfferingScreen(DraftSavingScreen):
    """A screen on which evidence is offered for the question that the cursor of the text is in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("s", "insert_status", msg("State it"), msg("State what became of the promise"), id="state"),
        deed("d", "open_document", msg("Read"), msg("Read what is under the highlight in its document")),
        deed(
            "ctrl+o", "insert", msg("Quote"), msg("Put the quotation under the highlight into the text"), priority=True
        ),
        deed("ctrl+l", "insert_status", msg("State what became of the promise"), show=False, priority=True),
    ]

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk, path)
        self._draft: Draft | None = None
        self._question: Question | None = None
        self._words = ""
        self._offering = Latest(self, "offers")

    @abstractmethod
    def action_pane(self, pane: str) -> None:
        """Go to a part of the screen."""

    @property
    def _lang(self) -> Lang:
        return self._draft.meta.lang if self._draft else Lang.EN

    def _offer(self) -> None:
        """Read what has the words asked for, or else what is near the question."""
        words, question = self._words, self._question
        if words:
            self._offering.run(partial(drafts.found, self._desk, words), self._show_offers, self._refused)
        elif question is None:
            self._offering.drop()
            self._show_offers(())
        else:
            asked, key = question.text or question.heading, self._draft.meta.consultation if self._draft else ""
            read = partial(drafts.suggested, self._desk, asked, self._lang, key)
            self._offering.run(read, self._show_offers, self._refused)

    def _show_offers(self, offers: tuple[Offer, ...]) -> None:
        self.query_one(Offers).show(offers)
        self.set_class(not offers, "-no-offers")
        if self._words:
            title, nothing = tr("Evidence found"), tr("Nothing has these words.")
        elif self._question is None:
            title, nothing = tr("Evidence"), tr("Go into a question, or press / and type words.")
        else:
            title, nothing = tr("Evidence suggested"), tr("Nothing near this question was found; / finds by words.")
        self.query_one("#offers-side").border_title = title
        self.query_one("#no-offers", Static).update(nothing)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, AddewidError) or not self._words:
            report(self, error)
        self.query_one(Offers).show(())
        self.set_class(True, "-no-offers")
        self.query_one("#no-offers", Static).update(Content(sentence(error)))

    @on(Line.Changed, "#offer-words")
    def find_words(self, message: Line.Changed) -> None:
        """Offer what has the words typed."""
        if message.value.strip() != self._words:
            self._words = message.value.strip()
            self._offer()

    @on(Line.Submitted, "#offer-words")
    def go_to_offers(self) -> None:
        """Go on to what was found."""
        self.query_one(Offers).focus()

    def quotation(self) -> Quotation | None:
        """The words under the highlight of the evidence."""
        offer = self.query_one(Offers).current
        return offer.quotation if offer else None

    @on(OptionList.OptionSelected, "#offers")
    def action_insert(self) -> None:
        """Put the quotation under the highlight, with its citation, at the cursor of the text."""
        offer = self._highlighted
        if offer is not None:
            in_background(self, partial(drafts.quoted, self._desk, offer, self._lang), self._put, group="insert")

    def action_insert_status(self) -> None:
        """State what became of the promise under the highlight, where a person has decided it."""
        offer = self._highlighted
        if offer is not None:
            in_background(self, partial(drafts.status, offer, self._lang), self._put, group="insert")

    @property
    def _highlighted(self) -> Offer | None:
        """What is under the highlight of the evidence, where there is a text to put it into."""
        offer = self.query_one(Offers).current
        if offer is None or self._held is None:
            self.notify(tr("There is no evidence under the highlight; F4 goes to it."), severity="warning")
            return None
        return offer

    def _put(self, words: str) -> None:
        self.editor.put_in(words)
        self.action_pane("text")

    def action_open_document(self) -> None:
        """Read what is under the highlight in its document."""
        quotation = self.quotation()
        if quotation is not None:
            passage = quotation.passage
            self.post_message(OpenReader(passage.version_id, passage.ordinal, quotation.start, quotation.end))
