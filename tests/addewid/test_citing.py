"""Citing words of a passage: as a person types them, and which of them where they stand there more than once."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., subprocess.CompletedProcess[str]]

PLAN = """---
title: A plan for orchards
date: 2021-06-15
publisher: Welsh Government
---

We will plant ten orchards by March 2023.
"""
REPORT = """---
title: A report on orchards
date: 2023-06-15
publisher: Audit Wales
---

Boards met. Four of ten orchards aren\u2019t planted in y t\u0175r. Boards met.
"""


def test_words_are_found_as_typed_and_kept_as_printed(addewid: Run, tmp_path: Path) -> None:
    for name, text in (("plan", PLAN), ("report", REPORT)):
        (tmp_path / f"{name}.md").write_text(text, encoding="utf-8")
    addewid("add", tmp_path / "plan.md", tmp_path / "report.md")
    addewid("tag")
    promise = json.loads(addewid("unmet", "--delivery", "not-assessed", "--text", "ten", "--json").stdout)[0]["ref"]
    passages = json.loads(addewid("show", "report", "--json").stdout)["passages"]
    passage = next(each for each in passages if "Boards" in each["text"])
    told = ["cite", promise, passage["ref"], "--relation", "contradicts", "--json"]

    def kept(*said: object) -> tuple[str, int]:
        quotation = json.loads(addewid(*told, "--quote", *said).stdout)["quotation"]
        return quotation["exact"], quotation["start"]

    at = passage["text"].index("aren")
    assert kept("aren't planted in y tw\u0302r") == ("aren\u2019t planted in y t\u0175r", at)
    assert kept("Four") == ("Four", 12)
    assert kept("Boards met", "--number", 2) == ("Boards met", passage["text"].rindex("Boards"))
    assert json.loads(addewid(*told).stdout)["quotation"]["exact"] == passage["text"]
    twice = addewid(*told, "--quote", "Boards met")
    assert (twice.returncode, twice.stdout) == (2, "")
    assert "holds these words 2 times; quote more of them, or say which with --number." in twice.stderr
    assert addewid(*told, "--number", 2).returncode == 2
