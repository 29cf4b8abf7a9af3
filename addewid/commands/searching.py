"""Searching: ``search``."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from addewid.commands import hits as written
from addewid.commands.output import count_of, day, json_option, values_of
from addewid.workspace import Workspace, opened
from corpus.codebook import DocumentKind, Lang, Theme
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from index import Facets, Hit, Results

_MOST_VALUES = 8


@click.command(
    "search",
    context_settings={"ignore_unknown_options": True},  # a query may hold -word
    epilog="""Example: addewid search '"co-production" -film kind:act,bill' --newest""",
)
@click.argument("query", nargs=-1)
@click.option("--kind", "kinds", multiple=True, type=values_of(DocumentKind), help="Only these documents.")
@click.option("--lang", "langs", multiple=True, type=values_of(Lang), help="Only this language.")
@click.option("--theme", "themes", multiple=True, type=values_of(Theme), help="Only passages on this theme.")
@click.option("--body", "bodies", multiple=True, metavar="NAME", help="Only documents published by this body.")
@click.option("--since", callback=day, metavar="YYYY-MM-DD", help="Only documents of this day or later.")
@click.option("--until", callback=day, metavar="YYYY-MM-DD", help="Only documents of this day or earlier.")
@click.option("--similar", metavar="REF", default="", help="The passages most like this one, such as asc-2025-1/en/45.")
@click.option("--any", "any_words", is_flag=True, help="Also passages with only some of the words, after the others.")
@click.option("--across/--no-across", default=None, help="Look for it in both languages.  [default: the setting]")
@click.option("--meaning/--no-meaning", default=None, help="Also rank by meaning.  [default: the setting of that name]")
@click.option("--newest", is_flag=True, help="The newest first.")
@click.option("--facets", is_flag=True, help="Count the passages by kind, body, theme, language and year.")
@click.option("--explain", is_flag=True, help="Say of each hit which words matched, in which form, where and how much.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many hits to show.")
@click.option("--offset", default=0, type=click.IntRange(0), help="How many hits to pass over.")
@click.option("--all", "every", is_flag=True, help="Show all hits.")
@click.option("--record", is_flag=True, help="Keep the search as evidence of absence, and print its name.")
@click.option("--save", "name", metavar="NAME", default="", help="Keep the search, to watch what is new in it.")
@click.option("--csv", "as_csv", is_flag=True, help="Print a table for spreadsheets.")
@json_option
def search_command(
    query: tuple[str, ...], facets: bool, record: bool, name: str, as_csv: bool, as_json: bool, **given: Any
) -> None:
    """Search the corpus.

    Words are looked for all together; "words in quotes" as they stand; -word leaves out; OR takes either; word* begins;
    word~ is nearly so spelt; "some words"~5 stand near one another; kind:act and date:2019..2021 narrow it. All of it
    is told in docs/searching.md.
    """
    from addewid.pipeline import watching
    from addewid.pipeline.indexing import refresh

    asked = _asked(query, given)
    _check(asked, given["similar"], facets or record or bool(name), as_csv and (as_json or facets), given)
    with opened(quiet=as_json) as workspace:
        asked = _in_both_languages(workspace, asked, given["across"])
        given["meaning"] = _by_meaning(workspace, given)
        refresh(workspace, meaning=given["meaning"])
        results, hits = _answer(workspace, asked, given)
        if record or name:
            results.evidence()  # before anything is printed or kept
        counted = workspace.index.facets(asked) if facets else None
        recorded = _record(workspace, asked, results) if record else ""
        saved = watching.save(workspace, name, asked).name if name else ""
        if as_json:
            written.write_json(_head(asked, given["similar"], results, recorded, saved, counted), hits)
            return
        said = workspace.narrator.say if as_csv else click.echo
        if not as_csv:
            _print_total(results, counted)
        if results.suggestion:
            said(f"Did you mean: {results.suggestion}")
        for caveat in filter(None, (results.caveat, results.words_only)):
            said(caveat)
        if as_csv:
            written.write_csv(hits)
        else:
            _print_hits(results, hits, given["offset"], explain=given["explain"])
        if recorded:
            said(f"\nRecorded as {recorded}.")
        if saved:
            workspace.narrator.say(f"Saved as {saved}; what is new in it is told by: addewid watch")


def _answer(workspace: Workspace, asked: str, given: dict[str, Any]) -> "tuple[Results, Iterator[Hit]]":
    """What was found, and the hits to show one by one."""
    from index.query.limits import readable
    from index.service import EVERY

    part = {
        "limit": EVERY if given["every"] else given["limit"],
        "offset": given["offset"],
        "explain": given["explain"],
    }
    if given["similar"]:
        results = workspace.index.similar(readable(given["similar"]), asked, **part)
        return results, iter(results.hits)
    part |= {"any_words": given["any_words"], "newest": given["newest"], "meaning": given["meaning"]}
    return workspace.index.stream(asked, **part)


def _in_both_languages(workspace: Workspace, asked: str, across: bool | None) -> str:
    """The question with ~ before what has a name in the other language, where command or setting asks for it."""
    from index.query.crossing import crossed

    if not (workspace.settings.across if across is None else across):
        return asked
    told = crossed(asked)
    if told != asked:
        workspace.narrator.say(f"Looked for in both languages: {told}")
    return told


def _by_meaning(workspace: Workspace, given: dict[str, Any]) -> bool:
    """Whether meaning is to rank too: where the command says so, or else the setting, unless the order is another."""
    if given["meaning"] is None:
        return workspace.settings.meaning and not given["newest"] and not given["similar"]
    return bool(given["meaning"])


def _check(asked: str, similar: str, kept: bool, clash: bool, given: dict[str, Any]) -> None:
    if not asked.strip() and not similar:
        raise UsageProblem("There is nothing to search for; give words, a field such as kind:act, or --similar REF.")
    if similar and (kept or given["any_words"] or given["newest"]):
        raise UsageProblem(
            "--similar lists the likest passages of the corpus as it is; it takes none of "
            "--any, --newest, --facets, --record and --save."
        )
    if given["meaning"] and (similar or given["newest"]):
        raise UsageProblem("--meaning ranks what words find; it takes neither --newest nor --similar.")
    if clash:
        raise UsageProblem("--csv prints hits and nothing else; ask for --json or --facets in a search of its own.")


def _asked(query: tuple[str, ...], given: dict[str, Any]) -> str:
    """The whole question in the query language: the words, and what the options narrow them to."""
    from index.query.limits import readable
    from index.query.parser import parse

    for word in query:
        if word.startswith("--") and word.strip("-"):
            raise UsageProblem(f"There is no option {word}; addewid search --help lists them.")
    words = readable(" ".join(query))
    parse(words)  # a fault in the words is pointed at where they were typed
    narrowed = [f"{name}:{','.join(given[many])}" for name, many in _OPTIONS.items() if given[many]]
    bodies = ['body:"{}"'.format(readable(name).replace('"', " ")) for name in given["bodies"]]
    if bodies:
        narrowed.append(bodies[0] if len(bodies) == 1 else f"({' OR '.join(bodies)})")
    if given["since"] or given["until"]:
        narrowed.append(f"date:{given['since'] or ''}..{given['until'] or ''}")
    return " ".join([*([f"({words})"] if words else []), *narrowed]) if narrowed else words


_OPTIONS = {"kind": "kinds", "lang": "langs", "theme": "themes"}


def _record(workspace: Workspace, asked: str, results: "Results") -> str:
    """Keep a search; what holds only some of the words is no hit of it."""
    from corpus import recorded

    with workspace.corpus.write() as session:
        return recorded.record(session, asked, results.evidence(), workspace.settings.name, results.revision)


def _head(
    asked: str, similar: str, results: "Results", recorded: str, saved: str, counted: "Facets | None"
) -> dict[str, object]:
    """What is said of an answer before its hits."""
    found: dict[str, object] = {
        "query": asked,
        "total": results.total,
        "shown": results.shown,
        "some": results.some,
        "revision": results.revision,
        "suggestion": results.suggestion,
    }
    more = {
        "similar": similar,
        "recorded": recorded,
        "saved": saved,
        "facets": counted,
        "scanned": results.scanned,
        "caveat": results.caveat,
        "fused": results.fused or None,
        "words_only": results.words_only,
    }
    return found | {name: value for name, value in more.items() if value not in ("", None)}


def _print_total(results: "Results", counted: "Facets | None") -> None:
    folded = f", {results.shown:,} once those of the same words are folded" if results.shown != results.total else ""
    click.echo(f"{count_of(results.total, 'passage')}{folded}, in corpus revision {results.revision}.")
    for name, values in (counted or {}).items():
        most = sorted(values.items(), key=lambda each: (-each[1], each[0]))
        told = ", ".join(f"{value} {many:,}" for value, many in most[:_MOST_VALUES])
        more = f", and {len(most) - _MOST_VALUES:,} more" if len(most) > _MOST_VALUES else ""
        if told:
            click.echo(f"  {name + ':':<8} {told}{more}")


def _print_hits(results: "Results", hits: "Iterator[Hit]", offset: int, *, explain: bool) -> None:
    loose = False
    for number, hit in enumerate(hits, offset + 1):
        if not hit.all_words and not loose:
            loose = True
            none = "No passage holds" if not results.total else "No more passages hold"
            near = " or are near in meaning" if results.fused else ""
            click.echo(f"\n{none} all the words; {results.some:,} hold some of them{near}:")
        written.print_hit(number, hit, explain=explain)
