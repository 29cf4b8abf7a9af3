"""Files made for the tests of the readers, each as small as shows the point."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest

from corpus.readers import Given, read
from corpus.types import ReadDocument

Placed = tuple[float, float, float, str] | tuple[float, float, float, str, str]
"""A text on a PDF page: x, y, size, words, and "F2" for bold."""

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


def _pdf(
    pages: Sequence[Iterable[Placed]],
    *,
    labels: str = "",
    title: str = "",
    rotate: int = 0,
    size: tuple[int, int] = (595, 842),
) -> bytes:
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    def escaped(text: str) -> bytes:
        return text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")

    fonts = [
        add(b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding/WinAnsiEncoding>>" % name)
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    kids = []
    for page in pages:
        stream = b"".join(
            b"BT /%s %g Tf %g %g Td (%s) Tj ET\n"
            % ((text[4] if len(text) > 4 else "F1").encode(), text[2], text[0], text[1], escaped(text[3]))
            for text in page
        )
        content = add(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
                b"/Resources<</Font<</F1 %d 0 R/F2 %d 0 R>>>>>>" % (*size, rotate, content, *fonts)
            )
        )
    stated = b"/PageLabels<</Nums[%s]>>" % labels.encode() if labels else b""
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % stated
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    info = add(b"<</Title(%s)>>" % escaped(title))
    out = bytearray(b"%PDF-1.4\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, start)
    return bytes(out)


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF of one content stream a page, its texts drawn in the order given."""
    return _pdf


@pytest.fixture
def make_zip() -> Callable[[dict[str, bytes]], bytes]:
    """A zip archive of members."""

    def build(members: dict[str, bytes]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members.items():
                archive.writestr(name, data)
        return buffer.getvalue()

    return build


@pytest.fixture
def make_odt(make_zip: Callable[[dict[str, bytes]], bytes]) -> Callable[..., bytes]:
    """An ODT of the XML inside ``office:text``."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
    )

    def build(text: str, *, styles: str = "", meta: str = "", manifest: str = "<m/>") -> bytes:
        content = (
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
        )
        facts = f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>"
        return make_zip(
            {
                "mimetype": b"application/vnd.oasis.opendocument.text",
                "content.xml": content.encode(),
                "meta.xml": facts.encode(),
                "META-INF/manifest.xml": manifest.encode(),
            }
        )

    return build


@pytest.fixture
def read_all(tmp_path: Path) -> Callable[..., list[ReadDocument]]:
    """Read bytes or text under a file name; every document is checked for the invariant of offsets."""

    def reading(name: str, data: bytes | str, given: Given | None = None) -> list[ReadDocument]:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        documents = list(read(path, given) if given else read(path))
        for document in documents:
            assert_laid_out(document)
        return documents

    return reading


@pytest.fixture
def read_one(read_all: Callable[..., list[ReadDocument]]) -> Callable[..., ReadDocument]:
    """As ``read_all``, for files of one document."""

    def reading(name: str, data: bytes | str, given: Given | None = None) -> ReadDocument:
        (document,) = read_all(name, data, given)
        return document

    return reading


@pytest.fixture
def shared() -> Path:
    """The folder of real material; the test is skipped where it is not."""
    if not SHARED.is_dir():
        pytest.skip("the real material in ../shared/data is not here")
    return SHARED


def assert_laid_out(document: ReadDocument) -> None:
    """Passages stand at their offsets, in order, clean, and none is empty."""
    text, at = document.text, 0
    for passage in document.passages:
        assert passage.start >= at
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() != ""
        assert not set(passage.text) & set("\n\r\t\xa0\xad\u200b\u200d\ufeff\u202e\x00")
        at = passage.end
    text.encode("utf-8")
    assert document.title.strip()
