"""What may help to answer a question: promises and case studies whose words are near, as quotations to be inserted.

Suggestions are found by words; nothing of them is the writer's until the writer says it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import details, documents, studies
from corpus.codebook import Lang, PassageKind
from corpus.database import batched
from corpus.models import Anchor, CaseStudy, Commitment
from corpus.rows import CommitmentRow, PassageRow, Quotation
from corpus.same import groups
from corpus.studies import StudyRow
from index import Index
from publish.responses import nearness
from publish.responses.inserting import quotation_markdown, status_markdown

__all__ = ["Promise", "Suggestions", "quotation_markdown", "status_markdown", "suggest"]


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise that may bear on a question, with its words; ``shared`` are those that the question has too.

    ``own`` says that the consultation itself states it.
    """

    row: CommitmentRow
    quotation: Quotation
    score: float
    shared: tuple[str, ...]
    own: bool


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What may bear on a question, the likest first; of the promises those of the consultation itself come last."""

    promises: tuple[Promise, ...]
    studies: tuple[StudyRow, ...]


def suggest(
    session: Session,
    index: Index,
    question: str,
    lang: Lang,
    *,
    on: date,
    limit: int = 5,
    consultation: str = "",
) -> Suggestions:
    """Promises and case studies near to a question, no more than ``limit`` of each, with judgements as of a day.

    ``consultation`` is the key of the document that asks it, whose subject counts too. Brings the index up to date.
    """
    about = nearness.about(session, consultation, lang)
    sought = nearness.sought(session, index, nearness.topical(question, lang), about, lang)
    scores = nearness.scores(sought)
    passages = {
        row.id: row for row in documents.passages_by_id(session, list(scores)) if row.kind is not PassageKind.HEADING
    }
    return Suggestions(
        promises=_promises(session, sought, scores, passages, consultation, on, limit),
        studies=_studies(session, sought, scores, passages, limit),
    )


def _promises(
    session: Session,
    sought: Sequence[nearness.Sought],
    scores: Mapping[int, float],
    passages: Mapping[int, PassageRow],
    consultation: str,
    on: date,
    limit: int,
) -> tuple[Promise, ...]:
    """The promises of passages, the likest first, each once however often it is stated; the consultation's own last."""
    stated: dict[int, nearness.Likely] = {}
    for some in batched(sorted(passages)):
        found = (
            select(groups.number(), Commitment.ref, Anchor.exact, Anchor.passage_id)
            .join(Anchor, Commitment.anchor_id == Anchor.id)
            .where(Anchor.passage_id.in_(some), groups.stands())
            .order_by(Commitment.id)
        )
        for group, ref, words, passage in session.execute(found):
            likely = nearness.likely(words, ref, passages[passage], scores[passage], sought)
            if group not in stated or likely.score > stated[group].score:
                stated[group] = likely
    ranked = sorted(stated.values(), key=lambda each: (-each.score, each.name))
    others = [each for each in ranked if each.document_key != consultation]
    own = [each for each in ranked if each.document_key == consultation]
    chosen = [*nearness.strong(others)[:limit], *nearness.strong(own)][:limit]
    told = details.details(session, [each.name for each in chosen], on=on)
    return tuple(
        Promise(detail.row, detail.quotation, each.score, each.shared, each.document_key == consultation)
        for each, detail in zip(chosen, told, strict=True)
    )


def _studies(
    session: Session,
    sought: Sequence[nearness.Sought],
    scores: Mapping[int, float],
    passages: Mapping[int, PassageRow],
    limit: int,
) -> tuple[StudyRow, ...]:
    """The case studies of passages, the likest first, each initiative once."""
    best: dict[str, tuple[nearness.Likely, StudyRow]] = {}
    for some in batched(sorted(passages)):
        numbers = session.scalars(select(CaseStudy.id).where(CaseStudy.passage_id.in_(some)).order_by(CaseStudy.id))
        for row in studies.rows(session, numbers.all()):
            words = row.passage.text[row.start : row.end]
            likely = nearness.likely(words, row.name, row.passage, scores[row.passage.id], sought)
            held = best.get(row.name.casefold())
            if held is None or likely.score > held[0].score:
                best[row.name.casefold()] = likely, row
    ranked = sorted(best.values(), key=lambda each: (-each[0].score, each[1].name))
    strong = nearness.strong([likely for likely, _ in ranked])[:limit]
    return tuple(row for _, row in ranked[: len(strong)])
