"""Passages recombined from sentences of the real documents beside the repository, as many as are wanted."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.rows import PassageRow

DATA = Path(__file__).parents[2].parent / "shared" / "data"
PER_DOCUMENT = 50
KINDS = tuple(DocumentKind)
YEARS = range(2000, 2025)

Sentences = Mapping[Lang, Sequence[str]]


@cache
def sentences() -> Sentences:
    """Sentences of the real documents, by language."""
    english: list[str] = []
    for path in sorted(DATA.glob("written_questions/*.jsonl")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            found = json.loads(line)
            english += [found["question"], found["answer"]]
    for folder in ("record", "seeds", "research", "consultations"):
        english += [
            path.read_text(encoding="utf-8", errors="replace") for path in sorted((DATA / folder).glob("*.txt"))
        ]
    welsh = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(DATA.glob("welsh/*.txt"))]
    for path in sorted(DATA.glob("timelines/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            welsh += [
                " ".join(value for name, value in row.items() if "cy" in name.lower()) for row in csv.DictReader(file)
            ]
    return {Lang.EN: _cut(english), Lang.CY: _cut(welsh)}


def _cut(texts: Sequence[str]) -> list[str]:
    parts = [" ".join(part.split()) for text in texts for part in re.split(r"(?<=[.?!;])\s+", text)]
    return [part for part in parts if 30 < len(part) < 400]


class Recombined(Sequence[PassageRow]):
    """``count`` passages of one to five sentences, a document in seven Welsh; each the same every time, and none kept.

    They come in documents of ``PER_DOCUMENT``, of all kinds and of the ``YEARS`` in turn.
    """

    def __init__(self, count: int, found: Sentences | None = None) -> None:
        self._count = count
        self._sentences = found or sentences()

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> PassageRow:  # type: ignore[override]  # no slices
        if not 0 <= number < self._count:
            raise IndexError(number)
        document, ordinal = divmod(number, PER_DOCUMENT)
        lang = Lang.CY if document % 7 == 3 else Lang.EN
        found, chance = self._sentences[lang], Random(number)
        text = " ".join(chance.choices(found, k=chance.randint(1, 5)))
        title = " ".join(found[document % len(found)].split()[:6])
        return _row(number, document, ordinal, lang, title, text)

    def documents(self) -> Iterator[list[PassageRow]]:
        """The passages of one document after the other."""
        for begin in range(0, self._count, PER_DOCUMENT):
            yield [self[number] for number in range(begin, min(begin + PER_DOCUMENT, self._count))]


def _row(number: int, document: int, ordinal: int, lang: Lang, title: str, text: str) -> PassageRow:
    return PassageRow(
        id=number + 1,
        ref=f"d{document}/{lang}/{ordinal}",
        version_id=document + 1,
        ordinal=ordinal,
        kind=PassageKind.PARAGRAPH,
        text=text,
        start=0,
        end=len(text),
        headings=(title, f"Part {ordinal % 5}"),
        number=str(ordinal),
        page_index=None,
        page_label="",
        lead="",
        amends="",
        speaker="",
        role="",
        dated=date(YEARS[document % len(YEARS)], 1, 1),
        document_key=f"d{document}",
        document_title=title,
        document_kind=KINDS[document % len(KINDS)],
        lang=lang,
        publisher=f"Body {document % 20}",
        url="",
        source_id="",
    )
