"""Which words find which passages, in both languages, through the whole of search."""

from collections.abc import Callable

import pytest

from corpus.codebook import Lang
from index import Index

Fill = Callable[..., object]
Ask = Callable[..., list[str]]

SPELLINGS = [
    "co-production",
    "coproduction",
    "co production",
    "co-produced",
    "Co\u2011Production",
    "co\u00adproduction",
]
MUTATED = ["cyd-gynhyrchu", "gyd-gynhyrchu", "chyd-gynhyrchu", "nghyd-gynhyrchu", "cydgynhyrchu", "cyd gynhyrchu"]


@pytest.mark.parametrize("query", SPELLINGS)
def test_one_idea_is_found_in_all_its_spellings(query: str, fill: Fill, ask: Ask) -> None:
    passages = {f"Ministers favour {spelling} in health." for spelling in SPELLINGS}
    fill(*passages, "Ministers favour production lines.", "A co-founder of the film.")
    assert set(ask(query)) == passages


def test_a_word_broken_at_the_end_of_a_line_is_found(fill: Fill, ask: Ask) -> None:
    fill("They believe in co-\nproduction and commit-\nment.")
    assert ask("coproduction") == ask("commitment") == ask('"commitment"') == ask('"in coproduction and"')
    assert ask("commitment")


@pytest.mark.parametrize("query", [*MUTATED, "gydgynhyrchu", "chydgynhyrchu", "nghydgynhyrchu"])
def test_welsh_mutations_find_one_another(query: str, fill: Fill, ask: Ask) -> None:
    passages = {f"Rydym yn credu mewn {spelling}." for spelling in MUTATED}
    fill(*passages, "Mae'r ffilm yn hir.", lang=Lang.CY)
    assert set(ask(query)) == passages


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("gwasanaethau", "y wasanaethau"),
        ("wasanaethau", "ein gwasanaethau"),
        ("pobl", "i bobl"),
        ("tŷ", "ei dŷ"),
        ("ty", "eu tŷ hwy"),
        ("cymru", "yng Nghymru"),
        ("Caerdydd", "yng Nghaerdydd"),
        ("llywodraeth", "dwy lywodraeth"),
        ("rhaglen", "y raglen"),
        ("amcan", "ei hamcan"),
        ("pentref", "ym mhentref"),
        ("teulu", "fy nheulu"),
        ("plant", "ei phlant"),
        ("mae", "mae’r gwaith"),
        ("gwaith", "mae’r gwaith"),
        ("gwasanaeth", "y gwasanaethau"),
        ("gwasanaeth", "ein wasanaethau"),
        ("cynlluniau", "y gynllun"),
        ("darparu", "a ddarperir"),
        ("plentyn", "i blant"),
        ("gyd\u00adgynhyrchu", "ei chyd-\ngynhyrchu"),
    ],
)
def test_a_welsh_word_is_found_in_its_mutated_and_inflected_forms(
    query: str, written: str, fill: Fill, ask: Ask
) -> None:
    fill(f"Dyma {written} yma.", lang=Lang.CY)
    assert ask(query) == [f"Dyma {written} yma."]


def test_the_surface_form_ranks_above_a_candidate_radical(fill: Fill, ask: Ask) -> None:
    fill("Dyma wasanaethau da.", "Dyma gwasanaethau da.", "Dyma ngwasanaethau da.", lang=Lang.CY)
    assert ask("gwasanaethau")[0] == "Dyma gwasanaethau da."
    assert ask("wasanaethau")[0] == "Dyma wasanaethau da."


def test_a_word_does_not_find_another_that_looks_like_a_mutation_of_it(fill: Fill, ask: Ask) -> None:
    fill("Dyma dal yma.", "Dyma gan bawb.", "Dyma'r nod.", "Dyma gall fod.", lang=Lang.CY)
    assert ask("tal") == ask("can") == ask("dod") == ask("call") == []
    assert ask("dal") == ["Dyma dal yma."]


