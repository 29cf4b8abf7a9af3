"""The table of documents."""

from corpus.taken.sources import TakenDocument
from publish.citations import keys
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, read
from publish.rights import Rights


def documents(chosen: Chosen) -> Table:
    """Documents, a row for each language."""
    columns = _document_columns(chosen.rights)
    return Table(
        name="documents",
        title="Documents",
        description="The documents of the corpus as they were last read, a row for each language.",
        key="ref",
        columns=columns,
        rows=lambda: read(columns, chosen.documents),
        searched=("title",),
    )


def _document_columns(rights: Rights) -> tuple[Column[TakenDocument], ...]:
    column = Column[TakenDocument]

    def fact(name: str, kind: Type, description: str) -> Column[TakenDocument]:
        return Column(name, kind, description, lambda each: getattr(each.row, name))

    return (
        column("ref", Type.STRING, "Name of the document in this language: key and language.", lambda each: each.ref),
        fact("key", Type.STRING, "Key of the document, whatever its language."),
        fact("lang", Type.STRING, "Language: en or cy."),
        column("citation_key", Type.STRING, "What it is called in references to it.", lambda each: keys.of(each.row)),
        fact("title", Type.STRING, "Its title in this language."),
        fact("kind", Type.STRING, "Its kind, a word of the codebook."),
        fact("issued", Type.DATE, "Day on which it was issued; where less is known, the last day that it could be."),
        fact("issued_text", Type.STRING, "That date as stated, where less than a day is known: 2014, 2014-05."),
        fact("publisher", Type.STRING, "Who published it."),
        fact("url", Type.STRING, "Its address."),
        column(
            "part_of", Type.STRING, "Key of the document that it is attached to.", lambda each: each.row.part_of or None
        ),
        fact("languages", Type.LIST, "The languages in which the corpus has it."),
        fact("collection", Type.STRING, "starter where it came with Addewid."),
        fact("source", Type.STRING, "The source that it was fetched from; empty for a file that somebody added."),
        fact("source_id", Type.STRING, "What it is called there."),
        fact("captured_at", Type.DATETIME, "When it was fetched or added."),
        fact("gone_on", Type.DATE, "Day on which its address was found to hold nothing any more."),
        column("media_type", Type.STRING, "Type of what was fetched or added.", lambda each: each.media_type),
        column("sha256", Type.STRING, "SHA-256 of its bytes.", lambda each: each.sha256),
        fact("passages", Type.INTEGER, "How many passages it has."),
        fact("commitments", Type.INTEGER, "How many commitments it states."),
        fact("tagged", Type.BOOLEAN, "Whether the program has looked for commitments in it."),
        column(
            "whole",
            Type.BOOLEAN,
            "Whether its text is handed on whole; else only what is quoted of it, as its licence forbids more.",
            lambda each: rights.whole(each.row.key),
        ),
    )
