"""Bulk files: JSON, one document a line, read in little memory.

A line needs ``id``, ``title`` and ``text``, and may have ``lang``, ``kind``, ``date``, ``publisher`` and
``url``; the rest is kept as ``extra``. A bad line stops no other: they are reported together at the end.
"""

import json
from collections.abc import Iterator
from dataclasses import replace

from corpus.language import number as spelt
from corpus.language import plural, tr
from corpus.readers import facts, plain
from corpus.readers.clean import REPLACEMENT
from corpus.readers.draft import Draft, Source, date_draft

LONGEST_LINE = 64 * 1024 * 1024
"""Bytes; a longer line is reported as bad and passed over."""

_READ = {"id", "title", "text", "lang", "kind", "date", "publisher", "url"}
_NAMED = 3


def read(source: Source) -> Iterator[Draft]:
    """The documents of a bulk file, line by line.

    Raises ``UnreadableDocument`` after the last line when any were bad: how many, and the first three.
    """
    bad: list[str] = []
    count = good = 0
    for number, line in _lines(source):
        try:
            draft = _draft(line)
        except facts.BadFact as error:
            count += 1
            if len(bad) < _NAMED:
                bad.append(tr("line {number} {problem}", number=number, problem=error))
        else:
            good += 1
            yield draft
    if count:
        which = "; ".join(bad)
        if count > _NAMED:
            which = plural("{lines} and {count} more", "{lines} and {count} more", count - _NAMED, lines=which)
        raise source.refuse(
            plural(
                "{count} line was not read ({which}), the other {good} were; mend those lines and add the file again",
                "{count} lines were not read ({which}), the other {good} were; mend those lines and add the file again",
                count,
                which=which,
                good=spelt(good),
            )
        )
    if not good:
        raise source.refuse("holds no documents; each line should be a JSON object with id, title and text")


def _lines(source: Source) -> Iterator[tuple[int, bytes | None]]:
    """Numbered lines that are not blank; None for one too long to hold."""
    try:
        with source.path.open("rb") as file:
            number = 0
            while line := file.readline(LONGEST_LINE):
                number += 1
                whole = line.endswith(b"\n") or len(line) < LONGEST_LINE
                while not whole:
                    rest = file.readline(LONGEST_LINE)
                    whole = not rest or rest.endswith(b"\n")
                    line = b""
                if number == 1:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                if not line:
                    yield number, None
                elif line.strip():
                    yield number, line
    except OSError as error:
        raise source.refuse("could not be read to its end; copy it to another disk and try again") from error


def _draft(line: bytes | None) -> Draft:
    if line is None:
        raise facts.BadFact("is longer than {size} MB", size=LONGEST_LINE // 1_048_576)
    try:
        row = json.loads(line.decode("utf-8", "replace"), parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise facts.BadFact("is not JSON") from error
    if not isinstance(row, dict):
        raise facts.BadFact("is JSON but not an object")
    for key in ("id", "title", "text"):
        stated = row.get(key)
        if stated is None or isinstance(stated, dict | list) or not str(stated).strip():
            raise facts.BadFact("has no “{key}”", key=key)
    draft = plain.draft_of(str(row["text"]), "jsonl")
    if not any(one.text.strip(f" {REPLACEMENT}") for one in draft.passages):
        raise facts.BadFact("has a “text” without words")
    draft.bulk = True
    draft.source_id = draft.work = facts.text(row["id"])
    draft.title = facts.text(row["title"])
    draft.stated_lang, draft.kind = facts.lang(row.get("lang")), facts.kind(row.get("kind"))
    date_draft(draft, facts.when(row.get("date")))
    draft.publisher, draft.url = facts.text(row.get("publisher")), facts.text(row.get("url")) or draft.url
    draft.extra |= {str(key): facts.text(value) for key, value in row.items() if key not in _READ}
    if draft.issued:
        draft.passages = [
            replace(one, dated=one.dated or draft.issued) if one.speaker else one for one in draft.passages
        ]
    return draft
