"""Where else a promise may be stated: pairs of statements, to be joined or kept apart."""

from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import OptionList, Static

from corpus.carrying import PROGRAM
from corpus.codebook import LinkState
from corpus.errors import StaleEdit
from corpus.language import msg, tr
from corpus.rows import StatementRow
from tui import words
from tui.background import in_background, report
from tui.deeds import deed
from tui.desk import Desk, promise
from tui.desk.promise import OpenPair, Pairs
from tui.in_order import InOrder
from tui.messages import OpenPromise
from tui.overtaken import Sight, tell
from tui.screens.base import AddewidScreen, TitleLine
from tui.text import plain, toned
from tui.tones import Tone
from tui.widgets import account
from tui.widgets.entries import Entries
from tui.widgets.evidence import why
from tui.widgets.keys import KeyLine

_STATES = {
    LinkState.SUGGESTED: msg("the program thinks that they may be one promise"),
    LinkState.ACCEPTED: msg("one promise"),
    LinkState.REJECTED: msg("not one promise"),
}


class SameScreen(AddewidScreen[None]):
    """The pairs that a promise is in."""

    AUTO_FOCUS = "#pairs"
    HELP = msg(
        "A promise may be stated twice: in a Bill and in its Act, in English and in Welsh, in a plan and in the report "
        "on it. Above is the promise, below are statements that may be the same. a says that they are one promise, "
        "which is then counted once, with the evidence and the judgements of both; r says that they are not. "
        "Nothing is removed, and u leaves it open again. Enter opens the other statement."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        deed("a", "decide('accepted')", msg("One promise"), msg("Say that they are one promise")),
        deed("r", "decide('rejected')", msg("Not one"), msg("Say that they are not one promise")),
        deed("u", "decide('suggested')", msg("Leave open"), msg("Leave it open again")),
        deed("escape", "app.back", msg("Back"), show=False, id="leave"),
    ]

    def __init__(self, desk: Desk, ref: str) -> None:
        super().__init__()
        self._desk = desk
        self._ref = ref
        self._own: frozenset[str] = frozenset()
        self._decisions = InOrder(self, "decisions")
        self._sight = Sight()

    def compose(self) -> ComposeResult:
        """The promise, and what may be the same."""
        yield TitleLine(tr("Promises"), tr("May be the same"))
        yield Static(id="one", markup=False)
        yield PairList()
        yield Static(tr("Nothing that may be the same promise is known."), id="no-pairs", markup=False)
        yield KeyLine()

    def reload(self) -> None:
        """Read the pairs."""
        in_background(self, partial(promise.pairs, self._desk, self._ref), self._show, group="pairs")

    def _show(self, pairs: Pairs) -> None:
        self._own = pairs.own
        self.query_one("#one", Static).update(account.stated(pairs.stated))
        self.query_one(PairList).show(pairs)
        self.set_class(not pairs.open, "-no-pairs")

    def action_decide(self, state: str) -> None:
        """Say that the two are one promise, or are not, or leave it open."""
        pair, wanted = self.query_one(PairList).current, LinkState(state)
        if pair is None:
            self.notify(tr("There is nothing here to decide on."), severity="warning")
            return
        ref = pair.row.ref
        decide = self._sight.kept(ref, partial(promise.join, self._desk, ref, wanted), pair.seen)

        def refused(error: Exception) -> None:
            if isinstance(error, StaleEdit):
                tell(self, self._desk, pair.row.one.ref, tr(_STATES[wanted]))
            else:
                report(self, error)
            self.reload()

        self._decisions.run(decide, lambda _: self.reload(), refused)

    @on(OptionList.OptionSelected, "#pairs")
    def open_other(self) -> None:
        """Open the other statement."""
        pair = self.query_one(PairList).current
        if pair is not None:
            self.post_message(OpenPromise(_other(pair, self._own).ref))


class PairList(Entries[OpenPair]):
    """Statements that may be of the same promise as another, each with why."""

    def __init__(self) -> None:
        super().__init__(id="pairs")

    def show(self, pairs: Pairs) -> None:
        """Show these pairs in their order."""
        self.fill((pair.row.ref, pair, entry(pair, pairs.own)) for pair in pairs.open)


def entry(pair: OpenPair, own: frozenset[str]) -> Content:
    """The other statement of a pair, as the lines of a list."""
    row = pair.row
    state = words.LINK_STATES[row.state]
    match, said = "", tr(_STATES[row.state])
    if row.state is LinkState.SUGGESTED and row.made_by != PROGRAM:
        said = tr("{who} asked whether they are one promise", who=plain(row.made_by))
    elif row.state is LinkState.SUGGESTED:
        match = f" · {words.match(row.score)}"
    lines = [Content.assemble((f"{state.symbol} {said}", state.tone), match), account.stated(_other(pair, own))]
    if row.reasons:
        lines.append(why(row.reasons))
    if row.decided_by:
        lines.append(toned(tr("Decided by {who}", who=plain(row.decided_by)), Tone.QUIET))
    return Content("\n").join(lines)


def _other(pair: OpenPair, own: frozenset[str]) -> StatementRow:
    """The statement of a pair that is not among those of the promise; of two that are, the second."""
    return pair.row.one if pair.row.one.ref not in own else pair.row.other
