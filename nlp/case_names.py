"""The names of initiatives in a sentence: who or what a case study is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus import bodies
from corpus.codebook import Lang
from nlp import places
from nlp.cues import even
from nlp.phrases import any_of
from nlp.resources import words

_KINDS_BARRED = frozenset(
    {
        "government",
        "parliament",
        "uk-government",
        "uk-body",
        "foreign",
        "class",
        "health",
        "auditor",
        "third-sector",
        "association",
        "regulator",
    }
)
_CAPITAL = r"(?:[A-ZŴŶÂÊÎÔÛ][\w’'-]*[\w-]|[A-Z]|\d{2,4}(?=\s[A-Z]))"
_SMALL = r"(?:of|and|for|in|the|at|y|yr|a|ac|i|o|dros|&|2)"
NAME = rf"{_CAPITAL}(?:[\s/](?:{_SMALL}\s){{0,2}}{_CAPITAL}){{0,7}}"
_NAMES = re.compile(NAME)
_EXPANDED = re.compile(rf"(?P<name>[A-Z][A-Za-z]{{2,9}}(?:\s[A-Z][a-z]+)?)\s\((?P<full>{NAME})\)")
_QUOTED = re.compile(r"[‘'“\"](?P<name>[A-Z][^‘’'“”\"]{2,50})[’'”\"]")
_CALLED = re.compile(rf"(?:called|named|developing|establishing|o'r enw|o’r enw)\s(?:an?\s|the\s)?(?P<name>{NAME})")
_LEADING = re.compile(r"^(?:The|In|At|For|From|And|But|Our|This|Y|Yr|Mae|Yn|Ym|Bu|Mewn|Er|An|A)\s(?=[A-Z0-9])")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``start:end`` of a text, and what shows that it names an initiative."""

    name: str
    start: int
    end: int
    shown: str


def names(said: str, lang: Lang) -> list[Named]:
    """The names of initiatives in a sentence, in order; where two overlap, the one shown best."""
    examples = list(_examples(said, lang))
    if examples:
        return examples
    found = [
        *_described(said, lang),
        *_expanded(said, lang),
        *_called(said, lang),
        *_initiatives(said, lang),
        *_quoted(said, lang),
    ]
    kept: list[Named] = []
    for named in found:
        if all(named.end <= other.start or other.end <= named.start for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.start)


def opening(text: str, lang: Lang) -> str:
    """The name that a story opens with ("Brynsiriol is a …"), or failing that the first that it holds; or nothing."""
    match = _opening(lang).match(text)
    if match and fit(match["name"], lang, alone=True):
        return shorn(match["name"], lang)
    for named in _NAMES.finditer(text[:400]):
        if _nouns(lang) & set(even(named[0]).split()) and fit(named[0], lang):
            return shorn(named[0], lang)
    return ""


def fit(name: str, lang: Lang, *, alone: bool = False) -> bool:
    """Whether a name can be an initiative's: not a government, a law, a month or the first word of a sentence.

    A single word must be a place or a made-up one ("DrugAid"), unless the name stands ``alone`` at a story's head.
    """
    plain = even(shorn(name, lang))
    said = plain.split()
    if not said or len(plain) < 3 or plain in _barred(lang) or said[-1] in _barred(lang) or " and the " in plain:
        return False
    placed = all(places.is_place(part, lang) for part in shorn(name, lang).split("/"))
    if len(said) == 1 and not alone and not placed and not _CAMEL.fullmatch(shorn(name, lang)):
        return False
    body = bodies.find(name, lang)
    return body is None or body.kind not in _KINDS_BARRED


def shorn(name: str, lang: Lang) -> str:
    """The name without the article or opening word its sentence gave it, and without its place ("… in Swansea")."""
    bare = _LEADING.sub("", name.strip(" ,’'"))
    for link in (" yn ", " i ") if lang is Lang.CY else (" in ", " for "):
        head, _, tail = bare.rpartition(link)
        bare = head if head and places.is_place(tail, lang) else bare
    return re.sub(r"(?:’s|'s)$", "", bare)


def _examples(said: str, lang: Lang) -> Iterator[Named]:
    for match in _example(lang).finditer(said):
        yield Named(match["name"].strip(" ,’'"), match.start("name"), match.end("name"), "example")


