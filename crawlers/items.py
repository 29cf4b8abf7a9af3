"""What a spider says of an answer: what else to fetch, which documents it holds, how many the site says there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from corpus.codebook import DocumentKind, Lang
from corpus.types import Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """An address to fetch, how to read what comes, and what is known of it by then.

    ``read`` names a method of the spider, ``context`` is passed to it by keyword. While ``stamp``, the listing's own
    mark of the page's last change, stays the same, the page is not fetched again; without one it is when it has
    grown old. A ``listing`` is fetched by every run. ``counts`` marks what the source is counted by. ``dated`` is
    the day that ``--since`` goes by.
    """

    address: str
    read: str
    context: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""
    dated: date | None = None
    listing: bool = False
    counts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A document that the answer holds.

    ``work`` is what its languages and versions share: the English page's canonical address, or a name such as
    ``asc/2025/1``; empty where the reader of the format knows it. ``content`` are CSS selectors of the parts of a
    page that hold its text and ``without`` of what to leave out of them; with neither the whole answer is read.
    ``passages``, built with ``start=end=0``, are given only where parts of a page say more than their text, such as
    their date, and then nothing else is read. ``facts`` and ``part_of`` are as in ``ReadDocument``.
    """

    kind: DocumentKind
    title: str
    work: str = ""
    lang: Lang | None = None
    publisher: str = ""
    issued: date | None = None
    issued_text: str = ""
    part_of: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    content: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """How many items the site itself says there are; several listings' claims are added up."""

    many: int


@dataclass(frozen=True, slots=True)
class Nothing:
    """That the answer rightly holds nothing, and why. Without it, an answer in which nothing is found is a fault."""

    why: str


Yielded = Follow | Item | Claim | Nothing
