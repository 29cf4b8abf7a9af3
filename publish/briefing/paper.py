"""A briefing as DOCX: pandoc's tree of it, in which no text is markup, charts as pictures with words and tables."""

import base64
from collections.abc import Iterator, Mapping

from corpus.codebook import Lang
from corpus.errors import UsageProblem
from corpus.language import number
from publish.briefing.gathering import Briefing
from publish.briefing.parts import Heading, Part, Parts, Points, Promise, Small, parts
from publish.charts import Chart, Table, alternative, as_png, table
from publish.charts.words import plain
from publish.document import tree
from publish.document.tree import Node
from publish.document.writing import Paper, write

TAGS: Mapping[Lang, str] = {Lang.EN: "en-GB", Lang.CY: "cy-GB"}

MOST = 3000
"""Promises of one document: pandoc takes twenty seconds for so many."""

_WIDTH = "11cm"


def as_docx(briefing: Briefing) -> bytes:
    """The briefing as DOCX, the same bytes each time.

    Raises UsageProblem for more promises than a DOCX is made of, AddewidError where pandoc is missing or refuses it.
    """
    if briefing.total > MOST:
        raise UsageProblem(
            "A DOCX of {count} promises would be too long; choose fewer, as with --body, --theme or --overdue, or "
            "write Markdown.",
            count=number(briefing.total),
        )
    told = parts(briefing)
    blocks = [block for part in told.body for block in _blocks(part, told)]
    paper = Paper(plain(told.title), TAGS[told.lang], briefing.stamp.on, tuple(blocks), plain(told.subtitle))
    return write(paper, "docx")


def _blocks(part: Part, told: Parts) -> Iterator[Node]:
    match part:
        case Heading():
            yield tree.heading(part.level, plain(part.text))
        case Points():
            yield tree.bullets(map(plain, part.lines))
        case Small():
            yield tree.division([tree.paragraph(plain(line)) for line in part.lines], "stamp")
        case Chart():
            yield _picture(part)
            yield _table(part)
        case Promise():
            yield from _promise(part, told.lang)


def _promise(promise: Promise, lang: Lang) -> Iterator[Node]:
    yield tree.heading(3, f"{promise.ref} · {plain(promise.what)}")
    words = tree.text(f"“{plain(promise.words)}”")
    quoted = words if promise.lang is lang else [tree.span(words, lang=TAGS[promise.lang])]
    yield {"t": "BlockQuote", "c": [{"t": "Para", "c": quoted}, tree.paragraph(plain(promise.citation))]}
    yield tree.paragraph(plain(promise.judged))


def _picture(chart: Chart) -> Node:
    held = f"data:image/png;base64,{base64.b64encode(as_png(chart, titled=False)).decode('ascii')}"
    sized = ["", [], [["width", _WIDTH]]]
    return {"t": "Para", "c": [{"t": "Image", "c": [sized, tree.text(alternative(chart)), [held, ""]]}]}


def _table(chart: Chart) -> Node:
    """A chart's numbers in pandoc's own shape: the labels to the left, the numbers to the right."""
    told = table(chart)
    sides = ["AlignLeft", *("AlignRight" for _ in told.head[1:])]
    columns = [[{"t": side}, {"t": "ColWidth", "c": share}] for side, share in zip(sides, _shares(told), strict=True)]
    head = [_no_marks(), [_row(told.head)]]
    body = [_no_marks(), 0, [], [_row(row) for row in told.rows]]
    return {"t": "Table", "c": [_no_marks(), [None, []], columns, head, [body], [_no_marks(), []]]}


def _shares(told: Table) -> list[float]:
    """What share of the page's width each column has, so that no word above a number is broken."""
    if len(told.head) == 2:
        return [0.5, 0.2]
    longest = [max(map(len, (*name.split(), "00000"))) + 2 for name in told.head[1:]]
    return [0.28, *(0.72 * each / sum(longest) for each in longest)]


def _row(cells: tuple[str, ...]) -> list[object]:
    held = [{"t": "Plain", "c": tree.text(plain(cell))} for cell in cells]
    return [_no_marks(), [[_no_marks(), {"t": "AlignDefault"}, 1, 1, [cell]] for cell in held]]


def _no_marks() -> list[object]:
    return ["", [], []]
