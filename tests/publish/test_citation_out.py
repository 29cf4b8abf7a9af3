"""CSL-JSON, BibTeX and RIS: what is written is read again as it was, whatever a document's title holds."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.codebook import DocumentKind, Lang
from corpus.rows import DocumentRow
from publish import pandoc
from publish.citations import items, out, taken_in
from publish.citations.text import one_line
from publish.citations.typed import Item
from tests.publish.cited import DOCUMENT, TITLES, document

HOSTILE = (
    r"A <i>bold</i> <b>plan</b> <SUP>2</SUP> <span class=\"nocase\">x</span>",
    r"\input{/etc/passwd} $x^2$ 100% & #1 a_b ~ ^ {brace",
    "TY  - JOUR\nER  - \r\nTI  - another",
    "a\u202eltr\u202c b\u200b\x1b[31m c\x00",
    "URL: https://evil.example/",
    '"quoted" ‘quoted’ it’s',
    "} @book{x, title = {y}}",
)
TEXT = st.sampled_from(HOSTILE) | st.text(max_size=40)
DOCUMENTS = st.builds(
    replace,
    st.sampled_from([document(kind, lang) for kind in TITLES for lang in Lang]),
    title=TEXT.filter(lambda title: bool(one_line(title))),
    publisher=TEXT,
)
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])

KEPT_IN_RIS = (
    "type",
    "id",
    "title",
    "title-short",
    "author",
    "issued",
    "accessed",
    "URL",
    "language",
    "note",
    "publisher",
)


def again(text: str, folder: Path) -> list[Item]:
    path = folder / "references"
    path.write_text(text, encoding="utf-8", newline="")
    return taken_in.read(path)


@QUICK
@given(st.lists(DOCUMENTS, min_size=1, max_size=3, unique_by=lambda each: (each.key, each.lang)))
def test_csl_json_comes_back_as_it_was(tmp_path: Path, documents: Sequence[DocumentRow]) -> None:
    made = [items.item(each) for each in documents]
    assert again(out.csl_json(made), tmp_path) == made


@QUICK
@given(DOCUMENTS)
def test_ris_comes_back_as_far_as_it_goes(tmp_path: Path, cited: DocumentRow) -> None:
    made = items.item(cited)
    (read,) = again(out.ris([made]), tmp_path)
    for name in KEPT_IN_RIS:
        if name != "type" or made["type"] != "article":  # RIS has no word for a paper
            assert read.get(name) == made.get(name), name


def test_every_kind_is_written_and_read_in_ris(tmp_path: Path) -> None:
    made = [items.item(document(kind, lang)) for kind in TITLES for lang in Lang]
    read = again(out.ris(made), tmp_path)
    assert [one["type"] for one in read] == [one["type"] for one in made]
    assert [one["title"] for one in read] == [one["title"] for one in made]


def test_ris_has_a_line_for_a_field() -> None:
    written = out.ris([{"id": "plan", "type": "report", "title": HOSTILE[2]}])
    assert [line[:2] for line in written.split("\r\n") if line].count("TY") == 1
    assert "TI  - TY - JOUR ER - TI - another\r\n" in written


def test_an_act_in_ris_and_bibtex_has_its_year_and_number() -> None:
    act = items.item(document(DocumentKind.ACT))
    assert "TI  - Orchards (Wales) Act 2019\r\n" in out.ris([act])
    assert "title = {{Orchards (Wales) Act 2019}}" in out.bibtex([act])
    assert "howpublished = {{anaw 4}}" in out.bibtex([act])


@pytest.mark.parametrize("title", HOSTILE)
def test_bibtex_is_read_as_text(title: str) -> None:
    made = items.item(replace(DOCUMENT, title=title, publisher=title))
    (read,) = json.loads(pandoc.convert(out.bibtex([made]), "bibtex", "csljson"))
    assert read["id"] == "plan"
    assert words(read["title"]) == words(made["title"])


def test_a_brace_in_bibtex_is_no_bracket_of_its_fields() -> None:
    assert r"title = {{a \textbraceleft{} b}}" in out.bibtex([items.item(replace(DOCUMENT, title="a { b"))])


def words(text: str) -> str:
    """A text without braces, whose LaTeX pandoc does not know, and with one sort of quotation marks."""
    return text.translate(str.maketrans("“”‘’'", '"' * 5, "{}")).strip()


@QUICK
@given(st.lists(DOCUMENTS, min_size=1, max_size=3))
def test_bibtex_has_as_many_entries_and_its_braces_are_in_pairs(documents: Sequence[DocumentRow]) -> None:
    written = out.bibtex([items.item(each) for each in documents])
    assert sum(line.startswith("@") for line in written.splitlines()) == len(documents)
    depth = 0
    for letter in written:
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth >= 0
    assert depth == 0


def test_biblatex_reads_days_and_kinds() -> None:
    made = [items.item(document(kind)) for kind in (DocumentKind.COMMITTEE_REPORT, DocumentKind.WRITTEN_QUESTION)]
    report, question = json.loads(pandoc.convert(out.bibtex(made), "biblatex", "csljson"))
    assert (report["type"], report["publisher"]) == ("report", "Welsh Parliament")
    assert report["accessed"] == {"date-parts": [[2026, 7, 20]]} and report["issued"] == {"date-parts": [[2026, 7, 14]]}
    assert question["author"] == [{"family": "Tester", "given": "Mair", "non-dropping-particle": "ap"}]


def test_a_citation_of_what_we_wrote_is_not_one_of_what_it_is_on() -> None:
    made = items.item(document(DocumentKind.ACT, collection="starter", title="Briefing: Orchards Act"))
    assert made["author"] == [{"literal": "Addewid"}]
    assert made["type"] == "report" and not {"URL", "issued", "number"} & made.keys()
    assert made["original-date"] == {"date-parts": [[2019, 5, 1]]}


def test_a_copy_is_known_again_and_its_loss_is_told() -> None:
    lost = items.item(document(DocumentKind.ARTICLE, gone_on=DOCUMENT.issued))
    assert lost["accessed"] == {"date-parts": [[2026, 7, 20]]}
    assert "ab" * 32 in lost["note"] and "gone from its address by 2026-07-14" in lost["note"]


def test_an_address_that_no_browser_should_open_is_not_written() -> None:
    made = items.item(document(DocumentKind.ARTICLE, url="javascript:alert(1)"))
    assert not {"URL", "accessed"} & made.keys() and made["type"] == "article"


@pytest.mark.parametrize(
    ("title", "issued", "said", "year"),
    [
        ("Orchards Act 2019", "2019", "Orchards Act", [2019]),
        ("Orchards Act 2018", "2019", "Orchards Act", [2018]),
        ("Orchards Act 2019 as amended", "2019", "Orchards Act 2019 as amended", None),
        ("Orchards Bill", "2019", "Orchards Bill", [2019]),
    ],
)
def test_the_year_of_law_stands_in_one_place(title: str, issued: str, said: str, year: list[int] | None) -> None:
    day = DOCUMENT.issued.replace(int(issued)) if DOCUMENT.issued else None
    made = items.item(document(DocumentKind.ACT, title=title, issued=day, issued_text=issued))
    assert made["title"] == said
    assert (made["issued"]["date-parts"] if "issued" in made else None) == ([year] if year else None)
