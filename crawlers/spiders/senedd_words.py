"""The words that the Senedd's spiders go by (``senedd.toml``): stages of Bills, papers, closing dates, labels."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.codebook import DocumentKind
from crawlers.dates import day
from crawlers.dates import first as first_day

_DAY = r"(\d{1,2}(?:st|nd|rd|th|af|ain|fed|eg)?\s+(?:of\s+)?[^\W\d_]+\s+\d{4})"
_NAME = r"(?-i:((?:[A-ZÀ-ÝŴŶ][\w’'.-]*\s){1,4}?[A-ZÀ-ÝŴŶ][\w’'-]*))"
_LINE = 300
"""Characters of a block within which a stage's date stands."""
_FILE = re.compile(r"[\s(,]*\b(?:PDF|DOCX?|ODT)(?=[\W\d]|$)\s*,?\s*(?:[\d.,]+\s*[KM]B)?[\s)]*", re.IGNORECASE)
ASIDE = "aside"
MEMORANDUM = "memorandum"

_Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    pattern: re.Pattern[str]
    sentence: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a Bill: its name in ``facts``, its place in the order, its line as printed, its days if it has any.

    ``rest`` is what follows the line in the same block.
    """

    name: str
    order: int
    line: str
    rest: str
    start: date | None
    end: date | None


@cache
def _words() -> dict[str, Any]:
    with files("crawlers.spiders").joinpath("senedd.toml").open("rb") as file:
        return tomllib.load(file)


def _compiled(rows: Iterable[str]) -> _Patterns:
    return tuple(re.compile(row.replace("{day}", _DAY).replace("{name}", _NAME), re.IGNORECASE) for row in rows)


@cache
def _patterns(table: str, key: str) -> _Patterns:
    return _compiled(_words()[table][key])


@cache
def _steps() -> tuple[_Step, ...]:
    return tuple(
        _Step(row["name"], re.compile(rf"(?:{'|'.join(row['words'])})\b", re.IGNORECASE), row.get("sentence", False))
        for row in _words()["stage"]
    )


@cache
def _papers() -> tuple[tuple[str, _Patterns], ...]:
    return tuple((row["kind"], _compiled(row["words"])) for row in _words()["paper"])


def stage(text: str) -> Stage | None:
    """The stage whose line a block begins with; None where it begins with none.

    A line ends with its brackets, in which a date, or two for a range, may stand: "Stage 1 … (7 July 2025 – 28
    November 2025)". Brackets without a date count where nothing follows them.
    """
    for order, step in enumerate(_steps()):
        if begins := step.pattern.match(text):
            return _bracketed(step, order, text, begins.end()) or (_said(step, order, text) if step.sentence else None)
    return None


def _bracketed(step: _Step, order: int, text: str, after: int) -> Stage | None:
    undated = None
    for found in re.finditer(r"\(([^()]*)\)", text[:_LINE]):
        days = _days(found[1])
        line, rest = text[: found.end()], text[found.end() :].strip(" |")
        if days:
            return Stage(step.name, order, line, rest, days[0], days[-1])
        if not rest and found.start() >= after:
            undated = Stage(step.name, order, line, "", None, None)
    return undated


def _said(step: _Step, order: int, text: str) -> Stage | None:
    """A stage told in a sentence: "Royal Assent was given on 27 April 2026"."""
    if on := first_day(re.split(r"\.\s", text, maxsplit=1)[0][:_LINE]):
        return Stage(step.name, order, text, "", on, on)
    return None


def _days(text: str) -> list[date]:
    return [found for words in re.findall(_DAY, text) if (found := day(words))]


def bill_type(text: str) -> str:
    """Whose Bill it is (``government``, ``member`` ...), by the first words that say so; ``""`` if none do."""
    found = [
        (match.start(), name)
        for name in _words()["types"]
        for pattern in _patterns("types", name)
        if (match := pattern.search(text))
    ]
    return min(found, default=(0, ""))[1]


def member(text: str) -> str:
    """The member in charge of a Bill, without letters behind the name; ``""`` if not said."""
    for pattern in _patterns("member", "patterns"):
        if found := pattern.search(text):
            return found[1]
    return ""


def plain(words: str) -> str:
    """A link's words without what they say of the file: "Bill, as introduced (PDF, 184KB)"."""
    return _FILE.sub(" ", words).strip(" ,:;-–()") if _FILE.search(words) else words


def paper(words: str, laid: str = "") -> str:
    """What a linked paper is, by its link's words, or by the prefix of a laid document; ``""`` if neither tells."""
    plainly = plain(words)
    found = next((kind for kind, patterns in _papers() if any(one.search(plainly) for one in patterns)), "")
    return found or str(_words()["laid"].get(laid, ""))


def kind(found: str) -> DocumentKind:
    """The codebook's kind of a paper; it has none for an explanatory memorandum."""
    return DocumentKind.OTHER if found == MEMORANDUM else DocumentKind(found)


def closing(text: str) -> date | None:
    """The day on which prose says that a consultation closes; None where it does not say."""
    for pattern in _patterns("closing", "patterns"):
        for found in pattern.finditer(text):
            if on := day(found[1]):
                return on
    return None


def labelled(text: str, label: str) -> str:
    """What stands in a block after a label ("First published: 24/06/2026"); ``""`` where it has no such label."""
    for name in _words()["labels"][label]:
        if text.casefold().startswith(name.casefold()):
            return text[len(name) :].strip()
    return ""


def is_inquiry(business: str) -> bool:
    """Whether a type of business asks for views."""
    return business.casefold() in _words()["inquiries"]["types"]


def is_housekeeping(title: str) -> bool:
    """Whether an issue says nothing itself, by its title."""
    return any(pattern.search(title) for pattern in _patterns("housekeeping", "titles"))


def only_day(text: str) -> date | None:
    """The one day that a text names; None where it names none or several."""
    days = set(_days(text))
    return days.pop() if len(days) == 1 else None
