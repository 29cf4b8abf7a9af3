"""Asking what long work is to be done: which documents to add, and what to fetch."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, Static
from textual.widgets.selection_list import Selection

from corpus.errors import UsageProblem
from corpus.language import msg, tr
from tui.background import in_background, sentence
from tui.chores import Chore, Kind
from tui.deeds import deed
from tui.paths import PathSuggester, typed_path
from tui.screens.base import AddewidDialogue
from tui.text import plain
from tui.typed import a_day
from tui.widgets.line import Line
from tui.widgets.lists import Choices, Tick
from tui.words.sources import named

UPDATE = Chore(Kind.UPDATE, (("update",),))
"""Everything that is due: look through what is new for promises, and for evidence."""
STARTER = Chore(Kind.STARTER, (("starter",),), first=True)
"""The corpus that comes with the program, looked through and all."""
BROAD = ("gov-wales-statements", "senedd-committees", "senedd-research")
"""Sources that are ticked at first, for their documents are on every theme."""
FEW = 20
"""Items of each source that are fetched at first, for a beginning in minutes."""


class ChoreDialogue(AddewidDialogue[Chore | None]):
    """A form that is answered with a chore; what cannot be is told in it. ``first`` is said of an empty corpus."""

    BINDINGS: ClassVar[list[BindingType]] = [deed("ctrl+s", "begin", msg("Begin"))]

    def __init__(self, *, first: bool = False) -> None:
        super().__init__()
        self._first = first

    def filled_in(self) -> Callable[[], Chore]:
        """What makes a chore of what is filled in: it is called in a thread, and raises UsageProblem."""
        raise NotImplementedError

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    @on(Input.Submitted)
    def action_begin(self) -> None:
        """Answer with what is filled in; a refusal is shown, and the form stays."""
        in_background(self, self.filled_in(), self._answer, group="chore", failed=self._refused)

    def _answer(self, chore: Chore) -> None:
        self.dismiss(chore)

    def _refused(self, error: Exception) -> None:
        self.say_problem(sentence(error))

    def _commands(self, *arguments: str) -> tuple[tuple[str, ...], ...]:
        """The command; in an empty corpus what comes is looked through at once."""
        return (arguments, ("update",)) if self._first else (arguments,)

    def _end(self, begin: str) -> ComposeResult:
        yield Static(id="problem", markup=False)
        with Horizontal(classes="buttons"):
            yield Button(begin, id="begin", variant="primary", compact=True)
            yield Button(tr("Cancel (Esc)"), id="leave", compact=True)


class PathInput(Line):
    """A path; Tab takes what is suggested, as in a shell."""

    def __init__(self) -> None:
        super().__init__(placeholder="~/", suggester=PathSuggester(), id="path", compact=True)

    def on_key(self, event: events.Key) -> None:
        """Take what is suggested, and leave the box only where nothing is."""
        if event.key == "tab" and self._suggestion and self._suggestion != self.value:
            event.stop()
            event.prevent_default()
            self.action_cursor_right()


class AddDialogue(ChoreDialogue):
    """Which file or folder to add."""

    AUTO_FOCUS = "#path"

    def compose(self) -> ComposeResult:
        """The path, with what it is good for."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Add documents of your own"), classes="dialogue-title", markup=False)
            yield Static(
                tr(
                    "A file, or a folder with everything in it: PDF, Word, OpenDocument, web pages, legislation, "
                    "Markdown and plain text. The files themselves stay as they are."
                ),
                classes="hint",
                markup=False,
            )
            with Horizontal(classes="form-line"):
                yield Static(tr("Where"), classes="form-name", markup=False)
                yield PathInput()
            yield Static(tr("Tab takes what is suggested; ~ is your own folder."), classes="hint", markup=False)
            yield from self._end(tr("Add (Enter)"))

    def filled_in(self) -> Callable[[], Chore]:
        """Adding what is named."""
        typed = self.query_one("#path", Input).value
        return lambda: Chore(Kind.ADD, self._commands("add", "--", str(typed_path(typed))), self._first)


