"""Keys of versions: readable, stable, and leading back to the version that they name."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import documents
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import NotFound
from publish.citations import keys, pandoc_citation
from tests.corpus.stated import Make, Put


@pytest.mark.parametrize(("lang", "said"), [(Lang.EN, "anaw-2014-4"), (Lang.CY, "anaw-2014-4/cy")])
def test_a_key_names_the_language_where_it_is_welsh(lang: Lang, said: str) -> None:
    assert keys.key("anaw-2014-4", lang) == said


def test_a_key_stays_when_the_other_language_comes(corpus: Corpus, make_document: Make, put: Put) -> None:
    with corpus.write() as session:
        put(session, make_document("Byddwn yn plannu perllannau.", lang=Lang.CY))
    with corpus.read() as session:
        alone = keys.of(keys.resolve(session, "plan-2021"))
    with corpus.write() as session:
        put(session, make_document("We will plant orchards."))
    with corpus.read() as session:
        assert keys.of(keys.resolve(session, alone)) == alone
        assert keys.resolve(session, alone).lang is Lang.CY


@given(st.from_regex(r"[a-z0-9]+(-[a-z0-9]+){0,3}", fullmatch=True), st.sampled_from(Lang))
def test_a_key_comes_apart_as_it_was_made(key: str, lang: Lang) -> None:
    assert keys.parts(keys.key(key, lang)) == (key, None if lang is Lang.EN else lang)


def test_each_version_is_found_by_its_key(corpus: Corpus, make_document: Make, put: Put) -> None:
    with corpus.write() as session:
        for lang, words in ((Lang.EN, "We will plant orchards."), (Lang.CY, "Byddwn yn plannu perllannau.")):
            put(session, make_document(words, lang=lang))
        put(session, make_document("Dim ond yn Gymraeg.", lang=Lang.CY, work="dim-ond"))
    with corpus.read() as session:
        assert keys.resolve(session, "plan-2021").lang is Lang.EN
        assert keys.resolve(session, "plan-2021/en").lang is Lang.EN
        assert keys.resolve(session, "plan-2021/cy").lang is Lang.CY
        only = keys.resolve(session, "dim-ond")
        assert (only.lang, keys.of(only)) == (Lang.CY, "dim-ond/cy")
        assert keys.resolve(session, "dim-ond/cy").version_id == only.version_id


def test_what_a_citation_needs_is_in_the_store(corpus: Corpus, make_document: Make, put: Put) -> None:
    made = make_document("We will plant orchards.", kind=DocumentKind.RECORD)
    spoken = replace(made.passages[0], speaker="Jane Hutt", spoken_at="2026-06-16T14:05:09")
    with corpus.write() as session:
        put(session, replace(made, passages=(spoken,)))
    with corpus.read() as session:
        document = keys.resolve(session, "plan-2021")
        (row,) = documents.passages(session, document.version_id)
    assert pandoc_citation(row) == "[@plan-2021, {14:05 (Jane Hutt)}]"
    assert document.sha256 and row.collection == document.collection == ""


@pytest.mark.parametrize("key", ["nothing", "nothing/cy", "plan-2021/fr", "/cy", "", "plan-2021/cy/cy"])
def test_a_key_of_nothing_is_told(corpus: Corpus, make_document: Make, put: Put, key: str) -> None:
    with corpus.write() as session:
        put(session, make_document("We will plant orchards."))
    with corpus.read() as session, pytest.raises(NotFound, match="addewid documents"):
        keys.resolve(session, key)
