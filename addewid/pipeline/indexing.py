"""Indexing, with progress."""

from contextlib import ExitStack

from addewid.narrator import Task
from addewid.workspace import Workspace


def update(workspace: Workspace) -> None:
    """Bring the index to the corpus as it is, and say what that came to."""
    with ExitStack() as stack:
        task: Task | None = None
        held = 0

        def advance(done: int, total: int) -> None:
            nonlocal task, held
            if task is None:  # how much there is to do is known only once it has begun
                task = stack.enter_context(workspace.narrator.task("Indexing", total, "passages"))
            task.advance(done - held)
            held = done

        updated = workspace.index.update(advance)
    how = "rebuilt" if updated.rebuilt else "up to date"
    workspace.narrator.say(
        f"Index {how} at revision {updated.revision}: {updated.added:,} passages added, {updated.removed:,} removed."
    )
