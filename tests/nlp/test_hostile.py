"""Whatever the text, nothing breaks, and every finding stands where it says, in its passage.

That none of these shapes takes more than linear time is shown by ``python -m benchmarks.hostile``.
"""

from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from benchmarks.hostile import MANY, SHAPES, shape
from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import AnyFinding, CaseStudyFinding, CommitmentFinding, Passage, TaggedSource, lay_out
from nlp import Tagger

PIECES = (
    "The Welsh Ministers must",
    "We will publish",
    "should",
    "by 31 March 2027",
    "within 12 months",
    "Byddwn yn cyhoeddi",
    "Rhaid i’r awdurdod lleol",
    "dylai",
    "erbyn 2030",
    "Recommendation 4: accepted",
    "Argymhelliad 2",
    "Question 3. Do you agree?",
    "has been established",
    "co-pro\u00adduction",
    "cyd-gynhyrchu",
    "saved £6.4:1, 30,000 people",
    "Cwmni Bro Ffestiniog",
    "<p>we&nbsp;will</p>",
    "“",
    "”",
    "(a)",
    "((((",
    "—",
    ":",
    ";",
    ". ",
    "\n",
    "\n\n",
    "\u202e",
    "\u200b",
    "\ufffd",
    "\u0430uthority must",  # Cyrillic
    "e\u0301",
    "\U0001f3f4",
    "MUST WILL SHALL",
    "1,234 5.6 %",
    "İ",
    "ß",
)
TEXTS = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES) | st.text(max_size=6), max_size=10).map("".join),
)
PASSAGES = st.builds(
    Passage,
    text=TEXTS,
    start=st.just(0),
    end=st.just(0),
    kind=st.sampled_from(PassageKind),
    headings=st.lists(TEXTS, max_size=2).map(tuple),
    number=st.sampled_from(["", "16(1)(c)", "4", "\u202e"]),
    lead=st.sampled_from(["", "We will:", "The Welsh Ministers must—", "Bydd y Cyngor yn:", "\u200b"]),
    amends=st.sampled_from(["", "the 2014 Act"]),
    speaker=st.sampled_from(["", "Mair Jones", "((("]),
    role=st.sampled_from(["", "First Minister of Wales", "Y Prif Weinidog", "\ufffd"]),
    dated=st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
SOURCES = st.builds(
    TaggedSource,
    title=TEXTS,
    lang=st.sampled_from(Lang),
    kind=st.sampled_from(DocumentKind),
    passages=st.lists(PASSAGES, max_size=4).map(lay_out),
    issued=st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)),
    publisher=st.sampled_from(["", "Welsh Government", "Llywodraeth Cymru", "Audit Wales", "("]),
)


def check(source: TaggedSource, findings: list[AnyFinding]) -> None:
    """Every finding quotes what stands at its offsets, inside its passage, and is sure between 0 and 1."""
    whole = "\n\n".join(passage.text for passage in source.passages)
    for found in findings:
        passage = source.passages[found.passage]
        assert passage.start <= found.start < found.end <= passage.end
        assert found.quote == whole[found.start : found.end]
        assert 0 <= found.confidence <= 1
        assert found.rule
        assert found.lang is source.lang
        if isinstance(found, CommitmentFinding):
            assert found.amends == passage.amends
        if isinstance(found, CaseStudyFinding):
            assert found.name.strip()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
@given(SOURCES)
@example(TaggedSource("", Lang.EN, DocumentKind.CASE_STUDY, lay_out([Passage("The Welsh Ministers must", 0, 0)])))
def test_no_text_breaks_the_tagger_or_moves_its_offsets(tagger: Tagger, source: TaggedSource) -> None:
    findings = list(tagger.tag(source))
    check(source, findings)
    assert findings == list(tagger.tag(source)), "the same twice"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(SOURCES)
def test_whatever_is_found_can_be_explained(tagger: Tagger, source: TaggedSource) -> None:
    for found in tagger.tag(source):
        if isinstance(found, CommitmentFinding):
            told = [each.finding for each in tagger.explain(source, found.start, found.end)]
            assert found in told


@pytest.mark.parametrize("lang", list(Lang))
@pytest.mark.parametrize("name", [*SHAPES, MANY])
def test_thousands_of_words_of_any_hostile_shape(tagger: Tagger, name: str, lang: Lang) -> None:
    source = shape(name, lang, 3_000)
    check(source, list(tagger.tag(source)))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "a", "must", "Rhaid", ".", "\u202e", "\x00", "\ud800"])
@pytest.mark.parametrize("lang", list(Lang))
def test_next_to_nothing(tagger: Tagger, text: str, lang: Lang) -> None:
    passages = (Passage(text, 0, len(text)),)
    source = TaggedSource("", lang, DocumentKind.OTHER, passages)
    check(source, list(tagger.tag(source)))
