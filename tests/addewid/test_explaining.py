"""``addewid explain``: why words are a commitment, and whether today's rules still say so."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from addewid.commands.reasons import in_words
from addewid.pipeline import explaining
from addewid.pipeline.explaining import Asked, told
from addewid.workspace import opened
from corpus import commitments, documents, evidence, findings
from corpus.codebook import CommitmentKind, DocumentKind, Lang, Relation, Theme
from corpus.errors import NotFound, UsageProblem
from corpus.rows import CommitmentFilter
from corpus.types import LinkSuggestion, Passage, TaggedSource, lay_out
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


@pytest.fixture
def at_home(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADDEWID_HOME", str(home))


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
    asked = explaining.asked
    otherwise: dict[str, Any] = {
        "deadline": None,
        "actor": "They",
        "amends": "the 2014 Act",
        "themes": (Theme.PREVENTION, Theme.OUTCOMES),
        "deadline_text": "soon",
    }

    def as_if_kept_otherwise(*about: Any) -> Asked:
        found = asked(*about)
        assert found.kept is not None
        return replace(found, kept=replace(found.kept, **otherwise))

    monkeypatch.setattr(explaining, "asked", as_if_kept_otherwise)
    shown = " ".join(run(filled, "explain", ref_of(filled)).stdout.split())
    assert "The deadline is kept as nothing; today’s rules say “2023-03-31”." in shown
    assert "The actor is kept as “They”; today’s rules say “The Welsh Government”." in shown
    assert "The deadline’s wording is kept as “soon”; today’s rules say “by 31 March 2023”." in shown
    assert "The amended Act is kept as “the 2014 Act”; today’s rules say nothing." in shown
    assert "The theme is kept as “outcomes, prevention”; today’s rules say “community-resilience”." in shown
    assert "say the same" not in shown


def test_words_of_a_document_by_their_characters_and_a_passage(filled: Path) -> None:
    by_place = run(filled, "explain", "plan-2021/en:17-40").stdout
    assert "“The Welsh Government wi" in by_place
    assert "Kind        pledge" in by_place
    passages = json.loads(run(filled, "show", "plan-2021", "--json").stdout)["passages"]
    dull = next(each["ref"] for each in passages if "Winters" in each["text"])
    assert "Nothing in these words is a cue" in run(filled, "explain", dull).stdout


HUBS = """# Hubs

Some people should think about it, but we will open a hub. The first hub has been opened in Rhyl. Time banking pays.

Recommendation 4: We accept this recommendation in principle.

