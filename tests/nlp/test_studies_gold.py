"""The case studies of real documents: where they stand is in ``tests/gold/studies.jsonl``, their words are not."""

import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus import readers
from corpus.types import TaggedSource
from nlp.case_studies import finding as case_studies
from nlp.case_studies.finding import Study

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "data"
GOLD: list[dict[str, Any]] = [
    json.loads(line) for line in (ROOT / "tests" / "gold" / "studies.jsonl").read_text(encoding="utf-8").splitlines()
]
WORD = re.compile(r"[^\W_]+")

pytestmark = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the real documents are not beside the repository"
)


@dataclass(frozen=True)
class Found:
    """A study found in a document, at words of the document counted from its start."""

    study: Study
    first: int
    last: int


def raw(source: str) -> str:
    return (SHARED / source).read_text(encoding="utf-8", errors="replace")


@cache
def read(source: str) -> tuple[tuple[str, ...], tuple[Found, ...]]:
    """The words of a document as it is added, and the studies found in it."""
    (document,) = readers.read(SHARED / source)
    given = TaggedSource(
        document.title, document.lang, document.kind, document.passages, document.issued, document.publisher
    )
    text = document.text
    starts = [match.start() for match in WORD.finditer(text)]
    found: list[Found] = []
    for passage in document.passages:
        for study in case_studies.find_in(passage, given):
            within = [
                index
                for index, at in enumerate(starts)
                if passage.start + study.start <= at < passage.start + study.end
            ]
            found.append(Found(study, within[0], within[-1]))
    return tuple(match[0].lower() for match in WORD.finditer(text)), tuple(found)


def place_of(row: dict[str, Any]) -> tuple[int, int]:
    """Where the words of a gold study stand among the words of its document."""
    held, _ = read(row["source"])
    sought = [word.lower() for word in WORD.findall(raw(row["source"])[row["start"] : row["start"] + row["length"]])]
    head = sought[:6]
    at = next(index for index in range(len(held)) if list(held[index : index + len(head)]) == head)
    return at, at + len(sought) - 1


def matched(row: dict[str, Any]) -> list[Study]:
    first, last = place_of(row)
    return [each.study for each in read(row["source"])[1] if each.first <= last and first <= each.last]


def even(name: str) -> str:
    return " ".join(WORD.findall(name.lower())).removeprefix("the ")


def named(row: dict[str, Any]) -> list[Study]:
    accepted = {even(name) for name in row["names"]}
    return [study for study in matched(row) if even(study.name) in accepted]


SURE = [row for row in GOLD if row["sure"]]


def test_the_documents_are_those_that_were_read() -> None:
    for row in GOLD:
        words = raw(row["source"])[row["start"] : row["start"] + row["length"]]
        assert hashlib.sha256(words.encode()).hexdigest()[:12] == row["sha256"]


def test_all_are_found() -> None:
    assert len(SURE) >= 25
    assert [row["names"][0] for row in SURE if not matched(row)] == []


def test_nine_names_of_ten_are_right() -> None:
    assert sum(bool(named(row)) for row in SURE) >= 0.9 * len(SURE)


def test_seven_of_ten_found_are_case_studies() -> None:
    spans = {(row["source"], *place_of(row)) for row in GOLD}
    found = [(source, each) for source in sorted({row["source"] for row in GOLD}) for each in read(source)[1]]
    false = [
        each.study.name
        for source, each in found
        if not any(source == where and each.first <= last and first <= each.last for where, first, last in spans)
    ]
    assert len(false) <= 0.3 * len(found), false


def test_places_and_figures() -> None:
    places = [(row, named(row)[0].place) for row in SURE if named(row) and row["place"]]
    assert sum(place in row["place"].split("|") for row, place in places) >= 0.9 * len(places)
    sought = [(row, figure, unit) for row in SURE for figure, unit in row["outcomes"] if named(row)]
    right = [
        figure
        for row, figure, unit in sought
        if any((each.figure, each.unit) == (figure, unit) for each in named(row)[0].outcomes)
    ]
    assert len(right) >= 0.9 * len(sought)


def test_ways_of_outcomes() -> None:
    (row,) = (row for row in GOLD if row["names"] == ["Connecting Communities"])
    ways = {each.figure: each.direction for each in named(row)[0].outcomes}
    assert (ways["zero"], ways["70%"], ways["42%"], ways["6.4:1"]) == ("down", "down", "down", "")
