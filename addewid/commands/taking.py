"""Taking away: ``export``."""

import sys
from pathlib import Path

import click

from addewid.workspace import opened


@click.command("export", epilog="Example: addewid export commitments --format csv --output promises.csv")
@click.argument("what", type=click.Choice(["commitments"]))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="File to write.  [default: stdout]")
def export_command(what: str, form: str, output: Path | None) -> None:
    """Write all commitments, with their judgements and where they stand, to a file or to stdout."""
    from corpus import commitments, files
    from corpus.rows import CommitmentFilter, CommitmentSort
    from publish import export

    with opened() as workspace:
        with workspace.corpus.read() as session:
            rows = commitments.listing(session, CommitmentFilter(sort=CommitmentSort.DOCUMENT))
        write = export.as_csv if form == "csv" else export.as_json
        if output is None:
            sys.stdout.write(write(rows))
        else:
            files.replace(output, write(rows))
            workspace.narrator.say(f"{len(rows):,} {what} written to {output}.")
