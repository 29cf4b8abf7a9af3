"""Building a response: refused where its check fails, told where it is built despite, whole or not at all."""

import io
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import html
from odfdo import Document as Odt
from PIL import Image
from sqlalchemy.orm import Session

from corpus import versions
from corpus.codebook import DocumentKind, Lang
from corpus.database import Corpus
from corpus.errors import AddewidError, UsageProblem
from corpus.language import language, use
from corpus.types import ReadDocument
from publish.document import FORMATS
from publish.responses import building
from publish.responses.building import Built, CheckFailed
from publish.rights import Rights

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DAY = date(2026, 5, 3)
SAID = "We will plant ten orchards in every county."
WELSH = "Byddwn yn plannu deg perllan ym mhob sir."
FRONT = """---
title: "Response to: {title}"
lang: {lang}
consultation: asked
author: Mair Tester
organisation: The Orchard Society
numbered: true
style: {style}
---

<!-- a help for whoever writes -->

"""
BODY = """## Question 1 {#q1}

::: question
What do you think?
:::

The plan says “We will plant ten orchards in every county” [@plan, ¶ 1], and of that we are glad.

## Question 2 {#q2}

::: {.question lang=cy-GB}
Beth yw eich barn?
:::

As it says in Welsh:

> [Byddwn yn plannu deg perllan ym mhob sir.]{lang=cy} [@plan/cy]
"""


@pytest.fixture
def stocked(
    corpus: Corpus, make_document: Callable[..., ReadDocument], put: Callable[[Session, ReadDocument], versions.Added]
) -> Corpus:
    with corpus.write() as session:
        put(session, make_document(SAID, work="plan", title="A plan for orchards"))
        put(session, make_document(WELSH, work="plan", title="Cynllun y perllannau", lang=Lang.CY))
        asked: Any = {"work": "asked", "title": "Orchards <b>now</b>", "kind": DocumentKind.CONSULTATION}
        put(session, make_document("What do you think?", **asked))
    return corpus


@pytest.fixture
def draft(tmp_path: Path) -> Callable[..., Path]:
    def write(body: str = BODY, name: str = "response.en.md", **told: str) -> Path:
        folder = tmp_path / "drafts"
        folder.mkdir(exist_ok=True)
        front = FRONT.format(**({"title": "Orchards \\\\<b>now", "lang": "en-GB", "style": "oscola"} | told))
        path = folder / name
        path.write_text(front + body, encoding="utf-8")
        return path

    return write


@pytest.fixture
def build(stocked: Corpus) -> Callable[..., Built]:
    def run(path: Path, to: str = "docx", output: Path | None = None, **more: Any) -> Built:
        with stocked.read() as session:
            return building.build(session, path, to, output, on=DAY, rights=Rights(), **more)

    return run


def opened(path: Path) -> Any:
    return docx.Document(str(path))


def opened_page(path: Path) -> Any:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def notes(path: Path) -> list[str]:
    from lxml import etree

    found = etree.fromstring(zipfile.ZipFile(path).read("word/footnotes.xml"))
    said = ("".join(held.text or "" for held in note.iter(f"{W}t")).strip() for note in found)
    return [text for text in said if text]


def test_a_response_that_is_in_order_is_built_beside_its_draft(draft: Callable[..., Path], build: Any) -> None:
    made = build(draft())
    assert made.problems == ()
    assert made.path.name == "response.en.docx"
    document = opened(made.path)
    told = [(held.style.name, held.text) for held in document.paragraphs]
    assert told[:3] == [
        ("Title", "Response to: Orchards <b>now"),
        ("Author", "Mair Tester"),
        ("Author", "The Orchard Society"),
    ]
    assert [text for name, text in told if name == "Heading 1"] == ["Question 1", "Question 2", "Bibliography"]
    assert [text for name, text in told if name == "Question"] == ["What do you think?", "Beth yw eich barn?"]
    assert [text.split("\t")[0] for name, text in told if name == "Numbered Paragraph"] == ["1", "2"]
    assert len(notes(made.path)) == 2
    assert "Welsh Government" in notes(made.path)[0]
    assert told[-1][0] == "Stamp"
    assert "As of 3 May 2026" in told[-1][1]
    assert "Not verified" not in "".join(text for _, text in told)
    assert not any("a help" in text for _, text in told)


