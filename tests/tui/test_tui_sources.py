"""The sources: how they fare, fetching and adding from the app, and what is seen of it everywhere."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus import crawls
from corpus.codebook import CrawlOutcome, PageState
from corpus.crawls import SourceHealth
from corpus.database import Corpus
from corpus.errors import CorpusBusy, UsageProblem
from corpus.models import Crawl, CrawlProblem, WebPage
from crawlers.spiders import SOURCES, load
from tests.replica.server import Replica
from tests.tui.driving import Drive, Driven
from tests.tui.filled import TODAY, Filled
from tests.tui.working import finished, put_to_work, until
from tui import chores as tui_chores
from tui.app import AddewidApp
from tui.desk import sources
from tui.paths import going_on, typed_path
from tui.screens.chore import limit, since
from tui.screens.sources import SourcesScreen
from tui.words.sources import SOURCE_WORDS, UNTRIED

NOON = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)


def crawled(corpus: Corpus, source: str, outcome: CrawlOutcome, days_ago: int = 1, **more: object) -> int:
    """Put a crawl of a source into a corpus, with one page that was not read."""
    at = NOON - timedelta(days=days_ago)
    given = {"because": "", "listed": 12, "via": "", "wanted": {}, "fetched": 3, "failed": 1, **more}
    with corpus.write() as session:
        crawl = Crawl(source=source, outcome=outcome, started_at=at, ended_at=at, **given)
        session.add(crawl)
        session.flush()
        told = "The site [b]answered[/b] \x1b[31mtoo late."
        session.add(CrawlProblem(crawl_id=crawl.id, address="https://example.org/[a]", what=told))
        return crawl.id


def line_of(it: Driven, words: str) -> str:
    return next(line for line in it.lines if words in line)


def test_every_source_has_words_and_those_never_tried_say_so() -> None:
    assert list(SOURCE_WORDS) == [name for name in SOURCES if name != "website"]
    assert {name for name in SOURCE_WORDS if not load(name).confirmed} == UNTRIED


@pytest.mark.parametrize(
    ("outcome", "days", "waiting", "due"),
    [
        (None, 0, 0, True),
        (CrawlOutcome.COMPLETE, 1, 0, False),
        (CrawlOutcome.COMPLETE, 7, 0, True),
        (CrawlOutcome.COMPLETE, 1, 4, True),
        (CrawlOutcome.STOPPED, 1, 4, True),
        (CrawlOutcome.STOPPED, 1, 0, False),
        (CrawlOutcome.RUNNING, 1, 4, True),
        (CrawlOutcome.FAILED, 1, 0, True),
        (CrawlOutcome.BLOCKED, 1, 4, False),
        (CrawlOutcome.SHRUNK, 1, 4, False),
        (CrawlOutcome.CHANGED, 8, 0, True),
    ],
)
def test_what_is_due(outcome: CrawlOutcome | None, days: int, waiting: int, due: bool) -> None:
    last = NOON - timedelta(days=days) if outcome else None
    assert crawls.due(SourceHealth("copronet", last, outcome, waiting=waiting), NOON) is due


async def test_each_source_is_listed_with_how_it_fares(drive: Drive, app: AddewidApp, corpus: Corpus) -> None:
    crawled(corpus, "copronet", CrawlOutcome.COMPLETE, 3)
    crawled(corpus, "senedd-bills", CrawlOutcome.BLOCKED, because="The site refuses [b]us[/b]; ask its owner.")
    site = crawled(corpus, "website:example.org", CrawlOutcome.PARTIAL, via="http://127.0.0.1:1")
    with corpus.write() as session:
        page = {"address": "https://example.org/x", "read": "page", "context": {}, "stamp": "", "crawl_id": site}
        session.add(WebPage(source="website:example.org", state=PageState.WAITING, counts=False, listing=False, **page))
    async with drive((100, 40)) as it:
        await it.press("6")
        assert "13 sources · 10 due (C) · ! 1 needs a look · 0 documents" in it.text
        assert "✓ Co-production Network for Wales" in it.text
        assert line_of(it, "Co-production Network").split()[-5:] == ["complete", "27", "Feb", "2026", "12"]
        assert "✗ Senedd: Bills" in it.text and "○ Senedd: the Record" in it.text
        await it.press("j", "j", "j")
        assert "blocked on 1 Mar 2026; never crawled whole." in it.text
        assert "The site refuses [b]us[/b]; ask its owner." in it.text
        await it.press("enter")
        assert "Senedd: Bills: the last crawl" in it.text
        assert "The site [b]answered[/b] [31mtoo late." in it.text and "https://example.org/[a]" in it.text
        await it.press("escape", "G")
        assert "example.org  website:example.org" in it.text
        assert "1 page still to fetch" in it.text
        assert "Fetched through http://127.0.0.1:1, not from the site itself." in it.text


async def test_the_source_under_the_cursor_comes_back(drive: Drive, app: AddewidApp) -> None:
    async with drive() as it:
        await it.press("6", "j", "j", "j", "f5")
        screen = app.screen
        assert isinstance(screen, SourcesScreen)
        assert screen.keep() == {"source": "senedd-bills"}
        again = SourcesScreen(app._desk)
        again.bring_back({"source": "copronet"})
        await app.push_screen(again)
        await it.press("shift")
        assert "copronet" in line_of(it, " copronet")
        hostile = SourcesScreen(app._desk)
        hostile.bring_back({"source": ["[b]", None], "more": 1})
        assert hostile.keep() == {"source": ""}


async def test_fetching_shows_its_progress_everywhere_and_offers_what_is_next(
    drive: Drive, app: AddewidApp, filled: Filled
) -> None:
    put_to_work(app, "well")
    async with drive() as it:
        await it.press("6", "c")
        assert "Fetch from Welsh Government: consultations" in it.text
        await it.press("ctrl+s")
        await finished(it)
        assert "3 documents have come that nobody looked through yet." in it.text
        assert "Welsh Government: consultations: complete; 3 documents are new or changed." in it.notes[-1]
        await it.press("y")
        await finished(it)
        assert app.chores.standing is not None and app.chores.standing.chore.kind is tui_chores.Kind.UPDATE
        assert "3 documents were looked through. 12 promises were found." in it.text
        assert "document 3 [b]bold[/b] [31mred right" in it.text and "\u202e" not in it.text


async def test_what_is_under_way_is_told_on_every_screen_and_can_be_stopped(
    drive: Drive, app: AddewidApp, filled: Filled
) -> None:
    put_to_work(app, "waits")
    async with drive() as it:
        await it.press("6", "u")
        await until(it, lambda: app.chores.lines and "25%" in it.lines[0])
        assert "Looking for promises in 2 of 8 documents" in it.text and "waiting" in it.text
        for key in ("1", "3", "2"):
            await it.press(key)
            app.tell_of_index()
            assert "Finding promises: 25%" in it.lines[0]
        await it.press("2", "enter", "c", "u", "q", "6")  # the app goes on as ever
        await it.press("c", "a", "u", "C", "w")
        assert isinstance(app.screen, SourcesScreen), "nothing else can be begun meanwhile"
        await it.press("S")
        await finished(it)
        assert "Finding promises: stopped. What has come is kept;" in it.text
        assert "Finding promises" not in it.lines[0]
        await it.press("c")
        assert "Fetch from" in it.text


async def test_something_else_is_refused_kindly_while_one_is_under_way(
    drive: Drive, app: AddewidApp, filled: Filled
) -> None:
    put_to_work(app, "waits")
    async with drive() as it:
        await it.press("6", "u")
        await until(it, lambda: app.chores.lines)
        screen = app.screen
        assert isinstance(screen, SourcesScreen)
        screen.action_update()
        await it.press("shift")
        assert it.notes == ["Something else is being done for you already; wait for it, or stop it first."]
        app.chores.close()


async def test_a_worker_that_dies_is_told_and_the_app_lives(drive: Drive, app: AddewidApp, filled: Filled) -> None:
    put_to_work(app, "waits")
    async with drive() as it:
        await it.press("6", "u")
        await until(it, lambda: app.chores.lines)
        os.kill(int(app.chores.lines[0].split()[1]), signal.SIGKILL)
        await finished(it)
        assert it.notes == ["Finding promises: ended from outside. What has come is kept; start it again."]
        await it.press("2", "j")
        put_to_work(app, "busy")
        await it.press("6", "u")
        await finished(it)
        assert "The corpus is being written by another process; wait for it to finish" in it.notes[-1]


async def test_a_source_that_refused_is_told_with_its_reason(drive: Drive, app: AddewidApp, filled: Filled) -> None:
    put_to_work(app, "refused")
    async with drive() as it:
        await it.press("6", "G", "c", "ctrl+s")
        await finished(it)
        said = "Co-production Network for Wales: blocked; 0 documents are new or changed. The site refuses."
        assert it.notes == [said]
        assert "have come that nobody looked through" not in it.text


async def test_what_is_asked_for_is_what_is_fetched(drive: Drive, app: AddewidApp, filled: Filled) -> None:
    put_to_work(app, "arguments", base_url="http://127.0.0.1:9")
    async with drive() as it:
        await it.press("6", "c")
        await it.type("2026-13-01")
        await it.press("ctrl+s")
        assert "“2026-13-01” is not a date" in it.text
        await it.press("ctrl+u")
        await it.type("2026-01-31")
        await it.press("tab")
        await it.type("5")
        await it.press("enter")
        await finished(it)
        assert app.chores.lines[0] == (
            "crawl|--base-url=http://127.0.0.1:9|--since=2026-01-31|--limit=5|--|gov-wales-consultations"
        )
        await it.press("escape", "C", "space", "ctrl+s")
        await finished(it)
        assert app.chores.lines[0].startswith("crawl|--base-url=http://127.0.0.1:9|--|gov-wales-publications|gov-")
        await it.press("escape", "w")
        await it.type("--help")
        await it.press("enter")
        await finished(it)
        assert app.chores.lines[0] == "crawl|--base-url=http://127.0.0.1:9|--start=--help|--depth=2|website"


async def test_one_that_lists_fewer_can_be_believed(drive: Drive, app: AddewidApp, corpus: Corpus) -> None:
    crawled(corpus, "gov-wales-consultations", CrawlOutcome.SHRUNK, because="It lists 3 items, where 12 were.")
    put_to_work(app, "arguments")
    async with drive() as it:
        await it.press("escape", "6", "c", "tab", "tab", "space", "ctrl+s")
        await finished(it)
        assert app.chores.lines[0] == "crawl|--accept-fewer|--|gov-wales-consultations"


async def test_a_site_is_fetched_again_from_where_it_began(drive: Drive, app: AddewidApp, corpus: Corpus) -> None:
    wanted = {"options": {"start": "https://example.org/reports/"}}
    crawled(corpus, "website:example.org", CrawlOutcome.COMPLETE, wanted=wanted)
    put_to_work(app, "arguments")
    async with drive() as it:
        await it.press("escape", "6", "G", "c", "enter")
        await finished(it)
        assert app.chores.lines[0] == "crawl|--start=https://example.org/reports/|--depth=2|website"


async def test_documents_of_ones_own_are_added_by_a_path(
    drive: Drive, app: AddewidApp, filled: Filled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "my papers").mkdir()
    put_to_work(app, "arguments")
    async with drive() as it:
        await it.press("6", "a")
        await it.type("~/nowhere[b]")
        await it.press("enter")
        assert "There is no file or folder called ~/nowhere[b]; check how it is written." in it.text
        await it.press("ctrl+u")
        await it.type("~/my")
        await until(it, lambda: "papers/" in it.text)
        await it.press("tab", "enter")
        await finished(it)
        assert app.chores.lines[0] == f"add|--|{tmp_path / 'my papers'}"
        assert "3 documents have come" in it.text


def test_paths_as_people_type_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("a plan.md", ".hidden", "-rf", "bad\nname"):
        (tmp_path / name).write_text("x")
    (tmp_path / "many").mkdir()
    whole = tmp_path / "a plan.md"
    dropped = (str(whole), f"'{whole}'", str(whole).replace(" ", "\\ "), " ~/a plan.md ", f'"{whole}"')
    assert {typed_path(text) for text in dropped} == {whole}
    monkeypatch.chdir(tmp_path)
    assert typed_path("-rf") == tmp_path / "-rf", "whole, so that it is no option"
    for text in ("", "  ", "~nobody-of-that-name/x", "nul\0nul", "it's", "/" + "x" * 5_000, "a" * 300):
        with pytest.raises(UsageProblem):
            typed_path(text)
    assert going_on("~/ma") == "~/many/"
    assert going_on(f"{tmp_path}/a ") == f"{tmp_path}/a plan.md"
    assert going_on("~/") == "~/-rf"
    assert going_on("~/.h") == "~/.hidden"
    assert going_on("~/bad") is None, "a name that drives a terminal is not suggested"
    assert [going_on(text) for text in ("", "~/zz", "/nowhere/x", "nul\0/x", "~nobody-of-that-name/x")] == [None] * 5


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "²", "١٢", "9" * 5_000, "x"])
def test_what_is_no_number_of_documents(text: str) -> None:
    with pytest.raises(UsageProblem):
        limit(text)


def test_what_is_left_empty_limits_nothing() -> None:
    assert limit(" ") == since(" ") == []
    assert limit(" 20 ") == ["--limit=20"]


async def test_leaving_asks_while_something_is_under_way(drive: Drive, app: AddewidApp, filled: Filled) -> None:
    put_to_work(app, "waits")
    async with drive() as it:
        await it.press("6", "u")
        await until(it, lambda: app.chores.lines)
        await it.press("q")
        assert "Something is under way: Finding promises. Stop it and leave?" in it.text
        await it.press("escape")
        assert app.chores.under_way and not app._exit
        await it.press("ctrl+q")
        assert "Stop it and leave?" in it.text
        await it.press("y")
        await until(it, lambda: app._exit)
        assert not app.chores.under_way
        assert app.chores.lines[-1] == "Stopped; what was finished is kept."


async def test_nothing_can_be_begun_in_an_app_without_commands(drive: Drive, app: AddewidApp, filled: Filled) -> None:
    async with drive() as it:
        await it.press("6", "u")
        assert it.notes == ["The app was opened with no way to do this; leave it and type addewid --help."]


async def test_a_corpus_that_cannot_be_read_is_told(
    drive: Drive, app: AddewidApp, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise CorpusBusy("The corpus is being written by another process; try again.")

    async with drive() as it:
        monkeypatch.setattr(sources, "listing", busy)
        await it.press("6", "C", "c", "enter", "j")
        assert "The corpus is being written by another process; try again." in it.notes
        monkeypatch.undo()
        await it.press("f5")
        assert "12 sources" in it.text


@pytest.mark.parametrize("keys", [("6",), ("6", "c"), ("6", "C"), ("6", "a"), ("6", "w"), ("6", "j", "enter")])
async def test_it_lives_through_every_size_with_much_being_said(
    drive: Drive, app: AddewidApp, filled: Filled, keys: tuple[str, ...]
) -> None:
    crawled(filled.corpus, "gov-wales-publications", CrawlOutcome.CHANGED, because="x" * 3_000)
    put_to_work(app, "talks")
    async with drive((120, 40)) as it:
        await it.press("6", "u")
        await finished(it)
        await it.press(*keys)
        for size in ((20, 5), (1, 1), (300, 90), (80, 24)):
            await it.pilot.resize_terminal(*size)
            await it.press("j")
        assert max(map(len, it.lines)) <= 80


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as played:
        yield played


@pytest.mark.slow
async def test_a_real_crawl_of_the_replica_then_its_promises(
    drive: Drive, app: AddewidApp, replica: Replica, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path))
    put_to_work(app, base_url=replica.url)
    async with drive((100, 40)) as it:
        await it.press("escape", "6", "j", "j", "c", "ctrl+s")
        await finished(it)
        assert "✓ Welsh Government: statements" in it.text
        assert "have come that nobody looked through yet" in it.text
        await it.press("y")
        await finished(it)
        assert "documents were looked through." in it.notes[-1]
        assert "not looked through yet" not in it.text
        found = {row.name: row for row in sources.listing(app._desk).rows}["gov-wales-statements"]
        assert (found.health.outcome, found.due) == (CrawlOutcome.COMPLETE, False)
