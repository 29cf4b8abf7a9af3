"""What a word of a deadline stands for, in whatever case or mutation it is printed."""

from collections.abc import Mapping
from typing import TypeVar

from corpus.bodies import mutations

T = TypeVar("T")


def fold(text: str) -> str:
    """The text in lower case, with plain apostrophes and single spaces."""
    return " ".join(text.lower().replace("’", "'").split())


def meaning(word: str, values: Mapping[str, T]) -> T:
    """What a word of a data file stands for, in whatever case or mutation it is printed."""
    folded = fold(word)
    for name, value in values.items():
        if folded == name.lower():
            return value
    for name, value in values.items():
        parts = zip(folded.split(), name.lower().split(), strict=False)
        if len(folded.split()) == len(name.split()) and all(
            form == own or form in mutations(own) for form, own in parts
        ):
            return value
    raise KeyError(word)
