"""The answers of a source that are kept and not taken in yet: all are tried, and then, judged good, they are taken in.

Trying reads an answer as taking in does, so that what cannot be read is known before anything in the corpus changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from corpus import intake
from corpus.codebook import PageState
from corpus.database import Corpus
from corpus.documents import Added
from corpus.errors import AddewidError
from corpus.models import Capture, WebPage
from corpus.types import ReadDocument
from crawlers import taking
from crawlers.archive import Archive, Place
from crawlers.events import Problem

REMEMBERED = 50_000
"""Passages of tried answers that are remembered until they are taken in; what goes beyond is read twice."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An answer that should hold documents. ``known``: its page was told to be failing before."""

    capture_id: int
    address: str
    what: str
    known: bool


@dataclass(slots=True)
class Tried:
    """What trying came to: captures with documents, captures without, and those that cannot be read."""

    good: list[int] = field(default_factory=list)
    bare: list[int] = field(default_factory=list)
    unreadable: list[Unreadable] = field(default_factory=list)

    @property
    def held(self) -> int:
        """How many answers should hold documents."""
        return len(self.good) + len(self.unreadable)


class Pending:
    """The pending answers of one source, oldest first."""

    def __init__(self, corpus: Corpus, archive: Archive, source: str) -> None:
        self._corpus = corpus
        self._archive = archive
        self._source = source
        self._tried = Tried()
        self._remembered: dict[int, list[ReadDocument]] = {}
        self._room = REMEMBERED

    def try_all(self, asked_to_stop: Callable[[], bool]) -> Tried:
        """Read every pending answer once."""
        wanted = select(Capture.id).where(Capture.source == self._source, ~Capture.complete).order_by(Capture.id)
        with self._corpus.read() as session:
            numbers = list(session.scalars(wanted))
        for number in numbers:
            if asked_to_stop():
                break
            self._try(number)
        return self._tried

    def _try(self, number: int) -> None:
        try:
            found, passages = 0, 0
            kept: list[ReadDocument] = []
            for document in self._read(number):
                found += 1
                passages += len(document.passages)
                if passages <= self._room:
                    kept.append(document)
        except AddewidError as problem:
            self._failed(number, str(problem))
            return
        if found and passages <= self._room:
            self._room -= passages
            self._remembered[number] = kept
        (self._tried.good if found else self._tried.bare).append(number)

    def _read(self, number: int) -> Iterator[ReadDocument]:
        with self._corpus.read() as session:
            columns = select(Capture.archive, Capture.archive_offset, Capture.archive_length)
            place = Place(*session.execute(columns.where(Capture.id == number)).one())
        yield from taking.read(self._archive.record(place), self._archive.read(place))

    def _failed(self, number: int, what: str) -> None:
        with self._corpus.read() as session:
            address = session.get_one(Capture, number).address
            state = session.scalar(select(WebPage.state).where(WebPage.capture_id == number).limit(1))
        if state is None:  # its page has come again since, so nothing is missing
            self._tried.bare.append(number)
        else:
            self._tried.unreadable.append(Unreadable(number, address, what, state == PageState.FAILED))

    @property
    def good(self) -> int:
        """How many answers are to be taken in."""
        return len(self._tried.good)

    def settle(self, session: Session, *, believed: bool) -> list[Problem]:
        """Mark the pages of unreadable answers as failed, so that they are asked for again; when the crawl is
        ``believed``, these answers and those without documents are done with. Returns lines for the report.
        """
        for one in self._tried.unreadable:
            page = update(WebPage).where(WebPage.capture_id == one.capture_id, WebPage.state != PageState.FAILED)
            session.execute(page.values(state=PageState.FAILED, problem=one.what, tries=WebPage.tries + 1))
        if believed:
            done = [*self._tried.bare, *(one.capture_id for one in self._tried.unreadable)]
            for at in range(0, len(done), 500):
                some = update(Capture).where(Capture.id.in_(done[at : at + 500]))
                session.execute(some.values(complete=True))
        return [Problem(one.address, one.what) for one in self._tried.unreadable if not one.known]

    def take_in(self, asked_to_stop: Callable[[], bool], lines: list[Problem]) -> Iterator[tuple[int, Added]]:
        """Take in the good ones; yields how many answers are done and what each document came to.

        What is to be known of those that were read is added to ``lines``.
        """
        for done, number in enumerate(self._tried.good, start=1):
            if asked_to_stop():
                return
            reading = self._remembered.pop(number, None) or self._read(number)
            warnings: list[str] = []
            capture = partial(Session.get_one, entity=Capture, ident=number)
            for added in intake.take_in(self._corpus, reading, capture, name=str(number), warnings=warnings):
                yield done, added
            if warnings:
                with self._corpus.read() as session:
                    address = session.get_one(Capture, number).address
                lines += [Problem(address, warning.removeprefix(f"{number}: ")) for warning in warnings]
