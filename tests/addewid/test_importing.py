"""Commitments of a spreadsheet come in at the source's own words, once, and what does not match is reported."""

import csv
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from addewid.commands.importing import import_command
from addewid.workspace import opened
from corpus import audit, editing, journal
from corpus.codebook import Action, CommitmentKind
from corpus.editing import Edit
from corpus.errors import AddewidError
from corpus.models import Decision
from tests.addewid.imported import COUNT, HEARD, HUBS, LIST, PART, WELSH, Home, Make, Put, fill, run


@pytest.fixture
def home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, empty_database: Path, put: Put, make_document: Make
) -> Iterator[Home]:
    at = tmp_path / "home"
    at.mkdir()
    shutil.copy(empty_database, at / "corpus.db")
    monkeypatch.setenv("ADDEWID_HOME", str(at))
    monkeypatch.setenv("ADDEWID_NAME", "Mair")
    with opened(quiet=True) as workspace:
        fill(workspace, put, make_document)
        yield Home(workspace, tmp_path)


def decisions(home: Home) -> list[tuple[str, str]]:
    with home.workspace.corpus.read() as session:
        return [(row.action, row.because) for row in journal.rows(session, session.query(Decision).all())]


def test_a_campaigners_sheet_comes_in_and_comes_in_once(home: Home) -> None:
    rows = (
        {"quote": HUBS, "document": "A plan for care", "note": "Our first."},
        {"quote": COUNT, "document": "plan-2021", "kind": "Duty", "body": "", "deadline": "31/03/2027"},
        {"quote": LIST, "kind": "pledge", "body": "Llywodraeth Cymru", "themes": "Shared power; inform"},
        {"quote": "Bydd y cyngor yn agor tŷ i bawb", "kind": "pledge", "note": "Y tŷ.", "actor": "y cyngor"},
    )
    path = home.save(*rows)
    assert [(row["row"], row["outcome"]) for row in home.data(path)["rows"]] == [
        (2, "confirmed"),
        (3, "added"),
        (4, "edited"),
        (5, "added"),
    ]
    assert decisions(home) == [
        (Action.CONFIRMED, "Our first."),
        (Action.ADDED, ""),
        (Action.EDITED, ""),
        (Action.EDITED, ""),
        (Action.ADDED, "Y tŷ."),
        (Action.EDITED, "Y tŷ."),
    ]
    added = home.one(COUNT)
    assert (added.kind, added.deadline, added.origin) == (CommitmentKind.DUTY, date(2027, 3, 31), "person")
    assert home.one(LIST).themes == ("shared-power", "inform")
    assert home.one(LIST).body_key == "welsh-government"
    before, again = home.held(), home.data(path)
    assert {row["outcome"] for row in again["rows"]} == {"unchanged"}
    assert home.held() == before
    assert len(decisions(home)) == 6
    with home.workspace.corpus.read() as session:
        assert not audit.audit(session).faults


@pytest.mark.parametrize(
    "typed",
    [
        HUBS.replace("“", '"').replace("”", '"'),
        f"“{HUBS}”",
        HUBS.replace(" ten ", "\nten\u00a0 "),
        HUBS.replace("libraries", "lib\u00adraries"),
        HUBS.replace("former", "for-\r\nmer"),
        unicodedata.normalize("NFD", HUBS),
    ],
)
def test_other_spellings_of_the_words_are_kept_as_the_source_has_them(home: Home, typed: str) -> None:
    (row,) = home.rows({"quote": typed})
    assert (row["outcome"], row["quote"]) == ("confirmed", HUBS)
    (row,) = home.rows({"quote": unicodedata.normalize("NFD", WELSH), "kind": "pledge", "document": "plan-2021"})
    assert (row["outcome"], row["quote"], row["passage"]) == ("added", WELSH, "plan-2021/cy/1")


def test_what_could_be_several_or_none_is_told_and_never_guessed(home: Home) -> None:
    assert home.reason(quote=COUNT, kind="duty") == (
        "Its words stand in several places (plan-2021/en/3, letter-2022/en/1); "
        "name the document, or one of these as passage."
    )
    assert "stand 2 times in plan-2021/cy/1; quote more" in home.reason(quote="y cyngor yn", document="plan-2021")
    assert "stand 2 times in plan-2021/en/4; quote more" in home.reason(quote="voices", passage="plan-2021/en/4")
    assert "close words stand in plan-2021/en/1: “The Welsh" in home.reason(quote=HUBS.replace("ten", "twelve"))
    assert "with other punctuation" in home.reason(quote=COUNT.replace("board", "board,"), document="letter-2022")
    assert "they run from plan-2021/en/2 to plan-2021/en/3" in home.reason(
        quote=f"what it lacks.\n{COUNT}", document="plan-2021"
    )
    assert "do not stand in letter-2022/en/0" in home.reason(quote=COUNT, passage="letter-2022/en/0", kind="duty")
    assert "do not stand in any document; check them" in home.reason(quote="Nobody ever wrote this sentence anywhere.")
    assert "is it plan-2021?" in home.reason(quote=COUNT, document="A plan of care")
    assert "No passage is called p3" in home.reason(quote=COUNT, passage="p3")


