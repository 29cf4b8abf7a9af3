"""The names of initiatives in a sentence: who or what a case study is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus import bodies
from corpus.codebook import Lang
from nlp import places
from nlp.case_signs import common, noun_pattern, nouns, tags
from nlp.cues import even
from nlp.phrases import any_of
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
        "auditor",
        "commission",
        "commissioner",
        "association",
        "regulator",
    }
)
_PUBLIC_KINDS = frozenset({"council", "health-board", "nhs-trust"})
_CAPITAL = r"(?:[A-ZŴŶÂÊÎÔÛ][\w’'-]*[\w-]|[A-Z](?!\w)|\d{2,4}(?=\s[A-Z]))"
_SMALL = r"(?:of|and|for|in|the|at|to|y|yr|a|ac|i|o|ar|dros|&|n’|2)"
NAME = rf"{_CAPITAL}(?:[\s/](?:{_SMALL}\s){{0,2}}{_CAPITAL}){{0,7}}"
_NAMES = re.compile(NAME)
_EXPANDED = re.compile(rf"(?P<name>{NAME})\s\((?P<full>{NAME})\)")
_QUOTED = re.compile(r"[‘'“\"](?P<name>[A-Z][^‘’'“”\"]{2,50})[’'”\"]")
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
_METHOD = re.compile(r"\w-\w|\w{3}ing\b")
_MODEL = re.compile(
    r"\b(?:based|modelled|modeled|drawing|built|builds|seilio|seiliedig) (?:up)?(?:on|ar)\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)
_LONGEST, _FEW, _FEW_LETTERS, _OPENING = 5, 3, 3, 400


@dataclass(frozen=True, slots=True)
class Named:
    """A name at ``start:end`` of a text, and what shows that it names an initiative."""

    name: str
    start: int
    end: int
    shown: str


def names(said: str, lang: Lang) -> list[Named]:
    """The names of initiatives in a sentence, in order; where two overlap, the one shown best."""
    held = tags(said, lang)
    if "introductions" in held:
        examples = list(_examples(said, lang))
        if examples:
            return examples
    printed = list(_NAMES.finditer(said))
    quoted = list(_quoted(said, lang)) if "nouns" in held else []
    found = [
        *(_described(said, printed, lang) if "nouns" in held else ()),
        *(_expanded(said, lang) if "(" in said else ()),
        *(_called(said, lang) if held & {"naming", "begun"} else ()),
        *(each for each in quoted if each.shown == "called"),
        *(_subjects(said, lang) if "introductions" in held else ()),
        *(_initiatives(said, printed, lang) if "nouns" in held else ()),
        *quoted,
    ]
    kept: list[Named] = []
    for named in found:
        if all(named.end <= other.start or other.end <= named.start for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.start)


def opening(text: str, lang: Lang) -> str:
    """The name that a story opens with ("Brynsiriol is a …"), or failing that the first that it holds; or nothing."""
    match = _opening(lang).match(text)
    if match and fit(match["name"], lang, alone=True) and not _person(match["name"], lang):
        return shorn(match["name"], lang)
    for named in _NAMES.finditer(text[:_OPENING]):
        name = shorn(named[0], lang)
        if _has_noun(even(name).split(), lang) and fit(name, lang) and not _person(name, lang):
            return name
    return ""


def public_bodies(said: str, lang: Lang) -> list[Named]:
    """A council, health board or NHS trust of which a sentence tells that it shares its work with people."""
    body = bodies.find(said, lang) if "sharing" in tags(said, lang) else None
    if body is None or body.kind not in _PUBLIC_KINDS:
        return []
    for name in sorted(body.names(lang), key=len, reverse=True):
        match = re.search(rf"(?<!\w)\w{re.escape(name[1:])}(?!\w)", said)
        if match:
            return [Named(match[0], match.start(), match.end(), "body")]
    return []


def fit(name: str, lang: Lang, *, alone: bool = False) -> bool:
    """Whether a name can be an initiative's: not a government, a law, a month or the first word of a sentence.

    A single word must be a place or a made-up one ("DrugAid"), unless the name stands ``alone`` at a story's head.
    """
    bare = shorn(name, lang)
    plain = even(bare)
    said = plain.split()
    if len(plain) < _FEW_LETTERS or plain in _barred(lang) or " and the " in plain or plain.endswith(_endings(lang)):
        return False
    if said[-1 if lang is Lang.EN else 0] in _barred(lang) or (lang is Lang.EN and said[0] in _barred_first()):
        return False
    if len(said) == 1:
        placed = all(places.is_place(part, lang) for part in bare.split("/"))
        if not alone and not placed and not _CAMEL.fullmatch(bare):
            return False
        if plain in common(lang) or (lang is Lang.CY and _verb_first(plain)):
            return False
    return not _is_barred_body(bare, lang)


def _is_barred_body(name: str, lang: Lang) -> bool:
    """Whether a name is a government's, a regulator's or the like, and little more."""
    body = bodies.find(name, lang)
    if body is None or body.kind not in _KINDS_BARRED:
        return False
    plain = even(name)
    return not any(len(plain.split()) > len(each.split()) + 1 and even(each) in plain for each in body.names(lang))


def _has_noun(said: list[str], lang: Lang) -> bool:
    """Whether a name ends in a word for an initiative, or one stands in it before "of" or "for"; in Welsh, begins."""
    if not said:
        return False
    if said[0].removesuffix("'r") in nouns(Lang.CY):
        return True
    followed = any(word in nouns(lang) and after in ("of", "for", "in") for word, after in pairwise(said))
    return lang is Lang.EN and (followed or said[-1] in nouns(lang))


def _institution(said: list[str], lang: Lang) -> bool:
    """Whether a name is a school's, a hospital's or the like, which are often merely named."""
    return bool({said[0], said[-1]} & frozenset(words("case_studies", lang, "institutions")))


def shorn(name: str, lang: Lang) -> str:
    """The name without the article or opening word its sentence gave it, and without its place ("… in Swansea")."""
    bare = name.strip(" ,’'")
    while (shorter := _owned(_GROUP.sub("", _leading(lang).sub("", bare)), lang)) != bare:
        bare = shorter
    first, gap, rest = bare.partition(" ")
    if lang is Lang.CY and gap and _verb_first(first.lower()):
        bare = rest
    return re.sub(r"(?:’s|'s)$", "", placeless(bare, lang))


def _owned(name: str, lang: Lang) -> str:
    """What a place or a public body owns ("Torfaen's Bridge Builders"), or what follows a place ("Rhyl the …")."""
    for link in _OWNING:
        owner, found, owned = name.partition(link)
        if found and " " in owned and (places.is_place(owner, lang) or bodies.find(owner, lang)):
            return owned
    return name


def placeless(name: str, lang: Lang) -> str:
    """The name without the place that it ends in ("Dementia Friends in Swansea")."""
    for link in _LINKS[lang]:
        head, _, tail = name.rpartition(link)
        if head and places.is_place(tail, lang):
            return head
    return name


def _verb_first(word: str) -> bool:
    """Whether a Welsh word is a verb that opens its sentence ("Sefydlwyd", "Dechreuodd")."""
    return word.endswith(("wyd", "odd", "ant", "asom", "asant")) and len(word) > _LONGEST


def _person(name: str, lang: Lang) -> bool:
    """Whether a name is a person's: a title or a given name, and one or two words more."""
    said = even(shorn(name, lang)).split()
    if not 1 < len(said) <= _LONGEST or nouns(lang) & set(said):
        return False
    return said[0] in _given()


