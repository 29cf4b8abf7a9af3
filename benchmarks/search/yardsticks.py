"""Other engines as yardsticks: they index the same fields, stem English, keep no copy of the text, and use one core."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.search.disk import size
from benchmarks.search.queries import Asked, Shape
from corpus.rows import PassageRow

FIELDS = ("title", "headings", "text")


def fields(row: PassageRow) -> tuple[str, str, str]:
    """What is indexed of a passage, as ``FIELDS`` names it."""
    return row.document_title, " ".join(row.headings), row.text


def year(row: PassageRow) -> int:
    """The year that a passage is dated."""
    assert row.dated is not None
    return row.dated.year


class Fts5:
    """SQLite's FTS5, with its English stemmer; kinds and years in a table beside it."""

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)
        self._folder.mkdir(exist_ok=True)
        self._connection = sqlite3.connect(self._folder / "fts5.db")

    def build(self, count: int, passages: Iterator[PassageRow]) -> None:
        """Index the passages in one transaction."""
        with self._connection as connection:
            connection.execute(
                "CREATE VIRTUAL TABLE p USING fts5(title, headings, text, content='', tokenize='porter unicode61')"
            )
            connection.execute("CREATE TABLE facts (id INTEGER PRIMARY KEY, kind TEXT, year INTEGER)")
            for row in passages:
                connection.execute(
                    "INSERT INTO p(rowid, title, headings, text) VALUES (?, ?, ?, ?)", (row.id, *fields(row))
                )
                connection.execute("INSERT INTO facts VALUES (?, ?, ?)", (row.id, row.document_kind, year(row)))
            found = connection.execute("SELECT count(*) FROM facts").fetchone()[0]
        assert found == count

    def ask(self, asked: Asked, best: int) -> int:
        """Find the ``best``; returns how many there are."""
        those, sought = "p WHERE p MATCH ?", [self._written(asked)]
        if asked.shape is Shape.FILTERED:  # the words first: they find fewer
            kinds = ", ".join("?" * len(asked.kinds))
            those = "p CROSS JOIN facts ON facts.id = p.rowid WHERE p MATCH ? "
            those += f"AND kind IN ({kinds}) AND year BETWEEN ? AND ?"
            sought += [*asked.kinds, str(asked.since), str(asked.until)]
        total = self._connection.execute(f"SELECT count(*) FROM {those}", sought).fetchone()
        self._connection.execute(f"SELECT p.rowid, rank FROM {those} ORDER BY rank LIMIT {best}", sought).fetchall()
        return int(total[0])

    def size(self) -> float:
        """Megabytes on disk."""
        return size(self._folder)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _written(self, asked: Asked) -> str:
        match asked.shape:
            case Shape.PHRASE:
                return f'"{" ".join(asked.words)}"'
            case Shape.PREFIX:
                return f"{asked.words[0]}*"
        joint = {Shape.EITHER: " OR ", Shape.WITHOUT: " NOT "}.get(asked.shape, " ")
        return joint.join(f'"{word}"' for word in asked.words)


class Tantivy:
    """Tantivy, with its English stemmer."""

    HEAP = 128_000_000
    """Bytes that it may take to write, as it does unless it is told otherwise."""

    def __init__(self, folder: str) -> None:
        import tantivy

        self._folder = Path(folder)
        self._folder.mkdir(exist_ok=True)
        builder = tantivy.SchemaBuilder().add_integer_field("id", fast=True)
        for name in FIELDS:
            builder = builder.add_text_field(name, tokenizer_name="en_stem")
        builder = builder.add_text_field("kind", tokenizer_name="raw", index_option="basic")
        self._schema = builder.add_integer_field("year", indexed=True, fast=True).build()
        self._index = tantivy.Index(self._schema, folder)
        self._searcher: Any = None

    def build(self, count: int, passages: Iterator[PassageRow]) -> None:
        """Index the passages and wait for what is still being merged."""
        import tantivy

        writer = self._index.writer(self.HEAP, num_threads=1)
        for row in passages:
            writer.add_document(
                tantivy.Document(
                    id=row.id,
                    kind=row.document_kind.value,
                    year=year(row),
                    **dict(zip(FIELDS, fields(row), strict=True)),
                )
            )
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        assert self._index.searcher().num_docs == count

    def ask(self, asked: Asked, best: int) -> int:
        """Find the ``best``; returns how many there are."""
        if self._searcher is None:
            self._searcher = self._index.searcher()
        found = self._searcher.search(self._query(asked), best, count=True)
        self._searcher.fast_field_values("id", [address for _, address in found.hits])
        return int(found.count)

    def size(self) -> float:
        """Megabytes on disk."""
        return size(self._folder)

    def close(self) -> None:
        """It closes by itself."""

    def _query(self, asked: Asked) -> Any:
        from tantivy import FieldType, Occur, Query

        match asked.shape:
            case Shape.PREFIX:
                letters = asked.words[0].lower()
                return Query.boolean_query(
                    [(Occur.Should, Query.regex_query(self._schema, name, f"{letters}.*")) for name in FIELDS]
                )
            case Shape.PHRASE:
                return self._parsed(f'"{" ".join(asked.words)}"')
            case Shape.EITHER:
                return self._parsed(" OR ".join(f'"{word}"' for word in asked.words))
            case Shape.WITHOUT:
                return self._parsed(" -".join(f'"{word}"' for word in asked.words))
        words = self._parsed(" ".join(f'"{word}"' for word in asked.words))
        if asked.shape is not Shape.FILTERED:
            return words
        kinds = Query.term_set_query(self._schema, "kind", [kind.value for kind in asked.kinds])
        years = Query.range_query(self._schema, "year", FieldType.Integer, asked.since, asked.until)
        return words.and_must_match(Query.const_score_query(kinds, 0.0), Query.const_score_query(years, 0.0))

    def _parsed(self, query: str) -> Any:
        return self._index.parse_query(query, list(FIELDS), conjunction_by_default=True)
