"""From drafts to documents: what was said wins, what was not is detected, text is cleaned and then laid out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.readers import detect, inserted
from corpus.readers.clean import REPLACEMENT, clean
from corpus.readers.dates import Stated
from corpus.readers.draft import Draft, Reader, Source, date_draft
from corpus.types import Passage, ReadDocument, lay_out

LONGEST = 20_000
"""Characters of one passage; a longer one is cut between sentences or words."""

_WORDS = ("text", "number", "page_label", "lead", "amends", "speaker", "role", "spoken_at")
_ENACTED = {DocumentKind.ACT, DocumentKind.BILL, DocumentKind.STATUTORY_INSTRUMENT}
LONGEST_TITLE = 500
_ENDS = (re.compile(r"[.!?…][”’\"')\]]*\s"), re.compile(r"[;:,]\s"), re.compile(r"\s"))


def documents(source: Source, reader: Reader, notes: list[str]) -> Iterator[ReadDocument]:
    """The documents of a file, in order. Raises ``UnreadableDocument`` when a draft holds no text."""
    chosen = source.given.lang
    try:
        for draft in reader.read(source):
            if not draft.parallel or chosen in {None, draft.stated_lang}:
                yield finished(source, draft, notes)
    except RecursionError as error:
        raise source.refuse("nests its parts deeper than real documents do; check where it came from") from error


def finished(source: Source, draft: Draft, notes: Iterable[str] = ()) -> ReadDocument:
    """One draft as a document. Raises ``UnreadableDocument`` when it holds no text."""
    warnings = [*notes, *draft.warnings]
    passages = _cleaned(draft.passages, warnings)
    if not passages:
        raise source.refuse("holds no text; check that it is the file you meant")
    lang = source.given.lang or draft.stated_lang or _language(passages, warnings)
    given = replace(source.given, title="", url="", work="") if draft.bulk else source.given
    title = _brief(given.title or clean(draft.title) or detect.title(passages, source.path))
    url = given.url or draft.url
    if given.issued:
        date_draft(draft, Stated(given.issued, given.issued_text))
    elif draft.issued is None:
        date_draft(draft, detect.issued(passages))
    kind = given.kind or draft.kind or detect.kind(title, url, passages)
    if kind in _ENACTED and not any(passage.amends for passage in passages):
        passages = tuple(inserted.marked(passages))
    passages = _below(passages, title, stated=bool(given.title or draft.title))
    if damaged := sum(passage.text.count(REPLACEMENT) for passage in passages):
        shape = "character" if damaged == 1 else "characters"
        warnings.append(f"{damaged:,} {shape} could not be decoded and stand as “{REPLACEMENT}”.")
    return ReadDocument(
        title=clean(title),
        lang=lang,
        kind=kind,
        passages=passages,
        reader=draft.reader,
        work=clean(given.work or draft.work),
        source_id=clean(draft.source_id),
        issued=draft.issued,
        issued_text=draft.issued_text,
        publisher=clean(given.publisher or draft.publisher or detect.publisher(url, passages)),
        url=clean(url),
        page_count=draft.page_count,
        damaged=damaged,
        warnings=tuple(warnings),
        extra={clean(key): clean(value) for key, value in draft.extra.items()},
        part_of=given.part_of,
        facts=dict(given.facts),
    )


def _brief(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"


def _language(passages: tuple[Passage, ...], warnings: list[str]) -> Lang:
    lang, share = detect.language(passages)
    if share < 0.75:
        other = "Welsh" if lang is Lang.EN else "English"
        warnings.append(
            f"Part of it is in {other}; all of it is treated as {'English' if other == 'Welsh' else 'Welsh'}."
        )
    return lang


def _cleaned(passages: Iterable[Passage], warnings: list[str]) -> tuple[Passage, ...]:
    pieces: list[Passage] = []
    for passage in passages:
        changed: dict[str, Any] = {
            name: clean(value) for name in _WORDS if (value := getattr(passage, name)) and value != clean(value)
        }
        headings = tuple(filter(None, map(clean, passage.headings)))
        if headings != passage.headings:
            changed["headings"] = headings
        one = replace(passage, **changed) if changed else passage
        if len(one.text) > LONGEST:
            warnings.append(f"A paragraph of {len(one.text):,} characters was cut into pieces.")
            pieces += [replace(one, text=text) for text in _pieces(one.text)]
        else:
            pieces.append(one)
    return lay_out(pieces)


def _pieces(text: str) -> Iterator[str]:
    """Stretches of at most `LONGEST` characters, cut at the last sentence end, comma or space, else anywhere."""
    at = 0
    while len(text) - at > LONGEST:
        half = at + LONGEST // 2
        window = text[half : at + LONGEST]
        cuts = (list(ends.finditer(window)) for ends in _ENDS)
        best = next((half + found[-1].end() for found in cuts if found), at + LONGEST)
        yield text[at:best].strip()
        at = best
    yield text[at:].strip()


def _below(passages: tuple[Passage, ...], title: str, *, stated: bool) -> tuple[Passage, ...]:
    """Passages without the document's own title at the head of their heading paths, where it is a heading."""
    heads = [at for at, passage in enumerate(passages) if passage.kind is PassageKind.HEADING]
    first = passages[heads[0]].text if heads else ""
    if not first or first.casefold() not in title.casefold() or (heads[0] and not stated):
        return passages
    return tuple(
        replace(passage, headings=passage.headings[1:]) if passage.headings[:1] == (first,) else passage
        for passage in passages
    )
