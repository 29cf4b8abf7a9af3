"""What styles print of every kind of document, in both languages, as lawyers and researchers would have it.

The expected prints were read through line by line; after a change of styles read them again before keeping them.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.codebook import DocumentKind, Lang
from publish import pandoc
from publish.citations import items, out, pandoc_citation, styles
from publish.citations.typed import Item
from tests.publish.cited import DOCUMENT, TITLES, document, passage

PRINTED = Path(__file__).with_name("printed")

PLACES = {
    DocumentKind.ACT: {"number": "16(1)"},
    DocumentKind.BILL: {"number": "3"},
    DocumentKind.STATUTORY_INSTRUMENT: {"number": "4"},
    DocumentKind.CODE_OF_PRACTICE: {"number": "2.1"},
    DocumentKind.COMMITTEE_REPORT: {"number": "12"},
    DocumentKind.CONSULTATION: {"number": "4"},
    DocumentKind.RECORD: {"spoken_at": "2026-07-14T14:05:30", "speaker": "Mair Tester"},
    DocumentKind.STATEMENT: {},
    DocumentKind.ARTICLE: {},
}
PAGE = {"page_index": 24, "page_label": "23"}


def printed(text: str, made: list[Item], lang: Lang, style: str, folder: Path) -> str:
    bibliography = folder / "items.json"
    bibliography.write_text(out.csl_json(made), encoding="utf-8")
    options = ("--citeproc", f"--csl={styles.path(style)}", f"--bibliography={bibliography}", "--wrap=none")
    return pandoc.convert(text, "markdown", "plain", *options, f"--metadata=lang={items.LOCALES[lang]}")


def all_kinds(lang: Lang) -> Iterator[tuple[str, Item]]:
    for kind in TITLES:
        cited = document(kind, lang)
        told = PLACES.get(kind, PAGE) | {
            "lang": lang,
            "document_key": cited.key,
            "document_title": cited.title,
        }
        yield f"{kind}: {pandoc_citation(passage(kind, **told))}", items.item(cited)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("style", ["oscola", "harvard"])
def test_every_kind_is_printed_as_its_readers_expect(lang: Lang, style: str, tmp_path: Path) -> None:
    texts, made = zip(*all_kinds(lang), strict=True)
    said = printed("\n\n".join(texts), list(made), lang, style, tmp_path)
    assert said == (PRINTED / f"{style}.{lang}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["oscola.en", "oscola.cy", "harvard.en", "harvard.cy"])
def test_no_print_tells_a_year_twice(name: str) -> None:
    for line in (PRINTED / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        entry = line.partition("http")[0].replace("2020/996", "")
        assert all(entry.count(year) <= 1 for year in ("2019", "2020", "2021", "2026")), entry


def test_an_act_cited_again_keeps_its_year(tmp_path: Path) -> None:
    act, plan = document(DocumentKind.ACT), document(DocumentKind.STRATEGY)
    said = printed(
        "[@act, s. 5] [@strategy] [@act, s. 6]", [items.item(act), items.item(plan)], Lang.EN, "oscola", tmp_path
    )
    assert "[3] Orchards (Wales) Act 2019, s. 6." in said


@pytest.mark.parametrize("style", ["oscola", "harvard"])
def test_a_title_with_markup_and_commands_is_printed_as_it_is(style: str, tmp_path: Path) -> None:
    title = r"A <i>bold</i> <script>plan</script> *of* $x^2$ {B} \input{x} [a](b) @plan <span class='nocase'>c</span>"
    cited = replace(document(DocumentKind.ACT), title=title, url="")
    said = printed("[@act]", [items.item(cited)], Lang.EN, style, tmp_path).replace("\N{WORD JOINER}", "")
    assert title.replace("'", "’") in said.replace("‘", "’")


def test_a_note_is_not_taken_for_an_address(tmp_path: Path) -> None:
    made = items.item(replace(DOCUMENT, url="")) | {"note": "URL: https://evil.example/"}
    said = printed("[@plan]", [made], Lang.EN, "harvard", tmp_path)
    assert "evil" not in said
