"""The gazetteer: Welsh places, and a few beyond, found in a text by either language's name.

A word that may begin a name is looked up, so that time grows with the text and not with the list.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.phrases import any_of
from nlp.resources import table

_COUNTRY = "country"
_ARTICLE = re.compile(r"(?:the|yr?)\s", re.IGNORECASE)
_AFTER_ARTICLE = re.compile(r"(?:\bthe\s|\byr?\s|['’]r\s)$", re.IGNORECASE)
_AFTER_YM = re.compile(r"\bym\s$", re.IGNORECASE)
_SURNAME = re.compile(r"(?:\s|['’]s\s)[A-ZŴŶ][a-zŵŷ]")
_JOINED = re.compile(r"\s?(?:,|/|&|\band|\bor|\ba|\bac|\bneu|a['’]r)\s?(?:the\s|y\s|yr\s)?$")
_SITED = {
    Lang.EN: re.compile(
        r"\b(?:in|near|at|around|across|from|outside|of|serving)\s"
        r"(?:the\s|(?:north|south|east|west|central|rural|inner)\s|(?:town|city|village)\sof\s){0,3}$",
        re.IGNORECASE,
    ),
    Lang.CY: re.compile(r"\b(?:yn|ym|yng|ger|o|ar|ledled|ardal|tref|dinas|pentref)\s(?:y\s|yr\s)?$", re.IGNORECASE),
}
_SET_OFF = (re.compile(r"[,(]\s?$"), re.compile(r"[,.;)]|$|\s(?:where|which|who|whose|lle)\b"))
_OWNED = re.compile(r"\s(?:County|City|Borough|Council|University|and Vale University|NHS)\b")
_NEAR, _SHORT = 32, 3


@dataclass(frozen=True, slots=True)
class Place:
    """A place at ``start:end`` of a text, ``name`` as the gazetteer spells it in the text's language."""

    name: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """One printed form of a name: its words after an article, what it means, and what must stand around it."""

    form: str
    name: str
    kind: str
    article: bool
    careful: bool


def find(text: str, lang: Lang) -> str:
    """The place a text names, as the gazetteer spells it: its first that is not a country, else its first country."""
    country = ""
    for place in every(text, lang):
        if place.kind != _COUNTRY:
            return place.name
        country = country or place.name
    return country


def any_near(text: str, lang: Lang) -> bool:
    """Whether a text names a place nearer than a country."""
    return any(place.kind != _COUNTRY for place in every(text, lang))


def where(text: str, lang: Lang) -> str:
    """The place that a text says something is in or of, before one that it merely names; or nothing."""
    for place in every(text, lang):
        before, after = text[max(0, place.start - _NEAR) : place.start], text[place.end : place.end + _NEAR]
        set_off = _SET_OFF[0].search(before) and _SET_OFF[1].match(after)
        sited = (_SITED[lang].search(before) or set_off) and not _OWNED.match(after)
        if sited and place.kind != _COUNTRY:
            return place.name
    return ""


def every(text: str, lang: Lang) -> Iterator[Place]:
    """The places that a text names, in order, the longest name where several begin alike."""
    index, last = _index(lang), -1
    for word in _first_word(lang).finditer(text):
        at = word.start()
        if at < last:
            continue
        for entry in index.get(word[0], ()):
            if _stands(entry, text, at, last, lang):
                last = at + len(entry.form)
                yield Place(entry.name, entry.kind, at, last)
                break


def is_place(words: str, lang: Lang) -> bool:
    """Whether the words are a place's name and nothing else."""
    return _plain(words) in _known(lang)


def is_country(name: str, lang: Lang) -> bool:
    """Whether a name from the gazetteer is a country's."""
    return _known(lang)[_plain(name)] == _COUNTRY


def _stands(entry: _Entry, text: str, at: int, last: int, lang: Lang) -> bool:
    """Whether a name is printed at a place of a text, whole, with what must stand around it."""
    end = at + len(entry.form)
    printed = text[at:end]
    if printed != entry.form and " ".join(printed.split()).replace("’", "'") != entry.form:
        return False
    if end < len(text) and (text[end].isalnum() or (text[end] == "-" and text[end + 1 : end + 2].isalnum())):
        return False
    if at and (text[at - 1] == "-" or text[at - 1] == "_"):
        return False
    before = text[max(0, at - _NEAR) : at]
    if entry.article and not _AFTER_ARTICLE.search(before):
        return False
    if entry.form.startswith("Mae ") and not _AFTER_YM.search(before):
        return False
    return not entry.careful or _meant(text, at, end, last, lang)


