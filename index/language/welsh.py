"""What a Welsh word may be a form of: the word before its mutation, and the form a dictionary has it under.

The dictionary chooses among what mutation allows, so that "dal" (hold) is not found as "tal" (pay) while "dalodd"
is; a word it does not hold may be any of what mutation allows.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from index.language.letters import fold
from index.language.lexicon import lemma
from index.language.mutations import Mutations


class _Radical(NamedTuple):
    """A word before a mutation: what it then began with, itself, its dictionary form, whether the data file has it."""

    letters: str
    text: str
    lemma: str | None
    settled: bool


class WelshForms:
    """Finds what words may be forms of, by the rules of the Welsh data file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._mutations = Mutations(data["mutations"])
        self._always_mutated: tuple[str, ...] = tuple(data["mutations"]["initials"]["always_mutated"])
        self._mostly_mutated: tuple[str, ...] = tuple(data["mutations"]["initials"]["mostly_mutated"])
        self._settled = {form: fold(forms[0]) for forms in data["families"] for form in forms}
        self._settled |= {word: fold(word) for word in data["themselves"]}
        self._not_joined = frozenset((*data["stop"], *data["not_joined"]))

    def others(self, word: str, written: str) -> list[str]:
        """The folded forms, beside itself, by which a folded word may be found; ``written`` has its accents."""
        if len(written) != len(word):
            written = word
        if written in self._settled:
            found = [self._settled[written]]
        else:
            own = self._lemma(written)
            chosen = self._chosen(word, own, self._radicals(word, written))
            lemmas = [own, *(each.lemma for each in chosen)]
            found = [
                *(each.text for each in chosen),
                *(each for each in lemmas if each and each not in self._not_joined),
            ]
        return [each for each in dict.fromkeys(found) if each != word]

    def _radicals(self, word: str, written: str) -> list[_Radical]:
        undone = self._mutations.undone(word)
        pairs = [(letters, letters + word[dropped:], letters + written[dropped:]) for letters, dropped in undone]
        return [_Radical(letters, text, self._lemma(each), each in self._settled) for letters, text, each in pairs]

    def _chosen(self, word: str, own: str | None, radicals: list[_Radical]) -> list[_Radical]:
        """Those of the radicals that the dictionary allows, given the dictionary form of the word itself."""
        known = [each for each in radicals if each.lemma]
        if own is None or word.startswith(self._always_mutated):
            return known or radicals
        if word.startswith(self._mostly_mutated):
            return known
        akin = [each for each in known if own in (each.text, each.lemma) or (each.settled and own != word)]
        return akin or [each for each in radicals if _begins(own, each.letters, word)]

    def _lemma(self, written: str) -> str | None:
        found = self._settled.get(written) or lemma(written)
        return fold(found) if found else None


def _begins(lemma: str, letters: str, word: str) -> bool:
    """Whether a dictionary form begins with the letters that undo a mutation, and not as the word itself does."""
    return letters != "" and lemma.startswith(letters) and not lemma.startswith(word[:2])
