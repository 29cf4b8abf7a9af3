"""Rebuilding: what somebody said of a file is known again."""

import io
import shutil
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select
from warcio.warcwriter import WARCWriter

from addewid.pipeline import adding, rebuilding
from addewid.workspace import Workspace
from corpus import documents, versions
from corpus.codebook import DocumentKind
from corpus.models import Capture, Document
from corpus.readers import Given
from tests.addewid.rebuild.rebuilt import (
    contents,
    forget,
)


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
