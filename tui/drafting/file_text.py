"""The text of a file as it is edited, and as it stands in the file: line ends, byte order mark and odd characters too.

An editor's lines end in a line feed, and hold nothing that drives a terminal. So each character that does is shown as
one of its own in a private range of Unicode, and put back when the file is written; each line keeps the end it had.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from re import compile as pattern

from corpus.errors import UsageProblem
from tui.text import same_length

MARK = "\ufeff"
"""The byte order mark that some programs begin a text with."""
_PRIVATE = (0xF0000, 0x100000)
"""Where the ranges begin that stand for the characters below U+10000; the second where a file uses the first."""
_REACH = 0x10000
_LINE = pattern(r"([^\r\n]*)(\r\n|\r|\n|$)")


@dataclass(frozen=True, slots=True)
class FileText:
    """A file's text. ``lines`` are as they are shown, ``ends`` how each of them ends in the file; the last has none."""

    marked: bool
    lines: tuple[str, ...]
    ends: tuple[str, ...]
    private: int = _PRIVATE[0]

    @property
    def text(self) -> str:
        """The text to be edited: its lines end in a line feed."""
        return "\n".join(self.lines)

    def with_text(self, text: str) -> str:
        """The characters of the file with this text in it: what is as it was stays as it stood."""
        lines = text.split("\n")
        joined = "".join(line + end for line, end in zip(lines, self._ends_of(lines), strict=True))
        return (MARK if self.marked else "") + _put_back(joined, self.private)

    def _ends_of(self, lines: Sequence[str]) -> list[str]:
        """How these lines end: those that stayed, or stand in the place of others, as they did; new ones as most do."""
        counted = Counter(end for end in self.ends if end)
        usual = counted.most_common(1)[0][0] if counted else "\n"
        ends = [usual] * len(lines)
        if len(counted) > 1:
            for before, now in _pairs(self.lines, lines):
                ends[now] = self.ends[before] or usual
        ends[-1] = ""
        return ends


def understood(data: bytes, path: Path) -> FileText:
    """The text of a file. Raises UsageProblem where it is none that can be edited here."""
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise UsageProblem(
            "{path} is not written in UTF-8, so it was not opened; save it as UTF-8 in the program it comes from.",
            path=path,
        ) from error
    private = next((base for base in _PRIVATE if not _uses(text, base)), None)
    if private is None:
        raise UsageProblem("{path} holds characters that cannot be shown here; open it in another editor.", path=path)
    marked = text.startswith(MARK)
    lines, ends = zip(*_lines(text.removeprefix(MARK)), strict=True)
    return FileText(marked, tuple(_shown(line, private) for line in lines), ends, private)


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """Each line with its end; after an end there is always another line, which may be empty."""
    at = 0
    while True:
        found = _LINE.match(text, at)
        assert found is not None  # noqa: S101  it matches nothing at all too
        yield found[1], found[2]
        at = found.end()
        if not found[2]:
            return


def _uses(text: str, base: int) -> bool:
    return not text.isascii() and any(base <= ord(c) < base + _REACH for c in text)


def _shown(line: str, base: int) -> str:
    """A line with nothing in it that drives a terminal, letter for letter."""
    kept = safe(line)
    if kept == line:
        return line
    return "".join(c if c == as_shown else chr(base + ord(c)) for c, as_shown in zip(line, kept, strict=True))


def safe(text: str) -> str:
    """Text with a space for each character that drives a terminal; tabs stay, as the editor knows them."""
    return "\t".join(map(same_length, text.split("\t")))


def _put_back(text: str, base: int) -> str:
    if text.isascii():
        return text
    return "".join(chr(ord(c) - base) if base <= ord(c) < base + _REACH else c for c in text)


def _pairs(before: Sequence[str], now: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines of before and now that are the same, or stand in one another's place."""
    for kind, first, last, begin, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind in ("equal", "replace"):
            yield from zip(range(first, last), range(begin, end), strict=False)
