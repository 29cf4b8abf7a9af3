"""The real documents beside the repository: the words that were coded, and the documents they stand in as read here.

``part`` names what of a file is meant: "12/answer" a row's field, "section-8-1" the id of a provision,
"cy_ccg_dev:00004" that of a sentence of the treebank, "" the whole file. Nothing of these documents goes into the
repository.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

from lxml import etree

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UsageProblem
from corpus.readers import Given, read
from corpus.readers.clean import clean
from corpus.types import Passage, TaggedSource, lay_out

SHARED = Path(__file__).parents[1].parent / "shared" / "data"
_ASSEMBLY = "National Assembly for Wales"
_GOVERNMENT = "Welsh Government"
_GIVEN: Mapping[str, Given] = {
    "welsh": Given(kind=DocumentKind.STATUTORY_INSTRUMENT, lang=Lang.CY, publisher="Cynulliad Cenedlaethol Cymru"),
}
"""What the file does not say of itself, and a person who adds it would."""


@dataclass(frozen=True, slots=True)
class Original:
    """A document, and how far into it (0 to 1) the part that was coded stands, where that is known."""

    name: str
    source: TaggedSource
    near: float = 0.0


def there() -> Path:
    """The folder of the real documents. Raises ``UsageProblem`` where there is none."""
    if not SHARED.is_dir():
        raise UsageProblem("The real documents are not here; they belong in ../shared/data beside the repository.")
    return SHARED


def words(source: str, part: str) -> str:
    """The characters of a part of a source, which offsets of coded sentences count. Raises ``KeyError`` if none."""
    row, _, field = part.partition("/")
    if source.endswith(".jsonl"):
        return str(_lines(source)[int(row)].get(field) or "")
    if source.endswith(".csv"):
        return re.sub(r"<[^>]*>", lambda tag: " " * len(tag[0]), _table(source)[int(row)][field] or "")
    if source.endswith(".xml"):
        return _provisions(source)[part]
    if source.endswith(".conllu"):
        return _sentences(source)[part]
    return (there() / source).read_text(encoding="utf-8", errors="replace")


def original(source: str, part: str, lang: Lang, start: int) -> Original:
    """The document that a part of a source belongs to; ``start`` is an offset in the part."""
    row = part.partition("/")[0]
    match source.partition("/")[0], source.rpartition(".")[2]:
        case "written_questions", _:
            return Original(f"{source}#{row}", _question(_lines(source)[int(row)]))
        case "motions", _:
            return Original(f"{source}#{row}", _motion(_lines(source)[int(row)]))
        case "timelines", _:
            return Original(f"{source}#{row}", _whole(source, lang), int(row) / len(_table(source)))
        case _, "conllu":
            names = list(_sentences(source))
            return Original(source, _treebank(source, lang), names.index(part) / len(names))
        case _, "xml":
            ids = list(_provisions(source))
            return Original(source, _whole(source, lang), ids.index(part) / len(ids))
        case _:
            return Original(source, _whole(source, lang), start / len(words(source, "")))


@cache
def _whole(source: str, lang: Lang) -> TaggedSource:
    """A file's document in a language, by the product's own reader."""
    given = _GIVEN.get(source.partition("/")[0], Given())
    found = next(each for each in read(there() / source, given) if each.lang is lang)
    return TaggedSource(found.title, lang, found.kind, found.passages, found.issued, found.publisher)


@cache
def _lines(source: str) -> tuple[dict[str, str], ...]:
    with (there() / source).open(encoding="utf-8", errors="replace") as lines:
        return tuple(json.loads(line) for line in lines)


@cache
def _table(source: str) -> tuple[dict[str, str], ...]:
    with (there() / source).open(encoding="utf-8", newline="") as lines:
        return tuple(csv.DictReader(lines))


@cache
def _provisions(source: str) -> dict[str, str]:
    """The words of each provision of an Act or instrument, by its id, on one line."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.parse(str(there() / source), parser)
    return {
        str(one.get("id")): " ".join(" ".join(map(str, one.itertext())).split())
        for one in tree.iter("{*}P1", "{*}P2", "{*}P3")
        if one.get("id")
    }


@cache
def _sentences(source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    for line in (there() / source).read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id = "):
            name = line.removeprefix("# sent_id = ")
        elif line.startswith("# text = "):
            found[name] = line.removeprefix("# text = ")
    return found


def _question(row: Mapping[str, str]) -> TaggedSource:
    """A written question with its answer, each said by somebody."""
    asked = _paragraphs(row["question"], speaker=clean(row["name"]))
    answered = _paragraphs(row["answer"], role=clean(row["response_name"]))
    return TaggedSource(
        f"Written question {row['question_no']}",
        Lang.EN,
        DocumentKind.WRITTEN_QUESTION,
        lay_out([*asked, *answered]),
        _day(row["response_dt"]) or _day(row["tabled_dt"]),
        _GOVERNMENT,
    )


def _motion(row: Mapping[str, str]) -> TaggedSource:
    passages = lay_out(_paragraphs(row["motion_text"]))
    return TaggedSource(clean(row["title"]), Lang.EN, DocumentKind.MOTION, passages, _day(row["tabled_dt"]), _ASSEMBLY)


@cache
def _treebank(source: str, lang: Lang) -> TaggedSource:
    """The sentences of a part of the treebank, a passage each."""
    passages = lay_out(Passage(clean(text), 0, 0) for text in _sentences(source).values())
    return TaggedSource("", lang, DocumentKind.OTHER, passages)


def _paragraphs(text: str, *, speaker: str = "", role: str = "") -> Iterator[Passage]:
    """The lines of a field as passages, not yet laid out."""
    kind = PassageKind.SPEECH if speaker or role else PassageKind.PARAGRAPH
    for line in text.splitlines():
        plain = Passage(clean(line), 0, 0, kind)
        yield replace(plain, speaker=speaker, role=role)


def _day(told: str) -> date | None:
    try:
        return date.fromisoformat(told[:10])
    except ValueError:
        return None
