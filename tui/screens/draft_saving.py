"""Saving a draft: no words are lost, neither the writer's nor those of another program."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.binding import BindingType

from corpus.language import msg, tr
from tui.background import in_background, report
from tui.deeds import deed
from tui.desk import Desk
from tui.drafting import on_disk
from tui.drafting.on_disk import ChangedMeanwhile, Held
from tui.drafting.unsaved import Kept
from tui.latest import Latest
from tui.screens.draft_file import DraftFileScreen
from tui.screens.which import WhichDialogue


class DraftSavingScreen(DraftFileScreen):
    """A screen on which the text of a file is saved into it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        deed("ctrl+s", "save", msg("Save"), msg("Save the text into its file"), priority=True),
        deed("ctrl+z", "undo_text", msg("Take back what was last typed"), show=False),
        deed("ctrl+y", "redo_text", msg("Type again what was taken back"), show=False),
    ]

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__(desk, path)
        self._saving = Latest(self, "save")

    def action_save(self) -> None:
        """Save the text, unless another program has changed the file."""
        self.save(lambda: self.notify(tr("Saved: {file}", file=self._path.name), markup=False))

    def save(self, then: Callable[[], None]) -> None:
        """Save the text, and then do something; where another program has changed the file, ask first."""
        held, mine = self._held, self._text
        if held is None:
            return

        def failed(error: Exception) -> None:
            if isinstance(error, ChangedMeanwhile):
                self._ask_whose(error, mine, then)
            else:
                report(self, error)
                self.tend()

        self._saving.run(partial(on_disk.write, held, mine), partial(self._note_saved, mine, then), failed)

    def _note_saved(self, mine: str, then: Callable[[], None], held: Held) -> None:
        self._held, self._path, self._saved, self._warning = held, held.path, mine, ""
        self._forget_kept()
        self.say_standing()
        then()

    def _ask_whose(self, why: ChangedMeanwhile, mine: str, then: Callable[[], None]) -> None:
        """Ask whose words the file is to have; the others' are put into a file beside it, whatever is answered."""
        held = self._held
        assert held is not None  # noqa: S101  it was to be saved
        question = tr("{why} Whose words shall stand in it? The others are kept in a file beside it.", why=str(why))
        answers = {
            "mine": tr("Mine: what I have written here"),
            "theirs": tr("Theirs: what the other program has written"),
            "copy": tr("Theirs; and I go on with mine, in the file beside it"),
        }
        characters = held.file.with_text(mine)

        def over() -> tuple[Held, Path | None]:
            return on_disk.over(self._path, characters)

        def beside() -> tuple[Held, Path | None]:
            theirs = on_disk.read(self._path)
            return theirs, on_disk.put_beside(self._path, "mine", characters)

        def go_on() -> tuple[Held, Path | None]:
            return on_disk.read(on_disk.put_beside(self._path, "mine", characters)), None

        def answered(answer: str | None) -> None:
            jobs = {"mine": over, "theirs": beside, "copy": go_on}
            if answer in jobs:
                self._saving.run(jobs[answer], partial(self._settled, answer, mine, then))

        self.app.push_screen(WhichDialogue(question, answers), answered)

    def _settled(self, answer: str, mine: str, then: Callable[[], None], settled: tuple[Held, Path | None]) -> None:
        held, beside = settled
        if answer == "theirs":
            self._show(held, self._spot)
            self._forget_kept()
        else:
            if answer == "copy":
                in_background(
                    self, partial(self._unsaved.keep, self._path, Kept(self._spot)), lambda _: None, group="was"
                )
            self._note_saved(mine, then, held)
        if beside is not None:
            self.notify(tr("The other words are in {file} now.", file=beside.name), markup=False)

    def action_undo_text(self) -> None:
        """Take back what was last typed."""
        self.editor.undo()

    def action_redo_text(self) -> None:
        """Type it again."""
        self.editor.redo()
