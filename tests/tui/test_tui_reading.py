"""The reader: finding words, contents, promises marked in the text."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from corpus import versions
from corpus.codebook import PassageKind
from corpus.types import Passage, ReadDocument
from tests.tui.driving import Drive, Driven
from tests.tui.filled import Filled, document, heading
from tui.messages import OpenReader
from tui.widgets.marks import Place
from tui.widgets.passages import PassageView


def view(it: Driven) -> PassageView:
    return it.app.screen.query_one(PassageView)


def pointed_at(it: Driven) -> str:
    return next(line for line in it.lines[1:-2] if "›" in line)


async def test_the_reader_shows_numbers_pages_headings_and_promises(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d")
        assert "1.2      ◆ The Welsh Government will open ten community hubs" in pointed_at(it)
        assert any(line.split()[:2] == ["p.", "7"] for line in it.lines)
        assert "1.2 › p. 6 › Hubs" in it.text
        await it.press("enter")
        assert "Delivery ■ stalled" in it.text


async def test_keys_walk_the_document(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "g")
        assert "p. 5" in pointed_at(it)
        await it.press("j", "j", "j")
        assert "This plan says" in pointed_at(it)
        await it.press("G")
        assert "they use." in pointed_at(it) or "that they use" in pointed_at(it)
        await it.press("k", "p")
        assert "A local health board must ask carers" in it.text
        assert "Kind" in it.text and "duty" in it.text


async def test_brackets_go_from_promise_to_promise_and_round(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "right_square_bracket")
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
        await it.press("enter", "d", "right_square_bracket", "right_square_bracket", "right_square_bracket", "enter")
        assert "aspiration" in it.text and "rule aim-noun" in it.text


async def test_enter_where_there_is_no_promise_says_so(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "g", "enter")
        assert it.notes == ["There is no promise here; ] goes to the next one, marked ◆."]


async def test_finding_words_in_the_document(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "g", "slash")
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
        await it.press("enter", "d", "slash", "escape")
        assert "Reader" in it.lines[0]
        await it.press("escape")
        assert "Reader" not in it.lines[0]


async def test_contents_lead_to_headings(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "c", "j", "enter")
        assert "Rest for carers" in pointed_at(it)
        await it.press("c")
        assert view(it).size.width == 80


async def test_the_contents_narrow_the_text_without_cutting_it(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "c")
        shown = " ".join(line[34:].strip(" ›◆1.2") for line in it.lines)
        assert "open ten community hubs by 31 March" in " ".join(shown.split())


async def test_a_changed_size_keeps_the_words_under_the_cursor(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("enter", "d", "right_square_bracket", "right_square_bracket")
        for size in ((120, 40), (40, 12), (20, 5), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("shift")
            assert pointed_at(it)
        assert "2.1" in pointed_at(it) and "Every local authority" in pointed_at(it)


@pytest.fixture
def long_document(filled: Filled, put: Callable[[Session, ReadDocument], versions.Added]) -> int:
    """The version of a document of five thousand passages."""
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
        it.app.screen.post_message(OpenReader(long_document, 2501))
        await it.press("shift")
        assert "Chapter 501 has words for its part a" in pointed_at(it)
        await it.press("G")
        assert "Chapter 1000" in it.text
        assert len(view(it).children) == 0
        view(it).go(Place(0))
        await it.press("slash")
        await it.type("part d")
        await it.press("enter")
        assert "“part d”: 1 of 1,000" in it.text


async def test_a_version_that_is_gone_is_said_in_a_sentence(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        it.app.screen.post_message(OpenReader(999, 0))
        await it.press("shift")
        assert it.notes == ["This document is no longer in the corpus; go back and look for it again."]
        await it.press("j", "enter", "n", "c", "q")
        assert "Addewid › Promises" in it.text
