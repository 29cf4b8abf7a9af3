"""What a briefing consists of, part by part, in the language in use; each format writes the same parts."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.codebook import Lang
from corpus.language import day, tr
from publish.briefing.gathering import Briefing
from publish.briefing.saying import counted, heading, judged, promised, title
from publish.charts import Chart


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2, under the title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """Sentences that stand apart, a paragraph each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: what it is under which ``ref``, its words and their language, their source, what was judged."""

    ref: str
    what: str
    words: str
    lang: Lang
    citation: str
    judged: str


Part = Heading | Points | Small | Chart | Promise


@dataclass(frozen=True, slots=True)
class Parts:
    """A whole briefing."""

    title: str
    subtitle: str
    lang: Lang
    body: tuple[Part, ...]


def parts(briefing: Briefing) -> Parts:
    """The parts of a briefing; text of documents is as it is there, and has yet to be escaped."""
    on = day(briefing.stamp.on)
    told = tr("{what}, as of {day}", what=briefing.asked, day=on) if briefing.asked else tr("As of {day}", day=on)
    return Parts(title(briefing), told, briefing.lang, tuple(_body(briefing)))


def _body(briefing: Briefing) -> Iterator[Part]:
    yield Heading(1, tr("In short"))
    yield Points(tuple(counted(briefing)))
    yield Small(briefing.stamp.lines())
    if briefing.charts:
        yield Heading(1, tr("In pictures"))
    for chart in briefing.charts:
        yield Heading(2, chart.title)
        yield chart
    if briefing.groups:
        yield Heading(1, tr("The promises"))
    for group in briefing.groups:
        yield Heading(2, heading(group))
        for brief in group.briefs:
            row = brief.row
            yield Promise(row.ref, promised(brief), brief.words, row.lang, brief.citation, " ".join(judged(brief)))
