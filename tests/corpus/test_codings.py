"""Coding blind: each on their own, measured on what several coded, and settled by a decision."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from corpus import audit, codings, commitments, editing
from corpus.codebook import CommitmentKind, Delivery, Judgement, Question
from corpus.codings import agreements, code, coded, differences, next_for
from corpus.database import Corpus
from corpus.editing import Edit
from corpus.errors import NotFound, UsageProblem
from corpus.undoing import undo
from tests.corpus.accounted import judge
from tests.corpus.stated import Make, Put, keep, statement

YES = {Question.COMMITMENT: "yes", Question.KIND: "pledge"}
NO = {Question.COMMITMENT: "no"}


@pytest.mark.databases
def test_what_a_coder_says_changes_nothing_in_the_account(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        before = [commitments.get(session, ref).row for ref in three]
        code(session, three[0], {Question.COMMITMENT: "no", Question.DELIVERY: "met"}, "Mair")
        assert [commitments.get(session, ref).row for ref in three] == before
        assert audit.audit(session).decisions == 0
    with corpus.write() as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text("UPDATE codings SET value = 'yes'"))


def test_every_coder_is_given_what_others_coded_first_and_each_only_once(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        first = next_for(session, "Mair")
        assert first == min(three), "the order says nothing of what they are"
        last = max(three)
        code(session, last, YES, "Tomos")
        given = []
        while (ref := next_for(session, "Mair ")) is not None:
            given.append(ref)
            code(session, ref, YES, "Mair")
        assert given == [last, *sorted(three)[:2]]
        assert (coded(session, "Mair"), coded(session, "Tomos"), coded(session, "Siân")) == (3, 1, 0)
        assert next_for(session, "Siân") == last


def test_what_is_refused_or_gone_is_not_coded(corpus: Corpus, put: Put, make_document: Make, three: list[str]) -> None:
    with corpus.write() as session:
        editing.refuse(session, three[0], "Mair", "A slogan.")
        code(session, three[1], YES, "Tomos")
        keep(session, put, make_document("Nothing at all.", work="report", title="report"), found=False)
        assert commitments.get(session, three[1]).row.withdrawn, "coded, so kept"
        assert next_for(session, "Siân") == three[2]


def test_answers_outside_the_codebook_are_refused_and_none_is_kept(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        for answers, who, why in (
            ({Question.KIND: "promise"}, "Mair", "no answer to kind"),
            ({Question.COMMITMENT: "yes", Question.DELIVERY: "perhaps"}, "Mair", "no answer to delivery"),
            ({}, "Mair", "Nothing to keep"),
            (YES, " ", "needs the name"),
        ):
            with pytest.raises(UsageProblem, match=why):
                code(session, three[0], answers, who)
        with pytest.raises(NotFound):
            code(session, "c-nothing", YES, "Mair")
        assert codings.coded(session, "Mair") == 0


@pytest.mark.databases
def test_agreement_is_measured_on_what_several_coded(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        assert agreements(session) == []
        for ref, mair, tomos in zip(three, ("yes", "no", "yes"), ("yes", "no", "no"), strict=True):
            code(session, ref, {Question.COMMITMENT: mair}, "Mair")
            code(session, ref, {Question.COMMITMENT: tomos}, "Tomos")
        (one,) = agreements(session)
        assert (one.question, one.coders, one.units, one.agreed) == (Question.COMMITMENT, ("Mair", "Tomos"), 3, 2)
        assert one.kappa == pytest.approx(0.4)
        assert one.alpha == pytest.approx(4 / 9)
        code(session, three[2], {Question.COMMITMENT: "yes"}, "Tomos")
        (one,) = agreements(session)
        assert (one.agreed, one.kappa, one.alpha) == (3, 1.0, 1.0)


def test_of_three_coders_each_two_are_measured_and_all_together(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        code(session, three[0], {Question.KIND: "pledge"}, "Mair")
        code(session, three[0], {Question.KIND: "pledge"}, "Tomos")
        code(session, three[1], {Question.KIND: "duty"}, "Tomos")
        code(session, three[1], {Question.KIND: "pledge"}, "Siân")
        measured = {each.coders: each for each in agreements(session)}
        assert set(measured) == {("Mair", "Tomos"), ("Siân", "Tomos"), ("Mair", "Siân", "Tomos")}
        assert measured["Mair", "Tomos"].kappa is None, "both said one and the same"
        everybody = measured["Mair", "Siân", "Tomos"]
        assert (everybody.units, everybody.agreed, everybody.kappa) == (2, 1, None)
        assert everybody.alpha is not None


@pytest.mark.databases
def test_a_difference_is_listed_until_it_is_settled(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        code(session, three[0], YES, "Mair")
        code(session, three[0], NO, "Tomos")
        code(session, three[1], {Question.KIND: "duty"}, "Mair")
        code(session, three[1], {Question.KIND: "pledge"}, "Tomos")
        assert [(each.ref, each.question, each.answers) for each in differences(session)] == [
            (three[0], Question.COMMITMENT, {"Mair": "yes", "Tomos": "no"}),
            (three[1], Question.KIND, {"Mair": "duty", "Tomos": "pledge"}),
        ]
        editing.settle(session, three[0], Edit(), True, "Siân", "It is a slogan.")
        assert [each.ref for each in differences(session)] == [three[1]]
        assert commitments.get(session, three[0]).row.refused
        editing.settle(session, three[1], Edit(kind=CommitmentKind.DUTY), False, "Siân", "The Act says must.")
        assert differences(session) == []
        assert commitments.get(session, three[1]).row.kind is CommitmentKind.DUTY
        undo(session, "Siân")
        assert [each.ref for each in differences(session)] == [three[1]], "what was settled is open again"
        code(session, three[0], YES, "Tomos")
        assert [each.ref for each in differences(session)] == [three[1]], "they agree now"


def test_a_difference_about_what_became_of_it_is_settled_by_a_judgement(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        for who, value in (("Mair", "clear"), ("Tomos", "unclear")):
            code(session, three[0], {Question.VERIFIABILITY: value, Question.DELIVERY: "met"}, who)
        editing.settle(session, three[0], Edit(), False, "Siân", "It is one.")
        assert [each.question for each in differences(session)] == [Question.VERIFIABILITY]
        judge(session, three[0], "accepted", judgement=Judgement.RESPONSE)
        assert len(differences(session)) == 1
        judge(session, three[0], "clear", judgement=Judgement.VERIFIABILITY)
        assert differences(session) == []
        assert commitments.get(session, three[0]).row.delivery is Delivery.NOT_ASSESSED


def test_settling_needs_a_reason(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session, pytest.raises(UsageProblem, match="those who said otherwise"):
        editing.settle(session, three[0], Edit(), False, "Siân", " ")


def test_a_coded_commitment_is_kept_when_the_program_finds_it_no_more(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        code(session, three[0], YES, "Mair")
        keep(session, put, statement(make_document, 0), found=False, deadline=date(2020, 1, 1))
        assert commitments.get(session, three[0]).row.ref == three[0]
