"""Rules change and draw the edges of promises anew, documents change with them: what people decided is carried over."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from corpus import account, commitments, documents, evidence, findings, versions
from corpus.codebook import AnchorOutcome, CommitmentKind, Judgement, Lang, LinkState, ProgressState, Relation, Response
from corpus.database import Corpus
from corpus.models import Passage as PassageTable
from corpus.rows import CommitmentFilter
from corpus.same.deciding import between, decide
from corpus.same.suggesting import Suggestion, suggest
from corpus.types import AnyFinding, CommitmentFinding, LinkSuggestion, ProgressFinding, ReadDocument, ResponseFinding
from corpus.verify import lost

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]
Span = tuple[int, int, int]
"""A passage, and a stretch of its own text."""

TEXTS = (
    "However, we will publish a plan for care by May, and we will open ten hubs in the valleys.",
    "Every council should keep a register, and every board must say what it spends on carers.",
)


class FakeTagger:
    """Finds a commitment at each of its stretches, which a change of rules moves."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self.spans = sorted(set(spans))

    def tag(self, read: ReadDocument) -> list[AnyFinding]:
        found: list[AnyFinding] = []
        for passage, start, end in self.spans:
            at = read.passages[passage].start + start
            length = min(end, len(read.passages[passage].text)) - start
            quote = read.text[at : at + length]
            found.append(
                CommitmentFinding(
                    passage=passage, quote=quote, start=at, end=at + length, lang=Lang.EN, confidence=0.8, rule="fake",
                    kind=CommitmentKind.PLEDGE,
                )
            )  # fmt: skip
        return found


def tagged(session: Session, put: Put, read: ReadDocument, spans: Iterable[Span], rules: str) -> findings.Kept:
    return findings.keep(session, put(session, read).version_id, FakeTagger(spans).tag(read), rules)


def listed(session: Session) -> dict[str, str]:
    return {row.ref: row.quote for row in commitments.listing(session, CommitmentFilter())}


def judge(session: Session, ref: str) -> None:
    account.record(session, ref, Judgement.VERIFIABILITY, "clear", because="Dated.", who="Mair", as_of=date(2022, 1, 1))


WHOLE, FIRST, SECOND = (0, 0, 90), (0, 9, 48), (0, 50, 89)


