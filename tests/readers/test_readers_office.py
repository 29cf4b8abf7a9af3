"""DOCX and ODT: headings, lists with the numbers Word prints, tables, and what is not the text."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.codebook import PassageKind
from corpus.errors import UnreadableDocument
from corpus.types import ReadDocument

ReadOne = Callable[..., ReadDocument]
Shape = tuple[str, str, str]


def _shapes(document: ReadDocument) -> list[Shape]:
    return [(one.kind.value, one.number, one.text) for one in document.passages]


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_a_word_document(read_one: ReadOne) -> None:
    file = docx.Document()
    file.add_heading("On hedges", 0)
    file.add_heading("What is asked", 1)
    file.add_paragraph("The Committee recommends that the Government:")
    file.add_paragraph("plant more;", style="List Number")
    file.add_paragraph("cut less.", style="List Number")
    bold = file.add_paragraph()
    bold.add_run("In bold").bold = True
    file.add_paragraph("The Government agreed.")
    table = file.add_table(2, 2)
    for at, text in enumerate(("Place", "Miles", "Powys", "900")):
        table.cell(at // 2, at % 2).text = text
    document = read_one("a.docx", _saved(file))
    assert _shapes(document) == [
        ("heading", "", "On hedges"),
        ("heading", "", "What is asked"),
        ("paragraph", "", "The Committee recommends that the Government:"),
        ("list-item", "1", "plant more;"),
        ("list-item", "2", "cut less."),
        ("heading", "", "In bold"),
        ("paragraph", "", "The Government agreed."),
        ("table-row", "", "Place | Miles"),
        ("table-row", "", "Powys | 900"),
    ]
    assert document.title == "On hedges"
    assert document.passages[3].lead == "The Committee recommends that the Government:"
    assert document.passages[-1].headings == ("What is asked", "In bold")


def test_what_is_and_is_not_the_text_of_a_word_document(read_one: ReadOne) -> None:
    file = docx.Document()
    body = file.element.body
    for xml in (
        "<w:p><w:r><w:t>Kept </w:t></w:r><w:ins><w:r><w:t>inserted </w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>deleted </w:delText></w:r></w:del><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>end</w:t>"
        "<w:footnoteReference w:id='1'/></w:r></w:p>",
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        "<w:sdtContent><w:p><w:r><w:t>Contents 1</w:t></w:r></w:p></w:sdtContent></w:sdt>",
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a content control</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    ):
        body.insert(len(body) - 1, parse_xml(xml.replace(">", f" {nsdecls('w')}>", 1)))
    assert read_one("a.docx", _saved(file)).text == "Kept inserted link-end\n\nIn a content control"


def test_numbers_that_word_counts(read_one: ReadOne) -> None:
    file = docx.Document()
    numbering = file.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, start, shape, text in (
            (0, 3, "decimal", "%1."),
            (1, 1, "lowerLetter", "(%2)"),
            (2, 1, "lowerRoman", "%1.%3"),
        )
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for text, level in (("one", 0), ("a", 1), ("b", 1), ("two", 0), ("a again", 1), ("roman", 2)):
        paragraph = file.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
        )
    document = read_one("a.docx", _saved(file))
    assert [(one.number, one.text) for one in document.passages] == [
        ("3", "one"),
        ("(a)", "a"),
        ("(b)", "b"),
        ("4", "two"),
        ("(a)", "a again"),
        ("4.i", "roman"),
    ]


def test_a_word_document_with_a_part_missing(read_one: ReadOne, make_zip: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableDocument, match="is a damaged Word document"):
        read_one("a.docx", make_zip({"word/document.xml": b"<w:document xmlns:w='urn:w'/>"}))


def test_an_open_document(read_one: ReadOne, make_odt: Callable[..., bytes]) -> None:
    numbered = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>'
    data = make_odt(
        '<text:h text:outline-level="1">On hedges</text:h>'
        "<text:p>The Council<text:s text:c='2'/>asks<text:note><text:note-body><text:p>A note</text:p></text:note-body>"
        "</text:note> that the Government:</text:p>"
        '<text:list text:style-name="L1"><text:list-item><text:p>plant more;</text:p>'
        "<text:list><text:list-item><text:p>soon</text:p></text:list-item></text:list></text:list-item>"
        "<text:list-item><text:p>cut less.</text:p></text:list-item></text:list>"
        "<text:table-of-content><text:index-body><text:p>Contents 1</text:p></text:index-body></text:table-of-content>"
        "<text:section><text:p>In a section.<office:annotation><text:p>A remark</text:p></office:annotation></text:p>"
        "</text:section>"
        "<table:table><table:table-row><table:table-cell><text:p>Place</text:p></table:table-cell>"
        "<table:table-cell><text:p>Powys</text:p></table:table-cell></table:table-row></table:table>"
        "<text:tracked-changes><text:p>Deleted</text:p></text:tracked-changes>",
        styles=numbered,
        meta="<dc:title>A title of its own</dc:title>",
    )
    document = read_one("a.odt", data)
    assert _shapes(document) == [
        ("heading", "", "On hedges"),
        ("paragraph", "", "The Council asks that the Government:"),
        ("list-item", "1", "plant more;"),
        ("list-item", "", "soon"),
        ("list-item", "2", "cut less."),
        ("paragraph", "", "In a section."),
        ("table-row", "", "Place | Powys"),
    ]
    assert document.title == "A title of its own"
    assert document.passages[2].lead == "The Council asks that the Government:"


def test_a_spreadsheet_in_open_document_form(read_one: ReadOne, make_zip: Callable[..., bytes]) -> None:
    body = b"<office:body><office:spreadsheet/></office:body>"
    content = b"<office:document-content xmlns:office='urn:o'>" + body + b"</office:document-content>"
    with pytest.raises(UnreadableDocument, match="of another kind, such as a spreadsheet"):
        read_one("a.odt", make_zip({"content.xml": content}))


@pytest.mark.parametrize("run_together", [True, False])
def test_the_record_in_an_office_document(
    read_one: ReadOne, make_odt: Callable[..., bytes], run_together: bool
) -> None:
    facts = ["Plenary", "3. Debate: Hedges", "2026-01-07", "https://record.senedd.wales/Plenary/1"]
    speech = ["Gwen Puw (Minister for Hedges) [700001]", "I will write to the Member."]
    paragraphs = [" ".join(facts), " ".join(speech)] if run_together else [*facts, *speech]
    document = read_one("a.odt", make_odt("".join(f"<text:p>{text}</text:p>" for text in paragraphs)))
    assert document.title == "Plenary: 3. Debate: Hedges"
    assert document.issued == date(2026, 1, 7)
    (said,) = [one for one in document.passages if one.kind is PassageKind.SPEECH]
    assert (said.speaker, said.role, said.text) == ("Gwen Puw", "Minister for Hedges", "I will write to the Member.")
