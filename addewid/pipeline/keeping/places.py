"""Where a corpus is restored to: a file of this machine, or a database on a server."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.orm import Session

from addewid.narrator import Narrator
from addewid.pipeline.keeping.moving import Move, Plan
from addewid.pipeline.keeping.staging import Staging
from addewid.pipeline.keeping.steps import Steps
from corpus import copying, database
from corpus.copying import NOTHING, Lacking
from corpus.database import Corpus
from corpus.dialects import keeping
from corpus.errors import CorpusDamaged, UsageProblem
from index.postgres.store import SCHEMA as INDEX

_PATIENCE = 5.0
"""Seconds to wait until nobody has the file open that is to be moved."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The corpus that stands in a place: whether it holds anything, what of that a backup lacks, or why it cannot be
    read. Nothing of this where none is, or one that nothing was ever put into.
    """

    held: bool = False
    lacking: Lacking = NOTHING
    unreadable: str = ""

    @property
    def there(self) -> bool:
        """Whether restoring takes the place of something."""
        return self.held or bool(self.unreadable)


class InFile:
    """A SQLite file."""

    def __init__(self, file: Path, named: str) -> None:
        self._file = file
        self.named = named
        self.folder = file.parent

    def standing(self, unpacked: Session) -> Standing:
        """What is there now, beside a backup that was unpacked. One of an older version is brought to this one."""
        if not self._file.exists():
            return Standing()
        try:
            with closing(Corpus(URL.create("sqlite", database=str(self._file)))) as corpus, corpus.read() as session:
                return _standing(session, unpacked)
        except CorpusDamaged as error:
            return Standing(unreadable=str(error))

    def came_through(self, plan: Plan) -> bool:
        """A plan for a file is written when nothing is left but to carry it out."""
        return True

    def put(self, staging: Staging, plan: Plan, standing: Standing, write: Callable[[Plan], None], stamp: str) -> Plan:
        """Plan to move what is there aside, and then the new one in its place."""
        moves = []
        if self._file.exists():
            keeping.fold(self._file, _PATIENCE)
            aside = self.folder / f"replaced-{stamp}"
            moves = [
                Move(str(each), str(aside / each.name), aside=True)
                for each in (self._file.with_name(f"{self._file.name}{more}") for more in ("", "-wal", "-shm"))
                if each.exists()
            ]
            plan = replace(plan, aside=tuple(dict.fromkeys((*plan.aside, str(aside)))))
        moves.append(Move(str(staging.corpus), str(self._file)))
        plan = replace(plan, moves=(*plan.moves, *moves), lacking=standing.lacking)
        write(plan)
        return plan


class OnServer:
    """A PostgreSQL database."""

    def __init__(self, url: URL, named: str, home: Path, narrator: Narrator) -> None:
        self._url = url
        self.named = named
        self.folder = home
        self._narrator = narrator

    def standing(self, unpacked: Session) -> Standing:
        """As for a file; one that cannot be read is for the server's own tools."""
        with closing(Corpus(self._url)) as corpus, corpus.read() as session:
            return _standing(session, unpacked)

    def came_through(self, plan: Plan) -> bool:
        """Whether the transaction that a plan was written in was committed."""
        with closing(Corpus(self._url)) as corpus, corpus.read() as session:
            if plan.schema:
                return copying.was_set_aside(session, plan.schema)
            return database.identity(session) == plan.identity and not copying.is_empty(session)

    def put(self, staging: Staging, plan: Plan, standing: Standing, write: Callable[[Plan], None], stamp: str) -> Plan:
        """Fill new tables in one transaction, in whose last moment the plan is written."""
        over = standing.there
        with (
            staging.opened() as unpacked,
            closing(Corpus(self._url)) as corpus,
            corpus.write() as session,
            self._narrator.task("Filling the database", None, "rows") as task,
        ):
            standing = _standing(session, unpacked)  # nobody else writes from here on
            if standing.there and not over:
                raise UsageProblem(f"Somebody began to fill the corpus at {self.named}; look at it, and try again.")
            schema = f"addewid_replaced_{stamp.replace('-', '_')}" if standing.there else ""
            copying.replace(unpacked, session, Steps(task), aside=schema, disposable=[INDEX])
            if copying.facts(session) != copying.facts(unpacked):
                raise CorpusDamaged(f"What was put into {self.named} is not what was unpacked; nothing was changed.")
            plan = replace(plan, identity=database.identity(session), schema=schema, lacking=standing.lacking)
            if schema:
                plan = replace(plan, aside=(*plan.aside, f"{self.named}, schema {schema}"))
            write(plan)
        return plan


def place(url: URL, home: Path, narrator: Narrator) -> InFile | OnServer:
    """The place that a database address tells of. Raises UsageProblem for one in memory."""
    named = database.named(url)
    if url.get_backend_name() != "sqlite":
        return OnServer(url, named, home, narrator)
    if url.database in {None, "", ":memory:"}:
        raise UsageProblem("A corpus in memory cannot be restored into; set ADDEWID_DATABASE to the address of a file.")
    return InFile(Path(str(url.database)).resolve(), named)


def _standing(here: Session, unpacked: Session) -> Standing:
    if copying.is_empty(here):
        return Standing()
    return Standing(held=True, lacking=copying.lacking(here, unpacked))
