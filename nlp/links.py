"""Suggesting evidence: which passages may bear on a commitment, how, and why a person might think so.

Words that few of the candidates share count most. A suggestion is never more than that: it says its reasons, and a
person decides. No evidence is a fine answer.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from corpus import bodies
from corpus.codebook import Lang, ProgressState, Relation
from corpus.types import LinkCandidate, LinkSubject, LinkSuggestion
from nlp import phrases, resources, sentences

MOST = 5
"""Suggestions for one commitment."""

ENOUGH = {Relation.BACKGROUND: 0.5}
"""Score below which a passage is not worth a person's time; what says nothing of delivery must bear on it more."""

ENOUGH_AT_LEAST = 0.36

SAME = 0.85
"""Share of the shorter text's words found in the other, above which a sentence only says the promise again."""

ALL = 0.8
"""Share of a passage that a sentence must be for the passage to be nothing else: such a promise shows no delivery."""

WORDS = 12
"""Words that the index is asked for."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*\d|\d+")
_NAMED = re.compile(
    r"\b(?:sections?|recommendations?|standards?|part|adran(?:nau)?|argymhelli(?:ad|on)|safon|rhan)\s+(\d+\w*)"
    r"|\b((?:WAQ|OAQ|WQ|NDM)\d+)",
    re.IGNORECASE,
)
_SHOWN = {
    ProgressState.DONE: Relation.DELIVERS,
    ProgressState.UNDER_WAY: Relation.REPORTS_PROGRESS,
    ProgressState.DELAYED: Relation.CONTRADICTS,
    ProgressState.DROPPED: Relation.CONTRADICTS,
}
"""How a sentence that reports doing bears on the promise it is about."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ENDINGS = re.compile(r"(?:ies|es|s|ing|ed)$")


def search_words(subject: LinkSubject) -> list[str]:
    """Up to twelve words of the commitment to look for in the index, the most telling first."""
    found = dict.fromkeys(word for words in (subject.action, subject.quote) for word in content(words).values())
    return sorted(found, key=lambda word: -len(word))[:WORDS]


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of a candidate's own text that reports doing; ``body`` is the key of whoever does it, or empty."""

    passage_id: int
    start: int
    end: int
    state: ProgressState
    body: str = ""


def suggest_links(
    subject: LinkSubject, candidates: Sequence[LinkCandidate], reports: Iterable[Report] = ()
) -> list[LinkSuggestion]:
    """Passages that may be evidence, best first, each with the sentence to quote and the reasons.

    ``reports`` are the progress statements known to stand in the candidates: they say how a sentence bears on it.
    """
    told = _Told(subject, candidates, reports)
    found: dict[str, LinkSuggestion] = {}
    for candidate in candidates:
        suggestion = told.weigh(candidate)
        if suggestion is not None:  # of several copies of the same words, the first
            found.setdefault(candidate.text[suggestion.start : suggestion.end], suggestion)
    return sorted(found.values(), key=lambda suggestion: (-suggestion.score, suggestion.passage_id))[:MOST]


@dataclass(frozen=True, slots=True)
class _Shared:
    """A sentence of a candidate and the words it shares with the commitment."""

    start: int
    end: int
    share: float
    words: tuple[str, ...]


