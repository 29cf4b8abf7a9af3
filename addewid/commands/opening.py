"""Opening the app, or printing what it would show first."""

import gc
import os
import sys

import click

from addewid.commands.crawling import base_url_option
from addewid.commands.looking import print_commitment
from addewid.commands.output import WELCOME, count_of, dump, json_option
from addewid.settings import spoken
from addewid.workspace import opened
from corpus import language
from corpus.codebook import UNMET, Delivery, LinkState
from corpus.errors import UsageProblem


@click.command("open", epilog="Example: addewid open --plain promises hubs")
@click.argument("view", default="", required=False)
@click.argument("words", nargs=-1)
@click.option("--plain", is_flag=True, help="Print a view as plain lines, for screen readers and pipes.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="With --plain: how many to list.")
@click.option("--skip", default=0, type=click.IntRange(0), help="With --plain: how many to leave out before them.")
@base_url_option
def open_command(view: str, words: tuple[str, ...], plain: bool, limit: int, skip: int, base_url: str = "") -> None:
    """Open the app where it was left. Without a terminal, print the state of the corpus instead.

    With --plain, print one of its views, one fact on a line: overview, promises WORDS, promise REF, review,
    search WORDS, reader DOCUMENT, cases, sources, settings or help.
    """
    if plain:
        _print_view(view or "overview", words, limit, skip)
        return
    if view:
        raise UsageProblem("A view is named with --plain only; type: addewid open --plain {view}", view=view)
    if not _is_shown():
        click.get_current_context().invoke(report_command)
        return
    gc.disable()  # until the first screen is there: what is imported stays, and need not be looked through
    with opened() as workspace:
        from addewid.preferred import preferences, seated
        from tui.app import AddewidApp

        given, kept = workspace.settings, workspace.paths
        language.use(spoken(given))
        AddewidApp(
            seated(workspace),
            asked=kept.asked,
            state=kept.state,
            meaning=given.meaning,
            keys=given.keys,
            command=(sys.executable, "-P", "-m", "addewid"),
            preferences=preferences(workspace),
            base_url=base_url,
        ).run()


def _is_shown() -> bool:
    """Whether there is somebody who sees a screen: at a terminal, or in the browser that addewid serve serves."""
    return bool(os.environ.get("TEXTUAL_DRIVER")) or (sys.stdin.isatty() and sys.stdout.isatty())


def _print_view(view: str, words: tuple[str, ...], limit: int, skip: int) -> None:
    """Print one view of the app as lines, in the language of the app."""
    with opened(quiet=True) as workspace:
        from addewid.preferred import preferences, seated
        from tui.plain import Asked, lines

        language.use(spoken(workspace.settings))
        asked = Asked(seated(workspace), words, preferences(workspace), limit, skip)
        for line in lines(view, asked):
            click.echo(line)


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
