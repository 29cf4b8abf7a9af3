"""Markdown and web pages."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from corpus.codebook import DocumentKind, Lang, PassageKind
from corpus.errors import UnreadableDocument
from corpus.readers import Given, read
from corpus.types import ReadDocument

ReadOne = Callable[..., ReadDocument]
Shape = tuple[str, str, str]


def _shapes(document: ReadDocument) -> list[Shape]:
    return [(one.kind.value, one.number, one.text) for one in document.passages]


MARKDOWN = """---
id: hedges-2014
title: On hedges
lang: en
kind: briefing
date: 2014-03
publisher: Hedge Council
url: https://example.org/hedges
basis: [a, b]
checked: 3
---

# On hedges

Some *emphasis*, [a link](https://example.org) and `code`
on two lines. The Council asks that the Government:

1. plant **more**;
2. cut less:
   - in spring
   - in summer
     too

> Quoted words &amp; more.

| Name | Place |
| --- | --- |
| Long hedge | Powys |

## Next

A picture ![of a hedge](hedge.png) here<br>and a break.

<!-- a remark -->
<div>Words in <b>HTML</b>.</div>
"""


def test_markdown_becomes_passages_without_its_marks(read_one: ReadOne) -> None:
    document = read_one("a.md", MARKDOWN)
    assert _shapes(document) == [
        ("heading", "", "On hedges"),
        ("paragraph", "", "Some emphasis, a link and code on two lines. The Council asks that the Government:"),
        ("list-item", "1", "plant more;"),
        ("list-item", "2", "cut less:"),
        ("list-item", "", "in spring"),
        ("list-item", "", "in summer too"),
        ("paragraph", "", "Quoted words & more."),
        ("table-row", "", "Name | Place"),
        ("table-row", "", "Long hedge | Powys"),
        ("heading", "", "Next"),
        ("paragraph", "", "A picture here and a break."),
        ("paragraph", "", "Words in HTML."),
    ]
    assert document.passages[4].lead.endswith("asks that the Government: cut less:")
    assert document.passages[-1].headings == ("Next",)


def test_front_matter_is_what_the_document_says_of_itself(read_one: ReadOne) -> None:
    document = read_one("a.md", MARKDOWN)
    assert document.work == document.source_id == "hedges-2014"
    assert (document.title, document.lang, document.kind) == ("On hedges", Lang.EN, DocumentKind.BRIEFING)
    assert (document.issued, document.issued_text) == (date(2014, 3, 31), "2014-03")
    assert (document.publisher, document.url) == ("Hedge Council", "https://example.org/hedges")
    assert document.extra == {"basis": "a, b", "checked": "3"}


@pytest.mark.parametrize(
    ("stated", "day", "text"),
    [
        ("2014", date(2014, 12, 31), "2014"),
        ("2016-02", date(2016, 2, 29), "2016-02"),
        ("2014-05-06", date(2014, 5, 6), ""),
        ("14 July 2026", date(2026, 7, 14), ""),
        ("Mai 2015", date(2015, 5, 31), "2015-05"),
        ("''", None, ""),
        ("unknown", None, ""),
    ],
)
def test_a_date_may_be_a_year_or_a_month(read_one: ReadOne, stated: str, day: date | None, text: str) -> None:
    document = read_one("a.md", f"---\ntitle: T\ndate: {stated}\n---\nSome words.\n")
    assert (document.issued, document.issued_text) == (day, text)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("kind: act-of-god", "unknown kind “act-of-god”"),
        ("lang: fr", "unknown language “fr”"),
        ("date: soon", "the date “soon”, which is not one"),
        ("date: 2014-13", "which is not one"),
    ],
)
def test_facts_that_do_not_fit_are_refused(read_one: ReadOne, line: str, what: str) -> None:
    with pytest.raises(UnreadableDocument, match="in its front matter") as refused:
        read_one("a.md", f"---\n{line}\n---\nSome words.\n")
    assert what in str(refused.value)


def test_front_matter_without_an_end(read_one: ReadOne) -> None:
    with pytest.raises(UnreadableDocument, match="never ends"):
        read_one("a.md", "---\ntitle: T\n\nSome words.\n")


def test_a_rule_at_the_start_is_not_front_matter(read_one: ReadOne) -> None:
    assert read_one("a.md", "---\n\nSome words.\n").text == "Some words."


PAGE = """<!doctype html><html lang="en-GB"><head><title>Care plans | GOV.WALES</title>
<link rel="canonical" href="https://www.gov.wales/care-plans"><meta name="dcterms.issued" content="2024-03-05">
</head><body><header><nav><ul><li><a href="/">Home</a></li></ul></nav></header>
<a href="#main">Skip to main content</a><main><h1>Care plans</h1>
<p>The Government will consult on a new framework for care, so that the people who use services can shape them.</p>
<h2>What is proposed</h2><p>We propose that councils must:</p>
<ul><li>publish a report on <b>co-production</b></li><li>ask people:<ul><li>carers</li><li>the young</li></ul></li></ul>
<ol start="4"><li>First thing for the councils to do.</li><li>Second thing for them to do.</li></ol>
<table><tr><th>Body</th><th>Duty</th></tr><tr><td>Council</td><td>Publish a plan by <i>1 April</i></td></tr></table>
<p>A last line with <a href="/x">a link</a> in it.</p></main>
<footer><p>Crown copyright and the rest of it</p></footer><script>var x = 1;</script></body></html>"""


def test_the_main_content_of_a_page(read_one: ReadOne) -> None:
    document = read_one("a.html", PAGE)
    assert _shapes(document) == [
        ("heading", "", "Care plans"),
        (
            "paragraph",
            "",
            "The Government will consult on a new framework for care, so that the people who use services "
            "can shape them.",
        ),
        ("heading", "", "What is proposed"),
        ("paragraph", "", "We propose that councils must:"),
        ("list-item", "", "publish a report on co-production"),
        ("list-item", "", "ask people:"),
        ("list-item", "", "carers"),
        ("list-item", "", "the young"),
        ("list-item", "4", "First thing for the councils to do."),
        ("list-item", "5", "Second thing for them to do."),
        ("table-row", "", "Body | Duty"),
        ("table-row", "", "Council | Publish a plan by 1 April"),
        ("paragraph", "", "A last line with a link in it."),
    ]
    assert document.passages[6].lead == "We propose that councils must: ask people:"


def test_what_a_page_says_of_itself(read_one: ReadOne) -> None:
    document = read_one("a.html", PAGE)
    assert (document.title, document.lang) == ("Care plans", Lang.EN)
    assert document.issued == date(2024, 3, 5)
    assert document.url == "https://www.gov.wales/care-plans"
    assert document.publisher == "Welsh Government"


@pytest.mark.parametrize(
    "markup",
    [
        '<meta property="article:published_time" content="2023-05-06T10:00:00Z">',
        '<script type="application/ld+json">{"@graph":[{"@type":"Article","datePublished":"2023-05-06"}]}</script>',
        '<div class="first-published"><span>First published:</span> <span class="item">6 May 2023</span></div>',
        '<p><time itemprop="datePublished" datetime="2023-05-06">in May</time></p>',
        "<p>Cyhoeddwyd gyntaf: 6 Mai 2023</p>",
    ],
)
def test_the_day_of_a_page_is_found(read_one: ReadOne, markup: str) -> None:
    words = "<p>Some words of the text, long enough to be kept.</p>"
    page = f"<html><body><main><h1>T</h1>{markup}{words}</main></body></html>"
    assert read_one("a.html", page).issued == date(2023, 5, 6)


def test_a_page_that_mistakes_its_language(read_one: ReadOne) -> None:
    words = "Bydd y cyngor yn cyhoeddi’r cynllun ar gyfer y dref, ac mae i’w ddarllen gan bawb sydd yn y sir."
    document = read_one("a.html", f'<html lang="en"><body><p>{words}</p></body></html>')
    assert document.lang is Lang.CY
    assert any("its words are Welsh" in warning for warning in document.warnings)


def test_a_page_with_little_on_it_is_read_all_the_same(read_one: ReadOne) -> None:
    document = read_one("a.html", "<p>Bare words.</p><ul><li>One item</li></ul>")
    assert document.text == "Bare words.\n\nOne item"


def test_what_a_page_hides_is_not_its_text(read_one: ReadOne) -> None:
    page = (
        "<html><body><main><p>Shown words of the page.</p><div hidden><p>Accept cookies</p></div>"
        '<p style="display: none">Unseen</p> and these</main></body></html>'
    )
    assert read_one("a.html", page).text == "Shown words of the page.\n\nand these"


def test_a_layout_table_is_not_a_table(read_one: ReadOne) -> None:
    words = "The council will publish the plan for the town, and all may read it. " * 8
    page = f"<html><body><table><tr><td>{words}</td></tr></table></body></html>"
    assert read_one("a.html", page).passages[0].kind is PassageKind.PARAGRAPH


RESPONSE = """<html><body><div><ul><li><a href="/">Home</a></li><li><a href="/a">All about us</a></li></ul></div>
<div class="content"><h1>A response</h1>
<h2>Recommendation 1</h2><p>The Committee recommends that the Government plants hedges as soon as it can be done.</p>
<p>Response: Accept</p><p>The Government will plant hedges, and will publish each year how many it has planted.</p>
<h2>Recommendation 2</h2><p>The Committee recommends that the Government keeps ditches as well as it keeps hedges.</p>
<p>Response: Accept</p><ol type="a"><li>Clean them</li><li value="4"><p>Count them</p></li></ol>
<p>The Government will keep ditches, and will say by the spring of next year what that costs the country.</p></div>
<div><p>Contact us</p></div></body></html>"""


def test_what_a_page_says_twice_is_kept_twice(read_one: ReadOne) -> None:
    document = read_one("a.html", RESPONSE)
    texts = [one.text for one in document.passages]
    assert texts.count("Response: Accept") == 2
    assert [one.text for one in document.passages if one.kind is PassageKind.HEADING] == [
        "A response",
        "Recommendation 1",
        "Recommendation 2",
    ]
    assert [(one.number, one.text) for one in document.passages if one.kind is PassageKind.LIST_ITEM] == [
        ("(a)", "Clean them"),
        ("(d)", "Count them"),
    ]
    assert "All about us" not in texts
    assert "Contact us" not in texts


def test_chosen_parts_of_a_page_are_its_text_in_the_order_of_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<main><p>Furniture.</p><div class=b><p>Second.</p><p class=no>Button</p></div></main><h1>First? No, last.</h1>"
        "<div class=b><div class=b><p>Nested once.</p></div></div>",
        encoding="utf-8",
    )
    given = Given(content=("h1", ".b"), without=(".no",), work="w", part_of="whole", facts={"status": "open"})
    (read_one,) = read(page, given)
    assert [one.text for one in read_one.passages] == ["Second.", "First? No, last.", "Nested once."]
    assert (read_one.work, read_one.part_of, read_one.facts) == ("w", "whole", {"status": "open"})
