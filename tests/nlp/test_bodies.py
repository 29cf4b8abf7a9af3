"""The public bodies: the list is whole, and names are found through case, aliases and mutations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import bodies
from corpus.codebook import Lang


def test_the_list_is_whole() -> None:
    kinds = [body.kind for body in bodies.load()]
    assert kinds.count("council") == 22
    assert kinds.count("health-board") == 7
    for body in bodies.load():
        assert body.name_en and body.name_cy and body.kind
        assert body.founded is None or body.ended is None or body.founded < body.ended
        for lang in Lang:
            assert bodies.find(body.name(lang), lang) is not None, body.key


@pytest.mark.parametrize(
    ("text", "lang", "key"),
    [
        ("the WELSH ASSEMBLY GOVERNMENT said", Lang.EN, "welsh-government"),
        ("gan Lywodraeth Cymru", Lang.CY, "welsh-government"),
        ("i Weinidogion Cymru", Lang.CY, "welsh-government"),
        ("Chyngor Sir Gaerfyrddin", Lang.CY, "carmarthenshire-council"),
        ("yng Nghyngor Caerdydd", Lang.CY, "cardiff-council"),
        ("each local authority", Lang.EN, "local-authorities"),
        ("the Future Generations Commissioner for Wales", Lang.EN, "future-generations-commissioner"),
        ("Betsi Cadwaladr University Health Board", Lang.EN, "betsi-cadwaladr-health-board"),
        ("a PSB met", Lang.EN, "public-services-boards"),
    ],
)
def test_names_found(text: str, lang: Lang, key: str) -> None:
    found = bodies.find(text, lang)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize(
    ("text", "lang"),
    [("nobody at all", Lang.EN), ("cadw llygad ar y llais", Lang.CY), ("a psb file", Lang.EN), ("", Lang.EN)],
)
def test_words_that_are_not_names(text: str, lang: Lang) -> None:
    assert bodies.find(text, lang) is None


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


@given(st.text(max_size=200), st.sampled_from(Lang))
def test_any_text(text: str, lang: Lang) -> None:
    found = bodies.find(text, lang)
    assert found is None or found is bodies.by_key()[found.key]
