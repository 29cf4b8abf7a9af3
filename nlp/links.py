"""Suggesting evidence: which passages may bear on a commitment, how, and why a person might think so.

Words that few of the candidates share count most. A suggestion is never more than that: it says its reasons, and a
person decides. No evidence is a fine answer, and far commoner than any other.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.codebook import DocumentKind, Lang, ProgressState, Relation, Theme
from corpus.types import LinkCandidate, LinkSubject, LinkSuggestion
from nlp import sentences
from nlp.link_subject import Compared, Sentence
from nlp.link_words import content, is_aside, lies_ahead, looks_back, names_body, says

__all__ = ["Report", "content", "search_words", "suggest_links"]

MOST = 3
"""Suggestions for one commitment."""

WORDS = 24
"""Words that the index is asked for."""

LAW = frozenset({DocumentKind.ACT, DocumentKind.STATUTORY_INSTRUMENT, DocumentKind.BILL})
"""Documents that tell of no doing: "where notice has been given" is a condition."""

ALL = 0.8
"""Share of a passage that a sentence must be for the passage to be nothing else: such a promise shows no delivery."""

SAME = 0.7
"""Share of the shorter text's words found in the other, above which a sentence only says the promise again."""

RETOLD = 0.55
"""The same for a case study, above which it only tells of the promise that it is a case of."""

ABOUT, MATTERS = 0.3, 3
"""Share, and words, of what a promise is about that a sentence and its surroundings hold to tell what became of it."""

RECALLED = 0.35
"""Share that one holds which speaks of the promise as a promise, or which follows such a sentence."""

FIGURED = 0.6
"""Share held by a sentence that gives a number of the promise and says nothing of doing."""

NAMED, MOSTLY = 0.5, 0.4
"""Share of what a promise is about that is most of it: of two words, and of three or more."""

LONG = 8
"""Words of a sentence that tells something of a case."""

PRINCIPLES = frozenset(
    {
        Theme.ASSETS,
        Theme.CORE_ECONOMY,
        Theme.PEER_NETWORKS,
        Theme.RECIPROCITY,
        Theme.SHARED_POWER,
        Theme.CO_PRODUCTION,
        Theme.CO_DESIGN,
        Theme.CO_PRODUCE,
    }
)
"""What a case study can show to work, if the promise asks for it: other themes are too wide to illustrate anything."""

_SHOWN = {
    ProgressState.DONE: Relation.DELIVERS,
    ProgressState.UNDER_WAY: Relation.REPORTS_PROGRESS,
    ProgressState.DELAYED: Relation.CONTRADICTS,
    ProgressState.DROPPED: Relation.CONTRADICTS,
}
"""How a sentence that reports doing bears on the promise it is about."""


def search_words(subject: LinkSubject) -> list[str]:
    """Up to 24 words of the commitment to look for in the index, the most telling first."""
    found = dict.fromkeys(word for words in (subject.action, subject.quote) for word in content(words).values())
    return sorted(found, key=lambda word: -len(word))[:WORDS]


@dataclass(frozen=True, slots=True)
class Report:
    """A stretch of a candidate's own text that reports doing; ``body`` is the key of whoever does it, or empty.

    ``dated`` is the day it tells of, where that is known.
    """

    passage_id: int
    start: int
    end: int
    state: ProgressState
    body: str = ""
    dated: date | None = None


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


