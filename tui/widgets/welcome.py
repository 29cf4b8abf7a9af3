"""What is shown while there is no promise to show: ways to begin, each a thing to choose, and how far it has come."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from corpus.language import msg, plural, tr
from corpus.rows import Counts
from tui.chores import Chore
from tui.chores import words as chore_words
from tui.messages import BeginChore
from tui.screens.chore import BROAD, STARTER, UPDATE, AddDialogue, CrawlDialogue
from tui.tones import Tone
from tui.widgets.chore import ChorePane, chores_of
from tui.widgets.lists import Options
from tui.words.sources import SOURCE_WORDS

_WAYS = {
    "starter": (
        msg("Look around in the corpus that comes with Addewid"),
        msg(
            "Short briefings on real Welsh policy, with promises that were already decided on. "
            "Ready in about a minute, and needs no network."
        ),
    ),
    "folder": (
        msg("Begin with documents of my own"),
        msg("A file or a folder: PDF, Word, web pages, plain text and more."),
    ),
    "crawl": (
        msg("Fetch documents from the sites that publish them"),
        msg("The Senedd, the Welsh Government, legislation and others: a few of each to begin with."),
    ),
    "update": (
        msg("Find the promises in the documents that are here"),
        msg("And evidence for each. Nothing you decided is lost."),
    ),
}
"""By what is done: what it is called, and what comes of it."""

FIRST = ("starter", "folder", "crawl")
NEXT = ("update", "folder", "crawl", "starter")


class Welcome(Vertical):
    """Ways to begin: those for no documents at all, or those for documents without a promise."""

    def __init__(self) -> None:
        super().__init__(id="welcome")
        self._ways: tuple[str, ...] = ()
        self._documents = 0

    def compose(self) -> ComposeResult:
        """What is missing, what can be done about it, and the work once it is begun."""
        yield Static(id="welcome-words", markup=False)
        yield Options(id="welcome-ways")
        yield ChorePane()

    def say(self, counts: Counts) -> None:
        """Say what is missing: documents, or the promises in them."""
        self.offer(counts.documents)

    def offer(self, documents: int) -> None:
        """Offer what is next in a corpus with so many documents, and no promise in any."""
        self._documents = documents
        ways = NEXT if documents else FIRST
        if ways != self._ways:
            self._ways = ways
            options = self.query_one("#welcome-ways", OptionList)
            entries = [entry for name in ways for entry in (Option(_way(name), id=name), None)]
            options.clear_options().add_options(entries[:-1])
            options.highlighted = 0
        self.stand()

    def stand(self) -> None:
        """Offer the ways while nothing is under way, and show the work while something is."""
        busy = chores_of(self).under_way
        head = Content.styled(tr("Welcome to Addewid"), Tone.HEADING)
        lines = [head, Content(), Content(self._busy_words() if busy else self._words())]
        self.query_one("#welcome-words", Static).update(Content("\n").join(lines))
        options = self.query_one("#welcome-ways", OptionList)
        options.display = not busy
        self.call_after_refresh(self._take_focus)

    def _take_focus(self) -> None:
        """Take the keys where nothing else that is seen has them."""
        options, focused = self.query_one("#welcome-ways", OptionList), self.screen.focused
        seen = focused is not None and all(node.display for node in focused.ancestors_with_self if node.is_attached)
        if options.is_on_screen and not seen:
            options.focus()

    def _words(self) -> str:
        if not self._documents:
            return tr("There are no documents here yet. How would you like to begin?")
        return plural(
            "There is {count} document here, but no promise has been found yet. What next?",
            "There are {count} documents here, but no promise has been found yet. What next?",
            self._documents,
        )

    def _busy_words(self) -> str:
        standing = chores_of(self).standing
        what = chore_words.title(standing.chore) if standing else ""
        return tr("{what}. You can look around in the meantime: it goes on whatever you do here.", what=what)

    @on(OptionList.OptionSelected, "#welcome-ways")
    def choose(self, message: OptionList.OptionSelected) -> None:
        """Begin as was chosen, once it is known with what."""
        message.stop()
        match message.option.id:
            case "starter":
                self._begin(STARTER)
            case "update":
                self._begin(Chore(UPDATE.kind, UPDATE.commands, first=True))
            case "folder":
                self.app.push_screen(AddDialogue(first=True), self._begin)
            case _:
                self.app.push_screen(CrawlDialogue(tuple(SOURCE_WORDS), BROAD, first=True), self._begin)

    def _begin(self, chore: Chore | None) -> None:
        if chore is not None:
            self.post_message(BeginChore(chore))


def _way(name: str) -> Content:
    what, comes = _WAYS[name]
    return Content.assemble((tr(what), Tone.STRONG), "\n", (tr(comes), Tone.QUIET))
