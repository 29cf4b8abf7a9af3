"""Indexing, with progress."""

from addewid.workspace import Workspace


def update(workspace: Workspace) -> None:
    """Bring the index to the corpus as it is, and say what that came to."""
    held, total = 0, 0
    with workspace.narrator.task("Indexing", None, "passages") as task:

        def advance(done: int, of: int) -> None:
            nonlocal held, total
            task.advance(done - held)
            held, total = done, of

        updated = workspace.index.update(advance)
    how = "rebuilt" if updated.rebuilt else "up to date"
    workspace.narrator.say(
        f"Index {how} at revision {updated.revision}: {updated.added:,} passages added, {updated.removed:,} removed."
    )
