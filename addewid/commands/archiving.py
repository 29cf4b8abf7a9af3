"""The archive of captures: ``rebuild``, and ``archive verify``."""

from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, dump, json_option
from addewid.workspace import Workspace, opened
from corpus.errors import CorpusDamaged

if TYPE_CHECKING:
    from addewid.pipeline.rebuilding import Outcome

DAMAGED = CorpusDamaged.exit_status


@click.command("rebuild", epilog="Example: addewid rebuild")
@json_option
def rebuild_command(as_json: bool) -> None:
    """Recreate the corpus's documents from the archive alone, without the network.

    Into an empty corpus, or where corpus.db is gone, every document comes back; in another, what it lacks is taken in
    and the rest is read again by today's readers. What a crawl did not believe stays out, what it found gone is gone.
    What people decided stands in corpus.db only, and is not touched; so do the pages that sources are known to have,
    which their next crawl finds again.
    Exit status 1 when some captures could not be read, 7 when the archive is damaged. Follow with: addewid update.
    """
    from addewid.pipeline import rebuilding

    with opened(quiet=as_json) as workspace:
        outcome = rebuilding.rebuild(workspace)
        following = rebuilding.following(workspace)
        if as_json:
            dump(_plain(outcome, following))
        else:
            _tell(workspace, outcome, following)
    if outcome.damage:
        raise click.exceptions.Exit(DAMAGED)
    if outcome.problems:
        raise click.exceptions.Exit(1)


def _plain(outcome: "Outcome", following: list[str]) -> dict[str, object]:
    return {
        "captures": outcome.captures,
        "taken": outcome.taken,
        "reread": outcome.reread,
        "waiting": outcome.waiting,
        "crawls": outcome.crawls,
        "unsaid": outcome.unsaid,
        "documents": dict(outcome.documents),
        "problems": outcome.problems,
        "warnings": outcome.warnings,
        "damage": [str(damage) for damage in outcome.damage],
        "leftovers": [str(damage) for damage in outcome.leftovers],
        "next": following,
    }


def _tell(workspace: Workspace, outcome: "Outcome", following: list[str]) -> None:
    narrator = workspace.narrator
    for line in (*outcome.warnings, *map(str, outcome.damage)):
        narrator.warn(line)
    for damage in outcome.leftovers:
        narrator.warn(f"{damage} It was left by a run that was interrupted, unless the end of this file was lost.")
    if outcome.unsaid:
        narrator.warn(
            f"{count_of(outcome.unsaid, 'capture')} come from an older version, which did not archive what was said of "
            "a file when it was added (kind, date, publisher) nor that it was added from several places: "
            "documents that lack it can be added again."
        )
    if outcome.waiting:
        narrator.say(
            f"{count_of(outcome.waiting, 'page')} stayed out: no crawl of their source has ended well since they came; "
            "the next one that does takes them in."
        )
    if outcome.crawls:
        narrator.say(f"{count_of(outcome.crawls, 'crawl')} came back, with what they found gone.")
    found = ", ".join(f"{many:,} {novelty}" for novelty, many in sorted(outcome.documents.items())) or "none"
    narrator.say(
        f"{count_of(outcome.captures, 'capture')} in the archive: {outcome.taken:,} taken in, {outcome.reread:,} read "
        f"again, {len(outcome.problems):,} not read whole. Documents: {found}."
    )
    if outcome.was_empty:
        narrator.say("What people decided is not in the archive: it comes back only with a copy of corpus.db.")
    narrator.say(f"Now run: {', then '.join(following)}")


@click.group("archive", epilog="Example: addewid archive verify")
def archive_command() -> None:
    """Look after the archive of what was added and fetched."""


@archive_command.command("verify", epilog="Example: addewid archive verify --json")
@json_option
def verify_command(as_json: bool) -> None:
    """Check every record's digest, and every capture of the corpus against the archive. Exit status 7 on damage."""
    from sqlalchemy import func, select

    from corpus.models import Capture
    from crawlers.archive import captures

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        known = session.scalar(select(func.count(Capture.id))) or 0
        damage = [str(one) for one in captures.verify(session, workspace.archive)]
    if as_json:
        dump({"captures": known, "damage": damage})
    else:
        for line in damage:
            click.echo(line)
        click.echo(f"{count_of(known, 'capture')} checked, {count_of(len(damage), 'fault')} found.")
    if damage:
        click.echo("Restore a copy of the archive.", err=True)
        raise click.exceptions.Exit(DAMAGED)
