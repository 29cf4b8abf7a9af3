"""Narrowing a query by fields that stand in it for all to see: putting one in, and taking it out again."""

from collections.abc import Iterator

from index.query.fields import NAMES, QueryProblem
from index.query.nodes import Dates, Field, Node
from index.query.parser import parse, plain_words

_FEWEST = 3
"""Letters of a word before others are shown that begin so."""

_QUOTES = '"“”„‟«»'


def begun(query: str) -> str:
    """The query with its last word taken for the beginning of one; empty where it ends in no word of some letters.

    Raises QueryProblem for a query that cannot be understood.
    """
    words = plain_words(query)
    if not words or words[-1][1] != len(query):
        return ""
    letters = query[words[-1][0] :]
    return f"{query}*" if letters.isalpha() and len(letters) >= _FEWEST else ""


def term(field: str, value: str) -> str:
    """A field and its value as they are typed; empty where the query language cannot say the value."""
    if field == "year":
        return f"date:{value}"
    wanted = Field(field, (value,))
    typed = (f"{field}:{value}", f'{field}:"{value}"')
    return next((each for each in typed if _understood(each) == wanted and len(list(_pieces(each))) == 1), "")


def terms(query: str) -> list[str]:
    """What a query is narrowed to: its fields that hold for all of it, each once."""
    pieces = list(_pieces(query))
    if "OR" in pieces:
        return []
    after = ["", *pieces]
    found = [each for each, before in zip(pieces, after, strict=False) if before != "NOT" and _is_term(each)]
    return list(dict.fromkeys(found))


def holding(query: str, wanted: str) -> str:
    """The field of a query that says the same as this one, in the words of the query; empty without one."""
    meant = _understood(wanted)
    return next((each for each in terms(query) if _understood(each) == meant), "")


def narrowed(query: str, wanted: str) -> str:
    """The query with a field put to it that holds for all of it."""
    query = query.strip()
    if not query:
        return wanted
    return f"({query}) {wanted}" if "OR" in _pieces(query) else f"{query} {wanted}"


def widened(query: str, unwanted: str) -> str:
    """The query with a field taken out; brackets that then hold all that is left go too."""
    left = [each for each in _pieces(query) if each != unwanted]
    if len(left) == 1 and left[0].startswith("(") and left[0].endswith(")") and _closes(left[0]):
        return left[0][1:-1].strip()
    return " ".join(left)


def _pieces(query: str) -> Iterator[str]:
    """What stands between blanks, outside quotation marks and brackets."""
    begun, depth, quoted = -1, 0, False
    for at, letter in enumerate(query):
        if letter in _QUOTES:
            quoted = not quoted
        elif not quoted:
            depth = max(0, depth + (letter == "(") - (letter == ")"))
        if letter.isspace() and not quoted and not depth:
            if begun >= 0:
                yield query[begun:at]
            begun = -1
        elif begun < 0:
            begun = at
    if begun >= 0:
        yield query[begun:]


def _closes(piece: str) -> bool:
    """Whether the bracket that a piece begins with is closed only by its last character."""
    depth, quoted = 0, False
    for at, letter in enumerate(piece):
        if letter in _QUOTES:
            quoted = not quoted
        elif not quoted:
            depth += (letter == "(") - (letter == ")")
            if depth == 0:
                return at == len(piece) - 1
    return False


def _is_term(piece: str) -> bool:
    return piece.partition(":")[0] in NAMES and isinstance(_understood(piece), Field | Dates)


def _understood(piece: str) -> Node | None:
    try:
        return parse(piece)
    except QueryProblem:
        return None
