"""The codebook of themes: what each is called and what it means, in both languages.

The list is data (``corpus/data/themes.toml``); which words show a theme is the business of whoever looks for them.
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from corpus.codebook import Theme


class Group(StrEnum):
    """What sort of theme it is (codebook, section 5)."""

    PRINCIPLES = "principles"
    """Of co-production."""
    STRANDS = "strands"
    """Of policy."""
    POWER = "power"
    """How far people share it, from least to most."""


@dataclass(frozen=True, slots=True)
class Described:
    """A theme as people are told of it."""

    theme: Theme
    group: Group
    name_en: str
    name_cy: str
    definition_en: str
    definition_cy: str


@cache
def described() -> tuple[Described, ...]:
    """Every theme, in the order of the codebook. Raises ``KeyError`` where the data lacks one."""
    with files("corpus").joinpath("data/themes.toml").open("rb") as source:
        told = tomllib.load(source)
    return tuple(
        Described(
            theme=theme,
            group=Group(told[theme]["group"]),
            name_en=told[theme]["name_en"],
            name_cy=told[theme]["name_cy"],
            definition_en=told[theme]["definition_en"],
            definition_cy=told[theme]["definition_cy"],
        )
        for theme in Theme
    )
