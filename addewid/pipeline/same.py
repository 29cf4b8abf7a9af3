"""Same: statements that may be of one commitment, as suggestions with reasons."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select, union_all

from addewid.workspace import Workspace
from corpus import database
from corpus.codebook import CommitmentKind, DocumentKind, Lang
from corpus.models import Anchor, Body, Commitment, Document, Passage, State, Twin, Version
from corpus.same import groups, suggesting
from nlp.same.pairing import VERSION, Statement, pairs


def suggest(workspace: Workspace) -> int:
    """Look through all commitments, if anything has changed since the last time; returns how many pairs are new."""
    with workspace.corpus.read() as session:
        stamp = f"{database.revision(session)} {VERSION}"
        held = session.get(State, suggesting.PAIRED)
        if held is not None and held.value == stamp:
            return 0
    found = [suggesting.Suggestion(one.one, one.other, one.score, one.reasons) for one in pairs(statements(workspace))]
    with workspace.corpus.write() as session:
        new = suggesting.suggest(session, found)
        session.merge(State(name=suggesting.PAIRED, value=stamp))
    return new


def statements(workspace: Workspace) -> list[Statement]:
    """Every commitment whose words stand in its document, as it is stated."""
    wanted = (
        select(
            Commitment,
            Anchor.exact,
            Anchor.start,
            Body.key.label("body"),
            Document.key.label("document"),
            Document.kind.label("document_kind"),
            Document.issued,
            Version.title,
            Passage.id.label("passage"),
            Passage.dated,
            Passage.number,
        )
        .join(Anchor, Commitment.anchor_id == Anchor.id)
        .join(Passage, Anchor.passage_id == Passage.id)
        .join(Version, Anchor.version_id == Version.id)
        .join(Document, Commitment.document_id == Document.id)
        .outerjoin(Body, Commitment.body_id == Body.id)
        .where(groups.stands())
        .order_by(Commitment.id)
    )
    twins = union_all(select(Twin.english_id, Twin.welsh_id), select(Twin.welsh_id, Twin.english_id))
    with workspace.corpus.read() as session:
        twin_of = dict(session.execute(twins).all())
        return [_statement(row, twin_of) for row in session.execute(wanted)]


def _statement(row: Any, twin_of: Mapping[int, int]) -> Statement:
    commitment = row.Commitment
    return Statement(
        ref=commitment.ref,
        quote=row.exact,
        lang=Lang(commitment.lang),
        kind=CommitmentKind(commitment.kind),
        body=row.body or "",
        deadline=commitment.deadline,
        document=row.document,
        title=row.title,
        document_kind=DocumentKind(row.document_kind),
        issued=row.dated or row.issued,
        number=row.number,
        passage=row.passage,
        twin=twin_of.get(row.passage),
        start=row.start,
    )
