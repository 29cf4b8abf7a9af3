"""Views of the promises under a name: those that everybody needs, and those that a person keeps."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Button, Input, OptionList, Static
from textual.widgets.option_list import Option

from corpus.language import msg, number, tr
from tui.background import in_background, sentence
from tui.deeds import deed
from tui.desk.views import LONGEST_NAME, View
from tui.screens.base import AddewidDialogue
from tui.screens.filters import described
from tui.text import cell, plain, toned
from tui.tones import Tone
from tui.widgets.line import Line
from tui.widgets.lists import Options

_COUNT = 8


class ViewsDialogue(AddewidDialogue[View | None]):
    """A list of views to choose from, and a line to keep what is shown now; what fits each is counted meanwhile."""

    AUTO_FOCUS = "#views"
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("d,delete", "forget", msg("Forget"), msg("Forget the view under the highlight")),
        deed("ctrl+s", "name", msg("Keep"), msg("Keep what is shown now, under a name")),
    ]

    def __init__(
        self,
        built_in: Sequence[View],
        kept: Sequence[View],
        now: View,
        *,
        count: Callable[[View], int],
        keep: Callable[[View], tuple[View, ...]],
        forget: Callable[[str], tuple[View, ...]],
    ) -> None:
        """``count``, ``keep`` and ``forget`` block; the last two answer with what is kept then."""
        super().__init__()
        self._built_in, self._kept, self._now = tuple(built_in), tuple(kept), now
        self._count, self._keep, self._forget = count, keep, forget
        self._counted: Mapping[View, int] = {}

    def compose(self) -> ComposeResult:
        """The list, and a line for a name."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Views"), classes="dialogue-title", markup=False)
            yield Options(id="views", markup=False, compact=True)
            with Horizontal(classes="form-line"):
                yield Static(tr("Keep this as"), classes="form-name", markup=False)
                hint = tr("a name for what is listed now")
                yield Line(placeholder=hint, id="name", compact=True, max_length=LONGEST_NAME)
            yield Static(toned(self._now.name, Tone.QUIET), id="asked", markup=False)
            yield Static(id="problem", markup=False)
            hint = tr("Enter shows a view. d forgets one of yours. ^s goes to the name, Enter there keeps it.")
            yield Static(hint, classes="hint", markup=False)
            with Horizontal(classes="buttons"):
                yield Button(tr("Show (Enter)"), id="show", variant="primary", compact=True)
                yield Button(tr("Forget (d)"), id="forget", compact=True)
                yield Button(tr("Cancel (Esc)"), id="leave", compact=True)

    def on_mount(self) -> None:
        """Fill the list; what fits each is counted after."""
        self._fill()
        in_background(self, self._counting, self._told, group="count")

    def _counting(self) -> Mapping[View, int]:
        return {view: self._count(view) for view in (*self._built_in, *self._kept)}

    def _told(self, counted: Mapping[View, int]) -> None:
        self._counted = counted
        self._fill()

    def _fill(self) -> None:
        options = self.query_one("#views", Options)
        at = options.highlighted or 0
        options.set_options(self._entries())
        options.highlighted = min(at, options.option_count - 1)

    @property
    def _views(self) -> tuple[View, ...]:
        return (*self._built_in, *self._kept)

    def _entries(self) -> list[Option]:
        made: list[Option] = []
        for at, view in enumerate(self._views):
            many = self._counted.get(view)
            count = f"{number(many) if many is not None else '…':>{_COUNT}}"
            name = Content(plain(view.name)).stylize(Tone.STRONG)
            if at < len(self._built_in):
                made.append(Option(Content.assemble(cell("", 0), count, "  ", name), id=str(at)))
            else:
                said = (f"\n{'':{_COUNT}}    {described(view.wanted)}", Tone.QUIET)
                made.append(Option(Content.assemble(count, "  ", name, said), id=str(at)))
        return made

    @on(Button.Pressed)
    async def press(self, message: Button.Pressed) -> None:
        """Do what the button is named after."""
        await self.run_action(message.button.id or "")

    @on(OptionList.OptionSelected)
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Answer with the view chosen."""
        self.dismiss(self._views[message.option_index])

    def action_show(self) -> None:
        """Answer with the view under the highlight."""
        self.query_one("#views", Options).action_select()

    def action_name(self) -> None:
        """Go to the line for a name."""
        self.query_one("#name", Input).focus()

    @on(Input.Submitted, "#name")
    def keep_this(self, message: Input.Submitted) -> None:
        """Keep what is listed now under this name."""
        name = message.value.encode(errors="replace").decode()
        view = View(name, self._now.wanted, self._now.by)
        in_background(self, partial(self._keep, view), self._is_kept, group="keep", failed=self._refused)

    def _is_kept(self, kept: tuple[View, ...]) -> None:
        self._kept = kept
        self.remove_class("-refused")
        self.query_one("#name", Input).value = ""
        self.query_one("#views", Options).focus()
        self.on_mount()

    def action_forget(self) -> None:
        """Forget the view under the highlight, where a person kept it."""
        at = self.query_one("#views", Options).highlighted
        if at is None or at < len(self._built_in):
            self.say_problem(tr("This view is always there; those that you kept stand below it."))
            return
        name = self._views[at].name
        in_background(self, partial(self._forget, name), self._is_kept, group="keep", failed=self._refused)

    def _refused(self, error: Exception) -> None:
        self.say_problem(sentence(error))
