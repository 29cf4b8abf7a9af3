"""The journal: signed, in order, never changed, and what tells one person that another was quicker."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError

from corpus import audit, commitments, editing, evidence, journal
from corpus.codebook import Action, CommitmentKind, Judgement, LinkState
from corpus.database import Corpus
from corpus.editing import Edit
from corpus.errors import NotFound, StaleEdit, UsageProblem
from corpus.models import Commitment, Decision
from tests.corpus.accounted import guessed, judge
from tests.corpus.stated import Make, Put, joined


def test_a_decision_is_signed_or_refused(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        for nobody in ("", "  "):
            with pytest.raises(UsageProblem, match="needs the name"):
                editing.confirm(session, three[0], nobody)
        assert session.scalar(select(func.count(Decision.id))) == 0
        row = editing.confirm(session, three[0], " Mair ", " As read. ")
        assert (row.who, row.because) == ("Mair", "As read.")
        assert row.name == f"d-{row.hash[:10]}"


def test_a_decision_is_found_by_the_beginning_of_its_name(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        rows = [editing.confirm(session, three[0], f"Coder {number}") for number in range(30)]
        assert journal.find(session, rows[4].name).hash == rows[4].hash
        assert journal.find(session, rows[4].hash).hash == rows[4].hash
        for unknown in ("d-", "", "d-%", "d-zzz"):
            with pytest.raises(NotFound):
                journal.find(session, unknown)
        letters = [row.hash[0] for row in rows]
        twice = next(letter for letter in letters if letters.count(letter) > 1)
        with pytest.raises(UsageProblem, match="could be several"):
            journal.find(session, f"d-{twice}")


@pytest.mark.databases
@pytest.mark.parametrize("statement", ["UPDATE decisions SET who = 'Nobody'", "DELETE FROM decisions"])
def test_the_database_refuses_to_change_what_was_decided(corpus: Corpus, three: list[str], statement: str) -> None:
    with corpus.write() as session:
        editing.confirm(session, three[0], "Mair")
    with corpus.write() as session, pytest.raises(DatabaseError, match="append-only"):
        session.execute(text(statement))


EVENT = (
    "INSERT INTO status_events (commitment_id, judgement, value, as_of, recorded_at, who, because, self_reported, "
    "search_id, rests_on, previous_hash, hash) "
    "SELECT id, '{judgement}', '{value}', '2024-01-01', '2024-01-01 00:00:00', 'Nobody', 'So.', {no}, NULL, "
    "{rests_on}, "
    "'p', 'h{value}{rests_on}' FROM commitments WHERE ref = '{ref}'"
)


@pytest.mark.databases
def test_the_database_itself_wants_evidence(corpus: Corpus, put: Put, make_document: Make, three: list[str]) -> None:
    def insert(judgement: str, value: str, rests_on: int = 0) -> str:
        no = "false" if corpus.shared else "0"
        return EVENT.format(judgement=judgement, value=value, rests_on=rests_on, ref=three[0], no=no)

    for value in ("met", "broken", "in-progress", "no-evidence-found", "nonsense"):
        with pytest.raises(DatabaseError, match="needs evidence"), corpus.write() as session:
            session.execute(text(insert("delivery", value)))
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        for allowed in (("verifiability", "clear"), ("delivery", "not-assessed"), ("delivery", "")):
            session.execute(text(insert(*allowed)))
        session.execute(text(insert("delivery", "met", 1)))
    cite = "INSERT INTO event_evidence SELECT e.id, l.id FROM status_events e, evidence_links l WHERE e.value = 'met'"
    for change in ("l.state = 'suggested'", "l.state = 'rejected'"):
        with pytest.raises(DatabaseError, match="accepted, verified"), corpus.write() as session:
            session.execute(text(f"UPDATE evidence_links AS l SET state = {change.split(' = ')[1]}"))
            session.execute(text(cite))
    with pytest.raises(DatabaseError, match="accepted, verified"), corpus.write() as session:
        evidence.decide(session, link, LinkState.ACCEPTED, "Mair")
        session.execute(text("UPDATE anchors SET outcome = 'changed'"))
        session.execute(text(cite))
    with corpus.write() as session:
        evidence.decide(session, link, LinkState.ACCEPTED, "Mair")
        session.execute(text(cite))
        other = guessed(session, put, make_document, three[0], "And six are not.")
        evidence.decide(session, other, LinkState.ACCEPTED, "Mair")
    with pytest.raises(DatabaseError, match="accepted, verified"), corpus.write() as session:
        session.execute(text(f"{cite} AND l.ref = '{other}'"))
    with corpus.read() as session:
        assert audit.audit(session).faults, "and what is written past the program is not in its chain"


def test_what_was_decided_since_is_told_with_what_one_would_have_said(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        assert commitments.get(session, three[0]).last_decision == ""
        first = editing.edit(session, three[0], Edit(kind=CommitmentKind.DUTY), "Mair", seen="")
        assert commitments.get(session, three[0]).last_decision == first.name
        second = editing.edit(session, three[0], Edit(actor="We"), "Tomos", "As printed.", seen=first.name)
        for seen in ("", first.name, "d-", "d-nothing", second.name[:6]):
            with pytest.raises(StaleEdit) as refused:
                editing.edit(session, three[0], Edit(actor="They"), "Mair", seen=seen)
        assert refused.value.exit_status == 8
        assert "actor: none → We" in refused.value.theirs
        assert "Tomos" in refused.value.detail
        assert "As printed." in refused.value.detail
        assert "actor: They" in refused.value.yours
        assert commitments.get(session, three[0]).row.actor == "We"
        editing.edit(session, three[0], Edit(actor="They"), "Mair", seen=second.hash)
        editing.edit(session, three[0], Edit(actor="You"), "Mair")


def test_every_way_of_deciding_is_refused_when_stale(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    from corpus import account

    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        held = judge(session, three[0], "clear", judgement=Judgement.VERIFIABILITY)
        for decide in (
            lambda: judge(session, three[0], "in-progress", [link], seen=""),
            lambda: account.correct(session, held.name, because="x", who="Mair", seen=""),
            lambda: evidence.decide(session, link, LinkState.REJECTED, "Mair", ""),
            lambda: editing.confirm(session, three[0], "Mair", seen=""),
            lambda: editing.refuse(session, three[0], "Mair", "No.", seen=""),
        ):
            with pytest.raises(StaleEdit):
                decide()
        assert session.scalar(select(func.count(Decision.id))) == 1


def test_a_decision_about_any_of_its_statements_makes_an_edit_stale(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        joined(session, three[0], three[1])
        seen = commitments.get(session, three[1]).last_decision
        assert seen == commitments.get(session, three[0]).last_decision
        editing.confirm(session, three[0], "Tomos")
        with pytest.raises(StaleEdit):
            editing.confirm(session, three[1], "Mair", seen=seen)


@pytest.mark.databases
def test_two_writers_at_once_make_one_chain(corpus: Corpus, three: list[str]) -> None:
    def decide(number: int) -> None:
        with corpus.write() as session:
            editing.confirm(session, three[number % 3], f"Coder {number}")
            judge(session, three[number % 3], "clear", judgement=Judgement.VERIFIABILITY, who=f"Coder {number}")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide, range(12)))
    with corpus.read() as session:
        whole = audit.audit(session)
        assert (whole.judgements, whole.decisions, whole.faults) == (12, 24, ())


@pytest.mark.databases
def test_of_two_who_saw_the_same_one_is_refused(corpus: Corpus, three: list[str]) -> None:
    def decide(actor: str) -> str:
        try:
            with corpus.write() as session:
                return editing.edit(session, three[0], Edit(actor=actor), actor, seen="").name
        except StaleEdit as error:
            return error.detail

    with ThreadPoolExecutor(2) as pool:
        first, second = sorted(pool.map(decide, ("We", "They")), key=len)
    assert first.startswith("d-")
    assert "theirs:" in second


PROCESS = """
import sys
from corpus import editing
from corpus.database import Corpus

corpus = Corpus(sys.argv[1])
for number in range(5):
    with corpus.write() as session:
        editing.confirm(session, sys.argv[2], sys.argv[3])
"""


@pytest.mark.slow
@pytest.mark.databases
def test_two_processes_at_once_make_one_chain(corpus: Corpus, three: list[str]) -> None:
    started = [
        subprocess.Popen([sys.executable, "-c", PROCESS, corpus.address, ref, who])
        for ref, who in ((three[0], "Mair"), (three[0], "Tomos"))
    ]
    assert [process.wait(120) for process in started] == [0, 0]
    with corpus.read() as session:
        whole = audit.audit(session)
        assert (whole.decisions, whole.faults) == (10, ())
        assert {row.who for row in audit.history(session, three[0]).decisions} == {"Mair", "Tomos"}


def test_every_action_is_known_to_the_journal(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        one = session.scalars(select(Commitment.ref).limit(1)).one()
        for action in Action:
            journal.write(session, action, one, one, before={}, after={"x": 1}, who="Mair")
        assert [row.action for row in audit.history(session, one).decisions] == list(Action)
