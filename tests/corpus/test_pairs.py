"""Two statements of one commitment: a person joins them, one stands for both, and all can be taken back."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from corpus import account, commitments, findings, pairs, same, versions
from corpus.codebook import CommitmentKind, Delivery, Judgement, Lang, LinkState
from corpus.database import Corpus
from corpus.errors import NotFound, UsageProblem
from corpus.rows import CommitmentFilter
from corpus.same import Suggestion
from corpus.types import CommitmentFinding, ReadDocument

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

WORDS = ("We will open ten hubs.", "In 2021 we promised that we will open ten hubs.", "Byddwn yn agor deg hyb.")
SOURCES = (
    ("strategy", Lang.EN, date(2021, 6, 15)),
    ("report", Lang.EN, date(2022, 6, 15)),
    ("adroddiad", Lang.CY, date(2023, 6, 15)),
)


@pytest.fixture
def three(corpus: Corpus, put: Put, make_document: Make) -> list[str]:
    """One commitment stated three times, oldest first."""
    refs = []
    with corpus.write() as session:
        for words, (work, lang, issued) in zip(WORDS, SOURCES, strict=True):
            keep(session, put, make_document(words, work=work, lang=lang, issued=issued, title=work))
            refs.append(next(row.ref for row in commitments.listing(session, CommitmentFilter()) if row.quote == words))
    return refs


def keep(session: Session, put: Put, read: ReadDocument, *, found: bool = True) -> None:
    quote = read.passages[0].text
    finding = CommitmentFinding(
        passage=0, quote=quote, start=0, end=len(quote), lang=read.lang, confidence=0.9, rule="test",
        kind=CommitmentKind.PLEDGE, actor_body="welsh-government",
    )  # fmt: skip
    findings.keep(session, put(session, read).version_id, [finding] if found else [], "rules")


def suggested(session: Session, *couples: tuple[str, str]) -> list[str]:
    same.suggest(session, [Suggestion(one, other, 0.9, ("the same words",)) for one, other in couples])
    return [row.ref for row in pairs.listing(session)]


def joined(session: Session, one: str, other: str) -> str:
    pair = same.between(session, one, other, "Mair")
    return same.decide(session, pair, LinkState.ACCEPTED, "Mair", "One promise.").ref


def listed(session: Session, **wanted: object) -> list[str]:
    return [row.ref for row in commitments.listing(session, CommitmentFilter(**wanted))]  # type: ignore[arg-type]


def judge(session: Session, ref: str, value: str = "clear") -> None:
    account.record(session, ref, Judgement.VERIFIABILITY, value, because="Dated.", who="Mair", as_of=date(2024, 1, 1))


def test_suggestions_are_counted_once_and_go_when_they_no_longer_hold(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        assert same.suggest(session, [Suggestion(one, other, 0.9, ("why",)), Suggestion(other, last, 0.7, ())]) == 2
        assert same.suggest(session, [Suggestion(other, one, 0.8, ("why else",))]) == 0
        (row,) = pairs.listing(session)
        assert (row.score, row.reasons, {row.one.ref, row.other.ref}) == (0.8, ("why else",), {one, other})
        assert commitments.counts(session).pairs == 1
        assert commitments.get(session, one).open_pairs == 1
        assert len(listed(session)) == 3, "a suggestion counts for nothing"


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


def test_a_decision_is_taken_back_and_all_is_as_before(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        before = commitments.listing(session, CommitmentFilter())
        first, second = joined(session, one, other), joined(session, other, last)
        same.decide(session, second, LinkState.SUGGESTED, "Mair")
        assert sorted(listed(session)) == sorted([one, last])
        row = same.decide(session, first, LinkState.REJECTED, "Mair", "Another scheme.")
        assert (row.decided_by, row.because) == ("Mair", "Another scheme.")
        assert commitments.listing(session, CommitmentFilter()) == before


def test_a_rejected_pair_never_comes_back_nor_through_what_is_one_with_it(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        (pair,) = suggested(session, (one, last))
        same.decide(session, pair, LinkState.REJECTED, "Mair")
        joined(session, one, other)
        assert suggested(session, (one, last), (other, last), (one, other)) == []


def test_what_would_join_two_that_are_said_not_to_be_one_is_refused(corpus: Corpus, three: list[str]) -> None:
    one, other, last = three
    with corpus.write() as session:
        no = same.decide(session, same.between(session, one, last, "Mair"), LinkState.REJECTED, "Mair").ref
        joined(session, one, other)
        with pytest.raises(UsageProblem, match=f"addewid same {no} --undo"):
            joined(session, other, last)
        assert sorted(listed(session)) == sorted([one, last])


def test_a_decision_stays_when_the_rules_no_longer_find_a_statement(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, last = three
    read = make_document(WORDS[1], work="report", issued=SOURCES[1][2], title="report")
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
        keep(session, put, make_document(WORDS[1], work="report"), found=False)
        assert pairs.listing(session) == []
        assert other not in listed(session)


def test_one_whose_words_are_gone_does_not_stand_for_one_whose_words_are_there(
    corpus: Corpus, three: list[str], put: Put, make_document: Make
) -> None:
    one, other, _ = three
    with corpus.write() as session:
        joined(session, one, other)
        keep(
            session, put, make_document("Something else entirely now.", work="strategy", title="strategy"), found=False
        )
        assert other in listed(session)
        assert one not in listed(session)
        assert commitments.get(session, other).statements[0].withdrawn


def test_overdue_and_counts_of_deliveries_count_a_joined_one_once(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        joined(session, three[0], three[1])
        counts = commitments.counts(session)
        assert counts.deliveries[Delivery.NOT_ASSESSED] == counts.commitments == 2


def test_pairs_are_found_by_the_beginning_of_their_names(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        (pair,) = suggested(session, (three[0], three[1]))
        assert pairs.find(session, pair[:5]).ref == pair
        assert pairs.listing(session, document="adroddiad") == []
        assert [row.ref for row in pairs.listing(session, document="report")] == [pair]
        with pytest.raises(NotFound, match="addewid same"):
            pairs.find(session, "p-nothing")
        with pytest.raises(UsageProblem, match="name two"):
            same.between(session, three[0], three[0], "Mair")
