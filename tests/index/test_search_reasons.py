"""Why a passage was found: the shares come to the score, and the forms are told as they are."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from corpus import versions
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.types import Passage, ReadDocument, lay_out
from index import Form, Hit, Index, Match, Place
from tests.index.conftest import Fill

Put = Callable[[Session, ReadDocument], versions.Added]

MANY = tuple(f"Other words about matters of number {number}." for number in range(20))


@pytest.fixture
def why(index: Index) -> Callable[..., Hit]:
    """The first hit of a query, explained."""

    def explained(query: str) -> Hit:
        return index.search(query, explain=True).hits[0]

    return explained


@pytest.mark.parametrize(
    "query",
    [
        "carers respite",
        "carer carers respite",
        "carers OR zebra",
        '"respite care" carers',
        "(carers respite) OR (carers zebra)",
        "resp* carers~",
        '"carers breaks"~9',
        "title:annual respite",
        "title:annual carers -film",
        "~respite carers",
        "kind:act,strategy carers lang:en",
        "co-production carers",
        "carers zebra unicorn",
        "the of",
    ],
)
def test_the_shares_come_to_the_score(query: str, fill: Fill, index: Index) -> None:
    fill("Respite care for carers: the co-production of breaks.", *MANY, title="Annual report")
    hits = index.search(query, explain=True, limit=5).hits
    assert hits
    for hit in hits:
        assert hit.why
        assert sum(reason.share for reason in hit.why) == pytest.approx(hit.score, rel=1e-4)


def test_forms_and_places_are_told(put: Put, corpus: Corpus, why: Callable[..., Hit]) -> None:
    words = Passage("Carers cared; carers' care; a carer.", 0, 0, headings=("Carers",))
    texts = [words, *(Passage(text, 0, 0) for text in MANY)]
    with corpus.write() as session:
        put(session, ReadDocument("For every carer", Lang.EN, DocumentKind.ACT, lay_out(texts), "test", "work"))
    for query, form, word in (("carers", Form.STEM, "carer"), ("carer", Form.EXACT, "carer")):
        (reason,) = why(query).why
        assert reason.sought == query
        assert Match(word, form, Place.TEXT, 1) in reason.matches
        assert Match(word, form, Place.TITLE, 1) in reason.matches
        assert {match.words for match in reason.matches if match.place is Place.HEADING} == {"Carers"}
    (reason,) = why("heading:carer").why
    assert (reason.sought, [match.place for match in reason.matches]) == ("heading:carer", [Place.HEADING])


@pytest.mark.parametrize(
    ("query", "text", "form"),
    [
        ("gwasanaethau", "Mae wasanaethau yma.", Form.MUTATION),
        ("wasanaethau", "Mae gwasanaethau yma.", Form.MUTATION),
        ("gwasanaethau", "Mae gwasanaethau yma.", Form.EXACT),
        ("cyngor", "Mae cynghorau yma.", Form.DICTIONARY),
        ("ty", "Mae tŷ yma.", Form.EXACT),
        ("gwasan*", "Mae gwasanaethau yma.", Form.BEGUN),
        ("gwasanaethua~", "Mae gwasanaethau yma.", Form.NEARLY),
        ("~co-production", "Mae cyd-gynhyrchu yma.", Form.OTHER_NAME),
    ],
)
def test_welsh_forms_are_told_apart(query: str, text: str, form: Form, fill: Fill, why: Callable[..., Hit]) -> None:
    fill(text, *MANY, lang=Lang.CY)
    (reason,) = why(query).why
    assert {match.form for match in reason.matches} == {form}


def test_of_either_only_what_is_met_counts(fill: Fill, why: Callable[..., Hit]) -> None:
    fill("Carers alone.", *MANY)
    assert [reason.sought for reason in why("(carers zebra) OR carers OR unicorn").why] == ["carers"]


def test_nothing_is_explained_unasked(fill: Fill, index: Index) -> None:
    fill("Carers.")
    assert index.search("carers").hits[0].why == ()


def test_a_search_across_languages_shows_the_twin_of_a_hit(fill: Fill, index: Index) -> None:
    fill("Co-production works.", "Of roads.", work="a")
    fill("Mae cyd-gynhyrchu yn gweithio.", "Am ffyrdd.", work="a", lang=Lang.CY)
    hits = index.search("~co-production").hits
    assert {(hit.passage.ref, hit.twin.ref if hit.twin else "") for hit in hits} == {
        ("a/en/0", "a/cy/0"),
        ("a/cy/0", "a/en/0"),
    }
    assert index.search("co-production").hits[0].twin is None
