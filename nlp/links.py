"""Suggesting evidence: which passages may bear on a commitment, how, and why a person might think so.

Words that few of the candidates share count most. A suggestion is never more than that: it says its reasons, and a
person decides. No evidence is a fine answer.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.codebook import DocumentKind, Lang, ProgressState, Relation
from corpus.types import LinkCandidate, LinkSubject, LinkSuggestion
from nlp import sentences
from nlp.link_words import content, names, names_body, numbered, says, telling_nothing

__all__ = ["Report", "content", "search_words", "suggest_links"]

MOST = 5
"""Suggestions for one commitment."""

ENOUGH = {Relation.BACKGROUND: 0.5}
"""Score below which a passage is not worth a person's time; what says nothing of delivery must bear on it more."""

ENOUGH_AT_LEAST = 0.36

COVERED = {Relation.DELIVERS: 0.34, Relation.REPORTS_PROGRESS: 0.26, Relation.CONTRADICTS: 0.26}
"""Share of what a promise is about that a sentence must name to tell what became of it."""

MATTERS = {Relation.DELIVERS: 3, Relation.REPORTS_PROGRESS: 2, Relation.CONTRADICTS: 2}
"""Words of what a promise is about that it must name: one less if a number is among them, or nearly all is said."""

NEARLY_ALL = 0.5

OF_NAME = 2
"""Words of what a promise is about that a name must hold for a sentence with that name to be about it."""

LAW = frozenset({DocumentKind.ACT, DocumentKind.STATUTORY_INSTRUMENT, DocumentKind.BILL})
"""Documents that tell of no doing: "where notice has been given" is a condition."""

SAME = 0.85
"""Share of the shorter text's words found in the other, above which a sentence only says the promise again."""

ALL = 0.8
"""Share of a passage that a sentence must be for the passage to be nothing else: such a promise shows no delivery."""

WORDS = 12
"""Words that the index is asked for."""

_SHOWN = {
    ProgressState.DONE: Relation.DELIVERS,
    ProgressState.UNDER_WAY: Relation.REPORTS_PROGRESS,
    ProgressState.DELAYED: Relation.CONTRADICTS,
    ProgressState.DROPPED: Relation.CONTRADICTS,
}
"""How a sentence that reports doing bears on the promise it is about."""


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
        self._numbered = numbered(subject.quote)
        self._matter = self._words.keys() - content(subject.actor).keys() - telling_nothing()
        self._names = [name for name in names(subject.quote) if len(content(name).keys() & self._matter) >= OF_NAME]
        self._all_matter = sum(sorted((self._weight[stem] for stem in self._matter), reverse=True)[:WORDS]) or 1.0

    def weigh(self, candidate: LinkCandidate) -> LinkSuggestion | None:
        """The best sentence of a passage as a suggestion, or None when it shows too little."""
        best = max(self._sentences(candidate.text), key=lambda shared: shared.share, default=None)
        if best is None or len(best.words) < 2 - bool(self._numbered & numbered(candidate.text)):
            return None
        quote = candidate.text[best.start : best.end]
        report = self._report(candidate, best)
        relation = self._relation(candidate, quote, report)
        if relation in COVERED and not self._is_about(candidate, quote, relation):
            relation = Relation.BACKGROUND
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

    def _is_about(self, candidate: LinkCandidate, quote: str, relation: Relation) -> bool:
        """Whether a sentence names enough of what was promised, beyond who promised it, to tell what became of it."""
        shared = content(quote).keys() & self._matter
        covered = sum(self._weight[stem] for stem in shared) / self._all_matter
        telling = any(stem.isdecimal() for stem in shared) or self._names_it(quote, candidate.text)
        enough = len(shared) + (telling or covered >= NEARLY_ALL) >= MATTERS[relation]
        return candidate.document_kind not in LAW and enough and covered >= COVERED[relation]

    def _names_it(self, quote: str, text: str) -> bool:
        """Whether a sentence holds a name of the promise ("National Framework"), or its passage a section of it."""
        return bool(self._numbered & numbered(text)) or any(name in quote for name in self._names)

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
        named = sorted(self._numbered & numbered(candidate.text))
        if named:
            score += 0.15
            reasons.append(f"names {', '.join(named)}")
        themes = [theme for theme in self._subject.themes if theme in candidate.themes]
        if themes:
            score += 0.1
            reasons.append(f"same theme: {', '.join(themes[:2])}")
        if self._subject.actor_body and names_body(candidate.text, self._subject.actor_body):
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
        if report is not None and not says(Relation.CONTRADICTS, quote):
            return _SHOWN[report.state]
        if self._is_later(candidate) and not only_promises:
            for relation in (Relation.CONTRADICTS, Relation.REPORTS_PROGRESS, Relation.DELIVERS):
                if says(relation, quote):
                    return relation
        return Relation.BACKGROUND
