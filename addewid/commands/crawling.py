"""Getting documents from the sites that publish them: ``crawl`` and ``sources``."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, day, dump, json_option
from addewid.workspace import Workspace, opened
from corpus.codebook import CrawlOutcome
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from addewid.pipeline.crawling import Report, Wanted
    from corpus.crawls import SourceHealth
    from crawlers.events import Held

STOPPED = 130
EVERYTHING = "all"
WEBSITE = "website"

base_url_option = click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Fetch from this server, which plays the sites, instead of from the sites themselves.",
)


@click.command("crawl", epilog="Example: addewid crawl legislation senedd-bills --since 2026-01-01")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only what is of this day or later.")
@click.option("--limit", type=click.IntRange(1), help="At most so many items of each source.")
@base_url_option
@click.option("--dry-run", is_flag=True, help="Fetch listings only, keep nothing, say what would be fetched.")
@click.option("--accept-fewer", is_flag=True, help="Believe a source that lists fewer items than it did.")
@click.option("--start", default="", metavar="URL", help="website: the page, sitemap or feed to begin at.")
@click.option("--include", multiple=True, metavar="PATTERN", help="website: only addresses like this, as in /plans/*.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="website: no addresses like this.")
@click.option("--depth", type=click.IntRange(0, 20), help="website: how many links away from the start.  [default: 2]")
@json_option
def crawl_command(
    names: tuple[str, ...],
    base_url: str,
    since: date | None,
    limit: int | None,
    dry_run: bool,
    accept_fewer: bool,
    as_json: bool,
    **site: Any,
) -> None:
    """Collect documents from the sources named; "all" is every source but website.

    Slowly and openly: robots.txt is obeyed, each request says who asks ("contact" in settings.toml), and a site that
    refuses is left alone. A second crawl fetches what is new or changed. Stop it whenever you like; the next one goes
    on from there. Follow with: addewid update.
    """
    from addewid.pipeline.crawling import Wanted
    from crawlers.spiders import SOURCES

    options = {
        name: list(value) if isinstance(value, tuple) else value for name, value in site.items() if value or value == 0
    }
    chosen = [name for name in SOURCES if name != WEBSITE] if EVERYTHING in names else list(dict.fromkeys(names))
    _check_names(chosen, options)
    wanted = Wanted(
        base_url=base_url, since=since, limit=limit, dry_run=dry_run, accept_fewer=accept_fewer, options=options
    )
    reports: list[Report] = []
    with opened(quiet=as_json) as workspace:
        for name in chosen:
            reports.append(_crawled(workspace, name, wanted))
            if not as_json:
                _print_report(reports[-1])
            if reports[-1].exit_status == STOPPED:
                break
    if as_json:
        dump(reports)
    _end(reports)


def _check_names(names: list[str], options: dict[str, Any]) -> None:
    from crawlers.spiders import SOURCES

    for name in names:
        if name not in SOURCES:
            raise UsageProblem(f"No source is called {name}; there are: {', '.join(SOURCES)}.")
    if options and names != [WEBSITE]:
        raise UsageProblem("--start, --include, --exclude and --depth go with: addewid crawl website.")
    if names == [WEBSITE] and not options.get("start"):
        raise UsageProblem("Say where to begin: addewid crawl website --start https://example.org/reports/.")


def _crawled(workspace: Workspace, name: str, wanted: "Wanted") -> "Report":
    from addewid.pipeline import crawling
    from crawlers.events import Fetched, Judged, TookIn

    report = crawling.Report(name)
    events = crawling.crawl(workspace, name, wanted)
    with workspace.narrator.task(f"Fetching {name}", None, "pages") as task:
        for event in events:
            report.hear(event)
            if isinstance(event, Fetched):
                task.advance()
            elif isinstance(event, Judged):
                if event.outcome is CrawlOutcome.STOPPED:
                    workspace.narrator.say(
                        "Stopped. What has come is taken in now; Ctrl-C leaves that to the next crawl."
                    )
                break
    for event in events:
        report.hear(event)
        if isinstance(event, TookIn):
            workspace.narrator.say(f"{event.novelty}: {event.key} ({event.lang}) {event.title}")
    return report


def _print_report(report: "Report") -> None:
    counts = ", ".join(f"{number:,} {name.replace('_', ' ')}" for name, number in report.counts.items() if number)
    click.echo(f"{report.source}: {report.outcome}{'; ' + counts if counts else ''}.")
    if report.because:
        click.echo(f"    {report.because}")
    for would in report.would:
        click.echo(f"    would fetch {would.address}")
    for problem in report.problems:
        click.echo(f"    {problem.address}: {problem.what}")


def _end(reports: "list[Report]") -> None:
    """End with the gravest exit status of any source."""
    statuses = {report.exit_status for report in reports}
    for grave in (STOPPED, 4, 3, 1):
        if grave in statuses:
            raise click.exceptions.Exit(grave)


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
    _check_names([name], options)
    with opened(quiet=as_json) as workspace:
        report = _crawled(workspace, name, Wanted(base_url=base_url, check=True, options=options))
    if as_json:
        dump(report)
    else:
        for held in report.held:
            _print_held(held)
        _print_report(report)
    _end([report])


def _print_held(held: "Held") -> None:
    click.echo(f"{held.address} ({held.read}): {count_of(held.items, 'document')}, {count_of(held.follows, 'link')}")
    for selection, times in held.selections.items():
        click.echo(f"    found {selection} ({times})")
    if held.problem:
        click.echo(f"    NOT AS EXPECTED: {held.problem}")
