"""Deciding on what one has seen: one's own decisions do not count as news, those of others are told."""

from collections.abc import Callable
from typing import TypeVar

from textual.widget import Widget

from corpus.language import tr
from tui import words
from tui.background import in_background
from tui.desk import Desk, promise
from tui.desk.promise import Written
from tui.text import plain
from tui.widgets.decided import sentence

Row = TypeVar("Row")


class Sight:
    """What a screen has seen, for one who decides again before it was read what the first decision changed."""

    def __init__(self) -> None:
        self._own: dict[tuple[str, str], str] = {}

    def kept(self, about: str, write: Callable[[str], Written[Row]], seen: str) -> Callable[[], Written[Row]]:
        """``write`` with the decision ``seen`` when its key was pressed, or with that of one's own which came after.

        ``about`` is the ref of what is decided about.
        """

        def run() -> Written[Row]:
            known = seen
            while (about, known) in self._own:
                known = self._own[about, known]
            written = write(known)
            if written.newest != known:
                self._own[about, known] = written.newest
            return written

        return run


def tell(owner: Widget, desk: Desk, ref: str, yours: str) -> None:
    """Say that somebody decided about a commitment meanwhile: what they decided, and what was not written."""

    def theirs() -> str:
        last = promise.newest(desk, ref)
        return f"{sentence(last)} ({words.moment(last.decision.recorded_at)})" if last else tr("It was taken back.")

    def told(theirs: str) -> None:
        said = (
            tr("Somebody decided about this since you looked at it, so nothing was changed."),
            tr("Theirs: {theirs}", theirs=theirs),
            tr("Yours: {yours}", yours=plain(yours)),
        )
        owner.app.notify("\n".join(said), severity="warning", timeout=15, markup=False)

    in_background(owner, theirs, told, group="overtaken")