def _examples(said: str, lang: Lang) -> Iterator[Named]:
    for match in _example(lang).finditer(said):
        name = match["name"].strip(" ,’'")
        plain = name[:1].islower() and len(name.split()) <= _FEW and (lang is Lang.CY or _METHOD.search(name))
        if plain or (name[:1].isupper() and fit(name, lang, alone=True)):
            yield Named(name, match.start("name"), match.end("name"), "example")


def _described(said: str, printed: list[re.Match[str]], lang: Lang) -> Iterator[Named]:
    """Names that are told at once what they are: "Vale People First, a local self-advocacy group"."""
    for match in printed:
        told = _told_as(lang).match(said, match.end())
        if (
            told
            and not places.is_place(shorn(match[0], lang), lang)
            and fit(match[0], lang, alone=True)
            and not _person(match[0], lang)
        ):
            yield Named(shorn(match[0], lang), match.start(), match.end(), "described")


def _expanded(said: str, lang: Lang) -> Iterator[Named]:
    for match in _EXPANDED.finditer(said):
        named, full = match["name"], match["full"]
        if " " in full and fit(named, lang, alone=True) and fit(full, lang) and not _person(named, lang):
            yield Named(shorn(named, lang), match.start(), match.end(), "expanded")


def _called(said: str, lang: Lang) -> Iterator[Named]:
    for match in _naming(lang).finditer(said):
        if fit(match["name"], lang, alone=match["told"] is not None) and not _person(match["name"], lang):
            noun = match["told"] or _has_noun(even(shorn(match["name"], lang)).split(), lang)
            yield Named(
                shorn(match["name"], lang), match.start("name"), match.end("name"), "called" if noun else "begun"
            )


