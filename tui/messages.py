"""What a screen asks of the app: to open another screen. Screens do not know one another."""

from dataclasses import dataclass

from textual.message import Message


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
