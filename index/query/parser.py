"""What a person typed, understood; see ``docs/searching.md`` for how to ask.

    query  = run {"OR" run}            any of the runs
    run    = {["-"] item}              all of the items; those with "-" are left out of the whole bracket
    item   = "(" query ")" | '"' text '"' ["~" number] | "~" (word | '"' text '"') | field ":" values
           | letters "*" | word "~" [number] | word

Anything else is plain text: punctuation only separates words, and a bracket inside a word ("16(1)(c)") is part of it.
"""

import re
from dataclasses import dataclass, field, replace

from index.query.characters import Characters, lettered
from index.query.fields import CLOSED, NAMES, PARTS, QueryProblem, checked, period, unknown
from index.query.limits import MAX_NEAR, MAX_WIDE, bounded, words_in
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

MAX_DEPTH = 20
MAX_EDITS = 2
MAX_WITHIN = 100
_LONG = 5
"""Words with so many letters may have two of them wrong, shorter ones one, where a query does not say."""

_FUZZY = re.compile(r"(.*[^\W_].*?)~(\d{0,9})")


def parse(query: str) -> Node | None:
    """Understand a query; None when there is nothing in it to look for.

    Raises QueryProblem, which points at the character, for a quotation mark or bracket without its partner, an
    asterisk without letters, only words to leave out, a field or value that there is not, and more of anything than
    ``index.query.limits`` allows.
    """
    bounded(query)
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
        self._in = Characters(query)
        self._depth = 0
        self._wide = 0
        self.plain: list[tuple[int, int]] = []

    def whole(self) -> Node | None:
        node = self._bracket(-1)
        if self._in.past_blanks():
            self._in.fail("A closing bracket has no partner; add an opening one or take it out.", self._in.at)
        return node

    def _bracket(self, opened: int) -> Node | None:
        """Everything up to the closing bracket, which is not taken, or to the end."""
        inside, minus = _Bracket(opened), -1
        while self._in.past_blanks() and self._in.here() != ")":
            begin = self._in.at
            if word := self._in.operator():
                if word == "OR":
                    inside.runs.append([])
                minus = begin if word == "NOT" else -1
                continue
            if self._in.here() == "-" and not self._in.ahead(1).isspace() and self._in.ahead(1) != "-":
                minus = begin
                self._in.at += 1
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
                self._in.fail(
                    "A search needs a word to look for beside those left out with -; add one.", inside.first_left_out
                )
            return None
        node = found[0] if len(found) == 1 else Either(tuple(found))
        return All((node,), tuple(inside.without)) if inside.without else node

    def _item(self) -> Node | None:
        match self._in.here():
            case "(":
                return self._in_brackets()
            case '"':
                return self._quoted()
            case "~" if self._in.ahead(1) == '"' or lettered(self._in.ahead(1)):
                self._in.at += 1
                return Across(self._in.phrase() if self._in.here() == '"' else self._in.plain())
        begin = self._in.at
        if name := self._in.field():
            return self._field(name, begin)
        word = self._in.plain()
        if not word:  # a character that begins nothing
            self._in.at += 1
            return None
        node = self._word(word, begin)
        if isinstance(node, Words):
            self.plain.append((begin, self._in.at))
        return node

    def _in_brackets(self) -> Node | None:
        opened = self._in.at
        self._in.at += 1
        self._depth += 1
        if self._depth > MAX_DEPTH:
            self._in.fail(
                "A search takes at most {most} brackets within one another; take some out.", opened, most=MAX_DEPTH
            )
        node = self._bracket(opened)
        if not self._in.past_blanks():
            self._in.fail("An opening bracket has no partner; close it or take it out.", opened)
        self._in.at += 1
        self._depth -= 1
        return node

    def _quoted(self) -> Node | None:
        opened = self._in.at
        text = self._in.phrase()
        if self._in.here() == "~":
            tilde = self._in.at
            self._in.at += 1
            number = self._in.number()
            if not number or int(number) > MAX_WITHIN:
                self._in.fail(
                    'After a phrase, ~ takes a number of words from 0 to {most}, as in "care home"~5.',
                    tilde,
                    most=MAX_WITHIN,
                )
            if words_in(text) > MAX_NEAR:
                self._in.fail(
                    "A search takes at most {most} words near one another; leave some out.", opened, most=MAX_NEAR
                )
            return Near(text, int(number)) if lettered(text) else None
        return Phrase(text) if lettered(text) else None

    def _word(self, word: str, begin: int) -> Node | None:
        if "*" in word and not word.strip("*"):
            self._in.fail("An asterisk (*) needs letters before it, as in serv* for service and services.", begin)
        if not lettered(word):
            return None
        if word.endswith("*"):
            self._widen(begin)
            return Prefix(word.rstrip("*"))
        if fuzzy := _FUZZY.fullmatch(word):
            edits = int(fuzzy[2]) if fuzzy[2] else 1 + (len(fuzzy[1]) >= _LONG)
            if not 1 <= edits <= MAX_EDITS:
                self._in.fail(
                    "After a word, ~ takes 1 or {most} letters, as in prodction~1.",
                    begin + fuzzy.end(1),
                    most=MAX_EDITS,
                )
            self._widen(begin)
            return Fuzzy(fuzzy[1], edits)
        return Words(word)

    def _widen(self, at: int) -> None:
        """Count a word that stands for many."""
        self._wide += 1
        if self._wide > MAX_WIDE:
            self._in.fail(
                "A search takes at most {most} words with * or ~ after them; leave some out.", at, most=MAX_WIDE
            )

    def _field(self, name: str, begin: int) -> Node | None:
        if name not in NAMES:
            self._in.pointed(unknown(name), begin)
        at = self._in.at
        quoted = self._in.here() == '"'
        value = self._in.phrase() if quoted else self._in.plain()
        if not value.strip(" ,"):
            self._in.fail(
                "{field}: needs a value straight after it, as in {example}.", begin, field=name, example=_EXAMPLES[name]
            )
        if name in PARTS:
            node = Phrase(value) if quoted else self._word(value, at)
            return Inside(name, node) if isinstance(node, Words | Phrase | Prefix) else None
        try:
            if name == "date":
                return Dates(*period(value))
            parts = [value] if quoted else value.split(",")
            return Field(name, tuple(checked(name, part.strip()) for part in parts if part.strip()))
        except QueryProblem as problem:
            self._in.pointed(problem, at)


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
