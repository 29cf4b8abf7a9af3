"""Searching while there is no index: the database itself is looked through, as far as time allows, and that is said."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import versions
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import CorpusBusy, UsageProblem
from index import Building, Index, Scanned, keeping, scan
from index.account import settled
from index.keeping import stamp
from index.query.parser import parse

Fill = Callable[..., versions.Added]

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys
from pathlib import Path
from corpus.database import Corpus
from index import Index

def hold(done, to_do):
    if done or not to_do:
        print("holding", flush=True)
        sys.stdin.read()

Index(Path(sys.argv[1]), Corpus(sys.argv[2])).update(hold)
"""


@contextmanager
def built_by_another(folder: Path, corpus: Corpus) -> Iterator[int]:
    """Another process builds the index, and stops half way until the block ends; yields its number."""
    command = [sys.executable, "-c", HOLDER, str(folder), corpus.address]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"holding"
        yield other.pid
        other.communicate()
    assert other.returncode == 0


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GRACE", "PATIENCE"):
        monkeypatch.setattr(keeping, name, 0.01)


def one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question has time for one more document."""
    monkeypatch.setattr(scan, "SECONDS", 0.0)
    monkeypatch.setattr(scan, "TOGETHER", 1)


@pytest.fixture
def three(fill: Fill) -> None:
    """Three documents of three years, put in out of order."""
    for year in (2021, 2023, 2019):
        fill(*[f"Care {number} in {year}." for number in range(50)], work=f"w{year}", issued=date(year, 1, 1))


@pytest.mark.databases
@pytest.mark.usefixtures("three")
def test_while_another_process_builds_the_index_the_database_is_looked_through(
    index: Index, folder: Path, corpus: Corpus
) -> None:
    with built_by_another(folder, corpus) as pid:
        results = index.search("care", limit=5)
        assert (results.total, results.revision, len(results.hits)) == (150, 3, 5)
        assert results.scanned == Scanned(150, 150)
        assert results.whole
        assert index.facets("care")["year"] == {"2019": 50, "2021": 50, "2023": 50}
        assert index.search("cares 2019", explain=True, limit=1).hits[0].why
        built = "" if corpus.shared else " (66 %)"
        said = f"Searched all 150 passages one by one, because the search index is being built{built}."
        assert results.caveat == said
        with pytest.raises(CorpusBusy, match=rf"written by .*process {pid}.*; wait for it to finish and try again\.$"):
            index.update()
        for asked in (lambda: index.passages("care"), lambda: index.candidates(["care"], lang=None, limit=3)):
            with pytest.raises(CorpusBusy):  # these would be taken for all there is
                asked()
    results = index.search("care", limit=5)
    assert (results.total, results.scanned, results.building, results.caveat) == (150, None, None, "")


@pytest.mark.usefixtures("three")
def test_the_newest_documents_are_looked_through_first_and_each_question_goes_further(
    index: Index, folder: Path, corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_by_one(monkeypatch)
    with built_by_another(folder, corpus):
        first = index.search("care", limit=30)
        assert first.scanned == Scanned(50, 150)
        assert {hit.passage.issued for hit in first.hits} == {date(2023, 1, 1)}
        assert not first.whole
        assert first.caveat.startswith("Searched 50 of 150 passages one by one, the newest documents first, because ")
        with pytest.raises(
            CorpusBusy, match=r"^Searched 50 of 150 .*\. Only .* evidence; try again when it is built\.$"
        ):
            first.evidence()
        second = index.search("care", limit=30, offset=30)
        assert (second.total, second.scanned) == (50, first.scanned)
        assert not {hit.passage.id for hit in first.hits} & {hit.passage.id for hit in second.hits}
        assert index.facets("care")["year"] == {"2023": 50}
        assert index.search("2019").scanned == Scanned(100, 150)
        last = index.search("2019")
        assert (last.total, last.scanned, last.evidence()) == (50, Scanned(150, 150), 50)
        assert index.search("2019").scanned == Scanned(150, 150)


def test_what_was_looked_through_is_of_the_corpus_as_it_is(
    index: Index, folder: Path, corpus: Corpus, fill: Fill
) -> None:
    fill(*["Care."] * 3, title="x")
    with built_by_another(folder, corpus):
        assert index.search("care").total == 3
        fill("Cares.", work="another", title="x")
        fill("Trams.", title="x")
        results = index.search("care")
        assert (results.total, results.scanned, results.revision) == (1, Scanned(2, 2), 3)


def test_no_more_is_kept_than_there_is_room_for(
    index: Index, folder: Path, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        fill("Care.", "More care.", work=f"w{number}")
    one_by_one(monkeypatch)
    monkeypatch.setattr(scan, "MOST", 3)
    with built_by_another(folder, corpus):
        assert [index.search("care").scanned for _ in range(3)] == [Scanned(2, 8), Scanned(4, 8), Scanned(4, 8)]


def test_an_index_that_is_lost_between_two_questions_of_one_search_is_done_without(
    index: Index, folder: Path, corpus: Corpus, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill("Trams in Cardiff.", "Buses in Swansea.")
    index.update()
    (folder / "index.json").unlink()
    with built_by_another(folder, corpus):
        results = index.search("trams swansea")
        assert (results.total, results.some, results.scanned) == (0, 2, Scanned(2, 2))
        assert results.suggestion == ""
        assert index.completions("tra") == ()
        assert [hit.passage.text for hit in index.similar("plan-2021/en/0").hits] == []


def test_an_older_index_answers_and_says_that_it_is_older(
    index: Index, folder: Path, corpus: Corpus, fill: Fill
) -> None:
    fill("Care in Cardiff.")
    index.update()
    fill("Care in Bangor.", work="later")
    with built_by_another(folder, corpus):
        results = index.search("care")
        assert (results.total, results.revision, results.scanned) == (1, 1, None)
        assert results.building == Building(1, 1)
        assert "brought up to date" in results.caveat
        assert index.passages("care")[1] == 1
    assert index.search("care").caveat == ""


def test_what_a_killed_writer_left_behind_misleads_nobody(index: Index, folder: Path, fill: Fill) -> None:
    fill("Care.")
    folder.mkdir()
    (folder / "index.writer").write_text('{"process": 1, "machine": "gone", "done": 3, "to_do": 4}')
    results = index.search("care")
    assert (results.total, results.caveat) == (1, "")
    assert not (folder / "index.writer").exists()


@pytest.mark.parametrize("left", ["", "[]", "{", '{"process": "x"}', "\x00\xff", '{"process": 1}'])
def test_a_notice_that_nobody_understands_is_no_notice(left: str, index: Index, folder: Path, fill: Fill) -> None:
    fill("Care.")
    folder.mkdir()
    with index._engine.writing(0):
        (folder / "index.writer").write_text(left, encoding="latin-1")
        assert index.search("care").building == Building()
        with pytest.raises(CorpusBusy, match="written by another process"):
            index.update()


def test_in_a_thread_of_its_own_it_is_built_while_searches_go_on(
    index: Index, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(*["Care."] * 250)
    reached, go_on = threading.Event(), threading.Event()
    note = index._engine.note

    def pause(done: int, to_do: int) -> None:
        note(done, to_do)
        if done == 100:
            reached.set()
            assert go_on.wait(30)

    monkeypatch.setattr(index._engine, "note", pause)
    assert index.building() is None
    index.tend()
    assert reached.wait(30)
    results = index.search("care")
    assert (results.total, results.scanned, results.building) == (250, Scanned(250, 250), Building(0, 250))
    monkeypatch.setattr(keeping, "GRACE", 30.0)  # it is waited for from here on
    go_on.set()
    results = index.search("care")
    assert (results.total, results.caveat) == (250, "")
    assert index.building() is None
    fill("Care.", work="later")
    assert index.search("care").total == 251


def test_closing_gives_up_what_is_being_built(index: Index, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(*["Care."] * 1000)
    reached, told = threading.Event(), list[int]()
    note = index._engine.note

    def slowly(done: int, to_do: int) -> None:
        note(done, to_do)
        told.append(done)
        if done == 100:
            reached.set()
            assert index._kept._tender is not None
            assert index._kept._tender._leaving.wait(30)

    monkeypatch.setattr(index._engine, "note", slowly)
    index.tend()
    assert reached.wait(30)
    index.close()
    assert told == [0, 100]
    assert not index.is_current()
    assert not [thread for thread in threading.enumerate() if thread.name == "indexing"]
    monkeypatch.undo()
    assert index.search("care").total == 1000


def test_what_goes_wrong_in_the_thread_is_told_to_whoever_searches_next(index: Index, folder: Path, fill: Fill) -> None:
    fill("Care.")
    folder.write_text("not a folder")
    index.tend()
    with pytest.raises(Exception, match=r"could not be written .*\.$"):
        index.search("care")
    folder.unlink()
    assert index.search("care").total == 1


WORDS = [
    "care", "cares", "caring", "co-production", "coproduction", "well-being", "section", "16(1)(c)", "1,000", "tŷ",
    "gofal", "ofal", "gwasanaeth", "wasanaethau", "nghyd-gynhyrchu", "cyd-gynhyrchu",
    "the", "plan", "plans", "planning",
]  # fmt: skip
"""In texts and in queries."""

text = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)
leaf = (
    text
    | text.map(lambda words: f'"{words}"')
    | st.tuples(text, st.integers(0, 4)).map(lambda near: '"{}"~{}'.format(*near))
    | st.tuples(st.sampled_from(WORDS), st.integers(1, 5)).map(lambda begun: f"{begun[0][: begun[1]]}*")
    | st.sampled_from(["cqre~", "palns~1", "gofla~", "~co-production", '~"well-being"', "~gofal"])
    | st.sampled_from(["title:plan", 'heading:"care plan"', "heading:gofal", "title:care*"])
    | st.sampled_from(["kind:act", "lang:cy", "date:2020..2021", "ref:w1", "body:nobody", "is:commitment"])
)
query = st.recursive(
    leaf,
    lambda inner: st.tuples(inner, st.sampled_from([" ", " OR ", " -"]), inner).map(
        lambda both: f"({both[0]}){both[1]}({both[2]})"
    ),
    max_leaves=5,
)


@pytest.fixture(scope="module")
def mixed(
    tmp_path_factory: pytest.TempPathFactory,
    make_document: Callable[..., object],
    put: Callable[..., object],
    empty_database: Path,
) -> Iterator[tuple[Index, scan.Scan, Corpus]]:
    """A corpus of both languages, its index, and a scan of it in many small readings."""
    path = tmp_path_factory.mktemp("mixed") / "corpus.db"
    path.write_bytes(empty_database.read_bytes())
    corpus = Corpus(f"sqlite:///{path}")
    for number in range(12):
        texts = [" ".join(WORDS[(number * 7 + at * step) % len(WORDS)] for at in range(step)) for step in range(1, 9)]
        facts = {"lang": list(Lang)[number % 2], "kind": list(DocumentKind)[number % 3], "work": f"w{number}"}
        with corpus.write() as session:
            put(
                session,
                make_document(*texts, title=f"A plan of {number}", issued=date(2018 + number % 5, 1, 1), **facts),
            )
    index = Index(path.parent / "index", corpus)
    index.update()
    looked = scan.Scan()
    with corpus.read() as session, pytest.MonkeyPatch.context() as patched:
        one_by_one(patched)
        for _ in range(12):
            looked.look(session, stamp(session), further=True)
    assert looked.scanned == Scanned(96, 96)
    yield index, looked, corpus
    index.close()
    corpus.close()


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=query)
def test_a_whole_scan_finds_what_the_index_finds(typed: str, mixed: tuple[Index, scan.Scan, Corpus]) -> None:
    index, looked, corpus = mixed
    try:
        asked = parse(typed)
    except UsageProblem:
        return
    assert asked is not None
    with corpus.read() as session:
        node = settled(asked, session)
    scores = index._engine.scores(node)
    assert looked.scores(node) == pytest.approx(scores)
    assert looked.facets(node) == index._engine.facets(node)
    page, other = looked.search(node, limit=7, offset=2), index._engine.search(node, limit=7, offset=2)
    assert (page.total, page.shown, len(page.passages)) == (other.total, other.shown, len(other.passages))


def test_a_scan_knows_the_same_words(mixed: tuple[Index, scan.Scan, Corpus]) -> None:
    index, looked, _ = mixed
    assert dict(looked.vocabulary()) == dict(index._engine.vocabulary())
    assert looked.candidates("care plan", lang=Lang.EN, limit=9) == pytest.approx(
        index._engine.candidates("care plan", lang=Lang.EN, limit=9)
    )
