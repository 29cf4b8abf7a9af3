"""Words broken at line ends: which hyphens are the word's own, and which only the line's."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property

_WORDS = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BROKEN = re.compile(r"([^\W\d_]+(?:[-’'][^\W\d_]+)*)-$")
_LONGEST_WORD = 80
_CLOSE = re.compile(r"/$|\d-$")
_TAIL = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_OWN = frozenset(["co", "non", "self", "well", "cross", "quasi", "ex", "cyd", "gyd", "chyd", "nghyd", "hunan", "gwrth"])
"""First parts whose hyphen is nearly always their own: co-production, self-care, cyd-gynhyrchu."""


class Hyphens:
    """What a document's own words tell of the hyphens at its line ends.

    ``keep`` is the answer where nothing tells: true for text wrapped by hand, false for typeset pages.
    """

    def __init__(self, lines: Iterable[str], *, keep: bool) -> None:
        self._lines = lines
        self._keep = keep

    @cached_property
    def _known(self) -> Counter[str]:
        """How often each word stands in the document, those broken at a line's end aside."""
        known: Counter[str] = Counter()
        broken = False
        for line in self._lines:
            words = [word.lower() for word in _WORDS.findall(line)]
            first, broken = int(broken), _BROKEN.search(line.rstrip()) is not None
            known.update(words[first : len(words) - broken])
        return known

    def join(self, left: str, right: str) -> str:
        """Two lines as one: with a space between, or after a hyphen none, and without one that is only the line's."""
        return self.joined([left, right])

    def joined(self, lines: Sequence[str]) -> str:
        """Lines as one."""
        parts = [lines[0]]
        for line in lines[1:]:
            kept, between = self._between(parts[-1][-_LONGEST_WORD:], line)
            if not kept:
                parts[-1] = parts[-1][:-1]
            parts += [between, line] if between else [line]
        return "".join(parts)

    def _between(self, left: str, right: str) -> tuple[bool, str]:
        """Whether the end of a line keeps its last character, and what comes between it and the next line."""
        broken, tail = _BROKEN.search(left), _TAIL.match(right, 0, _LONGEST_WORD)
        if broken is None or tail is None:
            return True, "" if _CLOSE.search(left) and right[:1].isalnum() else " "
        if not tail[0][0].islower():
            return True, ""
        return self._own(broken[1].lower(), tail[0].lower()), ""

    def _own(self, head: str, tail: str) -> bool:
        if self._known[f"{head}-{tail}"] or "-" in head or "-" in tail:  # right-to-buy
            return True
        if self._known[head + tail]:
            return False
        if head in _OWN:
            return True
        if len(head) > 2 and len(tail) > 3 and self._known[head] and self._known[tail]:
            return True
        return self._keep
