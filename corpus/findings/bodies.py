"""Bodies as rows of the corpus."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus.bodies import by_key
from corpus.models import Body


class Bodies:
    """Row numbers of bodies by their keys; a body is stored when it is first named."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[str, int] = {}

    def id(self, key: str) -> int | None:
        """The number of a body; None for no key."""
        if not key:
            return None
        if key not in self._ids:
            row = self._session.scalar(select(Body).where(Body.key == key))
            if row is None:
                known = by_key()[key]
                row = Body(key=key, name_en=known.name_en, name_cy=known.name_cy)
                self._session.add(row)
                self._session.flush()
            self._ids[key] = row.id
        return self._ids[key]
