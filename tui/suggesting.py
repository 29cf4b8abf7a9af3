"""Suggestions as one types: how the word that is being typed goes on in the corpus."""

import asyncio
import re
from collections.abc import Callable, Sequence

from textual.suggester import Suggester

_FEWEST = 2
_LAST_WORD = re.compile(r"[^\W\d_]+$")


class WordSuggester(Suggester):
    """Completes the last word of what is typed; ``complete``, called in a thread, gives words that begin so."""

    def __init__(self, complete: Callable[[str], Sequence[str]]) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._complete = complete

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed with its last word completed; None where there is no such word."""
        begun = _LAST_WORD.search(value)
        if begun is None or len(begun[0]) < _FEWEST:
            return None
        try:
            words = await asyncio.to_thread(self._complete, begun[0])
        except Exception:  # noqa: BLE001  the same is told, in words, by the search that follows
            return None
        return next((value + word[len(begun[0]) :] for word in words if len(word) > len(begun[0])), None)
