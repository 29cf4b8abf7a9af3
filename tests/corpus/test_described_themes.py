"""The codebook of themes is one, though it is told in several places."""

import tomllib
from pathlib import Path

import pytest

from corpus import wording
from corpus.codebook import POWER_LADDER, Lang, Theme
from corpus.language import use
from corpus.themes import Group, described

DATA = Path(__file__).parents[2] / "nlp" / "data"


def test_every_theme_is_described_in_the_order_of_the_codebook() -> None:
    assert [each.theme for each in described()] == list(Theme)
    assert all(each.definition_en and each.definition_cy for each in described())


@pytest.mark.parametrize("lang", Lang)
def test_definitions_are_those_of_the_vocabulary_that_finds_the_theme(lang: Lang) -> None:
    held = tomllib.loads((DATA / lang / "themes.toml").read_text(encoding="utf-8"))
    for each in described():
        told = each.definition_cy if lang is Lang.CY else each.definition_en
        assert told == held[each.theme]["definition"], each.theme


@pytest.mark.parametrize("lang", Lang)
def test_names_are_those_that_the_app_uses(lang: Lang) -> None:
    use(lang)
    for each in described():
        assert (each.name_cy if lang is Lang.CY else each.name_en) == wording.name(each.theme)


def test_the_ladder_of_power_is_a_group() -> None:
    assert tuple(each.theme for each in described() if each.group is Group.POWER) == POWER_LADDER
