"""Training: the right proposals count as right, documents stay apart, and the same examples give the same weights."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.codebook import CommitmentKind, Lang
from nlp.actors import Actor, Who
from nlp.commitments.candidates import Candidate
from nlp.commitments.drafts import Draft
from nlp.commitments.proposals import Place, Proposal
from nlp.context import Context
from nlp.measuring.gold import GoldUnit, Label, held_out, read
from nlp.resources import read_bytes
from training.examples import Example, Examples, match
from training.fitting import fit, probabilities, score

TRAINING = Path(__file__).parents[2] / "training"
GOLD = Path(__file__).parents[1] / "gold"


def proposal(start: int, end: int, *, passage: int = 0, offset: int = 0) -> Proposal:
    unit = "x" * 100
    draft = Draft(CommitmentKind.DUTY, "en-must-public", 0.9, Actor("", Who.OTHER), start, end, start)
    return Proposal(Place(passage, offset, unit, Candidate(unit, 0, Context())), draft, 1)


def gold(*labels: tuple[int, int], end: int = 100) -> GoldUnit:
    return GoldUnit("u", 0, 0, end, tuple(Label(CommitmentKind.DUTY, start, stop) for start, stop in labels))


def test_proposals_are_right_where_they_meet_a_label_and_two_may_meet_one() -> None:
    pairs, missed = match(gold((0, 20), (40, 60)), [proposal(0, 18), proposal(5, 10), proposal(60, 90)])
    assert [right for _, right in pairs] == [True, True, False]
    assert missed == 1


def test_proposals_beside_the_unit_do_not_count_and_labels_without_one_are_missed() -> None:
    pairs, missed = match(
        gold((0, 20), end=30), [proposal(30, 60), proposal(0, 20, passage=1), proposal(0, 9, offset=90)]
    )
    assert (pairs, missed) == ([], 1)


def test_scores_are_those_reckoned_by_hand() -> None:
    told = score(np.array([True, True, False]), np.array([True, False, True]), 1)
    assert [told.precision, told.recall, told.labels] == pytest.approx([0.5, 1 / 3, 3])


def made(count: int = 80) -> Examples:
    """Examples in which one word tells all, over many documents."""
    return Examples(
        tuple(
            Example(f"d{n % 16}", frozenset({"good" if n % 3 else "bad", f"noise {n % 5}"}), bool(n % 3))
            for n in range(count)
        )
    )


def test_the_word_that_tells_is_learnt_and_the_same_examples_give_the_same_weights() -> None:
    first, second = fit(made()), fit(made())
    assert first.scorer == second.scorer
    assert first.scorer.weights["good"] > 0.5 > -0.5 > first.scorer.weights["bad"]
    told = probabilities(first.scorer, made().all)
    assert ((told >= first.scorer.threshold) == np.array([e.right for e in made().all])).all()


def test_cross_validation_never_sees_the_document_it_is_asked_about() -> None:
    """A feature that only names the document tells nothing of other documents, so it cannot help."""
    rows = tuple(Example(f"d{n // 5}", frozenset({f"only d{n // 5}"}), (n // 5) % 2 == 0) for n in range(80))
    told = fit(Examples(rows)).cross
    right = np.array([row.right for row in rows])
    assert ((told >= 0.5) == right).mean() < 0.7


@pytest.mark.parametrize("lang", list(Lang))
def test_our_own_training_sentences_are_gold_data_and_stand_in_no_held_out_document(lang: Lang) -> None:
    ours = read(TRAINING / f"own-{lang}.jsonl")
    gold_texts = {p.text for d in read(GOLD / f"{lang}.jsonl") if held_out(d.name) for p in d.source.passages}
    assert sum(len(document.units) for document in ours) >= 100
    assert not gold_texts & {passage.text for document in ours for passage in document.source.passages}


@pytest.mark.parametrize("lang", list(Lang))
def test_weights_are_written_in_an_order_that_makes_changes_readable(lang: Lang) -> None:
    told = json.loads(read_bytes("scorer.json", lang))
    assert list(told["weights"]) == sorted(told["weights"])
