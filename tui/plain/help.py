"""Which views there are, and how they are asked for."""

from collections.abc import Iterator, Mapping

from corpus.language import msg, tr
from tui.plain.asked import Asked

ABOUT: Mapping[str, str] = {
    "overview": msg("How many promises there are, what became of them, and what waits."),
    "promises WORDS": msg("The promises that hold some words; without words, all."),
    "promise REF": msg("One promise with its evidence, and what became of it by date."),
    "review": msg("What waits for you, and why."),
    "search WORDS": msg("The passages of all documents that hold some words."),
    "reader DOCUMENT": msg("A document, by its key, with the promises in it."),
    "cases WORDS": msg("The case studies that hold some words; without words, all."),
    "sources": msg("Where documents come from, and how each source fares."),
    "settings": msg("What is set, and where everything is."),
    "drafts FILE": msg("The drafts of answers to consultations; of one file, its questions."),
    "help": msg("This list."),
}


def lines(asked: Asked) -> Iterator[str]:
    """Each view with what it tells."""
    yield tr("Views of addewid open --plain")
    for view, about in ABOUT.items():
        yield f"{view}: {tr(about)}"
    yield ""
    yield tr("Long lists are cut: --limit says how many are listed, --skip how many are left out before them.")
    yield tr("What you decide is typed as a command, such as addewid accept; addewid --help lists them all.")
