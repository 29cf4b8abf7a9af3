"""Rebuilding: what the archive holds comes back as it was, and what people decided is not touched."""

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

import pytest
from click.testing import CliRunner, Result
from scrapy.http import TextResponse
from sqlalchemy import delete, select, update
from warcio.warcwriter import WARCWriter

from addewid.commands.archiving import archive_command, rebuild_command
from addewid.pipeline import adding, rebuilding, tagging
from addewid.workspace import Workspace, opened
from corpus import account, crawls, documents, versions
from corpus.codebook import CrawlOutcome, DocumentKind, Judgement, Lang
from corpus.database import Corpus
from corpus.errors import AddewidError, UsageProblem
from corpus.models import Capture, Commitment, Crawl, Document, Passage, State, StatusEvent, Version
from corpus.readers import Given
from crawlers import spiders, taking
from crawlers.archive import captures, conclusions
from crawlers.archive.records import page
from crawlers.events import Finished
from crawlers.items import Item, Yielded
from crawlers.judge import TAKEN_IN
from crawlers.select import one, text
from crawlers.spiders.base import Source, reads
from tests.crawlers import toy

PLAN = "# A plan for care\n\nThe Welsh Government will open ten community hubs by 31 March 2023.\n"
WELSH = "# Cynllun gofal\n\nBydd Llywodraeth Cymru yn agor deg canolfan gymunedol erbyn 31 Mawrth 2023.\n"


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a plan for café.md").write_text(PLAN, encoding="utf-8")
    (folder / "other.md").write_text("# Another\n\nThe council must publish a list.\n", encoding="utf-8")
    lines = [
        json.dumps({"id": f"bulk-{n}", "title": f"Paper {n}", "text": f"The council must publish list {n} each year."})
        for n in range(120)
    ]
    (folder / "bulk.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Workspace]:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ADDEWID_NAME", "Mair")
    with opened(quiet=True) as held:
        yield held


class Notices(Source):
    """A site of our own."""

    name = "notices"
    hosts: ClassVar[tuple[str, ...]] = ("notices.example",)
    publisher = "Test Body"

    @reads
    def page(self, response: TextResponse, *, work: str) -> Iterator[Yielded]:
        title = text(one(response, "h1"))
        facts = {"status": "open"}
        yield Item(kind=DocumentKind.CONSULTATION, title=title, work=work, lang=Lang.EN, facts=facts, content=("main",))

    @reads
    def listing(self, response: TextResponse) -> Iterator[Yielded]:
        yield from ()


@pytest.fixture
def spider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "load", lambda name: {"notices": Notices}[name])


def fetched(workspace: Workspace, number: int, body: str, read: str = "page") -> int:
    context = {"work": f"notice/{number}"} if read == "page" else {}
    arrival = page(
        f"https://notices.example/{number}",
        body.encode(),
        media_type="text/html",
        at=datetime.now(UTC),
        source="notices",
        facts={"read": read, "context": context},
        status="200 OK",
        headers=[("Content-Type", "text/html; charset=utf-8")],
    )
    with workspace.corpus.write() as session:
        return captures.keep(session, workspace.archive, arrival).id


def crawled(
    workspace: Workspace, outcome: CrawlOutcome = CrawlOutcome.COMPLETE, *, most: int = 99, because: str = ""
) -> None:
    """End a crawl of the notices: take in ``most`` of what waits, where it is believed, and write down how it ended."""
    waiting = select(Capture).where(Capture.source == "notices", ~Capture.complete).order_by(Capture.id)
    with workspace.corpus.write() as session:
        crawl = Crawl(source="notices", started_at=datetime.now(UTC), outcome=outcome, because=because, via="",
                      wanted={}, listed=7, ended_at=datetime.now(UTC))  # fmt: skip
        session.add(crawl)
        session.flush()
        for capture in session.scalars(waiting.limit(most if outcome in TAKEN_IN else 0)).all():
            record = workspace.archive.record(captures.place(capture))
            with suppress(AddewidError):
                for read in taking.read(record, workspace.archive.read(record.place)):
                    versions.add(session, read, capture=capture, fallback=capture.address)
            capture.complete = True
        conclusions.conclude(session, workspace.archive, crawl.id)


