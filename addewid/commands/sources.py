"""The sources, how they fare and what is left to know of them: ``sources``."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.crawling import WEBSITE, base_url_option, check_names, crawled, end, print_report
from addewid.commands.output import count_of, dump, json_option
from addewid.workspace import opened
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.crawls import CrawlReport, SourceHealth
    from crawlers.events import Held


@click.group("sources", invoke_without_command=True, epilog="Example: addewid sources check senedd-bills")
@json_option
@click.pass_context
def sources_command(context: click.Context, as_json: bool) -> None:
    """List the sources and how they fare."""
    if context.invoked_subcommand is not None:
        return
    from corpus import crawls
    from crawlers.spiders import SOURCES

    with opened(quiet=True) as workspace, workspace.corpus.read() as session:
        named = [name for name in SOURCES if name != WEBSITE]
        others = [key for key in crawls.names(session) if key not in named]
        rows = crawls.health(session, [*named, *others])
    if as_json:
        dump([_as_data(row) for row in rows])
        return
    today = datetime.now(UTC)
    for row in rows:
        click.echo(f"{row.name:<{max(len(row.name) for row in rows)}}  {_health(row, today)}")
        click.echo(f"    {_what(row.name)}")
    click.echo("\nwebsite collects any other site: addewid crawl website --start https://example.org/reports/")


def _as_data(row: "SourceHealth") -> dict[str, Any]:
    from crawlers.spiders import load

    fields = ("last", "outcome", "because", "listed", "last_success", "healthy", "waiting", "via")
    facts = {name: getattr(row, name) for name in fields}
    return {"name": row.name, "what": _what(row.name), "confirmed": load(row.name).confirmed, **facts}


def _what(name: str) -> str:
    """What a source holds, in a line; and that its spider was never tried on the real site, where that is so."""
    from crawlers.spiders import load

    spider = load(name)
    first = (spider.__doc__ or "").strip().splitlines()[0]
    return first if spider.confirmed else f"{first} (unconfirmed)"


def _health(row: "SourceHealth", now: datetime) -> str:
    if row.last is None:
        return "never crawled"
    since = f", {count_of((now - row.last_success).days, 'day')} ago" if row.last_success else ""
    whole = f"whole on {row.last_success:%Y-%m-%d}{since}" if row.last_success else "never crawled whole"
    items = (
        f"{row.listed:,} items, {row.healthy:,} when healthy" if row.healthy is not None else f"{row.listed:,} items"
    )
    waiting = f"; {count_of(row.waiting, 'page')} to fetch" if row.waiting else ""
    through = f"; through {row.via}" if row.via else ""
    return f"{row.outcome} on {row.last:%Y-%m-%d}; {whole}; {items}{waiting}{through}" + (
        f"\n    {row.because}" if row.because else ""
    )


@sources_command.command("check", epilog="Example: addewid sources check senedd-bills")
@click.argument("name")
@base_url_option
@click.option("--start", default="", metavar="URL", help="website: the page, sitemap or feed to begin at.")
@json_option
def check_command(name: str, base_url: str, start: str, as_json: bool) -> None:
    """Fetch one listing and one page of a source, keep nothing, and say what its spider still finds there."""
    from addewid.pipeline.crawling import Wanted

    options = {"start": start} if start else {}
    check_names([name], options)
    with opened(quiet=as_json) as workspace:
        report = crawled(workspace, name, Wanted(base_url=base_url, check=True, options=options))
    if as_json:
        dump(report)
    else:
        for held in report.held:
            _print_held(held)
        print_report(report)
    end([report])


@sources_command.command("show", epilog="Example: addewid sources show senedd-bills")
@click.argument("name")
@json_option
def show_command(name: str, as_json: bool) -> None:
    """Show how the last crawl of a source went: its outcome, its counts, and each page that was not read."""
    from corpus import crawls
    from crawlers.spiders import SOURCES

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        report = crawls.report(session, name)
        crawled = crawls.names(session)
    if report is None and name not in {*SOURCES, *crawled}:
        raise UsageProblem(f"No source is called {name}; there are: {', '.join(dict.fromkeys([*SOURCES, *crawled]))}.")
    if as_json:
        dump(report)
    elif report is None:
        click.echo(f"{name}: never crawled.")
    else:
        _print_last(report)


def _print_last(report: "CrawlReport") -> None:
    ended = f" to {report.ended:%Y-%m-%d %H:%M}" if report.ended else ""
    through = f", through {report.via}" if report.via else ""
    click.echo(f"{report.source}: {report.outcome}, {report.started:%Y-%m-%d %H:%M}{ended} UTC{through}")
    if report.because:
        click.echo(f"    {report.because}")
    counts = {**report.counts, "problems": len(report.problems)}
    told = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number) or "nothing listed or fetched"
    claimed = f"; the site says it has {report.claimed:,} items" if report.claimed is not None else ""
    click.echo(f"    {told}{claimed}")
    for address, what in report.problems:
        click.echo(f"    {address}: {what}" if address else f"    {what}")


def _print_held(held: "Held") -> None:
    click.echo(f"{held.address} ({held.read}): {count_of(held.items, 'document')}, {count_of(held.follows, 'link')}")
    for selection, times in held.selections.items():
        click.echo(f"    found {selection} ({times})")
    if held.problem:
        click.echo(f"    NOT AS EXPECTED: {held.problem}")
