"""How many promises there are, what became of them, and what needs attention. The first thing that a person sees."""

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Static

from corpus import wording
from corpus.codebook import UNMET, CommitmentKind, Delivery, ReviewReason, Theme
from corpus.language import day, msg, number, percent, plural, tr
from corpus.overview import SOON, Overview, Share, due_soon, made_in, overdue
from corpus.rows import BodyCount, CommitmentFilter
from tui import words
from tui.background import in_background, report
from tui.desk import Desk, promises
from tui.desk import overview as reading
from tui.latest import Latest
from tui.messages import GoTo
from tui.screens.base import PlaceScreen
from tui.tones import Tone
from tui.widgets.bars import Line, Sort, figures, legend
from tui.widgets.charts import MOST, Chart
from tui.widgets.keys import KeyLine
from tui.widgets.place_bar import PlaceBar
from tui.widgets.welcome import Welcome

SORTS = (
    Sort("█", Tone.GOOD, msg("met")),
    Sort("▓", Tone.BAD, msg("unmet")),
    Sort("▒", Tone.LABEL, msg("superseded")),
    Sort("░", Tone.QUIET, msg("not assessed")),
)
_WHOLE = (Sort("█", Tone.LABEL, ""),)
_SHARES = (msg("all"), msg("unmet"), msg("met"), msg("not assessed"))

_WAITING: Mapping[ReviewReason, str] = {
    ReviewReason.CHANGED_SOURCE: msg("Words that are no longer in their source"),
    ReviewReason.DISPUTED: msg("Disputed: coders differ, or evidence contradicts"),
    ReviewReason.STALE: msg("Judged long ago, or with news since"),
    ReviewReason.OVERDUE: msg("Past their day, and not judged since"),
    ReviewReason.RESPONSE_DUE: msg("Recommendations without an answer in time"),
    ReviewReason.NEW: msg("Found by the program, and seen by nobody"),
}


