"""Saved searches: ``searches``, ``watch``."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from addewid.commands import hits as written
from addewid.commands.output import count_of, dump, json_option
from addewid.workspace import Workspace, opened
from corpus.errors import AddewidError

if TYPE_CHECKING:
    from corpus.searches import News


@click.command("searches", epilog="""Example: addewid searches --forget "unpaid carers" """)
@click.option("--forget", "name", metavar="NAME", default="", help="Remove this one, for everybody.")
@json_option
def searches_command(name: str, as_json: bool) -> None:
    """List the saved searches, and when you last looked at each. One is saved by: addewid search WORDS --save NAME."""
    from corpus import searches
    from index.query.limits import readable

    name = readable(name)
    with opened(quiet=as_json) as workspace:
        if name:
            with workspace.corpus.write() as session:
                searches.forget(session, name)
            workspace.narrator.say(f"{name} is forgotten.")
            return
        with workspace.corpus.read() as session:
            rows = searches.listing(session, workspace.settings.name)
    if as_json:
        dump(rows)
        return
    if not rows:
        click.echo("No search is saved yet; save one with: addewid search WORDS --save NAME")
    for row in rows:
        looked = f"last looked at {row.looked_at:%Y-%m-%d %H:%M} UTC" if row.looked_at else "not looked at yet"
        click.echo(f"{row.name}\n    {row.query}\n    saved {row.made_at:%Y-%m-%d} by {row.made_by}; {looked}")


@click.command("watch", epilog="Example: addewid watch --feed news.xml")
@click.argument("name", default="")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(0), help="How many of each to print.")
@click.option("--feed", type=click.Path(path_type=Path, dir_okay=False), help="Also write an Atom feed to this file.")
@json_option
def watch_command(name: str, limit: int, feed: Path | None, as_json: bool) -> None:
    """List what saved searches find now that they did not when you last looked.

    That you looked is recorded, under your name. The feed holds the last of earlier looks too.
    """
    from addewid.pipeline import watching
    from corpus import searches
    from corpus.files import replace
    from index.query.limits import readable

    name = readable(name)
    with opened(quiet=as_json) as workspace:
        with workspace.corpus.read() as session:
            rows = searches.listing(session, workspace.settings.name)
        if not name and not rows and not as_json:
            click.echo("No search is saved yet; save one with: addewid search WORDS --save NAME")
        looks, failed = list["News"](), False
        for each in [name] if name else [row.name for row in rows]:
            try:
                looks.append(watching.look(workspace, each))
            except AddewidError as error:
                if name:
                    raise
                workspace.narrator.warn(f"{each}: {error}")
                failed = True
        if as_json:
            dump([_as_data(workspace, news) for news in looks])
        else:
            for news in looks:
                _print(workspace, news, limit)
        if feed is not None:
            replace(feed, watching.feed(workspace, name, looks))
            workspace.narrator.say(f"Feed written to {feed}.")
    if failed:
        click.get_current_context().exit(1)


def _as_data(workspace: Workspace, news: "News") -> dict[str, Any]:
    return {
        "name": news.saved.name,
        "query": news.saved.query,
        "since": news.saved.looked_at,
        "looked_at": news.looked_at,
        "revision": news.revision,
        "total": len(news.seen),
        "new": [written.as_data(hit) for hit in workspace.index.shown(news.new[::-1], news.saved.query)],
    }


def _print(workspace: Workspace, news: "News", limit: int) -> None:
    saved, new = news.saved, len(news.new)
    since = f"since {saved.looked_at:%Y-%m-%d %H:%M} UTC" if saved.looked_at else "in your first look"
    of = f"of {count_of(len(news.seen), 'wording')}, in corpus revision {news.revision}"
    click.echo(f"{saved.name}  ({saved.query}): {new:,} new {since}, {of}.")
    newest = workspace.index.shown(news.new[::-1][:limit], saved.query)
    for number, hit in enumerate(newest, 1):
        written.print_hit(number, hit)
    if new > limit:
        click.echo(f"\nAnd {new - limit:,} more; all that it finds is listed by: addewid search '{saved.query}' --all")
    click.echo("")
