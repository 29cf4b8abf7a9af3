"""The sources that a response cites, each read once, and where words are that these do not hold."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import documents
from corpus.models import Document, Passage, Version
from corpus.rows import DocumentRow, PassageRow
from publish.citations import keys, locators
from publish.responses.form import GAP, Quoted
from publish.responses.sources import Source

_SHORTEST = 20
"""Characters below which words are not looked for in other documents, where they would stand by chance."""

_EARLIER = 10
"""Earlier versions of a document that are looked at, the newest first."""


class Library:
    """Sources by the keys they are cited by, in one session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._found: dict[str, DocumentRow] = {}
        self._sources: dict[int, Source] = {}
        self._named: dict[tuple[int, str], list[int]] = {}

    def document(self, key: str) -> DocumentRow:
        """The version that a key names. Raises NotFound."""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = keys.resolve(self._session, key)
        return found

    def source(self, document: DocumentRow) -> Source:
        """The words of a version."""
        return self._source(document.version_id)

    def named(self, document: DocumentRow, locator: str) -> list[int]:
        """The passages that a locator names, by their numbers from 0; a remark after a comma is no part of it."""
        if (document.version_id, locator) not in self._named:
            self._named[document.version_id, locator] = self._looked_up(document, locator)
        return self._named[document.version_id, locator]

    def held_earlier(self, document: DocumentRow, quoted: Quoted) -> bool:
        """Whether an earlier version of a document, in its language, held the words of a quotation."""
        earlier = (
            select(Version.id)
            .join(Document, Version.document_id == Document.id)
            .where(Document.key == document.key, Version.lang == document.lang, ~Version.current)
            .order_by(Version.id.desc())
            .limit(_EARLIER)
        )
        return any(self._source(version).stands(quoted) for version in self._session.scalars(earlier).all())

    def elsewhere(self, document: DocumentRow, quoted: Quoted) -> PassageRow | None:
        """A passage of another current version that holds a quotation's longest stretch as it is written."""
        words = max(quoted.words.split(GAP), key=len).strip()
        if len(words) < _SHORTEST:
            return None
        holding = (
            select(Passage.id)
            .join(Version, Passage.version_id == Version.id)
            .where(Version.current, Version.id != document.version_id, Passage.text.contains(words, autoescape=True))
            .order_by(Passage.id)
            .limit(1)
        )
        found = documents.passages_by_id(self._session, self._session.scalars(holding).all())
        return found[0] if found else None

    def _source(self, version_id: int) -> Source:
        if version_id not in self._sources:
            self._sources[version_id] = Source(documents.passages(self._session, version_id))
        return self._sources[version_id]

    def _looked_up(self, document: DocumentRow, locator: str) -> list[int]:
        passages = self.source(document).passages
        places = {passage.id: at for at, passage in enumerate(passages)}
        told = locator
        while told:
            named = locators.named(told, passages)
            if named:
                return [places[passage.id] for passage in named]
            told, _, remark = told.rpartition(",")
            if any(map(str.isdigit, remark)):  # a place that is not there, not words such as "emphasis added"
                return []
        return []
