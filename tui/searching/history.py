"""What was asked before: the last questions, kept between runs in a file that is replaced whole."""

from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from corpus import files
from corpus.errors import AddewidError
from index.query.limits import MAX_CHARACTERS

MOST = 200
"""Questions that are kept."""


class History:
    """The newest first, each once. Without a path nothing outlives the app."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._asked: tuple[str, ...] = ()

    def read(self) -> Sequence[str]:
        """All that is kept, with what another app at the same corpus kept meanwhile.

        A file that is not there, or not ours to read, holds nothing; of a longer one only the beginning is read.
        """
        if self._path is not None:
            try:
                with self._path.open(encoding="utf-8", errors="replace") as file:
                    begun = file.read(MOST * MAX_CHARACTERS)
            except OSError:
                return self._asked
            lines = (" ".join(line.split()) for line in begun.splitlines())
            self._asked = tuple(islice(dict.fromkeys(filter(None, lines)), MOST))
        return self._asked

    def add(self, query: str) -> Sequence[str]:
        """Put a question before the others, and return them all. Raises AddewidError where it cannot be written."""
        asked = " ".join(query.encode(errors="replace").decode().split())
        if asked and len(asked) <= MAX_CHARACTERS:
            self._asked = tuple(islice(dict.fromkeys((asked, *self.read())), MOST))
            self._write()
        return self._asked

    def _write(self) -> None:
        if self._path is None:
            return
        try:
            files.replace(self._path, "".join(f"{each}\n" for each in self._asked))
        except AddewidError as error:
            raise AddewidError("What you asked could not be kept for the next time: {error}", error=error) from error
