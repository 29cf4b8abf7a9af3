"""A capture is a record and a row: the same bytes are kept once, and what the two disagree on is found."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update

from corpus.database import Corpus
from corpus.errors import UnreadableDocument
from corpus.models import Capture
from crawlers.archive import Archive, Arrival, captures
from crawlers.archive.records import page


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "archive")


def came(body: bytes, address: str = "https://www.gov.wales/a", **changed: object) -> Arrival:
    said: dict[str, object] = {
        "media_type": "text/html",
        "at": datetime.now(UTC),
        "source": "s",
        "facts": {"read": "page"},
    }
    return page(address, body, **{**said, "status": "200 OK", "headers": [], **changed})  # type: ignore[arg-type]


def keep(corpus: Corpus, archive: Archive, *arrivals: Arrival) -> list[int]:
    with corpus.write() as session:
        return captures.keep_all(session, archive, arrivals)


def rows(corpus: Corpus) -> list[Capture]:
    with corpus.read() as session:
        found = list(session.scalars(select(Capture).order_by(Capture.id)))
        session.expunge_all()
        return found


def faults(corpus: Corpus, archive: Archive) -> list[str]:
    with corpus.read() as session:
        return [str(found) for found in captures.verify(session, archive)]


def test_a_capture_is_a_row_and_a_record_that_agree(corpus: Corpus, archive: Archive) -> None:
    arrival = came(b"<p>one", via="http://127.0.0.1:9/", facts={"read": "page", "context": {"work": "Tŷ"}})
    (number,) = keep(corpus, archive, arrival)
    (row,) = rows(corpus)
    record = archive.record(captures.place(row))
    assert (row.id, row.complete, row.size) == (number, False, 6)
    assert (row.address, row.captured_at, row.source, row.via) == (record.address, record.at, record.source, record.via)
    assert (row.sha256, row.media_type, row.facts) == (record.sha256, record.media_type, record.facts)
    assert faults(corpus, archive) == []


def test_the_same_again_is_the_same_capture_and_anything_else_a_new_one(corpus: Corpus, archive: Archive) -> None:
    one, other, same = keep(corpus, archive, came(b"one"), came(b"one", "https://www.gov.wales/b"), came(b"one"))
    assert (one, len({one, other})) == (same, 2)
    assert keep(corpus, archive, came(b"one")) == [one]
    assert keep(corpus, archive, came(b"two"), came(b"one", facts={"read": "listing"}))[0] not in {one, other}
    # It was this once, and then something else: that it is this again is news.
    assert keep(corpus, archive, came(b"one")) != [one]
    held = [archive.record(captures.place(row)) for row in rows(corpus)]
    assert [record.original is None for record in held] == [True, False, True, False, False]
    assert [archive.read(record.place) for record in held] == [b"one", b"one", b"two", b"one", b"one"]
    assert len(archive.files()) == 1
    assert faults(corpus, archive) == []


def test_the_same_bytes_from_another_place_are_what_that_place_says(corpus: Corpus, archive: Archive) -> None:
    here, elsewhere = came(b"one"), came(b"one", via="http://127.0.0.1:9")
    assert keep(corpus, archive, here) != keep(corpus, archive, elsewhere)
    assert keep(corpus, archive, here) + keep(corpus, archive, elsewhere) == [1, 2]


def test_nothing_is_nothing(corpus: Corpus, archive: Archive) -> None:
    assert keep(corpus, archive) == []
    assert archive.files() == []


def test_one_that_cannot_be_kept_leaves_no_row(corpus: Corpus, archive: Archive) -> None:
    with pytest.raises(UnreadableDocument):
        keep(corpus, archive, came(b"one"), came(b"two", "https://a.example/\n"))
    assert rows(corpus) == []
    # The first stands in the archive without a row: no damage, and the next record keeps away from it.
    assert faults(corpus, archive) == []
    keep(corpus, archive, came(b"three"))
    assert len(archive.files()) == 2


def test_a_record_without_a_row_is_given_the_one_it_would_have_had(corpus: Corpus, archive: Archive) -> None:
    keep(corpus, archive, came(b"one"), came(b"one", "https://www.gov.wales/b", facts={"read": "other"}))
    before = [
        {name: value for name, value in vars(row).items() if name != "_sa_instance_state"} for row in rows(corpus)
    ]
    with corpus.write() as session:
        session.execute(delete(Capture))
        for record in archive.records():
            adopted = captures.adopt(session, record)  # type: ignore[arg-type]
            assert captures.adopt(session, record) is adopted  # type: ignore[arg-type]
    after = [{name: value for name, value in vars(row).items() if name != "_sa_instance_state"} for row in rows(corpus)]
    assert after == before


def test_what_row_and_archive_disagree_on_is_named(corpus: Corpus, archive: Archive) -> None:
    first, second, third = keep(corpus, archive, *(came(b"%d" % n * 300, f"https://a.example/{n}") for n in range(3)))
    with corpus.write() as session:
        session.execute(update(Capture).where(Capture.id == first).values(sha256="0" * 64))
        session.execute(update(Capture).where(Capture.id == third).values(archive_offset=9_999))
        damaged = captures.place(session.get_one(Capture, second))
    path = archive.folder / damaged.file
    spoilt = bytearray(path.read_bytes())
    spoilt[damaged.offset + damaged.length // 2] ^= 255
    path.write_bytes(spoilt)
    told = faults(corpus, archive)
    assert ["does not hold the capture of https://a.example/0" in told[0], damaged.file in told[1]] == [True, True]
    assert "the capture of https://a.example/2 is missing" in told[2]
    assert len(told) == 3


def test_a_lost_file_is_missed_capture_by_capture(corpus: Corpus, archive: Archive) -> None:
    keep(corpus, archive, came(b"one"), came(b"two", "https://a.example/2"))
    (archive.folder / archive.files()[0]).unlink()
    assert [("is missing" in line) for line in faults(corpus, archive)] == [True, True]


def test_a_file_is_streamed_into_the_archive(corpus: Corpus, archive: Archive) -> None:
    arrival = came(b"x" * 100, "file:///a.txt", source="", status="")
    assert isinstance(arrival.payload, io.BytesIO)
    with corpus.write() as session:
        capture = captures.keep(session, archive, arrival)
        assert archive.read(captures.place(capture)) == b"x" * 100
        assert session.scalar(select(func.count(Capture.id))) == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("text/html; charset=utf-8", "text/html"),
        (" Application/PDF ", "application/pdf"),
        ("", captures.UNKNOWN_TYPE),
        ("text/html\r\nX: y", captures.UNKNOWN_TYPE),
        ("a/" + "b" * 70, captures.UNKNOWN_TYPE),
        ("nonsense", captures.UNKNOWN_TYPE),
    ],
)
def test_a_media_type_is_one_or_unknown(said: str, meant: str) -> None:
    assert captures.media_type(said) == meant
