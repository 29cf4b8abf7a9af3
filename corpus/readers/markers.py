"""List items: the bullet or number they begin with, how they nest, and which words govern them."""

import re
from dataclasses import dataclass

_BULLET = re.compile(r"[•‣◦▪▫●○■□–—*·➢►✓❖-]\s+(?=\S)|[•●▪■❖➢]\s*(?=\w)")
_NUMBER = re.compile(
    r"(?P<open>[“\"‘']?)(?P<number>"
    r"\((?:\d{1,3}[A-Z]{0,2}|(?!(?:or|if|in|of|an|as|at|by|is|it|no|on|to|we|ac|ar|yn|yr|os|ei|eu)\))[a-z]{1,2}"
    r"|[ivxl]{3,6}|[A-Z])\)"
    r"|\d{1,3}(?:\.\d{1,3}){0,3}[.)]|\d{1,3}(?:\.\d{1,3}){1,3}(?=\s+[A-Z“‘(])"
    r"|[a-z]\)|[a-z]\.(?=\s+[A-Z])|[ivx]{2,5}[.)])(?P<gap>\s+(?=\S)|$)"
)
_GOVERNS = re.compile(r"[:—–]\s*[-–—]?\s*$|\s-\s*$")
_SENTENCE = re.compile(r"(?<=[.!?])[”’\"')]*\s+(?=[A-Z“‘(])")
_LONG_LEAD = 400
_DOUBTFUL = frozenset("ivxlc")
"""Letters that are also Roman numerals."""


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before a list item: its number as printed ("" for a bullet), its sort, and the text after it."""

    number: str
    sort: str
    rest: str


def marker(text: str) -> Marker | None:
    """The bullet or number a line begins with, and the rest of the line (``""`` if it is all there is); else None."""
    if found := _BULLET.match(text):
        return Marker("", found.group().strip(), text[found.end() :])
    if found := _NUMBER.match(text):
        number = found["number"]
        printed = number if number.startswith("(") else number.rstrip(".)")
        return Marker(printed, sort_of(number), found["open"] + text[found.end() :])
    return None


def sort_of(number: str) -> str:
    """The sort of a number, by which nesting is told: "1", "1.1", "(a)", "(i)", "(A)", "a"."""
    core = number.strip("().")
    if not core:
        return "•"
    if core[0].isdigit():
        shape = "1.1" if "." in core else "1"
    elif re.fullmatch(r"i|[ivxl]{2,}", core):
        shape = "i"
    else:
        shape = "a" if core.islower() else "A"
    return f"({shape})" if number.startswith("(") else shape


def lead(text: str) -> str:
    """The words of a text that govern a list after it: its last sentence if it ends openly, else ``""``."""
    if not _GOVERNS.search(text[-4:]):
        return ""
    return text if len(text) <= _LONG_LEAD else _SENTENCE.split(text)[-1]


class Lists:
    """Where a document stands in its lists."""

    def __init__(self) -> None:
        self._sorts: list[str] = []
        self._open: dict[int, str] = {}
        self._previous = ""

    def paragraph(self, text: str) -> None:
        """A paragraph or heading ends every list; a paragraph may introduce the next."""
        self._sorts.clear()
        self._open = {0: lead(text)}

    def item(self, text: str, number: str, sort: str, depth: int = 0) -> str:
        """A list item, nested ``depth`` deep (from 1; 0 to tell it by ``sort``). Returns the words that govern it."""
        depth = depth or self._depth(self._resolved(number, sort))
        self._previous = number.strip("().")
        self._open = {level: words for level, words in self._open.items() if level < depth}
        above = " ".join(self._open[level] for level in sorted(self._open) if self._open[level])
        self._open[depth] = lead(text)
        return above

    def _resolved(self, number: str, sort: str) -> str:
        """The sort of a number such as "(i)" or "(v)", which only the one before it tells."""
        core = number.strip("().")
        if core not in _DOUBTFUL:
            return sort
        roman = {"i": self._previous != "h", "v": self._previous == "iv", "x": self._previous == "ix"}.get(core, False)
        return sort.replace("a", "i") if roman else sort.replace("i", "a")

    def _depth(self, sort: str) -> int:
        if sort in self._sorts:
            del self._sorts[self._sorts.index(sort) + 1 :]
        elif self._sorts and not self._open.get(len(self._sorts)):
            self._sorts[-1] = sort
        else:
            self._sorts.append(sort)
        return len(self._sorts)
