"""Writing a small file in the place of another, whole or not at all."""

import contextlib
import os
import tempfile
from pathlib import Path

from corpus.errors import AddewidError

EVERYBODYS, OWN = 0o666, 0o600
"""Modes of new files: as the system has them, and for their owner alone."""


def replace(path: Path, content: str | bytes, *, private: bool = False) -> None:
    """Put this text, or these bytes, into a file, where a link points if it is one; it keeps its mode.

    A new one is its owner's alone if ``private``. Line ends are written as they are. Raises AddewidError where it
    cannot be written; then nothing has changed.
    """
    at = path.resolve()
    try:
        handle, draft = tempfile.mkstemp(prefix=f".{at.name}.", dir=at.parent)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123  a handle, not a path
                file.write(content.encode("utf-8") if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            Path(draft).chmod(at.stat().st_mode & 0o7777 if at.exists() else OWN if private else _usual())
            Path(draft).replace(at)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
            raise
    except OSError as error:
        raise AddewidError(
            "{path} cannot be written ({error}), so nothing was changed; see that there is room and that the folder "
            "is yours, and try again.",
            path=path,
            error=error.strerror,
        ) from error


def _usual() -> int:
    """The mode of a new file here; the mask can only be asked by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return EVERYBODYS & ~mask
