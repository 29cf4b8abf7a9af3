"""One document in every format, each opened and looked into: headings, numbers, languages, notes, pictures, banner."""

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from lxml import etree, html
from odfdo import Document as Odt
from PIL import Image

from corpus.errors import AddewidError, UsageProblem
from publish import pandoc
from publish.document import FORMATS, headings, numbering, opendocument, pdf, pictures, reading, tree, writing
from publish.document.writing import Paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
DAY = date(2026, 5, 3)
HOSTILE = "A *title* with <script>alert(1)</script>, \\input{x}, #x and $y$"
TEXT = """
Our first words ŵŷ, with a note.[^1]

## Question 1 {#q1}

::: question
What do *you* think?
:::

A second paragraph [geiriau Cymraeg]{lang=cy}.

> Words that are quoted.

::: {lang=cy}
Paragraff Cymraeg.
:::

#### Deeper

![Ten orchards in 2021, twelve in 2022](chart.png){width=50%}

| Year | Orchards |
|------|---------:|
| 2021 | 10       |

[^1]: The note’s words.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("draft")
    Image.new("RGB", (300, 100), (31, 56, 100)).save(made / "chart.png")
    return made


@pytest.fixture(scope="module")
def paper(folder: Path) -> Callable[..., Paper]:
    def make(text: str = TEXT, **more: Any) -> Paper:
        blocks = headings.ordered(reading.blocks(text))
        found, _ = pictures.gathered(blocks, folder)
        blocks = numbering.numbered(pictures.placed(blocks, found))
        blocks.append(tree.division([tree.paragraph("As of 3 May 2026.")], "stamp"))
        told: dict[str, Any] = {"title": HOSTILE, "lang": "en-GB", "on": DAY, "authors": ("Mair", "Perllan <b>")}
        return Paper(blocks=tuple(blocks), **(told | more))

    return make


@pytest.fixture(scope="module")
def made(paper: Callable[..., Paper]) -> dict[str, bytes]:
    plain = paper()
    return {to: writing.write(plain, to) for to in FORMATS}


def part(archive: bytes, name: str) -> Any:
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(archive)).read(name))


def opened_page(document: bytes) -> Any:
    return html.document_fromstring(document.decode())


def opened_docx(document: bytes) -> Any:
    return docx.Document(io.BytesIO(document))


def pages(document: bytes) -> list[str]:
    opened = pypdfium2.PdfDocument(document)
    try:
        return [opened[number].get_textpage().get_text_range() for number in range(len(opened))]
    finally:
        opened.close()


def banner_of(to: str, document: bytes) -> list[str]:
    """What stands on every page."""
    if to == "docx":
        return [held.text for held in opened_docx(document).sections[0].header.paragraphs]
    styles = part(document, "styles.xml")
    return ["".join(held.itertext()) for header in styles.iter("{*}header") for held in header]


def test_docx_has_one_title_headings_in_order_and_styles(made: dict[str, bytes]) -> None:
    document = opened_docx(made["docx"])
    told = [(held.style.name, held.text) for held in document.paragraphs]
    assert told[0] == ("Title", HOSTILE)
    assert ("Author", "Perllan <b>") in told
    assert [held for held in told if held[0].startswith("Heading")] == [
        ("Heading 1", "Question 1"),
        ("Heading 2", "Deeper"),
    ]
    assert ("Question", "What do you think?") in told
    assert ("Block Text", "Words that are quoted.") in told
    assert ("Stamp", "As of 3 May 2026.") in told
    assert [text for name, text in told if name == "Numbered Paragraph"] == [
        "1\tOur first words ŵŷ, with a note.",
        "2\tA second paragraph geiriau Cymraeg.",
        "3\tParagraff Cymraeg.",
    ]


def test_docx_tells_its_languages_day_and_pictures(made: dict[str, bytes]) -> None:
    tagged = {
        "".join(run.itertext()).strip(): lang.get(f"{W}val")
        for run in part(made["docx"], "word/document.xml").iter(f"{W}r")
        for lang in run.iter(f"{W}lang")
    }
    assert tagged["geiriau Cymraeg"] == "cy-GB"
    assert tagged["Paragraff Cymraeg."] == "cy-GB"
    default = part(made["docx"], "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "en-GB"
    document = opened_docx(made["docx"])
    assert document.core_properties.created.replace(tzinfo=None) == datetime(2026, 5, 3)
    assert document.core_properties.title == HOSTILE
    told = [held.get("descr") for held in document.element.iter("{*}docPr", "{*}cNvPr")]
    assert told == ["Ten orchards in 2021, twelve in 2022"] * 2
    assert document.sections[0].page_width.cm == pytest.approx(21, abs=0.1)


def test_docx_has_notes_numbered_through_and_a_table_with_a_head(made: dict[str, bytes]) -> None:
    notes = part(made["docx"], "word/footnotes.xml")
    assert [text for note in notes if (text := "".join(held.text or "" for held in note.iter(f"{W}t")).strip())] == [
        "The note’s words."
    ]
    body = part(made["docx"], "word/document.xml")
    assert len(list(body.iter(f"{W}footnoteReference"))) == 1
    assert not list(body.iter(f"{W}numRestart"))
    assert len(list(body.iter(f"{W}tblHeader"))) == 1


def test_odt_has_one_title_headings_in_order_and_styles(made: dict[str, bytes]) -> None:
    body = Odt(io.BytesIO(made["odt"])).body
    told = [(held.style, held.inner_text) for held in body.get_paragraphs()]
    assert ("Title", HOSTILE) in told
    assert [(held.style, held.inner_text) for held in body.get_headers()] == [
        ("Heading_20_1", "Question 1"),
        ("Heading_20_2", "Deeper"),
    ]
    assert ("Question", "What do you think?") in told
    numbered = [text for style, text in told if style == "Numbered_20_Paragraph"]
    assert [text.split("\t")[0] for text in numbered] == ["1", "2", "3"]
    notes = part(made["odt"], "content.xml").iter("{*}note-body")
    assert ["".join(note.itertext()).strip() for note in notes] == ["The note’s words."]
    known = {
        held.get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name")
        for held in part(made["odt"], "styles.xml").iter("{*}style")
    }
    assert set(opendocument.NAMES.values()) <= known


def test_odt_tells_its_languages_day_and_pictures(made: dict[str, bytes]) -> None:
    content, styles, meta = (part(made["odt"], f"{name}.xml") for name in ("content", "styles", "meta"))
    welsh = {
        held.getparent().get("{*}name") or held.getparent().values()[0]
        for held in content.iter("{*}text-properties")
        if held.get(f"{FO}language") == "cy" and held.get(f"{FO}country") == "GB"
    }
    said = ["".join(span.itertext()) for span in content.iter("{*}span") if set(span.values()) & welsh]
    assert {"geiriau Cymraeg", "Paragraff Cymraeg."} <= set(said)
    assert {held.get(f"{FO}language") for held in styles.iter("{*}text-properties")} >= {"en"}
    assert [held.text for held in content.iter("{*}desc")] == ["Ten orchards in 2021, twelve in 2022"]
    assert [held.text for held in meta.iter("{*}language")] == ["en-GB"]
    assert [held.text for held in meta.iter("{*}creation-date")] == ["2026-05-03T00:00:00Z"]


def test_html_is_whole_by_itself_and_accessible(made: dict[str, bytes]) -> None:
    page = opened_page(made["html"])
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//title") == HOSTILE
    assert [held.text_content() for held in page.iter("h1")] == [HOSTILE]
    assert [(held.tag, held.text_content()) for held in page.iter("h2", "h3")] == [
        ("h2", "Question 1"),
        ("h3", "Deeper"),
    ]
    assert [held.text_content().split()[0] for held in page.find_class("numbered")] == ["1", "2", "3"]
    assert [held.get("alt") for held in page.iter("img")] == ["Ten orchards in 2021, twelve in 2022"]
    assert [held.get("lang") for held in page.iter("span", "div") if held.get("lang")] == ["cy-GB", "cy-GB"]
    assert not list(page.iter("script", "link", "iframe", "object"))
    assert all(held.get("src", "").startswith("data:image/png;base64,") for held in page.iter("img"))
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert page.xpath("count(//main)") == 1
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert page.xpath("//th[.='Year']")
    assert not re.search(rb"""(?:src|href)=["']?(?:https?:)?//""", made["html"])