def _described(said: str, lang: Lang) -> Iterator[Named]:
    """Names that are told at once what they are: "Vale People First, a local self-advocacy group"."""
    for match in _NAMES.finditer(said):
        if _told_as(lang).match(said, match.end()) and fit(match[0], lang):
            yield Named(shorn(match[0], lang), match.start(), match.end(), "described")


def _expanded(said: str, lang: Lang) -> Iterator[Named]:
    for match in _EXPANDED.finditer(said):
        if " " in match["full"] and fit(match["name"], lang, alone=True) and bodies.find(match["full"], lang) is None:
            yield Named(match[0], match.start(), match.end(), "expanded")


def _called(said: str, lang: Lang) -> Iterator[Named]:
    for match in _CALLED.finditer(said):
        if fit(match["name"], lang):
            yield Named(shorn(match["name"], lang), match.start("name"), match.end("name"), "called")


def _initiatives(said: str, lang: Lang) -> Iterator[Named]:
    """Names that end in a word for an initiative, or stand by one ("DrugAid peer mentoring scheme")."""
    for match in _NAMES.finditer(said):
        name = match[0]
        last = even(name).split()[-1] if lang is Lang.EN else even(name).split()[0]
        beside = (
            _beside(lang).match(said, match.end()) if lang is Lang.EN else _ahead(lang).search(said[: match.start()])
        )
        if (last in _nouns(lang) or beside) and fit(name, lang):
            yield Named(shorn(name, lang), match.start(), match.end(), "initiative")


def _quoted(said: str, lang: Lang) -> Iterator[Named]:
    if _nouns(lang) & set(even(said).split()):
        for match in _QUOTED.finditer(said):
            if fit(match["name"], lang) and len(match["name"].split()) <= _LONGEST:
                yield Named(match["name"], match.start(), match.end(), "quoted")


@cache
def _barred(lang: Lang) -> frozenset[str]:
    return frozenset(words("case_studies", lang, "not_names"))


@cache
def _nouns(lang: Lang) -> frozenset[str]:
    return frozenset(noun for phrase in words("case_studies", lang, "nouns") for noun in (phrase,) if " " not in phrase)


@cache
def _beside(lang: Lang) -> re.Pattern[str]:
    nouns = any_of(words("case_studies", lang, "nouns"), lang)
    word = (
        r"(?!(?:is|are|was|were|has|have|had|will|and|to|that|which|who|in|of|on|by|with|from|as|for)\b)[a-z][\w’'-]*"
    )
    return re.compile(rf"(?:’s|'s)?\s(?:where\sa\s)?(?:[‘'“]?{word}[’'”]?\s){{0,3}}(?i:{nouns})")


@cache
def _told_as(lang: Lang) -> re.Pattern[str]:
    nouns = any_of(words("case_studies", lang, "nouns"), lang)
    article = r"(?:an?|the)\s" if lang is Lang.EN else ""
    return re.compile(rf"(?:\sin\s[A-Z]\w+)?,\s{article}(?:[\w’'-]+\s){{0,4}}(?:{nouns})")


@cache
def _ahead(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?i:{any_of(words('case_studies', lang, 'nouns'), lang)})\s(?:[‘'“])?$")


@cache
def _opening(lang: Lang) -> re.Pattern[str]:
    """A name at the start of a story and the verb of its first sentence."""
    verbs = any_of(words("case_studies", lang, "verbs"), lang)
    owned = rf"(?:’s|'s)\s{NAME}" if lang is Lang.EN else "(?!)"
    before = r"(?:Mae(?:’r|'r)?\s)?" if lang is Lang.CY else ""
    return re.compile(
        rf"{before}(?P<name>(?:The\s)?{NAME}(?:{owned})?)(?:\s\([^()]{{2,60}}\))?(?:,[^,.]{{2,90}},)?\s(?:{verbs})"
    )


@cache
def _example(lang: Lang) -> re.Pattern[str]:
    """What an example is said to be: "one great example of … is time-banking"."""
    if lang is Lang.CY:
        return re.compile(r"enghraifft[^.;]{0,60}?\syw\s(?:[‘'“])?(?P<name>[^.;(,:]{3,50})", re.IGNORECASE)
    never = r"(?!(?:no|not|that|to|how|when|where|a|an|in|if|one|its?|their|an?)\b)"
    return re.compile(
        rf"example[^.;]{{0,60}}?\sis\s(?:the\s)?{never}(?P<name>[^.;(,:]{{3,50}}?)(?=\s?\(|,|\.|:|’s|'s|\sin\s|$)",
        re.IGNORECASE,
    )
