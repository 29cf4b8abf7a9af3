"""What only the corpus can answer of a query: who promised, what became of it, and what a reference names."""

from collections.abc import Callable
from functools import cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import commitments, documents
from corpus.codebook import UNMET, Delivery, LinkState
from corpus.models import Anchor, Commitment, EvidenceLink, Question
from corpus.rows import CommitmentFilter
from index.query.nodes import All, Either, Field, Given, Node

_COMMITMENT = "c-"


def settled(node: Node, session: Session) -> Node:
    """The query with those of its fields worked out that no engine knows, each once.

    Raises NotFound for a reference to a passage or commitment that there is not.
    """
    return _settled(node, cache(lambda field: _field(field.name, field.values, session)))


def _settled(node: Node, worked_out: Callable[[Field], Node]) -> Node:
    match node:
        case All(nodes, without):
            left_out = tuple(_settled(each, worked_out) for each in without)
            return All(tuple(_settled(each, worked_out) for each in nodes), left_out)
        case Either(nodes):
            return Either(tuple(_settled(each, worked_out) for each in nodes))
        case Field():
            return worked_out(node)
    return node


def _field(name: str, values: tuple[str, ...], session: Session) -> Node:
    match name:
        case "actor":
            return _promised(session, CommitmentFilter(bodies=frozenset(values)))
        case "status":
            return _promised(session, CommitmentFilter(deliveries=frozenset(map(Delivery, values))))
        case "is":
            return _either([_kind_of(value, session) for value in values])
        case "ref":
            return _either([_named(value, session) for value in values])
    return Field(name, values)


def _kind_of(value: str, session: Session) -> Node:
    find = _KINDS.get(value)
    return find(session) if find else Field("is", (value,))


def _named(ref: str, session: Session) -> Node:
    """A passage, a commitment's passage, or a whole document."""
    if "/" in ref:
        return Given(frozenset({documents.passage(session, ref).id}))
    if ref.startswith(_COMMITMENT):
        of = select(Anchor.passage_id).join(Commitment).where(Commitment.ref == commitments.find_ref(session, ref))
        return Given(frozenset(session.scalars(of)))
    return Field("ref", (ref,))


def _promised(session: Session, wanted: CommitmentFilter) -> Given:
    return Given(commitments.passages(session, wanted))


def _cited(session: Session) -> Given:
    accepted = select(Anchor.passage_id).join(EvidenceLink).where(EvidenceLink.state == LinkState.ACCEPTED)
    return Given(frozenset(session.scalars(accepted)))


def _asking(session: Session) -> Given:
    return Given(frozenset(session.scalars(select(Question.passage_id))))


def _either(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))


_KINDS: dict[str, Callable[[Session], Node]] = {
    "unmet": lambda session: _promised(session, CommitmentFilter(deliveries=UNMET)),
    "overdue": lambda session: _promised(session, CommitmentFilter(overdue=True)),
    "evidence": _cited,
    "question": _asking,
}
