"""Everything opened for one command: paths, settings, the corpus, the archive, the index. The composition root."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from addewid import paths, settings
from addewid.narrator import Narrator
from corpus.errors import AddewidError

if TYPE_CHECKING:  # what is slow to import is imported when it is first used
    from corpus.database import Corpus
    from crawlers.archive import Archive
    from index import Index
    from nlp import Tagger


class Workspace:
    """One person's corpus, opened piece by piece as a command needs it."""

    def __init__(self, where: paths.Paths, narrator: Narrator) -> None:
        self.paths = where
        self.narrator = narrator
        self.settings = settings.load(where.settings)

    @cached_property
    def corpus(self) -> "Corpus":
        """The corpus; made, with its folder, when it is not there."""
        from sqlalchemy import URL

        from corpus.database import Corpus

        if self.paths.plan.exists():
            raise AddewidError(
                f"Restoring a backup into {self.paths.home} was interrupted; run the same addewid restore again."
            )
        try:
            self.paths.home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AddewidError(
                f"The folder {self.paths.home} cannot be made ({error.strerror}); "
                "set ADDEWID_HOME to a folder of your own."
            ) from error
        return Corpus(self.settings.database or URL.create("sqlite", database=str(self.paths.database)))

    @cached_property
    def archive(self) -> "Archive":
        """Captures as they came."""
        from crawlers.archive import Archive

        return Archive(self.paths.archive)

    @cached_property
    def index(self) -> "Index":
        """Search over the corpus."""
        from index import Index

        return Index(self.paths.index, self.corpus)

    @cached_property
    def tagger(self) -> "Tagger":
        """The pipelines of both languages."""
        from nlp import Tagger

        return Tagger()

    def close(self) -> None:
        """Let go of whatever was opened."""
        for name in ("index", "corpus"):
            if name in self.__dict__:
                self.__dict__[name].close()


@contextmanager
def opened(*, quiet: bool = False) -> Iterator[Workspace]:
    """The workspace of this run."""
    workspace = Workspace(paths.locate(), Narrator(quiet=quiet))
    try:
        yield workspace
    finally:
        workspace.close()
