"""Who is bound: by speaker, publisher, the document's own names for bodies, and the words of the sentence."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.types import Passage, TaggedSource, lay_out
from nlp.cast import cast_of
from nlp.commitments.drafts import Draft
from nlp.context import contexts

Propose = Callable[..., list[Draft]]
WG = "welsh-government"


def source(
    *passages: str | Passage,
    kind: DocumentKind = DocumentKind.STRATEGY,
    publisher: str = "",
    title: str = "A paper",
    issued: date | None = date(2021, 3, 1),
) -> TaggedSource:
    placed = lay_out(Passage(each, 0, 0) if isinstance(each, str) else each for each in passages)
    return TaggedSource(title, Lang.EN, kind, placed, issued, publisher)


def key(phrase: str, **about: object) -> str:
    given_source = source(str(about.pop("text", "")) or "Some words.", **about)  # type: ignore[arg-type]
    body = next(iter(contexts(given_source)))
    return body.cast.key(phrase, body.owner)


@pytest.mark.parametrize(
    ("phrase", "publisher", "expected"),
    [
        ("The Health Board", "Hywel Dda University Health Board", "hywel-dda-health-board"),
        ("the Board", "Powys Teaching Health Board", "powys-teaching-health-board"),
        ("the Council", "Cardiff Council", "cardiff-council"),
        ("The Commissioner", "Future Generations Commissioner for Wales", "future-generations-commissioner"),
        ("our officers", "Torfaen County Borough Council", "torfaen-council"),
        ("The Leader", "Torfaen County Borough Council", "torfaen-council"),
        ("councils", "Torfaen County Borough Council", "local-authorities"),
        ("Cabinet", "Torfaen County Borough Council", "torfaen-council"),
        ("the authority", "Torfaen County Borough Council", "torfaen-council"),
        ("The Authority", "Torfaen County Borough Council", "torfaen-council"),
        ("Each council", "Torfaen County Borough Council", "local-authorities"),
        ("a local authority", "Torfaen County Borough Council", "local-authorities"),
        ("Each regional partnership board", "Welsh Government", "regional-partnership-boards"),
        ("a health board", "Hywel Dda University Health Board", "health-boards"),
        ("the Minister", "Cardiff Council", WG),
        ("the Minister for Ferries", "Welsh Government", WG),
        ("Ministers", "Audit Wales", WG),
        ("the Welsh Assembly Government", "Audit Wales", WG),
        ("the Prime Minister", "Welsh Government", "uk-government"),
        ("the Chancellor", "Welsh Government", "uk-government"),
        ("the ferry", "Welsh Government", ""),
    ],
)
def test_short_names_by_publisher(phrase: str, publisher: str, expected: str) -> None:
    assert key(phrase, publisher=publisher) == expected


def test_a_definition_names_its_body() -> None:
    text = "This agreement is with Natural Resources Wales (“the Body”) and with Sport Wales (“the Funder”)."
    assert key("the Funder", text=text, publisher="Cardiff Council") == "sport-wales"
    assert key("the Body", text=text, publisher="Cardiff Council") == "natural-resources-wales"


def test_a_full_name_is_remembered_for_its_short_one() -> None:
    text = "Cwm Taf Morgannwg University Health Board closed the ward in May."
    assert key("The Health Board", text=text, publisher="Audit Wales") == "cwm-taf-morgannwg-health-board"


def test_an_act_names_its_body_in_its_title() -> None:
    about = {"kind": DocumentKind.ACT, "issued": date(2011, 2, 9)}
    assert (
        key("The Commissioner", title="Welsh Language (Wales) Measure 2011", **about) == "welsh-language-commissioner"
    )
    assert key("the committee", title="The Corporate Joint Committees Regulations 2021", kind=DocumentKind.ACT) == (
        "corporate-joint-committees"
    )


def test_the_assembly_is_the_senedd_of_before_2020() -> None:
    assert key("the Assembly", issued=date(2009, 1, 1)) == "senedd"
    assert cast_of(source("x", issued=date(2022, 1, 1)), "").named.get("assembly") is None


@given(st.text(max_size=120), st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_phrase_has_a_key_or_none(phrase: str, title: str) -> None:
    cast = cast_of(source(phrase or "x", title=title), "cardiff-council")
    assert isinstance(cast.key(phrase, "cardiff-council"), str)


@pytest.fixture
def only(propose: Propose) -> Callable[..., Draft]:
    """The one proposal of some passages."""

    def run(*passages: str | Passage, **about: object) -> Draft:
        found = propose(*passages, **{"kind": DocumentKind.STRATEGY, **about})
        assert len(found) == 1, found
        return found[0]

    return run


Only = Callable[..., Draft]


def test_a_thing_is_not_printed_as_the_actor(only: Only) -> None:
    draft = only("The list will be published every May.", publisher="Welsh Government")
    assert (draft.actor.text, draft.actor.body) == ("", WG)


def test_a_passive_has_its_agent(only: Only) -> None:
    draft = only("The map will be drawn by Natural Resources Wales before June.", publisher="Welsh Government")
    assert draft.actor.body == "natural-resources-wales"


def test_research_on_what_others_do_does_not_make_it_the_publishers(only: Only) -> None:
    draft = only("The fund will be opened in May.", kind=DocumentKind.RESEARCH, publisher="Senedd Research")
    assert draft.actor.body == ""


def test_we_is_the_body_of_the_speaker_in_a_committee(only: Only) -> None:
    said = Passage("We will write to you in June.", 0, 0, speaker="A", role="Chief Executive, Sport Wales")
    assert only(said, kind=DocumentKind.RECORD, publisher="Senedd Cymru").actor.body == "sport-wales"


def test_a_chair_with_no_other_name_speaks_for_the_committee(only: Only) -> None:
    said = Passage("We will write to the board in June.", 0, 0, speaker="Chair")
    assert only(said, kind=DocumentKind.RECORD, publisher="Senedd Cymru").actor.body == "senedd-committees"


def test_you_in_a_letter_is_whom_it_is_to(only: Only) -> None:
    draft = only(
        "We urge you to withdraw the map.", kind=DocumentKind.LETTER, title="Letter to the Minister for Ferries on maps"
    )
    assert draft.actor.body == WG


def test_a_reported_promise_is_that_of_the_one_who_made_it(only: Only) -> None:
    draft = only(
        "The Home Secretary told us that she would publish the map by June.", kind=DocumentKind.COMMITTEE_REPORT
    )
    assert draft.actor.body == "uk-government"
    draft = only("According to the First Minister, the ferry will sail in May.", kind=DocumentKind.RESEARCH)
    assert draft.actor.body == WG


def test_a_pronoun_is_who_was_named_before(only: Only) -> None:
    text = "The Council met on Monday. It will publish the map."
    assert only(text, kind=DocumentKind.OTHER, publisher="Newport City Council").actor.body == "newport-council"


def test_a_place_stands_for_its_council(only: Only) -> None:
    draft = only("Ceredigion has agreed to keep the ferry running.", kind=DocumentKind.ARTICLE)
    assert draft.actor.body == "ceredigion-council"


def test_items_take_the_actor_of_their_lead(only: Only) -> None:
    item = Passage("repair the pier;", 0, 0, kind=PassageKind.LIST_ITEM, lead="By 2030 the Council will:")
    assert only(item, publisher="Conwy County Borough Council").actor.body == "conwy-council"


def test_a_recommendation_is_for_the_body_that_is_to_act(only: Only) -> None:
    about = {"kind": DocumentKind.COMMITTEE_REPORT, "publisher": "Finance Committee"}
    assert only("We recommend that no ferry is sold by the Welsh Government.", **about).actor.body == WG
    assert only("We recommend that the Minister publishes the map.", **about).actor.body == WG
