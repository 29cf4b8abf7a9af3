"""Titles of case studies: "Case study 3: The Mending Shed, Tredegar" is a name and a place."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.codebook import Lang
from nlp.case_studies import gazetteer
from nlp.case_studies.fit import NAME, fit, placeless
from nlp.phrases import any_of
from nlp.resources import words

_LONGEST = 100
_SEPARATED = re.compile(r"\s?[–—|]\s?|\s-\s|:\s|\s\((?=[^()]+\)$)")
_NUMBER = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.)]\s+")
_SENTENCE = re.compile(r"^(?:how|why|what|when|where|who|sut|pam|beth|pan|ble|pwy)\b|[?!]$", re.IGNORECASE)
_NAME = re.compile(NAME)
_TAIL_WORDS = 6


@dataclass(frozen=True, slots=True)
class Title:
    """What a title says: the name and place of a study, empty where it gives none, and whether it says it is one."""

    name: str
    place: str
    labelled: bool


@lru_cache(maxsize=4096)
def of_heading(heading: str, lang: Lang) -> Title | None:
    """What a heading that may head one case study says; nothing when it is no such heading."""
    said = " ".join(heading.split())
    if not said or len(said) > _LONGEST:
        return None
    said = _NUMBER.sub("", said)
    labelled = _label(lang).match(said) or _labelled_last(lang).match(said)
    if labelled:
        return _titled(labelled["rest"] or "", lang, labelled=True)
    head, comma, tail = said.rpartition(", ")
    if not comma or not _in(tail, lang) or _SENTENCE.search(said):
        return None
    title = _titled(said, lang, labelled=False)
    named = " " in title.name or fit(title.name, lang, alone=True)
    return title if title.place and named and fit(title.name, lang, alone=True) and not head[:1].islower() else None


def of_story(heading: str, text: str, lang: Lang) -> Title | None:
    """The name that a heading among stories is, when the story under it uses it too; nothing for other headings."""
    said = _NUMBER.sub("", " ".join(heading.split()))
    title = of_heading(heading, lang)
    parts = _SEPARATED.split(said, maxsplit=1)
    if title is None and len(parts) > 1 and any(_in(part, lang) for part in parts):
        title = _titled(said, lang, labelled=False)
    if title is not None or not _NAME.fullmatch(said) or said not in " ".join(text.split()):
        return title
    return Title(said, gazetteer.find(said, lang), labelled=False) if fit(said, lang, alone=" " in said) else None


def inline(text: str, lang: Lang) -> Title | None:
    """The title with which a passage itself begins: "Case study: The Mending Shed. Neighbours …"."""
    if not _label_head(lang).match(text):
        return None
    first, stop, _ = text[:_LONGEST].partition(". ")
    title = of_heading(first, lang) if stop else None
    return title if title is not None and title.labelled and title.name else None


def of_document(title: str, lang: Lang) -> Title | None:
    """The name and place in the title of a document that is one case study; nothing when it gathers several."""
    said = " ".join(title.split())
    several = _several(lang).match(_front(said, lang))
    if several:
        return None
    labelled = _label(lang).match(said) or _labelled_last(lang).match(said)
    return _titled((labelled["rest"] or "") if labelled else said, lang, labelled=labelled is not None)


def headline(title: Title) -> bool:
    """Whether a title is a sentence ("How neighbours saved a library") and so no name."""
    return not title.name or _SENTENCE.search(title.name) is not None


def _front(said: str, lang: Lang) -> str:
    """A title without the word for its kind of document ("Briefing:")."""
    label = _label(lang).match(said)
    return label["rest"] or said if label else said


def _titled(said: str, lang: Lang, *, labelled: bool) -> Title:
    """The name and place in the rest of a title: "Name, Place", "Place: Name", "Name in Place", "Name – about it"."""
    place = ""
    parts = [part.strip(" )") for part in _SEPARATED.split(said) if part.strip(" )")]
    if len(parts) > 1 and gazetteer.is_place(parts[0], lang):
        place, said = gazetteer.find(parts[0], lang), parts[1]
    elif len(parts) > 1:
        place, said = _in(" | ".join(parts[1:]), lang), parts[0]
    head, comma, tail = said.rpartition(", ")
    if comma and len(tail.split()) <= _TAIL_WORDS and _in(tail, lang):
        place, said = place or _in(tail, lang), head
    name = placeless(said.strip(" .,"), lang)
    return Title(name, place or gazetteer.find(said, lang), labelled)


def _in(said: str, lang: Lang) -> str:
    """The place in the tail of a title, where a name that is also a person's means the place."""
    return gazetteer.find(f"{'yn' if lang is Lang.CY else 'in'} {said}", lang)


@cache
def _label(lang: Lang) -> re.Pattern[str]:
    """The word for a case study at a title's head, its number, and the rest."""
    said = any_of(words("case_studies", lang, "labels"), lang)
    return re.compile(
        rf"(?:(?:box|blwch|annex|atodiad)\s[\dA-Z]{{1,3}}\s?[:.–-]\s?)?(?:{said})"
        r"(?:\s(?:no\.?\s|rhif\s)?(?:\d{1,3}[a-z]?|[A-Z]|[IVX]{1,4}))?(?:\s?[:–—|.-]\s?(?P<rest>\S.*)|(?P<none>)\s?)$",
        re.IGNORECASE,
    )


@cache
def _label_head(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('case_studies', lang, 'labels'), lang)})[^.]{{0,8}}[:–—]", re.IGNORECASE)


@cache
def _labelled_last(lang: Lang) -> re.Pattern[str]:
    said = any_of(words("case_studies", lang, "labels"), lang)
    return re.compile(rf"(?P<rest>\S.*?)\s?(?:[:–—(]|\s-)\s?(?:an?\s)?(?:{said})\)?$", re.IGNORECASE)


@cache
def _several(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?:{any_of(words('case_studies', lang, 'several'), lang)})", re.IGNORECASE)
