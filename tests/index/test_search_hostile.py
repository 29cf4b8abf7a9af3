"""Whatever is typed or pasted: an answer or one clear sentence, of bounded work, on either engine."""

import re
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import versions
from corpus.codebook import Lang
from corpus.errors import UsageProblem
from index import Index
from index.language import spelling
from index.nearness import near
from index.query.fields import QueryProblem
from index.query.limits import MAX_CHARACTERS, MAX_NEAR, MAX_WIDE, MAX_WORDS, readable, words_in
from index.query.parser import MAX_DEPTH, parse
from index.view import View

Fill = Callable[..., versions.Added]

FOREIGN = ("whoosh", "psycopg", "sqlite", "tsquery", "Error(", "Exception", "Traceback", "NumericRange", "FROM ")
"""What shows that an engine speaks, and not we."""

HALF = "\ud83d"

PASTED = [
    "'; DROP TABLE passages; --", "1' OR '1'='1", '" UNION SELECT * FROM passages', "text:[a TO b] AND care^2.5",
    "care AND (kind:act OR NOT film) ^3 {!} /re.+x/ <b>", "care & support | !film :* <-> plan", "to_tsquery('care')",
    "care AND", "OR", "NOT", "AND OR NOT", "care NOT", "care ANDNOT film", "care REQUIRE film", "*", "**", "* *", "-",
    "--", "- -", "-*", "*-", "~", "~~", "~*", "*~", "~-", "-~", '~"', '"~', '""~5', '"*"', '"-"~3', "*care", "c*re",
    "?are", "care?", "care*~", "care~*", "~care*", "-~care", "~care~", "care~1~2", "care~9", "care~99999999999",
    '"care home"~', '"care home"~999999999999', '"care home"~-1', '"care home"~5~5', '"care home"~1.5',
    '"care home"*', "(", ")", "()", "((", "))", ")(", "(care", "care)", '"', '"""', '"care', 'care"', "“care”",
    "“care", "«care»", "kind:", "kind:act,", "kind:,", "kind:act:bill", ":act", "::", "kind:(act)", 'kind:"act"',
    "KIND:act", "knid:act", "kind:atc", "title:", "title:()", "title:*", 'title:""', "title:care~2", 'title:"care',
    "title:title:care", "heading:heading", "heading:-x", "date:", "date:tomorrow", "date:2019-02-30", "date:0000",
    "date:9999..0001", "date:..", "date:2019...2020", "date:-1", "date:99999", "date:٢٠١٩", "date:2019..2020..2021",
    "ref:/", "ref://", "ref:plan-2021/en/", "ref:plan-2021/en/x", "ref:plan-2021/en/99999999999999999999999999",
    "ref:plan-2021/xx/0", "ref:plan-2021/en/²", "ref:plan-2021/en/-1", "ref:c-", "ref:c-%", "ref:c-_", "ref:s-1",
    "ref:../../etc/passwd", "ref:%00", "body:%", "body:_", "actor:'", 'actor:"', "source:../x", "is:lost", "status:",
    "theme:x", "lang:fr", "lang:cy,en", "care\x00support", "\x00", "ref:a\x00b", "ref:a\x00/en/0", "actor:\x00",
    "body:\x00", '"care\x00home"', "care\x00*", "~\x00care", f"care {HALF}", f"{HALF}*", f"{HALF}~", f"~{HALF}",
    f'"{HALF} care"~3', f"ref:{HALF}", f"ref:{HALF}/en/0", f"ref:c-{HALF}", f"actor:{HALF}", f"body:{HALF}",
    f"source:{HALF}", f"title:{HALF}", f"kind:{HALF}", f"date:{HALF}", "\u202ecare", "ca\u00adre", "\u200b", "\ufeff",
    "\ua78f~", "\ua78f*", "\ufc5e~", "\ufc5e*", "e" + "\u0301" * 500, "\U0001f468\u200d\U0001f469*",
    "\x1b[31mcare\x1b[0m", "care\r\nsupport", "\x85\x1c\x0b", "ﷺ" * 1000, "İ" * 100 + "~", "ß~1", "x" * 3_999,
    "x" * 3_998 + "~", "a-" * 90, "a'" * 90, "1." * 90, "1" + "(1)" * 90, "co " * 90, "co-production" * 90,
    "<script>alert(1)</script>", "{{7*7}}", "${jndi:ldap://x}", "%s%s%n", "\\", "\\x00", "care\\", "🙂 OR 🙂",
]  # fmt: skip


