"""The table of commitments."""

from corpus.taken import promises
from corpus.taken.promises import Stands, TakenCommitment
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, read
from publish.rights import Rights


def commitments(chosen: Chosen) -> Table:
    """Commitments, each once however often people said that it is stated."""
    columns = commitment_columns(chosen.rights)
    return Table(
        name="commitments",
        title="Commitments",
        description="Commitments as they are stated, with the three judgements as they stood on the day of the export.",
        key="ref",
        columns=columns,
        rows=lambda: read(columns, promises.rows(chosen.session, chosen.ids, chosen.on)),
        searched=("quote", "actor", "body_en", "body_cy", "document_title"),
    )


def commitment_columns(rights: Rights) -> tuple[Column[TakenCommitment], ...]:
    """The columns of the commitments."""
    return (*_said(rights), *_found(), *_standing(), *_judged(), *_others())


def passage_of(ref: str, stands: Stands) -> str | None:
    """The passage, where the current version of its document has it."""
    return ref if stands.current else None


def _fact(name: str, kind: Type, description: str) -> Column[TakenCommitment]:
    return Column(name, kind, description, lambda each: getattr(each.row, name))


def _said(rights: Rights) -> tuple[Column[TakenCommitment], ...]:
    """What it says, in words of its document."""

    def words(name: str, description: str) -> Column[TakenCommitment]:
        def value(each: TakenCommitment) -> str:
            return rights.words(each.row.document_key, getattr(each.row, name))

        return Column(name, Type.STRING, description, value)

    return (
        _fact("ref", Type.STRING, "Name of the commitment, made from what it is: it outlives a rebuilt corpus."),
        words("quote", "Its words as the document has them."),
        _fact("kind", Type.STRING, "duty, pledge, recommendation or aspiration."),
        _fact("lang", Type.STRING, "Language of its words: en or cy."),
        words("actor", "Whom it binds or calls on, as printed."),
        _fact("body_key", Type.STRING, "Key of the public body that this is, where it is a known one."),
        _fact("body_en", Type.STRING, "Name of that body in English."),
        _fact("body_cy", Type.STRING, "Name of that body in Welsh."),
        words("action", "What is promised, as printed."),
        words("beneficiary", "Whom it is for, as printed."),
        _fact("deadline", Type.DATE, "Day by which it is due: the earliest of all places where it is stated."),
        words("deadline_text", "When it is due, as printed."),
        words("condition", "What it depends on, as printed."),
    )


def _found() -> tuple[Column[TakenCommitment], ...]:
    """How it was found."""
    return (
        _fact("themes", Type.LIST, "What it is about: themes of the codebook."),
        _fact("confidence", Type.NUMBER, "How sure the program is that it is a commitment, from 0 to 1."),
        _fact("rule", Type.STRING, "Which rule of the program found it."),
        _fact("origin", Type.STRING, "program where only the program says that it is one, person where somebody does."),
        _fact("withdrawn", Type.BOOLEAN, "Whether its document no longer holds these words."),
    )


def _standing() -> tuple[Column[TakenCommitment], ...]:
    """Where it stands."""
    return (
        _fact("document_key", Type.STRING, "Key of the document that states it."),
        _fact("document_title", Type.STRING, "Title of that document."),
        _fact("document_kind", Type.STRING, "Kind of that document, a word of the codebook."),
        _fact("issued", Type.DATE, "Day on which it was stated; where less is known, the last day that it could be."),
        _fact("issued_text", Type.STRING, "That date as stated, where less than a day is known: 2014, 2014-05."),
        _fact("collection", Type.STRING, "starter where the document came with Addewid."),
        _fact("place", Type.STRING, "Where it stands in the document, for people."),
        _fact("page", Type.STRING, "Page as printed, or else counted from 1."),
        Column(
            "passage_ref",
            Type.STRING,
            "The passage that it stands in; empty where the document was read again and has it no more.",
            lambda each: passage_of(each.row.passage_ref, each.stands),
            "passages.ref",
        ),
        _fact("start", Type.INTEGER, "Where its words begin in the passage, in characters from 0."),
        _fact("end", Type.INTEGER, "Where they end, just after the last character."),
        _fact("publisher", Type.STRING, "Who published the document."),
        _fact("url", Type.STRING, "Address of the document."),
    )


def _judged() -> tuple[Column[TakenCommitment], ...]:
    """What people decided."""
    return (
        _fact("response", Type.STRING, "What the body addressed said of it, as people judged; empty where nobody has."),
        _fact("delivery", Type.STRING, "What became of it, as people judged; not-assessed where nobody has."),
        _fact("verifiability", Type.STRING, "Whether anybody could tell, as people judged; empty where nobody has."),
        _fact("self_reported", Type.BOOLEAN, "Whether delivery rests on the word of whoever promised."),
        _fact("overdue", Type.BOOLEAN, "Whether it was unmet with its deadline past on the day of the export."),
        _fact(
            "suggested", Type.INTEGER, "How many passages the program suggests as evidence, and nobody decided about."
        ),
        _fact("accepted", Type.INTEGER, "How much evidence people accepted."),
    )


def _others() -> tuple[Column[TakenCommitment], ...]:
    """What else it is, or is of."""
    return (
        _fact("amends", Type.STRING, "The Act that its words are inserted into, where they are: it is that Act's."),
        _fact("same_as", Type.STRING, "The commitment that stands for it in lists; empty in this table."),
        _fact("also_stated", Type.INTEGER, "In how many other places it is stated, as people said."),
        _fact("refused", Type.BOOLEAN, "Whether a person said that it is no commitment; false in this table."),
        Column(
            "document_ref",
            Type.STRING,
            "The document in its language.",
            lambda each: each.row.passage_ref.rpartition("/")[0],
            "documents.ref",
        ),
    )