def test_one_promise_told_apart_into_two_keeps_its_account_with_the_larger_part(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    read = make_document(*TEXTS)
    with corpus.write() as session:
        tagged(session, put, read, [WHOLE], "first")
        (ref,) = listed(session)
        judge(session, ref)
        kept = tagged(session, put, read, [FIRST, (0, 53, 80)], "second")
        assert kept.lost == ()
        assert len(listed(session)) == 2
        assert listed(session)[ref] == "we will publish a plan for care by May,"
        assert commitments.get(session, ref).history[0].value == "clear"


def test_of_two_promises_read_as_one_the_one_that_was_judged_lives_on(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    read = make_document(*TEXTS)
    with corpus.write() as session:
        tagged(session, put, read, [FIRST, SECOND], "first")
        judged = next(ref for ref, quote in listed(session).items() if "hubs" in quote)
        judge(session, judged)
        tagged(session, put, read, [WHOLE], "second")
        assert list(listed(session)) == [judged]


def test_rules_and_text_that_change_at_once_lose_no_decision(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        tagged(session, put, make_document(*TEXTS), [FIRST], "first")
        (ref,) = listed(session)
        judge(session, ref)
        newer = make_document("A new foreword, much longer than what stood here before.", *TEXTS)
        tagged(session, put, newer, [(1, 0, 48)], "second")
        assert listed(session) == {ref: "However, we will publish a plan for care by May,"}


def test_words_that_a_person_chose_stay_as_she_chose_them(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document(*TEXTS)
    with corpus.write() as session:
        version = put(session, read)
        passage = documents.passages(session, version.version_id)[0]
        ref = findings.add(session, passage.id, 12, 40, CommitmentKind.PLEDGE)
        chosen = TEXTS[0][12:40]
        for rules, spans in (("first", [WHOLE]), ("second", [FIRST]), ("third", [])):
            tagged(session, put, read, spans, rules)
            assert listed(session) == {ref: chosen}


@pytest.mark.databases
def test_evidence_and_pairs_follow_a_promise_whose_edges_move(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document(*TEXTS)
    with corpus.write() as session:
        tagged(session, put, read, [FIRST, SECOND], "first")
        one, other = listed(session)
        report = put(session, make_document("The plan came out in May.", work="report", issued=date(2023, 1, 1)))
        passage = documents.passages(session, report.version_id)[0]
        evidence.suggest(session, one, [LinkSuggestion(passage.id, 0, 25, Relation.DELIVERS, 0.5, ("why",))], 1)
        link = commitments.get(session, one).evidence[0].ref
        evidence.decide(session, link, LinkState.ACCEPTED, "Mair")
        suggest(session, [Suggestion(one, other, 0.9, ("why",))])
        pair = decide(session, between(session, one, other, "Mair"), LinkState.REJECTED, "Mair").ref
        tagged(session, put, read, [(0, 0, 48), (0, 49, 90)], "second")
        assert set(listed(session)) == {one, other}
        assert [row.ref for row in commitments.get(session, one).evidence] == [link]
        assert suggest(session, [Suggestion(one, other, 0.9, ("why",))]) == 0
        assert decide(session, pair, LinkState.REJECTED, "Mair").state is LinkState.REJECTED


@pytest.mark.databases
def test_what_could_not_be_carried_is_told_at_once_and_listed_later(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        tagged(session, put, make_document(*TEXTS), [FIRST], "first")
        (ref,) = listed(session)
        judge(session, ref)
        report = put(session, make_document("The plan came out in May of that year.", work="report"))
        passage = documents.passages(session, report.version_id)[0]
        row = evidence.add(session, ref, passage.id, 0, len(passage.text), Relation.DELIVERS, "Mair")
        assert lost(session) == []
        kept = tagged(session, put, make_document("Nothing is promised in this text any more."), [], "second")
        gone = tagged(session, put, make_document("It never came out at all.", work="report"), [], "second")
        assert (kept.lost, gone.lost) == ((ref,), (row.ref,))
        assert [(check.owner, check.exact) for check in lost(session)] == [
            (ref, TEXTS[0][9:48]),
            (row.ref, "The plan came out in May of that year."),
        ]
        evidence.decide(session, row.ref, LinkState.REJECTED, "Mair")
        assert [check.owner for check in lost(session)] == [ref]
        tagged(session, put, make_document(*TEXTS), [FIRST], "second")
        assert lost(session) == [], "its words are back"
        assert ref in listed(session)


SPANS = st.lists(
    st.builds(
        lambda passage, start, length: (passage, start, start + length),
        st.integers(0, 1), st.integers(0, 60), st.integers(8, 40),
    ),
    max_size=4,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=SPANS, second=SPANS, third=SPANS, shift=st.booleans(), judged=st.sets(st.integers(0, 3)))
def test_no_change_of_rules_loses_a_judgement(
    corpus: Corpus, put: Put, make_document: Make, first: list[Span], second: list[Span], third: list[Span],
    shift: bool, judged: set[int],
) -> None:  # fmt: skip
    class RolledBack(Exception):
        pass

    read = make_document(*TEXTS)
    newer = make_document("A foreword.", *TEXTS) if shift else read
    moved = [(passage + shift, start, end) for passage, start, end in third]
    try:
        with corpus.write() as session:
            tagged(session, put, read, first, "first")
            refs = sorted(listed(session))
            kept = {refs[number] for number in judged if number < len(refs)}
            for ref in kept:
                judge(session, ref)
            for text, spans, rules in ((read, second, "second"), (newer, moved, "third")):
                assert tagged(session, put, text, spans, rules).lost == (), "every word is still there"
                rows = commitments.listing(session, CommitmentFilter())
                assert kept <= {row.ref for row in rows}
                assert all(row.verifiability == "clear" for row in rows if row.ref in kept)
                assert {row.quote for row in rows} >= {finding.quote for finding in FakeTagger(spans).tag(text)}
                assert len(rows) <= len(set(spans)) + len(kept)
                assert not any(row.withdrawn for row in rows)
                places = {(row.passage_ref, row.start, row.end) for row in rows if row.ref in kept}
                assert not places & {(row.passage_ref, row.start, row.end) for row in rows if row.ref not in kept}
            raise RolledBack
    except RolledBack:
        pass


@pytest.mark.databases
def test_progress_and_responses_are_replaced_and_counted(corpus: Corpus, put: Put, make_document: Make) -> None:
    text = "Recommendation 4: accept. We opened three hubs in May 2022."
    read = make_document(text)
    mark = {"passage": 0, "quote": text, "start": 0, "end": len(text), "lang": Lang.EN, "confidence": 1.0, "rule": "r"}
    found: list[AnyFinding] = [
        ProgressFinding(**mark, state=ProgressState.DONE, actor_body="welsh-government", dated=date(2022, 5, 31)),  # type: ignore[arg-type]
        ResponseFinding(**mark, response=Response.ACCEPTED, recommendation="4"),  # type: ignore[arg-type]
    ]
    with corpus.write() as session:
        version_id = put(session, read).version_id
        for _ in range(2):
            kept = findings.keep(session, version_id, found, "rules")
        assert (kept.progress, kept.responses) == (1, 1)
        counts = commitments.counts(session)
        assert (counts.progress, counts.responses) == (1, 1)
        findings.keep(session, version_id, [], "rules")
        counts = commitments.counts(session)
        assert (counts.progress, counts.responses) == (0, 0)


@pytest.mark.databases
def test_a_block_amendment_is_found_by_the_act_that_it_is_inserted_into(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    read = make_document(*TEXTS, work="orchards-2024", title="Orchards (Wales) Act 2024")
    (finding,) = FakeTagger([FIRST]).tag(read)
    assert isinstance(finding, CommitmentFinding)
    inserted = replace(finding, amends="Hedges Act 1985")
    with corpus.write() as session:
        findings.keep(session, put(session, read).version_id, [inserted], "rules")
        for name in ("orchards-2024", "hedges act"):
            (row,) = commitments.listing(session, CommitmentFilter(document=name))
            assert row.stands_in == "Hedges Act 1985, inserted by Orchards (Wales) Act 2024"
        put(session, make_document("An Act about hedges.", work="hedges-1985", title="Hedges Act 1985"))
        assert len(commitments.listing(session, CommitmentFilter(document="hedges-1985"))) == 1
        assert commitments.listing(session, CommitmentFilter(document="hedges-1986")) == []


def equal(read: ReadDocument, words: str) -> list[CommitmentFinding]:
    """A finding wherever these words stand."""
    return [
        CommitmentFinding(
            passage=number, quote=words, start=passage.start + at, end=passage.start + at + len(words), lang=Lang.EN,
            confidence=0.8, rule="fake", kind=CommitmentKind.PLEDGE,
        )
        for number, passage in enumerate(read.passages)
        for at in range(len(passage.text))
        if passage.text.startswith(words, at)
    ]  # fmt: skip


HUBS = "We will open hubs."


PLACES = tuple(
    f"Of {what}, and of everything that we think goes with it: {HUBS} That is enough of {what}, and of all that it is."
    for what in ("health", "housing", "school")
)


def stated_thrice(session: Session, put: Put, make: Make, judged: int | None) -> list[str]:
    """Three equal sentences between neighbours of their own, of which one was judged: their refs."""
    read = make(*PLACES)
    version = put(session, read).version_id
    findings.keep(session, version, equal(read, HUBS), "first")
    refs = [ref for ref, _, _ in commitments.of_version(session, version)]
    if judged is not None:
        judge(session, refs[judged])
    return refs


@pytest.mark.parametrize("judged", [0, 1, 2])
@pytest.mark.parametrize(
    "texts",
    [
        (f"Another start entirely here now. {HUBS} Another finish.",),
        (PLACES[0],),
        (PLACES[1],),
        (PLACES[2], PLACES[0]),
        (f"Something new. {HUBS} And more of that.", f"It is all new. {HUBS} No more of that."),
    ],
    ids=["elsewhere", "the first", "the second", "two of them moved", "two elsewhere"],
)
def test_of_equal_sentences_a_judgement_stays_with_its_own_and_is_else_said_to_be_lost(
    corpus: Corpus, put: Put, make_document: Make, judged: int, texts: tuple[str, ...]
) -> None:
    with corpus.write() as session:
        ref = stated_thrice(session, put, make_document, judged)[judged]
        newer = make_document(*texts)
        kept = findings.keep(session, put(session, newer).version_id, equal(newer, HUBS), "second")
        rows = {row.ref: row for row in commitments.listing(session, CommitmentFilter())}
        stands = PLACES[judged] in texts
        assert kept.lost == (() if stands else (ref,))
        assert [row.ref for row in rows.values() if row.verifiability == "clear"] == [ref]
        assert rows[ref].withdrawn is not stands
        if stands:
            assert PLACES[judged] == texts[int(rows[ref].passage_ref.rsplit("/", 1)[1])]
        else:
            assert {check.outcome for check in lost(session)} == {AnchorOutcome.AMBIGUOUS}
        standing = [(row.passage_ref, row.start) for row in rows.values() if not row.withdrawn]
        assert len(set(standing)) == len(standing) == len(texts)


def test_of_equal_sentences_that_nobody_judged_none_changes_place_while_there_is_one_for_each(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        refs = stated_thrice(session, put, make_document, None)
        newer = make_document(*(f"Now for part {number}. {HUBS} So far part {number}." for number in range(3)))
        version = put(session, newer).version_id
        findings.keep(session, version, equal(newer, HUBS), "second")
        assert [ref for ref, _, _ in commitments.of_version(session, version)] == refs


def test_a_persons_own_commitment_is_told_the_act_that_it_is_inserted_into(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    read = make_document(*TEXTS, work="orchards-2024")
    with corpus.write() as session:
        version = put(session, read).version_id
        first, _ = documents.passages(session, version)
        ref = findings.add(session, first.id, 12, 40, CommitmentKind.PLEDGE)
        findings.keep(session, version, FakeTagger([WHOLE]).tag(read), "first")
        assert commitments.get(session, ref).row.amends == ""
        session.execute(update(PassageTable).where(PassageTable.id == first.id).values(amends="Hedges Act 1985"))
        session.expire_all()
        for rules, spans in (("second", [WHOLE]), ("third", [])):  # found by the program as well, and by nobody else
            findings.keep(session, version, FakeTagger(spans).tag(read), rules)
            assert commitments.get(session, ref).row.amends == "Hedges Act 1985"
