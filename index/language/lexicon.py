"""A dictionary of Welsh: of a word as it is written, mutated or inflected, the form it would be looked up by.

The dictionary is that of the simplemma package, about 400,000 forms of 21,000 words; nothing of its rules is used.
"""

from collections.abc import Mapping
from functools import cache
from importlib import metadata

_PACKAGE = "simplemma"


def version() -> str:
    """Which edition of the dictionary this is."""
    return metadata.version(_PACKAGE)


def lemma(word: str) -> str | None:
    """The dictionary form of a word in lower case, with its accents; None for a word that is not in it."""
    entries = _entries()
    return entries.get(word) or entries.get(word.capitalize())


@cache
def _entries() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import StreamDictionaryFactory  # slow to load, and only Welsh needs it

    return StreamDictionaryFactory().get_dictionary("cy")
