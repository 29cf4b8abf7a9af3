"""Whom a phrase names: a public actor, somebody private, the "we" of the text, or a thing that belongs to one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from itertools import product

from corpus import bodies
from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.resources import words

_UNSTANDING = frozenset({"third-sector", "association", "foreign"})
_JOINS = frozenset({"y", "yr", "a", "ac", "ar", "i", "a'r", "o"})
_GLUE = frozenset(" '’\n")
_LONGEST = 160
_WIDEST = 4


class Who(Enum):
    """What a subject is, as far as being bound goes; the values of the middle ones name lists in the data."""

    SELF = "self"
    PUBLIC = "public"
    PRIVATE = "private"
    FOREIGN = "foreign"
    DOCUMENT = "document"
    PROGRAMME = "programme"
    PRONOUN = "pronoun"
    OTHER = "other"
    QUALIFIER = "qualifier"


@dataclass(frozen=True, slots=True)
class Actor:
    """A subject: its words, what it is, and the key of the known body it names, if any."""

    text: str
    who: Who
    body: str = ""


_FIRST_PERSON = {Lang.EN: {"i", "we"}, Lang.CY: {"ni", "fi", "mi", "i"}}
_OTHERS = {
    Lang.EN: {"it", "they", "he", "she", "this", "that", "these", "those", "which", "who", "there", "you"},
    Lang.CY: {"hi", "ef", "fe", "e", "hwy", "nhw", "hyn", "hynny", "hwn", "hon", "honno", "chi", "ti"},
}
_OF = re.compile(
    r"\b(?:each|all|any|one|both|some|many|most|none|every one|a number|the majority|chair|members?) of\s+"
)
_ARTICLE = re.compile(
    r"^(?:(?:the|a|an|each|every|any|all|both|our|my|its|their|this|these|that|such|y|yr|bob|pob|unrhyw|ein|fy|holl"
    r"|i'r|yr holl|y cyfryw)\s+)+"
)
_WITHIN = re.compile(r"\s(?:for|of|in|within|across|concerned|responsible|yng|yn|ar gyfer|sydd|o dan|dan)\b")
_TITLED = re.compile(
    r"(?P<title>(?:[\w'’-]+\s){0,5}?(?:Minister|Secretary|Commissioner|General|Chair|Trefnydd|Executive|Inspector|Officer"
    r"|[Cc]abinet member|[Ee]xecutive member|[Ll]eader)"
    r"(?: (?:for|of) [A-Z][\w,' -]{2,60}?)?),?\s[A-Z][\w'’-]+(?:\s(?:ap|ab|ferch|[A-Z][\w'’.-]*)){0,3}$"
)
_ABROAD = re.compile(r"\s(?:in|of|from|across) (?:England|Scotland|Northern Ireland|the Republic of Ireland)$")
_AND = re.compile(r",\s(?:and\s)?|\sand\s|\s&\s|\sor\s")
_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")


@lru_cache(maxsize=8192)
def classify(phrase: str, lang: Lang) -> Actor:
    """Class a noun phrase: by the words that end it in English, and by those that begin it in Welsh."""
    text = " ".join(phrase.split())
    lowered = _ARTICLE.sub("", text.lower().replace("’", "'").strip(" ,'").removeprefix("r "))[:_LONGEST]
    if lowered in _FIRST_PERSON[lang]:
        return Actor(text, Who.SELF)
    if lowered in _OTHERS[lang] or not lowered:
        return Actor(text, Who.PRONOUN)
    lowered = _ARTICLE.sub("", _OF.sub("", lowered))
    body = bodies.find(text[:_LONGEST], lang)
    abroad = lang is Lang.EN and (text in _parties() or _ABROAD.search(text) is not None)
    found = Who.FOREIGN if abroad else _class_of(lowered, lang)
    if found is Who.PUBLIC:
        return Actor(text, found, body.key if body else _office(lowered, lang))
    if found not in (Who.PRIVATE, Who.FOREIGN) and body is not None and _names(lowered, body, lang):
        return Actor(text, Who.OTHER if body.kind in _UNSTANDING else Who.PUBLIC, body.key)
    if found is Who.OTHER and lang is Lang.EN:
        return _compound(text)
    return Actor(text, found)


def _compound(text: str) -> Actor:
    """An English phrase read without the holder's name ("the First Minister, Ann Other"), or by its joined parts."""
    titled = _TITLED.match(text)
    if titled:
        return replace(classify(titled["title"], Lang.EN), text=text)
    parts = [classify(part, Lang.EN) for part in _AND.split(text)[:_WIDEST]] if _AND.search(text) else []
    public = next((part for part in parts if part.who is Who.PUBLIC), None)
    if public is not None and all(part.who is not Who.PRIVATE for part in parts):
        return replace(public, text=text)
    return Actor(text, Who.OTHER)


