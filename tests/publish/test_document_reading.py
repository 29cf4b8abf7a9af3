"""A writer's Markdown as a safe tree: nothing runs, nothing is fetched, nothing sets options, comments are gone."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import AddewidError
from publish import pandoc
from publish.document import headings, numbering, reading, tree
from publish.document.tree import Node


def kinds(blocks: list[Node]) -> set[str]:
    return {str(node["t"]) for node in tree.every(blocks)}


def as_html(markdown: str) -> str:
    return pandoc.convert(tree.written(reading.blocks(markdown), {}), "json", "html", "--wrap=none")


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "before <img src=x onerror=alert(1)> after",
        "\\input{/etc/passwd} and \\write18{ls}",
        "`<b>x</b>`{=html}",
        "```{=html}\n<b>x</b>\n```",
        '```{=typst}\n#read("x")\n```',
        "$\\href{javascript:alert(1)}{x}$",
        "<div onclick='x'>words</div>",
        "<iframe src='https://example.org'></iframe>",
        "<style>body{display:none}</style>",
    ],
)
def test_code_of_any_format_comes_out_as_words(hostile: str) -> None:
    blocks = reading.blocks(hostile)
    assert not kinds(blocks) & {"RawInline", "RawBlock", "Math"}
    page = as_html(hostile)
    assert "<script" not in page
    assert "<img" not in page
    assert "<iframe" not in page
    assert "<style" not in page
    assert "<div" not in page


def test_comments_are_left_out() -> None:
    text = "a<!-- “hidden” [@x] --> b\n\n<!-- all\n\nof it -->\n\nc"
    assert [tree.words(block) for block in reading.blocks(text)] == ["a b", "c"]


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "JaVaScRiPt:x", "x.html"]
)
def test_a_link_that_no_browser_should_follow_is_its_words(target: str) -> None:
    blocks = reading.blocks(f"[words]({target})")
    assert "Link" not in kinds(blocks)
    assert tree.words(blocks) == "words"


def test_links_to_pages_and_to_parts_of_the_text_stay() -> None:
    page = as_html("# Here {#here}\n\n[a](https://example.org/x) [b](#here) [c](#nowhere) [d](mailto:a@example.org)")
    assert 'href="https://example.org/x"' in page
    assert 'href="#here"' in page
    assert "nowhere" not in page


def test_attributes_of_a_page_are_none_of_a_writers() -> None:
    page = as_html('# H {#q4 .big onclick="x" style="position:fixed" words=300}\n\n[x]{.y style="color:red" lang=cy}')
    assert "onclick" not in page
    assert "style" not in page
    assert "words=" not in page
    assert '<span lang="cy-GB">x</span>' in page
    assert 'id="q4"' in page


def test_a_name_is_of_one_part_and_none_is_that_of_the_list_of_sources() -> None:
    page = as_html("# One {#a}\n\n# Two {#a}\n\n::: {#refs}\nx\n:::")
    assert page.count('id="a"') == 1
    assert 'id="refs"' not in page


def test_a_statement_of_a_status_is_its_words() -> None:
    assert as_html("It [is unmet]{.status promise=c-1 unmet=yes}.").strip() == "<p>It is unmet.</p>"


def test_metadata_in_the_text_sets_nothing() -> None:
    sly = "---\ntitle: x\nheader-includes: <script>\nbibliography: /etc/passwd\n---\n\nwords"
    said = pandoc.convert(sly, reading.DIALECT, "json")
    assert json.loads(said)["meta"] == {}
    assert "etc" in tree.words(reading.blocks(sly))


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\u200f", "\x07", "\ufffe", "\u202a"])
def test_what_cannot_be_seen_and_deceives_is_gone(mark: str) -> None:
    assert tree.words(reading.blocks(f"a{mark}b `c{mark}d`")) == "ab cd"


def test_words_that_are_made_into_a_tree_are_as_plain() -> None:
    assert tree.words(tree.text("a\u202eb\x00c *d* \ud800e\n f")) == "abc *d* e f"


def test_dollars_and_quotation_marks_stay_as_they_are_written() -> None:
    assert tree.words(reading.blocks("from $5 to $10, it's \"so\" -- 'r hen ...")) == (
        "from $5 to $10, it's \"so\" -- 'r hen ..."
    )


def test_what_is_nested_beyond_sense_is_refused_in_one_sentence() -> None:
    deep: Any = [{"t": "Str", "c": "x"}]
    for _ in range(3000):
        deep = [{"t": "Emph", "c": deep}]
    with pytest.raises(AddewidError, match="nested too deeply"):
        reading.safe([{"t": "Para", "c": deep}])
    with pytest.raises(AddewidError, match="nested too deeply"):
        reading.blocks(">" * 100 + " x")
    assert reading.blocks("> " * 30 + "x")
    with pytest.raises(AddewidError, match="nested too deeply"):
        tree.read('{"blocks":' + "[" * 100_000 + "]" * 100_000 + "}")


@pytest.mark.parametrize(("said", "tag"), [("cy", "cy-GB"), ("en", "en-GB"), ("fr", "fr"), ("en-US", "en-US")])
def test_a_language_is_told_with_its_region(said: str, tag: str) -> None:
    assert reading.language(said) == tag


@pytest.mark.parametrize("said", ["", "x", 'cy" onclick="', "welsh!", "cy_GB", "CY"])
def test_what_is_no_language_is_none(said: str) -> None:
    assert reading.language(said) == ""


def levels(markdown: str) -> list[int]:
    return [block["c"][0] for block in headings.ordered(reading.blocks(markdown)) if block["t"] == "Header"]


def test_headings_leave_out_no_level() -> None:
    assert levels("## A\n\n#### B\n\n##### C\n\n## D\n\n# E\n\n### F") == [1, 2, 3, 1, 1, 2]


def test_an_empty_heading_is_none_and_one_in_a_quotation_is_words() -> None:
    ordered = headings.ordered(reading.blocks("# A\n\n#\n\n> # Quoted\n\n- # Listed"))
    assert [node["t"] for node in tree.every(ordered) if node["t"] in {"Header", "Strong"}] == [
        "Header",
        "Strong",
        "Strong",
    ]


@settings(max_examples=200)
@given(st.lists(st.integers(1, 6), max_size=12))
def test_whatever_levels_are_written_each_is_at_most_one_below_another(written: list[int]) -> None:
    found: list[int] = []
    for block in headings.ordered([tree.heading(level, "x") for level in written]):
        found.append(block["c"][0])
    assert len(found) == len(written)
    assert all(here <= before + 1 for before, here in zip([0, *found], found, strict=False))


def numbers(markdown: str) -> list[tuple[str, str]]:
    found = []
    for block in numbering.numbered(reading.blocks(markdown)):
        if block["t"] == "Div" and block["c"][0][1] == [numbering.STYLE]:
            number, *rest = block["c"][1][0]["c"]
            found.append((tree.words([number]), tree.words(rest).split()[0]))
    return found


def test_only_paragraphs_of_the_writers_own_are_numbered() -> None:
    text = (
        "One.\n\n## Heading\n\n::: question\nNot this?\n\nNor this?\n:::\n\nTwo.\n\n> Not quoted.\n\n- not\n\n"
        "- listed\n\n| a | b |\n|---|---|\n| c | d |\n\nThree.[^1]\n\n[^1]: Not a note.\n\n    code\n\nFour.\n"
    )
    assert numbers(text) == [("1", "One."), ("2", "Two."), ("3", "Three."), ("4", "Four.")]


def test_paragraphs_in_another_language_are_numbered_too() -> None:
    blocks = numbering.numbered(reading.blocks("Un.\n\n::: {lang=cy}\nDau.\n\nTri.\n:::\n\nPedwar."))
    said = pandoc.convert(tree.written(blocks, {}), "json", "plain")
    assert said.split() == ["1", "Un.", "2", "Dau.", "3", "Tri.", "4", "Pedwar."]
