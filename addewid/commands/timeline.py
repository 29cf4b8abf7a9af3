"""``timeline``: what became of a commitment, or what a document reports, by date."""

from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, dump, json_option, shorten
from addewid.commands.suggested import told
from addewid.workspace import Workspace, opened
from corpus.codebook import Lang
from corpus.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from corpus.rows import Moment, Timeline

DATE_WIDTH = 11


@click.command("timeline", epilog="Example: addewid timeline c-4k7m2x9")
@click.argument("ref")
@json_option
def timeline_command(ref: str, as_json: bool) -> None:
    """Show by date what became of a commitment, or what a document, by its key, reports and answers.

    Of a commitment: where it is stated, its deadline, answers to it, later evidence, judgements. Evidence that no
    person has accepted, and answers that the program found, may bear on it, and are marked so, with a score and why; so
    is what may have come before the promise, as far as dates tell. The status that all this points to is a suggestion:
    it is recorded nowhere and counts for nothing.
    """
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        timeline = _look_up(workspace, session, ref)
    if as_json:
        dump(timeline)
        return
    for moment in timeline.moments:
        _print(moment)
    click.echo(f"{count_of(len(timeline.moments), 'entry', 'entries')}.")
    if timeline.earlier:
        pieces = count_of(timeline.earlier, "piece of evidence is", "pieces of evidence are")
        click.echo(f"{pieces} left out, being no later than the promise: addewid show {timeline.ref}.")
    for line in told(timeline.suggested_status):
        click.echo(line)


def _look_up(workspace: Workspace, session: "Session", ref: str) -> "Timeline":
    from addewid.pipeline.answers import searching
    from addewid.pipeline.timeline import of_commitment
    from corpus import documents, timeline

    if ref.startswith("c-"):
        try:
            return of_commitment(session, ref, searching(workspace.index))
        except NotFound:
            if not documents.listing(session, text=ref, limit=1):
                raise
    key, _, lang = ref.partition("/")
    if lang and lang not in set(Lang):
        raise UsageProblem(f"{lang} is not a language here; write {key}/en or {key}/cy.")
    return timeline.of_document(session, key, Lang(lang) if lang else None)


def _print(moment: "Moment") -> None:
    doubt = "may bear on it: " if moment.may_bear else ""
    value = _value(moment)
    who = f", {moment.who}" if moment.who else ""
    order = f" ({moment.order})" if moment.order else ""
    said = f"{moment.what}{f' · {value}' if value else ''}"
    click.echo(f"{moment.when or 'undated':<{DATE_WIDTH}} {doubt}{said}{who}{order}  [{moment.ref}]")
    click.echo(f"{'':<{DATE_WIDTH}} “{shorten(moment.quote, 220)}”")
    if moment.may_bear and moment.reasons:
        click.echo(f"{'':<{DATE_WIDTH}} {moment.score:.2f}: {'; '.join(moment.reasons)}")
    if moment.quotation is not None and moment.what != "deadline":
        at = moment.quotation.passage
        click.echo(f"{'':<{DATE_WIDTH}} {at.stands_in}, {at.place}  [{at.ref}]")
    click.echo("")


def _value(moment: "Moment") -> str:
    """What a moment gives, and of what: "delivery: met (self-reported)", "delivers: done"."""
    if moment.judgement is not None:
        marks = [*(["self-reported"] * moment.self_reported), *(["corrected since"] * moment.corrected)]
        return f"{moment.judgement}: {moment.value or 'taken back'}{''.join(f' ({mark})' for mark in marks)}"
    if moment.recommendation:
        return f"{moment.value} (recommendation {moment.recommendation})"
    return f"{moment.value}: {moment.state}" if moment.state else moment.value
