"""Why a passage was found: which words of the query it answers, in which form, where, and what each adds to its score.

All of it follows from the query, the passage and the scores of the query's parts; nothing is looked up here.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from corpus.codebook import Lang
from corpus.rows import PassageRow
from index.language.across import called
from index.language.mutations import Mutations
from index.language.resources import language_data
from index.language.words import Word, analyser
from index.query.asking import looked_for
from index.query.nodes import (
    Across,
    All,
    Dates,
    Either,
    Field,
    Fuzzy,
    Given,
    Inside,
    Near,
    Node,
    Phrase,
    Prefix,
    Sought,
    Words,
)
from index.results import Form, Match, Place, Reason
from index.snippets import Marker

Scores = Mapping[Node, Mapping[int, float]]
"""Of each part of a query, the passages it finds, by id, with their scores."""


def parts(query: Node, lang: Lang) -> Iterator[Node]:
    """The parts of a query whose scores are needed to explain a passage in this language."""
    yield query
    match query:
        case All(nodes) | Either(nodes):
            for each in nodes:
                if not isinstance(each, Field | Dates | Given):
                    yield from parts(each, lang)
        case Words(text):
            yield from _words(text, lang)


def explained(query: Node, passage: PassageRow, scores: Scores) -> tuple[Reason, ...]:
    """Why a query finds a passage, in the order of the query; ``scores`` are those of ``parts``."""
    return tuple(
        Reason(_said(leaf), scores[leaf][passage.id], tuple(_matches(leaf, passage)))
        for leaf in dict.fromkeys(_answered(query, passage, scores))
    )


def _answered(node: Node, passage: PassageRow, scores: Scores) -> Iterator[Sought | Inside]:
    """The leaves that score, of those parts of the query that find the passage."""
    if passage.id not in scores.get(node, {}):
        return
    match node:
        case All(nodes) | Either(nodes):
            for each in nodes:
                yield from _answered(each, passage, scores)
        case Words(text):
            yield from (word for word in _words(text, passage.lang) if passage.id in scores[word])
        case Field() | Dates() | Given():
            return
        case leaf:
            yield leaf


def _words(text: str, lang: Lang) -> list[Sought]:
    """A run of words one by one, each once, as they are weighed; stop words only where there is nothing else."""
    words: list[Sought] = [Words(raw) for raw in looked_for(text, lang)]
    return words or [Phrase(atom) for atom in dict.fromkeys(analyser(lang).atoms(text))]


def _said(leaf: Sought | Inside) -> str:
    """A leaf as it would be typed."""
    match leaf:
        case Inside(part, inner):
            said = f"{part}:{_said(inner)}"
        case Phrase(text):
            said = f'"{text}"'
        case Prefix(letters):
            said = f"{letters}*"
        case Fuzzy(word, edits):
            said = f"{word}~{edits}"
        case Near(text, within):
            said = f'"{text}"~{within}'
        case Words(text) | Across(text):
            said = f"~{text}" if isinstance(leaf, Across) else text
    return said


def _matches(leaf: Sought | Inside, passage: PassageRow) -> Iterator[Match]:
    """What answers a leaf, place by place, each form of words once."""
    stretches = {
        Place.TEXT: passage.text,
        Place.HEADING: "\n".join((passage.number, *passage.headings)),
        Place.TITLE: passage.document_title,
    }
    if isinstance(leaf, Inside):
        inside = Place(leaf.part)
        stretches, leaf = {inside: stretches[inside]}, leaf.node
    for name in called(leaf.text, passage.lang) if isinstance(leaf, Across) else [""]:
        form = Form.OTHER_NAME if name and name != _text(leaf) else None
        looked = Words(name) if name else leaf
        told = _form_of(looked, passage.lang)
        marker = Marker(looked)
        for place, text in stretches.items():
            spans = marker.spans(text, passage.lang)
            found = [" ".join(text[start:end].split()) for start, end in spans]
            times = Counter(map(str.casefold, found))
            shown = {words.casefold(): words for words in reversed(found)}
            yield from (Match(shown[words], form or told(words), place, many) for words, many in times.items())


def _text(leaf: Sought) -> str:
    return leaf.text if isinstance(leaf, Across) else ""


def _form_of(leaf: Sought, lang: Lang) -> Callable[[str], Form]:
    """Tells how words answer a leaf."""
    match leaf:
        case Prefix():
            return lambda _: Form.BEGUN
        case Fuzzy(word):
            return lambda words: Form.EXACT if _same(words, word, lang) else Form.NEARLY
        case Words(text) | Near(text):
            return lambda words: _form(words, text, lang)
    return lambda _: Form.EXACT


def _form(words: str, sought: str, lang: Lang) -> Form:
    """How words of a passage answer one of those that were looked for."""
    wanted = analyser(lang).words(sought)
    if any(_same_atoms(analyser(lang).atoms(words), word) for word in wanted):
        return Form.EXACT
    if lang is Lang.EN:
        return Form.STEM
    here = {atom for word in analyser(lang).words(words) for atom in _radicals(word)}
    there = {atom for word in wanted for atom in _radicals(word)}
    return Form.MUTATION if here & there else Form.DICTIONARY


def _same(words: str, others: str, lang: Lang) -> bool:
    return analyser(lang).atoms(words) == analyser(lang).atoms(others)


def _same_atoms(atoms: tuple[str, ...], word: Word) -> bool:
    return atoms == tuple(atom.text for atom in word.atoms)


def _radicals(word: Word) -> set[str]:
    """A Welsh word as it is written, and what it may be a mutation of."""
    written = "".join(atom.text for atom in word.atoms)
    return {written, *_mutations().radicals(written)}


@cache
def _mutations() -> Mutations:
    return Mutations(language_data(Lang.CY)["mutations"])
