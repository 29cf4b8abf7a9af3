"""The form of a response as it is read: questions, quotations and their citations, and their lines; never a crash."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus.codebook import Lang
from publish import pandoc
from publish.responses.checked import ProblemKind
from publish.responses.form import GAP, LARGEST, Draft, Quoted, parse

WHOLE = """---
title: 'Response to: \\<b\\>Orchards\\</b\\> \\$x\\$'
lang: en-GB
consultation: orchards-2026
deadline: 2026-05-01
words: 900
author: [Mair Tester, {name: Tomos Tester}]
numbered: true
style: oscola
funding: none
---

Before the questions.

## Question 4 {#q4 words=300}

::: question
What do you *think* of “ten new orchards in each county”?
:::

The Act says that councils “must promote the planting of trees” [@tree-act-2014, s. 16(1)(c)].
It is [no evidence found]{.status promise=c-4k7m2x9 delivery=no-evidence-found}.

### Why? {#q4-a}

> A council shall plant
> ten trees.
>
> — The Minister [@record-2020, {14:05 (Jane Hutt)}]

## Anything else {#q_2}
"""


def only(text: str) -> Quoted:
    (one,) = parse(text).quotations
    return one


def keys(one: Quoted) -> list[tuple[str, str]]:
    return [(cited.key, cited.locator) for cited in one.citations]


def test_a_whole_response_is_understood() -> None:
    draft = parse(WHOLE)
    assert not draft.faults
    meta = draft.meta
    assert (meta.title, meta.lang, meta.consultation) == ("Response to: <b>Orchards</b> $x$", Lang.EN, "orchards-2026")
    assert (meta.deadline, meta.words, meta.author) == (date(2026, 5, 1), 900, "Mair Tester, Tomos Tester")
    assert meta.numbered and meta.style == "oscola" and meta.other == {"funding": "none"}
    assert meta.lines["words"] == 6
    four, part, other = draft.questions
    assert (four.id, four.number, four.heading, four.line, four.budget) == ("q4", "4", "Question 4", 15, 300)
    assert four.text == "What do you think of “ten new orchards in each county”?"
    assert four.answered and four.words == 16 and (four.first, four.last) == (20, 23)
    assert (part.number, part.under, part.answered) == ("4(a)", "q4", True)
    assert (other.number, other.heading, other.answered) == ("", "Anything else", False)
    assert [(one.words, one.line, keys(one), one.apart) for one in draft.quotations] == [
        ("must promote the planting of trees", 21, [("tree-act-2014", "s. 16(1)(c)")], False),
        ("A council shall plant\nten trees.", 26, [("record-2020", "14:05 (Jane Hutt)")], True),
    ]
    (status,) = draft.statuses
    assert (status.ref, status.judgement, status.value) == ("c-4k7m2x9", "delivery", "no-evidence-found")
    assert (status.words, status.line) == ("no evidence found", 22)


@pytest.mark.parametrize(
    "text",
    [
        "Mae'r cyngor yn gofyn i'r bobl, ac mae 'n rhaid iddo ateb o'r diwedd; dyna 'r drefn a'r gwaith i'w wneud.",
        "The councils' duties aren't the members' own, and the '90s saw the carers' needs grow; 'tis so, it's said.",
        "The councils’ duties aren’t the members’ own, and the ’90s saw the carers’ needs grow; ‘tis so, it’s said.",
        "Gwnaeth hi’r gwaith i’w phlant, a’r hyn a ’na welodd o’r dechrau yw’r gorau i’r bobl yn ’u cartrefi.",
        'The board is 6" wide and 4" thick, and the "so-called" “three word scare” quotes are ‘not a quotation’.',
        "An e-mail to mair@example.org and a price of $5 to $6 [in brackets] are nothing.",
    ],
)
def test_an_apostrophe_is_no_quotation_mark(text: str) -> None:
    draft = parse(text)
    assert draft.quotations == () and draft.citations == () and draft.faults == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It says “ten trees in each county”.", "ten trees in each county"),
        ('It says "ten trees in each county".', "ten trees in each county"),
        ("It says ‘ten trees in each county’.", "ten trees in each county"),
        ("It says 'ten trees in each county'.", "ten trees in each county"),
        ("It says ‘the carers’ trees in each county’, and so on.", "the carers’ trees in each county"),
        ("It says ‘it’s ten trees in each council’s county’ and so on", "it’s ten trees in each council’s county"),
        ("Dywed ‘mae’r coed i’w plannu’n awr’ yma o’r diwedd.", "mae’r coed i’w plannu’n awr"),
        ("It says “ten “new” trees in each county”.", "ten “new” trees in each county"),
        ("It says “ten ‘new’ trees in each county”.", "ten ‘new’ trees in each county"),
        ("It says «ten trees in each county».", "ten trees in each county"),
        ("It says “ten *trees* in **each** [county]{lang=cy} \\*here\\*”.", "ten trees in each county *here*"),
        ("It says “ten [trees](https://x.org/a_(b)) in_each `county`”.", "ten trees in_each county"),
        ("It says “ten &amp; more trees&nbsp;in each<!-- “no” --> county”.", "ten & more trees\xa0in each county"),
        ("It says “ten […] trees in [each] county”.", f"ten {GAP} trees in {GAP} county"),
        ("It says “trees” [@a].", "trees"),
        ("It says “trees”. [@a]", "trees"),
        ("It says 'trees' [@a].", "trees"),
        ("> trees [@a]", "trees"),
        ("> “ten trees.” [@a]", "ten trees."),
        ("- > ten\n  > trees [@a]", "ten\ntrees"),
        ("```\nIt says “ten trees in each county”.\n```", "ten trees in each county"),
        ("    It says “ten trees in each county”.", "ten trees in each county"),
        ("<div>It says “ten trees in each county”.</div>", "ten trees in each county"),
        ("~~~\nnever closed, and “ten trees in each county”.", "ten trees in each county"),
        ("# It says “ten trees in each county”", "ten trees in each county"),
        ("Text.[^1]\n\n[^1]: It says “ten trees in each county”.", "ten trees in each county"),
        ("> " * 150 + "deep: “ten trees in each county”", "ten trees in each county"),
    ],
)
def test_quotations_are_seen_wherever_a_reader_would_see_them(text: str, words: str) -> None:
    assert only(text).words == words


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("“ten trees in each county” [@a, p. 3]", [("a", "p. 3")]),
        ("“ten trees in each county” [see @a, p. 3; also @b-2014/cy s. 4]", [("a", "p. 3"), ("b-2014/cy", "s. 4")]),
        ("“ten trees in each county”, says the Act (at length) [-@a].", [("a", "")]),
        ("“ten trees in each county” and “ten more in the next” [@a].", [("a", "")]),
        ("“ten trees in each county”, says @a [t. 4; @b].", [("a", "t. 4"), ("b", "")]),
        ("As @a [p. 3] says, “ten trees in each county”.", [("a", "p. 3")]),
        ("Others disagree [@a]. It says “ten trees in each county”.", []),
        ("@a disagrees. It says “ten trees in each county”.", []),
        ("It says “ten trees in each county”. Others disagree [@a].", []),
        ("It says “ten trees in each county”. @a disagrees.", []),
        ("It says “ten trees in each county” in s. 4 of Dr. Tester's Act [@a].", [("a", "")]),
        ("“ten trees in each county”.[^n]\n\n[^n]: [@a, s. 2].", [("a", "s. 2")]),
        ("“ten trees in each county”^[[@a, s. 2] and more].", [("a", "s. 2")]),
        ("“ten trees in each county” [@a, {s. 2}]", [("a", "s. 2")]),
        ("“ten trees in each county” [@{https://x.org/a_b}, p. 1]", [("https://x.org/a_b", "p. 1")]),
        ("“ten trees in each county” [@a, 14:05 \\[sic\\]]", [("a", "14:05 [sic]")]),
        ("> ten trees [@a]\n>\n> ten more [@a]\n\nMore [@b].", [("a", "")]),
        ("> ten trees\n\n[@a]", []),
    ],
)
def test_the_citation_of_a_quotation_is_the_one_of_its_sentence(text: str, cited: list[tuple[str, str]]) -> None:
    draft = parse(text)
    assert keys(draft.quotations[0]) == cited
    assert all(keys(other) == cited for other in draft.quotations)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("One.\n\nIt says “ten trees in\neach county.", 3, "no partner"),
        ("One.\n\nten trees in\neach county” it says", 4, "no partner"),
        ("One.\n\nTwo [@a, s. 3\nand more.", 3, "never end"),
        ("One [two {.status promise=c-1 delivery=met} three.", 1, "square brackets"),
        ("One [two]{.status promise=c-1 delivery=met three.", 1, "never end"),
        ("One [two]{.status delivery=met} three.", 1, "names a promise"),
        ("One [two]{.status promise=c-1} three.", 1, "names a promise"),
        ("One.\n\n<blockquote>Two.</blockquote>", 3, "HTML"),
        ("## Question {#q1}\n\n::: question\nWhat?\n\n“ten trees in each county” [@a]", 3, "never ends"),
        ("## Q {#q1}\n\n::: question\nWhat?\n\n## Q {#q2}\n\n“ten trees in each county” [@a]", 3, "never ends"),
        ("One.\n\n:::\n\nTwo.", 3, "nothing that this line"),
        ("## Q {#q1}\n\n## Q {#q1}", 3, "two questions"),
        ("## Q {#q1 words=many}", 1, "word budget"),
        ("---\ntitle: x\nlang: fr\n---\n", 3, "language"),
        ("---\ndeadline: tomorrow\n---\n", 2, "deadline"),
        ("---\ntitle: x\nwords: -4\n---\n", 3, "word budget"),
        ("---\nnumbered: perhaps\n---\n", 2, "numbered"),
        ("---\ntitle: x\nwords: 300\n\nNever ends.", 1, "never ends"),
        ("---\ntitle: [x\n---\n", 2, "plain YAML"),
        ("---\na: &a [x, x]\nb: [*a, *a]\n---\n", 1, "plain YAML"),
        ("---\nx: !!python/object/apply:os.system [ls]\n---\n", 2, "plain YAML"),
        ("---\nwords: " + "9" * 5000 + "\n---\n", 1, "plain YAML"),
        ("---\ndeadline: 2026-13-45\n---\n", 1, "plain YAML"),
        ("---\n- a\n- b\n---\n", 1, "not a list of keys"),
        ("---\nx: " + "[" * 3000 + "\n---\n", 1, "plain YAML"),
        ("---\nx: " + "y" * 70_000 + "\n---\n", 1, "64 KB"),
        ("x" * (LARGEST + 1), 1, "divide it"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_at_its_line(text: str, line: int, said: str) -> None:
    faults = parse(text).faults
    assert [(fault.line, said in fault.sentence) for fault in faults] == [(line, True)], faults


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark_change_nothing(ending: str) -> None:
    assert parse("\ufeff" + WHOLE.replace("\n", ending)) == parse(WHOLE)


def test_what_a_question_asks_is_no_quotation_and_no_answer() -> None:
    draft = parse("## Q {#q1}\n\n::: {.question lang=en}\nIs “ten trees in each county” right [@a]?\n:::\n")
    assert (draft.quotations, draft.citations, draft.words, draft.questions[0].answered) == ((), (), 0, False)


def test_a_part_answers_its_question_and_not_the_other_way() -> None:
    one, two, three = parse("## Q {#q1}\n\n### Q {#q1-a}\n\nYes.\n\n### Q {#q1-b}\n").questions
    assert (one.answered, two.answered, three.answered) == (True, True, False)


def test_comments_are_not_words() -> None:
    assert parse("## Q {#q1}\n\n<!-- What\n\nto say? -->\n").words == 0


def test_a_heading_beside_the_questions_ends_an_answer() -> None:
    draft = parse("## Q {#q1}\n\nOne.\n\n## About us\n\nTwo three.\n\n## Q {#q2}\n\n### Aside\n\nFour.\n")
    assert [question.words for question in draft.questions] == [1, 1] and draft.words == 4
    assert [(question.first, question.last) for question in draft.questions] == [(2, 4), (10, 14)]


ORACLE = r"""
One [@a, s. 1; see @b p. 2] and @c [p. 3; @d] and -@e, not x@f or \@g, `@h` [^1] [text @i]{lang=cy} [l @j](u)
*@k* ‘@l’ @{m/n} [*@o*, p. 4] @p. @q: @r/cy, @s--t [@u{p. 5}] (@v) [-@w] ^[n @x, 3] [“x” @y]

