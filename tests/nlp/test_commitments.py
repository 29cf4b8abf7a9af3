"""Commitments by the codebook: sentences of our own, wanted and not, in both languages."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.codebook import CommitmentKind, DocumentKind, Lang, PassageKind
from corpus.types import CommitmentFinding, Passage
from nlp.commitments.cues import hits
from nlp.phrases import even

HERE = Path(__file__).parent
WEAK = {"weak", "bare"}
SURE = 0.4
"""Marks of rules, and the strength under which they propose, what is as likely not to be a commitment."""


def _examples(lang: Lang) -> list[Any]:
    with (HERE / f"commitments_{lang.value}.toml").open("rb") as source:
        held = tomllib.load(source)
    rows = [*held["example"], *held.get("more", ())]
    return [pytest.param(lang, row, id=f"{lang.value}-{row['expect']}-{row['text'][:40]}") for row in rows]


def _commitments(findings: list[Any]) -> list[CommitmentFinding]:
    return [finding for finding in findings if isinstance(finding, CommitmentFinding)]


@pytest.mark.parametrize(("lang", "row"), [*_examples(Lang.EN), *_examples(Lang.CY)])
def test_example(propose: Any, lang: Lang, row: dict[str, str]) -> None:
    """What the rules propose, and how surely: a commitment by some rule, anything else by none but weak ones."""
    passage = Passage(row["text"], 0, 0, speaker=row.get("speaker", ""), role=row.get("role", ""))
    kind = DocumentKind(row.get("as", "statement"))
    found = propose(passage, lang=lang, kind=kind, publisher=row.get("by", ""))
    if row["expect"] == "none":
        sure = [draft for draft in found if draft.strength >= SURE and not WEAK & set(draft.rule.split("-"))]
        assert not sure, found
        return
    assert found, "nothing was proposed"
    if row["expect"] != "some":
        assert found[0].kind is CommitmentKind(row["expect"])
    assert found[0].actor.text == row.get("actor", found[0].actor.text)
    assert found[0].actor.body == row.get("body", found[0].actor.body)


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("If funds allow, we will mend the pier in May.", "If funds allow"),
        ("We will mend the pier in May, subject to a survey.", "subject to a survey"),
    ],
)
def test_a_condition_is_kept(tag: Any, text: str, condition: str) -> None:
    (found,) = _commitments(tag(text))
    assert found.condition == condition


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("We will mend the pier, will paint the bandstand and will open both by May.", ["mend", "paint", "open"]),
        ("Officials are to meet the owners in June, after which we will write to the committee.", ["meet", "write"]),
        ("I will publish the survey in May; we will also hold a meeting in Barmouth.", ["publish", "hold"]),
        ("I have asked the board to report, and it will do so in July.", ["report"]),
    ],
)
def test_each_promise_of_a_sentence_is_its_own(propose: Any, text: str, acts: list[str]) -> None:
    found = propose(Passage(text, 0, 0), kind=DocumentKind.STATEMENT, publisher="Welsh Government")
    assert [text[draft.act :].split(maxsplit=1)[0].strip(",") for draft in found] == acts


@pytest.mark.parametrize(
    "text",
    [
        "We cannot undertake to pay for the pier.",
        "The Council should have mended the pier in 2019.",
        "Plaid Cymru will mend the pier.",
        "This sets out how we will mend the pier.",
        "The Minister will be 60 next year.",
    ],
)
def test_what_promises_nothing_is_not_even_proposed(propose: Any, text: str) -> None:
    assert not propose(Passage(text, 0, 0), kind=DocumentKind.STATEMENT, publisher="Welsh Government")


def test_enough_examples() -> None:
    assert len(_examples(Lang.EN)) >= 60
    assert len(_examples(Lang.CY)) >= 40


def test_fields_of_a_pledge(tag: Any) -> None:
    text = "However, subject to the vote, the Welsh Government will open ten hubs for young carers by 30 June 2027."
    (found,) = _commitments(tag(text))
    assert found.quote.startswith("subject to the vote")
    assert found.actor == "the Welsh Government"
    assert found.action.startswith("open ten hubs")
    assert found.beneficiary == "young carers"
    assert found.condition == "subject to the vote"
    assert found.deadline_text == "by 30 June 2027"
    assert found.deadline is not None and found.deadline.isoformat() == "2027-06-30"
    assert found.rule.startswith("en-will")


def test_two_promises_in_one_sentence(tag: Any) -> None:
    found = _commitments(tag("We will publish the plan in May and our officials will consult on it in June."))
    assert [each.quote for each in found] == [
        "We will publish the plan in May",
        "our officials will consult on it in June.",
    ]


def test_one_promise_said_with_two_verbs(tag: Any) -> None:
    assert len(_commitments(tag("We will publish the plan and consult on it."))) == 1


def test_where_a_copy_of_a_promised_letter_goes_is_part_of_the_promise(propose: Any) -> None:
    said = "I will write to every parent, and copies of what I write will be kept by the school."
    assert len(propose(Passage(said, 0, 0, speaker="A Minister", role="Minister for Education"))) == 1


def test_a_promise_behind_a_clause_of_progress(tag: Any) -> None:
    (found,) = _commitments(tag("Work has begun, and we will report to the Senedd in the spring."))
    assert "we will report to the Senedd in the spring" in found.quote


def _item(text: str, lead: str) -> Passage:
    return Passage(text, 0, 0, kind=PassageKind.LIST_ITEM, lead=lead)


def test_items_inherit_from_their_lead(tag: Any) -> None:
    lead = "The Welsh Ministers must—"
    found = _commitments(
        tag(lead, _item("keep a list, and", lead), _item("publish it each year.", lead), kind=DocumentKind.ACT)
    )
    assert [each.quote for each in found] == ["keep a list", "publish it each year."]
    assert {each.actor for each in found} == {"The Welsh Ministers"}
    assert {each.kind for each in found} == {CommitmentKind.DUTY}
    assert found[1].action == "publish it each year"


@pytest.mark.parametrize(
    ("lead", "item", "expected"),
    [
        (
            "(1) A public body must, before it takes a decision of a strategic nature,—",
            "consult the public, and",
            "duty",
        ),
        ("(2) In making a plan, a local authority must— (a) involve, and", "listen to children, and", "duty"),
        ("(1) The Welsh Ministers must, in each financial year— (a) prepare a report, and", "lay it.", "duty"),
        ("(3) A local authority may not—", "charge for a visit, or", "duty"),
        ("A local authority may—", "charge for a visit, or", None),
        ("We recommend that the Welsh Government:", "publishes a map of every ferry", "recommendation"),
        ("The Council should, as soon as it can:", "mend the pier", "recommendation"),
        ("Over the next year we will work with partners to:", "build a pier", "pledge"),
        ("Our aims are to:", "keep every pier open", "aspiration"),
    ],
)
def test_items_hang_on_their_lead(propose: Any, lead: str, item: str, expected: str | None) -> None:
    lawful = expected in ("duty", None)
    kind = DocumentKind.ACT if lawful else DocumentKind.STRATEGY
    publisher = "" if lawful else "Welsh Government" if "recommend" not in lead else "Finance Committee"
    found = propose(_item(item, lead), kind=kind, publisher=publisher)
    assert [draft.kind.value for draft in found] == ([expected] if expected else [])


def test_a_modal_said_twice_is_two_commitments(tag: Any) -> None:
    found = _commitments(tag("The Board must keep a list and must publish it by May 2027.", kind=DocumentKind.ACT))
    assert [each.quote for each in found] == ["The Board must keep a list", "must publish it by May 2027."]


def test_what_stands_in_a_promised_thing_is_not_cut_off(tag: Any) -> None:
    text = "We will publish what the board spends and what it earns."
    (found,) = _commitments(tag(text))
    assert found.quote == text


def test_a_comment_is_left_out_of_the_quotation(tag: Any) -> None:
    (found,) = _commitments(tag("We will mend the pier in May 2027, which pleases me."))
    assert found.quote == "We will mend the pier in May 2027"


def test_a_promise_retold_in_a_question(propose: Any) -> None:
    passage = Passage("Where is the map that the Minister promised would be published by June?", 0, 0, speaker="A")
    assert [draft.kind for draft in propose(passage, kind=DocumentKind.RECORD)] == [CommitmentKind.PLEDGE]
    asked = Passage("Will the Minister publish the map by June?", 0, 0, speaker="A")
    assert not propose(asked, kind=DocumentKind.RECORD)


def test_items_without_a_named_lead_take_the_sentence_before(tag: Any) -> None:
    found = _commitments(tag("This year we will:", _item("open a library", ""), _item("mend the pier", "")))
    assert [each.quote for each in found] == ["open a library", "mend the pier"]


def test_clauses_of_a_motion_in_one_passage(tag: Any) -> None:
    text = (
        "To propose that the Senedd:1. Notes the report.2. Calls on the Welsh Government to:a) publish a map; "
        "andb) fund the ferry."
    )
    found = _commitments(tag(text, kind=DocumentKind.MOTION))
    assert [each.quote for each in found] == ["publish a map", "fund the ferry."]
    assert {each.kind for each in found} == {CommitmentKind.RECOMMENDATION}


def test_items_under_a_heading_of_commitments(tag: Any) -> None:
    passage = Passage("Build a school of medicine.", 0, 0, headings=("Commitment 1",))
    (found,) = _commitments(tag(passage, publisher="Welsh Government", kind=DocumentKind.OTHER))
    assert found.kind is CommitmentKind.PLEDGE
    assert found.actor_body == "welsh-government"


def test_text_inserted_into_another_act_is_that_acts(tag: Any) -> None:
    amending = Passage("“(4) The Welsh Ministers must publish a plan.”", 0, 0, amends="Another Act 2014")
    heading = Passage("The Welsh Ministers must publish a plan", 0, 0, kind=PassageKind.HEADING)
    (found,) = _commitments(tag(amending, heading, kind=DocumentKind.ACT))
    assert found.amends == "Another Act 2014"
    assert found.quote == "The Welsh Ministers must publish a plan."


def test_words_changed_in_another_act_are_nobodys_duty(propose: Any) -> None:
    text = "In section 3, for “the board must keep a list” substitute “the board must keep a register”."
    assert not propose(text, kind=DocumentKind.ACT)
    (draft,) = propose("After section 3 insert— “3A The Welsh Ministers must keep a list.”", kind=DocumentKind.ACT)
    assert draft.rule.endswith("-amending")


@pytest.mark.parametrize(
    ("speaker", "role", "expected"),
    [
        ("A", "First Minister of Wales", "welsh-government"),
        ("A", "Cabinet Secretary for Health", "welsh-government"),
        ("A", "Chair of the Finance Committee", "senedd-committees"),
        ("A", "", None),
    ],
)
def test_who_speaks_decides_whom_we_stands_for(tag: Any, speaker: str, role: str, expected: str | None) -> None:
    passage = Passage("We will publish the figures next month.", 0, 0, speaker=speaker, role=role)
    found = _commitments(tag(passage, kind=DocumentKind.RECORD))
    assert [each.actor_body for each in found] == ([expected] if expected else [])


def test_a_minister_without_a_printed_role_is_told_by_answering(tag: Any) -> None:
    headings = ("Questions to the Cabinet Minister for Ferries",)

    def said(speaker: str, text: str) -> Passage:
        return Passage(text, 0, 0, kind=PassageKind.SPEECH, headings=headings, speaker=speaker)

    found = _commitments(
        tag(
            said("Asker", "Will the Minister tell us when the ferry will run? We will keep asking."),
            said("Answerer", "I thank the Member for that question. We will publish a timetable in June."),
            said("Other", "Minister, what of the pier? We will write to you."),
            said("Answerer", "You're right, and we will repair it this year."),
            kind=DocumentKind.RECORD,
        )
    )
    assert [each.quote for each in found] == ["We will publish a timetable in June.", "we will repair it this year."]


def test_the_publisher_is_we(tag: Any) -> None:
    (found,) = _commitments(
        tag("We will plant a wood above the town.", publisher="Natural Resources Wales", kind=DocumentKind.STRATEGY)
    )
    assert found.actor_body == "natural-resources-wales"
    campaign = tag("We will plant a wood.", publisher="Wales Council for Voluntary Action", kind=DocumentKind.STRATEGY)
    assert not _commitments(campaign)


def test_it_stands_for_the_body_just_named(tag: Any) -> None:
    found = _commitments(tag("The Committee met in June. It will publish its report in July."))
    assert [each.quote for each in found] == ["It will publish its report in July."]


def test_every_phrase_of_the_data_is_found_as_a_cue() -> None:
    assert [hit.rule.name for hit in hits(even("The council is required to act"), Lang.EN)] == ["required"]
    assert [hit.rule.name for hit in hits(even("Fe fyddwn ni’n gweithredu"), Lang.CY)] == ["we-will"]
