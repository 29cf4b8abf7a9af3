"""Hostile titles, failing workers, bad terminals: the app stays alive and says what it knows."""

import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from sqlalchemy.orm import Session
from textual import events
from textual.widgets import Input, TextArea

from corpus import findings, versions
from corpus.codebook import DocumentKind
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from corpus.types import ReadDocument
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import Filled, Searched, document, paragraph, pledge
from tui.places import PLACES

SCREENS: dict[str, tuple[str, ...]] = {
    **{place.name: (place.key,) for place in PLACES},
    "promise": ("2", "enter"),
    "timeline": ("2", "enter", "t"),
    "status": ("2", "enter", "s"),
    "reader": ("2", "enter", "d"),
    "filters": ("2", "f"),
    "views": ("2", "v"),
    "refusing": ("3", "x", "r"),
    "adding": ("6", "a"),
    "a choice": ("7", "enter"),
    "keys": ("7", "j", "j", "enter"),
    "a key": ("7", "j", "j", "enter", "enter"),
    "a line": ("7", "j", "j", "j", "enter"),
    "help": ("question_mark",),
    "palette": ("ctrl+p",),
}
"""Screens and dialogues, with the keys that lead to them from the promises."""

INPUTS: dict[str, tuple[str, ...]] = {
    "the promises' words": ("2", "slash"),
    "search": ("4",),
    "finding in a document": ("2", "enter", "d", "slash"),
    "status": ("2", "enter", "s"),
    "editing": ("2", "enter", "e"),
    "views": ("2", "v"),
    "refusing": ("3", "x", "r"),
    "cases": ("5", "slash"),
    "adding": ("6", "a"),
    "crawling": ("6", "c"),
    "a site": ("6", "w"),
    "keys": ("7", "j", "j", "enter", "slash"),
    "a line": ("7", "j", "j", "j", "enter"),
    "a new draft": ("8", "n"),
}

BAD_PASTE = "\x1b[31mr\x07ed\x00\u202e\u2066 \x9b2J\r\nsecond\x0bline\u2028 third\x1b]52;c;aGVsbG8=\x07 [b]bold[/b]"


def harmful(text: str) -> list[str]:
    """Characters that drive a terminal or turn its lines round."""
    return [
        c
        for c in text
        if unicodedata.category(c) in ("Cc", "Zl", "Zp", "Cs")
        or unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    ]


async def go(it: Driven, place: str) -> None:
    """Go to a place's own screen, wherever one is: its key may write a letter there."""
    await it.app.run_action(f"app.go('{place}')")
    await settle(it.pilot)
    while len(it.app.screen_stack) > 1:
        await it.app.pop_screen()
        await settle(it.pilot)


def check_shown(it: Driven, width: int = 80) -> None:
    for strip in it.app.screen._compositor.render_strips():
        assert not harmful(strip.text)
        assert cell_len(strip.text) <= width


