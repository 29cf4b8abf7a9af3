"""Beginning a draft: which consultation is answered, in which language, in how many words, and by when."""

from functools import partial
from pathlib import Path
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Button, Input, Select, Static

from corpus.codebook import Lang
from corpus.consultations import ConsultationRow
from corpus.errors import AddewidError, UsageProblem
from corpus.language import language, msg, plural, tr, when
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk import Desk, Window, drafts
from tui.desk.drafts import Beginning
from tui.latest import Latest
from tui.screens.base import AddewidDialogue
from tui.text import cell, plain
from tui.tones import Tone
from tui.typed import a_day
from tui.widgets.line import Line
from tui.widgets.lists import Tick
from tui.widgets.paged import PagedList

SPOKEN = {Lang.EN: "English", Lang.CY: "Cymraeg"}
"""The languages, each by its own name."""

MOST_WORDS = 1_000_000


class PaperChoice(PagedList[ConsultationRow]):
    """Papers to choose one of: its title, and below it what is known of it."""

    row_height = 2

    class Chosen(Message):
        """The paper under the cursor is the one."""

    def draw(self, row: ConsultationRow, width: int) -> list[Content]:
        """Two lines."""
        many = plural("{count} question", "{count} questions", row.questions)
        asked = many if row.questions else tr("no questions found in it")
        facts = [asked, when(row.when), plain(row.publisher), row.key]
        return [
            Content.assemble(" ", cell(row.title, max(1, width - 1))),
            Content.assemble("   ", cell(" · ".join(filter(None, facts)), max(1, width - 3), Tone.QUIET)),
        ]

    def opened(self, row: ConsultationRow) -> Message:
        """It is chosen."""
        return self.Chosen()


class NewDraftDialogue(AddewidDialogue[Path | None]):
    """A form that stays as it was filled in until the draft is made, or it is left; answers with the draft's file."""

    AUTO_FOCUS = "#paper-words"
    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "save", msg("Begin the draft"), priority=True)]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._reading = Latest(self, "papers")
        self._looked_for = ""
        self._saving = False

    def compose(self) -> ComposeResult:
        """The papers, and the form."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Begin a draft"), classes="dialogue-title", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Answer to"), classes="form-name")
                yield Line(placeholder=tr("words of a consultation's title"), id="paper-words", compact=True)
            yield PaperChoice(id="papers")
            yield Static(id="papers-found", classes="hint", markup=False)
            with Horizontal(classes="form-line"):
                yield Static(tr("Language"), classes="form-name")
                yield Select(
                    [(name, lang.value) for lang, name in SPOKEN.items()],
                    value=language().value,
                    allow_blank=False,
                    id="draft-lang",
                    compact=True,
                )
                yield Tick(tr("a twin in the other, too"), id="twin-too", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Most words"), classes="form-name")
                yield Line(placeholder=tr("such as 2000"), id="budget", compact=True)
                yield Static(tr("Deadline"), classes="form-name")
                yield Line(placeholder=tr("such as 2026-05-01"), id="due", compact=True)
            hint = tr("Both may stay empty; it is then due when the consultation's page says that it closes.")
            yield Static(hint, classes="hint", markup=False)
            yield Static(id="problem", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(Content(tr("Begin (Ctrl-S)")), id="save", variant="primary", compact=True)
                yield Button(Content(tr("Cancel (Esc)")), id="leave", compact=True)

    def on_mount(self) -> None:
        """Read the papers."""
        self._look()

    @on(Input.Changed, "#paper-words")
    def look_for(self, message: Input.Changed) -> None:
        """Show the papers that have these words."""
        self._looked_for = message.value
        self._look()

    def _look(self) -> None:
        self._reading.run(partial(drafts.papers, self._desk, self._looked_for), self._show, self._refused)

    def _show(self, window: Window[ConsultationRow]) -> None:
        self.query_one(PaperChoice).show(window, cursor=0)
        many = plural("{count} paper", "{count} papers", window.total)
        none = tr("There is no consultation in the corpus yet; crawl one, or add it as a document, on Sources.")
        said = many if window.total else none if not self._looked_for else tr("No paper has these words.")
        self.query_one("#papers-found", Static).update(Content(said))

    @on(Input.Submitted, "#paper-words")
    def go_to_papers(self) -> None:
        """Go on to the papers."""
        self.query_one(PaperChoice).focus()

    def on_key(self, event: events.Key) -> None:
        """The arrow down goes on from the words to the papers."""
        if event.key == "down" and self.query_one("#paper-words").has_focus:
            event.stop()
            self.go_to_papers()

    @on(PaperChoice.Chosen)
    def go_to_form(self) -> None:
        """Go on to the rest."""
        self.query_one("#draft-lang").focus()

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    def action_save(self) -> None:
        """Make the draft; a refusal is shown, and the form stays."""
        if self._saving:
            return
        try:
            asked = self._asked()
        except AddewidError as problem:
            self.say_problem(sentence(problem))
            return
        self._saving = True
        in_background(self, partial(drafts.begin, self._desk, asked), self._begun, group="begin", failed=self._refused)

    def _asked(self) -> Beginning:
        """What is filled in. Raises UsageProblem for what makes no sense."""
        row = self.query_one(PaperChoice).current
        if row is None:
            raise UsageProblem("Choose what is to be answered first: there is no paper with these words.")
        words, due = (self.query_one(f"#{name}", Line).value.strip() for name in ("budget", "due"))
        if words and not (words.isascii() and words.isdecimal() and 0 < int(words[:9]) <= MOST_WORDS):
            raise UsageProblem("“{text}” is not a number of words; write it like 2000.", text=plain(words))
        return Beginning(
            row.key,
            Lang(str(self.query_one("#draft-lang", Select).value)),
            int(words or 0),
            a_day(due) if due else None,
            self.query_one("#twin-too", Tick).value,
        )

    def _begun(self, path: Path) -> None:
        self.dismiss(path)

    def _refused(self, error: Exception) -> None:
        self._saving = False
        self.say_problem(sentence(error))
