"""Linking: for each commitment, passages that may bear on it, as suggestions with reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from addewid.workspace import Workspace
from corpus import candidates, documents, evidence, reports
from corpus.codebook import DocumentKind, Lang, PassageKind, Theme
from corpus.models import Anchor, Commitment, Document, Passage, Version
from corpus.rows import PassageRow
from corpus.same import groups
from corpus.types import LinkCandidate, LinkSubject, LinkSuggestion
from index import Index
from nlp import search_words, suggest_links
from nlp.links import Report

BATCH = 50
"""Commitments whose suggestions are stored in one transaction."""

CANDIDATES = 80
"""Passages of the index that are weighed for one commitment."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A commitment to find evidence for, and where it stands."""

    ref: str
    lang: Lang
    document_key: str
    words: LinkSubject
    linked_at: int
    """Corpus revision at which it was last looked at; 0 when never."""


@dataclass(slots=True)
class Outcome:
    """How many commitments were looked at, and how many suggestions are new."""

    commitments: int = 0
    suggestions: int = 0


def link(workspace: Workspace) -> Outcome:
    """Suggest evidence for every commitment that has not been looked at since the corpus last changed."""
    outcome = Outcome()
    index = workspace.index
    revision = index.update().revision
    subjects = _subjects(workspace, revision)
    news = _news(workspace, min((subject.linked_at for subject in subjects), default=0))
    with workspace.narrator.task("Linking", len(subjects), "commitments") as task:
        for at in range(0, len(subjects), BATCH):
            batch = subjects[at : at + BATCH]
            found = [(subject, _suggestions(workspace, index, subject, news)) for subject in batch]
            with workspace.corpus.write() as session:
                for subject, suggestions in found:
                    if suggestions is None:
                        evidence.looked_at(session, subject.ref, revision)
                    else:
                        outcome.suggestions += evidence.suggest(session, subject.ref, suggestions, revision)
            outcome.commitments += len(batch)
            task.advance(len(batch))
    return outcome


def _subjects(workspace: Workspace, revision: int) -> list[Subject]:
    with workspace.corpus.read() as session:
        rows = session.execute(
            select(Commitment, Anchor.exact, Passage.dated, Document, Version.title)
            .join(Anchor, Commitment.anchor_id == Anchor.id)
            .join(Passage, Anchor.passage_id == Passage.id)
            .join(Document, Commitment.document_id == Document.id)
            .join(Version, Anchor.version_id == Version.id)
            .where(groups.stands(), Commitment.linked_at_revision < revision)
            .order_by(Commitment.id)
        ).all()
        return [
            Subject(
                ref=commitment.ref,
                lang=Lang(commitment.lang),
                document_key=document.key,
                linked_at=commitment.linked_at_revision,
                words=LinkSubject(
                    quote=quote,
                    action=commitment.action,
                    actor=commitment.actor,
                    actor_body=commitment.body.key if commitment.body else "",
                    themes=tuple(Theme(theme) for theme in commitment.themes),
                    document_title=title,
                    issued=dated or document.issued,
                ),
            )
            for commitment, quote, dated, document, title in rows
        ]


def _news(workspace: Workspace, since: int) -> frozenset[int]:
    """Passages of versions that came or were tagged again after a revision."""
    changed = select(Passage.id).join(Version, Passage.version_id == Version.id).where(Version.revision > since)
    with workspace.corpus.read() as session:
        return frozenset(session.scalars(changed))


def _suggestions(
    workspace: Workspace, index: Index, subject: Subject, news: frozenset[int]
) -> list[LinkSuggestion] | None:
    """Suggestions for a commitment; None when it was looked at before and nothing new speaks of it.

    Words that a person turned down are not suggested again, in whichever document or version they stand.
    """
    hits = dict(index.candidates(search_words(subject.words), lang=subject.lang, limit=CANDIDATES))
    if subject.linked_at and news.isdisjoint(hits):
        return None
    with workspace.corpus.read() as session:
        passages = documents.passages_by_id(session, list(hits))
        told = reports.reports_in(session, list(hits))
        refused = candidates.turned_down(session, subject.ref)
    said = [Report(row.passage.id, row.start, row.end, row.state, row.body_key, row.dated) for row in told]
    weighed = {each.passage_id: each for each in _candidates(passages, hits, subject.document_key)}
    found = suggest_links(subject.words, list(weighed.values()), said)
    return [each for each in found if weighed[each.passage_id].text[each.start : each.end] not in refused]


def _candidates(passages: Sequence[PassageRow], scores: dict[int, float], own: str) -> list[LinkCandidate]:
    """Passages that could be evidence: no headings, and of the promise's own document only where rows carry dates."""
    return [
        LinkCandidate(
            passage_id=passage.id,
            text=passage.text,
            document_title=passage.document_title,
            document_kind=passage.document_kind,
            publisher=passage.publisher,
            dated=passage.dated or passage.issued,
            themes=passage.themes,
            is_case_study=passage.is_case_study,
            is_commitment=passage.is_commitment,
            score=scores[passage.id],
        )
        for passage in passages
        if passage.kind is not PassageKind.HEADING
        and (passage.document_key != own or passage.document_kind is DocumentKind.TIMELINE)
    ]
