"""Whatever stands on the command line of a search: an answer, or one sentence and its exit status."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from addewid.cli import cli
from corpus.errors import AddewidError, NotFound, UsageProblem

Ask = Callable[..., Result]

HALF = "\udcff"
"""What a byte that is no text comes to in an argument."""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A command over a corpus of one document."""
    folder = tmp_path_factory.mktemp("hostile")
    path = folder / "care.md"
    path.write_text("Care for carers at home.\n\nA film on care.\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ADDEWID_HOME", str(folder / "home"))
        patched.setenv("ADDEWID_NAME", "Mair")
        runner = CliRunner()

        def run(*arguments: str) -> Result:
            return runner.invoke(cli, [*arguments])

        for begin in (("add", str(path)), ("search", "care", "--save", "mine"), ("index",)):
            result = run(*begin)
            assert result.exit_code == 0, result.output
        yield run


def ends_well(result: Result) -> None:
    """With an answer, with what Click says of the command line, or with a sentence of ours."""
    if isinstance(result.exception, AddewidError):
        said = str(result.exception)
        assert said.strip()
        assert "Traceback" not in said
        result.exception.detail.encode()
        assert result.stdout == ""
    else:
        assert result.exit_code in (0, 1, 2), result.exception
        assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)


pieces = [*"\"()*~-: ,.;'\\\x00\n", HALF, " OR ", "care", "home", "kind:", "ref:", "date:", "2019", "..", "\u0301"]
words = st.text(st.characters(exclude_categories=()), max_size=20) | st.lists(st.sampled_from(pieces), max_size=9).map(
    "".join
)
refs = words | st.sampled_from(
    ["care/en/0", "care/en/1" + "0" * 30, "care/en/²", "c-", "a/en/-1", "/", "//", "care/en/"]
)
option = (
    st.tuples(st.sampled_from(["--similar"]), refs)
    | st.tuples(st.sampled_from(["--body", "--save", "--since", "--kind", "--limit", "--offset"]), words)
    | st.tuples(st.sampled_from(["--offset"]), st.integers(0, 10**30).map(str))
    | st.sampled_from(["--record", "--any", "--newest", "--facets", "--explain", "--json", "--csv", "--all"]).map(
        lambda name: (name,)
    )
)
options = st.lists(option, max_size=3).map(lambda each: [part for pair in each for part in pair])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(query=st.lists(words, max_size=3), more=options)
def test_no_command_line_breaks_search(query: list[str], more: list[str], ask: Ask) -> None:
    ends_well(ask("search", *more, "--", *query))
    ends_well(ask("search", *query, *more))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(name=words)
def test_no_name_breaks_what_is_saved(name: str, ask: Ask) -> None:
    ends_well(ask("search", "care", "--save", name))
    ends_well(ask("watch", "--", name))
    ends_well(ask("searches", "--forget", name))
    assert ask("searches", "--json").exit_code == 0


def test_half_a_character_is_read_as_a_blank(ask: Ask) -> None:
    found = json.loads(ask("search", f"care{HALF}home", "--json").stdout)
    assert (found["query"], found["total"]) == ("care home", 1)
    recorded = ask("search", f"zebra{HALF}", "--record")
    assert "Recorded as s-" in recorded.stdout
    assert json.loads(ask("search", "care", "--body", f'no{HALF}"body', "--json").stdout)["total"] == 0
    assert isinstance(ask("search", "--similar", f"care/en/{HALF}").exception, NotFound)
    assert isinstance(ask("search", "--similar", "care/en/" + "9" * 40).exception, NotFound)
    assert isinstance(ask("watch", f"no{HALF}").exception, NotFound)
    assert isinstance(ask("searches", "--forget", f"{HALF}").exception, NotFound)
    assert isinstance(ask("search", "care", "--save", "a\x07b").exception, UsageProblem)
    assert isinstance(ask("search", "care", "--save", "x" * 1000).exception, UsageProblem)


def test_a_saved_search_that_was_made_elsewhere_may_hold_anything(ask: Ask, tmp_path: Path) -> None:
    for at, query in enumerate(["care OR", "care -film", "“care”"]):
        assert ask("search", query, "--save", f"s{at}").exit_code == 0
        feed = tmp_path / f"{at}.xml"
        assert ask("watch", f"s{at}", "--feed", str(feed)).exit_code == 0
        assert feed.read_text(encoding="utf-8").startswith("<?xml")
