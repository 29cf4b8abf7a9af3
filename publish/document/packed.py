"""The parts of a DOCX or ODT, which is a ZIP archive: read with limits, packed to the same bytes every time."""

import io
import zipfile
from collections.abc import Mapping

from lxml import etree

MOST = 100 * 1024 * 1024
"""Bytes of all parts, unpacked."""

STAMPED = (1980, 1, 1, 0, 0, 0)
"""The time that parts bear: the first that an archive can."""

MIMETYPE = "mimetype"


def unpacked(archive: bytes) -> dict[str, bytes]:
    """The parts by their names, in order. Raises zipfile.BadZipFile where it is none, or one without bounds."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        infos = [info for info in opened.infolist() if not info.is_dir()]
        if sum(info.file_size for info in infos) > MOST:
            raise zipfile.BadZipFile("too large")
        # a part is never longer than is said of it: ZipFile reads no further
        return {info.filename: opened.read(info) for info in infos}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """An archive of the parts; ``mimetype`` is stored first and as it is, as ODT asks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in sorted(parts, key=lambda name: name != MIMETYPE):
            info = zipfile.ZipInfo(name, STAMPED)
            info.compress_type = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts[name])
    return out.getvalue()


def tree_of(part: bytes) -> etree._Element:
    """The XML of a part: no entity of its own, no network. Raises etree.XMLSyntaxError."""
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def part_of(tree: etree._Element) -> bytes:
    """A part of XML."""
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
