"""The samples drawn for training: from development documents alone, and nothing twice."""

import json

import pytest

from corpus.errors import UsageProblem
from nlp.measuring.gold import held_out
from tests.gold.draw import SHARED
from training import draw


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not beside the repository")
def test_the_samples_hold_no_held_out_document_no_gold_sentence_and_nothing_twice() -> None:
    units = [*draw.first(), *draw.second()]
    digests = {unit.sha256 for unit in units}
    gold = {json.loads(line)["sha256"] for line in draw.GOLD.read_text(encoding="utf-8").splitlines()}
    assert not any(held_out(unit.document) for unit in units)
    assert len(digests) == len(units) > 1400
    assert not gold & digests


def test_an_unknown_sample_is_a_usage_problem() -> None:
    with pytest.raises(UsageProblem, match=r"first\|second"):
        draw.main(["third", "out.jsonl"])
