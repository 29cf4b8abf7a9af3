"""Which keys do what: every deed of the app by its id, other keys given to it, and what may not be given.

A deed is known wherever a class of ours binds it with an id. Two deeds cannot have one key where both may be meant at
once: on one screen, or on a screen and in a list that stands there; not in two lists, of which one has the focus.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, reduce

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.keys import Keys, format_key, key_to_character
from textual.screen import ModalScreen, Screen
from textual.widget import Widget

from corpus.errors import UsageProblem
from corpus.language import tr
from tui.widgets.keys import called

FIXED = frozenset(
    {"ctrl+c", "ctrl+q", "ctrl+p", "tab", "shift+tab", "escape", "enter", "up", "down", "left", "right", "backspace"}
)
"""Keys that nobody can do without: they keep what they do, and can be given to nothing else."""

_MODIFIERS = frozenset({"ctrl", "alt", "shift", "super", "meta", "hyper"})
_NAMED = frozenset(key.value for key in Keys)

Node = type[DOMNode]


@dataclass(frozen=True, slots=True)
class Known:
    """A deed: what it is called, here and there, its usual keys, and the classes that bind it. ``first`` is one whose
    keys are asked before the box that is typed in.
    """

    id: str
    sayings: tuple[str, ...]
    usual: tuple[str, ...]
    nodes: frozenset[Node] = field(repr=False)
    first: bool = False

    @property
    def said(self) -> str:
        """What it is called, in the language in use."""
        return "; ".join(map(tr, self.sayings))


@cache
def known() -> Mapping[str, Known]:
    """Every deed of the app, by its id: those of the app first, then of its screens, then of what stands on them."""
    for package in ("tui.screens", "tui.widgets"):
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
            importlib.import_module(f"{package}.{module.name}")
    importlib.import_module("tui.app")
    found: dict[str, Known] = {}
    for node in sorted(_below(DOMNode), key=_rank):
        for binding in _own(node):
            if binding.id:
                before = found.get(binding.id, Known(binding.id, (), (), frozenset()))
                found[binding.id] = _joined(before, binding, node)
    return found


def _below(kind: Node) -> set[Node]:
    kinds = set(kind.__subclasses__()).union(*(_below(each) for each in kind.__subclasses__()))
    return {each for each in kinds if each.__module__.startswith("tui.")}


def _rank(node: Node) -> tuple[int, str]:
    kinds = (App, ModalScreen, Screen)
    at = next((n for n, kind in enumerate(kinds) if issubclass(node, kind)), len(kinds))
    return (0, 2, 1, 3)[at], node.__name__


def _own(node: Node) -> list[Binding]:
    """What a class itself binds, each key apart."""
    return list(Binding.make_bindings(vars(node).get("BINDINGS", ())))


def _joined(before: Known, binding: Binding, node: Node) -> Known:
    return replace(
        before,
        sayings=tuple(dict.fromkeys((*before.sayings, binding.tooltip or binding.description))),
        usual=tuple(dict.fromkeys((*before.usual, binding.key))),
        nodes=before.nodes | {node},
        first=before.first or binding.priority,
    )


# What is given


def keys_of(deed: Known, given: Mapping[str, str]) -> tuple[str, ...]:
    """The keys that a deed has, where these are given; those that nobody can do without, it keeps."""
    if deed.id not in given:
        return deed.usual
    return tuple(dict.fromkeys((*_named(given[deed.id]), *_kept(deed.id))))


@cache
def _kept(deed: str) -> tuple[str, ...]:
    """The fixed keys that a deed has wherever it is, and that something else has nowhere there."""
    nodes = known()[deed].nodes
    there = {each for node in nodes for each in (node, *_below(node))}
    others = {
        bound.key
        for node in there
        for kind in node.__mro__
        for bound in Binding.make_bindings(vars(kind).get("BINDINGS", ()))
        if bound.id != deed and kind.__module__.startswith("tui.")
    }
    return tuple(key for key in known()[deed].usual if key in FIXED and key not in others)


def _named(keys: str) -> tuple[str, ...]:
    """Keys from a list with commas, by Textual's names for them."""
    return tuple(binding.key for binding in Binding.make_bindings([Binding(keys, "", "")]))


