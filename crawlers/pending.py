"""The answers of a source that are kept and not taken in yet: all are tried, and then, judged good, they are taken in.

Trying reads an answer as taking in does, so that what cannot be read is known before anything in the corpus changes.
A page's ``tries`` are the believed crawls in which it was not had: only with none is it news that it is not.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from corpus import intake, versions
from corpus.codebook import PageState
from corpus.database import Corpus
from corpus.errors import AddewidError
from corpus.models import Capture, Version, WebPage
from corpus.types import ReadDocument
from corpus.versions import Added
from crawlers import taking
from crawlers.archive import Archive, Place
from crawlers.events import Problem
from crawlers.known import Run

REMEMBERED = 50_000
"""Passages of tried answers that are remembered until they are taken in; what goes beyond is read twice."""
_EVER = datetime(1970, 1, 1, tzinfo=UTC)
_MISSED = (PageState.FAILED, PageState.GONE, PageState.REFUSED)


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


class Pending:
    """The pending answers of one source that came from where this run fetches, oldest first.

    ``since``: what came until then is left alone, as a crawl saw it that was not believed.
    """

    def __init__(self, corpus: Corpus, archive: Archive, run: Run, since: datetime | None = None) -> None:
        self._corpus = corpus
        self._archive = archive
        self._run = run
        self._since = since or _EVER
        self._tried = Tried()
        self._remembered: dict[int, list[ReadDocument]] = {}
        self._room = REMEMBERED

    def try_all(self, asked_to_stop: Callable[[], bool]) -> Tried:
        """Read every pending answer once."""
        with self._corpus.read() as session:
            numbers = list(session.scalars(select(Capture.id).where(self._waits).order_by(Capture.id)))
        for number in numbers:
            if asked_to_stop():
                break
            self._try(number)
        return self._tried

    @property
    def _waits(self) -> ColumnElement[bool]:
        mine = (Capture.source == self._run.source, Capture.via == self._run.via)
        return and_(*mine, ~Capture.complete, Capture.captured_at > self._since)

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

    def mark(self, session: Session) -> list[Problem]:
        """Mark the pages of unreadable answers as failed, so that they are asked for again; lines for the report."""
        for one in self._tried.unreadable:
            page = update(WebPage).where(WebPage.capture_id == one.capture_id, WebPage.state != PageState.FAILED)
            session.execute(page.values(state=PageState.FAILED, problem=one.what))
        return [Problem(one.address, one.what) for one in self._tried.unreadable if not one.known]

    def missed(self, session: Session, state: PageState) -> list[str]:
        """What was wrong with the pages, once marked, that this run or these answers show to be in a state, and of
        which no crawl that was believed has told.
        """
        wanted = select(WebPage.problem).outerjoin(Capture, Capture.id == WebPage.capture_id)
        here = or_(WebPage.checked_at >= self._run.started_at, self._waits)
        mine = (WebPage.source == self._run.source, ~WebPage.listing, WebPage.tries == 0, WebPage.state == state)
        return list(session.scalars(wanted.where(*mine, here).order_by(WebPage.id)))

    def believe(self, session: Session) -> None:
        """Now that the crawl is believed: answers without documents are done with, documents of pages that are gone
        are marked, and what is not had is no news any more.
        """
        done = [*self._tried.bare, *(one.capture_id for one in self._tried.unreadable)]
        for at in range(0, len(done), 500):
            some = update(Capture).where(Capture.id.in_(done[at : at + 500]))
            session.execute(some.values(complete=True))
        seen = (WebPage.source == self._run.source, ~WebPage.listing, WebPage.checked_at > self._since)
        self._mark_gone(session, *seen)
        had = update(WebPage).where(*seen, WebPage.state == PageState.DONE, WebPage.tries > 0)
        session.execute(had.values(tries=0))
        now = or_(WebPage.checked_at >= self._run.started_at, WebPage.tries == 0)
        missed = update(WebPage).where(*seen, WebPage.state.in_(_MISSED), now)
        session.execute(missed.values(tries=WebPage.tries + 1))

    def _mark_gone(self, session: Session, *seen: ColumnElement[bool]) -> None:
        """Mark the documents of pages that are gone, those too that crawls found gone which were not believed."""
        kept = aliased(Capture)
        there = exists().where(
            Version.capture_id == kept.id, kept.address == Capture.address, Version.current, Version.gone_on.is_(None)
        )
        gone = select(Capture.address, func.max(WebPage.checked_at)).join(Capture, Capture.id == WebPage.capture_id)
        wanted = gone.where(*seen, WebPage.state == PageState.GONE, Capture.via == self._run.via, there)
        for address, at in session.execute(wanted.group_by(Capture.address)).all():
            versions.mark_gone(session, address, (at or self._run.started_at).date())

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
