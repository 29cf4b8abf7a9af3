"""Gold data: documents whose units people have labelled by the codebook, as the tagger is given them.

One JSON object a line, for a passage. ``document``, ``lang``, ``kind``, ``title``, ``publisher`` and ``issued`` say
which document it is in; ``text``, ``headings``, ``lead``, ``number``, ``amends``, ``speaker``, ``role``, ``dated``
and ``passage`` (its kind) what the passage is; ``commitments``, ``themes``, ``sharing``, ``progress``,
``response``, ``recommendation`` and ``why`` are the labels; a key that is absent was not judged. ``span`` gives the
characters that were labelled where they are less than the passage; ``"labelled": false`` stands on a passage that
is there for its surroundings only, and ``"again": true`` on a row that labels a further span of the passage of the
row before it. The rows of a document in one language stand together, and say the same of it.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

from corpus.codebook import CommitmentKind, DocumentKind, Lang, PassageKind, ProgressState, Response, Theme
from corpus.errors import UsageProblem
from corpus.types import Passage, TaggedSource, lay_out


@dataclass(frozen=True, slots=True)
class Label:
    """A commitment as a person marked it; ``start:end`` are characters of its passage's own text."""

    kind: CommitmentKind
    start: int
    end: int
    actor: str = ""
    body: str = ""
    deadline: date | None = None
    condition: str = ""


@dataclass(frozen=True, slots=True)
class GoldUnit:
    """What a person said of the characters ``start:end`` of the passage with the index ``passage``.

    ``told`` names the questions that were answered: ``commitments``, ``body``, ``deadline``, ``themes``, ``sharing``,
    ``progress``, ``response``.
    """

    id: str
    passage: int
    start: int
    end: int
    commitments: tuple[Label, ...] = ()
    themes: frozenset[Theme] = frozenset()
    sharing: Theme | None = None
    progress: ProgressState | None = None
    response: Response | None = None
    recommendation: str = ""
    why: str = ""
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its labelled units."""

    name: str
    source: TaggedSource
    units: tuple[GoldUnit, ...]

    @property
    def held_out(self) -> bool:
        """Whether the document is kept for measuring: no rule is written and no weight trained by its words."""
        return held_out(self.name)


def held_out(document: str) -> bool:
    """Which half of the documents a name falls in, by its digest: the same for everybody, for good."""
    return hashlib.sha256(document.encode()).digest()[0] >= 128


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a row says of its document."""

    document: str
    lang: Lang
    kind: DocumentKind
    title: str
    publisher: str
    issued: date | None


_Row = tuple[_Facts, Passage, dict[str, Any]]


def read(path: Path) -> list[GoldDocument]:
    """The documents of a gold file, in its order; one document in two languages is two.

    Raises ``UsageProblem`` for a file that cannot be read, or is wrong, naming the line.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise UsageProblem(f"{path} cannot be read as gold data: {problem}.") from problem
    rows: list[_Row] = []
    seen: dict[tuple[str, Lang], _Facts] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                rows.append(_row(json.loads(line), rows[-1] if rows else None, seen))
            except (ValueError, KeyError, TypeError, AttributeError) as problem:
                raise UsageProblem(f"{path}, line {number} is not gold data: {problem!r}.") from problem
    return list(_documents(rows))


def _row(row: dict[str, Any], before: _Row | None, seen: dict[tuple[str, Lang], _Facts]) -> _Row:
    """A row, checked by itself and against those before it. Raises ``ValueError`` and the like."""
    facts, passage = _facts(row), _passage(row)
    earlier = seen.setdefault((facts.document, facts.lang), facts)
    if earlier != facts:
        raise ValueError("what it says of its document is not what the first row of that document says")
    if earlier is not facts and (before is None or before[0] != facts):
        raise ValueError("the other rows of its document do not stand just before it")
    if row.get("again") and (before is None or before[0] != facts or before[1].text != passage.text):
        raise ValueError("no row with the same text stands before it that it could label again")
    _unit(row, 0)
    return facts, passage, row


def _facts(row: dict[str, Any]) -> _Facts:
    return _Facts(
        document=str(row["document"]),
        lang=Lang(row["lang"]),
        kind=DocumentKind(row.get("kind") or DocumentKind.OTHER),
        title=row.get("title", ""),
        publisher=row.get("publisher", ""),
        issued=date.fromisoformat(row["issued"]) if row.get("issued") else None,
    )


def _documents(rows: list[_Row]) -> Iterator[GoldDocument]:
    for facts, group in groupby(rows, key=lambda row: row[0]):
        members = list(group)
        places = list(accumulate((0 if row.get("again") else 1 for _, _, row in members), initial=-1))[1:]
        source = TaggedSource(
            title=facts.title,
            lang=facts.lang,
            kind=facts.kind,
            passages=lay_out(passage for _, passage, row in members if not row.get("again")),
            issued=facts.issued,
            publisher=facts.publisher,
        )
        units = (_unit(row, at) for at, (*_, row) in zip(places, members, strict=True) if row.get("labelled", True))
        yield GoldDocument(facts.document, source, tuple(units))


def _passage(row: dict[str, Any]) -> Passage:
    return Passage(
        text=row["text"],
        start=0,
        end=0,
        kind=PassageKind(row.get("passage") or (PassageKind.LIST_ITEM if row.get("lead") else PassageKind.PARAGRAPH)),
        headings=tuple(row.get("headings") or ()),
        number=row.get("number", ""),
        lead=row.get("lead", ""),
        amends=row.get("amends", ""),
        speaker=row.get("speaker", ""),
        role=row.get("role", ""),
        dated=date.fromisoformat(row["dated"]) if row.get("dated") else None,
    )


def _unit(row: dict[str, Any], passage: int) -> GoldUnit:
    text = row["text"]
    start, end = row.get("span") or (0, len(text))
    if not 0 <= start < end <= len(text):
        raise ValueError(f"there are no characters {start} to {end} in its text")
    return GoldUnit(
        id=row["id"],
        passage=passage,
        start=start,
        end=end,
        commitments=tuple(_label(label, text, start, end) for label in row.get("commitments", ())),
        themes=frozenset(Theme(theme) for theme in row.get("themes", ())),
        sharing=Theme(row["sharing"]) if row.get("sharing") else None,
        progress=ProgressState(row["progress"]) if row.get("progress") else None,
        response=Response(row["response"]) if row.get("response") else None,
        recommendation=str(row.get("recommendation") or ""),
        why=row.get("why", ""),
        told=frozenset(_told(row)),
    )


def _told(row: dict[str, Any]) -> Iterator[str]:
    """The questions that a row answers."""
    yield from (key for key in ("commitments", "themes", "sharing", "progress", "response") if key in row)
    for key in ("body", "deadline"):
        if all(key in label for label in row.get("commitments", ())):
            yield key


def _label(label: dict[str, Any], text: str, base: int, limit: int) -> Label:
    """A label with its place: from its quotation, or from a start and length that count within the unit."""
    if "quote" in label:
        start = text.index(label["quote"], base, limit)
        end = start + len(label["quote"])
    else:
        start = base + label["start"]
        end = start + label["length"]
    if not base <= start < end <= limit:
        raise ValueError(f"the label {label} has no words of its unit")
    return Label(
        kind=CommitmentKind(label["kind"]),
        start=start,
        end=end,
        actor=label.get("actor", ""),
        body=label.get("body", ""),
        deadline=date.fromisoformat(label["deadline"]) if label.get("deadline") else None,
        condition=label.get("condition", ""),
    )
