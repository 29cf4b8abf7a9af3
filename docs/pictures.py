"""Draw the pictures of the README from the starter corpus: ``python docs/pictures.py``."""

import asyncio
import os
import re
import tempfile
from datetime import date
from pathlib import Path

from addewid.pipeline import starter
from addewid.workspace import opened
from tui.app import AddewidApp

HERE = Path(__file__).parent
FONT = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)  # the drawing would fetch it from elsewhere


async def draw(app: AddewidApp) -> None:
    """The list of promises, and one promise with its evidence."""
    async with app.run_test(size=(110, 32)) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        save("promises", app)
        await pilot.press("j", "enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        save("promise", app)


def save(name: str, app: AddewidApp) -> None:
    """Write one picture, without addresses of fonts."""
    drawing = FONT.sub("", app.export_screenshot(title="addewid"))
    (HERE / f"{name}.svg").write_text(drawing, encoding="utf-8")


def main() -> None:
    """Build the starter corpus somewhere and draw."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["ADDEWID_HOME"] = home
        with opened(quiet=True) as workspace:
            starter.build(workspace)
            day = date(2026, 11, 21)
            app = AddewidApp(workspace.corpus, workspace.index, "Mair", today=lambda: day)
            asyncio.run(draw(app))


if __name__ == "__main__":
    main()
