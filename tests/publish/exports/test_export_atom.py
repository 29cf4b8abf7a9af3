"""The feed of status changes: an Atom feed that any reader takes, with every judgement and nothing that is none."""

from datetime import datetime
from io import StringIO
from xml.etree import ElementTree as ET

from corpus import account, commitments, events
from corpus.codebook import Lang
from corpus.database import Corpus
from corpus.language import use
from corpus.rows import CommitmentFilter
from publish.export import atom
from publish.export.entries import ATOM
from publish.export.tables import Slice
from publish.rights import Rights
from tests.corpus.accounted import filled
from tests.corpus.stated import Make, judge, keep
from tests.publish.exports.exported import Put, chosen, stamped
from tests.tui.filled import HUBS, REVIEW


def written(corpus: Corpus, rights: Rights | None = None, wanted: Slice | None = None, **more: object) -> str:
    out = StringIO()
    with corpus.read() as session:
        atom.write(chosen(session, wanted, rights), out, stamped(session), "corpus-1", **more)  # type: ignore[arg-type]
    return out.getvalue()


def parsed(text: str) -> ET.Element:
    return ET.fromstring(text.encode())


def named(name: str) -> str:
    return "/".join(f"{{{ATOM}}}{each}" for each in name.split("/"))


def test_the_feed_has_what_atom_asks_for(full: Corpus) -> None:
    """RFC 4287, 4.1.1 and 4.1.2: one id, title and updated of feed and entry, and an author."""
    feed = parsed(written(full, own="https://example.org/feed.xml"))
    assert feed.tag == named("feed")
    entries = feed.findall(named("entry"))
    assert len(entries) == 9
    for each in (feed, *entries):
        for name in ("id", "title", "updated"):
            assert len(each.findall(named(name))) == 1
        assert each.findtext(named("author/name"))
        assert (each.findtext(named("id")) or "").startswith("urn:uuid:")
        datetime.strptime(each.findtext(named("updated")) or "", "%Y-%m-%dT%H:%M:%S%z")
    assert len({each.findtext(named("id")) for each in entries}) == 9
    assert [link.get("rel") for link in feed.findall(named("link"))] == ["self"]
    moments = [each.findtext(named("updated")) or "" for each in entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext(named("updated")) == moments[0]
    assert "7 not yet assessed" in (feed.findtext(named("subtitle")) or "")


def test_an_entry_says_who_judged_what_and_why(full: Corpus) -> None:
    entries = parsed(written(full)).findall(named("entry"))
    search, correction, wrong, *_ = entries
    assert (search.findtext(named("title")) or "").startswith("delivery: no evidence found: “We will review")
    assert search.findtext(named("author/name")) == "Mair"
    assert correction.findtext(named("author/name")) == "Tomos"
    words = correction.findtext(named("content")) or ""
    assert f"Welsh Government: “{HUBS}”" in words
    assert "A plan for care close to home, 1.2, p. 6" in words
    assert "delivery: in progress, as of 1 Jan 2024" in words
    assert "Because: =Misread" in words
    assert "It stands in the place of j-" in words
    assert "It was corrected later." in (wrong.findtext(named("content")) or "")
    category = correction.find(named("category"))
    assert category is not None
    assert (category.get("scheme"), category.get("term")) == ("urn:addewid:delivery", "in-progress")
    link = correction.find(named("link"))
    assert link is not None and link.get("href") == "https://example.org/plan-2021"


def test_pages_of_a_site_are_linked_where_there_is_one(full: Corpus) -> None:
    entry = parsed(written(full, address=lambda ref: f"https://example.org/{ref}.html")).find(named("entry"))
    assert entry is not None
    link = entry.find(named("link"))
    assert link is not None and (link.get("href") or "").startswith("https://example.org/c-")


def test_only_the_newest_are_told_where_that_is_asked(full: Corpus) -> None:
    entries = parsed(written(full, limit=1)).findall(named("entry"))
    assert len(entries) == 1
    assert REVIEW[:20] in (entries[0].findtext(named("title")) or "")


def test_the_same_account_gives_the_same_bytes_and_each_language_its_own(full: Corpus) -> None:
    english = written(full)
    assert written(full) == english
    use(Lang.CY)
    welsh = written(full)
    assert "cyflawni: " in welsh and "2 Maw 2026" in welsh
    ids = [{each.text for each in parsed(text).iter(named("id"))} for text in (english, welsh)]
    assert not ids[0] & ids[1], "an entry has one content"


def test_an_account_without_events_is_a_feed_all_the_same(corpus: Corpus) -> None:
    feed = parsed(written(corpus))
    assert feed.findall(named("entry")) == []
    assert feed.findtext(named("updated")) == "2026-03-02T00:00:00Z"


def test_what_is_not_chosen_is_not_told(full: Corpus) -> None:
    entries = parsed(written(full, wanted=Slice(CommitmentFilter(text="reviewed zebra")))).findall(named("entry"))
    assert entries == []


def test_a_judgement_that_was_only_taken_back_is_told(corpus: Corpus, put: Put, make_document: Make) -> None:
    held = filled(corpus, put, make_document)
    with corpus.write() as session:
        name = events.history(session, [1])[0].name
        account.correct(session, name, because="Not so.", who="Mair")
    entry = parsed(written(corpus, wanted=Slice())).find(named("entry"))
    assert entry is not None
    assert (entry.findtext(named("title")) or "").startswith("verifiability: taken back: “")
    assert held.open_hubs


def test_a_source_that_may_not_be_handed_on_is_quoted_shortly(corpus: Corpus, put: Put, make_document: Make) -> None:
    words = "We will " + "open hubs soon, " * 40 + "and \x00 <b>keep</b> them."
    with corpus.write() as session:
        keep(session, put, make_document(words))
        [row] = commitments.listing(session, CommitmentFilter())
        judge(session, row.ref)
    text = written(corpus, rights=Rights(frozenset({"plan-2021"})), wanted=Slice())
    assert len(parsed(text).findtext(named("entry/content")) or "") < 600
    assert "&lt;b&gt;" in written(corpus, wanted=Slice())
