"""The shape of a CSL item (CSL-JSON 1.0.2), as far as ours and those taken in go. All its words are plain text."""

from typing import NotRequired, TypedDict


class Name(TypedDict, total=False):
    """A person's name in its two parts, or any name as it is."""

    family: str
    given: str
    literal: str


Day = TypedDict("Day", {"date-parts": list[list[int]]})
"""A year, with its month and day as far as they are known; two of them are a range."""

Item = TypedDict(
    "Item",
    {
        "id": str,
        "type": str,
        "title": NotRequired[str],
        "title-short": NotRequired[str],
        "author": NotRequired[list[Name]],
        "editor": NotRequired[list[Name]],
        "translator": NotRequired[list[Name]],
        "recipient": NotRequired[list[Name]],
        "interviewer": NotRequired[list[Name]],
        "container-author": NotRequired[list[Name]],
        "collection-editor": NotRequired[list[Name]],
        "issued": NotRequired[Day],
        "accessed": NotRequired[Day],
        "original-date": NotRequired[Day],
        "submitted": NotRequired[Day],
        "event-date": NotRequired[Day],
        "abstract": NotRequired[str],
        "archive": NotRequired[str],
        "archive_location": NotRequired[str],
        "archive-place": NotRequired[str],
        "authority": NotRequired[str],
        "call-number": NotRequired[str],
        "chapter-number": NotRequired[str],
        "collection-number": NotRequired[str],
        "collection-title": NotRequired[str],
        "container-title": NotRequired[str],
        "container-title-short": NotRequired[str],
        "DOI": NotRequired[str],
        "edition": NotRequired[str],
        "event": NotRequired[str],
        "event-title": NotRequired[str],
        "event-place": NotRequired[str],
        "genre": NotRequired[str],
        "ISBN": NotRequired[str],
        "ISSN": NotRequired[str],
        "issue": NotRequired[str],
        "jurisdiction": NotRequired[str],
        "keyword": NotRequired[str],
        "language": NotRequired[str],
        "medium": NotRequired[str],
        "note": NotRequired[str],
        "number": NotRequired[str],
        "number-of-pages": NotRequired[str],
        "number-of-volumes": NotRequired[str],
        "original-title": NotRequired[str],
        "page": NotRequired[str],
        "PMCID": NotRequired[str],
        "PMID": NotRequired[str],
        "publisher": NotRequired[str],
        "publisher-place": NotRequired[str],
        "references": NotRequired[str],
        "reviewed-title": NotRequired[str],
        "section": NotRequired[str],
        "source": NotRequired[str],
        "status": NotRequired[str],
        "URL": NotRequired[str],
        "version": NotRequired[str],
        "volume": NotRequired[str],
        "volume-title": NotRequired[str],
    },
)

NAMES = frozenset(
    {"author", "editor", "translator", "recipient", "interviewer", "container-author", "collection-editor"}
)
DAYS = frozenset({"issued", "accessed", "original-date", "submitted", "event-date"})
TEXTS = frozenset(Item.__annotations__) - NAMES - DAYS - {"id", "type"}

_TYPES = (
    "article article-journal article-magazine article-newspaper bill book broadcast chapter classic collection "
    "dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing interview "
    "legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference patent "
    "performance periodical personal_communication post post-weblog regulation report review review-book "
    "software song speech standard thesis treaty webpage "
)
TYPES = frozenset(_TYPES.split())
"""Every type of CSL 1.0.2."""
