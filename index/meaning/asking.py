"""What of a query is a matter of meaning: the words to read, and what any answer must still let through."""

import re

from corpus.codebook import Lang
from index.language import lexicon
from index.language.letters import lower
from index.language.resources import language_data
from index.meaning.pieces import is_known
from index.query.nodes import Across, All, Either, Field, Fuzzy, Near, Node, Phrase, Words, sought, together

ENGLISH = Field("lang", (Lang.EN,))
EVERYTHING = Field("lang", tuple(Lang))

_LETTERS = re.compile(r"[^\W\d_]+")


def question(node: Node) -> str:
    """The words of a query as they are read; empty where there are none or they are in Welsh.

    Nor of a query that crosses languages: a ranking that knows one of them would put the other behind.
    """
    leaves = list(sought(node))
    text = " ".join(said for leaf in leaves if (said := _said(leaf)))
    return text if is_english(text) and not any(isinstance(leaf, Across) for leaf in leaves) else ""


def bound(node: Node) -> Node | None:
    """What binds whatever the words: the query without its plain words; None when that leaves nothing.

    Quoted words, fields, dates, begun and near words and words left out stay.
    """
    match node:
        case Words() | Across():
            return None
        case Either(nodes):
            kept = [bound(each) for each in nodes]
            return None if None in kept else Either(tuple(each for each in kept if each is not None))
        case All(nodes, without):
            held = tuple(each for each in map(bound, nodes) if each is not None)
            return together(held or (EVERYTHING,), without) if held or without else None
    return node


def is_english(text: str) -> bool:
    """Whether a question reads as English: not where more of its words are only Welsh than only English."""
    words = [lower(word) for word in _LETTERS.findall(text)]
    english = welsh = 0
    for word in words:
        if len(word) > 1:
            knows_english, knows_welsh = is_known(word), _is_welsh(word)
            english += knows_english and not knows_welsh
            welsh += knows_welsh and not knows_english
    return bool(words) and english >= welsh


def _is_welsh(word: str) -> bool:
    data = language_data(Lang.CY)
    return word in data["asking"] or word in data["stop"] or lexicon.lemma(word) is not None


def _said(leaf: Node) -> str:
    match leaf:
        case Words(text) | Phrase(text) | Near(text):
            return text
        case Fuzzy(word):
            return word
    return ""