def gone(workspace: Workspace, number: int, on: date) -> None:
    with workspace.corpus.write() as session:
        versions.mark_gone(session, f"https://notices.example/{number}", on)


def played(home: Path, url: str) -> Finished:
    (*_, last), _ = toy.crawl(toy.job(home, url))
    assert isinstance(last, Finished)
    return last


def told(workspace: Workspace) -> crawls.SourceHealth:
    with workspace.corpus.read() as session:
        (health,) = crawls.health(session, ["toy"])
        return replace(health, waiting=0)


def texts(workspace: Workspace) -> set[str]:
    with workspace.corpus.read() as session:
        wanted = select(Version.id).where(Version.current)
        return {documents.text(session, number) for number in session.scalars(wanted)}


def notice(number: int, words: str = "We will consult on this by May 2027, and say what we heard.") -> str:
    return f"<html><body><h1>Notice {number}</h1><main><p>{words}</p></main></body></html>"


def contents(corpus: Corpus) -> dict[str, Any]:
    """Everything that a rebuild must give back, without row numbers and the time of storing."""

    def all_but(row: object, *left_out: str) -> dict[str, Any]:
        names = [column.name for column in type(row).__table__.columns]  # type: ignore[attr-defined]
        return {name: getattr(row, name) for name in names if name not in left_out}

    with corpus.read() as session:
        found = (
            select(Document, Version, Capture.address)
            .join_from(Document, Version, Version.document_id == Document.id)
            .join(Capture, Version.capture_id == Capture.id)
        )
        versions = [
            {
                **all_but(document, "id"),
                **all_but(version, "id", "document_id", "capture_id", "added_at", "tagged_with", "revision"),
                "address": address,
                "passages": [
                    all_but(passage, "id", "version_id")
                    for passage in session.scalars(
                        select(Passage).where(Passage.version_id == version.id).order_by(Passage.ordinal)
                    )
                ],
            }
            for document, version, address in session.execute(found)
        ]
        kept = [all_but(row, "id") for row in session.scalars(select(Capture))]
    return {
        "versions": sorted(versions, key=lambda row: (row["key"], row["lang"], row["text_sha256"])),
        "captures": sorted(kept, key=lambda row: (row["archive"], row["archive_offset"])),
    }


def forget(workspace: Workspace) -> None:
    """As if corpus.db had been deleted."""
    workspace.corpus.close()
    del workspace.__dict__["corpus"]
    for file in workspace.paths.home.glob("corpus.db*"):
        file.unlink()


def revision(workspace: Workspace) -> int:
    return workspace.corpus.revision()


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
        assert account.broken_event(session) is None
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


def test_pages_that_a_crawl_has_still_to_judge_are_left_to_it(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, notice(1))
    with workspace.corpus.write() as session:
        session.add(
            Crawl(source="notices", started_at=datetime.now(UTC), outcome="shrunk", because="", via="", wanted={})
        )
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.waiting, outcome.taken) == (1, 0)
    with workspace.corpus.read() as session:
        assert session.scalars(select(Version)).all() == []
        assert not session.scalars(select(Capture)).one().complete


