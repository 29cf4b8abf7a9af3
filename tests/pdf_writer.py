"""A small PDF, written by hand: texts in two fonts, each where it is put, Welsh letters and page labels included."""

from collections.abc import Iterable, Sequence

Drawn = tuple[float, float, float, str] | tuple[float, float, float, str, bool]
"""A text on a page: x, y, size, words, and whether it is bold."""

A4 = (595, 842)
_WELSH = {"ŵ": 129, "ŷ": 141, "Ŵ": 143, "Ŷ": 144}
"""Codes that Windows-1252 leaves free, for the letters it lacks."""
_ENCODING = (
    b"<</Type/Encoding/BaseEncoding/WinAnsiEncoding"
    b"/Differences[129/wcircumflex 141/ycircumflex 143/Wcircumflex 144/Ycircumflex]>>"
)


def labelled(labels: Sequence[str]) -> str:
    """The number tree of page labels that are these, page by page."""
    return " ".join(f"{number}<</P({label})>>" for number, label in enumerate(labels))


def write_pdf(
    pages: Sequence[Iterable[Drawn]],
    *,
    title: str = "",
    labels: str = "",
    rotate: int = 0,
    size: tuple[int, int] = A4,
) -> bytes:
    """The bytes of a PDF of one content stream a page, its texts drawn in the order given.

    ``labels`` is the number tree of its page labels. Raises UnicodeEncodeError for letters outside Windows-1252 and
    Welsh.
    """
    objects: list[bytes] = [b"", b""]

    def add(body: bytes) -> int:
        objects.append(body)
        return len(objects)

    encoding = add(_ENCODING)
    fonts = [
        add(b"<</Type/Font/Subtype/Type1/BaseFont/%s/Encoding %d 0 R>>" % (name, encoding))
        for name in (b"Helvetica", b"Helvetica-Bold")
    ]
    kids = []
    for page in pages:
        stream = b"".join(_drawn(*text) for text in page)
        content = add(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
                b"/Resources<</Font<</F0 %d 0 R/F1 %d 0 R>>>>>>" % (*size, rotate, content, *fonts)
            )
        )
    stated = b"/PageLabels<</Nums[%s]>>" % _coded(labels) if labels else b""
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % stated
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects, add(b"<</Title(%s)>>" % _string(title)))


def _drawn(x: float, y: float, size: float, words: str, bold: bool = False) -> bytes:
    return b"BT /F%d %g Tf %g %g Td (%s) Tj ET\n" % (bold, size, x, y, _string(words))


def _coded(text: str) -> bytes:
    return b"".join(bytes([_WELSH[letter]]) if letter in _WELSH else letter.encode("cp1252") for letter in text)


def _string(text: str) -> bytes:
    return _coded(text).replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _file(objects: Sequence[bytes], info: int) -> bytes:
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
