"""Pandoc's attributes of headings, spans and divisions: ``{#q4 .status promise=c-4k7m2x9 words="300"}``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

LONGEST = 1000
"""Characters of a stretch of attributes, its braces too."""

_INNER = r"(?:\"[^\"\n]*\"|[^{}\"])"
_STRETCH = re.compile(rf"\{{{_INNER}{{0,{LONGEST}}}\}}")
_PART = re.compile(
    r"#(?P<id>[^\s{}#.=\"]+(?:\.[^\s{}#.=\"]+)*)"
    r"|\.(?P<class>[^\s{}#.=\"]+)"
    r"|(?P<key>[\w:-]+)=(?:\"(?P<quoted>[^\"]*)\"|(?P<plain>[^\s{}\"]*))"
    r"|(?P<dash>-)"
    r"|(?P<other>\S)"
)


@dataclass(frozen=True, slots=True)
class Attributes:
    """An identifier, classes, and values by their keys."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


def stretch(text: str, start: int) -> int | None:
    """Where attributes that begin at ``start`` end; None where what stands there are none."""
    found = _STRETCH.match(text, start)
    return found.end() if found and read(found.group()) is not None else None


def read(text: str) -> Attributes | None:
    """The attributes of a stretch with its braces; None where pandoc would take it for text."""
    name, classes, values = "", list[str](), dict[str, str]()
    for part in _PART.finditer(text[1:-1]):
        if part["other"]:
            return None
        if part["id"]:
            name = part["id"]
        elif part["class"]:
            classes.append(part["class"])
        elif part["key"]:
            values[part["key"]] = part["quoted"] if part["quoted"] is not None else part["plain"]
        else:
            classes.append("unnumbered")  # what a dash alone stands for
    return Attributes(name, tuple(classes), values)
