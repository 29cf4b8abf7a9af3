"""A small corpus of which people have judged some promises: what tests of briefings and crates share."""

from datetime import date

from corpus import recorded
from corpus.database import Corpus
from tests.tui.filled import HUBS, HYBIAU, MARKUP, REVIEW, Filled, Put

ON = date(2026, 3, 2)


def judge_some(corpus: Corpus, put: Put) -> None:
    """Fill an empty corpus: of seven promises four are unmet, two of these overdue; three nobody has assessed."""
    Filled.fill(corpus, put)
    filled = Filled(corpus)
    filled.judge(HUBS, "stalled", filled.links()[0])
    for words in (REVIEW, HYBIAU, MARKUP):
        with corpus.write() as session:
            search = recorded.record(session, 'hubs "open"', 0, "Mair Tester")
        filled.judge(words, "no-evidence-found", search=search, because="Nothing was found, $x^2$ <b>or</b> |so|.")
