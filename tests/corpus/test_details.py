"""Everything about many commitments at a time is what is told of each by itself."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from corpus import commitments, details, evidence
from corpus.codebook import Judgement, Relation
from corpus.database import Corpus
from corpus.errors import NotFound
from corpus.models import Commitment
from corpus.rows import CommitmentDetail
from tests.corpus.accounted import filled, judge
from tests.corpus.stated import Make, Put, shown, suggested

ON = date(2026, 3, 2)
DAYS = (date(2020, 1, 1), date(2022, 6, 1), ON)


def every_ref(session: Session) -> list[str]:
    return list(session.scalars(select(Commitment.ref).order_by(Commitment.ref)))


def one_by_one(session: Session, refs: list[str], on: date) -> list[CommitmentDetail]:
    return [commitments.get(session, ref, on=on) for ref in refs]


@pytest.fixture(scope="module")
def starter(built_starter: Path) -> Iterator[Corpus]:
    opened = Corpus(f"sqlite:///{built_starter / 'corpus.db'}")
    yield opened
    opened.close()


@pytest.mark.databases
def test_a_whole_account_is_told_as_of_each(corpus: Corpus, put: Put, make_document: Make) -> None:
    account = filled(corpus, put, make_document)
    first, second, third = account.statements
    with corpus.write() as session:
        suggested(session, (first, third))
        shown(session, put, make_document, second, work="second-audit")
        row = commitments.get(session, third).quotation.passage
        evidence.add(session, third, row.id, 0, 4, Relation.BACKGROUND, "Mair")
        judge(session, third, "unclear", judgement=Judgement.VERIFIABILITY)
    with corpus.read() as session:
        refs = every_ref(session)
        assert len(refs) == 3
        for on in DAYS:
            told = list(details.details(session, refs, on=on))
            assert told == one_by_one(session, refs, on)
            assert any(detail.history for detail in told)
            assert any(detail.open_pairs for detail in told)


@settings(max_examples=12)
@given(data=st.data())
def test_any_of_the_starter_corpus_in_any_order(starter: Corpus, data: st.DataObject) -> None:
    with starter.read() as session:
        refs = data.draw(st.lists(st.sampled_from(every_ref(session)), max_size=8, unique=True))
        on = data.draw(st.sampled_from(DAYS))
        assert list(details.details(session, refs, on=on)) == one_by_one(session, refs, on)


def test_twins_and_evidence_are_among_what_was_compared(starter: Corpus) -> None:
    with starter.read() as session:
        told = list(details.details(session, every_ref(session), on=ON))
    assert sum(detail.twin is not None for detail in told) > 10
    assert sum(bool(detail.evidence) for detail in told) > 10
    assert len({detail.row.lang for detail in told}) == 2


def test_queries_do_not_grow_with_what_is_asked(starter: Corpus) -> None:
    asked: list[str] = []
    with starter.read() as session:
        refs = every_ref(session)
        event.listen(session.bind, "before_cursor_execute", lambda *told: asked.append(told[2]))
        list(details.details(session, refs[:1], on=ON))
        few = len(asked)
        list(details.details(session, refs[: details.AT_A_TIME], on=ON))
        assert len(asked) - few < 2 * few  # some are only asked where there is anything to be asked about


def test_what_is_not_there_is_named(corpus: Corpus) -> None:
    with corpus.read() as session, pytest.raises(NotFound, match="c-nowhere"):
        list(details.details(session, ["c-nowhere"], on=ON))
