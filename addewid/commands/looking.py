"""Looking: ``search``, ``unmet``, ``documents``, ``cases``."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import WELCOME, count_of, day, dump, json_option, shorten, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import UNMET, CommitmentKind, Delivery, DocumentKind, Lang, Theme
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from corpus.rows import CommitmentRow
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
        # What holds only some of the words is shown, but is no hit of the search that was asked.
        hits = 0 if results.any_words else results.total
        recorded = _record(workspace, words, given, hits, results.revision) if record else ""
        if as_json:
            dump(_results(results, recorded))
        else:
            _print_results(results, offset, recorded)


def _record(workspace: Workspace, words: str, given: dict[str, Any], hits: int, searched: int) -> str:
    """Keep a search with all that narrowed it."""
    from corpus import account

    names = {"kinds": "kind", "langs": "lang", "themes": "theme", "bodies": "body"}
    narrowed = [
        f"--{names.get(name, name)} {value}"
        for name, values in given.items()
        for value in (values if isinstance(values, tuple) else (values,))
        if value
    ]
    with workspace.corpus.write() as session:
        asked = " ".join([words, *narrowed])
        return account.record_search(session, asked, hits, workspace.settings.name, searched)


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
            "amends": hit.passage.amends,
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
        click.echo(f"\n{number}. {passage.stands_in}, {passage.place}  [{passage.ref}]")
        click.echo(f"   {shorten(hit.snippet, 300)}")
    if recorded:
        click.echo(f"\nRecorded as {recorded}.")


@click.command("unmet", epilog="Example: addewid unmet --body welsh-government --theme prevention")
@click.option("--kind", "kinds", multiple=True, type=values_of(CommitmentKind), help="Only this kind.")
@click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only on this theme.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only promised by this body, by name or key.")
@click.option("--document", default="", metavar="KEY", help="Only from, or inserted into, this one.")
@click.option("--delivery", "deliveries", multiple=True, type=values_of(Delivery), help="Exactly these.")
@click.option("--text", default="", help="Only those holding these words.")
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
    from corpus.rows import CommitmentFilter

    wanted = CommitmentFilter(
        deliveries=frozenset(Delivery(value) for value in given["deliveries"]) or UNMET,
        kinds=frozenset(CommitmentKind(kind) for kind in given["kinds"]),
        themes=frozenset(Theme(theme) for theme in given["themes"]),
        bodies=frozenset(body_key(name) for name in given["bodies"]),
        document=given["document"],
        text=text,
        overdue=overdue,
        on=on,
    )
    with opened(quiet=as_json) as workspace, workspace.corpus.read() as session:
        rows = commitments.listing(session, wanted, limit=limit)
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
    click.echo(f"{count_of(len(rows), 'commitment')} {listed}.")
    if waiting and not given["deliveries"]:
        click.echo(f"{waiting:,} more wait for somebody's decision: add --delivery not-assessed to list them.")


def body_key(name: str) -> str:
    """The key of a body typed by its key or by a name of it. Raises UsageProblem for a body that is not known."""
    from corpus import bodies

    if name in bodies.by_key():
        return name
    for lang in Lang:
        if found := bodies.find(name, lang):
            return found.key
    raise UsageProblem(f"No public body is called {name}; addewid export lists bodies in the column body_key.")


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
