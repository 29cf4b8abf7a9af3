"""What is taken in before a rebuild, and what must be there again after it."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, ClassVar

from scrapy.http import TextResponse
from sqlalchemy import select

from addewid.workspace import Workspace
from corpus import crawls, documents, versions
from corpus.codebook import CrawlOutcome, DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.models import Capture, Crawl, Document, Passage, Version
from crawlers import taking
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
