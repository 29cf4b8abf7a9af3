"""What every spider must have: a docstring that says what it is, a recorded page, and what it makes of it.

A test module of this folder gives, in ``EXPECTED``, by the spider's name, pages of the replica and all that the spider
yields for each.
"""

import importlib
import inspect
import re
from functools import cache
from pathlib import Path

import pytest

from crawlers.items import Follow, Item
from crawlers.spiders import SOURCES, load
from crawlers.spiders.base import Source
from tests.crawlers.answers import Recorded, fetched

HERE = Path(__file__)
LINES = ("Site:", "Yields:", "Caveats:", "Confirmed:")


def spider(name: str) -> Source:
    """A spider of this name; ``website`` is nothing without a start."""
    return load(name)(**({"start": "https://site.example.wales/"} if name == "website" else {}))


@cache
def recorded() -> dict[str, tuple[Recorded, ...]]:
    """What the test modules of this folder record, by spider."""
    found: dict[str, tuple[Recorded, ...]] = {}
    for path in sorted(HERE.parent.glob("test_*.py")):
        if path != HERE:
            module = importlib.import_module(f"tests.crawlers.spiders.{path.stem}")
            for name, pages in getattr(module, "EXPECTED", {}).items():
                found[name] = found.get(name, ()) + tuple(pages)
    return found


@pytest.mark.parametrize("name", SOURCES)
def test_says_what_it_is(name: str) -> None:
    kind = load(name)
    assert kind.name == name
    said = inspect.cleandoc(kind.__dict__.get("__doc__") or "")
    for line in LINES:
        assert re.search(rf"^{line} \S", said, re.MULTILINE), f"the docstring of {kind.__name__} has no line {line}"
    if not kind.confirmed:
        assert "unconfirmed" in said


@pytest.mark.parametrize("name", SOURCES)
def test_begins_where_the_replica_answers_and_only_at_its_own_hosts(name: str) -> None:
    source = spider(name)
    begun = list(source.begin())
    assert begun
    for follow in begun:
        scheme, _, rest = follow.address.partition("://")
        host, slash, path = rest.partition("/")
        assert (scheme, slash) == ("https", "/"), follow.address
        assert host in source.hosts
        assert getattr(getattr(source, follow.read), "reads", False)
        assert fetched(host, f"/{path}").status == 200, follow.address


@pytest.mark.parametrize("name", SOURCES)
def test_has_recorded_pages_and_makes_a_document_of_one(name: str) -> None:
    pages = recorded().get(name, ())
    assert any(isinstance(one, Item) for page in pages for one in page.yields), f"no Item is expected of {name}"


@pytest.mark.parametrize(
    ("name", "page"),
    [
        pytest.param(name, page, id=f"{name}-{page.path_and_query}")
        for name, pages in recorded().items()
        for page in pages
    ],
)
def test_yields_what_is_expected(name: str, page: Recorded) -> None:
    response = fetched(page.host, page.path_and_query)
    source = spider(name)
    found = list(source.answer(page.read, response, page.context))
    assert found == list(page.yields)
    assert found == list(source.answer(page.read, response, page.context)), "a second reading differs"
    for one in found:
        if isinstance(one, Follow):
            assert one.address.startswith("https://"), one.address
            assert getattr(getattr(source, one.read), "reads", False), one.read
