"""What a question may be answered with: words of promises, case studies and passages, each with what is known of it."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content

from corpus.language import msg, tr
from tui import words
from tui.deeds import deed
from tui.desk.drafts import Offer
from tui.text import toned
from tui.tones import Tone
from tui.widgets import evidence
from tui.widgets.entries import Entries

LONGEST = 260
"""Letters of a quotation that are shown; all of it is put into the text."""


class Offers(Entries[Offer]):
    """Words that may be quoted. Nothing of it is in the draft before a person puts it there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("enter", "select", msg("Quote"), msg("Put the quotation under the highlight into the text"), id="quote")
    ]

    def __init__(self) -> None:
        super().__init__(id="offers")

    def show(self, offers: Sequence[Offer]) -> None:
        """Show these in their order."""
        once = {offer.key: offer for offer in offers}
        self.fill((key, offer, entry(offer)) for key, offer in once.items())


def entry(offer: Offer) -> Content:
    """What it is and how it stands, its words, and where they are."""
    lines = [_head(offer), evidence.said(offer.quotation, LONGEST)]
    doubt = words.doubt(offer.quotation.outcome)
    if doubt:
        lines.append(toned(doubt, Tone.BAD))
    lines.append(toned(evidence.source(offer.quotation.passage), Tone.LABEL))
    return Content("\n").join(lines)


def _head(offer: Offer) -> Content:
    if offer.promise is None:
        return Content.styled(tr("Case study") if offer.study else tr("Passage"), Tone.STRONG)
    return Content.assemble((tr("Promise"), Tone.STRONG), " · ", *_status(offer))


def _status(offer: Offer) -> list[Content]:
    """What became of the promise, as the account has it, and whether a person said so."""
    assert offer.promise is not None  # noqa: S101  asked of promises alone
    said = words.DELIVERIES[offer.promise.delivery]
    if not offer.decided:
        told = Content.styled(tr(said.means), said.tone)
        return [Content.assemble((f"{said.symbol} ", said.tone), told), *_overdue(offer)]
    who = tr("a person decided")
    if offer.promise.self_reported:
        who = tr("a person decided, on the word of whoever promised it")
    return [Content.styled(str(said), said.tone), Content.assemble(" · ", (who, Tone.QUIET)), *_overdue(offer)]


def _overdue(offer: Offer) -> list[Content]:
    assert offer.promise is not None  # noqa: S101
    return [Content.assemble(" · ", (tr("overdue"), Tone.BAD))] if offer.promise.overdue else []
