"""Words as a page quotes them: in their passage, cut where it is long, with where they stand and where to read them."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from corpus import captured
from corpus.codebook import AnchorOutcome, Lang
from corpus.rows import PassageRow, Quotation
from publish.citations.told import address, citation
from publish.rights import Rights

LONGEST = 3_000
"""Characters of a quotation that a page shows."""
BESIDE = 1_200
"""Characters of its passage that a page shows on either side."""
NEIGHBOUR = 600
"""Characters of each passage around it that a page shows."""

CUT = "…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words, what stands ``before`` and ``after`` them in their passage, and the passages ``above`` and ``below``."""

    words: str
    before: str
    after: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    lang: Lang
    citation: str
    address: str
    outcome: AnchorOutcome
    short: bool
    """Whether the document may only be quoted briefly."""


class Quoter:
    """Quotes as the rights in each document allow."""

    def __init__(self, session: Session, rights: Rights) -> None:
        self._session = session
        self._rights = rights
        self._captured: dict[int, date | None] = {}

    def quoted(self, quotation: Quotation, context: tuple[PassageRow, ...] = ()) -> Quoted:
        """A quotation; ``context`` is its passage with those around it."""
        passage = quotation.passage
        whole = self._rights.whole(passage.document_key)
        words = self._rights.words(passage.document_key, passage.text[quotation.start : quotation.end])
        above = [row for row in context if row.ordinal < passage.ordinal] if whole else []
        below = [row for row in context if row.ordinal > passage.ordinal] if whole else []
        return Quoted(
            words=beginning(words, LONGEST),
            before=end(passage.text[: quotation.start], BESIDE) if whole else "",
            after=beginning(passage.text[quotation.end :], BESIDE) if whole else "",
            above=tuple(end(row.text, NEIGHBOUR) for row in above),
            below=tuple(beginning(row.text, NEIGHBOUR) for row in below),
            lang=passage.lang,
            citation=citation(passage, self.captured(passage.version_id)),
            address=address(passage),
            outcome=quotation.outcome,
            short=not whole,
        )

    def twin(self, passage: PassageRow) -> Quoted:
        """A passage that says the same in the other language; which words of it do is not known."""
        whole = self.quoted(Quotation(passage.text, 0, len(passage.text), AnchorOutcome.FOUND, passage))
        return replace(whole, words="", before=whole.words)

    def captured(self, version_id: int) -> date | None:
        """The day on which a version was taken from its address."""
        if version_id not in self._captured:
            self._captured[version_id] = captured.day(self._session, version_id)
        return self._captured[version_id]


def beginning(text: str, most: int) -> str:
    """A text, or its beginning, cut after a word."""
    if len(text) <= most:
        return text
    return (text[:most].rsplit(maxsplit=1) or [""])[0].rstrip() + CUT


def end(text: str, most: int) -> str:
    """A text, or its end, cut before a word."""
    if len(text) <= most:
        return text
    return CUT + (text[-most:].split(maxsplit=1) or [""])[-1].lstrip()