def test_markdown_needs_no_references_and_reads_back(made: dict[str, bytes]) -> None:
    said = made["md"].decode()
    assert said.startswith("---\n")
    assert "lang: en-GB" in said
    assert "**1** Our first words ŵŷ" in said
    assert '[geiriau Cymraeg]{lang="cy-GB"}' in said
    assert "[^1]: The note’s words." in said
    assert pandoc.convert(said, "markdown", "plain", "--standalone").splitlines()[0] == HOSTILE
    assert "## Question 1" in said
    assert "::: question" in said
    assert "stamp" not in said
    assert "| Year" in said


def test_pdf_has_its_words_pages_title_language_and_tags(made: dict[str, bytes]) -> None:
    text = "\n".join(pages(made["pdf"]))
    assert "ŵŷ" in text
    assert "geiriau Cymraeg" in text
    assert re.search(r"1\s+Our first words", text)
    assert re.search(r"3\s+Paragraff Cymraeg", text)
    assert "The note’s words." in text
    assert "Figure 1" not in text
    opened = pypdfium2.PdfDocument(made["pdf"])
    assert opened.get_metadata_value("Title") == HOSTILE
    assert [held.get_title() for held in opened.get_toc()] == ["Question 1", "Deeper"]
    assert b"/Lang(en-GB)" in made["pdf"]
    assert b"/Lang(cy-GB)" in made["pdf"]
    assert b"/StructTreeRoot" in made["pdf"]
    assert b"pdfuaid" in made["pdf"]