@pytest.mark.parametrize("to", FORMATS)
def test_every_format_says_the_same(draft: Callable[..., Path], build: Any, to: str) -> None:
    made = build(draft(), to)
    said = " ".join(words(made.path, to).split())
    for part in (
        "Response to: Orchards <b>now",
        "ten orchards in every county",
        "deg perllan",
        "Bibliography",
        "As of 3",
    ):
        assert part in said, part
    assert "@plan" not in said


def words(path: Path, to: str) -> str:
    if to == "docx":
        return "\n".join(held.text for held in opened(path).paragraphs)
    if to == "odt":
        return str(Odt(io.BytesIO(path.read_bytes())).get_formatted_text())
    if to == "html":
        return str(opened_page(path).text_content())
    if to == "pdf":
        document = pypdfium2.PdfDocument(path)
        return "\n".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    return path.read_text(encoding="utf-8").replace("\\", "")


def test_a_welsh_response_is_welsh_throughout_whatever_the_app_speaks(draft: Callable[..., Path], build: Any) -> None:
    made = build(draft(lang="cy-GB"), "html")
    page = opened_page(made.path)
    assert page.get("lang") == "cy-GB"
    assert language() is Lang.EN
    assert "3 Mai 2026" in page.text_content()


def test_what_the_check_finds_is_refused_and_nothing_is_written(draft: Callable[..., Path], build: Any) -> None:
    path = draft(BODY.replace("ten orchards", "twelve orchards"))
    with pytest.raises(CheckFailed, match=r"was not built: its check found 1 problem; .*--despite") as caught:
        build(path)
    assert caught.value.detail.startswith("  line 19: ")
    assert [held.name for held in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("to", FORMATS)
def test_despite_it_the_document_says_so_first_and_lists_it_last(
    draft: Callable[..., Path], build: Any, to: str
) -> None:
    made = build(draft(BODY.replace("ten orchards", "twelve orchards") + "\n![](none.png)\n"), to, despite=True)
    assert len(made.problems) == 3
    said = words(made.path, to)
    assert said.index("Not verified") < said.index("Question 1")
    annex = said[said.rindex("Annex: what the check found") :]
    for line in (19, 31):
        assert f"Line {line}:" in annex
    assert "none.png" in annex


def test_the_annex_is_in_the_language_of_the_response(draft: Callable[..., Path], build: Any) -> None:
    use(Lang.CY)
    made = build(draft(BODY.replace("ten orchards", "twelve orchards")), "md", despite=True)
    assert "Annex: what the check found" in made.path.read_text(encoding="utf-8")
    assert language() is Lang.CY


def test_a_style_on_the_command_line_goes_before_the_front_matters(draft: Callable[..., Path], build: Any) -> None:
    assert notes(build(draft()).path)
    assert "2021" in words(build(draft(style="harvard"), "md").path, "md")
    harvard = build(draft(), "html", style="harvard").path.read_text(encoding="utf-8")
    assert 'role="doc-noteref"' not in harvard
    with pytest.raises(UsageProblem, match="No style"):
        build(draft(), style="no-such-style")


def test_ones_own_references_are_cited_and_listed(draft: Callable[..., Path], build: Any) -> None:
    path = draft(BODY + "\nAs others say [@tester-2020].\n")
    own = '[{"id": "tester-2020", "type": "book", "title": "Trees of ours", "author": [{"family": "Tester"}]}]'
    (path.parent / "references.json").write_text(own, encoding="utf-8")
    assert "Trees of Ours" in words(build(path, "md").path, "md").replace("*", "")


def test_a_picture_goes_with_its_words(draft: Callable[..., Path], build: Any) -> None:
    path = draft(BODY + "\n![Ten orchards by 2021](chart.png)\n")
    Image.new("RGB", (20, 20)).save(path.parent / "chart.png")
    document = opened(build(path).path)
    assert [held.get("descr") for held in document.element.iter("{*}docPr")] == ["Ten orchards by 2021"]


@pytest.mark.parametrize("to", ["docx", "md"])
def test_the_same_draft_on_the_same_day_is_the_same_bytes(draft: Callable[..., Path], build: Any, to: str) -> None:
    path = draft()
    assert build(path, to).path.read_bytes() == build(path, to).path.read_bytes()


def test_the_draft_itself_is_never_written_over(draft: Callable[..., Path], build: Any) -> None:
    path = draft()
    before = path.read_bytes()
    assert build(path, "md").path.name == "response.en.built.md"
    with pytest.raises(UsageProblem, match="its own draft"):
        build(path, "md", path)
    link = path.with_name("link.md")
    link.symlink_to(path)
    with pytest.raises(UsageProblem, match="its own draft"):
        build(path, "md", link)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there_is_one_sentence(draft: Callable[..., Path], build: Any, tmp_path: Path) -> None:
    with pytest.raises(AddewidError, match="cannot be written"):
        build(draft(), "html", tmp_path / "none" / "x.html")


def test_a_build_that_fails_leaves_the_one_before(
    draft: Callable[..., Path], build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = draft()
    before = build(path, "html").path.read_bytes()
    monkeypatch.setattr("publish.pandoc.SECONDS", 0.001)
    with pytest.raises(AddewidError, match="stopped"):
        build(path, "html")
    assert path.with_suffix(".html").read_bytes() == before
    assert len(list(path.parent.iterdir())) == 2


def test_two_builds_at_once_leave_a_whole_file(draft: Callable[..., Path], build: Any) -> None:
    path = draft()
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(lambda _: build(path, "docx"), range(4)))
    assert len({held.path for held in made}) == 1
    assert opened(made[0].path).paragraphs
    assert {held.name for held in path.parent.iterdir()} == {path.name, made[0].path.name}


@pytest.mark.parametrize("content", [b"", b"words", b"PK\x05\x06" + b"\0" * 18])
def test_a_reference_document_that_is_none_is_one_sentence(
    draft: Callable[..., Path], build: Any, tmp_path: Path, content: bytes
) -> None:
    junk = tmp_path / "house.docx"
    junk.write_bytes(content)
    with pytest.raises(UsageProblem, match="is no DOCX document"):
        build(draft(), reference=junk)
    with pytest.raises(UsageProblem, match="cannot be read"):
        build(draft(), reference=tmp_path / "none.docx")
    with pytest.raises(UsageProblem, match="cannot be read"):
        build(draft(), reference=tmp_path)


def test_front_matter_sets_nothing_of_pandocs(draft: Callable[..., Path], build: Any, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET", encoding="utf-8")
    path = draft()
    sly = f"bibliography: {secret}\ntemplate: {secret}\nheader-includes: <script>x</script>\nfilters: [x.lua]\n---\n"
    text = path.read_text(encoding="utf-8").replace("style: oscola\n---\n", f"style: oscola\n{sly}", 1)
    path.write_text(text, encoding="utf-8")
    said = build(path, "html").path.read_text(encoding="utf-8")
    assert "SECRET" not in said
    assert "<script" not in said


def test_what_pandoc_takes_for_a_key_is_never_overlooked(
    draft: Callable[..., Path], build: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = draft(BODY + "\nSee @nobody.\n")
    with pytest.raises(CheckFailed) as caught:
        build(path)
    assert "nobody" in caught.value.detail
    assert len(caught.value.problems) == 1
