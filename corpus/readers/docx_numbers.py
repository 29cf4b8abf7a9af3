"""The numbers that Word prints before paragraphs, which a DOCX file does not hold but only says how to count."""

import re
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    shape: str
    pattern: str


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level]
    counts: list[int] = field(default_factory=lambda: [0] * _DEEPEST)
    begun: set[int] = field(default_factory=set)


class Numbers:
    """Counts a document's numbered paragraphs as they pass."""

    def __init__(self, numbering: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        if numbering is None:
            return
        abstract = {
            one.get(f"{_W}abstractNumId"): {
                int(level.get(f"{_W}ilvl", "0")): _level(level) for level in one.iterfind(f"{_W}lvl")
            }
            for one in numbering.iterfind(f"{_W}abstractNum")
        }
        shared: dict[str, _List] = {}
        for one in numbering.iterfind(f"{_W}num"):
            of = _value(one, "abstractNumId")
            levels = dict(abstract.get(of, {}))
            restarted = one.findall(f"{_W}lvlOverride")
            for override in restarted:
                at = int(override.get(f"{_W}ilvl", "0"))
                if (start := _value(override, "startOverride")).isdigit() and at in levels:
                    levels[at] = _Level(int(start), levels[at].shape, levels[at].pattern)
            number = one.get(f"{_W}numId", "")
            self._lists[number] = _List(levels) if restarted else shared.setdefault(of, _List(levels))

    def next(self, number: str, at: int) -> tuple[str, bool]:
        """The number printed before a list's next paragraph (``""`` for a bullet), and whether it is in a list."""
        found = self._lists.get(number)
        level = found.levels.get(at) if found else None
        if found is None or level is None or not 0 <= at < _DEEPEST:
            return "", False
        found.counts[at] = found.counts[at] + 1 if at in found.begun else level.start
        found.begun = {one for one in found.begun if one < at} | {at}
        if level.shape in {"bullet", "none"}:
            return "", level.shape == "bullet"
        return re.sub(r"%(\d)", lambda match: self._counted(found, int(match[1]) - 1, at), level.pattern), True

    @staticmethod
    def _counted(found: _List, at: int, own: int) -> str:
        level = found.levels.get(at)
        if level is None or at > own:
            return ""
        return _shaped(found.counts[at] if at in found.begun else level.start, level.shape)


def _level(element: Any) -> _Level:
    start = _value(element, "start")
    return _Level(
        int(start) if start.isdigit() else 1,
        _value(element, "numFmt") or "decimal",
        _value(element, "lvlText") or "%1.",
    )


def _value(element: Any, name: str) -> str:
    found = element.find(f"{_W}{name}")
    return str(found.get(f"{_W}val", "")) if found is not None else ""


def _shaped(count: int, shape: str) -> str:
    if shape in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in {"lowerRoman", "upperRoman"}:
        words = ""
        for value, letters in _ROMAN:
            while count >= value:
                words, count = words + letters, count - value
        return words.upper() if shape == "upperRoman" else words
    return f"{count:02d}" if shape == "decimalZero" else str(count)
