"""The words by which a promise and a passage are compared: what a text is about, what it names, what it reports."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise

from corpus import bodies
from corpus.codebook import Lang, Relation
from nlp import phrases, resources

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d,.]*\d|\d+")
_NUMBERED = re.compile(
    r"\b(?:sections?|recommendations?|standards?|part|adran(?:nau)?|argymhelli(?:ad|on)|safon(?:au)?|rhan)\s+(\d+\w*)"
    r"|\b((?:WAQ|OAQ|WQ|NDM)\d+)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(rf"(?:{_NUMBERED.pattern})(?:\s*(?:,|and|to|or|a|ac|i|neu)\s*\d+\w*)*", re.IGNORECASE)
"""Numbers of sections and the like, several together: "sections 18 and 19"."""
_NAME = re.compile(r"[A-ZÂÊÎÔÛŴŶ][\w’'-]+(?:\s(?:(?:of|for|and|the|y|yr|o|a|ar)\s)?[A-ZÂÊÎÔÛŴŶ][\w’'-]+)+")
"""Two words or more with a capital letter."""
_FIGURE = re.compile(r"(?<![\w.,(/-])[£$€]?(\d{1,3}(?:,\d{3})+|\d{2,})(?:\.\d+)?(?![\w/(-])")
"""A number of two digits or more that is no part of a name or a date's year."""
_BESIDE = 40
"""Characters on either side of a name among which an office makes it that of an office: "the Housing Committee"."""
_BEFORE = 24
"""Characters before a cue among which a word of the future takes it back: "letters will be issued"."""
_OF_LAW = re.compile(r"\b(?:Act|Bill|Measure|Regulations|Deddf|Bil|Mesur|Rheoliadau)\b|\((?:Wales|Cymru)\)")
"""What makes a name that of a law: it says by what a thing is bound, not what it is."""
_LAWS = re.compile(rf"{_NAME.pattern}(?=\s(?:\((?:Wales|Cymru)\)\s)?(?:Act|Bill|Measure|Regulations)\b)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_CLITIC = re.compile(r"'(?:s|r|n|i|u|w|ch|th)$")
"""What hangs on a word: "the council's", "y cynllun a'r gost"."""
_ENDINGS = re.compile(r"(?:ies|es|s|ing|ed)$")
_MORE_ENDINGS = re.compile(r"(?:ations?|ative|itions?|ions?|ives?|ments?|ings?|ies|es|s|ed|ers?|ors?|ly|al)$")
_ROOT = 4
"""Letters that a root keeps at the least."""


def content(text: str) -> dict[str, str]:
    """Words that say what a text is about, under their stems: numbers of years and long words among them."""
    words: dict[str, str] = {}
    for word in _telling_words(text):
        words.setdefault(_stem(word), word)
    return words


@lru_cache(maxsize=1024)
def counted(text: str) -> Mapping[str, int]:
    """How often each root stands in a text."""
    return Counter(_root(word) for word in _telling_words(text))


@lru_cache(maxsize=1024)
def roots(text: str) -> Mapping[str, str]:
    """Words that say what a text is about, under roots that join "prevention" and "preventing"; and its figures."""
    words: dict[str, str] = {}
    for word in content(text).values():
        words.setdefault(_root(word), word)
    return words | {f"#{figure}": figure for figure in sorted(figures(text))}


@lru_cache(maxsize=1024)
def pairs(text: str) -> frozenset[tuple[str, str]]:
    """The roots of words that follow one another in a text, but for the smallest words: ("pool", "fund")."""
    words = [_CLITIC.sub("", found.replace("’", "'")).replace("-", "") for found in _WORD.findall(text.lower())]
    kept = [_root(word) for word in words if word not in _listed("joints")]
    return frozenset(pairwise(kept))


@cache
def telling_nothing() -> frozenset[str]:
    """Roots of the words of offices, and of announcements: they say who promised and that somebody did, not what."""
    return frozenset(_root(word) for key in ("offices", "plain") for word in _listed(key))


def numbered(text: str) -> set[str]:
    """The numbers of sections, recommendations, standards and questions that a text names."""
    return {(found[1] or found[2]).lower() for found in _NUMBERED.finditer(text)}


def figures(text: str) -> set[str]:
    """The numbers of two digits and more that a text gives, but for years and the numbers of days and sections."""
    told = _SEVERAL.sub(" ", text)
    return {found[1] for found in _FIGURE.finditer(told) if not _YEAR.fullmatch(found[1])}


def names(text: str) -> list[str]:
    """The names in a text ("National Framework"), but for those that stand beside an office."""
    return [
        found[0]
        for found in _NAME.finditer(text)
        if not _office().search(text, max(0, found.start() - _BESIDE), found.end() + _BESIDE)
    ]


def says(relation: Relation, sentence: str, but: Collection[str] = ()) -> bool:
    """Whether a sentence holds a cue of a relation; of one that says "done", not of what lies, or lay, ahead.

    ``but`` are roots of words that are no cue here: those of a promise to provide what was "delayed".
    """
    return any(_says(relation, sentence, lang, but) for lang in Lang)


def looks_back(sentence: str) -> bool:
    """Whether a sentence speaks of something as promised, recommended or due before."""
    return _holds("looks-back", sentence)


def is_aside(sentence: str) -> bool:
    """Whether a sentence is about the text it stands in, or asks something: "only part of the report was read"."""
    return sentence.rstrip().endswith("?") or _holds("asides", sentence)


def lies_ahead(sentence: str) -> bool:
    """Whether a sentence speaks of what is planned, hoped or to come."""
    return _holds("ahead", sentence)


def is_of_law(name: str) -> bool:
    """Whether a name, or a title, is that of an Act, a Bill or regulations."""
    return _OF_LAW.search(name) is not None


def laws(text: str) -> list[str]:
    """The names of Acts, Bills and regulations in a text, without what follows them ("(Wales) Act 2015")."""
    return [*(found[0] for found in _LAWS.finditer(text)), *(name for name in names(text) if is_of_law(name))]


def names_body(text: str, key: str) -> bool:
    """Whether a text names the body with a key, first of all bodies."""
    return any((body := bodies.find(text, lang)) is not None and body.key == key for lang in Lang)


def _telling_words(text: str) -> Iterator[str]:
    common = _listed("common")
    for found in _WORD.finditer(text.lower()):
        word = _CLITIC.sub("", found[0].replace("’", "'")).replace("-", "")
        if len(word) > 2 and word not in common and not _YEAR.fullmatch(word):
            yield word


def _holds(key: str, sentence: str) -> bool:
    return any(_matcher(key, lang).search(sentence) is not None for lang in Lang)


def _says(relation: Relation, sentence: str, lang: Lang, but: Collection[str]) -> bool:
    cues = [cue for cue in _matcher(relation.value, lang).finditer(sentence) if _root(cue[0].lower()) not in but]
    if relation is not Relation.DELIVERS:
        return bool(cues)
    future, awaited = _matcher("future", lang), _matcher("awaited", lang)
    return any(
        not future.search(sentence, max(0, cue.start() - _BEFORE), cue.start())
        and not awaited.match(sentence, cue.end() + 1)
        for cue in cues
    )


def _stem(word: str) -> str:
    """Enough of an English stem to join "hub" and "hubs"; Welsh words hardly ever end so."""
    shorter = _ENDINGS.sub("", word)
    return shorter if len(shorter) > 3 else word


def _root(word: str) -> str:
    shorter = _MORE_ENDINGS.sub("", word)
    root = shorter if len(shorter) >= _ROOT else _stem(word)
    return root.removesuffix("e") if len(root) > _ROOT else root  # "store" beside "stored"


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
