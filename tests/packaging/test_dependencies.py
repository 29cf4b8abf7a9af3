"""Whatever our packages import is declared: in the core, or in the extra that it comes with."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("addewid", "corpus", "crawlers", "index", "nlp", "publish", "tui")

WITH_ANOTHER = {
    "aiohttp": "textual-serve",
    "aiohttp_jinja2": "textual-serve",
    "itemadapter": "scrapy",
    "markupsafe": "jinja2",
    "OpenSSL": "scrapy",
    "parsel": "scrapy",
    "service_identity": "scrapy",
    "thinc": "spacy",
    "twisted": "scrapy",
    "w3lib": "scrapy",
    "zope": "scrapy",
}
"""Libraries that come with one that is declared, and are part of how it is used."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported(file: Path) -> set[str]:
    """The packages that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names) - set(OURS) - {"_typeshed", "training"}


def declared() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    kept = {
        name: wanted for name, wanted in project["optional-dependencies"].items() if name not in {"dev", "benchmarks"}
    }
    every = [*project["dependencies"], *(one for wanted in kept.values() for one in wanted)]
    return {plain(re.match(r"[\w.-]+", one)[0]) for one in every}  # type: ignore[index]


@pytest.mark.parametrize("room", OURS)
def test_every_library_is_declared(room: str) -> None:
    told, known = packages_distributions(), declared()
    undeclared = {
        (file.relative_to(ROOT).as_posix(), name)
        for file in (ROOT / room).rglob("*.py")
        for name in imported(file)
        if not {plain(each) for each in told.get(name, [name])} & known and WITH_ANOTHER.get(name) not in known
    }
    assert undeclared == set()
