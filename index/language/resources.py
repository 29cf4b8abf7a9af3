"""The data files of this room, read once."""

import tomllib
import zlib
from functools import cache
from importlib import resources
from typing import Any

from corpus.codebook import Lang
from index.language import lexicon

_DATA = resources.files("index") / "data"


@cache
def language_data(lang: Lang) -> dict[str, Any]:
    """What the data file of a language says."""
    return tomllib.loads((_DATA / f"{lang}.toml").read_text(encoding="utf-8"))


@cache
def thesaurus_data() -> list[dict[str, Any]]:
    """The ideas of the thesaurus: names by language, and whether a reader should look at them again."""
    ideas: list[dict[str, Any]] = tomllib.loads((_DATA / "thesaurus.toml").read_text(encoding="utf-8"))["idea"]
    return ideas


@cache
def fingerprint() -> str:
    """Changes whenever the rules of an index do: its data files, the Welsh dictionary, the names of bodies."""
    rules = b"".join((_DATA / f"{lang}.toml").read_bytes() for lang in Lang)
    rules += (resources.files("corpus") / "data" / "bodies.toml").read_bytes()
    return f"{zlib.crc32(rules + lexicon.version().encode()):08x}"
