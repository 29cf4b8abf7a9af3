"""Letters as search compares them: which say nothing, and what is left of a word without case and accents."""

import re
import unicodedata

MAX_LETTERS = 64
"""Longer words are cut: they are no words."""

# Characters inside words that say nothing become this letter, so that offsets stay; folding drops it.
FILLER = "\ua78f"
_SILENT = "\u00ad\u200b\u200c\u200d\u2060\ufeff" + "".join(map(chr, range(0x300, 0x370)))
_UNEVEN = re.compile(f"[_ʼ{_SILENT}]")
_READ_AS = {"_": " ", "ʼ": "'"}  # both are letters to a pattern, and a gap and an apostrophe to a reader


def even(text: str) -> str:
    """The text, as long as before, with what says nothing inside words, or something else than it seems, replaced."""
    return _UNEVEN.sub(lambda found: _READ_AS.get(found[0], FILLER), text)


def lower(piece: str) -> str:
    """A word or piece of one in lower case, with its accents but without silent characters."""
    return piece.replace(FILLER, "").lower()[:MAX_LETTERS]


def fold(piece: str) -> str:
    """A word or piece of one in lower case, without accents or silent characters."""
    if not piece.isascii():
        decomposed = unicodedata.normalize("NFKD", piece.replace(FILLER, "").casefold())
        piece = "".join(each for each in decomposed if not unicodedata.combining(each))
    return piece.lower()[:MAX_LETTERS]
