"""Text of documents in Markdown: pandoc and a plain reader of Markdown show it as it is."""

import pytest
from markdown_it import MarkdownIt

from publish import pandoc
from publish.escaping import markdown

HOSTILE = (
    "*bold* _slanted_ **x** `code` ~~gone~~ H~2~O x^2^",
    "[a link](https://example.org) ![picture](x.png) [@key, p. 3] @somebody [^1]",
    "<script>alert(1)</script> <b>b</b> &amp; &copy; <!-- unseen -->",
    "$x^2$ \\input{/etc/passwd} $$y$$ \\(z\\)",
    "| a | table |",
    "# No heading",
    "- no list",
    "+ no list",
    "1. no list",
    "(a) no list",
    "a. no list",
    "> no quotation",
    ": no definition",
    "% no title",
    "--- no rule",
    "=== nor this",
    "::: {.no-division}",
    "https://example.org/a_b_c -- and three ... dots",
    "ends with a backslash \\",
    "Version 0.1.0 of 3.5 (b)",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_it_comes_out_as_it_went_in(text: str) -> None:
    written = markdown(text)
    assert "".join(_words(written)) == text
    assert pandoc.convert(written, "markdown-smart", "plain", "--wrap=none").strip() == text


def test_within_other_text_it_comes_out_too() -> None:
    for text in HOSTILE:
        told = pandoc.convert(f"- {markdown(text)}\n", "markdown-smart", "plain", "--wrap=none")
        assert told.strip().removeprefix("-").strip() == text


def test_line_breaks_and_unseen_marks_are_gone() -> None:
    assert markdown("one\n\n# two\u202e\x1b[31m three") == "one \\# two\\[31m three"


def test_plain_words_stay_readable() -> None:
    assert markdown("Addewid 0.1.0, by Mair (2 of 3).") == "Addewid 0.1.0, by Mair (2 of 3)."


def _words(written: str) -> list[str]:
    """The words that a reader of CommonMark with tables sees; anything but words is told by its name."""
    inline = [token for token in MarkdownIt("commonmark").enable("table").parse(written) if token.type == "inline"]
    assert len(inline) == 1
    return [
        part.content if part.type in {"text", "text_special"} else f"<{part.type}>" for part in inline[0].children or ()
    ]