def shown(keys: Iterable[str]) -> str:
    """Keys as people read them: "/ or ^f"."""
    named = dict.fromkeys(called(format_key(key)) for key in keys)
    return reduce(lambda some, last: tr("{some} or {last}", some=some, last=last), named) if named else ""


def fitting(given: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Of keys that stand in a file, those that fit; and the names of those that do not: there is no such deed or key,
    or something else has the key.
    """
    fits = {
        name: keys
        for name, keys in given.items()
        if name in known() and all(_may(known()[name], key) for key in _named(keys))
    }
    for name in list(fits):
        if any(clash(known()[name], key, fits) for key in _named(fits[name])):
            del fits[name]
    return fits, tuple(name for name in given if name not in fits)


def as_keymap(given: Mapping[str, str]) -> dict[str, str]:
    """What Textual is to be told of keys that fit."""
    return {name: ",".join(keys_of(known()[name], given)) for name in given}


def given_to(deed: Known, key: str, given: Mapping[str, str]) -> dict[str, str]:
    """The keys given, with this one for a deed in the place of those it had; nothing is given where it is the usual.

    Raises UsageProblem for a key that it cannot have.
    """
    others = {name: keys for name, keys in given.items() if name != deed.id}
    if key in FIXED:
        raise UsageProblem("The app cannot do without {key} as it is; press another key.", key=called(format_key(key)))
    if not _may(deed, key):
        raise UsageProblem(
            "This works while you type too, so {key} would be missing there; press a key with Ctrl, or a function key.",
            key=called(format_key(key)),
        )
    if other := clash(deed, key, others):
        raise UsageProblem(
            "{key} already does something there: “{deed}”; press another key.",
            key=called(format_key(key)),
            deed=tr(other.sayings[0]),
        )
    return others if deed.usual == (key,) else {**others, deed.id: key}


def _may(deed: Known, key: str) -> bool:
    """Whether there is such a key, and this deed may have it."""
    *modifiers, last = key.split("+")
    character = key_to_character(last)
    there = set(modifiers) <= _MODIFIERS and (last in _NAMED or character is not None)
    typed = not modifiers and character is not None
    return there and not (deed.first and typed) and (key not in FIXED or key in deed.usual)


def clash(deed: Known, key: str, given: Mapping[str, str]) -> Known | None:
    """Another deed that has this key, and may be meant by it where this one is.

    Where the app itself gives both one key, it knows which is meant.
    """
    others = (other for other in known().values() if other.id != deed.id and not {*deed.usual} & {*other.usual})
    return next((other for other in others if key in keys_of(other, given) and _meet(deed, other)), None)


def _meet(one: Known, other: Known) -> bool:
    return any(_together(here, there) for here in one.nodes for there in other.nodes)


def _together(one: Node, other: Node) -> bool:
    """Whether one key may mean something to both of these."""
    if issubclass(one, other) or issubclass(other, one):
        return True
    if not any(issubclass(kind, App | Screen) for kind in (one, other)):
        return False
    return bool(_screens(one) & _screens(other))


@cache
def _screens(node: Node) -> frozenset[Node]:
    """The screens on which this may stand."""
    screens = {kind for kind in _below(Screen) if issubclass(kind, Screen)}
    if issubclass(node, App):
        return frozenset(kind for kind in screens if not issubclass(kind, ModalScreen))
    if issubclass(node, Screen):
        return frozenset(kind for kind in screens if issubclass(kind, node))
    return frozenset(kind for kind in screens if any(issubclass(held, node) for held in _held(kind)))


@cache
def _held(kind: Node) -> frozenset[Node]:
    """The widgets of ours that a screen or widget is made of, as far as its modules name them."""
    seen: set[Node] = set()
    left = {kind}
    while left:
        each = left.pop()
        seen.add(each)
        modules = {base.__module__ for base in each.__mro__ if base.__module__.startswith("tui.")}
        named = {value for name in modules for value in vars(sys.modules[name]).values() if isinstance(value, type)}
        left |= {
            value
            for value in named - seen
            if issubclass(value, Widget) and not issubclass(value, Screen) and value.__module__.startswith("tui.")
        }
    return frozenset(seen)