@pytest.mark.parametrize(
    ("phrase", "found", "lang"),
    [
        ('"services"', {"The services here."}, Lang.EN),
        ('"service"', {"One service here."}, Lang.EN),
        ('"care and support"', {"For care and\nsupport now.", "For care and sup-\nport now."}, Lang.EN),
        ('"support and care"', set(), Lang.EN),
        (
            '"co-production works"',
            {"Co-production works.", "Coproduction works.", "Co\u00adproduction\nworks."},
            Lang.EN,
        ),
        ('"gwasanaethau"', {"Ein gwasanaethau ni."}, Lang.CY),
        ('"wasanaethau"', {"Y wasanaethau hyn."}, Lang.CY),
        ('"gwasanaeth"', set(), Lang.CY),
    ],
)
def test_words_in_quotes_are_looked_for_as_they_are(
    phrase: str, found: set[str], lang: Lang, fill: Fill, ask: Ask
) -> None:
    fill("The services here.", "One service here.", "For care and\nsupport now.", "For care and sup-\nport now.")
    fill("Co-production works.", "Coproduction works.", "Co\u00adproduction\nworks.", "Production works.", work="other")
    fill("Ein gwasanaethau ni.", "Y wasanaethau hyn.", lang=Lang.CY, work="cymraeg")
    assert set(ask(f"{phrase} lang:{lang}")) == found


def test_welsh_is_not_stemmed_as_english_nor_english_mutated(fill: Fill, ask: Ask) -> None:
    fill("Mae boding yma.", lang=Lang.CY)
    fill("The fat cat sat there.", work="english")
    assert ask("boded") == []
    assert ask("bat") == ask("mat") == []


@pytest.mark.parametrize(
    ("query", "written"),
    [
        ("council", "the council’s plan"),
        ("council's", "the council’s plan"),
        ("councils", "a council plan"),
        ("minister’s", "for ministers' sake"),
        ("commissioning", "they commissioned it"),
        ("community based", "a community-based service"),
        ("community-based", "a community based service"),
        ("e-petition", "one epetition"),
        ("epetition", "one e-petition"),
        ("cafe", "a café"),
        ("CAFÉ", "a cafe\u0301"),
        ("wellbeing", "their well-being"),
        ("well being", "their wellbeing"),
        ("emphasis", "with _emphasis_ here"),
        ("30000", "some 30,000 people"),
        ("30,000", "some 30000 people"),
        ("16(1)", "under section 16(1)(c) of it"),
        ("16", "under section 16(1)(c) of it"),
        ("don't", "we don’t know"),
        ("ﬁnance", "a finance bill"),
        ("children", "one child"),
        ("undertakes", "it was undertaken"),
        ("the", "the"),
    ],
)
def test_an_english_word_is_found_as_people_write_it(query: str, written: str, fill: Fill, ask: Ask) -> None:
    fill(f"Look: {written}.")
    assert ask(query) == [f"Look: {written}."]


def test_one_query_searches_both_languages_and_stop_words_of_one_do_not_empty_the_other(fill: Fill, ask: Ask) -> None:
    fill("Gwaith y Comisiwn a'r Senedd.", lang=Lang.CY)
    fill("The work of the Senedd Commission.", work="english")
    assert len(ask("Senedd")) == 2
    assert ask("gwaith y Senedd") == ["Gwaith y Comisiwn a'r Senedd."]
    assert ask("work of the Senedd") == ["The work of the Senedd Commission."]


def test_a_language_filter_keeps_to_its_language(fill: Fill, ask: Ask) -> None:
    fill("Senedd Cymru.", lang=Lang.CY)
    fill("The Senedd.", work="english")
    assert ask("Senedd lang:cy") == ["Senedd Cymru."]
    assert ask('"Senedd" lang:en') == ["The Senedd."]


def test_stop_words_alone_are_looked_for_as_written(fill: Fill, ask: Ask) -> None:
    fill("It is what it is.", "Nothing here.", "That was it.")
    assert set(ask("it")) == {"It is what it is.", "That was it."}
    assert ask("is it") == ["It is what it is."]


def test_a_title_counts_for_the_opening_of_its_document_and_little_for_the_rest(
    fill: Fill, ask: Ask, index: Index
) -> None:
    fill("Nothing to see.", "Housing for all.", title="On roads")
    fill("Nothing here either.", "Nor here.", title="A housing plan", work="other")
    assert ask("housing") == ["Nothing here either.", "Housing for all.", "Nor here."]
    assert [hit.marks for hit in index.search("housing").hits] == [(), ((0, 7),), ()]
    assert ask('"a housing plan"') == ["Nothing here either.", "Nor here."]
