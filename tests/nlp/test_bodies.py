"""The public bodies: the list is whole, and names are found through case, aliases, mutations, offices and days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import bodies
from corpus.codebook import Lang

TODAY = date(2026, 1, 1)


def key(text: str, lang: Lang = Lang.EN, on: date | None = None) -> str:
    found = bodies.find(text, lang, on)
    return found.key if found else ""


def test_the_list_is_whole() -> None:
    standing = [body.kind for body in bodies.load() if body.ended is None]
    assert standing.count("council") == 22
    assert standing.count("health-board") == 7
    for body in bodies.load():
        assert body.name_en and body.name_cy and body.kind
        assert body.founded is None or body.ended is None or body.founded < body.ended
        assert not body.successor or body.ended is not None or body.key == "commissioner-for-sustainable-futures"
        for former in body.former:
            assert former.founded is None or former.ended is None or former.founded < former.ended


@pytest.mark.parametrize("lang", Lang)
def test_every_name_finds_its_body(lang: Lang) -> None:
    for body in bodies.load():
        offices = body.offices_cy if lang is Lang.CY else body.offices_en
        for name in (body.name(lang), *body.names(lang), *offices):
            found = bodies.find(name, lang)
            assert found is not None, name
            if found is not body:  # one name of two bodies, told apart by the day
                days = [each.ended or each.founded for each in body.former if name in (each.name_en, each.name_cy)]
                assert body in [bodies.find(name, lang, day or TODAY) for day in (*days, body.ended)], name


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("the WELSH ASSEMBLY GOVERNMENT said", Lang.EN, "welsh-government"),
        ("the Assembly Government", Lang.EN, "welsh-government"),
        ("gan Lywodraeth Cymru", Lang.CY, "welsh-government"),
        ("gan Lywodraeth Cynulliad Cymru", Lang.CY, "welsh-government"),
        ("i Weinidogion Cymru", Lang.CY, "welsh-government"),
        ("y Prif Weinidog", Lang.CY, "welsh-government"),
        ("Prif Weinidog y DU", Lang.CY, "uk-government"),
        ("the Minister for Finance and Local Government", Lang.EN, "welsh-government"),
        ("the Minister for the Cabinet Office", Lang.EN, "uk-government"),
        ("the Permanent Secretary", Lang.EN, "welsh-government"),
        ("Chyngor Sir Gaerfyrddin", Lang.CY, "carmarthenshire-council"),
        ("yng Nghyngor Caerdydd", Lang.CY, "cardiff-council"),
        ("each local authority", Lang.EN, "local-authorities"),
        ("all councils in Wales", Lang.EN, "local-authorities"),
        ("gan y cynghorau", Lang.CY, "local-authorities"),
        ("the Future Generations Commissioner for Wales", Lang.EN, "future-generations-commissioner"),
        ("Betsi Cadwaladr University Health Board", Lang.EN, "betsi-cadwaladr-health-board"),
        ("Cwm Taf University Health Board", Lang.EN, "cwm-taf-morgannwg-health-board"),
        ("Newport Local Health Board", Lang.EN, "aneurin-bevan-health-board"),
        ("the Care and Social Services Inspectorate Wales", Lang.EN, "care-inspectorate-wales"),
        ("Swyddfa Archwilio Cymru", Lang.CY, "audit-wales"),
        ("Cyngor Gofal Cymru", Lang.CY, "social-care-wales"),
        ("Cardiff's Local Service Board met", Lang.EN, "public-services-boards"),
        ("a PSB met", Lang.EN, "public-services-boards"),
        ("the Department for Work and Pensions", Lang.EN, "uk-government"),
        ("Scottish Ministers", Lang.EN, "scottish-government"),
    ],
)
def test_names_found(text: str, lang: Lang, expected: str) -> None:
    assert key(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("nobody at all", Lang.EN),
        ("cadw llygad ar y llais", Lang.CY),
        ("a psb file", Lang.EN),
        ("she asked for counsel", Lang.EN),
        ("cael cyngor gan ffrind", Lang.CY),
        ("", Lang.EN),
    ],
)
def test_words_that_are_not_names(text: str, lang: Lang) -> None:
    assert bodies.find(text, lang) is None


@pytest.mark.parametrize(
    ("text", "on", "expected"),
    [
        ("CCW wrote", date(2005, 5, 5), "countryside-council"),
        ("CCW wrote", date(2013, 3, 31), "countryside-council"),
        ("CCW wrote", date(2013, 4, 1), "consumer-council-for-water"),
        ("CCW wrote", None, "countryside-council"),
        ("the Department for Education and Skills", date(2004, 9, 1), "uk-government"),
        ("the Department for Education and Skills", date(2014, 9, 1), "welsh-government"),
        ("the Wales Audit Office", date(2024, 1, 1), "audit-wales"),
    ],
)
def test_a_name_on_a_day(text: str, on: date | None, expected: str) -> None:
    assert key(text, on=on) == expected


def test_a_body_and_those_whose_work_it_does() -> None:
    assert bodies.line("natural-resources-wales") == {
        "natural-resources-wales",
        "countryside-council",
        "forestry-commission-wales",
        "environment-agency-wales",
    }
    assert bodies.line("countryside-council") == {"countryside-council", "natural-resources-wales"}
    assert bodies.line("estyn") == {"estyn"}
    with pytest.raises(KeyError):
        bodies.line("nobody")


def test_offices_are_not_names() -> None:
    government = bodies.by_key()["welsh-government"]
    assert "First Minister" in government.offices_en
    assert "First Minister" not in government.names(Lang.EN)
    assert "Welsh Assembly Government" in government.names(Lang.EN)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("cyngor", {"cyngor", "gyngor", "nghyngor", "chyngor"}),
        ("gwlad", {"gwlad", "wlad", "ngwlad"}),
        ("llais", {"llais", "lais"}),
        ("awdurdod", {"awdurdod", "hawdurdod"}),
        ("ffordd", {"ffordd"}),
    ],
)
def test_mutations(word: str, forms: set[str]) -> None:
    assert set(bodies.mutations(word)) == forms


@given(st.text(max_size=200), st.sampled_from(Lang), st.dates())
def test_any_text(text: str, lang: Lang, on: date) -> None:
    found = bodies.find(text, lang, on)
    assert found is None or found is bodies.by_key()[found.key]


@given(st.sampled_from(bodies.load()), st.text(max_size=40), st.sampled_from(Lang))
def test_the_longest_name_wins(body: bodies.Body, before: str, lang: Lang) -> None:
    name = body.name(lang)
    found = bodies.find(f"{before} | {name}", lang)
    assert found is not None
    assert any(len(each.split()) >= len(name.split()) or found is body for each in found.names(lang))


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Welsh Government", "welsh-government"),
        ("Llywodraeth Cymru", "welsh-government"),
        ("Senedd Research", "senedd-research"),
        ("Ymchwil y Senedd", "senedd-research"),
    ],
)
def test_a_publisher_is_known_by_its_name_in_either_language(printed: str, key: str) -> None:
    found = bodies.find_in_either(printed)
    assert found is not None
    assert found.key == key
