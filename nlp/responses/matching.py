"""Finding the answer to a recommendation: by number, title of the report, words, the recommendation repeated.

A number alone says nothing: every report has a recommendation 4. It counts where the answer names the report, repeats
the recommendation, or shares its words; and an answer to another number of the same report counts for less.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from corpus.types import Asked, ReplyCandidate, ReplySuggestion
from nlp.link_words import content, counted, names_body, roots
from nlp.responses.numbers import bare, heads, references

MOST = 10
"""Answers that are suggested, best first."""

ENOUGH = 0.1
"""Score below which a passage is not worth a person's time."""

OF_TITLE = 0.5
"""Share of the words of a report's title that the title of an answer to it holds."""

REPEATED = 0.6
"""Share of a recommendation's words that stand before its answer, or in it, where it is repeated."""

SHARED = 0.06
"""Share of a recommendation's weight of words by which a number is that of this one, with no other sign."""

OTHERS = 10
"""Answers that are reckoned to hold none of the words, beside those at hand, so that few are weighed fairly too."""

FEWEST = 2
"""Words that an answer shares with a recommendation which nothing else ties to it."""

LONG, OFTEN = 0.9, 1.2
"""How far the length of an answer, and a word that comes again and again, count (BM25's b and k)."""

_RANGE = re.compile(r"(\d+)\.(\d+)[a-z]?\s*(?:[-–—]|to|i)\s*(?:\1\.)(\d+)", re.IGNORECASE)
_ALSO = re.compile(r"(?<=\d)[a-z]?\s*/\s*(\d+(?:\.\d+)*[a-z]?)", re.IGNORECASE)


def match_replies(asked: Asked, candidates: Sequence[ReplyCandidate]) -> list[ReplySuggestion]:
    """Passages that may answer a recommendation, best first: none dated before it. Reasons say why."""
    matcher = _Matcher(asked, [each for each in candidates if not _is_earlier(asked, each)])
    found = [each for each in matcher.weighed() if each.score >= ENOUGH]
    return sorted(found, key=lambda each: (-each.score, each.passage_id))[:MOST]


def answered_numbers(candidate: ReplyCandidate) -> tuple[str, ...]:
    """The numbers of the recommendations that a passage answers, or stands under; ranges of "8.3-8.5" in full."""
    if candidate.recommendation:
        return (candidate.recommendation.lower(),)
    own = heads(candidate.number, candidate.lang)
    for said in (candidate.lead, *reversed(candidate.headings), candidate.text[:120]):
        if heads(said, candidate.lang) or (said != candidate.text[:120] and references(said, candidate.lang)):
            return tuple(dict.fromkeys(_all(said, candidate)))
    for said in reversed(candidate.before):
        if named := heads(said, candidate.lang):
            return (named.number.lower(),)
    return (own.number.lower(),) if own else ((bare(candidate.number).lower(),) if bare(candidate.number) else ())


def names_report(report: str, title: str) -> bool:
    """Whether the title of an answer names a report by its title."""
    words = content(report).keys()
    return len(words) > 1 and len(words & content(title).keys()) >= OF_TITLE * len(words)


def _all(said: str, candidate: ReplyCandidate) -> Iterable[str]:
    yield from (each.number.lower() for each in references(said, candidate.lang))
    for found in _RANGE.finditer(said):
        first, last = int(found[2]), int(found[3])
        if first < last <= first + MOST * 2:
            yield from (f"{found[1]}.{number}" for number in range(first, last + 1))
    yield from (found[1].lower() for found in _ALSO.finditer(said))


def _is_earlier(asked: Asked, candidate: ReplyCandidate) -> bool:
    return asked.issued is not None and candidate.dated is not None and candidate.dated <= asked.issued


class _Matcher:
    """A recommendation and every passage that may answer it, with what their words weigh among them."""

    def __init__(self, asked: Asked, candidates: Sequence[ReplyCandidate]) -> None:
        self._asked = asked
        self._candidates = candidates
        self._words = roots(asked.quote)
        self._bags = [counted(each.text) for each in candidates]
        seen = Counter(root for bag in self._bags for root in bag)
        many = len(candidates)
        self._weight = {
            root: math.log(1 + (OTHERS + many - seen[root] + 0.5) / (seen[root] + 0.5)) for root in self._words
        }
        self._usual = sum(sum(bag.values()) for bag in self._bags) / many if many else 1.0

    @cached_property
    def _whole(self) -> float:
        return sum(self._weight.values()) or 1.0

    def weighed(self) -> Iterable[ReplySuggestion]:
        """Every candidate with its score and why."""
        for candidate, bag in zip(self._candidates, self._bags, strict=True):
            score, reasons = self._score(candidate, bag)
            yield ReplySuggestion(candidate.passage_id, round(min(max(score, 0.0), 1.0), 3), tuple(reasons))

    def _score(self, candidate: ReplyCandidate, bag: Mapping[str, int]) -> tuple[float, list[str]]:
        words = self._shared(bag)
        score = 1.6 * words
        common = sorted(bag.keys() & self._words.keys(), key=lambda root: (-self._weight[root], root))
        reasons = [f"shares {', '.join(self._words[root] for root in common[:4])}"] if common else []
        titled = names_report(self._asked.document_title, candidate.document_title)
        repeated = (
            max((self._held(text) for text in (*candidate.headings, *candidate.before, candidate.text)), default=0.0)
            >= REPEATED
        )
        if not titled and not repeated and len(common) < FEWEST:
            return 0.0, []
        if repeated:
            score += 0.4
            reasons.append("repeats the recommendation")
        if titled:
            score += 0.2
            reasons.append("names the report")
        score += self._by_number(candidate, tied=titled or repeated or words >= SHARED, reasons=reasons)
        if self._asked.actor_body and names_body(candidate.publisher, self._asked.actor_body):
            score += 0.05
            reasons.append("by the body that was asked")
        if candidate.response is not None:
            score += 0.05
            reasons.append(f"says {candidate.response}")
        return score, reasons

    def _by_number(self, candidate: ReplyCandidate, *, tied: bool, reasons: list[str]) -> float:
        """What its number is worth: something where more ties it to the report, less than nothing for another's."""
        numbers = answered_numbers(candidate)
        if not self._asked.number or not numbers or not tied:
            return 0.0
        if self._asked.number.lower() in numbers:
            reasons.append(f"answers recommendation {self._asked.number}")
            return 0.4
        return -0.3

    def _shared(self, bag: Mapping[str, int]) -> float:
        """How much of the recommendation's weight of words an answer holds, by BM25, between 0 and 1."""
        length = 1 - LONG + LONG * sum(bag.values()) / (self._usual or 1.0)
        told = (
            self._weight[root] * bag[root] * (OFTEN + 1) / (bag[root] + OFTEN * length)
            for root in self._words
            if root in bag
        )
        return sum(told) / (self._whole * (OFTEN + 1))

    def _held(self, text: str) -> float:
        """The share of the recommendation's words that a text holds."""
        held = roots(text).keys() & self._words.keys()
        return len(held) / len(self._words) if len(self._words) > 1 else 0.0
