"""What was found in each labelled unit, beside what a person marked there.

Only labelled units count. A finding and a label match when they overlap in a unit, one to one, the longest overlap
first. A finding with ``amends`` is another Act's, and left aside. Where a unit is a part of its passage, its themes are
those of its own words.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.codebook import POWER_LADDER, DocumentKind, Lang, ProgressState, Theme
from corpus.types import AnyFinding, CommitmentFinding, ProgressFinding, ResponseFinding, ThemeFinding
from nlp import themes
from nlp.measuring.gold import GoldDocument, GoldUnit, Label


@dataclass(frozen=True, slots=True)
class Pair:
    """A label with the finding that met it; one of them is missing from what was missed or found falsely."""

    label: Label | None
    finding: CommitmentFinding | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled unit with what was found in it."""

    document: str
    lang: Lang
    kind: DocumentKind
    unit: GoldUnit
    text: str
    pairs: tuple[Pair, ...]
    themes: frozenset[Theme]
    progress: ProgressState | None
    response: ResponseFinding | None

    @property
    def found(self) -> bool:
        """Whether any commitment was found in it."""
        return any(pair.finding for pair in self.pairs)

    @property
    def rung(self) -> Theme | None:
        """The highest rung of the sharing ladder found in it."""
        return max(self.themes & set(POWER_LADDER), key=POWER_LADDER.index, default=None)


def judge(document: GoldDocument, findings: Iterable[AnyFinding]) -> Iterator[Judged]:
    """The labelled units of a document, each with what was found in it; ``findings`` as a tagger gives them."""
    by_passage: dict[int, list[AnyFinding]] = {}
    for finding in findings:
        by_passage.setdefault(finding.passage, []).append(finding)
    source = document.source
    for unit in document.units:
        passage = source.passages[unit.passage]
        start, end = passage.start + unit.start, passage.start + unit.end
        near = sorted(
            (each for each in by_passage.get(unit.passage, ()) if each.start < end and start < each.end),
            key=lambda each: (each.start, each.end, each.rule),
        )
        text = passage.text[unit.start : unit.end]
        ours = [each for each in near if isinstance(each, CommitmentFinding) and not each.amends]
        yield Judged(
            document=document.name,
            lang=source.lang,
            kind=source.kind,
            unit=unit,
            text=text,
            pairs=tuple(match(unit.commitments, ours, passage.start)),
            themes=_themes(text, source.lang) if text != passage.text else _named(near),
            progress=next((each.state for each in near if isinstance(each, ProgressFinding)), None),
            response=next((each for each in near if isinstance(each, ResponseFinding)), None),
        )


def _named(findings: Iterable[AnyFinding]) -> frozenset[Theme]:
    return frozenset(each.theme for each in findings if isinstance(each, ThemeFinding))


def _themes(text: str, lang: Lang) -> frozenset[Theme]:
    """The themes of a part of a passage, read for itself.

    A finding says where its theme first shows in the passage, and of the ladder of power the passage's highest rung.
    """
    return frozenset(mark.theme for mark in themes.find(text, lang))


def match(labels: Sequence[Label], findings: Sequence[CommitmentFinding], base: int) -> Iterator[Pair]:
    """Pairs by the longest overlap, then what is left over; ``base`` is where the labels' passage begins."""
    overlaps = sorted(
        (-overlap, at, other)
        for at, label in enumerate(labels)
        for other, finding in enumerate(findings)
        if (overlap := min(label.end + base, finding.end) - max(label.start + base, finding.start)) > 0
    )
    taken: set[int] = set()
    met: set[int] = set()
    for _, at, other in overlaps:
        if at not in met and other not in taken:
            met.add(at)
            taken.add(other)
            yield Pair(labels[at], findings[other])
    yield from (Pair(label, None) for at, label in enumerate(labels) if at not in met)
    yield from (Pair(None, finding) for other, finding in enumerate(findings) if other not in taken)
