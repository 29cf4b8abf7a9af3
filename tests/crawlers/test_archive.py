"""The archive keeps bytes exactly, says what is damaged and reads the rest, and a killed process spoils nothing."""

import gzip
import hashlib
import inspect
import io
import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scrapy.settings import Settings
from warcio.archiveiterator import ArchiveIterator
from warcio.warcwriter import WARCWriter

from corpus.errors import AddewidError, CorpusDamaged, UnreadableDocument
from crawlers.archive import Archive, Arrival, Damage, Place, Record, store
from crawlers.archive.records import page

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def file(payload: bytes, *, address: str = "file:///a.txt", facts: Mapping[str, object] | None = None) -> Arrival:
    return Arrival(
        address=address,
        payload=io.BytesIO(payload),
        size=len(payload),
        sha256=hashlib.sha256(payload).hexdigest(),
        media_type="text/plain",
        at=NOON,
        facts=facts or {},
    )


def answer(body: bytes, address: str = "https://www.gov.wales/plan", **changed: object) -> Arrival:
    said: dict[str, object] = {
        "media_type": "text/html",
        "at": NOON + timedelta(microseconds=7),
        "source": "gov-wales",
        "facts": {"read": "page", "context": {"work": "ŵ  \n£"}},
        "status": "200 OK",
        "headers": [("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "br"), ("X-Odd", "Ã´")],
    }
    return page(address, body, **{**said, **changed})  # type: ignore[arg-type]


def keep(archive: Archive, payload: bytes, after: Place | None) -> Place:
    return archive.keep(file(payload), after=after)


def whole(archive: Archive) -> list[Record]:
    return [found for found in archive.records() if isinstance(found, Record)]


def damage(archive: Archive) -> list[Damage]:
    return [found for found in archive.records() if isinstance(found, Damage)]


def noise(size: int, seed: int = 1) -> bytes:
    return random.Random(seed).randbytes(size)


def raw(archive: Archive, record: bytes, name: str = "captures-00001.warc.gz") -> Place:
    """A record that somebody made by hand."""
    archive.folder.mkdir(exist_ok=True)
    (archive.folder / name).write_bytes(gzip.compress(record, mtime=0))
    return Place(name, 0, 0)


@st.composite
def arrivals(draw: st.DrawFn) -> list[Arrival]:
    bodies = draw(st.lists(st.binary(max_size=3000), min_size=1, max_size=4))
    chosen = draw(st.lists(st.tuples(st.sampled_from(bodies), st.booleans(), st.integers(0, 9)), max_size=12))
    facts = st.dictionaries(st.text(max_size=9), st.one_of(st.text(max_size=20), st.integers()), max_size=3)
    return [
        answer(body, f"https://a.example/{number}", facts=draw(facts), status=draw(st.sampled_from(["200 OK", "404"])))
        if fetched
        else file(body, address=f"file:///f{number}.txt", facts=draw(facts))
        for body, fetched, number in chosen
    ]


@settings(deadline=None)
@given(batches=st.lists(arrivals(), min_size=1, max_size=3))
def test_what_goes_in_comes_out_once_kept_each_time_recorded(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[Arrival]]
) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"), roll_over=2000)
    places: list[Place] = []
    known: dict[str, Place] = {}
    for batch in batches:
        stood = archive.keep_all(batch, after=places[-1] if places else None, known=known)
        for arrival, place in zip(batch, stood, strict=True):
            known.setdefault(arrival.sha256, place)
        places += stood
    told = [arrival for batch in batches for arrival in batch]
    records = whole(archive)
    assert [record.place for record in records] == places
    assert [archive.read(place) for place in places] == [arrival.payload.getvalue() for arrival in told]  # type: ignore[attr-defined]
    for record, arrival in zip(records, told, strict=True):
        assert (record.address, record.at, record.facts) == (arrival.address, arrival.at, arrival.facts)
        assert (record.sha256, record.size, record.status) == (arrival.sha256, arrival.size, arrival.status)
        assert (record.source, record.media_type) == (arrival.source, arrival.media_type)
        if arrival.status:
            assert dict(record.headers)["X-Odd"] == "Ã´"
    first = {arrival.sha256: place for arrival, place in zip(reversed(told), reversed(places), strict=True)}
    assert [record.original is None for record in records] == [
        record.place == first[record.sha256] for record in records
    ]


def test_another_program_reads_the_archive_and_finds_its_digests_right(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.keep_all([answer(b"<p>one"), file(b"two"), answer(b"<p>one", "https://www.gov.wales/b")], after=None)
    kinds, bodies = [], []
    with (tmp_path / archive.files()[0]).open("rb") as stream:
        for record in ArchiveIterator(stream, check_digests="raise"):
            kinds.append(record.rec_type)
            bodies.append(record.content_stream().read())
            headers = record.rec_headers
    assert (kinds, bodies) == (["response", "resource", "revisit"], [b"<p>one", b"two", b""])
    assert headers["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert headers["WARC-Refers-To-Target-URI"] == "https://www.gov.wales/plan"
    assert (headers["WARC-Refers-To-Filename"], headers["WARC-Refers-To-File-Offset"]) == (archive.files()[0], "0")


def test_headers_of_the_wire_are_kept_under_another_name_and_none_can_break_out(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    hostile = [
        ("X-Long", "x" * 70_000),
        ("X-Two", "a\r\nX-Three: b\x00"),
        ("bad name", "c"),
        ("Transfer-Encoding", "chunked"),
    ]
    place = archive.keep(answer(b"body", headers=hostile), after=None)
    headers = archive.record(place).headers
    assert headers == (
        ("Content-Length", "4"),
        ("X-Two", "a X-Three: b"),
        ("X-Archive-Orig-Transfer-Encoding", "chunked"),
        ("X-Archive-Left-Out", "2"),
    )
    assert archive.read(place) == b"body"


@pytest.mark.parametrize(
    "hostile",
    [
        answer(b"x", "https://a.example/\r\nWARC-Type: metadata"),
        answer(b"x", "https://a.example/" + "a" * 20_000),
        answer(b"x", facts={"context": "x" * 17_000}),
        answer(b"x", source="a\nb"),
        answer(b"x", media_type=""),
    ],
)
def test_what_no_header_can_hold_is_refused_and_nothing_is_written(tmp_path: Path, hostile: Arrival) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(UnreadableDocument):
        archive.keep(hostile, after=None)
    assert list(archive.records()) == []


def test_a_file_that_changes_while_it_is_kept_is_not_kept(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    changed = file(b"one")
    changed.payload.write(b"two")
    changed.payload.seek(0)
    with pytest.raises(UnreadableDocument, match="changed while"):
        archive.keep(changed, after=None)
    assert list(archive.records()) == []


def test_a_half_written_record_is_left_and_the_next_begins_a_new_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    with (tmp_path / first.file).open("ab") as torn:
        torn.write(b"\x1f\x8b\x08half a record")
    second = keep(archive, b"two", first)
    assert second.file != first.file
    assert [archive.read(place) for place in (first, second)] == [b"one", b"two"]
    assert [(found.file, found.offset, found.tail) for found in damage(archive)] == [(first.file, first.end, True)]
    assert [record.place for record in whole(archive)] == [first, second]


KILLED = """
import os, shutil, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_archive import answer, noise
from crawlers import archive
from crawlers.archive import store

moment, copy = int(sys.argv[2]), shutil.copyfileobj
seen = 0

def half(packed, file, size):
    global seen
    seen += 1
    if seen == moment:
        file.write(packed.read(2000))
        file.flush()
        os.kill(os.getpid(), signal.SIGKILL)
    copy(packed, file, size)

store.shutil.copyfileobj = half
kept = archive.Archive(Path(sys.argv[1]))
last = kept.keep(answer(b"first"), after=None)
print(last.length, flush=True)
kept.keep_all([answer(noise(5000, n), f"https://a.example/{n}") for n in range(8)], after=last)
"""


@pytest.mark.parametrize("moment", [2, 5, 9])
def test_a_killed_keeper_loses_nothing_it_reported_and_spoils_nothing(tmp_path: Path, moment: int) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path), str(moment), str(Path(__file__).parent)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    archive = Archive(tmp_path)
    first = Place("captures-00001.warc.gz", 0, int(ended.stdout))
    assert archive.read(first) == b"first"
    assert len(whole(archive)) == moment - 1
    assert [found.tail for found in damage(archive)] == [True]
    again = archive.keep(answer(b"again"), after=first)
    assert (again.file, archive.read(again)) == ("captures-00002.warc.gz", b"again")
    assert [record.place for record in whole(archive)][-1] == again


@settings(deadline=None)
@given(data=st.data())
def test_a_damaged_byte_anywhere_is_named_and_the_rest_is_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    archive = Archive(tmp_path_factory.mktemp("archive"))
    places = archive.keep_all([answer(noise(300, n), f"https://a.example/{n}") for n in range(4)], after=None)
    path = archive.folder / places[0].file
    spoilt = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, 10**6)) % len(spoilt)
    spoilt[at] ^= data.draw(st.integers(1, 255))
    path.write_bytes(spoilt)
    hit = next(place for place in places if at < place.end)
    found = {record.place: record for record in whole(archive)}
    assert set(places) - {hit} <= set(found)
    if hit in found:  # the byte was one of the gzip header's that say nothing
        assert archive.read(hit) == noise(300, places.index(hit))
    else:
        assert [(one.file, one.offset, one.tail) for one in damage(archive)] == [(*hit.start, hit == places[-1])]
        try:
            assert archive.read(hit) == noise(300, places.index(hit))  # only the check sum behind the payload was hit
        except CorpusDamaged as named:
            assert hit.file in str(named)


def test_a_record_inside_a_damaged_payload_is_not_taken_for_one_of_ours(tmp_path: Path) -> None:
    other = Archive(tmp_path / "other")
    planted = other.keep(answer(noise(4000)), after=None)
    forged = (tmp_path / "other" / planted.file).read_bytes()
    archive = Archive(tmp_path / "ours")
    places = archive.keep_all([file(b"a"), file(noise(60_000) + forged + noise(60_000, 2)), file(b"c")], after=None)
    path = archive.folder / places[0].file
    spoilt = bytearray(path.read_bytes())
    assert forged in spoilt  # stored as it is, for it cannot be compressed further
    spoilt[places[1].offset + 50] ^= 1
    path.write_bytes(spoilt)
    assert [record.place for record in whole(archive)] == [places[0], places[2]]


def test_what_refers_to_a_damaged_record_is_damaged_too(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first, second, again = archive.keep_all([answer(noise(900)), answer(b"b"), answer(noise(900))], after=None)
    path = tmp_path / first.file
    spoilt = bytearray(path.read_bytes())
    spoilt[first.length // 2] ^= 1
    path.write_bytes(spoilt)
    assert [found.offset for found in damage(archive)] == [first.offset, again.offset]
    assert [record.place for record in whole(archive)] == [second]
    with pytest.raises(CorpusDamaged):
        archive.read(again)


def test_bytes_whose_first_copy_is_gone_are_kept_again(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    gone = {hashlib.sha256(b"one").hexdigest(): Place("captures-00001.warc.gz", 5000, 10)}
    place = archive.keep_all([file(b"one")], after=None, known=gone)[0]
    assert archive.record(place).original is None
    assert archive.read(place) == b"one"


def test_a_reference_is_followed_once_only(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = hashlib.sha256(b"").hexdigest()
    head = (
        "WARC/1.1\r\nWARC-Type: revisit\r\nWARC-Target-URI: file:///a\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
        f"WARC-Payload-Digest: sha256:{digest}\r\nContent-Length: 0\r\n"
        "WARC-Refers-To-Filename: {}\r\nWARC-Refers-To-File-Offset: 0\r\n\r\n\r\n\r\n"
    )
    place = raw(archive, head.format("captures-00001.warc.gz").encode())
    with pytest.raises(CorpusDamaged, match="does not hold its bytes"):
        archive.read(place)
    assert len(damage(archive)) == 1
    elsewhere = raw(archive, head.format("../../etc/passwd").encode())
    with pytest.raises(CorpusDamaged, match="none of the archive's"):
        archive.read(elsewhere)


OLD = (
    b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: file:///a\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
    b"WARC-Payload-Digest: sha256:%s\r\n" % hashlib.sha256(b"x").hexdigest().encode()
)


@pytest.mark.parametrize(
    ("record", "what"),
    [
        (OLD + b"Content-Length: 99999999999\r\n\r\nx", "length or offset"),
        (OLD + b"Content-Length: -1\r\n\r\nx", "length or offset"),
        (OLD + b"Content-Length: 9\r\n\r\nx", "shorter than it says"),
        (OLD + b"Content-Length: 1\r\n\r\ny\r\n\r\n", "not those that were archived"),
        (OLD + b"Content-Length: 1\r\n\r\nxx\r\n\r\n", "does not end where"),
        (OLD + b"X: " + b"x" * 400_000 + b"\r\n\r\nx", "headers do not end"),
        (OLD.replace(b"resource", b"warcinfo") + b"Content-Length: 1\r\n\r\nx\r\n\r\n", "kind that is not kept"),
        (OLD.replace(b"2026-01", b"2026-99") + b"Content-Length: 1\r\n\r\nx\r\n\r\n", "when it came"),
        (OLD.replace(b"sha256", b"md5") + b"Content-Length: 1\r\n\r\nx\r\n\r\n", "no digest"),
        (OLD + b"Addewid-Facts: " + b"[" * 9000 + b"\r\nContent-Length: 1\r\n\r\nx\r\n\r\n", "facts cannot"),
        (OLD + b"Addewid-Facts: [1]\r\nContent-Length: 1\r\n\r\nx\r\n\r\n", "facts cannot"),
        (b"no record at all" * 50, "headers do not end"),
        (b"", "headers do not end"),
    ],
)
def test_a_record_that_cannot_be_is_named(tmp_path: Path, record: bytes, what: str) -> None:
    archive = Archive(tmp_path)
    raw(archive, record)
    assert [what in found.what for found in archive.records() if isinstance(found, Damage)] == [True]


def test_a_bomb_is_not_unpacked_into_memory(tmp_path: Path) -> None:
    import tracemalloc

    archive = Archive(tmp_path)
    place = raw(archive, OLD + b"X: " + b"x" * 60_000_000)
    tracemalloc.start()
    with pytest.raises(CorpusDamaged, match="headers do not end"):
        archive.record(place)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    with pytest.raises(CorpusDamaged, match="larger than"):
        archive.read(keep(archive, b"x" * 5000, None), limit=4999)


def test_no_more_is_read_into_memory_than_a_crawl_keeps_unless_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert store.LARGEST_READ == 100 * 1024**2
    assert inspect.signature(Archive.read).parameters["limit"].default == store.LARGEST_READ
    archive = Archive(tmp_path)
    place = keep(archive, bytes(store.LARGEST_READ + 1), None)
    with pytest.raises(CorpusDamaged, match="larger than 104,857,600 bytes"):
        archive.read(place)
    with archive.open(place) as stream:
        assert sum(map(len, iter(lambda: stream.read(1 << 20), b""))) == store.LARGEST_READ + 1


def test_what_addewid_says_of_a_crawl_is_a_metadata_record_that_others_read(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    archive.keep(replace(file(b"{}", address="addewid:crawl:legislation"), metadata=True), after=first)
    assert [record.metadata for record in whole(archive)] == [False, True]
    assert damage(archive) == []
    with (tmp_path / first.file).open("rb") as stream:
        kinds = [(record.rec_type, record.rec_headers["WARC-Target-URI"]) for record in ArchiveIterator(stream)]
    assert kinds == [("resource", "file:///a.txt"), ("metadata", "addewid:crawl:legislation")]


def test_the_archive_of_version_0_1_0_is_read(tmp_path: Path) -> None:
    """Written as that version did: SHA-1 digests, seconds, and nothing of what was said."""
    archive = Archive(tmp_path)
    with (tmp_path / "captures-00001.warc.gz").open("ab") as out:
        writer = WARCWriter(out, gzip=True)
        for payload in (b"one", b"two"):
            headers = {"WARC-Date": "2026-01-01T12:00:00Z"}
            record = writer.create_warc_record(
                "file:///a.txt", "resource", payload=io.BytesIO(payload), warc_content_type="text/plain",
                warc_headers_dict=headers,
            )  # fmt: skip
            writer.write_record(record)
    records = whole(archive)
    assert [(record.facts, record.at, record.sha256) for record in records] == [
        (None, NOON, hashlib.sha256(payload).hexdigest()) for payload in (b"one", b"two")
    ]
    assert [archive.read(record.place) for record in records] == [b"one", b"two"]
    # The same bytes come again: the old record serves as their copy, once its payload is known to be theirs.
    known = {records[0].sha256: records[0].place}
    place = archive.keep_all([file(b"one")], after=records[-1].place, known=known)[0]
    assert archive.read(place) == b"one"
    assert len(whole(archive)) == 3


def test_a_corpus_that_knows_nothing_spoils_no_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    keep(archive, b"two", None)
    assert archive.read(first) == b"one"


def test_an_archive_that_lost_its_end_is_named(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    first = keep(archive, b"one", None)
    (tmp_path / first.file).write_bytes(b"")
    with pytest.raises(CorpusDamaged, match="shorter"):
        keep(archive, b"two", first)
    assert not archive.holds(first)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusDamaged, match=r"captures-00009\.warc\.gz"):
        Archive(tmp_path).read(Place("captures-00009.warc.gz", 0, 10))


def test_what_goes_wrong_with_the_reader_of_a_capture_is_not_the_archives_fault(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = keep(archive, b"one", None)
    with pytest.raises(FileNotFoundError), archive.open(place):
        (tmp_path / "absent").read_bytes()
    with pytest.raises(StopIteration), archive.open(place):
        next(iter(()))


def test_a_name_from_a_damaged_database_cannot_leave_the_folder(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    with pytest.raises(CorpusDamaged, match="no archive file"):
        Archive(tmp_path / "archive").read(Place("../secret", 0, 6))


def test_a_batch_waits_for_the_disk_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path)
    last = keep(archive, b"one", None)
    waits: list[int] = []
    fsync = os.fsync

    def counted(number: int) -> None:
        waits.append(number)
        fsync(number)

    monkeypatch.setattr(os, "fsync", counted)
    archive.keep_all([answer(b"%d" % n, f"https://a.example/{n}") for n in range(32)], after=last)
    assert len(waits) == 1


def test_facts_are_one_line_of_ascii(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.keep(file(b"x", facts={"given": {"title": "Tŷ\nnewydd"}}), after=None)
    said = gzip.decompress((tmp_path / place.file).read_bytes())
    line = next(line for line in said.split(b"\r\n") if line.startswith(b"Addewid-Facts: "))
    assert json.loads(line.partition(b": ")[2].decode("ascii")) == {"given": {"title": "Tŷ\nnewydd"}}


def test_every_error_of_the_archive_is_one_a_person_may_see() -> None:
    assert issubclass(CorpusDamaged, AddewidError)


def test_scrapy_takes_our_settings_and_they_are_polite() -> None:
    settings = Settings()
    settings.setmodule("crawlers.settings")
    assert settings.getbool("ROBOTSTXT_OBEY")
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert "Addewid" in settings["USER_AGENT"]
    assert "Scrapy" not in settings["USER_AGENT"]
