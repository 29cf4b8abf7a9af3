"""What a search finds, the best first."""

from collections.abc import Iterator

from corpus.errors import UsageProblem
from corpus.language import tr
from tui.plain.asked import Asked, facts, window
from tui.searching.searcher import Question, Searcher
from tui.widgets import answer, evidence


def lines(asked: Asked) -> Iterator[str]:
    """The passages that hold some words. Raises QueryProblem, CorpusBusy."""
    if not asked.text:
        raise UsageProblem("Say what to search for: addewid open --plain search WORDS")
    desk = asked.desk
    question = Question(asked.text, meaning=asked.preferences.meaning)
    found = Searcher(desk.corpus, desk.index, desk.who).page(question, asked.limit, asked.skip)
    yield answer.said(question, found).plain
    for hit in found.hits:
        yield ""
        yield hit.passage.text
        yield from facts(
            (tr("Stands in"), evidence.source(hit.passage)),
            (tr("Reference"), hit.passage.ref),
            (tr("Holds"), "" if hit.all_words else tr("only some of the words")),
            (tr("In the other language"), hit.twin.text if hit.twin else ""),
        )
    yield from window(asked, len(found.hits), found.shown + found.some)
