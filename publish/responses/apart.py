"""Quotations set apart (``>``): all their words are quoted, up to the citation at their end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from publish.responses.citing import Pending, bracketed, cited
from publish.responses.form import Quoted
from publish.responses.scanned import Scanned

_ATTRIBUTED = re.compile(r"\s*(?:[—–―]|-{1,3}\s)\s*")
_REMARK = re.compile(r"[\s.]*\([^()]{0,100}\)[\s.]*")
_WRAPPED = {"“": "”", '"': '"', "‘": "’", "«": "»", "'": "'"}


@dataclass(frozen=True, slots=True)
class _Words:
    words: str
    inserted: tuple[str, ...]
    line: int


def quotations_apart(blocks: Sequence[Scanned]) -> list[Pending]:
    """The quotations of one set apart, of which these are the paragraphs: one for each citation.

    A paragraph that begins with a dash says whose words they are.
    """
    found: list[Pending] = []
    held: list[_Words] = []
    for scanned in blocks:
        attributed = bool(held or found) and _ATTRIBUTED.match(scanned.words) is not None
        at = 0
        for place, citations in groupby(scanned.citations, key=lambda one: one.at):
            if not attributed:
                held += _stretch(scanned, at, place)
            at = place
            told = tuple(cited(one) for one in citations)
            if held:
                found.append(Pending(replace(_joined(held), citations=told)))
            elif found:
                last = found.pop()
                found.append(Pending(replace(last.quoted, citations=(*last.quoted.citations, *told))))
            held = []
        if not attributed and not (at and _REMARK.fullmatch(scanned.words, at)):
            held += _stretch(scanned, at, len(scanned.words))
        if held and scanned.notes:
            found.append(Pending(_joined(held), scanned.notes[-1][1]))
            held = []
    return [*found, *([Pending(_joined(held))] if held else [])]


def _stretch(scanned: Scanned, start: int, end: int) -> list[_Words]:
    """The words of a stretch, if there are any in it."""
    words = scanned.words[start:end]
    first = next((at for at, c in enumerate(words) if c.isalnum()), None)
    if first is None:
        return []
    told, inserted = bracketed(scanned, start, end)
    return [_Words(told.strip(), inserted, scanned.line(start + first))]


def _joined(held: Sequence[_Words]) -> Quoted:
    words = "\n\n".join(one.words for one in held)
    if len(words) > 2 and _WRAPPED.get(words[0]) == words.rstrip(" .,;")[-1:]:
        inner = words.rstrip(" .,;")[1:-1]
        if words[0] not in inner:
            words = inner
    inserted = tuple(each for one in held for each in one.inserted)
    return Quoted(words, held[0].line, inserted=inserted, apart=True)
