"""What corpus, index and publish say to people, in Welsh; and that nothing which is kept depends on the language."""

import ast
import copy
import io
import pickle
import re
import shutil
from collections.abc import Iterator, Set
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from corpus import documents, editing
from corpus.audit import audit
from corpus.codebook import Action, CommitmentKind, DocumentKind, Judgement, Lang, Question, ReviewReason
from corpus.codings import code
from corpus.copying import Lacking
from corpus.database import Corpus
from corpus.errors import AddewidError, CorpusBusy, NotFound, StaleEdit, UnreadableDocument, UsageProblem
from corpus.journal import about
from corpus.language import use
from corpus.models import Commitment, Decision, Passage, StatusEvent
from corpus.quoting import locate
from corpus.readers import read
from corpus.review import queue
from corpus.rows import place
from index.query.fields import QueryProblem
from index.query.parser import parse
from index.results import Building, Results, Scanned
from publish.export import delimited, json_rows
from publish.export.feed import Entry, as_atom
from publish.export.tables import Slice, tables
from publish.rights import Rights
from tests.corpus.accounted import filled, judge
from tests.corpus.stated import Make, Put, keep

ROOT = Path(__file__).parents[2]
TODAY = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use(Lang.EN)


# Errors

ERRORS = (
    UsageProblem("{ref} says so already; nothing was changed.", ref="c-1"),
    UnreadableDocument("a.txt", "is empty; check that it was saved or fetched whole"),
    UnreadableDocument("a.txt", "holds more than {size} MB of markup; split it", size=64),
    UnreadableDocument("http://a.test", "is {odd}", "look at {it}"),
    StaleEdit("c-1", "{theirs}", "yours"),
    QueryProblem("date:{value} ends before it begins; write the earlier day first.", "date:2..1", 5, value="2..1"),
)


def test_an_error_is_said_in_the_language_in_use_when_it_is_shown() -> None:
    error = UsageProblem("{ref} says so already; nothing was changed.", ref="c-1")
    assert str(error) == "c-1 says so already; nothing was changed."
    use(Lang.CY)
    assert str(error) == "Mae c-1 eisoes yn dweud hynny; ni newidiwyd dim."


def test_without_values_braces_stay_as_they_are() -> None:
    for lang in Lang:
        use(lang)
        assert str(AddewidError("no {such} thing")) == "no {such} thing"
        assert str(UsageProblem("{a}", a="{b} {0.__class__}")) == "{b} {0.__class__}"
        assert str(UnreadableDocument("{x}", "is {odd}", "look at {it}")) == "{x}: is {odd}; look at {it}."


def test_a_file_is_named_before_what_is_wrong_with_it(tmp_path: Path) -> None:
    (tmp_path / "gwag.txt").touch()
    with pytest.raises(UnreadableDocument) as refused:
        next(read(tmp_path / "gwag.txt"))
    assert str(refused.value).endswith("gwag.txt: is empty; check that it was saved or fetched whole.")
    use(Lang.CY)
    assert str(refused.value).endswith("gwag.txt: mae'n wag; gwnewch yn siŵr iddi gael ei chadw neu ei nôl yn gyfan.")


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_stays_itself_when_copied_or_pickled(error: AddewidError) -> None:
    for same in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(same) is type(error)
        for lang in Lang:
            use(lang)
            assert (str(same), same.detail, vars(same)) == (str(error), error.detail, vars(error))


def test_both_versions_of_a_stale_edit_are_told() -> None:
    use(Lang.CY)
    error = StaleEdit("c-1", "derbyniwyd", "gwrthodwyd")
    assert str(error).startswith("Gwnaed penderfyniad am c-1 ")
    assert error.detail == "  ganddynt hwy: derbyniwyd\n  gennych chi:  gwrthodwyd"


