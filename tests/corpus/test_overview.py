"""Counting all commitments, and lists of them by group: every count is that of the list which it leads to."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import event, update
from sqlalchemy.orm import Session

from corpus import commitments, editing, grouping
from corpus.codebook import CommitmentKind, CrawlOutcome, Delivery, Relation, Theme
from corpus.database import Corpus
from corpus.grouping import Group, Grouping
from corpus.models import Commitment, Crawl
from corpus.overview import Share, Tallies, due_soon, made_in, overdue, overview, tallies
from corpus.rows import CommitmentFilter
from tests.corpus.accounted import judge
from tests.corpus.stated import Make, Put, joined, keep, shown

TODAY = date(2024, 6, 1)
SAID: Sequence[tuple[str, dict[str, object], dict[str, object]]] = (
    ("a", {"issued": date(2019, 5, 1)}, {"themes": (Theme.OUTCOMES, Theme.PREVENTION), "deadline": date(2024, 5, 31)}),
    ("b", {"issued": date(2019, 6, 1)}, {"themes": (Theme.OUTCOMES,), "deadline": date(2024, 8, 30)}),
    ("c", {"issued": date(2021, 6, 1)}, {"kind": CommitmentKind.DUTY, "actor_body": "", "deadline": date(2024, 8, 31)}),
    ("d", {"issued": None}, {"kind": CommitmentKind.DUTY, "actor_body": "audit-wales"}),
    ("e", {"issued": date(2021, 6, 2)}, {"actor_body": "audit-wales", "themes": (Theme.PREVENTION,)}),
)


def stated(session: Session, put: Put, make: Make) -> list[str]:
    """Five commitments in documents called a to e: their refs."""
    refs = []
    for name, document, said in SAID:
        keep(session, put, make(f"We will open hub {name}.", work=name, title=name.upper(), **document), **said)  # type: ignore[arg-type]
        wanted = CommitmentFilter(text=f"hub {name}")
        refs += [row.ref for row in commitments.listing(session, wanted) if row.quote.endswith(f"{name}.")]
    return refs


def filters(told: Tallies) -> dict[CommitmentFilter, int]:
    """What every count of an overview leads to, and the count."""
    found: dict[CommitmentFilter, int] = {}
    for delivery, many in told.deliveries.items():
        found[CommitmentFilter(deliveries=frozenset({delivery}), on=TODAY)] = many
    for kind, share in told.kinds.items():
        found[CommitmentFilter(kinds=frozenset({kind}), on=TODAY)] = share.total
    for theme, share in told.themes.items():
        found[CommitmentFilter(themes=frozenset({theme}), on=TODAY)] = share.total
    for body, share in told.bodies.items():
        found[CommitmentFilter(bodies=frozenset({body.key}), on=TODAY)] = share.total
    for year, share in told.years.items():
        found[made_in(year, TODAY)] = share.total
    return found


@pytest.mark.databases
def test_commitments_are_counted_by_all_that_is_said_of_them(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        refs = stated(session, put, make_document)
        judge(session, refs[0], "in-progress", [shown(session, put, make_document, refs[0]).ref])
        judge(session, refs[1], "met", [shown(session, put, make_document, refs[1], Relation.DELIVERS).ref])
        session.flush()
        now = overview(session, on=TODAY)
    told = now.tallies
    assert (told.total, now.documents, now.overdue, now.due_soon, now.unwell) == (5, 6, 1, 0, 0)
    assert told.deliveries[Delivery.NOT_ASSESSED] == 3 and set(told.deliveries) == set(Delivery)
    assert told.kinds[CommitmentKind.DUTY] == Share(not_assessed=2)
    assert told.kinds[CommitmentKind.PLEDGE] == Share(met=1, unmet=1, not_assessed=1)
    assert told.kinds[CommitmentKind.ASPIRATION] == Share()
    assert {theme: share.total for theme, share in told.themes.items()} == {Theme.OUTCOMES: 2, Theme.PREVENTION: 2}
    assert {body.key: share for body, share in told.bodies.items()} == {
        "welsh-government": Share(met=1, unmet=1),
        "audit-wales": Share(not_assessed=2),
    }
    assert told.years == {2019: Share(met=1, unmet=1), 2021: Share(not_assessed=2)}
    assert (told.unnamed, told.unthemed, told.undated) == (1, 2, 1)


@pytest.mark.databases
def test_what_is_due_within_ninety_days_is_due_soon_unless_it_is_done(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        refs = stated(session, put, make_document)
        session.flush()
        assert overview(session, on=TODAY).due_soon == 1
        assert overview(session, on=date(2024, 5, 31)).due_soon == 1, "on its own day it is due; the 91st is not soon"
        assert overview(session, on=date(2024, 6, 2)).due_soon == 2
        assert [row.ref for row in commitments.listing(session, due_soon(TODAY))] == [refs[1]]
        judge(session, refs[1], "met", [shown(session, put, make_document, refs[1], Relation.DELIVERS).ref])
        session.flush()
        assert overview(session, on=TODAY).due_soon == 0
        assert overview(session, on=date(2023, 12, 31)).due_soon == 0, "it was not yet judged, nor due in 90 days"
        assert commitments.count(session, overdue(TODAY)) == 0, "nobody assessed what is past its day"


@pytest.mark.databases
def test_every_count_is_that_of_its_list_also_of_what_is_stated_several_times(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        refs = stated(session, put, make_document)
        joined(session, refs[0], refs[3])
        joined(session, refs[1], refs[2])
        editing.refuse(session, refs[4], "Mair", "It is none.")
        judge(session, refs[0], "broken", [shown(session, put, make_document, refs[3]).ref])
        session.flush()
        told = overview(session, on=TODAY).tallies
        assert told.total == 2
        assert {body.key: share.total for body, share in told.bodies.items()} == {
            "welsh-government": 2, "audit-wales": 1,
        }  # fmt: skip
        assert (told.unnamed, told.unthemed, told.undated) == (0, 0, 0), "another of its statements says it"
        for wanted, many in filters(told).items():
            assert commitments.count(session, wanted) == many, wanted
        for by in Grouping:
            for group in grouping.grouped(session, CommitmentFilter(on=TODAY), by):
                assert len(set(group.ids)) == len(group.ids)


@pytest.mark.databases
def test_a_filter_narrows_what_is_counted(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        stated(session, put, make_document)
        session.flush()
        told = tallies(session, CommitmentFilter(kinds=frozenset({CommitmentKind.DUTY}), on=TODAY))
        assert told.total == 2 and told.kinds[CommitmentKind.PLEDGE].total == 0
        assert [body.key for body in told.bodies] == ["audit-wales"]
        assert tallies(session, CommitmentFilter(text="nowhere", on=TODAY)).total == 0


def keys(groups: Sequence[Group]) -> dict[str, int]:
    return {group.key: len(group.ids) for group in groups}


@pytest.mark.databases
def test_groups_come_largest_first_with_those_of_none_last(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        stated(session, put, make_document)
        session.flush()
        everything = CommitmentFilter(on=TODAY)
        by_body = grouping.grouped(session, everything, Grouping.BODY)
        assert list(keys(by_body).items()) == [("audit-wales", 2), ("welsh-government", 2), ("", 1)]
        assert by_body[0].name_cy == "Archwilio Cymru"
        by_theme = grouping.grouped(session, everything, Grouping.THEME)
        assert list(keys(by_theme).items()) == [("outcomes", 2), ("prevention", 2), ("", 2)]
        only = CommitmentFilter(on=TODAY, themes=frozenset({Theme.PREVENTION}))
        assert keys(grouping.grouped(session, only, Grouping.THEME)) == {"prevention": 2}
        by_document = grouping.grouped(session, everything, Grouping.DOCUMENT)
        assert [(group.key, group.name_en) for group in by_document] == [(name, name.upper()) for name in "abcde"]


@pytest.mark.databases
def test_a_list_as_numbers_is_the_list_itself(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        refs = stated(session, put, make_document)
        joined(session, refs[1], refs[2])
        judge(session, refs[0], "broken", [shown(session, put, make_document, refs[0]).ref])
        session.flush()
        for wanted in (CommitmentFilter(on=TODAY), CommitmentFilter(on=TODAY, descending=True, text="hub")):
            numbers = grouping.ordered(session, wanted)
            rows = commitments.numbered(session, numbers, on=TODAY)
            assert [rows[number] for number in numbers] == commitments.listing(session, wanted)
        assert commitments.numbered(session, [12345, numbers[0]], on=TODAY).keys() == {numbers[0]}
        assert commitments.number_of(session, refs[2]) == commitments.number_of(session, refs[1])
        assert commitments.number_of(session, "c-none") is None
        found = commitments.quotation(session, refs[0])
        assert found.exact == found.passage.text[found.start : found.end] == "We will open hub a."


@pytest.mark.databases
def test_deadlines_can_be_bounded(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        refs = stated(session, put, make_document)
        session.flush()

        def due(first: date | None, last: date | None) -> list[str]:
            wanted = CommitmentFilter(due_from=first, due_by=last, on=TODAY)
            return [row.ref for row in commitments.listing(session, wanted)]

        assert due(date(2024, 5, 31), date(2024, 8, 30)) == refs[:2]
        assert due(date(2024, 6, 1), None) == refs[1:3]
        assert due(None, date(2024, 5, 30)) == []


def test_sources_whose_last_crawl_failed_are_unwell(corpus: Corpus) -> None:
    with corpus.write() as session:
        for source, outcomes in {
            "well": [CrawlOutcome.FAILED, CrawlOutcome.COMPLETE],
            "unwell": [CrawlOutcome.COMPLETE, CrawlOutcome.BLOCKED],
            "stopped": [CrawlOutcome.STOPPED],
        }.items():
            for outcome in outcomes:
                at = datetime(2024, 1, 1, tzinfo=UTC)
                session.add(
                    Crawl(source=source, started_at=at, ended_at=at, outcome=outcome, because="", via="", wanted={})
                )
        session.flush()
        assert overview(session, on=TODAY).unwell == 1


def test_an_empty_corpus_has_an_overview(corpus: Corpus) -> None:
    with corpus.read() as session:
        now = overview(session, on=TODAY)
        assert (now.tallies.total, now.documents, dict(now.tallies.bodies)) == (0, 0, {})
        assert grouping.grouped(session, CommitmentFilter(), Grouping.DOCUMENT) == ()


def test_an_overview_takes_few_statements(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        refs = stated(session, put, make_document)
        joined(session, refs[1], refs[2])
        session.execute(update(Commitment).where(Commitment.ref == refs[0]).values(deadline=None))
    asked: list[str] = []
    event.listen(corpus.engine, "before_cursor_execute", lambda _c, _k, statement, *_: asked.append(statement))
    with corpus.read() as session:
        overview(session, on=TODAY)
    assert len(asked) <= 6  # the first only begins
