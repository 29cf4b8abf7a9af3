"""What a row of a spreadsheet says of a commitment, by the names of its columns. Nothing is guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from addewid.pipeline.importing.spreadsheet import REASON, Line, Sheet
from corpus.codebook import CommitmentKind, Judgement, Theme
from corpus.errors import NotFound, UsageProblem
from corpus.naming import named
from corpus.readers.clean import clean
from publish.export.contents.commitments import commitment_columns
from publish.rights import Rights

Word = TypeVar("Word", bound=StrEnum)
Said = Mapping[str, str | list[str]]
"""What is said of a commitment, field by field, as ``corpus.editing`` keeps it; fields that nothing is said of lack."""

QUOTE = ("quote", "quotation")
DOCUMENT = ("document", "document_key", "url", "address", "document_title", "title")
PASSAGE = ("passage", "passage_ref")
BODY = ("body", "body_key", "body_en", "body_cy")
THEMES = ("themes", "theme")
NOTE = ("note", "notes", "because")
_WORDS = ("actor", "action", "beneficiary", "deadline_text", "condition")
_READ = {*QUOTE, *DOCUMENT, *PASSAGE, *BODY, *THEMES, *NOTE, *_WORDS, "kind", "deadline", "start", "end", REASON}

_JUDGEMENTS = (*Judgement, "status")
_UNJUDGED = {"", "not-assessed"}
_EXPORTED = tuple(column.name for column in commitment_columns(Rights()))
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_BROKEN_WORD = re.compile(r"(?<=\w)[-\u00ad\u2010][^\S\n]*\r?\n\s*(?=\w)")
_MARKS = re.compile(r"[\"'“”‘’„«»].*[\"'“”‘’«»]", re.DOTALL)


class Unmatched(Exception):
    """Why a row is not imported and what to do, in a sentence."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a row asks for. ``quotes`` are the ways in which its quotation may be meant, the plainest first.

    ``span`` is where it stands in the passage, where the row says so; ``body`` a name as it was typed. ``judgements``
    are what the row says of the status, which is not imported.
    """

    line: Line
    quotes: tuple[str, ...]
    document: str
    passage: str
    span: tuple[int, int] | None
    body: str
    said: Said
    note: str
    judgements: Mapping[str, str]

    @property
    def anywhere(self) -> bool:
        """Whether the row leaves it open which document its words are of."""
        return not (self.document or self.passage)


def check(sheet: Sheet) -> list[str]:
    """The columns that nothing is read from. Raises UsageProblem where there is none for the quotation."""
    if not set(QUOTE) & set(sheet.columns):
        raise UsageProblem(
            "No column is called quote; write the names of the columns into the first row, "
            f"which has: {', '.join(filter(None, sheet.columns[:20])) or 'none'}."
        )
    return [name for name in sheet.columns if name not in {"", *_READ, *_JUDGEMENTS, *_EXPORTED}]


def judgements(line: Line) -> dict[str, str]:
    """What a row says of the status of its commitment."""
    return {name: held for name in _JUDGEMENTS if (held := line.first(name)).lower() not in _UNJUDGED}


def wanted(line: Line) -> Wanted:
    """What a row asks for. Raises Unmatched."""
    if not line.fits:
        raise Unmatched("It has more cells than the header; check its commas and quotation marks.")
    if not (quotes := _readings(next((line.by_column[name] for name in QUOTE if line.by_column.get(name)), ""))):
        raise Unmatched("It has no words in the column quote; quote the commitment.")
    said: dict[str, str | list[str]] = {name: held for name in _WORDS if (held := line.first(name))}
    if kind := line.first("kind"):
        said["kind"] = _word(CommitmentKind, kind, "kind")
    if deadline := line.first("deadline"):
        said["deadline"] = _day(deadline).isoformat()
    if themes := [each for each in re.split("[;,|]", line.first(*THEMES)) if each.strip()]:
        said["themes"] = list(dict.fromkeys(_word(Theme, each, "theme") for each in themes))
    start, end = line.first("start"), line.first("end")
    known = all(each.isdecimal() and len(each) < 10 for each in (start, end))
    return Wanted(
        line=line,
        quotes=quotes,
        document=line.first(*DOCUMENT),
        passage=line.first(*PASSAGE),
        span=(int(start), int(end)) if known else None,
        body=line.first(*BODY),
        said=said,
        note=line.first(*NOTE),
        judgements=judgements(line),
    )


def body_of(name: str, on: date | None) -> str:
    """The key of the body that has this very name, in either language, on a day. Raises Unmatched."""
    try:
        return named(name, on).key
    except NotFound as error:
        what = str(error).partition(";")[0]
        raise Unmatched(f"{what}; leave body empty and put the name under actor.") from error


def _readings(held: str) -> tuple[str, ...]:
    """A quotation as it is typed; with words put together that a line end broke; and without marks around it all."""
    ways = [clean(held)]
    if _BROKEN_WORD.search(held):
        ways += [clean(_BROKEN_WORD.sub(joint, held)) for joint in ("", "-")]
    ways += [way[1:-1].strip() for way in ways if _MARKS.fullmatch(way)]
    return tuple(dict.fromkeys(way for way in ways if any(map(str.isalnum, way))))


def _word(words: type[Word], typed: str, column: str) -> Word:
    """A word of the codebook; case does not count, nor whether a blank or a hyphen joins it."""
    plain = "-".join(typed.lower().split())
    if plain not in set(words):
        raise Unmatched(f"{clean(typed)} is no {column}; there are: {', '.join(words)}.")
    return words(plain)


def _day(typed: str) -> date:
    """A day as 2027-03-31 or 31/03/2027."""
    day_first = _DAY_FIRST.fullmatch(typed)
    try:
        if day_first:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
        if _ISO.fullmatch(typed):
            return date.fromisoformat(typed)
    except ValueError:
        pass  # said below
    raise Unmatched(
        f"{typed} is not a day; write deadline as 2027-03-31 or 31/03/2027, and words such as these as deadline_text."
    )
