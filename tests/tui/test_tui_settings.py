"""Settings: what is changed holds at once, and stands in the file, where everything else stays as it was written."""

import contextlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import pytest

from addewid.narrator import Narrator
from addewid.paths import Paths
from addewid.preferred import preferences
from addewid.settings import load
from addewid.workspace import Workspace
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.language import language, use
from tests.tui.driving import Drive, Driven, settle
from tests.tui.filled import TODAY, Filled, Searched
from tui.app import AddewidApp
from tui.desk import Desk
from tui.preferences import Preferences
from tui.themes import DARK, HIGH_CONTRAST, LIGHT, SIXTEEN

MINE = '# mine\nname = "Mair" # me\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The settings, on a computer that speaks English and in a terminal of many colours."""
    for name in ("ADDEWID_NAME", "ADDEWID_DATABASE", "LC_ALL", "LC_MESSAGES", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.setenv("COLORTERM", "truecolor")
    path = tmp_path / "settings.toml"
    path.write_text(MINE, encoding="utf-8")
    yield path
    use(Lang.EN)


@pytest.fixture
def made(file: Path, corpus: Corpus, search: Searched, tmp_path: Path) -> Callable[[], AddewidApp]:
    """The app as the front door makes it, as often as it is opened; it begins in Settings."""
    (tmp_path / "state.json").write_text('{"place": "settings"}')

    def make() -> AddewidApp:
        workspace = Workspace(Paths(tmp_path), Narrator(quiet=True))
        given = workspace.settings
        app = AddewidApp(
            Desk(corpus, search, given.name, lambda: TODAY, given.response_weeks),
            state=tmp_path / "state.json",
            meaning=given.meaning,
            keys=given.keys,
            preferences=preferences(workspace),
        )
        workspace.close()
        app.animation_level = "none"
        return app

    return make


@pytest.fixture
def drive(made: Callable[[], AddewidApp]) -> Drive:
    @contextlib.asynccontextmanager
    async def opened(size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driven]:
        async with made().run_test(size=size) as pilot:
            await settle(pilot)
            yield Driven(pilot)

    return opened


def below(times: int) -> list[str]:
    return ["down"] * times


async def test_what_is_set_and_what_each_is_for(drive: Drive, filled: Filled, tmp_path: Path) -> None:
    async with drive((200, 30)) as it:
        assert "Mair" in it.text and "as this computer: English" in it.text and "the usual ones" in it.text
        assert "The language of everything the app says." in it.text
        await it.press(*below(3))
        assert "It is written to everything you decide." in it.text
        assert str(tmp_path / "corpus.db") in it.text and str(tmp_path / "settings.toml") in it.text


async def test_the_language_changes_at_once_and_is_kept(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive() as it:
        await it.press("enter", "end", "enter")
        assert language() is Lang.CY and load(file).language is Lang.CY
        assert "Cymraeg" in it.text and "Language" not in it.text
        assert file.read_text(encoding="utf-8") == '# mine\nname = "Mair" # me\nlanguage = "cy"\n'
        await it.press("enter", "home", "enter")
        assert language() is Lang.EN and load(file).language is None
        assert "as this computer: English" in it.text


async def test_colours_change_at_once_and_come_back(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive() as it:
        assert it.app.theme == DARK.name
        await it.press("down", "enter", "G", "k", "enter")
        assert it.app.theme == HIGH_CONTRAST.name and "high contrast" in it.text
        await it.press("ctrl+t")
        assert it.app.theme != HIGH_CONTRAST.name
        await it.press("q")
    async with drive() as it:
        assert it.app.theme == HIGH_CONTRAST.name
        await it.press("enter", "g", "enter")
        assert it.app.theme == DARK.name and "theme" not in file.read_text(encoding="utf-8")


async def test_in_a_terminal_of_few_colours_the_app_begins_with_sixteen(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM")
    monkeypatch.setenv("TERM", "linux")
    async with drive() as it:
        assert it.app.theme == SIXTEEN.name
        await it.press("down", "enter", "j", "j", "enter")
        assert it.app.theme == LIGHT.name


async def test_no_color_is_heeded_in_sixteen_colours_too(
    drive: Drive, filled: Filled, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    file.write_text('theme = "16-colour"\n', encoding="utf-8")
    async with drive() as it:
        seen = {
            color.name
            for line in it.app.screen._compositor.render_strips()
            for segment in line.apply_filter(it.app._filters[-1], it.app.screen.background_colors[1])
            if segment.style is not None
            for color in (segment.style.color, segment.style.bgcolor)
            if color is not None
        }
        assert seen == {"default"}
        await it.press("down", "enter", "g", "enter")
        assert it.app.theme == SIXTEEN.name
        assert it.notes == ["As NO_COLOR is set, this holds when you open Addewid the next time."]
        assert load(file).theme is None


async def test_the_name_signs_what_is_decided_from_then_on(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive() as it:
        await it.press(*below(3), "enter")
        await it.type("Siân \x1b[31m“y gath”\r\nJones")
        await it.press("enter")
        assert load(file).name == "Siân [31m“y gath” Jones"
        assert "Siân [31m“y gath” Jones" in it.text
        await it.press("2", "4", "2", "enter")
        app = it.app
        assert isinstance(app, AddewidApp)
        assert app._desk.who == "Siân [31m“y gath” Jones"


async def test_what_makes_no_sense_is_refused_and_the_line_stays(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive() as it:
        await it.press(*below(4), "enter")
        await it.type("nobody at all")
        await it.press("enter")
        assert "should set contact = an e-mail or web address" in " ".join(it.text.split())
        assert "nobody at all" in it.text
        await it.press("escape", *below(4), "enter")
        assert load(file).contact == ""
        await it.type("lots")
        await it.press("ctrl+s")
        assert "“lots” is not a whole number; write it as 200." in it.text
        await it.press(*["backspace"] * 4)
        await it.type("1,234")
        await it.press("enter")
        assert "1,234 MB" in it.text and file.read_text(encoding="utf-8") == f"{MINE}largest_file_mb = 1234\n"


async def test_two_values_change_with_one_key_and_weeks_by_kind(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive((90, 40)) as it:
        await it.press(*below(5), "space", "down", "enter")
        assert load(file).meaning and load(file).across
        await it.press("down", "enter")
        kinds = list(DocumentKind)
        await it.press("home", *below(kinds.index(DocumentKind.COMMITTEE_REPORT)), "enter")
        await it.type("0")
        await it.press("enter")
        assert load(file).response_weeks == {} and "no limit" in it.text
        await it.press("enter", "home", *below(kinds.index(DocumentKind.AUDIT_REPORT)), "enter")
        await it.type("8")
        await it.press("enter")
        assert load(file).response_weeks == {DocumentKind.AUDIT_REPORT: 8}
        assert "audit report: 8 weeks" in it.text


async def test_everything_can_be_clicked(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive() as it:
        row = next(at for at, line in enumerate(it.lines) if "Search by meaning" in line)
        await it.pilot.click(offset=(10, row))
        await it.press("shift")
        assert load(file).meaning
        await it.pilot.click(offset=(10, 2))
        await it.press("shift")
        row = next(at for at, line in enumerate(it.lines) if "Cymraeg" in line)
        await it.pilot.click(offset=(it.lines[row].index("Cymraeg"), row))
        await it.press("shift")
        assert language() is Lang.CY


async def test_a_file_that_somebody_spoilt_is_told_and_not_written(drive: Drive, filled: Filled, file: Path) -> None:
    async with drive() as it:
        file.write_text("name = ", encoding="utf-8")
        await it.press(*below(5), "enter")
        assert "cannot be read as settings" in it.notes[-1]
        assert file.read_text(encoding="utf-8") == "name = "
        file.write_text('name = "Nia"\n', encoding="utf-8")
        await it.press("f5")
        assert "Nia" in it.text


async def test_what_the_environment_stands_above_is_told(
    drive: Drive, filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADDEWID_NAME", "Env")
    async with drive() as it:
        await it.press(*below(3))
        told = " ".join(it.text.split())
        assert "The variable ADDEWID_NAME of the environment stands above what is set here." in told


async def test_without_a_file_nothing_can_be_set(app: AddewidApp, filled: Filled) -> None:
    async with app.run_test(size=(80, 24)) as pilot:
        it = Driven(pilot)
        await settle(pilot)
        await it.press("7", *below(5), "enter")
        assert "Nothing can be set here" in it.notes[-1]


def test_preferences_say_nothing_of_a_password(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, corpus: Corpus) -> None:
    assert Preferences().corpus == ""
    workspace = Workspace(Paths(tmp_path), Narrator(quiet=True))
    assert preferences(workspace).corpus == corpus.named
    workspace.close()


@pytest.mark.parametrize("kept", ['{"at": 7}', '{"at": "nothing"}', '{"at": ["keys"]}', "{}"])
async def test_what_was_kept_may_say_anything(drive: Drive, filled: Filled, tmp_path: Path, kept: str) -> None:
    (tmp_path / "state.json").write_text(f'{{"place": "settings", "screens": {{"settings": {kept}}}}}')
    async with drive() as it:
        assert "The language of everything the app says." in it.text
