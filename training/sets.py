"""Writes the real sets with their text, in the gold format, outside the repository: ``python -m training.sets OUT``.

``coded.jsonl`` and ``train.jsonl`` are the sentences that people coded by source and place; ``eu.jsonl`` holds
statements of European law that others labelled; ``inquiries.jsonl`` recommendations of inquiries with what the
government answered. They are read from ``../shared/data``, and are never committed.
"""

import hashlib
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.codebook import DocumentKind, Lang
from corpus.errors import AddewidError, UsageProblem
from corpus.readers.clean import clean
from corpus.types import TaggedSource
from training import inquiries
from training.originals import Original, original, there, words
from training.placing import Haystack, Stretch

REPOSITORY = Path(__file__).parents[1]
CODED = REPOSITORY / "tests" / "gold" / "coded.jsonl"
TRAIN = REPOSITORY / "training" / "coded.jsonl"
AROUND = 12
"""Passages on either side of a coded one that come with it; of the Record all do, for the sake of who speaks."""
OPENING = 6
"""Passages of a document's start that always come."""

_CODED = ("themes", "sharing", "progress", "response", "recommendation", "why")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Placed:
    """A coded sentence with where it stands in a document's passages; nowhere if ``stretches`` is empty."""

    row: Row
    document: Original
    stretches: tuple[Stretch, ...]


def coded(path: Path) -> tuple[list[Row], list[str]]:
    """The rows of a set of coded sentences, with text and surroundings, and the ids of those that were not found."""
    lines = path.read_text(encoding="utf-8").splitlines()
    haystacks: dict[tuple[str, Lang], Haystack] = {}
    placed = [_place(json.loads(line), haystacks) for line in lines if line.strip()]
    grouped: dict[tuple[Lang, str], list[Placed]] = defaultdict(list)
    for each in placed:
        if each.stretches:
            grouped[each.document.source.lang, each.document.name].append(each)
    rows = [row for key in sorted(grouped) for row in _document(grouped[key])]
    return rows, [each.row["id"] for each in placed if not each.stretches]


def _place(row: Row, haystacks: dict[tuple[str, Lang], Haystack]) -> Placed:
    """Find a coded sentence; nowhere also when its source has changed since."""
    text = words(row["source"], row["part"])[row["start"] : row["start"] + row["length"]]
    document = original(row["source"], row["part"], Lang(row["lang"]), row["start"])
    if hashlib.sha256(text.encode()).hexdigest()[: len(row["sha256"])] != row["sha256"]:
        return Placed(row, document, ())
    key = (document.name, document.source.lang)
    if key not in haystacks:
        haystacks[key] = Haystack(document.source.passages)
    return Placed(row, document, tuple(haystacks[key].find(text, document.near)))


def _document(members: Sequence[Placed]) -> Iterator[Row]:
    """The rows of one document: its coded passages and those around them, in order."""
    name, source = members[0].document.name, members[0].document.source
    labels: dict[int, list[Row]] = defaultdict(list)
    for each in members:
        for number, stretch in enumerate(each.stretches):
            labels[stretch.passage].append(_label(each, number))
    for index in sorted(_wanted(source, labels)):
        known = _known(name, source, index)
        for number, label in enumerate(labels.get(index, [{"id": f"{name}@{index}", "labelled": False}])):
            yield known | label | ({"again": True} if number else {})


def _wanted(source: TaggedSource, labels: Iterable[int]) -> set[int]:
    every = range(len(source.passages))
    if source.kind is DocumentKind.RECORD:
        return set(every)
    near = {near for at in labels for near in range(at - AROUND, at + AROUND + 1)}
    return (near | set(range(OPENING))) & set(every)


def _known(name: str, source: TaggedSource, index: int) -> Row:
    """What a row says of its document and passage."""
    passage = source.passages[index]
    return {
        "document": name,
        "lang": source.lang,
        "kind": source.kind,
        "title": source.title,
        "publisher": source.publisher,
        "issued": source.issued.isoformat() if source.issued else "",
        "passage": passage.kind,
        "headings": passage.headings,
        "number": passage.number,
        "lead": passage.lead,
        "amends": passage.amends,
        "speaker": passage.speaker,
        "role": passage.role,
        "dated": passage.dated.isoformat() if passage.dated else "",
        "text": passage.text,
    }


def _label(placed: Placed, number: int) -> Row:
    """What a row says of the coded characters of a passage; a sentence over several passages has a number in each."""
    row, stretch = placed.row, placed.stretches[number]
    told = {key: row[key] for key in _CODED if key in row}
    return told | {
        "id": f"{row['id']}/{number + 1}" if number else row["id"],
        "span": stretch.span,
        "commitments": list(_commitments(row, placed.stretches, number)),
    }


def _commitments(row: Row, stretches: Sequence[Stretch], number: int) -> Iterator[Row]:
    """The commitments of a coded sentence of which the most stands in one of its stretches, placed there."""
    for label in row["commitments"]:
        start, end = label["start"], label["start"] + label["length"]
        parts = [stretch.within(start, end) or (0, 0) for stretch in stretches]
        most = max(range(len(parts)), key=lambda at: parts[at][1] - parts[at][0])
        first, last = parts[most]
        if most == number and first < last:
            yield label | {"start": first - stretches[number].span[0], "length": last - first}


def statements(folder: Path) -> Iterator[Row]:
    """Sentences of European law with "shall" or "must": those that regulate hold a duty, the others none.

    Which law each is from is not told, so each is a document of its own, and its publisher unknown.
    """
    source = folder / "promises" / "eu_statements" / "ground_truth_half.json"
    for number, (text, sort) in enumerate(json.loads(source.read_text(encoding="utf-8"))):
        line = clean(text)
        yield {
            "id": f"eu{number:04}",
            "document": f"{source.relative_to(folder).as_posix()}#{number}",
            "lang": Lang.EN,
            "kind": DocumentKind.ACT,
            "passage": "provision",
            "text": line,
            "commitments": [{"kind": "duty", "start": 0, "length": len(line)}] if sort == "regulatory" else [],
        }


def main(arguments: Sequence[str]) -> str:
    """Write the sets into the folder that was asked for, and say what is in them. Raises ``UsageProblem``."""
    if len(arguments) != 1:
        raise UsageProblem("Name one folder outside the repository: python -m training.sets OUT.")
    out = Path(arguments[0]).resolve()
    if out.is_relative_to(REPOSITORY):
        raise UsageProblem(
            f"{out} is inside the repository, which these sentences must not enter; name another folder."
        )
    folder = there()
    out.mkdir(parents=True, exist_ok=True)
    told = []
    for name, path in (("coded", CODED), ("train", TRAIN)):
        if path.exists():
            rows, lost = coded(path)
            told.append(write(out / f"{name}.jsonl", rows) + (f"; not found: {', '.join(lost)}" if lost else ""))
    told.append(write(out / "eu.jsonl", list(statements(folder))))
    told.append(write(out / "inquiries.jsonl", list(inquiries.rows(folder))))
    return "\n".join(told)


def write(path: Path, rows: Sequence[Row]) -> str:
    """Write a set, and say what is in it."""
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    labelled = [row["id"].partition("/")[0] for row in rows if row.get("labelled", True)]
    documents = len({row["document"] for row in rows})
    return f"{path.name}: {len(set(labelled))} labelled units of {documents} documents, {len(rows)} rows"


if __name__ == "__main__":
    try:
        sys.stdout.write(main(sys.argv[1:]) + "\n")
    except AddewidError as problem:
        sys.stderr.write(f"{problem}\n")
        sys.exit(problem.exit_status)
