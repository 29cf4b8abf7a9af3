"""The names of initiatives in a sentence: who or what a case study is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus import bodies
from corpus.codebook import Lang
from nlp.case_studies import gazetteer, shapes
from nlp.case_studies.fit import NAME, fit, has_noun, is_institution, is_person, shorn
from nlp.case_studies.signs import tags

_PUBLIC_KINDS = frozenset({"council", "health-board", "nhs-trust"})
_NAMES = re.compile(NAME)
_METHOD = re.compile(r"\w-\w|\w{3}ing\b")
_LONGEST, _FEW, _OPENING, _BACK = 5, 3, 400, 40


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
    kept: list[Named] = []
    for named in _shown(said, held, lang):
        if all(named.end <= other.start or other.end <= named.start for other in kept):
            kept.append(named)
    return sorted(kept, key=lambda named: named.start)


def opening(text: str, lang: Lang) -> str:
    """The name that a story opens with ("Brynsiriol is a …"), or failing that the first that it holds; or nothing."""
    match = shapes.opening(lang).match(text)
    if match and fit(match["name"], lang, alone=True) and not is_person(match["name"], lang):
        return shorn(match["name"], lang)
    for named in _NAMES.finditer(text[:_OPENING]):
        name = shorn(named[0], lang)
        if has_noun(name, lang) and fit(name, lang) and not is_person(name, lang):
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


def _shown(said: str, held: frozenset[str], lang: Lang) -> Iterator[Named]:
    """Every name in a sentence that holds words of some kinds, those shown best first."""
    printed = list(_NAMES.finditer(said))
    quoted = list(_quoted(said, lang)) if "nouns" in held else []
    if "nouns" in held:
        yield from _described(said, printed, lang)
    if "(" in said:
        yield from _expanded(said, lang)
    if held & {"naming", "begun"}:
        yield from _called(said, lang)
    yield from (each for each in quoted if each.shown == "called")
    if "introductions" in held:
        yield from _matched(shapes.subject(lang).search(said), "subject", lang, alone=True)
    if "nouns" in held:
        yield from _initiatives(said, printed, lang)
    yield from _matched(shapes.agent(lang).match(said), "agent", lang)
    for match in printed:
        if shapes.related(lang).match(said, match.end()):
            yield from _matched(match, "agent", lang)
        elif said.startswith(",", match.end()) and shapes.apposed(lang).search(_before(said, match)):
            yield from _matched(match, "described", lang)
    yield from quoted


def _before(said: str, match: re.Match[str]) -> str:
    """The words before a name, from a comma right before it; nothing where there is none."""
    return said[max(0, match.start() - _BACK) : match.start()] if said.endswith(", ", 0, match.start()) else ""


def _matched(match: re.Match[str] | None, shown: str, lang: Lang, *, alone: bool = False) -> Iterator[Named]:
    """The name of a match, when it is fit; one word is enough only where it may stand ``alone``."""
    if match is None:
        return
    group = "name" if "name" in match.re.groupindex else 0
    name = shorn(match[group], lang)
    if gazetteer.is_place(name, lang) or not (alone or " " in name) or is_person(name, lang):
        return
    body = bodies.find(name, lang)
    if fit(name, lang, alone=alone) and (alone or body is None or body.kind not in _PUBLIC_KINDS):
        yield Named(name, match.start(group), match.end(group), shown)


def _examples(said: str, lang: Lang) -> Iterator[Named]:
    for match in shapes.example(lang).finditer(said):
        name = match["name"].strip(" ,’'")
        plain = name[:1].islower() and len(name.split()) <= _FEW and (lang is Lang.CY or _METHOD.search(name))
        if plain or (name[:1].isupper() and fit(name, lang, alone=True)):
            yield Named(name, match.start("name"), match.end("name"), "example")


def _described(said: str, printed: list[re.Match[str]], lang: Lang) -> Iterator[Named]:
    """Names that are told at once what they are: "Cwm Friends, a walking club"."""
    for match in printed:
        if shapes.told_as(lang).match(said, match.end()):
            yield from _matched(match, "described", lang, alone=True)


def _expanded(said: str, lang: Lang) -> Iterator[Named]:
    for match in shapes.EXPANDED.finditer(said):
        named, full = match["name"], match["full"]
        if " " in full and fit(named, lang, alone=True) and fit(full, lang) and not is_person(named, lang):
            yield Named(shorn(named, lang), match.start(), match.end(), "expanded")


def _called(said: str, lang: Lang) -> Iterator[Named]:
    for match in shapes.naming(lang).finditer(said):
        name, told = shorn(match["name"], lang), match["told"] is not None
        if not fit(match["name"], lang, alone=told) or is_person(match["name"], lang):
            continue
        if told or (has_noun(name, lang) and not is_institution(name, lang)):
            shown = "called"
        else:
            shown = "institution" if is_institution(name, lang) else "begun"
        yield Named(name, match.start("name"), match.end("name"), shown)


def _initiatives(said: str, printed: list[re.Match[str]], lang: Lang) -> Iterator[Named]:
    """Names that end in a word for an initiative, or stand by one ("DrugAid peer mentoring scheme")."""
    for match in printed:
        name = shorn(match[0], lang)
        if not name or shapes.MODEL.search(said[max(0, match.start() - _BACK) : match.start()]):
            continue
        beside = _beside(said, match.start(), match.end(), lang)
        ended = " " in name and has_noun(name, lang)
        alone = beside and (lang is Lang.CY or said.endswith(("the ", "our ", "its "), 0, match.start()))
        if (ended or beside) and fit(name, lang, alone=alone) and not is_person(name, lang):
            placed = not ended and gazetteer.is_place(name, lang)
            if placed and said.startswith(("’s", "'s"), match.start() + match[0].find(name) + len(name)):
                continue
            shown = "institution" if is_institution(name, lang) and not beside else "initiative"
            yield Named(name, match.start(), match.end(), "place" if placed else shown)


def _quoted(said: str, lang: Lang) -> Iterator[Named]:
    """Names in quotation marks, best beside a word for an initiative ("the 'Talk First' project")."""
    for match in shapes.QUOTED.finditer(said):
        spoken = match["name"].split()
        titled = sum(word[0].isupper() for word in spoken) * 2 >= len(spoken) and match["name"][-1].isalnum()
        if titled and len(spoken) <= _LONGEST and fit(match["name"], lang):
            shown = "called" if _beside(said, match.start(), match.end(), lang) else "quoted"
            yield Named(match["name"], match.start("name"), match.end("name"), shown)


def _beside(said: str, start: int, end: int, lang: Lang) -> bool:
    """Whether the word for what a name is stands by it: after it in English, before it in Welsh."""
    if lang is Lang.EN:
        return shapes.beside(lang).match(said, end) is not None
    return shapes.beside(lang).search(said[max(0, start - _BACK) : start]) is not None
