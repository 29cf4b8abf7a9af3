"""Finding what a person typed as a quotation in the words of a source, and giving back the source's own.

Typing is forgiven what keyboards and programs do to words: letters composed or decomposed, straight or curly quotation
marks, soft hyphens, sorts of dashes and runs of white space. Letters, numbers and punctuation must be the same.
"""

import unicodedata
from collections.abc import Iterator, Sequence

from corpus.errors import UsageProblem
from corpus.language import plural

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        "\u00ad": None,
        "\u200b": None,
    }
)


def locate(typed: str, text: str, where: str, number: int | None = None) -> tuple[int, int]:
    """Where the words that a person typed stand in a text: start and end, in whole letters with their marks.

    ``number`` says which of several equal stretches is meant, from 1. ``where`` names the text for people. Raises
    UsageProblem for words that are not there, and for those that stand there several times while none is chosen.
    """
    places = list(every_place(typed, text))
    if not places:
        raise UsageProblem("{where} does not hold these words; addewid show {where} prints what it holds.", where=where)
    if number is None and len(places) > 1:
        raise UsageProblem(
            plural(
                "{where} holds these words {count} time; quote more of them, or say which with --number.",
                "{where} holds these words {count} times; quote more of them, or say which with --number.",
                len(places),
                where=where,
            )
        )
    if number is not None and not 1 <= number <= len(places):
        raise UsageProblem(
            plural(
                "{where} holds these words once, so there is no number {number}; count from 1.",
                "{where} holds these words {count} times, so there is no number {number}; count from 1.",
                len(places),
                where=where,
                number=number,
            )
        )
    return places[(number or 1) - 1]


def every_place(typed: str, text: str) -> Iterator[tuple[int, int]]:
    """Where equal words stand: as they were typed where that is anywhere, else in another spelling of them."""
    exact = list(_standing(typed, text, range(len(text) + 1))) if typed.strip() else []
    if exact:
        yield from exact
        return
    wanted, _ = _folded(typed.strip())
    folded, offsets = _folded(text)
    yield from _standing(wanted, folded, offsets)


def _standing(wanted: str, text: str, offsets: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Occurrences that cut no letter from its marks, as stretches of what the ``offsets`` lead to."""
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        end = at + len(wanted)
        if not (_is_mark(text[at]) or _is_mark(text[end : end + 1])):
            yield offsets[at], offsets[end]
            at = end - 1
        at = text.find(wanted, at + 1)


def _folded(text: str) -> tuple[str, list[int]]:
    """The text in one spelling, and for each of its characters, and its end, the offset that it comes from."""
    letters: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        plain = unicodedata.normalize("NFC", text[start:end].translate(_PLAIN))
        if plain.isspace():
            if letters and letters[-1] == " ":
                continue
            plain = " "
        letters += plain
        offsets += [start] * len(plain)
    offsets.append(len(text))
    return "".join(letters), offsets


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Each character with the marks that follow it."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or not _is_mark(text[at]):
            yield start, at
            start = at


def _is_mark(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] == "M"