@pytest.mark.parametrize(
    ("query", "at", "said"),
    [
        ("(gofal", 0, "Nid oes partner i gromfach sy'n agor; caewch hi neu tynnwch hi."),
        ("a date:2021..2019", 7, "Mae date:2021..2019 yn gorffen cyn iddo ddechrau; "),
        ("lang:fr", 5, "Nid oes gwerth fr i lang:; un o'r rhain ydyw: en, cy."),
        ('"gofal', 0, 'Nid oes partner i ddyfynnod ("); '),
        ("kind:pladge", 5, "Nid oes gwerth pladge i kind:; "),
        ("titel:x", 0, "Nid oes maes titel:, ai title: oedd gennych mewn golwg? "),
    ],
)
def test_a_query_is_refused_at_the_same_character_in_both_languages(query: str, at: int, said: str) -> None:
    with pytest.raises(QueryProblem) as refused:
        parse(query)
    english = refused.value.detail
    use(Lang.CY)
    assert str(refused.value).startswith(said)
    assert (refused.value.at, refused.value.detail) == (at, english)


def test_numbers_of_times_are_words_of_their_own() -> None:
    said = []
    use(Lang.CY)
    for many in (2, 3, 4, 6):
        with pytest.raises(UsageProblem) as refused:
            locate("ie", " ".join(["ie"] * many), "c/cy/1")
        said.append(str(refused.value).partition(";")[0].rpartition("hyn ")[2])
    assert said == ["ddwywaith", "deirgwaith", "4 o weithiau", "6 gwaith"]


# Where it stands that an error's words are written down


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def classes() -> frozenset[str]:
    """Every class of errors that people see, in any room."""
    found, more = {"AddewidError"}, True
    rooms = ("corpus", "index", "publish", "tui")
    trees = [tree(path) for room in rooms for path in sorted((ROOT / room).rglob("*.py"))]
    while more:
        before = len(found)
        for each in trees:
            for node in ast.walk(each):
                if isinstance(node, ast.ClassDef) and {_name(base) for base in node.bases} & found:
                    found.add(node.name)
        more = len(found) > before
    return frozenset(found)


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_message(node: ast.AST) -> bool:
    """Whether an argument is a message: written out, or marked elsewhere, or translated already; nothing glued."""
    match node:
        case ast.Constant(value=str()) | ast.Name() | ast.Attribute():
            return True
        case ast.Call(func=func):
            return _name(func) in {"tr", "plural", "msg"}
        case ast.IfExp(body=one, orelse=other):
            return is_message(one) and is_message(other)
    return False


def glued(code: ast.AST, errors: Set[str]) -> Iterator[int]:
    """Lines on which an error is made of words that no catalogue can hold."""
    at = {"UnreadableDocument": (1, 2), "StaleEdit": ()} | dict.fromkeys(("refuse", "fail"), (0,))
    for node in ast.walk(code):
        if isinstance(node, ast.Call) and _name(node.func) in {*errors, "refuse", "fail"}:
            places = at.get(_name(node.func), (0,))
            if not all(is_message(node.args[place]) for place in places if place < len(node.args)):
                yield node.lineno


@pytest.mark.parametrize("room", ["corpus", "index", "publish", "tui"])
def test_errors_are_made_of_whole_messages(room: str) -> None:
    errors = classes()
    assert {"QueryProblem", "BadFact", "StaleEdit"} <= errors
    for path in sorted((ROOT / room).rglob("*.py")):
        found = list(glued(tree(path), errors))
        assert not found, f"{path.relative_to(ROOT)}, lines {found}: say it in one message with {{names}}"


@pytest.mark.parametrize(
    "code",
    [
        'raise UsageProblem(f"{ref} is none")',
        'raise UsageProblem("none: " + ref)',
        'raise NotFound("{ref}".format(ref=ref))',
        'raise source.refuse(f"is {kind}")',
        'raise UnreadableDocument(path, "is bad", f"mend {it}")',
        'raise UsageProblem("a" if one else f"{b}")',
    ],
)
def test_glued_errors_are_seen(code: str) -> None:
    assert list(glued(ast.parse(code), {"UsageProblem", "NotFound", "UnreadableDocument"}))