# Terminals


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_screen_lives_through_every_size(drive: Drive, decided: Filled, screen: str) -> None:
    async with drive((120, 40)) as it:
        await it.press(*SCREENS[screen])
        for size in ((20, 5), (1, 1), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await settle(it.pilot)
            if screen != "a key" and size > (1, 1):
                await it.press("down", "pagedown", "up")
        check_shown(it)
        assert it.text.strip()


async def test_lists_are_paged_through_in_a_terminal_without_room(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        for place in PLACES:
            await it.pilot.resize_terminal(80, 24)
            await go(it, place.name)
            await it.pilot.resize_terminal(1, 1)
            await settle(it.pilot)
            await it.press("pagedown", "pageup", "end", "home")
        await it.pilot.resize_terminal(80, 24)
        await go(it, "promises")
        check_shown(it)
        assert "1 promise" in it.text


async def test_every_place_of_an_empty_corpus_lives_through_every_size(drive: Drive) -> None:
    async with drive((20, 5)) as it:
        for size in ((20, 5), (80, 24), (200, 60)):
            await it.pilot.resize_terminal(*size)
            for place in PLACES:
                await go(it, place.name)
                await it.press("down", "enter")
                await go(it, place.name)
                check_shown(it, size[0])
        assert it.notes == [] or not any("Something went wrong" in note for note in it.notes)


async def test_whatever_is_pasted_into_a_line_stays_words(drive: Drive, decided: Filled) -> None:
    tried = set()
    async with drive() as it:
        for name, keys in INPUTS.items():
            await go(it, "promises")
            await it.press(*keys)
            for box in [*it.app.screen.query(Input), *it.app.screen.query(TextArea)]:
                if not box.display or box.disabled or (isinstance(box, Input) and box.type != "text"):
                    continue
                box.focus()
                box.post_message(events.Paste(BAD_PASTE))
                await settle(it.pilot)
                value = box.value if isinstance(box, Input) else box.text.replace("\n", "")
                assert not harmful(value), f"{name}: {value!r}"
                tried.add(name)
            check_shown(it)
        assert {"the promises' words", "search", "status", "keys", "a line"} <= tried


# Documents

LONG_WORD = "Llanfairpwllgwyngyll" * 200
HOSTILE = {
    "markup": "[b]Bold[/b] [/nonsense [link=x]{braces} $panel \\[ %s {0}",
    "terminal": "\x1b[31mred\x07 \x1b]0;title\x07 \x9b2J tab\there",
    "long word": LONG_WORD,
    "circumflexes": "Tŷ gwŷr ŵy ŷd â êôîû w\u0302 y\u0302 a\u0308" * 12,
    "emoji": "👩‍👩‍👧‍👦 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f 🇬🇧 ✌🏽 💡" * 12,
    "right to left": "\u202eשלום עולם \u2067مرحبا\u2069 \u200fabc",
    "wide": "日本語の文書 全角" * 20,
    "nothing much": "\u00ad\u200b\ufeff.",
}


@pytest.fixture
def hostile(filled: Filled, put: Callable[[Session, ReadDocument], versions.Added]) -> Filled:
    """Documents whose titles, publishers and promises hold all of this."""
    with filled.corpus.write() as session:
        for number, (name, words) in enumerate(HOSTILE.items()):
            quote = f"The Welsh Government will look after {words} by 2030."
            read = document(
                f"hostile-{number}",
                f"{name}: {words}",
                paragraph(f"{quote} And then {words} it is.", 0, words[:40], words),
                kind=DocumentKind.STRATEGY,
                publisher=words,
                url=f"https://example.org/{number}",
            )
            start = read.text.index("The Welsh Government will")
            found = pledge(read, read.text[start : start + len(quote)], actor=words, action=words, deadline_text=words)
            findings.keep(session, put(session, read).version_id, [found], "rules-1")
    return filled


async def test_hostile_words_are_shown_as_words_on_every_list(drive: Drive, hostile: Filled) -> None:
    async with drive() as it:
        for size in ((80, 24), (20, 5)):
            await it.pilot.resize_terminal(*size)
            for place in PLACES:
                await go(it, place.name)
                for _ in range(8):
                    await it.press("down")
                    check_shown(it, size[0])


@pytest.mark.parametrize("number", range(len(HOSTILE)), ids=list(HOSTILE))
async def test_hostile_words_are_shown_as_words_on_the_screens_above(
    drive: Drive, hostile: Filled, number: int
) -> None:
    async with drive() as it:
        await it.press("2", "x", "slash")
        await it.type(list(HOSTILE)[number])
        await it.press("enter")
        assert "1 promise:" in it.text
        for keys in (("enter",), ("t",), ("s", "escape"), ("d",), ("n", "pagedown"), ("q", "q", "4")):
            await it.press(*keys)
            check_shown(it)
        await it.type(f"kind:strategy title:{list(HOSTILE)[number].split()[0]}")
        await it.press("enter")
        check_shown(it)
        assert it.notes == [] or not any("Something went wrong" in note for note in it.notes)


async def test_markup_in_documents_is_shown_as_it_is(drive: Drive, decided: Filled) -> None:
    async with drive((120, 40)) as it:
        await it.press("2", "x", "slash")
        await it.type("tenant")
        await it.press("enter")
        assert "The [b]council[/b] will write to [link=x]every" in it.text
        await it.press("enter")
        assert "[b]Report[/b] on [31mred tape [/nonsense" in it.text
        assert "[i]Nobody[/i]" in it.text
        await it.press("d")
        assert "The [b]council[/b] will write to [link=x]every tenant[/link] by May." in it.text
        await it.press("ctrl+f")
        await it.type("council")
        await it.press("enter")
        assert "[b]Report[/b] on [31mred tape" in it.text


# The corpus and the index


def failing(error: Exception) -> Callable[..., Any]:
    def fails(*_: object, **__: object) -> Any:
        raise error

    return fails


@pytest.mark.parametrize("place", [place for place in PLACES if place.name != "settings"], ids=lambda each: each.name)
async def test_a_place_whose_reading_fails_says_so_and_comes_back(
    drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch, place: Any
) -> None:
    async with drive() as it:
        await go(it, "settings")
        monkeypatch.setattr(Corpus, "read", failing(CorpusBusy("The corpus is being written; try again.")))
        await go(it, place.name)
        if place.name == "search":
            await it.type("hub")
            await it.press("enter")
        said = it.notes + it.lines
        assert any("The corpus is being written; try again." in each for each in said)
        monkeypatch.setattr(Corpus, "read", failing(ZeroDivisionError("[b]nothing[/b]")))
        await it.press("f5")
        said = it.notes + it.lines
        assert any("ZeroDivisionError: [b]nothing[/b]" in each for each in said)
        monkeypatch.undo()
        await it.press("f5")
        await go(it, "promises")
        await go(it, place.name)
        assert "hub" in it.text.casefold() or place.name in ("sources", "cases", "overview", "drafts")


async def test_a_failing_search_is_told_in_its_own_sentence(drive: Drive, decided: Filled, search: Searched) -> None:
    search.error = CorpusBusy("The index is being built; try again in a minute.")
    async with drive() as it:
        await it.press("ctrl+f")
        await it.type("hub")
        await it.press("enter")
        assert "The index is being built; try again in a minute." in it.text
        search.error = None
        await it.press("enter")
        assert "8 passages" in it.text


async def test_an_index_that_is_gone_is_built_again_while_one_waits(
    drive: Drive, decided: Filled, search: Searched, tmp_path: Path
) -> None:
    async with drive() as it:
        await it.press("4")
        await it.type("hub")
        await it.press("enter")
        for file in sorted((tmp_path / "index").rglob("*"), reverse=True):
            if file.is_file():
                file.unlink()
        await it.press("f5")
        assert it.text.strip()
        search.tends = True
        search.tend()
        await it.press("f5")
        assert "8 passages" in it.text


HOLDS = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A corpus waits less long for another writer; asked for before the corpus is opened."""
    monkeypatch.setattr("corpus.database.BUSY_SECONDS", 0.05)


@pytest.fixture
def held(impatient: None, decided: Filled, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes to the corpus until its standard input ends."""
    command = [sys.executable, "-c", HOLDS, str(tmp_path / "corpus.db")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "held\n"
        yield process
        process.kill()


async def test_while_another_process_writes_one_can_look_and_is_told_when_deciding(
    impatient: None, decided: Filled, held: subprocess.Popen[str], drive: Drive
) -> None:
    async with drive() as it:
        for place in PLACES:
            await go(it, place.name)
        assert it.notes == []
        await go(it, "promises")
        await it.press("x", "enter", "j", "a")
        assert len(it.notes) == 1 and "another process" in it.notes[0]
        assert "2 suggested" in it.text
        assert held.stdin is not None
        held.stdin.close()
        held.wait()
        await it.press("a")
        assert "1 suggested" in it.text


FULL = """
import asyncio, resource, signal, sys
from datetime import date
from pathlib import Path
from corpus.database import Corpus
from index import Index
from tests.tui.driving import Driven, settle
from tui.app import AddewidApp
from tui.desk import Desk

async def main(folder):
    corpus = Corpus(f"sqlite:///{folder / 'corpus.db'}")
    (folder / "state.json").write_text('{"place": "promises"}')
    desk = Desk(corpus, Index(folder / "index", corpus), "Mair", lambda: date(2026, 3, 2))
    app = AddewidApp(desk, state=folder / "state.json", asked=folder / "asked.txt")
    async with app.run_test(size=(100, 30)) as pilot:
        it = Driven(pilot)
        await settle(pilot)
        await it.press("x", "enter", "j")
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (64, resource.RLIM_INFINITY))
        await it.press("a", "2")
        app.keep()
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await settle(pilot)
        print("\\n".join(it.notes))
        await it.press("enter", "j", "a")
        print(it.text)

asyncio.run(main(Path(sys.argv[1])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="file-size limits are those of POSIX")
def test_on_a_full_disk_the_app_says_so_and_goes_on(decided: Filled, tmp_path: Path) -> None:
    decided.corpus.close()
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", FULL, tmp_path], capture_output=True, text=True, check=False, cwd=root, timeout=100
    )
    assert done.returncode == 0, done.stderr
    assert "could not be used" in done.stdout and "cannot be written" in done.stdout
    assert "Something went wrong that should not" not in done.stdout
    assert "1 suggested" in done.stdout, "once there is room, the decision is taken"


async def test_a_failure_at_the_start_is_told(drive: Drive, decided: Filled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Corpus, "read", failing(CorpusBusy("The corpus is being written; try again.")))
    async with drive() as it:
        assert "The corpus is being written; try again." in it.notes
        await it.press("j", "s", "f", "escape", "enter", "x")
        monkeypatch.undo()
        await it.press("f5", "x")
        assert "7 promises" in it.text


# Everywhere


async def test_help_tells_of_the_screen_it_was_asked_on(drive: Drive, decided: Filled) -> None:
    async with drive((80, 60)) as it:
        await it.press("2", "x", "question_mark")
        assert "Choose status, kind, theme and body" in it.text and "↓ or j" in it.text
        await it.press("q", "enter", "question_mark")
        assert "Accept the evidence under the highlight" in it.text
        await it.press("escape", "d", "f1")
        assert "The document itself." in it.text
        assert "Scroll Left" not in it.text


async def test_the_palette_has_our_commands(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        for key in ("ctrl+p", "colon"):
            await it.press(key)
            await it.type("search all")
            await it.press("enter")
            await it.press("shift")
            assert "[Search]" in it.text
            await go(it, "promises")


@pytest.mark.parametrize("theme", ["textual-light", "nord", "ansi-dark", "ansi-light"])
async def test_themes_of_textual_do_as_well(drive: Drive, decided: Filled, theme: str) -> None:
    async with drive() as it:
        it.app.theme = theme
        await it.press("2", "x", "enter", "d", "q", "s")
        assert "What became of this promise?" in it.text


async def test_the_keys_in_the_last_line_can_be_clicked(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("2", "x")
        await it.pilot.click(offset=(it.lines[-1].index("Filter"), 23))
        await it.press("shift")
        assert "Show only promises with" in it.text
        await it.press("escape")
        await it.pilot.click(offset=(it.lines[-1].index("palette"), 23))
        await it.press("shift")
        assert it.app.screen.__class__.__name__ == "Palette"
