"""The app in a real browser: it is drawn, takes keys and clicks, and asks nobody else for anything."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.addewid.served import Served, served
from tests.chromium import chromium

SCREEN = ".xterm-screen"
STATED = "textual-terminal"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    home = tmp_path_factory.mktemp("home")
    (home / "state.json").write_text('{"place": "settings"}')
    with served(home) as one:
        yield one


@pytest.fixture
def page() -> Iterator[Page]:
    with chromium() as browser:
        made = browser.new_context(viewport={"width": 1000, "height": 620}).new_page()
        made.set_default_timeout(60_000)
        yield made


def drawn(page: Page, before: bytes = b"") -> bytes:
    """The picture of the terminal once it differs from the one before and stands still."""
    last = b""
    for _ in range(80):
        page.wait_for_timeout(250)  # frames of the browser, not of a clock of ours
        now = page.locator(SCREEN).screenshot()
        if now == last and now != before:
            return now
        last = now
    raise AssertionError("The terminal never stood still on another picture.")


@pytest.mark.slow
def test_the_app_is_drawn_and_takes_keys_and_clicks(server: Served, page: Page, tmp_path: Path) -> None:
    asked: list[str] = []
    wrong: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(server.address)
    expect(page).to_have_url(f"{server.base}/")
    page.wait_for_selector("body.-first-byte")
    first = drawn(page)
    page.locator(SCREEN).click(position={"x": 300, "y": 300})
    page.keyboard.press("?")
    helped = drawn(page, first)
    page.keyboard.press("Escape")
    again = drawn(page, helped)  # a key that follows an Escape at once is another key to a terminal
    page.keyboard.press("6")  # not to the search, whose cursor never stands still
    sources = drawn(page, again)
    page.locator(SCREEN).click(position={"x": 30, "y": 8})  # the first of the places
    drawn(page, sources)
    assert len({first, helped, sources}) == 3
    page.screenshot(path=tmp_path / "page.png")
    assert (tmp_path / "page.png").stat().st_size > 5_000
    assert all(url.startswith((server.base, server.base.replace("http", "ws"), "data:")) for url in asked)
    assert not wrong
    page.keyboard.press("q")
    page.wait_for_selector("body.-closed")
    assert page.get_by_role("button").is_visible()


@pytest.mark.slow
def test_without_the_token_the_page_says_what_to_open(server: Served, page: Page) -> None:
    page.goto(f"{server.base}/")
    assert "Open the address that addewid serve printed" in page.inner_text("body")


def test_every_browser_we_know_of_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("ADDEWID_TEST_CHROMIUM", "required")
    with pytest.raises(pytest.fail.Exception), chromium():
        pass