class CrawlDialogue(ChoreDialogue):
    """What to fetch of which sources: all that is new, or a part. ``doubted`` is said of one that lists fewer."""

    def __init__(
        self, names: Sequence[str], ticked: Sequence[str] = (), *, doubted: bool = False, first: bool = False
    ) -> None:
        super().__init__(first=first)
        self._names, self._ticked, self._doubted = names, ticked, doubted

    @property
    def _one(self) -> bool:
        return len(self._names) == 1

    def compose(self) -> ComposeResult:
        """The sources, if there are several; since when, how many."""
        with Vertical(classes="dialogue"):
            title = (
                tr("Fetch from {source}", source=named(self._names[0])) if self._one else tr("Fetch documents from…")
            )
            yield Static(title, classes="dialogue-title", markup=False)
            yield Static(
                tr("Slowly and openly, and only what is new or changed. You can stop it and go on another time."),
                classes="hint",
                markup=False,
            )
            if not self._one:
                ticks = [Selection(Content(named(name)), name, name in self._ticked) for name in self._names]
                yield Static(tr("Space ticks a source."), classes="hint", markup=False)
                yield Choices(*ticks, id="sources", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Since"), classes="form-name", markup=False)
                yield Line(placeholder=tr("a day, like 2026-01-31; empty: everything"), id="since", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("At most"), classes="form-name", markup=False)
                few = str(FEW) if self._first else ""
                yield Line(few, placeholder=tr("so many of each source; empty: all"), id="limit", compact=True)
            if self._doubted:
                with Horizontal(classes="form-line"):
                    yield Tick(tr("Believe it though it lists fewer than before"), id="fewer", compact=True)
            yield from self._end(tr("Fetch (Ctrl-S)"))

    def on_mount(self) -> None:
        """Begin at the sources, or else at the first box."""
        self.query_one("#since" if self._one else "#sources").focus()

    def filled_in(self) -> Callable[[], Chore]:
        """Crawling what is ticked."""
        names = list(self._names) if self._one else [str(name) for name in self.query_one("#sources", Choices).selected]
        first_day, most = (self.query_one(f"#{name}", Input).value for name in ("since", "limit"))
        fewer = ["--accept-fewer"] if self._doubted and self.query_one("#fewer", Tick).value else []

        def made() -> Chore:
            if not names:
                raise UsageProblem("Tick the sources that you want documents from.")
            options = [*since(first_day), *limit(most), *fewer]
            return Chore(Kind.CRAWL, self._commands("crawl", *options, "--", *names), self._first)

        return made


class WebsiteDialogue(ChoreDialogue):
    """Which other site to fetch, and how much of it. ``start`` is where it began the last time."""

    AUTO_FOCUS = "#start"

    def __init__(self, start: str = "") -> None:
        super().__init__()
        self._start = start

    def compose(self) -> ComposeResult:
        """Where to begin, what to take, how far to go."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Fetch another site"), classes="dialogue-title", markup=False)
            yield Static(
                tr("Its pages from the address on, within so many links of it; or those that a sitemap or feed lists."),
                classes="hint",
                markup=False,
            )
            with Horizontal(classes="form-line"):
                yield Static(tr("Begin at"), classes="form-name", markup=False)
                yield Line(self._start, placeholder="https://example.org/reports/", id="start", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Only pages"), classes="form-name", markup=False)
                yield Line(placeholder=tr("like /reports/*; empty: all"), id="include", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Links away"), classes="form-name", markup=False)
                yield Line("2", id="depth", type="integer", compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("At most"), classes="form-name", markup=False)
                yield Line(placeholder=tr("so many pages; empty: all"), id="limit", compact=True)
            yield from self._end(tr("Fetch (Enter)"))

    def filled_in(self) -> Callable[[], Chore]:
        """Crawling that site."""
        start, include, depth, most = (
            self.query_one(f"#{name}", Input).value.strip() for name in ("start", "include", "depth", "limit")
        )

        def made() -> Chore:
            if not start:
                raise UsageProblem("Say where to begin, such as https://example.org/reports/.")
            options = [f"--start={start}", f"--depth={depth or 2}", *limit(most)]
            if include:
                options.append(f"--include={include}")
            return Chore(Kind.CRAWL, self._commands("crawl", *options, "website"))

        return made


def since(text: str) -> list[str]:
    """The option for a day that was typed. Raises UsageProblem."""
    return [f"--since={a_day(text).isoformat()}"] if text.strip() else []


def limit(text: str) -> list[str]:
    """The option for a number that was typed. Raises UsageProblem."""
    text = text.strip()
    if not text:
        return []
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0 and len(text) < 9):
        raise UsageProblem("“{text}” is not a number of documents; write one such as 20.", text=plain(text))
    return [f"--limit={int(text)}"]
