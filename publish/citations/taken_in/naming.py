"""Keys for references that come in: those they have where these can be written in a citation, else readable ones."""

import re
from collections.abc import Sequence

from corpus.language import msg
from corpus.refs import slug
from publish.citations.taken_in.cleaning import Refused
from publish.citations.typed import Item

_KEY = re.compile(r"[^\W_]\w*(?:[:.+/-]\w+)*")
_LONGEST = 80
_WORDS = 40


def named(items: Sequence[Item]) -> list[Item]:
    """The items with keys that can be cited, each of its own.

    Of two made alike ("williams-2014") the second gets a letter. Raises Refused where two came with the same.
    """
    given = [item["id"] for item in items if _citable(item["id"])]
    if twice := {key for key in given if given.count(key) > 1} if len(set(given)) < len(given) else set():
        raise Refused(msg("two references in it have the key {key}"), key=min(twice))
    taken = set(given)
    for item in items:
        if not _citable(item["id"]):
            item["id"] = _free(_made(item), taken)
            taken.add(item["id"])
    return list(items)


def _citable(key: str) -> bool:
    return len(key) <= _LONGEST and _KEY.fullmatch(key) is not None and "://" not in key


def _made(item: Item) -> str:
    """Who wrote it, or what it is called, and its year."""
    first = (item.get("author") or item.get("editor") or [{}])[0]
    name = first.get("family") or first.get("literal") or item.get("title", "") or "reference"
    issued = item.get("issued")
    year = f"-{issued['date-parts'][0][0]}" if issued else ""
    return slug(name, _WORDS) + year


def _free(key: str, taken: set[str]) -> str:
    if key not in taken:
        return key
    number = 2
    while f"{key}-{number}" in taken:
        number += 1
    return f"{key}-{number}"
