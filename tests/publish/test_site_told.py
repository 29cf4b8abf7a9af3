"""What the page of a promise says of a judgement is what the account has in force on the day."""

from datetime import date

import pytest

from corpus import account, details
from corpus.codebook import Delivery, Judgement
from corpus.database import Corpus
from publish.site import meanings
from publish.site.quoting import beginning, end
from publish.site.shapes import SHAPES
from publish.site.told import in_force
from tests.corpus.accounted import filled, judge
from tests.corpus.stated import Make, Put

DAYS = [date(year, month, 2) for year in range(2021, 2027) for month in (1, 7)]


def test_the_event_in_force_is_the_accounts_on_every_day(corpus: Corpus, put: Put, make_document: Make) -> None:
    """With a correction of another day, one that is taken back, and judgements that were recorded out of order."""
    first, second, third = filled(corpus, put, make_document).statements
    with corpus.write() as session:
        later = judge(session, second, "unclear", judgement=Judgement.VERIFIABILITY, as_of=date(2025, 1, 1))
        account.correct(session, later.name, because="Misread.", who="Tomos")
        wrong = judge(session, first, "accepted", judgement=Judgement.RESPONSE, as_of=date(2024, 1, 1))
        judge(session, first, "rejected", judgement=Judgement.RESPONSE, as_of=date(2024, 1, 1))
        account.correct(session, wrong.name, value="partly-accepted", because="In part.", who="Mair")
        judge(session, third, "clear", judgement=Judgement.VERIFIABILITY, as_of=date(2022, 1, 1))
    seen = set()
    with corpus.read() as session:
        for on in DAYS:
            for detail in details.details(session, [first, second, third], on=on):
                for judgement in Judgement:
                    event = in_force(detail.history, judgement, on)
                    value = getattr(detail.row, judgement)
                    told = event.value if event else Delivery.NOT_ASSESSED if judgement is Judgement.DELIVERY else None
                    assert told == value
                    seen.add(told)
    assert len(seen) > 4


def test_every_status_has_a_shape_of_its_own_and_every_value_a_meaning() -> None:
    assert len(set(SHAPES.values())) == len(SHAPES) == len(Delivery)
    for judgement in Judgement:
        assert meanings.ASKED[judgement]
    assert all(meanings.meaning(value) for value in Delivery)


@pytest.mark.parametrize(("text", "most", "begun", "ended"), [
    ("one two three", 20, "one two three", "one two three"),
    ("one two three", 9, "one two…", "…three"),
    ("x" * 30, 5, "xxxxx…", "…xxxxx"),
    (" " * 30, 5, "…", "…"),
])  # fmt: skip
def test_texts_are_cut_between_words(text: str, most: int, begun: str, ended: str) -> None:
    assert (beginning(text, most), end(text, most)) == (begun, ended)
