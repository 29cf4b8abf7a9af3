"""What ranks before what, and which words of a query count."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from corpus import versions
from corpus.codebook import Lang, PassageKind
from corpus.database import Corpus
from corpus.types import Passage, ReadDocument, lay_out
from index import Index
from index.blocks import TITLE_SHARE, TITLE_WORDS, title_share
from index.language.resources import language_data
from index.language.words import analyser
from index.query.asking import looked_for

Fill = Callable[..., versions.Added]
Ask = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("what has been done about respite", ["respite"]),
        ("Where are the carers, and who are they?", ["carers"]),
        ("what do WHO say", ["WHO", "say"]),
        ("respite respite Respite", ["respite"]),
        ("must publish", ["must", "publish"]),
        ("who", ["who"]),
        ("who has been", ["who", "has", "been"]),
        ("the of", []),
        ("WHAT", ["WHAT"]),
    ],
)
def test_words_that_only_ask_do_not_count_beside_others(query: str, words: list[str]) -> None:
    assert list(looked_for(query, Lang.EN)) == words


def test_the_same_in_welsh() -> None:
    assert list(looked_for("Pwy sydd wedi cael gofal seibiant?", Lang.CY)) == ["cael", "gofal", "seibiant"]
    assert list(looked_for("pwy", Lang.CY)) == ["pwy"]


@pytest.mark.parametrize("lang", list(Lang))
def test_words_of_asking_are_indexed_all_the_same(lang: Lang) -> None:
    data = language_data(lang)
    assert not set(data["asking"]) & set(data["stop"])
    assert len(set(data["asking"])) == len(data["asking"])
    assert all(analyser(lang).word(word).terms for word in data["asking"])


def test_a_question_finds_what_its_telling_words_find(fill: Fill, ask: Ask) -> None:
    fill("Respite was promised.", "What has been done?", "Who are they?", title="x")
    assert ask("what has been done about respite?") == ["Respite was promised."]
    assert ask('"what has been" done') == ["What has been done?"]
    assert ask("who") == ["Who are they?"]
    assert set(ask('respite OR "who are"')) == {"Who are they?", "Respite was promised."}


def test_a_question_is_explained_by_the_words_that_counted(fill: Fill, index: Index) -> None:
    fill("Respite: what has been promised?", title="x")
    (hit,) = index.search("what has been promised of respite", explain=True).hits
    assert [reason.sought for reason in hit.why] == ["promised", "respite"]
    assert sum(reason.share for reason in hit.why) == pytest.approx(hit.score, rel=1e-5)


def test_a_heading_that_repeats_the_title_stands_below_what_says_more(
    ask: Ask, put_passages: Callable[..., None]
) -> None:
    filler = "Nothing of the kind was said in any of the other answers that were given on that day."
    put_passages(
        Passage("Social prescribing", 0, 0, kind=PassageKind.HEADING),
        Passage("The pilot of social prescribing was announced. Social prescribing links people.", 0, 0),
        Passage(filler, 0, 0),
        title="Social prescribing",
    )
    assert ask("social prescribing")[0].startswith("The pilot")
    assert ask("social prescribing")[-1] == filler


def test_a_word_of_a_long_title_counts_for_less() -> None:
    shares = [title_share(words) for words in range(60)]
    assert shares == sorted(shares, reverse=True)
    assert title_share(TITLE_WORDS) == TITLE_SHARE
    assert shares[0] == shares[2] < 2 * TITLE_SHARE


@pytest.fixture
def put_passages(
    corpus: Corpus, put: Callable[..., versions.Added], make_document: Callable[..., ReadDocument]
) -> Callable[..., None]:
    """Put a document of these passages into the corpus."""

    def put_in(*passages: Passage, title: str) -> None:
        read = replace(make_document("x", title=title), passages=lay_out(list(passages)))
        with corpus.write() as session:
            put(session, read)

    return put_in
