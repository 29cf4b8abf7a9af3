"""What of the corpus is in a crate: tables of an export, and beside them versions, quotations and decisions."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from corpus import journal
from corpus.database import batched
from corpus.models import Anchor, Capture, Commitment, Document, EvidenceLink, Passage, Version
from corpus.rows import DecisionRow
from corpus.same import groups
from publish.export.chosen import Chosen
from publish.export.columns import Column, Table, Type, read
from publish.export.tables import of
from publish.rights import SHORT, Rights

TAKEN = ("themes", "documents", "commitments", "searches", "events", "evidence")
"""The tables of an export that a crate holds too; texts of documents are in none of them."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of a commitment or of evidence, ``owner``, in a version of a document."""

    owner: str
    anchor: Anchor
    version: Version
    document: Document

    @property
    def named(self) -> str:
        """The name of the version: document, language, and the beginning of its text's checksum."""
        return f"{self.document.key}/{self.version.lang}@{self.version.text_sha256[:12]}"


class Contents:
    """What a slice comes to in a crate. Each part is read when it is first asked for."""

    def __init__(self, chosen: Chosen) -> None:
        self.chosen = chosen

    @cached_property
    def statements(self) -> tuple[int, ...]:
        """The row numbers of all statements of the commitments."""
        found: set[int] = set()
        for some in batched(self.chosen.ids):
            found |= set(self.chosen.session.scalars(select(Commitment.id).where(groups.number().in_(some))))
        return tuple(sorted(found))

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """Every quotation, of commitments before those of evidence, each by name."""
        stated, shown = [], []
        for some in batched(self.statements):
            stated += self._quoted(_standing(Commitment.ref, Commitment).where(Commitment.id.in_(some)))
            evidence = _standing(EvidenceLink.ref, EvidenceLink).where(EvidenceLink.commitment_id.in_(some))
            shown += self._quoted(evidence.where(EvidenceLink.state.in_(self.chosen.states)))
        return (*sorted(stated, key=lambda one: one.owner), *sorted(shown, key=lambda one: one.owner))

    def tables(self) -> tuple[Table, ...]:
        """All tables of the crate."""
        return (*of(self.chosen, TAKEN), self._versions(), self._quotations(), self._decisions())

    def _quoted(self, query: Select[Any]) -> list[Quoted]:
        return [Quoted(*row) for row in self.chosen.session.execute(query)]

    def _versions(self) -> Table:
        return Table(
            name="versions",
            title="Versions",
            description="The versions of documents that are quoted: what was fetched, and what read and tagged it.",
            key="version",
            columns=_VERSIONS,
            rows=lambda: read(_VERSIONS, self._captured()),
        )

    def _captured(self) -> Iterator[tuple[str, Version, Capture]]:
        versions = {each.named: each.version for each in self.quoted}
        captures: dict[int, Capture] = {}
        for some in batched(sorted({version.capture_id for version in versions.values()})):
            found = self.chosen.session.scalars(select(Capture).where(Capture.id.in_(some)))
            captures |= {capture.id: capture for capture in found}
        for name in sorted(versions):
            yield name, versions[name], captures[versions[name].capture_id]

    def _quotations(self) -> Table:
        columns = _quotations(self.chosen.rights)
        return Table(
            name="quotations",
            title="Quotations",
            description="The words of commitments and evidence, and where in the text of which version they stand.",
            key="owner",
            columns=columns,
            rows=lambda: read(columns, self.quoted),
        )

    def _decisions(self) -> Table:
        columns = _decisions(self.chosen.rights, self._short())
        return Table(
            name="decisions",
            title="Decisions",
            description="All that people decided about the commitments and their evidence, in the order of recording.",
            key="name",
            columns=columns,
            rows=lambda: read(columns, self._told()),
        )

    def _told(self) -> Iterator[DecisionRow]:
        shown = [each.owner for each in self.quoted if each.owner.startswith("e-")]
        yield from journal.about(self.chosen.session, self.statements, shown)

    def _short(self) -> frozenset[str]:
        """The names of what is quoted from documents that give short quotations only."""
        return frozenset(each.owner for each in self.quoted if not self.chosen.rights.whole(each.document.key))


def found_in(session: Session, passages: Collection[int]) -> frozenset[str]:
    """The keys of the documents that these passages, by their row numbers, are of."""
    keys: set[str] = set()
    for some in batched(sorted(passages)):
        query = select(Document.key).join(Version, Version.document_id == Document.id)
        keys |= set(session.scalars(query.join(Passage, Passage.version_id == Version.id).where(Passage.id.in_(some))))
    return frozenset(keys)


