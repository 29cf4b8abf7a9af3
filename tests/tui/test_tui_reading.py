"""The reader: its keys, finding words, contents, what is marked in the text, the twin beside it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from corpus import editing, evidence, findings, versions
from corpus.codebook import Lang, LinkState, PassageKind, ProgressState, Response, Theme
from corpus.errors import CorpusBusy
from corpus.types import (
    AnyFinding,
    CaseStudyFinding,
    Passage,
    ProgressFinding,
    QuestionFinding,
    ReadDocument,
    ResponseFinding,
    ThemeFinding,
)
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import HUBS, PLAN, WHO, Filled, document, heading, paragraph, pledge
from tui.desk.reading import OpenDocument
from tui.messages import OpenReader
from tui.screens import twinned
from tui.widgets.marks import Place
from tui.widgets.outline import Outline
from tui.widgets.passages import PassageView

Put = Callable[[Session, ReadDocument], versions.Added]


def view(it: Driven, name: str = "passages") -> PassageView:
    return it.app.screen.query_one(f"#{name}", PassageView)


def pointed_at(it: Driven) -> str:
    return next(line for line in it.lines[1:-3] if "›" in line)


async def opened(it: Driven, message: OpenReader) -> None:
    """Open the reader."""
    it.app.screen.post_message(message)
    await settle(it.pilot)


async def read(it: Driven, filled: Filled, words: str = HUBS, key: str = "plan-2021") -> None:
    """Open the reader at words of a document."""
    passage = filled.passage(key, words)
    start = passage.text.index(words)
    await opened(it, OpenReader(passage.version_id, passage.ordinal, start, start + len(words)))


# Walking in it


async def test_the_reader_shows_numbers_pages_headings_and_promises(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        assert "1.2       ◆ The Welsh Government will open ten community hubs" in pointed_at(it)
        assert any(line.split()[:2] == ["p.", "7"] for line in it.lines)
        assert "1.2 › p. 6 › Hubs" in it.lines[-3]
        assert it.lines[-2].strip() == "◆ promise: pledge"
        await it.press("enter")
        assert "■ stalled" in it.text


async def test_keys_walk_the_document(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("g")
        assert "p. 5" in pointed_at(it)
        await it.press("j", "j", "j")
        assert "This plan says" in pointed_at(it)
        await it.press("G")
        assert "they use." in pointed_at(it)
        await it.press("k", "p")
        assert "A local health board must ask carers" in it.text


async def test_brackets_go_from_mark_to_mark_and_round(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided, "This plan says")
        await it.press("right_square_bracket")
        assert "The Welsh Government will open" in pointed_at(it)
        await it.press("right_square_bracket")
        assert "2.1" in pointed_at(it)
        await it.press("right_square_bracket", "right_square_bracket", "right_square_bracket")
        assert "2.3" in pointed_at(it)
        await it.press("right_square_bracket")
        assert "1.2" in pointed_at(it)
        await it.press("left_square_bracket")
        assert "2.3" in pointed_at(it)


async def test_two_promises_of_one_passage_open_each_for_itself(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("right_square_bracket", "right_square_bracket")
        assert "aspiration" in it.lines[-2]
        await it.press("enter")
        assert "aim-noun" in it.text


async def test_enter_where_there_is_no_promise_says_so(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("g", "enter")
        assert it.notes[-1] == "There is no promise here; ] goes to the next mark, and promises are marked ◆."


async def test_finding_words_in_the_document(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("g", "slash")
        await it.type("carers")
        await it.press("enter")
        assert "“carers”: 1 of 3" in it.text and "Carers told us" in pointed_at(it)
        await it.press("n")
        assert "“carers”: 2 of 3" in it.text
        await it.press("n", "n")
        assert "“carers”: 1 of 3" in it.text
        await it.press("N")
        assert "“carers”: 3 of 3" in it.text
        await it.press("slash")
        await it.type("zebra")
        await it.press("enter")
        assert "“zebra”: not in this document" in it.text


async def test_escape_leaves_the_finding_then_the_reader(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("slash", "escape")
        assert "Reader" in it.lines[0]
        await it.press("escape")
        assert "Reader" not in it.lines[0]


async def test_contents_lead_to_headings(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("c", "j", "enter")
        assert "Rest for carers" in pointed_at(it)
        await it.press("c")
        assert view(it).size.width == 80


async def test_the_contents_narrow_the_text_without_cutting_it(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("c")
        shown = " ".join(line[34:].strip(" ›◆1.2") for line in it.lines)
        assert "open ten community hubs by 31 March" in " ".join(shown.split())


async def test_a_document_without_headings_says_so(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await read(it, filled, "sixty volunteers", "library-hub")
        await it.press("c")
        assert it.notes[-1] == "This document has no headings."
        assert not it.app.screen.query_one(Outline).display


async def test_a_changed_size_keeps_the_words_under_the_cursor(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("right_square_bracket")
        for size in ((160, 40), (120, 40), (40, 12), (20, 5), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("shift")
            assert any("›" in line for line in it.lines[1:])
        assert "2.1" in pointed_at(it) and "Every local authority" in pointed_at(it)


async def test_the_wheel_takes_the_cursor_along(drive: Drive, decided: Filled) -> None:
    async with drive((80, 12)) as it:
        await read(it, decided, "This plan says")
        view(it).scroll_to(y=14, animate=False, force=True)
        await it.press("shift")
        assert view(it).cursor >= 14 and pointed_at(it)


# What is marked


@pytest.fixture
def marked(filled: Filled, put: Put) -> Filled:
    """A document with something of every sort in it."""
    texts = (
        "Four of the ten hubs are open today.",
        "The Government accepts recommendation 4.",
        "At Aberwen sixty volunteers keep a hub open.",
        "Question 7: What would you do?",
        "People and staff design it together as equals.",
        "We will write by May.",
    )
    read = document("every-sort", "Every sort", *(paragraph(text, 0) for text in texts))
    of = [{"passage": n, "quote": p.text, "start": p.start, "end": p.end} for n, p in enumerate(read.passages)]
    told = {"lang": Lang.EN, "confidence": 0.9, "rule": "test"}
    found: list[AnyFinding] = [
        ProgressFinding(**of[0], **told, state=ProgressState.UNDER_WAY),  # type: ignore[arg-type]
        ResponseFinding(**of[1], **told, response=Response.ACCEPTED, recommendation="4"),  # type: ignore[arg-type]
        CaseStudyFinding(**of[2], **told, name="The [b]hub[/b] of Aberwen"),  # type: ignore[arg-type]
        QuestionFinding(**of[3], **told, number="7"),  # type: ignore[arg-type]
        ThemeFinding(**of[4], **told, theme=Theme.CO_PRODUCTION),  # type: ignore[arg-type]
        pledge(read, texts[5]),
    ]
    with filled.corpus.write() as session:
        findings.keep(session, put(session, read).version_id, found, "rules-1")
    return filled


async def test_every_sort_has_its_sign_and_its_words(drive: Drive, marked: Filled) -> None:
    async with drive() as it:
        await read(it, marked, "Four", "every-sort")
        said = []
        for _ in range(5):
            said.append((pointed_at(it)[10:12].strip(), it.lines[-2].strip()))
            await it.press("right_square_bracket")
        assert said == [
            ("►", "► progress: under way"),
            ("◄", "◄ response: accepted"),
            ("★", "★ case study: The [b]hub[/b] of Aberwen"),
            ("?", "? question: 7"),
            ("◆", "◆ promise: pledge"),
        ]


async def test_themes_are_told_below_and_marked_when_chosen(drive: Drive, marked: Filled) -> None:
    async with drive() as it:
        await read(it, marked, "People and staff", "every-sort")
        assert "# theme: co-production" in it.lines[-2] and "#" not in pointed_at(it)
        await it.press("f", "G", "space", "f")
        assert "#" in pointed_at(it)
        await it.press("f", "g", "space", "j", "j", "space", "f")
        assert not any("◆" in line or "►" in line for line in it.lines[1:-2])
        await it.press("f", "escape")
        assert "#" in pointed_at(it), "escape changes nothing"


async def test_what_somebody_refused_is_no_promise_any_more(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await read(it, filled)
        assert "◆" in pointed_at(it)
        with filled.corpus.write() as session:
            editing.refuse(session, filled.ref(HUBS), WHO, "It is a hope.")
        await it.press("f5")
        assert "◆" not in pointed_at(it) and it.lines[-2].strip() == ""


async def test_accepted_evidence_is_marked_and_opens_its_promise(drive: Drive, filled: Filled) -> None:
    with filled.corpus.write() as session:
        evidence.decide(session, filled.links()[0], LinkState.ACCEPTED, WHO)
    async with drive() as it:
        await read(it, filled, "The auditors counted", "audit-2023")
        assert "●" in pointed_at(it) and "● evidence: contradicts" in it.lines[-2]
        await it.press("enter")
        assert "open ten community hubs" in it.text
        with filled.corpus.write() as session:
            evidence.decide(session, filled.links()[0], LinkState.REJECTED, WHO)
        await it.press("q")
        assert "●" not in pointed_at(it), "it is read again on coming back"


# The twin

ENGLISH = (heading("Hubs", 0), *(paragraph(f"English part {n} of the plan.", 0, str(n)) for n in range(1, 31)))
WELSH = (heading("Hybiau", 0), *(paragraph(f"Rhan Gymraeg {n} o'r cynllun.", 0, str(n)) for n in range(1, 31)))


@pytest.fixture
def in_both(filled: Filled, put: Put) -> Filled:
    """A document in both languages, which say the same passage by passage."""
    with filled.corpus.write() as session:
        put(session, document("both", "In both", *ENGLISH))
        put(session, document("both", "Yn y ddwy", *WELSH, lang=Lang.CY))
    return filled


def beside(it: Driven) -> tuple[str, str]:
    """The passages that the two cursors are on."""
    return view(it).passage.text, view(it, "twin").passage.text


async def test_the_twin_stands_beside_it_and_both_move(drive: Drive, in_both: Filled) -> None:
    async with drive((140, 24)) as it:
        await read(it, in_both, "English part 9 ", "both")
        await it.press("t")
        assert beside(it) == ("English part 9 of the plan.", "Rhan Gymraeg 9 o'r cynllun.")
        line = next(line for line in it.lines if "English part 9 " in line)
        assert "Rhan Gymraeg 9 " in line, "both stand in one row"
        assert any("English" in line and "Welsh" in line for line in it.lines[:3])
        await it.press("j", "j")
        assert beside(it) == ("English part 10 of the plan.", "Rhan Gymraeg 10 o'r cynllun.")
        await it.press("tab", "j", "j")
        assert beside(it) == ("English part 11 of the plan.", "Rhan Gymraeg 11 o'r cynllun.")
        assert "Yn y ddwy" in it.lines[0]
        await it.press("G")
        assert beside(it)[0] == "English part 30 of the plan."
        await it.press("t")
        assert not view(it, "twin").display and "In both" in it.lines[0]


async def test_without_room_the_twin_takes_its_place(drive: Drive, in_both: Filled) -> None:
    async with drive() as it:
        await read(it, in_both, "English part 9 ", "both")
        await it.press("t")
        assert "Rhan Gymraeg 9 " in pointed_at(it) and "English part" not in it.text
        await it.press("j", "j", "t")
        assert "English part 10 " in pointed_at(it) and "Rhan Gymraeg" not in it.text
        await it.press("t")
        await it.pilot.resize_terminal(140, 24)
        await it.press("shift")
        assert "English part 10 " in it.text and "Rhan Gymraeg 10 " in it.text


async def test_where_nothing_is_known_to_say_the_same_it_stands_near_and_says_so(drive: Drive, filled: Filled) -> None:
    async with drive((140, 40)) as it:
        await read(it, filled)
        await it.press("t")
        assert "Bydd Llywodraeth Cymru yn agor" in it.text
        assert "no passage of it is known to say the same" in it.lines[-2]


async def test_a_document_in_one_language_says_so(drive: Drive, filled: Filled) -> None:
    async with drive((140, 40)) as it:
        await read(it, filled, "sixty volunteers", "library-hub")
        await it.press("t")
        assert it.notes[-1] == "This document is not in the corpus in the other language."


# Long documents, and those that are gone


@pytest.fixture
def long_document(filled: Filled, put: Put) -> int:
    """The version of a document of five thousand passages, long enough to be laid out beside the screen's work."""
    parts: list[Passage] = []
    for number in range(1000):
        parts.append(heading(f"Chapter {number + 1}", number))
        parts += [
            Passage(
                f"Chapter {number + 1} has words for its part {letter}, and goes on with them for longer than a line.",
                0,
                0,
                kind=PassageKind.LIST_ITEM,
                number=f"({letter})",
            )
            for letter in "abcd"
        ]
    with filled.corpus.write() as session:
        return put(session, document("long", "A long report", *parts)).version_id


