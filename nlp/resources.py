"""The rule data files: found, read and checked once. Rules and vocabularies are data, by language, not code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from corpus.codebook import Lang

Table = Mapping[str, Any]
_SUFFIXES = (".toml", ".json")


def _root() -> Traversable:
    return files("nlp").joinpath("data")


@cache
def table(name: str, lang: Lang | None = None) -> Table:
    """One data file: ``table("deadlines", Lang.CY)`` is ``data/cy/deadlines.toml``; without a language, ``data/``.

    Raises ``FileNotFoundError`` when there is none and ``tomllib.TOMLDecodeError`` when it is not TOML.
    """
    return tomllib.loads(read_bytes(f"{name}.toml", lang).decode())


def read_bytes(name: str, lang: Lang | None = None) -> bytes:
    """A data file as it is. Raises ``FileNotFoundError`` when there is none."""
    folder = _root() if lang is None else _root().joinpath(lang.value)
    return folder.joinpath(name).read_bytes()


def words(name: str, lang: Lang, *keys: str) -> tuple[str, ...]:
    """The list of words at a path of keys in a data file. Raises ``KeyError`` when it is not there."""
    found: Any = table(name, lang)
    for key in keys:
        found = found[key]
    return tuple(found)


def data_files() -> tuple[tuple[str, bytes], ...]:
    """Every data file of rules and weights as (relative name, bytes), by name: what the fingerprint is made of."""
    found: list[tuple[str, bytes]] = []
    for entry in _root().iterdir():
        if entry.name.endswith(_SUFFIXES):
            found.append((entry.name, entry.read_bytes()))
        elif entry.is_dir():
            found.extend(
                (f"{entry.name}/{inner.name}", inner.read_bytes())
                for inner in entry.iterdir()
                if inner.name.endswith(_SUFFIXES)
            )
    return tuple(sorted(found))