# Why something waits, and what a decision did


def waiting(corpus: Corpus, reason: ReviewReason) -> list[str]:
    with corpus.read() as session:
        weeks = {DocumentKind.COMMITTEE_REPORT: 6}
        return [each.why for each in queue(session, on=TODAY, reasons=[reason], weeks=weeks).items]


def test_why_something_waits(corpus: Corpus, put: Put, make_document: Make, three: list[str]) -> None:
    with corpus.write() as session:
        session.execute(update(Commitment).where(Commitment.ref == three[0]).values(deadline=date(2024, 3, 1)))
        code(session, three[1], {Question.KIND: "duty"}, "Mair")
        code(session, three[1], {Question.KIND: "pledge"}, "Tomos")
        report = make_document("Wales should.", work="r", kind=DocumentKind.COMMITTEE_REPORT, issued=date(2024, 4, 1))
        keep(session, put, report, kind=CommitmentKind.RECOMMENDATION)
    use(Lang.CY)
    assert waiting(corpus, ReviewReason.OVERDUE) == [
        "roedd i fod i gael ei wneud erbyn 1 Maw 2024, ac nid yw wedi'i farnu"
    ]
    assert waiting(corpus, ReviewReason.RESPONSE_DUE) == [
        "roedd ateb i fod i ddod erbyn 13 Mai 2024, ac nid oes un wedi'i farnu"
    ]
    assert set(waiting(corpus, ReviewReason.NEW)) == {
        "y rhaglen a'i canfu (hyder 0.90) ac nid oes neb wedi edrych arno"
    }
    [disputed] = waiting(corpus, ReviewReason.DISPUTED)
    assert disputed.startswith("mae codwyr yn anghytuno ynghylch ")
    assert "Mair: " in disputed
    assert not {"duty", "pledge", "kind"} & set(re.findall(r"\w+", disputed))


