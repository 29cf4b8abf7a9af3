"""The feed of hits: one that any reader takes, whatever the documents hold; the same entries give the same bytes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

from hypothesis import example, given
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.rows import PassageRow
from publish.export.feed import ATOM, Entry, as_atom

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)

PASSAGE = PassageRow(
    id=1, ref="plan/en/0", version_id=1, ordinal=0, kind=PassageKind.PARAGRAPH, text="Care & <b>more</b>.", start=0,
    end=19, headings=(), number="", page_index=2, page_label="", lead="", amends="", speaker="", role="", dated=None,
    document_key="plan", document_title="A plan", document_kind=DocumentKind.ACT, lang=Lang.CY, publisher="Senedd",
    url="https://example.org/a plan?x=1&y=ŷ", source_id="", issued_text="2021",
)  # fmt: skip


def named(name: str) -> str:
    return f"{{{ATOM}}}{name}"


def test_a_feed_is_whole_escaped_and_newest_first() -> None:
    entries = [Entry("a", PASSAGE, NOON, "care"), Entry("b", replace(PASSAGE, id=2, url=""), NOON + timedelta(1), "c")]
    text = as_atom("Addewid: care", "corpus feed", entries, NOON)
    assert text == as_atom("Addewid: care", "corpus feed", entries[::-1], NOON)
    feed = ET.fromstring(text.encode())
    assert feed.findtext(named("updated")) == "2026-03-02T12:00:00Z"
    assert feed.findtext(f"{named('author')}/{named('name')}") == "Addewid"
    newer, older = feed.findall(named("entry"))
    assert newer.find(named("link")) is None
    link = older.find(named("link"))
    assert link is not None
    assert link.get("href") == "https://example.org/a%20plan?x=1&y=%C5%B7"
    assert older.findtext(named("title")) == "A plan, p. 3, 2021"
    assert older.findtext(named("content")) == "Care & <b>more</b>."
    assert older.findtext(named("updated")) == "2026-03-01T12:00:00Z"
    assert newer.findtext(named("id")) != older.findtext(named("id"))


def test_a_feed_of_nothing_is_a_feed() -> None:
    feed = ET.fromstring(as_atom("Addewid", "corpus feed", [], NOON).encode())
    assert feed.findtext(named("updated")) == "2026-03-01T12:00:00Z"
    assert feed.findall(named("entry")) == []


@given(st.text(st.characters()), st.text(st.characters()))
@example("\ud800", "\ud800")
def test_no_text_breaks_a_feed(words: str, url: str) -> None:
    passage = replace(PASSAGE, text=words, document_title=words, publisher=words, url=f"http://{url}")
    feed = ET.fromstring(as_atom(words, words, [Entry(words, passage, NOON, words)], NOON).encode())
    assert len(feed.findall(named("entry"))) == 1
