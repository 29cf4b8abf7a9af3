"""Hits as lines for people, as JSON and as CSV, each written as it comes."""

import csv
import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from addewid.commands.output import count_of, plain, shorten

if TYPE_CHECKING:
    from corpus.rows import PassageRow
    from index import Fused, Hit

_OFTEN = ("", "once", "twice")


def as_data(hit: "Hit") -> dict[str, Any]:
    """A hit for programs; ``why`` only where it was explained, ``twin`` only where there is one to tell."""
    passage = hit.passage
    found: dict[str, Any] = {
        "ref": passage.ref,
        "document": passage.document_key,
        "source_id": passage.source_id,
        "title": passage.document_title,
        "kind": passage.document_kind,
        "publisher": passage.publisher,
        "url": passage.url,
        "lang": passage.lang,
        "dated": passage.when,
        "page": passage.page_label or passage.page_index,
        "paragraph": passage.ordinal + 1,
        "place": passage.place,
        "amends": passage.amends,
        "text": passage.text,
        "snippet": hit.snippet,
        "marks": hit.marks,
        "score": round(hit.score, 6 if hit.fused else 4),
        "all_words": hit.all_words,
        "alike": hit.alike,
    }
    more: dict[str, Any] = {
        "twin": {"ref": hit.twin.ref, "text": hit.twin.text} if hit.twin else None,
        "why": [plain(reason) for reason in hit.why],
        "fused": _fused(hit.fused) if hit.fused else None,
    }
    return found | {name: value for name, value in more.items() if value}


def write_json(head: Mapping[str, object], hits: "Iterable[Hit]") -> None:
    """One JSON object: what is said of all, and ``hits``."""
    begun = json.dumps(plain(head), ensure_ascii=False, indent=2).removesuffix("\n}")
    click.echo(f'{begun},\n  "hits": [', nl=False)
    between = ""
    for hit in hits:
        one = json.dumps(plain(as_data(hit)), ensure_ascii=False, indent=2)
        click.echo(f"{between}\n{one}".replace("\n", "\n    "), nl=False)
        between = ","
    click.echo("\n  ]\n}" if between else "]\n}")


def write_csv(hits: "Iterable[Hit]") -> None:
    """A table with a header row; no cell can be taken for a formula."""
    from publish.export.cells import cell

    table = csv.writer(sys.stdout)
    table.writerow(_COLUMNS)
    for hit in hits:
        data = as_data(hit)
        table.writerow(cell(data[name]) for name in _COLUMNS)


_COLUMNS = (
    "ref", "title", "kind", "publisher", "lang", "dated", "page", "paragraph", "place", "amends", "text", "score",
    "all_words", "alike", "url",
)  # fmt: skip


def print_hit(number: int, hit: "Hit", *, explain: bool = False) -> None:
    """A hit with where it stands, the words around its matches and, where it was explained, why it was found."""
    passage = hit.passage
    alike = f"  (and {count_of(hit.alike, 'other')} of the same words)" if hit.alike else ""
    dated = f", {passage.when}" if passage.when else ""
    click.echo(f"\n{number}. {passage.stands_in}, {_place(passage)}{dated}  [{passage.ref}]{alike}")
    click.echo(f"   {_marked(hit)}")
    if hit.twin:
        click.echo(f"   In the other language: {shorten(hit.twin.text, 200)}  [{hit.twin.ref}]")
    if hit.fused and (explain or hit.fused.by_words is None):
        click.echo(f"   {_ranks(hit.fused)}")
    for reason in hit.why:
        told = "; ".join(
            f"“{match.words}” {match.form}, {_often(match.times)} in the {match.place}" for match in reason.matches
        )
        whole = hit.fused.words_score if hit.fused else hit.score
        click.echo(f"   {reason.sought}: {reason.share:.2f} of {whole:.2f}" + (f": {told}" if told else ""))


def _ranks(fused: "Fused") -> str:
    """How a hit was ranked, by words and by meaning, and what each rank adds."""
    by_words = f"rank {fused.by_words:,} adds {fused.from_words:.4f}" if fused.by_words else "not ranked"
    by_meaning = "not ranked"
    if fused.by_meaning is not None:
        by_meaning = f"rank {fused.by_meaning:,} (similarity {fused.similarity:.2f}) adds {fused.from_meaning:.4f}"
    return f"By words: {by_words}. By meaning: {by_meaning}."


def _fused(fused: "Fused") -> dict[str, Any]:
    """The same for programs."""
    return asdict(fused) | {"from_words": round(fused.from_words, 6), "from_meaning": round(fused.from_meaning, 6)}


def _marked(hit: "Hit") -> str:
    """The snippet with every match in bold; where there is no terminal, it is left out by Click."""
    pieces, done = list[str](), 0
    for start, end in hit.marks:
        pieces += [hit.snippet[done:start], click.style(hit.snippet[start:end], bold=True)]
        done = end
    return "".join([*pieces, hit.snippet[done:]])


def _place(passage: "PassageRow") -> str:
    paragraph = f"¶ {passage.ordinal + 1}"
    return passage.place if paragraph in passage.place else f"{passage.place}, {paragraph}"


def _often(times: int) -> str:
    return _OFTEN[times] if times < len(_OFTEN) else f"{times} times"
