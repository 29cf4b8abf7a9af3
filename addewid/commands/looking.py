"""Looking: ``unmet``, ``documents``, ``cases``."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.choosing import choosing, wanted
from addewid.commands.output import WELCOME, count_of, dump, json_option, shorten
from addewid.workspace import opened
from corpus.codebook import UNMET, Delivery

if TYPE_CHECKING:
    from corpus.rows import CommitmentRow

REF_WIDTH = 10


@click.command("unmet", epilog="Example: addewid unmet --body welsh-government --theme prevention")
@choosing
@click.option("--limit", type=click.IntRange(1), help="How many to list.  [default: all]")
@json_option
def unmet_command(limit: int | None, as_json: bool, **given: Any) -> None:
    """List the commitments that are unmet, by people's decisions so far.

    Those not yet assessed are counted, never called unmet; --delivery not-assessed lists them. A document is named by
    its key; an Act that is not in the corpus, but that others insert words into, by its name.
    """
    from corpus import commitments, documents

    asked = wanted(**given)
    listed = replace(asked, deliveries=asked.deliveries or UNMET)
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = commitments.listing(session, listed, limit=limit)
        total = len(rows) if limit is None or len(rows) < limit else commitments.count(session, listed)
        waiting = commitments.count(session, replace(listed, deliveries=frozenset({Delivery.NOT_ASSESSED})))
        empty = not documents.listing(session, limit=1)
    if as_json:
        dump(rows)
        return
    if empty:
        click.echo(WELCOME)
        return
    for row in rows:
        print_commitment(row)
    so = "listed" if asked.deliveries else "unmet by what people have decided"
    shown = count_of(total, "commitment") if total == len(rows) else f"{len(rows):,} of {total:,} commitments"
    click.echo(f"{shown} {so}.")
    if waiting and not asked.deliveries:
        click.echo(f"{waiting:,} more wait for somebody's decision: add --delivery not-assessed to list them.")


def print_commitment(row: "CommitmentRow") -> None:
    """One commitment, in three lines."""
    due = f", due {row.deadline}" if row.deadline else f", {row.deadline_text}" if row.deadline_text else ""
    marks = " (overdue)" if row.overdue else ""
    marks += " (self-reported)" if row.self_reported else ""
    marks += " (its words have changed in the document)" if row.withdrawn else ""
    marks += f" (also stated in {count_of(row.also_stated, 'other place')})" if row.also_stated else ""
    click.echo(f"{row.ref:<{REF_WIDTH}} {row.delivery} · {row.kind} · {row.body or 'actor unknown'}{due}{marks}")
    click.echo(f"{'':<{REF_WIDTH}} “{shorten(row.quote, 220)}”")
    click.echo(f"{'':<{REF_WIDTH}} {row.stands_in}, {row.place}\n")


@click.command("documents", epilog="Example: addewid documents --text care")
@click.option("--text", default="", help="Only those with these words in title or key.")
@json_option
def documents_command(text: str, as_json: bool) -> None:
    """List the documents of the corpus."""
    from corpus import documents

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = documents.listing(session, text=text)
    if as_json:
        dump(rows)
        return
    for row in rows:
        click.echo(f"{row.key}/{row.lang}  {row.when or 'undated'}  {row.kind}  {shorten(row.title, 90)}")
        gone = f", gone from its address since {row.gone_on}" if row.gone_on else ""
        click.echo(f"    {count_of(row.passages, 'passage')}, {count_of(row.commitments, 'commitment')}{gone}")
    click.echo(f"{count_of(len(rows), 'version')} of {count_of(len({row.key for row in rows}), 'document')}.")


@click.command("cases", epilog="Example: addewid cases --json")
@json_option
def cases_command(as_json: bool) -> None:
    """List the case studies found in the corpus."""
    from corpus import commitments

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = commitments.case_studies(session)
    if as_json:
        dump(rows)
        return
    for row in rows:
        where = f", {row.place}" if row.place else ""
        outcomes = "; ".join(f"{one.figure} {one.unit} {one.what}".strip() for one in row.outcomes)
        click.echo(f"{row.name}{where}{' — ' + outcomes if outcomes else ''}")
        click.echo(f"    {row.passage.document_title}, {row.passage.place}  [{row.passage.ref}]")
    click.echo(f"{count_of(len(rows), 'case study', 'case studies')}.")
