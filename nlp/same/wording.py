"""One commitment stated twice in one language, told by its words: Bill and Act, strategy and report, copies.

Only statements that share a rare run of two words, or a place in documents of one title, are compared, so that the work
grows with their number. Each is paired with ``MOST`` earlier ones: what says the same as both is joined through them.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from corpus.codebook import DocumentKind, Lang
from nlp.links import content
from nlp.same.statement import Pair, Statement

MOST = 2
"""Earlier statements that one is paired with."""

ALIKE = 0.8
"""Share of the words, by weight, that two statements must have in common."""

SAME_PLACE = 0.6
"""The same, where they stand under one number in a Bill and its Act."""

QUOTED = 0.95
"""Share of the shorter one's words that makes it a quotation out of the longer one."""

QUOTABLE = 6
"""Words of content that such a quotation must have."""

FORMULA = 5
"""Documents that may hold the same words before these are a formula, which each says of something else."""

ENOUGH = 4
"""Words of content that a statement must have to be told by its words."""

LITTLE = 0.3
"""What a word that says nothing of what a promise is about, or a year, counts beside one that does."""

_RARE = 6
"""Runs of two words, the rarest of a statement, by which others are looked for."""
_COMMON = 25
"""Statements that hold a run of words before it says nothing."""

_LAW = frozenset({DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STATUTORY_INSTRUMENT})
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_STAGE = re.compile(r"^(?:draft |y?\s*(?:bil|deddf|mesur) )|,? \b(?:bill|act|measure)\b.*$|,? (?:19|20)\d\d$")


def pairs(statements: Sequence[Statement]) -> Iterator[Pair]:
    """Pairs of one language, the earlier statement first."""
    for lang in Lang:
        own = sorted(
            (one for one in statements if one.lang is lang),
            key=lambda one: (one.issued or date.max, one.document, one.passage, one.start, one.ref),
        )
        read = _Read(own)
        for at in range(len(own)):
            weighed = [pair for earlier in sorted(read.near(at)) if (pair := read.weigh(earlier, at))]
            yield from sorted(weighed, key=lambda pair: -pair.score)[:MOST]


@dataclass(frozen=True, slots=True)
class _Said:
    """What a statement says: its words in order, those of them that are figures, or names within the sentence, and how
    many say what it is about. ``family`` is what its document's title shares with copies and later stages of it.
    """

    words: tuple[str, ...]
    bag: frozenset[str]
    figures: frozenset[str]
    names: frozenset[str]
    telling: int
    family: str


