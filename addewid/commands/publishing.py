"""Publishing what is known: ``publish``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, day
from addewid.workspace import opened

if TYPE_CHECKING:
    from corpus.standing import Suggest


@click.command("publish", epilog="Example: addewid publish public --address https://example.org/tracker")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--on", metavar="DATE", callback=day, help="Tell how things stood on a day, as in 2026-05-01.")
@click.option("--address", "typed", default="", help="Where the site will stand, for feeds, sitemap and languages.")
@click.option("--suggested", is_flag=True, help="Also what only the program suggests, marked so.")
@click.option("--names", is_flag=True, help="Also the names of the people who judged.")
def publish_command(folder: Path, on: date | None, typed: str, suggested: bool, names: bool) -> None:
    """Write the public tracker: a site of pages in both languages, that needs no server and no script.

    Made again, only what changed is written. DIR must be empty, or hold such a site.
    """
    from corpus import commitments
    from corpus.rows import CommitmentFilter
    from publish.rights import rights
    from publish.site.asked import Asked, address
    from publish.site.building import build

    at = address(typed)
    with opened() as workspace, workspace.corpus.read() as session:
        asked = Asked(
            on=on or date.today(),
            address=at,
            contact=workspace.settings.contact,
            suggest=_suggest() if suggested else None,
            rights=rights(session, workspace.settings.short_quotations),
            names=names,
        )
        total = commitments.count(session, CommitmentFilter(on=asked.on))
        with workspace.narrator.task("Publishing", total, "promises") as task:
            outcome = build(session, folder, asked, task.advance)
        for name in outcome.large:
            workspace.narrator.warn(f"{folder / name} is over 100 kB; it holds more than a page should.")
        workspace.narrator.say(
            f"{count_of(outcome.written, 'file')} written to {folder}, {outcome.kept:,} unchanged, "
            f"{outcome.removed:,} removed; begin with {folder / 'index.html'}."
        )


def _suggest() -> "Suggest":
    from nlp.status import suggest_status

    return suggest_status