def unpacked(document: bytes) -> bytes:
    """What is drawn on the pages of a PDF."""
    streams = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    return b"".join(zlib.decompressobj().decompress(held) for held in streams)


def test_a_few_words_in_the_other_language_are_told_in_a_pdf_too(paper: Callable[..., Paper]) -> None:
    assert b"/Lang(cy-GB)" in unpacked(writing.write(paper("English [geiriau]{lang=cy} words."), "pdf"))
    assert b"/Lang" not in unpacked(writing.write(paper("English geiriau words."), "pdf"))


def test_the_same_paper_is_the_same_bytes(paper: Callable[..., Paper], made: dict[str, bytes]) -> None:
    for to in FORMATS:
        assert writing.write(paper(), to) == made[to], to


def test_a_paper_is_not_changed_by_being_written(paper: Callable[..., Paper]) -> None:
    one, other = paper(), paper()
    for to in FORMATS:
        writing.write(one, to)
    assert one == other


@pytest.mark.parametrize("to", ["docx", "odt"])
def test_a_banner_stands_on_every_page(paper: Callable[..., Paper], to: str) -> None:
    assert "Not verified" in banner_of(to, writing.write(paper(banner="Not verified"), to))
    assert "Not verified" not in banner_of(to, writing.write(paper(), to))


def test_a_banner_stands_on_every_page_of_a_pdf(paper: Callable[..., Paper]) -> None:
    long = "\n\n".join(["words " * 300] * 6)
    found = pages(writing.write(paper(long, banner="Not verified <b>"), "pdf"))
    assert len(found) > 2
    assert all("Not verified <b>" in page for page in found)


def test_a_welsh_document_says_that_it_is(paper: Callable[..., Paper]) -> None:
    welsh = paper("Geiriau [English words]{lang=en}.", lang="cy-GB", title="Ymateb")
    assert opened_page(writing.write(welsh, "html")).get("lang") == "cy-GB"
    made = writing.write(welsh, "docx")
    default = part(made, "word/styles.xml").find(f"{W}docDefaults//{W}lang")
    assert default is not None
    assert default.get(f"{W}val") == "cy-GB"
    assert b"/Lang(cy-GB)" in writing.write(welsh, "pdf")
    styles = part(writing.write(welsh, "odt"), "styles.xml")
    assert {held.get(f"{FO}language") for held in styles.iter("{*}text-properties") if held.get(f"{FO}country")} == {
        "cy"
    }


def reference(to: str) -> bytes:
    """A document of somebody's own, with a heading style that can be told."""
    if to == "docx":
        document: Any = docx.Document()
        document.styles["Heading 1"].font.name = "Courier New"
        document.sections[0].footer.paragraphs[0].text = "The Orchard Society"
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()
    written = Odt("text")
    out = io.BytesIO()
    written.save(out)
    return out.getvalue()


def test_a_reference_document_gives_its_look(paper: Callable[..., Paper]) -> None:
    document = opened_docx(writing.write(paper(), "docx", reference("docx")))
    assert document.styles["Heading 1"].font.name == "Courier New"
    assert document.sections[0].footer.paragraphs[0].text == "The Orchard Society"
    assert ("Question", "What do you think?") in [(held.style.name, held.text) for held in document.paragraphs]