def test_what_is_said_of_a_file_later_is_used_and_comes_back(workspace: Workspace, papers: Path) -> None:
    file = papers / "other.md"
    adding.add(workspace, [file], Given(kind=DocumentKind.STRATEGY, title="A list"), collection="mine")
    corrected = adding.add(workspace, [file], Given(publisher="Cyngor Gwynedd"))
    assert (corrected.count(versions.Novelty.SAME), corrected.warnings) == (1, [])
    again = adding.add(workspace, [file], Given(publisher="Cyngor Gwynedd"))
    assert (again.count(versions.Novelty.SAME), again.warnings) == (1, [])
    kept = adding.add(workspace, [file], Given(kind=DocumentKind.LETTER, issued=date(2021, 1, 1)))
    assert [("keeps the kind that it had" in warning) for warning in kept.warnings] == [True]
    with workspace.corpus.read() as session:
        (row,) = documents.listing(session)
        assert (row.title, row.publisher, row.kind) == ("A list", "Cyngor Gwynedd", DocumentKind.STRATEGY)
        assert (row.collection, row.issued) == ("mine", date(2021, 1, 1))
        assert len(session.scalars(select(Capture)).all()) == 3
    before = contents(workspace.corpus)
    forget(workspace)
    rebuilding.rebuild(workspace)
    assert contents(workspace.corpus) == before


def test_a_copy_elsewhere_says_nothing_of_the_first(workspace: Workspace, papers: Path) -> None:
    adding.add(workspace, [papers / "other.md"])
    shutil.copy(papers / "other.md", papers / "copy.md")
    told = adding.add(workspace, [papers / "copy.md"], Given(publisher="Cyngor Gwynedd"))
    assert ["say it of that one" in warning for warning in told.warnings] == [True]


def test_what_a_crawl_did_not_believe_does_not_come_back_unless_a_later_one_did(
    workspace: Workspace, spider: None
) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    fetched(workspace, 1, notice(1, "Junk of a site that has shrunk, which nobody may read."))
    crawled(workspace, CrawlOutcome.SHRUNK, because="It shrank.")
    before = texts(workspace)
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.waiting, outcome.crawls) == (1, 1, 2)
    assert texts(workspace) == before
    with workspace.corpus.read() as session:
        health = crawls.health(session, ["notices"])[0]
        assert (health.outcome, health.because, health.healthy) == (CrawlOutcome.SHRUNK, "It shrank.", 7)
        assert [row.complete for row in session.scalars(select(Capture).order_by(Capture.id))] == [True, False]
    again = rebuilding.rebuild(workspace)
    assert (again.taken, again.waiting, again.crawls, texts(workspace)) == (0, 1, 0, before)

    crawled(workspace)  # the next crawl finds them waiting, and believes them
    believed = texts(workspace)
    assert believed != before
    assert len(workspace.archive.files()) == 1, "the ends of crawls are known places: nothing begins a new file"
    forget(workspace)
    assert rebuilding.rebuild(workspace).waiting == 0
    assert texts(workspace) == believed


def test_after_real_crawls_the_corpus_comes_back_as_they_left_it(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(spiders.SOURCES, "toy", "toy:Toy")
    monkeypatch.setitem(sys.modules, "crawlers.spiders.toy", toy)
    site, home = toy.Site(plans=10), workspace.paths.home
    home.mkdir()
    with toy.served(site) as url:
        assert played(home, url).outcome is CrawlOutcome.COMPLETE
        site.answers["/plan-3"], site.texts[3] = (404, "Nothing here"), "What its listing says has changed."
        assert played(home, url).counts["gone"] == 1
        site.answers.clear()
        site.plans, site.texts[0] = 2, "Junk of a site that has shrunk."
        assert played(home, url).outcome is CrawlOutcome.SHRUNK
    before, health = contents(workspace.corpus), told(workspace)
    assert [row["title"] for row in before["versions"] if row["gone_on"]] == ["Plan 3"]
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.crawls, outcome.problems) == (3, [])
    assert (contents(workspace.corpus), told(workspace)) == (before, health)


def test_what_a_stopped_crawl_left_is_left(workspace: Workspace, spider: None) -> None:
    for number in (1, 2, 3):
        fetched(workspace, number, notice(number, f"Words of notice {number}, which stand nowhere else."))
    crawled(workspace, CrawlOutcome.STOPPED, most=2)
    before = contents(workspace.corpus)
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.waiting) == (2, 1)
    assert contents(workspace.corpus) == before


