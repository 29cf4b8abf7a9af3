"""Getting documents from the sites that publish them: ``crawl``."""

from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, day, dump, json_option
from addewid.workspace import Workspace, opened
from corpus.codebook import CrawlOutcome
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from addewid.pipeline.crawling import Report, Wanted
    from crawlers.events import Event

STOPPED = 130
GRAVEST = (STOPPED, 7, 6, 4, 3, 2, 1)
"""Exit statuses, the gravest first."""
EVERYTHING = "all"
DUE = "due"
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
    """Collect documents from the sources named; "all" is every source but website, "due" those not crawled for a week.

    Slowly and openly: robots.txt is obeyed, each request says who asks ("contact" in settings.toml), and a site that
    refuses is left alone. A second crawl fetches what is new or changed. Stop it whenever you like; the next one goes
    on from there. Follow with: addewid update.
    """
    from addewid.pipeline.crawling import Wanted
    from crawlers.spiders import SOURCES

    options = {
        name: list(value) if isinstance(value, tuple) else value for name, value in site.items() if value or value == 0
    }
    everything = [name for name in SOURCES if name != WEBSITE]
    chosen = everything if {EVERYTHING, DUE}.intersection(names) else list(dict.fromkeys(names))
    check_names(chosen, options)
    wanted = Wanted(
        base_url=base_url, since=since, limit=limit, dry_run=dry_run, accept_fewer=accept_fewer, options=options
    )
    reports: list[Report] = []
    with opened(quiet=as_json) as workspace:
        if DUE in names and EVERYTHING not in names:
            chosen = _due(workspace, chosen)
        for name in chosen:
            reports.append(crawled(workspace, name, wanted))
            if not as_json:
                print_report(reports[-1])
            _tell(workspace, reports[-1])
            if reports[-1].exit_status == STOPPED:
                break
    if as_json:
        dump(reports)
    else:
        print_summary(reports)
    end(reports)


def _due(workspace: Workspace, names: list[str]) -> list[str]:
    """Those of these sources that are to be crawled again."""
    from corpus import crawls

    now = datetime.now(UTC)
    with workspace.corpus.read() as session:
        due = [source.name for source in crawls.health(session, names) if crawls.due(source, now)]
    if not due:
        workspace.narrator.say("No source is due; name one to crawl it all the same.")
    return due


def check_names(names: list[str], options: dict[str, Any]) -> None:
    """Raise UsageProblem for names of no source, and for options that do not go with them."""
    from crawlers.spiders import SOURCES

    for name in names:
        if name not in SOURCES:
            raise UsageProblem(f"No source is called {name}; there are: {', '.join(SOURCES)}.")
    if options and names != [WEBSITE]:
        raise UsageProblem("--start, --include, --exclude and --depth go with: addewid crawl website.")
    if names == [WEBSITE] and not options.get("start"):
        raise UsageProblem("Say where to begin: addewid crawl website --start https://example.org/reports/.")


def crawled(workspace: Workspace, name: str, wanted: "Wanted") -> "Report":
    """Crawl one source and show it on the way; whatever keeps it from being crawled is in the report."""
    from addewid.pipeline import crawling

    report = crawling.Report(name)
    try:
        with closing(crawling.crawl(workspace, name, wanted)) as events:
            _follow(workspace, report, events)
    except KeyboardInterrupt:  # the second one
        report.outcome, report.exit_status = CrawlOutcome.STOPPED, STOPPED
        report.because = "It was ended at once; the next crawl goes on from there."
    return report


def _follow(workspace: Workspace, report: "Report", events: "Iterator[Event]") -> None:
    """Show what a crawl says while it says it, and take it into the report."""
    from crawlers.events import Fetched, Judged, TookIn

    with workspace.narrator.task(f"Fetching {report.source}", None, "pages") as task:
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
            workspace.narrator.tell("task", what=f"Taking in {report.source}", done=event.done, total=event.known)
            workspace.narrator.say(f"{event.novelty}: {event.key} ({event.lang}) {event.title}")


def _tell(workspace: Workspace, report: "Report") -> None:
    """Tell an attendant what a crawl came to."""
    workspace.narrator.tell(
        "crawled",
        source=report.source,
        outcome=report.outcome,
        because=report.because,
        status=report.exit_status,
        documents=len(report.documents),
        problems=len(report.problems),
    )


COUNTED = {
    "new": "new or changed pages fetched",
    "same": "pages as they were",
    "unchanged": "listings and pages unchanged",
    "gone": "pages gone",
    "failed": "pages not had",
    "refused": "pages not asked for",
    "listed": "items listed",
    "added": "documents added",
    "replaced": "documents renewed",
}
"""What a crawl counts, in words."""


def print_report(report: "Report") -> None:
    """Print what a crawl came to, for people."""
    counts = [f"{number:,} {COUNTED[name]}" for name, number in report.counts.items() if number and name in COUNTED]
    click.echo("; ".join([f"{report.source}: {report.outcome}", *counts]) + ".")
    if report.because:
        click.echo(f"    {report.because}")
    for would in report.would:
        click.echo(f"    would fetch {would.address}")
    for problem in report.problems:
        if problem.what not in report.because:
            told = problem.what if problem.address in problem.what else f"{problem.address}: {problem.what}"
            click.echo(f"    {told}")


def print_summary(reports: "list[Report]") -> None:
    """Print what several crawls came to, and what is next."""
    ill = [f"{report.source} ({report.outcome})" for report in reports if report.exit_status]
    if len(reports) > 1:
        click.echo(
            f"{count_of(len(reports), 'source')} crawled" + (f"; look at: {', '.join(ill)}." if ill else ", all well.")
        )
    if any(report.documents for report in reports):
        click.echo("Now run: addewid update")


def end(reports: "list[Report]") -> None:
    """End with the gravest exit status of any source."""
    statuses = {report.exit_status for report in reports}
    for grave in GRAVEST:
        if grave in statuses:
            raise click.exceptions.Exit(grave)