def _subjects(said: str, lang: Lang) -> Iterator[Named]:
    """The name that an introduced sentence is about: "For example, Tai Gwynt has trained …"."""
    match = _subject(lang).search(said)
    if match and fit(match["name"], lang, alone=True) and not _person(match["name"], lang):
        yield Named(shorn(match["name"], lang), match.start("name"), match.end("name"), "subject")


def _initiatives(said: str, printed: list[re.Match[str]], lang: Lang) -> Iterator[Named]:
    """Names that end in a word for an initiative, or stand by one ("DrugAid peer mentoring scheme")."""
    for match in printed:
        name = shorn(match[0], lang)
        spoken = even(name).split()
        if not spoken or _MODEL.search(said[max(0, match.start() - 24) : match.start()]):
            continue
        beside = (
            _beside(lang).match(said, match.end()) if lang is Lang.EN else _ahead(lang).search(said[: match.start()])
        )
        ended = len(spoken) > 1 and _has_noun(spoken, lang)
        if (ended or beside) and fit(name, lang, alone=bool(beside) and lang is Lang.CY) and not _person(name, lang):
            placed = not ended and places.is_place(name, lang)
            shown = "place" if placed else "institution" if _institution(spoken, lang) and not beside else "initiative"
            yield Named(name, match.start(), match.end(), shown)


def _quoted(said: str, lang: Lang) -> Iterator[Named]:
    """Names in quotation marks, best beside a word for an initiative ("the 'Talk First' project")."""
    for match in _QUOTED.finditer(said):
        beside = _ahead(lang).search(said[: match.start()]) or _beside(lang).match(said, match.end())
        if fit(match["name"], lang) and len(match["name"].split()) <= _LONGEST:
            yield Named(match["name"], match.start("name"), match.end("name"), "called" if beside else "quoted")


@cache
def _barred(lang: Lang) -> frozenset[str]:
    return frozenset(words("case_studies", lang, "not_names"))


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


@cache
def _naming(lang: Lang) -> re.Pattern[str]:
    """A word that gives a name ("called", "o'r enw"), or one that says what was begun ("set up", "launched")."""
    told, begun = (any_of(words("case_studies", lang, key), lang) for key in ("naming", "begun"))
    the = r"(?:(?:an?|the|its|our|their|new|yr?|ei|ein|eu)\s){0,2}"
    return re.compile(rf"(?:(?P<told>(?i:{told}))|(?i:{begun})),?\s{the}[‘“'\"]?(?P<name>{NAME})")


