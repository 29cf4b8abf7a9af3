"""The rule data files: found, read and checked once. Rules and vocabularies are data, by language, not code."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from corpus.codebook import Lang

Table = Mapping[str, Any]


def _root() -> Traversable:
    return files("nlp").joinpath("data")


@cache
def table(name: str, lang: Lang | None = None) -> Table:
    """One data file: ``table("deadlines", Lang.CY)`` is ``data/cy/deadlines.toml``; without a language, ``data/``.

    Raises ``FileNotFoundError`` when there is none and ``tomllib.TOMLDecodeError`` when it is not TOML.
    """
    folder = _root() if lang is None else _root().joinpath(lang.value)
    with folder.joinpath(f"{name}.toml").open("rb") as source:
        return tomllib.load(source)


def words(name: str, lang: Lang, *keys: str) -> tuple[str, ...]:
    """The list of words at a path of keys in a data file. Raises ``KeyError`` when it is not there."""
    found: Any = table(name, lang)
    for key in keys:
        found = found[key]
    return tuple(found)


def data_files() -> tuple[tuple[str, bytes], ...]:
    """Every rule data file as (relative name, bytes), by name: what the fingerprint is made of."""
    found: list[tuple[str, bytes]] = []
    for entry in _root().iterdir():
        if entry.name.endswith(".toml"):
            found.append((entry.name, entry.read_bytes()))
        elif entry.is_dir():
            found.extend(
                (f"{entry.name}/{inner.name}", inner.read_bytes())
                for inner in entry.iterdir()
                if inner.name.endswith(".toml")
            )
    return tuple(sorted(found))
