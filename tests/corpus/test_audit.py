"""Whatever is changed behind the program's back is named and located; what cannot be seen needs a head kept outside."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import select, text

from corpus import audit, events, journal
from corpus.codebook import Judgement
from corpus.database import Corpus
from corpus.errors import NotFound
from corpus.models import Decision, StatusEvent
from tests.corpus.accounted import Account, filled, judge
from tests.corpus.stated import Make, Put


@pytest.fixture(scope="module")
def account_of_all(
    tmp_path_factory: pytest.TempPathFactory, empty_database: Path, put: Put, make_document: Make
) -> tuple[Path, Account]:
    """An account made once, to be copied and spoilt."""
    path = tmp_path_factory.mktemp("account") / "corpus.db"
    shutil.copy(empty_database, path)
    with closing(Corpus(f"sqlite:///{path}")) as corpus:
        return path, filled(corpus, put, make_document)


class Spoilt:
    """A copy of the account that anybody may change with SQL."""

    def __init__(self, path: Path, held: Account) -> None:
        self.path, self.held = path, held
        self.corpus = Corpus(f"sqlite:///{path}")
        with self.corpus.read() as session:
            self.names = {
                **{f"j{number}": f"j-{digest[:10]}" for number, digest in session.execute(_HASHES_OF_EVENTS)},
                **{f"d{number}": f"d-{digest[:10]}" for number, digest in session.execute(_HASHES_OF_DECISIONS)},
                "open": held.open_hubs,
                "closed": held.closed_hubs,
                "search": held.search,
                "pair": held.pair,
                "first": held.statements[0],
                "second": held.statements[1],
                "third": held.statements[2],
            }

    def change(self, *statements: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection:  # foreign keys are not kept, as nobody asks for them
            triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for (name,) in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                connection.execute(statement)
            connection.commit()

    def audit(self) -> audit.Audit:
        with self.corpus.read() as session:
            return audit.audit(session)


_HASHES_OF_EVENTS = select(StatusEvent.id, StatusEvent.hash)
_HASHES_OF_DECISIONS = select(Decision.id, Decision.hash)


@pytest.fixture
def spoilt(account_of_all: tuple[Path, Account], tmp_path: Path) -> Iterator[Spoilt]:
    path, held = account_of_all
    shutil.copy(path, tmp_path / "spoilt.db")
    found = Spoilt(tmp_path / "spoilt.db", held)
    yield found
    found.corpus.close()


def test_a_whole_account_is_whole(spoilt: Spoilt) -> None:
    whole = spoilt.audit()
    assert whole.faults == ()
    assert whole.notes == ()
    assert (whole.judgements, whole.decisions) == (4, 9)


EVENTS = {
    "value": "'met'", "as_of": "'2024-02-02'", "recorded_at": "'2024-02-02 00:00:00.000000'", "who": "'Nobody'",
    "because": "'Never mind.'", "judgement": "'response'", "commitment_id": "2", "self_reported": "1",
    "previous_hash": "'no'", "hash": "'0123456789abc'", "rests_on": "7",
    "place_id": "1000",
}  # fmt: skip
DECISIONS = {
    "action": "'edited'", "subject": "'c-other'", "commitment_ref": "'c-other'", "before": "'{}'", "after": "'{}'",
    "who": "'Nobody'", "because": "'No.'", "recorded_at": "'2024-02-02 00:00:00.000000'", "previous_hash": "'no'",
    "undoes_id": "1", "hash": "'0123456789abc'",
}  # fmt: skip


@pytest.mark.parametrize("number", [1, 2, 4])
@pytest.mark.parametrize("field", EVENTS)
def test_any_field_of_a_judgement(spoilt: Spoilt, field: str, number: int) -> None:
    spoilt.change(f"UPDATE status_events SET {field} = {EVENTS[field]} WHERE id = {number}")
    named = "j-0123456789" if field == "hash" else spoilt.names[f"j{number}"]
    assert named in {fault.name for fault in spoilt.audit().faults}


@pytest.mark.parametrize("field", DECISIONS)
def test_any_field_of_a_decision(spoilt: Spoilt, field: str) -> None:
    spoilt.change(f"UPDATE decisions SET {field} = {DECISIONS[field]} WHERE id = 5")
    named = "d-0123456789" if field == "hash" else spoilt.names["d5"]
    assert named in {fault.name for fault in spoilt.audit().faults}


SWAP = (
    "UPDATE {0} SET id = -1 WHERE id = 2", "UPDATE {0} SET id = 2 WHERE id = 3", "UPDATE {0} SET id = 3 WHERE id = -1",
)  # fmt: skip
COPY = (
    "INSERT INTO decisions SELECT id + 100, action, subject, commitment_ref, before, after, who, because, recorded_at, "
    "undoes_id, previous_hash, 'abcdefabcdefabc' FROM decisions WHERE id = 1"
)


@pytest.mark.parametrize(
    ("statements", "named"),
    [
        (("UPDATE status_events SET search_id = NULL WHERE id = 3",), "j3"),
        (("UPDATE status_events SET corrects_id = NULL WHERE id = 4",), "j4"),
        (("UPDATE status_events SET corrects_id = 1 WHERE id = 4",), "j4"),
        (("DELETE FROM status_events WHERE id = 1",), "j2"),
        (("DELETE FROM status_events WHERE id = 3",), "j4"),
        (("DELETE FROM status_events WHERE id = 4",), "d4"),
        (("DELETE FROM status_events",), "d1"),
        (("DELETE FROM decisions WHERE id = 1",), "d2"),
        (("DELETE FROM decisions WHERE id = 5",), "d6"),
        (("DELETE FROM decisions WHERE id = 9",), "third"),
        (("DELETE FROM decisions WHERE id >= 8",), "second"),
        (("DELETE FROM decisions WHERE id >= 6",), "pair"),
        (("DELETE FROM decisions WHERE id >= 5",), "closed"),
        (("DELETE FROM decisions WHERE id >= 4",), "j4"),
        (tuple(one.format("status_events") for one in SWAP), "j3"),
        (tuple(one.format("decisions") for one in SWAP), "d3"),
        ((COPY,), "d-abcdefabcd"),
        (("DELETE FROM event_evidence WHERE event_id = 4",), "j4"),
        (("INSERT INTO event_evidence SELECT 4, id FROM evidence_links WHERE state = 'rejected'",), "j4"),
        (("UPDATE event_evidence SET link_id = (SELECT id FROM evidence_links WHERE state = 'rejected')",), "j2"),
        (("UPDATE anchors SET exact = 'All are open.' WHERE exact LIKE 'Four%'",), "j4"),
        (("DELETE FROM anchors WHERE exact LIKE 'Four%'",), "j4"),
        (("UPDATE evidence_links SET relation = 'delivers' WHERE state = 'accepted'",), "j4"),
        (("UPDATE evidence_links SET ref = 'e-other' WHERE state = 'accepted'",), "j4"),
        (("UPDATE evidence_links SET state = 'rejected' WHERE state = 'accepted'",), "open"),
        (("UPDATE evidence_links SET state = 'suggested' WHERE state = 'rejected'",), "closed"),
        (("UPDATE evidence_links SET state = 'accepted' WHERE state = 'rejected'",), "closed"),
        (("UPDATE recorded_searches SET query = 'nonsense'",), "search"),
        (("UPDATE recorded_searches SET hits = 9",), "search"),
        (("UPDATE recorded_searches SET corpus_revision = 1",), "search"),
        (("UPDATE recorded_searches SET searched_at = '2020-01-01 00:00:00.000000'",), "search"),
        (("UPDATE recorded_searches SET who = 'Nobody'",), "search"),
        (("DELETE FROM recorded_searches",), "j3"),
        (("UPDATE commitments SET deadline = '2030-01-01' WHERE id = 1",), "first"),
        (("UPDATE commitments SET origin = 'program' WHERE id = 1",), "first"),
        (("UPDATE commitments SET kind = 'duty' WHERE id = 2",), "second"),
        (("UPDATE commitments SET refused = 0 WHERE id = 3",), "third"),
        (("UPDATE commitments SET refused = 1 WHERE id = 2",), "second"),
        (("DELETE FROM commitments WHERE id = 3",), "third"),
        (("DELETE FROM commitments WHERE id = 1",), "j1"),
        (("UPDATE commitments SET same_as_id = 1 WHERE id = 3",), "third"),
        (("UPDATE same_pairs SET state = 'suggested'",), "pair"),
        (("DELETE FROM same_pairs",), "pair"),
        (("UPDATE decisions SET after = '{broken' WHERE id = 5",), "d5"),
        (("UPDATE decisions SET after = '[1]' WHERE id = 5",), "d5"),
        (("UPDATE decisions SET recorded_at = 'yesterday' WHERE id = 5",), "d5"),
        (("UPDATE status_events SET as_of = 'soon' WHERE id = 2",), "j2"),
    ],
)  # fmt: skip
def test_tampering_is_named_and_located(spoilt: Spoilt, statements: tuple[str, ...], named: str) -> None:
    wanted = spoilt.names.get(named, named)
    spoilt.change(*statements)
    faults = spoilt.audit().faults
    assert any(wanted in (fault.name, fault.subject) for fault in faults), faults


def test_a_judgement_forged_with_its_hash_is_not_in_the_journal(spoilt: Spoilt) -> None:
    with spoilt.corpus.read() as session:
        last = session.get_one(StatusEvent, 4)
        last.because = "It was always so."
        corrected = session.get_one(StatusEvent, 2).hash
        forged = events.event_hash(last, spoilt.held.statements[0], last.evidence, None, corrected)
    spoilt.change(f"UPDATE status_events SET because = 'It was always so.', hash = '{forged}' WHERE id = 4")
    found = {fault.name: fault.what for fault in spoilt.audit().faults}
    assert "is gone" in found[spoilt.names["d4"]]
    assert "no decision" in found[f"j-{forged[:10]}"]


def test_a_judgement_added_at_the_end_is_not_in_the_journal(spoilt: Spoilt) -> None:
    with spoilt.corpus.write() as session:
        held = session.get_one(StatusEvent, 1)
        said = {name: getattr(held, name) for name in ("commitment_id", "judgement", "as_of", "recorded_at", "who")}
        last = session.get_one(StatusEvent, 4).hash
        forged = StatusEvent(**said, value="unclear", because="x", self_reported=False, rests_on=0, previous_hash=last)
        forged.hash = events.event_hash(forged, spoilt.held.statements[0], [], None)
        session.add(forged)
    (fault,) = spoilt.audit().faults
    assert fault.name == f"j-{forged_name(spoilt)}"


def forged_name(spoilt: Spoilt) -> str:
    with spoilt.corpus.read() as session:
        return session.scalars(select(StatusEvent.hash).order_by(StatusEvent.id.desc())).first()[:10]  # type: ignore[index]


def test_only_a_head_that_was_kept_tells_that_both_chains_were_cut(spoilt: Spoilt) -> None:
    head = spoilt.audit().head
    with spoilt.corpus.write() as session:
        assert audit.holds(session, head)
        judge(session, spoilt.held.statements[0], "unclear", judgement=Judgement.VERIFIABILITY)
    later = spoilt.audit().head
    with spoilt.corpus.read() as session:
        assert audit.holds(session, head), "what came after it is no matter"
        assert audit.holds(session, later)
    spoilt.change("DELETE FROM status_events WHERE id = 5", "DELETE FROM decisions WHERE id = 10")
    assert spoilt.audit().faults == (), "nothing is left that could tell"
    with spoilt.corpus.read() as session:
        assert audit.holds(session, head)
        for expected in (later, "", "nonsense", "-", later.split("-")[0]):
            assert not audit.holds(session, expected)


def test_an_empty_account_is_whole_and_any_corpus_holds_its_head(corpus: Corpus, spoilt: Spoilt) -> None:
    with corpus.read() as session:
        whole = audit.audit(session)
    assert (whole.judgements, whole.decisions, whole.faults) == (0, 0, ())
    with spoilt.corpus.read() as session:
        assert audit.holds(session, whole.head)


def test_a_clock_that_jumps_back_is_noted_and_no_fault(spoilt: Spoilt, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = SimpleNamespace(now=lambda zone: datetime.now(zone) - timedelta(days=9))
    monkeypatch.setattr(events, "datetime", slow)
    monkeypatch.setattr(journal, "datetime", slow)
    with spoilt.corpus.write() as session:
        row = judge(session, spoilt.held.statements[0], "partly", judgement=Judgement.VERIFIABILITY)
    whole = spoilt.audit()
    assert whole.faults == ()
    assert len(whole.notes) == 2
    assert row.name in whole.notes[0]
    assert "earlier time" in whole.notes[0]


def test_the_history_of_anything(spoilt: Spoilt) -> None:
    held, names = spoilt.held, spoilt.names
    with spoilt.corpus.read() as session:
        refs = (*held.statements, held.open_hubs, held.closed_hubs, held.search, held.pair)
        of = {ref: audit.history(session, ref) for ref in refs}
        values = [row.value for row in of[held.statements[1]].judgements]
        assert values == ["clear", "in-progress", "no-evidence-found", "broken"]
        assert [row.corrected for row in of[held.statements[0]].judgements] == [False, True, False, False]
        assert [str(row.action) for row in of[held.statements[0]].decisions] == [
            "judged", "judged", "judged", "corrected", "weighed", "joined", "edited", "confirmed",
        ]  # fmt: skip
        assert [str(row.action) for row in of[held.statements[2]].decisions] == ["refused"]
        assert [row.value for row in of[held.open_hubs].judgements] == ["in-progress", "broken"]
        assert [str(row.action) for row in of[held.closed_hubs].decisions] == ["weighed"]
        assert of[held.search].search is not None
        assert [row.value for row in of[held.search].judgements] == ["no-evidence-found"]
        assert [str(row.action) for row in of[held.pair].decisions] == ["joined"]
        assert audit.history(session, names["j1"]).ref == held.statements[0]
        assert audit.history(session, names["d6"]).ref == held.pair
        for unknown in ("c-no", "e-no", "p-no", "s-no", "j-no", "d-no", "j-", "", "no"):
            with pytest.raises(NotFound):
                audit.history(session, unknown)


@pytest.mark.databases("postgresql")
def test_a_changed_decision_is_seen_on_a_server(corpus: Corpus, put: Put, make_document: Make) -> None:
    filled(corpus, put, make_document)
    with corpus.read() as session:
        assert audit.audit(session).faults == ()
    with corpus.write() as session:
        session.execute(text("ALTER TABLE decisions DISABLE TRIGGER USER"))
        session.execute(text("UPDATE decisions SET who = 'Nobody' WHERE action = 'weighed'"))
        session.execute(text("UPDATE evidence_links SET state = 'rejected' WHERE state = 'accepted'"))
    with corpus.read() as session:
        assert len(audit.audit(session).faults) == 3
