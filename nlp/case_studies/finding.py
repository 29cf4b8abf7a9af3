"""Case studies: passages about a named initiative or organisation doing something, often somewhere and to an end."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Outcome, Passage, TaggedSource
from nlp.case_studies import gazetteer
from nlp.case_studies.figures import outcomes
from nlp.case_studies.names import Named, names, opening, public_bodies
from nlp.case_studies.signs import defined, defines, goes_on, hopeful, introduces, sector, signs, situated, tells
from nlp.case_studies.titles import Title, headline, inline, of_document, of_heading, of_story
from nlp.sentences import split

_LEAST, _MOST = 0.5, 0.95
_FEWEST_WORDS, _SECTION, _CHAIN, _ENOUGH, _SENTENCE = 8, 40, 3, 4000, 2000
_NEVER_KINDS = frozenset(
    {
        DocumentKind.ACT,
        DocumentKind.BILL,
        DocumentKind.STATUTORY_INSTRUMENT,
        DocumentKind.MOTION,
        DocumentKind.CODE_OF_PRACTICE,
    }
)
_WORTH = {
    "initiative": 0.28,
    "institution": 0.2,
    "place": 0.15,
    "body": 0.2,
    "begun": 0.22,
    "agent": 0.2,
    "called": 0.3,
    "subject": 0.3,
    "quoted": 0.2,
    "expanded": 0.35,
    "example": 0.35,
    "described": 0.35,
}
_TOLD, _TITLED, _LABELLED = 0.4, 0.6, 0.75


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


def find_in(passage: Passage, source: TaggedSource) -> list[Study]:
    """The case studies of a passage of a document; none in law and motions."""
    if source.kind in _NEVER_KINDS or passage.kind is PassageKind.HEADING:
        return []
    if source.kind is DocumentKind.CASE_STUDY:
        title = of_document(source.title, source.lang)
        if title is not None:
            story = _story(source)
            return [_whole(passage, title, source)] if passage is story else []
    if not _long(passage):
        return []
    title = _title_of(passage, source)
    if title is not None:
        before = _section_before(passage, source, _SECTION)
        return [] if any(map(_long, before)) else list(_titled(passage, title, source))
    told = source.kind is DocumentKind.CASE_STUDY or _told(passage, source.lang)
    return _studies(passage.text, source.lang, told=told)


def find(text: str, lang: Lang) -> list[Study]:
    """The case studies of a text with nothing known around it."""
    return _studies(text, lang, told=False) if len(text.split()) >= _FEWEST_WORDS else []


def _long(passage: Passage) -> bool:
    return len(passage.text.split(None, _FEWEST_WORDS)) >= _FEWEST_WORDS and passage.kind is not PassageKind.HEADING


def _story(source: TaggedSource) -> Passage | None:
    """The passage with which a document that is one case study begins to tell: its first of more than a few words."""
    told = [passage for passage in source.passages[:_SECTION] if passage.kind is not PassageKind.HEADING]
    return next(filter(_long, told), told[0] if told else None)


def _whole(story: Passage, title: Title, source: TaggedSource) -> Study:
    lang = source.lang
    text = " ".join(each.text for each in source.passages if each.kind is not PassageKind.HEADING)
    name = _name(title, story.text, lang) or " ".join(source.title.split() or story.text.split()[:_FEWEST_WORDS])
    sure = _LABELLED + signs(text[:_ENOUGH], lang, name=name).worth / 2
    study = _study(story.text, lang, (0, len(story.text)), name, sure, "case-study-document", place=title.place)
    return _with_outcomes(study, text, lang)


def _name(title: Title, text: str, lang: Lang) -> str:
    """The name that a title gives; where it is a headline, the first that the text does, or the headline."""
    if not headline(title):
        return title.name
    found = names(text, lang)
    return opening(text, lang) or (found[0].name if found else title.name)


def _with_outcomes(study: Study, text: str, lang: Lang) -> Study:
    """A study with the figures of all of its text, and the first place there where it has none nearer."""
    near = study.place if study.place and not gazetteer.is_country(study.place, lang) else ""
    return replace(
        study,
        place=near or gazetteer.where(text, lang) or gazetteer.find(text, lang) or study.place,
        sector=study.sector or sector(text[:_ENOUGH], lang),
        outcomes=outcomes(text, lang),
    )


def _section_before(passage: Passage, source: TaggedSource, most: int) -> list[Passage]:
    """The passages just before this one under the same headings, nearest first, at most so many."""
    at = bisect_left(source.passages, passage.start, key=lambda each: each.start)
    found: list[Passage] = []
    for each in reversed(source.passages[max(0, at - most) : at]):
        if each.headings != passage.headings or each.kind is PassageKind.HEADING:
            break
        found.append(each)
    return found


def _title_of(passage: Passage, source: TaggedSource) -> Title | None:
    """The title that a passage stands under: its own first words, a short line before it, or its heading."""
    lang = source.lang
    titled = inline(passage.text, lang)
    if titled is not None:
        return titled
    before = _section_before(passage, source, 1)
    if before and not _long(before[0]):
        titled = of_heading(before[0].text, lang)
        if titled is not None and titled.labelled and titled.name:
            return titled
    if not passage.headings:
        return None
    gathered = source.kind is DocumentKind.CASE_STUDY or any(tells(heading, lang) for heading in passage.headings[:-1])
    if gathered:
        return of_story(passage.headings[-1], passage.text, lang)
    return of_heading(passage.headings[-1], lang)


def _titled(passage: Passage, title: Title, source: TaggedSource) -> Iterator[Study]:
    """The study of a section with a title of its own; its figures may stand in any passage of it."""
    lang = source.lang
    at = bisect_left(source.passages, passage.start, key=lambda each: each.start)
    rest = takewhile(
        lambda each: each.headings == passage.headings and each.kind is not PassageKind.HEADING,
        source.passages[at + 1 : at + _SECTION],
    )
    text = " ".join([passage.text, *(each.text for each in rest)])
    name = _name(title, passage.text, lang)
    seen = signs(text, lang, name=name)
    told = title.labelled or source.kind is DocumentKind.CASE_STUDY or _told(passage, lang)
    if name and (seen.doing or told):
        sure = (_LABELLED if told else _TITLED) + seen.worth / 2
        rule = "case-study-labelled" if title.labelled else "case-study-titled"
        study = _study(passage.text, lang, (0, len(passage.text)), name, sure, rule, place=title.place)
        yield _with_outcomes(study, text, lang)


def _told(passage: Passage, lang: Lang) -> bool:
    """Whether a passage stands among stories: by a heading above it, or by what introduces its list."""
    return introduces(passage.lead, lang) or any(tells(heading, lang) for heading in passage.headings)


def _studies(text: str, lang: Lang, *, told: bool) -> list[Study]:
    if told:
        name = opening(text, lang)
        seen = signs(text, lang, name=name)
        if name and (seen.doing or (seen.local and defined(text, lang))):
            return [_study(text, lang, (0, len(text)), name, _TOLD + seen.worth, "case-study-told")]
    spots = hopeful(text, lang, told=told)
    found = list(_in_sentences(text, lang, spots, told=told)) if spots else []
    if len(found) == 1 and (not found[0].place or gazetteer.is_country(found[0].place, lang)):
        return [replace(found[0], place=gazetteer.where(text, lang) or found[0].place or gazetteer.find(text, lang))]
    return found


def _in_sentences(text: str, lang: Lang, spots: list[int], *, told: bool) -> Iterator[Study]:
    """Studies named inside sentences: each from its name to the next, the first from its sentence's start.

    The last one of a sentence takes in the next ones that go on about it.
    """
    seen: set[str] = set()
    units = list(split(text, lang))
    for at, unit in enumerate(units):
        if bisect_left(spots, unit.start) == bisect_left(spots, unit.end):
            continue
        said = text[unit.start : min(unit.end, unit.start + _SENTENCE)]
        named = names(said, lang) or public_bodies(said, lang)
        after = takewhile(lambda each: goes_on(text[each.start : each.end], lang), units[at + 1 : at + 1 + _CHAIN])
        last = max([unit.end, *(each.end for each in after)]) if named else unit.end
        for index, each in enumerate(named):
            if each.name.lower() in seen:
                continue
            final = index + 1 == len(named)
            start = unit.start + (each.start if index else 0)
            end = last if final else unit.start + named[index + 1].start
            more = text[unit.end : last] if final else ""
            sure = _worth(each, said, more, text[start:end], lang, told=told)
            if sure >= _LEAST:
                seen.add(each.name.lower())
                around = said if len(named) == 1 else ""
                yield _study(text, lang, (start, end), each.name, sure, f"case-study-{each.shown}", around=around)


def _worth(named: Named, said: str, more: str, stretch: str, lang: Lang, *, told: bool) -> float:
    """How sure it is that a name in a sentence, and what is said of it there and in the next ones, is a study."""
    seen = signs(f"{said} {more}", lang, name=named.name, introduced=told or introduces(said, lang))
    if not seen.doing:
        return 0.0
    shown = "described" if more and defines(more, lang) else named.shown
    return _WORTH[shown] + replace(seen, counted=bool(outcomes(stretch, lang))).worth


def _study(
    text: str,
    lang: Lang,
    span: tuple[int, int],
    name: str,
    sure: float,
    rule: str,
    *,
    place: str = "",
    around: str = "",
) -> Study:
    """A study at a span of a text; ``place`` is the one that its title gives, ``around`` what else may name one."""
    start, end = span
    stretch = text[start:end].rstrip(" ,;\n")
    return Study(
        start=start,
        end=start + len(stretch),
        name=name,
        place=place or situated(name, stretch, around, lang),
        sector=sector(f"{name} {stretch[:_ENOUGH]}", lang) or sector(text[:_ENOUGH], lang),
        outcomes=outcomes(stretch, lang),
        confidence=round(min(_MOST, sure), 2),
        rule=rule,
    )
