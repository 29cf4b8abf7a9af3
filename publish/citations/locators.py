"""Locators: where in a document words stand, as written after its key, and the passages that one names."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.rows import PassageRow
from publish.citations.labels import AND, BY_WORD, INSERTING, TO, WRITTEN, Label
from publish.citations.places import Place, exact, inserted, place, speaker
from publish.citations.text import one_line

LONGEST = 300
"""Characters of a locator that are looked at."""

_LONGEST_NAME = 200

_NOT_IN_CITATIONS = re.compile(r"[\[\]{};@^`*\\<>|$~]")
"""What would end a citation of pandoc's, or command it."""

_SAID = re.compile(r"(?:(?P<clock>\d\d?:\d\d)(?::\d\d)?)?[\s,]*(?P<rest>.*)")
_WHO = re.compile(r"\((?P<who>.+)\)")
_PIECE = re.compile(r"[,;&–—]|[^\s,;&–—]+")
_JOINED = re.compile(r"(?P<label>¶+|§+|[^\W\d_]+)\.?(?P<value>\d.*)")
_DIVISION = re.compile(r"(?P<label>part|rhan|chapter|pennod)\s+(?P<number>\w+)\b", re.IGNORECASE)
_NUMBERED = frozenset({Label.SECTION, Label.REGULATION, Label.ARTICLE, Label.RULE, Label.PARAGRAPH})

Names = Callable[[PassageRow], bool]


@dataclass(frozen=True, slots=True)
class _Value:
    """A number after a label, or the first and last of several."""

    label: Label
    first: str
    last: str = ""


def of(passage: PassageRow, lang: Lang | None = None) -> str:
    """Where a passage stands: "s. 16(1)", "reg. 4", "p. 23", "para. 2.1", "{14:05 (Jane Hutt)}" in the Record.

    ``lang`` is the language of the text it is to stand in, else that of the passage. "" where nothing is printed. The
    braces keep pandoc from taking a time for a page.
    """
    lang = lang or passage.lang
    words = WRITTEN[lang]
    at = place(passage)
    page = f"{words[Label.PAGE]} {at.page}" if at.page else ""
    if passage.document_kind is DocumentKind.RECORD:
        return _spoken(at.clock or page, passage)
    if at.worded:
        return at.worded
    if at.label is None or (page and not exact(passage, at)):
        return page
    number = f"{words[at.label]} {at.number}"
    if at.schedule:
        number = f"{words[Label.SCHEDULE]} {at.schedule} {number}"
    return f"{INSERTING[lang]} {number}" if inserted(passage) else number


def named(locator: str, passages: Sequence[PassageRow]) -> list[PassageRow]:
    """The passages of a version that a locator names, in order; none where it names nothing that is there.

    Labels are read in both languages, with ranges ("pp. 3-4") and lists ("ss. 5, 6 and 8"); a number names all that is
    in it, two labels what is in both ("p. 23, para. 4"), "¶ 7" the seventh passage.
    """
    words = one_line(locator[:LONGEST]).strip("{} ,")
    if not words or not passages:
        return []
    worded = [each for each in passages if _within(place(each).worded, words)]
    if worded:
        return worded
    if passages[0].document_kind is DocumentKind.RECORD:
        return _said(words, passages)
    return _placed(words, passages)


def _spoken(where: str, passage: PassageRow) -> str:
    who = " ".join(_NOT_IN_CITATIONS.sub(" ", speaker(passage)).split())
    if len(who) > _LONGEST_NAME or not _is(who, who):
        who = ""
    said = f"{where} ({who})" if where and who else where or who
    return f"{{{said}}}" if said else ""


def _said(words: str, passages: Sequence[PassageRow]) -> list[PassageRow]:
    """What was said then, there, or by that person."""
    if by := [each for each in passages if _is(speaker(each), words)]:
        return by
    found = _SAID.fullmatch(words)
    clock, rest = (found["clock"], found["rest"]) if found else (None, words)
    held = [each for each in passages if clock is None or place(each).clock == clock.zfill(5)]
    if not rest:
        return held
    if by := [each for each in held if _is(speaker(each), rest)]:
        return by
    who = _WHO.search(rest)
    if who is None:
        return _placed(rest, held)
    before = rest[: who.start()].strip()
    by = [each for each in held if _is(speaker(each), who["who"])]
    return _placed(before, by) if before else by


def _is(name: str, words: str) -> bool:
    said = re.findall(r"\w+", words.casefold())
    return bool(said) and re.findall(r"\w+", _NOT_IN_CITATIONS.sub(" ", name).casefold()) == said


