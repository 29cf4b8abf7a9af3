"""What waits for one reason: read already, where it is little, or a query that is counted and read by the page."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from sqlalchemy import ColumnElement, Select, and_, func, select
from sqlalchemy.orm import Session

from corpus.codebook import ReviewReason
from corpus.database import batched
from corpus.models import Commitment


class Waiting(NamedTuple):
    """A commitment that waits for a person. ``about`` is the ref of what to look at, ``why`` a sentence."""

    reason: ReviewReason
    ref: str
    about: str
    why: str


class Part(Protocol):
    """Some of what waits for a reason, in order."""

    def count(self, session: Session) -> int:
        """How much that is."""

    def outlined(self, session: Session) -> Iterator[Waiting]:
        """All of it, in order; why is left out where it would have to be made of more than is asked for."""

    def of(self, session: Session, refs: Sequence[str]) -> Iterator[Waiting]:
        """What waits of the commitments of these refs."""

    def some(self, session: Session, limit: int | None, offset: int) -> Iterator[Waiting]:
        """A page of it, or from ``offset`` on all."""


@dataclass(frozen=True, slots=True)
class Read:
    """Read already."""

    items: Sequence[Waiting]

    def count(self, session: Session) -> int:
        """How much that is."""
        return len(self.items)

    def outlined(self, session: Session) -> Iterator[Waiting]:
        """All of it."""
        yield from self.items

    def of(self, session: Session, refs: Sequence[str]) -> Iterator[Waiting]:
        """What waits of the commitments of these refs."""
        yield from (each for each in self.items if each.ref in refs)

    def some(self, session: Session, limit: int | None, offset: int) -> Iterator[Waiting]:
        """A page of it."""
        yield from self.items[offset : None if limit is None else offset + limit]


@dataclass(frozen=True, slots=True)
class Asked:
    """To be asked for: ``query`` has whatever columns ``told`` makes a sentence of, and the ``ref`` of a commitment.

    ``about`` is the column of what to look at, where that is not the commitment itself.
    """

    reason: ReviewReason
    query: Select[Any]
    told: Callable[[Any], str]
    about: Any = Commitment.ref

    def count(self, session: Session) -> int:
        """How much that is."""
        lines = self.query.order_by(None).with_only_columns(Commitment.id, maintain_column_froms=True).subquery()
        return session.scalar(select(func.count()).select_from(lines)) or 0

    def outlined(self, session: Session) -> Iterator[Waiting]:
        """All of it, without why."""
        brief = self.query.with_only_columns(Commitment.ref, self.about, maintain_column_froms=True)
        for ref, about in session.execute(brief):
            yield Waiting(self.reason, ref, about, "")

    def of(self, session: Session, refs: Sequence[str]) -> Iterator[Waiting]:
        """What waits of the commitments of these refs."""
        for some in batched(refs):
            yield from self._told(session, self.query.where(Commitment.ref.in_(some)))

    def some(self, session: Session, limit: int | None, offset: int) -> Iterator[Waiting]:
        """A page of it."""
        yield from self._told(session, self.query.limit(limit).offset(offset))

    def _told(self, session: Session, query: Select[Any]) -> Iterator[Waiting]:
        for row in session.execute(query.add_columns(self.about.label("told_about"))):
            yield Waiting(self.reason, row.ref, row.told_about, self.told(row))


def listed() -> ColumnElement[bool]:
    """Whether a statement stands for its commitment in lists."""
    return and_(Commitment.same_as_id.is_(None), ~Commitment.refused)
