"""``addewid explain``: why words are a commitment, and whether today's rules still say so."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.commands.reasons import in_words
from addewid.pipeline import explaining
from corpus.codebook import DocumentKind, Lang
from corpus.errors import NotFound, UsageProblem
from corpus.rows import CommitmentRow
from corpus.types import Passage, TaggedSource, lay_out
from nlp import Tagger
from nlp.explain import Explanation

PLAN = """---
id: plan-2021
title: A plan for care
lang: en
kind: strategy
date: 2021-06-15
publisher: Welsh Government
---
# A plan for care

The Welsh Government will open ten community hubs by 31 March 2023.

Winters are wet in the hills.
"""


def run(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"ADDEWID_HOME": str(home)}, catch_exceptions=False)


@pytest.fixture
def filled(home: Path, tmp_path: Path) -> Path:
    """A home with one plan, tagged."""
    plan = tmp_path / "plan.md"
    plan.write_text(PLAN, encoding="utf-8")
    assert run(home, "add", str(plan)).exit_code == 0
    assert run(home, "tag").exit_code == 0
    return home


def ref_of(home: Path) -> str:
    (row,) = json.loads(run(home, "unmet", "--delivery", "not-assessed", "--json").stdout)
    return str(row["ref"])


def test_a_commitment_is_explained_from_its_words_to_its_weights(filled: Path) -> None:
    shown = run(filled, "explain", ref_of(filled)).stdout
    assert max(map(len, shown.splitlines())) <= 80
    for said in (
        "“The Welsh Government will open ten community hubs by 31 March 2023.”",
        "A plan for care, ",
        "Cues        “will”",
        "Kind        pledge",
        "Actor       “The Welsh Government”: Welsh Government",
        "Deadline    “by 31 March 2023”, which is 2023-03-31",
        "Verdict     a commitment: probability 0.",
        "For it      +",
        "Today’s rules say the same of it.",
        "spaCy 3.",
    ):
        assert said in shown


def test_json_holds_every_reason(filled: Path) -> None:
    ref = ref_of(filled)
    told = json.loads(run(filled, "explain", ref, "--json").stdout)
    (reading,) = told["readings"]
    assert (told["ref"], told["changed"], reading["kind"]) == (ref, [], "pledge")
    assert told["tagged_with"] == told["made_by"]["rules"]
    assert reading["finding"]["deadline"] == "2023-03-31"
    assert reading["probability"] >= reading["threshold"] > 0
    assert len(reading["reasons"]) > 5


def test_what_other_rules_said_is_told_beside_what_todays_say(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = explaining.differences

    def as_if_kept_otherwise(kept: CommitmentRow, readings: list[Explanation]) -> list[str]:
        return changed(replace(kept, deadline=None, actor="They"), readings)

    monkeypatch.setattr(explaining, "differences", as_if_kept_otherwise)
    shown = " ".join(run(filled, "explain", ref_of(filled)).stdout.split())
    assert "The deadline is kept as nothing; today’s rules say “2023-03-31”." in shown
    assert "The actor is kept as “They”; today’s rules say “The Welsh Government”." in shown
    assert "say the same" not in shown


def test_words_of_a_document_by_their_characters_and_a_passage(filled: Path) -> None:
    by_place = run(filled, "explain", "plan-2021/en:17-40").stdout
    assert "“The Welsh Government wi" in by_place
    assert "Kind        pledge" in by_place
    passages = json.loads(run(filled, "show", "plan-2021", "--json").stdout)["passages"]
    dull = next(each["ref"] for each in passages if "Winters" in each["text"])
    assert "Nothing in these words is a cue" in run(filled, "explain", dull).stdout


def test_a_sentence_in_itself_in_either_language(home: Path) -> None:
    english = run(home, "explain", "We will publish a plan by 2030.", "--kind", "statement").stdout
    assert "Kind        pledge" in english
    assert "“we” is Welsh Government" in english
    welsh = run(home, "explain", "Byddwn yn cyhoeddi cynllun.", "--kind", "statement", "--lang", "cy").stdout
    assert "Kind        pledge" in welsh
    assert "[" not in welsh.splitlines()[1], "it stands in no document"


@pytest.mark.parametrize(
    "ref", ["c-0000000", "plan-2021/en:500-900", "plan-2021/en:9-9", "nowhere:1-2", "plan-2021/en/99"]
)
def test_what_names_nothing_is_one_sentence(filled: Path, ref: str) -> None:
    with pytest.raises((NotFound, UsageProblem)):
        run(filled, "explain", ref)


SENTENCES = {
    Lang.EN: (
        "We will invest £5 million in 2027, and the council must report on 4 of them?",
        "“The Welsh Ministers must lay a report before the Senedd within 12 months.”",
        "I call on the Welsh Government to bring forward a Bill; it should consult councils first.",
        "We hope to see the strategy published, and the programme will aim to reach everybody.",
        "Landlords must register. They will be told. The Department for Transport will pay.",
    ),
    Lang.CY: (
        "Byddwn yn buddsoddi £5 miliwn yn 2027, a rhaid i’r cyngor adrodd.",
        "Dylai Llywodraeth Cymru gyhoeddi cynllun, ac rydym yn gobeithio gwneud hynny.",
        "Argymhellir bod y byrddau iechyd yn adrodd o fewn 12 mis.",
    ),
}


def test_every_reason_can_be_put_in_words(tagger: Tagger) -> None:
    told: set[str] = set()
    for lang, sentences in SENTENCES.items():
        for kind in (DocumentKind.STATEMENT, DocumentKind.ACT, DocumentKind.RECORD, DocumentKind.MOTION):
            passages = lay_out(Passage(text, 0, 0, lead="We will:" if "hope" in text else "") for text in sentences)
            source = TaggedSource("A title", lang, kind, passages)
            for reading in tagger.explain(source, 0, passages[-1].end):
                told.update(reason.words for reason in reading.reasons)
    assert len(told) > 100
    assert {words for words in told if in_words(words) is None} == set()


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger()


def test_reasons_read_as_english() -> None:
    for feature, words in {
        "rule en-must-public": "the rule “en-must-public” found it",
        "rule en-must voice government": "the rule “en-must” found it, and the government speaks",
        "rule part must": "its rule is of the family “must”",
        "duty in document act": "it reads as a duty and the document is of the kind “act”",
        "just before we will": "“we will” stands just before the act",
        "word 0": "a number stands near the act",
        "after 2000": "a year follows the act’s beginning",
        "actor body True": "the body that would act is known",
        "length more": "its sentence has more than 60 words",
        "place first of 1": "it stands first in its sentence, alone",
    }.items():
        assert in_words(feature) == words
    assert in_words("something quite new") is None
    assert not re.search(r"[{}]", "".join(str(in_words(f"{name} x y")) for name in ("before", "lead", "opens")))
