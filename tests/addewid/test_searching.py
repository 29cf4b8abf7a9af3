"""Searching as a person does it: what is printed, what is refused, what is kept and watched."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner, Result

from addewid.cli import cli
from corpus import searches
from corpus.database import Corpus
from corpus.errors import NotFound, UsageProblem

Run = Callable[..., subprocess.CompletedProcess[str]]
Ask = Callable[..., Result]

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A command run in this process, by Mair unless ``who`` says otherwise."""
    monkeypatch.setenv("ADDEWID_HOME", str(home))

    def run(*arguments: object, who: str = "Mair") -> Result:
        monkeypatch.setenv("ADDEWID_NAME", who)
        return CliRunner().invoke(cli, [*map(str, arguments)])

    return run


@pytest.fixture
def add(ask: Ask, tmp_path: Path) -> Callable[..., None]:
    """Add documents, each named by its first word and made of the texts after it."""

    def put(*documents: tuple[str, ...]) -> None:
        for name, *texts in documents:
            path = tmp_path / f"{name}.md"
            facts = f"id: {name}\ntitle: On {name}\nlang: en\nkind: strategy\ndate: 2021-06-15\npublisher: Audit Wales"
            path.write_text(f"---\n{facts}\n---\n" + "\n\n".join(texts) + "\n", encoding="utf-8")
            result = ask("add", path)
            assert result.exit_code == 0, result.output

    return put


@pytest.fixture
def filled(add: Callable[..., None]) -> None:
    add(
        ("care", "Care for carers at home.", "A film on care of many kinds.", "=SUM(A1) costs of care."),
        ("copy", "Care for all who live in the towns of the north, and their carers."),
    )


@pytest.mark.usefixtures("filled")
def test_a_real_command_line_takes_words_to_leave_out_and_refuses_what_is_no_option(addewid: Run) -> None:
    found = addewid("search", "care", "-film", "--json")
    assert json.loads(found.stdout)["total"] == 3
    assert json.loads(found.stdout)["query"] == "care -film"
    refused = addewid("search", "care", "--fim")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.splitlines() == ["There is no option --fim; addewid search --help lists them."]
    fault = addewid("search", 'care "home', "--json")
    assert (fault.returncode, fault.stdout) == (2, "")
    said, query, caret = fault.stderr.splitlines()
    assert said.startswith("A quotation mark")
    assert query[caret.index("^") :] == '"home'


@pytest.mark.usefixtures("filled")
def test_a_hit_says_where_it_stands_and_why_it_matched(ask: Ask) -> None:
    said = ask("search", "caring home", "--explain").stdout
    assert "On care, ¶ 1, 2021-06-15  [care/en/0]" in said
    assert "“Care” of the same stem, once in the text" in said
    assert "“home” as written, once in the text" in said
    hit = json.loads(ask("search", "caring home", "--explain", "--json").stdout)["hits"][0]
    assert [reason["sought"] for reason in hit["why"]] == ["caring", "home"]
    assert sum(reason["share"] for reason in hit["why"]) == pytest.approx(hit["score"], rel=1e-3)
    assert [hit["snippet"][start:end] for start, end in hit["marks"]] == ["Care", "home"]


@pytest.mark.usefixtures("filled")
def test_a_mistyped_word_is_put_right(ask: Ask) -> None:
    assert "\nDid you mean: carers home\n" in ask("search", "carres home").stdout
    found = json.loads(ask("search", "carres", "--json").stdout)
    assert (found["suggestion"], found["hits"]) == ("carers", [])


@pytest.mark.usefixtures("filled")
def test_a_table_of_all_hits_holds_no_formula(ask: Ask) -> None:
    result = ask("search", "care", "--csv", "--all")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert len(rows) == 4
    assert {row["text"] for row in rows} >= {"'=SUM(A1) costs of care.", "Care for carers at home."}
    assert {row["paragraph"] for row in rows} == {"1", "2", "3"}
    assert len(list(csv.DictReader(io.StringIO(ask("search", "care", "--csv", "--limit", 2).stdout)))) == 2
    whole = json.loads(ask("search", "care", "--json", "--all").stdout)
    assert [hit["ref"] for hit in whole["hits"]] == [row["ref"] for row in rows]