def test_pieces_of_words_are_the_words_only_as_they_are_typed(home: Home) -> None:
    assert "within other words" in home.reason(quote="arers' voices, and", document="plan-2021", kind="duty")
    (row,) = home.rows({"quote": "arers’ voices, and", "document": "plan-2021", "kind": "duty"})
    assert row["outcome"] == "added", "a source may have run words together"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ({"deadline": "next year"}, "next year is not a day; write deadline as 2027-03-31 or 31/03/2027"),
        ({"deadline": "31/02/2027"}, "31/02/2027 is not a day"),
        ({"deadline": "03-04-27"}, "is not a day"),
        ({"kind": "promise"}, "promise is no kind; there are: duty, pledge, recommendation, aspiration."),
        ({"kind": ""}, "It is new, so say in the column kind, or with --kind"),
        ({"themes": "inform; kindness"}, "kindness is no theme"),
        ({"body": "Friends of the Welsh Government"}, "No public body is called Friends of the Welsh Government (is"),
        ({"body": "Nobody at all"}, "No public body is called Nobody at all; leave body empty"),
    ],
)
def test_cells_that_cannot_be_understood_are_reported(home: Home, cells: dict[str, str], why: str) -> None:
    assert why in home.reason(**({"quote": COUNT, "document": "letter-2022", "kind": "duty"} | cells))


def test_a_kind_for_rows_that_say_none(home: Home) -> None:
    rows = home.rows({"quote": COUNT, "document": "letter-2022"}, {"quote": HUBS}, options=("--kind", "duty"))
    assert [row["outcome"] for row in rows] == ["added", "confirmed"], "what is there keeps its kind"
    assert home.one(COUNT).kind == "duty"
    assert home.one(HUBS).kind == "pledge"


def test_a_commitment_on_these_words_is_edited_not_doubled(home: Home) -> None:
    (row,) = home.rows({"quote": LIST.replace("–", "-"), "document": "plan-2021", "kind": "duty"})
    assert (row["outcome"], row["changes"]) == ("edited", {"kind": ["pledge", "duty"], "quote": [PART, LIST]})
    assert [held.quote for held in home.held()] == [HUBS, LIST]


@pytest.mark.parametrize("part", [HUBS.rstrip("."), "will open ten “community hubs”", "libraries"])
def test_a_part_of_what_the_program_found_confirms_the_whole_of_it(home: Home, part: str) -> None:
    assert home.rows({"quote": part})[0]["outcome"] == "confirmed"
    assert home.one(HUBS).origin == "person"
    assert "One word is no commitment" in home.reason(quote="foreword", kind="duty", passage="plan-2021/en/0")


def test_what_a_person_decided_is_not_overwritten(home: Home) -> None:
    with home.workspace.corpus.write() as session:
        editing.edit(session, home.one(HUBS).ref, Edit(kind=CommitmentKind.DUTY), "Ann")
        editing.refuse(session, home.one(PART).ref, "Ann", "It only tells.")
    assert "kind is duty there and pledge here" in home.reason(quote=HUBS, kind="pledge")
    assert "is none; addewid confirm c-" in home.reason(quote=LIST, document="plan-2021", kind="pledge")
    (row,) = home.rows({"quote": HUBS, "beneficiary": "carers"})
    assert (row["outcome"], home.one(HUBS).beneficiary) == ("edited", "carers"), "what was empty is filled in"


def test_rows_of_the_same_words_are_one_or_reported(home: Home) -> None:
    rows = home.rows(
        {"quote": HEARD, "kind": "aspiration"},
        {"quote": HEARD.replace("’", "'"), "kind": "aspiration"},
        {"quote": HEARD, "kind": "duty"},
        {"quote": "voices again, should be heard", "kind": "aspiration"},
        {"quote": HUBS.split(" in the")[0]},
        {"quote": "in the former libraries of Gwent", "kind": "pledge"},
    )
    assert [row["outcome"] for row in rows] == ["added", "unchanged", "rejected", "rejected", "confirmed", "rejected"]
    assert rows[2]["reason"] == rows[3]["reason"]
    assert rows[2]["reason"].startswith("Row 2 is of c-")