Question 2: Do you agree with the hubs?
"""


@pytest.fixture
def hubs(home: Path, tmp_path: Path, at_home: None) -> Path:
    """A home with a reply about hubs, in which there is something of everything, tagged."""
    paper = tmp_path / "hubs.md"
    front = "id: hubs\nlang: en\nkind: government-response\ndate: 2022-01-10\npublisher: Welsh Government"
    paper.write_text(f"---\n{front}\n---\n{HUBS}", encoding="utf-8")
    assert run(home, "add", str(paper)).exit_code == 0
    assert run(home, "tag").exit_code == 0
    return home


def test_a_passage_lists_all_that_is_found_in_it_with_rules_and_words(hubs: Path) -> None:
    def shown(number: int) -> str:
        lines = run(hubs, "explain", f"hubs/en/{number}").stdout.splitlines()
        assert max(map(len, lines)) <= 80
        return " ".join(" ".join(lines).split())

    for said in (
        "Commitment pledge, probability 0.",
        "by “should”, “will” in “we will open a hub.”",
        "Progress done (2022-01-10), confidence 0.",
        ", rule progress-has-been-done by “opened” in “The first hub has been opened in Rhyl.” Theme core-economy",
        ", rule theme-core-economy-strong by “Time banking” More",
        "More about the first: addewid explain hubs/en:45-64",
    ):
        assert said in shown(1)
    assert "Response accepted-in-principle (recommendation 4), confidence 0." in shown(2)
    assert ", rule question-numbered by “Question 2:”, “?” in “Do you agree" in shown(3)
    assert run(hubs, "explain", "hubs/en:45-64").stdout.count("Verdict     a commitment: ") == 1


def test_json_tells_other_findings_as_wholly(hubs: Path) -> None:
    others = json.loads(run(hubs, "explain", "hubs/en/1", "--json").stdout)["others"]
    assert [(each["finding"], each["rests_on"]) for each in others] == [
        ("progress", ["opened"]),
        ("theme", ["Time banking"]),
    ]
    assert (others[0]["state"], others[0]["rule"]) == ("done", "progress-has-been-done")


def test_a_neighbour_in_the_same_sentence_is_not_taken_for_what_is_asked_about(hubs: Path) -> None:
    """Somebody marked words in which no rule finds a commitment; the rest of their sentence holds one."""
    with opened(quiet=True) as workspace, workspace.corpus.write() as session:
        passage = documents.passage(session, "hubs/en/1")
        ref = findings.add(session, passage.id, 0, 33, CommitmentKind.RECOMMENDATION)
    shown = run(hubs, "explain", ref).stdout
    assert "“Some people should think about it”" in shown
    assert "No reading is of these very words; these are of the rest of their sentence." in shown
    assert "Quotation   we will open a hub." in shown
    assert "Today’s rules find no commitment in these words." in shown
    assert "is kept as" not in shown


@pytest.mark.usefixtures("at_home")
def test_the_reading_that_touches_most_comes_first(tagger: Tagger) -> None:
    text = "The council must publish a list and the Welsh Ministers must lay a report."
    source = TaggedSource("An Act", Lang.EN, DocumentKind.ACT, lay_out([Passage(text, 0, 0)]))
    cut = text.index("the Welsh")
    with opened(quiet=True) as workspace:
        workspace.__dict__["tagger"] = tagger

        def read(start: int, end: int) -> list[str]:
            return [text[each.start : each.end] for each in told(workspace, Asked(source, start, end)).readings]

        one, other = read(0, cut + 9)
        assert (text.index(one) < cut, text.index(other)) == (True, cut)
        assert read(cut - 9, len(text)) == [other, one]
        assert read(0, cut + 9) == [one, other]
        assert read(cut + 9, len(text)) == [other]


def test_evidence_is_explained_by_its_reasons_and_a_pair_elsewhere(hubs: Path) -> None:
    with opened(quiet=True) as workspace, workspace.corpus.write() as session:
        (row,) = commitments.listing(session, CommitmentFilter())
        passage = documents.passage(session, "hubs/en/1")
        link = LinkSuggestion(passage.id, 59, 97, Relation.DELIVERS, 0.61, ("the same hub", "the same body"))
        evidence.suggest(session, row.ref, [link], 1)
        (found,) = commitments.get(session, row.ref).evidence
    shown = run(hubs, "explain", found.ref)
    assert f"Evidence    suggested: delivers, for {row.ref}, score 0.61" in shown.stdout
    assert "Because     the same hub; the same body" in shown.stdout
    assert "rule progress-has-been-done" in shown.stdout
    with pytest.raises(UsageProblem, match="addewid same p-1234567"):
        run(hubs, "explain", "p-1234567")


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
                if isinstance(reading, Explanation):
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
        "act of self government": "its subject acts, is whoever speaks, and the government speaks",
        "clause main will": "the cue, of the sort “will”, is in a main clause",
        "must of public joined by nothing": "by “must”, its subject is a public body, after nothing",
        "verb soft done of other": "its verb is of the group “soft”, its subject is acted upon and is something else",
        "cue after and": "“and” stands before its clause",
        "place first of 1": "it stands first in its sentence, alone",
    }.items():
        assert in_words(feature) == words
    assert in_words("something quite new") is None
    assert not re.search(r"[{}]", "".join(str(in_words(f"{name} x y")) for name in ("before", "lead", "opens")))