async def test_five_thousand_passages(drive: Drive, long_document: int) -> None:
    async with drive() as it:
        await opened(it, OpenReader(long_document, 2501))
        assert "Chapter 501 has words for its part a" in pointed_at(it)
        await it.press("c")
        assert "Chapter 501" in next(line for line in it.lines if "Chapter 501" in line)[:34]
        await it.press("G", "enter", "c")
        assert "Chapter 1000" in pointed_at(it)
        assert len(view(it).children) == 0
        view(it).go(Place(0))
        await it.press("slash")
        await it.type("part d")
        await it.press("enter")
        assert "“part d”: 1 of 1,000" in it.text


@pytest.mark.parametrize(
    "text",
    ["word " * 40_000, "x" * 200_000, "w\u0302rd " * 40_000, "\u0302" * 5_000, "👩‍👩‍👧" * 10_000, "אבג דהו " * 9_000],
    ids=["words", "one-word", "circumflexes", "marks", "emoji", "right-to-left"],
)
async def test_a_passage_of_any_length_stays_alive(drive: Drive, filled: Filled, put: Put, text: str) -> None:
    with filled.corpus.write() as session:
        version = put(session, document("very-long", "Very long", paragraph(text.strip(), 0))).version_id
    async with drive() as it:
        await opened(it, OpenReader(version, 0))
        await it.press("j", "j", "v", "w", "down", "v", "v")
        chosen = view(it).chosen
        assert chosen == Place(0, 0, len(text.strip()))
        await it.press("escape", "G", "k", "v", "b", "escape", "g")
        await it.pilot.resize_terminal(20, 5)
        await it.press("j")
        assert view(it).passage.text == text.strip()


