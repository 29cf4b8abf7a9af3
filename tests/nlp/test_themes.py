"""Themes: every one shows itself in both languages, and what only looks like one does not."""

import pytest

from corpus.codebook import POWER_LADDER, Lang, Theme
from corpus.types import ThemeFinding
from nlp import themes
from nlp.resources import table


def shown(text: str, lang: Lang = Lang.EN) -> set[Theme]:
    return {mark.theme for mark in themes.find(text, lang)}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("theme", Theme)
def test_every_theme_is_defined_and_every_strong_cue_shows_it(theme: Theme, lang: Lang) -> None:
    assert len(themes.definition(theme, lang)) > 15
    rules = table("themes", lang)[theme.value]
    assert len(rules["strong"]) >= 3
    for cue in rules["strong"]:
        found = shown(f"xx {cue.replace('*', '')} xx", lang)
        assert theme in found or (theme in POWER_LADDER and found & set(POWER_LADDER)), cue


@pytest.mark.parametrize(
    "spelling", ["co-production", "coproduction", "Co production", "co\u2011produced", "co-\nproduction"]
)
def test_one_idea_many_spellings(spelling: str) -> None:
    assert Theme.CO_PRODUCTION in shown(f"They believe in {spelling} of services.")


@pytest.mark.parametrize("word", ["cydgynhyrchu", "cyd-gynhyrchu", "gydgynhyrchu", "chyd-gynhyrchu", "nghydgynhyrchu"])
def test_and_many_mutations(word: str) -> None:
    assert Theme.CO_PRODUCTION in shown(f"Maent yn credu mewn {word} gwasanaethau.", Lang.CY)


@pytest.mark.parametrize(
    ("text", "lang", "not_this"),
    [
        ("A co-produced film won the prize.", Lang.EN, Theme.CO_PRODUCTION),
        ("Heat is a by-product of the works.", Lang.EN, Theme.CO_PRODUCTION),
        ("It was co-produced with the BBC.", Lang.EN, Theme.CO_PRODUCTION),
        ("The power station stands by the sea.", Lang.EN, Theme.SHARED_POWER),
        ("Asset management saves money.", Lang.EN, Theme.ASSETS),
        ("The outcome of the vote was close.", Lang.EN, Theme.OUTCOMES),
        ("Fraud prevention is for the banks.", Lang.EN, Theme.PREVENTION),
        ("A peer review was held.", Lang.EN, Theme.PEER_NETWORKS),
        ("The GP consultation took ten minutes.", Lang.EN, Theme.CONSULT),
        ("Ffilm a gydgynhyrchwyd yn Abertawe.", Lang.CY, Theme.CO_PRODUCTION),
        ("Daeth y Rheoliadau i rym ddoe.", Lang.CY, Theme.SHARED_POWER),
    ],
)
def test_look_alikes(text: str, lang: Lang, not_this: Theme) -> None:
    assert not_this not in shown(text, lang)


def test_only_the_highest_rung_of_the_ladder() -> None:
    found = shown("After a public consultation the plan was co-designed and an information campaign was held.")
    assert found & set(POWER_LADDER) == {Theme.CO_DESIGN}


def test_one_weak_word_is_not_enough() -> None:
    assert Theme.COMMISSIONING not in shown("The market was busy.")
    assert Theme.COMMISSIONING in shown("Tenders from many providers came in.")


def test_a_theme_is_quoted_where_its_words_stand(tag) -> None:  # type: ignore[no-untyped-def]
    found = [each for each in tag("Nothing here.", "They run a time bank.") if isinstance(each, ThemeFinding)]
    assert [(each.theme, each.quote, each.passage) for each in found] == [(Theme.CORE_ECONOMY, "time bank", 1)]
