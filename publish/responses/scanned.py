"""What stands within a block of a response, as it was scanned."""

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from publish.responses.attributes import Attributes


@dataclass(frozen=True, slots=True)
class Citation:
    """A key with its locator as written, at ``at`` of the words; ``bracketed`` says that it is no part of a sentence.

    ``line`` counts from 1.
    """

    key: str
    locator: str
    at: int
    line: int
    bracketed: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A span with its attributes, or a bracket, at ``start:end`` of the words."""

    start: int
    end: int
    line: int
    attributes: Attributes | None = None


@dataclass
class Scanned:
    """The ``words`` of a block, of which each character stands at an offset of ``origin`` in the block's Markdown.

    ``notes`` are the names of footnotes that are called, by offsets in the words; ``open_at`` the offsets in the
    Markdown of brackets, attributes and keys that do not close, ``marked_up`` of quotations in HTML, ``unmade`` of
    statuses that no words in brackets go with.
    """

    source: str
    first: int
    words: str = ""
    origin: list[int] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    spans: list[Stretch] = field(default_factory=list)
    gaps: list[Stretch] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)
    open_at: list[int] = field(default_factory=list)
    marked_up: list[int] = field(default_factory=list)
    unmade: list[int] = field(default_factory=list)

    @cached_property
    def _line_ends(self) -> list[int]:
        return [at for at, c in enumerate(self.source) if c == "\n"]

    @cached_property
    def cited_at(self) -> list[int]:
        """The offsets of the citations, in order."""
        return [one.at for one in self.citations]

    def line_of_source(self, at: int) -> int:
        """The line, from 1, of an offset in the Markdown."""
        return self.first + bisect_left(self._line_ends, at)

    def line(self, at: int) -> int:
        """The line, from 1, of an offset in the words."""
        if not self.origin:
            return self.first
        return self.line_of_source(self.origin[min(at, len(self.origin) - 1)])
