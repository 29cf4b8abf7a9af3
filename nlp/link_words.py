"""The words by which a promise and a passage are compared: what a text is about, what it names, what it reports."""

import re
from functools import cache

from corpus import bodies
from corpus.codebook import Lang, Relation
from nlp import phrases, resources

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*\d|\d+")
_NUMBERED = re.compile(
    r"\b(?:sections?|recommendations?|standards?|part|adran(?:nau)?|argymhelli(?:ad|on)|safon|rhan)\s+(\d+\w*)"
    r"|\b((?:WAQ|OAQ|WQ|NDM)\d+)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÂÊÎÔÛŴŶ][\w’'-]+(?:\s(?:(?:of|for|and|the|y|yr|o|a|ar)\s)?[A-ZÂÊÎÔÛŴŶ][\w’'-]+)+")
"""Two words or more with a capital letter."""
_BESIDE = 40
"""Characters on either side of a name among which an office makes it that of an office: "the Housing Committee"."""
_BEFORE = 24
"""Characters before a cue among which a word of the future takes it back: "letters will be issued"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLITIC = re.compile(r"'(?:s|r|n|i|u|w|ch|th)$")
"""What hangs on a word: "the council's", "y cynllun a'r gost"."""
_ENDINGS = re.compile(r"(?:ies|es|s|ing|ed)$")


def content(text: str) -> dict[str, str]:
    """Words that say what a text is about, under their stems: numbers of years and long words among them."""
    words: dict[str, str] = {}
    for found in _WORD.finditer(text.lower()):
        word = _CLITIC.sub("", found[0].replace("’", "'")).replace("-", "")
        if len(word) > 2 and word not in _listed("common") and not _YEAR.fullmatch(word):
            words.setdefault(_stem(word), word)
    return words


@cache
def telling_nothing() -> frozenset[str]:
    """Stems of the words of offices, and of announcements: they say who promised and that somebody did, not what."""
    return frozenset(_stem(word) for key in ("offices", "plain") for word in _listed(key))


def numbered(text: str) -> set[str]:
    """The numbers of sections, recommendations, standards and questions that a text names."""
    return {(found[1] or found[2]).lower() for found in _NUMBERED.finditer(text)}


def names(text: str) -> list[str]:
    """The names in a text ("National Framework"), but for those that stand beside an office."""
    return [
        found[0]
        for found in _NAME.finditer(text)
        if not _office().search(text, max(0, found.start() - _BESIDE), found.end() + _BESIDE)
    ]


def says(relation: Relation, sentence: str) -> bool:
    """Whether a sentence holds a cue of a relation; of one that says "done", not of what lies, or lay, ahead."""
    return any(_says(relation, sentence, lang) for lang in Lang)


def names_body(text: str, key: str) -> bool:
    """Whether a text names the body with a key, first of all bodies."""
    return any((body := bodies.find(text, lang)) is not None and body.key == key for lang in Lang)


def _says(relation: Relation, sentence: str, lang: Lang) -> bool:
    found = _matcher(relation.value, lang).finditer(sentence)
    if relation is not Relation.DELIVERS:
        return next(found, None) is not None
    future, awaited = _matcher("future", lang), _matcher("awaited", lang)
    return any(
        not future.search(sentence, max(0, cue.start() - _BEFORE), cue.start())
        and not awaited.match(sentence, cue.end() + 1)
        for cue in found
    )


def _stem(word: str) -> str:
    """Enough of an English stem to join "hub" and "hubs"; Welsh words hardly ever end so."""
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) > 3 else word


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(word for lang in Lang for word in resources.words("links", lang, key))


@cache
def _matcher(key: str, lang: Lang) -> re.Pattern[str]:
    return phrases.matcher(resources.words("links", lang, key), lang)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        "|".join(phrases.any_of(resources.words("links", lang, "posts"), lang) for lang in Lang), re.IGNORECASE
    )
