"""The file of a draft on a screen: opened, looked at, and words of it kept until they are saved."""

from functools import partial
from pathlib import Path

from textual import on
from textual.widgets import TextArea

from corpus.errors import AddewidError
from corpus.language import tr
from tui import words
from tui.background import in_background, sentence
from tui.desk import Desk
from tui.drafting import on_disk
from tui.drafting.file_text import FileText
from tui.drafting.on_disk import Held
from tui.drafting.unsaved import Kept, Spot, Unsaved
from tui.latest import Latest
from tui.messages import OpenDraft
from tui.screens.base import AddewidScreen
from tui.screens.which import WhichDialogue
from tui.widgets.draft_text import DraftText

KEEP_SECONDS = 2.0
"""How often words that are not saved are kept, and the file is looked at."""

_NOTHING = FileText(False, ("",), ("",))
"""The text of a file that is gone."""


class DraftFileScreen(AddewidScreen[None]):
    """A screen with the text of one file on it."""

    def __init__(self, desk: Desk, path: Path) -> None:
        super().__init__()
        self._desk = desk
        self._path = path
        self._unsaved = Unsaved(desk.unsaved)
        self._held: Held | None = None
        self._saved = ""
        """The text as it stands in the file, or as it was when another program changed that."""
        self._text = ""
        self._kept = ""
        """The words that were kept last."""
        self._spot = Spot()
        self._warning = ""
        self._left = False
        self._keeping, self._looking = Latest(self, "keep"), Latest(self, "look")

    @property
    def opened(self) -> OpenDraft:
        """What opens this screen again."""
        return OpenDraft(str(self._path))

    @property
    def is_saved(self) -> bool:
        """Whether all words stand in the file."""
        return self._text == self._saved

    def say_standing(self) -> None:
        """Show whether the words are saved, and what is odd about the file."""

    # Opening

    def on_mount(self) -> None:
        """Open the file."""
        self.editor.read_only = True
        in_background(self, self._read, self._open, group="open", failed=self._unopened)
        self.set_interval(KEEP_SECONDS, self.tend)

    @property
    def editor(self) -> DraftText:
        """The editor."""
        return self.query_one(DraftText)

    def _read(self) -> tuple[Held, Kept]:
        kept = self._unsaved.read(self._path)
        try:
            return on_disk.read(self._path), kept
        except AddewidError:
            if kept.words is None or self._path.exists():
                raise
            return Held(self._path, _NOTHING, kept.base, (0, 0)), kept

    def _unopened(self, error: Exception) -> None:
        self.editor.disabled = True
        self.say_unopened(sentence(error))

    def say_unopened(self, why: str) -> None:
        """Say why there is no text."""
        self.notify(why, severity="error", timeout=10, markup=False)

    def _open(self, read: tuple[Held, Kept]) -> None:
        held, kept = read
        self.editor.read_only = False
        self._show(held, kept.spot)
        if kept.words is not None and kept.words != held.file.text:
            self._offer_back(held, kept, kept.words)

    def _show(self, held: Held, spot: Spot) -> None:
        """Show what stands in a file."""
        self._held, self._path = held, held.path
        self._saved = self._text = self._kept = held.file.text
        self._warning = ""
        with self.prevent(TextArea.Changed):
            self.editor.load_text(self._text)
        self.editor.go_to(spot)
        self.text_changed()

    def text_changed(self) -> None:
        """The text is another one than it was."""

    def _offer_back(self, held: Held, kept: Kept, mine: str) -> None:
        """Ask what becomes of words that were not saved the last time."""
        question = tr("Words of this draft were not saved the last time. Bring them back?")
        if since := self._unsaved.since(self._path):
            question = tr(
                "Words of this draft were not saved the last time ({moment}). Bring them back?",
                moment=words.moment(since),
            )
        if kept.base != held.digest:
            question = tr("{question} Its file has been changed since, too.", question=question)
        answers = {
            "back": tr("Bring them back; the file stays as it is until they are saved"),
            "beside": tr("Show the file; put those words into a file beside it"),
        }

        def answered(answer: str | None) -> None:
            if answer == "beside":
                aside = partial(on_disk.put_beside, self._path, "mine", held.file.with_text(mine))
                in_background(self, aside, self._put_beside, group="beside")
                return
            self._held = Held(held.path, held.file, kept.base, held.stamp)
            self.editor.replace(mine, (0, 0), self.editor.document.end, maintain_selection_offset=False)
            self.editor.go_to(kept.spot)

        self.app.push_screen(WhichDialogue(question, answers), answered)

    def _put_beside(self, beside: Path) -> None:
        self._forget_kept()
        self.notify(tr("They are in {file} now.", file=beside.name), markup=False)

    @on(TextArea.Changed, "#draft-text")
    def take_in(self) -> None:
        """Take in what is typed."""
        self._text = self.editor.text
        self.text_changed()
        self.say_standing()

    # Keeping

    def tend(self) -> None:
        """Keep words that are not saved, and see whether another program has changed the file."""
        if self._held is None:
            return
        if self._text != self._kept:
            mine, kept = self._text, self._to_keep()
            self._keeping.run(partial(self._unsaved.keep, self._path, kept), lambda _: self._note_kept(mine))
        self._looking.run(partial(on_disk.elsewhere, self._held), self._looked, self._gone)

    def _to_keep(self) -> Kept:
        base = self._held.digest if self._held else ""
        return Kept(self._spot, None if self.is_saved else self._text, base)

    def _note_kept(self, mine: str) -> None:
        self._kept = mine

    def _forget_kept(self) -> None:
        """Nothing is left unsaved."""
        self._kept = self._text
        self._keeping.run(partial(self._unsaved.keep, self._path, self._to_keep()), lambda _: None)

    def on_unmount(self) -> None:
        """Keep what is not saved, however the screen is left."""
        self.leaving()

    def leaving(self) -> None:
        """Keep what is not saved, and where the cursor is."""
        if self._held is None or self._left:
            return
        self._left = True
        try:
            self._unsaved.keep(self._path, self._to_keep())
        except AddewidError as error:
            self.app.notify(sentence(error), severity="error", timeout=10, markup=False)
            return
        if not self.is_saved:
            said = tr("The draft is not saved, but its words are kept; they are offered when you open it again.")
            self.app.notify(said, severity="warning", markup=False)

    @on(TextArea.SelectionChanged, "#draft-text")
    def note_spot(self) -> None:
        """Note where the cursor is."""
        self._spot = self.editor.spot

    def _looked(self, now: Held | None) -> None:
        if now is None or self._held is None or now.path != self._path or now.digest == self._held.digest:
            self._warn("")
        elif self.is_saved:
            self._show(now, self._spot)
            self.notify(tr("Another program has changed the file; this is how it stands now."), markup=False)
        else:
            self._warn(tr("another program has changed the file; Ctrl-S asks what to do"))

    def _gone(self, error: Exception) -> None:
        if self._path.exists():
            self._warn(sentence(error))
        else:
            self._warn(tr("the file is gone; Ctrl-S writes it again"))

    def _warn(self, warning: str) -> None:
        if warning != self._warning:
            self._warning = warning
            self.say_standing()
