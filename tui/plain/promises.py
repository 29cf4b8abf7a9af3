"""The promises that hold some words, or all of them."""

from collections.abc import Iterator

from corpus.language import plural, tr, when
from corpus.rows import CommitmentFilter, CommitmentRow
from tui import words
from tui.desk import promises
from tui.plain.asked import Asked, facts, window


def lines(asked: Asked) -> Iterator[str]:
    """Some promises, in the order of their deadlines."""
    wanted = CommitmentFilter(text=asked.text, on=asked.desk.today())
    outline = promises.outline(asked.desk, wanted, None, frozenset())
    yield plural("{count} promise", "{count} promises", outline.promises)
    if asked.text:
        yield from facts((tr("With the words"), asked.text))
    ids = outline.groups[0].ids[asked.skip : asked.skip + asked.limit]
    known = promises.rows(asked.desk, ids)
    for number in ids:
        if number in known:
            yield ""
            yield from entry(known[number])
    yield from window(asked, len(ids), outline.promises)


def entry(row: CommitmentRow) -> Iterator[str]:
    """One promise of a list."""
    yield f"“{row.quote}”"
    yield from facts(
        (tr("Reference"), row.ref),
        (tr("Delivery"), tr(words.DELIVERIES[row.delivery].word)),
        (tr("Overdue"), tr("yes") if row.overdue else ""),
        (tr("Who"), words.body(row)),
        (tr("By when"), words.deadline(row)),
        (tr("Document"), row.stands_in),
        (tr("Place"), row.place),
        (tr("Date"), when(row.when)),
    )