def test_what_was_gone_is_gone_again_and_what_came_back_is_not(
    workspace: Workspace, spider: None, tmp_path: Path
) -> None:
    for number in (1, 2):
        fetched(workspace, number, notice(number, f"Words of notice {number}, which stand nowhere else."))
    crawled(workspace)
    gone(workspace, 1, date(2026, 2, 2))
    crawled(workspace)
    workspace.corpus.close()
    shutil.copy(workspace.paths.database, tmp_path / "backup.db")
    gone(workspace, 2, date(2026, 3, 3))
    with workspace.corpus.write() as session:  # the first is there again, with the same bytes
        session.execute(update(Version).where(Version.title == "Notice 1").values(gone_on=None))
    crawled(workspace, CrawlOutcome.CHANGED)
    whole = contents(workspace.corpus)
    assert {row["title"]: row["gone_on"] for row in whole["versions"]} == {
        "Notice 1": None,
        "Notice 2": date(2026, 3, 3),
    }
    for backup in (None, tmp_path / "backup.db"):
        forget(workspace)
        if backup:
            shutil.copy(backup, workspace.paths.database)
        assert rebuilding.rebuild(workspace).crawls == (1 if backup else 3)
        assert contents(workspace.corpus) == whole


def test_what_is_known_better_in_the_corpus_than_in_the_archive_stands(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    gone(workspace, 1, date(2026, 2, 2))  # by a crawl that is still under way
    rebuilding.rebuild(workspace)
    with workspace.corpus.read() as session:
        assert session.scalars(select(Version.gone_on)).all() == [date(2026, 2, 2)]


def test_one_address_of_two_sources_is_read_again_for_both(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, notice(1))
    crawled(workspace)
    body = b"# A file\n\nThe council must publish a list.\n"
    file = page("https://notices.example/1", body, media_type="text/markdown", at=datetime.now(UTC), source="",
                facts={"given": {}, "collection": ""}, status="", headers=[])  # fmt: skip
    with workspace.corpus.write() as session:
        captures.keep(session, workspace.archive, file).complete = True
    assert rebuilding.rebuild(workspace).reread == 2


@pytest.mark.parametrize(
    "said",
    [b"", b"[]", b"{}", b'{"crawl": {}, "left": [], "gone": {}}', b"\xff", b"[" * 100_000],
    ids=["nothing", "a list", "empty", "no crawl", "no text", "deep"],
)
def test_an_end_of_a_crawl_that_nobody_wrote_is_named_and_believes_nothing(
    workspace: Workspace, spider: None, said: bytes
) -> None:
    number = fetched(workspace, 1, notice(1))
    end = replace(page("addewid:crawl:notices", said, media_type="application/json", at=datetime.now(UTC),
                       source="notices", facts={}, status="", headers=[]), metadata=True)  # fmt: skip
    with workspace.corpus.read() as session:
        workspace.archive.keep(end, after=captures.place(session.get_one(Capture, number)))
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.waiting, len(outcome.problems)) == (0, 1, 1)
    assert "how a crawl of notices ended" in outcome.problems[0]


def test_a_page_that_cannot_be_read_is_named_and_the_others_come_in(workspace: Workspace, spider: None) -> None:
    fetched(workspace, 1, "<html><p>no heading here at all</p></html>")
    fetched(workspace, 2, notice(2), read="nonsense")
    fetched(workspace, 3, notice(3))
    crawled(workspace)
    forget(workspace)
    outcome = rebuilding.rebuild(workspace)
    assert len(outcome.problems) == 2
    assert all(f"https://notices.example/{n}" in outcome.problems[n - 1] for n in (1, 2))
    with workspace.corpus.read() as session:
        assert session.scalars(select(Version.title)).all() == ["Notice 3"]
        assert list(session.scalars(select(Capture.complete).order_by(Capture.id))) == [False, False, True]


OLD = """---
id: plan-2021
lang: en
---
# A plan

The Welsh Government will open ten hubs.
"""


