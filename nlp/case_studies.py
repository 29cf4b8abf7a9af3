"""Case studies: passages about a named initiative or organisation doing something, often somewhere and to an end."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Outcome, Passage, TaggedSource
from nlp import places
from nlp.case_names import names, opening
from nlp.figures import outcomes
from nlp.phrases import Lexicon, matcher
from nlp.resources import table, words
from nlp.sentences import split

_LEAST, _MOST = 0.5, 0.95
_FEWEST_WORDS = 8
_NEVER_KINDS = frozenset(
    {
        DocumentKind.ACT,
        DocumentKind.BILL,
        DocumentKind.STATUTORY_INSTRUMENT,
        DocumentKind.MOTION,
        DocumentKind.CODE_OF_PRACTICE,
    }
)
_TITLE = re.compile(r"(?P<name>[^\n,:;.!?]{2,80}),\s*(?P<place>[A-ZŴŶ][^\n,:;.!?]{0,40})$")
_WORTH = {"initiative": 0.25, "called": 0.3, "quoted": 0.2, "expanded": 0.35, "example": 0.35, "described": 0.35}
_TOLD, _TITLED = 0.45, 0.7
_INTRODUCED, _LOCAL, _COUNTED, _DOING, _DOING_MOST = 0.15, 0.12, 0.1, 0.08, 0.24


@dataclass(frozen=True, slots=True)
class Study:
    """A case study at ``start:end`` of a passage: what it is called, where it is, what it works in, what it reports."""

    start: int
    end: int
    name: str
    place: str
    sector: str
    outcomes: tuple[Outcome, ...]
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class _Setting:
    """What is around a text: whether it stands among stories, a name and place that its heading gives, and whether
    the whole document is the story."""

    told: bool = False
    name: str = ""
    place: str = ""
    whole: bool = False


def find_in(passage: Passage, source: TaggedSource) -> list[Study]:
    """The case studies of a passage of a document; none in law and motions."""
    if source.kind in _NEVER_KINDS or passage.kind is PassageKind.HEADING:
        return []
    setting = _setting(passage, source)
    studies = _studies(passage.text, source.lang, setting)
    if setting.whole and studies:
        text = " ".join(each.text for each in source.passages)
        return [
            replace(
                studies[0],
                outcomes=outcomes(text, source.lang),
                place=studies[0].place or places.find(text, source.lang),
            )
        ]
    return studies


def find(text: str, lang: Lang) -> list[Study]:
    """The case studies of a text with nothing known around it."""
    return _studies(text, lang, _Setting())


def _setting(passage: Passage, source: TaggedSource) -> _Setting:
    lang = source.lang
    headed = any(_phrases("headings", lang).search(heading) for heading in passage.headings)
    told = headed or _phrases("introductions", lang).search(passage.lead) is not None
    title = _TITLE.fullmatch(passage.headings[-1].strip()) if passage.headings else None
    if title and places.find(title["place"], lang):
        return _Setting(True, title["name"].strip(), title["place"].strip())
    if source.kind is DocumentKind.CASE_STUDY and passage is _first_paragraph(source):
        return _Setting(True, re.sub(r"^[^:]{2,20}:\s+", "", source.title).split(",")[0].strip(), whole=True)
    return _Setting(told)


def _first_paragraph(source: TaggedSource) -> Passage | None:
    return next((passage for passage in source.passages if passage.kind is not PassageKind.HEADING), None)


def _studies(text: str, lang: Lang, setting: _Setting) -> list[Study]:
    if len(text.split()) < _FEWEST_WORDS:
        return []
    found = _lexicon(lang).find(text)
    doing = len({each.phrase for each in found.get("doing", [])})
    if setting.name:
        sure = _TITLED + min(_DOING_MOST, _DOING * doing)
        return [_study(text, lang, (0, len(text)), setting.name, sure, "case-study-titled", setting.place)]
    if not doing or not (setting.told or "nouns" in found or "introductions" in found):
        return []
    if setting.told:
        name = opening(text, lang)
        if name:
            sure = _TOLD + min(_DOING_MOST, _DOING * doing) + (_LOCAL if places.find(text, lang) else 0)
            return [_study(text, lang, (0, len(text)), name, sure, "case-study-told", "")]
    if not (setting.told or "introductions" in found or places.find(text, lang) or outcomes(text, lang)):
        return []
    return list(_in_sentences(text, lang, setting))


def _in_sentences(text: str, lang: Lang, setting: _Setting) -> Iterator[Study]:
    """Studies named inside sentences: each from its name to the next, the first from its sentence's start."""
    seen: set[str] = set()
    for unit in split(text, lang):
        said = text[unit.start : unit.end]
        named = names(said, lang)
        if not named:
            continue
        introduced = setting.told or _phrases("introductions", lang).search(said) is not None
        for index, each in enumerate(named):
            start = unit.start + (each.start if index else 0)
            end = unit.start + (named[index + 1].start if index + 1 < len(named) else len(said))
            sure = _WORTH[each.shown] + _evidence(text[start:end], said, each.name, lang)
            if introduced:
                sure += _INTRODUCED
            if sure >= _LEAST and each.name.lower() not in seen:
                seen.add(each.name.lower())
                yield _study(
                    text, lang, (start, end), each.name, sure, f"case-study-{each.shown}", places.find(each.name, lang)
                )


def _evidence(stretch: str, sentence: str, name: str, lang: Lang) -> float:
    """How much the words around a name speak for a study: what is done, where, and with what outcome."""
    doing = len({each.phrase for each in _lexicon(lang).find(sentence).get("doing", [])})
    place = places.find(sentence, lang)
    local = _LOCAL if place and not places.is_country(place, lang) and place.lower() != name.lower() else 0.0
    return min(_DOING_MOST, _DOING * doing) + local + (_COUNTED if outcomes(stretch, lang) else 0.0) if doing else 0.0


def _study(text: str, lang: Lang, span: tuple[int, int], name: str, confidence: float, rule: str, place: str) -> Study:
    start, end = span
    stretch = text[start:end].rstrip(" ,;\n")
    return Study(
        start=start,
        end=start + len(stretch),
        name=name,
        place=place or places.find(stretch, lang) or places.find(text, lang),
        sector=_sector(f"{name} {stretch}", lang) or _sector(text, lang),
        outcomes=outcomes(stretch, lang),
        confidence=round(min(_MOST, confidence), 2),
        rule=rule,
    )


def _sector(text: str, lang: Lang) -> str:
    found = _sectors(lang).find(text)
    return next((sector for sector in table("case_studies", lang)["sectors"] if sector in found), "")


@cache
def _sectors(lang: Lang) -> Lexicon:
    sectors = table("case_studies", lang)["sectors"]
    return Lexicon(((sector, phrase) for sector, phrases in sectors.items() for phrase in phrases), lang)


@cache
def _lexicon(lang: Lang) -> Lexicon:
    keys = ("doing", "nouns", "introductions")
    return Lexicon(((key, phrase) for key in keys for phrase in words("case_studies", lang, key)), lang)


@cache
def _phrases(key: str, lang: Lang) -> re.Pattern[str]:
    return matcher(words("case_studies", lang, key), lang)
