"""The themes as a codebook of REFI-QDA (.qdc), which programs for qualitative analysis read."""

import uuid
from typing import TextIO
from xml.etree import ElementTree as ET

from corpus.themes import Described, Group, described
from publish.stamp import Stamp

NAMESPACE = "urn:QDA-XML:codebook:1.0"

_GROUPS = {
    Group.PRINCIPLES: ("Principles of co-production", "Egwyddorion cydgynhyrchu"),
    Group.STRANDS: ("Strands of policy", "Llinynnau polisi"),
    Group.POWER: ("How far people share power", "I ba raddau y mae pobl yn rhannu pŵer"),
}


def write(out: TextIO, stamp: Stamp) -> int:
    """Write the codebook; returns how many codes. Names and GUIDs are the same wherever it is made."""
    book = ET.Element("CodeBook", {"xmlns": NAMESPACE, "origin": f"Addewid {stamp.version}"})
    codes = ET.SubElement(book, "Codes")
    count = 0
    for group, (english, welsh) in _GROUPS.items():
        parent = _code(codes, f"group {group}", english, welsh, codable=False)
        for theme in described():
            if theme.group is group:
                _theme(parent, theme)
                count += 1
    ET.indent(book)
    out.write('<?xml version="1.0" encoding="utf-8"?>\n')
    out.write(f"<!-- {stamp.on.isoformat()}; corpus revision {stamp.revision} -->\n")
    out.write(ET.tostring(book, encoding="unicode") + "\n")
    return count


def guid(name: str) -> str:
    """The GUID of a code of this name: it stays, so that a codebook that is read again meets its own codes."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"urn:addewid:codebook:{name}")).upper()


def _theme(parent: ET.Element, theme: Described) -> None:
    words = f"{theme.definition_en}\n\n{theme.name_cy}: {theme.definition_cy}"
    _code(parent, theme.theme, theme.name_en, words, codable=True)


def _code(parent: ET.Element, key: str, name: str, description: str, *, codable: bool) -> ET.Element:
    told = {"guid": guid(key), "name": name, "isCodable": "true" if codable else "false"}
    code = ET.SubElement(parent, "Code", told)
    ET.SubElement(code, "Description").text = description
    return code
