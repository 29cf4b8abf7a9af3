"""The search screen over a real index: as one types, narrowing, order, history, and what is kept."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from corpus import searches, versions
from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.errors import CorpusBusy, UsageProblem
from corpus.types import ReadDocument
from index import Fused, Hit, Results
from index.results import Scanned
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import TODAY, WHO, Filled, Searched, document, paragraph
from tui.app import AddewidApp
from tui.desk import Desk
from tui.screens.asking import AskingScreen
from tui.screens.search import SearchScreen
from tui.searching.history import History
from tui.searching.searcher import Searcher
from tui.widgets.hit_list import HitList
from tui.widgets.query_box import QueryBox

Put = Callable[[Session, ReadDocument], versions.Added]


def box(it: Driven) -> str:
    return it.app.screen.query_one(QueryBox).value


def shown(it: Driven) -> str:
    """Everything on the screen, its lines joined by single blanks."""
    return " ".join(it.text.split())


async def search_for(it: Driven, words: str) -> None:
    await it.press("ctrl+f")
    await it.type(words)
    await it.press("enter")


async def test_search_lands_in_the_reader_on_the_passage(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "volunteers library")
        assert "1 passage, best first" in it.text
        assert "At Aberwen sixty volunteers keep the hub" in it.text
        await it.press("enter")
        assert "Addewid › Reader › The old library at Aberwen" in it.text
        await it.press("q")
        assert box(it) == "volunteers library" and "1 passage" in it.text
        await it.press("2", "4")
        assert box(it) == "volunteers library" and "1 passage" in it.text


async def test_what_is_typed_is_found_without_a_further_key(drive: Drive, decided: Filled, search: Searched) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("volunteers")
        assert "1 passage, best first" in it.text and isinstance(it.app.focused, QueryBox)
        await it.press("space", *"library", "down")
        assert isinstance(it.app.focused, HitList)
        await it.press("slash", "ctrl+u")
        assert "Type words in either language" in it.text and "Aberwen" not in it.text


async def test_a_word_half_typed_shows_what_begins_so_and_then_the_box_says_it(
    drive: Drive, decided: Filled, corpus: Corpus
) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("old librar")
        assert "1 passage with librar* so far, best first" in it.text and box(it) == "old librar"
        await it.press("down")
        assert box(it) == "old librar*" and "1 passage, best first, then 1 passage with" in it.text
        await it.press("r")
        assert "“old librar*”" in shown(it)
        await it.press("slash", "ctrl+u")
        await it.type("old librar")
        await it.press("enter")
        assert "No passage holds all of these words." in it.text and box(it) == "old librar"


async def test_keys_in_quick_succession_are_one_search(drive: Drive, decided: Filled, search: Searched) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        for part in ("li", "bra"):
            it.app.screen.query_one(QueryBox).insert_text_at_cursor(part)
        await it.type("ry")
        assert search.asked == ["library"]


async def test_a_slow_answer_is_dropped_and_those_in_between_are_never_asked(
    drive: Drive, decided: Filled, search: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer, begun, go_on = Searched.stream, threading.Event(), threading.Event()

    def slow(self: Searched, query: str, **more: Any) -> tuple[Results, Iterator[Hit]]:
        begun.set()
        assert go_on.wait(20)
        return answer(self, query, **more)

    monkeypatch.setattr(Searched, "stream", slow)
    async with drive() as it:
        await it.press("ctrl+f")
        query = it.app.screen.query_one(QueryBox)
        for words in ("carers", "library", "volunteers"):
            query.value = words
            await it.pilot.press("enter")
            begun.wait(20)
        go_on.set()
        await it.press("shift")
        assert search.asked == ["carers", "volunteers"]
        assert "1 passage" in it.text and "sixty" in it.text and "health board" not in it.text


async def test_only_some_of_the_words_stand_under_a_heading(drive: Drive, decided: Filled) -> None:
    async with drive((80, 40)) as it:
        await search_for(it, "hub library")
        assert "2 passages, best first, then 6 passages with some of the words." in shown(it)
        heading = next(n for n, line in enumerate(it.lines) if "── with only some of the words: 6 passages ─" in line)
        assert "library" in "".join(it.lines[heading - 3 : heading])
        assert "library" not in "".join(it.lines[heading:])
        await it.press("slash", "ctrl+u")
        await it.type("volunteers aeroplane")
        assert "No passage holds all of these words. 1 passage with some of them" in shown(it)
        await it.press("ctrl+u")
        await it.type("aeroplane")
        assert "No passage holds “aeroplane”." in it.text and isinstance(it.app.focused, QueryBox)


async def test_what_was_meant_is_taken_by_a_key(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("volonteers library")
        assert "Did you mean: volunteers library? ^y takes it." in shown(it) and "^y" in it.lines[-1]
        await it.press("ctrl+y")
        assert box(it) == "volunteers library" and "Did you mean" not in it.text
        await it.press("ctrl+y")
        assert box(it) == "volunteers library"


async def test_a_word_goes_on_as_in_the_corpus_and_a_fault_there_is_no_end(
    drive: Drive, decided: Filled, search: Searched
) -> None:
    async with drive() as it:
        await search_for(it, "hub")
        await it.press("slash", "ctrl+u")
        await it.type("volunteers li")
        assert "volunteers library" in it.text
        await it.press("right")
        assert box(it) == "volunteers library"
        await it.type(" kind:case")
        await it.press("right")
        assert box(it) == "volunteers library kind:case-study"
        search.error = OSError("gone")
        await it.press("ctrl+u")
        await it.type("libr")
        assert box(it) == "libr" and "library" not in it.lines[1]


async def test_an_empty_search_asks_for_words(drive: Drive, decided: Filled, search: Searched) -> None:
    async with drive() as it:
        await search_for(it, "  ")
        assert "Type some words first." in it.text
        await it.press("ctrl+u", "ctrl+s", "down", "escape")
        assert search.asked == [] and isinstance(it.app.focused, QueryBox)


async def test_a_fault_of_the_query_is_pointed_at_and_what_is_below_is_named(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "hub")
        await it.press("slash")
        await it.type(' "care')
        assert 'A quotation mark (") has no partner' in it.text and "Below: what “hub” found." in it.text
        caret = next(n for n, line in enumerate(it.lines) if line.strip() == "^")
        assert it.lines[caret].index("^") == it.lines[caret - 1].index('"')
        await it.type('"')
        assert "has no partner" not in it.text


async def test_the_caret_counts_cells_and_long_queries_are_cut(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("tŷ 日本語 " * 12 + "nosuch:thing")
        caret = next(n for n, line in enumerate(it.lines) if line.strip() == "^")
        assert it.lines[caret].index("^") > 60
        assert "There is no field nosuch:" in it.text


async def test_what_was_asked_comes_back_and_outlives_the_screen(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "hub")
        await it.press("slash", "ctrl+u")
        await it.type("library")
        await it.press("down", "2", "ctrl+f")
        assert box(it) == "library" and "sixty" in it.text
        await it.press("ctrl+u", "up")
        assert box(it) == "library"
        await it.press("up")
        assert box(it) == "hub"
        await it.press("up", "down")
        assert box(it) == "library"
        await it.press("down")
        assert box(it) == ""
        await it.type("care")
        await it.press("up")
        assert box(it) == "care"


async def test_a_history_that_cannot_be_written_is_said_once_and_searching_goes_on(
    drive: Drive, decided: Filled, tmp_path: Any
) -> None:
    (tmp_path / "asked.txt").mkdir()
    async with drive() as it:
        await search_for(it, "hub")
        assert any("could not be kept" in note for note in it.notes)
        assert isinstance(it.app.focused, HitList) and "passages" in it.text


async def test_facets_stand_beside_and_narrow_and_widen_the_query(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await search_for(it, "hub OR library")
        assert "Published by" in it.text and "Audit Wales" in it.text
        found = it.lines[2]
        await it.press("f", "enter")
        assert box(it).startswith("(hub OR library) kind:") and it.lines[2] != found
        assert "Narrowed to" in it.text and f"✓ {box(it).split()[-1]}" in it.text
        await it.press("g", "enter")
        assert box(it) == "hub OR library" and it.lines[2] == found
        await it.press("f")
        assert isinstance(it.app.focused, HitList)


async def test_facets_come_by_a_key_where_there_is_little_room(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "hub")
        assert "Published by" not in it.text
        await it.press("f")
        assert "Published by" in it.text and "audit report" in it.text
        await it.press("enter", "escape")
        assert "Published by" not in it.text and " kind:" in box(it)
        await it.press("x")
        assert box(it) == "hub"


async def test_the_order_is_told_and_changed(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await search_for(it, "hub")
        await it.press("s")
        assert "newest first" in it.lines[2] and "9 May 2023" in it.lines[3]
        await it.press("s")
        assert "best first" in it.lines[2]


async def test_why_a_passage_was_found(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "volunteer library")
        await it.press("e")
        assert "Why this passage was found" in it.text
        assert "“volunteers” of the same" in it.text and "“library” as written" in it.text
        assert "once in" in it.text and "%)" in it.text
        await it.press("escape", "slash", "ctrl+u")
        await it.type("kind:case-study")
        await it.press("enter", "e")
        assert "The query looks for no words" in shown(it)


async def test_similar_passages_and_back(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "former library")
        await it.press("m")
        assert "like “The first of them is to be in a former" in shown(it) and "sixty volunteers" in it.text
        await it.press("e")
        assert "Why this passage" in it.text
        await it.press("escape", "escape")
        assert "best first" in it.text and box(it) == "former library"


async def test_a_search_is_recorded_with_its_name_and_count(drive: Drive, decided: Filled, corpus: Corpus) -> None:
    async with drive() as it:
        await search_for(it, "aeroplane")
        await it.press("ctrl+r")
        it.app.screen.set_focus(None)
        await it.press("r")
        assert "✓ Recorded as s-" in it.text and "0 passages in corpus revision" in shown(it)


async def test_half_an_answer_is_no_evidence_and_says_what_it_is(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Searched.stream

    def partly(self: Searched, query: str, **more: Any) -> tuple[Results, Iterator[Hit]]:
        results, hits = whole(self, query, **more)
        return replace(results, scanned=Scanned(3, 20)), hits

    monkeypatch.setattr(Searched, "stream", partly)
    async with drive() as it:
        await search_for(it, "hub")
        assert "! Searched 3 of 20 passages one by one" in it.text
        await it.press("r")
        assert "Only a search of them all is evidence" in it.notes[0] and "Recorded" not in it.text


async def test_saving_asks_for_a_name_and_a_taken_one_is_refused(
    drive: Drive, decided: Filled, search: Searched, corpus: Corpus
) -> None:
    Searcher(corpus, search, "Ann").save("hubs", "hub open")
    async with drive() as it:
        await search_for(it, "hub")
        await it.press("ctrl+s")
        assert "Save this search" in it.text
        await it.type("hubs")
        await it.press("enter")
        assert "hubs is already the name of another search" in shown(it)
        await it.type(" of ours")
        await it.press("enter")
        assert it.notes[-1].startswith("Saved as “hubs of ours”")
        with corpus.read() as session:
            assert searches.get(session, "hubs of ours", WHO).query == "hub"


async def test_saved_searches_say_what_is_new_and_show_it(
    drive: Drive, decided: Filled, search: Searched, corpus: Corpus, put: Put
) -> None:
    searcher = Searcher(corpus, search, WHO)
    searcher.save("hubs", "hub")
    searcher.save("libraries", "library")
    with corpus.write() as session:
        put(session, document("later", "Later", paragraph("A ninth hub opened last week.", 0)))
    async with drive((120, 40)) as it:
        await it.press("ctrl+f", "ctrl+o")
        assert "hubs  ● 1 new" in it.text and "libraries  nothing new" in it.text
        await it.press("enter")
        assert "1 new in “hubs” since" in it.text and "A ninth hub opened" in it.text
        assert "four open hubs" not in it.text and box(it) == "hub"
        await it.press("e")
        assert "Why this passage" in it.text
        await it.press("escape", "escape")
        assert "four open hubs" in it.text
        await it.press("ctrl+o")
        assert "● 1 new" not in it.text
        await it.press("enter")
        assert it.notes[-1].startswith("Nothing new in “hubs” since")
        assert "four open hubs" in it.text


async def test_a_saved_search_that_fails_is_said_beside_its_name(drive: Drive, decided: Filled, corpus: Corpus) -> None:
    with corpus.write() as session:
        searches.save(session, "broken", '"half', "Ann")
    async with drive((120, 40)) as it:
        await it.press("ctrl+f", "ctrl+o")
        assert "broken  ! A quotation mark" in it.text
        await it.press("enter")
        assert "has no partner" in it.notes[-1] and "[Search]" in it.lines[0]


async def test_no_saved_search_is_said(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("ctrl+f", "ctrl+o")
        assert "No search is saved yet." in it.text
        await it.press("enter", "escape")
        assert isinstance(it.app.focused, QueryBox)


async def test_what_is_pasted_is_text(drive: Drive, decided: Filled, search: Searched) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("[b]hub[/b]\x1b[31m\u202e\nlibrary\x00")
        assert "\x1b" not in it.text and "\u202e" not in it.text
        assert search.asked[0] == "[b]hub[/b] [31m  library"
        assert "[b]hub[/b]" in it.text


async def test_a_passage_that_says_the_same_in_the_other_language_stands_beside(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Searched.stream

    def with_twin(self: Searched, query: str, **more: Any) -> tuple[Results, Iterator[Hit]]:
        results, hits = whole(self, query, **more)
        return results, (
            replace(hit, twin=replace(hit.passage, lang=Lang.CY, text="Hyb [b] cymunedol")) for hit in hits
        )

    monkeypatch.setattr(Searched, "stream", with_twin)
    async with drive() as it:
        await search_for(it, "~hub volunteers")
        assert any(line.startswith(" Cymraeg: Hyb [b] cymunedol") for line in it.lines)
        await it.pilot.resize_terminal(160, 50)
        await it.press("shift")
        assert any("sixty volunteers" in line and "│ Cymraeg: Hyb [b] cymunedol" in line for line in it.lines)
        await it.press("e")
        assert "In the other language" in it.text


async def test_meaning_ranks_by_a_key_and_words_alone_where_it_cannot(
    drive: Drive, decided: Filled, search: Searched, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, fused = Searched.stream, Fused(by_meaning=1, similarity=0.71)

    def by_meaning(self: Searched, query: str, *, meaning: bool = False, **more: Any) -> tuple[Results, Iterator[Hit]]:
        results, hits = whole(self, query, **more)
        if not meaning:
            return results, hits
        return replace(results, fused=True), (replace(hit, fused=fused, all_words=False) for hit in hits)

    def cannot(self: Searched, query: str, *, meaning: bool = False, **more: Any) -> tuple[Results, Iterator[Hit]]:
        if meaning:
            raise UsageProblem("Ranking by meaning needs a model that is not installed.")
        return whole(self, query, **more)

    async with drive() as it:
        monkeypatch.setattr(Searched, "stream", by_meaning)
        await search_for(it, "volunteers")
        await it.press("w")
        assert "best first by words and meaning" in it.text and "near in meaning" in it.text
        await it.press("e")
        assert "rank 1 (similarity 0.71) adds 0.0164" in it.text
        await it.press("escape", "w")
        assert "meaning" not in it.text
        monkeypatch.setattr(Searched, "stream", cannot)
        await it.press("w")
        assert "Ranking by meaning needs a model that is not installed." in it.text
        await it.press("s")
        assert "newest first" in it.text


async def test_thousands_of_hits_are_read_a_window_at_a_time(drive: Drive, filled: Filled, put: Put) -> None:
    words = (a + b + c for a in "klmnprstvw" for b in "aeioudfghj" for c in "bcdfghjklm")
    texts = [f"Chapter {word} has words of its own, and is called {word} by everybody." for word in words]
    with filled.corpus.write() as session:
        put(session, document("long", "A long report", *(paragraph(text, 0) for text in texts)))
    async with drive() as it:
        await search_for(it, "chapter own")
        assert "1,000 passages, best first." in it.text
        await it.press("G")
        assert it.lines[-4].strip() not in ("", "…") and "Chapter" in "".join(it.lines[-5:-2])
        await it.press("enter")
        assert "Reader" in it.lines[0]


async def test_the_keys_told_are_those_that_work_where_one_is(drive: Drive, decided: Filled) -> None:
    async with drive((160, 70)) as it:
        await it.press("ctrl+f")
        assert "↑ Asked before" in it.lines[-1] and "f1 Help" in it.lines[-1]
        assert "Why" not in it.lines[-1] and "Words" not in it.lines[-1]
        await it.type("hub")
        await it.press("enter")
        assert "e Why" in it.lines[-1] and "? Help" in it.lines[-1]
        await it.press("question_mark", "G")
        for deed in ("Also passages with only some of the words", "Take all narrowings away", "Search again"):
            assert deed in it.text
        assert it.text.index("Say why the passage was found") < it.text.index("Copy the quotation")


async def test_at_80_columns_the_way_out_and_to_help_are_told(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await search_for(it, "hub")
        assert "? Help" in it.lines[-1] and "q Back" in it.lines[-1] and "r Record" in it.lines[-1]


@pytest.mark.parametrize("size", [(20, 5), (1, 1), (40, 12), (300, 80)])
async def test_hits_facets_and_dialogues_live_through_every_size(
    drive: Drive, decided: Filled, size: tuple[int, int]
) -> None:
    async with drive((120, 40)) as it:
        await search_for(it, "hub")
        for keys in (("f",), ("escape", "e"), ("escape", "ctrl+s"), ("escape", "ctrl+o"), ("escape", "slash")):
            await it.press(*keys)
            await it.pilot.resize_terminal(*size)
            await it.press("j")
            await it.pilot.resize_terminal(80, 24)
            await it.press("shift")
        assert max(map(len, it.lines)) <= 80


async def test_without_colour_what_matters_is_told_by_signs(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AskingScreen, "PAUSE", 0.0)
    async with drive((120, 40)) as it:
        await search_for(it, "hub kind:audit-report")
        assert "✓ kind:audit-report" in it.text


async def test_a_failing_facet_or_page_is_told_and_the_screen_lives(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise CorpusBusy("The corpus is being written; try again.")

    monkeypatch.setattr(Searcher, "facets", busy)
    async with drive((120, 40)) as it:
        await search_for(it, "hub")
        assert set(it.notes) == {"The corpus is being written; try again."} and "passages" in it.text
        told = len(it.notes)
        monkeypatch.setattr(Searcher, "explained", busy)
        monkeypatch.setattr(Searcher, "look", busy)
        await it.press("e")
        assert len(it.notes) == told + 1 and "best first" in it.text


async def test_a_search_comes_back_where_it_was_left(
    drive: Drive, decided: Filled, app: AddewidApp, corpus: Corpus, search: Searched, tmp_path: Path
) -> None:
    async with drive() as it:
        await search_for(it, "hub")
        await it.press("s", "j", "j")
        app.keep()
    again = AddewidApp(Desk(corpus, search, WHO, lambda: TODAY), state=tmp_path / "state.json")
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        it = Driven(pilot)
        hits = again.screen.query_one(HitList)
        assert box(it) == "hub" and "newest first" in it.text and hits.cursor == 2 and hits.has_focus


@pytest.mark.parametrize(
    "kept",
    [
        {"query": 7, "row": "x"},
        {"query": "x" * 5000, "row": -3},
        {"query": "hub \x1b[31m \u202e [b]", "row": 10**9, "newest": "yes"},
        {"query": '"half', "row": 1},
        {"query": "", "row": None, "any_words": []},
        {"q": {}},
    ],
)
async def test_any_nonsense_that_was_kept_is_borne(
    drive: Drive, decided: Filled, corpus: Corpus, search: Searched, kept: dict[str, object]
) -> None:
    screen = SearchScreen(Searcher(corpus, search, WHO), History())
    screen.bring_back(kept)
    async with drive() as it:
        it.app.push_screen(screen)
        await it.press("shift")
        assert "\x1b" not in it.text and isinstance(it.app.screen, AskingScreen)
        assert set(screen.keep()) == {"query", "newest", "any_words", "row"}


async def test_the_passage_under_the_cursor_is_the_quotation(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("ctrl+f")
        screen = it.app.screen
        assert isinstance(screen, SearchScreen) and screen.quotation() is None
        await it.type("volunteers library")
        await it.press("enter")
        quoted = screen.quotation()
        assert quoted is not None and quoted.exact.startswith("At Aberwen") and quoted.passage.text == quoted.exact
