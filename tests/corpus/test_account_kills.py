"""kill -9 between a judgement, its evidence and its decision: nothing half recorded, nothing lost that was said."""

import signal
import subprocess
import sys

import pytest

from corpus import audit, commitments
from corpus.codebook import LinkState
from corpus.database import Corpus
from tests.corpus.accounted import guessed, judge
from tests.corpus.stated import Make, Put

KILLED = """
import os, signal, sys
from datetime import date
from sqlalchemy import event
from corpus import account
from corpus.codebook import Judgement
from corpus.database import Corpus

address, ref, link, table, commit = sys.argv[1:]
corpus = Corpus(address)

def after(connection, cursor, statement, *_):
    if table and statement.lower().startswith(("insert", "update")) and table in statement:
        os.kill(os.getpid(), signal.SIGKILL)

event.listen(corpus.engine, "after_cursor_execute", after)
if commit:
    event.listen(corpus.engine, "commit", lambda connection: os.kill(os.getpid(), signal.SIGKILL))
with corpus.write() as session:
    account.record(
        session, ref, Judgement.DELIVERY, "broken", because="So.", who="Tomos", as_of=date(2024, 1, 1), evidence=[link]
    )
print("recorded", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.slow
@pytest.mark.databases
def test_a_kill_at_any_moment_records_all_or_nothing(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        link = guessed(session, put, make_document, three[0], "Four of the ten hubs are open.")
        kept = judge(session, three[0], "in-progress", [guessed(session, put, make_document, three[0], "One is.")])

    def killed(table: str, commit: str = "") -> str:
        arguments = [sys.executable, "-c", KILLED, corpus.address, three[0], link, table, commit]
        ended = subprocess.run(arguments, capture_output=True, text=True, timeout=120, check=False)
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        return ended.stdout

    for at in (("evidence_links",), ("status_events",), ("event_evidence",), ("decisions",), ("", "commit")):
        assert killed(*at) == ""
        with corpus.read() as session:
            assert [row.hash for row in commitments.get(session, three[0]).history] == [kept.hash]
            (row,) = [row for row in commitments.get(session, three[0]).evidence if row.ref == link]
            assert row.state is LinkState.SUGGESTED
            whole = audit.audit(session)
            assert (whole.judgements, whole.decisions, whole.faults) == (1, 1, ())
    assert killed("") == "recorded\n"
    with corpus.read() as session:
        assert [row.value for row in commitments.get(session, three[0]).history] == ["in-progress", "broken"]
        whole = audit.audit(session)
        assert (whole.judgements, whole.decisions, whole.faults) == (2, 2, ())
