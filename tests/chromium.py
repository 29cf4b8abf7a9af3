"""A headless Chromium for tests, where one is installed; CI insists that there is one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser; without one the test is skipped, unless ADDEWID_TEST_CHROMIUM says that it must not be."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        if os.environ.get("ADDEWID_TEST_CHROMIUM") == "required":
            pytest.fail("Chromium is required here, and is not installed.")
        pytest.skip("Chromium is not installed: what is tested in a browser is skipped.")
    with sync_playwright() as playwright:
        # Its own sandbox asks for more than a container allows; only pages of our own are opened.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
