"""Charts of the counts that ``corpus.overview`` makes, in the language in use."""

from collections.abc import Iterable

from corpus.codebook import UNMET, Delivery, Lang
from corpus.language import language, number, tr
from corpus.overview import Share, Tallies
from corpus.rows import BodyCount
from corpus.wording import name
from publish.charts.chart import Bar, Chart, Part, Tone

MOST = 12
"""How many bodies or themes one chart shows."""

YEARS = 40
"""How many years one chart shows; what is older stands in one column before them."""


def by_delivery(tallies: Tallies) -> Chart:
    """What became of promises, each value of the codebook that any has."""
    bars = tuple(Bar.of(name(value), many, _tone(value)) for value, many in tallies.deliveries.items() if many)
    return Chart(tr("What became of the promises"), bars, tr("promises"), tr("Delivery"))


def by_kind(tallies: Tallies) -> Chart:
    """Promises by their kind."""
    bars = tuple(_bar(name(kind), share) for kind, share in tallies.kinds.items() if share.total)
    return Chart(tr("Promises by kind"), bars, tr("promises"), tr("Kind"))


def by_body(tallies: Tallies, most: int = MOST) -> Chart:
    """Promises by whom they bind, those with the most first."""
    bars = tuple(_bar(called(body), share) for body, share in tallies.bodies.items())
    title = tr("Promises by body")
    if len(bars) > most:
        title = tr("Promises by body: the {count} with the most", count=number(most))
    return Chart(title, bars[:most], tr("promises"), tr("Body"))


def by_theme(tallies: Tallies, most: int = MOST) -> Chart:
    """Promises by theme, those with the most first; a promise is in each of its themes."""
    bars = tuple(_bar(name(theme), share) for theme, share in tallies.themes.items())
    title = tr("Promises by theme")
    if len(bars) > most:
        title = tr("Promises by theme: the {count} with the most", count=number(most))
    return Chart(title, bars[:most], tr("promises"), tr("Theme"))


def by_year(tallies: Tallies) -> Chart:
    """Promises by the year in which they were made, as columns without a gap between the years."""
    years = dict(tallies.years)
    bars: list[Bar] = []
    if years:
        last = max(years)
        first = max(min(years), last - YEARS + 1)
        older = [share for year, share in years.items() if year < first]
        if older:
            bars.append(_bar(tr("before {year}", year=first), _sum(older)))
        bars += [_bar(str(year), years.get(year, Share())) for year in range(first, last + 1)]
    return Chart(tr("Promises by the year they were made"), tuple(bars), tr("promises"), tr("Year"), columns=True)


def called(body: BodyCount) -> str:
    """A body's name in the language in use."""
    return body.name_cy if language() is Lang.CY else body.name_en


def _tone(value: Delivery) -> Tone:
    return Tone.UNMET if value in UNMET else Tone(value)


def _bar(label: str, share: Share) -> Bar:
    parts = (
        Part(share.met, Tone.MET),
        Part(share.unmet, Tone.UNMET),
        Part(share.not_assessed, Tone.NOT_ASSESSED),
        Part(share.superseded, Tone.SUPERSEDED),
    )
    return Bar(label, parts)


def _sum(shares: Iterable[Share]) -> Share:
    held = list(shares)
    return Share(
        met=sum(share.met for share in held),
        unmet=sum(share.unmet for share in held),
        not_assessed=sum(share.not_assessed for share in held),
        superseded=sum(share.superseded for share in held),
    )
