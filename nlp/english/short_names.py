"""The short names of public bodies in an English document: as it defines them, and as full names and titles imply."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, lru_cache

from corpus import bodies
from corpus.codebook import Lang
from nlp.phrases import lowered

HEADS = (
    "board", "council", "committee", "commissioner", "commission", "authority", "trust", "agency", "inspectorate",
    "ombudsman", "auditor", "forum", "panel", "partnership", "service", "library", "museum",
)  # fmt: skip
_DEFINED = re.compile(r"\s\([^()“”\"]{0,40}[“\"‘](?:the\s|our\s)?(?P<short>[A-Z][\w&' ]{1,40})[”\"’]\)")
_MEANS = re.compile(
    r"[“\"‘](?:the\s)?(?P<short>[A-Za-z][\w' ]{2,40})[”\"’](?:\s\([^)]{0,60}\))?\smeans\s(?:the\s)?"
    r"(?P<full>[^,;.]{3,120})"
)
_SINCE = re.compile(r"[.;:()]")
_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    {
        "wales", "welsh", "cymru", "the", "of", "and", "for", "in", "act", "measure", "bill", "regulations", "order",
        "public", "service", "local", "national",
    }
)  # fmt: skip
_AROUND = 70
_FULL = 110
_MOST_WINDOWS = 8
"""How often a document is searched for the full name behind each kind of short one."""
_STEMS = tuple("authorit" if head == "authority" else "agenc" if head == "agency" else head for head in HEADS)
_ENOUGH = 33
"""The least part of a name's words, in hundredths, that a title must hold."""
_AHEAD = timedelta(days=3 * 365)
"""How long before a body is founded its name is in use, in the Act that founds it."""


def definitions(text: str, on: date | None) -> Iterator[tuple[str, str]]:
    """Short names that a text gives to bodies: "Hybu Cig Cymru (“the Board”)", "“the Council” means …"."""
    given = [
        (match, _SINCE.split(text[max(0, match.start() - _FULL) : match.start()])[-1])
        for match in _DEFINED.finditer(text)
    ]
    if " means " in text:
        given.extend((match, match["full"]) for match in _MEANS.finditer(text))
    for match, full in given:
        body = bodies.find(full, Lang.EN, on)
        if body is not None:
            yield match["short"].lower(), body.key


def mentioned(texts: Iterable[str], on: date | None) -> Iterator[tuple[str, str]]:
    """Bodies named in full, each under the short names that its name ends in; the first places of each kind of name."""
    seen: Counter[str] = Counter()
    for text in texts:
        lower = lowered(text)
        for head in _STEMS:
            at = lower.find(head) if seen[head] < _MOST_WINDOWS else -1
            while at >= 0 and seen[head] < _MOST_WINDOWS:
                seen[head] += 1
                window = text[max(0, at - _AROUND) : at + _AROUND]
                yield from _named_in(window, head, bodies.find(window, Lang.EN, on))
                at = lower.find(head, at + _AROUND)


def _named_in(window: str, head: str, body: bodies.Body | None) -> Iterator[tuple[str, str]]:
    """The short names that a body's full name gives it in a window of text; those of a class under "class …"."""
    if body is None:
        return
    mark = "class " if body.kind == "class" else ""
    yield from ((f"{mark}{short}", body.key) for short in _shorts(body, window) if head in short.split()[-1])


def _shorts(body: bodies.Body, window: str) -> set[str]:
    """The last one to three words of a body's names in a text, where such a word is a kind of body, or its first."""
    found: set[str] = set()
    said = window.lower().replace("’", "'")
    for name in (each for each in body.names(Lang.EN) if each.lower().replace("’", "'") in said):
        parts = singular(name.lower().replace("’", "'")).split()
        found.update(" ".join(parts[-width:]) for width in (1, 2, 3) if width < len(parts) and parts[-1] in HEADS)
        found.update(parts[:1] if parts[0] in HEADS else [])
    return found


def singular(name: str) -> str:
    """A name's last word without the ending of a plural."""
    return f"{name.removesuffix('ies')}y" if name.endswith("ies") else name.removesuffix("s")


@cache
def names_of(key: str) -> tuple[str, ...]:
    """The names of a body, and its kind where its name begins with it ("Commissioner for …")."""
    names = bodies.by_key()[key].names(Lang.EN)
    return (*names, *(name.split()[0] for name in names if name.split()[0].lower() in HEADS))


@lru_cache(maxsize=1024)
def of_title(bare: str, title: str, on: date | None) -> str:
    """The body of that kind of whose name the title holds the greatest part, where one stands out."""
    kind = bare.rsplit(maxsplit=1)[-1]
    if kind not in HEADS:
        return ""
    said, own = _content(title) - {kind}, _content(bare)
    scores: Counter[str] = Counter()
    for body in bodies.load():
        if on is not None and ((body.ended and body.ended < on) or (body.founded and body.founded - _AHEAD > on)):
            continue
        for name in body.names(Lang.EN):
            parts = _content(name)
            if kind in parts and len(parts) > 1 and own <= parts:
                scores[body.key] = max(scores[body.key], round(100 * len(parts & said) / (len(parts) - 1)))
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return ""
    return ranked[0][0]


def _content(name: str) -> set[str]:
    return {singular(part) for part in _WORD.findall(name.lower()) if part not in _COMMON} - _COMMON
