"""Documents: the same words once, changed words as a new version, twins joined, every passage at its offsets."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from corpus import documents, intake, versions
from corpus.codebook import Lang
from corpus.database import MOST_NAMED, Corpus
from corpus.errors import NotFound
from corpus.models import Capture, Version
from corpus.types import ReadDocument
from corpus.versions import Novelty

pytestmark = pytest.mark.databases

Put = Callable[[Session, ReadDocument], versions.Added]
Make = Callable[..., ReadDocument]


def test_the_same_document_twice_is_one_and_changes_nothing(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document("One.", "Two.")
    with corpus.write() as session:
        assert put(session, read).novelty is Novelty.NEW
    before = corpus.revision()
    with corpus.write() as session:
        assert put(session, read).novelty is Novelty.SAME
    assert corpus.revision() == before


def test_changed_words_are_a_new_version_and_changing_back_brings_the_old_one_back(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    first, second = make_document("One."), make_document("One, amended.")
    with corpus.write() as session:
        versions = [put(session, read).version_id for read in (first, second, first)]
        row = documents.get(session, "plan-2021")
    assert versions[0] == versions[2] != versions[1]
    assert row.version_id == versions[0]


def test_every_passage_stands_at_its_offsets(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        added = put(session, make_document("Ŵyn.", "A tŷ\u0302.", "🐑 end"))
        text = documents.text(session, added.version_id)
        rows = documents.passages(session, added.version_id)
    assert [text[row.start : row.end] for row in rows] == [row.text for row in rows]


def test_twins_of_one_shape_are_joined_passage_by_passage(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        english = put(session, make_document("One.", "Two."))
        welsh = put(session, make_document("Un.", "Dau.", lang=Lang.CY, title="Cynllun gofal"))
        two = documents.passages(session, english.version_id)[1]
        dau = documents.passages(session, welsh.version_id)[1]
        assert documents.twin(session, two.id) == dau
        assert documents.twin(session, dau.id) == two
        assert documents.get(session, "plan-2021").languages == (Lang.EN, Lang.CY)


def test_twins_of_different_shape_are_joined_by_number_only(corpus: Corpus, put: Put, make_document: Make) -> None:
    english = make_document("One.", "Two.", "Three.")
    numbered = replace(english, passages=tuple(replace(p, number=str(n)) for n, p in enumerate(english.passages)))
    welsh = make_document("Un.", "Dau.", lang=Lang.CY)
    other = replace(welsh, passages=tuple(replace(p, number=str(n * 2)) for n, p in enumerate(welsh.passages)))
    with corpus.write() as session:
        rows = documents.passages(session, put(session, numbered).version_id)
        put(session, other)
        twins = [documents.twin(session, row.id) for row in rows]
    assert [twin.text if twin else None for twin in twins] == ["Un.", None, "Dau."]


def test_documents_of_one_name_get_keys_of_their_own(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        keys = [put(session, make_document(work, work=work)).key for work in ("a/b", "a b", "A-B")]
    assert keys[0] == "a-b"
    assert len(set(keys)) == 3
    assert all(key.startswith("a-b") for key in keys)


def test_a_passage_is_found_by_its_ref_and_nonsense_is_named(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        put(session, make_document("One.", "Two."))
        assert documents.passage(session, "plan-2021/en/1").text == "Two."
        for ref in ("plan-2021/en/9", "plan-2021/fr/1", "nothing/en/1", "plan-2021", "///", "plan-2021/en/-1"):
            with pytest.raises(NotFound):
                documents.passage(session, ref)


def test_changes_since_a_revision_name_what_came_and_what_went(corpus: Corpus, put: Put, make_document: Make) -> None:
    with corpus.write() as session:
        old = put(session, make_document("One."))
    seen = corpus.revision()
    with corpus.write() as session:
        new = put(session, make_document("One, amended."))
        changes = documents.changed_since(session, seen)
    assert (changes.versions, changes.gone) == ([new.version_id], [old.version_id])


def test_a_failed_write_leaves_the_corpus_as_it_was(corpus: Corpus, put: Put, make_document: Make) -> None:
    class Trouble(Exception):
        pass

    with pytest.raises(Trouble), corpus.write() as session:
        put(session, make_document("One."))
        raise Trouble
    with corpus.read() as session:
        assert documents.listing(session) == []
    assert corpus.revision() == 0


def test_two_processes_see_each_others_documents(tmp_path: Path, put: Put, make_document: Make) -> None:
    url = f"sqlite:///{tmp_path / 'shared.db'}"
    one, other = Corpus(url), Corpus(url)
    with one.write() as session:
        put(session, make_document("One."))
    with other.read() as session:
        assert [row.key for row in documents.listing(session)] == ["plan-2021"]
    one.close()
    other.close()


def test_a_document_attached_to_another_is_found_from_both(corpus: Corpus, put: Put, make_document: Make) -> None:
    page = make_document("About the plan.", work="https://example.org/plan", title="The plan")
    form = replace(make_document("Fill in.", work="https://example.org/form", title="The form"), part_of=page.work)
    with corpus.write() as session:
        put(session, form)  # an attachment may be read before its page
        put(session, page)
        assert documents.get(session, "the-form").part_of == "the-plan"
        assert [row.key for row in documents.attached(session, "the-plan")] == ["the-form"]
        assert documents.attached(session, "the-form") == []


def test_what_a_page_says_beside_its_text_is_as_last_seen(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document("One.")
    with corpus.write() as session:
        put(session, replace(read, facts={"status": "open", "closes": "2026-10-16"}))
        put(session, replace(read, facts={"status": "closed"}))
        assert documents.get(session, "plan-2021").facts == {"status": "closed", "closes": "2026-10-16"}


def test_a_text_whose_address_is_gone_stays_until_it_is_back(corpus: Corpus, put: Put, make_document: Make) -> None:
    read = make_document("One.")
    with corpus.write() as session:
        put(session, read)
        assert versions.mark_gone(session, "test:plan-2021", date(2026, 11, 22)) == 1
        assert versions.mark_gone(session, "test:plan-2021", date(2026, 12, 1)) == 0, "gone once"
        assert documents.get(session, "plan-2021").gone_on == date(2026, 11, 22)
        assert documents.passages(session, documents.get(session, "plan-2021").version_id)
        put(session, read)
        assert documents.get(session, "plan-2021").gone_on is None


def came_from(session: Session, read: ReadDocument, address: str, offset: int) -> versions.Added:
    """Put a document in as it came from an address, its record at an offset of the archive."""
    capture = Capture(sha256="0" * 64, size=1, media_type="text/plain", address=address, complete=True,
                      captured_at=datetime(2026, 1, 1, 12, offset, tzinfo=UTC), archive="captures-00001.warc.gz",
                      archive_offset=offset, archive_length=1)  # fmt: skip
    session.add(capture)
    session.flush()
    return versions.add(session, read, capture=capture, fallback=address)


OLD, NEW = "https://a.example/old", "https://a.example/new"


def test_a_text_that_moved_is_gone_with_its_new_address_only(corpus: Corpus, make_document: Make) -> None:
    read = make_document("One.")
    with corpus.write() as session:
        came_from(session, read, OLD, 1)
        assert came_from(session, read, NEW, 2).novelty is Novelty.SAME
        row = documents.get(session, "plan-2021")
        assert row.captured_at == datetime(2026, 1, 1, 12, 2, tzinfo=UTC), "told as fetched when it was last"
        assert versions.mark_gone(session, OLD, date(2026, 2, 2)) == 0
        assert versions.mark_gone(session, NEW, date(2026, 2, 2)) == 1


def test_an_earlier_copy_of_a_text_says_nothing_of_it_any_more(corpus: Corpus, make_document: Make) -> None:
    with corpus.write() as session:
        came_from(session, make_document("One.", title="Now"), NEW, 9)
        came_from(session, make_document("One.", title="Then"), OLD, 3)
        assert documents.get(session, "plan-2021").title == "Now"
        assert versions.mark_gone(session, OLD, date(2026, 2, 2)) == 0


def test_what_is_read_again_is_measured_against_where_a_text_was_last(corpus: Corpus, make_document: Make) -> None:
    with corpus.write() as session:
        for offset in (1, 5):
            came_from(session, make_document("One."), f"https://a.example/{offset}", offset)
        first, last = session.scalars(select(Capture).order_by(Capture.id))
        better = make_document("One, read better.")
        assert not intake.not_overtaken(session, better, first)
        assert not intake.would_be_news(session, better, first)
        assert intake.would_be_news(session, better, last)


def test_a_new_title_publisher_or_address_of_the_same_text_is_used_and_searched(
    corpus: Corpus, make_document: Make
) -> None:
    read = make_document("One.", publisher="")
    with corpus.write() as session:
        number = came_from(session, replace(read, url=OLD), OLD, 1).version_id
        session.get_one(Version, number).tagged_with = "rules"
    seen = corpus.revision()
    with corpus.write() as session:
        renamed = replace(read, title="A better plan", publisher="Cyngor Gwynedd", url=NEW)
        added = came_from(session, renamed, OLD, 2)
        assert (added.novelty, added.version_id, added.title) == (Novelty.SAME, number, "A better plan")
        row = documents.get(session, "plan-2021")
        assert (row.title, row.publisher, row.url) == ("A better plan", "Cyngor Gwynedd", NEW)
        assert not row.tagged, "who promises is told by the publisher"
        assert documents.changed_since(session, seen).versions == [number]
    seen = corpus.revision()
    with corpus.write() as session:
        came_from(session, replace(renamed, publisher="", url=""), OLD, 3)
        assert documents.get(session, "plan-2021").publisher == "Cyngor Gwynedd", "nothing said is nothing new"
    assert corpus.revision() == seen


def test_a_text_that_is_back_is_as_it_was_said_last(corpus: Corpus, make_document: Make) -> None:
    with corpus.write() as session:
        came_from(session, make_document("One.", title="First"), OLD, 1)
        came_from(session, make_document("Two.", title="Second"), OLD, 2)
        came_from(session, make_document("One.", title="Third"), OLD, 3)
        row = documents.get(session, "plan-2021")
        assert (row.title, row.captured_at) == ("Third", datetime(2026, 1, 1, 12, 3, tzinfo=UTC))


@pytest.mark.databases("sqlite")
def test_many_rows_are_asked_for_in_pieces_and_come_back_in_the_order_asked(
    corpus: Corpus, put: Put, make_document: Make
) -> None:
    with corpus.write() as session:
        added = put(session, make_document(*(f"Passage {number}." for number in range(3 * MOST_NAMED + 7))))
        ids = [row.id for row in documents.passages(session, added.version_id)][::-1]
        assert [row.id for row in documents.passages_by_id(session, [*ids, 0])] == ids
        for number in range(MOST_NAMED + 20):
            put(session, make_document("One.", work=f"paper-{number}"))
        rows = documents.listing(session)
        assert len(rows) == MOST_NAMED + 21
        assert len(list(documents.stream(session, [row.version_id for row in rows]))) == len(ids) + MOST_NAMED + 20
