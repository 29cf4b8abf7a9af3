"""The thesaurus: what it finds, and that its Welsh and English are spelt as dictionaries have them."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from corpus.codebook import Lang
from index.language.resources import thesaurus_data
from index.language.thesaurus import Name, Thesaurus, thesaurus
from index.language.words import analyser

DICTIONARY = Path(__file__).parents[2].parent / "shared" / "data" / "lexicon" / "hunspell_cy"
IDEAS = thesaurus_data()
NAMES = [Name(lang, text) for idea in IDEAS for lang in Lang for text in idea[lang]]


def others(text: str, lang: Lang) -> list[str]:
    return [name.text for name in thesaurus().equivalents(text.split(), lang)]


@pytest.mark.parametrize(
    ("asked", "lang", "found"),
    [
        ("co-production", "en", ["cyd-gynhyrchu"]),
        ("Coproduction", "en", ["cyd-gynhyrchu"]),
        ("co production", "en", ["cyd-gynhyrchu"]),
        ("co-produced", "en", ["cyd-gynhyrchu"]),
        ("chydgynhyrchu", "cy", ["co-production"]),
        ("wellbeing", "en", ["llesiant"]),
        ("well being", "en", ["llesiant"]),
        ("lesiant", "cy", ["well-being"]),
        ("local health boards", "en", ["bwrdd iechyd lleol"]),
        ("byrddau iechyd lleol", "cy", ["local health board"]),
        ("fwrdd gwasanaethau cyhoeddus", "cy", ["public services board"]),
        ("ofalwyr", "cy", ["carer"]),
        ("codes of practice", "en", ["cod ymarfer"]),
        ("pledge", "en", ["addewid", "promise"]),
        ("regulations", "en", ["rheoliadau"]),
        ("regulator", "en", ["rheoleiddiwr"]),
        ("social-care", "en", ["gofal cymdeithasol"]),
        ("byw’n annibynnol", "cy", ["independent living", "byw yn annibynnol"]),
        ("cynghorwyr", "cy", ["councillor"]),
        ("care of the", "en", []),
        ("llesiant", "en", []),
        ("well-being", "cy", []),
        ("", "en", []),
        ("-", "cy", []),
    ],
)
def test_a_name_finds_the_idea_s_other_names(asked: str, lang: str, found: list[str]) -> None:
    assert others(asked, Lang(lang)) == found


def test_every_name_finds_every_other_of_its_idea_and_not_itself() -> None:
    for idea in IDEAS:
        names = [Name(lang, text) for lang in Lang for text in idea[lang]]
        for name in names:
            found = thesaurus().equivalents(name.text.split(), name.lang)
            assert Counter(found) == Counter(names) - Counter([name])


def test_the_other_language_comes_first_and_each_name_says_its_language() -> None:
    found = thesaurus().equivalents(["deadline"], Lang.EN)
    assert [name.lang for name in found] == [Lang.CY, Lang.CY, Lang.EN]


def test_names_in_a_run_of_words_are_found_longest_first() -> None:
    words = ["social", "care", "for", "young", "carers", "and", "local", "health", "boards", "care"]
    found = [(known.start, known.end, known.others[0].text) for known in thesaurus().known(words, Lang.EN)]
    assert found == [
        (0, 2, "gofal cymdeithasol"),
        (3, 5, "gofalwr ifanc"),
        (6, 9, "bwrdd iechyd lleol"),
        (9, 10, "gofal"),
    ]
    assert list(thesaurus().known([], Lang.EN)) == []
    assert list(thesaurus().known(["xyzzy"] * 50, Lang.CY)) == []


def test_one_thesaurus_can_hold_what_another_does_not() -> None:
    small = Thesaurus([{"en": ["one thing"], "cy": ["un peth"]}])
    assert small.equivalents(["one", "things"], Lang.EN) == (Name(Lang.CY, "un peth"),)
    assert small.equivalents(["care"], Lang.EN) == ()


def test_there_are_enough_ideas_each_whole_and_each_name_belongs_to_one() -> None:
    assert len(IDEAS) >= 300
    assert all(idea["en"] and idea["cy"] for idea in IDEAS)
    assert all(set(idea) <= {"en", "cy", "doubtful"} for idea in IDEAS)
    assert all(name.text == " ".join(name.text.split()) and name.text for name in NAMES)
    spelt: dict[tuple[Lang, tuple[str, ...]], list[str]] = defaultdict(list)
    for name in NAMES:
        spelt[name.lang, analyser(name.lang).atoms(name.text)].append(name.text)
    assert [texts for texts in spelt.values() if len(texts) > 1] == []


def test_english_names_are_made_of_words_that_an_english_dictionary_has() -> None:
    from simplemma import is_known

    strange = {
        word
        for name in NAMES
        if name.lang is Lang.EN
        for word in re.findall(r"[^\W\d]+", name.text.replace("'s", ""))
        if not any(is_known(each, lang="en") for each in (word, word.lower()))
    }
    assert strange <= {"byelaw", "decarbonisation", "Llywydd", "neurodiversity", "NHS", "reablement", "Senedd", "socio"}


@pytest.mark.skipif(not DICTIONARY.is_dir(), reason=f"the Welsh spelling dictionary is not at {DICTIONARY}")
def test_welsh_names_are_spelt_as_the_spelling_dictionary_has_them() -> None:
    strange = {
        word
        for name in NAMES
        if name.lang is Lang.CY
        for word in re.findall(r"[^\W\d]+(?:-[^\W\d]+)*", re.sub(r"'(?:r|n|i|u)\b", "", name.text))
        if not all(_spelt(part) for part in word.split("-")) and not _spelt(word)
    }
    abbreviated = {"DU", "GIG"}
    official = {
        "ailalluogi",
        "cydlyniant",
        "cydnerthedd",
        "nwyon",
        "trafodiadau",
        "ynysigrwydd",
    }  # names in law and policy
    assert strange <= abbreviated | official


Affix = tuple[str, str, str, str, str]


@cache
def _dictionary() -> tuple[dict[str, str], list[Affix], list[Affix]]:
    """The words with their flags, and the affixes: flag, what it takes away and puts there, when, further flags."""
    words: dict[str, str] = {}
    for line in (DICTIONARY / "cy_GB.dic").read_text(encoding="utf-8-sig").splitlines()[1:]:
        word, _, flags = line.strip().partition("/")
        words[word] = words.get(word, "") + flags
    affixes: dict[str, list[Affix]] = {"PFX": [], "SFX": []}
    for line in (DICTIONARY / "cy_GB.aff").read_text(encoding="utf-8").splitlines():
        parts = line.split()
        if parts and parts[0] in affixes and parts[2:] and parts[2] not in {"Y", "N"}:
            put, _, more = parts[3].partition("/")
            when = parts[4] if len(parts) > 4 else "."
            affixes[parts[0]].append((parts[1], parts[2].replace("0", ""), put.replace("0", ""), when, more))
    return words, affixes["PFX"], affixes["SFX"]


def _spelt(word: str) -> bool:
    return any(
        _held(each, frozenset(flags))
        for form in {word, word.lower()}
        for each, flags in [(form, ""), *_without_prefix(form)]
    )


def _held(word: str, wanted: frozenset[str], depth: int = 0) -> bool:
    """Whether a word stands in the dictionary with all these flags, or is made with suffixes from one that does."""
    words, _, suffixes = _dictionary()
    flags = words.get(word)
    if flags is not None and wanted <= set(flags) and ("X" not in flags or "X" in wanted):
        return True
    if depth == 2:
        return False
    for flag, take, put, when, more in suffixes:
        if word.endswith(put) and len(word) > len(put):
            stem = word[: len(word) - len(put)] + take
            if re.search(f"{when}$", stem) and _held(stem, wanted - set(more) | {flag}, depth + 1):
                return True
    return False


def _without_prefix(word: str) -> Iterator[tuple[str, str]]:
    for flag, take, put, when, _ in _dictionary()[1]:
        if word.startswith(put):
            stem = take + word[len(put) :]
            if re.match(when, stem):
                yield stem, flag


@pytest.mark.skipif(not DICTIONARY.is_dir(), reason=f"the Welsh spelling dictionary is not at {DICTIONARY}")
@pytest.mark.parametrize(
    ("word", "right"),
    [("gwasanaethau", True), ("wasanaethau", True), ("cyhoeddus", True), ("gwasanaethua", False), ("cyhoedus", False)],
)
def test_the_check_of_spelling_is_no_formality(word: str, right: bool) -> None:
    assert _spelt(word) is right
