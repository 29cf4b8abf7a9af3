"""What the tables hold: every row named once, nothing named that is not there, and only what may leave."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus import commitments, documents
from corpus.codebook import CommitmentKind, Delivery, Lang, LinkState
from corpus.database import Corpus
from corpus.models import Passage, Twin, Version
from corpus.rows import CommitmentFilter, CommitmentRow
from publish.export.columns import Table, Type
from publish.export.tables import NAMES, Slice, tables
from publish.rights import CUT, SHORT, Rights
from tests.corpus.accounted import filled
from tests.corpus.stated import Make, keep
from tests.publish.exports.described import described as as_markdown
from tests.publish.exports.exported import HOSTILE_TITLE, ON, Put, fill
from tests.tui.filled import BREAKS, HUBS, REVIEW

DOCS = Path(__file__).parents[3] / "docs" / "exports.md"

HOLDS: Mapping[Type, type | tuple[type, ...]] = {
    Type.STRING: str,
    Type.INTEGER: int,
    Type.NUMBER: (int, float),
    Type.BOOLEAN: bool,
    Type.DATE: date,
    Type.DATETIME: datetime,
    Type.LIST: tuple,
    Type.JSON: list,
}
SLICES = {
    "everything": Slice(CommitmentFilter(on=ON), suggested=True),
    "decided": Slice(CommitmentFilter(on=ON)),
    "one kind": Slice(CommitmentFilter(on=ON, kinds=frozenset({CommitmentKind.PLEDGE})), suggested=True),
    "one document": Slice(CommitmentFilter(on=ON), documents=frozenset({"plan-2021"}), suggested=True),
    "no commitment": Slice(CommitmentFilter(on=ON, text="zebra")),
    "earlier": Slice(CommitmentFilter(on=date(2024, 6, 1)), suggested=True),
    "unmet": Slice(CommitmentFilter(on=ON, deliveries=frozenset({Delivery.NO_EVIDENCE_FOUND}))),
}


def read(corpus: Corpus, wanted: Slice, rights: Rights | None = None) -> dict[str, list[Mapping[str, Any]]]:
    with corpus.read() as session:
        return {table.name: list(table.named()) for table in tables(session, wanted, rights or Rights())}


def described(corpus: Corpus) -> tuple[Table, ...]:
    with corpus.read() as session:
        return tables(session, Slice(), Rights())


def test_every_table_holds_what_its_columns_say(full: Corpus) -> None:
    for table, rows in zip(described(full), read(full, SLICES["everything"]).values(), strict=True):
        assert rows, table.name
        for column in table.columns:
            held = {type(row[column.name]) for row in rows} - {type(None)}
            assert all(issubclass(each, HOLDS[column.type]) for each in held), (table.name, column.name, held)
            if column.type is Type.INTEGER:
                assert bool not in held


@pytest.mark.parametrize("wanted", SLICES.values(), ids=SLICES)
def test_every_row_has_a_name_of_its_own_and_names_only_what_is_there(full: Corpus, wanted: Slice) -> None:
    rows = read(full, wanted)
    for table in described(full):
        names = [row[table.key] for row in rows[table.name]]
        assert all(names) and len(names) == len(set(names)), table.name
        for column in table.columns:
            if column.references:
                other, _, field = column.references.partition(".")
                there = {row[field] for row in rows[other]}
                named = {row[column.name] for row in rows[table.name]} - {None}
                assert named <= there, (table.name, column.name)


def test_a_commitment_is_told_as_it_is_listed(full: Corpus) -> None:
    rows = read(full, SLICES["decided"])["commitments"]
    with full.read() as session:
        listed = {row.ref: row for row in commitments.listing(session, CommitmentFilter(on=ON))}
    assert len(rows) == len(listed) == 9
    for row in rows:
        for field in fields(CommitmentRow):
            assert row[field.name] == getattr(listed[row["ref"]], field.name), field.name
    assert list(rows[0])[: len(fields(CommitmentRow))] == [field.name for field in fields(CommitmentRow)]


def test_evidence_that_nobody_decided_about_is_left_out_or_marked(full: Corpus) -> None:
    decided = read(full, SLICES["decided"])["evidence"]
    assert {row["state"] for row in decided} == {"accepted"}
    assert len(decided) == 2
    everything = read(full, SLICES["everything"])["evidence"]
    assert [row["state"] for row in everything] == ["accepted", "accepted", "suggested"]
    assert decided == everything[:2]
    for row in everything:
        with full.read() as session:
            assert documents.passage(session, row["passage_ref"]).text[row["start"] : row["end"]] == row["quote"]


def test_events_say_which_of_them_count(full: Corpus) -> None:
    told = read(full, SLICES["decided"])
    hubs = next(row["ref"] for row in told["commitments"] if row["quote"] == HUBS)
    rows = [row for row in told["events"] if row["commitment_ref"] == hubs]
    said = [(row["judgement"], row["value"], row["corrected"], row["in_force"]) for row in rows]
    assert said == [
        ("verifiability", "clear", False, True),
        ("delivery", "stalled", True, False),
        ("delivery", "in-progress", False, True),
    ]
    assert rows[2]["corrects"] == rows[1]["event"]
    assert rows[2]["place"] == rows[1]["number"]
    assert rows[2]["evidence"] == tuple(row["ref"] for row in told["evidence"] if row["relation"] == "contradicts")


@pytest.mark.parametrize("on", [date(2023, 6, 1), date(2024, 6, 1), ON])
def test_what_is_in_force_is_what_commitments_say(full: Corpus, on: date) -> None:
    told = read(full, Slice(CommitmentFilter(on=on)))
    held = [row for row in told["events"] if row["in_force"]]
    force = {(row["commitment_ref"], row["judgement"]): row["value"] for row in held}
    assert len(force) == len(held) > 0
    for row in told["commitments"]:
        assert force.get((row["ref"], "delivery"), "not-assessed") == row["delivery"]
        assert force.get((row["ref"], "verifiability")) == row["verifiability"]


def test_an_earlier_day_is_told_as_it_was(full: Corpus) -> None:
    told = read(full, SLICES["earlier"])
    by_words = {row["quote"]: row for row in told["commitments"]}
    assert by_words[HUBS]["delivery"] == "in-progress"
    assert by_words[REVIEW]["delivery"] == "not-assessed"
    assert max(row["as_of"] for row in told["events"]) == date(2024, 6, 1)
    assert not by_words[BREAKS]["overdue"]


def test_a_slice_takes_along_what_its_commitments_rest_on(full: Corpus) -> None:
    one = read(full, SLICES["one document"])
    assert {row["document_key"] for row in one["commitments"]} == {"plan-2021"}
    assert {row["key"] for row in one["documents"]} == {"plan-2021", "audit-2023", "library-hub"}
    none = read(full, SLICES["no commitment"])
    assert [name for name, rows in none.items() if rows] == ["themes"]
    unmet = read(full, SLICES["unmet"])
    assert [row["quote"] for row in unmet["commitments"]] == [REVIEW]
    assert [row["search"] for row in unmet["events"]] == [row["ref"] for row in unmet["searches"]]
    assert len(read(full, SLICES["everything"])["searches"]) == 1


def test_what_may_not_be_handed_on_gives_quotations_only(full: Corpus) -> None:
    rights = Rights(frozenset({"plan-2021", "library-hub"}))
    told = read(full, SLICES["decided"], rights)
    passages = {row["ref"]: row for row in told["passages"]}
    with full.read() as session:
        rows = documents.passages(session, documents.get(session, "plan-2021", Lang.EN).version_id)
    whole = {row.ref: row.text for row in rows}
    hubs = next(row for row in told["commitments"] if row["quote"] == HUBS)
    assert passages[hubs["passage_ref"]]["text"] == HUBS, "what is quoted, without what stands after it"
    assert not passages[hubs["passage_ref"]]["whole"]
    unquoted = [ref for ref, text in whole.items() if not any(words in text for words in _quoted(told))]
    assert len(unquoted) > 3
    assert {passages[ref]["text"] for ref in unquoted} == {""}
    assert {row["whole"] for row in told["documents"] if row["key"] == "plan-2021"} == {False}
    other = next(row for row in told["passages"] if row["document_ref"] == "audit-2023/en" and row["ordinal"] == 2)
    assert (other["text"], other["whole"]) == ("Where a hub was open, people praised it.", True)


def _quoted(told: dict[str, list[Mapping[str, Any]]]) -> set[str]:
    return {row["quote"] for name in ("commitments", "evidence") for row in told[name]}


def test_a_long_quotation_of_such_a_document_is_cut(corpus: Corpus, put: Put, make_document: Make) -> None:
    words = "We will " + "open hubs, and open them soon, and " * 20 + "keep them."
    with corpus.write() as session:
        keep(session, put, make_document(words), action=words)
    told = read(corpus, Slice(), Rights(frozenset({"plan-2021"})))
    for said in (told["commitments"][0]["quote"], told["commitments"][0]["action"], told["passages"][0]["text"]):
        assert said.endswith(CUT) and len(said) <= SHORT + len(CUT)
    assert read(corpus, Slice())["commitments"][0]["quote"] == words


@pytest.mark.databases
def test_what_people_said_is_one_is_told_once(corpus: Corpus, put: Put, make_document: Make) -> None:
    held = filled(corpus, put, make_document)
    told = read(corpus, Slice(suggested=True))
    [row] = told["commitments"]
    assert row["also_stated"] == 1
    assert {each["commitment_ref"] for each in told["events"]} == {row["ref"]}
    assert [each["ref"] for each in told["evidence"]] == [held.open_hubs], "what was rejected is no evidence"
    assert told["evidence"][0]["state"] == LinkState.ACCEPTED


def test_words_that_a_new_reading_lost_name_no_passage(corpus: Corpus, put: Put, make_document: Make) -> None:
    held = filled(corpus, put, make_document)
    with corpus.write() as session:
        put(session, make_document("Nothing is promised here.", work="strategy"))
    told = read(corpus, Slice())
    [row] = told["commitments"]
    assert row["ref"] == held.statements[0]
    assert row["passage_ref"] is None
    names = {row["ref"] for row in told["passages"]}
    assert {row["passage_ref"] for row in told["commitments"]} - {None} <= names


def test_the_twin_of_a_passage_is_named_from_both_sides(corpus: Corpus, put: Put) -> None:
    fill(corpus, put)
    with corpus.write() as session:
        rows = {(row.version.lang, row.text): row for row in session.query(Passage).join(Version)}
        english = next(row for (lang, text), row in rows.items() if lang == "en" and HUBS in text)
        welsh = next(row for (lang, text), row in rows.items() if lang == "cy" and text.startswith("Bydd"))
        session.add(Twin(english_id=english.id, welsh_id=welsh.id))
    twins = {row["ref"]: row["twin_ref"] for row in read(corpus, SLICES["everything"])["passages"] if row["twin_ref"]}
    assert len(twins) == 2
    assert all(twins[other] == ref for ref, other in twins.items())


def test_hostile_words_are_told_as_they_are(full: Corpus) -> None:
    told = read(full, SLICES["everything"])
    title = next(row["title"] for row in told["documents"] if row["key"] == "hostile")
    assert title == HOSTILE_TITLE


def test_all_tables_are_read_in_one_moment_and_only_when_asked(full: Corpus) -> None:
    with full.read() as session:
        made = tables(session, SLICES["everything"], Rights())
        before = [list(table.rows()) for table in made]
        assert before == [list(table.rows()) for table in made], "rows can be read again"
    assert len(before) == len(NAMES)


def test_the_documentation_names_every_table_and_column(full: Corpus) -> None:
    assert as_markdown(described(full)) in DOCS.read_text(encoding="utf-8")
