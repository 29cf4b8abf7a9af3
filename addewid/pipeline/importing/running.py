"""Importing a spreadsheet: what matches is kept in one transaction, what does not is told with its reason."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from addewid.pipeline.importing import columns, spreadsheet
from addewid.pipeline.importing.keeping import Keeping, Outcome, Told
from addewid.pipeline.importing.looking import sought
from corpus import files
from corpus.codebook import CommitmentKind
from corpus.errors import UsageProblem

if TYPE_CHECKING:
    from addewid.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file. ``unread`` are its columns that nothing is read from, ``note`` is on its encoding."""

    rows: tuple[Told, ...]
    unread: tuple[str, ...]
    note: str

    @property
    def counts(self) -> dict[Outcome, int]:
        """Rows by what became of them."""
        counted = Counter(told.outcome for told in self.rows)
        return {outcome: counted[outcome] for outcome in Outcome}


def run(
    workspace: "Workspace", path: Path, *, kind: CommitmentKind | None, rejects: Path | None, dry: bool
) -> Imported:
    """Import a file; ``kind`` is that of new commitments whose row says none.

    ``rejects`` is the file that rows which were not imported are written to, to be mended. With ``dry`` everything is
    done and then undone. Raises UnreadableDocument, UsageProblem, and CorpusBusy where the index cannot be asked or
    the corpus changed meanwhile.
    """
    sheet = spreadsheet.read(path)
    unread = columns.check(sheet)
    if rejects is not None and rejects.exists() and rejects.samefile(path):
        raise UsageProblem("The rejects cannot go into the file that is imported; name another.")
    asked = sought(workspace, sheet.lines)
    with workspace.corpus.write() as session:
        importing = Keeping(session, workspace.settings.name, kind)
        rows = []
        with workspace.narrator.task("Importing", len(asked), "rows") as task:
            for line, each in zip(sheet.lines, asked, strict=True):
                rows.append(importing.row(line, each))
                task.advance()
        if rejects is not None:
            reasons = {told.row: told.reason for told in rows if told.outcome is Outcome.REJECTED}
            some = [(line, reasons[line.number]) for line in sheet.lines if line.number in reasons]
            files.replace(rejects, spreadsheet.rejected(sheet, some))  # before anything is kept: it may fail
        if dry:
            session.rollback()
    return Imported(tuple(rows), tuple(unread), sheet.note)
