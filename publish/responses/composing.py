"""A response as a document: its front, its text, what it cites, what is wrong with it, and what it was made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.codebook import Lang
from corpus.language import day, plural, tr
from publish.citations.typed import Day, Item
from publish.document import citing, headings, numbering, pictures, tree
from publish.document.pictures import Picture
from publish.document.tree import Node
from publish.document.writing import Paper
from publish.responses.front import TAGS, Meta
from publish.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that the check found: a line of the draft, from 1, and a sentence in the document's language."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Material:
    """What a response is made of beside its text: items by the keys that cite them, a CSL file, pictures, a stamp."""

    items: Mapping[str, Item]
    style: Path
    pictures: Mapping[str, Picture]
    stamp: Stamp
    faults: Sequence[Fault] = ()


def paper(blocks: list[Node], meta: Meta, fallback: str, material: Material) -> Paper:
    """The document of a response, whose own words are in the language in use, which should be that of the response.

    ``blocks`` are the safe tree of its text, ``fallback`` is its title where it states none.
    """
    text, listed = citing.printed(blocks, material.items, material.style, meta.lang, left_out)
    text = pictures.placed(headings.ordered(text), material.pictures)
    if meta.numbered:
        text = numbering.numbered(text)
    body = [*_banner(material.faults), *text, *_bibliography(listed), *_annex(material.faults), _stamp(material.stamp)]
    return Paper(
        title=meta.title or fallback,
        lang=TAGS[meta.lang],
        on=material.stamp.on,
        blocks=tuple(body),
        authors=tuple(said for said in (meta.author, meta.organisation) if said),
        banner=tr("Not verified") if material.faults else "",
    )


def left_out(item: Item, printed: str) -> str:
    """The address of an item and the day of our copy, where its style prints them not; in the language in use.

    Of what has no address of its own, its note: it tells what it is on.
    """
    url, accessed, note = item.get("URL", ""), item.get("accessed"), item.get("note", "")
    if not url:
        return f"{note}." if note and note not in printed else ""
    captured = _day(accessed) if accessed else None
    said = "" if url in printed else f"<{url}>"
    if captured is not None and not any(form in printed for form in _days(captured)):
        taken = tr("(captured on {day})", day=day(captured))
        said = f"{said} {taken}".strip()
    return f"{said}." if said else ""


def _day(accessed: Day) -> date | None:
    """A whole day; None for less, and for what is none in somebody's own references."""
    try:
        return date(*accessed["date-parts"][0])
    except (TypeError, ValueError, LookupError):
        return None


def _days(captured: date) -> list[str]:
    """A day as styles print it, in either language."""
    from babel.dates import format_date

    return [format_date(captured, form, locale=lang) for form in ("d MMMM y", "MMMM d, y", "d MMM y") for lang in Lang]


def _banner(faults: Sequence[Fault]) -> list[Node]:
    if not faults:
        return []
    said = plural(
        "Not verified: the check found {count} problem, which the annex tells.",
        "Not verified: the check found {count} problems, which the annex lists.",
        len(faults),
    )
    return [tree.division([tree.paragraph(said)], "banner")]


def _bibliography(listed: list[Node]) -> list[Node]:
    if not listed:
        return []
    entries: Node = {"t": "Div", "c": [[citing.LIST, ["references"], []], listed]}
    return [tree.heading(1, tr("Bibliography"), "Bibliography"), entries]


def _annex(faults: Sequence[Fault]) -> list[Node]:
    if not faults:
        return []
    lines = [tr("Line {line}: {sentence}", line=fault.line, sentence=fault.sentence) for fault in faults]
    said = tr("This document was made although its check failed. What is named here has not been verified.")
    return [tree.heading(1, tr("Annex: what the check found"), "Annex"), tree.paragraph(said), tree.bullets(lines)]


def _stamp(stamp: Stamp) -> Node:
    return tree.division([tree.paragraph(" ".join(stamp.lines()))], "stamp")
