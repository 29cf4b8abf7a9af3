"""Which other enactment a piece of amending text works on, in English and Welsh.

Read from the words that govern it ("In section 6 of the 2016 Act, …"), with short names such as "the
2016 Act" resolved to full titles by the document's own definitions.
"""

import re
from collections.abc import Iterable

_SMALL = r"(?:and|of|the|to|in|for|on|with|by|from|at|as|etc\.?|or|their|its)"
_NAME = rf"[A-Z][\w’'()-]{{0,40}},?(?: (?:[A-Z(][\w’'()-]{{0,40}},?|{_SMALL})){{0,25}}"
_ENGLISH = re.compile(
    rf"\b({_NAME} (?:Act|Measure|Regulations|Order|Rules)(?: \([^()]{{1,60}}\))* (?:1[6-9]|20)\d\d)\b"
)
_LEADING = re.compile(
    r"^(?:In|Under|The|Of|After|Before|For|From|To|By|And|Section|Schedule|Part|Chapter|Amendments?) "
    r"(?:(?:of|to|the) )*"
)
_WELSH_SORT = "(?:Dd?eddf|Neddf|[MF]esur|Rh?eoliadau|G?orchymyn|Ngorchymyn|Rheolau|Reolau)"
_WELSH = re.compile(rf"\b({_WELSH_SORT} [A-Z(][^.;:“”\"]{{2,160}}? (?:1[6-9]|20)\d\d)\b")
_QUOTED = re.compile(r"[“\"‘][^“”\"‘’]*[”\"’]")
_SHORT = re.compile(
    rf"\b(?:the ((?:(?:1[6-9]|20)\d\d|Principal) (?:Act|Measure|Regulations|Order|Rules))"
    rf"|({_WELSH_SORT} (?:1[6-9]|20)\d\d))\b"
)
_BRACKETED = re.compile(
    r"\s*(?:\((?:[a-z]{1,5}\.? ?\d+|[A-Z]\.[A-Z]?\.? ?\d[^()]*)\))?,?\s*\(“(?:the )?([^“”]{3,60})”\)"
)
_DEFINED = re.compile(r"“(?:the )?([^“”]{3,60})”\s*(?:\([^()]{0,80}\)\s*)?(?:means|yw)\s")
_RADICAL = (
    ("Ddeddf", "Deddf"),
    ("Neddf", "Deddf"),
    ("Fesur", "Mesur"),
    ("Reoliadau", "Rheoliadau"),
    ("Orchymyn", "Gorchymyn"),
    ("Ngorchymyn", "Gorchymyn"),
    ("Reolau", "Rheolau"),
)

_READ = 5_000
"""Characters of a text that are looked at."""
UNKNOWN = "another enactment"
"""What text is said to amend when nothing says which enactment that is."""


class Enactments:
    """The short names a document gives to other enactments, and what they stand for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._full: dict[str, str] = {}
        for text in texts:
            self._learn(text)

    def _learn(self, text: str) -> None:
        text = text[:_READ]
        for pattern in (_ENGLISH, _WELSH):
            for found in pattern.finditer(text):
                if short := _BRACKETED.match(text, found.end()):
                    self._full.setdefault(_radical(short[1]), _tidy(found[1]))
        if (defined := _DEFINED.search(text)) and (named := _first(text, defined.end())):
            self._full.setdefault(_radical(defined[1]), named)

    def named(self, text: str) -> str:
        """The enactment that amending words name first, outside quotations, by its full title if known; else ``""``."""
        bare = _QUOTED.sub(" ", text[:_READ])
        full = _first(bare, 0)
        short = _SHORT.search(bare)
        if short and (not full or short.start() < bare.find(full)):
            name = _radical(short[1] or short[2])
            return self._full.get(name, f"the {name}" if short[1] else name)
        for name, title in self._full.items():
            if not full and name in _radical(bare) and not name[0].islower():
                return title
        return full


def _first(text: str, start: int) -> str:
    found = [match for pattern in (_ENGLISH, _WELSH) if (match := pattern.search(text, start))]
    return _tidy(min(found, key=lambda match: match.start())[1]) if found else ""


def _tidy(title: str) -> str:
    return _radical(_LEADING.sub("", title))


def _radical(name: str) -> str:
    """A Welsh name without the mutation of its first word; an English one as it is."""
    for mutated, radical in _RADICAL:
        name = re.sub(rf"\b{mutated}\b", radical, name)
    return name
