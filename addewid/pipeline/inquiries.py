"""How well answers are found: recommendations of UK inquiries, and what the government answered, in one corpus.

Others aligned the pairs by a machine. What is measured is what a timeline runs: the index finds, the matcher ranks.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from addewid.narrator import Narrator
from addewid.paths import Paths
from addewid.pipeline.answers import answers, searching
from addewid.workspace import Workspace
from corpus import commitments, findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Lang, PassageKind
from corpus.errors import UsageProblem
from corpus.models import Capture
from corpus.rows import CommitmentFilter
from corpus.types import CommitmentFinding, Passage, ReadDocument, lay_out

BESIDE = Path(__file__).parents[2].parent / "shared" / "data" / "promises" / "uk_inquiries"
"""Where the workbooks are looked for; they do not come with Addewid."""

AMONG = 10
"""Answers among which the right one is looked for."""

ALL = "all"
"""What all inquiries together go by."""


class Told(StrEnum):
    """What the documents say beside the words of recommendation and answer."""

    NUMBERS_AND_TITLES = "numbers and titles as printed"
    NUMBERS = "numbers as printed, no titles"
    TITLES = "titles as printed, no numbers"
    WORDS = "words alone"

    @property
    def numbers(self) -> bool:
        """Whether recommendations and answers bear their numbers."""
        return self in (Told.NUMBERS_AND_TITLES, Told.NUMBERS)

    @property
    def titles(self) -> bool:
        """Whether documents bear their titles."""
        return self in (Told.NUMBERS_AND_TITLES, Told.TITLES)


@dataclass(frozen=True, slots=True)
class Pair:
    """A recommendation of an inquiry and the answer to it, with their numbers and titles as printed."""

    inquiry: str
    number: str
    asked: str
    asked_title: str
    answered_number: str
    answer: str
    answer_title: str


@dataclass(slots=True)
class Ranked:
    """Of how many recommendations the right answer came first, and among the first ten."""

    pairs: int = 0
    first: int = 0
    among_ten: int = 0

    def count(self, rank: int | None) -> None:
        """Take in the rank, from 0, of one right answer; None where it was not found."""
        self.pairs += 1
        self.first += rank == 0
        self.among_ten += rank is not None


def pairs(folder: Path) -> list[Pair]:
    """The pairs of all workbooks of a folder. Raises UsageProblem where there is none, or they cannot be read."""
    try:
        from training.inquiries import table
    except ModuleNotFoundError as missing:
        raise UsageProblem("Workbooks are read by Addewid’s source only; run this in a checkout.") from missing
    found = [_pair(book, row) for book in sorted(folder.glob("*.xlsx")) for row in table(book)]
    if not found:
        raise UsageProblem(f"{folder} holds no workbook of recommendations and answers (.xlsx).")
    return found


def _pair(book: Path, row: dict[str, str]) -> Pair:
    try:
        return Pair(
            inquiry=book.stem.removeprefix("CWdatasets__SupportiveInfo__").split("_Recommendations")[0],
            number=row["Rec ID"],
            asked=row["Rec Extracted"],
            asked_title=row["Rec File Title"],
            answered_number=row["Res ID"],
            answer=row["Res Extracted"],
            answer_title=row["Res File Title"],
        )
    except KeyError as missing:
        raise UsageProblem(f"{book} has no column {missing}; it is no workbook of recommendations.") from missing


def of_inquiries(found: Sequence[Pair], told: Told, advance: Callable[[], None]) -> dict[str, Ranked]:
    """The figures by inquiry, and of ``ALL``: all inquiries stand in one corpus."""
    figures: dict[str, Ranked] = defaultdict(Ranked)
    with _corpus(found, told) as workspace, workspace.corpus.read() as session:
        search = searching(workspace.index)
        refs = {row.quote: row.ref for row in commitments.listing(session, CommitmentFilter())}
        for pair in found:
            detail = commitments.get(session, refs[pair.asked.strip()])
            ranked = [each.passage.text for each in answers(session, detail, search)[:AMONG]]
            right = pair.answer.strip()
            rank = ranked.index(right) if right in ranked else None
            for name in (pair.inquiry, ALL):
                figures[name].count(rank)
            advance()
    return dict(figures)


@contextmanager
def _corpus(found: Sequence[Pair], told: Told) -> Iterator[Workspace]:
    """A corpus of the reports and responses of all inquiries, in a temporary folder."""
    with TemporaryDirectory() as name:
        workspace = Workspace(Paths(Path(name)), Narrator(quiet=True))
        try:
            with workspace.corpus.write() as session:
                for inquiry in dict.fromkeys(pair.inquiry for pair in found):
                    _put_inquiry(session, [pair for pair in found if pair.inquiry == inquiry], told)
            workspace.index.update()
            yield workspace
        finally:
            workspace.close()


def _put_inquiry(session: Session, of_one: Sequence[Pair], told: Told) -> None:
    """Its report, each recommendation a commitment, and its response; an answer to several stands there once."""
    asked = [(pair.number if told.numbers else "", pair.asked) for pair in of_one]
    replied = dict.fromkeys((pair.answered_number if told.numbers else "", pair.answer) for pair in of_one)
    first = of_one[0]
    report = _document(first.inquiry, DocumentKind.COMMITTEE_REPORT, first.asked_title if told.titles else "A", asked)
    response = _document(
        f"{first.inquiry}-response",
        DocumentKind.GOVERNMENT_RESPONSE,
        first.answer_title if told.titles else "B",
        list(replied),
    )
    findings.keep(session, _put(session, report).version_id, _recommendations(report), "measured")
    _put(session, response)


def _document(work: str, kind: DocumentKind, title: str, parts: Sequence[tuple[str, str]]) -> ReadDocument:
    """A document of passages, each under a heading with its number where it has one."""
    passages: list[Passage] = []
    for number, text in parts:
        heading = f"Recommendation {number}"
        if number:
            passages.append(Passage(heading, 0, 0, kind=PassageKind.HEADING))
        passages.append(Passage(text.strip(), 0, 0, headings=(heading,) if number else ()))
    return ReadDocument(title=title, lang=Lang.EN, kind=kind, passages=lay_out(passages), reader="measured", work=work)


def _recommendations(report: ReadDocument) -> Iterator[CommitmentFinding]:
    for number, passage in enumerate(report.passages):
        if passage.kind is not PassageKind.HEADING:
            yield CommitmentFinding(
                passage=number,
                quote=passage.text,
                start=passage.start,
                end=passage.end,
                lang=report.lang,
                confidence=1.0,
                rule="measured",
                kind=CommitmentKind.RECOMMENDATION,
            )


def _put(session: Session, read: ReadDocument) -> versions.Added:
    capture = Capture(
        sha256="",
        size=len(read.text),
        media_type="text/plain",
        address=read.work,
        captured_at=datetime.now(UTC),
        archive="",
        archive_offset=0,
        archive_length=0,
        complete=True,
    )
    session.add(capture)
    session.flush()
    return versions.add(session, read, capture=capture, fallback=read.work)
