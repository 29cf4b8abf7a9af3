"""Drafts: the files there are, beginning one, what its questions may be answered with, checking and building it."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from corpus import commitments, consultations, documents, studies
from corpus.codebook import AnchorOutcome, Delivery, Lang
from corpus.consultations import ConsultationRow
from corpus.errors import NotFound, UsageProblem
from corpus.rows import CommitmentFilter, CommitmentRow, PassageRow, Quotation
from corpus.studies import StudyFilter, StudyRow
from publish.responses import checking, folder, form, making, pictured, suggesting
from publish.responses.checked import Checked
from publish.responses.folder import DraftFile
from publish.responses.form import Draft
from publish.rights import rights
from tui.desk import Desk, Window
from tui.drafting.unsaved import Unsaved

if TYPE_CHECKING:
    from publish.responses.building import Built

OFFERED = 12
"""Promises, case studies or passages that are offered at a time, of each."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
WHOLE = 600
"""Letters of a passage that is quoted whole; of a longer one, the sentence that was found."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A draft of the folder, with its consultation's title, and since when words of it wait to be saved, if any do."""

    file: DraftFile
    consultation: str
    since: datetime | None


@dataclass(frozen=True, slots=True)
class Beginning:
    """A draft to be begun: ``words`` is the budget of the whole, 0 for none; ``twin`` is one in the other language."""

    consultation: str
    lang: Lang
    words: int
    deadline: date | None
    twin: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Words that may bear on a question: a promise's, a case study's, or only a passage's. Nobody said that they do."""

    quotation: Quotation
    promise: CommitmentRow | None = None
    study: StudyRow | None = None

    @property
    def key(self) -> str:
        """What it is told from others by."""
        return f"{self.quotation.passage.ref}:{self.quotation.start}:{self.promise.ref if self.promise else ''}"

    @property
    def decided(self) -> bool:
        """Whether a person has said what became of the promise."""
        return self.promise is not None and self.promise.delivery is not Delivery.NOT_ASSESSED


def listing(desk: Desk) -> Window[Listed]:
    """All drafts, as the folder has them; and what is kept of each that is not saved."""
    unsaved, titles = Unsaved(desk.unsaved), dict[str, str]()
    files = folder.listing(desk.drafts) if desk.drafts is not None else []
    with desk.corpus.read() as session:
        for key in {file.consultation for file in files}:
            try:
                titles[key] = documents.get(session, key).title if key else ""
            except NotFound:  # another corpus may have it
                titles[key] = key
    rows = tuple(Listed(file, titles[file.consultation], unsaved.since(file.path)) for file in files)
    return Window(len(rows), 0, rows)


def papers(desk: Desk, words: str) -> Window[ConsultationRow]:
    """The papers that can be answered, those that ask questions first."""
    with desk.corpus.read() as session:
        rows = tuple(consultations.listing(session, words))
    return Window(len(rows), 0, rows)


def begin(desk: Desk, asked: Beginning) -> Path:
    """Make the files of a draft. Returns the one in the language asked. Raises AddewidError."""
    if desk.drafts is None:
        raise UsageProblem("The app was opened with no folder for drafts; start it as addewid.")
    with desk.corpus.read() as session:
        made = making.new(
            session,
            asked.consultation,
            desk.drafts,
            lang=asked.lang,
            words=asked.words or None,
            deadline=asked.deadline,
            twin=asked.twin,
        )
    return made[0]


# What a question may be answered with


def suggested(desk: Desk, question: str, lang: Lang, consultation: str) -> tuple[Offer, ...]:
    """Promises and case studies that the program finds near a question. It says no more of them than that."""
    with desk.corpus.read() as session:
        found = suggesting.suggest(
            session, desk.index, question, lang, on=desk.today(), limit=OFFERED, consultation=consultation
        )
        promises = [Offer(each.quotation, promise=each.row) for each in found.promises]
    return (*promises, *map(_of_study, found.studies))


def found(desk: Desk, words: str) -> tuple[Offer, ...]:
    """Promises, case studies and passages that have these words. Raises QueryProblem for odd ones."""
    with desk.corpus.read() as session:
        wanted = CommitmentFilter(text=words, on=desk.today())
        rows = commitments.listing(session, wanted, limit=OFFERED)
        promises = [Offer(commitments.quotation(session, row.ref), promise=row) for row in rows]
        told = studies.listing(session, StudyFilter(text=words), limit=OFFERED)
    known = {(offer.quotation.passage.id) for offer in promises} | {row.passage.id for row in told}
    hits = desk.index.search(words, limit=OFFERED).hits
    passages = [Offer(_of_hit(hit.passage, words)) for hit in hits if hit.passage.id not in known]
    return (*promises, *map(_of_study, told), *passages)


def _of_study(row: StudyRow) -> Offer:
    exact = row.passage.text[row.start : row.end]
    return Offer(Quotation(exact, row.start, row.end, AnchorOutcome.FOUND, row.passage), study=row)


def _of_hit(passage: PassageRow, words: str) -> Quotation:
    """The words of a passage that are quoted: all, or of a long one the sentence that has the first of those asked."""
    text, start, end = passage.text, 0, len(passage.text)
    if end > WHOLE:
        asked = [word for word in re.findall(r"\w+", words.casefold()) if len(word) > 2]
        lowered = text.lower()
        at = min((there for word in asked if (there := lowered.find(word)) >= 0), default=0)
        start = max((there.end() for there in _SENTENCE.finditer(text, 0, at + 1)), default=0)
        following = _SENTENCE.search(text, at)
        end = following.start() if following else len(text)
    return Quotation(text[start:end], start, end, AnchorOutcome.FOUND, passage)


def quoted(desk: Desk, offer: Offer, lang: Lang) -> str:
    """The words of an offer as they stand in a draft of a language, with their citation."""
    with desk.corpus.read() as session:
        return suggesting.quotation_markdown(session, offer.quotation, lang)


def status(offer: Offer, lang: Lang) -> str:
    """What became of the promise, as a person decided it. Raises UsageProblem where nobody has."""
    said = suggesting.status_markdown(offer.promise, lang) if offer.promise is not None else ""
    if not said:
        raise UsageProblem("Nobody has decided what became of it, so there is nothing to state.")
    return said


# The draft itself


def read(text: str) -> Draft:
    """A draft as it is understood."""
    return form.parse(text)


def check(desk: Desk, path: Path, text: str) -> Checked:
    """Everything that a draft says, held against its sources and the account of today."""
    draft, own = form.parse(text), folder.references(path)
    with desk.corpus.read() as session:
        allowed = rights(session, desk.short_quotations)
        found = checking.check(session, draft, references=own, on=desk.today(), rights=allowed)
    return pictured.checked(found, text, path.parent)


def build(desk: Desk, path: Path, to: str, output: Path, *, style: str, despite: bool) -> "Built":
    """Make a document of the draft in a file. Raises CheckFailed, and AddewidError where it cannot be written."""
    from publish.responses import building

    with desk.corpus.read() as session:
        allowed = rights(session, desk.short_quotations)
        return building.build(session, path, to, output, style=style, despite=despite, on=desk.today(), rights=allowed)
