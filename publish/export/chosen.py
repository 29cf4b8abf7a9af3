"""Which part of the corpus is taken away: the commitments that a filter chooses, and all that goes with them."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from sqlalchemy.orm import Session

from corpus.codebook import LinkState
from corpus.rows import CommitmentFilter, CommitmentSort
from corpus.taken import events, promises, sources
from corpus.taken.sources import TakenDocument
from publish.rights import Rights


@dataclass(frozen=True, slots=True)
class Slice:
    """What is asked for: commitments that fit a filter, and that one of these documents states, by their keys.

    ``suggested`` says that evidence which only the program suggests is taken along, with its state. Without ``names``
    nothing tells who judged, linked or searched.
    """

    commitments: CommitmentFilter = field(default_factory=lambda: CommitmentFilter(sort=CommitmentSort.DOCUMENT))
    documents: frozenset[str] | None = None
    suggested: bool = False
    names: bool = True

    @property
    def whole(self) -> bool:
        """Whether it is everything: nothing is asked for but an order and a day."""
        asked = self.commitments
        nothing = CommitmentFilter(on=asked.on, sort=asked.sort, descending=asked.descending)
        return self.documents is None and asked == nothing


class Chosen:
    """What a slice comes to in a corpus, as a session sees it; each part is read when it is first asked for."""

    def __init__(self, session: Session, wanted: Slice, rights: Rights) -> None:
        self.session = session
        self.wanted = wanted
        self.rights = rights
        self.on = wanted.commitments.on or date.today()

    @property
    def states(self) -> tuple[LinkState, ...]:
        """The states of the evidence that is taken."""
        return (LinkState.ACCEPTED, LinkState.SUGGESTED) if self.wanted.suggested else (LinkState.ACCEPTED,)

    @cached_property
    def ids(self) -> tuple[int, ...]:
        """The row numbers of the commitments, in order."""
        return promises.chosen(self.session, replace(self.wanted.commitments, on=self.on), self.wanted.documents)

    @cached_property
    def refs(self) -> dict[int, str]:
        """The refs of the commitments, by their row numbers."""
        return promises.refs(self.session, self.ids)

    @cached_property
    def documents(self) -> list[TakenDocument]:
        """The documents: all, or those asked for and those that state the commitments or are quoted as evidence."""
        if self.wanted.whole:
            return sources.works(self.session)
        keys = promises.documents_of(self.session, self.ids, self.states)
        return sources.works(self.session, keys | (self.wanted.documents or frozenset()))

    @cached_property
    def versions(self) -> tuple[int, ...]:
        """The row numbers of the documents' versions, in the order of the documents."""
        return tuple(each.row.version_id for each in self.documents)

    @cached_property
    def searches(self) -> frozenset[str] | None:
        """The refs of the recorded searches that the judgements rest on; None for all that there are."""
        if self.wanted.whole:
            return None
        return frozenset(each.row.search for each in events.judged(self.session, self.refs, self.on) if each.row.search)
