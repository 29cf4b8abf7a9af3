"""Choosing words in the reader, with keys and with the mouse, and what is done with them: promises, links, copies."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sqlalchemy.orm import Session
from textual import events
from textual.app import App, ComposeResult
from textual.pilot import Pilot
from textual.widgets import Select

from corpus import commitments, documents, journal, versions
from corpus.codebook import CommitmentKind, DocumentKind, Lang, LinkState, PassageKind, Relation
from corpus.database import Corpus
from corpus.models import Decision
from corpus.rows import CommitmentFilter, CommitmentRow, PassageRow
from corpus.types import ReadDocument
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import BREAKS, HUBS, PLAN, WHO, Filled, document, paragraph
from tui.desk.reading import OpenDocument
from tui.messages import OpenPromise, OpenReader
from tui.screens.linking import LinkDialogue, PromiseChoice
from tui.screens.making import MakingDialogue
from tui.screens.reader import ReaderScreen
from tui.text import same_length
from tui.widgets.marks import Place
from tui.widgets.paper import MARGIN, Paper
from tui.widgets.passages import PassageView

Mouse = TypeVar("Mouse", events.MouseDown, events.MouseMove, events.MouseUp)
Put = Callable[[Session, ReadDocument], versions.Added]

LATER = "Each of them will be run together with the people who use it."


def view(it: Driven) -> PassageView:
    return it.app.screen.query_one("#passages", PassageView)


def chosen(it: Driven) -> str:
    place = view(it).chosen
    return view(it).paper.passages[place.passage].text[place.start : place.end] if place else ""


async def read(it: Driven, filled: Filled, words: str, key: str = "plan-2021") -> PassageRow:
    passage = filled.passage(key, words)
    start = passage.text.index(words)
    it.app.screen.post_message(OpenReader(passage.version_id, passage.ordinal, start, start + len(words)))
    await settle(it.pilot)
    return passage


# With keys


async def test_words_are_chosen_with_keys(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await it.press("v")
        assert chosen(it) == "Many"
        await it.press("w", "w")
        assert chosen(it) == "Many valleys have"
        assert "3 words chosen: y copy" in it.lines[-2]
        await it.press("b")
        assert chosen(it) == "Many valleys"
        await it.press("left", "left")
        assert chosen(it) == "Many valley"
        await it.press("right", "dollar_sign")
        assert chosen(it) == "Many valleys have no place where people who need a little help"
        await it.press("down")
        assert chosen(it) == "Many valleys have no place where people who need a little help can meet."
        await it.press("0")
        assert chosen(it).endswith("little help")
        await it.press("escape")
        assert chosen(it) == "" and "Reader" in it.lines[0]


async def test_choosing_begins_where_the_keys_have_gone_to(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await it.press("w", "right", "space")
        assert chosen(it) == "valleys"
        await it.press("b", "b", "b")
        assert chosen(it) == "Many", "and goes back over its beginning"
        await it.press("escape", "0", "shift+right", "shift+right")
        assert chosen(it) == "Ma"
        await it.press("shift+down")
        assert chosen(it).startswith("Many valleys have") and chosen(it).endswith("help\nca".replace("\n", " "))


async def test_choosing_again_takes_in_the_sentence_and_the_passage(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        passage = await read(it, filled, "Each of them")
        await it.press("v", "v")
        assert chosen(it) == LATER
        await it.press("v")
        assert chosen(it) == passage.text


async def test_choosing_stays_in_its_passage_and_says_so_once(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        passage = await read(it, filled, "Many valleys")
        await it.press("v", "down", "down", "down", "w", "G", "pagedown")
        assert chosen(it) == passage.text
        said = "Words are chosen within one passage; what comes next is chosen by itself."
        assert it.notes.count(said) == 1
        await it.press("g")
        assert view(it).is_choosing and view(it).passage.id == passage.id


async def test_choosing_on_a_line_between_passages_begins_with_the_next(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await it.press("k", "v")
        assert chosen(it) == "Many"


async def test_the_quotation_is_what_is_chosen_or_the_mark_or_the_passage(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        passage = await read(it, filled, "This plan says")
        screen = it.app.screen
        assert isinstance(screen, ReaderScreen)
        await it.press("j")
        assert (quoted := screen.quotation()) and quoted.exact == quoted.passage.text == passage.text
        await it.press("k", "v", "w")
        assert (quoted := screen.quotation()) and (quoted.exact, quoted.start, quoted.end) == ("This plan", 0, 9)
        await it.press("escape", "right_square_bracket")
        assert (quoted := screen.quotation()) and quoted.exact == HUBS
        await it.press("j", "j")
        assert (quoted := screen.quotation()) and quoted.exact == quoted.passage.text


async def test_y_copies_the_words_chosen_and_Y_with_where_they_stand(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await it.press("v", "w", "y")
        assert it.app.clipboard == "Many valleys"
        await it.press("Y")
        assert "“Many valleys”" in it.app.clipboard and "A plan for care close to home" in it.app.clipboard


# With the mouse


async def drag(it: Driven, begin: tuple[int, int], end: tuple[int, int]) -> None:
    """Drag from a cell of the text to another: lines from the cursor's, cells from the text's first."""
    here = view(it)
    top = here.row
    await it.pilot.mouse_down(here, offset=(MARGIN + begin[0], top + begin[1]))
    await it.pilot.hover(here, offset=(MARGIN + end[0], top + end[1]))
    await it.pilot.mouse_up(here, offset=(MARGIN + end[0], top + end[1]))
    await settle(it.pilot)


async def test_words_are_chosen_with_the_mouse(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await drag(it, (5, 0), (11, 0))
        assert chosen(it) == "valleys"
        await it.pilot.click(view(it), offset=(MARGIN + 3, view(it).row + 1))
        assert chosen(it) == "", "a click chooses nothing"
    assert True


async def test_dragging_backwards_and_over_lines(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await drag(it, (2, 1), (5, 0))
        assert chosen(it).startswith("valleys have") and chosen(it).endswith("help can")


async def test_dragging_out_of_the_passage_stops_at_its_edge(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        passage = await read(it, filled, "Many valleys")
        await drag(it, (5, 0), (9, 4))
        assert chosen(it) == passage.text[5:]
        assert "Words are chosen within one passage; what comes next is chosen by itself." in it.notes


async def test_a_double_click_opens_the_promise(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, HUBS)
        await it.pilot.click(view(it), offset=(MARGIN + 3, view(it).row), times=2)
        await settle(it.pilot)
        assert not isinstance(it.app.screen, ReaderScreen)


PIECES = [
    "w\u0302y",
    "tŷ",
    "plan",
    " ",
    " ",
    "  ",
    "-",
    "\u00ad",
    "\u2011",
    "\x07",
    "\x1b[31m",
    "👩\u200d👩\u200d👧",
    "👍🏽",
]
PIECES += ["🇬🇧", "漢字", "אבג", "\u202ex", "\u200b", "e\u0301\u0302", "[b]"]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).filter(str.strip)
CELLS = st.tuples(st.integers(-4, 28), st.integers(0, 3))


class Bare(App[None]):
    """A text, and nothing else."""

    def compose(self) -> ComposeResult:
        yield PassageView(id="passages")


def row(text: str, ordinal: int = 0) -> PassageRow:
    facts = {"headings": (), "number": "", "page_index": None, "page_label": "", "lead": "", "amends": "", "role": ""}
    return PassageRow(
        id=ordinal, ref="x/en/0", version_id=1, ordinal=ordinal, kind=PassageKind.PARAGRAPH, text=text, start=0,
        end=len(text), speaker="", dated=None, document_key="x", document_title="X", lang=Lang.EN, publisher="",
        document_kind=DocumentKind.OTHER, url="", source_id="", **facts,  # type: ignore[arg-type]
    )  # fmt: skip


@settings(max_examples=12, deadline=None, phases=[Phase.generate])
@given(st.lists(st.tuples(TEXTS, CELLS, CELLS), min_size=4, max_size=6))
def test_what_is_marked_on_the_screen_is_what_is_chosen(
    tried: list[tuple[str, tuple[int, int], tuple[int, int]]],
) -> None:
    async def run() -> None:
        async with Bare().run_test(size=(40, 60)) as pilot:
            for text, begin, end in tried:
                await drag_and_look(pilot, text, begin, end)

    asyncio.run(run())


async def drag_and_look(pilot: Pilot[None], text: str, begin: tuple[int, int], end: tuple[int, int]) -> None:
    here = pilot.app.query_one(PassageView)
    here.show(Paper.of(OpenDocument((row(text), row("Another.", 1)))), Place(0))
    await pilot.pause()
    many = len(here._layout.own(0))
    begin, end = (begin[0], begin[1] % many), (end[0], end[1] % many)
    under = [letter_drawn(here, cell) for cell in (begin, end)]
    here.on_mouse_down(mouse(events.MouseDown, here, begin))
    here.on_mouse_move(mouse(events.MouseMove, here, end))
    here.on_mouse_up(mouse(events.MouseUp, here, end))
    place, shown = here.chosen, same_length(text)
    reversed_ = "".join(
        segment.text
        for y in range(here.size.height)
        for segment in here.render_line(y)
        if segment.style is not None and segment.style.reverse
    )
    if place is None:
        assert not reversed_.strip() or not here.is_choosing
        return
    assert place.passage == 0 and shown[place.start : place.end] == shown[place.start : place.end].strip()
    assert "".join(reversed_.split()) == "".join(shown[place.start : place.end].split())
    assert all(place.start <= at < place.end for at in under if at is not None), "both ends are in it"


def mouse(kind: type[Mouse], here: PassageView, cell: tuple[int, int]) -> Mouse:
    return kind(here, MARGIN + cell[0], cell[1], 0, 0, 1, False, False, False)


def letter_drawn(here: PassageView, cell: tuple[int, int]) -> int | None:
    """The first character drawn in a cell, counted without the code that is tested; None for space and beyond."""
    line = here._layout.line(min(cell[1], here._layout.height - 1))
    if line.passage or line.above is not None:
        return None
    left = 0
    for at in range(line.start, line.end):
        wide = cell_len(here.paper.texts[0][at])
        if left <= cell[0] < left + wide:
            joined = at and (here.paper.texts[0][at - 1] == "\u200d" or wide == 0)
            return None if here.paper.texts[0][at].isspace() or joined else at
        left += wide
        if any(mark in here.paper.texts[0][line.start : line.end] for mark in ("\u200d", "🏽", "🇬")):
            return None  # cells of what is joined cannot be counted one by one
    return None


# A promise of them


async def choose(it: Driven, name: str, value: str) -> None:
    it.app.screen.query_one(f"#{name}", Select).value = value
    await settle(it.pilot)


async def focus(it: Driven, name: str) -> None:
    it.app.screen.query_one(name).focus()
    await settle(it.pilot)


def rows(filled: Filled) -> list[CommitmentRow]:
    with filled.corpus.read() as session:
        return commitments.listing(session, CommitmentFilter())


async def test_a_promise_is_made_of_the_words_and_marked_at_once(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Each of them")
        await it.press("v", "v", "m")
        assert isinstance(it.app.screen, MakingDialogue) and LATER in it.text
        await choose(it, "kind", CommitmentKind.PLEDGE)
        await focus(it, "#body Input")
        await it.type("Audit Wales")
        await focus(it, "#because")
        await it.type("It was missed.")
        await it.press("ctrl+s")
        assert isinstance(it.app.screen, ReaderScreen), it.text
        assert it.notes[-1] == f"A promise now: “{LATER}”. Ctrl-Z takes it back."
        assert "◆ promise: pledge" in it.lines[-2] and not view(it).is_choosing
        made = next(row for row in rows(filled) if row.quote == LATER)
        assert (made.kind, made.body_key, made.origin) == (CommitmentKind.PLEDGE, "audit-wales", "person")
        with filled.corpus.read() as session:
            (decision,) = journal.rows(session, session.query(Decision).all())
        assert (decision.who, decision.because) == (WHO, "It was missed.")
        await it.press("right_square_bracket", "left_square_bracket", "enter")
        assert it.app.screen.opened == OpenPromise(made.ref)


async def test_ctrl_z_takes_it_back(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await it.press("v", "v", "m")
        await choose(it, "kind", CommitmentKind.DUTY)
        await it.press("ctrl+s")
        assert "◆" in it.lines[-2]
        await it.press("ctrl+z", "y")
        assert isinstance(it.app.screen, ReaderScreen) and "◆" not in it.lines[-2]
        assert not any(row.quote.startswith("Many valleys") for row in rows(filled))


async def test_a_promise_needs_a_kind_and_words_that_are_free(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, BREAKS)
        await it.press("m")
        assert it.notes[-1] == "Choose the words of the promise first: v begins, w takes in a word."
        await it.press("v", "v", "m", "ctrl+s")
        assert "Say what kind of promise it is." in it.text
        await choose(it, "kind", CommitmentKind.DUTY)
        await it.press("ctrl+s")
        assert f"{filled.ref(BREAKS)} stands on these words already" in " ".join(it.text.split())
        await focus(it, "#body Input")
        await it.type("Nobody at all")
        await it.press("ctrl+s")
        assert "No public body is called Nobody at all" in " ".join(it.text.split())
        await it.press("escape")
        await it.press("escape") if isinstance(it.app.screen, MakingDialogue) else None
        assert isinstance(it.app.screen, ReaderScreen) and chosen(it) == BREAKS


async def test_a_document_read_again_meanwhile_is_not_decided_about(drive: Drive, filled: Filled, put: Put) -> None:
    async with drive() as it:
        await read(it, filled, "Many valleys")
        await it.press("v", "v", "m")
        await choose(it, "kind", CommitmentKind.DUTY)
        with filled.corpus.write() as session:
            put(session, document("plan-2021", PLAN.title, paragraph("All is new.", 0)))
        before = len(rows(filled))
        await it.press("ctrl+s")
        assert "This document was read again since, so nothing was changed" in " ".join(it.text.split())
        assert len(rows(filled)) == before


HOSTILE = (
    "Bydd y cyngor yn agor tw\u0302r newydd.",
    "The 👩\u200d👩\u200d👧 centre will o\u00adpen \x1b[31mred\x07 doors.",
    "We shall \u202epay\u202c everyone [b]more[/b].",
    "אנחנו נבנה בית חדש כאן.",
)


@pytest.mark.parametrize("text", HOSTILE, ids=["circumflex", "emoji", "override", "right-to-left"])
async def test_what_is_kept_is_what_was_chosen(drive: Drive, filled: Filled, put: Put, text: str) -> None:
    with filled.corpus.write() as session:
        put(session, document("hostile", "Hostile", paragraph(f"Before it. {text} And more.", 0)))
    async with drive() as it:
        await read(it, filled, text, "hostile")
        await it.press("v", "w", "w", "b", "w", "v", "m")
        await choose(it, "kind", CommitmentKind.PLEDGE)
        await it.press("ctrl+s")
        made = next(row for row in rows(filled) if row.document_key == "hostile")
        assert made.quote == text
        marked = view(it).marked_here
        assert marked == Place(0, 11, 11 + len(text))


# A link to one


async def test_words_are_linked_to_a_promise_that_is_found_by_its_words(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Where a hub was open", "audit-2023")
        await it.press("v", "v", "l")
        assert isinstance(it.app.screen, LinkDialogue) and "praised it" in it.text
        assert "7 promises" in it.text
        await it.type("ten hubs")
        assert "1 promise" in it.text
        await it.press("down", "enter")
        await choose(it, "relation", Relation.DELIVERS)
        await focus(it, "#because")
        await it.type("They say so.")
        await it.press("ctrl+s")
        assert isinstance(it.app.screen, ReaderScreen)
        assert it.notes[-1] == f"Evidence now for {filled.ref(HUBS)}. Ctrl-Z takes it back."
        assert "● evidence: delivers" in it.lines[-2]
        with filled.corpus.read() as session:
            linked = commitments.get(session, filled.ref(HUBS)).evidence[0]
            (decision,) = journal.rows(session, session.query(Decision).all())
        assert (linked.state, linked.relation) == (LinkState.ACCEPTED, Relation.DELIVERS)
        assert linked.quotation.exact == "Where a hub was open, people praised it."
        assert decision.because == "They say so."


async def test_a_promise_is_found_by_its_name_and_a_link_needs_a_relation(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled, "Where a hub", "audit-2023")
        await it.press("l")
        await it.type("no such words")
        assert "0 promises" in it.text
        await it.press("ctrl+s")
        assert "Find the promise first: there is none with these words." in it.text
        it.app.screen.query_one("#looked-for").clear()  # type: ignore[attr-defined]
        await it.type(filled.ref(BREAKS))
        found = it.app.screen.query_one(PromiseChoice)
        assert found.current is not None and found.current.quote == BREAKS
        await it.press("ctrl+s")
        assert "Say how the words bear on the promise." in it.text
        await it.press("escape")
        assert isinstance(it.app.screen, ReaderScreen)


async def test_a_dialogue_for_a_passage_that_is_gone_says_so(drive: Drive, filled: Filled) -> None:
    async with drive((20, 5)) as it:
        await it.pilot.resize_terminal(100, 30)
        it.app.push_screen(LinkDialogue(it.app._desk, 99_999, 0, 4))  # type: ignore[attr-defined]
        await settle(it.pilot)
        assert "press F5 and look at its words anew" in " ".join(it.text.split())
        await it.press("escape")


async def test_many_promises_are_read_a_window_at_a_time(drive: Drive, filled: Filled, corpus: Corpus) -> None:
    with corpus.read() as session:
        version = documents.get(session, "plan-2021").version_id
        passage = documents.passages(session, version)[1]
    async with drive((100, 30)) as it:
        it.app.push_screen(LinkDialogue(it.app._desk, passage.id, 0, 9))  # type: ignore[attr-defined]
        await settle(it.pilot)
        assert "“This plan”" in it.text
        await it.press("down", "G")
        found = it.app.screen.query_one(PromiseChoice)
        assert found.current is not None and found.cursor == found.total - 1
