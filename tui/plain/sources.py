"""Where documents come from, and how each source fares."""

from collections.abc import Iterator

from corpus.language import day, number, plural, tr
from tui.desk import sources
from tui.plain.asked import Asked, facts
from tui.widgets.source_table import state
from tui.words.sources import named, published


def lines(asked: Asked) -> Iterator[str]:
    """All sources, and what they brought."""
    found = sources.listing(asked.desk)
    yield plural("{count} document", "{count} documents", found.stock.documents)
    if found.stock.unread:
        yield plural(
            "{count} document waits to be looked through: addewid update",
            "{count} documents wait to be looked through: addewid update",
            found.stock.unread,
        )
    for row in found.rows:
        health = row.health
        yield ""
        yield named(row.name)
        yield from facts(
            (tr("Name"), row.name),
            (tr("What it publishes"), published(row.name)),
            (tr("How it fares"), state(health)),
            (tr("Because"), health.because),
            (tr("Last crawl"), day(health.last.date()) if health.last else ""),
            (tr("Items"), number(health.listed) if health.last else ""),
            (tr("Last crawled whole"), day(health.last_success.date()) if health.last_success else ""),
            (tr("Pages still to fetch"), number(health.waiting) if health.waiting else ""),
            (tr("Fetched through"), health.via),
            (tr("Due"), tr("yes") if row.due else ""),
        )
