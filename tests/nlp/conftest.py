"""What the tests of nlp share: one tagger for the session, and a short way to tag a few passages."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from corpus.codebook import DocumentKind, Lang
from corpus.types import AnyFinding, Passage, TaggedSource, lay_out
from nlp import Tagger
from nlp.commitments.drafts import Draft
from nlp.components import CANDIDATE, DRAFTS
from nlp.context import contexts
from nlp.english import grammar as english
from nlp.pipeline import loaded
from nlp.sentences import split
from nlp.welsh import grammar as welsh

Tag = Callable[..., list[AnyFinding]]
Propose = Callable[..., list[Draft]]


@pytest.fixture(scope="session")
def tagger() -> Tagger:
    return Tagger()


@pytest.fixture(scope="session")
def tag(tagger: Tagger) -> Tag:
    """Tag passages (texts or passages) as one version; checks every quotation against its offsets on the way."""

    def run(
        *passages: str | Passage,
        lang: Lang = Lang.EN,
        kind: DocumentKind = DocumentKind.STATEMENT,
        issued: date | None = None,
        publisher: str = "",
        title: str = "A title",
    ) -> list[AnyFinding]:
        given: Sequence[Passage] = [Passage(each, 0, 0) if isinstance(each, str) else each for each in passages]
        placed = lay_out(given)
        source = TaggedSource(title, lang, kind, placed, issued, publisher)
        text = "\n\n".join(passage.text for passage in placed)
        findings = list(tagger.tag(source))
        for finding in findings:
            assert text[finding.start : finding.end] == finding.quote
            assert placed[finding.passage].start <= finding.start <= finding.end <= placed[finding.passage].end
            assert 0 < finding.confidence <= 1
        assert [finding.start for finding in findings] == sorted(finding.start for finding in findings)
        return findings

    return run


@pytest.fixture(scope="session")
def propose() -> Propose:
    """What the rules propose of passages, in order, before any scorer judges it."""

    def run(
        *passages: str | Passage,
        lang: Lang = Lang.EN,
        kind: DocumentKind = DocumentKind.STATEMENT,
        issued: date | None = date(2021, 3, 1),
        publisher: str = "",
        title: str = "A title",
    ) -> list[Draft]:
        pipeline = loaded(lang)
        module = english if lang is Lang.EN else welsh
        placed = lay_out(Passage(each, 0, 0) if isinstance(each, str) else each for each in passages)
        source = TaggedSource(title, lang, kind, placed, issued, publisher)
        found: list[Draft] = []
        for passage, context in zip(placed, contexts(source), strict=True):
            before = ""
            for unit in split(passage.text, lang):
                text = passage.text[unit.start : unit.end]
                candidate = module.candidate(text, context.at(lead=unit.lead, before=before))
                if candidate is not None:
                    doc = pipeline.make_doc(candidate.text)
                    doc.user_data[CANDIDATE] = candidate
                    drafts = pipeline(doc).user_data[DRAFTS]
                    assert all(0 <= draft.start <= draft.act <= draft.end <= len(text) for draft in drafts)
                    found.extend(drafts)
                before = text
        return found

    return run
