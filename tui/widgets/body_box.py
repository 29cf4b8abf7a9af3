"""Choosing a public body by typing some of its name, in either language."""

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from corpus.bodies import Body, by_key
from corpus.codebook import Lang
from corpus.language import language, tr
from corpus.naming import named
from tui.desk import editing
from tui.text import plain
from tui.widgets.line import Line
from tui.widgets.lists import Options


class BodyBox(Vertical):
    """A line to type into, and under it the bodies that fit. Down goes to them, Enter takes the first."""

    def __init__(self, key: str, *, id: str) -> None:
        """``key`` is the body chosen at first, "" for none."""
        super().__init__(id=id)
        self._key = key

    def compose(self) -> ComposeResult:
        """The line and the list, which is shown only while something is typed."""
        yield Line(_called(self._key), placeholder=tr("none that is known; type some of a name"), compact=True)
        yield Options(compact=True, markup=False)

    @property
    def key(self) -> str:
        """The key of the body that stands there, "" for none. Raises NotFound for a name that is nobody's."""
        typed = self.query_one(Input).value.strip()
        if not typed or typed == _called(self._key):
            return self._key if typed else ""
        return named(typed).key

    def choose(self, key: str) -> None:
        """Let this body stand there."""
        self._key = key
        box = self.query_one(Input)
        with self.prevent(Input.Changed):
            box.value = _called(key)
        box.cursor_position = len(box.value)
        self.remove_class("-offering")

    @on(Input.Changed)
    def offer(self, message: Input.Changed) -> None:
        """Show the bodies that fit what is typed."""
        message.stop()
        found = editing.bodies(message.value) if message.value != _called(self._key) else ()
        options = self.query_one(Options)
        options.clear_options()
        options.add_options(Option(Content(_told(body)), id=body.key) for body in found)
        options.highlighted = 0 if found else None
        self.set_class(bool(found), "-offering")

    @on(Input.Submitted)
    def take_first(self, message: Input.Submitted) -> None:
        """Take the first that fits."""
        message.stop()
        options = self.query_one(Options)
        if self.has_class("-offering") and options.highlighted_option is not None:
            self.choose(options.highlighted_option.id or "")

    @on(OptionList.OptionSelected)
    def take(self, message: OptionList.OptionSelected) -> None:
        """Take the one that is chosen, and go back to the line."""
        message.stop()
        self.choose(message.option_id or "")
        self.query_one(Input).focus()

    def on_key(self, event: events.Key) -> None:
        """Down goes to the bodies that are shown; Escape puts them away."""
        if not self.has_class("-offering"):
            return
        if event.key == "down" and self.query_one(Input).has_focus:
            event.stop()
            self.query_one(Options).focus()
        elif event.key == "escape":
            event.stop()
            self.remove_class("-offering")
            self.query_one(Input).focus()

    def on_descendant_blur(self) -> None:
        """Put the list away when neither is used any more."""
        self.call_after_refresh(self._put_away)

    def _put_away(self) -> None:
        if not self.has_focus_within:
            self.remove_class("-offering")


def _called(key: str) -> str:
    return plain(by_key()[key].name(language())) if key in by_key() else key


def _told(body: Body) -> str:
    """Its name, with that in the other language."""
    own = language()
    other = body.name(Lang.EN if own is Lang.CY else Lang.CY)
    return plain(body.name(own)) if other == body.name(own) else f"{plain(body.name(own))} · {plain(other)}"