class _Told:
    """A commitment made ready to be compared with many passages."""

    def __init__(self, subject: LinkSubject, candidates: Sequence[LinkCandidate], reports: Iterable[Report]) -> None:
        self._subject = subject
        self._reports: dict[int, list[Report]] = defaultdict(list)
        for report in reports:
            self._reports[report.passage_id].append(report)
        self._words = content(subject.quote)
        seen = Counter(stem for candidate in candidates for stem in content(candidate.text).keys() & self._words)
        self._weight = {stem: 1 + math.log((1 + len(candidates)) / (1 + seen[stem])) for stem in self._words}
        self._whole = sum(sorted(self._weight.values(), reverse=True)[:WORDS]) or 1.0
        self._named = _named(subject.quote)

    def weigh(self, candidate: LinkCandidate) -> LinkSuggestion | None:
        """The best sentence of a passage as a suggestion, or None when it shows too little."""
        best = max(self._sentences(candidate.text), key=lambda shared: shared.share, default=None)
        if best is None or len(best.words) < 2 - bool(self._named & _named(candidate.text)):
            return None
        quote = candidate.text[best.start : best.end]
        report = self._report(candidate, best)
        relation = self._relation(candidate, quote, report)
        if relation is Relation.BACKGROUND and self._says_the_same(quote):
            return None
        score, reasons = self._reasons(candidate, best, report)
        if score < ENOUGH.get(relation, ENOUGH_AT_LEAST):
            return None
        return LinkSuggestion(candidate.passage_id, best.start, best.end, relation, round(score, 3), tuple(reasons))

    def _sentences(self, text: str) -> Iterable[_Shared]:
        for unit in sentences.split(text, Lang.EN):
            held = content(text[unit.start : unit.end])
            common = sorted(held.keys() & self._words, key=lambda stem: -self._weight[stem])
            if common:
                # As much of both as they share, so that a short sentence about a long promise is not lost.
                own = sum(self._weight.get(stem, 1.0) for stem in held)
                share = sum(self._weight[stem] for stem in common) / math.sqrt(self._whole * own)
                yield _Shared(unit.start, unit.end, min(share, 1.0), tuple(held[stem] for stem in common))

    def _says_the_same(self, quote: str) -> bool:
        held = content(quote).keys()
        fewer = min(len(held), len(self._words))
        return fewer > 0 and len(held & self._words.keys()) / fewer > SAME

    def _report(self, candidate: LinkCandidate, best: _Shared) -> Report | None:
        """What the sentence reports, where the candidate is later than the promise."""
        if not self._is_later(candidate):
            return None
        held = self._reports.get(candidate.passage_id, ())
        return next((report for report in held if report.start < best.end and best.start < report.end), None)

    def _reasons(self, candidate: LinkCandidate, best: _Shared, report: Report | None) -> tuple[float, list[str]]:
        score = 0.7 * best.share
        reasons = [f"shares {', '.join(best.words[:4])}"]
        named = sorted(self._named & _named(candidate.text))
        if named:
            score += 0.15
            reasons.append(f"names {', '.join(named)}")
        themes = [theme for theme in self._subject.themes if theme in candidate.themes]
        if themes:
            score += 0.1
            reasons.append(f"same theme: {', '.join(themes[:2])}")
        if self._subject.actor_body and _names_body(candidate.text, self._subject.actor_body):
            score += 0.05
            reasons.append("names the same body")
        if self._is_later(candidate):
            score += 0.1
            reasons.append(f"later: {candidate.dated}")
        if report is not None:
            own = report.body != "" and report.body == self._subject.actor_body
            score += 0.1 if own else 0.05
            reasons.append(f"reports it {report.state}{', by the same body' if own else ''}")
        return min(score, 1.0), reasons

    def _is_later(self, candidate: LinkCandidate) -> bool:
        promised = self._subject.issued
        return promised is not None and candidate.dated is not None and candidate.dated > promised

    def _relation(self, candidate: LinkCandidate, quote: str, report: Report | None) -> Relation:
        if candidate.is_case_study:
            return Relation.ILLUSTRATES
        only_promises = candidate.is_commitment and len(quote) > ALL * len(candidate.text)
        if report is not None and not any(_cues(Relation.CONTRADICTS, lang).search(quote) for lang in Lang):
            return _SHOWN[report.state]
        if self._is_later(candidate) and not only_promises:
            for relation in (Relation.CONTRADICTS, Relation.REPORTS_PROGRESS, Relation.DELIVERS):
                if any(_cues(relation, lang).search(quote) for lang in Lang):
                    return relation
        return Relation.BACKGROUND


@cache
def _common() -> frozenset[str]:
    return frozenset(word for lang in Lang for word in resources.words("links", lang, "common"))


@cache
def _cues(relation: Relation, lang: Lang) -> re.Pattern[str]:
    return phrases.matcher(resources.words("links", lang, relation.value), lang)


def content(text: str) -> dict[str, str]:
    """Words that say what a text is about, under their stems: numbers of years and long words among them."""
    words: dict[str, str] = {}
    for found in _WORD.finditer(text.lower()):
        word = found[0].replace("’", "'").removesuffix("'s").replace("-", "")
        if len(word) > 2 and word not in _common() and not _YEAR.fullmatch(word):
            words.setdefault(_stem(word), word)
    return words


def _stem(word: str) -> str:
    """Enough of an English stem to join "hub" and "hubs"; Welsh words hardly ever end so."""
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) > 3 else word


def _named(text: str) -> set[str]:
    return {(found[1] or found[2]).lower() for found in _NAMED.finditer(text)}


def _names_body(text: str, key: str) -> bool:
    return any((body := bodies.find(text, lang)) is not None and body.key == key for lang in Lang)
