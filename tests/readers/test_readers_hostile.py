"""Files that are damaged, mislabelled or meant to do harm: one clear sentence each, and nothing worse."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from corpus.readers import read
from corpus.types import ReadDocument

ReadOne = Callable[..., ReadDocument]
MakeZip = Callable[[dict[str, bytes]], bytes]
MakePdf = Callable[..., bytes]

LAUGHS = "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
BOMB = f'<!DOCTYPE Legislation [<!ENTITY l0 "ha">{LAUGHS}]><Legislation>&l9;</Legislation>'
STEALS = '<!DOCTYPE dataroot [<!ENTITY stolen SYSTEM "file:///etc/hostname">]><dataroot><a>&stolen;</a></dataroot>'


@pytest.fixture
def refusal(read_one: ReadOne) -> Callable[[str, bytes | str], str]:
    def refuse(name: str, data: bytes | str) -> str:
        with pytest.raises(UnreadableDocument) as refused:
            read_one(name, data)
        message = str(refused.value)
        assert name in message
        assert message.count(": ") >= 1
        assert "; " in message
        assert message.endswith(".")
        assert "\n" not in message
        return message

    return refuse


Refusal = Callable[[str, bytes | str], str]


# ---- what a file is, whatever it is called


@pytest.mark.parametrize("name", ["report.pdf", "report.docx", "report.odt"])
def test_a_web_page_under_the_name_of_a_document_is_refused(refusal: Refusal, name: str) -> None:
    page = "<!DOCTYPE html><html><body><h1>404</h1><p>Page not found on this server.</p></body></html>"
    assert "is a web page, although its name ends in ." in refusal(name, page)


def test_a_pdf_called_text_is_read_as_a_pdf(read_one: ReadOne, make_pdf: MakePdf) -> None:
    document = read_one("report.txt", make_pdf([[(50, 700, 11, "Words of a report.")]]))
    assert document.reader == "pdf"
    assert any("a PDF, whatever its name says" in warning for warning in document.warnings)


def test_json_lines_called_text_are_read_as_documents(read_one: ReadOne) -> None:
    document = read_one("bulk.txt", '{"id": "a", "title": "T", "text": "Some words."}\n')
    assert (document.reader, document.source_id) == ("jsonl", "a")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(64), "is a picture (PNG)"),
        ("a.pdf", b"\xff\xd8\xff\xe0" + bytes(64), "is a picture (JPEG)"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(64), "old or a password-protected Office document"),
        ("a.docx", b"{\\rtf1 hello}", "rich text"),
        ("a.txt", b"\x1f\x8b\x08" + bytes(64), "compressed"),
        ("a.txt", bytes(range(256)) * 40, "binary data"),
        ("a.md", b"\x00\x01\x02\x03" * 100, "binary data"),
        ("a.pdf", b"Just words, no PDF.", "is not what its name says"),
        ("a.xml", b"Just words, no XML.", "is not what its name says"),
        ("a.xml", b"<?xml version='1.0'?><feed><entry/></feed>", "XML of an unknown sort (its root element is “feed”)"),
        ("a.json", b'{"a": [1, 2]}', "is JSON of an unknown form"),
        ("a.html", b"   \n\n  \n", "holds"),
        ("a.txt", b" \n \n", "holds no text"),
    ],
)
def test_what_cannot_be_read_is_said(refusal: Refusal, name: str, data: bytes, what: str) -> None:
    assert what in refusal(name, data)


def test_a_spreadsheet_and_a_plain_archive_are_told_apart(refusal: Refusal, make_zip: MakeZip) -> None:
    assert "is a spreadsheet" in refusal("a.docx", make_zip({"xl/workbook.xml": b"<x/>"}))
    assert "is a zip archive" in refusal("a.odt", make_zip({"readme.txt": b"hello"}))


# ---- archives


def test_an_archive_cut_short(refusal: Refusal, make_odt: Callable[..., bytes]) -> None:
    whole = make_odt("<text:p>Words</text:p>" * 200)
    assert "damaged or cut-short" in refusal("a.odt", whole[: len(whole) // 2])


@pytest.mark.parametrize(("name", "member"), [("a.docx", "word/document.xml"), ("a.odt", "content.xml")])
def test_a_zip_bomb_is_not_unpacked(refusal: Refusal, make_zip: MakeZip, name: str, member: str) -> None:
    assert "times its size" in refusal(name, make_zip({member: b"0" * (60 * 1024 * 1024)}))


def test_an_archive_of_too_many_parts(refusal: Refusal, make_zip: MakeZip) -> None:
    members = {"content.xml": b"<x/>"} | {f"Pictures/{at}": b"" for at in range(10_001)}
    assert "parts, which no document does" in refusal("a.odt", make_zip(members))


def test_a_bomb_that_lies_about_its_size(refusal: Refusal, make_zip: MakeZip) -> None:
    data = bytearray(make_zip({"content.xml": b"<a>" + b"0" * 5_000_000 + b"</a>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<I", 10)
    assert refusal("a.odt", bytes(data))


def test_an_archive_with_a_password(refusal: Refusal, make_zip: MakeZip, make_odt: Callable[..., bytes]) -> None:
    data = bytearray(make_zip({"word/document.xml": b"<x/>"}))
    at = data.rindex(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "locked with a password" in refusal("a.docx", bytes(data))
    locked = make_odt("<text:p>x</text:p>", manifest="<manifest:encryption-data/>")
    assert "locked with a password" in refusal("a.odt", locked)


def test_entities_inside_an_office_document(refusal: Refusal, make_zip: MakeZip) -> None:
    steals = STEALS.encode()
    assert "external entity “stolen”" in refusal("a.odt", make_zip({"content.xml": steals}))
    assert "external entity “stolen”" in refusal("a.docx", make_zip({"word/document.xml": steals}))


# ---- XML


@pytest.mark.parametrize(
    ("xml", "what"),
    [
        (STEALS, "defines the external entity “stolen”"),
        (BOMB, "defines the entity “l0”"),
        ("<!-- <a> -->" + BOMB, "defines the entity “l0”"),
        ('<!DOCTYPE Legislation SYSTEM "http://example.org/x.dtd"><Legislation/>', "document type declaration"),
        (
            '<!DOCTYPE dataroot [<!ENTITY % p SYSTEM "http://example.org/p">%p;]><dataroot/>',
            "defines the external entity “p”",
        ),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_and_document_types_are_refused_by_name(refusal: Refusal, xml: str, what: str, encoding: str) -> None:
    assert what in refusal("a.xml", xml.encode(encoding))


def test_xml_cut_short(refusal: Refusal) -> None:
    assert "is not well-formed XML" in refusal("a.xml", "<Legislation><Body><P1>")


def test_xml_nested_too_deep(refusal: Refusal) -> None:
    deep = "<dataroot>" + "<a>" * 200 + "x" + "</a>" * 200 + "</dataroot>"
    assert "nests elements 201 deep" in refusal("a.xml", deep)
    deeper = "<Legislation>" + "<Part>" * 5_000 + "x" + "</Part>" * 5_000 + "</Legislation>"
    assert refusal("a.xml", deeper)


def test_legislation_nested_as_deep_as_is_allowed_is_read(read_one: ReadOne) -> None:
    deep = (
        "<Legislation><Body>"
        + "<Part>" * 115
        + "<P><Text>Words.</Text></P>"
        + "</Part>" * 115
        + "</Body></Legislation>"
    )
    assert read_one("a.xml", deep).text == "Words."


def test_broken_bytes_in_xml_are_counted(read_one: ReadOne) -> None:
    text = b"<P1><Pnumber>1</Pnumber><P1para><Text>Caf\xff\xfe words.</Text></P1para></P1>"
    xml = b"<Legislation><Body>" + text + b"</Body></Legislation>"
    document = read_one("a.xml", xml)
    assert document.damaged or document.warnings


# ---- pages and text


def test_html_nested_too_deep(refusal: Refusal) -> None:
    page = "<html><body>" + "<div>" * 5_000 + "<p>Words</p>" + "</div>" * 5_000 + "</body></html>"
    assert "nests elements deeper" in refusal("a.html", page)


def test_a_page_with_an_entity_declaration_reads_no_file(read_one: ReadOne) -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>Fine words here: &x;</p></body></html>'
    )
    assert "root:" not in read_one("a.html", page).text


def test_a_very_long_line_is_cut_into_pieces(read_one: ReadOne) -> None:
    document = read_one("a.txt", "A sentence of the text. " * 100_000)
    assert max(len(passage.text) for passage in document.passages) <= 20_000
    assert all(passage.text.endswith("text.") for passage in document.passages)
    assert any("was cut into pieces" in warning for warning in document.warnings)


def test_a_very_long_word_is_cut_too(read_one: ReadOne) -> None:
    document = read_one("a.txt", "x" * 3_000_000)
    assert sum(len(passage.text) for passage in document.passages) == 3_000_000


def test_brackets_without_end_in_front_matter(refusal: Refusal) -> None:
    assert "not plain YAML" in refusal("a.md", "---\nid: " + "[" * 20_000 + "\n---\nwords\n")


def test_aliases_in_front_matter_are_refused(refusal: Refusal) -> None:
    bomb = "---\na: &a [x, x]\nb: &b [*a, *a]\n---\nwords\n"
    assert "not plain YAML" in refusal("a.md", bomb)


def test_a_yaml_tag_runs_nothing(refusal: Refusal) -> None:
    assert "not plain YAML" in refusal("a.md", "---\ntitle: !!python/object/apply:os.getcwd []\n---\nwords\n")


def test_front_matter_has_a_limit(refusal: Refusal) -> None:
    assert "more than 64 KB" in refusal("a.md", "---\ntitle: " + "x" * 70_000 + "\n---\nwords\n")


def test_broken_encoding_is_decoded_and_counted(read_one: ReadOne) -> None:
    document = read_one("a.txt", "Bydd y cyngor yn cynnal ŵyl, tŷ a gŵr, ".encode() * 3 + b"\xff\xfe\xff end of it.")
    assert document.damaged == 3
    assert document.text.count("\ufffd") == 3
    assert any("3 characters could not be decoded" in warning for warning in document.warnings)


def test_an_older_encoding_is_told(read_one: ReadOne) -> None:
    document = read_one("a.txt", "The “caf\xe9” report – it’s £5 for each person who asks.".encode("cp1252"))
    assert "“café” report – it’s £5" in document.text
    assert any("is not UTF-8" in warning for warning in document.warnings)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_encodings_are_told(read_one: ReadOne, encoding: str) -> None:
    text = "Bydd Gweinidogion Cymru yn cyhoeddi’r cynllun cyn diwedd y flwyddyn.\n" * 3
    assert "cyhoeddi’r cynllun" in read_one("a.txt", text.encode(encoding)).text


# ---- PDF


def test_a_pdf_cut_short(refusal: Refusal, make_pdf: MakePdf) -> None:
    whole = make_pdf([[(50, 700, 11, "Words of a report.")]] * 4)
    assert "is cut short" in refusal("a.pdf", whole[: len(whole) // 2])


def test_a_pdf_of_junk(refusal: Refusal) -> None:
    assert "is a damaged PDF" in refusal("a.pdf", b"%PDF-1.7\n" + b"junk " * 100 + b"\n%%EOF\n")


def test_a_pdf_with_a_password(refusal: Refusal, make_pdf: MakePdf) -> None:
    whole = make_pdf([[(50, 700, 11, "Words")]])
    locked = whole.replace(
        b"trailer<<",
        b"trailer<</Encrypt<</Filter/Standard/V 1/R 2/Length 40/P -4"
        b"/O<%s>/U<%s>>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32),
    )
    assert "is locked with a password" in refusal("a.pdf", locked)


def test_a_pdf_of_scans(refusal: Refusal, make_pdf: MakePdf) -> None:
    assert "has no text on any of its 3 pages" in refusal("a.pdf", make_pdf([[], [], []]))


def test_pages_without_text_are_named(read_one: ReadOne, make_pdf: MakePdf) -> None:
    page = [(50.0, 700.0, 11.0, "A page with words on it, enough to read.")]
    document = read_one("a.pdf", make_pdf([page, page, [], page, page, page, []]))
    assert "Pages 3, 7 have no text: probably scans or pictures." in document.warnings


def test_reading_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Words \xe9 of it.")
    list(read(path))
    assert path.read_bytes() == b"Words \xe9 of it."


def test_an_archive_whose_member_is_damaged(refusal: Refusal) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("content.xml", b"<office>words words words</office>")
    data = buffer.getvalue().replace(b"words words", b"worse words")
    assert "is damaged inside" in refusal("a.odt", data)
