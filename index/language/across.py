"""What words are called in either language, for a search that crosses them."""

from functools import lru_cache

from corpus.codebook import Lang
from index.language.thesaurus import thesaurus
from index.language.words import analyser


@lru_cache(maxsize=256)
def called(text: str, lang: Lang) -> tuple[str, ...]:
    """The words themselves, and what they, read in either language, are called in ``lang``."""
    names = [
        name.text
        for spoken in Lang
        for name in thesaurus().equivalents(analyser(spoken).split(text), spoken)
        if name.lang is lang
    ]
    return tuple(dict.fromkeys([text, *names]))
