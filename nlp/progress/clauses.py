"""The English clause around a verb, by its words alone: auxiliaries, subject, agent, and whether it is a mere case."""

import re
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import Lang
from nlp.actors import Actor, Who, classify
from nlp.progress.belief import NOBODY
from nlp.progress.words import ENDS, STOPS, Sentence
from nlp.resources import words

HAVE = frozenset({"has", "have", "had", "ve", "hasn", "haven", "hadn"})
BE = frozenset({"is", "are", "am", "re", "m", "isn", "aren"})
WAS = frozenset({"was", "were", "wasn", "weren"})
_AUXILIARY = HAVE | BE | WAS | {"be", "been", "being", "s"}
_NOT = frozenset({"not", "never", "t"})
_NONE = frozenset({"none", "neither", "nobody", "nothing", "no"})
_JOINS = frozenset({"that", "which", "who", "and", "but", "or", "when", "where", "while", "as", ",", ";", ":"})
_REACH = 5
"""Words before a verb among which "none" or "no" says that it did not happen: "none of the beds had opened"."""
_SELVES = frozenset({"i", "we"})
_FURTHEST = 8
_LONGEST_SUBJECT = 24
_AGENT = re.compile(
    r"\sby\s+(?P<who>(?:[^\W_][\w'’&-]*\s+){0,8}?[^\W_][\w'’&-]*)"
    r"(?=\s*(?:[.;:,()]|$)|\s(?:in|on|to|at|for|with|last|since|this|as|during|from|and)\s)"
)
_FRONTED = re.compile(
    r"^(?:in|on|since|during|at|from|by|over|last|this|earlier|following|and|so|but|then|for|with)\b.*\s(?=(?:the|our|my|we|i)\b)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"^(?:the|our|my|a|an|all|any|this|that|its|their|further|initial|new)\s+", re.IGNORECASE)
_WITHIN = re.compile(r"\s(?:of|on|to|for|with|at|in|between|into|from|by|around)\s")


@dataclass(frozen=True, slots=True)
class Group:
    """The auxiliaries before a verb: the index of the first, and which they are."""

    first: int
    words: frozenset[str]

    @property
    def negated(self) -> bool:
        """Whether "not" or "never" is among them."""
        return not self.words.isdisjoint(_NOT)

    def has(self, family: frozenset[str]) -> bool:
        """Whether one of a family of auxiliaries is among them."""
        return not self.words.isdisjoint(family)


@cache
def listed(*keys: str) -> frozenset[str]:
    """A list of the English data, as a set."""
    return frozenset(words("progress", Lang.EN, *keys))


def group(tokens: list[str], at: int) -> Group | None:
    """The auxiliaries before a verb; nothing when a modal or "to" makes it a thing to come, a wish or a power."""
    found: set[str] = set()
    first = at
    for index in range(at - 1, max(-1, at - 1 - _FURTHEST), -1):
        word = tokens[index]
        if word in _AUXILIARY or word in _NOT or word == "yet":
            found.add(word)
            first = index
        elif not (word in listed("words", "between") or word.endswith("ly")):
            return None if word in listed("words", "modal") else _said_of(tokens, first, found)
    return _said_of(tokens, first, found)


def _said_of(tokens: list[str], first: int, found: set[str]) -> Group:
    """The auxiliaries, negated where what they are said of is: "none had"."""
    for index in range(first - 1, max(-1, first - 1 - _REACH), -1):
        if tokens[index] in _JOINS:
            break
        if tokens[index] in _NONE:
            return Group(first, frozenset({*found, "not"}))
    return Group(first, frozenset(found))


def hypothetical(tokens: list[str], first: int, *, relative: bool = True) -> bool:
    """Whether the clause before an index begins as a case or a time or, if that is asked, a relative clause."""
    if relative and first and tokens[first - 1] == "that":
        return True
    for index in range(first - 1, max(-1, first - 1 - _LONGEST_SUBJECT), -1):
        word = tokens[index]
        if word in listed("words", "conditional") or (relative and word in listed("words", "relative")):
            return True
        if relative and word == "since" and tokens[index + 1] in ("it", "they", "he", "she"):
            return True
        if word == "that":
            return relative and index > 0 and not _reported(tokens[index - 1])
        if word in ENDS or (word in STOPS and index < first - 1) or word == "but":
            return False
    return False


def _reported(before: str) -> bool:
    """Whether "that" after this word begins what is said or known, and not a clause that tells which is meant."""
    return before in listed("words", "reporting") or before in STOPS or before.endswith(("ed", "ing", "ly"))


def reduced(tokens: list[str], first: int) -> bool:
    """Whether "we" or "I" before a verb follows a noun that it tells of: "staff we met"."""
    if first < 2 or tokens[first - 1] not in _SELVES:
        return False
    start, furthest = first - 1, max(0, first - _LONGEST_SUBJECT)
    while start > furthest and tokens[start - 1] not in STOPS:
        start -= 1
    opening = set(tokens[start : first - 1])
    return bool(opening) and opening.isdisjoint(listed("words", "fronting") | listed("words", "bounds"))


def subject(sentence: Sentence, first: int) -> Actor:
    """The words before a verb, back to where its clause begins, as somebody or something."""
    tokens, end = sentence.words, first
    if end and tokens[end - 1] == ",":
        furthest = max(sentence.opening(end), end - _LONGEST_SUBJECT)
        end = next((index for index in range(end - 2, furthest - 1, -1) if tokens[index] == ","), end - 1)
    while end > 1 and _adverb(tokens[end - 1]):
        end -= 1
    if end and tokens[end - 1] in _SELVES:
        return Actor(sentence.printed(end - 1, end), Who.SELF)
    start, joined = end, 0
    while start and end - start < _LONGEST_SUBJECT:
        word = tokens[start - 1]
        if word in _AUXILIARY:
            start = joined or start
            break
        if word in STOPS or word in listed("words", "bounds"):
            break
        if word == "and":
            joined = joined or start
        start -= 1
    if start == end or tokens[end - 1] == "and":
        return NOBODY
    return _matter(classify(_FRONTED.sub("", sentence.printed(start, end)), Lang.EN))


def _adverb(word: str) -> bool:
    return word in listed("words", "between") or (word.endswith("ly") and word not in listed("words", "nouns"))


def _matter(found: Actor) -> Actor:
    """A subject that is a course of action ("construction of the link road"), as a programme."""
    if found.who is not Who.OTHER:
        return found
    head = _HEAD.sub("", _WITHIN.split(found.text.lower(), maxsplit=1)[0]).split()
    running = bool(head) and head[-1] in listed("words", "courses")
    return replace(found, who=Who.PROGRAMME) if running else found


def speaker(sentence: Sentence, first: int) -> Actor:
    """The "we" or "I" that a verb after "and" goes on from, or nobody."""
    for index in range(first - 1, max(-1, first - 1 - _LONGEST_SUBJECT), -1):
        if sentence.words[index] in _SELVES:
            return Actor(sentence.printed(index, index + 1), Who.SELF)
        if sentence.words[index] in ENDS:
            break
    return NOBODY


def agent(text: str, at: int) -> Actor:
    """Who a passive says did it, or nobody."""
    match = _AGENT.search(text, at)
    return classify(match["who"], Lang.EN) if match else NOBODY
