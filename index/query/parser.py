"""What a person typed, understood; see ``docs/searching.md`` for how to ask.

    query  = run {"OR" run}            any of the runs
    run    = {["-"] item}              all of the items; those with "-" are left out of the whole bracket
    item   = "(" query ")" | '"' text '"' ["~" number] | "~" (word | '"' text '"') | field ":" values
           | letters "*" | word "~" [number] | word

Anything else is plain text: punctuation only separates words, and a bracket inside a word ("16(1)(c)") is part of it.
"""

import re
from dataclasses import dataclass, field, replace
from typing import NoReturn

from index.query.fields import CLOSED, NAMES, PARTS, QueryProblem, checked, period, unknown
from index.query.nodes import (
    Across,
    All,
    Dates,
    Either,
    Field,
    Fuzzy,
    Inside,
    Near,
    Node,
    Phrase,
    Prefix,
    Words,
    together,
)

MAX_CHARACTERS = 4_000
MAX_WORDS = 100
MAX_DEPTH = 20
MAX_EDITS = 2
MAX_WITHIN = 100
_LONG = 5
"""Words with so many letters may have two of them wrong, shorter ones one, where a query does not say."""

_DOUBLE_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_LETTER = re.compile(r"[^\W_]")
_SPACES = re.compile(r"\s+")
_BROKEN = r"(?<=[^\W_])-[^\S\n]*\n\s*(?=[^\W_])"
_PLAIN = re.compile(rf'(?:{_BROKEN}|(?<=\w)(?:\(\w{{1,5}}\))+|[^\s"()])+')
_BROKEN_WORD = re.compile(_BROKEN)
_FIELD = re.compile(r"([A-Za-z]{2,12}):(?!//)")
_NUMBER = re.compile(r"\d{0,9}")
_FUZZY = re.compile(r"(.*[^\W_].*?)~(\d{0,9})")


def parse(query: str) -> Node | None:
    """Understand a query; None when there is nothing in it to look for.

    Raises QueryProblem, which points at the character, for a quotation mark or bracket without its partner, an
    asterisk without letters, only words to leave out, a field or value that there is not, and more than
    ``MAX_WORDS`` words or ``MAX_CHARACTERS`` characters.
    """
    words = len(query.split())
    if words > MAX_WORDS or len(query) > MAX_CHARACTERS:
        raise QueryProblem(
            f"A search takes at most {MAX_WORDS} words and {MAX_CHARACTERS:,} characters, and this one has {words:,} "
            f"words and {len(query):,} characters; leave some out.",
            query,
            min(len(query), MAX_CHARACTERS),
        )
    return _Parser(query).whole()


def plain_words(query: str) -> list[tuple[int, int]]:
    """Where the plain words stand that a query looks for: not those in quotation marks, in fields or left out.

    Raises QueryProblem as ``parse`` does.
    """
    parser = _Parser(query)
    parser.whole()
    return parser.plain


@dataclass(slots=True)
class _Bracket:
    """What is being read: the runs so far, what is left out, and where it was opened."""

    opened: int
    runs: list[list[Node]] = field(default_factory=lambda: [[]])
    without: list[Node] = field(default_factory=list)
    first_left_out: int = -1


