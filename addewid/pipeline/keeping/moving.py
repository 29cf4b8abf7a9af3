"""Moves that are written down before the first is made, so that the next process can finish what a killed one began."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.copying import NOTHING, Lacking


@dataclass(frozen=True, slots=True)
class Move:
    """A file or folder and where it goes. ``aside``: out of the way, to where nothing is yet."""

    source: str
    target: str
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What is left to do of a restoration once all of it is unpacked and checked.

    ``backup`` is the SHA-256 of the corpus restored; ``aside`` is where what was here goes, ``lacking`` what of it the
    backup does not hold. For a corpus on a server, ``identity`` tells the one that a transaction puts there, and
    ``schema`` where it moves the one before, if any: so that it can be seen whether it came through.
    """

    backup: str
    moves: tuple[Move, ...]
    aside: tuple[str, ...] = ()
    lacking: Lacking = NOTHING
    identity: str = ""
    schema: str = ""

    def write(self, file: Path) -> None:
        """From now on this is to be done. The file is there whole or not at all."""
        written = file.with_suffix(".written")
        with written.open("w", encoding="utf-8") as out:
            json.dump(asdict(self), out)
            out.flush()
            os.fsync(out.fileno())
        written.replace(file)
        settle(file.parent)

    def carry_out(self, file: Path) -> None:
        """Make the moves that were not made before, and forget the plan, which stands in ``file``."""
        for move in self.moves:
            source, target = Path(move.source), Path(move.target)
            if not source.exists() or (move.aside and target.exists()):
                continue  # it was made before
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
            settle(target.parent)
            settle(source.parent)
        file.unlink()
        settle(file.parent)


def read(file: Path) -> Plan | None:
    """The plan that stands in a file; None where none does."""
    if not file.exists():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    moves = tuple(Move(**move) for move in told["moves"])
    return Plan(**{**told, "moves": moves, "aside": tuple(told["aside"]), "lacking": Lacking(**told["lacking"])})


def settle(folder: Path) -> None:
    """Make the names in a folder as durable as what is in them, where a folder can be opened for that."""
    if os.name == "posix":
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)
