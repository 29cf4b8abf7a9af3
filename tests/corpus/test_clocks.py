"""Clocks: terms, administrations, and when something or an answer to it is due, on the days where one ends."""

import tomllib
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.clocks import RESPONSE_WEEKS, TimeStatus, due, response_due, statuses
from corpus.codebook import UNMET, CommitmentKind, Delivery, DocumentKind, Lang, Response
from corpus.term_words import term_named
from corpus.terms import administration_on, administrations, era, term_numbered, term_on, terms

DAYS = st.dates(date(1999, 5, 12), date(2029, 12, 31))
LAST_OF_SIXTH = date(2026, 5, 6)


@given(day=DAYS)
def test_each_day_falls_in_one_term_and_one_administration(day: date) -> None:
    assert [term for term in terms() if term.holds(day)] == [term_on(day)]
    assert [each for each in administrations() if each.holds(day)] == [administration_on(day)]


def test_terms_are_those_that_the_tagger_reckons_with() -> None:
    path = Path(__file__).parents[2] / "nlp" / "data" / "terms.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))["term"]
    reckoned = [(row["number"], row["from"], row["until"]) for row in told]
    assert reckoned == [(term.number, term.elected, term.last) for term in terms()[: len(reckoned)]]


def test_every_row_says_where_it_was_read_and_elections_are_on_thursdays() -> None:
    assert all(term.source for term in terms())
    assert all(each.source for each in administrations())
    assert {term.elected.weekday() for term in terms()} == {3}
    assert all(term.elected < term.dissolved < term.last for term in terms() if term.dissolved and term.last)


def test_a_term_begins_on_election_day_and_outlives_its_dissolution() -> None:
    sixth, seventh = term_numbered(6), term_numbered(7)
    assert sixth is not None
    assert sixth.dissolved == date(2026, 4, 8)
    assert term_on(LAST_OF_SIXTH) == term_on(date(2026, 4, 8)) == sixth
    assert term_on(date(2026, 5, 7)) == seventh
    assert seventh is not None
    assert (seventh.members, seventh.ends_as_planned) == (96, True)
    assert (term_on(date(1999, 5, 5)), administration_on(date(1999, 5, 11))) == (None, None)


@pytest.mark.parametrize(
    ("day", "minister"),
    [
        (date(2024, 3, 19), "Mark Drakeford"),
        (date(2024, 3, 20), "Vaughan Gething"),
        (date(2024, 8, 6), "Eluned Morgan"),
        (date(2026, 5, 11), "Eluned Morgan"),
        (date(2026, 7, 14), "Rhun ap Iorwerth"),
    ],
)
def test_an_administration_ends_the_day_before_the_next(day: date, minister: str) -> None:
    found = administration_on(day)
    assert found is not None
    assert found.first_minister == minister


def test_a_date_known_to_the_year_or_month_tells_only_what_did_not_change_in_it() -> None:
    of_2021 = era(date(2021, 12, 31), "2021")
    assert of_2021.term is None
    assert of_2021.administration == administration_on(date(2021, 6, 1))
    assert era(date(2022, 12, 31), "2022").term == term_numbered(6)
    assert era(date(2021, 5, 31), "2021-05").term is None
    assert era(None) == era(None, "2021")
    assert era(None).term is None


@pytest.mark.parametrize(
    ("words", "lang", "issued", "day"),
    [
        ("by the end of this Senedd term", Lang.EN, date(2023, 3, 1), LAST_OF_SIXTH),
        ("within this Assembly term", Lang.EN, date(2012, 3, 1), date(2016, 5, 4)),
        ("this term", Lang.EN, date(2026, 5, 6), LAST_OF_SIXTH),
        ("this Senedd", Lang.EN, date(2026, 5, 7), date(2030, 5, 1)),
        ("before the next Senedd election", Lang.EN, date(2026, 4, 20), LAST_OF_SIXTH),
        ("in the next Senedd term", Lang.EN, date(2025, 1, 1), date(2030, 5, 1)),
        ("by the end of the Fifth Assembly", Lang.EN, None, date(2021, 5, 5)),
        ("yn ystod tymor y Senedd hon", Lang.CY, date(2022, 2, 2), LAST_OF_SIXTH),
        ("erbyn diwedd dymor y Senedd hon", Lang.CY, date(2022, 2, 2), LAST_OF_SIXTH),
        ("erbyn diwedd y Senedd nesaf", Lang.CY, date(2022, 2, 2), date(2030, 5, 1)),
        ("cyn diwedd y Bumed Senedd", Lang.CY, None, date(2021, 5, 5)),
        ("o fewn tymor y Cynulliad hwn", Lang.CY, date(2009, 2, 2), date(2011, 5, 4)),
    ],
)
def test_a_term_that_is_named_gives_its_last_day(words: str, lang: Lang, issued: date | None, day: date) -> None:
    found = due(None, words, lang, issued)
    assert (found.day, found.words, found.worked_out) == (day, words, True)
    assert found.as_planned == (day == date(2030, 5, 1))
    assert due(day, words, lang, issued) == found, "as the tagger stored it"


