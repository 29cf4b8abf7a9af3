"""The shapes of words in which a sentence names an initiative, as patterns with a group ``name``."""

import re
from functools import cache

from corpus.codebook import Lang
from nlp.case_studies.fit import NAME
from nlp.case_studies.signs import noun_pattern
from nlp.phrases import any_of
from nlp.resources import words

EXPANDED = re.compile(rf"(?P<name>{NAME})\s\((?P<full>{NAME})\)")
"""A name and its meaning: "CAST Cymru (Communities and Schools Together)"."""
QUOTED = re.compile(r"[‘'“\"](?P<name>[A-Z][^‘’'“”\"]{2,50})[’'”\"]")
MODEL = re.compile(
    r"\b(?:based|modelled|modeled|drawing|built|builds|seilio|seiliedig) (?:up)?(?:on|ar)\s(?:the\s|a\s)?$",
    re.IGNORECASE,
)
"""Before a name, that it is only what something else is made after."""


def _any(key: str, lang: Lang) -> str:
    return any_of(words("case_studies", lang, key), lang)


@cache
def naming(lang: Lang) -> re.Pattern[str]:
    """A word that gives a name ("called", "o'r enw": ``told``), or one that says what was begun ("set up")."""
    the = r"(?:(?:an?|the|its|our|their|new|yr?|ei|ein|eu)\s){0,2}"
    said = rf"(?P<told>(?i:{_any('naming', lang)}))|(?i:{_any('begun', lang)})"
    return re.compile(rf"(?:{said}),?\s{the}[‘“'\"]?(?P<name>{NAME})")


@cache
def beside(lang: Lang) -> re.Pattern[str]:
    """After a name, the word for what it is: " peer mentoring scheme"; in Welsh it stands before the name."""
    if lang is Lang.CY:
        return re.compile(rf"(?i:{noun_pattern(lang)})\s(?:[‘'“\"])?$")
    never = (
        "is|are|was|were|has|have|had|will|and|to|that|which|who|in|of|on|by|with|from|as|for|or|but|the|an?|its|their|our|his|"
        r"her|this|these|set|ran|led|\w+ed|\w+ught|took|gave"
    )
    word = rf"(?!(?:{never})\b)[a-z][\w’'-]*"
    return re.compile(rf"(?:’s|'s|’|')?\s(?:where\sa\s)?(?:[‘'“]?{word}[’'”]?\s){{0,3}}(?i:{noun_pattern(lang)})")


@cache
def told_as(lang: Lang) -> re.Pattern[str]:
    """What follows a name that is told what it is: ", a … group", or " is a … charity"."""
    where = rf"(?:\s(?:in|near|at|yn|yng|ym|ger)\s{NAME})?"
    if lang is Lang.CY:
        is_a = r"(?:,\s|\s(?:yw'r|yn|sy'n|sydd\syn)\s)(?:[\w’'-]+\s)?"
    else:
        is_a = r"(?:,\san?\s|\s(?:is|was|are)\s(?:an?|the)\s)(?:[\w’'-]+\s){0,4}"
    return re.compile(rf"{where}{is_a}(?i:{noun_pattern(lang)})")


@cache
def subject(lang: Lang) -> re.Pattern[str]:
    """The name that an introduced sentence is about: "For example, Tai Gwynt has trained …"."""
    said = _any("introductions", lang)
    if lang is Lang.CY:
        verb = r"(?:mae|bu|aeth|roedd)(?:['’]r)?"
        return re.compile(rf"(?i:{said}),?\s{verb}\s(?P<name>{NAME})\s(?:yn|wedi|ati)\b")
    before = rf"(?:in\s{NAME},?\s)?(?:the\s)?"
    return re.compile(rf"(?i:{said})(?:,|:)?\s{before}(?P<name>{NAME})\s(?:{_any('verbs', lang)})")


@cache
def agent(lang: Lang) -> re.Pattern[str]:
    """The name that is the subject of a sentence, or what stands before a colon at its head."""
    if lang is Lang.CY:
        return re.compile(rf"(?:[^.]{{2,60}}?\s)?(?:[Mm]ae|[Bb]u|[Rr]oedd)\s(?P<name>{NAME})\s(?:yn|wedi)\b")
    verbs = _any("verbs", lang)
    return re.compile(rf"(?:[A-Z][^.,]{{1,60}},\s)?(?:[Tt]he\s)?(?P<name>{NAME})(?::\s|\s(?:{verbs}))")


@cache
def related(lang: Lang) -> re.Pattern[str]:
    """What follows a name with a clause of its own: "… form Camau Gwyrdd, which put …"."""
    return re.compile(r",?\s(?:sydd|sy['’]n|lle)\s" if lang is Lang.CY else r",\s(?:which|whose|where)\s")


@cache
def apposed(lang: Lang) -> re.Pattern[str]:
    """Before a name between commas, the word for what it is: "a second project, Roots Studio, opened"."""
    return re.compile(rf"(?:(?i:{noun_pattern(lang)})|result|canlyniad),\s$")


@cache
def opening(lang: Lang) -> re.Pattern[str]:
    """A name at the start of a story and the verb of its first sentence."""
    owned = rf"(?:’s|'s)\s{NAME}" if lang is Lang.EN else "(?!)"
    before = r"(?:(?:Mae|Roedd|Bu)(?:’r|'r)?\s)?" if lang is Lang.CY else ""
    after = r"(?:\s\([^()]{2,60}\))?(?:,[^,.]{2,90},)?"
    return re.compile(rf"{before}(?P<name>(?:The\s)?{NAME}(?:{owned})?){after}\s(?:{_any('verbs', lang)})")


@cache
def example(lang: Lang) -> re.Pattern[str]:
    """What an example is said to be: "one great example of … is time-banking"."""
    if lang is Lang.CY:
        end = r"(?=\s(?:yn|yng|ym|lle|sy)\b|[.;(,:]|$)"
        return re.compile(rf"enghraifft[^.;]{{0,60}}?\syw\s(?:[‘'“])?(?P<name>[^.;(,:]{{3,50}}?){end}", re.IGNORECASE)
    never = r"(?!(?:no|not|that|to|how|when|where|an?|in|if|one|its?|their|being|as|because|since|what|why)\b|\w+ed\b)"
    end = r"(?=\s?\(|,|\.|:|’s|'s|\sin\s|$)"
    return re.compile(
        rf"(?:example|case\sin\spoint|illustration|one\ssuch)[^.;]{{0,60}}?\sis\s(?:the\s)?{never}(?P<name>[^.;(,:]{{3,50}}?){end}",
        re.IGNORECASE,
    )
