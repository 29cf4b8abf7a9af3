"""What Welsh words are found by: mutations undone, inflected forms joined, other words left alone."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import Lang
from index.language.measuring import Figures, MarkedWord, measure_mutations, read_treebank
from index.language.mutations import Mutations
from index.language.resources import fingerprint, language_data
from index.language.words import Word, analyser

TREEBANK = Path(__file__).parents[2].parent / "shared" / "data" / "welsh" / "ud_welsh_ccg"
TABLES = language_data(Lang.CY)["mutations"]


def analysed(raw: str, lang: Lang = Lang.CY) -> Word:
    (word,) = analyser(lang).words(raw)
    return word


def finds(query: str, written: str) -> bool:
    wanted = {form for form, _ in analysed(query).wanted}
    return any(term.text in wanted for term in analysed(written).terms)


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("gwasanaeth", "gwasanaethau wasanaeth wasanaethau ngwasanaethau"),
        ("gwasanaethau", "gwasanaeth wasanaethau"),
        ("cynllun", "cynlluniau gynllun gynlluniau chynlluniau nghynllun"),
        ("darparu", "ddarparu darperir ddarperir darparwyd ddarparwyd darparodd"),
        ("darperir", "darparu ddarparwyd"),
        ("pwyllgor", "pwyllgorau bwyllgor phwyllgorau mhwyllgor"),
        ("rhaglen", "rhaglenni raglen raglenni"),
        ("llesiant", "lesiant"),
        ("plentyn", "plant blant phlant"),
        ("corff", "cyrff gorff chyrff"),
        ("tŷ", "tai dŷ thŷ dai"),
        ("awdurdod", "awdurdodau hawdurdod"),
        ("cymuned", "cymunedau gymunedau chymunedau nghymunedau"),
        ("argymhelliad", "argymhellion"),
        ("cynghorydd", "cynghorwyr gynghorwyr"),
        ("cyd-gynhyrchu", "gydgynhyrchu chyd-gynhyrchwyd cydgynhyrchir"),
        ("Caerdydd", "Nghaerdydd Gaerdydd Chaerdydd"),
        ("gŵyl", "ŵyl"),
    ],
)
def test_a_word_is_found_in_its_forms(word: str, forms: str) -> None:
    assert [form for form in forms.split() if not finds(word, form)] == []


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("tal", "dal dalfa"),
        ("ci", "chi"),
        ("can", "gan"),
        ("dod", "nod"),
        ("call", "gall gallu"),
        ("bae", "mae"),
        ("bodd", "modd"),
        ("tŷ", "dy ty'r"),
        ("cymuno", "cymuned cymunedau"),
        ("bod", "oedd yw bydd"),
        ("gwasanaeth", "gwas"),
    ],
)
def test_a_word_is_not_found_in_words_that_only_look_like_its_forms(word: str, others: str) -> None:
    found = [other for other in others.split() if "'" not in other and finds(word, other)]
    assert found == []


def test_accents_tell_words_apart_when_they_are_written() -> None:
    assert finds("cân", "gân")
    assert finds("tŷ", "dŷ")
    assert finds("ty", "tŷ")
    assert finds("tŷ", "ty")


def test_what_is_written_counts_for_more_than_what_it_may_be_a_form_of() -> None:
    for raw in ("wasanaethau", "nghydgynhyrchu", "cynlluniau", "dai"):
        (written, most), *others = analysed(raw).wanted
        assert (written, most) == (raw, 1.0)
        assert others
        assert all(0 < weight < most for _, weight in others)


@given(
    letters=st.text("aeio", min_size=1, max_size=6),
    radical=st.sampled_from([*TABLES["soft"], *TABLES["nasal"], *TABLES["aspirate"]]),
    kind=st.sampled_from(["soft", "nasal", "aspirate"]),
)
def test_a_word_that_no_dictionary_has_is_found_in_every_mutation(letters: str, radical: str, kind: str) -> None:
    mutated = TABLES[kind].get(radical, radical)
    assert finds(f"{radical}{letters}xq", f"{mutated}{letters}xq")


@given(st.text(alphabet="abcdefghilmnoprstuwyŷâ", min_size=1, max_size=14))
def test_a_word_is_found_by_itself_and_never_twice(text: str) -> None:
    word = analysed(text)
    forms = [form for form, _ in word.wanted]
    assert len(forms) == len(set(forms))
    assert not forms or word.wanted[0][1] == 1.0
    assert {term.text for term in word.terms if not term.radical} <= set(forms)


@given(
    parts=st.lists(st.text("abcdefghijklmnoprstuwy", min_size=2, max_size=8), min_size=2, max_size=3),
    hyphen=st.sampled_from(["-", "‐", "\u2011", "–", "\u00ad", "-\n", "- \n  ", "\u00ad\u200b"]),
    lang=st.sampled_from(Lang),
)
def test_a_hyphen_of_any_kind_makes_one_word(parts: list[str], hyphen: str, lang: Lang) -> None:
    joined = analyser(lang).words("".join(parts))
    (word,) = analyser(lang).words(hyphen.join(parts))
    assert {form for form, _ in word.wanted} == {form for each in joined for form, _ in each.wanted}


@given(
    stem=st.text("abcdefghijklmnoprstuvwy", min_size=1, max_size=8),
    quote=st.sampled_from("’‘ʼ`´"),
    ending=st.sampled_from(["s", "t", "re"]),
)
def test_a_curly_quote_is_a_straight_one(stem: str, quote: str, ending: str) -> None:
    for lang in Lang:
        straight, curly = (analyser(lang).words(f"{stem}{each}{ending}") for each in ("'", quote))
        assert [word.wanted for word in straight] == [word.wanted for word in curly]


def test_undoing_gives_every_way_and_no_other() -> None:
    undo = Mutations(TABLES).radicals
    assert undo("nghymru") == ["cymru"]
    assert undo("fath") == ["bath", "math"]
    assert set(undo("lan")) == {"llan", "glan"}
    assert undo("hamcan") == ["amcan"]
    assert undo("ffordd") == undo("llais") == undo("rhaid") == undo("sir") == []


def test_other_rules_or_another_dictionary_make_another_index(monkeypatch: pytest.MonkeyPatch) -> None:
    now = fingerprint.__wrapped__()
    assert now == fingerprint()
    monkeypatch.setattr("index.language.lexicon.version", lambda: "another")
    assert fingerprint.__wrapped__() != now


def test_the_figures_count_what_they_say() -> None:
    rows = [
        MarkedWord("wasanaethau", "gwasanaeth", "NOUN", "SM"),  # found by gwasanaethau
        MarkedWord("Nghymru", "Cymru", "PROPN", "NM"),  # found
        MarkedWord("dal", "tal", "ADJ", "SM"),  # not found: taken for "dal", to hold
        MarkedWord("gynlluniau", "gynlluniau", "NOUN", ""),  # marked as a word of its own: damaged, and misled
        MarkedWord("cynlluniau", "cynllun", "NOUN", ""),  # found by its dictionary form
        MarkedWord("cynlluniau", "cynlluniau", "NOUN", ""),  # misled
        MarkedWord("oedd", "bod", "VERB", ""),  # not joined on purpose
        MarkedWord("mae", "bod", "VERB", ""),  # a stop word
        MarkedWord("canu", "canu", "VERB", ""),
        MarkedWord("cân", "cân", "NOUN", ""),  # misled: the dictionary has it as a form of "canu"
        MarkedWord(".", ".", "PUNCT", ""),
    ]
    assert measure_mutations(rows) == Figures(
        mutated=3, found=2, unmutated=6, damaged=1, inflected=1, by_lemma=1, misled=3
    )
    assert measure_mutations([]) == Figures(0, 0, 0, 0, 0, 0, 0)
    assert measure_mutations([]).found_share == 0.0


def test_a_treebank_is_read(tmp_path: Path) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(
        "# text = Yng Nghymru\n1-2\tYngNghymru\t_\t_\t_\t_\t_\t_\t_\t_\n"
        "1\tYng\tyn\tADP\tprep\t_\t2\tcase\t_\t_\n2\tNghymru\tCymru\tPROPN\tplace\tGender=Fem|Mutation=NM\t0\troot\t_\t_\n\n",
        encoding="utf-8",
    )
    assert list(read_treebank(path)) == [
        MarkedWord("Yng", "yn", "ADP", ""),
        MarkedWord("Nghymru", "Cymru", "PROPN", "NM"),
    ]


@pytest.mark.skipif(not TREEBANK.is_dir(), reason=f"the Welsh treebank is not at {TREEBANK}")
def test_on_real_welsh_mutated_words_are_found_and_others_left_alone() -> None:
    rows = [row for path in sorted(TREEBANK.glob("*.conllu")) for row in read_treebank(path)]
    figures = measure_mutations(rows)
    assert figures.mutated > 6_000
    assert figures.found_share >= 0.97
    assert figures.damaged_per_thousand <= 1.0
    assert figures.by_lemma_share >= 0.85
    assert figures.misled_per_thousand <= 15
