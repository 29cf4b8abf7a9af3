"""The gazetteer: Welsh places by either name, in any mutation, and words that only look like places."""

from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bodies import load
from corpus.codebook import Lang
from nlp.case_studies import gazetteer
from nlp.resources import table

ROWS: list[list[str]] = table("places")["places"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The club meets in Barry every Friday.", "Barry"),
        ("Groups in Penarth, Barry and Cowbridge took part.", "Penarth"),
        ("a hostel in the Neath area, in south Wales", "Neath"),
        ("farmers across south-east Powys", "Powys"),
        ("people from the south Wales valleys", "South Wales"),
        ("SCHOOLS IN RUTHIN", "Ruthin"),
        ("the shops of Connah’s Quay", "Connah's Quay"),
        ("Ebbw Vale rugby club", "Ebbw Vale"),
        ("the Aneurin Bevan University Health Board area", "Aneurin Bevan"),
        ("clinics across the Vale of Clwyd", "Vale of Clwyd"),
        ("Y Felinheli, near Caernarfon", "Caernarfon"),
        ("across Wales, and above all in Bethesda", "Bethesda"),
        ("people throughout Wales", "Wales"),
        ("up and down the Valleys", "the Valleys"),
    ],
)
def test_english(text: str, place: str) -> None:
    assert gazetteer.find(text, Lang.EN) == place


@pytest.mark.parametrize(
    "text",
    [
        "Barry Evans chairs the group.",
        "We spoke to Barry Evans and to his wife.",
        "Mold was found in every flat.",
        "Aneurin Bevan was born a hundred years ago.",
        "Flint tools were on show.",
        "She wore a wale of blue; the bala was sung.",
        "An RCT of the drug is under way.",
        "the valleys between them",
        "Uncaerphilly and Swanseaside",
        "",
    ],
)
def test_not_places(text: str) -> None:
    assert gazetteer.find(text, Lang.EN) == ""


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Mae'r clwb yn cwrdd yn y Barri.", "Y Barri"),
        ("aethon nhw i'r Drenewydd", "Y Drenewydd"),
        ("yng Nghaernarfon", "Caernarfon"),
        ("o Gaerdydd i Lanelli", "Caerdydd"),
        ("ym Mhen-y-bont ar Ogwr", "Pen-y-bont ar Ogwr"),
        ("ym Mae Colwyn", "Bae Colwyn"),
        ("Mae Abertawe yn tyfu.", "Abertawe"),
        ("trigolion o Wynedd", "Gwynedd"),
        ("yn y gogledd, yng ngogledd Cymru", "Gogledd Cymru"),
        ("Bwrdd Iechyd Prifysgol Hywel Dda", "Hywel Dda"),
        ("drwy'r Fenni", "Y Fenni"),
        ("ledled Cymru, ac yn Nhreorci yn bennaf", "Treorci"),
        ("ar draws y Cymoedd", "y Cymoedd"),
        ("ysgolion yn Swansea", "Abertawe"),
    ],
)
def test_welsh(text: str, place: str) -> None:
    assert gazetteer.find(text, Lang.CY) == place


def test_every_council_is_of_a_place() -> None:
    for body in load():
        if body.kind == "council":
            assert any(place.kind == "area" for place in gazetteer.every(body.name_en, Lang.EN)), body.key
            assert any(place.kind == "area" for place in gazetteer.every(body.name_cy, Lang.CY)), body.key


def test_the_list_is_whole() -> None:
    assert len({english for english, _, kind, *_ in ROWS if kind == "town"}) >= 200
    for english, welsh, kind, *rest in ROWS:
        assert english and welsh and kind
        assert rest in ([], ["careful"])
        for name, lang in ((english, Lang.EN), (welsh, Lang.CY)):
            assert gazetteer.is_place(name, lang)
            before = "yn" if lang is Lang.CY else "in"
            assert gazetteer.find(f"{before} {name}.", lang), name


def test_what_is_a_place() -> None:
    assert gazetteer.is_place("Merthyr  Tydfil", Lang.EN)
    assert gazetteer.is_place("Y Barri", Lang.CY)
    assert not gazetteer.is_place("Merthyr Tydfil library", Lang.EN)
    assert gazetteer.is_country("Wales", Lang.EN)
    assert not gazetteer.is_country("Powys", Lang.EN)


@given(st.text(max_size=300), st.sampled_from(Lang))
def test_any_text(text: str, lang: Lang) -> None:
    found = list(gazetteer.every(text, lang))
    assert all(0 <= place.start < place.end <= len(text) for place in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@given(st.sampled_from([row for row in ROWS if len(row) == 3]), st.sampled_from(Lang))
def test_a_name_stands_where_it_is_found(row: list[str], lang: Lang) -> None:
    name = row[1] if lang is Lang.CY else row[0]
    text = f"There, in {name}, they met."
    bare = name.split(" ", 1)[1] if name.split()[0] in ("the", "y", "yr", "Y", "Yr") else name
    assert [text[place.start : place.end] for place in gazetteer.every(text, lang)] == [bare]


def test_time_grows_with_the_text() -> None:
    once = "A long day in Llandudno, for Barry and for the Valleys, and in no other place of Gwynedd. " * 50
    list(gazetteer.every(once, Lang.EN))
    start = perf_counter()
    list(gazetteer.every(once, Lang.EN))
    middle = perf_counter()
    list(gazetteer.every(once * 20, Lang.EN))
    assert perf_counter() - middle < max(60 * (middle - start), 0.5)