class OverviewScreen(PlaceScreen):
    """Charts of all promises; each of their lines leads to the promises that it counts."""

    NAME: ClassVar[str] = "overview"
    AUTO_FOCUS = "#count-attention"
    HELP = msg(
        "How many promises there are, what became of them, and what waits for you. Every line leads somewhere: Enter "
        "or a click lists the promises that it counts, or what waits for that reason. The arrows go through all lines, "
        "Tab from chart to chart."
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._overview: Overview | None = None
        self._at: tuple[str, int] | None = None
        self._counting = Latest(self, "counts")
        self._waiting = Latest(self, "waiting")

    def compose(self) -> ComposeResult:
        """The charts in two columns, which stand one below the other where there is little room."""
        yield PlaceBar(self.NAME)
        yield Welcome()
        with VerticalScroll(id="charts", can_focus=False):
            yield Static(tr("Reading the corpus…"), id="totals", markup=False)
            with Horizontal(id="chart-columns"):
                with Vertical():
                    yield Chart(msg("What needs attention"), columns=[msg("waiting")], id="count-attention")
                    yield Chart(msg("What became of them"), sorts=_WHOLE, columns=["", ""], id="count-deliveries")
                    yield _shares(msg("By kind"), "kinds")
                    yield _shares(msg("By the year they were made"), "years", most=None)
                with Vertical():
                    yield _shares(msg("By body"), "bodies")
                    yield _shares(msg("By theme"), "themes")
        yield KeyLine()

    def keep(self) -> dict[str, Any]:
        """The line under the cursor."""
        chart = self.focused
        return {"chart": chart.id, "line": chart.cursor} if isinstance(chart, Chart) else {}

    def bring_back(self, kept: Mapping[str, Any]) -> None:
        """Go to that line again."""
        match kept:
            case {"chart": str(chart), "line": int(line)}:
                self._at = chart, line

    def reload(self) -> None:
        """Count again, first the promises and then what waits."""
        self._counting.run(partial(reading.counted, self._desk), self._show, self._failed)

    def _failed(self, error: Exception) -> None:
        report(self, error)
        if self._overview is None:
            self.query_one("#totals", Static).update(tr("The corpus could not be read. F5 tries again."))

    def _show(self, now: Overview) -> None:
        self._overview = now
        self.set_class(not now.tallies.total, "-empty")
        if not now.tallies.total:
            in_background(self, partial(promises.counts, self._desk), self.query_one(Welcome).say, group="welcome")
            return
        self.query_one("#totals", Static).update(_totals(now))
        told = now.tallies
        self._chart("deliveries").show(list(_deliveries(now)))
        kinds = [self._line(wording.name(kind), share, _of_kind(kind)) for kind, share in told.kinds.items()]
        self._chart("kinds").show([line for line in kinds if line.total])
        years = [self._line(str(year), share, made_in(year, now.on)) for year, share in told.years.items()]
        self._chart("years").show(years, _undated(told.undated))
        named = [self._line(words.body_name(body), share, _of_body(body)) for body, share in told.bodies.items()]
        self._chart("bodies").show(named, _unnamed(told.unnamed))
        themes = [self._line(wording.name(theme), share, _on_theme(theme)) for theme, share in told.themes.items()]
        self._chart("themes").show(themes, _unthemed(told.unthemed))
        self._attend(None)
        self._waiting.run(partial(reading.waiting, self._desk), self._attend)
        if self._at is not None:
            self.call_after_refresh(self._return)

    def _line(self, name: str, share: Share, wanted: CommitmentFilter) -> Line:
        counts = (share.met, share.unmet, share.superseded, share.not_assessed)
        said = figures(share.total, share.unmet, share.met, share.not_assessed)
        return Line(name, counts, said, partial(GoTo, "promises", wanted))

    def _chart(self, name: str) -> Chart:
        return self.query_one(f"#count-{name}", Chart)

    def _attend(self, waiting: Mapping[ReviewReason, int] | None) -> None:
        """Show what needs attention; what waits for a person is counted last."""
        now = self._overview
        if now is None:
            return
        soon = plural("Due within {count} day", "Due within {count} days", SOON.days)
        lines = [
            _count(tr("Overdue: unmet, and their day is past"), now.overdue, "promises", overdue(now.on)),
            _count(soon, now.due_soon, "promises", due_soon(now.on)),
            *(_count(tr(_WAITING[reason]), many, "review", reason) for reason, many in (waiting or {}).items()),
            _count(tr("Sources whose last crawl failed"), now.unwell, "sources"),
        ]
        lines = [line for line in lines if line.total]
        nothing = tr("Nothing waits for you.") if not lines else ""
        self._chart("attention").show(lines, tr("Counting what waits…") if waiting is None else nothing)

    # Going about

    @on(Chart.Left)
    def go_on(self, message: Chart.Left) -> None:
        """Go to the next chart, the one before, or the first or last line of all."""
        charts = [chart for chart in self.query(Chart) if not chart.is_empty]
        if not charts:
            return
        if message.by:
            at = charts.index(message.chart) + message.by if message.chart in charts else 0
            if not 0 <= at < len(charts):
                return
            charts[at].go(0 if message.by > 0 else -1)
        else:
            at = -1 if message.last else 0
            charts[at].go(at)
        charts[at].focus(scroll_visible=False)

    @on(Chart.Moved)
    def follow(self, message: Chart.Moved) -> None:
        """Keep the line under the cursor in sight, and with the first line of a chart its heading."""
        chart = message.chart
        if not chart.has_focus:
            return
        scroll = self.query_one("#charts", VerticalScroll)
        top = chart.region.y - scroll.region.y + scroll.scroll_offset.y + message.y
        above = 1 if message.y == 1 else 0
        scroll.scroll_to_region(Region(0, top - above, 1, 1 + above), animate=False, force=True)

    def on_resize(self) -> None:
        """Keep the line under the cursor in sight where the charts have moved."""
        self.call_after_refresh(self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        chart = self.focused
        if isinstance(chart, Chart):
            self.follow(Chart.Moved(chart, chart.cursor + 1))

    def _return(self) -> None:
        (name, line), self._at = self._at or ("", 0), None
        for chart in self.query(Chart):
            if chart.id == name and not chart.is_empty:
                chart.go(max(0, line))
                chart.focus(scroll_visible=False)


def _totals(now: Overview) -> Content:
    unmet = sum(now.tallies.deliveries[delivery] for delivery in UNMET)
    told = tr(
        "{promises} in {documents}, as things stand on {day}: {unmet} unmet, {waiting} not assessed by anybody.",
        promises=plural("{count} promise", "{count} promises", now.tallies.total),
        documents=plural("{count} document", "{count} documents", now.documents),
        day=day(now.on),
        unmet=number(unmet),
        waiting=number(now.tallies.deliveries[Delivery.NOT_ASSESSED]),
    )
    return Content("\n").join([Content.styled(told, Tone.STRONG), legend(SORTS)])


def _shares(heading: str, of: str, most: int | None = MOST) -> Chart:
    return Chart(heading, sorts=SORTS, columns=_SHARES, most=most, id=f"count-{of}")


def _count(name: str, many: int, place: str, wanted: CommitmentFilter | ReviewReason | None = None) -> Line:
    return Line(name, (many,), (number(many),), partial(GoTo, place, wanted))


def _deliveries(now: Overview) -> Iterable[Line]:
    for delivery, many in now.tallies.deliveries.items():
        saying = words.DELIVERIES[delivery]
        if many:
            wanted = CommitmentFilter(deliveries=frozenset({delivery}))
            share = percent(many / now.tallies.total)
            yield Line(str(saying), (many,), (number(many), share), partial(GoTo, "promises", wanted), saying.tone)


def _of_kind(kind: CommitmentKind) -> CommitmentFilter:
    return CommitmentFilter(kinds=frozenset({kind}))


def _of_body(body: BodyCount) -> CommitmentFilter:
    return CommitmentFilter(bodies=frozenset({body.key}))


def _on_theme(theme: Theme) -> CommitmentFilter:
    return CommitmentFilter(themes=frozenset({theme}))


def _undated(many: int) -> str:
    told = plural(
        "{count} more is in a document without a date.", "{count} more are in documents without a date.", many
    )
    return told if many else ""


def _unnamed(many: int) -> str:
    told = plural("{count} more binds no body that is known.", "{count} more bind no body that is known.", many)
    return told if many else ""


def _unthemed(many: int) -> str:
    told = plural("{count} more is on none of the themes.", "{count} more are on none of the themes.", many)
    return told if many else ""
