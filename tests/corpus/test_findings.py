"""Findings come and go with the rules; what people decided stays."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session

from corpus import account, commitments, documents, evidence, findings, versions
from corpus.codebook import AnchorOutcome, CommitmentKind, Judgement, Lang, LinkState, Relation, Theme
from corpus.database import Corpus
from corpus.rows import CommitmentFilter
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    CommitmentFinding,
    LinkSuggestion,
    Outcome,
    QuestionFinding,
    ReadDocument,
    ThemeFinding,
)
from corpus.verify import verify

pytestmark = pytest.mark.databases

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

PROMISE = "We will publish a plan."
OTHER = "We will hold a review."


def promise(read: ReadDocument, quote: str, kind: CommitmentKind = CommitmentKind.PLEDGE) -> CommitmentFinding:
    start = read.text.index(quote)
    number = next(n for n, passage in enumerate(read.passages) if passage.start <= start < passage.end)
    return CommitmentFinding(
        passage=number,
        quote=quote,
        start=start,
        end=start + len(quote),
        lang=Lang.EN,
        confidence=0.8,
        rule="test",
        kind=kind,
        actor_body="welsh-government",
        themes=(Theme.PREVENTION,),
    )


def tag(session: Session, put: Put, read: ReadDocument, *quotes: str) -> findings.Kept:
    added = put(session, read)
    return findings.keep(session, added.version_id, [promise(read, quote) for quote in quotes], "rules")


def first_ref(session: Session) -> str:
    return commitments.listing(session, CommitmentFilter())[0].ref


def listed(session: Session, **wanted: object) -> list[str]:
    return [row.quote for row in commitments.listing(session, CommitmentFilter(**wanted))]  # type: ignore[arg-type]


def link_to(session: Session, ref: str, passage_id: int, length: int) -> str:
    evidence.suggest(session, ref, [LinkSuggestion(passage_id, 0, length, Relation.DELIVERS, 0.5, ("why",))], 1)
    return commitments.get(session, ref).evidence[0].ref


def test_tagging_again_changes_nothing(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document(PROMISE, OTHER)
    with corpus.write() as session:
        tag(session, put, read, PROMISE, OTHER)
        before = commitments.listing(session, CommitmentFilter())
        tag(session, put, read, PROMISE, OTHER)
        assert commitments.listing(session, CommitmentFilter()) == before
        assert findings.stale(session, "rules") == {}
        assert len(findings.stale(session, "other rules")) == 1


def test_what_nobody_decided_about_goes_with_the_rule_that_found_it(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    read = make_document(PROMISE, OTHER)
    with corpus.write() as session:
        tag(session, put, read, PROMISE, OTHER)
        kept = tag(session, put, read, OTHER)
        assert listed(session) == [OTHER]
        assert kept.lost == ()


def test_a_judged_commitment_stays_when_rules_no_longer_find_it(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document(PROMISE, OTHER)
    with corpus.write() as session:
        tag(session, put, read, PROMISE)
        ref = first_ref(session)
        judge(session, ref)
        tag(session, put, read, OTHER)
        assert sorted(listed(session)) == sorted([PROMISE, OTHER])
        assert commitments.get(session, ref).row.verifiability == "clear"


def judge(session: Session, ref: str) -> None:
    account.record(session, ref, Judgement.VERIFIABILITY, "clear", because="Dated.", who="Mair", as_of=date(2022, 1, 1))


def test_a_judged_commitment_follows_its_words_into_a_new_version(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        tag(session, put, make_document(PROMISE), PROMISE)
        ref = first_ref(session)
        judge(session, ref)
        newer = make_document("A new beginning.", PROMISE)
        tag(session, put, newer, PROMISE)
        detail = commitments.get(session, ref)
        assert detail.quotation.passage.ordinal == 1
        assert [event.value for event in detail.history] == ["clear"]
        assert {check.outcome for check in verify(session)} == {AnchorOutcome.FOUND}


def test_a_judged_commitment_whose_words_are_gone_is_reported_and_kept(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        tag(session, put, make_document(PROMISE), PROMISE)
        ref = first_ref(session)
        judge(session, ref)
        kept = tag(session, put, make_document("Nothing is promised any more in this place."))
        assert kept.lost == (ref,)
        assert [row.withdrawn for row in commitments.listing(session, CommitmentFilter())] == [True]
        assert [(check.owner, check.outcome) for check in verify(session)] == [(ref, AnchorOutcome.ORPHANED)]


def test_the_same_sentence_twice_is_two_commitments(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document(PROMISE, "Between.", PROMISE)
    first = promise(read, PROMISE)
    at = read.passages[2].start
    second = CommitmentFinding(
        passage=2, quote=PROMISE, start=at, end=at + len(PROMISE), lang=Lang.EN, confidence=1, rule="r", kind=first.kind
    )
    with corpus.write() as session:
        findings.keep(session, put(session, read).version_id, [first, second], "rules")
        refs = {row.ref for row in commitments.listing(session, CommitmentFilter())}
    assert len(refs) == 2


def test_refs_are_the_same_in_a_corpus_built_again(
    corpus: Corpus, put: Put, make_document: Make, tmp_path_factory: object
) -> None:
    read = make_document(PROMISE, OTHER)
    refs = []
    for _ in range(2):
        with corpus.write() as session:
            tag(session, put, read, PROMISE, OTHER)
            refs.append([row.ref for row in commitments.listing(session, CommitmentFilter())])
            tag(session, put, read)
    assert refs[0] == refs[1]


def test_rejected_evidence_is_not_suggested_again(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        tag(session, put, make_document(PROMISE), PROMISE)
        report = put(session, make_document("The plan came out.", work="report"))
        passage = documents.passages(session, report.version_id)[0]
        ref = first_ref(session)
        link = link_to(session, ref, passage.id, len(passage.text))
        evidence.decide(session, link, LinkState.REJECTED, "Mair")
        link_to(session, ref, passage.id, len(passage.text))
        assert [(row.ref, row.state) for row in commitments.get(session, ref).evidence] == [(link, "rejected")]


def test_undecided_suggestions_that_no_longer_hold_are_dropped(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        tag(session, put, make_document(PROMISE), PROMISE)
        report = put(session, make_document("The plan came out.", work="report"))
        passage = documents.passages(session, report.version_id)[0]
        ref = first_ref(session)
        link_to(session, ref, passage.id, len(passage.text))
        evidence.suggest(session, ref, [], 2)
        assert commitments.get(session, ref).evidence == ()
        assert len(list(verify(session))) == 1


def test_accepted_evidence_follows_its_words_and_is_flagged_when_they_go(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        tag(session, put, make_document(PROMISE), PROMISE)
        report = put(session, make_document("The plan came out in May of that year.", work="report"))
        passage = documents.passages(session, report.version_id)[0]
        ref = first_ref(session)
        link = link_to(session, ref, passage.id, len(passage.text))
        evidence.decide(session, link, LinkState.ACCEPTED, "Mair")
        tag(session, put, make_document("Preface.", "The plan came out in May of that year.", work="report"))
        assert commitments.get(session, ref).evidence[0].quotation.outcome is AnchorOutcome.MOVED
        tag(session, put, make_document("Preface.", "The plan came out in June of that year.", work="report"))
        outcomes = {check.owner: check.outcome for check in verify(session)}
    assert outcomes == {ref: AnchorOutcome.FOUND, link: AnchorOutcome.CHANGED}


def test_themes_cases_and_questions_are_replaced(corpus: Corpus, put: Put, make_document: Make) -> None:
    text = "Riverside Hub in Cardiff halved its waiting list. What do you think?"
    read = make_document(text)
    mark = {"passage": 0, "quote": text, "start": 0, "end": len(text), "lang": Lang.EN, "confidence": 1.0, "rule": "r"}
    found: list[AnyFinding] = [
        ThemeFinding(**mark, theme=Theme.ASSETS),  # type: ignore[arg-type]
        CaseStudyFinding(**mark, name="Riverside Hub", place="Cardiff", outcomes=(Outcome("half", "", "list"),)),  # type: ignore[arg-type]
        QuestionFinding(**mark, number="1"),  # type: ignore[arg-type]
    ]
    with corpus.write() as session:
        version_id = put(session, read).version_id
        for _ in range(2):
            findings.keep(session, version_id, found, "rules")
        counts = commitments.counts(session)
        study = commitments.case_studies(session)[0]
        assert (counts.themes, counts.case_studies, counts.questions) == (1, 1, 1)
        assert (study.name, study.outcomes[0].figure) == ("Riverside Hub", "half")
        assert study.passage.themes == (Theme.ASSETS,)


def test_filters_narrow_and_orders_are_total(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document(PROMISE, OTHER)
    with corpus.write() as session:
        tag(session, put, read, PROMISE, OTHER)
        assert listed(session, text="review") == [OTHER]
        assert listed(session, text="100%") == []
        assert len(listed(session, bodies=frozenset({"welsh-government"}))) == 2
        assert listed(session, bodies=frozenset({"audit-wales"})) == []
        assert len(listed(session, themes=frozenset({Theme.PREVENTION}))) == 2
        assert listed(session, themes=frozenset({Theme.ASSETS})) == []
        assert listed(session, kinds=frozenset({CommitmentKind.DUTY})) == []
        assert commitments.count(session, CommitmentFilter(text="plan")) == 2
        page = [commitments.listing(session, CommitmentFilter(), limit=1, offset=at)[0].quote for at in range(2)]
        assert page == listed(session) == [PROMISE, OTHER]


def test_a_judgement_stays_with_its_own_one_of_two_equal_sentences(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    def both(read: ReadDocument) -> list[CommitmentFinding]:
        first = promise(read, PROMISE)
        at = read.text.rindex(PROMISE)
        if at == first.start:
            return [first]
        number = next(n for n, passage in enumerate(read.passages) if passage.start <= at < passage.end)
        return [first, replace(first, passage=number, start=at, end=at + len(PROMISE))]

    with corpus.write() as session:
        alone = make_document("On housing, above all:", PROMISE, "So much for housing.")
        findings.keep(session, put(session, alone).version_id, both(alone), "rules")
        ref = first_ref(session)
        judge(session, ref)
        earlier = make_document("On health:", PROMISE, "And then,", *[row.text for row in alone.passages])
        findings.keep(session, put(session, earlier).version_id, both(earlier), "rules")
        assert commitments.get(session, ref).quotation.passage.ordinal == 4


def test_a_judged_commitment_keeps_its_account_when_rules_draw_its_edges_anew(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    read = make_document(f"However, {PROMISE}")
    with corpus.write() as session:
        tag(session, put, read, PROMISE)
        ref = first_ref(session)
        judge(session, ref)
        tag(session, put, read, f"However, {PROMISE}")
        assert [row.ref for row in commitments.listing(session, CommitmentFilter())] == [ref]
        assert commitments.get(session, ref).row.quote == f"However, {PROMISE}"


def test_a_version_replaced_while_it_was_being_tagged_is_left_alone(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    old, new = make_document(PROMISE), make_document("Preface.", PROMISE)
    with corpus.write() as session:
        late = put(session, old).version_id
        tag(session, put, new, PROMISE)
        assert findings.keep(session, late, [promise(old, PROMISE)], "rules").commitments == 0
        assert commitments.listing(session, CommitmentFilter())[0].passage_ref == "plan-2021/en/1"


def test_going_back_to_an_earlier_text_finds_its_promises_again(corpus: Corpus, put: Put, make_document: Make) -> None:
    first, second = make_document(PROMISE), make_document("Nothing any more.", PROMISE)
    with corpus.write() as session:
        tag(session, put, first, PROMISE)
        tag(session, put, second, PROMISE)
        put(session, first)
        assert len(findings.stale(session, "rules")) == 1
        tag(session, put, first, PROMISE)
        assert {check.outcome for check in verify(session)} == {AnchorOutcome.FOUND}


def test_cited_evidence_whose_words_are_gone_is_reported(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        tag(session, put, make_document(PROMISE), PROMISE)
        report = put(session, make_document("The plan came out in May of that year.", work="report"))
        passage = documents.passages(session, report.version_id)[0]
        ref = first_ref(session)
        row = evidence.add(session, ref, passage.id, 0, len(passage.text), Relation.DELIVERS, "Mair")
        kept = tag(session, put, make_document("It never came out at all.", work="report"))
        assert kept.lost == (row.ref,)
