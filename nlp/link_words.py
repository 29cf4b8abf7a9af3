"""The words that carry what a promise is about: chosen, stemmed and weighed, for linking and for searching."""

import re
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from corpus.types import LinkSubject
from nlp.resources import words

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_ENDINGS = ("isations", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "ed", "es", "er", "s", "e")
_KEPT = 4
_MOST = 12
_COMMON_WEIGHT = 0.3
_WELSH_SIGNS = frozenset({"yn", "y", "yr", "mae", "i", "gan", "ar", "wedi", "bydd", "rhaid", "cymru", "ei", "eu", "o", "fydd", "sy", "ac"})


def content(text: str) -> list[str]:
    """The words of a text, lower case and in order, that are not stop words of either language, nor bare numbers."""
    found = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return [word for word in found if word not in _stop() and not word.isdecimal() and len(word) > 1]


@cache
def stem(word: str) -> str:
    """A rough stem, so that "publishing" meets "published" and "strategies" meets "strategy"; at least four letters."""
    word = word.replace("-", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEPT:
            bare = word[: -len(ending)]
            return bare.rstrip("y") if ending in ("ies", "ied") else bare
    return word.rstrip("y") if len(word) > _KEPT else word


def stems(text: str) -> dict[str, str]:
    """The stems of a text's content words, each with the word it was first met as."""
    found: dict[str, str] = {}
    for word in content(text):
        found.setdefault(stem(word), word)
    return found


def weight(word: str) -> float:
    """How much a content word counts by itself: words of policy in general count for little."""
    return _COMMON_WEIGHT if stem(word) in _common() else 1.0


def language(text: str) -> Lang:
    """The language of a short text, by its little words."""
    found = [word.lower() for word in _WORD.findall(text)[:80]]
    return Lang.CY if sum(word in _WELSH_SIGNS for word in found) * 5 > len(found) else Lang.EN


def search_words(subject: LinkSubject) -> list[str]:
    """At most a dozen words to ask an index for candidates with: what the promise is about first, commonplaces last."""
    ranked: dict[str, tuple[float, int]] = {}
    for order, word in enumerate(content(f"{subject.action} {subject.quote}")):
        named = 0.5 if re.search(rf"(?<!^)\b{re.escape(word)}", subject.quote) is None else 0.0
        ranked.setdefault(word, (-(weight(word) + named + min(len(word), 12) / 40), order))
    return sorted(ranked, key=lambda word: ranked[word])[:_MOST]


@cache
def _stop() -> frozenset[str]:
    return frozenset(word for lang in Lang for word in words("links", lang, "stop"))


@cache
def _common() -> frozenset[str]:
    english = {stem(word) for word in words("links", Lang.EN, "common")}
    return frozenset(english | {stem(form) for word in words("links", Lang.CY, "common") for form in mutations(word)})