@pytest.fixture
def small(fill: Fill, index: Index) -> Index:
    fill(
        "Care, cares and 1,000 (one) OR more’s the co-production, section 16(1)(c).",
        "Trams; DROP TABLE. To a b.",
        title="x",
    )
    fill("Gofal: cydgynhyrchu a gwasanaethau.", lang=Lang.CY, title="x")
    index.update()
    return index


def understood(query: str, index: Index, *, ways: bool = True) -> None:
    """Ask, in all ways there are; what is raised is one sentence of ours."""
    try:
        results = index.search(query, explain=True)
        assert results.total + results.some == len(results.hits) <= 3
        for hit in results.hits:
            assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
        if not ways:
            return
        index.facets(query)
        index.passages(query)
        list(index.shown([1, 2, 3], query))
        index.similar("plan-2021/en/0", query)
        index.completions(query)
    except UsageProblem as problem:
        said = str(problem)
        assert said.endswith((".", "?", "?.")) or "did you mean" in said
        assert "\n" not in said.replace(query, "")
        assert not [name for name in FOREIGN if name in said.replace(query, "")]
        problem.detail.encode()


@pytest.mark.databases
def test_nothing_pasted_breaks_search_or_lets_the_engine_speak(small: Index) -> None:
    for query in PASTED:
        understood(query, small)
        for wrapped in (f"care -({query})", f"title:{query}"):
            understood(wrapped, small, ways=False)


FIELDS = [f"{name}:" for name in ("kind", "date", "ref", "title", "actor", "is", "xx")]
pieces = st.sampled_from(
    [
        *"()\"-~*: ,.'/\\^[]{}|&!<>\n\t\x00\x07",
        HALF,
        "\u0301",
        "\ua78f",
        "\u00ad",
        " OR ",
        " AND ",
        " NOT ",
        "~2",
        "..",
        "2019",
        "care",
        "gofal",
        "16(1)",
        "co-production",
        *FIELDS,
    ]
)
everything = st.text(st.characters(exclude_categories=()), max_size=80) | st.lists(pieces, max_size=25).map("".join)


@pytest.mark.databases
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(query=everything)
def test_nothing_typed_breaks_search(query: str, small: Index) -> None:
    understood(query, small)


def test_what_an_engine_would_take_for_its_own_syntax_is_plain_words(small: Index) -> None:
    for query in (
        "[a TO b]",
        "care^1,000",
        "/care/ (one)",
        "{care} | cares",
        "care:one",
        "care\x00one",
        f"care{HALF}one",
    ):
        try:
            found = [hit for hit in small.search(query).hits if hit.all_words]
        except QueryProblem as problem:
            assert query == "care:one"
            assert "There is no field care:" in str(problem)
        else:
            assert len(found) == 1, query


def test_what_is_no_text_is_read_as_a_blank_of_the_same_length() -> None:
    for each in map(chr, range(0x110000)):
        read = readable(each)
        assert len(read) == 1
        read.encode()  # any database keeps it
        assert read == each or not each.isprintable()
        assert read not in "\x00\x1b"
    assert parse("care\x00support ref:a\x00b") == parse("care support ref:a b")


@pytest.mark.parametrize("joint", [" ", "-", ".", "/", "'", "_", ",", "\n", "\u00ad-", ")("])
def test_words_are_counted_however_they_are_joined(joint: str) -> None:
    def asked(many: int) -> str:
        words = joint.join(["w"] * many)
        return f"({words})" if joint == ")(" else words

    assert words_in(asked(MAX_WORDS)) == MAX_WORDS
    assert parse(asked(MAX_WORDS)) is not None
    with pytest.raises(QueryProblem, match=rf"at most {MAX_WORDS} words .* has {MAX_WORDS + 1} words"):
        parse(asked(MAX_WORDS + 1))


