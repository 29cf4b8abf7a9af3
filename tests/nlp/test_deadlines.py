"""When a promise falls due, as printed and as a day, in both languages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codebook import Lang
from nlp.deadlines import calendar
from nlp.deadlines import finding as deadlines
from nlp.resources import table

SAID = date(2022, 2, 21)


@pytest.mark.parametrize(
    ("text", "printed", "day"),
    [
        ("We will act by 30 April 2024.", "by 30 April 2024", "2024-04-30"),
        ("by the end of 2023", "by the end of 2023", "2023-12-31"),
        ("within 12 months", "within 12 months", "2023-02-21"),
        ("within the next 100 days", "within the next 100 days", "2022-06-01"),
        ("before 1 April 2024", "before 1 April 2024", "2024-04-01"),
        ("before April 2024", "before April 2024", "2024-03-31"),
        ("before the summer", "before the summer", "2022-05-31"),
        ("before the summer is out", "before the summer is out", "2022-08-31"),
        ("by the end of the summer", "by the end of the summer", "2022-08-31"),
        ("by spring 2024", "by spring 2024", "2024-05-31"),
        ("over the summer", "over the summer", "2022-08-31"),
        ("by winter 2023", "by winter 2023", "2024-02-29"),
        ("by Easter", "by Easter", "2022-04-17"),
        ("before Christmas 2023", "before Christmas 2023", "2023-12-25"),
        ("in March next year", "in March next year", "2023-03-31"),
        ("next summer", "next summer", "2023-08-31"),
        ("by February/March 2023", "by February/March 2023", "2023-03-31"),
        ("in Q2 2025", "in Q2 2025", "2025-06-30"),
        ("by Q2 2025-26", "by Q2 2025-26", "2025-09-30"),
        ("Q1: open the unit", "Q1", "2022-06-30"),
        ("in the third quarter of 2026", "in the third quarter of 2026", "2026-09-30"),
        ("in the first half of 2025", "in the first half of 2025", "2025-06-30"),
        ("by the end of the academic year", "by the end of the academic year", "2022-08-31"),
        ("in the academic year 2024/25", "in the academic year 2024/25", "2025-08-31"),
        ("in 2024-2025", "in 2024-2025", "2025-03-31"),
        ("by 2026-2028", "by 2026-2028", "2028-12-31"),
        ("on Friday", "on Friday", "2022-02-25"),
        ("by the end of next week", "by the end of next week", "2022-03-04"),
        ("by close of play tomorrow", "by close of play tomorrow", "2022-02-22"),
        ("before the month is out", "before the month is out", "2022-02-28"),
        ("to the January meeting", "to the January", "2023-01-31"),
        ("in time for the elections of May 2024", "in time for the elections of May 2024", "2024-05-31"),
        ("in three months' time", "in three months' time", "2022-05-21"),
        ("within a fortnight", "within a fortnight", "2022-03-07"),
        ("within 72 hours", "within 72 hours", "2022-02-24"),
        (
            "within six months of the publication of this report",
            "within six months of the publication of this report",
            "2022-08-21",
        ),
        ("from 1 April 2025", "from 1 April 2025", "2025-04-01"),
        ("by 2024-05-31", "by 2024-05-31", "2024-05-31"),
        ("by mid-February", "by mid-February", "2023-02-14"),
        ("by the end of March", "by the end of March", "2022-03-31"),
        ("by the end of January", "by the end of January", "2023-01-31"),
        ("in the autumn", "in the autumn", "2022-11-30"),
        ("by mid-June 2024", "by mid-June 2024", "2024-06-15"),
        ("by the end of this Senedd term", "by the end of this Senedd term", "2026-05-06"),
        ("during 2022-23", "during 2022-23", "2023-03-31"),
        ("by 31/03/2024", "by 31/03/2024", "2024-03-31"),
        ("later this year", "later this year", "2022-12-31"),
        ("by the end of the financial year 2024-25", "by the end of the financial year 2024-25", "2025-03-31"),
        ("no later than 1st of March 2023", "no later than 1st of March 2023", "2023-03-01"),
        ("by 2050", "by 2050", "2050-12-31"),
        ("from September 2025", "from September 2025", "2025-09-30"),
        ("from the October edition onwards", "from the October", "2022-10-31"),
        ("until the end of June", "until the end of June", "2022-06-30"),
        ("until at least 2030", "until at least 2030", "2030-12-31"),
        ("up to and including 2028-29", "up to and including 2028-29", "2029-03-31"),
        ("between now and May 2029", "between now and May 2029", "2029-05-31"),
        ("between June and the end of 2023", "between June and the end of 2023", "2023-12-31"),
        ("over 2030/31", "over 2030/31", "2031-03-31"),
        ("in the 2026/27 academic year", "in the 2026/27 academic year", "2027-08-31"),
        ("in the 2026-27 financial year", "in the 2026-27 financial year", "2027-03-31"),
        ("by the time of the next election", "by the time of the next election", "2026-05-06"),
        ("by the end of the next Senedd", "by the end of the next Senedd", "2030-05-01"),
        ("by this time next year", "by this time next year", "2023-02-21"),
        ("by the 28th", "by the 28th", "2022-02-28"),
        ("by the 3rd, if we can", "by the 3rd", "2022-03-03"),
        ("in the last quarter of next year", "in the last quarter of next year", "2023-12-31"),
        ("over the next two financial years", "over the next two financial years", "2024-03-31"),
        ("six weeks from today", "six weeks from today", "2022-04-04"),
        ("in the week beginning 7 March", "in the week beginning 7 March", "2022-03-07"),
        ("for the next three years", "for the next three years", "2025-02-21"),
        ("no later than the 31st of May", "no later than the 31st of May", "2022-05-31"),
        ("by noon on 3 March", "on 3 March", "2022-03-03"),
        ("in 2024 and on 3 May 2024", "on 3 May 2024", "2024-05-03"),
        ("by the end of the current year", "by the end of the current year", "2022-12-31"),
    ],
)
def test_english_days(text: str, printed: str, day: str) -> None:
    found = deadlines.find(text, Lang.EN, SAID)
    assert found is not None
    assert (found.text, found.day) == (printed, date.fromisoformat(day))
    assert text[found.start : found.end] == printed


@pytest.mark.parametrize(
    ("text", "printed", "day"),
    [
        ("erbyn 2030", "erbyn 2030", "2030-12-31"),
        ("cyn diwedd tymor y Senedd hon", "cyn diwedd tymor y Senedd hon", "2026-05-06"),
        ("o fewn 12 mis", "o fewn 12 mis", "2023-02-21"),
        ("erbyn diwedd mis Mawrth 2023", "erbyn diwedd mis Mawrth 2023", "2023-03-31"),
        ("yn yr hydref", "yn yr hydref", "2022-11-30"),
        ("heb fod yn hwyrach na 1 Mai 2022", "heb fod yn hwyrach na 1 Mai 2022", "2022-05-01"),
        ("cyn Fawrth 2024", "cyn Fawrth 2024", "2024-02-29"),
        ("dros y tair blynedd nesaf", "dros y tair blynedd nesaf", "2025-02-21"),
        ("o fewn chwe mis", "o fewn chwe mis", "2022-08-21"),
        ("y flwyddyn nesaf", "y flwyddyn nesaf", "2023-12-31"),
        ("ar neu cyn 31 Rhagfyr 2022", "ar neu cyn 31 Rhagfyr 2022", "2022-12-31"),
        ("cyn 1 Ebrill 2024", "cyn 1 Ebrill 2024", "2024-04-01"),
        ("cyn yr haf", "cyn yr haf", "2022-05-31"),
        ("erbyn diwedd yr haf", "erbyn diwedd yr haf", "2022-08-31"),
        ("dros yr haf", "dros yr haf", "2022-08-31"),
        ("erbyn gwanwyn 2024", "erbyn gwanwyn 2024", "2024-05-31"),
        ("yn ystod hydref 2024", "yn ystod hydref 2024", "2024-11-30"),
        ("ym mis Hydref 2024", "ym mis Hydref 2024", "2024-10-31"),
        ("erbyn y Pasg", "erbyn y Pasg", "2022-04-17"),
        ("cyn Nadolig 2023", "cyn Nadolig 2023", "2023-12-25"),
        ("ym mis Mawrth y flwyddyn nesaf", "ym mis Mawrth y flwyddyn nesaf", "2023-03-31"),
        ("yr haf nesaf", "yr haf nesaf", "2023-08-31"),
        ("ym mis Medi eleni", "ym mis Medi eleni", "2022-09-30"),
        ("yn y trydydd chwarter 2026", "yn y trydydd chwarter 2026", "2026-09-30"),
        ("erbyn Ch2 2025-26", "erbyn Ch2 2025-26", "2025-09-30"),
        ("erbyn diwedd y flwyddyn academaidd", "erbyn diwedd y flwyddyn academaidd", "2022-08-31"),
        ("ddydd Gwener", "ddydd Gwener", "2022-02-25"),
        ("erbyn dydd Mawrth", "erbyn dydd Mawrth", "2022-02-22"),
        ("ddydd Mawrth 1 Mawrth", "ddydd Mawrth 1 Mawrth", "2022-03-01"),
        ("erbyn diwedd yr wythnos nesaf", "erbyn diwedd yr wythnos nesaf", "2022-03-04"),
        ("erbyn yfory", "erbyn yfory", "2022-02-22"),
        ("cyn diwedd y mis", "cyn diwedd y mis", "2022-02-28"),
        ("o fewn pythefnos", "o fewn pythefnos", "2022-03-07"),
        ("o fewn blwyddyn", "o fewn blwyddyn", "2023-02-21"),
        ("o fewn chwe mis i gyhoeddi'r adroddiad hwn", "o fewn chwe mis i gyhoeddi'r adroddiad hwn", "2022-08-21"),
        ("o 1 Ebrill 2025 ymlaen", "o 1 Ebrill 2025", "2025-04-01"),
        ("fis nesaf", "fis nesaf", "2022-03-31"),
        ("erbyn canol Mehefin 2024", "erbyn canol Mehefin 2024", "2024-06-15"),
        ("erbyn diwedd y Bumed Senedd", "erbyn diwedd y Bumed Senedd", "2021-05-05"),
        ("o fis Medi 2025 ymlaen", "o fis Medi 2025", "2025-09-30"),
        ("tan ddiwedd mis Mehefin", "tan ddiwedd mis Mehefin", "2022-06-30"),
        ("tan 2032", "tan 2032", "2032-12-31"),
        ("tan o leiaf 2030", "tan o leiaf 2030", "2030-12-31"),
        ("rhwng nawr a mis Mai 2029", "rhwng nawr a mis Mai 2029", "2029-05-31"),
        ("rhwng hyn a'r haf", "rhwng hyn a'r haf", "2022-08-31"),
        ("dros 2030/31", "dros 2030/31", "2031-03-31"),
        ("ym mlwyddyn ariannol 2026-27", "ym mlwyddyn ariannol 2026-27", "2027-03-31"),
        ("ym mlwyddyn ysgol 2026-27", "ym mlwyddyn ysgol 2026-27", "2027-08-31"),
        ("erbyn adeg yr etholiad nesaf", "erbyn adeg yr etholiad nesaf", "2026-05-06"),
        ("erbyn diwedd tymor nesaf y Senedd", "erbyn diwedd tymor nesaf y Senedd", "2030-05-01"),
        ("erbyn yr adeg hon y flwyddyn nesaf", "erbyn yr adeg hon y flwyddyn nesaf", "2023-02-21"),
        ("erbyn yr 28ain", "erbyn yr 28ain", "2022-02-28"),
        ("heb fod yn hwyrach na'r 31ain o Fai", "heb fod yn hwyrach na'r 31ain o Fai", "2022-05-31"),
        ("yn ail hanner y flwyddyn nesaf", "yn ail hanner y flwyddyn nesaf", "2023-12-31"),
        ("dros y ddwy flynedd ariannol nesaf", "dros y ddwy flynedd ariannol nesaf", "2024-03-31"),
        ("deuddeng mis o heddiw", "deuddeng mis o heddiw", "2023-02-21"),
        ("yn yr wythnos sy'n dechrau 7 Mawrth", "yn yr wythnos sy'n dechrau 7 Mawrth", "2022-03-07"),
        ("am y tair blynedd nesaf", "am y tair blynedd nesaf", "2025-02-21"),
    ],
)
def test_welsh_days(text: str, printed: str, day: str) -> None:
    found = deadlines.find(text, Lang.CY, SAID)
    assert found is not None
    assert (found.text, found.day) == (printed, date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("within six months of the election", Lang.EN),
        ("before the summer recess", Lang.EN),
        ("within our first 100 days", Lang.EN),
        ("on 31 June 2022", Lang.EN),
        ("within ten working days", Lang.EN),
        ("o fewn 28 diwrnod i'r dyddiad", Lang.CY),
        ("cyn toriad yr haf", Lang.CY),
        ("by 30 September each year", Lang.EN),
        ("every three years", Lang.EN),
        ("in the coming weeks", Lang.EN),
        ("during the current Assembly year", Lang.EN),
        ("in early 2023", Lang.EN),
        ("early next year", Lang.EN),
        ("within two years of the Act coming into force", Lang.EN),
        ("within 14 days of receiving a complaint", Lang.EN),
        ("patients to be seen within four hours", Lang.EN),
        ("by 30 June following the year to which it relates", Lang.EN),
        ("gweld pawb o fewn pedair awr", Lang.CY),
        ("yn ystod y flwyddyn", Lang.CY),
        ("erbyn 30 Medi bob blwyddyn", Lang.CY),
        ("bob tair blynedd", Lang.CY),
        ("yn yr wythnosau nesaf", Lang.CY),
        ("o fewn dwy flynedd i'r dyddiad y daw'r Ddeddf i rym", Lang.CY),
    ],
)
def test_printed_but_not_computed(text: str, lang: Lang) -> None:
    found = deadlines.find(text, lang, SAID)
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize(
    "text",
    [
        "published in December 2017",
        "no date at all",
        "the budget for 2019",
        "two days ago",
        "the year that starts in September 2022",
        "the plan published in March",
        "under the 2026 Act",
        "in the 2026 Act",
        "in this year's budget",
        "not before April 2027",
        "no earlier than 2027",
        "The Minister will be 60 next year.",
        "in the 2026-27 Budget",
        "The board agreed with us in June.",
        "between 2010 and 2015",
    ],
)
def test_what_is_past_or_no_deadline(text: str) -> None:
    assert deadlines.find(text, Lang.EN, SAID) is None


@pytest.mark.parametrize(
    "text",
    [
        "nid cyn mis Ebrill 2027",
        "Bydd y Gweinidog yn 60 y flwyddyn nesaf.",
        "Cytunodd y Cabinet â ni ym mis Mehefin.",
        "ar ôl 2030",
    ],
)
def test_what_is_past_or_no_deadline_in_welsh(text: str) -> None:
    assert deadlines.find(text, Lang.CY, SAID) is None


def test_a_verb_of_the_past_that_leads_on_to_what_will_be_leaves_its_month_alone() -> None:
    for text, lang in (
        ("The board agreed to report in June.", Lang.EN),
        ("It was announced that it will open in June.", Lang.EN),
        ("Cytunodd y Bwrdd i adrodd ym mis Mehefin.", Lang.CY),
        ("Cyhoeddwyd y bydd yn agor ym mis Mehefin.", Lang.CY),
    ):
        found = deadlines.find(text, lang, SAID)
        assert found is not None and found.day == date(2022, 6, 30)


def test_a_strong_limit_goes_before_a_weak_one() -> None:
    found = deadlines.find("In March 2023 we will start, to finish by May 2025.", Lang.EN, SAID)
    assert found is not None
    assert found.text == "by May 2025"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (date(2009, 1, 1), "2011-05-04"),
        (date(2013, 1, 1), "2016-05-04"),
        (date(2018, 1, 1), "2021-05-05"),
        (date(2022, 1, 1), "2026-05-06"),
        (date(2027, 1, 1), "2030-05-01"),
    ],
)
def test_the_term_of_the_senedd_is_the_one_the_document_stands_in(said: date, day: str) -> None:
    for text, lang in (
        ("by the end of this Senedd term", Lang.EN),
        ("before the end of this Assembly", Lang.EN),
        ("cyn diwedd tymor y Senedd hon", Lang.CY),
        ("yn ystod tymor y Cynulliad hwn", Lang.CY),
    ):
        found = deadlines.find(text, lang, said)
        assert found is not None and found.day is not None
        assert found.day.isoformat() == day


def test_in_law_a_length_of_time_runs_from_some_event() -> None:
    found = deadlines.find("must reply within 28 days", Lang.EN, SAID, running=False)
    assert found is not None
    assert (found.text, found.day) == ("within 28 days", None)


def test_without_a_document_date_only_whole_dates_are_computed() -> None:
    assert deadlines.find("by 3 May 2024", Lang.EN, None) is not None
    found = deadlines.find("by the end of May", Lang.EN, None)
    assert found is not None
    assert found.day is None


@pytest.mark.parametrize("key", ["phrases", "limits", "units", "seasons", "months", "weekdays", "holidays", "halves"])
def test_both_languages_know_the_same_meanings(key: str) -> None:
    """What can be said in the one can be said in the other, with the same meaning."""

    def meanings(lang: Lang) -> set[str]:
        said = table("deadlines", lang)[key]
        return set(said) if key == "phrases" else {str(value) for value in said.values()} - {"two-days", "three-days"}

    assert meanings(Lang.EN) == meanings(Lang.CY)


_SAME = (
    ("by the end of {month} {year}", "erbyn diwedd mis {mis} {year}"),
    ("before {month} {year}", "cyn {mis} {year}"),
    ("by {day} {month}", "erbyn {day} {mis}"),
    ("in {month}", "ym mis {mis}"),
    ("within {day} weeks", "o fewn {day} wythnos"),
    ("by the end of the financial year", "erbyn diwedd y flwyddyn ariannol"),
    ("by the end of the year", "erbyn diwedd y flwyddyn"),
    ("next year", "y flwyddyn nesaf"),
    ("next month", "y mis nesaf"),
    ("by the end of next week", "erbyn diwedd yr wythnos nesaf"),
    ("by Easter", "erbyn y Pasg"),
    ("by Christmas", "erbyn y Nadolig"),
    ("by spring {year}", "erbyn gwanwyn {year}"),
    ("before the summer", "cyn yr haf"),
    ("in the autumn", "yn yr hydref"),
    ("this winter", "y gaeaf hwn"),
    ("next spring", "y gwanwyn nesaf"),
    ("by the end of this Senedd term", "erbyn diwedd tymor y Senedd hon"),
    ("by Friday", "erbyn dydd Gwener"),
    ("by the end of the quarter", "erbyn diwedd y chwarter"),
    ("next academic year", "y flwyddyn academaidd nesaf"),
    ("in the second half of {year}", "yn ail hanner {year}"),
)
_MONTHS = ("January Ionawr", "March Mawrth", "May Mai", "August Awst", "October Hydref", "December Rhagfyr")


@settings(deadline=None)  # the patterns are made at first use
@given(
    st.sampled_from(_SAME),
    st.sampled_from(_MONTHS),
    st.integers(1, 31),
    st.integers(2000, 2060),
    st.dates(date(2000, 1, 1), date(2040, 1, 1)),
)
def test_both_languages_say_the_same_day(pair: tuple[str, str], months: str, day: int, year: int, said: date) -> None:
    month, mis = months.split()
    english, welsh = (text.format(month=month, mis=mis, day=day, year=year) for text in pair)
    one, other = deadlines.find(english, Lang.EN, said), deadlines.find(welsh, Lang.CY, said)
    assert (one and one.day) == (other and other.day)
    if one is not None and one.day is not None and "{year}" not in pair[0]:
        assert one.day >= said


@given(st.integers(1900, 2199))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = calendar.easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(
    st.text(st.characters(codec="utf-8"), max_size=200),
    st.sampled_from(
        [
            "by {} May {}",
            "within {} years {}",
            "erbyn {} Mai {}",
            "{}/{}/2024",
            "by {}-{}",
            "from 1 June {} {}",
            "by 31 February {} {}",
            "in Q{} {}",
            "o fewn {} mis {}",
            "by summer {} {}",
            "before Easter {} {}",
            "yn {}-{}",
            "in {} hours {}",
            "ymhen {} degawd {}",
            "in the academic year {}/{}",
            "between {} and {}",
            "rhwng {} a {}",
            "by the {}th, {}",
            "{} weeks from today {}",
            "until {}/{}",
            "dros y {} blynedd ariannol nesaf {}",
        ]
    ),
    st.integers(0, 99999),
    st.integers(0, 99999),
    st.dates(),
)
def test_nothing_breaks_it(text: str, frame: str, one: int, two: int, said: date) -> None:
    whole = f"{text} {frame.format(one, two)} {text}"
    for lang in Lang:
        found = deadlines.find(whole, lang, said)
        assert found is None or whole[found.start : found.end].strip() == found.text
