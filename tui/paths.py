"""A path as a person types it: ``~`` stands for their folder, and what is typed is gone on with."""

import asyncio
import os
import shlex
from contextlib import suppress
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

from corpus.errors import UsageProblem

MOST = 5_000
"""Entries of a folder that are looked at to go on with a path."""


def typed_path(text: str) -> Path:
    """The file or folder that is meant, whole; also as a terminal writes one that is dropped on it, quoted.

    Raises UsageProblem where there is none, or nobody may look.
    """
    text = text.strip()
    if not text:
        raise UsageProblem("Type the name of a file or folder, such as ~/Documents.")
    for meant in dict.fromkeys((text, _unquoted(text))):
        with suppress(OSError, ValueError, RuntimeError):  # no such user, a character that no path may have
            path = Path(meant).expanduser().absolute()
            if path.exists():
                return path
    raise UsageProblem("There is no file or folder called {path}; check how it is written.", path=text)


def _unquoted(text: str) -> str:
    try:
        parts = shlex.split(text)
    except ValueError:
        return text
    return parts[0] if len(parts) == 1 else text


class PathSuggester(Suggester):
    """Goes on with a path that is being typed: the first entry of its folder that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """What is typed with its last part completed; folders end in a separator."""
        return await asyncio.to_thread(going_on, value)


def going_on(value: str) -> str | None:
    """A path gone on with, as it was typed; None where nothing begins so."""
    folder, _, begun = value.rpartition("/")
    where = Path(f"{folder}/") if folder or value.startswith("/") else Path()
    with suppress(OSError, ValueError, RuntimeError), os.scandir(where.expanduser()) as entries:
        found = [
            entry.name + ("/" if entry.is_dir() else "")
            for entry in islice(entries, MOST)
            if entry.name.startswith(begun) and (begun or not entry.name.startswith(".")) and entry.name.isprintable()
        ]
        if found and (value.endswith("/") or begun):
            return value + min(found)[len(begun) :]
    return None