@pytest.mark.parametrize(
    ("query", "about", "at"),
    [
        ("word " * 10_000, "10,000 words", MAX_CHARACTERS),
        ("(" * 100_000, "100,000 characters", MAX_CHARACTERS),
        (")" * 100_000, "100,000 characters", MAX_CHARACTERS),
        ("(" * MAX_CHARACTERS, "brackets within", MAX_DEPTH),
        (" OR ".join(["w*"] * 10_000), "19,999 words", MAX_CHARACTERS),
        ("~" + " ".join(["w"] * 10_000), "10,000 words", MAX_CHARACTERS),
        ('"' + "w " * 10_000 + '"~5', "10,001 words", MAX_CHARACTERS),
        ("ref:" + ",".join(["a"] * 200), "201 words", 403),
        ("a'" * 1_000, "1,000 words", 2_000),
        ("1" + ".1" * 1_000, "1,001 words", 2_001),
        ("w* " * MAX_WIDE + "care*", f"{MAX_WIDE} words with * or ~", 3 * MAX_WIDE),
        ("w~ " * MAX_WIDE + "care*", f"{MAX_WIDE} words with * or ~", 3 * MAX_WIDE),
        ("(w~)" * MAX_WIDE + "(care~)", f"{MAX_WIDE} words with * or ~", 4 * MAX_WIDE + 1),
        ("title:w* " * MAX_WIDE + "title:care*", f"{MAX_WIDE} words with * or ~", 9 * MAX_WIDE + 6),
        ('care "' + "w " * MAX_NEAR + 'w"~5', f"{MAX_NEAR} words near", 5),
    ],
)
def test_too_much_is_refused_before_any_of_it_is_done(query: str, about: str, at: int) -> None:
    with pytest.raises(QueryProblem, match=re.escape(about)) as raised:
        parse(query)
    assert raised.value.at == at
    assert len(raised.value.detail) < 300


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, int]]:
    """How much work an answer was: atoms whose places were read, words whose letters were compared."""
    work = {"places": 0, "compared": 0}
    places, distances = View.places, spelling._distances

    def reading(view: View, atom: str) -> object:
        work["places"] += 1
        return places(view, atom)

    def comparing(word: str, others: list[str]) -> list[int]:
        work["compared"] += len(others)
        return distances(word, others)

    monkeypatch.setattr(View, "places", reading)
    monkeypatch.setattr(spelling, "_distances", comparing)
    yield work


def test_the_work_of_an_allowed_question_is_bounded(
    fill: Fill, index: Index, counted: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ranking.MAX_EXPANSION", 50)
    fill(*[" ".join(f"w{letter}{number}" for letter in "abcdefghijkl") for number in range(40)], title="x")
    index.update()
    letters = "abcdefghijkl"[:MAX_WIDE]
    assert len(letters) == MAX_WIDE
    index.search(" ".join(f"w{letter}*" for letter in letters))
    assert counted["places"] <= MAX_WIDE * 50
    index.search(" ".join(f"w{letter}12~1" for letter in letters))
    assert counted["compared"] <= 2 * MAX_WIDE * 12 * 40  # in either language, each word once
    with pytest.raises(UsageProblem, match="More than 50 words begin with w; put more letters before"):
        index.search("w*")
    assert counted["places"] <= 3 * MAX_WIDE * 50


@given(
    found=st.lists(st.sets(st.integers(0, 120), max_size=15).map(sorted), min_size=2, max_size=5),
    within=st.integers(0, 9),
)
def test_words_near_one_another_are_those_of_every_window(found: list[list[int]], within: int) -> None:
    reach = len(found) - 1 + within
    windows = {
        begin
        for mine in found
        for begin in mine
        if all(any(begin <= place <= begin + reach for place in other) for other in found)
    }
    assert near([np.array(each, np.int64) for each in found], within).tolist() == sorted(windows)
