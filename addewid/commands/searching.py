"""Searching: ``search``."""

from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, day, dump, json_option, shorten, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import DocumentKind, Lang, Theme
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from index import Facets, Results

_MOST_VALUES = 8


@click.command(
    "search",
    context_settings={"ignore_unknown_options": True},  # a query may hold -word
    epilog="""Example: addewid search '"co-production" -film kind:act,bill' --newest""",
)
@click.argument("query", nargs=-1, required=True)
@click.option("--kind", "kinds", multiple=True, type=values_of(DocumentKind), help="Only these documents.")
@click.option("--lang", "langs", multiple=True, type=values_of(Lang), help="Only this language.")
@click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only passages on this theme.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only documents published by this body.")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only documents of this day or later.")
@click.option("--until", callback=day, metavar="YYYY-MM-DD", help="Only documents of this day or earlier.")
@click.option("--any", "any_words", is_flag=True, help="Also passages with only some of the words, after the others.")
@click.option("--newest", is_flag=True, help="The newest first.")
@click.option("--facets", is_flag=True, help="Count the passages by kind, body, theme, language and year.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many hits to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="How many hits to pass over.")
@click.option("--record", is_flag=True, help="Keep the search as evidence of absence, and print its name.")
@json_option
def search_command(
    query: tuple[str, ...],
    limit: int,
    offset: int,
    any_words: bool,
    newest: bool,
    facets: bool,
    record: bool,
    as_json: bool,
    **given: Any,
) -> None:
    """Search the corpus.

    Words are looked for all together; "words in quotes" as they stand; -word leaves out; OR takes either; word* begins;
    word~ is nearly so spelt; "some words"~5 stand near one another; kind:act and date:2019..2021 narrow it. All of it
    is told in docs/searching.md.
    """
    from addewid.pipeline.indexing import update

    asked = _asked(query, given)
    with opened(quiet=as_json) as workspace:
        if not workspace.index.is_current():
            update(workspace)
        results = workspace.index.search(asked, limit=limit, offset=offset, any_words=any_words, newest=newest)
        counted = workspace.index.facets(asked) if facets else None
        recorded = _record(workspace, asked, results) if record else ""
        if as_json:
            dump(_as_data(asked, results, recorded, counted))
        else:
            _print(results, offset, recorded, counted)


def _asked(query: tuple[str, ...], given: dict[str, Any]) -> str:
    """The whole question in the query language: the words, and what the options narrow them to."""
    from index.query.parser import parse

    for word in query:
        if word.startswith("--") and word.strip("-"):
            raise UsageProblem(f"There is no option {word}; addewid search --help lists them.")
    words = " ".join(query)
    parse(words)  # a fault in the words is pointed at where they were typed
    narrowed = [f"{name}:{','.join(given[many])}" for name, many in _OPTIONS.items() if given[many]]
    bodies = [f'body:"{name}"' for name in given["bodies"]]
    if bodies:
        narrowed.append(bodies[0] if len(bodies) == 1 else f"({' OR '.join(bodies)})")
    if given["since"] or given["until"]:
        narrowed.append(f"date:{given['since'] or ''}..{given['until'] or ''}")
    return " ".join([f"({words})", *narrowed]) if narrowed else words


_OPTIONS = {"kind": "kinds", "lang": "langs", "theme": "themes"}


def _record(workspace: Workspace, asked: str, results: "Results") -> str:
    """Keep a search; what holds only some of the words is no hit of it."""
    from corpus import account

    with workspace.corpus.write() as session:
        return account.record_search(session, asked, results.total, workspace.settings.name, results.revision)


def _as_data(asked: str, results: "Results", recorded: str, counted: "Facets | None") -> dict[str, Any]:
    hits = [
        {
            "ref": hit.passage.ref,
            "document": hit.passage.document_key,
            "source_id": hit.passage.source_id,
            "title": hit.passage.document_title,
            "lang": hit.passage.lang,
            "dated": hit.passage.when,
            "page": hit.passage.page_label or hit.passage.page_index,
            "place": hit.passage.place,
            "amends": hit.passage.amends,
            "text": hit.passage.text,
            "score": round(hit.score, 4),
            "all_words": hit.all_words,
            "alike": hit.alike,
        }
        for hit in results.hits
    ]
    found: dict[str, Any] = {
        "query": asked,
        "total": results.total,
        "shown": results.shown,
        "some": results.some,
        "revision": results.revision,
    }
    return (
        found
        | ({"recorded": recorded} if recorded else {})
        | ({"facets": counted} if counted is not None else {})
        | {"hits": hits}
    )


def _print(results: "Results", offset: int, recorded: str, counted: "Facets | None") -> None:
    folded = f", {results.shown:,} once those of the same words are folded" if results.shown != results.total else ""
    click.echo(f"{count_of(results.total, 'passage')}{folded}, in corpus revision {results.revision}.")
    for name, values in (counted or {}).items():
        most = sorted(values.items(), key=lambda each: (-each[1], each[0]))
        told = ", ".join(f"{value} {many:,}" for value, many in most[:_MOST_VALUES])
        more = f", and {len(most) - _MOST_VALUES:,} more" if len(most) > _MOST_VALUES else ""
        if told:
            click.echo(f"  {name + ':':<8} {told}{more}")
    loose = False
    for number, hit in enumerate(results.hits, offset + 1):
        if not hit.all_words and not loose:
            loose = True
            none = "No passage holds" if not results.total else "No more passages hold"
            click.echo(f"\n{none} all the words; {results.some:,} hold some of them:")
        passage = hit.passage
        alike = f"  (and {count_of(hit.alike, 'other')} of the same words)" if hit.alike else ""
        dated = f", {passage.when}" if passage.when else ""
        click.echo(f"\n{number}. {passage.stands_in}, {passage.place}{dated}  [{passage.ref}]{alike}")
        click.echo(f"   {shorten(hit.snippet, 300)}")
    if recorded:
        click.echo(f"\nRecorded as {recorded}.")
