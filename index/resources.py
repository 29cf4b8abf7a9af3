"""The data files of this room, read once."""

import tomllib
import zlib
from functools import cache
from importlib import resources
from typing import Any

from corpus.codebook import Lang

_DATA = resources.files("index") / "data"


@cache
def language_data(lang: Lang) -> dict[str, Any]:
    """What the data file of a language says."""
    return tomllib.loads((_DATA / f"{lang}.toml").read_text(encoding="utf-8"))


@cache
def fingerprint() -> str:
    """Changes whenever a data file does: an index made with other rules is told by it."""
    return f"{zlib.crc32(b''.join((_DATA / f'{lang}.toml').read_bytes() for lang in Lang)):08x}"
