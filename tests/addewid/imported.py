"""Documents of our own to import commitments into, and the command that does it."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from addewid.commands.importing import import_command
from addewid.commands.taking import export_command
from addewid.workspace import Workspace
from corpus import commitments, findings, versions
from corpus.codebook import CommitmentKind, Lang
from corpus.rows import CommitmentFilter, CommitmentRow
from corpus.types import CommitmentFinding, ReadDocument

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]

HUBS = "The Welsh Government will open ten “community hubs” in the former libraries of Gwent by 31 March 2023."
LIST = "We will publish a list of the hubs each year – in Welsh and in English – and ask carers what it lacks."
PART = "We will publish a list of the hubs each year – in Welsh"
COUNT = "Each health board must count its carers."
HEARD = "Carers’ voices, and carers’ voices again, should be heard."
WELSH = "Bydd y cyngor yn agor tŷ i bawb, a bydd y cyngor yn ei gadw."


@dataclass(frozen=True, slots=True)
class Home:
    """A corpus with three documents, in the folder of a test."""

    workspace: Workspace
    folder: Path

    def save(self, *rows: dict[str, str], name: str = "promises.csv", delimiter: str = ",") -> Path:
        """A spreadsheet of these rows."""
        columns = list(dict.fromkeys(name for row in rows for name in row))
        out = io.StringIO(newline="")
        table = csv.DictWriter(out, columns, restval="", delimiter=delimiter)
        table.writeheader()
        table.writerows(rows)
        path = self.folder / name
        path.write_text(out.getvalue(), encoding="utf-8", newline="")
        return path

    def data(self, path: Path, *options: str) -> dict[str, Any]:
        """What importing says, as JSON, with its exit status."""
        shown = run(import_command, str(path), *options, "--json")
        told: dict[str, Any] = json.loads(shown.stdout)
        rejected = any(row["outcome"] == "rejected" for row in told["rows"])
        assert shown.exit_code == (1 if rejected else 0), shown.output
        return told

    def rows(self, *rows: dict[str, str], options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
        """What becomes of some rows."""
        found: list[dict[str, Any]] = self.data(self.save(*rows), *options)["rows"]
        return found

    def reason(self, **row: str) -> str:
        """Why a row alone is rejected; nothing may be changed by it."""
        before = self.held()
        (told,) = self.rows(row)
        assert told["outcome"] == "rejected", told
        assert self.held() == before
        return str(told["reason"])

    def held(self) -> list[CommitmentRow]:
        """All commitments."""
        with self.workspace.corpus.read() as session:
            return commitments.listing(session, CommitmentFilter())

    def one(self, quote: str) -> CommitmentRow:
        """The commitment of these words."""
        return next(row for row in self.held() if row.quote == quote)

    def export(self, name: str) -> Path:
        """All commitments as the export writes them."""
        path = self.folder / name
        assert run(export_command, "commitments", "--output", str(path)).exit_code == 0
        return path


def run(command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, arguments, catch_exceptions=False)


def fill(workspace: Workspace, put: Put, make: Make) -> None:
    """Three documents; the program found the hubs, and the list in part."""
    plan = make("A foreword.", HUBS, LIST, COUNT, HEARD)
    other = make("Another foreword.", COUNT, work="letter-2022", title="A letter to carers", issued=date(2022, 1, 9))
    welsh = make("Rhagair.", WELSH, lang=Lang.CY, title="Cynllun gofal")
    with workspace.corpus.write() as session:
        added = put(session, plan)
        findings.keep(session, added.version_id, [_found(plan, HUBS), _found(plan, PART)], "rules")
        put(session, other)
        put(session, welsh)


def _found(read: ReadDocument, quote: str) -> CommitmentFinding:
    start = read.text.index(quote)
    return CommitmentFinding(
        passage=next(n for n, passage in enumerate(read.passages) if passage.start <= start < passage.end),
        quote=quote,
        start=start,
        end=start + len(quote),
        lang=read.lang,
        confidence=0.9,
        rule="test",
        kind=CommitmentKind.PLEDGE,
        actor="The Welsh Government",
        actor_body="welsh-government",
    )
