"""How well search ranks: queries with the passages wanted, and the figures of retrieval research over them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import log2
from pathlib import Path
from statistics import fmean

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from corpus.rows import PassageRow

LARGEST = 20_000_000
"""Bytes of a collection's file that are read."""

AT = 10
"""Passages of an answer that count."""

_RECORD = re.compile(r"^\.I\s*(\d+)\s*$", re.MULTILINE)
_FIELD = re.compile(r"^\.([A-Z])\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Judged:
    """A query, and by passage how much it is wanted: 0 for not at all."""

    query: str
    wanted: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a collection, by its number there."""

    number: str
    title: str
    text: str


class Kind(StrEnum):
    """In which language a question of a gold set is asked, or that it is asked across both."""

    ENGLISH = "en"
    WELSH = "cy"
    ACROSS = "across"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage that answers a question: some words of it that no other passage of its document has."""

    document: str
    lang: Lang
    says: str

    def is_in(self, passage: PassageRow) -> bool:
        """Whether it is this passage."""
        here = passage.document_key == self.document and passage.lang is self.lang
        return here and self.says in " ".join(passage.text.split())


@dataclass(frozen=True, slots=True)
class Question:
    """A query of a gold set, what the person wants to know, and the passages that tell it."""

    kind: Kind
    query: str
    need: str
    wanted: tuple[Wanted, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Means over so many queries, from 0 to 1, of the first ``AT`` found. A query with nothing wanted counts 0."""

    queries: int
    recall: float
    ndcg: float


def questions(path: Path) -> list[Question]:
    """A gold set: a JSON object on each line, as ``Question`` has it. Raises OSError and UsageProblem."""
    found: list[Question] = []
    for number, line in enumerate(_read(path).splitlines(), 1):
        try:
            told = json.loads(line)
            wanted = tuple(Wanted(each["document"], Lang(each["lang"]), each["says"]) for each in told["wanted"])
            found.append(Question(Kind(told["kind"]), told["query"], told["need"], wanted))
        except (ValueError, KeyError, TypeError) as problem:
            raise UsageProblem(
                "{path}, line {number}: this is no question of a gold set ({problem}).",
                path=path,
                number=number,
                problem=repr(problem),
            ) from problem
    return found


def judged(question: Question, found: Sequence[PassageRow]) -> Judged:
    """The question as figures take it, for the passages that were found, which go by their references."""
    wanted: dict[str, float] = {}
    for number, each in enumerate(question.wanted):
        there = [passage.ref for passage in found if each.is_in(passage)]
        wanted[there[0] if there else f"not found: {number}"] = 1.0
    return Judged(question.query, wanted)


def ranked(answers: Sequence[tuple[Judged, Sequence[str]]]) -> Ranked:
    """The figures of queries, each with what was found, the best first."""
    return Ranked(
        len(answers),
        fmean(recall(found, asked.wanted, AT) for asked, found in answers) if answers else 0.0,
        fmean(ndcg(found, asked.wanted, AT) for asked, found in answers) if answers else 0.0,
    )


def ndcg(found: Sequence[str], wanted: Mapping[str, float], at: int = AT) -> float:
    """Normalised discounted cumulative gain of the first ``at`` found (Järvelin and Kekäläinen 2002), from 0 to 1."""
    ideal = _gained(sorted(wanted.values(), reverse=True)[:at])
    return _gained([wanted.get(each, 0.0) for each in found[:at]]) / ideal if ideal else 0.0


def recall(found: Sequence[str], wanted: Mapping[str, float], at: int = AT) -> float:
    """The share of what is wanted that is among the first ``at`` found; of ``at``, where more is wanted."""
    right = {each for each, gain in wanted.items() if gain > 0}
    return len(right & set(found[:at])) / min(len(right), at) if right else 0.0


def cranfield(folder: Path) -> tuple[list[Paper], list[Judged]]:
    """The Cranfield collection as it is handed on: ``cran.all.1400``, ``cran.qry`` and ``cranqrel``.

    A document counts as wanted, with gain 1, whatever its degree, unless it was judged of no interest; queries are
    numbered by their order. Raises FileNotFoundError when a file is not there.
    """
    papers = [
        Paper(number, fields.get("T", ""), fields.get("W", "")) for number, fields in _records(folder / "cran.all.1400")
    ]
    wanted: dict[int, dict[str, float]] = {}
    for line in _read(folder / "cranqrel").splitlines():
        query, paper, degree = [*line.split(), "", "", ""][:3]
        if query and int(degree) > 0:
            wanted.setdefault(int(query), {})[paper] = 1.0
    queries = enumerate(_records(folder / "cran.qry"), 1)
    return papers, [Judged(fields.get("W", ""), wanted.get(number, {})) for number, (_, fields) in queries]


def _gained(gains: Sequence[float]) -> float:
    return sum(gain / log2(place + 2) for place, gain in enumerate(gains))


def _records(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """The records of a file in the SMART format: their numbers, and their fields on one line each."""
    text = _read(path)
    begins = list(_RECORD.finditer(text))
    for begin, following in zip(begins, [*begins[1:], None], strict=True):
        body = text[begin.end() : following.start() if following else len(text)]
        parts = _FIELD.split(body)
        yield begin[1], {name: " ".join(said.split()) for name, said in zip(parts[1::2], parts[2::2], strict=True)}


def _read(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(LARGEST).decode("utf-8", "replace")
