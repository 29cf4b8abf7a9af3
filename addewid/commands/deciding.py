"""Deciding: ``cite``, ``accept``, ``reject``, ``status``. A decision is signed and never overwritten."""

from datetime import date

import click

from addewid.commands.output import day, dump, json_option, values_of
from addewid.workspace import opened
from corpus.codebook import Delivery, Judgement, LinkState, Relation, Response, Verifiability
from corpus.errors import UsageProblem


@click.command(
    "cite", epilog="Example: addewid cite c-4k7m2x9 report-2023/en/4 --quote 'Four of ten' --relation contradicts"
)
@click.argument("ref")
@click.argument("passage")
@click.option("--relation", required=True, type=values_of(Relation), help="How the words bear on the commitment.")
@click.option("--quote", default="", metavar="WORDS", help="The words, as printed.  [default: the whole passage]")
@click.option("--number", type=int, metavar="N", help="Which of them, where they stand there several times; from 1.")
@json_option
def cite_command(ref: str, passage: str, relation: str, quote: str, number: int | None, as_json: bool) -> None:
    """Link words of a passage, by its ref, to a commitment as evidence. What a person links is accepted at once.

    Straight quotation marks and plain hyphens may stand for the printed ones; what is kept is as printed.
    """
    from corpus import commitments, documents, evidence
    from corpus.quoting import locate

    if number is not None and not quote:
        raise UsageProblem("--number says which of the words of --quote are meant; give both.")

    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        whole = commitments.find_ref(session, ref)
        found = documents.passage(session, passage)
        start, end = locate(quote, found.text, passage, number) if quote else (0, len(found.text))
        row = evidence.add(session, whole, found.id, start, end, Relation(relation), workspace.settings.name)
    if as_json:
        dump(row)
    else:
        click.echo(f"{row.ref} {row.relation}, accepted for {row.commitment_ref}.")


_SEEN = click.option("--seen", metavar="DECISION", help="Refuse if somebody has decided since this decision, by name.")


@click.command("accept", epilog="Example: addewid accept e-7h2k9qa")
@click.argument("links", nargs=-1, required=True)
@_SEEN
@json_option
def accept_command(links: tuple[str, ...], seen: str | None, as_json: bool) -> None:
    """Accept suggested evidence, by its name."""
    _decide(links, LinkState.ACCEPTED, seen, as_json)


@click.command("reject", epilog="Example: addewid reject e-7h2k9qa")
@click.argument("links", nargs=-1, required=True)
@_SEEN
@json_option
def reject_command(links: tuple[str, ...], seen: str | None, as_json: bool) -> None:
    """Reject suggested evidence, by its name; it is not suggested again."""
    _decide(links, LinkState.REJECTED, seen, as_json)


def _decide(links: tuple[str, ...], state: LinkState, seen: str | None, as_json: bool) -> None:
    from corpus import evidence

    if seen is not None and len(links) > 1:
        raise UsageProblem("--seen is of one decision; name one link.")
    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        rows = [evidence.decide(session, ref, state, workspace.settings.name, seen) for ref in links]
    if as_json:
        dump(rows)
        return
    for row in rows:
        click.echo(f"{row.ref} {row.state} for {row.commitment_ref}")


@click.command(
    "status",
    epilog="Example: addewid status c-4k7m2x9 --delivery broken --evidence e-7h2k9qa --because 'The date passed.'",
)
@click.argument("ref")
@click.option("--delivery", type=values_of(Delivery), help="What happened.")
@click.option("--response", type=values_of(Response), help="What the body addressed said.")
@click.option("--verifiability", type=values_of(Verifiability), help="Whether anyone could tell.")
@click.option("--evidence", multiple=True, metavar="LINK", help="Evidence it rests on, by name; cited is accepted.")
@click.option("--search", default="", metavar="SEARCH", help="Recorded search that found nothing, by name.")
@click.option("--because", required=True, metavar="TEXT", help="Why, in a sentence.")
@click.option("--as-of", callback=day, metavar="YYYY-MM-DD", help="The day it was so.  [default: today]")
@click.option("--self-reported", is_flag=True, help="Only whoever promised says so.")
@_SEEN
@json_option
def status_command(
    ref: str,
    evidence: tuple[str, ...],
    search: str,
    because: str,
    as_of: date | None,
    self_reported: bool,
    seen: str | None,
    as_json: bool,
    **values: str | None,
) -> None:
    """Record what became of a commitment, on evidence.

    A change of delivery needs a quotation as evidence; no-evidence-found needs a recorded search; met needs the word of
    somebody other than whoever promised, or --self-reported.
    """
    from corpus import account, commitments

    given = {Judgement(name): value for name, value in values.items() if value}
    if not given:
        raise UsageProblem("Nothing to record; give --delivery, --response or --verifiability.")
    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        whole = commitments.find_ref(session, ref)
        rows = [
            account.record(
                session,
                whole,
                judgement,
                value,
                because=because,
                who=workspace.settings.name,
                as_of=as_of or date.today(),
                evidence=evidence,
                search=search,
                self_reported=self_reported,
                seen=seen if number == 0 else None,
            )
            for number, (judgement, value) in enumerate(given.items())
        ]
    if as_json:
        dump(rows)
        return
    for row in rows:
        click.echo(f"{whole} {row.judgement}: {row.value}, as of {row.as_of}, by {row.who}.")
