"""The table of evidence."""

from corpus.rows import place
from corpus.rows.documents import in_english
from corpus.taken import promises
from corpus.taken.promises import TakenEvidence
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, read
from publish.export.contents.commitments import passage_of
from publish.rights import Rights


def evidence(chosen: Chosen) -> Table:
    """Evidence that people accepted; where it was asked for also what the program suggests."""
    columns = _evidence_columns(chosen.rights)
    return Table(
        name="evidence",
        title="Evidence",
        description="Words that bear on a commitment, as people decided; suggested is what only the program thinks.",
        key="ref",
        columns=columns,
        rows=lambda: read(columns, promises.evidence(chosen.session, chosen.ids, chosen.states)),
        searched=("quote",),
    )


def _evidence_columns(rights: Rights) -> tuple[Column[TakenEvidence], ...]:
    return (*_bearing(), *_words(rights), *_source(), *_made())


_column = Column[TakenEvidence]


def _bearing() -> tuple[Column[TakenEvidence], ...]:
    """What it is evidence of, and how."""
    return (
        _column("ref", Type.STRING, "Name of the evidence.", lambda each: each.row.ref),
        _column(
            "commitment_ref", Type.STRING, "The commitment that it bears on.", lambda each: each.of, "commitments.ref"
        ),
        _column(
            "statement_ref",
            Type.STRING,
            "The statement of that commitment which it was linked to, where several are one.",
            lambda each: each.row.commitment_ref,
        ),
        _column("relation", Type.STRING, "How it bears on it, a word of the codebook.", lambda each: each.row.relation),
        _column(
            "state", Type.STRING, "accepted by a person, or suggested by the program.", lambda each: each.row.state
        ),
    )


def _words(rights: Rights) -> tuple[Column[TakenEvidence], ...]:
    """Its words and where they stand."""
    return (
        _column(
            "quote",
            Type.STRING,
            "Its words as the document has them.",
            lambda each: rights.words(each.row.quotation.passage.document_key, each.row.quotation.exact),
        ),
        _column(
            "outcome",
            Type.STRING,
            "What became of the words when the document was last read: found and moved are verified.",
            lambda each: each.row.quotation.outcome,
        ),
        _column(
            "passage_ref",
            Type.STRING,
            "The passage that they stand in; empty where the document was read again and has it no more.",
            lambda each: passage_of(each.row.quotation.passage.ref, each.stands),
            "passages.ref",
        ),
        _column(
            "start",
            Type.INTEGER,
            "Where they begin in the passage, in characters from 0.",
            lambda each: each.row.quotation.start,
        ),
        _column(
            "end", Type.INTEGER, "Where they end, just after the last character.", lambda each: each.row.quotation.end
        ),
        _column("place", Type.STRING, "Where they stand in the document, for people.", _place),
    )


def _source() -> tuple[Column[TakenEvidence], ...]:
    """Where the words of evidence are from."""

    def source(name: str, kind: Type, description: str, attribute: str) -> Column[TakenEvidence]:
        return Column(name, kind, description, lambda each: getattr(each.row.quotation.passage, attribute))

    return (
        source("lang", Type.STRING, "Language of the words: en or cy.", "lang"),
        source("document_key", Type.STRING, "Key of their document.", "document_key"),
        source("document_title", Type.STRING, "Title of their document.", "document_title"),
        source("document_kind", Type.STRING, "Kind of their document, a word of the codebook.", "document_kind"),
        source("publisher", Type.STRING, "Who published it.", "publisher"),
        source("url", Type.STRING, "Address of it.", "url"),
        Column(
            "dated",
            Type.STRING,
            "Day that the words are of, no more exact than it is known: 2014, 2014-05, 2014-05-03.",
            lambda each: each.row.quotation.passage.when,
        ),
        Column(
            "document_ref",
            Type.STRING,
            "Their document in its language.",
            lambda each: each.row.quotation.passage.ref.rpartition("/")[0],
            "documents.ref",
        ),
    )


def _place(each: TakenEvidence) -> str:
    passage = each.row.quotation.passage
    return place(passage.number, passage.page_label, passage.page_index, passage.ordinal, in_english)


def _made() -> tuple[Column[TakenEvidence], ...]:
    """Who says so."""
    return (
        _column(
            "score",
            Type.NUMBER,
            "How well it fits, as the program thinks, from 0 to 1; 1 where a person chose it.",
            lambda each: each.row.score,
        ),
        _column("reasons", Type.JSON, "Why the program suggested it.", lambda each: list(each.row.reasons)),
        _column("made_by", Type.STRING, "Who or what linked it.", lambda each: each.row.made_by),
        _column("made_at", Type.DATETIME, "When.", lambda each: each.row.made_at),
        _column("decided_by", Type.STRING, "Who accepted it.", lambda each: each.row.decided_by),
        _column("decided_at", Type.DATETIME, "When.", lambda each: each.row.decided_at),
    )
