"""Taking back one's own last decision from anywhere, and taking words away: copied, cited, opened at their source."""

import webbrowser
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text, update

from corpus import account, commitments, documents, editing, evidence, journal
from corpus.codebook import Action, Delivery, Judgement, Lang, LinkState, Relation, Theme
from corpus.editing import Edit
from corpus.errors import CorpusBusy
from corpus.language import use
from corpus.models import Decision, Version
from corpus.rows import CommitmentDetail, DecisionRow
from corpus.same import deciding
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import BREAKS, HUBS, HYBIAU, MARKUP, WHO, Filled
from tui.app import AddewidApp
from tui.messages import OpenPromise


async def opened(it: Driven, filled: Filled, quote: str = HUBS) -> None:
    """Open the promise that begins so, from wherever one is."""
    it.app.screen.post_message(OpenPromise(filled.ref(quote)))
    await settle(it.pilot)


def detail(filled: Filled, quote: str = HUBS) -> CommitmentDetail:
    with filled.corpus.read() as session:
        return commitments.get(session, filled.ref(quote))


def last(filled: Filled, quote: str = HUBS) -> DecisionRow:
    with filled.corpus.read() as session:
        ref = filled.ref(quote)
        return journal.about(session, [], [ref, *(link.ref for link in detail(filled).evidence)])[-1]


def flowing(it: Driven) -> str:
    """The words of the dialogue on the screen, whatever the lines they are broken into."""
    return " ".join(it.text.replace("│", " ").split())


# Taking back


