"""Reports of doing: their state, who did it, the day they tell of, and what is none."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind, ProgressState
from corpus.types import Passage, TaggedSource, lay_out
from nlp.context import contexts
from nlp.progress import past_dates
from nlp.progress.finding import Progress, find_in

WRITTEN = date(2024, 3, 10)
_PUBLISHERS = {Lang.EN: "Welsh Government", Lang.CY: "Llywodraeth Cymru"}


def read(
    text: str,
    lang: Lang = Lang.EN,
    kind: DocumentKind = DocumentKind.STATEMENT,
    publisher: str | None = None,
    passage: PassageKind = PassageKind.PARAGRAPH,
) -> list[Progress]:
    named = _PUBLISHERS[lang] if publisher is None else publisher
    source = TaggedSource("A title", lang, kind, lay_out([Passage(text, 0, 0, kind=passage)]), WRITTEN, named)
    if not source.passages:
        return []
    return find_in(source.passages[0], source, next(contexts(source)))


def state(text: str, lang: Lang = Lang.EN) -> str:
    found = read(text, lang)
    return found[0].state.value if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "Of the twelve beds that were promised, none had opened by May 2025.",
        "None of the promised beds had opened by May 2025.",
        "No new hubs have been opened by the Welsh Government.",
        "Neither strategy was published.",
    ],
)
def test_what_none_did_was_not_done(text: str) -> None:
    assert state(text) in {"", "delayed"}


def test_a_no_of_another_clause_leaves_what_was_done() -> None:
    assert state("There was no delay, and we have opened the hubs.") == "done"


@pytest.mark.parametrize(
    "text",
    [
        "The new library in Mold opened its doors in April.",
        "We trebled the grant to food cooperatives in September.",
        "A steering group has been set up, chaired by the Chief Scientist.",
        "More than 300 nurses were recruited in the first phase.",
        "I laid the regulations before the Senedd on 4 March.",
        "All seven health boards have signed the memorandum.",
        "The bypass is now complete.",
        "We have digitally archived 4,000 maps.",
        "All six trusts now run an evening clinic.",
        "Two of the three depots are open.",
        "I have been able to release a further £2 million.",
        "The tramway went live in May and admitted its first passengers.",
        "I have responsibility for parcels and have published a map.",
    ],
)
def test_what_was_done(text: str) -> None:
    assert state(text) == "done"


@pytest.mark.parametrize(
    "text",
    [
        "The review of ferry services is well under way.",
        "Officials are drawing up the terms of reference.",
        "Building work has started on the second phase.",
        "The health board is in the process of appointing a director.",
        "The new form is being tested in two counties.",
        "We have been exploring a shared register with the councils.",
        "Dredging of the harbour began last week.",
        "We continue to test the form with farmers.",
        "Recruitment continues in the north.",
        "The team is currently sorting the replies.",
        "The tramway Bill is making its way through the Senedd.",
        "We are consulting on a code that will cover ferries.",
    ],
)
def test_what_is_under_way(text: str) -> None:
    assert state(text) == "under-way"


@pytest.mark.parametrize(
    "text",
    [
        "Publication of the plan has been put back to the autumn.",
        "The opening was delayed by a shortage of steel.",
        "The register, promised for 2022, has not yet been published.",
        "We have paused the roll-out while the software is mended.",
        "The second phase is running four months late and behind schedule.",
        "The ferry tender had to be rerun.",
        "There has been a delay in laying the order.",
    ],
)
def test_what_is_late(text: str) -> None:
    assert state(text) == "delayed"


@pytest.mark.parametrize(
    "text",
    [
        "We have decided not to proceed with the toll.",
        "The council has scrapped its plan for a cable car.",
        "The proposal for a marina has been withdrawn.",
        "We will no longer build the depot at Queensferry.",
        "That pilot was abandoned after two months.",
        "We have stopped paying the levy.",
        "The merger of the two depots is off the table.",
    ],
)
def test_what_was_given_up(text: str) -> None:
    assert state(text) == "dropped"


@pytest.mark.parametrize(
    "text",
    [
        "The Welsh Ministers may publish guidance.",
        "We will publish our plan in May.",
        "My grandmother opened a shop in Barry in 1951.",
        "Has the review been published?",
        "If the report has been published, the board must reply.",
        "Once the tender has been awarded, work can begin.",
        "Prices have risen faster than wages.",
        "It has been a privilege to serve on this committee.",
        "I have listened carefully to the debate.",
        "A person who has been convicted may not apply.",
        "This statement is being issued during recess.",
        "No assessment has been undertaken.",
        "The report should have been published.",
        "Staff we met were proud of the service.",
        "The map that the committee scrutinised is long.",
        "We have admired the harbour for years.",
        "The Minister made it clear that ferries matter.",
        "Ferry fares in Scotland have been cut.",
        "Parents have been abandoned by their employers.",
        "Acme Ferries Wales are working with fishermen.",
        "The museum is open from nine to five.",
        "The register has grown since it was established.",
        "It has been established that the council failed to keep a list.",
        "It has been decided that the ferry should stop.",
    ],
)
def test_what_reports_nothing(text: str) -> None:
    assert state(text) == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cyhoeddwyd y strategaeth ym mis Mehefin 2022.", "done"),
        ("Rydym wedi sefydlu tasglu i edrych ar y mater.", "done"),
        ("Agorodd y Prif Weinidog y ganolfan newydd ddydd Llun.", "done"),
        ("Cafodd y rheoliadau eu gosod gerbron y Senedd ar 4 Mawrth.", "done"),
        ("Gwnaethom ymgynghori ar y cynigion yn 2021.", "done"),
        ("Mae'r gwaith adeiladu wedi dechrau.", "under-way"),
        ("Mae swyddogion yn paratoi canllawiau newydd.", "under-way"),
        ("Mae'r system yn cael ei chyflwyno ym mhob bwrdd iechyd.", "under-way"),
        ("Mae'r prosiect wedi llithro chwe mis.", "delayed"),
        ("Nid yw'r cynllun wedi ei gyhoeddi eto.", "delayed"),
        ("Gohiriwyd yr agoriad oherwydd y llifogydd.", "delayed"),
        ("Mae dau o'r tri depo ar agor.", "done"),
        ("Mae'r Bil yn mynd drwy'r Senedd.", "under-way"),
        ("Rydym wrthi'n didoli'r atebion.", "under-way"),
        ("Ni chafodd y llwybr ei agor erbyn y Pasg.", "delayed"),
        ("Mae'r gwaith ar y depo wedi dod i stop.", "dropped"),
        ("Mae'r cynnig wedi cael ei dynnu'n ôl.", "dropped"),
        ("Rydym wedi penderfynu peidio â bwrw ymlaen â'r doll.", "dropped"),
        ("Rhoddodd tri chyngor y gorau i'r cynllun.", "dropped"),
        ("Byddwn yn cyhoeddi'r cynllun ym mis Mai.", ""),
        ("Caiff Gweinidogion Cymru gyhoeddi canllawiau.", ""),
        ("Os cyhoeddwyd yr adroddiad, rhaid i'r bwrdd ateb.", ""),
        ("A yw'r adolygiad wedi ei gyhoeddi?", ""),
        ("Rwyf wedi gwrando'n astud ar y ddadl.", ""),
        ("Ganwyd ef yn Nhredegar.", ""),
    ],
)
def test_welsh(text: str, expected: str) -> None:
    assert state(text, Lang.CY) == expected


def test_who_did_it() -> None:
    (ours,) = read("We published the map in January.")
    assert (ours.actor, ours.actor_body) == ("We", "welsh-government")
    (theirs,) = read("The rota was agreed by Natural Resources Wales last week.")
    assert (theirs.actor, theirs.actor_body) == ("Natural Resources Wales", "natural-resources-wales")
    (nobody,) = read("The map has been published.")
    assert (nobody.actor, nobody.actor_body) == ("", "")
    (welsh,) = read("Rydym wedi cyhoeddi'r map.", Lang.CY)
    assert (welsh.actor, welsh.actor_body) == ("Rydym", "welsh-government")


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("It was published on 4 March 2023.", Lang.EN, date(2023, 3, 4)),
        ("It was published in November.", Lang.EN, date(2023, 11, 30)),
        ("It was published in March.", Lang.EN, WRITTEN),
        ("It opened in 2019.", Lang.EN, date(2019, 12, 31)),
        ("It was agreed last week.", Lang.EN, date(2024, 3, 3)),
        ("It was agreed yesterday.", Lang.EN, date(2024, 3, 9)),
        ("It was postponed until 2025.", Lang.EN, None),
        ("The count, due on 7 May 2020, was called off on 2 April 2020.", Lang.EN, date(2020, 4, 2)),
        ("It was agreed on 31 June 2021.", Lang.EN, None),
        ("It may be agreed.", Lang.EN, None),
        ("Fe'i cyhoeddwyd ar 4 Mawrth 2023.", Lang.CY, date(2023, 3, 4)),
        ("Fe'i cyhoeddwyd ym mis Tachwedd.", Lang.CY, date(2023, 11, 30)),
        ("Fe'i gohiriwyd tan fis Mai 2023.", Lang.CY, None),
        ("Cytunwyd arno yr wythnos diwethaf.", Lang.CY, date(2024, 3, 3)),
    ],
)
def test_the_day_told_of(text: str, lang: Lang, expected: date | None) -> None:
    assert past_dates.find(text, lang, WRITTEN) == expected


def test_without_a_date_it_is_the_day_of_writing() -> None:
    (found,) = read("The review of ferry services is under way.")
    assert found.dated == WRITTEN


def test_law_motions_questions_and_headings_report_nothing() -> None:
    said = "The register has been published."
    assert read(said)
    assert not read(said, kind=DocumentKind.ACT)
    assert not read(said, kind=DocumentKind.MOTION)
    assert not read(said, passage=PassageKind.HEADING)


def test_a_timeline_tells_in_the_present() -> None:
    text = "The Welsh Government publishes its guidance on parcels."
    assert [found.state for found in read(text, kind=DocumentKind.TIMELINE)] == [ProgressState.DONE]
    assert not read(text)
    welsh = read("Gohirir yr etholiad.", Lang.CY, DocumentKind.TIMELINE)
    assert [found.state for found in welsh] == [ProgressState.DELAYED]


def test_to_announce_a_rule_or_a_plan_is_not_yet_doing() -> None:
    said = {
        Lang.EN: "The First Minister announces restrictions on parcels.",
        Lang.CY: "Y Prif Weinidog yn cyhoeddi cynlluniau ar gyfer parseli.",
    }
    assert not [text for lang, text in said.items() if read(text, lang, DocumentKind.TIMELINE)]


def test_one_finding_a_sentence_and_what_is_given_up_comes_first() -> None:
    found = read("The map was published. The review is under way, but the levy has been dropped.")
    assert [each.state.value for each in found] == ["done", "dropped"]


_SAID = (
    "The Welsh Government has not been published , we were was is being under way postponed by and that which "
    "Mae'r Cyngor wedi ei gyhoeddi cyhoeddwyd cafodd eu yn cael rhoddodd gorau i "
    "4 March 2023 in May — ’ “ ? . \n"
)
_WORDS = st.sampled_from(_SAID.split(" "))


@settings(max_examples=150, deadline=None)
@given(st.lists(_WORDS, max_size=40), st.text(max_size=30), st.sampled_from(list(Lang)))
def test_any_text_is_read_without_failing_and_offsets_hold(said: list[str], noise: str, lang: Lang) -> None:
    text = noise + " ".join(said) + noise
    for kind in (DocumentKind.STATEMENT, DocumentKind.TIMELINE):
        ends = 0
        for found in read(text, lang, kind):
            assert ends <= found.start < found.end <= len(text)
            assert 0 < found.confidence <= 1
            assert found.actor == "" or "".join(found.actor.split()) in "".join(text.split())
            ends = found.end


def test_a_long_text_without_a_stop_is_read_in_time() -> None:
    text = "the plan which was published and has been postponed by the council " * 8_000
    assert len(read(text)) <= len(text) // 500
