"""Which passage a quotation stands in: one place or none, and why there is none."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import accumulate

from sqlalchemy.orm import Session

from addewid.pipeline.importing.columns import Unmatched, Wanted
from corpus import documents
from corpus.errors import NotFound
from corpus.quoting import every_place
from corpus.rows import DocumentRow, PassageRow

CLOSE = 0.6
"""Share of a quotation's words that a passage must hold to be named as the one that may be meant."""

_TOLD = 4
"""Places that are named where there are several."""

_SHOWN = 160
_HELD = 16
"""Versions whose passages are kept at hand."""

_NO_LETTERS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a passage: ``start:end`` of its own text."""

    passage: PassageRow
    start: int
    end: int

    @property
    def words(self) -> str:
        """As they stand there."""
        return self.passage.text[self.start : self.end]

    @property
    def key(self) -> tuple[int, int, int]:
        """What tells two places apart."""
        return self.passage.id, self.start, self.end


@dataclass(frozen=True, slots=True)
class _Text:
    """A passage with its letters alone: a quick look that passes over most passages."""

    passage: PassageRow
    letters: str


class Placing:
    """Finds quotations in the corpus that a session sees. Holds the passages of the documents last looked at."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._held: dict[int, list[_Text]] = {}
        self._named: dict[str, list[DocumentRow]] | None = None

    def place(self, wanted: Wanted, found: Sequence[int], close: Sequence[int]) -> Place:
        """The one place of a row's quotation. Raises Unmatched, which names the places where there are several.

        Where the row names no document and no passage, it is one of the passages ``found``, by id; ``close`` are those
        to be named when there is none.
        """
        if wanted.passage:
            return self._in_passage(wanted)
        if wanted.document:
            texts = [text for row in self._documents(wanted.document) for text in self._texts(row.version_id)]
            where = f"in {wanted.document}"
        else:
            texts = _texts(documents.passages_by_id(self._session, found))
            where = "in any document"
        places = _places(wanted.quotes, texts)
        if len(places) > 1:
            raise _several(places, named=bool(wanted.document))
        if not places:
            nearby = texts if wanted.document else _texts(documents.passages_by_id(self._session, close))
            raise Unmatched(f"Its words do not stand {where}{_instead(wanted.quotes, nearby)}.")
        return places[0]

    def _in_passage(self, wanted: Wanted) -> Place:
        try:
            passage = documents.passage(self._session, wanted.passage)
        except NotFound as error:
            raise Unmatched(str(error)) from error
        if (span := wanted.span) is not None:
            for quote in wanted.quotes:
                if span in every_place(quote, passage.text):
                    return Place(passage, *span)
        places = _places(wanted.quotes, _texts([passage]))
        if len(places) > 1:
            raise Unmatched(f"Its words stand {len(places)} times in {passage.ref}; quote more of them.")
        if not places:
            instead = _instead(wanted.quotes, self._texts(passage.version_id))
            raise Unmatched(f"Its words do not stand in {passage.ref}{instead}.")
        return places[0]

    def _documents(self, name: str) -> list[DocumentRow]:
        """The versions that a key, a key and language, a title or an address names. Raises Unmatched."""
        if self._named is None:
            self._named = {}
            for row in documents.listing(self._session):
                for called in {row.key, f"{row.key}/{row.lang}", _title(row.title), _address(row.url)}:
                    self._named.setdefault(called, []).append(row)
            self._named.pop("", None)
        found = self._named.get(name) or self._named.get(_address(name)) or self._named.get(_title(name))
        if not found:
            like = get_close_matches(_title(name), list(self._named), 1, 0.75)
            meant = f" (is it {self._named[like[0]][0].key}?)" if like else ""
            raise Unmatched(f"No document is called {name}{meant}; addewid documents lists them.")
        return found

    def _texts(self, version_id: int) -> list[_Text]:
        if version_id not in self._held:
            if len(self._held) >= _HELD:
                del self._held[next(iter(self._held))]
            self._held[version_id] = _texts(documents.passages(self._session, version_id))
        return self._held[version_id]


def _places(quotes: Iterable[str], texts: Sequence[_Text]) -> list[Place]:
    """Every place of a quotation, in the first of the ways it may be meant that stands anywhere.

    As it is typed before other spellings of it, and whole words before pieces of words, which count only as typed.
    """
    for quote in quotes:
        sought = letters(quote)
        found = [
            Place(text.passage, start, end)
            for text in texts
            if sought in text.letters
            for start, end in every_place(quote, text.passage.text)
        ]
        whole = [place for place in found if _is_whole(place)]
        if places := _as_typed(whole, quote) or whole or _as_typed(found, quote):
            return places
    return []


def _as_typed(places: Sequence[Place], quote: str) -> list[Place]:
    return [place for place in places if place.words == quote]


def _is_whole(place: Place) -> bool:
    """Whether a place cuts no word."""
    text, start, end = place.passage.text, place.start, place.end
    return not (text[start - 1 : start].isalnum() and text[start].isalnum()) and not (
        text[end - 1].isalnum() and text[end : end + 1].isalnum()
    )


def _several(places: list[Place], *, named: bool) -> Unmatched:
    refs = list(dict.fromkeys(place.passage.ref for place in places))
    told = ", ".join(refs[:_TOLD]) + (f" and {len(refs) - _TOLD:,} more" if len(refs) > _TOLD else "")
    if len(refs) == 1:
        return Unmatched(f"Its words stand {len(places)} times in {told}; quote more of them.")
    narrower = "name one of these as passage" if named else "name the document, or one of these as passage"
    return Unmatched(f"Its words stand in several places ({told}); {narrower}.")


def _instead(quotes: Sequence[str], texts: Sequence[_Text]) -> str:
    """Where words stand that may be meant, for people; empty where none do."""
    whole = letters(quotes[-1])
    if same := next((text.passage for text in texts if whole in text.letters), None):
        return (
            f", but with other punctuation or within other words in {same.ref}: “{_shown(same.text)}”; copy them there"
        )
    if across := _across(whole, texts):
        return f" in one passage: they run from {across[0]} to {across[-1]}; quote the words of one"
    sought = set(_words(quotes[-1]))
    shares = ((len(sought & set(_words(text.passage.text))), text.passage) for text in texts)
    many, nearest = max(shares, key=lambda each: each[0], default=(0, None))
    if nearest is None or many < CLOSE * len(sought):
        return "; check them against the source, and that it was added"
    return f"; close words stand in {nearest.ref}: “{_shown(nearest.text)}”"


def _across(whole: str, texts: Sequence[_Text]) -> list[str]:
    """The first and last of the passages of one version that a quotation runs over."""
    ends = list(accumulate(len(text.letters) for text in texts))
    at = "".join(text.letters for text in texts).find(whole)
    if at < 0:
        return []
    some = texts[bisect_right(ends, at) : bisect_right(ends, at + len(whole) - 1) + 1]
    return [text.passage.ref for text in some] if len({text.passage.version_id for text in some}) == 1 else []


def _texts(passages: Iterable[PassageRow]) -> list[_Text]:
    return [_Text(passage, letters(passage.text)) for passage in passages]


def letters(text: str) -> str:
    """Letters and numbers, without their marks: equal wherever quotations are."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKD", text))


def _words(text: str) -> Iterator[str]:
    return (found[0].lower() for found in re.finditer(r"\w+", text))


def _title(name: str) -> str:
    return " ".join(name.casefold().split())


def _address(name: str) -> str:
    """A web address without what may differ between two of one page."""
    return re.sub(r"^https?://(?:www\.)?", "//", name.strip().partition("#")[0]).rstrip("/")


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1].rstrip()}…"
