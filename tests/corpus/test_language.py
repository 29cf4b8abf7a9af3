"""The two languages: messages, plurals, dates and numbers, one language at a time and at any moment."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from enum import StrEnum

import pytest
from babel.core import Locale
from hypothesis import given
from hypothesis import strategies as st

from corpus import codebook, wording
from corpus.codebook import Delivery, Lang, LinkState, Relation, Response, Theme
from corpus.language import day, language, msg, number, percent, plural, tr, use, when

HOSTILE = ("{0}", "{day}", "{day.__class__}", "%s %(day)s", "[b]x[/b]", "}{", "\x1b[31m", "\u202e", "{{}}")


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    use(Lang.EN)


def passages(count: int) -> str:
    return plural("{count} passage", "{count} passages", count)


def test_english_is_spoken_until_another_language_is_asked_for() -> None:
    assert language() is Lang.EN
    assert tr("Saved searches") == msg("Saved searches") == "Saved searches"
    use(Lang.CY)
    assert language() is Lang.CY
    assert tr("Saved searches") == "Chwiliadau a gadwyd"


def test_what_was_marked_is_translated_when_it_is_shown() -> None:
    marked = msg("Help")
    use(Lang.CY)
    assert tr(marked) == "Cymorth"
    use(Lang.EN)
    assert tr(marked) == "Help"


def test_a_change_of_language_holds_in_every_thread() -> None:
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(tr, "Help").result() == "Help"
        use(Lang.CY)
        assert pool.submit(tr, "Help").result() == "Cymorth"


def test_nothing_stays_nothing_and_strange_words_stay_themselves() -> None:
    use(Lang.CY)
    assert tr("") == ""  # to gettext this is the head of the catalogue
    assert tr("no such message") == "no such message"
    assert plural("no such {count}", "no such {count}s", 2) == "no such 2s"


def test_english_plurals() -> None:
    assert [passages(n) for n in (0, 1, 2, 12_000)] == ["0 passages", "1 passage", "2 passages", "12,000 passages"]


def test_a_noun_mutates_after_the_numbers_that_it_mutates_after() -> None:
    use(Lang.CY)
    assert [passages(n) for n in (0, 1, 2, 3, 6, 7, 12_000)] == [
        *("0 darn", "1 darn", "2 ddarn", "3 darn", "6 darn", "7 o ddarnau", "12,000 o ddarnau"),
    ]
    pages = [
        plural("{source}: {count} page fetched", "{source}: {count} pages fetched", n, source="X") for n in range(7)
    ]
    assert [each.removeprefix("X: cafwyd ") for each in pages] == [
        *("0 tudalen", "1 dudalen", "2 dudalen", "3 tudalen", "4 o dudalennau", "5 o dudalennau", "6 thudalen"),
    ]
    often = [plural("once in the text", "{count} times in the text", n) for n in (1, 2, 3, 6, 9)]
    assert [each.removesuffix(" yn y testun") for each in often] == [
        *("unwaith", "ddwywaith", "deirgwaith", "chwe gwaith", "9 gwaith"),
    ]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_filled_in_is_only_text(lang: Lang, value: str) -> None:
    use(lang)
    assert value in tr("looked at {day}", day=value)
    assert value in plural("{source}: {count} page fetched", "{source}: {count} pages fetched", 2, source=value)


def test_a_message_without_values_keeps_its_braces() -> None:
    assert tr("a set {1, 2}") == "a set {1, 2}"


def test_dates_in_both_languages() -> None:
    assert (day(date(2024, 5, 3)), when("2024-02"), when("2014")) == ("3 May 2024", "Feb 2024", "2014")
    use(Lang.CY)
    assert (day(date(2024, 5, 3)), when("2024-02"), when("2014")) == ("3 Mai 2024", "Chwef 2024", "2014")


def test_a_date_that_is_none_stays_as_it_is_stated() -> None:
    use(Lang.CY)
    for stated in ("", "spring 2024", "2024-13", "2024-02-31", "2024-5-3", "99999-01-01", "0000-00"):
        assert when(stated) == stated


@given(st.dates(), st.sampled_from(Lang))
def test_a_day_is_said_with_the_month_that_babel_has(on: date, lang: Lang) -> None:
    use(lang)
    month = Locale(lang.value).months["format"]["abbreviated"][on.month]
    assert day(on) == when(on.isoformat()) == f"{on.day} {month} {on.year}"


def test_every_month_is_named_otherwise_in_a_language() -> None:
    for lang in Lang:
        use(lang)
        assert len({day(date(2024, 1, 1) + timedelta(31 * month)).split()[1] for month in range(12)}) == 12


@pytest.mark.parametrize("lang", Lang)
def test_numbers_are_written_the_same_in_both_languages(lang: Lang) -> None:
    use(lang)
    assert (number(0), number(1_234_567), percent(0.615), percent(1)) == ("0", "1,234,567", "62%", "100%")


def test_values_of_the_codebook_have_names() -> None:
    named = (Relation.REPORTS_PROGRESS, Theme.CO_DESIGN, Delivery.NO_EVIDENCE_FOUND, Lang.CY)
    assert [wording.name(each) for each in named] == ["reports progress", "co-design", "no evidence found", "Welsh"]
    use(Lang.CY)
    assert [wording.name(each) for each in named] == [
        *("yn adrodd ar gynnydd", "cyd-ddylunio", "dim tystiolaeth i'w chael", "Cymraeg"),
    ]


def test_every_value_that_the_codebook_has_is_named() -> None:
    kinds = [each for each in vars(codebook).values() if isinstance(each, type) and issubclass(each, StrEnum)]
    for kind in set(kinds) - {StrEnum}:
        assert set(wording.NAMES[kind]) == set(kind), kind
    use(Lang.CY)
    assert wording.name(Response.ACCEPTED) and wording.name(LinkState.ACCEPTED)


@pytest.mark.parametrize("lang", Lang)
def test_no_two_values_of_a_kind_have_one_name(lang: Lang) -> None:
    use(lang)
    for kind, names in wording.NAMES.items():
        assert len({tr(name) for name in names.values()}) == len(names), kind
