"""What a search answers: operators, filters, order, pages, and bounded answers to odd questions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import findings, versions
from corpus.codebook import CommitmentKind, DocumentKind, Lang, Theme
from corpus.database import Corpus
from corpus.errors import UsageProblem
from corpus.types import CaseStudyFinding, CommitmentFinding, ThemeFinding
from index import Index

Fill = Callable[..., versions.Added]
Ask = Callable[..., list[str]]

BOTH, SOCIAL, HEALTH = "Social care and health care.", "Social work needs care.", "Health boards plan."


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("social care", {BOTH, SOCIAL}),
        ('"social care"', {BOTH}),
        ('"care social"', set()),
        ('"care and health"', {BOTH}),
        ('"cares"', set()),
        ("cares", {BOTH, SOCIAL}),
        ("care -health", {SOCIAL}),
        ('care -"social care"', {SOCIAL}),
        ("work OR boards", {SOCIAL, HEALTH}),
        ("social health OR plan", {BOTH, HEALTH}),
        ("plan OR social -work", {BOTH, HEALTH}),
        ("boar*", {HEALTH}),
        ("h* -boards", {BOTH}),
        ("boar* social", {HEALTH, BOTH, SOCIAL}),
        ('"social work" OR zzz', {SOCIAL}),
        ("zzz*", set()),
    ],
)
def test_operators(query: str, found: set[str], fill: Fill, ask: Ask) -> None:
    fill(BOTH, SOCIAL, HEALTH, title="x")
    assert set(ask(query)) == found


@pytest.mark.databases
def test_a_phrase_goes_across_hyphens_lines_and_spellings_but_not_passages(fill: Fill, ask: Ask) -> None:
    fill("Well-being of future\n generations.", "The end of", "the beginning.")
    assert len(ask('"wellbeing of future generations"')) == len(ask('"well being of future"')) == 1
    assert ask('"end of the beginning"') == []


@pytest.mark.databases
def test_a_prefix_knows_words_written_together_and_apart(fill: Fill, ask: Ask) -> None:
    fill("Coproduction works.", "Co-produced plans.", "Copper pipes.")
    assert set(ask("coprod*")) == set(ask("co-prod*")) == {"Coproduction works.", "Co-produced plans."}
    assert len(ask("cop*")) == 3


def test_any_words_are_shown_when_no_passage_has_all_and_it_is_said(fill: Fill, index: Index) -> None:
    fill("Trams in Cardiff.", "Buses in Swansea.", "Trains.")
    all_words, some, none = (index.search(query) for query in ("trams Cardiff", "trams Swansea -trains", "zebra"))
    assert (all_words.total, all_words.some, [hit.all_words for hit in all_words.hits]) == (1, 0, [True])
    assert (some.total, some.some, [hit.all_words for hit in some.hits]) == (0, 2, [False, False])
    assert (none.total, none.some) == (0, 0)
    assert [hit.marks for hit in some.hits] == [((0, 5),), ((9, 16),)]


@pytest.mark.databases
def test_those_with_some_words_follow_those_with_all_from_page_to_page(fill: Fill, index: Index) -> None:
    fill("Trams in Cardiff.", "Trams, trams, trams.", "Cardiff alone.", "Cardiff trams.")
    whole = index.search("trams cardiff")
    assert (whole.total, whole.some) == (2, 2)
    assert [hit.all_words for hit in whole.hits] == [True, True, False, False]
    singly = [index.search("trams cardiff", limit=1, offset=number).hits for number in range(5)]
    assert [hit.passage.id for page in singly for hit in page] == [hit.passage.id for hit in whole.hits]


def test_some_of_the_words_are_enough_only_where_few_have_all_or_it_is_asked(fill: Fill, index: Index) -> None:
    fill(*(f"Tram {number} in Cardiff." for number in range(12)), "A tram elsewhere.")
    assert index.search("tram cardiff").some == 0
    assert index.search("tram cardiff", any_words=True).some == 1


def test_an_exact_phrase_is_never_loosened(fill: Fill, index: Index) -> None:
    fill("Trams in Cardiff.")
    assert index.search('"trams of Cardiff"').total == 0


def test_the_rarer_word_and_the_denser_passage_come_first(fill: Fill, ask: Ask) -> None:
    filler = "and then a good many other things were said about the weather at some length by those who were there " * 2
    fill(
        "Tolls: tolls on tolls.", f"Tolls {filler}.", "Roads here.", "Roads there.", "Roads and more roads.", title="x"
    )
    assert ask("tolls")[0] == "Tolls: tolls on tolls."
    assert ask("tolls roads")[0].startswith("Tolls")


NARROWED: list[tuple[str, set[str]]] = [
    ("", {"Welsh care promise.", "Care told of.", "Care in Leeds.", "Gofal: care."}),
    ("kind:act", {"Care in Leeds.", "Gofal: care."}),
    ("kind:act,strategy lang:en", {"Welsh care promise.", "Care told of.", "Care in Leeds."}),
    ("kind:act OR is:commitment", {"Welsh care promise.", "Care in Leeds.", "Gofal: care."}),
    ('body:"Welsh Government"', {"Welsh care promise.", "Care told of."}),
    ('body:"Llywodraeth Cymru"', {"Welsh care promise.", "Care told of."}),
    ("body:welsh-government", {"Welsh care promise.", "Care told of."}),
    ("body:nobody", set()),
    ("theme:commissioning,assets", {"Welsh care promise."}),
    ("is:commitment", {"Welsh care promise."}),
    ("is:case-study", {"Care in Leeds."}),
    ("is:commitment is:case-study", set()),
    ("is:unmet", set()),
    ("status:not-assessed", {"Welsh care promise."}),
    ("actor:welsh-government", set()),
    ("ref:b", {"Care in Leeds."}),
    ("ref:a/en/1", {"Care told of."}),
    ("ref:nothing", set()),
    ("date:2020-05-01..", {"Welsh care promise.", "Care told of.", "Care in Leeds."}),
    ("date:2020-05-02..", {"Care in Leeds."}),
    ("date:..2020-05-01", {"Welsh care promise.", "Care told of."}),
    ("date:2020", {"Welsh care promise.", "Care told of."}),
    ("date:2023..2024", set()),
]


@pytest.fixture
def filtered(fill: Fill, corpus: Corpus) -> None:
    pledge, study = (
        fill(
            "Welsh care promise.",
            "Care told of.",
            work="a",
            kind=DocumentKind.STRATEGY,
            issued=date(2020, 5, 1),
            publisher="Welsh Government",
        ),
        fill("Care in Leeds.", work="b", kind=DocumentKind.ACT, issued=date(2022, 1, 1), publisher="Y Senedd"),
    )
    fill("Gofal: care.", work="c", kind=DocumentKind.ACT, issued=None, publisher="", lang=Lang.CY)
    facts: dict[str, Any] = {"lang": Lang.EN, "confidence": 0.9, "rule": "test"}
    with corpus.write() as session:
        findings.keep(
            session,
            pledge.version_id,
            [
                CommitmentFinding(
                    passage=0, quote="Welsh care", start=0, end=10, kind=CommitmentKind.PLEDGE, actor="W", **facts
                ),
                ThemeFinding(passage=0, quote="care", start=6, end=10, theme=Theme.COMMISSIONING, **facts),
            ],
            "rules",
        )
        findings.keep(
            session,
            study.version_id,
            [CaseStudyFinding(passage=0, quote="Care in Leeds", start=0, end=13, name="Leeds", **facts)],
            "rules",
        )


@pytest.mark.parametrize(("fields", "found"), NARROWED)
@pytest.mark.usefixtures("filtered")
def test_fields_narrow_what_words_find_and_stand_alone(fields: str, found: set[str], ask: Ask) -> None:
    assert set(ask(f"care ({fields})")) == found
    if fields:
        assert set(ask(fields)) == found


@pytest.mark.databases("postgresql")
@pytest.mark.usefixtures("filtered")
def test_fields_narrow_on_a_server_too(ask: Ask) -> None:
    for fields, found in NARROWED:
        assert set(ask(f"care ({fields})")) == found, fields


@pytest.mark.usefixtures("filtered")
def test_a_field_may_be_left_out(ask: Ask) -> None:
    assert set(ask("care -kind:act")) == {"Welsh care promise.", "Care told of."}


@pytest.mark.databases
@pytest.mark.usefixtures("filtered")
def test_facets_count_what_the_query_finds(index: Index) -> None:
    counted = index.facets("care date:2020..")
    assert counted["kind"] == {"act": 1, "strategy": 2}
    assert counted["lang"] == {"en": 3}
    assert counted["year"] == {"2020": 2, "2022": 1}
    assert counted["theme"] == {"commissioning": 1}
    assert counted["body"]["welsh-government"] == 2
    assert index.facets("zebra")["kind"] == {}


@pytest.mark.databases
def test_passages_of_the_same_words_are_folded_into_the_best_and_counted(fill: Fill, index: Index) -> None:
    words = "The Board must publish a plan for the care of carers each year"
    fill(f"{words}.", "Care for a bird.", work="bill")
    fill(f"(1) {words.upper()};", work="act")
    fill("Care.", work="short")
    fill("Care.", work="short-too")
    found = index.search("care", limit=10)
    assert (found.total, found.shown, len(found.hits)) == (5, 4, 4)
    assert sorted(hit.alike for hit in found.hits) == [0, 0, 0, 1]
    pages = [index.search("care", limit=1, offset=number).hits[0].passage.id for number in range(4)]
    assert pages == [hit.passage.id for hit in found.hits]


def test_passages_of_other_figures_are_not_folded(fill: Fill, index: Index) -> None:
    for figure in ("10", "12"):
        fill(f"The Board must give £{figure} million to the carers of Gwynedd each year.", work=figure)
    assert [hit.alike for hit in index.search("carers").hits] == [0, 0]


@pytest.mark.databases
def test_the_newest_first_and_the_undated_last(fill: Fill, index: Index) -> None:
    for year in (2019, 2023, 2021):
        fill(f"Care in {year}.", work=f"w{year}", issued=date(year, 1, 1))
    fill("Care, care, care.", work="undated", issued=None)
    found = [hit.passage.text for hit in index.search("care", newest=True).hits]
    assert found == ["Care in 2023.", "Care in 2021.", "Care in 2019.", "Care, care, care."]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ('"tolls bridge"~0', {"A bridge tolls here."}),
        ('"bridge toll"~3', {"A bridge tolls here."}),
        ('"bridge toll"~9', {"A bridge tolls here.", "Tolls are due at the bridge."}),
        ("brigde~", {"A bridge tolls here.", "Tolls are due at the bridge.", "Nothing else."}),
        ("brigde~1 due", {"Tolls are due at the bridge."}),
        ("cridge~1", set()),
        ("title:bridge", {"Nothing else."}),
        ("title:bridges", {"Nothing else."}),
        ('title:"high bridges"', {"Nothing else."}),
        ('title:"high bridge"', set()),
        ("heading:bridge", set()),
    ],
)
def test_words_near_one_another_nearly_so_spelt_and_in_titles(
    query: str, found: set[str], fill: Fill, ask: Ask
) -> None:
    fill("A bridge tolls here.", "Tolls are due at the bridge.", "A ridge. A toll.", work="a", title="x")
    fill("Nothing else.", work="b", title="The high bridges")
    assert set(ask(query)) == found


@pytest.mark.databases
def test_pages_follow_one_another_and_equals_go_by_age(fill: Fill, index: Index) -> None:
    for number in range(7):
        fill(*["Care for all."] * 5, work=f"w{number}", title="x")
    whole = index.search("care", limit=100)
    assert whole.total == 35
    ids = [hit.passage.id for hit in whole.hits]
    assert ids == sorted(ids)
    paged = [hit.passage.id for at in range(0, 40, 4) for hit in index.search("care", limit=4, offset=at).hits]
    assert paged == ids
    assert index.search("care", limit=0).total == 35
    assert index.search("care", offset=1000).hits == ()


def test_scores_fall_down_the_page(fill: Fill, index: Index) -> None:
    fill(*[f"Care {'and more ' * number}" for number in range(40)])
    scores = [hit.score for hit in index.search("care", limit=40).hits]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > scores[-1] > 0


@pytest.mark.parametrize("query", ["", "   ", "-", "()", "\x00", '""'])
def test_a_query_for_nothing_has_an_empty_answer(query: str, fill: Fill, index: Index) -> None:
    fill("Something.")
    results = index.search(query)
    assert (results.total, results.hits, results.revision) == (0, (), 1)


@pytest.mark.databases
def test_an_empty_corpus_has_empty_answers(index: Index) -> None:
    assert index.search("anything").total == 0
    assert index.search('"any thing" -x any*').total == 0
    assert index.candidates(["anything"], lang=None, limit=5) == []


@pytest.mark.databases
def test_a_prefix_that_stands_for_everything_is_refused_in_one_sentence(fill: Fill, index: Index) -> None:
    fill(*[" ".join(f"s{number * 40 + n}x" for n in range(40)) for number in range(40)])
    with pytest.raises(UsageProblem, match=r"begin with s; put more letters"):
        index.search("s*")
    assert index.search("s12*").total > 0


@pytest.mark.databases
def test_a_word_may_be_as_long_as_it_likes(fill: Fill, ask: Ask) -> None:
    long = "x" * 3000
    fill(f"See {long} and {'a-' * 3000}b.", "\U0001f600 \ua78f \u00ad")
    assert len(ask(long)) == 1


@pytest.fixture
def small(fill: Fill) -> None:
    fill("Care, cares and 1,000 (one) OR more’s the co-production.", "Gofal: cydgynhyrchu.")


@pytest.mark.databases
@pytest.mark.usefixtures("small")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(query=st.text(max_size=60) | st.text(alphabet="cares Or-\"*OR'’1(,.", max_size=40))
def test_no_query_breaks_search(query: str, index: Index) -> None:
    try:
        results = index.search(query)
    except UsageProblem:
        return
    assert results.total + results.some == len(results.hits) <= 2
    for hit in results.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


@pytest.mark.databases
def test_candidates_are_those_of_search_without_the_words_all_needed(fill: Fill, index: Index) -> None:
    fill("Trams in Cardiff.", "Buses in Swansea.", "Trams and buses.", "Nothing.")
    fill("Tramiau a buses.", work="cy", lang=Lang.CY)
    ids = {hit.passage.text: hit.passage.id for hit in index.search("trams OR buses", limit=10).hits}
    found = index.candidates(["trams", "buses"], lang=None, limit=10)
    assert {passage for passage, _ in found} == set(ids.values())
    assert found[0][0] == ids["Trams and buses."]
    assert index.candidates(["trams", "buses"], lang=None, limit=2) == found[:2]
    assert [passage for passage, _ in index.candidates(["buses"], lang=Lang.CY, limit=9)] == [ids["Tramiau a buses."]]
    assert index.candidates([], lang=None, limit=9) == index.candidates(["…"], lang=None, limit=9) == []


@pytest.mark.databases
def test_a_tilde_crosses_languages_and_nothing_else_does(fill: Fill, ask: Ask) -> None:
    fill("Co-production works.", work="a", title="x")
    fill("Mae cyd-gynhyrchu yn gweithio.", work="b", title="y", lang=Lang.CY)
    assert ask("co-production") == ["Co-production works."]
    assert (
        set(ask("~co-production"))
        == set(ask("~gyd-gynhyrchu"))
        == {
            "Co-production works.",
            "Mae cyd-gynhyrchu yn gweithio.",
        }
    )
