"""A home of its own, files to add to it, and a site of our own."""

import json
from pathlib import Path

import pytest

from crawlers import taking
from tests.addewid.rebuild.rebuilt import PLAN, Notices


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "a plan for café.md").write_text(PLAN, encoding="utf-8")
    (folder / "other.md").write_text("# Another\n\nThe council must publish a list.\n", encoding="utf-8")
    lines = [
        json.dumps({"id": f"bulk-{n}", "title": f"Paper {n}", "text": f"The council must publish list {n} each year."})
        for n in range(120)
    ]
    (folder / "bulk.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


@pytest.fixture
def spider(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "load", lambda name: {"notices": Notices}[name])
