"""Whether what a crate says still holds: its files as they were written, its quotations in one's own documents.

A quotation that is found or moved is verified, as the codebook has it. That words stand in a source does not say that
they support what they are quoted for.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import anchors, documents
from corpus.anchors import Selector
from corpus.codebook import VERIFIED, AnchorOutcome, Lang
from corpus.database import batched
from corpus.errors import UsageProblem
from corpus.models import Capture, Document, StatusEvent, Version
from publish.crate.contents import digest
from publish.crate.metadata import NAME
from publish.crate.reading import Crate


@dataclass(frozen=True, slots=True)
class Lost:
    """A quotation that is not verified; ``outcome`` is None where the corpus has not its document."""

    owner: str
    document: str
    words: str
    outcome: AnchorOutcome | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking found.

    ``altered`` are files that are not as the crate says, ``missing`` and ``foreign`` those it names in vain or does not
    name. ``outcomes`` counts quotations. Of the versions that are quoted, ``same`` were read from the same bytes as
    one's own, ``other`` from others, ``absent`` are not in this corpus. ``judgements`` are in the crate, ``known`` of
    them also in one's own account.
    """

    altered: tuple[str, ...]
    missing: tuple[str, ...]
    foreign: tuple[str, ...]
    outcomes: Mapping[AnchorOutcome, int]
    lost: tuple[Lost, ...]
    same: int
    other: int
    absent: int
    judgements: int
    known: int

    @property
    def holds(self) -> bool:
        """Whether every file is as it was, and every quotation verified."""
        return not (self.altered or self.missing or self.foreign or self.lost)


def check(session: Session, crate: Crate) -> Checked:
    """Check a crate against a corpus. Raises UsageProblem where it cannot be understood."""
    altered, missing, foreign = _files(crate)
    versions = {_text(row, "version"): row for row in crate.rows("versions")}
    own = _own(session, {name.partition("@")[0] for name in versions})
    outcomes: Counter[AnchorOutcome] = Counter()
    lost: list[Lost] = []
    for row, version in _by_document(crate, versions):
        ref = version.partition("@")[0]
        outcome = _outcome(row, versions[version], own[ref]) if ref in own else None
        if outcome is not None:
            outcomes[outcome] += 1
        if outcome not in VERIFIED:
            lost.append(Lost(_text(row, "owner"), ref, _text(row, "exact"), outcome))
    alike = [_alike(row, own.get(name.partition("@")[0])) for name, row in versions.items()]
    hashes = [_text(row, "hash") for row in crate.rows("events")]
    return Checked(
        altered=altered,
        missing=missing,
        foreign=foreign,
        outcomes=outcomes,
        lost=tuple(lost),
        same=alike.count(True),
        other=alike.count(False),
        absent=alike.count(None),
        judgements=len(hashes),
        known=_known(session, hashes),
    )


def _files(crate: Crate) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Files that were altered, that are missing, and that do not belong to the crate."""
    there = crate.source.names()
    altered = [name for name, told in crate.files.items() if name in there and told.get("sha256") != crate.digest(name)]
    missing = crate.files.keys() - there
    foreign = there - crate.files.keys() - {NAME}
    return tuple(sorted(altered)), tuple(sorted(missing)), tuple(sorted(foreign))


@dataclass(slots=True)
class _Own:
    """One's own version of a document, and its captures; the text is read when it is first compared."""

    session: Session
    version_id: int
    text_sha256: str
    captures: frozenset[str]
    held: str | None = None

    @property
    def text(self) -> str:
        if self.held is None:
            self.held = documents.text(self.session, self.version_id)
        return self.held


def _own(session: Session, refs: set[str]) -> dict[str, _Own]:
    """The current versions of these documents, which are named by key and language, where the corpus has them."""
    wanted = {ref.rpartition("/")[0] for ref in refs}
    rows: dict[str, tuple[int, str]] = {}
    captures: dict[str, set[str]] = {}
    for some in batched(sorted(wanted)):
        query = (
            select(Document.key, Version.lang, Version.id, Version.text_sha256, Version.current, Capture.sha256)
            .join(Version, Version.document_id == Document.id)
            .join(Capture, Version.capture_id == Capture.id)
            .where(Document.key.in_(some))
        )
        for key, lang, number, text_sha256, current, capture in session.execute(query):
            ref = f"{key}/{lang}"
            captures.setdefault(ref, set()).add(capture)
            if current:
                rows[ref] = number, text_sha256
    return {ref: _Own(session, *rows[ref], frozenset(captures[ref])) for ref in refs if ref in rows}


def _by_document(crate: Crate, versions: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """The quotations, each with its version. Raises UsageProblem for one of a version that the crate has not."""
    for row in crate.rows("quotations"):
        name = _text(row, "version")
        if name not in versions or _lang(name) not in set(Lang):
            raise UsageProblem("This is no crate of Addewid: {name} is in no list of versions.", name=name)
        yield row, name


def _outcome(row: Mapping[str, Any], version: Mapping[str, Any], own: _Own) -> AnchorOutcome:
    """What becomes of a quotation in one's own version."""
    exact, start = _text(row, "exact"), _number(row, "start")
    there = own.text[start : _number(row, "end")]
    if digest(exact) != _text(row, "exact_sha256"):
        # words that were cut can be known by their place alone
        return AnchorOutcome.FOUND if digest(there) == row["exact_sha256"] else AnchorOutcome.CHANGED
    if own.text_sha256 == version.get("text_sha256"):
        return AnchorOutcome.FOUND if there == exact else AnchorOutcome.CHANGED
    prefix, suffix = _text(row, "prefix"), _text(row, "suffix")
    around = f"{prefix}{exact}{suffix}"
    if exact and own.text.count(around) == 1:
        at = own.text.index(around) + len(prefix)
        return AnchorOutcome.FOUND if at == start else AnchorOutcome.MOVED
    return anchors.find(Selector(exact, prefix, suffix, start), own.text).outcome


def _alike(row: Mapping[str, Any], own: _Own | None) -> bool | None:
    """Whether one's own was read from the same bytes; None where there is none."""
    return None if own is None else _text(row, "capture_sha256") in own.captures


def _known(session: Session, hashes: list[str]) -> int:
    """How many of these judgements are in one's own account."""
    known = 0
    for some in batched(sorted(set(hashes))):
        known += len(session.scalars(select(StatusEvent.id).where(StatusEvent.hash.in_(some))).all())
    return known


def _lang(version: str) -> str:
    return version.partition("@")[0].rpartition("/")[2]


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise UsageProblem("This is no crate of Addewid: {name} of a row is no text.", name=name)
    return value or ""


def _number(row: Mapping[str, Any], name: str) -> int:
    value = row.get(name)
    if type(value) is not int or value < 0:
        raise UsageProblem("This is no crate of Addewid: {name} of a row is no number.", name=name)
    return value
