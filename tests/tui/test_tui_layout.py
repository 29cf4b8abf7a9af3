"""What stands above a passage in the reader."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from corpus import documents, versions
from corpus.database import Corpus
from corpus.types import ReadDocument
from tui.widgets.layout import above


def test_an_event_shows_its_day_and_an_answer_the_office_of_who_gave_it(
    corpus: Corpus,
    put: Callable[[Session, ReadDocument], versions.Added],
    make_document: Callable[..., ReadDocument],
) -> None:
    read = make_document("It was set up.", "It was closed.", "The same day.", "We will see.", issued=date(2026, 1, 1))
    days = (date(2023, 2, 3), date(2024, 5, 6), date(2024, 5, 6), date(2026, 1, 1))
    dated = [replace(passage, dated=day) for passage, day in zip(read.passages, days, strict=True)]
    dated[3] = replace(dated[3], role="First Minister")
    with corpus.write() as session:
        version = put(session, replace(read, passages=tuple(dated))).version_id
        shown = above(documents.passages(session, version))
    told = [[line for line in lines if line] for lines in shown]
    assert told == [["2023-02-03"], ["2024-05-06"], [], ["First Minister"]]
