"""The tables of case studies, and of the codebook of themes."""

from dataclasses import asdict

from corpus.taken import found
from corpus.taken.found import TakenStudy
from corpus.themes import Described, described
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, Value, read
from publish.rights import Rights


def case_studies(chosen: Chosen) -> Table:
    """The case studies in the documents."""
    columns = _study_columns(chosen.rights)
    return Table(
        name="case_studies",
        title="Case studies",
        description="Named initiatives that the documents tell of, as the program found them.",
        key="ref",
        columns=columns,
        rows=lambda: read(columns, found.studies(chosen.session, chosen.versions)),
        searched=("name", "quote"),
    )


def themes(_chosen: Chosen) -> Table:
    """The codebook of themes, which is the same whatever is chosen."""
    return Table(
        name="themes",
        title="Themes",
        description="The codebook of themes: what each is called and what it means, in both languages.",
        key="theme",
        columns=_THEMES,
        rows=lambda: read(_THEMES, described()),
    )


def _study_columns(rights: Rights) -> tuple[Column[TakenStudy], ...]:
    column = Column[TakenStudy]

    def source(name: str, kind: Type, description: str, attribute: str) -> Column[TakenStudy]:
        return Column(name, kind, description, lambda each: getattr(each.passage, attribute))

    return (
        column("ref", Type.STRING, "Name of the case study, by where it stands.", lambda each: each.ref),
        column("name", Type.STRING, "The initiative or organisation, as printed.", lambda each: each.name),
        column("place", Type.STRING, "Where it is, as printed.", lambda each: each.place),
        column("sector", Type.STRING, "The field that it works in.", lambda each: each.sector),
        column("outcomes", Type.JSON, "Figures that it reports: figure, unit, what, direction.", _outcomes),
        column(
            "quote",
            Type.STRING,
            "The words that tell of it.",
            lambda each: rights.words(each.passage.document_key, each.passage.text[each.start : each.end]),
        ),
        column(
            "start", Type.INTEGER, "Where they begin in the passage, in characters from 0.", lambda each: each.start
        ),
        column("end", Type.INTEGER, "Where they end, just after the last character.", lambda each: each.end),
        column(
            "passage_ref", Type.STRING, "The passage that they stand in.", lambda each: each.passage.ref, "passages.ref"
        ),
        source("lang", Type.STRING, "Language of the words: en or cy.", "lang"),
        source("document_key", Type.STRING, "Key of their document.", "document_key"),
        source("document_title", Type.STRING, "Title of their document.", "document_title"),
        source("publisher", Type.STRING, "Who published it.", "publisher"),
        source("url", Type.STRING, "Address of it.", "url"),
        source("page_index", Type.INTEGER, "Page, counted from 0.", "page_index"),
        source("page_label", Type.STRING, "Page as printed.", "page_label"),
        source("themes", Type.LIST, "What the passage is about: themes of the codebook.", "themes"),
        column(
            "accepted",
            Type.INTEGER,
            "Of how many commitments people accepted it as evidence.",
            lambda each: each.accepted,
        ),
        column("confidence", Type.NUMBER, "How sure the program is, from 0 to 1.", lambda each: each.confidence),
        column("rule", Type.STRING, "Which rule of the program found it.", lambda each: each.rule),
        column(
            "document_ref",
            Type.STRING,
            "The document in its language.",
            lambda each: each.passage.ref.rpartition("/")[0],
            "documents.ref",
        ),
    )


def _outcomes(each: TakenStudy) -> Value:
    return [asdict(outcome) for outcome in each.outcomes]


_theme = Column[Described]
_THEMES = (
    _theme("theme", Type.STRING, "The theme, a word of the codebook.", lambda each: each.theme),
    _theme(
        "group",
        Type.STRING,
        "principles of co-production, strands of policy, or how far power is shared.",
        lambda each: each.group,
    ),
    _theme("name_en", Type.STRING, "What it is called in English.", lambda each: each.name_en),
    _theme("name_cy", Type.STRING, "What it is called in Welsh.", lambda each: each.name_cy),
    _theme("definition_en", Type.STRING, "What it means, in English.", lambda each: each.definition_en),
    _theme("definition_cy", Type.STRING, "What it means, in Welsh.", lambda each: each.definition_cy),
)
