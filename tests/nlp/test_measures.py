"""Measures against numbers worked out by hand, over documents of our own and findings made up for them."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import POWER_LADDER, CommitmentKind, DocumentKind, Lang, ProgressState, Response, Theme
from corpus.types import (
    AnyFinding,
    CommitmentFinding,
    Passage,
    ProgressFinding,
    ResponseFinding,
    TaggedSource,
    ThemeFinding,
    lay_out,
)
from nlp.measuring.baseline import says_modal
from nlp.measuring.gold import GoldDocument, GoldUnit, Label
from nlp.measuring.matching import Judged, judge, match
from nlp.measuring.measures import as_data, below, measure
from nlp.measuring.reckoning import Ratio, Scores

DUTY, PLEDGE, AIM = CommitmentKind.DUTY, CommitmentKind.PLEDGE, CommitmentKind.ASPIRATION
ALL_TOLD = frozenset({"commitments", "body", "deadline", "themes", "sharing", "progress", "response"})
TEXTS = (
    "We will open a hub by May, and we will fund it.",
    "The council must report.",
    "It has rained since Monday.",
    "The hub was opened.",
    "Recommendation 4 is accepted.",
)


def document(*units: GoldUnit, kind: DocumentKind = DocumentKind.STRATEGY, lang: Lang = Lang.EN) -> GoldDocument:
    passages = lay_out(Passage(text, 0, 0) for text in TEXTS)
    return GoldDocument("made-up", TaggedSource("Made up", lang, kind, passages), units)


def unit(passage: int, *labels: Label, told: frozenset[str] = ALL_TOLD) -> GoldUnit:
    return GoldUnit(f"u{passage}", passage, 0, len(TEXTS[passage]), labels, told=told)


def commitment(passage: int, start: int, end: int, kind: CommitmentKind = PLEDGE, body: str = "") -> CommitmentFinding:
    base = lay_out(Passage(text, 0, 0) for text in TEXTS)[passage].start
    return CommitmentFinding(
        passage=passage,
        quote=TEXTS[passage][start:end],
        start=base + start,
        end=base + end,
        lang=Lang.EN,
        confidence=0.9,
        rule="test",
        kind=kind,
        actor_body=body,
    )


def judged(gold: GoldDocument, *findings: AnyFinding) -> list[Judged]:
    return list(judge(gold, findings))


TWO = (Label(PLEDGE, 0, 25, body="welsh-government", deadline=date(2026, 5, 31)), Label(PLEDGE, 31, 46))


def test_one_finding_over_two_labels_meets_one_of_them() -> None:
    found = measure(judged(document(unit(0, *TWO)), commitment(0, 0, 46)))
    assert found.commitments == Scores(hits=1, false=0, missed=1)


def test_two_findings_in_one_label_are_a_hit_and_a_false_one() -> None:
    found = measure(judged(document(unit(1, Label(DUTY, 0, 23))), commitment(1, 0, 5, DUTY), commitment(1, 6, 20, AIM)))
    assert found.commitments == Scores(hits=1, false=1)
    assert found.confusion["duty"]["aspiration"] == 1, "the longer overlap is the match"
    assert found.confusion["none"]["duty"] == 1
    assert found.kind == Ratio(0, 1)


def test_findings_outside_the_labelled_characters_or_in_other_passages_do_not_count() -> None:
    part = replace(unit(0, TWO[0]), start=0, end=26)
    found = measure(judged(document(part), commitment(0, 31, 46), commitment(1, 0, 10)))
    assert found.commitments == Scores(missed=1)


def test_a_finding_that_touches_only_its_neighbour_does_not_match() -> None:
    pairs = list(match([Label(PLEDGE, 0, 10)], [commitment(0, 10, 20)], 0))
    assert [(pair.label is None, pair.finding is None) for pair in pairs] == [(False, True), (True, False)]


def test_words_inserted_into_another_act_are_left_aside() -> None:
    inserted = replace(commitment(2, 0, 10, DUTY), amends="the 2014 Act")
    assert measure(judged(document(unit(2)), inserted)).commitments == Scores()


def test_fields_are_judged_over_the_matches_only() -> None:
    first = replace(commitment(0, 0, 25, body="welsh-government"), deadline=date(2026, 5, 31))
    second = replace(commitment(0, 31, 46, DUTY, body="audit-wales"), deadline=date(2027, 1, 1))
    found = measure(judged(document(unit(0, *TWO), unit(1, Label(DUTY, 0, 23))), first, second))
    assert found.commitments == Scores(hits=2, missed=1)
    assert (found.kind, found.body) == (Ratio(1, 2), Ratio(1, 2))
    assert (found.deadline, found.deadline_given) == (Ratio(1, 2), Ratio(1, 1))
    assert found.by_kind[PLEDGE] == Scores(hits=1, missed=1)
    assert found.by_kind[DUTY] == Scores(false=1, missed=1)


def test_what_was_not_judged_is_not_counted() -> None:
    told = frozenset({"response"})
    seen = judged(document(unit(0, told=told), unit(1, told=told)), commitment(0, 0, 25), theme(0, Theme.OUTCOMES))
    found = measure(seen)
    assert (found.commitments, found.themes, found.quiet, found.sharing) == (Scores(), Scores(), Ratio(), Ratio())


def test_a_set_that_names_no_body_and_no_day_is_not_asked_for_them() -> None:
    bare = unit(1, Label(DUTY, 0, 23), told=frozenset({"commitments"}))
    found = measure(judged(document(bare), commitment(1, 0, 23, DUTY, "local-authorities")))
    assert (found.commitments, found.kind) == (Scores(hits=1), Ratio(1, 1))
    assert (found.body, found.deadline) == (Ratio(), Ratio())


def theme(passage: int, what: Theme) -> ThemeFinding:
    plain = commitment(passage, 0, 5)
    return ThemeFinding(
        passage=passage,
        quote=plain.quote,
        start=plain.start,
        end=plain.end,
        lang=Lang.EN,
        confidence=0.8,
        rule="test",
        theme=what,
    )


def test_themes_and_the_ladder_are_judged_apart() -> None:
    marked = replace(unit(0), themes=frozenset({Theme.OUTCOMES, Theme.PREVENTION}), sharing=Theme.CO_DESIGN)
    findings = [theme(0, each) for each in (Theme.OUTCOMES, Theme.RECIPROCITY, Theme.INFORM, Theme.CO_DESIGN)]
    found = measure(judged(document(marked, unit(1)), *findings))
    assert found.themes == Scores(hits=1, false=1, missed=1)
    assert not found.by_theme.keys() & set(POWER_LADDER)
    assert found.by_theme[Theme.PREVENTION] == Scores(missed=1)
    assert (found.sharing, found.sharing_given) == (Ratio(2, 2), Ratio(1, 1)), "the highest rung is the answer"


def test_a_part_of_a_passage_has_the_themes_of_its_own_words() -> None:
    """The theme shows in the first and third sentence; a finding says only where first. The rungs are of each part."""
    text = "Time banking helps. It rains. Time banking helps, as people were consulted. People co-designed the hub."
    source = TaggedSource("Made up", Lang.EN, DocumentKind.STRATEGY, lay_out([Passage(text, 0, 0)]))
    ends = [0, *(at + 1 for at, sign in enumerate(text) if sign == ".")]
    core = frozenset({Theme.CORE_ECONOMY})
    parts = [
        GoldUnit(str(number), 0, start + bool(start), end, themes=marked, sharing=rung, told=ALL_TOLD)
        for number, (start, end, marked, rung) in enumerate(
            zip(
                ends,
                ends[1:],
                (core, frozenset[Theme](), core, frozenset[Theme]()),
                (None, None, Theme.CONSULT, Theme.CO_DESIGN),
                strict=False,
            )
        )
    ]
    found = theme(0, Theme.CORE_ECONOMY)
    seen = judge(GoldDocument("made-up", source, tuple(parts)), [found, replace(found, theme=Theme.CO_DESIGN)])
    measured = measure(list(seen))
    assert measured.by_theme[Theme.CORE_ECONOMY] == Scores(hits=2)
    assert (measured.sharing, measured.sharing_given) == (Ratio(4, 4), Ratio(2, 2))


def other(passage: int, state: ProgressState | None, response: Response | None, number: str = "") -> AnyFinding:
    plain = commitment(passage, 0, 8)
    assert (state is None) != (response is None)
    if state is not None:
        return ProgressFinding(
            passage=passage,
            quote=plain.quote,
            start=plain.start,
            end=plain.end,
            lang=Lang.EN,
            confidence=0.5,
            rule="test",
            state=state,
        )
    assert response is not None
    return ResponseFinding(
        passage=passage,
        quote=plain.quote,
        start=plain.start,
        end=plain.end,
        lang=Lang.EN,
        confidence=0.5,
        rule="test",
        response=response,
        recommendation=number,
    )


def test_progress_is_found_first_and_its_state_second() -> None:
    done, under_way = ProgressState.DONE, ProgressState.UNDER_WAY
    units = [replace(unit(3), progress=done), replace(unit(2), progress=done), unit(1), unit(0)]
    found = measure(judged(document(*units), other(3, under_way, None), other(1, done, None)))
    assert found.progress == Scores(hits=1, false=1, missed=1)
    assert found.progress_state == Ratio(0, 1)


def test_responses_by_hand() -> None:
    """Marked accepted, in principle, none; read accepted, partly, rejected. One in three agrees; two when coarse."""
    units = [
        replace(unit(4), response=Response.ACCEPTED, recommendation="4"),
        replace(unit(3), response=Response.ACCEPTED_IN_PRINCIPLE, recommendation="5"),
        unit(2),
        unit(1),
    ]
    findings = (
        other(4, None, Response.ACCEPTED, "4"),
        other(3, None, Response.PARTLY_ACCEPTED, "6"),
        other(2, None, Response.REJECTED),
    )
    found = measure(judged(document(*units), *findings))
    assert found.response == Ratio(1, 3), "a unit in which nobody sees a response says nothing"
    assert found.response_kappa == pytest.approx((1 / 3 - 1 / 9) / (1 - 1 / 9))
    assert found.response_kappa_of_three == pytest.approx((2 / 3 - 2 / 9) / (1 - 2 / 9))
    assert found.recommendation == Ratio(1, 2)


def test_the_yardstick_takes_every_unit_with_a_modal_word_for_one_commitment() -> None:
    found = measure(judged(document(unit(0, *TWO), unit(1), unit(2), unit(3, Label(DUTY, 0, 5)))))
    assert found.baseline == Scores(hits=1, false=1, missed=2)


@pytest.mark.parametrize(
    ("text", "lang", "said"),
    [
        ("We shan’t, but they’ll try", Lang.EN, True),
        ("A mustard shoulder of goodwill", Lang.EN, False),
        ("Byddwn yn agor canolfan", Lang.CY, True),
        ("Mae’n rhaid i’r cyngor adrodd; a oes raid?", Lang.CY, True),
        ("Ni ddylid gwneud hyn", Lang.CY, True),
        ("Mae’r dylunydd yn byddaru pawb", Lang.CY, False),
    ],
)
def test_modal_words(text: str, lang: Lang, said: bool) -> None:
    assert says_modal(text, lang) is said


def test_quiet_units_are_those_where_nobody_marked_anything() -> None:
    record = document(unit(1), unit(2), unit(0, *TWO), kind=DocumentKind.RECORD)
    found = measure(judged(record, commitment(1, 0, 9), commitment(0, 0, 9)))
    assert (found.quiet, found.quiet_record) == (Ratio(1, 2), Ratio(1, 2))
    assert measure(judged(document(unit(2)))).quiet_record == Ratio()


LABELS = st.lists(
    st.tuples(
        st.integers(0, len(TEXTS) - 1),
        st.integers(0, 3),
        st.sampled_from(CommitmentKind),
        st.sampled_from(["", "audit-wales"]),
        st.none() | st.just(date(2027, 3, 31)),
    ),
    unique_by=lambda each: each[:2],
    max_size=12,
)


def gold(labels: list[tuple[int, int, CommitmentKind, str, date | None]]) -> list[GoldUnit]:
    """Labels of five characters each, which never touch."""
    return [
        replace(
            unit(
                at,
                *(
                    Label(kind, 6 * slot, 6 * slot + 5, "", body, due)
                    for on, slot, kind, body, due in labels
                    if on == at
                ),
            ),
            themes=frozenset({Theme.OUTCOMES}) if at % 2 else frozenset(),
            sharing=Theme.CONSULT if at == 1 else None,
            progress=ProgressState.DONE if at == 3 else None,
            response=Response.ACCEPTED if at == 4 else None,
            recommendation="4" if at == 4 else "",
        )
        for at in range(len(TEXTS))
    ]


def perfect(units: list[GoldUnit]) -> list[AnyFinding]:
    found: list[AnyFinding] = [
        replace(commitment(each.passage, label.start, label.end, label.kind, label.body), deadline=label.deadline)
        for each in units
        for label in each.commitments
    ]
    for each in units:
        found.extend(theme(each.passage, what) for what in {*each.themes, each.sharing} - {None} if what)
        if each.progress:
            found.append(other(each.passage, each.progress, None))
        if each.response:
            found.append(other(each.passage, None, each.response, each.recommendation))
    return found


@given(LABELS)
def test_perfect_findings_score_one(labels: list[tuple[int, int, CommitmentKind, str, date | None]]) -> None:
    units = gold(labels)
    found = measure(judged(document(*units), *perfect(units)))
    shares = [found.commitments.f1, found.themes.f1, found.progress.f1, found.response_kappa]
    shares += [each.share for each in (found.kind, found.body, found.deadline, found.sharing, found.quiet)]
    assert {share for share in shares if share is not None} == {1}
    assert found.interval == (None if not labels else (1, 1))


@given(LABELS, LABELS, st.integers())
def test_the_order_of_units_and_findings_changes_nothing(
    labels: list[tuple[int, int, CommitmentKind, str, date | None]],
    others: list[tuple[int, int, CommitmentKind, str, date | None]],
    seed: int,
) -> None:
    units, findings = gold(labels), perfect(gold(others))
    shuffled, stirred = units[:], findings[:]
    Random(seed).shuffle(shuffled)
    Random(seed + 1).shuffle(stirred)
    one = measure(judged(document(*units), *findings))
    two = measure(judged(document(*shuffled), *stirred))
    assert one == two
    marked = sum(len(each.commitments) for each in units)
    assert one.commitments.of_marked.of == marked
    assert sum(sum(row.values()) for row in one.confusion.values()) == marked + one.commitments.false


def test_data_hold_what_follows_from_the_counts() -> None:
    told = as_data(measure(judged(document(unit(0, *TWO)), commitment(0, 0, 25))))
    counts = {"hits": 1, "false": 0, "missed": 1, "found": 1, "marked": 2}
    assert told["commitments"] == {**counts, "precision": 1, "recall": 0.5, "f1": 2 / 3}
    assert told["kind"] == {"right": 1, "of": 1, "share": 1}
    assert told["calibration"][9]["count"] == 1


def test_a_floor_names_what_fell_and_refuses_what_it_does_not_know() -> None:
    found = measure(judged(document(unit(0, *TWO)), commitment(0, 0, 25)))
    assert below(found, {"commitments.f1": 0.6, "kind.share": 1.0}) == []
    assert below(found, {"commitments.f1": 0.7}) == ["commitments.f1 is 0.667, under its floor of 0.7"]
    assert below(found, {"response_kappa": 0.5}) == ["response_kappa is None, under its floor of 0.5"]
    with pytest.raises(KeyError):
        below(found, {"commitments.f2": 0.1})
