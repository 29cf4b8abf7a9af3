"""Which passages bear on a promise, how, and why: suggestions for a person, in plain Python."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from corpus import bodies
from corpus.codebook import Lang, Relation
from corpus.types import LinkCandidate, LinkSubject, LinkSuggestion
from nlp.link_words import language, stems, weight
from nlp.phrases import matcher
from nlp.resources import words
from nlp.sentences import split

_LEAST = 0.3
_LEAST_WORDS = 2
_SAME, _PART, _SIZE, _FEW = 0.8, 0.9, 0.6, 4
_REFERENCE = re.compile(
    r"\b(?:(?:section|recommendation|regulation|schedule|part|article|standard|chapter|adran|argymhelliad|rheoliad|atodlen|rhan|safon)"
    r"\s\d+[a-z]?(?:\(\d+\))?|(?:NDM|NNDM|WAQ|OAQ|WQ|OQ|SL)\(?\d+\)?-?\d*)",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:[A-Z][\w’'-]+\s(?:(?:and|of|for|\([A-Z]\w+\)|y|a|ac)\s)*){1,7}(?:Bill|Act|Measure|Strategy|Plan|Fund|Programme|Framework)\b")
_SHOWN = 4


@dataclass(frozen=True, slots=True)
class _Sentence:
    start: int
    end: int
    shared: tuple[str, ...]
    overlap: float
    relation: Relation


def suggest_links(subject: LinkSubject, candidates: Sequence[LinkCandidate]) -> list[LinkSuggestion]:
    """The candidates that bear on a promise, best first, each with the sentence to quote and reasons to check.

    Weak ones, and passages that only say the promise again, are left out: an empty list is a fine answer.
    """
    about = stems(subject.quote)
    if not about or not candidates:
        return []
    rarity = _rarity(about, candidates)
    top = max(candidate.score for candidate in candidates)
    suggestions = [
        suggestion
        for candidate in candidates
        if (suggestion := _suggest(subject, candidate, rarity, candidate.score / top if top > 0 else 0.0)) is not None
    ]
    return sorted(suggestions, key=lambda suggestion: (-suggestion.score, suggestion.passage_id))


def _rarity(about: dict[str, str], candidates: Sequence[LinkCandidate]) -> dict[str, float]:
    """How much each stem of the promise tells one candidate from another."""
    held: Counter[str] = Counter()
    for candidate in candidates:
        held.update(about.keys() & stems(candidate.text).keys())
    total = len(candidates)
    return {key: weight(word) * math.log(2 + total / (1 + held[key])) for key, word in about.items()}


def _suggest(
    subject: LinkSubject, candidate: LinkCandidate, rarity: dict[str, float], rank: float
) -> LinkSuggestion | None:
    sentence = _best(subject, candidate, rarity)
    if sentence is None or len(sentence.shared) < _LEAST_WORDS:
        return None
    whole = _overlap(rarity.keys() & stems(candidate.text).keys(), rarity)
    reasons = [f"shares the words {', '.join(sentence.shared[:_SHOWN])}"]
    score = 0.55 * sentence.overlap + 0.2 * whole + 0.05 * rank
    for gain, reason in (*_ties(subject, candidate), *_timing(subject, candidate)):
        score += gain
        reasons.append(reason)
    if sentence.relation not in (Relation.BACKGROUND, Relation.ILLUSTRATES):
        score += 0.05
    if candidate.is_commitment:
        score -= 0.1
    if score < _LEAST:
        return None
    return LinkSuggestion(
        candidate.passage_id, sentence.start, sentence.end, sentence.relation, round(min(1.0, score), 2), tuple(reasons)
    )


def _best(subject: LinkSubject, candidate: LinkCandidate, rarity: dict[str, float]) -> _Sentence | None:
    """The sentence of a candidate that shares most with the promise, one that says what became of it before others."""
    lang = language(candidate.text)
    own = set(rarity)
    best: tuple[float, _Sentence] | None = None
    for unit in split(candidate.text, lang):
        text = candidate.text[unit.start : unit.end]
        said = stems(text)
        shared = own & said.keys()
        if _again(own, set(said)):
            continue
        overlap = _overlap(shared, rarity)
        relation = _relation(text, lang, subject, candidate)
        worth = overlap + (0.1 if relation is not Relation.BACKGROUND and shared else 0.0)
        if shared and (best is None or worth > best[0]):
            ranked = sorted(shared, key=lambda key: -rarity[key])
            best = worth, _Sentence(unit.start, unit.end, tuple(said[key] for key in ranked), overlap, relation)
    return best[1] if best else None


def _overlap(shared: "set[str]", rarity: dict[str, float]) -> float:
    """The weight of what is shared as a part of the promise's, as if no promise had more than a dozen words."""
    total = sum(sorted(rarity.values(), reverse=True)[:12])
    return min(1.0, sum(rarity[key] for key in shared) / total) if total else 0.0


