"""Files made for the tests of the readers, each as small as shows the point."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers import Given, read
from corpus.types import ReadDocument
from tests.pdf_writer import write_pdf

SHARED = Path(__file__).parents[2].parent / "shared" / "data"


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """A PDF of one content stream a page, its texts drawn in the order given."""
    return write_pdf


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
