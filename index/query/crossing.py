"""A query whose plain words are looked for in either language, written out, so that it can be read and kept."""

from collections.abc import Iterator
from itertools import pairwise

from corpus.codebook import Lang
from index.language.thesaurus import thesaurus
from index.language.words import analyser
from index.query.parser import plain_words

LONGEST = 4
"""Words that may have a name in the other language together."""


def crossed(query: str) -> str:
    """The query with a ``~`` before each plain word, or run of words, that the thesaurus has another name for.

    Words in quotation marks, in fields or left out stay as they are. Raises QueryProblem as ``parse`` does.
    """
    written, after = [], 0
    for begin, end in _terms(query, plain_words(query)):
        term = query[begin:end]
        apart = "" if not begin or query[begin - 1] in "( \t\n" else " "
        written += [query[after:begin], apart, f'~"{term}"' if any(map(str.isspace, term)) else f"~{term}"]
        after = end
    return "".join([*written, query[after:]])


def _terms(query: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where terms of the thesaurus stand, from left to right, the longest first."""
    at = 0
    while at < len(words):
        for many in range(min(LONGEST, len(words) - at), 0, -1):
            run = words[at : at + many]
            apart = [query[one[1] : other[0]] for one, other in pairwise(run)]
            if all(map(str.isspace, apart)) and _is_known(query[run[0][0] : run[-1][1]]):
                yield run[0][0], run[-1][1]
                at += many
                break
        else:
            at += 1


def _is_known(term: str) -> bool:
    return any(thesaurus().equivalents(analyser(lang).split(term), lang) for lang in Lang)
