"""Styles of citations: found by name, by another name, or told of what comes near."""

import pytest

from corpus.errors import UsageProblem
from publish.citations import styles


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("oscola", "oscola.csl"),
        ("harvard", "harvard-cite-them-right.csl"),
        ("apa", "apa.csl"),
        ("nature-digest", "nature.csl"),
    ],
)
def test_a_style_is_found_by_its_name(name: str, file: str) -> None:
    assert styles.path(name).name == file
    assert name in styles.names()


@pytest.mark.parametrize("name", ["oscla", "", "../oscola", "/etc/passwd", "OSCOLA", "oscola.csl", "dependent/oscola"])
def test_another_name_is_refused_with_some_that_come_near(name: str) -> None:
    with pytest.raises(UsageProblem, match="oscola"):
        styles.path(name)


def test_every_name_leads_to_a_style_that_prints() -> None:
    tried = [*styles.names()[::500], styles.DEFAULT, *styles.ALIASES]
    assert all(
        "<bibliography" in text or "<citation" in text for text in (styles.path(n).read_text("utf-8") for n in tried)
    )
