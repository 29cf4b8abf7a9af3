"""What a person says of a commitment stands, however often its document is tagged, read or joined again."""

from datetime import date

import pytest
from sqlalchemy import select

from corpus import audit, commitments, editing, findings
from corpus.codebook import CommitmentKind, Judgement, Theme
from corpus.database import Corpus, revision
from corpus.editing import Edit
from corpus.errors import NotFound, UsageProblem
from corpus.models import Commitment
from corpus.rows import CommitmentFilter
from corpus.types import ReadDocument
from tests.corpus.accounted import judge
from tests.corpus.stated import WORDS, Make, Put, joined, keep, listed, statement

EVERYTHING = Edit(
    kind=CommitmentKind.DUTY,
    body="audit-wales",
    actor="The auditor",
    action="open hubs",
    beneficiary="everybody",
    deadline=date(2030, 1, 1),
    deadline_text="by 2030",
    condition="if there is money",
    themes=(Theme.PREVENTION, Theme.CO_PRODUCTION),
    quote="open ten hubs",
)


def again(put: Put, read: ReadDocument, corpus: Corpus) -> None:
    """The document is tagged by other rules, which see every field otherwise."""
    with corpus.write() as session:
        keep(session, put, read, kind=CommitmentKind.ASPIRATION, actor="Nobody", deadline=date(2001, 1, 1))


