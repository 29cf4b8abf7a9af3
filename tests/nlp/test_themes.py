"""Themes: every one shows itself in both languages, and what only looks like one does not."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.codebook import POWER_LADDER, Lang, Theme
from corpus.types import ThemeFinding
from nlp import themes
from nlp.measuring.gold import read
from nlp.resources import table

STRAND = frozenset(Theme) - frozenset(POWER_LADDER)


def shown(text: str, lang: Lang = Lang.EN) -> set[Theme]:
    return {mark.theme for mark in themes.find(text, lang)}


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("theme", Theme)
def test_every_theme_is_defined_and_every_strong_cue_shows_it(theme: Theme, lang: Lang) -> None:
    assert len(themes.definition(theme, lang)) > 15
    rules = table("themes", lang)[theme.value]
    assert len(rules["strong"]) >= 3
    for cue in rules["strong"]:
        said = " ".join(word.split("/")[0] for word in cue.replace("*", "").split())
        found = shown(f"Xx {said} xx", lang)
        assert theme in found or (theme in POWER_LADDER and found & set(POWER_LADDER)), cue


@pytest.mark.parametrize("lang", Lang)
def test_every_list_of_words_is_used(lang: Lang) -> None:
    data = table("themes", lang)
    rules = [each for theme in Theme for each in data[theme.value].get("together", ())]
    named = {name.strip() for each in rules for name in each.replace(">", "+").split("+")}
    assert named == set(data["words"])


@pytest.mark.parametrize(
    "spelling",
    ["co-production", "coproduction", "Co production", "co\u2011produced", "co-\nproduction", "co\u00adproduction"],
)
def test_one_idea_many_spellings(spelling: str) -> None:
    assert Theme.CO_PRODUCTION in shown(f"They believe in {spelling} of services.")


@pytest.mark.parametrize("word", ["cydgynhyrchu", "cyd-gynhyrchu", "gydgynhyrchu", "chyd-gynhyrchu", "nghydgynhyrchu"])
def test_and_many_mutations(word: str) -> None:
    assert Theme.CO_PRODUCTION in shown(f"Maent yn credu mewn {word} gwasanaethau.", Lang.CY)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("The programme begins with what people can do rather than what they lack.", Theme.ASSETS),
        ("Retired joiners are asked to share what they know with others.", Theme.ASSETS),
        ("One adult in nine cares for a parent without pay.", Theme.CORE_ECONOMY),
        ("Carers told us that a week of respite a year is too little.", Theme.CORE_ECONOMY),
        ("People with the same condition meet each month to swap advice.", Theme.PEER_NETWORKS),
        ("New mothers are paired with women who have been through it.", Theme.PEER_NETWORKS),
        ("Those who are helped are asked to do something in return.", Theme.RECIPROCITY),
        ("Each member earns a credit for every hour.", Theme.RECIPROCITY),
        ("Let residents decide how a share of the budget is spent.", Theme.SHARED_POWER),
        ("Tenants should have an equal vote with councillors on the panel.", Theme.SHARED_POWER),
        ("Success should be judged by whether people are happier.", Theme.OUTCOMES),
        ("Ministers will measure the difference that the grant made to people's lives.", Theme.OUTCOMES),
        ("Every patient will be asked what matters to them and may choose who visits.", Theme.VOICE_AND_CONTROL),
        ("Nobody asked the residents where they would like to live.", Theme.VOICE_AND_CONTROL),
        ("The council and the health board must work together on housing.", Theme.DUTY_TO_COOPERATE),
        ("Neighbouring councils share staff and join forces on waste.", Theme.DUTY_TO_COOPERATE),
        ("Councils buy most placements from a handful of companies.", Theme.COMMISSIONING),
        ("Home care contracts should not be let by the minute.", Theme.COMMISSIONING),
        ("No scan should be ordered if it brings no benefit.", Theme.PRUDENT_HEALTHCARE),
        ("Many outpatient treatments are unnecessary.", Theme.PRUDENT_HEALTHCARE),
        ("Help must reach families before they reach crisis.", Theme.PREVENTION),
        ("The scheme keeps older people well and out of hospital.", Theme.PREVENTION),
        ("The chief executives must be held to account for the service.", Theme.GOVERNANCE_AND_DELIVERY),
        ("Merging councils will not of itself make them better run.", Theme.GOVERNANCE_AND_DELIVERY),
        ("The plan will track progress every quarter.", Theme.GOVERNANCE_AND_DELIVERY),
        ("We owe it to generations to come to think long term.", Theme.WELLBEING_OF_FUTURE_GENERATIONS),
        ("The board published its well-being objectives.", Theme.WELLBEING_OF_FUTURE_GENERATIONS),
        ("Each tender will give marks for apprenticeships.", Theme.SOCIAL_VALUE_AND_PROCUREMENT),
        ("More of our school food should be bought from local farms.", Theme.SOCIAL_VALUE_AND_PROCUREMENT),
        ("Nurses and social workers will form one team.", Theme.INTEGRATION_OF_CARE),
        ("Patients ready to go home wait weeks for a care package.", Theme.INTEGRATION_OF_CARE),
        ("When the river rose the village looked after its own.", Theme.COMMUNITY_RESILIENCE),
        ("Residents took over the village hall and run it themselves.", Theme.COMMUNITY_RESILIENCE),
        ("The council must tell tenants when the works begin.", Theme.INFORM),
        ("Officers asked tenants for their views.", Theme.CONSULT),
        ("Two unpaid carers will sit on the board.", Theme.INVOLVE),
        ("The leaflet was written by patients and drawn up with carers.", Theme.CO_DESIGN),
        ("The service was designed and delivered with the people who use it.", Theme.CO_PRODUCE),
        ("Tenants are seen as contributors and not as a burden.", Theme.ASSETS),
        ("Grandmothers do most of the childcare without a wage.", Theme.CORE_ECONOMY),
        ("Those who were helped went on to help others.", Theme.RECIPROCITY),
        ("Residents will vote on which schemes get the grant.", Theme.SHARED_POWER),
        ("The patient's wishes must be recorded and respected.", Theme.VOICE_AND_CONTROL),
        ("Staff put the child at the centre.", Theme.VOICE_AND_CONTROL),
        ("The two police forces share intelligence with the councils.", Theme.DUTY_TO_COOPERATE),
        ("The fees that councils pay to care homes are too low.", Theme.COMMISSIONING),
        ("See the pharmacist instead of a doctor for a minor ailment.", Theme.PRUDENT_HEALTHCARE),
        ("Half of these amputations could have been avoided.", Theme.PREVENTION),
        ("The programme is behind schedule.", Theme.GOVERNANCE_AND_DELIVERY),
        ("Her story had to be told over and over.", Theme.INTEGRATION_OF_CARE),
        ("Villagers saved the chapel and raised the money for its roof.", Theme.COMMUNITY_RESILIENCE),
        ("The council shall publish the map on its website.", Theme.INFORM),
        ("Parents were asked which site they preferred.", Theme.CONSULT),
        ("Two care leavers were appointed to the advisory panel.", Theme.INVOLVE),
        ("Patients helped to draft the charter.", Theme.CO_DESIGN),
        ("Members and staff plan the club together and run it together.", Theme.CO_PRODUCE),
        ("We must stop seeing pensioners as a cost.", Theme.ASSETS),
        ("She gave up her job to look after a disabled relative.", Theme.CORE_ECONOMY),
        ("The café is run by former patients.", Theme.PEER_NETWORKS),
        ("Members give something back by cooking for the rest.", Theme.RECIPROCITY),
        ("Tenants hold a majority on the board.", Theme.SHARED_POWER),
        ("We shall ask each family whether things have improved for them.", Theme.OUTCOMES),
        ("Fire and police are to share control rooms.", Theme.DUTY_TO_COOPERATE),
        ("Care homes have handed their contracts back.", Theme.COMMISSIONING),
        ("Half of the follow-ups could be dropped without anyone being the worse.", Theme.PRUDENT_HEALTHCARE),
        ("The duty helps families who are threatened with eviction.", Theme.PREVENTION),
        ("Ministers will take powers to act when a board fails.", Theme.GOVERNANCE_AND_DELIVERY),
        (
            "What suits the next election is seldom right for the next generation.",
            Theme.WELLBEING_OF_FUTURE_GENERATIONS,
        ),
        ("No contract may be let on cost alone.", Theme.SOCIAL_VALUE_AND_PROCUREMENT),
        ("Nurses and housing staff will be managed as a single service.", Theme.INTEGRATION_OF_CARE),
        ("When the shop shut, villagers opened their own shop.", Theme.COMMUNITY_RESILIENCE),
        ("Tenants must have six months' notice of any change.", Theme.INFORM),
        ("The draft is open for comment until May.", Theme.CONSULT),
        ("Blind passengers tried the trains before they were bought.", Theme.INVOLVE),
        ("The film was planned by disabled people and staff, who started with a blank sheet.", Theme.CO_DESIGN),
    ],
)
def test_themes_in_plain_words(text: str, theme: Theme) -> None:
    assert theme in shown(text)


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Mae gan bawb yn y cwm rywbeth i'w gynnig.", Theme.ASSETS),
        ("Bydd seibiant ar gael i bob gofalwr.", Theme.CORE_ECONOMY),
        ("Bydd cleifion yn cefnogi ei gilydd bob wythnos.", Theme.PEER_NETWORKS),
        ("Cewch un credyd am bob awr, a chewch ei wario fel y mynnoch.", Theme.RECIPROCITY),
        ("Dylid trosglwyddo grym i bobl leol.", Theme.SHARED_POWER),
        ("Rhaid mesur y gwahaniaeth a wneir i fywydau.", Theme.OUTCOMES),
        ("Bydd pobl hŷn yn dewis pwy sy'n dod i'r tŷ.", Theme.VOICE_AND_CONTROL),
        ("Estynnir taliadau uniongyrchol i ragor o bobl.", Theme.VOICE_AND_CONTROL),
        ("Rhaid i gynghorau gydweithredu â'r heddlu.", Theme.DUTY_TO_COOPERATE),
        ("Mae'r cynghorau'n prynu gofal gan chwe chwmni.", Theme.COMMISSIONING),
        ("Ni ddylid cynnig triniaeth ddiangen i neb.", Theme.PRUDENT_HEALTHCARE),
        ("Rhaid cynnig help cyn i bethau waethygu.", Theme.PREVENTION),
        ("Bydd yn atal plant rhag mynd i ofal.", Theme.PREVENTION),
        ("Mae'r cynghorau i uno yn 2030.", Theme.GOVERNANCE_AND_DELIVERY),
        ("Dylid dwyn y bwrdd i gyfrif am ei berfformiad a'i lywodraethu.", Theme.GOVERNANCE_AND_DELIVERY),
        ("Cyhoeddodd y corff ei amcanion llesiant.", Theme.WELLBEING_OF_FUTURE_GENERATIONS),
        ("Bydd mwy o gontractau yn mynd i fusnesau bach.", Theme.SOCIAL_VALUE_AND_PROCUREMENT),
        ("Bydd nyrsys a gweithwyr cymdeithasol yn un tîm.", Theme.INTEGRATION_OF_CARE),
        ("Pobl leol sy'n rhedeg y siop gymunedol.", Theme.COMMUNITY_RESILIENCE),
        ("Rhaid i'r cyngor roi gwybod i denantiaid.", Theme.INFORM),
        ("Gofynnwyd i rieni am eu barn.", Theme.CONSULT),
        ("Bydd pobl anabl yn aelodau llawn o'r bwrdd.", Theme.INVOLVE),
        ("Lluniwyd y canllaw ar y cyd â gofalwyr.", Theme.CO_DESIGN),
        ("Cafodd y cynllun ei gydgynhyrchu â chleifion.", Theme.CO_PRODUCE),
        ("Mae gan drigolion y cwm gyfoeth o brofiad.", Theme.ASSETS),
        ("Pleidleisiodd tenantiaid ar ba brosiectau i'w hariannu.", Theme.SHARED_POWER),
        ("Dylai'r plentyn fod wrth galon y gwaith.", Theme.VOICE_AND_CONTROL),
        ("Gellid osgoi llawer o'r marwolaethau hyn.", Theme.PREVENTION),
        ("Cyhoeddir data perfformiad bob mis.", Theme.GOVERNANCE_AND_DELIVERY),
        ("Daeth y pentrefwyr ynghyd i achub y siop.", Theme.COMMUNITY_RESILIENCE),
        ("Penodwyd dau denant i'r panel.", Theme.INVOLVE),
        ("Helpodd disgyblion i ysgrifennu'r polisi.", Theme.CO_DESIGN),
    ],
)
def test_themes_in_plain_welsh(text: str, theme: Theme) -> None:
    assert theme in shown(text, Lang.CY)


@pytest.mark.parametrize(
    ("text", "lang", "not_this"),
    [
        ("A co-produced film won the prize.", Lang.EN, Theme.CO_PRODUCTION),
        ("Heat is a by-product of the works.", Lang.EN, Theme.CO_PRODUCTION),
        ("It was co-produced with the BBC.", Lang.EN, Theme.CO_PRODUCTION),
        ("The six-part drama is co-produced with a Danish broadcaster.", Lang.EN, Theme.CO_PRODUCTION),
        ("The power station stands by the sea.", Lang.EN, Theme.SHARED_POWER),
        ("Asset management saves money.", Lang.EN, Theme.ASSETS),
        ("Members spoke of co-production for an hour.", Lang.EN, Theme.CO_PRODUCE),
        ("Participatory budgeting is on trial.", Lang.EN, Theme.CO_PRODUCE),
        ("Six members voted against the plan for residents' power.", Lang.EN, Theme.SHARED_POWER),
        ("The figures are published at https://example.org, the website of the board.", Lang.EN, Theme.INFORM),
        ("The milk is delivered and the weather reported before seven.", Lang.EN, Theme.GOVERNANCE_AND_DELIVERY),
        ("The outcome of the vote was close.", Lang.EN, Theme.OUTCOMES),
        ("A GCSE candidate is sure of good outcomes.", Lang.EN, Theme.OUTCOMES),
        ("Fraud prevention is for the banks.", Lang.EN, Theme.PREVENTION),
        ("The prevention of terrorism is reserved.", Lang.EN, Theme.PREVENTION),
        ("A peer review was held.", Lang.EN, Theme.PEER_NETWORKS),
        ("The GP consultation took ten minutes.", Lang.EN, Theme.CONSULT),
        ("Voice recognition software was bought.", Lang.EN, Theme.VOICE_AND_CONTROL),
        ("The commissioning of a new boiler is delayed.", Lang.EN, Theme.COMMISSIONING),
        ("The Minister commissioned a report on buses.", Lang.EN, Theme.COMMISSIONING),
        ("A reciprocal tax agreement was signed.", Lang.EN, Theme.RECIPROCITY),
        ("He took voluntary redundancy.", Lang.EN, Theme.CORE_ECONOMY),
        ("Integrated ticketing will come to the trains.", Lang.EN, Theme.INTEGRATION_OF_CARE),
        ("The cyber resilience of communities is a worry.", Lang.EN, Theme.COMMUNITY_RESILIENCE),
        ("It was prudent to keep reserves.", Lang.EN, Theme.PRUDENT_HEALTHCARE),
        ("We represent people who have been waiting for years.", Lang.EN, Theme.ASSETS),
        ("Councils look after children in care.", Lang.EN, Theme.CORE_ECONOMY),
        ("The right to buy council houses has ended.", Lang.EN, Theme.SHARED_POWER),
        ("Welsh steel is sold abroad.", Lang.EN, Theme.SOCIAL_VALUE_AND_PROCUREMENT),
        ("The longer term is as uncertain as the short term.", Lang.EN, Theme.WELLBEING_OF_FUTURE_GENERATIONS),
        ("We will manage invasive squirrels effectively.", Lang.EN, Theme.GOVERNANCE_AND_DELIVERY),
        ("Ffilm a gydgynhyrchwyd yn Abertawe.", Lang.CY, Theme.CO_PRODUCTION),
        ("Daeth y Rheoliadau i rym ddoe.", Lang.CY, Theme.SHARED_POWER),
        ("Cafodd y Cyfarfod Llawn ei atal dros dro.", Lang.CY, Theme.PREVENTION),
        ("Cyhoeddir canlyniadau'r etholiad yfory.", Lang.CY, Theme.OUTCOMES),
        ("Mae'r bwyd yn cynnwys pobl y pentref yn y llun.", Lang.CY, Theme.INVOLVE),
        ("Comisiynydd Plant Cymru sydd i ateb.", Lang.CY, Theme.COMMISSIONING),
    ],
)
def test_look_alikes(text: str, lang: Lang, not_this: Theme) -> None:
    assert not_this not in shown(text, lang)


def test_our_own_sentences_stay_read() -> None:
    """The lists were written with these in sight: a floor, and no measure of how well other texts are read."""
    found = told = both = rungs = right = 0
    for document in read(Path(__file__).parents[2] / "training" / "own-themes-en.jsonl"):
        for unit in document.units:
            marks = shown(document.source.passages[unit.passage].text)
            both += len(marks & unit.themes & STRAND)
            found += len(marks & STRAND)
            told += len(unit.themes & STRAND)
            rung = max(marks & set(POWER_LADDER), key=POWER_LADDER.index, default=None)
            rungs += rung is not None or unit.sharing is not None
            right += rung is not None and rung == unit.sharing
    assert both / found >= 0.88
    assert both / told >= 0.88
    assert right / rungs >= 0.8


@pytest.mark.parametrize(
    "text",
    [
        "The A55 will be resurfaced between junctions 12 and 15.",
        "The regulations come into force on 1 April.",
        "Members agreed the minutes and the Chair closed the meeting.",
        "Two lorries collided near Builth.",
        "Planning permission was refused because of the effect on neighbouring property.",
        "The Bill reached Stage 2 in May.",
    ],
)
def test_plain_business_shows_nothing(text: str) -> None:
    assert shown(text) == set()


def test_only_the_highest_rung_of_the_ladder() -> None:
    found = shown("After a public consultation the plan was co-designed and an information campaign was held.")
    assert found & set(POWER_LADDER) == {Theme.CO_DESIGN}


def test_one_weak_word_is_not_enough_and_two_must_share_a_sentence() -> None:
    assert Theme.COMMISSIONING not in shown("The market was busy.")
    assert Theme.COMMISSIONING in shown("Tenders from many providers came in.")
    assert Theme.COMMISSIONING not in shown("Tenders came in. The providers were many.")


def test_what_speaks_against_a_theme_counts_in_its_own_sentence_only() -> None:
    assert Theme.CO_PRODUCTION in shown("The plan was co-produced. A film was shown.")
    assert Theme.CO_PRODUCTION not in shown("The plan was shown. A film was co-produced.")


def test_words_that_show_a_theme_together_must_be_near() -> None:
    assert Theme.INFORM in shown("We will tell parents.")
    assert Theme.INFORM not in shown(
        "We will tell nobody before the committee has met and the report is out, parents or not."
    )


def test_a_mark_says_every_word_it_rests_on() -> None:
    text = "Nurses, therapists and social workers will share one office."
    mark = next(mark for mark in themes.find(text, Lang.EN) if mark.theme is Theme.INTEGRATION_OF_CARE)
    said = [text[start:end].lower() for start, end in mark.stretches]
    assert mark.rule == "theme-integration-of-care-together"
    assert "social workers" in said
    assert (mark.start, mark.end) == mark.stretches[0]


def test_a_theme_is_quoted_where_its_words_stand(tag) -> None:  # type: ignore[no-untyped-def]
    found = [each for each in tag("Nothing here.", "They run a time bank.") if isinstance(each, ThemeFinding)]
    assert [(each.theme, each.quote, each.passage) for each in found] == [(Theme.CORE_ECONOMY, "time bank", 1)]


WORDS = [
    "unpaid carers",
    "people\u2019s strengths",
    "cyd-ddylunio",
    "'n cynnwys pobl",
    "tell",
    "parents",
    "health board",
]
ODD = [
    "co\u00adproduction",
    "preven\u00adtion",
    "\u0130",
    "ß",
    "\u200b",
    "\u202e",
    "e\u0301",
    " ",
    ". ",
    "\n\n",
    "-",
    "’",
]
PIECES = st.sampled_from([*WORDS, *ODD])
TEXTS = st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=14).map("".join))


@given(TEXTS, st.sampled_from(Lang))
def test_stretches_lie_in_the_text_and_begin_and_end_with_a_word(text: str, lang: Lang) -> None:
    for mark in themes.find(text, lang):
        assert 0 < mark.confidence <= 0.95
        for start, end in mark.stretches:
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            assert end == len(text) or not text[end].isalnum()


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u2060"])
def test_characters_that_nobody_sees_change_nothing(unseen: str) -> None:
    text = f"\u0130{unseen}ß they be{unseen}lieve in preven{unseen}tion{unseen} here"
    (mark,) = themes.find(text, Lang.EN)
    assert text[mark.start : mark.end] == f"preven{unseen}tion"


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(
    "hostile",
    [
        "people ",
        "tell parents ",
        "health board council joint ",
        "co-",
        "pobl ",
        "iechyd gofal ",
        "a" * 50,
        "x. ",
        "'",
        "\u00ad",
        "contract provider ",
        "co-produced by-product ",
        "cydgynhyrchu sgil-gynnyrch ",
    ],
)
def test_long_hostile_text_takes_time_in_proportion(lang: Lang, hostile: str) -> None:
    def seconds(length: int) -> float:
        text = (hostile * (length // len(hostile) + 1))[:length]
        begin = time.process_time()
        themes.find(text, lang)
        return time.process_time() - begin

    seconds(1_000)
    short = max(min(seconds(12_500) for _ in range(3)), 0.002)
    long = min(seconds(100_000) for _ in range(2))  # the collector of garbage may run in one of them
    assert long < 40 * short
