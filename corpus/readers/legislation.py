"""What a legislation.gov.uk address says of a work: its key, what it is, who made it, and whether this is all of it."""

import re
from dataclasses import dataclass, field

from corpus.codebook import DocumentKind

_ADDRESS = re.compile(
    r"https?://www\.legislation\.gov\.uk/(?:id/)?(?P<type>[a-z]{2,6})/(?P<year>\d{4})(?:/(?P<number>\d+))?(?P<rest>/.*)?$"
)
_PART = re.compile(
    r"/((?:part|chapter|crossheading|section|article|regulation|rule|schedule|paragraph|introduction|signature|note)"
    r"(?:/(?!\d{4}-\d\d-\d\d|enacted|made|welsh|english|prospective|data\.)[^/]+)*)"
)
_ACTS = {"asc", "anaw", "mwa", "ukpga", "asp", "nia", "ukla", "ukcm"}
_INSTRUMENTS = {"wsi", "wdsi", "uksi", "ukdsi", "ssi", "nisr", "ukmo", "uksro"}
_MAKERS = {
    "asc": "Welsh Parliament",
    "anaw": "National Assembly for Wales",
    "mwa": "National Assembly for Wales",
    "ukpga": "UK Parliament",
}
_MINISTERS_FROM = 2007


@dataclass(slots=True)
class Facts:
    """What an address tells."""

    work: str = ""
    kind: DocumentKind | None = None
    publisher: str = ""
    warnings: list[str] = field(default_factory=list)


def describe(work_uri: str, text_uri: str, part: str = "") -> Facts:
    """The facts in a work's address, such as ".../id/asc/2025/1", and in that of the text at hand.

    A text that is only a part of its work ("…/section/2", or as ``part`` says) is a work of its own, lest it
    pass for a new version of the whole; a warning says so.
    """
    found = _ADDRESS.match(work_uri)
    if found is None:
        return Facts()
    facts = Facts("/".join(part for part in (found["type"], found["year"], found["number"]) if part))
    if found["type"] in _ACTS:
        facts.kind = DocumentKind.ACT
    elif found["type"] in _INSTRUMENTS:
        facts.kind = DocumentKind.STATUTORY_INSTRUMENT
    facts.publisher = _MAKERS.get(found["type"], "")
    if found["type"] in {"wsi", "wdsi"}:
        by_ministers = int(found["year"]) >= _MINISTERS_FROM
        facts.publisher = "Welsh Ministers" if by_ministers else "National Assembly for Wales"
    text = _ADDRESS.match(text_uri)
    if not part and text and (stated := _PART.match(text["rest"] or "")):
        part = stated[1]
    if part:
        facts.work += f"/{part}"
        facts.warnings.append(f"It holds only {part.replace('/', ' ')} of its work, not the whole.")
    return facts
