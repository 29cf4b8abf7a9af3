"""The table of passages."""

from functools import lru_cache

from corpus.taken import sources
from corpus.taken.sources import TakenPassage
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, read

GAP = " … "
"""What stands for the words between two quotations of one passage."""


def passages(chosen: Chosen) -> Table:
    """Every passage of the documents."""
    columns = _passage_columns(chosen)
    return Table(
        name="passages",
        title="Passages",
        description="The documents, cut into headings, paragraphs, list items, table rows, provisions and speeches.",
        key="ref",
        columns=columns,
        rows=lambda: read(columns, sources.passages(chosen.session, chosen.versions)),
        searched=("text",),
    )


def _passage_columns(chosen: Chosen) -> tuple[Column[TakenPassage], ...]:
    column = Column[TakenPassage]
    words = _Words(chosen)

    def fact(name: str, kind: Type, description: str) -> Column[TakenPassage]:
        return Column(name, kind, description, lambda each: getattr(each.row, name))

    def told(name: str, description: str) -> Column[TakenPassage]:
        """Words of the document beside its text."""
        return Column(name, Type.STRING, description, lambda each: words.beside(each, getattr(each.row, name)))

    return (
        fact("ref", Type.STRING, "Name of the passage: key of the document, language, and place in it."),
        column(
            "document_ref",
            Type.STRING,
            "The document in its language.",
            lambda each: each.row.ref.rpartition("/")[0],
            "documents.ref",
        ),
        fact("lang", Type.STRING, "Language: en or cy."),
        fact("ordinal", Type.INTEGER, "Its place among the passages of the document, from 0."),
        fact("kind", Type.STRING, "heading, paragraph, list-item, table-row, provision or speech."),
        column("text", Type.STRING, "Its text, or what is quoted of it where the document is not whole.", words.text),
        column("whole", Type.BOOLEAN, "Whether that is all of its text.", words.is_whole),
        column(
            "headings", Type.JSON, "The headings above it, the outermost first.", lambda each: list(each.row.headings)
        ),
        fact("number", Type.STRING, "Its number as printed: 16(1)(c)."),
        fact("page_index", Type.INTEGER, "Its page, counted from 0."),
        fact("page_label", Type.STRING, "Its page as printed."),
        told("lead", "The words that govern it, of the list or the provision that it is in."),
        fact("amends", Type.STRING, "The Act that it is inserted into, where it is."),
        fact("speaker", Type.STRING, "Who speaks."),
        fact("role", Type.STRING, "In what office."),
        fact("spoken_at", Type.STRING, "At what time of the day, as printed."),
        fact("dated", Type.DATE, "Its own day, where it has one: of a speech, of a row of a timeline."),
        fact("start", Type.INTEGER, "Where it begins in the text of the document, in characters from 0."),
        fact("end", Type.INTEGER, "Where it ends, just after the last character."),
        fact("themes", Type.LIST, "What it is about, as the program found: themes of the codebook."),
        fact("is_commitment", Type.BOOLEAN, "Whether it states a commitment."),
        fact("is_case_study", Type.BOOLEAN, "Whether it tells of a case study."),
        column(
            "twin_ref",
            Type.STRING,
            "The passage that says the same in the other language.",
            lambda each: each.twin or None,
            "passages.ref",
        ),
    )


class _Words:
    """What may be handed on of the passages of documents, some of which give quotations only."""

    def __init__(self, chosen: Chosen) -> None:
        self._rights = chosen.rights
        self._quoted = lru_cache(maxsize=4)(lambda version: sources.quoted(chosen.session, version))

    def text(self, each: TakenPassage) -> str:
        """All of it, or the stretches that a commitment or evidence quotes, with gaps between them."""
        row = each.row
        if self._rights.whole(row.document_key):
            return row.text
        stretches = self._quoted(row.version_id).get(row.id, ())
        words = (row.text[max(0, start - row.start) : end - row.start] for start, end in stretches)
        return self._rights.words(row.document_key, GAP.join(words))

    def is_whole(self, each: TakenPassage) -> bool:
        """Whether that is all of it."""
        return self.text(each) == each.row.text

    def beside(self, each: TakenPassage, words: str) -> str:
        """What stands beside its text, where the document is handed on whole."""
        return words if self._rights.whole(each.row.document_key) else ""