def test_a_dry_run_says_the_same_and_changes_nothing(home: Home) -> None:
    path = home.save({"quote": HUBS}, {"quote": HEARD, "kind": "aspiration"}, {"quote": "No such words."})
    held, rejects = home.held(), home.folder / "rejects.csv"
    told = home.data(path, "--dry-run", "--rejects", str(rejects))
    assert (home.held(), decisions(home)) == (held, [])
    assert told.pop("dry_run")
    done = home.data(path)
    assert not done.pop("dry_run")
    assert done == told
    assert "Nothing was changed: a dry run." in run(import_command, str(path), "--dry-run").stdout


def test_rejects_can_be_mended_and_imported(home: Home) -> None:
    formula = {"quote": HEARD, "kind": "wish", "note": "=1+1", "colour": "red; blue"}
    path = home.save({"quote": HUBS}, formula, delimiter=";")
    rejects = home.folder / "mend.csv"
    shown = run(import_command, str(path), "--rejects", str(rejects))
    assert shown.exit_code == 1
    assert "2 rows: 1 confirmed, 1 rejected." in shown.stdout
    assert "Nothing is read from colour;" in shown.stdout
    text = rejects.read_text(encoding="utf-8-sig")
    (row,) = csv.DictReader(text.splitlines(), delimiter=";")
    assert row["reason"].startswith("wish is no kind")
    assert (row["note"], row["colour"]) == ("'=1+1", "red; blue")
    rejects.write_text(text.replace("wish;", "aspiration;"), encoding="utf-8")
    assert home.data(rejects)["counts"]["added"] == 1
    assert decisions(home)[-1] == (Action.ADDED, "=1+1")
    with pytest.raises(AddewidError, match="name another"):
        run(import_command, str(path), "--rejects", str(path))
    before = home.held()
    with pytest.raises(AddewidError, match="cannot be written"):
        run(import_command, str(home.save({"quote": LIST})), "--rejects", str(home.folder / "no" / "mend.csv"))
    assert home.held() == before, "all or nothing"


def test_a_failure_on_the_way_imports_nothing(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(editing, "confirm", fail)
    path = home.save({"quote": HEARD, "kind": "aspiration"}, {"quote": HUBS})
    with pytest.raises(OSError, match="full"):
        run(import_command, str(path))
    assert HEARD not in {row.quote for row in home.held()}


def test_a_status_is_not_imported_and_it_is_said_what_to_do(home: Home) -> None:
    path = home.save(
        {"quote": HUBS, "delivery": "met", "verifiability": ""}, {"quote": LIST, "delivery": "not-assessed"}
    )
    told = home.data(path)["rows"]
    assert [row["judgements"] for row in told] == [{"delivery": "met"}, {}]
    shown = run(import_command, str(path)).stdout
    assert "(not imported: delivery met)" in shown
    assert "The status in 1 row was not imported, for it needs evidence: link it with addewid cite" in shown
    assert home.one(HUBS).delivery == "not-assessed"


def test_an_export_is_imported_into_another_corpus_of_the_same_documents(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put: Put, make_document: Callable[..., Any]
) -> None:
    second = "bydd y cyngor yn ei gadw"
    home.rows(
        {
            "quote": COUNT,
            "document": "letter-2022",
            "kind": "duty",
            "deadline": "2027-03-31",
            "themes": "inform; assets",
        },
        {"quote": second, "kind": "pledge", "condition": "-5% os bydd arian", "body": "", "actor": "y cyngor"},
        {
            "quote": "We will publish a list of the hubs each year",
            "document": "plan-2021",
            "deadline_text": "each year",
        },
    )
    with home.workspace.corpus.write() as session:
        ref = home.one(COUNT).ref
        editing.edit(session, ref, Edit(body="welsh-government", actor="Each health board"), "Mair")
        editing.edit(session, home.one(HUBS).ref, Edit(quote="will open ten “community hubs”"), "Mair")
    file = home.export("all.csv")
    monkeypatch.setenv("ADDEWID_HOME", str(tmp_path / "second"))
    with opened(quiet=True) as workspace:
        fill(workspace, put, make_document)
        other = Home(workspace, tmp_path)
        told = other.data(file)
        assert told["unread_columns"] == []
        assert told["counts"] == {"added": 2, "confirmed": 0, "edited": 2, "unchanged": 0, "rejected": 0}
        assert plain(other) == plain(home)
        assert other.data(file)["counts"]["unchanged"] == 4
        assert other.export("again.csv").read_text().count("\n") == file.read_text().count("\n")


def plain(home: Home) -> list[Any]:
    return [replace(row, origin="", confidence=1.0, rule="") for row in home.held()]
