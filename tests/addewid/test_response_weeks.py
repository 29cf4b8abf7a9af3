"""The setting of how long there is to answer recommendations."""

from pathlib import Path

import pytest

from addewid.settings import load, portable
from corpus.codebook import DocumentKind
from corpus.errors import UsageProblem


def test_committees_are_answered_in_six_weeks_unless_it_is_set_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert load(path).response_weeks == {DocumentKind.COMMITTEE_REPORT: 6}
    path.write_text('name = "Mair"\nresponse_weeks = { audit-report = 8, committee-report = 12 }\n', encoding="utf-8")
    told = load(path).response_weeks
    assert told == {DocumentKind.COMMITTEE_REPORT: 12, DocumentKind.AUDIT_REPORT: 8}
    path.write_text(portable(path), encoding="utf-8")
    assert load(path).response_weeks == told, "carried to another machine"


def test_no_weeks_stop_a_clock(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[response_weeks]\ncommittee-report = 0\n", encoding="utf-8")
    assert load(path).response_weeks == {}


@pytest.mark.parametrize(
    "said",
    [
        "6",
        '"six"',
        "{ committee = 6 }",
        "{ committee-report = -1 }",
        "{ motion = 6.5 }",
        "{ motion = true }",
        "{ motion = 521 }",
    ],
)
def test_weeks_that_make_no_sense_are_refused_in_one_sentence(tmp_path: Path, said: str) -> None:
    path = tmp_path / "settings.toml"
    path.write_text(f"response_weeks = {said}\n", encoding="utf-8")
    with pytest.raises(UsageProblem, match=r"should set response_weeks = .* as in \{ committee-report = 6 \}\.$"):
        load(path)
