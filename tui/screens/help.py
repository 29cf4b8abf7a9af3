"""Help for the screen one is on: what it is for, its keys, and what the signs mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.dom import DOMNode
from textual.keys import format_key
from textual.screen import Screen
from textual.widgets import Static

from corpus.language import msg, tr
from tui import words
from tui.deeds import deed
from tui.screens.base import AddewidDialogue, AddewidScreen
from tui.text import toned
from tui.tones import Tone
from tui.widgets.keys import called
from tui.widgets.lists import Pane
from tui.widgets.pairs import Pair, Pairs


class HelpDialogue(AddewidDialogue[None]):
    """Help for another screen, with the keys that work where the focus was."""

    AUTO_FOCUS = "Pane"
    BINDINGS: ClassVar[list[BindingType]] = [deed("q,question_mark,enter", "leave", msg("Close"), show=False)]

    def __init__(self, screen: Screen[object]) -> None:
        super().__init__()
        self._about = tr(screen.HELP) if isinstance(screen, AddewidScreen) else ""
        self._keys = keys(screen)

    def compose(self) -> ComposeResult:
        """What the screen is for, its keys, and the signs."""
        with Vertical(classes="dialogue"):
            yield Static(tr("Help"), classes="dialogue-title", markup=False)
            with Pane():
                yield Static(self._about, markup=False)
                yield from _part(tr("Keys"), self._keys)
                yield from _part(tr("What became of a promise"), legend(words.DELIVERIES.values()))
                yield from _part(tr("Evidence"), legend(words.LINK_STATES.values()))
            hint = tr("Esc closes this. Ctrl-P lists everything that can be done.")
            yield Static(hint, classes="hint", markup=False)


def deeds_of(screen: Screen[object]) -> Iterator[tuple[str, str, DOMNode, str]]:
    """What the keys of this app (not those that Textual has everywhere) do now: on the screen, where the focus is,
    and everywhere. Each with its key as people call it, what it works on, and the action. What is of one screen alone
    stands before what all of them have.
    """
    active = list(screen.active_bindings.values())
    for node in (screen, screen.focused, screen.app):
        kinds = [kind for kind in type(node).__mro__ if kind.__module__.startswith("tui.")]
        ours = _actions(kinds)
        for one in sorted(active, key=lambda each: ours.get(each.binding.action, len(kinds))):
            binding = one.binding
            if one.node is node and one.enabled and binding.action in ours and binding.description:
                key = binding.key_display or called(format_key(binding.key))
                yield tr(binding.tooltip or binding.description), key, node, binding.action


def _actions(kinds: Sequence[type]) -> Mapping[str, int]:
    """The actions that some classes bind, the most derived of them first, each with how far down it is bound."""
    found: dict[str, int] = {}
    for down, kind in enumerate(kinds):
        for binding in Binding.make_bindings(vars(kind).get("BINDINGS", ())):
            found.setdefault(binding.action, down)
    return found


def keys(screen: Screen[object]) -> list[Pair]:
    """The keys that do something now, with what they do; several keys for one thing stand together."""
    by_deed: dict[str, list[str]] = {}
    for does, key, _, _ in deeds_of(screen):
        by_deed.setdefault(does, []).append(key)
    return [(_either(dict.fromkeys(those)), Content(does)) for does, those in by_deed.items()]


def _either(keys: Iterable[str]) -> str:
    return reduce(lambda some, last: tr("{some} or {last}", some=some, last=last), keys)


def legend(sayings: Iterable[words.Saying]) -> list[Pair]:
    """Signs with their words and meanings."""
    return [(f"{it.symbol} {it.word}", toned(it.meaning, Tone.QUIET)) for it in sayings]


def _part(heading: str, pairs: Iterable[Pair]) -> ComposeResult:
    yield Static(heading, classes="part-title", markup=False)
    yield Pairs(list(pairs), label=18)