@pytest.mark.databases
def test_what_was_edited_stays_so_over_retagging_and_a_new_version(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        row = editing.edit(session, three[0], EVERYTHING, "Mair", "As printed.")
        assert set(row.after) == {
            "kind", "body", "actor", "action", "beneficiary", "deadline", "deadline_text", "condition", "themes",
            "quote", "at", "origin",
        }  # fmt: skip
    newer = make_document(WORDS[0], "And a paragraph more.", work="strategy", title="strategy")
    for read in (statement(make_document, 0), newer):
        again(put, read, corpus)
        with corpus.read() as session:
            held = commitments.get(session, three[0]).row
            assert (held.kind, held.body_key, held.actor, held.action) == (
                "duty", "audit-wales", "The auditor", "open hubs",
            )  # fmt: skip
            assert (held.beneficiary, held.deadline, held.deadline_text) == ("everybody", date(2030, 1, 1), "by 2030")
            assert (held.condition, held.themes, held.quote) == (
                "if there is money", (Theme.PREVENTION, Theme.CO_PRODUCTION), "open ten hubs",
            )  # fmt: skip
            assert held.quote == WORDS[0][held.start : held.end]
            assert len(listed(session, document=held.document_key)) == 1
            assert audit.audit(session).faults == ()


def test_what_was_confirmed_stays_though_the_program_finds_it_no_more(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        editing.confirm(session, three[0], "Mair")
        for at in (0, 1):
            keep(session, put, statement(make_document, at), found=False)
        assert set(listed(session)) == {three[0], three[2]}
        assert not commitments.get(session, three[0]).row.withdrawn


@pytest.mark.databases
def test_what_was_refused_is_in_no_list_and_is_not_found_again(
    corpus: Corpus, put: Put, make_document: Make, three: list[str]
) -> None:
    with corpus.write() as session:
        before = commitments.counts(session).commitments
        seen = revision(session)
        editing.refuse(session, three[0], "Mair", "It is a slogan.")
        assert revision(session) > seen, "search must hear of it"
    newer = make_document("A foreword.", work="strategy", title="strategy")
    for read in (statement(make_document, 0), newer, statement(make_document, 0)):
        again(put, read, corpus)
        with corpus.read() as session:
            assert three[0] not in listed(session)
            assert commitments.get(session, three[0]).row.refused
            assert commitments.count(session, CommitmentFilter()) == len(listed(session))
    with corpus.read() as session:
        assert commitments.counts(session).commitments == before - 1
        assert WORDS[0] not in [row.quote for row in commitments.listing(session, CommitmentFilter())]
        assert audit.audit(session).faults == ()
    with corpus.write() as session:
        editing.confirm(session, three[0], "Mair", "I was wrong.")
        assert three[0] in listed(session)


def test_of_joined_statements_one_that_is_refused_stands_for_no_other(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        joined(session, three[0], three[1])
        assert set(listed(session)) == {three[0], three[2]}
        editing.refuse(session, three[0], "Mair", "It is a slogan.")
        assert set(listed(session)) == {three[1], three[2]}
        assert commitments.get(session, three[0]).row.same_as == three[1]
        editing.refuse(session, three[1], "Mair", "It is a slogan too.")
        assert listed(session) == [three[2]]


def test_a_judgement_of_a_commitment_since_joined_and_refused_is_of_its_group(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        joined(session, three[0], three[1])
        editing.refuse(session, three[0], "Mair", "It only repeats it.")
        judge(session, three[0], "clear", judgement=Judgement.VERIFIABILITY)
        assert commitments.get(session, three[1]).row.verifiability == "clear"
        assert set(listed(session)) == {three[1], three[2]}


def test_a_theme_a_deadline_and_a_body_can_be_taken_away(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        editing.edit(session, three[0], EVERYTHING, "Mair")
        row = editing.edit(session, three[0], Edit(deadline="", body="", themes=(), condition=""), "Mair")
        held = commitments.get(session, three[0]).row
        assert (held.deadline, held.body_key, held.themes, held.condition) == (None, "", (), "")
        assert "body: audit-wales → none" in row.told
        assert "origin" not in row.told


def test_what_cannot_be_said_changes_nothing(corpus: Corpus, three: list[str]) -> None:
    with corpus.read() as session:
        before = commitments.get(session, three[0])
    for wanted, why in (
        (Edit(kind=CommitmentKind.PLEDGE), "says so already"),
        (Edit(quote="words of mine"), "stand nowhere"),
        (Edit(quote="e"), "stand 3 times"),
        (Edit(quote=" "), "stand nowhere"),
        (Edit(kind=CommitmentKind.DUTY, quote=""), "stand nowhere"),
        (Edit(body="nobody"), "No public body"),
    ):
        with pytest.raises(UsageProblem, match=why), corpus.write() as session:
            editing.edit(session, three[0], wanted, "Mair")
    with pytest.raises(NotFound), corpus.write() as session:
        editing.confirm(session, "c-nothing", "Mair")
    with pytest.raises(UsageProblem, match="why it is no commitment"), corpus.write() as session:
        editing.refuse(session, three[0], "Mair", " ")
    with corpus.read() as session:
        assert commitments.get(session, three[0]) == before
        assert audit.audit(session).decisions == 0


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("hubs", 0),
        ("ŵyr a'r tŷ", 0),
        ("café́s e\u0301lan", 0),
        ("👩‍👩‍👧 will", 0),
        ("x" * 5000, 0),
    ],
)
def test_a_commitment_is_added_of_whatever_words(
    corpus: Corpus, put: Put, make_document: Make, words: str, at: int
) -> None:
    text = f"{words} follow here." if at == 0 else words
    with corpus.write() as session:
        version = put(session, make_document(text, work="other")).version_id
        passage = next(iter(_passages(session, version)))
        row = editing.add(session, passage, 0, len(words), CommitmentKind.PLEDGE, "Mair", "welsh-government")
        held = commitments.get(session, row.subject)
        assert (held.quotation.exact, held.row.origin, held.row.body_key) == (words, "person", "welsh-government")
        findings.keep(session, version, [], "rules")
        assert listed(session) == [row.subject]
        assert audit.audit(session).faults == ()


def _passages(session: object, version: int) -> list[int]:
    from corpus import documents

    return [row.id for row in documents.passages(session, version)]  # type: ignore[arg-type]


def test_no_words_and_words_that_are_one_already_are_not_added(corpus: Corpus, three: list[str]) -> None:
    with corpus.write() as session:
        passage = commitments.get(session, three[0]).quotation.passage.id
        for start, end in ((0, 0), (2, 3), (500, 600)):
            with pytest.raises(UsageProblem, match="needs words"):
                editing.add(session, passage, start, end, CommitmentKind.PLEDGE, "Mair")
        with pytest.raises(UsageProblem, match=f"{three[0]} stands on these words already"):
            editing.add(session, passage, 0, len(WORDS[0]), CommitmentKind.PLEDGE, "Mair")
        assert len(session.scalars(select(Commitment.id)).all()) == 3
