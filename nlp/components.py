"""spaCy components: thin skins over this package, each putting what it finds into ``doc.spans`` under its name.

Registered with spaCy when this module is imported, and by the ``spacy_factories`` entry points once installed.
The language is the pipeline's own, where it is one of ours, or else Welsh; or it is given:
``nlp.add_pipe("addewid_themes", config={"lang": "cy"})``.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from corpus.codebook import Lang
from nlp import themes
from nlp.case_studies import finding as case_studies
from nlp.commitments.candidates import Candidate
from nlp.commitments.drafts import Draft
from nlp.context import Context
from nlp.english import grammar as english
from nlp.questions import finding as questions
from nlp.sentences import split
from nlp.welsh import grammar as welsh

Component = Callable[[Doc], Doc]
CANDIDATE = "addewid_candidate"
DRAFTS = "addewid_drafts"


@Language.factory("addewid_commitments", default_config={"lang": ""})
def commitments(nlp: Language, name: str, lang: str) -> Component:
    """Commitments, labelled by kind, in ``doc.spans["commitments"]``; English ones need the parser before this.

    A doc that holds one prepared unit (``doc.user_data["addewid_candidate"]``) gets its drafts in ``doc.user_data``
    as well; any other doc is cut into units and read without knowing who speaks.
    """
    language = _language(nlp, lang)

    def read(doc: Doc) -> Doc:
        prepared = doc.user_data.get(CANDIDATE)
        if isinstance(prepared, Candidate):
            drafts = _find(doc, prepared)
            doc.user_data[DRAFTS] = drafts
            found = [(draft, prepared.base) for draft in drafts]
        else:
            found = list(_unprepared(doc, language))
        doc.spans["commitments"] = [
            span
            for draft, base in found
            if (span := _span(doc, draft.start + base, draft.end + base, draft.kind.value)) is not None
        ]
        return doc

    return read


def _find(doc: Doc, candidate: Candidate) -> list[Draft]:
    return english.find(doc, candidate) if candidate.context.lang is Lang.EN else welsh.find(candidate)


def _unprepared(doc: Doc, lang: Lang) -> list[tuple[Draft, int]]:
    """Drafts of a doc that holds any text, each with the offset of its unit."""
    found: list[tuple[Draft, int]] = []
    module = english if lang is Lang.EN else welsh
    for unit in split(doc.text, lang):
        candidate = module.candidate(doc.text[unit.start : unit.end], Context(lang=lang))
        span = doc.char_span(unit.start, unit.end, alignment_mode="contract")
        if candidate is None or candidate.base or span is None:
            continue
        found.extend((draft, span.start_char) for draft in _find(span.as_doc(), candidate))
    return found


@Language.factory("addewid_themes", default_config={"lang": ""})
def themes_component(nlp: Language, name: str, lang: str) -> Component:
    """Themes, labelled by their codebook value, in ``doc.spans["themes"]``."""
    language = _language(nlp, lang)

    def read(doc: Doc) -> Doc:
        marks = themes.find(doc.text, language)
        doc.spans["themes"] = _spans(doc, [(mark.start, mark.end, mark.theme.value) for mark in marks])
        return doc

    return read


@Language.factory("addewid_case_studies", default_config={"lang": ""})
def case_studies_component(nlp: Language, name: str, lang: str) -> Component:
    """Case studies, labelled "case-study", in ``doc.spans["case_studies"]``."""
    language = _language(nlp, lang)

    def read(doc: Doc) -> Doc:
        studies = case_studies.find(doc.text, language)
        doc.spans["case_studies"] = _spans(doc, [(study.start, study.end, "case-study") for study in studies])
        return doc

    return read


@Language.factory("addewid_questions", default_config={"lang": ""})
def questions_component(nlp: Language, name: str, lang: str) -> Component:
    """Consultation questions, labelled "question", in ``doc.spans["questions"]``."""
    language = _language(nlp, lang)

    def read(doc: Doc) -> Doc:
        asked = questions.find(doc.text, language, asking=True)
        doc.spans["questions"] = _spans(doc, [(question.start, question.end, "question") for question in asked])
        return doc

    return read


def _language(nlp: Language, lang: str) -> Lang:
    """The language to read by. Raises ``ValueError`` for one that there are no rules for."""
    return Lang(lang or (nlp.lang if nlp.lang in {member.value for member in Lang} else Lang.CY.value))


def _spans(doc: Doc, stretches: list[tuple[int, int, str]]) -> list[Span]:
    return [span for start, end, label in stretches if (span := _span(doc, start, end, label)) is not None]


def _span(doc: Doc, start: int, end: int, label: str) -> Span | None:
    return doc.char_span(start, end, label=label, alignment_mode="expand")
