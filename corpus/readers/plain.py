"""Plain text files, with or without a head of facts, and with or without speakers."""

import re
from collections.abc import Iterator

from corpus.codebook import PassageKind
from corpus.readers import heads, prose
from corpus.readers.blocks import Block, to_passages
from corpus.readers.clean import clean, lines
from corpus.readers.dates import labelled
from corpus.readers.decode import decode
from corpus.readers.draft import Draft, Source

_SPEAKERS = re.compile(r"^[^\n\[\]]{2,160} \([^\n]{0,160}\) \[\d{3,9}\]\s*$", re.MULTILINE)


def read(source: Source) -> Iterator[Draft]:
    """The one document of a text file."""
    text, note = decode(source.data)
    draft = draft_of(text, "plain")
    draft.warnings += [note] if note else []
    yield draft


def draft_of(text: str, reader: str) -> Draft:
    """A draft of plain text: its head of facts, if it has one, and its passages."""
    rows = lines(text)
    first = next((at for at, row in enumerate(rows) if row.strip()), 0)
    end = next((at for at in range(first, len(rows)) if not rows[at].strip()), len(rows))
    head = heads.parse(rows[first:end])
    body = "\n".join(rows[end:]) if head else text
    blocks = list(prose.blocks(body, spoken=bool(_SPEAKERS.search(body))))
    draft = Draft(reader)
    if head:
        draft.title, draft.url, draft.extra = head.title, head.url, head.extra
        if blocks and clean(blocks[0].text).casefold() in {head.title.casefold(), head.heading.casefold()}:
            del blocks[0]
        printed = (labelled(clean(block.text)) for block in blocks[:3])
        draft.issued = next(filter(None, printed), head.issued)
        blocks.insert(0, Block(PassageKind.HEADING, head.heading, 1))
    draft.passages = to_passages(blocks, draft.issued)
    draft.page_count = _pages(text)
    return draft


def _pages(text: str) -> int | None:
    stripped = text.strip("\f\n ")
    return stripped.count("\f") + 1 if "\f" in stripped else None
