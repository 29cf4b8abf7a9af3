"""Suggested evidence: later, about the same thing, with reasons; never the promise itself again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, ProgressState, Relation, Theme
from corpus.types import LinkCandidate, LinkSubject
from nlp import search_words, suggest_links
from nlp.links import Report

SUBJECT = LinkSubject(
    quote="The Welsh Government will open ten community orchards in Powys by March 2023.",
    action="open ten community orchards in Powys",
    actor="The Welsh Government",
    actor_body="welsh-government",
    themes=(Theme.COMMUNITY_RESILIENCE,),
    document_title="A plan for orchards",
    issued=date(2021, 6, 15),
)


def candidate(text: str, passage_id: int = 1, **more: object) -> LinkCandidate:
    plain = LinkCandidate(
        passage_id=passage_id,
        text=text,
        document_title="A report",
        document_kind=DocumentKind.AUDIT_REPORT,
        publisher="Audit Wales",
        dated=date(2023, 5, 9),
        themes=(),
        is_case_study=False,
        is_commitment=False,
        score=1.0,
    )
    return replace(plain, **more)  # type: ignore[arg-type]


SIMPLY = "The ten community orchards in Powys opened in May."
DELIVERED = "By May all ten community orchards in Powys have been opened."
BROKEN = "None of the community orchards in Powys that were promised has opened; the work was postponed."
ONGOING = "Planting of the community orchards in Powys is under way."
ASIDE = "The weather in Powys was wet."


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (DELIVERED, Relation.DELIVERS),
        (SIMPLY, Relation.DELIVERS),
        (BROKEN, Relation.CONTRADICTS),
        (ONGOING, Relation.REPORTS_PROGRESS),
    ],
)
def test_what_became_of_it_is_told_by_its_wording(text: str, relation: Relation) -> None:
    found = suggest_links(SUBJECT, [candidate(text)])
    assert [suggestion.relation for suggestion in found] == [relation]
    assert any("orchards" in reason for reason in found[0].reasons)
    assert "later: 2023-05-09" in found[0].reasons


def test_what_was_said_before_the_promise_shows_nothing_of_delivery() -> None:
    for dated in (date(2020, 1, 1), None):
        found = suggest_links(SUBJECT, [candidate(DELIVERED, dated=dated)])
        assert {suggestion.relation for suggestion in found} <= {Relation.BACKGROUND}


@pytest.mark.parametrize(
    "text",
    [
        "The Welsh Government has published its plan for community hospitals.",
        "A bypass near Powys, with orchards on both sides, has been opened.",
        "All ten community orchards in Powys will be opened when the ground is dry.",
    ],
)
def test_nothing_is_delivered_by_what_names_little_of_the_promise_or_lies_ahead(text: str) -> None:
    assert Relation.DELIVERS not in {found.relation for found in suggest_links(SUBJECT, [candidate(text)])}


def test_a_number_of_the_promise_stands_for_a_word() -> None:
    subject = replace(SUBJECT, quote="We will move the 182-day threshold.", actor="We", themes=())
    text = "The new 182-day threshold has been published."
    assert [found.relation for found in suggest_links(subject, [candidate(text)])] == [Relation.DELIVERS]
    unnumbered = replace(subject, quote="We will move the threshold at once.")
    assert Relation.DELIVERS not in {found.relation for found in suggest_links(unnumbered, [candidate(text)])}


def test_who_promised_is_not_what_was_promised() -> None:
    subject = replace(
        SUBJECT,
        quote="The Chief Medical Officer, Ann Example, will set out her advice on bathing water.",
        actor="The Chief Medical Officer, Ann Example,",
        themes=(),
    )
    text = "The Chief Medical Officer, Ann Example, has published advice on winter coughs."
    assert Relation.DELIVERS not in {found.relation for found in suggest_links(subject, [candidate(text)])}


@pytest.mark.parametrize("kind", [DocumentKind.ACT, DocumentKind.STATUTORY_INSTRUMENT])
def test_law_tells_of_no_doing(kind: DocumentKind) -> None:
    text = "This section applies where ten community orchards in Powys have been opened."
    found = suggest_links(SUBJECT, [candidate(text, document_kind=kind)])
    assert {suggestion.relation for suggestion in found} <= {Relation.BACKGROUND}


def test_a_word_with_something_hanging_on_it_is_the_same_word() -> None:
    subject = replace(SUBJECT, quote="Bydd y Llywodraeth yn llunio cynllun diogelu ar gyfer y gaeaf.", action="")
    found = suggest_links(subject, [candidate("Mae wedi cyhoeddi ei chynllun diogelu’r gaeaf.")])
    assert [suggestion.relation for suggestion in found] == [Relation.DELIVERS]


def test_a_case_study_illustrates() -> None:
    themes = (Theme.CO_PRODUCTION,)
    subject = replace(
        SUBJECT, quote="Councils should make far more use of co-production with neighbours.", themes=themes
    )
    told = "In Maesteg a council and its neighbours drew up a garden together, a case of co-production."
    older = date(2019, 1, 1)
    case = candidate(told, document_kind=DocumentKind.CASE_STUDY, themes=themes, dated=older)
    assert [found.relation for found in suggest_links(subject, [case])] == [Relation.ILLUSTRATES], "older or not"
    for other in (replace(case, themes=()), replace(case, document_kind=DocumentKind.ARTICLE)):
        assert suggest_links(subject, [other]) == []
    assert suggest_links(replace(subject, themes=(Theme.CONSULT,)), [replace(case, themes=(Theme.CONSULT,))]) == []


def test_the_promise_itself_and_its_copies_are_not_evidence() -> None:
    said_again = f"As announced, {SUBJECT.quote[0].lower()}{SUBJECT.quote[1:]}"
    assert suggest_links(SUBJECT, [candidate(SUBJECT.quote), candidate(said_again)]) == []


def test_of_several_copies_of_the_same_words_one_is_enough() -> None:
    assert len(suggest_links(SUBJECT, [candidate(DELIVERED, 1), candidate(DELIVERED, 2)])) == 1


def test_a_passing_word_is_not_enough() -> None:
    assert suggest_links(SUBJECT, [candidate(ASIDE)]) == []
    assert suggest_links(SUBJECT, []) == []


def test_the_best_sentence_of_a_passage_is_quoted() -> None:
    text = f"{ASIDE} {DELIVERED} Nothing else happened that spring."
    found = suggest_links(SUBJECT, [candidate(text)])[0]
    assert text[found.start : found.end] == DELIVERED


def test_welsh_is_read_too() -> None:
    subject = replace(
        SUBJECT,
        quote="Bydd Llywodraeth Cymru yn agor deg perllan gymunedol ym Mhowys erbyn 2023.",
        action="agor deg perllan gymunedol",
    )
    found = suggest_links(subject, [candidate("Gohiriwyd y gwaith ar y deg perllan gymunedol ym Mhowys.")])
    assert [suggestion.relation for suggestion in found] == [Relation.CONTRADICTS]


def test_the_index_is_asked_for_telling_words_only() -> None:
    words = search_words(SUBJECT)
    assert {"orchards", "community", "powys"} <= set(words)
    assert not {"the", "welsh", "government", "will", "2023"} & set(words)


@given(st.lists(st.text(max_size=300), max_size=6))
def test_any_text_gives_offsets_of_that_text_and_scores_in_range(texts: list[str]) -> None:
    candidates = [candidate(f"{text} orchards in Powys {text}", number) for number, text in enumerate(texts)]
    for found in suggest_links(SUBJECT, candidates):
        text = candidates[found.passage_id].text
        assert 0 <= found.start < found.end <= len(text)
        assert 0 < found.score <= 1


def test_a_sentence_known_to_report_doing_says_how_it_bears_on_the_promise() -> None:
    told = "The community orchards in Powys stand in ten parishes today."
    plain = suggest_links(SUBJECT, [candidate(told)])
    shown = {
        state: suggest_links(SUBJECT, [candidate(told)], [Report(1, 0, len(told), state, "welsh-government")])[0]
        for state in ProgressState
    }
    assert plain == [], "its wording says nothing of delivery"
    assert {state: suggestion.relation for state, suggestion in shown.items()} == {
        ProgressState.DONE: Relation.DELIVERS,
        ProgressState.UNDER_WAY: Relation.REPORTS_PROGRESS,
        ProgressState.DELAYED: Relation.CONTRADICTS,
        ProgressState.DROPPED: Relation.CONTRADICTS,
    }
    assert "reports it under-way, by the same body" in shown[ProgressState.UNDER_WAY].reasons


def test_what_was_reported_before_the_promise_shows_nothing_of_it() -> None:
    told = "The community orchards in Powys stand in ten parishes today."
    early = candidate(told, dated=date(2020, 1, 1))
    for found in suggest_links(SUBJECT, [early], [Report(1, 0, len(told), ProgressState.DONE)]):
        assert found.relation is Relation.BACKGROUND
        assert not any("reports it" in reason for reason in found.reasons)


@pytest.mark.parametrize(
    "text",
    [
        "Only the part of the report on ten community orchards in Powys was read.",
        "This is Addewid's own briefing on the ten community orchards in Powys, which have been opened.",
        "Question 2: How have the ten community orchards in Powys been received?",
        "Have the ten community orchards in Powys been opened?",
    ],
)
def test_what_a_text_says_of_itself_or_asks_is_no_evidence(text: str) -> None:
    assert suggest_links(SUBJECT, [candidate(text)]) == []


def test_a_word_of_the_promise_itself_is_no_sign_that_it_was_broken() -> None:
    subject = replace(SUBJECT, quote="The Welsh Government will give the treatment that the flood delayed.", themes=())
    again = "It was the flood that delayed the treatment of patients in valleys."
    assert suggest_links(subject, [candidate(again)]) == []
    broken = "The treatment that the flood delayed has not been given."
    assert [found.relation for found in suggest_links(subject, [candidate(broken)])] == [Relation.CONTRADICTS]


def test_what_follows_a_promise_recalled_tells_what_became_of_it() -> None:
    text = "Ten community orchards in Powys had been promised for March. Not one of them was planted, and it failed."
    (found,) = suggest_links(SUBJECT, [candidate(text)])
    assert found.relation is Relation.CONTRADICTS
    assert text[found.start : found.end].startswith("Not one of them")


def test_the_number_of_a_section_is_that_of_its_own_act() -> None:
    title = "Orchards and Hedges (Wales) Act 2016"
    quote = "Under sections 18 and 19, councils must report every spring on their hedgerows."
    subject = replace(SUBJECT, quote=quote, actor="councils", themes=(), document_title=title)
    other = "Section 19 had been promised: it lets a keeper of bees move hives for 18 months."
    assert suggest_links(subject, [candidate(other, document_title="Bees (Wales) Act 2020")]) == []


def test_what_the_promise_gave_a_figure_for_is_known_by_it() -> None:
    subject = replace(SUBJECT, quote="The Welsh Government will carry out 40 actions.", themes=())
    text = "The Welsh Government had reviewed the 40 actions by then."
    (found,) = suggest_links(subject, [candidate(text)])
    assert found.relation is Relation.REPORTS_PROGRESS
    assert "names 40" in found.reasons


def test_what_was_done_on_the_day_of_the_promise_or_before_is_not_its_doing() -> None:
    told = "The community orchards in Powys were named ten model orchards, it was announced."
    when = {day: Report(1, 0, len(told), ProgressState.DONE, "", date(2021, 6, day)) for day in (15, 16)}
    assert suggest_links(SUBJECT, [candidate(told)], [when[15]]) == []
    assert [each.relation for each in suggest_links(SUBJECT, [candidate(told)], [when[16]])] == [Relation.DELIVERS]