def _standing(owner: Any, table: Any) -> Select[Any]:
    """The anchors of a table's rows, with the version and document they are in."""
    query = select(owner, Anchor, Version, Document).select_from(table).join(Anchor, table.anchor_id == Anchor.id)
    return query.join(Version, Anchor.version_id == Version.id).join(Document, Version.document_id == Document.id)


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


_version = Column[tuple[str, Version, Capture]]
_VERSIONS = (
    _version("version", Type.STRING, "Name: document, language, beginning of its checksum.", lambda each: each[0]),
    _version("document_ref", Type.STRING, "The document.", lambda each: each[0].partition("@")[0], "documents.ref"),
    _version(
        "text_sha256", Type.STRING, "SHA-256 of its text as it was read, UTF-8.", lambda each: each[1].text_sha256
    ),
    _version("current", Type.BOOLEAN, "Whether it is the newest.", lambda each: each[1].current),
    _version("reader", Type.STRING, "What read it.", lambda each: each[1].reader),
    _version("tagged_with", Type.STRING, "Rules and models that found in it.", lambda each: each[1].tagged_with),
    _version("capture_sha256", Type.STRING, "SHA-256 of the bytes that were fetched.", lambda each: each[2].sha256),
    _version("capture_bytes", Type.INTEGER, "How many bytes.", lambda each: each[2].size),
    _version("media_type", Type.STRING, "Their type.", lambda each: each[2].media_type),
    _version("address", Type.STRING, "Where they were fetched from.", lambda each: _address(each[2])),
    _version("captured_at", Type.DATETIME, "When.", lambda each: each[2].captured_at),
)


def _address(capture: Capture) -> str:
    """An address of the web; a path of somebody's own computer is nobody else's concern."""
    return capture.address if capture.address.startswith(("https://", "http://")) else ""


def _quotations(rights: Rights) -> tuple[Column[Quoted], ...]:
    column = Column[Quoted]

    def around(each: Quoted, words: str) -> str:
        """What stands beside, where the document may be handed on."""
        return words if rights.whole(each.document.key) else ""

    return (
        column("owner", Type.STRING, "The commitment or evidence whose words they are.", lambda each: each.owner),
        column("version", Type.STRING, "The version that they stand in.", lambda each: each.named, "versions.version"),
        column("start", Type.INTEGER, "Where in its text they begin, in characters.", lambda each: each.anchor.start),
        column("end", Type.INTEGER, "Where they end, just after the last.", lambda each: each.anchor.end),
        column(
            "exact",
            Type.STRING,
            "The words; cut where the document's licence allows short quotations only.",
            lambda each: rights.words(each.document.key, each.anchor.exact),
        ),
        column("exact_sha256", Type.STRING, "SHA-256 of all the words, UTF-8.", lambda each: digest(each.anchor.exact)),
        column("prefix", Type.STRING, "What stands before.", lambda each: around(each, each.anchor.prefix)),
        column("suffix", Type.STRING, "What stands after.", lambda each: around(each, each.anchor.suffix)),
        column(
            "outcome", Type.STRING, "Whether they stood there when last looked for.", lambda each: each.anchor.outcome
        ),
    )


def _decisions(rights: Rights, short: Collection[str]) -> tuple[Column[DecisionRow], ...]:
    column = Column[DecisionRow]

    def held(each: DecisionRow, said: object) -> Any:
        return _cut(said) if short and {each.subject} & set(short) else said

    return (
        column("name", Type.STRING, "Name of the decision.", lambda each: each.name),
        column("action", Type.STRING, "What was done, a word of the codebook.", lambda each: each.action),
        column("subject", Type.STRING, "What it was done to.", lambda each: each.subject),
        column("before", Type.JSON, "What was so before.", lambda each: [held(each, dict(each.before))]),
        column("after", Type.JSON, "What is so since.", lambda each: [held(each, dict(each.after))]),
        column("who", Type.STRING, "Who decided.", lambda each: each.who),
        column("because", Type.STRING, "Why, in their words.", lambda each: each.because),
        column("recorded_at", Type.DATETIME, "When it was recorded.", lambda each: each.recorded_at),
        column("undoes", Type.STRING, "The decision that it takes back.", lambda each: each.undoes or None),
        column("undone", Type.BOOLEAN, "Whether it was taken back.", lambda each: each.undone),
        column("hash", Type.STRING, "Its link in the chain of decisions, SHA-256.", lambda each: each.hash),
    )


def _cut(said: object) -> object:
    """What a decision holds, with no text in it longer than a short quotation."""
    if isinstance(said, str):
        return Rights(frozenset({""})).words("", said) if len(said) > SHORT else said
    if isinstance(said, dict):
        return {name: _cut(part) for name, part in said.items()}
    return [_cut(part) for part in said] if isinstance(said, Sequence) else said