class _Read:
    """The statements of one language, oldest first, made ready to be compared."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._all = statements
        families = {title: family(title) for title in {one.title for one in statements}}
        self._said = [_said(one.quote, families[one.title]) for one in statements]
        seen = Counter(word for said in self._said for word in said.bag)
        self._weight = {word: _telling(word) * math.log(1 + len(statements) / many) for word, many in seen.items()}
        self._whole = [self._sum(said.bag) for said in self._said]
        self._formulas = self._said_everywhere()
        self._runs: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for at, said in enumerate(self._said):
            for run in set(pairwise(said.words)):
                self._runs[run].append(at)
            for place in _places(statements[at], said):
                self._places[place].append(at)

    def _said_everywhere(self) -> set[tuple[str, ...]]:
        places: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for one, said in zip(self._all, self._said, strict=True):
            places[said.words].add(one.document)
        return {words for words, documents in places.items() if len(documents) > FORMULA}

    def near(self, at: int) -> set[int]:
        """Earlier statements worth comparing with one."""
        said = self._said[at]
        found: set[int] = set()
        for place in _places(self._all[at], said):
            if len(self._places[place]) <= _COMMON:
                found.update(self._places[place])
        if said.words in self._formulas:
            return {earlier for earlier in found if earlier < at and self._said[earlier].words != said.words}
        if said.telling >= ENOUGH:
            shared = {run: held for run in set(pairwise(said.words)) if 1 < len(held := self._runs[run]) <= _COMMON}
            for _, held in sorted(shared.items(), key=lambda run: (len(run[1]), run[0]))[:_RARE]:
                found.update(held)
        return {earlier for earlier in found if earlier < at}

    def weigh(self, one: int, other: int) -> Pair | None:
        """Two statements as a pair, with reasons; None when they are not of one commitment for all that they say."""
        first, second = self._all[one], self._all[other]
        a, b = self._said[one], self._said[other]
        exact = a.words == b.words
        kin = a.family == b.family != "" and first.document != second.document
        placed = kin and first.number != "" and first.number == second.number
        if not _comparable(first, second, kin=kin, exact=exact) or _contradict(a, b, placed=placed):
            return None
        if first.document == second.document and min(a.telling, b.telling) < ENOUGH:
            return None
        common = self._sum(a.bag & b.bag)
        likeness = 1.0 if exact else 2 * common / ((self._whole[one] + self._whole[other]) or 1.0)
        quoted = (
            min(a.telling, b.telling) >= QUOTABLE
            and first.document != second.document
            and common >= QUOTED * min(self._whole[one], self._whole[other])
        )
        if likeness < (SAME_PLACE if placed else ALIKE) and not quoted:
            return None
        return Pair(first.ref, second.ref, *_judged(first, second, a, b, likeness, kin=kin, placed=placed))

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight[word] for word in words)


def _telling(word: str) -> float:
    """How much a word says of what a statement is about, before it is known how many have it."""
    return 1.0 if content(word) else LITTLE


def _said(quote: str, family: str) -> _Said:
    found = [word[0].replace("’", "'") for word in _WORD.finditer(quote)]
    words = tuple(word.casefold() for word in found)
    return _Said(
        words=words,
        bag=frozenset(words),
        figures=frozenset(word for word in words if any(letter.isdigit() for letter in word)),
        names=frozenset(word.casefold() for word in found[1:] if word[0].isupper()),
        telling=len(content(quote)),
        family=family,
    )


def family(title: str) -> str:
    """What the titles of a Bill and its Act, or of two copies of a document, have in common."""
    return _STAGE.sub("", _STAGE.sub("", " ".join(title.casefold().split()))).strip(" .,")


def _places(one: Statement, said: _Said) -> Iterator[tuple[str, str]]:
    """Where the same commitment would stand in another document of its family: its number, and its very words."""
    if one.document_kind in _LAW and one.number:
        yield said.family, one.number
    yield said.family, " ".join(said.words)


def _comparable(one: Statement, other: Statement, *, kin: bool, exact: bool) -> bool:
    """Whether two statements can be of one commitment, whatever they say."""
    if one.kind is not other.kind and not exact:
        return False
    if one.body and other.body and one.body != other.body:
        return False
    laws = (one.document_kind in _LAW) + (other.document_kind in _LAW)
    if laws == 2:
        return kin  # a duty said twice in one Act, or in two, is two duties
    return one.passage != other.passage


def _contradict(a: _Said, b: _Said, *, placed: bool) -> bool:
    """Whether each has a figure, or a name, that the other does not: they speak of different things.

    Under one number of a Bill and its Act a name may be another: bodies are renamed on the way.
    """
    figures = a.figures - b.bag and b.figures - a.bag
    names = a.names - b.bag and b.names - a.bag
    return bool(figures or (names and not placed))


def _judged(
    one: Statement, other: Statement, a: _Said, b: _Said, likeness: float, *, kin: bool, placed: bool
) -> tuple[float, tuple[str, ...]]:
    score, reasons = 0.85 * likeness, []
    if a.words == b.words:
        reasons.append("the same words")
    else:
        reasons.append(f"{math.floor(100 * likeness)} of 100 words the same, by weight")
        apart = sorted(a.bag ^ b.bag, key=lambda word: (-len(word), word))
        reasons.append(f"only one says: {', '.join(apart[:4])}")
    if kin:
        score += 0.05
        laws = {one.document_kind, other.document_kind} == {DocumentKind.ACT, DocumentKind.BILL}
        reasons.append("a Bill and its Act" if laws else "documents of one title")
    if placed:
        score += 0.05
        reasons.append(f"both under {one.number}")
    elif kin and one.number and other.number:
        reasons.append(f"under {one.number} and {other.number}")
    if one.document == other.document:
        reasons.append("twice in one document")
    if one.body and one.body == other.body:
        score += 0.03
        reasons.append("the same body")
    if one.deadline and one.deadline == other.deadline:
        score += 0.02
        reasons.append(f"the same deadline, {one.deadline}")
    return round(min(score, 1.0), 3), tuple(reasons)
