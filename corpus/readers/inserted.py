"""Text that printed legislation inserts into other enactments, told by its quotation marks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.codebook import PassageKind
from corpus.readers.amending import UNKNOWN, Enactments
from corpus.types import Passage

_INSTRUCTS = re.compile(r"\b(?:insert|substitute|rhodder|mewnosoder)\s*(?:[—–-]\s*)?$", re.IGNORECASE)
_IN_LINE = re.compile(
    r"\b(?:insert|substitute|rhodder|mewnosoder),?\s+“+[^”]*”+[.,;]?(?:\s*(?:and|a|ac))?$", re.IGNORECASE
)
_GOVERNS = re.compile(
    r"\bamend(?:s|ed)\b|\bd?diwygi|^(?:in|after|before|yn|ar ôl|cyn)\b.*(?:[—–-]|\b(?:insert|substitute|rhodder))$",
    re.IGNORECASE,
)
_OPENS_IN_LINE = re.compile(
    r"\b(?:insert|substitute|rhodder|mewnosoder),?\s*[—–-]?\s*“+(?:[^“”]*[—–]|[^“”\w]*)”*$", re.IGNORECASE
)
_CLOSED = re.compile(r"”\s*[.,;]?(?:\s*(?:and|or|a|ac|neu))?$")
_LONGEST_TERM = 80
"""Characters."""
_LONGEST = 400
"""Passages; an insertion that does not close by then was misread, and ends."""


def marked(passages: Sequence[Passage]) -> list[Passage]:
    """Passages with ``amends`` set where "insert—" or "substitute—" comes before and quotation marks are around."""
    enactments = Enactments(one.text for one in passages)
    return list(_mark(passages, enactments))


def _mark(passages: Sequence[Passage], enactments: Enactments) -> Iterator[Passage]:
    named = section = amends = before = ""
    left = 0
    for one in passages:
        if left:
            left = 0 if _closes(one.text) else left - 1
            yield replace(one, amends=amends)
        elif (_INSTRUCTS.search(before) and one.text.startswith("“")) or _OPENS_IN_LINE.search(before):
            amends = section or named or UNKNOWN
            left = 0 if _closes(one.text.removeprefix("“")) else _LONGEST
            yield replace(one, amends=amends)
        else:
            if one.kind is PassageKind.HEADING:
                named, section = enactments.named(one.text), ""
            elif _GOVERNS.search(one.text):
                section = enactments.named(one.text) or section
            yield replace(one, amends=section or named or UNKNOWN) if _IN_LINE.search(one.text) else one
        before = one.text


def _closes(text: str) -> bool:
    """Whether a quotation opened before a text ends at its end: it closes one more than it opens.

    A last quotation within the text that is longer than any quoted term was never closed in print, and
    the mark at the end is the outer one's.
    """
    if not _CLOSED.search(text):
        return False
    return text.count("”") > text.count("“") or text.rfind("”") - text.rfind("“") > _LONGEST_TERM
