"""How near passages are to a question: by the words that they share, of which few others hold any."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from math import log
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.codebook import Lang, PassageKind
from corpus.errors import NotFound
from corpus.models import Passage, Version
from corpus.rows import PassageRow
from index import Index

PASSAGES = 200
"""Passages that are weighed for one question."""

_ABOUT = 3
"""Paragraphs at the beginning of a consultation that say what it is about."""

MOST_HELD = 5000
"""Passages that are looked at for one word."""

_FEWEST = 2
"""Words that a passage has to share with a question and what it is about."""

_CONTEXT = 0.3
"""What a word of the consultation counts beside one of the question."""

_WEAKEST = 0.5
"""The share of the best score below which nothing is suggested."""


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that is looked for: how much it counts, and the passages that hold it in any of its forms."""

    word: str
    weight: float
    own: bool
    """Whether it is the question's own, not the consultation's."""
    passages: frozenset[int]


def sought(session: Session, index: Index, words: Sequence[str], about: Sequence[str], lang: Lang) -> list[Sought]:
    """The words of a question, and of what it is asked about, that few passages hold counting most."""
    every = session.scalar(select(func.count(Passage.id)).join(Version).where(Version.current, Version.lang == lang))
    found: list[Sought] = []
    for word in _different([*words, *about], lang):
        held = frozenset(number for number, _ in index.candidates([word], lang=lang, limit=MOST_HELD))
        if held:
            rarity = log(1 + (every or 0) / len(held))
            found.append(Sought(word, rarity * (1.0 if word in words else _CONTEXT), word in words, held))
    return found


def _different(words: Sequence[str], lang: Lang) -> list[str]:
    """Words without those that are only other forms of one before them."""
    from index.language.words import analyser

    analysis = analyser(lang)
    forms = {word: frozenset(form for form, _ in analysis.word(word).wanted) for word in dict.fromkeys(words)}
    kept: list[str] = []
    for word, own in forms.items():
        if own and all(own.isdisjoint(forms[other]) for other in kept):
            kept.append(word)
    return kept


def scores(sought: Sequence[Sought]) -> dict[int, float]:
    """The passages that hold most of what is sought: a word of the question and another, or one of what it is about."""
    scores: dict[int, float] = {}
    held: Counter[int] = Counter()
    own: set[int] = set()
    for one in sought:
        held.update(one.passages)
        if one.own:
            own |= one.passages
        for number in one.passages:
            scores[number] = scores.get(number, 0.0) + one.weight
    asked = any(one.own for one in sought)
    fewest = _FEWEST if asked else 1
    fitting = [number for number in scores if held[number] >= fewest and (number in own or not asked)]
    return {number: scores[number] for number in nlargest(PASSAGES, fitting, key=lambda each: (scores[each], -each))}


@dataclass(frozen=True, slots=True)
class Likely:
    """Words that may bear on a question, by the ``name`` of what states them, and what they share with it."""

    name: str
    document_key: str
    score: float
    shared: tuple[str, ...]


def likely(words: str, name: str, passage: PassageRow, score: float, sought: Sequence[Sought]) -> Likely:
    """How near words are: by what they hold themselves, and half by what stands around them."""
    from index.language.words import analyser

    analysis = analyser(passage.lang)
    held = {term.text for word in analysis.words(words) for term in word.terms}
    shared = [
        one
        for one in sought
        if passage.id in one.passages and any(form in held for form, _ in analysis.word(one.word).wanted)
    ]
    asked = any(one.own for one in sought)
    shared = shared if not asked or any(one.own for one in shared) else []
    within = sum(one.weight for one in shared)
    told = tuple(one.word for one in sorted(shared, key=lambda one: -one.weight))
    return Likely(name, passage.document_key, (within + score) / 2 if shared else 0.0, told)


def strong(ranked: Sequence[Likely]) -> list[Likely]:
    """Those not too far behind the best, that share anything themselves."""
    best = max((each.score for each in ranked), default=0.0)
    return [each for each in ranked if each.score and each.score >= _WEAKEST * best]


def topical(text: str, lang: Lang) -> tuple[str, ...]:
    """The words of a question that say what it is about, each once: not those that every consultation asks with."""
    from index.language.words import analyser

    words = analyser(lang)
    kept = (raw.lower() for raw in words.split(text) if words.word(raw).wanted)
    asking = _asking()[lang]
    return tuple(dict.fromkeys(raw for raw in kept if raw not in asking and not raw.isdecimal()))


def about(session: Session, consultation: str, lang: Lang) -> tuple[str, ...]:
    """What a consultation is about, in this language where it is published in it: topical words of its title.

    And those that its beginning repeats.
    """
    if not consultation:
        return ()
    try:
        whole = documents.get(session, consultation)
    except NotFound:
        return ()
    version = documents.get(session, consultation, lang) if lang in whole.languages else whole
    rows = documents.passages(session, version.version_id)
    begin = [version.title, *(row.text for row in rows if row.kind is PassageKind.PARAGRAPH)][: _ABOUT + 1]
    held = Counter(word for text in begin for word in topical(text, version.lang))
    titled = topical(version.title, version.lang)
    return tuple(dict.fromkeys([*titled, *(word for word, many in held.items() if many > 1)]))


@cache
def _asking() -> Mapping[Lang, frozenset[str]]:
    told = tomllib.loads((Path(__file__).parent / "data" / "asking.toml").read_text(encoding="utf-8"))
    return {lang: frozenset(told[lang]["words"].split()) for lang in Lang}