@pytest.mark.parametrize(
    ("words", "issued", "issued_text"),
    [
        ("every Senedd term", date(2023, 3, 1), ""),
        ("in this termly report", date(2023, 3, 1), ""),
        ("by the autumn term", date(2023, 3, 1), ""),
        ("this Senedd term", None, ""),
        ("this Senedd term", date(2021, 12, 31), "2021"),
        ("this Senedd term", date(1998, 3, 1), ""),
        ("in the next Senedd term", date(2031, 1, 1), ""),
        ("", date(2023, 3, 1), ""),
    ],
)
def test_what_names_no_term_or_an_unknown_one_gives_no_day(words: str, issued: date | None, issued_text: str) -> None:
    found = due(None, words, Lang.EN, issued, issued_text)
    assert (found.day, found.worked_out, found.words) == (None, False, words)


def test_a_day_that_a_person_set_stands_whatever_the_words_say() -> None:
    found = due(date(2024, 2, 29), "this Senedd term", Lang.EN, date(2023, 3, 1))
    assert (found.day, found.worked_out) == (date(2024, 2, 29), False)


@given(words=st.text(max_size=40), lang=st.sampled_from(Lang), issued=st.none() | st.dates())
def test_any_words_name_a_term_or_none(words: str, lang: Lang, issued: date | None) -> None:
    assert term_named(words, lang, issued) in {None, *terms()}


REPORT = DocumentKind.COMMITTEE_REPORT


@pytest.mark.parametrize(
    ("issued", "day"),
    [
        (date(2024, 1, 18), date(2024, 2, 29)),
        (date(2023, 1, 18), date(2023, 3, 1)),
        (date(2026, 3, 26), date(2026, 5, 7)),
        (date.max, None),
        (None, None),
    ],
    ids=["leap day", "no leap day", "election day", "the end of time", "undated"],
)
def test_an_answer_is_due_so_many_weeks_of_the_calendar_later(issued: date | None, day: date | None) -> None:
    assert response_due(CommitmentKind.RECOMMENDATION, REPORT, issued, RESPONSE_WEEKS) == day


def test_only_recommendations_of_kinds_that_were_set_are_to_be_answered() -> None:
    issued = date(2024, 1, 18)
    assert response_due(CommitmentKind.PLEDGE, REPORT, issued, RESPONSE_WEEKS) is None
    assert response_due(CommitmentKind.RECOMMENDATION, DocumentKind.MOTION, issued, RESPONSE_WEEKS) is None
    assert response_due(CommitmentKind.RECOMMENDATION, REPORT, issued, {}) is None


DAY = date(2026, 5, 6)


@pytest.mark.parametrize("delivery", list(Delivery))
def test_unmet_is_overdue_from_the_day_after(delivery: Delivery) -> None:
    on_the_day = statuses(DAY, day=DAY, delivery=delivery)
    after = statuses(DAY + timedelta(days=1), day=DAY, delivery=delivery)
    done = delivery in {Delivery.MET, Delivery.SUPERSEDED}
    assert on_the_day == (frozenset() if done else {TimeStatus.DUE})
    assert after == (on_the_day if delivery not in UNMET else {TimeStatus.OVERDUE})


def test_what_has_no_day_may_still_be_waiting_for_its_answer() -> None:
    def told(on: date, **said: object) -> frozenset[TimeStatus]:
        return statuses(on, day=None, delivery=Delivery.NOT_ASSESSED, answer_by=DAY, **said)  # type: ignore[arg-type]

    assert told(DAY) == {TimeStatus.UNDATED, TimeStatus.RESPONSE_DUE}
    assert told(DAY + timedelta(days=1)) == {TimeStatus.UNDATED, TimeStatus.RESPONSE_OVERDUE}
    assert told(DAY + timedelta(days=1), answered=True) == {TimeStatus.UNDATED}
    assert told(DAY + timedelta(days=1), response=Response.NO_RESPONSE) == {TimeStatus.UNDATED}
