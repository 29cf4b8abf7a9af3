"""Where a passage stands by what is printed there: the number of a provision or paragraph, its Schedule, its page."""

import re
from dataclasses import dataclass

from corpus.codebook import DocumentKind, PassageKind
from corpus.rows import PassageRow
from publish.citations.labels import Label
from publish.citations.text import one_line

LAW = frozenset({DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STATUTORY_INSTRUMENT})
SPOKEN = frozenset({DocumentKind.RECORD, DocumentKind.STATEMENT, DocumentKind.WRITTEN_QUESTION, DocumentKind.MOTION})
"""What is numbered there are contributions, questions and motions, not paragraphs."""

_NUMBER = r"[A-Z]{0,2}\d[\w.]*(?:\(\w+\))*"
_PLAIN = re.compile(_NUMBER)
_SCHEDULED = re.compile(rf"(?:Schedule|Atodlen)(?: (?P<which>\w+))? (?:paragraph|paragraff) (?P<number>{_NUMBER})")
_WORDED = re.compile(r"[^\W\d_]+ \d\w*(?:\(\w+\))*")
_PAGE = re.compile(r"\w+(?:[./-]\w+)*")
_LONGEST_PAGE = 20
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3]):([0-5]\d)")
_LETTERED = re.compile(r"[A-Z]+\d|\d+[A-Z]")

_INSTRUMENTS = (
    (re.compile(r"\b(?:Order|Gorchymyn)\b"), Label.ARTICLE),
    (re.compile(r"\b(?:Rules|Rheolau)\b"), Label.RULE),
    (re.compile(r"\b(?:Regulations|Rheoliadau)\b"), Label.REGULATION),
)
"""What the provisions of an instrument are called, by its title."""

_AMENDING = re.compile(
    r"\b(?:insert|substitute|omit|repeal|mewnosod\w*|fewnosod\w*|hepgor\w*|rhodd\w*|rodd\w*|yn lle)\b", re.IGNORECASE
)
"""Words of a provision that changes another enactment, and are not themselves put into it."""


@dataclass(frozen=True, slots=True)
class Place:
    """The number of a provision or paragraph, and of what; ``schedule`` is what it is in, where that has a number.

    ``worded`` is a number that says itself what it is of ("Standard 145(a)"). Empty where nothing is printed.
    """

    label: Label | None = None
    number: str = ""
    schedule: str = ""
    worded: str = ""
    page: str = ""
    clock: str = ""


def place(passage: PassageRow) -> Place:
    """Where a passage stands."""
    number = one_line(passage.number).rstrip(".")
    page = _page(passage)
    if passage.document_kind in SPOKEN:
        found = _CLOCK.search(passage.spoken_at)
        return Place(page=page, clock=f"{int(found[1]):02}:{found[2]}" if found else "")
    if in_schedule := _SCHEDULED.fullmatch(number):
        return Place(Label.PARAGRAPH, in_schedule["number"], in_schedule["which"] or "", page=page)
    if _PLAIN.fullmatch(number):
        return Place(_label(passage), number, page=page)
    return Place(worded=number if _WORDED.fullmatch(number) else "", page=page)


def inserted(passage: PassageRow) -> bool:
    """Whether the words are put into another enactment, so that their number is one of that."""
    if not passage.amends:
        return False
    return bool(_LETTERED.search(passage.number)) or not _AMENDING.search(passage.text)


def exact(passage: PassageRow, place: Place) -> bool:
    """Whether the number of a paragraph is likely that of no other: items of lists begin with 1 again and again."""
    return passage.document_kind in LAW or passage.kind is not PassageKind.LIST_ITEM or "." in place.number


def speaker(passage: PassageRow) -> str:
    """Whoever spoke, by name or else by office."""
    return one_line(passage.speaker) or one_line(passage.role)


def _label(passage: PassageRow) -> Label:
    if passage.document_kind in {DocumentKind.ACT, DocumentKind.BILL} or inserted(passage):
        return Label.SECTION if passage.document_kind in LAW else Label.PARAGRAPH
    if passage.document_kind is DocumentKind.STATUTORY_INSTRUMENT:
        for named, label in _INSTRUMENTS:
            if named.search(passage.document_title):
                return label
    return Label.PARAGRAPH


def _page(passage: PassageRow) -> str:
    """The page as printed, else as counted from one."""
    label = one_line(passage.page_label)
    if len(label) <= _LONGEST_PAGE and _PAGE.fullmatch(label):
        return label
    return str(passage.page_index + 1) if passage.page_index is not None else ""
