"""Unpacking a backup beside its place, and seeing that it is sound before anything is moved there."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from addewid import settings
from addewid.pipeline.keeping.moving import settle
from addewid.pipeline.keeping.packed import ARCHIVE, CORPUS, SETTINGS, VIEWS, Advance, Backup
from corpus import copying
from corpus.database import Corpus
from corpus.errors import AddewidError, CorpusDamaged, UsageProblem

_UNSOUND = (SQLAlchemyError, ValueError, TypeError, AttributeError, KeyError)
"""What rows that Addewid never wrote may raise when they are read."""


class Staging:
    """Folders that a backup is unpacked into: one in the home, and one beside the corpus where that is elsewhere."""

    def __init__(self, backup: Backup, home: Path, beside: Path) -> None:
        """``home`` and ``beside`` are folders for nothing else; they may be one."""
        self._backup = backup
        self.folders = list(dict.fromkeys((home, beside)))
        self.corpus = beside / CORPUS
        self.archive = home / "archive"
        self.settings = home / SETTINGS
        self.views = home / VIEWS

    def begin(self) -> None:
        """Make the folders. Raises AddewidError when there is no room for what is to be unpacked."""
        for folder in self.folders:
            folder.mkdir(parents=True)
        manifest = self._backup.manifest
        wanted = {self.corpus.parent: manifest.members[CORPUS].size, self.archive.parent: manifest.size}
        for folder, size in wanted.items():
            free = shutil.disk_usage(folder).free
            if free < size:
                raise AddewidError(
                    f"{self._backup.named} needs {size:,} bytes in {folder.parent}, where {free:,} are free; make room."
                )

    def forget(self) -> None:
        """Remove the folders and what is left in them."""
        for folder in self.folders:
            if folder.is_dir():
                shutil.rmtree(folder)

    def unpack_corpus(self, advance: Advance) -> None:
        """Unpack the corpus and see that it is sound. One of an older version is brought to this one.

        Raises CorpusDamaged when it is not what the manifest says, or its account does not hold.
        """
        self._unpack(CORPUS, self.corpus, advance)
        try:
            with _corpus(self.corpus) as corpus:
                wrong = corpus.fault() or self._wrong(corpus)
        except (CorpusDamaged, *_UNSOUND) as error:
            raise self._backup.damaged("its corpus cannot be read") from error
        if wrong:
            raise self._backup.damaged(wrong)
        with self.corpus.open("rb+") as changed:
            os.fsync(changed.fileno())

    @contextmanager
    def opened(self) -> Iterator[Session]:
        """The corpus that was unpacked."""
        with _corpus(self.corpus) as corpus, corpus.read() as session:
            yield session

    def unpack_archive(self, advance: Advance) -> None:
        """Unpack the files of the archive."""
        self.archive.mkdir()
        for name in self._backup.manifest.archive:
            self._unpack(f"{ARCHIVE}{name}", self.archive / name, advance)
        settle(self.archive)

    def unpack_settings(self) -> None:
        """Unpack the settings, where there are any, as they may be believed: no database is named in them."""
        if SETTINGS not in self._backup.manifest.members:
            return
        self._unpack(SETTINGS, self.settings, lambda: None)
        try:
            settings.load(self.settings)
        except UsageProblem as error:
            raise self._backup.damaged("its settings cannot be understood") from error
        self.settings.write_text(settings.portable(self.settings), encoding="utf-8")

    def unpack_views(self) -> None:
        """Unpack the saved views, where there are any; whoever reads them believes nothing of them."""
        if VIEWS in self._backup.manifest.members:
            self._unpack(VIEWS, self.views, lambda: None)

    def _unpack(self, name: str, target: Path, advance: Advance) -> None:
        with target.open("xb") as out:
            self._backup.extract(name, out, advance)
            out.flush()
            os.fsync(out.fileno())

    def _wrong(self, corpus: Corpus) -> str:
        fresh_file = self.corpus.with_name("fresh.db")
        with _corpus(fresh_file) as fresh, fresh.read() as new, corpus.read() as session:
            if differs := copying.differs(session, new):
                return differs
            found, told = asdict(copying.facts(session)), asdict(self._backup.manifest.facts)
        if faults := set(found.pop("faults")) - set(told.pop("faults")):
            return f"{min(faults)} in its account was changed after it was recorded"
        return "" if found == told else "its corpus is not the one that its manifest tells of"


@contextmanager
def _corpus(file: Path) -> Iterator[Corpus]:
    with closing(Corpus(URL.create("sqlite", database=str(file)))) as corpus:
        yield corpus
