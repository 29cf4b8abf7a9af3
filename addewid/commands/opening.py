"""Opening the app, or printing what it shows."""

import gc
import os
import sys
from pathlib import Path

import click

from addewid.commands.crawling import base_url_option
from addewid.commands.overview import overview_command
from addewid.settings import spoken
from addewid.workspace import opened
from corpus import language
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
    search WORDS, reader DOCUMENT, cases, sources, settings, drafts or help.
    """
    if plain:
        _print_view(view or "overview", words, limit, skip)
        return
    if view:
        raise UsageProblem("A view is named with --plain only; type: addewid open --plain {view}", view=view)
    if not _is_shown():
        click.get_current_context().invoke(overview_command)
        return
    show_app(base_url)


def show_app(base_url: str = "", draft: Path | None = None) -> None:
    """Open the app, at a draft where its file is given; returns when it is left. Raises UsageProblem off a terminal."""
    if not _is_shown():
        raise UsageProblem("The app needs a terminal; open the file in another editor.")
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
            draft=draft,
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