def test_what_a_decision_did(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        row = editing.edit(session, three[0], editing.Edit(kind=CommitmentKind.DUTY, body=""), "Mair", "Am ei bod.")
        assert "Mair edited" in row.told
        assert "kind: pledge → duty" in row.told
        use(Lang.CY)
        assert f"golygodd Mair {three[0]} (" in row.told
        assert "corff: welsh-government → dim" in row.told
        assert row.told.endswith(": Am ei bod.")
        assert not {"pledge", "duty", "kind", "body"} & set(re.findall(r"\w+", row.told))


def test_a_decision_that_was_tampered_with_is_told_all_the_same(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        row = editing.edit(session, three[0], editing.Edit(kind=CommitmentKind.DUTY), "Mair")
    odd: dict[str, Any] = {"kind": "nonsense", "themes": [1, None, "assets"], "state": {"a": 1}, "quite": "new {x}"}
    for lang in Lang:
        use(lang)
        told = replace(row, before={}, after=odd).told
        assert "nonsense" in told
        assert "{'a': 1}" in told
        assert "new {x}" in told


def test_every_action_can_be_told(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        row = editing.confirm(session, three[0], "Mair")
    use(Lang.CY)
    for action in Action:
        assert str(action) not in replace(row, action=action, before={}, after={}).told


# Places and notices


def test_a_page_is_told_in_the_language_in_use() -> None:
    assert place("16(1)", "23", 4, 6) == "16(1), p. 23"
    use(Lang.CY)
    assert place("16(1)", "23", 4, 6) == "16(1), t. 23"
    assert place("", "", 4, 6) == "t. 5"
    assert place("", "", None, 6) == "¶ 7"


def test_what_a_search_left_out_is_told() -> None:
    some = Results(0, 0, 0, (), 1, scanned=Scanned(1200, 5000), building=Building(1, 8))
    use(Lang.CY)
    assert some.caveat == (
        "Chwiliwyd 1,200 allan o 5,000 o ddarnau fesul un, y dogfennau diweddaraf yn gyntaf, "
        "gan fod y mynegai chwilio yn cael ei adeiladu (12 %)."
    )
    assert replace(some, scanned=Scanned(2, 2)).caveat.startswith("Chwiliwyd y cyfan, 2 ddarn, fesul un, ")
    with pytest.raises(CorpusBusy) as refused:
        some.evidence()
    assert str(refused.value).startswith(f"{some.caveat} Dim ond ")


def test_counts_follow_the_numeral() -> None:
    use(Lang.CY)
    assert [str(Lacking(many, many)) for many in (1, 2, 3, 6, 12)] == [
        "1 dyfarniad; 1 penderfyniad",
        "2 ddyfarniad; 2 benderfyniad",
        "3 dyfarniad; 3 phenderfyniad",
        "6 dyfarniad; 6 phenderfyniad",
        "12 o ddyfarniadau; 12 o benderfyniadau",
    ]


# What is kept


def test_what_is_kept_is_the_same_in_both_languages(
    tmp_path: Path, empty_database: Path, put: Put, make_document: Make
) -> None:
    kept = []
    for lang in Lang:
        shutil.copy(empty_database, tmp_path / f"{lang}.db")
        with closing(Corpus(f"sqlite:///{tmp_path / f'{lang}.db'}")) as corpus:
            use(lang)
            filled(corpus, put, make_document)
            use(Lang.CY if lang is Lang.EN else Lang.EN)
            with corpus.read() as session:
                assert audit(session).faults == (), "written in one language, and read in the other"
                decided = session.scalars(select(Decision).order_by(Decision.id))
                judged = session.scalars(select(StatusEvent).order_by(StatusEvent.id))
                kept.append(
                    [
                        *((each.action, each.subject, _timeless(each.before), _timeless(each.after), each.because)
                          for each in decided),
                        *((each.judgement, each.value, each.because, each.who) for each in judged),
                    ]
                )  # fmt: skip
    assert len(kept[0]) > 10
    assert kept[0] == kept[1]


def _timeless(held: object) -> str:
    """What is kept, without hashes and moments, which no two corpora share."""
    return re.sub(r"[0-9a-f]{64}|\d{4}-\d\d-\d\dT[\d:.+]+", "…", str(held))


def test_what_is_handed_on_is_the_same_in_both_languages(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        session.execute(update(Passage).values(number="16(1)", page_label="23"))
        passage = documents.passages(session, next(iter(documents.listing(session))).version_id)[0]
    passage = replace(passage, amends="Hedges Act 1985")
    seen = datetime(2026, 1, 1, tzinfo=UTC)
    made = []
    for lang in Lang:
        use(lang)
        rows = io.StringIO(newline="")
        with corpus.read() as session:
            for table in tables(session, Slice(), Rights()):
                delimited.write(table, rows)
                json_rows.write_lines(table, rows)
        made.append((rows.getvalue(), as_atom("Hubs", "x", [Entry("k", passage, seen, "hubs")], seen)))
    assert made[0] == made[1]
    assert all("16(1), p. 23" in each for each in made[0])


def test_what_was_decided_in_welsh_is_told_in_english_afterwards(corpus: Corpus, three: list[str]) -> None:
    use(Lang.CY)
    with corpus.write() as session:
        judge(session, three[0], "clear", judgement=Judgement.VERIFIABILITY)
        with pytest.raises(NotFound) as refused:
            editing.confirm(session, "c-none", "Mair")
    use(Lang.EN)
    assert str(refused.value).startswith("No commitment is called c-none; ")
    with corpus.read() as session:
        [row] = about(session, [], [three[0]])
    assert "Mair judged" in row.told
    assert "verifiability: none → clear" in row.told
