"""What is shown while there is no promise to show: what to type to get some."""

from textual.content import Content
from textual.widgets import Static

from corpus.rows import Counts
from tui.tones import Tone
from tui.words import number

_STEPS = (
    ("addewid starter", "puts in the documents that come with Addewid, for a first look"),
    ("addewid add PATH…", "puts in your own files or folders (PDF, Word, web pages, text)"),
    ("addewid update", "finds the promises in them, and evidence for each"),
)


class Welcome(Static):
    """A friendly page with the commands to type."""

    def __init__(self) -> None:
        super().__init__(markup=False, id="welcome")

    def say(self, counts: Counts) -> None:
        """Say what is missing: documents, or the promises in them."""
        if counts.documents:
            what = (
                f"There {'is' if counts.documents == 1 else 'are'} {number(counts.documents, 'document')} here, "
                "but no promise has been found yet."
            )
            steps = _STEPS[2:] + _STEPS[:2]
        else:
            what = "There are no documents here yet."
            steps = _STEPS
        lines = [Content.styled("Welcome to Addewid", Tone.HEADING), Content(), Content(what)]
        lines += [Content(), Content("Leave with q, type one of these, and come back with: addewid"), Content()]
        for command, does in steps:
            lines += [Content.styled(f"    {command}", Tone.STRONG), Content(f"        {does}"), Content()]
        self.update(Content("\n").join(lines))
