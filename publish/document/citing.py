"""Citations of a tree printed in a style, by pandoc's citeproc, and the list of what was cited."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.codebook import Lang
from publish import pandoc
from publish.citations.labels import BY_WORD, WRITTEN, Label
from publish.citations.typed import Item
from publish.document import languages, tree
from publish.document.languages import Foreign
from publish.document.tree import Node

LIST = "refs"
"""The name of the division that citeproc puts the list of what was cited into."""

_WORDS = ("title", "title-short", "container-title", "publisher", "genre", "note")
"""The fields of an item that are in its language."""

ENTRY = "ref-"
"""Before the key of an item: the name of its entry in that list."""

_HIDDEN = {ord("<"): "\ue000", ord(">"): "\ue001"}
_SHOWN = {0xE000: "<", 0xE001: ">"}

_LABELLED = re.compile(r"\s*,?\s*(?P<label>[^\W\d_]+|¶+|§+)\.?\s*(?P<rest>\d.*)", re.DOTALL)


def keys(blocks: list[Node]) -> list[str]:
    """The keys that are cited, each once, in order."""
    found = {held["citationId"]: None for node in tree.every(blocks) if node["t"] == "Cite" for held in node["c"][0]}
    return list(found)


def printed(
    blocks: list[Node],
    items: Mapping[str, Item],
    style: Path,
    lang: Lang,
    after: Callable[[Item, str], str],
) -> tuple[list[Node], list[Node]]:
    """The blocks with their citations printed, and the list of what they cite.

    ``items`` are by the keys that cite them. ``style`` is a CSL file, ``lang`` the document's language; words of an
    item in another are marked. ``after`` gives, of an item and its entry's words, what that leaves out.
    """
    before: set[str] = set()
    cited = tree.changed(blocks, lambda node: [_prepared(node, items, lang, before)])
    done = _citeproc(cited, {item["id"]: item for item in items.values()}, style, lang)
    foreign = _foreign(items.values(), lang)
    body = [block for block in done if not _is_list(block)]
    entries = [entry for block in done if _is_list(block) for entry in block["c"][1]]
    by_id = {item["id"]: item for item in items.values()}
    listed = [_entry(entry, by_id, after) for entry in entries]
    return _uncited(body, foreign), languages.marked(listed, foreign)


def _prepared(node: Node, items: Mapping[str, Item], lang: Lang, before: set[str]) -> Node:
    """A citation with the identifier of its item, and its place as it is to be printed; ``before`` were cited."""
    if node["t"] == "Cite":
        for held in node["c"][0]:
            if held["citationId"] in items:
                held["citationId"] = items[held["citationId"]]["id"]
            held["citationSuffix"] = _located(held["citationSuffix"], lang, again=held["citationId"] in before)
            before.add(held["citationId"])
    return node


def _located(suffix: list[Node], lang: Lang, *, again: bool) -> list[Node]:
    """A place as citeproc prints it best: a page by its name in the document's language, all else as it is written.

    Styles leave out what a number is the number of where something is cited again, as if it could only be a page's.
    """
    if any(node["t"] not in {"Str", "Space", "SoftBreak"} for node in suffix):
        return suffix
    found = _LABELLED.fullmatch(tree.words(suffix))
    label = BY_WORD.get(found["label"].casefold()) if found else None
    if found is None or label is None:
        return suffix
    if label is Label.PAGE:
        return tree.text(f", {WRITTEN[lang][Label.PAGE]} {found['rest']}")
    # an empty place: then what follows is printed as it is
    return [{"t": "Str", "c": "{}"}, *suffix] if again or label is Label.COUNT else suffix


def _citeproc(blocks: list[Node], items: Mapping[str, Item], style: Path, lang: Lang) -> list[Node]:
    with TemporaryDirectory(prefix="addewid-") as folder:
        path = Path(folder) / "items.json"
        path.write_text(json.dumps([_literal(item) for item in items.values()]), encoding="utf-8")
        said = tree.written(blocks, {"lang": {"t": "MetaString", "c": f"{lang}-GB"}})
        options = ("--citeproc", f"--csl={style}", f"--bibliography={path}")
        done = tree.read(pandoc.convert(said, "json", "json", *options))
    shown: list[Node] = tree.changed(done, _shown)
    return shown


def _shown(node: Node) -> list[Node]:
    if node["t"] == "Str":
        node["c"] = tree.seen(node["c"].translate(_SHOWN))
    return [node]


def _literal(held: Any) -> Any:
    """An item whose words are only words: citeproc takes some tags of HTML in them for markup."""
    if isinstance(held, str):
        return held.translate(_HIDDEN)
    if isinstance(held, Mapping):
        return {name: part if name in {"id", "URL", "DOI"} else _literal(part) for name, part in held.items()}
    return [_literal(part) for part in held] if isinstance(held, Sequence) else held


def _foreign(items: Any, lang: Lang) -> list[Foreign]:
    """Titles and names in another language than the document's."""
    out = []
    for item in items:
        tag = item.get("language", "")
        if tag and tag.partition("-")[0] != lang:
            said = [item.get(name, "") for name in _WORDS]
            said += [name.get("literal", "") for name in item.get("author", [])]
            out += [Foreign(words, tag) for words in said if words]
    return out


def _is_list(block: Node) -> bool:
    return bool(block["t"] == "Div" and block["c"][0][0] == LIST)


def _entry(entry: Node, items: Mapping[str, Item], after: Callable[[Item, str], str]) -> Node:
    """An entry with what its style left out at its end."""
    item = items.get(entry["c"][0][0].removeprefix(ENTRY))
    entry["c"][0] = [entry["c"][0][0], ["csl-entry"], []]
    blocks = entry["c"][1]
    if item is None or not blocks or "c" not in blocks[-1]:
        return entry
    said = tree.words(blocks).rstrip()
    if more := after(item, said):
        end = [] if said.endswith((".", ">")) or more.startswith(("<", "(")) else [{"t": "Str", "c": "."}]
        blocks[-1]["c"] = [*blocks[-1]["c"], *end, {"t": "Space"}, *tree.text(more)]
    return entry


def _uncited(blocks: list[Node], foreign: list[Foreign]) -> list[Node]:
    """Citations as the words or notes that they are printed as, those in another language marked."""

    def change(node: Node) -> list[Node]:
        if node["t"] != "Cite":
            return [node]
        return languages.marked(node["c"][1], foreign)

    out: list[Node] = tree.changed(blocks, change)
    return out
