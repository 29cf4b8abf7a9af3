"""What a query with few hits may have been meant to be, in words that the corpus holds."""

import re
from collections.abc import Callable, Mapping

from index.language.letters import fold
from index.language.spelling import Vocabulary, close
from index.query.parser import plain_words

_LETTERS = re.compile(r"[^\W\d_]+")

_LONG = 7
"""Letters of a word that may be taken for a slip although the corpus holds it, being a slip there too."""

_SURE = 50
"""How many times as many passages must then hold the word that it was meant to be."""


_MOST = 20
"""Words of a query, from its beginning, that are looked at: a whole paragraph that was pasted is not typed."""


def vocabulary(atoms: Mapping[str, int]) -> Vocabulary:
    """The words among the atoms of an index; numbers and what is mixed with them are left out."""
    return Vocabulary({atom: count for atom, count in atoms.items() if atom.isalpha()})


def meant(query: str, known: Vocabulary, count: Callable[[str], int]) -> str:
    """The query with every mistyped word replaced; empty when there is none to replace.

    Words in quotation marks, in fields and those left out stay as they are. ``count`` says how many passages a word
    finds.
    """
    pieces, done = list[str](), 0
    for begin, end in plain_words(query)[:_MOST]:
        for found in _LETTERS.finditer(query, begin, end):
            if better := _better(found[0], known, count):
                pieces += [query[done : found.start()], better]
                done = found.end()
    return "".join([*pieces, query[done:]]) if pieces else ""


def _better(word: str, known: Vocabulary, count: Callable[[str], int]) -> str:
    """What a word was likely meant to be; empty when it is as likely as any other."""
    near = known.suggestions(word, 1)
    if not near:
        return ""
    held = count(word)
    if held and not (len(word) >= _LONG and close(fold(word), [fold(near[0])], 1)):
        return ""
    return near[0] if count(near[0]) > held * _SURE else ""