@cache
def _beside(lang: Lang) -> re.Pattern[str]:
    word = (
        r"(?!(?:is|are|was|were|has|have|had|will|and|to|that|which|who|in|of|on|by|with|from|as|for|or|but|the|an?|its|"
        r"their|our|his|her|this|these|set|ran|led|\w+ed|\w+ught|took|gave)\b)[a-z][\w’'-]*"
    )
    return re.compile(rf"(?:’s|'s|’|')?\s(?:where\sa\s)?(?:[‘'“]?{word}[’'”]?\s){{0,3}}(?i:{noun_pattern(lang)})")


@cache
def _told_as(lang: Lang) -> re.Pattern[str]:
    """What follows a name that is told what it is: ", a … group", or "is a … charity that"."""
    where = rf"(?:\s(?:in|near|at|yn|yng|ym|ger)\s{NAME})?"
    if lang is Lang.CY:
        is_a = r"(?:,\s|\s(?:yw'r|yn|sy'n|sydd\syn)\s)(?:[\w’'-]+\s)?"
    else:
        is_a = r"(?:,\san?\s|\s(?:is|was|are)\s(?:an?|the)\s)(?:[\w’'-]+\s){0,4}"
    return re.compile(rf"{where}{is_a}(?i:{noun_pattern(lang)})")


@cache
def _ahead(lang: Lang) -> re.Pattern[str]:
    return re.compile(rf"(?i:{noun_pattern(lang)})\s(?:[‘'“\"])?$")


@cache
def _subject(lang: Lang) -> re.Pattern[str]:
    said = any_of(words("case_studies", lang, "introductions"), lang)
    if lang is Lang.CY:
        return re.compile(rf"(?i:{said}),?\s(?:mae|bu|aeth|roedd)(?:['’]r)?\s(?P<name>{NAME})\s(?:yn|wedi)\b")
    verbs = any_of(words("case_studies", lang, "verbs"), lang)
    return re.compile(rf"(?i:{said})(?:,|:)?\s(?:in\s{NAME},?\s)?(?:the\s)?(?P<name>{NAME})\s(?:{verbs})")


@cache
def _opening(lang: Lang) -> re.Pattern[str]:
    """A name at the start of a story and the verb of its first sentence."""
    verbs = any_of(words("case_studies", lang, "verbs"), lang)
    owned = rf"(?:’s|'s)\s{NAME}" if lang is Lang.EN else "(?!)"
    before = r"(?:(?:Mae|Roedd|Bu)(?:’r|'r)?\s)?" if lang is Lang.CY else ""
    return re.compile(
        rf"{before}(?P<name>(?:The\s)?{NAME}(?:{owned})?)(?:\s\([^()]{{2,60}}\))?(?:,[^,.]{{2,90}},)?\s(?:{verbs})"
    )


@cache
def _example(lang: Lang) -> re.Pattern[str]:
    """What an example is said to be: "one great example of … is time-banking"."""
    if lang is Lang.CY:
        return re.compile(
            r"enghraifft[^.;]{0,60}?\syw\s(?:[‘'“])?(?P<name>[^.;(,:]{3,50}?)(?=\s(?:yn|yng|ym|lle|sy)\b|[.;(,:]|$)",
            re.I,
        )
    never = (
        r"(?!(?:no|not|that|to|how|when|where|a|an|in|if|one|its?|their|an?|being|as|because|since|what|why)\b|\w+ed\b)"
    )
    return re.compile(
        rf"example[^.;]{{0,60}}?\sis\s(?:the\s)?{never}(?P<name>[^.;(,:]{{3,50}}?)(?=\s?\(|,|\.|:|’s|'s|\sin\s|$)",
        re.IGNORECASE,
    )
