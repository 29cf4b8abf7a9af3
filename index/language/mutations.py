"""Undoing Welsh initial mutations: from "nghydgynhyrchu" to what it may be a form of, "cydgynhyrchu"."""

from collections.abc import Mapping
from typing import Any


class Mutations:
    """The initial mutations of a data file, turned round."""

    def __init__(self, tables: Mapping[str, Any]) -> None:
        initials = tables["initials"]
        self._after_lost: tuple[str, ...] = tuple(initials["after_lost"])
        self._vowels: tuple[str, ...] = tuple(initials["vowels"])
        self._radicals: dict[str, list[str]] = {letters: [] for letters in initials["unmutated"]}
        for kind in ("soft", "nasal", "aspirate"):
            for radical, mutated in tables[kind].items():
                self._radicals.setdefault(mutated, []).append(radical)
        self._lost = self._radicals.pop("")
        self._longest_first = sorted(self._radicals, key=len, reverse=True)

    def undone(self, word: str) -> list[tuple[str, int]]:
        """Ways to undo a mutation of a folded word: letters to begin with, and how many of its own they replace."""
        initial = next((letters for letters in self._longest_first if word.startswith(letters)), "")
        found = [(radical, len(initial)) for radical in self._radicals.get(initial, ())]
        if len(initial) < 2 and word.startswith(self._after_lost):
            found += [(radical, 0) for radical in self._lost]
        if word.startswith("h") and word[1:].startswith(self._vowels):
            found.append(("", 1))
        return found

    def radicals(self, word: str) -> list[str]:
        """The words, other than itself, that a folded word may be a mutated form of; often none."""
        return [letters + word[dropped:] for letters, dropped in self.undone(word)]
