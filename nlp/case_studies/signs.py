"""What speaks for a case study in a stretch of text: things done, a place, figures, an introduction."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.bodies import mutations
from corpus.codebook import Lang
from nlp.case_studies import gazetteer
from nlp.case_studies.figures import outcomes
from nlp.phrases import Lexicon, any_of, even, matcher
from nlp.resources import words

_LOOK_BACK, _SEVERAL = 48, 2
_NAMING = ("nouns", "introductions", "naming", "begun", "sharing")
_QUOTES = re.compile(r"[‘“\"]|(?<!\w)'")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"[A-ZŴŶ]")
_GOVERNMENTS = re.compile(
    r"\b(?:(?:i|government|ministers?|cabinet secretary|llywodraeth|gweinidog(?:ion)?)\s"
    r"(?:have|has|had|am|is|also|wedi|yn|\w+ed)\b"
    r"|we\s(?:have|had|are|also|\s)+(?:support|provid|invest|alloc|fund|commit|mad|work)\w+)"
)
_BREAK = re.compile(r"[,.;:()]")
_DOING, _DOING_MOST, _PEOPLE = 0.08, 0.24, 0.04
_LOCAL, _COUNTED, _INTRODUCED = 0.12, 0.1, 0.15


@dataclass(frozen=True, slots=True)
class Signs:
    """How many different things are said to be done in a stretch, and what else stands there."""

    doing: int
    people: bool
    local: bool
    counted: bool
    introduced: bool

    @property
    def worth(self) -> float:
        """What the signs add to a confidence."""
        return (
            min(_DOING_MOST, _DOING * self.doing)
            + (_PEOPLE if self.people else 0)
            + (_LOCAL if self.local else 0)
            + (_COUNTED if self.counted else 0)
            + (_INTRODUCED if self.introduced else 0)
        )


def signs(text: str, lang: Lang, *, name: str = "", introduced: bool = False) -> Signs:
    """The signs in a stretch about what is called ``name``; a place that is no more than the name does not count."""
    found = lexicon(lang).find(text)
    done = {each.phrase: each.start for each in found.get("doing", ())}
    done |= {match[0].lower(): match.start() for match in _done(lang).finditer(text)}
    return Signs(
        doing=sum(not _planned(text, at, lang) for at in done.values()),
        people="people" in found,
        local=any(
            place.kind != "country" and text[place.start : place.end].lower() != name.lower()
            for place in gazetteer.every(text, lang)
        ),
        counted=bool(outcomes(text, lang)),
        introduced=introduced or "introductions" in found,
    )


def hopeful(text: str, lang: Lang, *, told: bool) -> list[int]:
    """Where words stand that may be by a study's name, when a text may tell of one at all: a quick way to say no."""
    found = lexicon(lang).find(text)
    done = {each.phrase for each in found.get("doing", ())} or _done(lang).search(text)
    if not done:
        return []
    spots = [each.start for key in _NAMING for each in found.get(key, ())]
    spots.extend(match.start() for match in _QUOTES.finditer(text))
    spots.sort()
    if not spots:
        return []
    several = isinstance(done, set) and len(done) >= _SEVERAL
    if told or several or "introductions" in found or gazetteer.any_near(text, lang):
        return spots
    return spots if _DIGIT.search(text) and outcomes(text, lang) else []


def tags(text: str, lang: Lang) -> frozenset[str]:
    """The kinds of words of the data file that a text holds."""
    return frozenset(lexicon(lang).find(text))


@lru_cache(maxsize=4096)
def introduces(text: str, lang: Lang) -> bool:
    """Whether words in a text introduce an example."""
    return bool(text) and "introductions" in lexicon(lang).find(text)


@lru_cache(maxsize=4096)
def tells(heading: str, lang: Lang) -> bool:
    """Whether a heading says that stories stand under it."""
    return _phrases("headings", lang).search(heading) is not None


def goes_on(sentence: str, lang: Lang) -> bool:
    """Whether a sentence goes on about what the one before it named: by how it begins, or with figures and no name."""
    said = sentence.lstrip()
    if _phrases("going_on", lang).match(said):
        return True
    return _CAPITAL.search(said, 1) is None and bool(outcomes(said, lang))


def defined(text: str, lang: Lang) -> bool:
    """Whether a text says in its first words what its subject is ("Hafan Deg is a day centre …")."""
    return _first_defined(lang).match(text) is not None


def defines(text: str, lang: Lang) -> bool:
    """Whether a text says at its head, or later, that "it is a … charity"."""
    return _defining(lang).search(text) is not None


def sector(text: str, lang: Lang) -> str:
    """The sector that a text is of, by its words: the first in the list that any shows; or nothing."""
    found = _sectors(lang).find(text)
    return next((each for each in _sector_names(lang) if each in found), "")


