"""What Atom feeds (RFC 4287) are made of: the feed itself, entries, links, names that stay."""

import uuid
from datetime import UTC, datetime
from urllib.parse import quote
from xml.etree import ElementTree as ET

from publish.export.text import plain

ATOM = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'

_OF_ADDRESSES = "%:/?#[]@!$&'()*+,;=~"


def feed(title: str, identity: str, updated: datetime) -> ET.Element:
    """A feed without entries. ``identity`` names it for good."""
    made = ET.Element("feed", xmlns=ATOM)
    add(made, "title", title)
    add(made, "id", urn(identity))
    add(made, "updated", moment(updated))
    add(ET.SubElement(made, "author"), "name", "Addewid")
    return made


def entry(title: str, identity: str, updated: datetime) -> ET.Element:
    """An entry. ``identity`` names it for good."""
    made = ET.Element("entry")
    add(made, "title", title)
    add(made, "id", urn(identity))
    add(made, "updated", moment(updated))
    return made


def link(parent: ET.Element, address: str, relation: str = "alternate") -> None:
    """A link to a web address; none where it is not one."""
    if address.startswith(("https://", "http://")):
        ET.SubElement(parent, "link", rel=relation, href=quote(address, safe=_OF_ADDRESSES, errors="replace"))


def add(parent: ET.Element, name: str, text: str) -> ET.Element:
    """An element of text."""
    child = ET.SubElement(parent, name)
    child.text = plain(text)
    return child


def urn(name: str) -> str:
    """A name that is the same for the same words, wherever it is made."""
    return uuid.uuid5(uuid.NAMESPACE_OID, name.encode(errors="backslashreplace").decode()).urn


def moment(when: datetime) -> str:
    """A moment as Atom has it, in UTC."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
