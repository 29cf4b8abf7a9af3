"""The case studies that hold some words, or all of them, with the promises that they are evidence of."""

from collections.abc import Iterator

from corpus.language import plural, tr
from corpus.studies import StudyFilter, StudyRow
from tui import words
from tui.desk import Desk, cases
from tui.plain.asked import Asked, facts, window
from tui.widgets import evidence
from tui.widgets.studies import outcome


def lines(asked: Asked) -> Iterator[str]:
    """Some case studies, by name."""
    found = cases.listing(asked.desk, StudyFilter(text=asked.text), asked.limit, asked.skip)
    yield plural("{count} case study", "{count} case studies", found.total)
    if asked.text:
        yield from facts((tr("With the words"), asked.text))
    for row in found.rows:
        yield from _study(asked.desk, row)
    yield from window(asked, len(found.rows), found.total)


def _study(desk: Desk, row: StudyRow) -> Iterator[str]:
    yield ""
    yield row.name
    yield from facts(
        (tr("Where"), row.place),
        (tr("Sector"), row.sector),
        *((tr("Outcome"), outcome(one)) for one in row.outcomes),
        (tr("Stands in"), evidence.source(row.passage)),
        (tr("Reference"), row.passage.ref),
    )
    for each in cases.links(desk, row.passage.id):
        yield tr(
            "Evidence of {ref}, {state}: “{promise}”",
            ref=each.commitment.ref,
            state=words.LINK_STATES[each.link.state].word,
            promise=each.commitment.quote,
        )
