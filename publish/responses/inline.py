"""What stands within a block: its words without markup, and where citations, spans, notes and brackets stand in them.

A small scanner for the parts of pandoc's Markdown that bear on quotations. It fails safe: what it does not know stays
text, in which quotations are looked for.
"""

import html
import re
from collections.abc import Callable

from publish.responses.attributes import read, stretch
from publish.responses.pairing import ADDRESS, Pairs
from publish.responses.scanned import Citation, Scanned, Stretch

KEY = r"\w(?:\w|[:.#$%&\-+?<>~/](?=\w))*"
"""A key without braces, as pandoc has it."""

_CITED = re.compile(rf"@(?:\{{(?P<braced>[^{{}}\s]+)\}}|(?P<key>{KEY}))")
_IN_BRACKETS = re.compile(rf"(?:^|[\s;\-\[(])(?P<at>-?{_CITED.pattern})")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NOTE = re.compile(r"\[\^([^\]\s^]{1,80})\]")
_RAISED = re.compile(r"\^[^\s^]{1,80}\^|~[^\s~]{1,80}~(?!~)")
_TARGET = re.compile(r"\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_ORDINARY = re.compile(r"[^\\`<&\[\]{@\-^*_~]+")
_UNCLOSED = re.compile(r"\[(?:[^\[\]\n@]{0,40}[\s;(\-])?-?@[\w{]")
_ESCAPED = re.compile(r"\\([^\w\s])")
_NO_LOCATOR = re.compile(rf"\^|{_IN_BRACKETS.pattern}")
_UNMADE = re.compile(r"\{[^{}\n]{0,80}\.status\b")
_HTML_QUOTES = re.compile(r"<(?:q|blockquote)\b", re.IGNORECASE)


def scan(source: str, first: int) -> Scanned:
    """What stands within the Markdown of a block whose first line is that, counted from 1."""
    return _Scanner(Scanned(source, first)).run()


class _Scanner:
    """One pass over a block in which brackets, code and marks of emphasis are paired."""

    def __init__(self, told: Scanned) -> None:
        self._told = told
        self._source = told.source
        self._letters: list[str] = []
        paired = Pairs(told.source)
        self._pairs, self._code, self._dropped = paired.brackets, paired.code, paired.dropped
        self._skipped = paired.skipped
        self._ends: dict[int, Callable[[], int]] = {}
        self._signs: dict[str, Callable[[int], int]] = {
            "\\": self._escape, "`": self._coded, "<": self._tag, "&": self._entity, "[": self._bracket,
            "]": self._closing, "@": self._in_text, "-": self._dash, "^": self._raised, "~": self._raised,
            "{": self._brace,
        }  # fmt: skip

    def run(self) -> Scanned:
        """Everything that is to be told."""
        at = 0
        while at < len(self._source):
            if ordinary := _ORDINARY.match(self._source, at):
                at = self._emit(at, ordinary.end())
            elif at in self._dropped:
                at += self._dropped[at]
            else:
                at = self._signs.get(self._source[at], self._literal)(at)
        self._told.words = "".join(self._letters)
        return self._told

    def _emit(self, start: int, end: int) -> int:
        self._letters.extend(self._source[start:end])
        self._told.origin.extend(range(start, end))
        return end

    def _put(self, words: str, origin: int) -> None:
        self._letters.extend(words)
        self._told.origin.extend([origin] * len(words))

    def _literal(self, at: int) -> int:
        return self._emit(at, at + 1)

    def _brace(self, at: int) -> int:
        if at not in self._told.open_at and _UNMADE.match(self._source, at):
            self._told.unmade.append(at)
        return self._literal(at)

    def _escape(self, at: int) -> int:
        following = self._source[at + 1 : at + 2]
        if not following or following.isalnum():
            return self._literal(at)
        self._put(" " if following == " " else following, at + 1)
        return at + 2

    def _coded(self, at: int) -> int:
        if at not in self._code:
            run = re.compile("`+").match(self._source, at)
            return self._emit(at, run.end() if run else at + 1)
        start, end, after = self._code[at]
        self._emit(start, end)
        return stretch(self._source, after) or after

    def _tag(self, at: int) -> int:
        if address := ADDRESS.match(self._source, at):
            self._emit(*address.span(1))
            return address.end()
        end = self._skipped(at)
        if not end:
            return self._literal(at)
        if _HTML_QUOTES.match(self._source, at):
            self._told.marked_up.append(at)
        return end

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self._source, at)
        if found is None:
            return self._literal(at)
        self._put(html.unescape(found.group()), at)
        return found.end()

    def _bracket(self, at: int) -> int:
        source, close = self._source, self._pairs.get(at)
        if note := _NOTE.match(source, at):
            self._told.notes.append((len(self._letters), note[1]))
            return note.end()
        if close is None:
            if _UNCLOSED.match(source, at):
                self._told.open_at.append(at)
            return self._literal(at)
        if target := _TARGET.match(source, close + 1):
            self._ends[close] = target.end
            return at + 1
        if source.startswith("{", close + 1) and (end := stretch(source, close + 1)):
            self._ends[close] = self._span(at, close, end)
            return at + 1
        if source.startswith("{", close + 1):
            self._told.open_at.append(close + 1)
        if self._cited(at, source[at + 1 : close]):
            return close + 1
        start, line = len(self._letters), self._told.line_of_source(at)
        self._ends[close] = lambda: self._gap(start, line, close)
        return self._literal(at)

    def _span(self, at: int, close: int, end: int) -> Callable[[], int]:
        start, line = len(self._letters), self._told.line_of_source(at)

        def finish() -> int:
            attributes = read(self._source[close + 1 : end])
            self._told.spans.append(Stretch(start, len(self._letters), line, attributes))
            return end

        return finish

    def _gap(self, start: int, line: int, close: int) -> int:
        self._literal(close)
        self._told.gaps.append(Stretch(start, len(self._letters), line))
        return close + 1

    def _closing(self, at: int) -> int:
        finish = self._ends.get(at)
        return finish() if finish else self._literal(at)

    def _cited(self, at: int, inside: str) -> bool:
        """Take in the citations of a bracket, if it holds any."""
        found = list(_IN_BRACKETS.finditer(inside))
        for number, one in enumerate(found):
            rest = inside[one.end() : found[number + 1].start("at") if number + 1 < len(found) else len(inside)]
            line = self._told.line_of_source(at + 1 + one.start("at"))
            self._cite(one, rest.partition(";")[0], line, bracketed=True)
        return bool(found)

    def _cite(self, one: re.Match[str], locator: str, line: int, *, bracketed: bool) -> None:
        told = _ESCAPED.sub(r"\1", locator).strip().removeprefix(",").strip()
        if told.startswith("{") and told.endswith("}"):
            told = told[1:-1].strip()
        key = one["braced"] or one["key"]
        self._told.citations.append(Citation(key, " ".join(told.split()), len(self._letters), line, bracketed))

    def _in_text(self, at: int) -> int:
        """A key in a sentence, with the locator in brackets that may follow it."""
        source, found = self._source, _CITED.match(self._source, at)
        if found is None or source[at - 1 : at].isalnum():
            return self._literal(at)
        line, end = self._told.line_of_source(at), found.end()
        begin = _end_of_spaces(source, end)
        close = self._pairs.get(begin)
        inside = source[begin + 1 : close] if close else ""
        if close is None or _NO_LOCATOR.match(inside) or source[close + 1 : close + 2] in set("[({"):
            self._cite(found, "", line, bracketed=False)
            return end
        self._cite(found, inside.partition(";")[0], line, bracketed=False)
        self._cited(begin, inside)
        return close + 1

    def _dash(self, at: int) -> int:
        cites = not self._source[at - 1 : at].isalnum() and _CITED.match(self._source, at + 1)
        return self._in_text(at + 1) if cites else self._literal(at)

    def _raised(self, at: int) -> int:
        source = self._source
        if source.startswith("^[", at) and at + 1 in self._pairs:
            self._ends[self._pairs[at + 1]] = lambda: self._pairs[at + 1] + 1
            return at + 2
        found = _RAISED.match(source, at)
        if found is None:
            return self._literal(at)
        self._dropped[found.end() - 1] = 1
        return at + 1


def _end_of_spaces(source: str, at: int) -> int:
    while source[at : at + 1].isspace():
        at += 1
    return at
