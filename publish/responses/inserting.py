"""What is put into a response: a quotation with its citation, and what people decided became of a promise.

Nothing else: that words stand somewhere, or that the program found them, is no claim of the writer's.
"""

from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import AnchorOutcome, Delivery, Lang
from corpus.language import speaking
from corpus.rows import CommitmentRow, PassageRow, Quotation
from corpus.wording import name
from publish.citations import locators, pandoc_citation
from publish.escaping import markdown
from publish.responses.form import Quoted
from publish.responses.front import TAGS
from publish.responses.sources import Source

LONGEST_IN_LINE = 40
"""Words of a quotation within a sentence; a longer one is set apart."""

_DOUBLE_MARKS = '“”„«»"″'


def quotation_markdown(session: Session, quotation: Quotation, lang: Lang) -> str:
    """A quotation with its citation, as Markdown for a response in ``lang``; it says nothing else.

    Within curly marks, or set apart where it is long or holds double marks itself. Words of the other language are
    marked as such. Where the document repeats the words and prints no place, passages are counted: "¶ 7".
    """
    passage, words = quotation.passage, " ".join(quotation.exact.split())
    shown = markdown(words)
    if passage.lang is not lang:
        shown = f"[{shown}]{{lang={TAGS[passage.lang]}}}"
    citation = _citation(session, quotation, lang)
    if len(words.split()) > LONGEST_IN_LINE or any(mark in words for mark in _DOUBLE_MARKS):
        return f"> {shown} {citation}"
    return f"“{shown}” {citation}"


def status_markdown(row: CommitmentRow, lang: Lang) -> str:
    """What people decided became of a promise, as a statement that is checked; "" where nobody decided."""
    if row.delivery is Delivery.NOT_ASSESSED or row.refused or row.withdrawn:
        return ""
    with speaking(lang):
        return f"[{markdown(name(row.delivery))}]{{.status promise={row.ref} delivery={row.delivery}}}"


def of_passage(passage: PassageRow, start: int, end: int) -> Quotation:
    """The words ``start:end`` of a passage as a quotation."""
    return Quotation(passage.text[start:end], start, end, AnchorOutcome.FOUND, passage)


def _citation(session: Session, quotation: Quotation, lang: Lang) -> str:
    passage = quotation.passage
    if locators.of(passage, lang):
        return pandoc_citation(passage, lang)
    source = Source(documents.passages(session, passage.version_id))
    repeated = len(source.stands(Quoted(quotation.exact, 1))) > 1
    return pandoc_citation(passage, lang, otherwise=f"¶ {passage.ordinal + 1}" if repeated else "")
