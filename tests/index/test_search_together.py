"""Readers and writers at once, in threads and processes: searching goes on, and one writer waits for the other."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from corpus import versions
from corpus.database import Corpus
from corpus.errors import CorpusBusy
from index import Index, keeping

Fill = Callable[..., versions.Added]

ROOT = Path(__file__).parents[2]


@contextmanager
def slow_writer(folder: Path, corpus: Corpus) -> Iterator[None]:
    """Another index object updates, and stops half way until the block ends."""
    reached, go_on = threading.Event(), threading.Event()

    def pause(_done: int, _total: int) -> None:
        reached.set()
        go_on.wait(30)

    writer = Index(folder, corpus)
    thread = threading.Thread(target=writer.update, args=(pause,))
    thread.start()
    assert reached.wait(30)
    try:
        yield
    finally:
        go_on.set()
        thread.join(30)
        writer.close()


@pytest.mark.databases
def test_searching_goes_on_while_another_writes_and_says_what_it_searched(
    index: Index, folder: Path, corpus: Corpus, fill: Fill
) -> None:
    fill("Care in Cardiff.")
    index.update()
    fill("Care in Bangor.", work="later")
    with slow_writer(folder, corpus):
        results = index.search("care")
        assert (results.total, results.revision) == (1, 1)
        assert not index.is_current()
        fresh = Index(folder, corpus)
        assert (fresh.search("care").total, fresh.search("").revision) == (1, 1)
        fresh.close()
    results = index.search("care")
    assert (results.total, results.revision) == (2, 2)


@pytest.mark.databases
def test_a_second_writer_says_that_it_cannot_wait_for_ever(
    index: Index, folder: Path, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("Care in Cardiff.")
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    with slow_writer(folder, corpus):
        with pytest.raises(CorpusBusy, match=rf"process {os.getpid()}.*; wait for it to finish and try again\.$"):
            index.update()
        with pytest.raises(CorpusBusy):  # there is nothing yet that could be answered from
            index.candidates(["care"], lang=None, limit=1)
    assert index.search("care").total == 1


@pytest.mark.databases
def test_a_second_writer_waits_and_finds_the_work_done(index: Index, folder: Path, corpus: Corpus, fill: Fill) -> None:
    fill("Care in Cardiff.")
    updates = []
    with slow_writer(folder, corpus):
        second = threading.Thread(target=lambda: updates.append(index.update()))
        second.start()
    second.join(30)
    assert [(each.added, each.rebuilt, each.revision) for each in updates] == [(0, False, 1)]


def test_a_writer_in_another_process_is_waited_for(
    index: Index, folder: Path, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("Care in Cardiff.")
    code = (
        "import sys\nfrom pathlib import Path\nfrom index.whoosh.shelf import Shelf\n"
        "with Shelf(Path(sys.argv[1]), 'any').writing(5):\n    print('holding', flush=True)\n    sys.stdin.read()\n"
    )
    monkeypatch.setattr(keeping, "PATIENCE", 0.05)
    with subprocess.Popen(
        [sys.executable, "-c", code, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"holding"
        with pytest.raises(CorpusBusy):
            index.update()
        other.communicate()
    assert index.update().added == 1


def test_an_open_reader_lives_through_generations_written_by_others(
    index: Index, folder: Path, corpus: Corpus, fill: Fill
) -> None:
    fill("Care in Cardiff.")
    index.update()
    assert len(index.candidates(["care"], lang=None, limit=9)) == 1
    other = Index(folder, corpus)
    for number in range(4):
        fill("More care.", work=f"w{number}")
        other.update()
        assert len(index.candidates(["care"], lang=None, limit=9)) == 1
    assert index.search("care").total == 5
    assert len(index.candidates(["care"], lang=None, limit=9)) == 5
    other.close()


@pytest.mark.databases
def test_many_threads_share_one_index(index: Index, fill: Fill) -> None:
    for number in range(5):
        fill(*[f"Care for number{one} and all." for one in range(40)], work=f"w{number}")
    wrong: list[object] = []

    def look() -> None:
        for number in range(25):
            found = index.search(f"number{number}", limit=9)
            if found.total != 5 or len(index.candidates([f"number{number}"], lang=None, limit=9)) != 5:
                wrong.append(found)

    threads = [threading.Thread(target=look) for _ in range(4)]
    for each in threads:
        each.start()
    fill("Care for number1.", work="late")
    for each in threads:
        each.join(60)
    assert [each for each in wrong if getattr(each, "total", 0) not in (5, 6)] == []