def situated(name: str, stretch: str, around: str, lang: Lang) -> str:
    """Where a study is: the place that it is called by, that its stretch is in, that its name or stretch holds."""
    within = gazetteer.find(name, lang)
    if within and gazetteer.is_place(name, lang):
        return within
    inside = "" if within and gazetteer.is_country(within, lang) else within
    near = gazetteer.where(stretch, lang) or inside or gazetteer.find(stretch, lang)
    if near and not gazetteer.is_country(near, lang):
        return near
    return gazetteer.where(around, lang) or near or gazetteer.find(around, lang)


@cache
def nouns(lang: Lang) -> frozenset[str]:
    """Single words for initiatives and organisations; in Welsh in every mutation."""
    single = [noun for noun in words("case_studies", lang, "nouns") if " " not in noun]
    return frozenset(single if lang is Lang.EN else (form for noun in single for form in mutations(noun)))


@cache
def noun_pattern(lang: Lang) -> str:
    """Words and phrases for initiatives and organisations, as a pattern's source."""
    return any_of(words("case_studies", lang, "nouns"), lang)


@cache
def common(lang: Lang) -> frozenset[str]:
    """Words that begin sentences with a capital and name nobody."""
    return frozenset(word for key in ("commons", "counted") for word in words("case_studies", lang, key))


@cache
def lexicon(lang: Lang) -> Lexicon:
    """What is done, people it is done with, and words that may stand by a name, under the keys of the data file."""
    entries = [(key, phrase) for key in ("doing", "people", *_NAMING) for phrase in words("case_studies", lang, key)]
    if lang is Lang.CY:  # "sy'n helpu" as well as "yn helpu"
        entries += [(key, phrase.removeprefix("y")) for key, phrase in entries if phrase.startswith("yn ")]
    return Lexicon(entries, lang)


def _planned(text: str, at: int, lang: Lang) -> bool:
    """Whether what is done at a place of a text is only meant to be done ("will be co-produced"), or a government's."""
    before = _BREAK.split(even(text[max(0, at - _LOOK_BACK) : at]))[-1]
    if _phrases("planned", lang).search(before) or _GOVERNMENTS.search(before + even(text[at : at + _LOOK_BACK])):
        return True
    start = max(text.rfind(stop, 0, at) for stop in (". ", "; ", "\n")) + 1
    return _phrases("planned_first", lang).match(text[start:at].lstrip()) is not None


@cache
def _done(lang: Lang) -> re.Pattern[str]:
    """Verbs of things done by their form ("has trained", "hyfforddodd"), but for those of saying and deciding."""
    never = "|".join(map(re.escape, words("case_studies", lang, "not_doing")))
    if lang is Lang.CY:
        forms = rf"wedi\s(?!(?:{never})\b)[^\W\d_]{{4,}}|(?!(?:{never})\b)[^\W\d_]{{3,}}(?:odd|wyd)"
    else:
        adverb = r"(?:(?:\w{2,}ly|also|now|already|since|recently|together|so\sfar)\s)?"
        ending = r"(?:ed|wn|ght|ilt|ent|ung|orn|aken|iven|old|aid|run|cut|begun|met|led|grown|won)"
        who = "|".join(words("case_studies", lang, "people"))
        forms = rf"(?:has|have|had)\s{adverb}(?:been\s)?(?!(?:{never})\b)[a-z]*{ending}"
        forms += rf"|(?:{who})\s(?:then\s|together\s|also\s|now\s)?(?!(?:{never})\b)[a-z]{{3,}}ed"
    return re.compile(rf"\b(?:{forms})\b", re.IGNORECASE)


@cache
def _defining(lang: Lang) -> re.Pattern[str]:
    is_a = (
        r"(?:mae['’]n|maent\syn|rydym\syn)\s" if lang is Lang.CY else r"(?:it|this|we|they)\s(?:is|are|was|were)\san?\s"
    )
    return re.compile(rf"\b{is_a}(?:[\w’'-]+\s){{0,3}}(?:{noun_pattern(lang)})", re.IGNORECASE)


@cache
def _first_defined(lang: Lang) -> re.Pattern[str]:
    is_a = r"\syn\s" if lang is Lang.CY else r"\s(?:is|was)\s(?:an?|the)\s(?:[\w’'-]+\s){0,4}?"
    return re.compile(rf".{{2,80}}?{is_a}(?:{noun_pattern(lang)})", re.IGNORECASE)


@cache
def _sector_names(lang: Lang) -> tuple[str, ...]:
    return words("case_studies", lang, "sectors")


@cache
def _sectors(lang: Lang) -> Lexicon:
    entries = (
        (each, phrase) for each in _sector_names(lang) for phrase in words("case_studies", lang, "sectors", each)
    )
    return Lexicon(entries, lang)


@cache
def _phrases(key: str, lang: Lang) -> re.Pattern[str]:
    return matcher(words("case_studies", lang, key), lang)
