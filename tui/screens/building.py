"""Making a document of a draft: which kind, in which style, and whether in spite of problems."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Select, Static

from corpus.language import msg, plural, tr
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk import Desk, drafts
from tui.screens.base import AddewidDialogue
from tui.widgets.lists import Tick

if TYPE_CHECKING:
    from publish.responses.building import Built

KINDS = {
    "docx": msg("Word (.docx)"),
    "odt": msg("LibreOffice (.odt)"),
    "html": msg("Web page (.html)"),
    "pdf": msg("PDF (.pdf)"),
    "md": msg("Markdown (.md)"),
}
STYLES = {
    "": msg("as the draft says, or else OSCOLA"),
    "oscola": msg("OSCOLA: footnotes"),
    "harvard": msg("Harvard: author and year"),
}


class BuildDialogue(AddewidDialogue[Path | None]):
    """Stays until the document is made, or it is left; answers with the document's file."""

    AUTO_FOCUS = "#build-kind"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Build"), priority=True)]

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__()
        self._desk = desk
        self._path = path
        self._building = False

    def compose(self) -> ComposeResult:
        """The form."""
        kinds = [(tr(said), kind) for kind, said in KINDS.items()]
        styles = [(tr(said), style) for style, said in STYLES.items()]
        with Vertical(classes="dialogue"):
            yield Static(tr("Make a document of the draft"), classes="dialogue-title", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Kind"), classes="form-name")
                yield Select(kinds, value="docx", allow_blank=False, id="build-kind", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Citations"), classes="form-name")
                yield Select(styles, value="", allow_blank=False, id="build-style", compact=True)
            with Horizontal(classes="form-line"):
                yield Tick(tr("even with problems: it then says so, and lists them"), id="despite", compact=True)
            yield Static(id="build-where", classes="hint", markup=False)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(tr("Build (Ctrl-S)")), id="save", variant="primary", compact=True)
                yield Button(Content(tr("Cancel (Esc)")), id="leave", compact=True)

    @property
    def _output(self) -> Path:
        kind = str(self.query_one("#build-kind", Select).value)
        return self._path.with_name(f"{self._path.stem}.{'built.md' if kind == 'md' else kind}")  # not over the draft

    @on(Select.Changed, "#build-kind")
    def say_where(self) -> None:
        """Say where the document will be."""
        said = tr("It is put beside the draft, as {file}", file=self._output.name)
        self.query_one("#build-where", Static).update(Content(said))

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_save(self) -> None:
        """Make the document; a refusal is shown, and the form stays."""
        if self._building:
            return
        self._building = True
        self.query_one("#build-where", Static).update(Content(tr("Building…")))
        kind, style = (str(self.query_one(f"#build-{name}", Select).value) for name in ("kind", "style"))
        despite = self.query_one("#despite", Tick).value
        job = partial(drafts.build, self._desk, self._path, kind, self._output, style=style, despite=despite)
        in_background(self, job, self._built, group="build", failed=self._refused)

    def _built(self, built: "Built") -> None:
        self.dismiss(built.path)

    def _refused(self, error: Exception) -> None:
        from publish.responses.building import CheckFailed

        self._building = False
        self.say_where()
        if isinstance(error, CheckFailed):
            self.say_problem(
                plural(
                    "The check found {count} problem: press Esc and F8 to see it, or build all the same.",
                    "The check found {count} problems: press Esc and F8 to see them, or build all the same.",
                    len(error.problems),
                )
            )
            self.query_one("#despite").focus()
        else:
            self.say_problem(sentence(error))
