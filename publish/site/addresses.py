"""Where each page stands: paths within the site, made of refs and keys that are fit for it."""

import hashlib
import re

from corpus.codebook import Lang

NONE = "_none"
"""The key of the promises of no known body, or on no theme; no key of the corpus holds a line below letters."""

_FIT = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,118}[a-z0-9])?")


def safe(key: str) -> str:
    """A ref or key as part of a path: as it is, or, where it could mean something in a path, another name for it."""
    if _FIT.fullmatch(key) or key == NONE:
        return key
    return f"_{hashlib.sha256(key.encode(errors='backslashreplace')).hexdigest()[:16]}"


def promise(ref: str) -> str:
    """The page of a promise, within its language."""
    return f"promise/{safe(ref)}.html"


def listing(kind: str, key: str, which: str = "", number: int = 1) -> str:
    """A page of a list of promises: of a body, say, those of it ``which`` are unmet, the second page of them."""
    return f"{kind}/{safe(key)}/{_name(which, number)}.html"


def groups(kind: str, number: int = 1) -> str:
    """A page of the list of bodies, themes or documents."""
    return f"{kind}/{_name('', number)}.html"


def within(lang: Lang, path: str) -> str:
    """A page of a language, within the site."""
    return f"{lang}/{path}"


def other(lang: Lang) -> Lang:
    """The other of the two languages."""
    return Lang.EN if lang is Lang.CY else Lang.CY


def up(path: str) -> str:
    """What leads from a page back to where the site begins: "../../" from "en/promise/c-1.html"."""
    return "../" * path.count("/")


def _name(which: str, number: int) -> str:
    parts = [each for each in (which, str(number) if number > 1 else "") if each]
    return "-".join(parts) or "index"