class _Told:
    """A commitment made ready to be compared with many passages."""

    def __init__(self, subject: LinkSubject, candidates: Sequence[LinkCandidate], reports: Iterable[Report]) -> None:
        self._subject = subject
        self._compared = Compared(subject, [candidate.text for candidate in candidates])
        self._reports: dict[int, list[Report]] = defaultdict(list)
        for report in reports:
            self._reports[report.passage_id].append(report)

    def weigh(self, candidate: LinkCandidate) -> LinkSuggestion | None:
        """The best sentence of a passage as a suggestion, or None when it shows too little."""
        is_case = candidate.document_kind is DocumentKind.CASE_STUDY
        if self._is_earlier(candidate.dated) and not (is_case or candidate.is_case_study):
            return None
        units = sentences.split(candidate.text, Lang.EN)
        read = self._compared.sentences(candidate, [(unit.start, unit.end) for unit in units])
        judged = [
            (None if is_case else self._telling(candidate, each, read)) or self._illustrating(candidate, each, read)
            for each in read
            if (each.held or each.follows_recall)
            and not is_aside(each.quote)
            and not self._tells_of_before(candidate, each)
        ]
        return max((each for each in judged if each), key=lambda each: each.score, default=None)

    def _illustrating(
        self, candidate: LinkCandidate, sentence: Sentence, read: Sequence[Sentence]
    ) -> LinkSuggestion | None:
        """A sentence of a case study that shows at work what the commitment asks for."""
        shared = PRINCIPLES.intersection(self._subject.themes) & PRINCIPLES.intersection(candidate.themes)
        is_case = candidate.document_kind is DocumentKind.CASE_STUDY
        is_told = is_case or (candidate.is_case_study and says(Relation.DELIVERS, sentence.quote))
        whole = frozenset[str]().union(*(each.held for each in read))
        fits = (
            is_told
            and not candidate.is_commitment
            and shared
            and sentence.held
            and len(sentence.quote.split()) >= LONG
            and len(whole) > 1
            and self._compared.share(whole) >= MOSTLY
            and max(each.same for each in read) < RETOLD
            and not says(Relation.CONTRADICTS, sentence.quote)
            and not lies_ahead(sentence.quote)
        )
        return self._suggested(candidate, sentence, Relation.ILLUSTRATES) if fits else None

    def _telling(self, candidate: LinkCandidate, sentence: Sentence, read: Sequence[Sentence]) -> LinkSuggestion | None:
        """A sentence that tells what became of a commitment, or looks back on it."""
        relation = self._relation(candidate, sentence)
        if relation and self._is_about(sentence):
            return self._suggested(candidate, sentence, relation)
        if self._is_later(candidate.dated) and all(each.same < SAME for each in read) and self._bears(sentence):
            return self._suggested(candidate, sentence, Relation.BACKGROUND)
        return None

    def _relation(self, candidate: LinkCandidate, sentence: Sentence) -> Relation | None:
        """How a later sentence says what became of something; None for one that does not, or only promises."""
        only_promises = candidate.is_commitment and len(sentence.quote) > ALL * len(candidate.text)
        if not self._is_later(candidate.dated) or candidate.document_kind in LAW or only_promises:
            return None
        if says(Relation.CONTRADICTS, sentence.quote, self._compared.own_words):
            return Relation.CONTRADICTS
        report = self._report(candidate, sentence)
        if report is not None:
            return _SHOWN[report.state]
        reporting = (Relation.REPORTS_PROGRESS, Relation.DELIVERS)
        return next((each for each in reporting if says(each, sentence.quote)), None)

    def _is_about(self, sentence: Sentence) -> bool:
        """Whether a sentence that reports holds enough of what was promised, beyond who promised it."""
        own, near = self._compared.share(sentence.held), self._compared.share(sentence.near)
        many = len(sentence.held) + len(sentence.names)
        if many > 1 and sentence.is_tied and near >= ABOUT and len(sentence.near) + len(sentence.tokens) >= MATTERS:
            return True
        if (many >= MATTERS and own >= MOSTLY) or (many > 1 and own >= NAMED):
            return True
        if sentence.held and looks_back(sentence.quote):
            return own >= RECALLED or (own >= RECALLED / 2 and many > 1 and bool(sentence.is_tied or sentence.titled))
        recalled = sentence.follows_recall and near >= MOSTLY
        return len(sentence.near) > 1 and (recalled or (sentence.is_tied and own >= RECALLED - 0.1 and near >= NAMED))

    def _bears(self, sentence: Sentence) -> bool:
        """Whether a sentence without a word of doing bears on the commitment all the same."""
        own, many = self._compared.share(sentence.held), len(sentence.held)
        counted = bool(sentence.figures) and own >= FIGURED
        return many > 1 and (counted or (looks_back(sentence.quote) and sentence.is_tied and own >= RECALLED))

    def _suggested(self, candidate: LinkCandidate, sentence: Sentence, relation: Relation) -> LinkSuggestion:
        score, reasons = self._reasons(candidate, sentence)
        score += 0.1 * (relation in _SHOWN.values())
        return LinkSuggestion(
            candidate.passage_id, sentence.start, sentence.end, relation, round(min(score, 1.0), 3), tuple(reasons)
        )

    def _reasons(self, candidate: LinkCandidate, sentence: Sentence) -> tuple[float, list[str]]:
        score = 0.5 * self._compared.share(sentence.near)
        words = self._compared.words(sentence.near)
        reasons = [f"shares {', '.join(words[:4])}"] if words else []
        if sentence.tokens:
            score += 0.15
            reasons.append(f"names {', '.join(sentence.tokens[:3])}")
        themes = [theme for theme in self._subject.themes if theme in candidate.themes]
        if themes:
            score += 0.1
            reasons.append(f"same theme: {', '.join(themes[:2])}")
        if self._subject.actor_body and names_body(candidate.text, self._subject.actor_body):
            score += 0.05
            reasons.append("names the same body")
        if self._is_later(candidate.dated):
            score += 0.1
            reasons.append(f"later: {candidate.dated}")
        if looks_back(sentence.quote):
            score += 0.05
            reasons.append("speaks of a promise made before")
        report = self._report(candidate, sentence)
        if report is not None:
            own = report.body != "" and report.body == self._subject.actor_body
            reasons.append(f"reports it {report.state}{', by the same body' if own else ''}")
        return score, reasons

    def _tells_of_before(self, candidate: LinkCandidate, sentence: Sentence) -> bool:
        """Whether what a sentence reports was done before the promise, or on its day."""
        report = self._report(candidate, sentence)
        return report is not None and self._is_earlier(report.dated)

    def _report(self, candidate: LinkCandidate, sentence: Sentence) -> Report | None:
        held = self._reports.get(candidate.passage_id, ())
        return next((report for report in held if report.start < sentence.end and sentence.start < report.end), None)

    def _is_later(self, dated: date | None) -> bool:
        promised = self._subject.issued
        return promised is not None and dated is not None and dated > promised

    def _is_earlier(self, dated: date | None) -> bool:
        promised = self._subject.issued
        return promised is not None and dated is not None and dated <= promised
