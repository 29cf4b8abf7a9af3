"""The starter corpus: briefings of ours, honest about their basis, with decisions that hold."""

import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

STARTER = Path(__file__).parents[2] / "corpus" / "starter"
FILES = sorted(STARTER.glob("*.md"))
Run = Callable[..., subprocess.CompletedProcess[str]]


def front_matter(file: Path) -> dict[str, str]:
    _, head, _ = file.read_text(encoding="utf-8").split("---\n", 2)
    loaded = yaml.safe_load(head)
    assert isinstance(loaded, dict)
    return {str(key): str(value) for key, value in loaded.items()}


def blocks(file: Path) -> list[str]:
    """The shape of a document: a heading's depth, an item, or a paragraph, for each block."""
    _, _, body = file.read_text(encoding="utf-8").split("---\n", 2)
    lines = [line for line in body.splitlines() if line.strip()]
    return [found[0] if (found := re.match(r"#+|-|\d+\.", line)) else "paragraph" for line in lines]


def test_there_are_enough_documents_and_twins() -> None:
    languages = Counter(front_matter(file)["lang"] for file in FILES)
    assert languages["en"] >= 40
    assert languages["cy"] >= 12


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_document_says_that_it_is_ours_and_what_it_rests_on(file: Path) -> None:
    head = front_matter(file)
    assert head["title"].startswith("Briff: " if head["lang"] == "cy" else "Briefing: ")
    assert head["basis"]
    assert head["date"]
    assert re.fullmatch(r"https?://\S+", head.get("url", "https://none"))
    name = f"{head['id']}.cy" if head["lang"] == "cy" else head["id"]
    assert file.stem == name


@pytest.mark.parametrize("file", [file for file in FILES if file.stem.endswith(".cy")], ids=lambda file: file.name)
def test_twins_have_one_shape_and_the_same_facts_above(file: Path) -> None:
    english = STARTER / f"{file.name.removesuffix('.cy.md')}.md"
    assert blocks(file) == blocks(english)
    mine, other = front_matter(file), front_matter(english)
    assert [mine.get(name) for name in ("id", "date", "kind", "url")] == [
        other.get(name) for name in ("id", "date", "kind", "url")
    ]


@pytest.fixture
def home(starter_home: Path) -> Path:
    return starter_home


@pytest.mark.slow
def test_the_starter_is_a_living_account_and_building_it_again_adds_nothing(addewid: Run) -> None:
    first = json.loads(addewid("overview", "--json").stdout)
    deliveries = first["deliveries"]
    assert first["documents"] >= 40
    assert {"met", "in-progress", "partly-met", "broken"} <= {value for value, many in deliveries.items() if many}
    assert json.loads(addewid("unmet", "--json").stdout)
    again = addewid("starter")
    assert again.returncode == 0, again.stderr
    assert json.loads(addewid("overview", "--json").stdout) == first
    verified = addewid("verify")
    assert (verified.returncode, "0 not found" in verified.stdout) == (0, True)
    waiting = ("unmet", "--delivery", "not-assessed", "--limit", "2")
    assert f"2 of {deliveries['not-assessed']:,} commitments listed." in addewid(*waiting).stdout
    assert addewid("doctor").returncode == 0
    assert "every judgement" in addewid("doctor").stdout