def test_an_archive_of_version_0_1_0_comes_back_as_far_as_it_can(workspace: Workspace) -> None:
    workspace.paths.archive.mkdir(parents=True)
    with (workspace.paths.archive / "captures-00001.warc.gz").open("ab") as out:
        writer = WARCWriter(out, gzip=True)
        for name in ("plan.md", "..", "%00", "a%2Fb.md"):
            body = OLD.replace("plan-2021", f"plan-{len(name)}").encode()
            headers = {"WARC-Date": "2026-01-01T12:00:00Z"}
            record = writer.create_warc_record(
                f"file:///tmp/{name}", "resource", payload=io.BytesIO(body), warc_headers_dict=headers,
                warc_content_type="text/markdown",
            )  # fmt: skip
            writer.write_record(record)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, outcome.unsaid, outcome.problems) == (4, 4, [])
    with workspace.corpus.read() as session:
        keys = set(session.scalars(select(Document.key)))
        assert (len(keys), "plan-7" in keys) == (4, True)
        assert set(session.scalars(select(Capture.captured_at))) == {datetime(2026, 1, 1, 12, tzinfo=UTC)}
    # What was said of them is not known, so reading them again could only spoil them.
    again = rebuilding.rebuild(workspace)
    assert (again.taken, again.reread, again.unsaid) == (0, 0, 4)


@pytest.mark.parametrize(
    "said",
    [{"kind": "poem"}, {"colour": "red"}, {"title": 3}, {"issued": "soon"}, {"content": "main"}, {"facts": []}, ["x"]],
)
def test_a_hostile_archive_says_nothing_that_is_believed(workspace: Workspace, papers: Path, said: object) -> None:
    file = papers / "other.md"
    body = file.read_bytes()
    arrival = page("file:///a.md", body, media_type="text/markdown", at=datetime.now(UTC), source="",
                   facts={"given": said, "collection": 3}, status="", headers=[])  # fmt: skip
    workspace.archive.keep(arrival, after=None)
    outcome = rebuilding.rebuild(workspace)
    assert (outcome.taken, len(outcome.problems)) == (0, 1)
    assert "file:///a.md" in outcome.problems[0]


def invoke(command: Any, *arguments: str) -> Result:
    return CliRunner().invoke(command, list(arguments), catch_exceptions=False)


def test_a_damaged_archive_is_named_with_a_status_and_the_rest_comes_back(workspace: Workspace, papers: Path) -> None:
    adding.add(workspace, [papers])
    assert invoke(archive_command, "verify").exit_code == 0
    path = workspace.paths.archive / workspace.archive.files()[0]
    with workspace.corpus.read() as session:
        hit = captures.place(session.scalars(select(Capture).where(Capture.address.endswith("other.md"))).one())
    spoilt = bytearray(path.read_bytes())
    spoilt[hit.offset + hit.length // 2] ^= 255
    path.write_bytes(spoilt)

    checked = invoke(archive_command, "verify", "--json")
    assert checked.exit_code == 7
    faults = json.loads(checked.stdout)["damage"]
    assert [f"{hit.file}, byte {hit.offset:,}" in fault for fault in faults] == [True]

    forget(workspace)
    rebuilt = invoke(rebuild_command, "--json")
    assert rebuilt.exit_code == 7
    told = json.loads(rebuilt.stdout)
    assert (told["captures"], told["taken"], len(told["damage"])) == (2, 2, 1)
    assert told["documents"] == {"new": 121}
    assert told["next"] == ["addewid update"]


def test_what_a_killed_process_left_is_no_damage(workspace: Workspace, papers: Path) -> None:
    adding.add(workspace, [papers / "other.md"])
    with (workspace.paths.archive / workspace.archive.files()[0]).open("ab") as torn:
        torn.write(b"\x1f\x8b\x08\x00half")
    assert invoke(archive_command, "verify").exit_code == 0
    shown = invoke(rebuild_command)
    assert shown.exit_code == 0
    assert "interrupted" in shown.stderr


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