async def test_a_version_that_is_gone_is_said_in_a_sentence(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await opened(it, OpenReader(999, 0))
        assert it.notes[-1] == "This document is no longer in the corpus; go back and look for it again."
        assert "Nothing to read" in it.lines[0]
        await it.press(
            "j", "enter", "n", "c", "t", "f", "escape", "v", "right", "w", "dollar_sign", "m", "l", "Y", "f5", "q"
        )
        assert "Reader" not in it.text


async def test_a_document_that_was_read_again_says_so_and_f5_goes_to_the_new_reading(
    drive: Drive, filled: Filled, put: Put
) -> None:
    async with drive() as it:
        await read(it, filled, "The first of them")
        newer = replace(
            PLAN, passages=document("plan-2021", "", paragraph("Put in before.", 0), *PLAN.passages).passages
        )
        with filled.corpus.write() as session:
            put(session, newer)
        await it.press("f5")
        assert "› an earlier reading (F5: the newest) › A plan" in it.lines[0]
        await it.press("f5")
        assert "earlier" not in it.lines[0] and "The first of them" in pointed_at(it)


async def test_where_it_stands_is_kept_for_the_next_time(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await read(it, decided)
        await it.press("right_square_bracket")
        left = it.app.screen.opened  # type: ignore[attr-defined]
        await it.press("q")
        await opened(it, left)
        assert "Every local authority" in pointed_at(it)


async def test_an_ordinal_out_of_the_document_is_borne(drive: Drive, filled: Filled) -> None:
    version = filled.passage("plan-2021", HUBS).version_id
    async with drive() as it:
        await opened(it, OpenReader(version, 10_000, 5, 900))
        assert "2.3" in pointed_at(it)
        await it.press("q")
        await opened(it, OpenReader(version, -4))
        assert "Foreword" in it.text


async def test_a_reading_that_fails_says_so_and_can_be_tried_again(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> OpenDocument:
        raise CorpusBusy("The corpus is being written; try again.")

    async with drive() as it:
        with monkeypatch.context() as patched:
            patched.setattr(twinned, "document", busy)
            await read(it, filled)
            assert it.notes[-1] == "The corpus is being written; try again."
            assert "Nothing to read" in it.lines[0]
        await it.press("f5")
        assert "The Welsh Government will open" in pointed_at(it)
        with monkeypatch.context() as patched:
            patched.setattr(twinned, "document", busy)
            await it.press("t")
            assert not view(it, "twin").display and "The Welsh Government will open" in pointed_at(it)
