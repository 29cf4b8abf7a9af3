"""The benchmark of search: its passages and queries are the same every time, and its contenders find the same."""

import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from benchmarks.search.contenders import FTS5, POSTGRESQL, TANTIVY, WHOLE, WHOOSH, Contender, contender, lacking
from benchmarks.search.figures import Answered, Built
from benchmarks.search.measured import Feed, ask, build
from benchmarks.search.ours import Whole
from benchmarks.search.queries import EACH, Asked, Shape, queries
from benchmarks.search.recombined import Recombined
from benchmarks.search.told import Measured, missed
from corpus.codebook import DocumentKind, Lang
from tests import postgres_server

COUNT = 120
ROOT = Path(__file__).parents[2]
SENTENCES = {
    Lang.EN: [
        f"The {thing} of every {place} shall {deed} what the people there have said before {month}."
        for thing in ("council", "ministry", "partnership", "hospital")
        for place in ("valley", "harbour", "village")
        for deed, month in (("publish", "March"), ("consider", "October"))
    ],
    Lang.CY: [f"Rhaid iddynt gyhoeddi cynllun {number} cyn diwedd mis Mawrth eleni." for number in range(9)],
}


@pytest.fixture(scope="module")
def passages() -> Recombined:
    return Recombined(COUNT, SENTENCES)


@pytest.fixture(params=[WHOOSH, WHOLE, FTS5, TANTIVY, POSTGRESQL])
def filled(request: pytest.FixtureRequest, tmp_path: Path, passages: Recombined) -> Iterator[Contender]:
    name: str = request.param
    if name == TANTIVY and (why := lacking(name)):
        pytest.skip(why)
    place = request.getfixturevalue("on_postgresql") if name == POSTGRESQL else str(tmp_path)
    if name == WHOLE:
        with closing(Whole(place)) as whole:
            whole.fill(passages)
    with closing(contender(name, place)) as made:
        made.build(COUNT, iter(passages))
        assert made.size() > 0
    with closing(contender(name, place)) as opened:
        yield opened


@pytest.mark.parametrize(
    ("shape", "words", "held"),
    [
        (Shape.ONE, ("harbour",), lambda text: "harbour" in text),
        (Shape.TWO, ("harbour", "hospital"), lambda text: "harbour" in text and "hospital" in text),
        (Shape.SIX, ("people", "harbour", "hospital", "publish", "March", "shall"), None),
        (Shape.PHRASE, ("every", "harbour", "shall"), lambda text: "every harbour shall" in text),
        (Shape.PREFIX, ("harb",), lambda text: "harb" in text),
        (Shape.EITHER, ("harbour", "hospital"), lambda text: "harbour" in text or "hospital" in text),
        (Shape.WITHOUT, ("harbour", "hospital"), lambda text: "harbour" in text and "hospital" not in text),
    ],
)
def test_contenders_find_what_holds_the_words(
    shape: Shape, words: tuple[str, ...], held: object, filled: Contender, passages: Recombined
) -> None:
    def wanted(text: str) -> bool:
        return held(text) if callable(held) else all(word in text for word in words)

    expected = sum(wanted(f"{row.document_title} {' '.join(row.headings)} {row.text}") for row in passages)
    assert 0 < expected < COUNT
    assert filled.ask(Asked(shape, words), 20) == expected


def test_contenders_narrow_by_kind_and_year(filled: Contender, passages: Recombined) -> None:
    asked = Asked(Shape.FILTERED, ("shall", "people"), (DocumentKind.ACT, DocumentKind.STATEMENT), 1999, 2000)
    assert asked.text == "shall people kind:act,statement date:1999..2000"
    expected = sum(row.document_kind is DocumentKind.ACT and "people" in row.text for row in passages)
    assert expected == 50
    assert filled.ask(asked, 20) == expected


def test_passages_and_queries_are_the_same_every_time(passages: Recombined) -> None:
    again = Recombined(COUNT, SENTENCES)
    assert list(passages) == list(again)
    assert [len(document) for document in passages.documents()] == [50, 50, 20]
    made = list(queries(passages))
    assert made == list(queries(again))
    assert [sum(each.shape is shape for each in made) for shape in Shape] == [EACH] * len(Shape)


def test_making_the_passages_is_not_counted(passages: Recombined) -> None:
    feed = Feed(passages)
    assert len(list(feed)) == COUNT
    assert feed.clock > 0
    assert feed.processor > 0


def test_an_index_is_made_and_asked_and_its_figures_are_whole(tmp_path: Path, passages: Recombined) -> None:
    built = build(contender(FTS5, str(tmp_path)), passages)
    assert 0 < built.before <= built.peak
    assert 0 < built.disk < 1
    answered = ask(contender(FTS5, str(tmp_path)), passages)
    assert set(answered.taken) == set(answered.found) == set(Shape)
    assert sum(map(len, answered.taken.values())) == EACH * len(Shape) - 1
    assert answered.refused == 0


def test_a_missed_aim_is_told_with_how_much() -> None:
    good = Measured(Built(10, 10, 50, 60, 500), _answered(30))
    slow = Measured(Built(90, 100, 50, 60, 1_500), _answered(80))
    assert list(missed(100_000, {WHOOSH: good, WHOLE: good, FTS5: slow})) == []
    told = list(missed(100_000, {WHOOSH: slow, WHOLE: good}))
    assert told[0] == "Whoosh: 1,000 passages a second of one core are built, and 2,000 were aimed at"
    assert told[1] == "Whoosh: building takes 1,500 MB, and 1,000 were aimed at"
    assert told[2] == "Whoosh: one word, p95 80 ms (40 of processor time), and 50 were aimed at"
    assert len(told) == 2 + len(Shape)
    assert len(list(missed(500_000, {WHOOSH: slow, WHOLE: good}))) == 1


def _answered(milliseconds: float) -> Answered:
    taken = {shape: [milliseconds] * EACH for shape in map(str, Shape)}
    worked = {shape: [milliseconds / 2] * EACH for shape in map(str, Shape)}
    return Answered(1, taken, worked, {}, 0, 100)


def test_what_is_not_installed_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(postgres_server, "programs", lambda: None)
    assert "pip install -e '.[benchmarks]'" in lacking(TANTIVY)
    assert "apt-get install postgresql" in lacking(POSTGRESQL)
    assert lacking(WHOOSH) == lacking(FTS5) == lacking(WHOLE) == ""


def test_the_process_that_starts_the_others_stays_small() -> None:
    code = (
        "import sys, benchmarks.search.__main__; print({'numpy', 'sqlalchemy', 'textual', 'spacy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
