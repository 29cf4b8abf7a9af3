"""``ro-crate-metadata.json``: what the files of a crate are, from which documents and with which software they come.

JSON-LD as RO-Crate 1.1 has it, made here so that the same slice gives the same bytes. Always in English.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from corpus.taken.sources import TakenDocument
from publish.citations.text import web_address
from publish.export.about import RIGHTS, TITLE, About
from publish.export.text import plain

NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
CONTEXT = [f"{SPECIFICATION}/context", {"sha256": "https://schema.org/sha256"}]

_PROGRAM, _MADE, _LICENCE = "#addewid", "#made", "#rights"

Entity = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Held:
    """A file of the crate."""

    name: str
    title: str
    description: str
    media_type: str
    size: int
    sha256: str


def metadata(files: Iterable[Held], documents: Iterable[TakenDocument], about: About, made: "Making") -> str:
    """The whole text of the file; ends with a line break."""
    held, works = list(files), list(documents)
    graph = [
        {
            "@id": NAME,
            "@type": "CreativeWork",
            "about": {"@id": "./"},
            "conformsTo": {"@id": SPECIFICATION},
        },
        _root(held, works, about, made),
        *(_file(each) for each in held),
        *_works(works),
        *_software(about, made),
        {"@id": _LICENCE, "@type": "CreativeWork", "name": "Rights", "description": RIGHTS},
    ]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"


@dataclass(frozen=True, slots=True)
class Making:
    """How a crate was made: the command, its slice in words, and what read the documents, by name and version."""

    command: str
    asked: str
    readers: Mapping[str, str]


def _root(files: list[Held], works: list[TakenDocument], about: About, made: Making) -> Entity:
    stamp = about.stamp
    of = f" Only: {plain(made.asked)}." if made.asked else ""
    return {
        "@id": "./",
        "@type": "Dataset",
        "identifier": f"addewid-{stamp.revision}-{stamp.on.isoformat()}",
        "name": TITLE,
        "description": (
            "What public bodies in Wales promised, what people judged of it and on what evidence, with the means to "
            f"check every quotation. {stamp.total:,} commitments in the corpus, of which people decided what became "
            f"of {stamp.decided:,}; {stamp.not_assessed:,} not yet assessed.{of}"
        ),
        "datePublished": stamp.on.isoformat(),
        "version": str(stamp.revision),
        "license": {"@id": _LICENCE},
        "hasPart": [{"@id": each.name} for each in files],
        "mentions": [{"@id": _id(each)} for each in works],
    }


def _file(held: Held) -> Entity:
    return {
        "@id": held.name,
        "@type": "File",
        "name": held.title,
        "description": held.description,
        "encodingFormat": held.media_type,
        "contentSize": str(held.size),
        "sha256": held.sha256,
    }


def _works(works: list[TakenDocument]) -> Iterator[Entity]:
    """Documents, as what they are apart from this crate, and who published them."""
    publishers: dict[str, str] = {}
    for each in works:
        row = each.row
        name = " ".join(plain(row.publisher).split())
        if name:
            publishers.setdefault(name, f"#publisher-{len(publishers) + 1}")
        told = {
            "datePublished": row.issued_text or (row.issued.isoformat() if row.issued else ""),
            "url": web_address(row.url),
            "encodingFormat": each.media_type,
            "sha256": each.sha256,
            "sdDatePublished": row.captured_at.date().isoformat() if row.captured_at else "",
        }
        yield {
            "@id": _id(each),
            "@type": "CreativeWork",
            "identifier": each.ref,
            "name": plain(row.title),
            "genre": str(row.kind),
            "inLanguage": f"{row.lang}-GB",
            **{key: value for key, value in told.items() if value},
            **({"publisher": {"@id": publishers[name]}} if name else {}),
        }
    for name, number in publishers.items():
        yield {"@id": number, "@type": "Organization", "name": name}


def _id(each: TakenDocument) -> str:
    return f"#document-{each.ref.replace('/', '-')}"


def _software(about: About, made: Making) -> Iterator[Entity]:
    """What made the crate, and what had read the documents."""
    readers = {f"#reader-{at}": item for at, item in enumerate(sorted(made.readers.items()), 1)}
    yield {
        "@id": _MADE,
        "@type": "CreateAction",
        "name": "Taken from the corpus",
        "description": made.command,
        "endTime": about.stamp.on.isoformat(),
        "instrument": [{"@id": name} for name in (_PROGRAM, *readers)],
        "result": {"@id": "./"},
    }
    yield {
        "@id": _PROGRAM,
        "@type": "SoftwareApplication",
        "name": "Addewid",
        "version": about.stamp.version,
    }
    for name, (called, version) in readers.items():
        yield {"@id": name, "@type": "SoftwareApplication", "name": called, "version": version}
