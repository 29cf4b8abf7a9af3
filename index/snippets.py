"""Showing why a passage was found: where a query's words stand in it, and a stretch of it around them."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.codebook import Lang
from index.language.across import called
from index.language.spelling import close
from index.language.words import Atom, analyser, begun
from index.query.asking import looked_for
from index.query.nodes import Across, Fuzzy, Near, Node, Phrase, Prefix, Words, sought

WIDTH = 300
"""Characters of a snippet, beside the dots that stand where it was cut."""

_SLACK = 60
_SPACE = re.compile(r"\s")
_SENTENCE = re.compile(r"(?:[.!?]['’”\")]*\s+(?![a-z\d])|[;:]['’”\")]*\s+|\n\s*)")

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a query looks for in one language: forms, rows of atoms (the last may be a beginning), near spellings."""

    forms: set[str] = field(default_factory=set)
    rows: list[tuple[tuple[str, ...], bool]] = field(default_factory=list)
    nearly: list[tuple[str, int]] = field(default_factory=list)


class Marker:
    """Finds the matches of one query in passages."""

    def __init__(self, query: Node) -> None:
        self._sought = {lang: _of_query(query, lang) for lang in Lang}

    def spans(self, text: str, lang: Lang) -> Spans:
        """Offsets of every match in a text, in order, none touching another."""
        looking, spans, atoms = self._sought[lang], list[tuple[int, int]](), list[Atom]()
        for start, word in analyser(lang).placed(text):
            spans += [(start + term.start, start + term.end) for term in word.terms if term.text in looking.forms]
            if looking.rows or looking.nearly:
                atoms += [Atom(atom.text, start + atom.start, start + atom.end) for atom in word.atoms]
        for row, open_ended in looking.rows:
            spans += _rows(atoms, row, open_ended)
        for meant, edits in looking.nearly:
            spelt = {each for each in close(meant, {atom.text for atom in atoms}, edits) if each[:1] == meant[:1]}
            spans += [(atom.start, atom.end) for atom in atoms if atom.text in spelt]
        return _merged(spans)


def snippet(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, Spans]:
    """The stretch of a text that shows most of the spans, on one line, and the spans' offsets in it."""
    if len(text) <= WIDTH:
        return _SPACE.sub(" ", text), tuple(spans)
    start, end = _window(text, spans)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    shift = len(before) - start
    inside = tuple(
        (max(first, start) + shift, min(last, end) + shift) for first, last in spans if first < end and last > start
    )
    return before + _SPACE.sub(" ", text[start:end]) + after, inside


def _of_query(query: Node, lang: Lang) -> _Sought:
    looking = _Sought()
    for leaf in sought(query):
        match leaf:
            case Words(text) | Near(text):
                _add_words(looking, text, lang)
            case Across(text):
                for way in called(text, lang):
                    _add_words(looking, way, lang)
            case Phrase(text):
                looking.rows.append((analyser(lang).atoms(text), False))
            case Prefix(letters):
                looking.rows.extend((way, True) for way in begun(analyser(lang).atoms(letters)))
            case Fuzzy(word, edits):
                looking.nearly.append(("".join(analyser(lang).atoms(word)), edits))
    return looking


def _add_words(looking: _Sought, text: str, lang: Lang) -> None:
    words = looked_for(text, lang).values()
    for word in words:
        looking.forms.update(form for form, _ in word.wanted)
        if word.apart:
            looking.rows.append((word.apart, False))
    if not words:
        looking.rows.extend(((atom,), False) for atom in analyser(lang).atoms(text))


def _rows(atoms: Sequence[Atom], row: Sequence[str], open_ended: bool) -> Iterable[tuple[int, int]]:
    """Where the atoms stand in a row."""
    for at in range(len(atoms) - len(row) + 1) if row else ():
        here = atoms[at : at + len(row)]
        texts = [atom.text for atom in here]
        if open_ended and texts[-1].startswith(row[-1]):
            texts[-1] = row[-1]
        if texts == list(row):
            yield here[0].start, here[-1].end


def _merged(spans: Iterable[tuple[int, int]]) -> Spans:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _window(text: str, spans: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """A stretch of at most ``WIDTH``: of whole sentences, where some that are no longer show a span; else of words."""
    firsts, lasts = [first for first, _ in spans], [last for _, last in spans]
    ends = [*(found.end() for found in _SENTENCE.finditer(text)), len(text)]
    best, most = (0, _last(0, ends)), 0
    for begin in (0, *ends[:-1]):
        end = _last(begin, ends)
        shown = bisect_right(lasts, end) - bisect_left(firsts, begin)
        if shown > most:
            best, most = (begin, end), shown
    return best if most or (not spans and best[1]) else _cut(text, firsts or [0])


def _last(begin: int, ends: Sequence[int]) -> int:
    """Where the last of the sentences from ``begin`` on ends that fit; ``begin`` when not even the first does."""
    at = bisect_right(ends, begin + WIDTH)
    return max(ends[at - 1], begin) if at else begin


def _cut(text: str, firsts: Sequence[int]) -> tuple[int, int]:
    """The first of the stretches of ``WIDTH`` in which most spans begin, begun and ended between words."""
    counts = [bisect_left(firsts, first + WIDTH - _SLACK) - at for at, first in enumerate(firsts)]
    best = firsts[counts.index(max(counts))]
    start = _begin(text, best)
    end = min(len(text), start + WIDTH)
    if end < len(text):
        space = text.rfind(" ", start + WIDTH - _SLACK, end)
        end = space if space > best else end
    return start, end


def _begin(text: str, match: int) -> int:
    """A beginning shortly before a match: of its sentence, else of a word, else the match's own."""
    earliest = max(0, match - _SLACK)
    if earliest == 0:
        return 0
    sentences = [found.end() for found in _SENTENCE.finditer(text, earliest, match)]
    if sentences:
        return sentences[0]
    space = text.find(" ", earliest, match)
    return space + 1 if space >= 0 else match