class _Parser:
    """Reads one query from left to right."""

    def __init__(self, query: str) -> None:
        self._query = query
        self._text = query.translate(_DOUBLE_QUOTES)
        self._at = 0
        self._depth = 0
        self.plain: list[tuple[int, int]] = []

    def whole(self) -> Node | None:
        node = self._bracket(-1)
        if self._at < len(self._text):
            self._fail("A closing bracket has no partner; add an opening one or take it out.", self._at)
        return node

    def _bracket(self, opened: int) -> Node | None:
        """Everything up to the closing bracket, which is not taken, or to the end."""
        inside, minus = _Bracket(opened), -1
        while self._past_blanks() < len(self._text) and self._here() != ")":
            begin = self._at
            if word := self._operator():
                if word == "OR":
                    inside.runs.append([])
                minus = begin if word == "NOT" else -1
                continue
            if self._here() == "-" and not self._ahead(1).isspace() and self._ahead(1) not in "-":
                minus = begin
                self._at += 1
                continue
            known = len(self.plain)
            node = self._item()
            if minus >= 0:
                del self.plain[known:]
            if node is not None and minus >= 0:
                inside.without.append(node)
                inside.first_left_out = minus if inside.first_left_out < 0 else inside.first_left_out
            elif node is not None:
                inside.runs[-1].append(node)
            minus = -1
        return self._closed(inside)

    def _closed(self, inside: _Bracket) -> Node | None:
        found = [together(tuple(joined)) for run in inside.runs if (joined := _joined(run))]
        if not found:
            if inside.without:
                self._fail(
                    "A search needs a word to look for beside those left out with -; add one.", inside.first_left_out
                )
            return None
        node = found[0] if len(found) == 1 else Either(tuple(found))
        return All((node,), tuple(inside.without)) if inside.without else node

    def _operator(self) -> str:
        """OR, AND or NOT in capitals and alone, taken; else nothing."""
        for word in ("OR", "AND", "NOT"):
            after = self._text[self._at + len(word) : self._at + len(word) + 1]
            if self._text.startswith(word, self._at) and (not after or after in '()"' or after.isspace()):
                self._at += len(word)
                return word
        return ""

    def _item(self) -> Node | None:
        match self._here():
            case "(":
                return self._in_brackets()
            case '"':
                return self._quoted()
            case "~" if self._ahead(1) == '"' or _LETTER.match(self._ahead(1)):
                self._at += 1
                return Across(self._phrase() if self._here() == '"' else self._take())
        begin = self._at
        if named := _FIELD.match(self._text, begin):
            self._at = named.end()
            return self._field(named[1], begin)
        word = self._take()
        if not word:  # a character that begins nothing
            self._at += 1
            return None
        node = self._word(word, begin)
        if isinstance(node, Words):
            self.plain.append((begin, self._at))
        return node

    def _in_brackets(self) -> Node | None:
        opened = self._at
        self._at += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._fail(f"A search takes at most {MAX_DEPTH} brackets within one another; take some out.", opened)
        node = self._bracket(opened)
        if self._at >= len(self._text):
            self._fail("An opening bracket has no partner; close it or take it out.", opened)
        self._at += 1
        self._depth -= 1
        return node

    def _phrase(self) -> str:
        """The text between quotation marks, which are taken."""
        opened = self._at
        closed = self._text.find('"', opened + 1)
        if closed < 0:
            self._fail('A quotation mark (") has no partner; add the other one or take it out.', opened)
        self._at = closed + 1
        return self._text[opened + 1 : closed]

    def _quoted(self) -> Node | None:
        text = self._phrase()
        if self._here() == "~":
            tilde = self._at
            self._at += 1
            number = self._take_number()
            if not number or int(number) > MAX_WITHIN:
                self._fail(
                    f'After a phrase, ~ takes a number of words from 0 to {MAX_WITHIN}, as in "care home"~5.', tilde
                )
            return Near(text, int(number)) if _LETTER.search(text) else None
        return Phrase(text) if _LETTER.search(text) else None

    def _word(self, word: str, begin: int) -> Node | None:
        if "*" in word and not word.strip("*"):
            self._fail("An asterisk (*) needs letters before it, as in serv* for service and services.", begin)
        if not _LETTER.search(word):
            return None
        if word.endswith("*"):
            return Prefix(word.rstrip("*"))
        if fuzzy := _FUZZY.fullmatch(word):
            edits = int(fuzzy[2]) if fuzzy[2] else 1 + (len(fuzzy[1]) >= _LONG)
            if not 1 <= edits <= MAX_EDITS:
                self._fail(f"After a word, ~ takes 1 or {MAX_EDITS} letters, as in prodction~1.", begin + fuzzy.end(1))
            return Fuzzy(fuzzy[1], edits)
        return Words(word)

    def _field(self, name: str, begin: int) -> Node | None:
        if name not in NAMES:
            self._raise(unknown(name), begin)
        at = self._at
        quoted = self._here() == '"'
        value = self._phrase() if quoted else self._take()
        if not value.strip(" ,"):
            self._fail(f"{name}: needs a value straight after it, as in {_EXAMPLES[name]}.", begin)
        if name in PARTS:
            node = Phrase(value) if quoted else self._word(value, at)
            return Inside(name, node) if isinstance(node, Words | Phrase | Prefix) else None
        try:
            if name == "date":
                return Dates(*period(value))
            parts = [value] if quoted else value.split(",")
            return Field(name, tuple(checked(name, part.strip()) for part in parts if part.strip()))
        except QueryProblem as problem:
            self._raise(problem, at)

    def _take(self) -> str:
        """The plain text that begins here, a word broken at the end of a line put together."""
        found = _PLAIN.match(self._text, self._at)
        if found is None:
            return ""
        self._at = found.end()
        return _BROKEN_WORD.sub("-", found[0])

    def _take_number(self) -> str:
        found = _NUMBER.match(self._text, self._at)
        number = found[0] if found else ""
        self._at += len(number)
        return number

    def _past_blanks(self) -> int:
        found = _SPACES.match(self._text, self._at)
        self._at = found.end() if found else self._at
        return self._at

    def _here(self) -> str:
        return self._ahead(0)

    def _ahead(self, many: int) -> str:
        """The character so far ahead; a blank past the end."""
        return self._text[self._at + many : self._at + many + 1] or " "

    def _fail(self, message: str, at: int) -> NoReturn:
        raise QueryProblem(message, self._query, at)

    def _raise(self, problem: QueryProblem, at: int) -> NoReturn:
        raise QueryProblem(str(problem), self._query, at) from problem


_EXAMPLES = {
    **{name: f"{name}:{values[0]}" for name, values in CLOSED.items()},
    "body": 'body:"Audit Wales"',
    "actor": "actor:welsh-government",
    "source": "source:senedd-bills",
    "ref": "ref:anaw-2014-4",
    "heading": "heading:purpose",
    "title": "title:strategy",
    "date": "date:2019..2021",
}


def _joined(nodes: list[Node]) -> list[Node]:
    """Put neighbouring plain words into one run: "co production" is understood only together."""
    joined: list[Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Words) and isinstance(last, Words):
            joined[-1] = replace(last, text=f"{last.text} {node.text}")
        else:
            joined.append(node)
    return joined
