"""What a file does not say of itself, told from its words and address; where nothing tells, the plainest answer.

The words and patterns are data (``cues.toml``).
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import islice
from pathlib import PurePath
from urllib.parse import urlsplit

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers.clean import clean
from corpus.readers.dates import Stated, labelled, stated
from corpus.types import Passage

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SAMPLE = 60_000
_NEAR_START = 12

_Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Cues:
    english: frozenset[str]
    welsh: frozenset[str]
    titles: tuple[tuple[_Patterns, DocumentKind], ...]
    addresses: tuple[tuple[_Patterns, DocumentKind], ...]
    act_titles: _Patterns
    act_words: _Patterns
    hosts: tuple[tuple[str, str], ...]
    covers: dict[str, str]
    furniture: frozenset[str]


def _patterns(rows: Iterable[str]) -> _Patterns:
    return tuple(re.compile(row, re.IGNORECASE) for row in rows)


@cache
def _cues() -> _Cues:
    with files("corpus.readers").joinpath("cues.toml").open("rb") as file:
        data = tomllib.load(file)
    return _Cues(
        english=frozenset(data["words"]["en"].split()),
        welsh=frozenset(data["words"]["cy"].split()),
        titles=tuple((_patterns(row["patterns"]), DocumentKind(row["kind"])) for row in data["title"]),
        addresses=tuple((_patterns(row["patterns"]), DocumentKind(row["kind"])) for row in data["address"]),
        act_titles=_patterns(data["act"]["titles"]),
        act_words=_patterns(data["act"]["words"]),
        hosts=tuple(data["hosts"].items()),
        covers=dict(data["covers"]),
        furniture=frozenset(data["furniture"]["lines"]),
    )


def language(passages: Sequence[Passage]) -> tuple[Lang, float]:
    """The language most of a document is in, by its small words, and its share of those found (0.5 to 1)."""
    cues = _cues()
    words = Counter(_WORD.findall(_sample(passages).lower().replace("’", "'")))
    english = sum(words[word] for word in cues.english)
    welsh = sum(words[word] for word in cues.welsh)
    if english + welsh == 0:
        return Lang.EN, 1.0
    return (Lang.CY if welsh > english else Lang.EN), max(english, welsh) / (english + welsh)


def _sample(passages: Sequence[Passage]) -> str:
    """Text from all over a document, as much as is enough."""
    size = sum(len(passage.text) for passage in passages)
    step = max(1, size // _SAMPLE)
    return " ".join(passage.text for passage in passages[::step])[: 2 * _SAMPLE]


def title(passages: Iterable[Passage], path: PurePath) -> str:
    """The first heading, else the file's name made readable."""
    for passage in islice(passages, 40):
        if passage.kind is PassageKind.HEADING:
            return passage.text
    return from_name(path)


def from_name(path: PurePath) -> str:
    """A file's name as a title: without suffix and language mark, hyphens as spaces except between numbers."""
    words = re.sub(r"(?<!\d)[-_]+|[-_]+(?!\d)", " ", clean(path.stem))
    words = re.sub(r"(?: (?:en|cy|english|welsh|cymraeg))+$", "", words, flags=re.IGNORECASE).strip()
    return (words[:1].upper() + words[1:]) or "Untitled"


def kind(name: str, url: str, passages: Sequence[Passage]) -> DocumentKind:
    """What a document is by its address, its title and its first words; OTHER unless one of them tells."""
    cues = _cues()
    for text, table in ((url, cues.addresses), (name, cues.titles)):
        for patterns, found in table:
            if any(pattern.search(text) for pattern in patterns):
                return found
    if any(pattern.match(name) for pattern in cues.act_titles) and _enacts(cues, passages):
        return DocumentKind.ACT
    spoken = sum(passage.kind is PassageKind.SPEECH for passage in passages)
    return DocumentKind.RECORD if 2 * spoken > len(passages) else DocumentKind.OTHER


def _enacts(cues: _Cues, passages: Sequence[Passage]) -> bool:
    near = [passage.text for passage in passages[:_NEAR_START]]
    return any(pattern.search(text) for pattern in cues.act_words for text in near)


def publisher(url: str, passages: Sequence[Passage]) -> str:
    """Who published a document, by its address or a body's name alone on a line near its start; else ``""``."""
    cues = _cues()
    host = _host(url)
    for domain, name in cues.hosts:
        if host == domain or host.endswith("." + domain):
            return name
    near = (passage.text.casefold() for passage in passages[:_NEAR_START])
    return next((cues.covers[text] for text in near if text in cues.covers), "")


def is_furniture(text: str) -> bool:
    """Whether a line of a web page is a part of the page's frame, such as "Skip to main content"."""
    return text.casefold().replace("’", "'") in _cues().furniture


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # an address such as "http://[" is nobody's
        return ""


def issued(passages: Sequence[Passage]) -> Stated | None:
    """The date alone on a line near the start, with or without "Published:"; a year alone is none."""
    for passage in passages[:_NEAR_START]:
        text = passage.text
        if len(text) > 80 or re.fullmatch(r"\d{4}(?:-\d{2})?", text):
            continue
        if day := labelled(text):
            return Stated(day)
        if found := stated(text):
            return found
    return None
