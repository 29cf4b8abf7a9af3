"""Plain frozen data that crosses from one room to another: what a reader hands over, what a tagger finds.

No session, no screen. Offsets are counted in Python characters (code points), half open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from corpus.codebook import (
    CommitmentKind,
    DocumentKind,
    Judgement,
    Lang,
    PassageKind,
    ProgressState,
    Relation,
    Response,
    Theme,
)

PASSAGE_BREAK = "\n\n"
"""A version's text is the text of its passages, in order, joined by this."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item, table row, provision or speech paragraph of one version.

    ``start`` and ``end`` are offsets in the version's text. ``headings`` is the path of headings above
    it, outermost first. ``number`` is its section or paragraph number as printed, such as "16(1)(c)".
    ``page_index`` counts pages from 0; ``page_label`` is what is printed on the page. ``lead`` holds the
    words of the provision or list introduction that govern it ("The Welsh Ministers must—").
    ``amends`` names the other Act that the text is inserted into, when it is a block amendment.
    ``dated`` is the passage's own date where it has one (a timeline's row, a speech).
    """

    text: str
    start: int
    end: int
    kind: PassageKind = PassageKind.PARAGRAPH
    headings: tuple[str, ...] = ()
    number: str = ""
    page_index: int | None = None
    page_label: str = ""
    lead: str = ""
    amends: str = ""
    speaker: str = ""
    role: str = ""
    spoken_at: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """One version of one work, as a reader found it.

    ``work`` identifies the work across its versions and languages ("asc/2025/1", a bulk ``id``); empty
    when the file does not say, and then its path stands in. ``source_id`` is the bulk ``id`` or ``""``.
    ``damaged`` counts characters that could not be decoded. ``warnings`` are sentences for the person.
    ``extra`` holds front matter the reader does not interpret (``basis``, for one).
    """

    title: str
    lang: Lang
    kind: DocumentKind
    passages: tuple[Passage, ...]
    reader: str
    work: str = ""
    source_id: str = ""
    issued: date | None = None
    publisher: str = ""
    url: str = ""
    page_count: int | None = None
    damaged: int = 0
    warnings: tuple[str, ...] = ()
    extra: dict[str, str] = field(default_factory=dict)
    issued_text: str = ""
    """The date as stated, where less than a day is known ("2014", "2014-05"); ``issued`` is then its last day."""
    part_of: str = ""
    """The ``work`` of the document that this one is attached to."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What its page says beside its text, whatever its language: ``status``, ``opens``, ``closes``, ``stage``."""

    @property
    def text(self) -> str:
        """The version's text, in which every passage stands at its offsets."""
        return PASSAGE_BREAK.join(passage.text for passage in self.passages)


