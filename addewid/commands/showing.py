"""Showing one thing whole: ``show``."""

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, dump, json_option, shorten
from addewid.commands.suggested import told
from addewid.workspace import opened
from corpus.codebook import Lang
from corpus.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from addewid.commands.timing import Timing
    from corpus.rows import CommitmentDetail, DocumentRow, PassageRow, SearchRow
    from corpus.types import SuggestedStatus


@click.command("show", epilog="Example: addewid show c-4k7m2x9")
@click.argument("ref")
@json_option
def show_command(ref: str, as_json: bool) -> None:
    """Show a commitment with its evidence and history, a document by its key, a passage or a recorded search."""
    from addewid.commands.timing import timing
    from addewid.pipeline.answers import searching
    from addewid.pipeline.timeline import of_commitment
    from corpus import documents
    from corpus.rows import CommitmentDetail, SearchRow

    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        found = _look_up(session, ref)
        whole, attached = None, []
        suggested: tuple[SuggestedStatus, ...] = ()
        if isinstance(found, CommitmentDetail):
            suggested = of_commitment(session, found.row.ref, searching(workspace.index)).suggested_status
        if isinstance(found, list):
            whole = documents.get(session, found[0].document_key, found[0].lang)
            attached = documents.attached(session, whole.key)
    if as_json and whole is not None and ref.count("/") < 2:  # not a single passage
        dump({"document": whole, "attached": attached, "passages": found})
    elif as_json and isinstance(found, CommitmentDetail):
        stands = timing(found.row, workspace.settings.response_weeks)
        dump({**asdict(found), "time": stands, "suggested_status": suggested})
    elif as_json:
        dump(found)
    elif isinstance(found, SearchRow):
        click.echo(f"{found.ref}  “{found.query}”: {count_of(found.hits, 'hit')} in corpus revision", nl=False)
        click.echo(f" {found.corpus_revision}, searched {found.searched_at:%Y-%m-%d} by {found.who}.")
    elif isinstance(found, list):
        if whole is not None:
            _print_document(whole, attached)
        for passage in found:
            _print_passage(passage)
    else:
        _print_commitment(found, timing(found.row, workspace.settings.response_weeks))
        for line in told(suggested):
            click.echo(line)


def _look_up(session: Any, ref: str) -> "CommitmentDetail | SearchRow | list[PassageRow]":
    from corpus import commitments, documents, recorded

    if ref.startswith("s-") and (search := recorded.get(session, ref)):
        return search
    if ref.startswith("c-"):
        try:
            return commitments.get(session, ref)
        except NotFound:
            if not documents.listing(session, text=ref, limit=1):
                raise
    if "/" in ref and ref.count("/") > 1:
        return [documents.passage(session, ref)]
    key, _, lang = ref.partition("/")
    if lang and lang not in set(Lang):
        raise UsageProblem(f"{lang} is not a language here; write {key}/en or {key}/cy.")
    return documents.passages(session, documents.get(session, key, Lang(lang) if lang else None).version_id)


def _print_document(row: "DocumentRow", attached: "list[DocumentRow]") -> None:
    """What is known of a document, before its passages."""
    click.echo(f"{row.title}\n{row.when or 'undated'} · {row.publisher or 'publisher unknown'}", nl=False)
    click.echo(f" · {row.kind} · {row.url or 'no address known'}")
    if row.source and row.captured_at:
        through = f" through {row.via}, not from the site itself" if row.via else ""
        click.echo(f"Fetched {row.captured_at:%Y-%m-%d %H:%M} UTC by {row.source}{through}.")
    if row.gone_on:
        click.echo(f"Gone from its address since {row.gone_on}; this is the text as it was last there.")
    if row.facts:
        click.echo("; ".join(f"{name.replace('_', ' ')}: {value}" for name, value in row.facts.items()))
        closes = row.facts.get("closes", "")
        if row.facts.get("status") == "open" and closes and closes < date.today().isoformat():
            click.echo(f"It closed on {closes}: the page still said that it was open when it was last seen.")
    others = [lang for lang in row.languages if lang != row.lang]
    if others:
        click.echo(f"Also in the other language: {', '.join(f'{row.key}/{lang}' for lang in others)}")
    if row.part_of:
        click.echo(f"Attached to: {row.part_of}")
    for other in attached:
        click.echo(f"Attached: {other.key}/{other.lang}  {shorten(other.title, 90)}")
    click.echo("")


