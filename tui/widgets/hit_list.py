"""Passages that a search found: where each stands, and its words with those asked for marked."""

from itertools import pairwise

from textual.content import Content
from textual.message import Message

from index import Hit
from tui import words
from tui.messages import OpenReader
from tui.text import Stretch, line_breaks, marked, titled
from tui.tones import Tone
from tui.widgets.paged import PagedList


class HitList(PagedList[Hit]):
    """Hits, three lines each and one between; Enter opens the reader."""

    row_height = 4
    gap = 1
    window = 60

    def draw(self, row: Hit, width: int) -> list[Content]:
        """Where the passage stands, then two lines of it."""
        passage = row.passage

        facts = [passage.place, words.label(passage.document_kind), words.when(passage.when)]
        head = titled(passage.stands_in, facts, width - 1)
        stretches = [(start, end, Tone.FOUND) for start, end in row.marks]
        return [head, *_two_lines(row.snippet, stretches, width - 1)]

    def opened(self, row: Hit) -> Message:
        """Read the passage in its document."""
        passage = row.passage
        return OpenReader(passage.version_id, passage.ordinal, 0, len(passage.text))


def _two_lines(text: str, stretches: list[Stretch], width: int) -> list[Content]:
    whole = marked(text.replace("\n", " "), stretches)
    begins = [*line_breaks(whole.plain, width), len(whole.plain)]
    if len(begins) <= 3:
        return [whole[start:end] for start, end in pairwise(begins)]
    second = whole[begins[1] : begins[3]]
    return [whole[: begins[1]], second.truncate(width, ellipsis=True)]