def lay_out(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Give passages, built with ``start=end=0``, their offsets in the version's text; drop empty ones."""
    placed: list[Passage] = []
    at = 0
    for passage in passages:
        if not passage.text.strip():
            continue
        if placed:
            at += len(PASSAGE_BREAK)
        placed.append(replace(passage, start=at, end=at + len(passage.text)))
        at += len(passage.text)
    return tuple(placed)


@dataclass(frozen=True, slots=True)
class TaggedSource:
    """What a tagger is given: the passages of one version and what is known of the document around them."""

    title: str
    lang: Lang
    kind: DocumentKind
    passages: tuple[Passage, ...]
    issued: date | None = None
    publisher: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A figure that a case study reports.

    ``figure`` is as printed, with its sign ("30,000", "70%", "£2.6 million", "6.4:1", "zero"); ``unit`` is what it
    counts ("hours"), ``what`` the words around it, ``direction`` "up", "down" or "" where the text says neither.
    """

    figure: str
    unit: str = ""
    what: str = ""
    direction: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What the tagger says of a stretch of text: a proposal until a person decides.

    ``quote`` is the text at ``start:end`` of the version's text. ``passage`` is the index of the passage
    in ``TaggedSource.passages``. ``confidence`` is between 0 and 1. ``rule`` names the rule or model.
    """

    passage: int
    quote: str
    start: int
    end: int
    lang: Lang
    confidence: float
    rule: str
    themes: tuple[Theme, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentFinding(Finding):
    """A commitment, with its fields as words of the text; ``actor_body`` is the key of a known body.

    ``deadline`` is the date it falls due where that can be computed; ``deadline_text`` is as printed. ``amends``
    names the other Act that the words are inserted into: the commitment is that Act's.
    """

    kind: CommitmentKind
    actor: str = ""
    actor_body: str = ""
    action: str = ""
    beneficiary: str = ""
    deadline: date | None = None
    deadline_text: str = ""
    condition: str = ""
    amends: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressFinding(Finding):
    """A sentence that reports what has been, or is being, done; ``dated`` is the day it tells of, or was written on."""

    state: ProgressState
    actor: str = ""
    actor_body: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseFinding(Finding):
    """What the body addressed says of a recommendation; ``recommendation`` is its number as printed ("4", "12a")."""

    response: Response
    recommendation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeFinding(Finding):
    """A theme, at the words that show it."""

    theme: Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStudyFinding(Finding):
    """A named initiative or organisation doing something."""

    name: str
    place: str = ""
    sector: str = ""
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFinding(Finding):
    """A question that a consultation asks; ``number`` as printed ("4", "2.1").

    ``under`` is the number of the question that it is a part of.
    """

    number: str = ""
    under: str = ""


AnyFinding = CommitmentFinding | ProgressFinding | ResponseFinding | ThemeFinding | CaseStudyFinding | QuestionFinding
FindingName = Literal["commitment", "progress", "response", "theme", "case-study", "question"]


@dataclass(frozen=True, slots=True)
class LinkSubject:
    """The commitment that evidence is sought for, as the linker sees it."""

    quote: str
    action: str
    actor: str
    actor_body: str
    themes: tuple[Theme, ...]
    document_title: str
    issued: date | None


@dataclass(frozen=True, slots=True)
class LinkCandidate:
    """A passage that might bear on a commitment. ``score`` is the search engine's; ``dated`` the best date known."""

    passage_id: int
    text: str
    document_title: str
    document_kind: DocumentKind
    publisher: str
    dated: date | None
    themes: tuple[Theme, ...]
    is_case_study: bool
    is_commitment: bool
    score: float


@dataclass(frozen=True, slots=True)
class LinkSuggestion:
    """A proposed evidence link: the stretch ``start:end`` of the candidate passage's own text, and why.

    ``score`` is between 0 and 1. ``reasons`` are short phrases a person can check.
    """

    passage_id: int
    start: int
    end: int
    relation: Relation
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A recommendation that an answer is sought to; ``number`` as printed, without brackets, or empty."""

    quote: str
    number: str
    actor_body: str
    document_title: str
    issued: date | None


@dataclass(frozen=True, slots=True)
class ReplyCandidate:
    """A passage that may answer a recommendation, with what stands around it.

    ``text`` is the whole answer: the passage and what follows under its headings. ``before`` are the texts just before
    it, in which a recommendation may be repeated. ``recommendation`` is the number that the passage was read to answer,
    ``response`` what it was read to say of it, where it was.
    """

    passage_id: int
    text: str
    headings: tuple[str, ...]
    before: tuple[str, ...]
    lead: str
    number: str
    document_title: str
    publisher: str
    lang: Lang
    dated: date | None
    recommendation: str = ""
    response: Response | None = None


@dataclass(frozen=True, slots=True)
class ReplySuggestion:
    """A proposed answer to a recommendation. ``score`` is between 0 and 1, ``reasons`` are phrases to check."""

    passage_id: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StatusSign:
    """Something on a commitment's timeline that bears on its status; ``ref`` names it.

    ``relation`` is that of a piece of evidence, ``response`` what an answer says. ``accepted`` says that a person took
    it to be about the commitment; ``by_maker`` that they are the words of whoever promised. ``score`` is between 0 and
    1.
    """

    ref: str
    dated: date | None
    relation: Relation | None = None
    response: Response | None = None
    state: ProgressState | None = None
    accepted: bool = False
    by_maker: bool = False
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class StatusSubject:
    """A commitment whose status is to be suggested, on a day; ``searches`` are refs of recorded searches in vain."""

    ref: str
    kind: CommitmentKind
    issued: date | None
    deadline: date | None
    on: date
    searches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SuggestedStatus:
    """What a judgement might be, as the program sees it: never recorded, never counted.

    ``value`` is a word of the codebook, or empty where there is nothing to be said and ``do`` says what would help.
    ``reasons`` are sentences that name refs. ``self_reported`` says that it rests on the promiser's own word alone.
    """

    judgement: Judgement
    value: str
    score: float
    reasons: tuple[str, ...]
    evidence: tuple[str, ...] = ()
    self_reported: bool = False
    do: str = ""
