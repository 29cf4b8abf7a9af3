"""What every part of a site is made with: the corpus, the folder, and what each page of it rests on."""

import hashlib
from collections.abc import Callable, Sequence
from functools import cache, partial
from importlib import resources
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.codebook import Lang
from corpus.database import batched
from corpus.language import speaking
from corpus.models import Capture, Commitment, RecordedSearch, Version
from corpus.rows import CommitmentFilter, CommitmentSort
from publish.site import addresses
from publish.site.asked import Asked
from publish.site.folder import Folder
from publish.site.rendering import Renderer
from publish.stamp import Stamp, stamp

_DOCUMENTS = (
    select(
        Version.id,
        Version.capture_id,
        Version.revision,
        Version.current,
        Version.gone_on,
        Version.title,
        Capture.sha256,
    )
    .join(Capture, Version.capture_id == Capture.id)
    .order_by(Version.id)
)
_SEARCHES = select(RecordedSearch.ref).order_by(RecordedSearch.id)

_MAKES = frozenset({".py", ".html", ".toml", ".mo"})
"""Files that make pages."""


class Making:
    """A site that is being made, of a corpus as a session sees it."""

    def __init__(self, session: Session, site: Folder, asked: Asked) -> None:
        self.session = session
        self.site = site
        self.asked = asked
        self.stamp: Stamp = stamp(session, asked.on)
        self.renderer = Renderer(asked, self.stamp)
        suggests = asked.suggest is not None
        told = (self.stamp, asked.address, asked.contact, suggests, asked.names, sorted(asked.rights.short))
        self._seen = hashlib.sha256()
        self._base = hashlib.sha256(repr((told, _code())).encode()).hexdigest()

    @property
    def every(self) -> CommitmentFilter:
        """All promises, those made last before others."""
        return CommitmentFilter(on=self.asked.on, sort=CommitmentSort.DATE, descending=True)

    def put(self, path: str, rests_on: object, make: Callable[[], str]) -> None:
        """A page in both languages; only made where what it ``rests_on``, as its ``repr`` tells, is not as before."""
        told = f"{self._base} {path} {rests_on!r}"
        for lang in Lang:
            self.site.put(addresses.within(lang, path), f"{lang} {told}", partial(_said, lang, make))

    def digest(self, told: object) -> str:
        """A digest of what is known of one promise; ``all_of_them`` is one of all that were asked for."""
        one = hashlib.sha256(repr(told).encode(errors="backslashreplace")).hexdigest()
        self._seen.update(one.encode())
        return one

    def all_of_them(self) -> str:
        """A digest of what is known of all promises so far, and of all documents and searches."""
        known: list[Sequence[object]] = [(self._base, self._seen.hexdigest())]
        for query in (_DOCUMENTS, _SEARCHES):
            known += self.session.execute(query).all()
        return hashlib.sha256(repr(known).encode(errors="backslashreplace")).hexdigest()

    def put_for_all(self, name: str, content: str | bytes) -> None:
        """A file that is of no language."""
        written = content if isinstance(content, bytes) else content.encode()
        self.site.put(name, hashlib.sha256(written).hexdigest(), lambda: written)

    def refs(self, ids: Sequence[int]) -> dict[int, str]:
        """The refs of commitments by their row numbers."""
        found: dict[int, str] = {}
        for some in batched(ids):
            named = select(Commitment.id, Commitment.ref).where(Commitment.id.in_(some))
            found |= dict(self.session.execute(named).all())
        return found


def _said(lang: Lang, make: Callable[[], str]) -> str:
    with speaking(lang):
        return make()


@cache
def _code() -> str:
    """A digest of the program's own files: where any of them changed, every page is looked at again."""
    digest = hashlib.sha256()
    for package in ("publish", "corpus"):
        root = Path(str(resources.files(package)))
        for file in sorted(each for each in root.rglob("*") if each.suffix in _MAKES and each.is_file()):
            digest.update(str(file.relative_to(root)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