async def test_what_was_decided_last_is_taken_back_after_a_question(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("a", "ctrl+z")
        assert "Take back your last decision?" in it.text
        assert f"{WHO} accepted a piece of evidence." in it.text
        assert "“The auditors counted four open hubs in May 2023" in it.text and "(Hubs: a first count)" in it.text
        assert detail(filled).evidence[0].state is LinkState.ACCEPTED
        await it.press("y")
        assert "Evidence · 3 suggested" in it.text
        assert it.notes == [f"Taken back: {WHO} accepted a piece of evidence."]
    assert last(filled).action is Action.UNDONE


async def test_escape_and_enter_leave_it_as_it_is(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        for key in ("escape", "enter", "n"):
            await it.press("a", "ctrl+z", key)
            assert "Take back" not in it.text and "Evidence · 2 suggested · 1 accepted" in it.text
    assert last(filled).action is Action.WEIGHED


async def test_once_more_takes_back_the_one_before(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("a", "r", "ctrl+z", "y")
        assert "1 accepted" in it.text
        await it.press("ctrl+z", "y")
        assert "Evidence · 3 suggested" in it.text
        await it.press("ctrl+z")
        assert it.notes[-1] == "There is no decision of yours that could be taken back."


async def test_a_judgement_is_taken_back_from_any_place(drive: Drive, decided: Filled) -> None:
    async with drive() as it:
        await it.press("1", "ctrl+z")
        said = flowing(it)
        assert f"{WHO} said what became of the promise: stalled. Before that: not judged." in said
        assert "Because: So the audit says." in said and f"The promise: “{HUBS}”" in said
        await it.press("y")
    assert detail(decided).row.delivery is Delivery.NOT_ASSESSED
    assert detail(decided).evidence[0].state is LinkState.SUGGESTED


async def test_the_decision_of_somebody_else_is_not_ones_own(drive: Drive, filled: Filled) -> None:
    with filled.corpus.write() as session:
        editing.confirm(session, filled.ref(HUBS), "Tomos")
    async with drive() as it:
        await it.press("ctrl+z")
        assert it.notes[-1] == "There is no decision of yours that could be taken back."


async def test_what_others_have_built_on_is_refused_and_stays(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("a", "ctrl+z")
        with filled.corpus.write() as session:
            editing.confirm(session, filled.ref(HUBS), "Tomos")
        await it.press("y")
        assert "Tomos has decided about the same commitment since" in flowing(it)
        await it.press("escape")
        assert "1 accepted" in it.text
    assert detail(filled).evidence[0].state is LinkState.ACCEPTED


async def test_what_was_asked_about_is_what_is_taken_back(drive: Drive, filled: Filled) -> None:
    async with drive((120, 40)) as it:
        await opened(it, filled)
        await it.press("a", "ctrl+z")
        with filled.corpus.write() as session:  # the same person, elsewhere
            editing.confirm(session, filled.ref(BREAKS), WHO)
        await it.press("y")
        assert "Evidence · 3 suggested" in it.text
    assert detail(filled, BREAKS).row.origin == "person"


def _decide(filled: Filled, what: str) -> None:
    ref = filled.ref(HUBS)
    with filled.corpus.write() as session:
        match what:
            case "cited":
                evidence.add(session, ref, filled.passage("bad-title", "council").id, 0, 14, Relation.DELIVERS, WHO)
            case "joined":
                pair = deciding.between(session, ref, filled.ref(HYBIAU), WHO)
                deciding.decide(session, pair, LinkState.ACCEPTED, WHO)
            case "refused":
                editing.refuse(session, ref, WHO, "A forecast.")
            case "confirmed":
                editing.confirm(session, ref, WHO)
            case "edited":
                wanted = Edit(deadline=date(2024, 3, 31), themes=(Theme.VOICE_AND_CONTROL,), body="")
                editing.edit(session, ref, wanted, WHO)
            case "corrected":
                wrong = account.record(
                    session, ref, Judgement.VERIFIABILITY, "clear", because="So.", who="Tomos", as_of=date(2024, 1, 1)
                )
                account.correct(session, wrong.name, value="unclear", because="Not so.", who=WHO)
            case "withdrawn":
                wrong = account.record(
                    session, ref, Judgement.RESPONSE, "accepted", because="So.", who="Tomos", as_of=date(2024, 1, 1)
                )
                account.correct(session, wrong.name, because="Of another.", who=WHO)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("cited", ["gave a piece of evidence (delivers).", "“The [b]council” ("]),
        ("joined", ["said that two statements are one promise.", f"“{HUBS}” (A plan", f"“{HYBIAU}” (Cynllun"]),
        ("refused", ["said that it is no promise.", "Because: A forecast."]),
        ("confirmed", ["said that it is a promise, as it stands here."]),
        ("edited", ["changed what is said of the promise.", "voice and control", "2024"]),
        ("corrected", ["corrected whether anyone could tell: unclear, in the place of clear.", "Because: Not so."]),
        ("withdrawn", ["took back a judgement: accepted.", "Because: Of another."]),
    ],
)
async def test_the_question_says_in_words_what_will_be_taken_back(
    drive: Drive, filled: Filled, what: str, said: list[str]
) -> None:
    _decide(filled, what)
    async with drive((120, 40)) as it:
        await it.press("ctrl+z")
        shown = flowing(it)
        assert [words for words in said if words not in shown] == []
        assert WHO in shown
        await it.press("y")
        assert it.notes[-1].startswith("Taken back: ")


async def test_a_locked_corpus_takes_nothing_back_and_the_app_lives(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise CorpusBusy("Another process is writing; try again in a moment.")

    async with drive() as it:
        await opened(it, filled)
        await it.press("a", "ctrl+z")
        monkeypatch.setattr("corpus.undoing.undo", busy)
        await it.press("y")
        assert "Another process is writing" in it.text
        await it.press("escape", "q")
        assert it.app.is_running


async def test_a_journal_that_was_tampered_with_does_not_end_the_app(drive: Drive, decided: Filled) -> None:
    with decided.corpus.write() as session:
        guards = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'decisions'")
        for name in session.scalars(guards).all():
            session.execute(text(f"DROP TRIGGER {name}"))
        session.execute(update(Decision).values(after=["nothing"]))
    async with drive() as it:
        await it.press("ctrl+z")
        assert "Something went wrong that should not" in it.notes[0]
        await it.press("1", "2")
        assert it.app.is_running


# Taking words away


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that a browser of this computer was sent to."""
    sent: list[str] = []
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.BackgroundBrowser("firefox"))
    monkeypatch.setattr(AddewidApp, "open_url", lambda _, url: sent.append(url))
    return sent


@pytest.fixture
def welsh() -> None:
    use(Lang.CY)


async def test_the_quotation_under_the_highlight_is_copied(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("y")
        assert it.app.clipboard == "The auditors counted four open hubs in May 2023, and no start on the other six."
        assert it.notes == [f"Copied: {it.app.clipboard}"]
        await it.press("shift+tab", "y")
        assert it.app.clipboard == HUBS


async def test_the_quotation_is_copied_with_where_it_stands(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("shift+tab", "Y")
        where = "A plan for care close to home, 15 Jun 2021, paragraph 1.2, page 6, <https://example.org/plan-2021>"
        assert it.app.clipboard == f"“{HUBS}” – Welsh Government, {where} (captured on 1 Jan 2026)."


@pytest.mark.usefixtures("welsh")
async def test_a_citation_is_in_the_language_of_the_app(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("shift+tab", "Y")
        assert "15 Meh 2021" in it.app.clipboard


async def test_what_is_copied_cannot_drive_a_terminal(drive: Drive, filled: Filled) -> None:
    with filled.corpus.write() as session:
        version = session.get_one(Version, documents.get(session, "bad-title").version_id)
        version.url = "https://example.org/\x1b]52;c;eA==\x07"
    async with drive() as it:
        await opened(it, filled, MARKUP)
        await it.press("Y")
        assert it.app.clipboard.isprintable() and "[b]council[/b]" in it.app.clipboard
        assert "example.org" not in it.app.clipboard


async def test_the_source_opens_in_the_browser(drive: Drive, filled: Filled, browser: list[str]) -> None:
    async with drive() as it:
        await opened(it, filled)
        await it.press("o")
        assert browser == ["https://example.org/audit-2023"]
        assert it.notes == ["Opened in the browser: https://example.org/audit-2023"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", "No address is known for this document."),
        ("file:///etc/passwd", "“file:///etc/passwd” is no address that a browser should open."),
        ("javascript:alert(1)", "“javascript:alert(1)” is no address that a browser should open."),
    ],
)
async def test_an_address_that_is_none_is_said_to_be(
    drive: Drive, filled: Filled, browser: list[str], url: str, said: str
) -> None:
    with filled.corpus.write() as session:
        session.get_one(Version, documents.get(session, "audit-2023").version_id).url = url
    async with drive() as it:
        await opened(it, filled)
        await it.press("o")
        assert browser == [] and it.notes == [said]


@pytest.mark.parametrize("beside", [webbrowser.GenericBrowser("lynx"), None])
async def test_without_a_browser_of_its_own_window_the_address_is_copied(
    drive: Drive, filled: Filled, browser: list[str], monkeypatch: pytest.MonkeyPatch, beside: Any
) -> None:
    def get() -> Any:
        if beside is None:
            raise webbrowser.Error("could not locate runnable browser")
        return beside

    monkeypatch.setattr(webbrowser, "get", get)
    async with drive() as it:
        await opened(it, filled)
        await it.press("o")
        assert browser == [] and it.app.clipboard == "https://example.org/audit-2023"
        assert it.notes[0].startswith("No browser can open on this computer; the address was copied:")


async def test_where_there_is_no_quotation_it_says_so(drive: Drive, filled: Filled) -> None:
    async with drive() as it:
        await it.press("7", "y", "o")
        assert "There is no quotation here to copy." in it.notes
        assert "There is no quotation here whose source could be opened." in it.notes
