"""Where everything stood when the app was left: kept in a file that is replaced whole, and read as it may be."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from corpus import files
from tui.messages import OpenDraft, OpenPromise, OpenReader, Opens
from tui.places import PLACES

MOST = 1_000_000
"""Characters that are read of a file."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The place, the colours, what each place's screen kept by its name, and what stood above the place's own."""

    place: str = "overview"
    theme: str = ""
    screens: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    above: tuple[Opens, ...] = ()


class Keeper:
    """Reads and writes where everything stood. Without a path nothing outlives the app."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._kept: Kept | None = None

    def read(self) -> Kept:
        """What was kept last; of a file that is not there or not ours to understand, nothing."""
        if self._kept is None:
            self._kept = _read(self._path) if self._path is not None else Kept()
        return self._kept

    def screen(self, name: str) -> Mapping[str, Any]:
        """What the screen of a place kept."""
        return self.read().screens.get(name, {})

    def write(self, now: Kept) -> None:
        """Keep this; what places kept that were not seen since stays. Raises AddewidError where it cannot be."""
        before = self.read()
        self._kept = Kept(now.place, now.theme, {**before.screens, **now.screens}, now.above)
        if self._path is not None and self._kept != before:
            files.replace(self._path, json.dumps(_told(self._kept), ensure_ascii=False, indent=1) + "\n")


def _told(kept: Kept) -> dict[str, Any]:
    above = list(map(_opens, kept.above))
    return {"place": kept.place, "theme": kept.theme, "screens": kept.screens, "above": above}


def _opens(each: Opens) -> dict[str, Any]:
    match each:
        case OpenPromise():
            return {"promise": each.ref}
        case OpenReader():
            return {"reader": [each.version_id, each.ordinal]}
    return {"draft": each.path}


def _read(path: Path) -> Kept:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            told = json.loads(file.read(MOST))
    except (OSError, ValueError, RecursionError):
        return Kept()
    if not isinstance(told, dict):
        return Kept()
    place, theme, screens = told.get("place"), told.get("theme"), told.get("screens")
    named = (
        {name: each for name, each in screens.items() if isinstance(each, dict)} if isinstance(screens, dict) else {}
    )
    return Kept(
        next((each.name for each in PLACES if each.name == place), PLACES[0].name),
        theme if isinstance(theme, str) else "",
        named,
        tuple(_above(told.get("above"))),
    )


def _above(told: object) -> list[Opens]:
    made: list[Opens] = []
    for each in told if isinstance(told, list) else []:
        match each:
            case {"promise": str(ref)}:
                made.append(OpenPromise(ref))
            case {"reader": [int(version), int(ordinal)]}:
                made.append(OpenReader(version, ordinal))
            case {"draft": str(path)} if path and "\0" not in path:
                made.append(OpenDraft(path))
    return made[:8]
