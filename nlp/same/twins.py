"""One commitment in English and in Welsh: told by its place in twin passages, by its number, deadline and body."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from corpus.codebook import Lang
from nlp.same.statement import Pair, Statement

_FIGURE = re.compile(r"\d[\d,.]*\d|\d")


def pairs(statements: Sequence[Statement]) -> Iterator[Pair]:
    """Statements of twin passages in the order of their place, then those of twin documents that agree on all else."""
    welsh: dict[int, list[Statement]] = defaultdict(list)
    english: dict[int, list[Statement]] = defaultdict(list)
    for one in statements:
        (welsh if one.lang is Lang.CY else english)[one.passage].append(one)
    paired: set[str] = set()
    for passage in english.values():
        twin = welsh.get(passage[0].twin, []) if passage[0].twin is not None else []
        for pair in _of_passages(_in_order(passage), _in_order(twin)):
            paired |= {pair.one, pair.other}
            yield pair
    left = [one for one in statements if one.ref not in paired]
    yield from _of_documents(left)


def _in_order(statements: list[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda one: (one.start, one.ref))


def _of_passages(english: list[Statement], welsh: list[Statement]) -> Iterator[Pair]:
    """As many in one as in the other: in their order. Else those that only one of the other can be."""
    if len(english) == len(welsh):
        for number, (one, other) in enumerate(zip(english, welsh, strict=True), 1):
            place = "the only ones in twin passages" if len(english) == 1 else f"number {number} of twin passages"
            if (pair := _pair(one, other, 0.85 if len(english) == 1 else 0.75, place)) is not None:
                yield pair
        return
    for one in english:
        like = [other for other in welsh if _agree(one, other)]
        if len(like) == 1 and sum(_agree(each, like[0]) for each in english) == 1:
            pair = _pair(one, like[0], 0.65, "in twin passages")
            if pair is not None:
                yield pair


def _of_documents(statements: list[Statement]) -> Iterator[Pair]:
    """Statements in two languages of one document that alone have this number, deadline, body and kind."""
    alike: dict[tuple[object, ...], list[Statement]] = defaultdict(list)
    for one in statements:
        if one.number or one.deadline:
            alike[one.document, one.number, one.deadline, one.body, one.kind].append(one)
    for held in alike.values():
        if len(held) == 2 and held[0].lang is not held[1].lang:
            one, other = sorted(held, key=lambda one: one.lang, reverse=True)
            place = f"both under {one.number}" if one.number else "alone with this deadline in both languages"
            pair = _pair(one, other, 0.6, place)
            if pair is not None:
                yield pair


def _agree(one: Statement, other: Statement) -> bool:
    """Whether the two share a deadline or figures, and differ in nothing."""
    figures = _figures(one)
    return not _differ(one, other) and (one.deadline is not None or bool(figures)) and figures == _figures(other)


def _differ(one: Statement, other: Statement) -> bool:
    bodies = one.body and other.body and one.body != other.body
    deadlines = one.deadline and other.deadline and one.deadline != other.deadline
    return bool(bodies or deadlines)


def _figures(one: Statement) -> frozenset[str]:
    return frozenset(_FIGURE.findall(one.quote))


def _pair(one: Statement, other: Statement, score: float, place: str) -> Pair | None:
    if _differ(one, other):
        return None
    reasons = ["English and Welsh of one document", place]
    if one.kind is not other.kind:
        score -= 0.2
        reasons.append(f"{one.kind} in one, {other.kind} in the other")
    if one.deadline and one.deadline == other.deadline:
        score += 0.05
        reasons.append(f"the same deadline, {one.deadline}")
    mine, theirs = _figures(one), _figures(other)
    if mine and mine == theirs:
        score += 0.05
        reasons.append(f"the same figures: {', '.join(sorted(mine)[:4])}")
    elif mine and theirs:
        score -= 0.15
        reasons.append(f"other figures: {', '.join(sorted(mine ^ theirs)[:4])}")
    if one.body and one.body == other.body:
        score += 0.03
        reasons.append("the same body")
    return Pair(one.ref, other.ref, round(min(score, 1.0), 3), tuple(reasons))
