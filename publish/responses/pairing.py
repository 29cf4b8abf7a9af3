"""Which brackets, runs of backticks and marks of emphasis of a block go together."""

import re
from bisect import bisect_left

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
ADDRESS = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]+@[\w.-]+)>")
_MARKS = re.compile(r"\*+|_+|~~")
_COMMENT = "<!--"
_MOST_OPEN = 100
"""Marks of emphasis that are open at a time; more are text."""


class Pairs:
    """What goes together in a block of Markdown.

    ``brackets`` are closing ones by the opening; ``code`` is by where it begins: where its words start and end, and
    where its backticks do; ``dropped`` are marks of emphasis with their lengths.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._last_comment = source.rfind("-->")
        self.brackets: dict[int, int] = {}
        self.code: dict[int, tuple[int, int, int]] = {}
        self.dropped: dict[int, int] = {}
        self._pair()

    def skipped(self, at: int) -> int | None:
        """Where a comment, a tag or an address in angle brackets ends; None where there is none."""
        if self._source.startswith(_COMMENT, at):
            begin = at + len(_COMMENT)
            return self._source.find("-->", begin) + 3 if begin <= self._last_comment else None
        found = _TAG.match(self._source, at) or ADDRESS.match(self._source, at)
        return found.end() if found else None

    def _pair(self) -> None:
        source, opened, marks = self._source, list[int](), list[re.Match[str]]()
        runs = _backticks(source)
        at = 0
        while at < len(source):
            sign = source[at]
            if sign == "\\":
                at += 2
                continue
            if sign == "`" and at in runs:
                self.code[at] = runs[at]
                at = runs[at][2]
                continue
            if sign == "<" and (end := self.skipped(at)):
                at = end
                continue
            if sign == "[":
                opened.append(at)
            elif sign == "]" and opened:
                self.brackets[opened.pop()] = at
            elif mark := _MARKS.match(source, at):
                self._emphasis(mark, marks)
                at = mark.end()
                continue
            at += 1

    def _emphasis(self, mark: re.Match[str], marks: list[re.Match[str]]) -> None:
        before, after = self._source[mark.start() - 1 : mark.start()], self._source[mark.end() : mark.end() + 1]
        within = mark.group()[0] == "_" and before.isalnum() and after.isalnum()
        closes, opens = bool(before.strip()) and not within, bool(after.strip()) and not within
        here = next((n for n in range(len(marks) - 1, -1, -1) if marks[n].group() == mark.group()), None)
        if closes and here is not None:
            for one in (marks[here], mark):
                self.dropped[one.start()] = len(mark.group())
            del marks[here:]
        elif opens and len(marks) < _MOST_OPEN:
            marks.append(mark)


def _backticks(source: str) -> dict[int, tuple[int, int, int]]:
    """Code within lines by where it begins: where its words start and end, and where its backticks do."""
    runs = [match.span() for match in re.finditer("`+", source)]
    last: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(runs):
        last.setdefault(end - start, []).append(number)
    found: dict[int, tuple[int, int, int]] = {}
    at = 0
    while at < len(runs):
        start, end = runs[at]
        alike = last[end - start]
        following = bisect_left(alike, at + 1)
        if following == len(alike):
            at += 1
            continue
        closing = alike[following]
        found[start] = (end, runs[closing][0], runs[closing][1])
        at = closing + 1
    return found
