"""Rebuilding: a lost or an older corpus comes back from the archive, a living one stays as it is."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from scrapy.http import TextResponse
from sqlalchemy import delete, select, update

from addewid.pipeline import adding, rebuilding, tagging
from addewid.workspace import Workspace
from corpus import account, audit, documents, versions
from corpus.codebook import DocumentKind, Judgement, Lang
from corpus.errors import UsageProblem
from corpus.models import Capture, Commitment, State, StatusEvent, Version
from corpus.readers import Given
from crawlers import taking
from crawlers.archive import captures
from crawlers.archive.records import page
from crawlers.items import Item, Yielded
from crawlers.spiders.base import reads
from tests.addewid.rebuild.rebuilt import WELSH, Notices, contents, crawled, fetched, forget, notice, revision


def test_a_deleted_corpus_comes_back_with_the_same_documents_keys_and_passages(
    workspace: Workspace, papers: Path, spider: None
) -> None:
    given = Given(
        kind=DocumentKind.STRATEGY, issued=date(2021, 6, 15), publisher="Cyngor Ynys Môn", title="Ein cynllun"
    )
    adding.add(workspace, [papers / "a plan for café.md"], given)
    adding.add(workspace, [papers], collection="starter")
    shutil.copytree(papers, papers.parent / "copy")
    adding.add(workspace, [papers.parent / "copy" / "bulk.jsonl"])
    (papers / "other.md").write_text(WELSH, encoding="utf-8")
    adding.add(workspace, [papers / "other.md"], Given(lang=Lang.CY))
    for number in (1, 2):
        fetched(workspace, number, notice(number))
    fetched(workspace, 9, "<html>nothing to see</html>", read="listing")
    fetched(workspace, 1, notice(1, "The date has moved to June 2027, and nothing else has."))
    crawled(workspace)
    before = contents(workspace.corpus)
    assert {row["title"] for row in before["versions"]} >= {"Ein cynllun", "Notice 2", "Paper 119", "Cynllun gofal"}
    assert {row["collection"] for row in before["versions"]} == {"", "starter"}

    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert contents(workspace.corpus) == before
    assert (outcome.was_empty, outcome.problems, outcome.damage, outcome.unsaid) == (True, [], [], 0)
    assert outcome.taken == outcome.captures
    assert rebuilding.following(workspace) == ["addewid starter", "addewid update"]
    with workspace.corpus.read() as session:
        assert session.get(State, rebuilding.UNDER_WAY) is None


def test_rebuilding_a_living_corpus_changes_nothing(workspace: Workspace, papers: Path, spider: None) -> None:
    adding.add(workspace, [papers], Given(publisher="Test Body"))
    (papers / "other.md").write_text(WELSH, encoding="utf-8")
    adding.add(workspace, [papers / "other.md"])
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    tagging.tag(workspace)
    with workspace.corpus.write() as session:
        ref = session.scalars(select(Commitment.ref).order_by(Commitment.id)).first()
        assert ref is not None
        told = {"because": "Dated and counted.", "who": "Mair", "as_of": date(2026, 1, 1)}
        account.record(session, ref, Judgement.VERIFIABILITY, "clear", **told)  # type: ignore[arg-type]
        # Its address has been found empty since; that stands.
        gone = update(Version).where(Version.title == "Notice 1").values(gone_on=date(2026, 2, 2))
        session.execute(gone)
    before, counted = contents(workspace.corpus), revision(workspace)

    for _ in range(2):
        outcome = rebuilding.rebuild(workspace)
        assert (outcome.taken, outcome.was_empty, outcome.problems) == (0, False, [])
        assert outcome.reread == 4
        assert (contents(workspace.corpus), revision(workspace)) == (before, counted)
    with workspace.corpus.read() as session:
        assert not audit.audit(session).faults
        assert len(session.scalars(select(StatusEvent)).all()) == 1
        assert session.scalar(select(Version.gone_on).where(Version.title == "Notice 1")) == date(2026, 2, 2)
        assert not session.scalars(select(Version.id).where(Version.current, Version.tagged_with == "")).all()
    assert rebuilding.following(workspace) == ["addewid update"]


def test_what_an_older_corpus_does_not_know_is_taken_in(workspace: Workspace, papers: Path, spider: None) -> None:
    adding.add(workspace, [papers / "other.md"])
    workspace.corpus.close()
    shutil.copy(workspace.paths.database, papers.parent / "backup.db")
    (papers / "other.md").write_text(WELSH, encoding="utf-8")
    adding.add(workspace, [papers])
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    whole = contents(workspace.corpus)
    forget(workspace)
    shutil.copy(papers.parent / "backup.db", workspace.paths.database)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.was_empty, outcome.captures) == (False, outcome.taken + 1)
    assert contents(workspace.corpus) == whole


def test_an_older_copy_found_in_the_archive_does_not_replace_what_came_later(
    workspace: Workspace, spider: None
) -> None:
    lost = fetched(workspace, 1, notice(1, "What it said at first, before anybody had answered."))
    with workspace.corpus.write() as session:
        session.execute(delete(Capture).where(Capture.id == lost))  # a killed process left the record only
    fetched(workspace, 1, notice(1, "What it says now, in its final form for everybody."))
    with workspace.corpus.read() as session:
        kept = session.scalars(select(Capture)).one()
        record = workspace.archive.record(captures.place(kept))
    body = workspace.archive.read(record.place)
    with workspace.corpus.write() as session:
        (read,) = taking.read(record, body)
        versions.add(session, read, capture=session.get_one(Capture, kept.id), fallback=kept.address)
        session.get_one(Capture, kept.id).complete = True
    crawled(workspace)
    assert rebuilding.rebuild(workspace).taken == 1
    with workspace.corpus.read() as session:
        current = session.scalars(select(Version).where(Version.current)).one()
        assert "final form" in documents.text(session, current.id)
        assert len(session.scalars(select(Capture)).all()) == 2


def test_a_better_reader_makes_a_new_version(
    workspace: Workspace, spider: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)

    class Better(Notices):
        @reads
        def page(self, response: TextResponse, *, work: str) -> Iterator[Yielded]:
            kind = DocumentKind.CONSULTATION
            yield Item(kind=kind, title="Better", work=work, lang=Lang.EN, content=("h1", "main"))

    monkeypatch.setattr(taking, "load", lambda _: Better)
    outcome = rebuilding.rebuild(workspace)
    assert dict(outcome.documents) == {versions.Novelty.VERSION: 1}
    with workspace.corpus.read() as session:
        titles = [(version.title, version.current) for version in session.scalars(select(Version).order_by(Version.id))]
    assert titles == [("Notice 1", False), ("Better", True)]
    assert not rebuilding.rebuild(workspace).documents[versions.Novelty.VERSION]


def test_one_address_of_two_sources_is_read_again_for_both(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    body = b"# A file\n\nThe council must publish a list.\n"
    file = page("https://notices.example/1", body, media_type="text/markdown", at=datetime.now(UTC), source="",
                facts={"given": {}, "collection": ""}, status="", headers=[])  # fmt: skip
    with workspace.corpus.write() as session:
        captures.keep(session, workspace.archive, file).complete = True
    assert rebuilding.rebuild(workspace).reread == 2


def test_where_there_is_no_archive_that_is_said(workspace: Workspace) -> None:
    with pytest.raises(UsageProblem, match="holds no archive"):
        rebuilding.rebuild(workspace)


KILLED_RUN = """
import os, signal, sys
from sqlalchemy import event
from sqlalchemy.engine import Engine

moment, seen = int(sys.argv[1]), 0

def passing(*_):
    global seen
    seen += 1
    if seen == moment:
        os.kill(os.getpid(), signal.SIGKILL)

from addewid.pipeline import rebuilding
from addewid.workspace import opened

with opened(quiet=True) as workspace:
    workspace.corpus.revision()
    event.listen(Engine, "commit", passing)
    event.listen(Engine, "begin", passing)
    outcome = rebuilding.rebuild(workspace)
    print(outcome.taken, outcome.reread, outcome.was_empty)
"""


@pytest.mark.slow
@pytest.mark.parametrize("moment", [2, 5, 8, 10])
def test_a_killed_rebuild_is_finished_by_the_next(workspace: Workspace, papers: Path, moment: int) -> None:
    adding.add(workspace, [papers])
    before = contents(workspace.corpus)
    forget(workspace)

    def run(moment: int) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED_RUN, str(moment)]
        return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)

    assert run(moment).returncode == -signal.SIGKILL
    ended = run(0)
    assert ended.returncode == 0, ended.stderr
    taken, reread, was_empty = ended.stdout.split()
    assert (int(taken) <= 3, reread, was_empty) == (True, "0", "True")
    assert contents(workspace.corpus) == before
