"""A small PDF, written by hand: lines of text in two fonts, Welsh letters and page labels included."""

from collections.abc import Sequence

Drawn = tuple[float, float, float, str, bool]
"""A line on a page: x, y, size, words, and whether it is bold."""

_WELSH = {"ŵ": 129, "ŷ": 141, "Ŵ": 143, "Ŷ": 144}
"""Codes that Windows-1252 leaves free, for the letters it lacks."""
_ENCODING = (
    b"<</Type/Encoding/BaseEncoding/WinAnsiEncoding"
    b"/Differences[129/wcircumflex 141/ycircumflex 143/Wcircumflex 144/Ycircumflex]>>"
)


def _string(text: str) -> bytes:
    codes = b"".join(bytes([_WELSH[letter]]) if letter in _WELSH else letter.encode("cp1252") for letter in text)
    return codes.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _labels(labels: Sequence[str]) -> bytes:
    if not labels:
        return b""
    rows = b" ".join(b"%d<</P(%s)>>" % (number, _string(label)) for number, label in enumerate(labels))
    return b"/PageLabels<</Nums[%s]>>" % rows


def write_pdf(pages: Sequence[Sequence[Drawn]], *, title: str = "", labels: Sequence[str] = ()) -> bytes:
    """The bytes of a PDF of A4 pages. Raises UnicodeEncodeError for letters outside Windows-1252 and Welsh."""
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
    for drawn in pages:
        stream = b"\n".join(
            b"BT /F%d %g Tf %g %g Td (%s) Tj ET" % (bold, size, x, y, _string(words))
            for x, y, size, words, bold in drawn
        )
        content = add(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
                b"/Resources<</Font<</F0 %d 0 R/F1 %d 0 R>>>>>>" % (content, *fonts)
            )
        )
    objects[0] = b"<</Type/Catalog/Pages 2 0 R%s>>" % _labels(labels)
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
    return _file(objects, add(b"<</Title(%s)>>" % _string(title)))


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
