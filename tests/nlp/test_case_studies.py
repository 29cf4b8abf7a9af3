"""Case studies: named initiatives doing something, with place and figures; and what is not one."""

from typing import Any

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import CaseStudyFinding, Outcome, Passage
from nlp import case_studies
from nlp.figures import outcomes


def studies(findings: list[Any]) -> list[CaseStudyFinding]:
    return [finding for finding in findings if isinstance(finding, CaseStudyFinding)]


def test_a_heading_with_name_and_place(tag: Any) -> None:
    text = (
        "Neighbours run a shed where tools are lent and mended. It has 120 members, who give 4,000 hours a year, "
        "and calls to the council are down by 30%."
    )
    passage = Passage(text, 0, 0, headings=("Stories", "The Mending Shed, Tredegar"))
    (found,) = studies(tag(passage, kind=DocumentKind.BRIEFING))
    assert (found.name, found.place) == ("The Mending Shed", "Tredegar")
    assert [outcome.figure for outcome in found.outcomes] == ["120", "4,000", "30%"]
    assert found.quote == text


def test_a_story_told_under_a_heading_of_stories(tag: Any) -> None:
    text = "Hafan Deg is a care home near Lampeter whose residents and staff cook together and set the rota together."
    passage = Passage(text, 0, 0, kind=PassageKind.LIST_ITEM, headings=("Good practice",))
    (found,) = studies(tag(passage, kind=DocumentKind.ARTICLE))
    assert (found.name, found.place, found.sector) == ("Hafan Deg", "Lampeter", "social care")


@pytest.mark.parametrize(
    ("text", "name", "place"),
    [
        (
            "For example, the Copr Bach peer mentoring scheme in Swansea has trained 40 volunteers.",
            "Copr Bach",
            "Swansea",
        ),
        ("One example of this is seed-swapping (eg in Bala), run by volunteers.", "seed-swapping", "Bala"),
        (
            "Dolgellau Walkers Together, a self-advocacy group, organised its own conference for 60 people.",
            "Dolgellau Walkers Together",
            "Dolgellau",
        ),
    ],
)
def test_named_in_a_sentence(text: str, name: str, place: str) -> None:
    assert [(found.name, found.place) for found in case_studies.find(text, Lang.EN)] == [(name, place)]


@pytest.mark.parametrize(
    "text",
    [
        "The Welsh Government published a strategy in Cardiff with 20 members of staff.",
        "Section 4 of the Act involves local authorities in Wales.",
        "The programme will be co-produced with people in Powys.",
        "In March 2019 the committee visited Newport and met 12 people.",
        "We must all help one another.",
    ],
)
def test_not_a_case_study(text: str) -> None:
    assert case_studies.find(text, Lang.EN) == []


def test_law_and_motions_tell_no_stories(tag: Any) -> None:
    text = "For example, the Copr Bach peer mentoring scheme in Swansea has trained 40 volunteers."
    for kind in (DocumentKind.ACT, DocumentKind.MOTION):
        assert not studies(tag(text, kind=kind))


def test_a_document_that_is_a_case_study(tag: Any) -> None:
    found = studies(
        tag(
            Passage("What it is", 0, 0, kind=PassageKind.HEADING),
            "People with dementia plan the walks themselves and lead them through the woods above Rhayader.",
            "Over two years 300 people took part.",
            kind=DocumentKind.CASE_STUDY,
            title="Briefing: Walking Ahead, Rhayader",
        )
    )
    assert [(each.name, each.place) for each in found] == [("Walking Ahead", "Rhayader")]
    assert found[0].outcomes[0].figure == "300"


def test_welsh(tag: Any) -> None:
    text = "Er enghraifft, mae prosiect Dwylo Prysur yng Nghaernarfon wedi hyfforddi 25 o wirfoddolwyr."
    (found,) = studies(tag(text, lang=Lang.CY, kind=DocumentKind.BRIEFING))
    assert (found.name, found.place) == ("Dwylo Prysur", "Caernarfon")
    assert found.outcomes[0].figure == "25"


def test_figures() -> None:
    text = "Vandalism is down to zero, absence fell by 12.5 per cent, and each pound saved 6.4:1 overall."
    assert outcomes(text, Lang.EN) == (
        Outcome("zero", "", "Vandalism is down"),
        Outcome("12.5 per cent", "%", "absence fell by"),
        Outcome("6.4:1", "", "each pound saved"),
    )
    assert outcomes("There were 400 trees on 3 hills.", Lang.EN) == (Outcome("400", "trees", "on 3 hills"),)
