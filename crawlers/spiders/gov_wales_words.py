"""The words that the gov.wales spiders go by (``gov_wales.toml``): states, dates, statements, kinds."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.codebook import DocumentKind
from corpus.readers import detect


@cache
def _words() -> dict[str, Any]:
    with files("crawlers.spiders").joinpath("gov_wales.toml").open("rb") as file:
        return tomllib.load(file)


def status(label: str) -> str:
    """``open``, ``closed`` or ``awaiting-outcome``, by what a consultation's page calls itself; ``""`` if none."""
    low = label.casefold()
    return next((row["status"] for row in _words()["state"] if any(word in low for word in row["words"])), "")


def dated(label: str, classes: str) -> str:
    """``closes`` or ``opens``, by the label of a row of dates or its class; ``""`` for another row."""
    if "end-date" in classes.split():
        return "closes"
    if "start-date" in classes.split():
        return "opens"
    low = label.casefold()
    return next((name for name, ends in _words()["dates"].items() if low.endswith(tuple(ends))), "")


def is_statement(title: str, label: str = "") -> bool:
    """Whether an announcement is a statement and not news, by how its title begins or what its listing calls it."""
    statements = _words()["statements"]
    return title.casefold().startswith(tuple(statements["prefixes"])) or label.casefold() in statements["labels"]


def kind(label: str, title: str) -> DocumentKind:
    """What a publication is, by what it is called, else by its title; OTHER where neither tells."""
    found = _words()["kinds"].get(label.casefold())
    return DocumentKind(found) if found else detect.kind(title, "", ())


def attached(title: str, parent: DocumentKind) -> DocumentKind:
    """What an attachment is, by its title; where that does not tell, what it is attached to, if not something aside."""
    found = detect.kind(title, "", ())
    if found is not DocumentKind.OTHER:
        return found
    aside = any(word in title.casefold() for word in _words()["attached"]["aside"])
    return DocumentKind.OTHER if aside else parent


def administration(text: str) -> str:
    """The years of the administration that published a page, such as "2016 to 2021"; ``""`` if it does not say."""
    for pattern in _words()["administration"]["patterns"]:
        if found := re.search(pattern, text):
            return f"{found[1]} to {found[2]}"
    return ""
