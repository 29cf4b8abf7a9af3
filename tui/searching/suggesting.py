"""Suggestions as one types: how the word, or the value of a field, that is being typed goes on."""

import asyncio
import re
from collections.abc import Callable, Iterable, Sequence

from textual.suggester import Suggester

from index.query.fields import CLOSED

_FEWEST = 2
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_LAST_FIELD = re.compile(r"(?<![^\s(-])([a-z]{2,12}):(?:[a-z-]+,)*([a-z-]*)$")


class WordSuggester(Suggester):
    """Completes the last word of what is typed; ``complete``, called in a thread, gives words that begin so."""

    def __init__(self, complete: Callable[[str], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed with its last word completed; None where there is no such word."""
        if field := _LAST_FIELD.search(value):
            values = CLOSED.get(field[1], ())
            return _going_on(value, field[2], [each for each in values if each.startswith(field[2])])
        begun = _LAST_WORD.search(value)
        if begun is None or len(begun[0]) < _FEWEST:
            return None
        try:
            words = await asyncio.to_thread(self._complete, begun[0])
        except Exception:  # noqa: BLE001  the same is told, in words, by the search that follows
            return None
        return _going_on(value, begun[0], words)


def _going_on(value: str, begun: str, words: Iterable[str]) -> str | None:
    """What is typed, gone on with as the first of the words that is longer than what is begun of it."""
    return next((value + word[len(begun) :] for word in words if begun and len(word) > len(begun)), None)
