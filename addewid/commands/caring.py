"""Caring for the corpus: ``lost``, ``verify``, ``doctor``, ``locate``."""

from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, dump, json_option, shorten
from addewid.workspace import opened

if TYPE_CHECKING:
    from corpus.rows import AnchorCheck


@click.command("lost", epilog="Example: addewid lost")
@json_option
def lost_command(as_json: bool) -> None:
    """List the commitments and evidence that people decided about and whose words are no longer in their document.

    What was decided is kept. Look at the document's new words, and decide about those.
    """
    from corpus.verify import lost

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = lost(session)
    if as_json:
        dump(rows)
        return
    for row in rows:
        _print_check(row)
    click.echo(f"{count_of(len(rows), 'quotation')} lost.")


def _print_check(row: "AnchorCheck") -> None:
    click.echo(f"{row.outcome}: {row.owner} in {row.document_key}, {row.place}")
    click.echo(f"    “{shorten(row.exact, 200)}”")


@click.command("verify", epilog="Example: addewid verify")
@json_option
def verify_command(as_json: bool) -> None:
    """Re-read every quotation at its source. Exit status 1 when any is lost."""
    from collections import Counter

    from corpus.codebook import VERIFIED, AnchorOutcome
    from corpus.verify import verify

    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        checks = list(verify(session))
    lost = [check for check in checks if check.outcome not in VERIFIED]
    counts = Counter(check.outcome for check in checks)
    if as_json:
        dump({"quotations": len(checks), "not_found": len(lost), "outcomes": counts, "lost": lost})
    else:
        for check in lost:
            _print_check(check)
        outcomes = ", ".join(f"{counts[outcome]:,} {outcome}" for outcome in AnchorOutcome if counts[outcome])
        click.echo(f"{count_of(len(checks), 'quotation')} re-read{': ' + outcomes if outcomes else ''}.")
        click.echo(f"{len(lost):,} not found.")
    if lost:
        raise click.exceptions.Exit(1)


@click.command("doctor", epilog="Example: addewid doctor")
@json_option
def doctor_command(as_json: bool) -> None:
    """Check that everything is in order, and say what to do where it is not. Exit status 1 when it is not."""
    from addewid.doctor import examine

    with opened(quiet=as_json) as workspace:
        checks = examine(workspace)
    if as_json:
        dump(checks)
    else:
        for check in checks:
            click.echo(f"{'ok ' if check.well else 'BAD'} {check.what}: {check.found}")
    if not all(check.well for check in checks):
        raise click.exceptions.Exit(1)


@click.command("locate", epilog="Example: addewid locate")
@json_option
def locate_command(as_json: bool) -> None:
    """Say where the corpus is kept. ADDEWID_HOME moves it; ADDEWID_DATABASE puts its tables on a PostgreSQL server."""
    from addewid.paths import locate
    from addewid.settings import load

    where = locate()
    address = load(where.settings).database
    places = {
        "home": where.home,
        "database": where.database,
        "archive": where.archive,
        "index": where.index,
        "settings": where.settings,
    }
    served = _served(address) if address else {}
    if as_json:
        dump({name: served.get(name, str(place)) for name, place in places.items()})
        return
    for name, place in places.items():
        there = name in served or place.exists()
        click.echo(f"{name + ':':<10} {served.get(name, place)}{'' if there else '  (not there yet)'}")


def _served(address: str) -> dict[str, str]:
    """Where database and index are that an address names, as far as that is in no folder of this machine's."""
    from corpus.database import named

    called = named(address)
    return (
        {"database": called, "index": f"{called} (schema addewid_index)"} if "://" in called else {"database": called}
    )
