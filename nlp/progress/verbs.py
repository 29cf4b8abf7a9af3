"""The forms of the verbs of doing: what each word of a text can be of which verb, in both languages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, Flag, auto
from functools import cache

from corpus.bodies import mutations
from corpus.codebook import Lang, ProgressState
from nlp.resources import table

_STATES = (
    ("weak", ProgressState.DONE),
    ("doing", ProgressState.DONE),
    ("delayed", ProgressState.DELAYED),
    ("dropped", ProgressState.DROPPED),
    ("weak_dropped", ProgressState.DROPPED),
)
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of the data, as looked up: the state that its past tells of; ``weak`` ones need somebody public."""

    base: str
    state: ProgressState
    weak: bool


class Form(Flag):
    """What an English word can be of a verb."""

    PAST = auto()
    PARTICIPLE = auto()
    ING = auto()
    PRESENT = auto()


class Short(Enum):
    """What a Welsh word is of a verb: its verb-noun, or one of its short forms, with an ending as an example."""

    NOUN = "berfenw"
    THIRD = "odd"
    FIRST = "asom"
    IMPERSONAL = "wyd"
    PRESENT = "ir"


@cache
def english() -> Mapping[str, tuple[Verb, Form]]:
    """Every form of every English verb of the data."""
    rules = table("progress", Lang.EN)
    found: dict[str, tuple[Verb, Form]] = {}
    for key, state in _STATES:
        for base in rules[key]:
            verb = Verb(base, state, key.startswith("weak"))
            for word, form in _inflected(base, tuple(rules["irregular"].get(base, ()))):
                same = word in found and found[word][0] is verb
                found[word] = (verb, found[word][1] | form if same else form)
    return found


def _inflected(base: str, irregular: tuple[str, ...]) -> Iterator[tuple[str, Form]]:
    yields = base.endswith("y") and base[-2] not in _VOWELS
    yield base, Form.PRESENT
    yield (
        (base[:-1] + "ies" if yields else base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")),
        Form.PRESENT,
    )
    stem = base
    if irregular:
        yield irregular[0], Form.PAST | (Form.PARTICIPLE if len(irregular) == 1 else Form(0))
        yield irregular[-1], Form.PARTICIPLE
        doubled = irregular[-1].removesuffix("ed")
        stem = doubled if doubled == base + base[-1] else base
    elif yields:
        yield f"{base[:-1]}ied", Form.PAST | Form.PARTICIPLE
    else:
        yield base + ("d" if base.endswith("e") else "ed"), Form.PAST | Form.PARTICIPLE
    yield (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing", Form.ING


@cache
def welsh() -> Mapping[str, tuple[Verb, Short]]:
    """Every form of every Welsh verb of the data, in every mutation."""
    rules = table("progress", Lang.CY)
    found: dict[str, tuple[Verb, Short]] = {}
    for key, state in _STATES:
        for noun, stem in rules[key].items():
            verb = Verb(noun, state, key.startswith("weak"))
            for word, form in (*_conjugated(noun, stem), *_listed(rules["irregular"].get(noun, ()))):
                found.update(dict.fromkeys(mutations(word), (verb, form)))
    return found


def _conjugated(noun: str, stem: str) -> Iterator[tuple[str, Short]]:
    yield noun, Short.NOUN
    yield f"{stem}odd", Short.THIRD
    yield f"{stem}asant", Short.THIRD
    yield from ((stem + ending, Short.FIRST) for ending in ("asom", "ais", "on"))
    yield f"{stem}wyd", Short.IMPERSONAL
    yield f"{stem.removesuffix('i')}ir", Short.PRESENT


def _listed(words: tuple[str, ...]) -> Iterator[tuple[str, Short]]:
    """Forms that are given whole because no stem makes them, by their endings."""
    for word in words:
        if word.endswith(("om", "on")):
            yield word, Short.FIRST
        else:
            yield word, Short.IMPERSONAL if word.endswith(("wyd", "aed")) else Short.THIRD
