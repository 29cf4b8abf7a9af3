"""Which bodies a Welsh document names in full, so that "y Bwrdd" or "y Comisiynydd" can be told in it afterwards."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from corpus import bodies
from corpus.bodies import mutations
from corpus.codebook import Lang
from corpus.types import TaggedSource

_HEADS = (
    "bwrdd", "byrddau", "cyngor", "cynghorau", "comisiynydd", "comisiwn", "awdurdod", "awdurdodau", "ymddiriedolaeth",
    "asiantaeth", "arolygiaeth", "ombwdsmon", "archwilydd", "pwyllgor", "pwyllgorau", "partneriaeth", "partneriaethau",
    "gwasanaeth", "swyddfa", "canolfan", "llyfrgell", "amgueddfa", "sefydliad", "fforwm", "corff", "cyrff", "banc",
)  # fmt: skip
_RADICALS = {form: head for head in _HEADS for form in mutations(head)}
_HEAD = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(_RADICALS, key=len, reverse=True))})(?=\s+[\w'’])", re.IGNORECASE)
_AFTER = 90
_MOST_WINDOWS = 400


def radical(word: str) -> str:
    """The unmutated head of a body's name that a lower-case word is a form of, or the word itself."""
    return _RADICALS.get(word, word)


def named(source: TaggedSource) -> dict[str, str]:
    """Under "bwrdd", "comisiynydd": the key of the body of that sort named oftenest, in the title before all.

    Under "class byrddau" and the like, the class so named.
    """
    found = dict(_first(_mentions([source.title])))
    for head, key in _first(_mentions(passage.text for passage in source.passages)):
        found.setdefault(head, key)
    return found


def _first(mentions: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    counted = Counter(mentions)
    seen: set[str] = set()
    for (head, key), _ in counted.most_common():
        if head not in seen:
            seen.add(head)
            yield head, key


def _mentions(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    windows = 0
    for text in texts:
        for match in _HEAD.finditer(text):
            windows += 1
            if windows > _MOST_WINDOWS:
                return
            head = _RADICALS[match[0].lower()]
            body = bodies.find(text[match.start() : match.end() + _AFTER], Lang.CY)
            if body is None or not _begins(head, body):
                continue
            if body.kind == "class":
                yield from ((f"class {form}", body.key) for form in _numbers(body))
            else:
                yield head, body.key


def _begins(head: str, body: bodies.Body) -> bool:
    return any(head in mutations(name.split()[0].lower()) for name in body.names(Lang.CY))


def _numbers(body: bodies.Body) -> set[str]:
    """The heads of a class's names, one and many: "bwrdd", "byrddau"."""
    return {name.split()[0].lower() for name in body.names(Lang.CY)}
