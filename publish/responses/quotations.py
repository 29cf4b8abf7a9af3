"""Which words of a block are quotations: between quotation marks, double or single, and never an apostrophe."""

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

FEWEST_WORDS = 4
"""Words between quotation marks that are a quotation though no citation follows them directly."""

LONGEST_SENTENCE = 2000
"""Characters between a quotation and its citation."""

_PAIRS = {"“": "”", "«": "»"}
_MARK = re.compile("[“”«»‘’\"']")
_ELIDED = re.compile(
    r"(?:\d0?s?\b|tis\b|twas\b|em\b|cause\b|til\b|till\b|bout\b|ello\b"
    r"|(?:[nriuwm]|ch|th|na|ma|di|dyn|dyw|sdim|chos|co|nôl|ngh\w+|mod|mhen|leni|to|da)\b)",
    re.IGNORECASE,
)
"""What begins with an apostrophe, in English and Welsh."""
_DIRECT = re.compile(r"[\s.,;:!?)\]’”\"'–—-]*")
_STOP = re.compile(r"(?<![\s.(][A-Za-z])[.!?…][”’\"')\]]*\s+[“«‘\"'(\[]*(?=(\S))")
_SHORTENED = re.compile(r"\b(?:[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof|[Ss]t|[Nn]o|[Aa]rt|[Ss]s?|pp?|paras?|regs?|cf|vol)\.$")


@dataclass(frozen=True, slots=True)
class Between:
    """The words at ``start:end``, without the marks around them."""

    start: int
    end: int


def between(words: str, citations: Sequence[int]) -> tuple[list[Between], list[int]]:
    """The quotations of a block, and where quotation marks stand that have no partner in it.

    ``citations`` are the offsets of citations, in order. Quotations within another one are a part of that.
    """
    return _Reader(words, citations).read()


def direct(words: str, end: int, citation: int) -> bool:
    """Whether between the end of a quotation and a citation is nothing but signs."""
    found = _DIRECT.match(words, end)
    return found is not None and end <= citation <= found.end()


def same_sentence(words: str, start: int, end: int) -> bool:
    """Whether no sentence ends within a stretch, which is not longer than sentences are."""
    return end - start <= LONGEST_SENTENCE and not any(
        found[1].isupper() and not _SHORTENED.search(words[max(0, found.start() - 8) : found.start() + 1])
        for found in _STOP.finditer(words, start, min(end + 1, len(words)))
        if found.end() <= end
    )


class _Reader:
    def __init__(self, words: str, citations: Sequence[int]) -> None:
        self._words = words
        self._citations = citations
        self._places = [found.start() for found in _MARK.finditer(words)]
        self._partners = self._paired()
        self._straight = self._where('"', self._closes)
        self._single_ends = {"‘": self._where("’", self._closes), "'": self._where("'", self._closes)}
        self._single_starts = {mark: self._where(mark, self._opens) for mark in "‘'"}

    def _where(self, mark: str, fits: Callable[[int], bool]) -> list[int]:
        return [at for at in self._places if self._words[at] == mark and fits(at)]

    def read(self) -> tuple[list[Between], list[int]]:
        found, alone = list[Between](), list[int]()
        done = 0
        for at in self._places:
            if at < done:
                continue
            end = self._end(at) if self._opens(at) else None
            if end is not None and self._counts(at + 1, end):
                found.append(Between(at + 1, end))
                done = end + 1
            elif end is not None and self._words[at] not in "'‘":
                done = end + 1
            elif end is None and self._is_alone(at):
                alone.append(at)
        return found, alone

    def _paired(self) -> dict[int, int]:
        """Which curly and angular marks go together."""
        partners: dict[int, int] = {}
        for first, last in _PAIRS.items():
            opened: list[int] = []
            for at in self._places:
                if self._words[at] == first:
                    opened.append(at)
                elif self._words[at] == last and opened:
                    partners[opened.pop()] = at
        return partners

    def _opens(self, at: int) -> bool:
        """Whether a mark can begin a quotation; of straight ones, by what stands beside them."""
        mark = self._words[at]
        if mark in "“«‘”»’":
            return mark in "“«‘"
        before, after = self._words[at - 1 : at] if at else "", self._words[at + 1 : at + 2]
        if not after.strip() or before.isalnum():
            return False
        return mark == '"' or not _ELIDED.match(self._words, at + 1)

    def _closes(self, at: int) -> bool:
        before, after = self._words[at - 1 : at] if at else "", self._words[at + 1 : at + 2]
        return bool(before.strip()) and not after.isalnum()

    def _is_alone(self, at: int) -> bool:
        """Whether a mark without partner is one that should have one, and no apostrophe or inch."""
        mark = self._words[at]
        if mark == '"':
            return self._opens(at) or (self._closes(at) and not self._words[at - 1].isdigit())
        return mark in "“”«»" or (mark == "‘" and not _ELIDED.match(self._words, at + 1))

    def _counts(self, start: int, end: int) -> bool:
        """Whether words between marks are a quotation: enough of them, or directly followed by a citation."""
        said = self._words[start:end]
        many = sum(any(map(str.isalnum, word)) for word in said.split())
        return many >= FEWEST_WORDS or (many > 0 and self._is_cited(end))

    def _is_cited(self, at: int) -> bool:
        following = bisect_left(self._citations, at + 1)
        return following < len(self._citations) and direct(self._words, at + 1, self._citations[following])

    def _end(self, at: int) -> int | None:
        """Where the mark stands that closes what is opened here."""
        mark = self._words[at]
        if mark in "'‘":
            return self._single(at, mark)
        if mark == '"':
            following = bisect_left(self._straight, at + 1)
            return self._straight[following] if following < len(self._straight) else None
        return self._partners.get(at)

    def _single(self, start: int, mark: str) -> int | None:
        """The end of a quotation in single marks, which look like apostrophes.

        Before the next opening mark: one that a citation follows directly, else one at the end of a clause, else one
        that is not after an s, as in the plural's possessive, else the first.
        """
        starts, ends = self._single_starts[mark], self._single_ends[mark]
        following = bisect_left(starts, start + 1)
        stop = starts[following] if following < len(starts) else len(self._words)
        places = ends[bisect_left(ends, start + 1) : bisect_left(ends, stop)]
        for fits in (self._is_cited, self._ends_clause, self._is_no_possessive):
            if found := next((at for at in places if fits(at)), None):
                return found
        return places[0] if places and mark == "‘" else None

    def _ends_clause(self, at: int) -> bool:
        after = self._words[at + 1 : at + 2]
        return not (after.isspace() or after.isalnum()) or self._words[at - 1] in ".,;:!?…)]"

    def _is_no_possessive(self, at: int) -> bool:
        return self._words[at - 1].lower() != "s"
