"""Rebuilding: what is damaged or hostile in the archive is named, and the rest comes back."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select

from addewid.commands.archiving import archive_command, rebuild_command
from addewid.pipeline import adding, rebuilding
from addewid.workspace import Workspace
from corpus.models import Capture
from crawlers.archive import captures
from crawlers.archive.records import page
from tests.addewid.rebuild.rebuilt import forget


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
