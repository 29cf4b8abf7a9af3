"""Markdown with YAML front matter."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import yaml

from corpus.codebook import PassageKind
from corpus.readers import facts
from corpus.readers.blocks import Block, to_passages
from corpus.readers.clean import uncommented
from corpus.readers.decode import decode
from corpus.readers.draft import Draft, Source, date_draft
from corpus.readers.record_rows import paragraphs

if TYPE_CHECKING:
    from markdown_it.token import Token

FRONT_MATTER_LIMIT = 64 * 1024
"""Characters."""

_FENCE = re.compile(r"\A\s*---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_BULLET = -1_000_000_000
"""Stands for a bullet where a number is counted."""
_READ = {"id", "title", "lang", "kind", "date", "publisher", "url"}


class _Loader(yaml.SafeLoader):
    """Plain data only, and no aliases, by which a few bytes can unfold to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def read(source: Source) -> Iterator[Draft]:
    """The one document of a Markdown file.

    Raises ``UnreadableDocument`` for front matter that is not plain YAML or states an unknown kind, language or date.
    """
    text, note = decode(source.data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    draft = Draft("markdown", warnings=[note] if note else [])
    if found := _FENCE.match(text):
        _front_matter(source, found[1], draft)
        text = text[found.end() :]
    elif re.match(r"\A\s*---[ \t]*\n[\w-]+:", text):
        raise source.refuse("begins front matter that never ends; close it with a line of ---")
    draft.passages = to_passages(blocks(text), draft.issued)
    yield draft


def _front_matter(source: Source, text: str, draft: Draft) -> None:
    if len(text) > FRONT_MATTER_LIMIT:
        raise source.refuse("has front matter of more than 64 KB; move the text below the second line of ---")
    try:
        data = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader that refuses aliases
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        if mark is None:
            raise source.refuse(
                "has front matter that is not plain YAML; write simple “key: value” lines, without aliases"
            ) from error
        raise source.refuse(
            "has front matter that is not plain YAML at its line {line}; "
            "write simple “key: value” lines, without aliases",
            line=mark.line + 1,
        ) from error
    if data is None:
        return
    if not isinstance(data, dict):
        raise source.refuse("has front matter that is not a list of keys and values; write “key: value” lines")
    try:
        draft.work = draft.source_id = facts.text(data.get("id"))
        draft.title, draft.publisher = facts.text(data.get("title")), facts.text(data.get("publisher"))
        draft.url = facts.text(data.get("url"))
        draft.stated_lang, draft.kind = facts.lang(data.get("lang")), facts.kind(data.get("kind"))
        date_draft(draft, facts.when(data.get("date")))
    except facts.BadFact as error:
        raise source.refuse("{problem} in its front matter; mend that line", problem=error) from error
    draft.extra = {facts.text(key): facts.text(value) for key, value in data.items() if key not in _READ}


def blocks(text: str) -> Iterator[Block]:
    """The blocks of Markdown text, inline markup taken off."""
    from markdown_it import MarkdownIt

    yield from _Walk(MarkdownIt("commonmark").enable("table").parse(text)).blocks()


class _Walk:
    """A pass over markdown-it's tokens, which open and close like brackets."""

    def __init__(self, tokens: "list[Token]") -> None:
        self._tokens = tokens
        self._numbers: list[int] = []
        self._fresh = False
        self._heading = 0
        self._cells: list[str] | None = None

    def blocks(self) -> Iterator[Block]:
        for token in self._tokens:
            match token.type:
                case "inline" if self._cells is not None:
                    self._cells.append(inline(token))
                case "inline":
                    yield self._text(inline(token))
                case "code_block" | "fence":
                    yield self._text(token.content)
                case "html_block":
                    yield from map(self._text, paragraphs(uncommented(token.content)))
                case "tr_close":
                    yield Block(PassageKind.TABLE_ROW, " | ".join(filter(None, self._cells or [])))
                    self._cells = None
                case _:
                    self._turn(token)

    def _turn(self, token: "Token") -> None:
        """Go into or out of a heading, a list, an item or a table row."""
        match token.type:
            case "heading_open":
                self._heading = int(token.tag[1:])
            case "heading_close":
                self._heading = 0
            case "bullet_list_open":
                self._numbers.append(_BULLET)
            case "ordered_list_open":
                self._numbers.append(int(token.attrGet("start") or 1) - 1)
            case "bullet_list_close" | "ordered_list_close":
                self._numbers.pop()
            case "list_item_open":
                self._fresh = True
                self._numbers[-1] += self._numbers[-1] != _BULLET
            case "tr_open":
                self._cells = []
            case _:
                pass

    def _text(self, text: str) -> Block:
        if self._heading:
            return Block(PassageKind.HEADING, text, self._heading)
        if not self._numbers:
            return Block(PassageKind.PARAGRAPH, text)
        number = self._numbers[-1]
        printed = str(number) if number != _BULLET and self._fresh else ""
        self._fresh = False
        return Block(PassageKind.LIST_ITEM, text, len(self._numbers), printed)


def inline(token: "Token") -> str:
    """The words of an inline token: of links and emphasis their text, of pictures nothing, breaks as spaces."""
    words: list[str] = []
    for child in token.children or ():
        if child.type in {"text", "code_inline"}:
            words.append(child.content)
        elif child.type in {"softbreak", "hardbreak"} or (
            child.type == "html_inline" and child.content.startswith("<br")
        ):
            words.append(" ")
    return "".join(words)
