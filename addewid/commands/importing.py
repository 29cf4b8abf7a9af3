"""Importing: ``import``."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, dump, json_option, shorten, values_of
from addewid.workspace import opened
from corpus.codebook import CommitmentKind

if TYPE_CHECKING:
    from addewid.pipeline.importing import Imported, Told


@click.command("import", epilog="Example: addewid import promises.csv --dry-run --rejects to-mend.csv")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--kind", type=values_of(CommitmentKind), help="What those are whose row says no kind.")
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE.csv",
    help="Write the rows that were not imported there, with reasons.",
)
@click.option("--dry-run", is_flag=True, help="Only say what would be done.")
@json_option
def import_command(file: Path, kind: str | None, rejects: Path | None, dry_run: bool, as_json: bool) -> None:
    """Import commitments from a spreadsheet saved as CSV.

    The column quote holds the words of each commitment; they are found in the document, or reported, never guessed.
    Other columns: document, passage, kind, body, actor, action, beneficiary, deadline, deadline_text, condition,
    themes, note. docs/importing.md tells of them. What matches is imported together; importing again changes nothing.
    Exit status 1 when some rows were not imported.
    """
    from addewid.pipeline import importing

    with opened(quiet=as_json) as workspace:
        wanted = CommitmentKind(kind) if kind else None
        imported = importing.run(workspace, file, kind=wanted, rejects=rejects, dry=dry_run)
    counts = imported.counts
    if as_json:
        dump({"file": str(file), "dry_run": dry_run, "counts": counts, **_facts(imported)})
    else:
        _print(imported, dry_run)
    if counts[importing.Outcome.REJECTED]:
        if not as_json:
            where = f"are in {rejects}; mend and import them" if rejects else "can be written to a file with --rejects"
            click.echo(f"The rejected rows {where}.")
        raise click.exceptions.Exit(1)


def _facts(imported: "Imported") -> dict[str, object]:
    return {"rows": imported.rows, "unread_columns": imported.unread, "note": imported.note}


def _print(imported: "Imported", dry: bool) -> None:
    for told in imported.rows:
        click.echo(_line(told))
    if imported.note:
        click.echo(imported.note)
    if imported.unread:
        click.echo(f"Nothing is read from {', '.join(imported.unread)}; docs/importing.md lists the columns.")
    if judged := sum(bool(told.judgements) for told in imported.rows):
        click.echo(
            f"The status in {count_of(judged, 'row')} was not imported, for it needs evidence: link it with addewid "
            "cite REF PASSAGE, then record it with addewid status REF."
        )
    did = ", ".join(f"{many:,} {outcome}" for outcome, many in imported.counts.items() if many)
    click.echo(f"{count_of(len(imported.rows), 'row')}: {did}.{' Nothing was changed: a dry run.' if dry else ''}")


def _line(told: "Told") -> str:
    """What became of a row, on one line."""
    changes = "; ".join(
        f"its words were “{was}”" if name == "quote" else f"{name}: {_value(was)} → {_value(now)}"
        for name, (was, now) in told.changes.items()
    )
    judged = ", ".join(f"{name} {value}" for name, value in told.judgements.items())
    more = "".join(f" ({each})" for each in (changes, f"not imported: {judged}" if judged else "") if each)
    quote = f"“{shorten(told.quote, 100)}”"
    if told.reason:
        return f"row {told.row}  rejected  {quote}{more}\n    {told.reason}"
    return f"row {told.row}  {told.outcome}  {told.ref}  {told.passage}  {quote}{more}"


def _value(value: object) -> str:
    words = ", ".join(value) if isinstance(value, list) else str(value)
    return shorten(words, 60) or "none"
