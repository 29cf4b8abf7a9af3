"""A site in a real browser, from a disk: everybody can use it, it asks nobody for anything, and needs no script."""

import json
import shutil
from collections.abc import Callable, Iterator
from importlib.resources import files as resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from sqlalchemy.orm import Session

from corpus import editing, versions
from corpus.database import Corpus
from corpus.types import ReadDocument
from nlp.status import suggest_status
from publish.site import addresses
from publish.site.asked import Asked
from tests.chromium import chromium
from tests.publish.exports.exported import fill
from tests.publish.sited import ON, made
from tests.tui.filled import HUBS, Filled

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE, DESK = ViewportSize(width=360, height=740), ViewportSize(width=1280, height=900)
FIRST = ("index.html", "promises/all/index.html")
PAGES = (
    *FIRST,
    "body/index.html",
    "find/index.html",
    "changes/index.html",
    "method.html",
    "codebook.html",
    "data.html",
)
LOOKS = [
    (PHONE, "en", "light", PAGES),
    (PHONE, "cy", "dark", FIRST),
    (DESK, "en", "light", FIRST),
    (DESK, "cy", "dark", PAGES),
]


@pytest.fixture(scope="module")
def site(
    tmp_path_factory: pytest.TempPathFactory,
    empty_database: Path,
    put: Callable[[Session, ReadDocument], versions.Added],
) -> tuple[Path, str]:
    """The folder of a site with a bit of everything, suggestions among it, and the page of a promise in it."""
    folder = tmp_path_factory.mktemp("browsed")
    corpus = Corpus(f"sqlite:///{shutil.copy(empty_database, folder / 'corpus.db')}")
    fill(corpus, put)
    ref = Filled(corpus).ref(HUBS)
    with corpus.write() as session:
        editing.confirm(session, ref, "Mair")
    made(corpus, folder / "site", Asked(ON, contact="https://example.org/contact", suggest=suggest_status))
    corpus.close()
    return folder / "site", addresses.promise(ref)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


def watched(page: Page) -> list[str]:
    """What goes wrong on a page: errors, and whatever is asked of anybody else."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text))
    page.on("request", lambda asked: wrong.append(asked.url) if not asked.url.startswith("file:") else None)
    return wrong


def faults(page: Page) -> list[str]:
    """What axe finds on a page, with the first element of each."""
    page.evaluate((resources("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run({runOnly: rules, preload: false})", RULES)
    return [f"{each['id']}: {json.dumps(each['nodes'][0]['html'])[:200]}" for each in found["violations"]]


@pytest.mark.slow
@pytest.mark.parametrize(("size", "lang", "scheme", "pages"), LOOKS, ids=["phone-en", "phone-cy", "desk-en", "desk-cy"])
def test_everybody_can_use_every_page(
    site: tuple[Path, str], browser: Browser, size: ViewportSize, lang: str, scheme: Any, pages: tuple[str, ...]
) -> None:
    folder, promise = site
    page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
    wrong = watched(page)
    told = []
    for name in (*pages, promise):
        page.goto((folder / lang / name).as_uri())
        told += [f"{name}: {fault}" for fault in faults(page)]
        if page.evaluate("document.documentElement.scrollWidth") > size["width"]:
            told.append(f"{name} is wider than the screen")
    page.goto((folder / "index.html").as_uri())
    assert [*told, *faults(page)] == []
    assert wrong == []


@pytest.mark.slow
def test_promises_can_be_narrowed_from_a_disk(site: tuple[Path, str], browser: Browser) -> None:
    folder, promise = site
    page = browser.new_page()
    wrong = watched(page)
    page.goto((folder / "en" / "find" / "index.html").as_uri())
    page.get_by_label("Words").fill("HUBS")
    found = page.locator(".found .promises > li")
    expect(found.first).to_contain_text("community hubs")
    both = found.count()
    page.get_by_label("Status").select_option("unmet")
    expect(page.locator(".found .count")).to_have_text("1")
    assert both > 1 or found.count() == 1
    assert faults(page) == []
    page.get_by_label("Kind").select_option("duty")
    expect(page.locator(".found .count")).to_have_text("0")
    page.get_by_label("Kind").select_option("")
    found.get_by_role("link").click()
    expect(page).to_have_url((folder / "en" / promise).as_uri())
    assert wrong == []


@pytest.mark.slow
def test_nothing_needs_a_script(site: tuple[Path, str], browser: Browser) -> None:
    folder, promise = site
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto((folder / "en" / "find" / "index.html").as_uri())
    expect(page.get_by_label("Words")).not_to_be_visible()
    page.get_by_role("link", name="Unmet", exact=True).click()
    page.get_by_role("link", name=HUBS).click()
    expect(page).to_have_url((folder / "en" / promise).as_uri())
    page.get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url((folder / "cy" / promise).as_uri())
    expect(page.locator("html")).to_have_attribute("lang", "cy")


@pytest.mark.slow
def test_the_faults_of_a_page_would_be_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html><body><img src='x.png'><p style='color:#999'>words</p></body></html>")
    assert {"image-alt", "html-has-lang", "color-contrast"} <= {fault.split(":")[0] for fault in faults(page)}