def _meant(text: str, at: int, end: int, last: int, lang: Lang) -> bool:
    """Whether a name that is also a person's or a word's is a place here: by the words beside it, or in a list."""
    after = text[end : end + _NEAR]
    if _beside(lang, "after").match(after):
        return True
    if _SURNAME.match(after):
        return False
    before = text[max(0, at - _NEAR) : at]
    if last >= at - _NEAR and last >= 0 and _JOINED.fullmatch(text[last:at]):
        return True
    return bool(_beside(lang, "before").search(before))


@cache
def _beside(lang: Lang, side: str) -> re.Pattern[str]:
    said = any_of(table("places")["beside"][lang.value][side], lang)
    if side == "after":
        return re.compile(rf"\s(?:{said})", re.IGNORECASE)
    return re.compile(rf"(?:{said})\s$|\({said}\s$", re.IGNORECASE)


def _plain(words: str) -> str:
    return _ARTICLE.sub("", " ".join(words.split()).lower().replace("’", "'"), count=1)


@cache
def _rows(lang: Lang) -> tuple[tuple[str, str, str, bool], ...]:
    """Names as (printed, as spelt in the language, kind, careful): those of the language first, then the other's."""
    rows = [(*row[:3], row[3:] == ["careful"]) for row in table("places")["places"]]
    own = [(cy, cy, kind, careful) if lang is Lang.CY else (en, en, kind, careful) for en, cy, kind, careful in rows]
    other = [(en, cy, kind, careful) if lang is Lang.CY else (cy, en, kind, careful) for en, cy, kind, careful in rows]
    return (*own, *other)


@cache
def _known(lang: Lang) -> dict[str, str]:
    """The kind of every name, in lower case without its article; in Welsh also under its mutations."""
    known: dict[str, str] = {}
    for printed, _, kind, _ in _rows(lang):
        for form in _mutated(_plain(printed), lang):
            known.setdefault(form, kind)
    return known


@cache
def _index(lang: Lang) -> dict[str, tuple[_Entry, ...]]:
    """The names under the first word of each form they are printed in, the longest first."""
    entries: dict[str, _Entry] = {}
    for printed, name, kind, careful in _rows(lang):
        article = _ARTICLE.match(printed)
        bare = printed[article.end() :] if article else printed
        for form in _printed(bare, kind, lang):
            entries.setdefault(form, _Entry(form, name, kind, article is not None, careful))
    index: dict[str, list[_Entry]] = {}
    for form in sorted(entries, key=len, reverse=True):
        index.setdefault(re.split(r"['\s]", form, maxsplit=1)[0], []).append(entries[form])
    return {head: tuple(found) for head, found in index.items()}


@cache
def _first_word(lang: Lang) -> re.Pattern[str]:
    """A word with a capital, or one in small letters with which some name begins ("south Wales")."""
    small = "|".join(sorted((head for head in _index(lang) if head[0].islower()), key=len, reverse=True))
    return re.compile(rf"(?<![^\W_])(?:[A-ZÀ-ÖØ-ÞŴŶ][^\W_]*(?:-[^\W_]+)*|(?:{small})(?![^\W_]))")


def _printed(name: str, kind: str, lang: Lang) -> Iterator[str]:
    """The forms that a name is printed in: mutated, in capitals, and for regions in small letters ("south Wales")."""
    for form in _mutated(name, lang):
        yield form
        if len(form) > _SHORT:
            yield form.upper()
        if kind == "region" and " " in form:
            yield form[0].lower() + form[1:]


def _mutated(name: str, lang: Lang) -> Iterator[str]:
    first, gap, rest = name.partition(" ")
    yield name
    if lang is Lang.CY:
        for form in mutations(first.lower())[1:]:
            yield (form[:1].upper() + form[1:] if first[:1].isupper() else form) + gap + rest
