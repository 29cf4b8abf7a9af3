"""Which printed names may be an initiative's, and what of them is the name."""

import re
from functools import cache
from itertools import pairwise

from corpus import bodies
from corpus.codebook import Lang
from nlp.case_studies import gazetteer
from nlp.case_studies.signs import common, nouns
from nlp.phrases import even
from nlp.resources import table, words

_KINDS_BARRED = frozenset(
    {
        "government",
        "parliament",
        "uk-government",
        "uk-body",
        "foreign",
        "class",
        "health",
        "statutory-body",
        "auditor",
        "commission",
        "commissioner",
        "association",
        "regulator",
    }
)
_CAPITAL = r"(?:[A-ZŴŶÂÊÎÔÛ][\w’'-]*[\w-](?:[’'](?=\s[A-Z]))?|[A-Z](?!\w)|(?<!\d)(?!(?:19|20)\d\d)\d{2,4}(?=\s[A-Z]))"
_SMALL = r"(?:of|and|for|in|the|at|to|y|yr|a|ac|i|o|ar|dros|wrth|&|n’|2)"
NAME = rf"{_CAPITAL}(?:[\s/](?:{_SMALL}\s){{0,2}}{_CAPITAL}){{0,7}}"
"""The source of a pattern: words with capitals, and small ones between them."""
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_LINKS = {
    Lang.EN: (" in ", " for ", " near ", " at "),
    Lang.CY: (" yn ", " yng ", " ym ", " i ", " ger "),
}
_OWNING = ("’s ", "'s ", " the ")
_GROUP = re.compile(
    r"^(?:Members|Residents|Staff|People|Volunteers|Users|Parents|Tenants|Pupils|Patients|Students|Workers)\s"
    r"(?:of|at|from|in)\s(?:the\s)?"
)
_LONGEST, _FEW_LETTERS = 5, 3


def fit(name: str, lang: Lang, *, alone: bool = False) -> bool:
    """Whether a name can be an initiative's: not a government, a law, a month or the first word of a sentence.

    A single word must be a place or a made-up one ("DrugAid"), unless the name stands ``alone`` at a story's head.
    """
    bare = shorn(name, lang)
    plain = even(bare)
    said = plain.split()
    if len(plain) < _FEW_LETTERS or plain in _barred(lang) or " and the " in plain or plain.endswith(_endings(lang)):
        return False
    head = said[-1 if lang is Lang.EN else 0]
    if head in _barred(lang) and not (len(said) > 1 and gazetteer.is_place(head, lang)):
        return False
    if lang is Lang.EN and said[0] in _barred_first():
        return False
    if len(said) == 1:
        placed = all(gazetteer.is_place(part, lang) for part in bare.split("/"))
        if not alone and not placed and not _CAMEL.fullmatch(bare):
            return False
        if plain in common(lang) or (lang is Lang.CY and _verb_first(plain)):
            return False
    return not _is_barred_body(bare, lang)


def shorn(name: str, lang: Lang) -> str:
    """The name without the article or opening word its sentence gave it, and without its place ("… in Swansea")."""
    bare = name.strip(" ,’'")
    while (shorter := _owned(_GROUP.sub("", _leading(lang).sub("", bare)), lang)) != bare:
        bare = shorter
    first, gap, rest = bare.partition(" ")
    if lang is Lang.CY and gap and _verb_first(first.lower()):
        bare = rest
    return re.sub(r"(?:’s|'s)$", "", placeless(bare, lang))


def placeless(name: str, lang: Lang) -> str:
    """The name without the place that it ends in ("Dementia Friends in Swansea")."""
    for link in _LINKS[lang]:
        head, _, tail = name.rpartition(link)
        if head and gazetteer.is_place(tail, lang):
            return head
    return name


def is_person(name: str, lang: Lang) -> bool:
    """Whether a name is a person's: a title or a given name, and one or two words more."""
    said = even(shorn(name, lang)).split()
    if not 1 < len(said) <= _LONGEST or nouns(lang) & set(said):
        return False
    return said[0] in _given()


def has_noun(name: str, lang: Lang) -> bool:
    """Whether a name ends in a word for an initiative, or one stands in it before "of" or "for"; in Welsh, begins."""
    said = even(name).split()
    if not said:
        return False
    if said[0].removesuffix("'r") in nouns(Lang.CY):
        return True
    followed = any(word in nouns(lang) and after in ("of", "for", "in") for word, after in pairwise(said))
    return lang is Lang.EN and (followed or said[-1] in nouns(lang))


def is_institution(name: str, lang: Lang) -> bool:
    """Whether a name is a school's, a hospital's or the like, which are often merely named."""
    said = even(name).split()
    return bool({said[0], said[-1]} & _institutions(lang))


def _owned(name: str, lang: Lang) -> str:
    """What a place or a public body owns ("Torfaen's Bridge Builders"), or what follows a place ("Rhyl the …")."""
    for link in _OWNING:
        owner, found, owned = name.partition(link)
        if found and " " in owned and (gazetteer.is_place(owner, lang) or bodies.find(owner, lang)):
            return owned
    return name


def _is_barred_body(name: str, lang: Lang) -> bool:
    """Whether a name is a government's, a regulator's or the like, and little more."""
    body = bodies.find(name, lang)
    if body is None or body.kind not in _KINDS_BARRED:
        return False
    plain = even(name)
    return not any(len(plain.split()) > len(each.split()) + 1 and even(each) in plain for each in body.names(lang))


def _verb_first(word: str) -> bool:
    """Whether a Welsh word is a verb that opens its sentence ("Sefydlwyd", "Dechreuodd")."""
    return word.endswith(("wyd", "odd", "ant", "asom", "asant")) and len(word) > _LONGEST


@cache
def _barred(lang: Lang) -> frozenset[str]:
    return frozenset(words("case_studies", lang, "not_names"))


@cache
def _institutions(lang: Lang) -> frozenset[str]:
    return frozenset(words("case_studies", lang, "institutions"))


@cache
def _endings(lang: Lang) -> tuple[str, ...]:
    return words("case_studies", lang, "not_last")


@cache
def _barred_first() -> frozenset[str]:
    return frozenset(words("case_studies", Lang.EN, "not_first"))


@cache
def _given() -> frozenset[str]:
    given = table("given_names")
    return frozenset((*given["titles"], *given["names"]))


@cache
def _leading(lang: Lang) -> re.Pattern[str]:
    said = "|".join(re.escape(word).replace("'", "['’]") for word in words("case_studies", lang, "leading"))
    return re.compile(rf"^(?:{said})\s(?=[A-ZŴŶ0-9‘“'\"])", re.IGNORECASE)
