"""Case studies: named initiatives doing something, with place and figures; and what is not one.

The passages are in ``case_studies_en.toml`` and ``case_studies_cy.toml``.
"""

import tomllib
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import CaseStudyFinding, Outcome, Passage, TaggedSource, lay_out
from nlp.case_studies import finding as case_studies
from nlp.case_studies import gazetteer
from nlp.case_studies.figures import outcomes
from nlp.case_studies.finding import Study

Row = dict[str, Any]


def rows(lang: Lang) -> list[Row]:
    return list(
        tomllib.loads((Path(__file__).parent / f"case_studies_{lang}.toml").read_text(encoding="utf-8"))["story"]
    )


STORIES = [(lang, row) for lang in Lang for row in rows(lang) if row["name"]]
OTHERS = [(lang, row) for lang in Lang for row in rows(lang) if not row["name"]]


def told(row: Row, lang: Lang) -> list[Study]:
    kind = PassageKind.LIST_ITEM if "lead" in row else PassageKind.PARAGRAPH
    passage = Passage(row["text"], 0, 0, kind=kind, headings=tuple(row.get("headings", ())), lead=row.get("lead", ""))
    document = DocumentKind(row.get("kind", "briefing"))
    source = TaggedSource(row.get("title", "A title"), lang, document, lay_out([passage]))
    return case_studies.find_in(source.passages[0], source)


def even(name: str) -> str:
    return name.lower().replace("’", "'").removeprefix("the ")


def studies(findings: list[Any]) -> list[CaseStudyFinding]:
    return [finding for finding in findings if isinstance(finding, CaseStudyFinding)]


@pytest.mark.parametrize(("lang", "row"), STORIES)
def test_a_story_is_found_by_name_place_and_figures(lang: Lang, row: Row) -> None:
    found = {even(study.name): study for study in told(row, lang)}
    named = [found[even(name)] for name in row["name"] if even(name) in found]
    assert named, list(found)
    assert named[0].place == row.get("place", named[0].place)
    assert {outcome.figure for outcome in named[0].outcomes} >= set(row.get("figures", ()))


@pytest.mark.parametrize(("lang", "row"), OTHERS)
def test_what_only_looks_like_a_story(lang: Lang, row: Row) -> None:
    assert told(row, lang) == []


def test_there_are_enough_of_both() -> None:
    count = {lang: (sum(each is lang for each, _ in STORIES), sum(each is lang for each, _ in OTHERS)) for lang in Lang}
    assert count[Lang.EN] >= (40, 20)
    assert count[Lang.CY] >= (25, 10)


def test_a_heading_with_name_and_place(tag: Any) -> None:
    text = (
        "Neighbours run a shed where tools are lent and mended. It has 120 members, who give 4,000 hours a year, "
        "and calls to the council are down by 30%."
    )
    passage = Passage(text, 0, 0, headings=("Stories", "The Mending Shed, Tredegar"))
    (found,) = studies(tag(passage, kind=DocumentKind.BRIEFING))
    assert (found.name, found.place) == ("The Mending Shed", "Tredegar")
    assert found.outcomes == (
        Outcome("120", "members", ""),
        Outcome("4,000", "hours", ""),
        Outcome("30%", "", "calls to the council are down by", "down"),
    )
    assert found.quote == text


def test_one_study_of_a_section_with_the_figures_of_all_of_it(tag: Any) -> None:
    headings = ("Annex", "Case study 2: Tidy Tyisha")
    found = studies(
        tag(
            Passage("Case study 2: Tidy Tyisha", 0, 0, kind=PassageKind.HEADING, headings=headings[:1]),
            Passage("12 May 2021", 0, 0, headings=headings),
            Passage("Neighbours on one estate in Llanelli clear gardens that nobody tends.", 0, 0, headings=headings),
            Passage("Fly-tipping has fallen by 55% and 80 people have joined in.", 0, 0, headings=headings),
            Passage("The council will publish its budget for the county in March.", 0, 0, headings=("Annex",)),
            kind=DocumentKind.AUDIT_REPORT,
        )
    )
    assert [(each.name, each.place) for each in found] == [("Tidy Tyisha", "Llanelli")]
    assert [(each.figure, each.direction) for each in found[0].outcomes] == [("55%", "down"), ("80", "")]


def test_law_and_motions_tell_no_stories(tag: Any) -> None:
    text = "For example, the Copr Bach peer mentoring scheme in Swansea has trained 40 volunteers."
    for kind in (DocumentKind.ACT, DocumentKind.MOTION):
        assert not studies(tag(text, kind=kind))


@pytest.mark.parametrize("first", ["12 March 2019", "Rhayader", "By the partnership's own staff"])
def test_a_document_that_is_a_case_study(tag: Any, first: str) -> None:
    found = studies(
        tag(
            Passage("What it is", 0, 0, kind=PassageKind.HEADING),
            first,
            "People with dementia plan the walks themselves and lead them through the woods above Rhayader.",
            "Over two years 300 people took part.",
            kind=DocumentKind.CASE_STUDY,
            title="Briefing: Walking Ahead, Rhayader",
        )
    )
    assert [(each.name, each.place) for each in found] == [("Walking Ahead", "Rhayader")]
    assert found[0].quote.startswith("People with dementia")
    assert found[0].outcomes[0].figure == "300"


def test_a_case_study_of_few_words(tag: Any) -> None:
    found = studies(tag("Twelve people sing.", kind=DocumentKind.CASE_STUDY, title="Case study: The Choir, Bala"))
    assert [(each.name, each.place) for each in found] == [("The Choir", "Bala")]


def test_a_document_that_gathers_several(tag: Any) -> None:
    found = studies(
        tag(
            Passage(
                "Sheds of Ceredigion is a network of six workshops run by older men.",
                0,
                0,
                headings=("Sheds of Ceredigion",),
            ),
            Passage("Bws Bach was set up in Crymych by a farmer and a nurse.", 0, 0, headings=("Bws Bach, Crymych",)),
            Passage("Money is short everywhere, and winters are long.", 0, 0, headings=("What they share",)),
            kind=DocumentKind.CASE_STUDY,
            title="Case studies: how people get about",
        )
    )
    assert [each.name for each in found] == ["Sheds of Ceredigion", "Bws Bach"]


@given(st.text(max_size=400), st.sampled_from(Lang))
def test_any_text(text: str, lang: Lang) -> None:
    for study in case_studies.find(text, lang):
        assert 0 <= study.start < study.end <= len(text)
        assert study.name
        assert 0.5 <= study.confidence <= 1


PIECES = [row["text"] for _, row in STORIES + OTHERS] + [
    "Mae",
    "‘",
    "(",
    "£1:1",
    "A B C D",
    "example is",
    "\u200f",
    "12%",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8), st.sampled_from(Lang), st.sampled_from([" ", "\n", ". ", ""]))
def test_stories_run_together(pieces: list[str], lang: Lang, between: str) -> None:
    text = between.join(pieces)
    spans = [(study.start, study.end) for study in case_studies.find(text, lang)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(outcome.direction in ("", "up", "down") for outcome in outcomes(text, lang))


@pytest.mark.parametrize("lang", Lang)
def test_time_grows_with_the_text(lang: Lang) -> None:
    once = " ".join(row["text"].replace(".", ",") for each, row in STORIES if each is lang)
    case_studies.find(once, lang)
    start = process_time()
    case_studies.find(once * 3, lang)
    middle = process_time()
    case_studies.find(once * 30, lang)
    assert process_time() - middle < max(40 * (middle - start), 1.0)
    assert gazetteer.find("", lang) == ""
