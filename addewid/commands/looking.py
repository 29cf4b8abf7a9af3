"""Looking: ``unmet``, ``documents``, ``cases``."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import WELCOME, count_of, day, dump, json_option, shorten, values_of
from addewid.workspace import opened
from corpus.codebook import UNMET, CommitmentKind, Delivery, Theme
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.rows import CommitmentRow

REF_WIDTH = 10


@click.command("unmet", epilog="Example: addewid unmet --body welsh-government --theme prevention")
@click.option("--kind", "kinds", multiple=True, type=values_of(CommitmentKind), help="Only this kind.")
@click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only on this theme.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only promised by this body, by name or key.")
@click.option("--document", default="", metavar="KEY", help="Only from, or inserted into, this one.")
@click.option("--delivery", "deliveries", multiple=True, type=values_of(Delivery), help="Exactly these.")
@click.option("--text", default="", help="Only those holding these words.")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only stated on this day or later.")
@click.option("--until", callback=day, metavar="YYYY-MM-DD", help="Only stated on this day or earlier.")
@click.option("--term", type=int, metavar="N", help="Only stated in this term of the Senedd; the first began in 1999.")
@click.option("--under", default="", metavar="NAME", help="Only stated while this First Minister was in office.")
@click.option("--overdue", is_flag=True, help="Only those whose deadline has passed.")
@click.option("--on", callback=day, metavar="YYYY-MM-DD", help="As things stood on this day.")
@click.option("--limit", type=click.IntRange(1), help="How many to list.  [default: all]")
@json_option
def unmet_command(limit: int | None, as_json: bool, on: date | None, text: str, overdue: bool, **given: Any) -> None:
    """List the commitments that are unmet, by people's decisions so far.

    Those not yet assessed are counted, never called unmet; --delivery not-assessed lists them. A document is named by
    its key; an Act that is not in the corpus, but that others insert words into, by its name.
    """
    from corpus import commitments, documents
    from corpus.naming import named
    from corpus.rows import CommitmentFilter

    since, until = _between(**{name: given[name] for name in ("since", "until", "term", "under")})
    wanted = CommitmentFilter(
        deliveries=frozenset(Delivery(value) for value in given["deliveries"]) or UNMET,
        kinds=frozenset(CommitmentKind(kind) for kind in given["kinds"]),
        themes=frozenset(Theme(theme) for theme in given["themes"]),
        bodies=frozenset(named(name).key for name in given["bodies"]),
        document=given["document"],
        text=text,
        overdue=overdue,
        since=since,
        until=until,
        on=on,
    )
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = commitments.listing(session, wanted, limit=limit)
        total = len(rows) if limit is None or len(rows) < limit else commitments.count(session, wanted)
        waiting = commitments.count(session, replace(wanted, deliveries=frozenset({Delivery.NOT_ASSESSED})))
        empty = not documents.listing(session, limit=1)
    if as_json:
        dump(rows)
        return
    if empty:
        click.echo(WELCOME)
        return
    for row in rows:
        print_commitment(row)
    listed = "listed" if given["deliveries"] else "unmet by what people have decided"
    shown = count_of(total, "commitment") if total == len(rows) else f"{len(rows):,} of {total:,} commitments"
    click.echo(f"{shown} {listed}.")
    if waiting and not given["deliveries"]:
        click.echo(f"{waiting:,} more wait for somebody's decision: add --delivery not-assessed to list them.")


def _between(since: date | None, until: date | None, term: int | None, under: str) -> tuple[date | None, date | None]:
    """The days that all of these allow. Raises UsageProblem for a term or a First Minister that there was none of."""
    from corpus import terms

    spans = [(since, until)]
    if term is not None:
        found = terms.term_numbered(term)
        if found is None:
            known = ", ".join(f"{each.number} ({each.name_en})" for each in terms.terms() if not each.planned)
            raise UsageProblem(f"There is no term {term}; there are: {known}.")
        spans.append((found.elected, found.last))
    if under:
        held = [each for each in terms.administrations() if under.casefold() in each.first_minister.casefold()]
        if len(held) != 1:
            names = ", ".join(each.first_minister for each in terms.administrations())
            raise UsageProblem(f"{under} is not the name of one First Minister; there were: {names}.")
        spans.append((held[0].began, held[0].last))
    first = max((begun for begun, _ in spans if begun), default=None)
    last = min((ended for _, ended in spans if ended), default=None)
    return first, last


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
