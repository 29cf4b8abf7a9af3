"""Which words of a query are looked for: not those that only ask, where there are others."""

from functools import cache

from corpus.codebook import Lang
from index.language.letters import fold
from index.language.resources import language_data
from index.language.words import Word, analyser


def looked_for(text: str, lang: Lang) -> dict[str, Word]:
    """The words of a run that are looked for, each once, as first written there; none where all are stop words.

    Words of asking ("what", "has") are left out beside others, but for abbreviations in capitals ("WHO").
    """
    words: dict[str, Word] = {}
    seen = set[object]()
    for raw in analyser(lang).split(text):
        word = analyser(lang).word(raw)
        if word.wanted and (word.wanted, word.apart) not in seen:
            seen.add((word.wanted, word.apart))
            words[raw] = word
    return {raw: word for raw, word in words.items() if not _asks(raw, lang)} or words


def _asks(raw: str, lang: Lang) -> bool:
    return fold(raw) in _asking(lang) and (len(raw) == 1 or not raw.isupper())


@cache
def _asking(lang: Lang) -> frozenset[str]:
    return frozenset(language_data(lang)["asking"])
