"""Web annotations: the structure of the standard, and words that are where they say they are."""

import json
import uuid
from io import StringIO
from typing import Any

from corpus import documents
from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.rows import CommitmentFilter
from publish.export import annotations
from publish.export.tables import Slice
from publish.rights import Rights
from tests.publish.exports.exported import ON, chosen, told
from tests.tui.filled import HUBS, HYBIAU

MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing", "highlighting", "identifying",
    "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
"""Those of the vocabulary (Web Annotation Vocabulary, 3.3); a body's purpose is one too."""


def written(corpus: Corpus, *, suggested: bool = False, rights: Rights | None = None, **more: Any) -> dict[str, Any]:
    out, wanted = StringIO(), Slice(CommitmentFilter(on=ON), suggested=suggested)
    with corpus.read() as session:
        count = annotations.write(chosen(session, wanted, rights), out, told(session, wanted, rights), **more)
    held: dict[str, Any] = json.loads(out.getvalue())
    assert held["total"] == count == len(held["first"]["items"])
    return held


def by_motivation(held: dict[str, Any], motivation: str) -> list[dict[str, Any]]:
    return [each for each in held["first"]["items"] if each["motivation"] == motivation]


def test_the_collection_is_one_of_the_standard(full: Corpus) -> None:
    held = written(full, suggested=True)
    context = held["@context"]
    assert context[0] == "http://www.w3.org/ns/anno.jsonld"
    own = set(context[1])
    assert (held["type"], held["first"]["type"], held["first"]["startIndex"]) == (
        "AnnotationCollection",
        "AnnotationPage",
        0,
    )
    assert "7 not yet assessed" in held["dcterms:description"]
    for each in held["first"]["items"]:
        assert set(each) <= {"id", "type", "motivation", "creator", "created", "body", "target"}
        assert each["type"] == "Annotation" and each["motivation"] in MOTIVATIONS
        uuid.UUID(each["id"].removeprefix("urn:uuid:"))
        target = each["target"]
        assert set(target) <= {"type", "source", "selector", "state"} | own
        assert [one["type"] for one in target["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]
        assert ":" in target["source"]["id"] and " " not in target["source"]["id"]
        for body in each["body"]:
            assert body["purpose"] in MOTIVATIONS
            assert body["type"] in {"TextualBody", "SpecificResource"}
    ids = [each["id"] for each in held["first"]["items"]]
    assert len(ids) == len(set(ids))


def test_words_stand_where_they_are_said_to(full: Corpus) -> None:
    for each in written(full, suggested=True)["first"]["items"]:
        quote, position = each["target"]["selector"]
        with full.read() as session:
            row = documents.passage(session, each["target"]["passage"])
            text = documents.text(session, row.version_id)
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert each["target"]["source"]["language"] == row.lang


def test_a_commitment_has_its_page_its_themes_and_its_judgements(full: Corpus) -> None:
    told = by_motivation(written(full), "classifying")
    hubs = next(each for each in told if each["target"]["selector"][0]["exact"] == HUBS)
    assert (hubs["target"]["pageIndex"], hubs["target"]["pageLabel"]) == (1, "6")
    said = {(body["purpose"], body["value"]) for body in hubs["body"]}
    assert said >= {
        ("classifying", "pledge"),
        ("tagging", "peer-networks"),
        ("assessing", "delivery: in-progress"),
        ("assessing", "verifiability: clear"),
    }
    welsh = next(each for each in told if each["target"]["selector"][0]["exact"] == HYBIAU)
    assert not [body for body in welsh["body"] if body["purpose"] == "assessing"], "nobody judged it"
    assert welsh["target"]["source"]["language"] == Lang.CY
    assert hubs["creator"] == {"type": "Software", "name": "Addewid"}


def test_evidence_leads_to_its_commitment_and_says_whether_it_was_decided(full: Corpus) -> None:
    held = written(full, suggested=True)
    names = {each["id"] for each in by_motivation(held, "classifying")}
    linked = by_motivation(held, "linking")
    assert [each["body"][2]["value"] for each in linked] == ["accepted", "accepted", "suggested"]
    assert all(each["body"][0]["source"] in names for each in linked)
    assert len(by_motivation(written(full), "linking")) == 2


def test_themes_are_marked_at_the_words_that_show_them(full: Corpus) -> None:
    [mark] = by_motivation(written(full), "tagging")
    assert mark["target"]["selector"][0]["exact"] == "volunteers"
    assert mark["body"] == [
        {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "value": "core-economy"}
    ]
    only = written(full, kinds=("themes",))
    assert only["total"] == 1


def test_what_stands_around_is_left_out_where_the_document_may_not_be_handed_on(full: Corpus) -> None:
    for each in written(full, rights=Rights(frozenset({"plan-2021"})))["first"]["items"]:
        quote = each["target"]["selector"][0]
        assert ("prefix" in quote) == (not each["target"]["passage"].startswith("plan-2021/"))


def test_a_document_without_a_web_address_has_a_name(full: Corpus) -> None:
    told = by_motivation(written(full), "classifying")
    sources = {
        each["target"]["source"]["id"] for each in told if each["target"].get("passage", "").startswith("hostile")
    }
    assert sources == {"urn:addewid:document:hostile/en"}


def test_a_collection_of_nothing_is_one(corpus: Corpus) -> None:
    assert written(corpus)["total"] == 0
