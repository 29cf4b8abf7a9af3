"""What the screens read and write: the corpus and the search. Functions of its modules block, and run in a thread.

They take the desk first, hand out frozen rows and hold no rule: those are of ``corpus``, whose errors pass through.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from corpus.codebook import DocumentKind
from corpus.database import Corpus
from corpus.rows import Timeline
from index import Index

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Window(Generic[Row]):
    """Some rows of a long list: those from ``offset`` on, of ``total``."""

    total: int
    offset: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One person's place at the corpus: ``who`` is written to everything decided, ``today`` says what day it is.

    ``weeks`` is how long there is to answer a recommendation, by the kind of document that makes it. ``timeline``
    tells what became of the commitment of a ref, with what the program makes of it; without it only what is recorded
    is told. It blocks. ``views`` is the file that saved views are kept in, ``drafts`` the
    folder of drafts, and ``unsaved`` that in which words of them are kept until they are saved.
    ``short_quotations`` names the sources of which only short quotations may be handed on.
    """

    corpus: Corpus
    index: Index
    who: str
    today: Callable[[], date] = date.today
    weeks: Mapping[DocumentKind, int] = field(default_factory=dict)
    timeline: Callable[[str], Timeline] | None = None
    views: Path | None = None
    drafts: Path | None = None
    unsaved: Path | None = None
    short_quotations: tuple[str, ...] = ()
