"""Search: how fast an index is built and asked, beside SQLite's FTS5 in the same run.

    python -m benchmarks.search [PASSAGES]

Passages are put together from sentences of the real documents beside the repository. "whole" is what a person
waits for: the corpus checked, the answer found, snippets cut and marked; its passages come out of a real corpus.
"""

import csv
import json
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from corpus import versions
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.database import Corpus
from corpus.errors import UsageProblem
from corpus.models import Capture
from corpus.rows import PassageRow
from corpus.types import Passage, ReadDocument, lay_out
from index import Index
from index.engine import Change, Stamp
from index.query.nodes import Node
from index.query.parser import parse
from index.whoosh.engine import WhooshEngine

DATA = Path(__file__).parents[1].parent / "shared" / "data"
PER_DOCUMENT = 50
WHOLE = 10_000
QUERIES = 40


def sentences() -> dict[Lang, list[str]]:
    """Sentences of the real documents, by language."""
    english: list[str] = []
    for path in sorted(DATA.glob("written_questions/*.jsonl")):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            found = json.loads(line)
            english += [found["question"], found["answer"]]
    for folder in ("record", "seeds", "research", "consultations"):
        english += [
            path.read_text(encoding="utf-8", errors="replace") for path in sorted((DATA / folder).glob("*.txt"))
        ]
    welsh = [path.read_text(encoding="utf-8", errors="replace") for path in sorted(DATA.glob("welsh/*.txt"))]
    for path in sorted(DATA.glob("timelines/*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            welsh += [
                " ".join(value for name, value in row.items() if "cy" in name.lower()) for row in csv.DictReader(file)
            ]
    return {Lang.EN: _cut(english), Lang.CY: _cut(welsh)}


def _cut(texts: Sequence[str]) -> list[str]:
    parts = [" ".join(part.split()) for text in texts for part in re.split(r"(?<=[.?!;])\s+", text)]
    return [part for part in parts if 30 < len(part) < 400]


def passages(count: int) -> list[PassageRow]:
    """Passages of one to five sentences, one in seven Welsh; the same ones every time."""
    found, chance = sentences(), random.Random(1)
    titles = {lang: [" ".join(each.split()[:6]) for each in found[lang]] for lang in Lang}
    rows: list[PassageRow] = []
    for number in range(count):
        document, ordinal = divmod(number, PER_DOCUMENT)
        lang = Lang.CY if document % 7 == 3 else Lang.EN
        text = " ".join(chance.choices(found[lang], k=chance.randint(1, 5)))
        title = titles[lang][document % len(titles[lang])]
        rows.append(_row(number, document, ordinal, lang, title, text))
    return rows


def _row(number: int, document: int, ordinal: int, lang: Lang, title: str, text: str) -> PassageRow:
    kinds = list(DocumentKind)
    return PassageRow(
        id=number + 1,
        ref=f"d{document}/{lang}/{ordinal}",
        version_id=document + 1,
        ordinal=ordinal,
        kind=PassageKind.PARAGRAPH,
        text=text,
        start=0,
        end=len(text),
        headings=(title, f"Part {ordinal % 5}"),
        number=str(ordinal),
        page_index=None,
        page_label="",
        lead="",
        amends="",
        speaker="",
        role="",
        dated=date(2000 + document % 25, 1, 1),
        document_key=f"d{document}",
        document_title=title,
        document_kind=kinds[document % len(kinds)],
        lang=lang,
        publisher=f"Body {document % 20}",
        url="",
        source_id="",
    )


def queries(rows: Sequence[PassageRow]) -> dict[str, list[str]]:
    """Queries of several kinds, made of words of the passages themselves."""
    chance = random.Random(2)

    def words(count: int) -> list[str]:
        while True:
            found = re.findall(r"[^\W\d_]{4,}", chance.choice(rows).text)
            if len(found) >= count:
                at = chance.randrange(len(found) - count + 1)
                return found[at : at + count]

    def phrase() -> str:
        while True:
            parts = chance.choice(rows).text.split()
            at = chance.randrange(len(parts))
            if len(parts) - at >= 3 and all(part.isalpha() for part in parts[at : at + 3]):
                return " ".join(parts[at : at + 3])

    kinds: dict[str, Callable[[], str]] = {
        "one word": lambda: words(1)[0],
        "two words": lambda: " ".join(words(2)),
        "six words": lambda: " ".join(words(6)),
        "phrase": lambda: f'"{phrase()}"',
        "prefix": lambda: f"{words(1)[0][:4]}*",
        "either": lambda: " OR ".join(words(2)),
        "without": lambda: "{} -{}".format(*words(2)),
    }
    return {kind: [make() for _ in range(QUERIES)] for kind, make in kinds.items()}


def for_fts5(kind: str, query: str) -> str:
    """The query as FTS5 would have it."""
    if kind == "without":
        wanted, unwanted = query.split(" -")
        return f'"{wanted}" NOT "{unwanted}"'
    if kind in {"phrase", "prefix"}:
        return query
    return " ".join(word if word == "OR" else f'"{word}"' for word in query.split())


def timed(ask: Callable[[str], object], asked: Sequence[str]) -> tuple[float, float]:
    """Median and 95th percentile, in milliseconds, each query asked once."""
    taken: list[float] = []
    for query in asked:
        begun = time.perf_counter()
        try:
            ask(query)
        except UsageProblem:
            continue  # a prefix of too many words is refused, and does not count
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def built(rows: Sequence[PassageRow], folder: Path) -> tuple[WhooshEngine, float, float]:
    """An engine over the passages, the seconds it took, and the megabytes of memory it took more."""
    engine = WhooshEngine(folder)
    before, begun = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    with engine.writing(1):
        versions = range(1, len(rows) // PER_DOCUMENT + 2)
        engine.write(Change(Stamp("benchmark", 1, ""), versions, [], afresh=True, passages=iter(rows)))
    seconds = time.perf_counter() - begun
    return engine, seconds, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def yardstick(rows: Sequence[PassageRow], path: Path) -> tuple[sqlite3.Connection, float]:
    """The same in FTS5, with its English stemmer."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE p USING fts5(title, headings, text, tokenize='porter unicode61')")
    begun = time.perf_counter()
    with connection:
        connection.executemany(
            "INSERT INTO p(rowid, title, headings, text) VALUES (?, ?, ?, ?)",
            ((row.id, row.document_title, " ".join(row.headings), row.text) for row in rows),
        )
    return connection, time.perf_counter() - begun


def fts5_answer(connection: sqlite3.Connection, query: str) -> object:
    """How many there are, and the best twenty."""
    total = connection.execute("SELECT count(*) FROM p WHERE p MATCH ?", (query,)).fetchone()
    best = connection.execute("SELECT rowid, rank FROM p WHERE p MATCH ? ORDER BY rank LIMIT 20", (query,)).fetchall()
    return total, best


def in_corpus(rows: Sequence[PassageRow], folder: Path) -> tuple[Index, float]:
    """An index over a real corpus of the passages, and the seconds its first update took."""
    corpus = Corpus(f"sqlite:///{folder / 'corpus.db'}")
    with corpus.write() as session:
        for capture, read in _documents(rows):
            session.add(capture)
            session.flush()
            versions.add(session, read, capture=capture, fallback=read.work)
    index = Index(folder / "whole", corpus)
    begun = time.perf_counter()
    index.update()
    return index, time.perf_counter() - begun


def _documents(rows: Sequence[PassageRow]) -> Iterator[tuple[Capture, ReadDocument]]:
    for at in range(0, len(rows), PER_DOCUMENT):
        row = rows[at]
        texts = [Passage(each.text, 0, 0, headings=each.headings) for each in rows[at : at + PER_DOCUMENT]]
        yield (
            Capture(
                sha256=f"{at:064}",
                size=1,
                media_type="text/plain",
                address=row.document_key,
                captured_at=datetime(2026, 1, 1, tzinfo=UTC),
                archive="none",
                archive_offset=0,
                archive_length=0,
                complete=True,
            ),
            ReadDocument(
                title=row.document_title,
                lang=row.lang,
                kind=row.document_kind,
                passages=lay_out(texts),
                reader="benchmark",
                work=row.document_key,
                issued=row.dated,
                publisher=row.publisher,
            ),
        )


def size(path: Path) -> float:
    """Megabytes of a file or folder."""
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(each.stat().st_size for each in files if each.is_file()) / 1e6


def main(count: int) -> None:
    """Build, ask and print."""
    rows = passages(count)
    asked = queries(rows)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        engine, seconds, memory = built(rows, folder / "index")
        fts5, fts5_seconds = yardstick(rows, folder / "fts5.db")
        index, whole_seconds = in_corpus(rows[:WHOLE], folder)
        print(f"{count:,} passages of {statistics.mean(len(row.text.split()) for row in rows):.0f} words\n")
        print(f"{'':22}{'passages/s':>12}{'MB on disk':>12}{'MB memory':>12}")
        print(f"{'build, Whoosh engine':22}{count / seconds:12,.0f}{size(folder / 'index'):12.0f}{memory:12.0f}")
        print(f"{'build, FTS5':22}{count / fts5_seconds:12,.0f}{size(folder / 'fts5.db'):12.0f}")
        print(f"{f'build, whole ({WHOLE:,})':22}{min(count, WHOLE) / whole_seconds:12,.0f}\n")
        print(f"{'milliseconds':22}{'engine p50':>12}{'p95':>8}{'FTS5 p50':>12}{'p95':>8}{'whole p50':>12}{'p95':>8}")
        for kind, each in asked.items():
            ours = timed(lambda query: engine.search(_understood(query), limit=20, offset=0), each)
            theirs = timed(lambda query: fts5_answer(fts5, query), [for_fts5(kind, query) for query in each])
            whole = timed(index.search, each)
            print(
                f"{kind:22}{ours[0]:12.1f}{ours[1]:8.1f}{theirs[0]:12.1f}{theirs[1]:8.1f}{whole[0]:12.1f}{whole[1]:8.1f}"
            )
        quotes = [" ".join(query.split()) for query in asked["six words"]]
        candidates = timed(lambda query: engine.candidates(query, lang=None, limit=30), quotes)
        print(f"{'candidates, 6 words':22}{candidates[0]:12.1f}{candidates[1]:8.1f}")
        engine.close()
        index.close()
        fts5.close()


def _understood(query: str) -> Node:
    node = parse(query)
    assert node is not None
    return node


if __name__ == "__main__":
    if DATA.is_dir():
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    else:
        print(f"search: not measured, as the real documents are not at {DATA}")
