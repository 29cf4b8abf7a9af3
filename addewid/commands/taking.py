"""Taking away: ``export``."""

import io
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from addewid.commands.choosing import choosing, wanted
from addewid.workspace import opened

TABLES = ("commitments", "evidence", "events", "passages", "case-studies", "searches", "documents", "themes")
FORMS = ("csv", "json", "jsonl", "xlsx", "sqlite", "annotations", "qdc", "atom", "csl", "bibtex", "ris")


@click.command("export", epilog="Example: addewid export commitments --format csv --output promises.csv")
@click.argument("names", metavar="[TABLE]...", nargs=-1, type=click.Choice(TABLES))
@click.option("--format", "form", type=click.Choice(FORMS), default="csv", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), help="File or folder to write.  [default: stdout]")
@click.option("--suggested", is_flag=True, help="Also evidence that only the program suggests, marked so.")
@choosing
def export_command(names: tuple[str, ...], form: str, output: Path | None, suggested: bool, **given: Any) -> None:
    """Write commitments and what they rest on as data for other tools.

    The tables are commitments, evidence, events, passages, case-studies, searches, documents and themes; without a name
    all of them. One table as csv, json or jsonl goes to a file, or to stdout; several go into a folder, with a
    description for programs. The options choose commitments; evidence, events, searches and documents are those that go
    with them.
    """
    from corpus.rows import CommitmentSort
    from publish.export import forms
    from publish.export.chosen import Chosen, Slice
    from publish.rights import rights
    from publish.stamp import stamp

    asked = Slice(replace(wanted(**given), sort=CommitmentSort.DOCUMENT), suggested=suggested)
    if isinstance(sys.stdout, io.TextIOWrapper):  # data is the same whatever the terminal speaks
        sys.stdout.reconfigure(encoding="utf-8", newline="")
    with opened() as workspace, workspace.corpus.read() as session:
        chosen = Chosen(session, asked, rights(session, workspace.settings.short_quotations))
        told = stamp(session, chosen.on)
        tables = [name.replace("-", "_") for name in names]
        counts = forms.write(chosen, told, forms.Form(form), tables, forms.Place(output, sys.stdout))
        if output is not None:
            what = ", ".join(f"{many:,} {name.replace('_', ' ')}" for name, many in counts.items())
            workspace.narrator.say(f"{what} written to {output}.")
        for line in told.lines():
            workspace.narrator.say(line)
