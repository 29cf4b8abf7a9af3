"""Choosing words of a text: whole characters as people see them, whole words and sentences. No screen in sight."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

Stretch = tuple[int, int]
"""Start and end, half open, in characters of the text."""

_JOINER = "\u200d"
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*(?=\s+\S)")
_FLAGS = 40
"""Halves of flags that are looked back at; a text has more in a row only to do harm."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Words being chosen: from ``anchor``, characters of a passage, to ``head``, where that has come to.

    ``told`` says that it was tried to leave the passage, and was told why not.
    """

    passage: int
    anchor: Stretch
    head: Stretch
    told: bool = False

    @property
    def stretch(self) -> Stretch:
        """From the first to the last."""
        return min(self.anchor[0], self.head[0]), max(self.anchor[1], self.head[1])


def begins_letter(text: str, at: int) -> bool:
    """Whether what people see as one character begins here: not a mark on the one before, nor joined to it."""
    if at <= 0 or at >= len(text) or text[at] == "\n" or text[at - 1] == "\n":
        return True
    if text[at - 1] == _JOINER:
        return False
    if _is_flag_half(text[at]):
        halves = 0
        while halves < min(at, _FLAGS) and _is_flag_half(text[at - 1 - halves]):
            halves += 1
        return halves % 2 == 0
    return cell_len(text[at]) > 0  # a mark, the tone of a face, a soft sign: of no width of its own


def letter_after(text: str, at: int) -> int:
    """Where the next character begins, or the text ends."""
    at += 1
    while at < len(text) and not begins_letter(text, at):
        at += 1
    return min(at, len(text))


def letter_before(text: str, at: int) -> int:
    """Where the character before begins, or the text."""
    at -= 1
    while at > 0 and not begins_letter(text, at):
        at -= 1
    return max(at, 0)


def word_end(text: str, at: int) -> int:
    """The end of the word that goes on after ``at``, or of the next."""
    found = _WORD.search(text, at)
    return found.end() if found else len(text)


def word_start(text: str, at: int) -> int:
    """The beginning of the word that stands before ``at``, or is cut by it."""
    at = len(text[:at].rstrip())
    while at > 0 and not text[at - 1].isspace():
        at -= 1
    return at


def sentence(text: str, start: int, end: int) -> Stretch:
    """A stretch made longer at both ends to whole sentences, without the space around them."""
    ends = [found.end() for found in _SENTENCE_END.finditer(text)]
    first = max((at for at in ends if at <= start), default=0)
    last = min((at for at in ends if at >= max(end, start + 1)), default=len(text))
    return trimmed(text, first, last)


def wider(text: str, start: int, end: int) -> Stretch:
    """A stretch made longer to whole sentences; or, where it is that, to the whole text."""
    whole = sentence(text, start, end)
    return whole if whole != trimmed(text, start, end) else trimmed(text, 0, len(text))


def trimmed(text: str, start: int, end: int) -> Stretch:
    """A stretch without the space at its ends."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return start, max(start, start + len(words.strip()))


def letter_in_cell(text: str, start: int, end: int, cell: int) -> Stretch:
    """The character that a line, which shows ``text[start:end]`` from cell 0, has in a cell.

    Left of the line it is the first, right of it an empty stretch at the line's end.
    """
    right = 0
    for first, last in _letters(text, start, end):
        right += cell_len(text[first:last])
        if cell < right:
            return first, last
    return end, end


def _letters(text: str, start: int, end: int) -> Iterator[Stretch]:
    """The characters of a stretch, as people see them; one that the stretch cuts is cut."""
    while start < end:
        after = min(letter_after(text, start), end)
        yield start, after
        start = after


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
