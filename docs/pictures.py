"""Draw the pictures of the README from the starter corpus: ``python docs/pictures.py``."""

import asyncio
import os
import re
import shutil
import tempfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from playwright.sync_api import sync_playwright
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from addewid.pipeline import starter
from addewid.preferred import seated
from addewid.workspace import opened
from publish.site.asked import Asked
from publish.site.building import build
from tui.app import AddewidApp

HERE = Path(__file__).parent
FONT = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)  # the drawing would fetch it from elsewhere


async def draw(app: AddewidApp) -> None:
    """The overview, the list of the unmet, and one promise with its evidence."""
    async with app.run_test(size=(110, 32)) as pilot:
        for name, keys in (("overview", ("1",)), ("promises", ("2",)), ("promise", ("j", "enter"))):
            for key in keys:
                await pilot.press(key)
                await settle(pilot)
            save(name, app)


async def settle(pilot: Pilot[None]) -> None:
    """Wait until everything that is read is on the screen."""
    await pilot.pause()
    while list(pilot.app.workers):
        with suppress(WorkerCancelled):
            await pilot.app.workers.wait_for_complete()
        await pilot.pause()


def save(name: str, app: AddewidApp) -> None:
    """Write one picture, without addresses of fonts."""
    drawing = FONT.sub("", app.export_screenshot(title="addewid"))
    (HERE / f"{name}.svg").write_text(drawing, encoding="utf-8")


def photograph(site: Path) -> None:
    """The first page of the public tracker, in the Chromium that is installed."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1100, "height": 760})
        page.goto((site / "en" / "index.html").as_uri())
        page.screenshot(path=HERE / "tracker.png")
        browser.close()


def main() -> None:
    """Build the starter corpus somewhere and draw."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["ADDEWID_HOME"] = home
        with opened(quiet=True) as workspace:
            starter.build(workspace)
            day = date(2026, 11, 22)
            desk = replace(seated(workspace), who="Mair", today=lambda: day)
            asyncio.run(draw(AddewidApp(desk)))
            with workspace.corpus.read() as session:
                build(session, Path(home) / "site", Asked(day))
        photograph(Path(home) / "site")


if __name__ == "__main__":
    main()
