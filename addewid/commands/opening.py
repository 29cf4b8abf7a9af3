"""Opening the app, or printing what it would show first."""

import sys

import click

from addewid.commands.looking import print_commitment
from addewid.commands.output import WELCOME, count_of, dump, json_option
from addewid.workspace import opened
from corpus.codebook import UNMET, Delivery, LinkState


@click.command("open", epilog="Example: addewid open")
def open_command() -> None:
    """Open the app, on the commitments that are unmet. Without a terminal, print them instead."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        click.get_current_context().invoke(report_command)
        return
    with opened() as workspace:
        from tui.app import AddewidApp

        workspace.index.tend()
        given = workspace.settings
        AddewidApp(
            workspace.corpus, workspace.index, given.name, asked=workspace.paths.asked, meaning=given.meaning
        ).run()


@click.command("report", epilog="Example: addewid report")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(0), help="How many commitments to list.")
@json_option
def report_command(limit: int, as_json: bool) -> None:
    """Print the state of the corpus and the commitments that are unmet."""
    from corpus import commitments
    from corpus.rows import CommitmentFilter

    with opened(quiet=as_json) as workspace:
        with workspace.corpus.read() as session:
            counts = commitments.counts(session)
            unmet = CommitmentFilter(deliveries=UNMET)
            rows = commitments.listing(session, unmet, limit=limit)
            total = commitments.count(session, unmet)
        if as_json:
            dump({"counts": counts, "unmet": rows})
            return
        if not counts.documents:
            click.echo(WELCOME)
            return
        click.echo(
            f"{count_of(counts.documents, 'document')}, {count_of(counts.passages, 'passage')}, "
            f"{count_of(counts.commitments, 'commitment')}, "
            f"{count_of(counts.progress, 'progress statement')}, {count_of(counts.responses, 'response')}, "
            f"{count_of(counts.case_studies, 'case study', 'case studies')}, "
            f"{count_of(counts.questions, 'consultation question')}."
        )
        links = ", ".join(f"{counts.links[state]:,} {state}" for state in LinkState)
        click.echo(f"Evidence: {links}.")
        if counts.pairs:
            click.echo(f"{count_of(counts.pairs, 'pair')} of commitments may be one: addewid same")
        for delivery in Delivery:
            if counts.deliveries[delivery]:
                click.echo(f"  {delivery:<18} {counts.deliveries[delivery]:>7,}")
        click.echo(f"\nUnmet, by people's decisions so far: {total:,}" + (f", of which {len(rows)}:" if rows else "."))
        click.echo("")
        for row in rows:
            print_commitment(row)
        if total > len(rows):
            click.echo("All of them: addewid unmet")
