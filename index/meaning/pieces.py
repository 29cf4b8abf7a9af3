"""A text as the numbers a model of meaning reads: word pieces of BERT's uncased vocabulary.

The vocabulary is data of the model and not ours: ``bert-base-uncased`` by Google, under the Apache License 2.0, a piece
on each line, its number the line's. How a text is taken apart follows the same model: control characters dropped, case
and accents folded, punctuation and ideographs apart, and each word cut into the longest pieces known from its left.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources

MOST = 256
"""Pieces of a text that are read, the two that frame it included: what the model was made for."""

_LONGEST = 8_000
"""Characters of a text that are looked at; so many pieces are rarely of more than 1,500."""

_LONGEST_WORD = 100
_UNKNOWN, _BEGIN, _END = 100, 101, 102
_SILENT = ("Cc", "Cf", "Co")
_BLANK = {"\t": " ", "\n": " ", "\r": " "}
_IDEOGRAPH = re.compile(
    "([\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0002a6df\U0002a700-\U0002b81f\U0002b820-\U0002ceaf"
    "\uf900-\ufaff\U0002f800-\U0002fa1f])"
)


def numbers(text: str) -> list[int]:
    """The numbers of a text's pieces, framed as the model wants them, at most ``MOST``. Any text will do."""
    found = [_BEGIN]
    for word in _words(text[:_LONGEST]):
        found += _of_word(word)
        if len(found) >= MOST:
            break
    return [*found[: MOST - 1], _END]


def _words(text: str) -> Iterator[str]:
    """Words and marks of punctuation, in order."""
    for run in _plain(text).split():
        if run.isalnum():
            yield run
        else:
            yield from _apart(run)


def _plain(text: str) -> str:
    """Without control characters, case and accents."""
    if not (text.isascii() and text.isprintable()):
        text = "".join(_BLANK.get(each, each) for each in text if each in _BLANK or _says_something(each))
        text = unicodedata.normalize("NFD", _IDEOGRAPH.sub(r" \1 ", text))
        return "".join(each.lower() for each in text if unicodedata.category(each) != "Mn")
    return text.lower()


def _says_something(character: str) -> bool:
    return character != "\ufffd" and unicodedata.category(character) not in _SILENT


def _apart(run: str) -> Iterator[str]:
    """A run without blanks, taken apart at punctuation."""
    begin = 0
    for at, character in enumerate(run):
        if _is_mark(character):
            if begin < at:
                yield run[begin:at]
            yield character
            begin = at + 1
    if begin < len(run):
        yield run[begin:]


@lru_cache(maxsize=4_096)
def _is_mark(character: str) -> bool:
    symbol = character.isascii() and character.isprintable() and not character.isalnum()
    return symbol or unicodedata.category(character).startswith("P")


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[int, ...]:
    """The longest pieces that make up a word, from its left; that which stands for the unknown when there are none."""
    if len(word) > _LONGEST_WORD:
        return (_UNKNOWN,)
    known, found, begin = _vocabulary(), list[int](), 0
    while begin < len(word):
        for end in range(len(word), begin, -1):
            piece = known.get(f"##{word[begin:end]}" if begin else word[:end])
            if piece is not None:
                found.append(piece)
                begin = end
                break
        else:
            return (_UNKNOWN,)
    return tuple(found)


@cache
def _vocabulary() -> dict[str, int]:
    text = resources.files("index").joinpath("data", "wordpieces.txt").read_text(encoding="utf-8")
    return {piece: number for number, piece in enumerate(text.split("\n"))}


def is_known(word: str) -> bool:
    """Whether a word in lower case is a piece by itself: nearly all that are were common in English."""
    return word in _vocabulary()
