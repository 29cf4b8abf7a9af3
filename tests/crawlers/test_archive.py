"""The archive keeps bytes exactly, and a process killed while appending spoils nothing."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.settings import Settings
from warcio.archiveiterator import ArchiveIterator

from corpus.errors import CorpusDamaged
from crawlers.archive import Archive, Place

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def keep(archive: Archive, payload: bytes, after: Place | None) -> Place:
    return archive.keep(
        io.BytesIO(payload),
        address="file:///a.txt",
        media_type="text/plain",
        at=NOON,
        after=after,
    )


def read(archive: Archive, place: Place) -> bytes:
    with archive.open(place) as stream:
        return stream.read()


@given(payloads=st.lists(st.binary(max_size=3000), min_size=1, max_size=5))
def test_what_goes_in_comes_out(tmp_path_factory: pytest.TempPathFactory, payloads: list[bytes]) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"), roll_over=2000)
    places: list[Place] = []
    for payload in payloads:
        places.append(keep(archive, payload, places[-1] if places else None))
    assert [read(archive, place) for place in places] == payloads


def test_a_half_written_record_is_left_and_the_next_begins_a_new_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    with (tmp_path / first.file).open("ab") as torn:
        torn.write(b"\x1f\x8b\x08half a record")
    second = keep(archive, b"two", first)
    assert second.file != first.file
    assert [read(archive, place) for place in (first, second)] == [b"one", b"two"]
    with (tmp_path / second.file).open("rb") as whole:
        assert [record.content_stream().read() for record in ArchiveIterator(whole)] == [b"two"]


def test_a_corpus_that_knows_nothing_spoils_no_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    keep(archive, b"two", None)
    assert read(archive, first) == b"one"


def test_an_archive_that_lost_its_end_is_named(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    (tmp_path / first.file).write_bytes(b"")
    with pytest.raises(CorpusDamaged, match="shorter"):
        keep(archive, b"two", first)
    assert not archive.holds(first)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusDamaged, match=r"captures-00009\.warc\.gz"):
        read(Archive(tmp_path), Place("captures-00009.warc.gz", 0, 10))


def test_a_name_from_a_damaged_database_cannot_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(CorpusDamaged, match="no archive file"):
        read(Archive(tmp_path / "archive"), Place("../secret", 0, 6))


def test_scrapy_takes_our_settings_and_they_are_polite() -> None:
    settings = Settings()
    settings.setmodule("crawlers.settings")
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert "Addewid" in settings["USER_AGENT"]
    assert "Scrapy" not in settings["USER_AGENT"]
