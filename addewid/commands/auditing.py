"""The account, checked and mended in the open: ``audit``, ``correct``, ``undo``."""

from datetime import date
from typing import TYPE_CHECKING

import click

from addewid.commands.output import count_of, day, dump, json_option, plain
from addewid.workspace import opened
from corpus.errors import CorpusDamaged, UsageProblem

if TYPE_CHECKING:
    from corpus.audit import Audit, History


@click.command("audit", epilog="Example: addewid audit c-4k7m2x9")
@click.argument("ref", default="")
@click.option(
    "--expect", metavar="HEAD", default="", help="See that the head of an earlier audit is still in the account."
)
@json_option
def audit_command(ref: str, expect: str, as_json: bool) -> None:
    """Check that nothing in the account was changed, and print its head; or print all that was decided about something.

    Write the head down, or publish it: an account that was cut short since can only be told from outside. With REF, of
    a commitment, evidence, a pair or a recorded search, or of what a judgement or decision is about, its whole history.
    Exit status 7 when a link is broken.
    """
    from corpus import audit

    if ref and expect:
        raise UsageProblem("--expect is of the whole account; leave out the name.")
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        if ref:
            found = audit.history(session, ref)
            dump(found) if as_json else _print_history(found)
            return
        whole = audit.audit(session)
        held = audit.holds(session, expect) if expect else True
    if as_json:
        dump({**dict(plain(whole)), "expected": expect, "expected_found": held if expect else None})  # type: ignore[call-overload]
    else:
        _print_audit(whole)
    if not held:
        raise CorpusDamaged("The head that was expected is not in this account: it was cut short, or is another's.")
    if whole.faults:
        raise CorpusDamaged(
            f"The account has {count_of(len(whole.faults), 'broken link')}; addewid restore puts a backup in its place."
        )


def _print_audit(whole: "Audit") -> None:
    for fault in whole.faults:
        click.echo(f"BROKEN {fault.name}, about {fault.subject}: {fault.what}")
    for note in whole.notes:
        click.echo(f"odd    {note}")
    told = f"{count_of(whole.judgements, 'judgement')} and {count_of(whole.decisions, 'decision')} were re-read"
    click.echo(f"{told}{': every one follows from the one before it' if not whole.faults else ''}.")
    click.echo(f"head {whole.head}")


def _print_history(found: "History") -> None:
    if found.search:
        search = found.search
        click.echo(f"{search.ref} {search.searched_at:%Y-%m-%d %H:%M} {search.who} searched for {search.query}")
        click.echo(f"    {search.hits:,} hits in corpus revision {search.corpus_revision}")
    for each in found.decisions:
        click.echo(f"{each.name}  {each.told}{' (undone)' if each.undone else ''}")
    for event in found.judgements:
        mark = " (self-reported)" if event.self_reported else ""
        rests = f" on {', '.join(event.evidence)}" if event.evidence else f" on {event.search}" if event.search else ""
        mends = f", corrects {event.corrects}" if event.corrects else ""
        gone = ", corrected since" if event.corrected else ""
        value = event.value or "taken back"
        click.echo(f"{event.name}  {event.judgement}: {value}{mark} as of {event.as_of}{rests}{mends}{gone}")
        click.echo(f"    {event.recorded_at:%Y-%m-%d %H:%M} {event.who}: {event.because}")
    if not (found.search or found.decisions or found.judgements):
        click.echo(f"Nobody decided anything about {found.ref}.")


@click.command(
    "correct", epilog="Example: addewid correct j-7f3a91c2d0 --to in-progress --evidence e-7h2k9qa --because 'Misread.'"
)
@click.argument("judgement")
@click.option("--to", "value", default="", metavar="VALUE", help="What it should have been.  [default: take it back]")
@click.option("--evidence", multiple=True, metavar="LINK", help="Evidence it rests on, by name.")
@click.option("--search", default="", metavar="SEARCH", help="Recorded search that found nothing, by name.")
@click.option("--because", required=True, metavar="TEXT", help="Why, in a sentence.")
@click.option("--as-of", callback=day, metavar="YYYY-MM-DD", help="The day it was so.  [default: that of the mistake]")
@click.option("--self-reported", is_flag=True, help="Only whoever promised says so.")
@click.option("--seen", metavar="DECISION", help="Refuse if somebody has decided since this decision, by name.")
@json_option
def correct_command(
    judgement: str,
    value: str,
    evidence: tuple[str, ...],
    search: str,
    because: str,
    as_of: date | None,
    self_reported: bool,
    seen: str | None,
    as_json: bool,
) -> None:
    """Correct a judgement by another in its place. What was wrong stays to be read, and counts on no day."""
    from corpus import account

    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        row = account.correct(
            session,
            judgement,
            value=value,
            because=because,
            who=workspace.settings.name,
            as_of=as_of,
            evidence=evidence,
            search=search,
            self_reported=self_reported,
            seen=seen,
        )
    if as_json:
        dump(row)
        return
    stands = f"{row.value}, as of {row.as_of}" if row.value else "taken back"
    click.echo(f"{row.name} corrects {row.corrects}: {row.commitment_ref} {row.judgement} {stands}.")


@click.command("undo", epilog="Example: addewid undo")
@click.argument("decision", default="")
@click.option("--because", default="", metavar="TEXT", help="Why, in a sentence.")
@json_option
def undo_command(decision: str, because: str, as_json: bool) -> None:
    """Take back your own last decision that still stands, or that of a name; addewid audit REF tells names.

    Once more takes back the one before. What somebody decided about the same commitment since is never undone with it.
    """
    from corpus import undoing

    with opened(quiet=as_json) as workspace, workspace.corpus.write() as session:
        row = undoing.undo(session, workspace.settings.name, because, decision)
    if as_json:
        dump(row)
    else:
        click.echo(f"{row.name}  {row.told}; it took back {row.undoes}.")
