"""Feeds as sites really have them, and as somebody hostile might send them."""

from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response, TextResponse, XmlResponse

from corpus.codebook import Lang
from corpus.errors import AddewidError, UnreadableDocument
from corpus.readers.clean import clean
from crawlers import feeds
from crawlers.select import PageChanged

URL = "https://site.example.wales/a/feed?page=1"

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
     xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>News &amp; notices</title><link>https://site.example.wales/</link><description/>
<atom:link rel="self" href="https://site.example.wales/a/feed"/>
<item><title>Buses &amp;#8211; a plan</title><link> /buses </link>
  <description>&lt;p&gt;A plan,&lt;/p&gt;&lt;p&gt;at la&lt;b&gt;st&lt;/b&gt; &amp;amp; soon.&lt;/p&gt;</description>
  <content:encoded>&lt;p&gt;All of it&lt;/p&gt;</content:encoded>
  <pubDate>Fri, 17 Jul 2026 00:00:00 GMT</pubDate><category>Transport</category><category> Mid
  Wales </category><guid isPermaLink="false">node-17</guid></item>
<item><title>5 &lt; 6 &amp; so on</title><guid>https://site.example.wales/guid</guid><dc:date>2026-07-01T09:00:00Z</dc:date></item>
<item><title>Nothing else</title><guid isPermaLink="false">x</guid></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:os="http://a9.com/-/spec/opensearch/1.1/">
<title>Lists</title><os:totalResults> 41 </os:totalResults><link rel="next" href="?page=2"/>
<entry><id>tag:1</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
 <span xml:lang="en">Voice Act</span> / <span xml:lang="cy">Deddf Llais</span></div></title>
 <link rel="self" href="/id/1"/><link rel="alternate" type="application/xml" href="/1/data.xml"/>
 <link rel="alternate" hreflang="CY" href="/1/welsh"/><link href="/1"/>
 <updated>2026-02-18T16:03:10.5Z</updated><published>2026-02-16T00:00:00+01:00</published>
 <category term="Voice"/><summary type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p xml:lang="en">Of voice.</p>
 <p xml:lang="cy">Am lais.</p></div></summary></entry>
<entry><id>tag:2</id><title type="html">Rent &amp;amp; &lt;i&gt;homes&lt;/i&gt;</title><updated/></entry>
<entry><id>tag:3</id><title>&lt;Not markup&gt; &amp; more</title></entry>
</feed>"""


def xml(body: str | bytes, url: str = URL) -> XmlResponse:
    return XmlResponse(url, body=body.encode() if isinstance(body, str) else body)


def test_rss_entries_in_plain_words() -> None:
    feed = feeds.read(xml(RSS))
    assert (feed.title, feed.total, feed.next) == ("News & notices", None, "")
    buses, sums, bare = feed.entries
    assert (buses.title, buses.address) == ("Buses – a plan", "https://site.example.wales/buses")
    assert (buses.id, buses.summary) == ("node-17", "A plan, at last & soon.")
    assert (buses.published, buses.stamp) == (date(2026, 7, 17), "Fri, 17 Jul 2026 00:00:00 GMT")
    assert buses.categories == ("Transport", "Mid Wales")
    assert (sums.title, sums.address, sums.published) == (
        "5 < 6 & so on",
        "https://site.example.wales/guid",
        date(2026, 7, 1),
    )
    assert (bare.address, bare.published, bare.updated, bare.stamp, bare.summary) == ("", None, None, "", "")


def test_atom_entries_count_next_page_and_both_languages() -> None:
    feed = feeds.read(xml(ATOM))
    assert (feed.title, feed.total, feed.next) == ("Lists", 41, "https://site.example.wales/a/feed?page=2")
    voice, rent, odd = feed.entries
    assert (voice.title, voice.titles) == ("Voice Act", {Lang.EN: "Voice Act", Lang.CY: "Deddf Llais"})
    assert (voice.summary, voice.categories) == ("Of voice.", ("Voice",))
    assert voice.address == "https://site.example.wales/1"
    assert (voice.published, voice.updated) == (date(2026, 2, 16), date(2026, 2, 18))
    assert voice.stamp == "2026-02-18T16:03:10.5Z"
    assert [(link.rel, link.lang, link.media_type) for link in voice.links] == [
        ("self", "", ""),
        ("alternate", "", "application/xml"),
        ("alternate", "cy", ""),
        ("alternate", "", ""),
    ]
    assert (rent.title, rent.stamp, rent.titles) == ("Rent & homes", "", {})
    assert odd.title == "<Not markup> & more"


def test_a_feed_with_no_entries_is_a_feed() -> None:
    assert feeds.read(xml('<rss version="2.0"><channel><title/></channel></rss>')).entries == ()


@pytest.mark.parametrize(
    "body",
    ["<urlset/>", "<rss/>", "<feed/>", "<html><body/></html>", ATOM.replace("feed", "nourish").replace("2005", "2006")],
)
def test_other_xml_is_no_feed(body: str) -> None:
    with pytest.raises(PageChanged, match="feed or rss element") as raised:
        feeds.read(xml(body))
    assert URL in str(raised.value)


@pytest.mark.parametrize("count", ["many", "-1", "٣", ""])
def test_a_count_that_is_none_is_not_passed_over(count: str) -> None:
    with pytest.raises(PageChanged, match="totalResults"):
        feeds.read(xml(ATOM.replace(" 41 ", count)))


DEEP = "<a>" * 300 + "</a>" * 300
HOSTILE = {
    "a page of excuses": "<!DOCTYPE html><html><head><title>Sorry</title></head><body><p>Sorry<br></body></html>",
    "an external entity": '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>',
    "a bomb": '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel>&b;</channel></rss>',
    "an undefined entity": "<rss><channel><title>a&nbsp;b</title></channel></rss>",
    "a cut": RSS[: len(RSS) // 2],
    "depth": f"<rss><channel>{DEEP}</channel></rss>",
    "nothing": "",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_xml_is_refused_by_address(name: str) -> None:
    with pytest.raises(UnreadableDocument) as raised:
        feeds.read(xml(HOSTILE[name]))
    assert str(raised.value).startswith(f"{URL}: ")
    assert "root:" not in str(raised.value)


def test_the_kind_of_response_and_its_encoding_do_not_matter() -> None:
    for kind in (Response, TextResponse):
        found = feeds.read(kind(URL, body=ATOM.encode()))
        assert found == feeds.read(xml(ATOM))
    accented = ATOM.replace("Voice Act", "Llŷn")
    wide = '<?xml version="1.0" encoding="utf-16"?>' + accented
    assert feeds.read(xml(wide.encode("utf-16"))).entries[0].title == "Llŷn"


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_whatever_comes_is_a_feed_or_an_error_of_ours(body: bytes) -> None:
    try:
        feeds.read(Response(URL, body=body))
    except AddewidError as error:
        assert URL in str(error)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=60)


@given(WORDS)
def test_words_of_a_title_come_through(words: str) -> None:
    entry = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>{escape(words)}</title></entry></feed>'
    assert feeds.read(xml(entry)).entries[0].title == clean(words)


@given(WORDS | st.lists(st.sampled_from(["<p>", "</p>", "<b", ">", "&", "&lt;", "<!--", "<br/>", "x"])).map("".join))
def test_any_description_is_plain_words(words: str) -> None:
    item = f"<rss><channel><item><description>{escape(words)}</description></item></channel></rss>"
    summary = feeds.read(xml(item)).entries[0].summary
    assert "<p>" not in summary.replace(words, "")
    assert summary == clean(summary)
