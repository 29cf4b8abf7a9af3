"""A crawl in a process of its own: what it is told, what it says, and how it ends."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from corpus.codebook import CrawlOutcome, PageState
from corpus.database import Corpus
from corpus.errors import AddewidError, CorpusBusy, UsageProblem
from corpus.models import Crawl, WebPage
from crawlers.child import run
from crawlers.events import Event, Fetched, Finished, Held, How, Started, TookIn, from_line, to_line
from crawlers.job import Job
from tests.crawlers.toy import CHILD, COMMAND, REPOSITORY, Site, job, served

WORDS = st.text(max_size=20)


@given(address=WORDS, how=st.sampled_from(How), done=st.integers(0), known=st.none() | st.integers(0))
def test_an_event_survives_its_line(address: str, how: How, done: int, known: int | None) -> None:
    for event in (
        Fetched(address, how, done, known),
        Finished(CrawlOutcome.SHRUNK, address, 4, {"new": done}),
        Held(address, "page", {address: done}, 1, 2, ""),
    ):
        line = to_line(event)
        assert "\n" not in line
        assert from_line(line) == event


@pytest.mark.parametrize("line", ["", "x", "[]", "{}", '{"event": "unheard"}', '{"event": "started"}', '{"event": []}'])
def test_a_line_that_is_no_event_is_named(line: str) -> None:
    with pytest.raises(AddewidError, match="no event"):
        from_line(line)


def test_a_job_survives_its_line() -> None:
    wanted = Job(
        database="sqlite:///x.db", archive="a", source="toy", since=date(2026, 1, 2), limit=3, options={"start": "x"}
    )
    assert Job.from_json(wanted.to_json()) == wanted
    assert wanted.wanted == {"since": "2026-01-02", "limit": 3}


@pytest.mark.parametrize("line", ["", "x", "[]", "{}", '{"since": 3}', '{"unheard": 1}'])
def test_a_line_that_is_no_job_is_refused(line: str) -> None:
    with pytest.raises(UsageProblem):
        Job.from_json(line)


def test_a_job_that_cannot_be_is_refused() -> None:
    for wrong in ({"limit": 0}, {"dry_run": True, "check": True}, {"delays": False}):
        with pytest.raises(UsageProblem):
            Job(database="sqlite:///x.db", archive="a", source="toy", **wrong)


def test_what_a_parent_imports_knows_no_scrapy() -> None:
    code = (
        "import crawlers.child, crawlers.events, crawlers.job, sys;"
        "print(sorted(set(sys.modules) & {'scrapy', 'twisted', 'lxml', 'sqlalchemy'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_crawl_from_another_folder_finds_our_packages(tmp_path: Path) -> None:
    """Whatever else is called crawlers, or corpus, where the person happens to be."""
    (tmp_path / "corpus.py").write_text("raise SystemExit('the wrong corpus')")
    line = Job(database=f"sqlite:///{tmp_path / 'c.db'}", archive=str(tmp_path), source="nobody").to_json()
    done = subprocess.run(
        [sys.executable, "-P", "-m", "crawlers"],
        input=line,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    (said,) = done.stdout.splitlines()
    assert json.loads(said)["exit_status"] == done.returncode == 2
    assert "nobody" in said


def test_a_source_that_is_none_is_raised_in_the_parent(tmp_path: Path) -> None:
    wanted = Job(database=f"sqlite:///{tmp_path / 'c.db'}", archive=str(tmp_path), source="nobody")
    with pytest.raises(UsageProblem, match="nobody"):
        list(run(wanted, COMMAND))


def test_one_crawl_of_a_source_at_a_time(tmp_path: Path) -> None:
    with FileLock(tmp_path / "corpus.db.crawl-toy.lock"), pytest.raises(CorpusBusy, match="toy"):
        list(run(job(tmp_path, "http://127.0.0.1:9"), COMMAND))


def test_a_crawl_that_dies_is_told_of(tmp_path: Path) -> None:
    command = (sys.executable, "-c", "import sys; sys.stdin.readline(); sys.exit('out of luck')")
    (said,) = run(job(tmp_path, "http://127.0.0.1:9"), command)
    assert isinstance(said, Finished)
    assert (said.outcome, said.exit_status) == (CrawlOutcome.FAILED, 1)
    assert "out of luck" in said.because


def states(folder: Path) -> dict[str, str]:
    corpus = Corpus(f"sqlite:///{folder / 'corpus.db'}")
    with corpus.read() as session:
        found = {row.address: row.state for row in session.scalars(select(WebPage))}
    corpus.close()
    return found


def outcomes(folder: Path) -> list[str]:
    corpus = Corpus(f"sqlite:///{folder / 'corpus.db'}")
    with corpus.read() as session:
        found = list(session.scalars(select(Crawl.outcome).order_by(Crawl.id)))
    corpus.close()
    return found


class Held_up:
    """A site that, once asked for a certain page, answers nothing before it is let go on."""

    def __init__(self, path: str) -> None:
        self.reached = threading.Event()
        self.go_on = threading.Event()
        self.site = Site(at=self.at)
        self._path = path

    def at(self, path: str) -> None:
        if path == self._path:
            self.reached.set()
            self.go_on.wait(20)


@pytest.fixture
def held_up() -> Iterator[Held_up]:
    stalled = Held_up("/plan-7")
    yield stalled
    stalled.go_on.set()


def start(folder: Path, url: str) -> subprocess.Popen[str]:
    child = subprocess.Popen(COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True)
    assert child.stdin
    child.stdin.write(job(folder, url).to_json() + "\n")
    child.stdin.close()
    return child


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_soon_with_all_kept_that_had_come(
    number: signal.Signals, tmp_path: Path, held_up: Held_up
) -> None:
    with served(held_up.site) as url:
        child = start(tmp_path, url)
        assert held_up.reached.wait(20)
        child.send_signal(number)
        said = [from_line(line) for line in child.stdout or ()]
        assert child.wait(10) == 130
        held_up.go_on.set()
    assert isinstance(said[-1], Finished)
    assert (said[-1].outcome, said[-1].exit_status) == (CrawlOutcome.STOPPED, 130)
    kept = states(tmp_path)
    fetched = [event.address for event in said if isinstance(event, Fetched)]
    assert {kept[address] for address in fetched} == {PageState.DONE}
    assert len(fetched) >= len(held_up.site.asked) - 3  # the answer before may still be on its way through Scrapy
    assert kept["https://toy.example/plan-7"] == PageState.WAITING
    assert outcomes(tmp_path) == ["stopped"]
    taken_in = any(isinstance(event, TookIn) for event in said)
    assert taken_in == (number == signal.SIGINT), "a person who stops a crawl sees what it brought; nobody else waits"


@pytest.mark.slow
def test_a_queue_that_cannot_be_read_ends_the_crawl_with_the_reason(tmp_path: Path) -> None:
    """Scrapy would only log it, and wait for ever."""
    broken = CHILD.replace(
        "toy.register()",
        """toy.register()