def _print_passage(passage: "PassageRow") -> None:
    who = ", ".join(filter(None, (passage.speaker, passage.role)))
    day = f"{passage.dated}: " if passage.dated and passage.dated != passage.issued else ""
    marks = [str(theme) for theme in passage.themes] + ["commitment"] * passage.is_commitment
    click.echo(f"[{passage.ref}] {passage.place}{'  (' + ', '.join(marks) + ')' if marks else ''}")
    click.echo(f"{day}{who + ': ' if who else ''}{passage.text}\n")


def _print_commitment(found: "CommitmentDetail", stands: "Timing") -> None:
    row = found.row
    click.echo(f"{row.ref}  {row.delivery} · {row.kind}{' (overdue)' if row.overdue else ''}\n")
    click.echo(f"“{row.quote}”")
    click.echo(f"{row.document_title}, {row.place}, {row.when or 'undated'}  [{found.quotation.passage.ref}]")
    click.echo(found.quotation.passage.url or "no address known")
    facts = {
        "Actor": row.body if row.body == row.actor or not row.actor else f"{row.actor} ({row.body})",
        "Action": row.action,
        "For": row.beneficiary,
        "Deadline": f"{row.deadline_text} ({row.deadline})" if row.deadline else row.deadline_text,
        **stands.told,
        "Condition": row.condition,
        "Themes": ", ".join(row.themes),
        "Response": row.response or "",
        "Verifiability": row.verifiability or "",
        "Inserted": f"into {row.amends}, by {row.document_title}" if row.amends else "",
        "Note": "its document no longer holds these words" if row.withdrawn else "",
        "Stands with": f"{row.same_as}, which stands for it in lists" if row.same_as else "",
        "May be one": f"with {count_of(found.open_pairs, 'other')}: addewid same {row.ref}" if found.open_pairs else "",
        "Found by": f"{row.rule}, confidence {row.confidence:.2f}" if row.rule else "a person",
        "Refused": "a person said that it is no commitment: addewid audit tells who" if row.refused else "",
        "Quotation": str(found.quotation.outcome),
        "Last decided": found.last_decision,
    }
    click.echo("")
    for name, value in facts.items():
        if value:
            click.echo(f"{name + ':':<15}{value}")
    if found.statements:
        click.echo(f"\nAlso stated ({len(found.statements)})")
        for other in found.statements:
            click.echo(f"  {other.ref}  “{shorten(other.quote, 300)}”")
            click.echo(f"      {other.stands_in}, {other.place}, {other.when or 'undated'}  [{other.passage_ref}]")
    click.echo(f"\nEvidence ({len(found.evidence)})")
    for link in found.evidence:
        at = link.quotation.passage
        click.echo(f"  {link.ref}  {link.state} · {link.relation} · {link.score:.2f} · {'; '.join(link.reasons)}")
        click.echo(f"      “{shorten(link.quotation.exact, 300)}”")
        click.echo(f"      {at.document_title}, {at.place}, {at.when or 'undated'}  [{at.ref}]")
    click.echo(f"\nHistory ({len(found.history)})")
    for event in found.history:
        mark = " (self-reported)" if event.self_reported else ""
        rests = f" on {', '.join(event.evidence)}" if event.evidence else f" on {event.search}" if event.search else ""
        gone = f" ({event.name}, corrected since)" if event.corrected else f" ({event.name})"
        value = event.value or f"{event.corrects} taken back"
        click.echo(f"  {event.as_of}  {event.judgement}: {value}{mark}, by {event.who}{rests}{gone}")
        click.echo(f"      {event.because}")
