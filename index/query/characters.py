"""The characters of a query, read from left to right: what the grammar in ``parser`` is made of."""

import re
from typing import NoReturn

from index.language.letters import FILLER
from index.query.fields import QueryProblem
from index.query.limits import readable

_DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_LETTER = re.compile(rf"[^\W_{FILLER}]")
_SPACES = re.compile(r"\s+")
_BROKEN = r"(?<=[^\W_])-[^\S\n]*\n\s*(?=[^\W_])"
_PLAIN = re.compile(rf'(?:{_BROKEN}|(?<=\w)(?:\(\w{{1,5}}\))+|[^\s"()])+')
_BROKEN_WORD = re.compile(_BROKEN)
_FIELD = re.compile(r"([A-Za-z]{2,12}):(?!//)")
_NUMBER = re.compile(r"\d{0,9}")
_OPERATORS = ("OR", "AND", "NOT")


def lettered(text: str) -> bool:
    """Whether there is anything in a text to look for."""
    return _LETTER.search(text) is not None


class Characters:
    """A query and how far it was read: ``at`` is the next character. Whatever is taken is behind it then."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._text = readable(query).translate(_DOUBLE_QUOTES)
        self.at = 0

    def here(self) -> str:
        """The next character; a blank past the end."""
        return self.ahead(0)

    def ahead(self, many: int) -> str:
        """The character so far ahead; a blank past the end."""
        return self._text[self.at + many : self.at + many + 1] or " "

    def past_blanks(self) -> bool:
        """Go past blanks; returns whether anything is left after them."""
        found = _SPACES.match(self._text, self.at)
        self.at = found.end() if found else self.at
        return self.at < len(self._text)

    def operator(self) -> str:
        """OR, AND or NOT in capitals and alone, taken; else nothing."""
        for word in _OPERATORS:
            after = self._text[self.at + len(word) : self.at + len(word) + 1]
            if self._text.startswith(word, self.at) and (not after or after in '()"' or after.isspace()):
                self.at += len(word)
                return word
        return ""

    def field(self) -> str:
        """The name of a field, taken with its colon; else nothing."""
        found = _FIELD.match(self._text, self.at)
        self.at = found.end() if found else self.at
        return found[1] if found else ""

    def plain(self) -> str:
        """The plain text that begins here, taken, a word broken at the end of a line put together; else nothing."""
        found = _PLAIN.match(self._text, self.at)
        self.at = found.end() if found else self.at
        return _BROKEN_WORD.sub("-", found[0]) if found else ""

    def number(self) -> str:
        """The digits that stand here, taken; else nothing."""
        found = _NUMBER.match(self._text, self.at)
        number = found[0] if found else ""
        self.at += len(number)
        return number

    def phrase(self) -> str:
        """The text between quotation marks, which are taken. Raises QueryProblem where the other one is missing."""
        opened = self.at
        closed = self._text.find('"', opened + 1)
        if closed < 0:
            self.fail('A quotation mark (") has no partner; add the other one or take it out.', opened)
        self.at = closed + 1
        return self._text[opened + 1 : closed]

    def fail(self, message: str, at: int, /, **values: object) -> NoReturn:
        """Raise QueryProblem, which points at a character."""
        raise QueryProblem(message, self._query, at, **values)

    def pointed(self, problem: QueryProblem, at: int) -> NoReturn:
        """Raise the same problem again, pointing at a character."""
        raise QueryProblem(problem.message, self._query, at, **problem.values) from problem
