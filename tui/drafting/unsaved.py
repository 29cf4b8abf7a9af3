"""Words that were not saved yet, kept apart from the writer's file until they are: also where a draft was read last."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from corpus import files
from corpus.errors import AddewidError
from tui.drafting.file_text import safe

MOST = 8_000_000
"""Characters that are read of what was kept."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a draft is being read: the cursor's line and column, and the first line seen; all from 0."""

    line: int = 0
    column: int = 0
    top: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a draft: where it was read, and the words that were not saved, if any.

    ``base`` tells what stood in the file that the words were written over.
    """

    spot: Spot = Spot()
    words: str | None = None
    base: str = ""


class Unsaved:
    """What is kept of drafts, a file for each. Without a folder nothing outlives the app."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def _file(self, path: Path) -> Path | None:
        if self._folder is None:
            return None
        return self._folder / f"{sha256(str(path).encode(errors='surrogateescape')).hexdigest()[:32]}.json"

    def keep(self, path: Path, kept: Kept) -> None:
        """Keep this of a draft. Raises AddewidError where it cannot be written."""
        file = self._file(path)
        if file is None:
            return
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AddewidError(
                "Words that are not saved yet cannot be kept in {folder} ({error}); save them with Ctrl-S.",
                folder=file.parent,
                error=error.strerror,
            ) from error
        told = {"path": str(path), "words": kept.words, "base": kept.base, "spot": asdict(kept.spot)}
        files.replace(file, json.dumps(told, ensure_ascii=True) + "\n", private=True)

    def read(self, path: Path) -> Kept:
        """What is kept of a draft; of a file that is not there or not ours to understand, nothing."""
        file = self._file(path)
        if file is None:
            return Kept()
        try:
            with file.open(encoding="utf-8", errors="replace") as opened:
                told = json.loads(opened.read(MOST))
        except (OSError, ValueError, RecursionError):
            return Kept()
        if not isinstance(told, dict) or told.get("path") != str(path):
            return Kept()
        words, base = told.get("words"), told.get("base")
        return Kept(_spot(told.get("spot")), safe(words) if isinstance(words, str) else None, str(base or ""))

    def since(self, path: Path) -> datetime | None:
        """When words of a draft were kept that are not saved yet; None where there are none."""
        file = self._file(path)
        if file is None or self.read(path).words is None:
            return None
        try:
            return datetime.fromtimestamp(file.stat().st_mtime, UTC)
        except OSError:
            return None


def _spot(told: object) -> Spot:
    if not isinstance(told, dict):
        return Spot()
    numbers = (told.get(name) for name in ("line", "column", "top"))
    return Spot(*(each if type(each) is int and 0 <= each < 1 << 31 else 0 for each in numbers))
