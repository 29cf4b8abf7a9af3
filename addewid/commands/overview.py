"""How many commitments there are and what became of them: ``overview``."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import WELCOME, count_of, dump, json_option, shorten
from addewid.workspace import opened

if TYPE_CHECKING:
    from corpus.overview import Overview, Share

_NAME_WIDTH = 44
_MOST = 10
"""Bodies and themes that people are told of; --json tells all."""


@click.command("overview", epilog="Example: addewid overview --json")
@json_option
def overview_command(as_json: bool) -> None:
    """Tell how many commitments there are by delivery, kind, year, body and theme, and what waits for you."""
    from corpus import overview, review

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        now = overview.overview(session)
        waiting = review.queue(session, on=now.on, weeks=workspace.settings.response_weeks, limit=0).counts
    if as_json:
        dump(_as_data(now) | {"waiting": waiting})
    elif not now.documents:
        click.echo(WELCOME)
    else:
        _print(now, {reason: many for reason, many in waiting.items() if many})


def _as_data(now: "Overview") -> dict[str, Any]:
    told = now.tallies

    def shares(counted: "Mapping[Any, Share]") -> dict[str, Any]:
        return {str(value): _told(share) for value, share in counted.items()}

    return {
        "on": now.on,
        "documents": now.documents,
        "commitments": told.total,
        "overdue": now.overdue,
        "due_soon": now.due_soon,
        "sources_unwell": now.unwell,
        "deliveries": told.deliveries,
        "kinds": shares(told.kinds),
        "years": shares(told.years),
        "bodies": [
            {"key": body.key, "name_en": body.name_en, "name_cy": body.name_cy, **_told(share)}
            for body, share in told.bodies.items()
        ],
        "themes": shares(told.themes),
        "without_body": told.unnamed,
        "without_theme": told.unthemed,
        "without_date": told.undated,
    }


def _told(share: "Share") -> dict[str, int]:
    return {"total": share.total, **asdict(share)}


def _print(now: "Overview", waiting: "Mapping[StrEnum, int]") -> None:
    told = now.tallies
    click.echo(f"{count_of(told.total, 'commitment')} in {count_of(now.documents, 'document')}, on {now.on}.")
    click.echo("\nWaiting:")
    _lines([("overdue: unmet, with its day past", now.overdue), ("due within 90 days", now.due_soon)])
    _lines([(f"review: {reason}", many) for reason, many in waiting.items()])
    _lines([("sources whose last crawl failed", now.unwell)])
    click.echo("\nDelivery:")
    _lines(told.deliveries.items())
    _shares("Kind", told.kinds.items())
    _shares("Year made", told.years.items(), most=None)
    _shares("Body", ((body.name_en, share) for body, share in told.bodies.items()))
    _shares("Theme", told.themes.items())
    _lines([("no body that is known", told.unnamed), ("on no theme", told.unthemed), ("no date", told.undated)])


def _lines(counted: "Iterable[tuple[object, int]]") -> None:
    for name, many in counted:
        if many:
            click.echo(f"  {name!s:<{_NAME_WIDTH}} {many:>9,}")


def _shares(heading: str, shares: "Iterable[tuple[object, Share]]", most: int | None = _MOST) -> None:
    rows = [(name, share) for name, share in shares if share.total]
    click.echo(f"\n{heading + ':':<{_NAME_WIDTH + 2}} {'all':>9} {'unmet':>9} {'met':>9} {'not assessed':>13}")
    for name, share in rows[:most]:
        counts = f"{share.total:>9,} {share.unmet:>9,} {share.met:>9,} {share.not_assessed:>13,}"
        click.echo(f"  {shorten(str(name), _NAME_WIDTH):<{_NAME_WIDTH}} {counts}")
    if most is not None and len(rows) > most:
        click.echo(f"  and {len(rows) - most:,} more: addewid overview --json")