@pytest.mark.usefixtures("filled")
def test_similar_passages(ask: Ask) -> None:
    found = json.loads(ask("search", "--similar", "care/en/0", "--json").stdout)
    assert (found["similar"], found["query"]) == ("care/en/0", "")
    assert found["hits"][0]["ref"] == "copy/en/0"
    assert "care/en/0" not in {hit["ref"] for hit in found["hits"]}
    assert isinstance(ask("search", "--similar", "care/en/99").exception, NotFound)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("  ",),
        ("--similar", "care/en/0", "--record"),
        ("--similar", "care/en/0", "--save", "x"),
        ("--similar", "care/en/0", "--newest"),
        ("care", "--csv", "--json"),
        ("care", "--csv", "--facets"),
        ("care", "--save", " "),
    ],
)
def test_what_makes_no_sense_together_is_refused(arguments: tuple[str, ...], ask: Ask) -> None:
    result = ask("search", *arguments)
    assert isinstance(result.exception, UsageProblem), result.output
    assert json.loads(ask("searches", "--json").stdout) == []


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("words", [(), ("",), ("-",), ("kind:strategy",)])
def test_an_option_or_a_field_alone_is_enough(words: tuple[str, ...], ask: Ask) -> None:
    found = json.loads(ask("search", *words, "--kind", "strategy", "--json", "--limit", 1).stdout)
    assert (found["total"], len(found["hits"])) == (4, 1)


@pytest.mark.usefixtures("filled")
def test_a_recorded_search_keeps_the_question_and_nothing_of_how_it_was_shown(ask: Ask) -> None:
    first = json.loads(ask("search", "zebra care", "--kind", "strategy", "--record", "--json").stdout)
    ways = ("--any", "--newest", "--limit", 1, "--explain", "--csv")
    table = ask("search", "zebra care", "--kind", "strategy", "--record", *ways)
    again = table.stderr.rsplit("Recorded as ", 1)[1].strip(".\n")
    one, other = (json.loads(ask("show", ref, "--json").stdout) for ref in (first["recorded"], again))
    assert one["query"] == other["query"] == "(zebra care) kind:strategy"
    assert one["hits"] == other["hits"] == 0
    assert one["corpus_revision"] == other["corpus_revision"] == first["revision"]


def test_watching_tells_what_is_new_to_each_person(ask: Ask, add: Callable[..., None], tmp_path: Path) -> None:
    add(("plan", "Care for carers at home.", "Of roads."))
    assert "No search is saved yet" in ask("watch").stdout
    assert "No search is saved yet" in ask("searches").stdout
    saved = ask("search", "care", "--lang", "en", "--save", "my care")
    assert (saved.exit_code, "Saved as my care" in saved.stderr) == (0, True)
    assert isinstance(ask("search", "roads", "--save", "my care").exception, UsageProblem)
    assert "0 new since" in ask("watch", "my care").stdout
    add(("more", "More care.", "Roads again."))
    feed = tmp_path / "news.xml"
    told = ask("watch", "--feed", feed).stdout
    assert "my care  ((care) lang:en): 1 new since" in told
    assert "[more/en/0]" in told
    assert "[plan/en/0]" not in told
    assert "0 new since" in ask("watch").stdout
    (bob,) = json.loads(ask("watch", "--json", who="Bob").stdout)
    assert (bob["since"], bob["total"]) == (None, 2)
    assert [hit["ref"] for hit in bob["new"]] == ["more/en/0", "plan/en/0"]
    (row,) = json.loads(ask("searches", "--json", who="Ceri").stdout)
    assert (row["name"], row["made_by"], row["looked_at"]) == ("my care", "Mair", None)
    _check_feed(feed)
    add(("plan", "A new beginning.", "Care for carers at home.", "Care for 5 carers at home."))  # a second version
    (mair,) = json.loads(ask("watch", "my care", "--json").stdout)
    assert ([hit["ref"] for hit in mair["new"]], mair["total"]) == (["plan/en/2"], 3)
    ask("watch", "--feed", feed)
    before = feed.read_bytes()
    assert ask("watch", "--feed", feed).exit_code == 0
    assert feed.read_bytes() == before
    assert ask("searches", "--forget", "my care").exit_code == 0
    assert isinstance(ask("watch", "my care").exception, NotFound)


def _check_feed(path: Path) -> None:
    root = ET.fromstring(path.read_bytes())
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}title") == "Addewid: saved searches"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}content") for entry in entries] == ["More care.", "Care for carers at home."]
    for element in (root, *entries):
        assert (element.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
        assert (element.findtext(f"{ATOM}updated") or "").endswith("Z")
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 2


def test_one_saved_search_that_cannot_be_asked_any_more_stops_no_other(
    ask: Ask, add: Callable[..., None], home: Path
) -> None:
    add(("plan", "Care for carers."))
    ask("search", "carers", "--save", "b")
    corpus = Corpus(f"sqlite:///{home / 'corpus.db'}")
    with corpus.write() as session:
        searches.save(session, "a", "care ref:gone/en/0", "Mair")
    corpus.close()
    result = ask("watch")
    assert "b  (carers): 0 new" in result.stdout
    assert result.stderr.splitlines()[-1].startswith("a: No document is called gone")
    assert result.exit_code == 1
    assert isinstance(ask("watch", "a").exception, NotFound)
