"""What a screen asks of the app: to open another screen. Screens do not know one another."""

from dataclasses import dataclass
from typing import Any

from textual.message import Message

from corpus.codebook import Lang
from corpus.rows import Quotation
from tui.chores import Chore
from tui.preferences import Preferences


@dataclass
class OpenPromise(Message):
    """Open the commitment of this ref."""

    ref: str


@dataclass
class OpenReader(Message):
    """Open a version in the reader, at the words ``start:end`` of the passage ``ordinal``."""

    version_id: int
    ordinal: int
    start: int = 0
    end: int = 0


@dataclass
class OpenDraft(Message):
    """Open the draft in the file of this path."""

    path: str


Opens = OpenPromise | OpenReader | OpenDraft
"""What opens a screen above that of a place."""


@dataclass
class Cite(Message):
    """Copy a quotation together with where it stands."""

    quotation: Quotation


@dataclass
class GoTo(Message):
    """Go to a place, by its name, for something that its screen understands: a filter, a reason, a query."""

    place: str
    wanted: Any = None


@dataclass
class BeginChore(Message):
    """Do some long work in a process of its own."""

    chore: Chore


@dataclass
class StopChore(Message):
    """Stop the work that is under way."""


@dataclass
class ChoreMoved(Message):
    """The work under way has come further, or has ended. Posted from another thread."""


@dataclass
class Speak(Message):
    """Speak this language from now on, and the next time too."""

    lang: Lang


@dataclass
class SettingsChanged(Message):
    """Something else is set from now on; it is kept already."""

    now: Preferences
