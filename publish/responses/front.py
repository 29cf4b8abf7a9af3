"""The front matter of a response: what it answers, in which language, by when and in how many words."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import yaml

from corpus.codebook import Lang
from corpus.language import msg, tr
from publish.responses.inline import scan

LONGEST = 64 * 1024
"""Characters of front matter."""

MOST_WORDS = 1_000_000

TAGS = {Lang.EN: "en-GB", Lang.CY: "cy-GB"}


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the file itself that has to be mended, at a line counted from 1."""

    line: int
    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The fault in the language in use."""
        return tr(self.message, **self.values)


@dataclass(frozen=True, slots=True)
class Meta:
    """What front matter says. ``words`` is the budget of the whole, ``lines`` where each key stands, from 1.

    ``consultation`` is the key of the document that is answered; ``other`` holds what else there is, as YAML has it.
    """

    title: str = ""
    lang: Lang = Lang.EN
    consultation: str = ""
    deadline: date | None = None
    words: int | None = None
    author: str = ""
    organisation: str = ""
    numbered: bool = False
    style: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    other: Mapping[str, Any] = field(default_factory=dict)


class _Loader(yaml.SafeLoader):
    """Plain data only, and no aliases, by which a few bytes can unfold to gigabytes."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("an alias")
        return super().compose_node(parent, index)


def divided(text: str) -> tuple[str | None, str, int]:
    """The front matter of a text without its fences, what follows it, and the number of lines before that.

    None, the text and 0 where it begins with none, or with some that never ends.
    """
    lines = text.split("\n")
    if begins(text):
        for number, line in enumerate(lines[1:], 1):
            if line.rstrip() in {"---", "..."}:
                return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 1
    return None, text, 0


def begins(text: str) -> bool:
    """Whether a text begins as front matter does."""
    return re.match(r"---[ \t]*\n[ \t]*\S", text) is not None


def read(text: str) -> tuple[Meta, list[Fault]]:
    """What front matter says, and what is wrong with it; of what is wrong nothing is taken."""
    if len(text) > LONGEST:
        return Meta(), [Fault(1, msg("The front matter is longer than 64 KB; keep the text below its second ---."))]
    data: Any
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else {}
    except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark is not None else 1
        return Meta(), [Fault(line, msg("The front matter is not plain YAML; write simple “key: value” lines."))]
    finally:
        loader.dispose()
    if not isinstance(data, dict):
        return Meta(), [Fault(1, msg("The front matter is not a list of keys and values; write “key: value” lines."))]
    lines = {str(key.value): key.start_mark.line + 2 for key, _ in node.value} if node is not None else {}
    return _understood({str(key): value for key, value in data.items()}, lines)


def _understood(data: Mapping[str, Any], lines: Mapping[str, int]) -> tuple[Meta, list[Fault]]:
    told: dict[str, Any] = {}
    faults: list[Fault] = []
    for key, value in data.items():
        if key not in _RULES or value is None:
            continue
        reader, otherwise = _RULES[key]
        read_as = reader(value)
        if read_as is None:
            faults.append(Fault(lines.get(key, 1), otherwise))
        else:
            told[key] = read_as
    return Meta(**told, lines=lines, other={key: data[key] for key in data if key not in _RULES}), faults


def _words(value: Any) -> str | None:
    """Words on one line; names in a list are joined, and of tables their names are taken."""
    if isinstance(value, list):
        names = [_words(one) for one in value]
        return ", ".join(name for name in names if name)
    if isinstance(value, dict):
        return _words(value.get("name", ""))
    return " ".join(str(value).split())


def _shown(value: Any) -> str | None:
    """Words as they will be printed: pandoc reads them as Markdown."""
    words = _words(value)
    return " ".join(scan(words, 1).words.split()) if words else words


def _lang(value: Any) -> Lang | None:
    return next((lang for lang, tag in TAGS.items() if str(value).lower() in {tag.lower(), lang.value}), None)


def _day(value: Any) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value).strip())
    except ValueError:
        return None


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 < value <= MOST_WORDS else None


def _flag(value: Any) -> bool | None:
    return value if isinstance(value, bool) else None


_RULES: Mapping[str, tuple[Callable[[Any], Any], str]] = {
    "title": (_shown, ""),
    "lang": (_lang, msg("The language is not one of the two; write lang: en-GB or lang: cy-GB.")),
    "consultation": (_words, ""),
    "deadline": (_day, msg("The deadline is not a date; write it as in deadline: 2026-05-01.")),
    "words": (_count, msg("The word budget is not a whole number above 0; write it as in words: 3000.")),
    "author": (_shown, ""),
    "organisation": (_shown, ""),
    "numbered": (_flag, msg("Whether paragraphs are numbered is told by numbered: true or numbered: false.")),
    "style": (_words, ""),
}
"""Every key that is understood, how, and what is said where it is not."""
