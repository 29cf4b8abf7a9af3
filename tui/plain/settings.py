"""What is set, and where everything is."""

from collections.abc import Iterator

from corpus.language import tr
from tui.plain.asked import Asked, facts, part
from tui.words.settings import PARTS


def lines(asked: Asked) -> Iterator[str]:
    """Every setting with its value, its name in the file, and what it is for."""
    now = asked.preferences
    yield tr("Settings")
    yield from facts((tr("Corpus"), now.corpus), (tr("Settings in"), now.file), (tr("Version"), now.version))
    for title, settings in PARTS:
        told = (
            tr(
                "{title}: {value}. {about} In the file: {name}",
                title=tr(it.title),
                value=it.value(now),
                about=tr(it.about),
                name=it.name,
            )
            for it in settings
        )
        yield from part(tr(title), told)
