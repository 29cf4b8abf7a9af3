"""The evidence for a promise: each quotation with how it bears, what was decided, and why it was suggested."""

from collections.abc import Sequence
from datetime import date

from textual import events
from textual.content import Content
from textual.widgets.option_list import Option

from corpus.codebook import LinkState
from corpus.rows import EvidenceRow, PassageRow, Quotation
from tui import words
from tui.text import around, marked, plain, toned
from tui.tones import Tone
from tui.widgets.lists import Options

LONGEST = 420
"""Characters of a quotation shown in the list; the reader has the rest."""


def dated(passage: PassageRow) -> date | None:
    """The date of what is quoted: the passage's own, or its document's."""
    return passage.dated or passage.issued


def source(passage: PassageRow) -> str:
    """Where a passage stands, and from when: "Annual report, p. 12 · 3 May 2024"."""
    when = words.when(passage.when)
    return f"{plain(passage.document_title)}, {passage.place}{f' · {when}' if when else ''}"


def said(quotation: Quotation) -> Content:
    """A quotation marked in its passage, as much of it as a list has room for."""
    text, start, end = around(quotation.passage.text, quotation.start, quotation.end, LONGEST)
    return marked(text.replace("\n", " "), [(start, end, Tone.QUOTED)])


def entry(link: EvidenceRow) -> Content:
    """One piece of evidence as the lines of a list."""
    state = words.LINK_STATES[link.state]
    head = Content.assemble(
        (str(state), state.tone), " · ", (words.RELATIONS[link.relation], Tone.STRONG), _match(link)
    )
    lines = [head, toned(source(link.quotation.passage), Tone.LABEL), said(link.quotation)]
    doubt = words.doubt(link.quotation.outcome)
    if doubt:
        lines.append(toned(doubt, Tone.BAD))
    if link.reasons:
        lines.append(toned("Why: " + "; ".join(link.reasons), Tone.QUIET))
    if link.decided_by:
        lines.append(toned(f"{state.word.capitalize()} by {link.decided_by}", Tone.QUIET))
    return Content("\n").join(lines)


def _match(link: EvidenceRow) -> str:
    return f" · match {words.percent(link.score)}" if link.state is LinkState.SUGGESTED else ""


class EvidenceList(Options):
    """All evidence of one promise; the highlight stays on the same link when the list is shown again."""

    def __init__(self) -> None:
        super().__init__(id="evidence", markup=False)
        self._links: dict[str, EvidenceRow] = {}

    @property
    def current(self) -> EvidenceRow | None:
        """The link under the highlight."""
        option = self.highlighted_option
        return self._links.get(option.id or "") if option else None

    def on_click(self, event: events.Click) -> None:
        """Highlight what is clicked, so that it can be decided on; a second click opens it."""
        clicked = event.style.meta.get("option")
        if clicked is not None:
            event.prevent_default()
            self.highlighted = clicked
            if event.chain > 1:
                self.action_select()

    def show(self, links: Sequence[EvidenceRow]) -> None:
        """Show these links in their order."""
        before = self.current
        self._links = {link.ref: link for link in links}
        self.clear_options()
        for number, link in enumerate(links):
            self.add_options([None] if number else [])
            self.add_option(Option(entry(link), id=link.ref))
        if links:
            refs = list(self._links)
            self.highlighted = refs.index(before.ref) if before and before.ref in refs else 0
