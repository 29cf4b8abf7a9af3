"""How much may be asked at once, so that any search is answered soon, and what of it is no text at all."""

import re

from corpus.language import number, plural
from index.language.letters import even
from index.query.fields import QueryProblem

MAX_CHARACTERS = 4_000
MAX_WORDS = 100
"""Words of a search, those in fields too; either side of a hyphen, a stop or an apostrophe is one."""

MAX_WIDE = 8
"""Words with ``*`` or ``~`` after them, each of which stands for many."""

MAX_NEAR = 20
"""Words that are to stand near one another."""

_WORD = re.compile(r"[^\W_]+")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


def readable(text: str) -> str:
    """What was typed, as long as before, with a blank for each control character and each half of a character.

    No database keeps the halves, nor every database the first of the control characters.
    """
    return _NO_TEXT.sub(" ", text)


def words_in(text: str) -> int:
    """How many words there are in what was typed."""
    return len(_WORD.findall(even(text)))


def bounded(query: str) -> None:
    """Raises QueryProblem for more than ``MAX_WORDS`` words or ``MAX_CHARACTERS`` characters."""
    words = words_in(query)
    if words > MAX_WORDS or len(query) > MAX_CHARACTERS:
        raise QueryProblem(
            "A search takes at most {most_words} words and {most_characters} characters, and this one has {words} "
            "and {characters}; leave some out.",
            query,
            min(len(query), MAX_CHARACTERS),
            most_words=MAX_WORDS,
            most_characters=number(MAX_CHARACTERS),
            words=plural("{count} word", "{count} words", words),
            characters=plural("{count} character", "{count} characters", len(query)),
        )
