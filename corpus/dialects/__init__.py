"""What SQLite and PostgreSQL do each in their own way. The one package that knows either.

Both keep one writer at a time and let readers see one moment. PostgreSQL is told to compare and to sort words as SQLite
does, by their letters' code points, so that lists and pages come out the same in either.
"""

from sqlalchemy import URL

from corpus.dialects.contract import WRITING, Dialect
from corpus.dialects.postgresql import Postgresql
from corpus.dialects.sqlite import Sqlite
from corpus.dialects.tables import append_only, evidence_first, settle
from corpus.errors import UsageProblem

__all__ = ["WRITING", "Dialect", "append_only", "dialect", "evidence_first", "settle"]


def dialect(url: URL) -> Dialect:
    """The dialect of a database address. Raises UsageProblem where there is none."""
    match url.get_backend_name():
        case "sqlite":
            return Sqlite(url)
        case "postgresql":
            return Postgresql(url)
    raise UsageProblem(
        "A corpus is kept in SQLite or in PostgreSQL, not in {other}; "
        "give an address that starts sqlite:/// or postgresql://.",
        other=url.get_backend_name(),
    )
