"""What waits for a person, and why."""

from collections import Counter
from collections.abc import Iterator

from corpus import wording
from corpus.language import number, plural, tr
from tui.desk import review
from tui.plain.asked import Asked, facts, part, window
from tui.plain.promises import entry


def lines(asked: Asked) -> Iterator[str]:
    """How much waits for each reason, then some of it, the most pressing first."""
    items = review.outline(asked.desk).items
    yield plural("{count} thing waits for you", "{count} things wait for you", len(items))
    many = Counter(item.reason for item in items)
    yield from facts(*((wording.name(reason), number(count)) for reason, count in many.items()))
    some = items[asked.skip : asked.skip + asked.limit]
    rows = review.rows(asked.desk, some)
    for item in some:
        if item in rows:
            yield from part(wording.name(item.reason), facts((tr("Why"), rows[item].why)))
            yield from entry(rows[item].commitment)
    yield from window(asked, len(some), len(items))
