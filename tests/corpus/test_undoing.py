"""What a person decides that person can take back, in order, and never over somebody else's decision."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import account, audit, commitments, documents, editing, evidence, findings, recorded
from corpus.carrying import PROGRAM
from corpus.codebook import Action, CommitmentKind, Delivery, Judgement, Lang, LinkState, Relation, Theme
from corpus.database import Corpus
from corpus.editing import Edit, held_of
from corpus.errors import EvidenceNeeded, NotFound, UsageProblem
from corpus.models import Commitment, EvidenceLink, SamePair
from corpus.rows import CommitmentFilter, DecisionRow
from corpus.same import deciding
from corpus.types import CommitmentFinding
from corpus.undoing import undo
from tests.corpus.accounted import guessed, judge
from tests.corpus.stated import Make, Put, joined, listed, suggested

Do = Callable[[Session, list[str], str], object]


def picture(session: Session) -> dict[str, Any]:
    """All that people can change of a corpus, but what only ever grows."""
    session.expire_all()
    links = select(EvidenceLink.ref, EvidenceLink.state, EvidenceLink.decided_by, EvidenceLink.decided_at)
    paired = select(SamePair.ref, SamePair.state, SamePair.decided_by, SamePair.because)
    return {
        "said": {each.ref: held_of(each) for each in session.scalars(select(Commitment))},
        "listed": sorted(listed(session)),
        "deliveries": commitments.counts(session).deliveries,
        "links": {tuple(row) for row in session.execute(links)},
        "pairs": {tuple(row) for row in session.execute(paired)},
    }


def passage_of(session: Session, ref: str) -> int:
    return commitments.get(session, ref).quotation.passage.id


def quoted_in(session: Session, link: str) -> int:
    return evidence.find(session, link).anchor.passage_id


def unmarked(session: Session, put: Put, make_document: Make) -> int:
    """A passage in which no commitment was found."""
    read = make_document("The hubs of the valleys are counted in spring.", work="unmarked")
    return documents.passages(session, put(session, read).version_id)[0].id


DECISIONS: dict[str, Do] = {
    "judged": lambda session, refs, link: judge(session, refs[0], "in-progress", [link]),
    "judged in vain": lambda session, refs, link: judge(
        session, refs[0], "no-evidence-found", search=recorded.record(session, "hubs", 0, "Mair")
    ),
    "accepted": lambda session, refs, link: evidence.decide(session, link, LinkState.ACCEPTED, "Mair"),
    "rejected": lambda session, refs, link: evidence.decide(session, link, LinkState.REJECTED, "Mair"),
    "cited": lambda session, refs, link: evidence.add(
        session, refs[0], passage_of(session, refs[1]), 0, 7, Relation.BACKGROUND, "Mair"
    ),
    "joined": lambda session, refs, link: joined(session, refs[0], refs[1]),
    "said to be two": lambda session, refs, link: deciding.decide(
        session, suggested(session, (refs[0], refs[1]))[0], LinkState.REJECTED, "Mair"
    ),
    "confirmed": lambda session, refs, link: editing.confirm(session, refs[0], "Mair"),
    "refused": lambda session, refs, link: editing.refuse(session, refs[0], "Mair", "It is a slogan."),
    "edited": lambda session, refs, link: editing.edit(
        session,
        refs[0],
        Edit(
            kind=CommitmentKind.DUTY, body="audit-wales", actor="We", action="open", deadline=date(2030, 1, 1),
            deadline_text="by 2030", condition="if", beneficiary="all", themes=(Theme.PREVENTION,), quote="open ten",
        ),
        "Mair",
    ),
    "settled": lambda session, refs, link: editing.settle(
        session, refs[0], Edit(kind=CommitmentKind.ASPIRATION), True, "Mair", "Agreed."
    ),
    "added": lambda session, refs, link: editing.add(
        session, quoted_in(session, link), 3, 12, CommitmentKind.PLEDGE, "Mair", "welsh-government"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", DECISIONS)
def test_undoing_any_decision_gives_what_was_before(
    corpus: Corpus, put: Put, make_document: Make, three: list[str], what: str
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        suggested(session, (three[0], three[1]))
        before = picture(session)
        DECISIONS[what](session, three, link)
        after = picture(session)
        assert after != before
        row = undo(session, "Mair", "A slip.")
        assert picture(session) == before
        assert (row.action, row.who, row.because) == (Action.UNDONE, "Mair", "A slip.")
        assert row.undoes
        assert audit.audit(session).faults == ()
        with pytest.raises(NotFound, match="nothing that Mair"):
            undo(session, "Mair")
        DECISIONS[what](session, three, link)
        now = picture(session)
        assert (now["said"], now["listed"], now["deliveries"]) == (after["said"], after["listed"], after["deliveries"])
        assert audit.audit(session).faults == ()


@pytest.mark.databases
def test_undoing_all_of_them_in_turn_gives_the_first_state(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        pictures = [picture(session)]
        for what in ("edited", "confirmed", "judged", "joined", "judged in vain", "cited", "refused", "settled"):
            DECISIONS[what](session, three, link)
            pictures.append(picture(session))
        for earlier in reversed(pictures[:-1]):
            undo(session, "Mair")
            assert picture(session) == earlier
        assert audit.audit(session).faults == ()
        assert len(audit.history(session, three[0]).decisions) == 2 * (len(pictures) - 1)


def test_a_correction_is_undone_and_what_was_judged_first_counts_again(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        first = judge(session, three[0], "in-progress", [link])
        account.correct(session, first.name, because="Not so.", who="Mair")
        assert commitments.get(session, three[0]).row.delivery is Delivery.NOT_ASSESSED
        undo(session, "Mair")
        row = commitments.get(session, three[0]).row
        assert row.delivery is Delivery.IN_PROGRESS
        history = commitments.get(session, three[0]).history
        assert [each.value for each in history] == ["in-progress", "", "in-progress"]
        assert [each.corrected for each in history] == [True, True, False]
        assert history[-1].evidence == (link,)
        assert history[-1].as_of == first.as_of
        undo(session, "Mair")
        assert commitments.get(session, three[0]).row.delivery is Delivery.NOT_ASSESSED
        assert next(each.state for each in commitments.get(session, three[0]).evidence) is LinkState.SUGGESTED


def test_a_correction_is_not_undone_onto_evidence_that_is_gone(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        first = judge(session, three[0], "in-progress", [link])
        account.correct(session, first.name, because="Not so.", who="Mair")
        session.scalars(select(EvidenceLink).where(EvidenceLink.ref == link)).one().anchor.outcome = "changed"
        session.flush()
        with pytest.raises(EvidenceNeeded, match="not in its source"):
            undo(session, "Mair")


def test_a_decision_of_somebody_else_is_never_undone_nor_undone_over(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        mine = editing.edit(session, three[0], Edit(kind=CommitmentKind.DUTY), "Mair")
        evidence.decide(session, link, LinkState.ACCEPTED, "Mair")
        editing.edit(session, three[0], Edit(actor="They"), "Tomos")
        before = picture(session)
        with pytest.raises(UsageProblem, match=r"Tomos has decided about the same commitment since.*actor"):
            undo(session, "Mair")
        with pytest.raises(UsageProblem, match="decided by Mair, who alone"):
            undo(session, "Tomos", name=mine.name)
        with pytest.raises(NotFound, match="nothing that Siân"):
            undo(session, "Siân")
        assert picture(session) == before


def test_what_somebody_else_has_undone_is_in_nobodys_way(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        editing.edit(session, three[0], Edit(kind=CommitmentKind.DUTY), "Mair")
        editing.edit(session, three[0], Edit(actor="They"), "Tomos")
        undo(session, "Tomos")
        assert undo(session, "Mair").after["kind"] == "pledge"


def test_one_may_not_dig_under_somebody_elses_decision_by_undoing_twice(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        editing.edit(session, three[0], Edit(kind=CommitmentKind.DUTY), "Mair")
        editing.edit(session, three[0], Edit(kind=CommitmentKind.ASPIRATION), "Tomos")
        editing.edit(session, three[0], Edit(actor="They"), "Mair")
        undo(session, "Mair")
        with pytest.raises(UsageProblem, match="Tomos has decided"):
            undo(session, "Mair")
        assert commitments.get(session, three[0]).row.kind is CommitmentKind.ASPIRATION


def test_others_decisions_about_other_commitments_are_no_matter(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        editing.confirm(session, three[0], "Mair")
        editing.confirm(session, three[1], "Tomos")
        assert undo(session, "Mair").subject == three[0]


def test_what_was_joined_and_then_judged_by_another_stays_joined(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        joined(session, three[0], three[1])
        judge(session, three[1], "clear", judgement=Judgement.VERIFIABILITY, who="Tomos")
        with pytest.raises(UsageProblem, match="Tomos has decided"):
            undo(session, "Mair")


def test_an_earlier_decision_is_undone_by_its_name(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        first = editing.confirm(session, three[0], "Mair")
        second = editing.confirm(session, three[1], "Mair")
        third = editing.edit(session, three[0], Edit(kind=CommitmentKind.DUTY), "Mair")
        with pytest.raises(UsageProblem, match="undo that first"):
            undo(session, "Mair", name=first.name)
        undo(session, "Mair", name=second.name)
        undo(session, "Mair", name=third.name)
        assert undo(session, "Mair", name=first.name).undoes == first.name
        for name in (first.name, undo_of(session, three[0]).name):
            with pytest.raises(UsageProblem, match="does not stand"):
                undo(session, "Mair", name=name)
        with pytest.raises(NotFound):
            undo(session, "Mair", name="d-nothing")


def undo_of(session: Session, ref: str) -> DecisionRow:
    return next(each for each in audit.history(session, ref).decisions if each.action is Action.UNDONE)


def test_evidence_that_was_accepted_before_the_judgement_stays_accepted(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        evidence.decide(session, link, LinkState.ACCEPTED, "Tomos")
        judge(session, three[0], "in-progress", [link])
        undo(session, "Mair")
        (row,) = commitments.get(session, three[0]).evidence
        assert (row.state, row.decided_by) == (LinkState.ACCEPTED, "Tomos")


def test_evidence_on_which_another_judgement_rests_stays_accepted(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        first = judge(session, three[0], "in-progress", [link])
        judge(session, three[0], "partly-accepted", [link], Judgement.RESPONSE)
        account.correct(session, first.name, because="Not so.", who="Mair")
        undo(session, "Mair")
        undo(session, "Mair")
        undo(session, "Mair")
        assert [row.state for row in commitments.get(session, three[0]).evidence] == [LinkState.SUGGESTED]
        assert audit.audit(session).faults == ()


def test_evidence_that_a_corrected_judgement_cites_is_not_forgotten_by_the_program(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    """It is a suggestion again, but the chain rests on it: neither new suggestions nor a new version may remove it."""
    words = "Four of the ten hubs are open."
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], words)
        judge(session, three[0], "in-progress", [link])
        undo(session, "Mair")
        evidence.suggest(session, three[0], [], 2)
        newer = make_document("Quite another text.", work=words, publisher="Audit Wales", issued=date(2023, 9, 9))
        findings.keep(session, put(session, newer).version_id, [], "rules")
        assert [row.ref for row in commitments.get(session, three[0]).evidence] == [link]
        assert audit.audit(session).faults == ()


def test_a_commitment_that_was_added_and_judged_is_only_refused(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        ref = editing.add(session, unmarked(session, put, make_document), 3, 12, CommitmentKind.PLEDGE, "Mair").subject
        judge(session, ref, "clear", judgement=Judgement.VERIFIABILITY)
        undo(session, "Mair")
        undo(session, "Mair")
        assert ref not in listed(session)
        assert commitments.get(session, ref).row.refused
        assert audit.audit(session).faults == ()


def test_a_row_number_that_is_given_again_gives_no_history_with_it(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        passage = unmarked(session, put, make_document)
        gone = editing.add(session, passage, 3, 12, CommitmentKind.PLEDGE, "Mair").subject
        undo(session, "Mair")
        ref = editing.add(session, passage, 3, 20, CommitmentKind.PLEDGE, "Mair").subject
        assert ref != gone
        assert len(audit.history(session, ref).decisions) == 1
        assert [str(row.action) for row in audit.history(session, gone).decisions] == ["added", "undone"]


def test_a_pair_that_was_named_and_left_open_again_comes_back(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        pair = joined(session, three[0], three[1])
        deciding.decide(session, pair, LinkState.SUGGESTED, "Mair")
        assert len(listed(session)) == 3
        undo(session, "Mair")
        assert len(listed(session)) == 2
        assert session.scalars(select(SamePair.ref)).all() == [pair]
        undo(session, "Mair")
        assert len(listed(session)) == 3
        assert audit.audit(session).faults == ()


def test_words_that_stand_twice_go_back_to_their_place(corpus: Corpus, put: Put, make_document: Make) -> None:
    words = "We will open hubs. We will open hubs."
    with corpus.write() as session:
        version = put(session, make_document(words)).version_id
        found = CommitmentFinding(
            passage=0, quote=words[19:], start=19, end=37, lang=Lang.EN, confidence=0.9, rule="r",
            kind=CommitmentKind.PLEDGE,
        )  # fmt: skip
        findings.keep(session, version, [found], "rules")
        (row,) = commitments.listing(session, CommitmentFilter())
        editing.edit(session, row.ref, Edit(quote=words), "Mair")
        undo(session, "Mair")
        (again,) = commitments.listing(session, CommitmentFilter())
        assert (again.start, again.end, again.origin) == (19, 37, PROGRAM)


def test_a_judgement_that_is_corrected_keeps_its_place_among_those_of_its_day(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        first = judge(session, three[0], "not-started", [link])
        judge(session, three[0], "in-progress", [link])
        assert commitments.get(session, three[0]).row.delivery is Delivery.IN_PROGRESS
        account.correct(session, first.name, value="stalled", because="Misread.", who="Mair", evidence=[link])
        assert commitments.get(session, three[0]).row.delivery is Delivery.IN_PROGRESS
        undo(session, "Mair")
        assert commitments.get(session, three[0]).row.delivery is Delivery.IN_PROGRESS
        undo(session, "Mair")
        assert commitments.get(session, three[0]).row.delivery is Delivery.NOT_STARTED


def test_what_two_people_refused_and_both_undid_is_as_it_was(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        before = picture(session)
        editing.edit(session, three[0], Edit(kind=CommitmentKind.DUTY), "Tomos")
        for who in ("Mair", "Tomos"):
            editing.refuse(session, three[0], who, "A slogan.")
        for who in ("Tomos", "Mair"):
            undo(session, who)
            assert audit.audit(session).faults == ()
        undo(session, "Tomos")
        assert picture(session) == before
