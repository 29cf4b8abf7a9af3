"""The drafts: answers to consultations, how far each has come and when it is due; and beginning one."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from corpus.language import msg, plural, tr
from tui.deeds import deed
from tui.desk import Desk, Window, drafts
from tui.desk.drafts import Listed
from tui.latest import Latest
from tui.messages import OpenDraft
from tui.screens.base import PlaceScreen
from tui.screens.new_draft import NewDraftDialogue
from tui.widgets.draft_list import DraftList
from tui.widgets.keys import KeyLine
from tui.widgets.place_bar import PlaceBar


class DraftsScreen(PlaceScreen):
    """All drafts of the folder."""

    NAME: ClassVar[str] = "drafts"
    AUTO_FOCUS = "#drafts"
    HELP = msg(
        "Drafts of answers to consultations, each a plain text file in a folder of yours. n begins one from a "
        "consultation of the corpus, with its questions; Enter opens one. Any editor can be used on them beside the "
        "app. Where words are not saved, they come back when the draft is opened."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("n", "begin", msg("New draft"), msg("Begin a draft from a consultation")),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._at = ""
        """The draft under the cursor."""
        self._reading = Latest(self, "drafts")

    def compose(self) -> ComposeResult:
        """The list."""
        yield PlaceBar(self.NAME)
        yield Static(tr("Reading the drafts…"), id="drafts-showing", markup=False)
        yield DraftList(self._desk.today(), id="drafts")
        yield Static(_none(self._desk.drafts), id="no-drafts", markup=False)
        yield KeyLine()

    def keep(self) -> dict[str, Any]:
        """The draft under the cursor."""
        return {"at": self._at}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """The same."""
        at = kept.get("at")
        self._at = at if isinstance(at, str) else ""

    def come(self, wanted: Any) -> None:
        """Open the draft of a path."""
        if isinstance(wanted, Path):
            self.post_message(OpenDraft(str(wanted)))

    def reload(self) -> None:
        """Read the folder again."""
        self._reading.run(partial(drafts.listing, self._desk), self._show)

    def _show(self, window: Window[Listed]) -> None:
        paths = [str(row.file.path) for row in window.rows]
        cursor = paths.index(self._at) if self._at in paths else self.query_one(DraftList).cursor
        said = plural("{count} draft", "{count} drafts", window.total) if window.total else ""
        self.query_one("#drafts-showing", Static).update(said)
        self.set_class(not window.total, "-no-drafts")
        self.query_one(DraftList).show(window, cursor=cursor)

    @on(DraftList.Moved)
    def note(self, message: DraftList.Moved) -> None:
        """Note which draft the cursor is on."""
        if isinstance(message.row, Listed):
            self._at = str(message.row.file.path)

    @on(DraftList.Opened)
    def open(self, message: DraftList.Opened) -> None:
        """Open a draft."""
        self.post_message(OpenDraft(str(message.path)))

    def action_begin(self) -> None:
        """Ask what is to be answered, and open what was begun."""

        def answered(path: Path | None) -> None:
            if path is not None:
                self._at = str(path)
                self.post_message(OpenDraft(str(path)))

        self.app.push_screen(NewDraftDialogue(self._desk), answered)


def _none(folder: Path | None) -> str:
    """What is said where there is no draft."""
    if folder is None:
        return tr("The app was opened with no folder for drafts; start it as addewid.")
    return tr("There is no draft yet. Press n to begin one from a consultation; it is kept in {folder}.", folder=folder)