def _placed(words: str, passages: Sequence[PassageRow]) -> list[PassageRow]:
    """Passages by labels and numbers: any of those after one label, at each of the labels."""
    for sort in INSERTING.values():
        if words.casefold().startswith(f"{sort} "):
            return _placed(words[len(sort) + 1 :], [each for each in passages if inserted(each)])
    values = _values(words, passages)
    if not values:
        return []
    found: dict[Label, set[int]] = {}
    for value in values:
        named_by_it = set(_numbers(value, passages))
        if not named_by_it:
            return []
        found[value.label] = found.get(value.label, set()) | named_by_it
    in_all = set.intersection(*found.values())
    there = [each for at, each in enumerate(passages) if at in in_all]
    own = [each for each in there if not inserted(each)] if _NUMBERED & set(found) else []
    return own or there


def _values(words: str, passages: Sequence[PassageRow]) -> list[_Value]:
    """The labels and numbers in a locator; none where any of it is something else."""
    read: list[_Value] = []
    label: Label | None = None
    fresh = ranged = False
    for piece in _pieces(words):
        meant = None if fresh else BY_WORD.get(piece.casefold().rstrip("."))
        if not fresh and label is not None and (piece in AND or piece in TO):
            ranged = piece in TO
        elif meant is not None:
            label, fresh = meant, True
        elif label is None:
            return []
        elif ranged:
            read[-1] = _Value(read[-1].label, read[-1].first, piece)
            fresh = ranged = False
        else:
            read.append(_between(label, piece, passages))
            fresh = False
    return [] if fresh or ranged else read


def _pieces(words: str) -> Iterator[str]:
    """The words, numbers and signs of a locator; "s.16" is two of them, but not as a number after a label."""
    fresh = False
    for piece in _PIECE.findall(words):
        joined = None if fresh else _JOINED.fullmatch(piece)
        if joined and joined["label"] in BY_WORD:
            yield joined["label"]
            yield joined["value"]
        else:
            yield piece
        fresh = not fresh and joined is None and piece.casefold().rstrip(".") in BY_WORD


def _between(label: Label, piece: str, passages: Sequence[PassageRow]) -> _Value:
    """A number, or two joined by a hyphen where no such number is printed."""
    first, hyphen, last = piece.partition("-")
    if hyphen and first and last and not any(map(_names(label, piece), passages)):
        return _Value(label, first, last)
    return _Value(label, piece)


def _numbers(value: _Value, passages: Sequence[PassageRow]) -> Iterator[int]:
    """Which of the passages, as counted from 0, a number names; the whole run where it names the first and last."""
    first = [at for at, each in enumerate(passages) if _names(value.label, value.first)(each)]
    if not value.last or not first:
        yield from first
        return
    ends = _names(value.label, value.last)
    last = [at for at, each in enumerate(passages) if at >= first[0] and ends(each)]
    if last:
        end = last[0]
        while end + 1 < len(passages) and ends(passages[end + 1]):
            end += 1
        yield from range(first[0], end + 1)


def _names(label: Label, number: str) -> Names:
    """Whether a label and a number name a passage."""
    number = number.rstrip(".").casefold()

    def names(passage: PassageRow) -> bool:
        at = place(passage)
        match label:
            case Label.PAGE:
                return at.page.casefold() == number
            case Label.COUNT:
                return str(passage.ordinal + 1) == number
            case Label.SCHEDULE:
                return at.schedule.casefold() == number
            case Label.PART | Label.CHAPTER:
                return _under(label, number, passage)
            case _:
                return _fits(label, at) and _within(at.number, number, dots=label is Label.SECTION)

    return names


def _fits(label: Label, at: Place) -> bool:
    """Whether that is what its number is called; reports have sections too."""
    return at.label is label or (label is Label.SECTION and at.label is Label.PARAGRAPH and not at.schedule)


def _within(printed: str, number: str, *, dots: bool = False) -> bool:
    """Whether a number is the one that is printed, or the beginning of it: 16(1)(a) is within 16(1)."""
    printed, number = printed.casefold(), number.casefold()
    return bool(number) and (printed == number or printed.startswith((f"{number}(", *([f"{number}."] if dots else []))))


def _under(label: Label, number: str, passage: PassageRow) -> bool:
    own = (passage.text,) if passage.kind is PassageKind.HEADING else ()
    return any(
        found is not None and BY_WORD[found["label"].casefold()] is label and found["number"].casefold() == number
        for found in map(_DIVISION.match, (*passage.headings, *own))
    )
