"""Items as CSL-JSON, BibTeX and RIS. What is text in them is text there: no markup, no commands, no further lines."""

import json
from collections.abc import Iterable

from publish.citations import markup
from publish.citations.out.bibtex import bibtex
from publish.citations.out.ris import ris
from publish.citations.typed import NAMES, Item, Name

__all__ = ["bibtex", "csl_json", "ris"]


def csl_json(items: Iterable[Item]) -> str:
    """CSL-JSON 1.0.2, for pandoc (``--bibliography``), Zotero and others."""
    return json.dumps([_safe(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def _safe(item: Item) -> dict[str, object]:
    made: dict[str, object] = {}
    for name, value in item.items():
        if isinstance(value, str) and name not in {"id", "type", "URL"}:
            made[name] = markup.escaped_note(value) if name == "note" else markup.escaped(value)
        elif name in NAMES and isinstance(value, list):
            made[name] = [_name(each) for each in value]
        else:
            made[name] = value
    return made


def _name(name: Name) -> dict[str, str]:
    return {part: markup.escaped(words) for part, words in name.items() if isinstance(words, str)}
