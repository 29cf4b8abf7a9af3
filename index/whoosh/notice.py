"""Who is writing an index, and how far it has come: a small file beside the lock, for those who find that taken.

It is only read while the lock is held, so what a writer that was killed left behind misleads nobody.
"""

import json
import os
import socket
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.language import tr
from index.results import Building

_MOST = 1 << 12


@dataclass(frozen=True, slots=True)
class Said:
    """What a writer says of itself."""

    process: int
    machine: str
    done: int = 0
    to_do: int = 0

    @property
    def who(self) -> str:
        """The writer, for people."""
        return tr("process {number} on {machine}", number=self.process, machine=self.machine)


class Notice:
    """The file that says who writes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._percent = -1

    def put_up(self, done: int = 0, to_do: int = 0) -> None:
        """Say that it is this process, and how far it has come, where that is another hundredth."""
        percent = 100 * done // to_do if to_do else -1
        if not to_do or percent != self._percent:
            self._percent = percent
            said = Said(os.getpid(), socket.gethostname(), done, to_do)
            self._path.write_text(json.dumps(asdict(said)), encoding="utf-8")

    def take_down(self) -> None:
        """Nobody writes any more."""
        self._path.unlink(missing_ok=True)

    def read(self) -> Said | None:
        """What is said; None when nothing can be understood, as while it is being written."""
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_MOST))
            return Said(int(found["process"]), str(found["machine"]), int(found["done"]), int(found["to_do"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def building(self) -> Building:
        """How far the writer has come, where that is told."""
        said = self.read()
        return Building(said.done, said.to_do) if said else Building()
