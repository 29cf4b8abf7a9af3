"""Keys: every deed can be given another, where nothing else has it, and what is written of them is what they do."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from textual.app import App
from textual.binding import Binding
from textual.screen import ModalScreen, Screen

from addewid.settings import change, load
from corpus.errors import UsageProblem
from tests.tui.driving import Driven, settle
from tests.tui.filled import TODAY, WHO, Filled, Searched
from tui.app import AddewidApp
from tui.desk import Desk
from tui.keymap import FIXED, Known, Node, as_keymap, clash, fitting, given_to, keys_of, known, shown
from tui.preferences import Preferences

DOCS = Path(__file__).parents[2] / "docs" / "keys.md"


# What is known


def test_every_deed_of_ours_can_be_given_keys() -> None:
    for node in {node for deed in known().values() for node in deed.nodes}:
        for binding in Binding.make_bindings(vars(node)["BINDINGS"]):
            assert binding.id, f"{node.__name__} binds {binding.key} to {binding.action} without an id"
            assert binding.description, f"{node.__name__} does not say what {binding.key} does"


def test_one_name_is_one_deed_in_each_class() -> None:
    """Or else a key given by that name would do the first of two things, and the second could be done no more."""
    for node in {node for deed in known().values() for node in deed.nodes}:
        actions: dict[str, set[str]] = {}
        for binding in Binding.make_bindings(vars(node)["BINDINGS"]):
            actions.setdefault(binding.id or "", set()).add(binding.action)
        assert {name: several for name, several in actions.items() if len(several) > 1} == {}, node.__name__


def test_every_deed_can_be_named_in_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert change(path, {"keys": dict.fromkeys(known(), "f12")}).keys == dict.fromkeys(known(), "f12")


# What is given


def test_a_key_that_is_given_is_the_only_one_but_for_those_nobody_can_do_without() -> None:
    down = known()["down"]
    assert keys_of(down, {}) == ("down", "j")
    assert keys_of(down, {"down": "d"}) == ("d", "down")
    assert as_keymap({"down": "d", "help": "?,f2"}) == {"down": "d,down", "help": "question_mark,f2"}
    assert shown(keys_of(known()["help"], {"help": "?,f2"})) == "? or f2"


@pytest.mark.parametrize("key", sorted(FIXED))
def test_a_key_that_nobody_can_do_without_is_given_to_nothing(key: str) -> None:
    with pytest.raises(UsageProblem, match="cannot do without"):
        given_to(known()["decide-accepted"], key, {})


def test_a_key_is_refused_where_something_on_the_same_screen_has_it() -> None:
    accept = known()["decide-accepted"]
    with pytest.raises(UsageProblem, match="q already does something there: “Back to the screen before”"):
        given_to(accept, "q", {})
    with pytest.raises(UsageProblem, match="already does something there"):
        given_to(accept, "s", {})
    with pytest.raises(UsageProblem, match="already does something there"):
        given_to(accept, "j", {})  # in the list that stands on that screen
    assert given_to(accept, "C", {}) == {"decide-accepted": "C"}, "a key of another screen"
    assert given_to(known()["status"], "f8", {"reload": "f7"}) == {"reload": "f7", "status": "f8"}


def test_keys_can_change_places_one_after_the_other() -> None:
    given = given_to(known()["decide-accepted"], "f8", {})
    given = given_to(known()["decide-rejected"], "a", given)
    given = given_to(known()["decide-accepted"], "r", given)
    assert given == {"decide-rejected": "a", "decide-accepted": "r"}
    assert fitting(given) == (given, ())


def test_the_usual_key_is_not_given_but_taken_back() -> None:
    assert given_to(known()["decide-accepted"], "a", {"decide-accepted": "f8", "reload": "f7"}) == {"reload": "f7"}


def test_what_works_while_typing_takes_no_letter() -> None:
    save = known()["save"]
    assert save.first
    with pytest.raises(UsageProblem, match="works while you type"):
        given_to(save, "s", {})
    assert given_to(save, "ctrl+g", {}) == {"save": "ctrl+g"}


def test_what_shares_a_key_by_design_can_share_another() -> None:
    """On the review screen one key does what fits the item."""
    sharing = [deed for deed in known().values() if "a" in deed.usual and _only(deed, "ReviewScreen")]
    given: dict[str, str] = {}
    for deed in sharing:
        given = given_to(deed, "f8", given)
    assert set(given) == {deed.id for deed in sharing} and fitting(given) == (given, ())


def _only(deed: Known, screen: str) -> bool:
    return {node.__name__ for node in deed.nodes} == {screen}


@pytest.mark.parametrize(
    "given",
    [
        {"no-such-deed": "a"},
        {"decide-accepted": "ctrl+no_such_key"},
        {"decide-accepted": "hyperdrive+a"},
        {"decide-accepted": "tab"},
        {"decide-accepted": "q"},
        {"decide-accepted": "f8,q"},
        {"decide-accepted": "f8", "decide-rejected": "f8"},
        {"save": "s"},
        {"decide-accepted": "\u202e\u0007"},
    ],
)
def test_what_does_not_fit_is_left_out(given: Mapping[str, str]) -> None:
    fits, left_out = fitting({**given, "reload": "f7"})
    assert fits["reload"] == "f7" and left_out
    assert {*fits, *left_out} == {*given, "reload"}


def test_a_key_that_nothing_has_is_free_everywhere() -> None:
    assert not any(clash(deed, key, {}) for deed in known().values() for key in ("f10", "ctrl+alt+g", "ñ"))


# In the app


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COLORTERM", "truecolor")
    (tmp_path / "state.json").write_text('{"place": "promises"}')
    return tmp_path / "settings.toml"


def app_with(file: Path, corpus_desk: Desk) -> AddewidApp:
    def kept(values: Mapping[str, object]) -> Preferences:
        return Preferences(save=kept, keys=change(file, values).keys, name=WHO)

    now = kept({})
    app = AddewidApp(corpus_desk, state=file.with_name("state.json"), keys=now.keys, preferences=now)
    app.animation_level = "none"
    return app


@pytest.fixture
def desk(search: Searched, decided: Filled) -> Desk:
    return Desk(decided.corpus, search, WHO, lambda: TODAY)


async def test_a_new_key_is_pressed_for_holds_at_once_and_comes_back(desk: Desk, file: Path) -> None:
    async with app_with(file, desk).run_test(size=(140, 30)) as pilot:
        it = Driven(pilot)
        await settle(pilot)
        await it.press("7", "g", "j", "j", "enter", "slash")
        await it.type("accept the evidence")
        await it.press("enter", "enter")
        assert "Press the new key for it; it has a now." in it.text
        await it.press("s")
        assert "s already does something there" in it.text
        await it.press("f1", "tab", "ctrl+c", "A")
        assert load(file).keys == {"decide-accepted": "A"}
        assert "A (yours)" in it.text and "1 key is" in it.text
        await it.press("escape")
        assert "1 key of yours" in it.text
        await it.press("2", "enter")
        assert " A Accept" in it.lines[-1]
        await it.press("j", "a")
        assert "2 suggested" in it.text
        await it.press("A")
        assert "1 suggested" in it.text
    async with app_with(file, desk).run_test(size=(80, 60)) as pilot:
        it = Driven(pilot)
        await settle(pilot)
        await it.press("enter", "question_mark")
        assert re.search(r"A +Accept the evidence", it.text)
        await it.press("escape", "7", "g", "j", "j", "enter", "slash")
        await it.type("decide-accepted")
        await it.press("enter", "x")
        assert load(file).keys == {} and "(yours)" not in it.text


async def test_a_remapped_letter_is_still_typed_where_words_are(desk: Desk, file: Path) -> None:
    file.write_text('[keys]\ndown = "Q"\nback = "W"\n', encoding="utf-8")
    async with app_with(file, desk).run_test(size=(80, 24)) as pilot:
        it = Driven(pilot)
        await settle(pilot)
        await it.press("slash", "Q", "W")
        words = it.app.screen.query_one("#words")
        assert getattr(words, "value", "") == "QW"
        await it.press("backspace", "backspace", "enter", "x", "g", "Q")
        list_ = it.app.screen.focused
        assert getattr(list_, "cursor", None) == 1
        await it.press("down")
        assert getattr(list_, "cursor", None) == 2
        await it.press("enter", "W")
        assert len(it.app.screen_stack) == 1


async def test_keys_in_the_file_that_fit_nothing_are_told_in_one_sentence(desk: Desk, file: Path) -> None:
    file.write_text('[keys]\nfly = "f"\n"decide-accepted" = "q"\nreload = "f7"\n', encoding="utf-8")
    async with app_with(file, desk).run_test(size=(80, 24)) as pilot:
        it = Driven(pilot)
        await settle(pilot)
        (note,) = it.notes
        assert note.endswith("as they do not exist or are taken: fly, decide-accepted.")
        await it.press("enter")
        assert " a Accept" in it.lines[-1]


# What is written of them


def where(node: Node) -> str:
    """The class in words: a screen's name, or what stands on screens."""
    if issubclass(node, App):
        return "everywhere"
    name = re.sub(r"(?<!^)(?=[A-Z])", " ", node.__name__.removesuffix("Screen").removesuffix("Dialogue")).lower()
    if issubclass(node, ModalScreen):
        return f"dialogue: {name}" if name != "addewid" else "dialogues"
    return (name if name != "addewid" else "screens") if issubclass(node, Screen) else f"in: {name}"


def table() -> str:
    """All deeds, as docs/keys.md has them."""
    rows = [
        (f"`{deed.id}`", shown(deed.usual).replace("|", "\\|"), deed.said, ", ".join(sorted(map(where, deed.nodes))))
        for deed in known().values()
    ]
    lines = [("id", "keys", "what it does", "where"), ("---", "---", "---", "---"), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + "\n"


def test_the_table_of_keys_is_as_they_are() -> None:
    """After a change that is meant: UPDATE_KEYS=1 pytest tests/tui/test_tui_keys.py."""
    told = DOCS.read_text(encoding="utf-8")
    head, mark, _ = told.partition("<!-- all keys -->\n")
    assert mark
    if os.environ.get("UPDATE_KEYS"):
        DOCS.write_text(f"{head}{mark}\n{table()}", encoding="utf-8")
    assert DOCS.read_text(encoding="utf-8") == f"{head}{mark}\n{table()}"
