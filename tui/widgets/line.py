"""A line to type in that holds only what may be shown, whatever is pasted into it."""

from textual import events
from textual.widgets import Input

from tui.text import same_length


class Line(Input):
    """What is pasted is text: it neither drives the terminal nor turns the line round, and all its lines are taken."""

    def validate_value(self, value: str) -> str:
        """The value with a space for whatever may not be shown."""
        return same_length(value).replace("\n", " ")

    def _on_paste(self, event: events.Paste) -> None:
        """Take all lines of what is pasted; Textual takes the first."""
        event.prevent_default()
        event.stop()
        start, end = self.selection
        self.replace(" ".join(event.text.splitlines()), min(start, end), max(start, end))