[^1]: A note [@z, chap. 4].
"""


def _cites(told: Any) -> Iterator[str]:
    if isinstance(told, dict):
        if told.get("t") == "Cite":
            yield from (each["citationId"] for each in told["c"][0])
        yield from _cites(told.get("c"))
    elif isinstance(told, list):
        for each in told:
            yield from _cites(each)


def test_pandoc_sees_the_same_citations() -> None:
    told = json.loads(pandoc.convert(ORACLE, "markdown", "json"))
    assert sorted(_cites(told["blocks"])) == sorted(cited.key for cited in parse(ORACLE).citations)


TEXT = st.lists(
    st.sampled_from(
        [
            *"ab'\"“”‘’«»*_`[](){}<>@^~#&;:.,!?-=\\$|é\t \x0b\x0c\x85\u2028\x00\u202e",
            *(
                "\n",
                "\n\n",
                "\r\n",
                "> ",
                "- ",
                "1. ",
                "    ",
                "::: question\n",
                ":::\n",
                "---\n",
                "## Q {#q1}\n",
                "[@a, s. 1]",
            ),
            *(
                "“ten trees in each county”",
                "]{.status promise=c-1 delivery=met}",
                "<!--",
                "-->",
                "```\n",
                "[^1]",
                "\n[^1]: ",
            ),
            *(
                "<div>",
                "</div>",
                "&amp;",
                "{#q2 words=3}",
                "lang: cy-GB\n",
                "words: 3\n",
                "\ufeff",
                "===\n",
                "| a | b |\n",
            ),
        ]
    ),
    max_size=60,
).map("".join)


@given(TEXT)
@example("> \x0c\n> “ten trees in each county”")
@example("\x85\n\u2028“ten trees in each county”")
def test_reading_never_fails_and_lines_are_those_of_the_file(text: str) -> None:
    draft = parse(text)
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in _lines(draft):
        assert 1 <= line <= len(lines)
    for one in draft.quotations:
        held = " ".join(lines[one.line - 1 :])
        first = next(c for c in one.words if c.isalnum()) if any(map(str.isalnum, one.words)) else ""
        assert first in held
    for cited in draft.citations:
        assert f"@{cited.key}" in lines[cited.line - 1] or f"@{{{cited.key}}}" in lines[cited.line - 1]
    for status in draft.statuses:
        assert status.ref in "\n".join(lines[status.line - 1 :])


def _lines(draft: Draft) -> Iterator[int]:
    for found in (draft.faults, draft.quotations, draft.citations, draft.statuses, draft.questions):
        yield from (one.line for one in found)


@given(st.lists(st.sampled_from(["Word.", "> apart [@x]", "- item", "## Head", "```\ncode\n```", "a\nb"]), max_size=8))
def test_a_quotation_keeps_its_line_whatever_stands_before_it(before: list[str]) -> None:
    text = "\n\n".join([*before, "Here\nit says “ten trees in\neach county” [@key, s. 4]."])
    line = text.split("\n").index("it says “ten trees in") + 1
    assert [(one.line, one.citation.line) for one in parse(text).quotations if one.citation and "ten" in one.words] == [
        (line, line + 1)
    ]


def test_the_documentation_says_what_is_so() -> None:
    told = (Path(__file__).parents[2] / "docs" / "responses.md").read_text(encoding="utf-8")
    draft = parse(told.partition("```markdown\n")[2].partition("```")[0])
    assert not draft.faults
    assert [one.number for one in draft.questions] == ["4", "4(a)"] and draft.questions[0].budget == 300
    assert [keys(one) for one in draft.quotations] == [[("orchard-plan", "p. 3")], [("orchard-plan", "p. 4")]]
    assert [one.value for one in draft.statuses] == ["no-evidence-found"]
    kinds = re.findall(r"^\| `([a-z]+)` \|", told.partition("## What `check`")[2], re.MULTILINE)
    assert kinds == [kind.value for kind in ProblemKind]
