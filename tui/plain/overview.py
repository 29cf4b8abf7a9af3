"""How many promises there are, what became of them, and what waits."""

from collections.abc import Iterable, Iterator

from corpus import wording
from corpus.language import day, number, plural, tr
from corpus.overview import Share
from tui import words
from tui.desk import overview as reading
from tui.plain.asked import Asked, facts, part


def lines(asked: Asked) -> Iterator[str]:
    """The counts of the overview's charts."""
    now = reading.counted(asked.desk)
    told = now.tallies
    yield tr("Overview of {day}", day=day(now.on))
    yield plural("{count} document", "{count} documents", now.documents)
    yield plural("{count} promise", "{count} promises", told.total)
    if not told.total:
        return
    yield from facts(
        (tr("Past their day and not met"), number(now.overdue)),
        (tr("Due soon"), number(now.due_soon)),
        (tr("Sources that fare badly"), number(now.unwell)),
    )
    waiting = reading.waiting(asked.desk).items()
    yield from part(
        tr("What needs attention"), facts(*((wording.name(reason), number(many)) for reason, many in waiting if many))
    )
    yield from part(
        tr("What became of them"),
        facts(*((tr(words.DELIVERIES[each].word), number(many)) for each, many in told.deliveries.items() if many)),
    )
    yield from part(tr("By kind"), _shares((wording.name(kind), share) for kind, share in told.kinds.items()))
    yield from part(tr("By body"), _shares((words.body_name(body), share) for body, share in told.bodies.items()))
    yield from part(tr("By theme"), _shares((wording.name(theme), share) for theme, share in told.themes.items()))
    yield from part(tr("By the year they were made"), _shares((str(year), share) for year, share in told.years.items()))


def _shares(named: Iterable[tuple[str, Share]]) -> Iterator[str]:
    """What became of the promises of each sort that there are any of."""
    for name, share in named:
        if share.total:
            yield tr(
                "{name}: {total}; met {met}, unmet {unmet}, not assessed {open}, superseded {superseded}",
                name=name,
                total=number(share.total),
                met=number(share.met),
                unmet=number(share.unmet),
                open=number(share.not_assessed),
                superseded=number(share.superseded),
            )