def _again(own: set[str], said: set[str]) -> bool:
    """Whether a sentence is the promise said again, near enough word for word."""
    shared = len(own & said)
    shorter, longer = sorted((len(own), len(said)))
    return shared >= _SAME * longer or (shared >= _PART * shorter and shorter >= max(_FEW, _SIZE * longer))


def _relation(text: str, lang: Lang, subject: LinkSubject, candidate: LinkCandidate) -> Relation:
    """How a sentence bears on the promise by its wording. What came before a promise cannot tell what became of it."""
    earlier = subject.issued is not None and candidate.dated is not None and candidate.dated <= subject.issued
    if not earlier:
        for key, relation in _RELATIONS:
            if _wording(key, lang).search(text):
                return relation
    return Relation.ILLUSTRATES if candidate.is_case_study else Relation.BACKGROUND


_RELATIONS = (
    ("contradicting", Relation.CONTRADICTS),
    ("delivered", Relation.DELIVERS),
    ("progress", Relation.REPORTS_PROGRESS),
)


@cache
def _wording(key: str, lang: Lang) -> re.Pattern[str]:
    return matcher(words("links", lang, key), lang)


def _ties(subject: LinkSubject, candidate: LinkCandidate) -> list[tuple[float, str]]:
    """Themes, actor, and things named by number or title that both speak of."""
    found: list[tuple[float, str]] = []
    themes = [theme.value for theme in subject.themes if theme in candidate.themes]
    if themes:
        found.append((min(0.16, 0.08 * len(themes)), f"same theme: {', '.join(themes[:_SHOWN])}"))
    body = bodies.by_key().get(subject.actor_body)
    text = f"{candidate.text} {candidate.publisher}"
    if body is not None and any(_named(body, text, lang) for lang in Lang):
        found.append((0.08, f"names {body.name(language(candidate.text))}"))
    numbers = _references(subject.quote) & _references(candidate.text)
    if numbers:
        found.append((0.12, f"both name {', '.join(sorted(numbers)[:_SHOWN])}"))
    titles = _titles(f"{subject.quote} {subject.document_title}") & _titles(f"{candidate.text} {candidate.document_title}")
    if titles:
        found.append((0.12, f"both name the {', '.join(sorted(titles)[:_SHOWN])}"))
    return found


def _named(body: bodies.Body, text: str, lang: Lang) -> bool:
    return matcher(body.names(lang), lang).search(text) is not None


def _references(text: str) -> set[str]:
    return {" ".join(match[0].lower().split()) for match in _REFERENCE.finditer(text)}


def _titles(text: str) -> set[str]:
    return {" ".join(match[0].split()).removeprefix("The ") for match in _TITLE.finditer(text)}


def _timing(subject: LinkSubject, candidate: LinkCandidate) -> list[tuple[float, str]]:
    """Later evidence counts for more; earlier passages can only be background."""
    if subject.issued is None or candidate.dated is None:
        return []
    if candidate.dated > subject.issued:
        return [(0.05, f"dated {candidate.dated.isoformat()}, after the promise")]
    return [(-0.1, f"dated {candidate.dated.isoformat()}, not after the promise")]
