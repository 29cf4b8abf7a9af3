"""Indexing, with progress."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from addewid.narrator import Narrator, Task
from addewid.workspace import Workspace
from corpus.errors import CorpusBusy


def update(workspace: Workspace, *, wait: float | None = None) -> None:
    """Bring the index to the corpus as it is, and say what that came to.

    Raises CorpusBusy, which says who is writing, when another process does not finish in ``wait`` seconds, or else in
    half a minute.
    """
    with _told(workspace.narrator, "Indexing") as advance:
        updated = workspace.index.update(advance, wait=wait)
    how = "rebuilt" if updated.rebuilt else "up to date"
    workspace.narrator.say(
        f"Index {how} at revision {updated.revision}: {updated.added:,} passages added, {updated.removed:,} removed."
    )


def read_meaning(workspace: Workspace, *, wait: float | None = None) -> None:
    """Bring what ranks by meaning to the corpus as it is, and say what that came to.

    Raises CorpusBusy as ``update`` does, and UsageProblem when the model is not installed.
    """
    with _told(workspace.narrator, "Reading for meaning") as advance:
        updated = workspace.index.meaning.update(advance, wait)
    workspace.narrator.say(
        f"Meaning up to date at revision {updated.revision}: {updated.added:,} texts read, {updated.removed:,} removed."
    )


@contextmanager
def _told(narrator: Narrator, what: str) -> Iterator[Callable[[int, int], None]]:
    """Takes passages done and to do, and shows them; how much there is to do is known only once it has begun."""
    with ExitStack() as stack:
        task: Task | None = None
        held = 0

        def advance(done: int, total: int) -> None:
            nonlocal task, held
            if task is None:
                task = stack.enter_context(narrator.task(what, total, "passages"))
            task.advance(done - held)
            held = done

        yield advance


def refresh(workspace: Workspace, *, meaning: bool = False) -> None:
    """The same before a search, where there is anything to do; not while another process does it.

    What is searched then, the answer itself tells. Raises UsageProblem where ``meaning`` is to rank and cannot.
    """
    if meaning:
        workspace.index.meaning.ready()
    if not workspace.index.is_current():
        try:
            update(workspace, wait=0.0)
        except CorpusBusy:
            return
    if meaning and not workspace.index.meaning.is_current():
        with suppress(CorpusBusy):
            read_meaning(workspace, wait=0.0)
