"""What became of a quotation at its source: the outcomes of the codebook, and where the words really are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.codebook import AnchorOutcome, Lang
from corpus.language import plural, tr
from corpus.rows import DocumentRow, PassageRow
from publish.citations import keys, locators
from publish.responses.form import GAP, Cited, Quoted
from publish.responses.library import Library
from publish.responses.nearest import nearest
from publish.responses.sources import Source, Stand, pieces

_MOST_NAMED = 4
"""Places that are named in a sentence."""

_LAST_MARKS = ".,;:!?"


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a quotation; ``sentence`` says where its words really are, "" where they are as cited.

    ``is_label`` says that it is the page or section that is wrong.
    """

    outcome: AnchorOutcome
    sentence: str = ""
    is_label: bool = False


def judge(library: Library, quoted: Quoted, cited: Cited, lang: Lang) -> Judged:
    """What became of a quotation from the source that a citation names. Raises NotFound for a key that names none.

    ``lang`` is that of the response, in which places are named as its citations would be.
    """
    document = library.document(cited.key)
    source = library.source(document)
    if not pieces(quoted):
        said = tr("Nothing of this but what stands in brackets could be in @{key}; quote words of it.", key=cited.key)
        return Judged(AnchorOutcome.ORPHANED, said)
    within = library.named(document, cited.locator) if cited.locator else []
    stands = source.stands(quoted, within)
    if any(stand.first in within for stand in stands):
        return Judged(AnchorOutcome.FOUND)
    if stands:
        return _standing(source, stands, cited, bool(within), lang)
    judged = _not_standing(library, document, quoted, cited, within, lang)
    if cited.locator and not within:
        return replace(judged, sentence=f"{no_such_label(cited)} {judged.sentence}")
    return judged


def no_such_label(cited: Cited) -> str:
    """That a source has no such page or section, in a sentence."""
    return tr("There is no “{locator}” in @{key}.", locator=cited.locator, key=cited.key)


def where(passages: Iterable[PassageRow], lang: Lang) -> str:
    """Places of a source as a citation names them: "s. 16(1)", "p. 3", or as they are counted, "¶ 7"."""
    named = list(dict.fromkeys(locator(passage, lang).strip("{}") for passage in passages))
    return ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")


def locator(passage: PassageRow, lang: Lang) -> str:
    """One place, as after the key of a citation."""
    return locators.of(passage, lang) or f"¶ {passage.ordinal + 1}"


def _standing(source: Source, stands: Sequence[Stand], cited: Cited, is_label: bool, lang: Lang) -> Judged:
    """Of words that stand in the source, but not where they are said to, or not there alone."""
    passages = [source.passages[stand.first] for stand in stands]
    there = where(passages, lang)
    if not cited.locator:
        if len({locator(passage, lang) for passage in passages}) == 1:
            return Judged(AnchorOutcome.FOUND)
        return Judged(
            AnchorOutcome.AMBIGUOUS,
            plural(
                "These words stand in {count} place of @{key} ({where}); say which, as in [@{key}, {one}].",
                "These words stand in {count} places of @{key} ({where}); say which, as in [@{key}, {one}].",
                len(stands),
                key=cited.key,
                where=there,
                one=locator(passages[0], lang),
            ),
        )
    if not is_label:
        said = tr(
            "There is no “{locator}” in @{key}; these words stand at {where}.",
            locator=cited.locator,
            key=cited.key,
            where=there,
        )
        return Judged(AnchorOutcome.MOVED, said, is_label=True)
    said = tr(
        "These words do not stand at {locator} of @{key} but at {where}.",
        locator=cited.locator,
        key=cited.key,
        where=there,
    )
    return Judged(AnchorOutcome.MOVED, said, is_label=True)


def _not_standing(
    library: Library, document: DocumentRow, quoted: Quoted, cited: Cited, within: Sequence[int], lang: Lang
) -> Judged:
    """Of words that the source does not hold as they are quoted."""
    source = library.source(document)
    if told := _nearly(source, quoted, cited, lang):
        return Judged(AnchorOutcome.CHANGED, told)
    earlier = library.held_earlier(document, quoted)
    longest = max(quoted.words.split(GAP), key=len)
    near = nearest(longest, [source.passages[at] for at in within]) or nearest(longest, source.passages)
    if near is not None:
        values = {"key": cited.key, "where": where([near.passage], lang), "words": near.words}
        if earlier:
            said = tr("@{key} has changed since it held these words; at {where} it now says: “{words}”.", **values)
        else:
            said = tr("@{key} does not hold these words; at {where} it says: “{words}”.", **values)
        return Judged(AnchorOutcome.CHANGED, said)
    if earlier:
        return Judged(
            AnchorOutcome.ORPHANED,
            tr("@{key} does not hold these words any more; an earlier version of it did.", key=cited.key),
        )
    other = library.elsewhere(document, quoted)
    if other is not None:
        said = tr(
            "@{key} does not hold these words; they stand in @{other}, at {where}.",
            key=cited.key,
            other=keys.key(other.document_key, other.lang),
            where=where([other], lang),
        )
        return Judged(AnchorOutcome.ORPHANED, said)
    return Judged(AnchorOutcome.ORPHANED, tr("@{key} does not hold these words, nor any like them.", key=cited.key))


def _nearly(source: Source, quoted: Quoted, cited: Cited, lang: Lang) -> str:
    """A sentence on words that are there but for their first letter's size or their last mark; else ""."""
    bare = quoted.words.rstrip()
    if bare[-1:] in _LAST_MARKS and (stands := source.stands(replace(quoted, words=bare.rstrip(_LAST_MARKS)))):
        return tr(
            "These words stand at {where} of @{key} without their last mark ({mark}); put it after the quotation mark.",
            where=where([source.passages[stands[0].first]], lang),
            key=cited.key,
            mark=bare[-1],
        )
    first, rest = quoted.words.lstrip()[:1], quoted.words.lstrip()[1:]
    other = first.swapcase()
    if other != first and len(other) == 1 and (stands := source.stands(replace(quoted, words=other + rest))):
        return tr(
            "At {where} of @{key} these words begin with {letter}; show the change in brackets: [{first}].",
            where=where([source.passages[stands[0].first]], lang),
            key=cited.key,
            letter=other,
            first=first,
        )
    return ""
