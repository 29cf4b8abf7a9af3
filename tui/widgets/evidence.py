"""The evidence for a promise: each quotation with how it bears, what was decided, and why it was suggested."""

from collections.abc import Sequence

from textual.content import Content

from corpus.codebook import LinkState
from corpus.language import tr, when
from corpus.reasons import told
from corpus.rows import EvidenceRow, PassageRow, Quotation
from tui import words
from tui.text import around, marked, plain, toned
from tui.tones import Tone
from tui.widgets.entries import Entries

LONGEST = 420
"""Characters of a quotation shown in the list; the reader has the rest."""


def source(passage: PassageRow) -> str:
    """Where a passage stands, and from when: "Annual report, p. 12 · 3 May 2024"."""
    dated = when(passage.when)
    return f"{plain(passage.document_title)}, {plain(passage.place)}{f' · {dated}' if dated else ''}"


def said(quotation: Quotation, longest: int = LONGEST) -> Content:
    """A quotation marked in its passage, as much of it as a list has room for."""
    text, start, end = around(quotation.passage.text, quotation.start, quotation.end, longest)
    return marked(text.replace("\n", " "), [(start, end, Tone.QUOTED)])


def why(reasons: Sequence[str]) -> Content:
    """Why the program thinks so."""
    return toned(tr("Why: {reasons}", reasons="; ".join(map(told, reasons))), Tone.QUIET)


def entry(link: EvidenceRow) -> Content:
    """One piece of evidence as the lines of a list."""
    state = words.LINK_STATES[link.state]
    relation = tr(words.RELATIONS[link.relation])
    head = Content.assemble((str(state), state.tone), " · ", (relation, Tone.STRONG), _match(link))
    lines = [head, toned(source(link.quotation.passage), Tone.LABEL), said(link.quotation)]
    doubt = words.doubt(link.quotation.outcome)
    if doubt:
        lines.append(toned(doubt, Tone.BAD))
    if link.reasons:
        lines.append(why(link.reasons))
    if link.decided_by:
        lines.append(toned(_decided(link), Tone.QUIET))
    return Content("\n").join(lines)


def _decided(link: EvidenceRow) -> str:
    who = plain(link.decided_by)
    if link.state is LinkState.ACCEPTED:
        return tr("Accepted by {who}", who=who)
    return tr("Rejected by {who}", who=who)


def _match(link: EvidenceRow) -> str:
    if link.state is not LinkState.SUGGESTED:
        return ""
    return f" · {words.match(link.score)}"


class EvidenceList(Entries[EvidenceRow]):
    """All evidence of one promise; the highlight stays on the same link when the list is shown again."""

    def __init__(self) -> None:
        super().__init__(id="evidence")

    def show(self, links: Sequence[EvidenceRow]) -> None:
        """Show these links in their order."""
        self.fill((link.ref, link, entry(link)) for link in links)