from crawlers.frontier import Frontier
def load(*_):
    raise RuntimeError("cannot read the queue")
Frontier._load = load""",
    )
    with served(Site()) as url:
        *_, said = run(job(tmp_path, url), (sys.executable, "-P", "-c", broken))
    assert isinstance(said, Finished)
    assert (said.outcome, said.exit_status) == (CrawlOutcome.FAILED, 1)
    assert "cannot read the queue" in said.because
    assert outcomes(tmp_path) == ["failed"]


@pytest.mark.slow
def test_a_second_signal_ends_it_at_once(tmp_path: Path, held_up: Held_up) -> None:
    with served(held_up.site) as url:
        child = start(tmp_path, url)
        assert held_up.reached.wait(20)
        os.kill(child.pid, signal.SIGSTOP)  # so that it sees both
        os.kill(child.pid, signal.SIGINT)
        os.kill(child.pid, signal.SIGTERM)
        os.kill(child.pid, signal.SIGCONT)
        assert child.wait(5) == 130
        assert child.stdout
        child.stdout.close()


@pytest.mark.slow
def test_a_crawl_that_nobody_listens_to_stops(tmp_path: Path) -> None:
    with served(Site(plans=200)) as url:
        child = start(tmp_path, url)
        assert child.stdout
        assert isinstance(from_line(child.stdout.readline()), Started)
        child.stdout.close()
        assert child.wait(20) == 130
    assert outcomes(tmp_path) == ["stopped"]


@pytest.mark.slow
def test_a_crawl_whose_parent_is_killed_stops(tmp_path: Path, held_up: Held_up) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(REPOSITORY)!r})\n"
        "from crawlers.child import run; from crawlers.job import Job; from tests.crawlers.toy import COMMAND\n"
        "list(run(Job.from_json(sys.stdin.read()), COMMAND))"
    )
    with served(held_up.site) as url:
        parent = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, text=True)
        assert parent.stdin
        parent.stdin.write(job(tmp_path, url).to_json())
        parent.stdin.close()
        assert held_up.reached.wait(20)
        parent.kill()
        parent.wait()
        with FileLock(tmp_path / "corpus.db.crawl-toy.lock").acquire(timeout=15):
            assert outcomes(tmp_path) == ["stopped"]


@pytest.mark.slow
def test_closing_the_events_stops_the_crawl(tmp_path: Path) -> None:
    with served(Site(plans=200)) as url:
        events: Iterator[Event] = run(job(tmp_path, url), COMMAND)
        next(events)
        events.close()  # type: ignore[attr-defined]
    assert outcomes(tmp_path) == ["stopped"]
