"""Looking: ``search``, ``unmet``, ``show``, ``documents``, ``cases``."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import WELCOME, count_of, day, dump, json_option, shorten, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import UNMET, CommitmentKind, Delivery, DocumentKind, Lang, Theme
from corpus.errors import NotFound, UsageProblem

if TYPE_CHECKING:
    from corpus.rows import CommitmentDetail, CommitmentRow, PassageRow
    from index import Results

REF_WIDTH = 10


@click.command("search", epilog="""Example: addewid search '"co-production" -film' --lang en --since 2014-01-01""")
@click.argument("query", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=values_of(DocumentKind), help="Only these documents.")
@click.option("--lang", "langs", multiple=True, type=values_of(Lang), help="Only this language.")
@click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only passages on this theme.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only documents published by this body.")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only documents of this day or later.")
@click.option("--until", callback=day, metavar="YYYY-MM-DD", help="Only documents of this day or earlier.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many hits to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="How many hits to pass over.")
@click.option("--record", is_flag=True, help="Keep the search as evidence of absence, and print its name.")
@json_option
def search_command(query: tuple[str, ...], limit: int, offset: int, record: bool, as_json: bool, **given: Any) -> None:
    """Search the corpus.

    Words are looked for all together; "words in quotes" as they stand; -word leaves out; OR takes either; word* begins.
    """
    from addewid.pipeline.indexing import update
    from index import Filters

    filters = Filters(
        kinds=frozenset(DocumentKind(kind) for kind in given["kinds"]),
        langs=frozenset(Lang(lang) for lang in given["langs"]),
        themes=frozenset(Theme(theme) for theme in given["themes"]),
        bodies=frozenset(name.casefold() for name in given["bodies"]),
        since=given["since"],
        until=given["until"],
    )
    with opened(quiet=as_json) as workspace:
        words = " ".join(query)
        if not workspace.index.is_current():
            update(workspace)
        results = workspace.index.search(words, filters, limit=limit, offset=offset)
        recorded = _record(workspace, words, given, results.total) if record else ""
        if as_json:
            dump(_results(results, recorded))
        else:
            _print_results(results, offset, recorded)


def _record(workspace: Workspace, words: str, given: dict[str, Any], hits: int) -> str:
    """Keep a search with all that narrowed it."""
    from corpus import account

    narrowed = [f"--{name} {value}" for name, value in given.items() if value]
    with workspace.corpus.write() as session:
        return account.record_search(session, " ".join([words, *narrowed]), hits, workspace.settings.name)


def _results(results: "Results", recorded: str) -> dict[str, Any]:
    hits = [
        {
            "ref": hit.passage.ref,
            "document": hit.passage.document_key,
            "source_id": hit.passage.source_id,
            "title": hit.passage.document_title,
            "lang": hit.passage.lang,
            "page": hit.passage.page_label or hit.passage.page_index,
            "place": hit.passage.place,
            "text": hit.passage.text,
            "score": round(hit.score, 4),
        }
        for hit in results.hits
    ]
    found: dict[str, Any] = {"total": results.total, "revision": results.revision, "any_words": results.any_words}
    return found | ({"recorded": recorded} if recorded else {}) | {"hits": hits}


def _print_results(results: "Results", offset: int, recorded: str) -> None:
    click.echo(f"{count_of(results.total, 'passage')} in corpus revision {results.revision}.")
    if results.any_words and results.total:
        click.echo("No passage holds all the words; these hold some of them.")
    for number, hit in enumerate(results.hits, offset + 1):
        passage = hit.passage
        click.echo(f"\n{number}. {passage.document_title}, {passage.place}  [{passage.ref}]")
        click.echo(f"   {shorten(hit.snippet, 300)}")
    if recorded:
        click.echo(f"\nRecorded as {recorded}.")


@click.command("unmet", epilog="Example: addewid unmet --body welsh-government --theme prevention")
@click.option("--kind", "kinds", multiple=True, type=values_of(CommitmentKind), help="Only this kind.")
@click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only on this theme.")
@click.option("--body", "bodies", multiple=True, metavar="KEY", help="Only promised by this body, by its key.")
@click.option("--delivery", "deliveries", multiple=True, type=values_of(Delivery), help="Exactly these.")
@click.option("--text", default="", help="Only those holding these words.")
@click.option("--overdue", is_flag=True, help="Only those whose deadline has passed.")
@click.option("--on", callback=day, metavar="YYYY-MM-DD", help="As things stood on this day.")
@click.option("--limit", type=click.IntRange(1), help="How many to list.  [default: all]")
@json_option
def unmet_command(limit: int | None, as_json: bool, on: date | None, text: str, overdue: bool, **given: Any) -> None:
    """List the commitments that are unmet, by people's decisions so far.

    Those not yet assessed are counted, never called unmet; --delivery not-assessed lists them.
    """
    from corpus import commitments
    from corpus.rows import CommitmentFilter

    wanted = CommitmentFilter(
        deliveries=frozenset(Delivery(value) for value in given["deliveries"]) or UNMET,
        kinds=frozenset(CommitmentKind(kind) for kind in given["kinds"]),
        themes=frozenset(Theme(theme) for theme in given["themes"]),
        bodies=frozenset(given["bodies"]),
        text=text,
        overdue=overdue,
        on=on,
    )
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = commitments.listing(session, wanted, limit=limit)
        counts = commitments.counts(session, on=on)
    if as_json:
        dump(rows)
        return
    if not counts.documents:
        click.echo(WELCOME)
        return
    for row in rows:
        print_commitment(row)
    waiting = counts.deliveries[Delivery.NOT_ASSESSED]
    listed = "listed" if given["deliveries"] else "unmet"
    click.echo(f"{count_of(len(rows), 'commitment')} {listed}; {waiting:,} not yet assessed.")


def print_commitment(row: "CommitmentRow") -> None:
    """One commitment, in three lines."""
    due = f", due {row.deadline}" if row.deadline else f", {row.deadline_text}" if row.deadline_text else ""
    overdue = " (overdue)" if row.overdue else ""
    click.echo(f"{row.ref:<{REF_WIDTH}} {row.delivery} · {row.kind} · {row.body or 'actor unknown'}{due}{overdue}")
    click.echo(f"{'':<{REF_WIDTH}} “{shorten(row.quote, 220)}”")
    click.echo(f"{'':<{REF_WIDTH}} {row.document_title}, {row.place}\n")


@click.command("show", epilog="Example: addewid show c-4k7m2x9")
@click.argument("ref")
@json_option
def show_command(ref: str, as_json: bool) -> None:
    """Show a commitment with its evidence and history, a document by its key, or a passage by its ref."""
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        found = _look_up(session, ref)
    if as_json:
        dump(found)
    elif isinstance(found, list):
        for passage in found:
            _print_passage(passage)
    else:
        _print_commitment(found)


def _look_up(session: Any, ref: str) -> "CommitmentDetail | list[PassageRow]":
    from corpus import commitments, documents

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


def _print_passage(passage: "PassageRow") -> None:
    marks = [str(theme) for theme in passage.themes] + ["commitment"] * passage.is_commitment
    click.echo(f"[{passage.ref}] {passage.place}{'  (' + ', '.join(marks) + ')' if marks else ''}")
    click.echo(f"{passage.speaker + ': ' if passage.speaker else ''}{passage.text}\n")


def _print_commitment(found: "CommitmentDetail") -> None:
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
        "Condition": row.condition,
        "Themes": ", ".join(row.themes),
        "Response": row.response or "",
        "Verifiability": row.verifiability or "",
        "Found by": f"{row.rule}, confidence {row.confidence:.2f}" if row.rule else "a person",
        "Quotation": str(found.quotation.outcome),
    }
    click.echo("")
    for name, value in facts.items():
        if value:
            click.echo(f"{name + ':':<15}{value}")
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
        click.echo(f"  {event.as_of}  {event.judgement}: {event.value}{mark}, by {event.who}{rests}")
        click.echo(f"      {event.because}")


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
        click.echo(f"    {count_of(row.passages, 'passage')}, {count_of(row.commitments, 'commitment')}")
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
