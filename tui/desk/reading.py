"""A document to be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from corpus import documents, marked
from corpus.errors import NotFound
from corpus.language import msg
from corpus.marked import MarkRow
from corpus.rows import PassageRow
from tui.desk import Desk


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A version to be read: its passages in order, and what is marked in it.

    ``newest`` is the version that stands for it now, itself unless it was read again. ``other`` is the version in the
    other language, and ``twins`` gives, by the ordinals of passages, those of the passages there that say the same.
    """

    passages: tuple[PassageRow, ...]
    marks: tuple[MarkRow, ...] = ()
    newest: int | None = None
    other: int | None = None
    twins: Mapping[int, int] = field(default_factory=dict)

    @property
    def version_id(self) -> int:
        """The version's own number."""
        return self.passages[0].version_id

    @property
    def is_newest(self) -> bool:
        """Whether the document says so today, as far as is known."""
        return self.newest == self.version_id


def document(desk: Desk, version_id: int) -> OpenDocument:
    """A whole version. Raises NotFound when it is not in the corpus any more."""
    with desk.corpus.read() as session:
        return _open(session, version_id, tuple(documents.passages(session, version_id)))


def again(desk: Desk, known: OpenDocument) -> OpenDocument:
    """The same version, whose words never change, as it is marked now. Raises NotFound as well."""
    with desk.corpus.read() as session:
        return _open(session, known.version_id, known.passages)


def _open(session: Session, version_id: int, passages: tuple[PassageRow, ...]) -> OpenDocument:
    newest = marked.newest(session, version_id)
    if not passages or newest is None:
        raise NotFound(msg("This document is no longer in the corpus; go back and look for it again."))
    other = marked.other_language(session, version_id)
    twins = marked.twins(session, version_id, other) if other is not None else {}
    return OpenDocument(passages, tuple(marked.marks(session, version_id)), newest, other, twins)
