"""Passages that a search found: where each stands, and its words with those asked for marked."""

from dataclasses import dataclass
from itertools import pairwise

from textual.content import Content
from textual.message import Message

from corpus import wording
from corpus.language import number, tr, when
from index import Hit, Results
from tui.desk import Window
from tui.messages import OpenReader
from tui.text import Stretch, cell, line_breaks, marked, plain, titled, toned
from tui.tones import Tone
from tui.widgets.answer import passages
from tui.widgets.paged import PagedList

WIDE = 100
"""Cells from which two languages have room beside one another."""

_BEFORE = "…"
_SLACK = 24
"""Cells that may be lost where lines are broken at words."""

_LANGUAGES = {"en": "English", "cy": "Cymraeg"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A hit in its list; ``below`` heads what follows it there."""

    hit: Hit
    below: str = ""


class HitList(PagedList[Listed]):
    """Hits, three lines each and one between, a pointer at that under the cursor; Enter opens the reader."""

    row_height = 4
    gap = 1
    window = 60

    def answer(self, results: Results, offset: int, *, cursor: int | None = None) -> None:
        """Show a page of an answer, from ``offset`` on: with ``cursor`` of a new list, else more of the same."""
        last = results.shown - 1 if results.some and not results.fused else -1
        rows = tuple(
            Listed(hit, loose_heading(results) if offset + number == last else "")
            for number, hit in enumerate(results.hits)
        )
        self.show(Window(results.shown + results.some, offset, rows), cursor=cursor)

    def draw(self, row: Listed, width: int) -> list[Content]:
        """Where the passage stands, then two lines of it, its twin beside them or in place of the second."""
        hit, width = row.hit, width - 2
        lines = [_head(hit, width)]
        stretches = [(start, end, Tone.FOUND) for start, end in hit.marks]
        if hit.twin is None and not hit.marks and hit.passage.headings:
            lines += _lines(hit.snippet, [], width, 1)
            lines.append(cell(tr("under: {heading}", heading=hit.passage.headings[-1]), width, Tone.QUIET))
        elif hit.twin is None:
            lines += _lines(hit.snippet, stretches, width, 2)
        elif width < WIDE:
            lines += [*_lines(hit.snippet, stretches, width, 1), _twin(hit, width)[0]]
        else:
            half = width // 2 - 2
            beside = [*_twin(hit, half, 2), Content()]
            own = [*_lines(hit.snippet, stretches, half, 2), Content()]
            lines += [
                Content.assemble(mine.truncate(half, pad=True), " │ ", other)
                for mine, other in zip(own[:2], beside[:2], strict=True)
            ]
        if row.below:
            lines += [Content()] * (self.row_height - self.gap - len(lines))
            lines.append(toned(f"{cell(f'── {row.below}', width).plain.rstrip()} ".ljust(width, "─"), Tone.HEADING))
        pointer = "›" if row is self.current else " "
        return [Content.assemble(" " if number else pointer, line) for number, line in enumerate(lines)]

    def opened(self, row: Listed) -> Message:
        """Read the passage in its document."""
        passage = row.hit.passage
        return OpenReader(passage.version_id, passage.ordinal, 0, len(passage.text))


def loose_heading(results: Results) -> str:
    """What stands above the hits that hold only some of the words."""
    return tr("with only some of the words: {passages}", passages=passages(results.some))


def _head(hit: Hit, width: int) -> Content:
    passage = hit.passage
    facts = [passage.place, wording.name(passage.document_kind), when(passage.when)]
    if hit.fused and hit.fused.by_words is None:
        facts.append(tr("near in meaning"))
    elif hit.fused and not hit.all_words:
        facts.append(tr("some words"))
    if hit.alike:
        alike = number(hit.alike)
        facts.append(
            tr("+{count} of the same words", count=alike) if width >= WIDE else tr("+{count} same", count=alike)
        )
    if width >= WIDE:
        facts.append(passage.ref)
    return titled(passage.stands_in, facts, width)


def _twin(hit: Hit, width: int, most: int = 1) -> list[Content]:
    """The passage that says the same in the other language, in lines."""
    twin = hit.twin
    if twin is None:
        return [Content()]
    name = f"{_LANGUAGES.get(twin.lang, twin.lang)}: "
    return _lines(name + plain(twin.text), [(0, len(name), Tone.LABEL)], width, most)


def _lines(text: str, stretches: list[Stretch], width: int, most: int) -> list[Content]:
    """So many lines of a text, with the first stretch in sight; cut with ellipses where there is more."""
    first, begin = stretches[0][:2] if stretches else (0, 0), 0
    if first[1] > width * most - _SLACK and len(text) > width * most:
        begin = text.rfind(" ", 0, max(0, first[0] - width * most // 3)) + 1
    shift = len(_BEFORE) - begin if begin else 0
    moved = [(start + shift, end + shift, tone) for start, end, tone in stretches if start >= begin]
    whole = marked((_BEFORE if begin else "") + text[begin:].replace("\n", " "), moved)
    begins = [*line_breaks(whole.plain, width), len(whole.plain)]
    if len(begins) <= most + 1:
        return [whole[start:end] for start, end in pairwise(begins)]
    lines = [whole[start:end] for start, end in pairwise(begins[:most])]
    return [*lines, whole[begins[most - 1] : begins[most + 1]].truncate(width, ellipsis=True)]