def name_end(text: str, start: int) -> int:
    """Where the name of a public actor that begins at ``start`` of a Welsh text ends: its known words and capitals."""
    found = list(_WORD.finditer(text, start, start + _LONGEST))
    lowered = [word[0].lower() for word in found]
    width = next(
        (
            width
            for width in range(min(_WIDEST, len(found)), 0, -1)
            if " ".join(lowered[:width]) in _vocabulary(Who.PUBLIC, Lang.CY)
        ),
        1,
    )
    more = _vocabulary(Who.QUALIFIER, Lang.CY)
    while width < len(found) and lowered[width] in more:
        width += 1
    while width < len(found):
        step = 2 if lowered[width] in _JOINS and width + 1 < len(found) else 1
        last = found[width + step - 1]
        between = text[found[width - 1].end() : last.start()]
        if not last[0][0].isupper() or not set(between) <= _GLUE | set(found[width][0]):
            break
        width += step
    return found[width - 1].end() if found else start


def mentions(text: str, lang: Lang, who: Who) -> bool:
    """Whether a word for that kind of actor, or a known body's name for public ones, stands anywhere in a text."""
    found = _WORD.findall(text.lower().replace("’", "'"))
    known = _vocabulary(who, lang)
    if any(" ".join(found[at : at + width]) in known for at in range(len(found)) for width in range(1, _WIDEST + 1)):
        return True
    body = bodies.find(text, lang) if who is Who.PUBLIC else None
    return body is not None and body.kind not in _UNSTANDING


def _class_of(lowered: str, lang: Lang) -> Who:
    """The class of the longest run of words at the head of the phrase that any list holds."""
    classes = _classes(lang)
    return next((classes[run] for run in _heads(lowered, lang) if run in classes), Who.OTHER)


def _heads(lowered: str, lang: Lang) -> Iterator[str]:
    if lang is Lang.CY:
        yield from _runs(_WORD.findall(lowered), first=True)
        return
    within = _WITHIN.search(lowered)
    found = _WORD.findall(lowered)
    if within is None:
        yield from _runs(found, first=False)
        return
    yield from _runs(_WORD.findall(lowered[: within.start()]), first=False)
    tail = len(_WORD.findall(lowered[within.end() :]))
    yield from (run for run in _runs(found, first=False) if len(run.split()) > tail)


def _runs(found: list[str], *, first: bool) -> Iterator[str]:
    for width in range(min(_WIDEST, len(found)), 0, -1):
        yield " ".join(found[:width] if first else found[-width:])


def _office(lowered: str, lang: Lang) -> str:
    """ "the Minister", "officials", "the Government" with no other name are the Welsh Government's."""
    said = _own(lang) if lang is Lang.EN else {form for own in _own(lang) for form in mutations(own)}
    holds = lowered in said if lang is Lang.EN else any(f"{lowered} ".startswith(f"{own} ") for own in said)
    return "welsh-government" if holds else ""


@cache
def _parties() -> frozenset[str]:
    """Names of parties and places that are words as well, as they are printed."""
    said = words("actors", Lang.EN, "parties")
    return frozenset((*said, *(name[:1].upper() + name[1:] for name in said)))


@cache
def _own(lang: Lang) -> frozenset[str]:
    return frozenset(_ARTICLE.sub("", phrase) for phrase in words("actors", lang, "own"))


def _names(lowered: str, body: bodies.Body, lang: Lang) -> bool:
    """Whether the phrase is the body's name and little else, not just a phrase with the name in it."""
    return any(
        len(name) >= len(lowered) - _WIDEST and name.lower()[2:] in lowered  # past a mutation
        for name in body.names(lang)
    )


@cache
def _classes(lang: Lang) -> dict[str, Who]:
    """What each run of words names; of several classes the first here."""
    found: dict[str, Who] = {}
    for who in (Who.FOREIGN, Who.PRIVATE, Who.PUBLIC, Who.DOCUMENT, Who.PROGRAMME):
        for run in _vocabulary(who, lang):
            found.setdefault(run, who)
    return found


@cache
def _vocabulary(who: Who, lang: Lang) -> frozenset[str]:
    """The runs of words that name a class; in Welsh, in every mutation."""
    said = words("actors", lang, who.value)
    if lang is Lang.EN:
        return frozenset(said)
    return frozenset(
        " ".join(forms) for phrase in said for forms in product(*(mutations(word) for word in phrase.split()))
    )
