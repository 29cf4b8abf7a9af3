"""Two statements of one commitment: a person joins them, one stands for both, and all can be taken back."""

import pytest

from corpus import commitments
from corpus.codebook import Delivery, Lang, LinkState
from corpus.database import Corpus
from corpus.errors import NotFound, UsageProblem
from corpus.models import SamePair, State
from corpus.rows import CommitmentFilter
from corpus.same import pairs
from corpus.same.deciding import between, decide
from corpus.same.suggesting import PAIRED, Suggestion, suggest
from tests.corpus.stated import Make, Put, joined, judge, keep, listed, statement, suggested


@pytest.mark.databases
def test_suggestions_are_counted_once_and_go_when_they_no_longer_hold(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        assert suggest(session, [Suggestion(one, other, 0.9, ("why",)), Suggestion(other, last, 0.7, ())]) == 2
        assert suggest(session, [Suggestion(other, one, 0.8, ("why else",))]) == 0
        (row,) = pairs.listing(session)
        assert (row.score, row.reasons, {row.one.ref, row.other.ref}) == (0.8, ("why else",), {one, other})
        assert commitments.counts(session).pairs == 1
        assert commitments.get(session, one).open_pairs == 1
        assert len(listed(session)) == 3, "a suggestion counts for nothing"


@pytest.mark.databases
def test_the_earlier_stands_for_both_in_lists_counts_and_bodies(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        joined(session, other, last)
        joined(session, last, one)
        assert listed(session) == [one]
        assert commitments.count(session, CommitmentFilter()) == commitments.counts(session).commitments == 1
        assert [body.commitments for body in commitments.bodies(session)] == [1]
        detail = commitments.get(session, one)
        assert [row.ref for row in detail.statements] == [other, last]
        assert (detail.row.also_stated, commitments.get(session, last).row.same_as) == (2, one)


@pytest.mark.databases
def test_it_is_found_by_the_document_language_and_words_of_each_statement(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        joined(session, one, other)
        joined(session, one, last)
        for wanted in ({"document": "adroddiad"}, {"langs": frozenset({Lang.CY})}, {"text": "hyb"}, {"text": last}):
            assert listed(session, **wanted) == [one]
        assert listed(session, document="adroddiad", text="hubs") == []


def test_the_one_that_was_judged_last_stands_for_the_others(corpus: Corpus, three: list[str]) -> None:
    one, other, _ = three
    with corpus.write() as session:
        judge(session, other)
        joined(session, one, other)
        assert other in listed(session)
        assert one not in listed(session)
        judge(session, one, "partly")
        row = next(row for row in commitments.listing(session, CommitmentFilter()) if row.ref in three[:2])
        assert (row.ref, row.verifiability) == (one, "partly")


@pytest.mark.databases
def test_a_decision_is_taken_back_and_all_is_as_before(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        before = commitments.listing(session, CommitmentFilter())
        first, second = joined(session, one, other), joined(session, other, last)
        decide(session, second, LinkState.SUGGESTED, "Mair")
        assert sorted(listed(session)) == sorted([one, last])
        row = decide(session, first, LinkState.REJECTED, "Mair", "Another scheme.")
        assert (row.decided_by, row.because) == ("Mair", "Another scheme.")
        assert commitments.listing(session, CommitmentFilter()) == before


def test_a_rejected_pair_never_comes_back_nor_through_what_is_one_with_it(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        (pair,) = suggested(session, (one, last))
        decide(session, pair, LinkState.REJECTED, "Mair")
        joined(session, one, other)
        assert suggested(session, (one, last), (other, last), (one, other)) == []


def test_what_would_join_two_that_are_said_not_to_be_one_is_refused(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        no = decide(session, between(session, one, last, "Mair"), LinkState.REJECTED, "Mair").ref
        joined(session, one, other)
        with pytest.raises(UsageProblem, match=f"addewid same {no} --undo"):
            joined(session, other, last)
        assert sorted(listed(session)) == sorted([one, last])


def test_a_decision_stays_when_the_rules_no_longer_find_a_statement(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, last = three
    read = statement(make_document, 1)
    with corpus.write() as session:
        pair = joined(session, one, other)
        suggested(session, (other, last))
        keep(session, put, read, found=False)
        assert commitments.get(session, one).row.also_stated == 1
        keep(session, put, read)
        (row,) = (row for row in pairs.of_commitment(session, other) if row.ref == pair)
        assert row.state is LinkState.ACCEPTED


def test_what_only_the_program_thought_goes_with_the_statement(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, _ = three
    with corpus.write() as session:
        suggested(session, (one, other))
        keep(session, put, statement(make_document, 1), found=False)
        assert pairs.listing(session) == []
        assert other not in listed(session)


def test_one_whose_words_are_gone_does_not_stand_for_one_whose_words_are_there(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, _ = three
    with corpus.write() as session:
        joined(session, one, other)
        keep(session, put, statement(make_document, 0, "Something else entirely now."), found=False)
        assert other in listed(session)
        assert one not in listed(session)
        assert commitments.get(session, other).statements[0].withdrawn


@pytest.mark.databases
def test_overdue_and_counts_of_deliveries_count_a_joined_one_once(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        joined(session, three[0], three[1])
        counts = commitments.counts(session)
        assert counts.deliveries[Delivery.NOT_ASSESSED] == counts.commitments == 2


@pytest.mark.databases
def test_pairs_are_found_by_the_beginning_of_their_names(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        (pair,) = suggested(session, (three[0], three[1]))
        assert pairs.find(session, pair[:5]).ref == pair
        assert pairs.listing(session, document="adroddiad") == []
        assert [row.ref for row in pairs.listing(session, document="report")] == [pair]
        with pytest.raises(NotFound, match="addewid same"):
            pairs.find(session, "p-nothing")
        with pytest.raises(UsageProblem, match="name two"):
            between(session, three[0], three[0], "Mair")


def test_a_no_inside_a_group_is_refused_by_the_pairs_that_made_it(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        first, second = joined(session, one, other), joined(session, other, last)
        named = between(session, one, last, "Mair")
        with pytest.raises(UsageProblem) as refused:
            decide(session, named, LinkState.REJECTED, "Mair")
        said = str(refused.value)
        assert {first, second} <= set(said.replace(";", "").replace(",", "").split())
        assert said.count(".") == 1
        assert listed(session) == [one], "nothing has changed"
        decide(session, second, LinkState.SUGGESTED, "Mair")
        assert decide(session, named, LinkState.REJECTED, "Mair").state is LinkState.REJECTED
        assert sorted(listed(session)) == sorted([one, last])


def test_a_pair_of_a_ring_cannot_be_rejected_while_the_others_hold_it(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        joined(session, one, other)
        joined(session, other, last)
        ring = joined(session, one, last)
        with pytest.raises(UsageProblem, match=f"{one} and {last} are one"):
            decide(session, ring, LinkState.REJECTED, "Mair")
        decide(session, ring, LinkState.SUGGESTED, "Mair")
        assert listed(session) == [one], "one through the others all the same"


def test_a_pair_made_by_hand_and_undone_is_gone(corpus: Corpus, three: list[str]) -> None:
    one, other, _ = three
    with corpus.write() as session:
        pair = joined(session, one, other)
        row = decide(session, pair, LinkState.SUGGESTED, "Mair")
        assert (row.ref, row.state, row.decided_by) == (pair, LinkState.SUGGESTED, "")
        assert commitments.counts(session).pairs == commitments.get(session, one).open_pairs == 0
        assert len(listed(session)) == 3
        with pytest.raises(NotFound):
            pairs.find(session, pair)
        assert suggested(session, (one, other)) == [pair], "the program may see it still"


def test_what_the_program_suggested_and_a_person_undid_waits_again(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        (pair,) = suggested(session, (three[0], three[1]))
        decide(session, pair, LinkState.ACCEPTED, "Mair")
        assert pairs.listing(session) == []
        decide(session, pair, LinkState.SUGGESTED, "Mair")
        assert [row.ref for row in pairs.listing(session)] == [pair]


def test_a_pair_left_undecided_by_hand_goes_when_it_is_undone(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        pair = between(session, three[0], three[1], "Mair")
        decide(session, pair, LinkState.SUGGESTED, "Mair")
        assert session.query(SamePair).count() == 0


def test_the_program_looks_again_after_a_decision(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        (pair,) = suggested(session, (three[0], three[1]))
        for state in (LinkState.ACCEPTED, LinkState.REJECTED, LinkState.SUGGESTED):
            session.merge(State(name=PAIRED, value="looked"))
            session.flush()
            decide(session, pair, state, "Mair")
            session.expire_all()
            assert session.get(State, PAIRED) is None


def test_what_follows_from_decisions_no_longer_waits_for_one(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        suggested(session, (one, other), (other, last), (one, last))
        joined(session, one, other)
        joined(session, other, last)
        assert pairs.listing(session) == []
        assert commitments.counts(session).pairs == commitments.get(session, one).open_pairs == 0