def test_an_odt_of_somebodys_own_gives_its_look_and_gets_our_styles(paper: Callable[..., Paper]) -> None:
    made = writing.write(paper(banner="Not verified"), "odt", reference("odt"))
    assert "What do you think?" in Odt(io.BytesIO(made)).get_formatted_text()
    named = {value for held in part(made, "styles.xml").iter("{*}style") for value in held.values()}
    assert "Question" in named
    assert "Not verified" in banner_of("odt", made)


@pytest.mark.parametrize("to", ["docx", "odt"])
@pytest.mark.parametrize("junk", [b"", b"words", b"PK\x03\x04 not a zip", "other"])
def test_a_reference_document_that_is_none_is_refused(paper: Callable[..., Paper], to: str, junk: bytes | str) -> None:
    given = reference("odt" if to == "docx" else "docx") if isinstance(junk, str) else junk
    with pytest.raises(UsageProblem, match=rf"^The reference document is no {to.upper()} document; save it as one\.$"):
        writing.write(paper(), to, given)


@pytest.mark.parametrize("to", ["html", "pdf", "md"])
def test_a_reference_document_dresses_office_documents_only(paper: Callable[..., Paper], to: str) -> None:
    with pytest.raises(UsageProblem, match="docx and odt only"):
        writing.write(paper(), to, reference("docx"))


def test_a_document_with_xml_that_would_unfold_is_not_unfolded(paper: Callable[..., Paper]) -> None:
    held = zipfile.ZipFile(io.BytesIO(reference("docx")))
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in held.namelist():
            archive.writestr(name, bomb if name == "word/styles.xml" else held.read(name))
    with pytest.raises(AddewidError):
        writing.write(paper(), "docx", out.getvalue())


def test_without_an_engine_a_pdf_is_refused_in_one_sentence(
    paper: Callable[..., Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(AddewidError, match=r"pip install addewid\[pdf\]"):
        writing.write(paper(), "pdf")


@pytest.mark.parametrize("name", pdf.ENGINES)
def test_a_program_on_the_path_makes_the_pdf(
    paper: Callable[..., Paper], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    program = tmp_path / name
    program.write_text('#!/bin/sh\nfor last; do :; done\nprintf "%%PDF-made by $0" > "$last"\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert writing.write(paper(), "pdf").startswith(b"%PDF-made by")
    program.write_text("#!/bin/sh\necho broken >&2\nexit 3\n", encoding="utf-8")
    with pytest.raises(AddewidError, match=r"could not be made \(broken\)"):
        writing.write(paper(), "pdf")


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/passwd")',
        '@preview/x:1.0.0 and #import "@preview/x:0.1.0": *',
        "*a _b `c` $d$ <e> \\f // g /* h */ ~ -- \"i\" 'j' = k",
        "https://example.org/a//b",
        '[x](https://example.org/%22)x"])',
        "= not a heading\n- x",
    ],
)
def test_words_that_command_typst_are_words(paper: Callable[..., Paper], hostile: str) -> None:
    found = "".join(pages(writing.write(paper(hostile, title=hostile.replace("\n", " ")), "pdf")))
    assert "root:" not in found
    letters = [c for c in hostile if c.isalpha()][:3]
    assert all(letter in found for letter in letters)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "![](chart.png) and ![](chart.png)",
        "Term\n\n:   Definition\n\n1. a\n\n   - b\n\n     1. c\n\n        para\n",
        "x[^1]\n\n[^1]: One.\n\n    Two.\n\n    - three\n",
        "```python\nprint()\n```\n\n| line\n|   block\n\n***\n\n~~struck~~ H~2~O x^2^",
        "+---+---+\n| a | b |\n+===+===+\n| - x | y |\n+---+---+\n",
        "[](https://example.org) <me@example.org>\n\n(@x) one, as (@x)",
        "::: {lang=cy}\n\n# Pennawd\n\n- eitem\n:::\n\n# [Cymraeg]{lang=cy} a\n\n[a *b [c]{lang=en}*]{lang=cy}",
        "x" * 400,
    ],
)
@pytest.mark.parametrize("to", FORMATS)
def test_whatever_is_in_a_text_it_can_be_written(paper: Callable[..., Paper], text: str, to: str) -> None:
    assert writing.write(paper(text, lang="cy-GB"), to)
