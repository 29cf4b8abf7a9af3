"""Items as RIS, a line for each field. Written here: the format is smaller than what a library for it asks to know."""

from collections.abc import Iterable, Iterator

from publish.citations import tags
from publish.citations.text import one_line
from publish.citations.typed import Day, Item, Name

_LAW = frozenset({"legislation", "bill", "regulation"})


def ris(items: Iterable[Item]) -> str:
    """One record for each item, in UTF-8."""
    return "".join("".join(f"{tag}  - {value}\r\n" for tag, value in _lines(item)) + "\r\n" for item in items)


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", tags.TYPES_OUT.get(item["type"], "GEN")
    yield "ID", one_line(item["id"])
    for tag, part in (("AU", "author"), ("A2", "editor"), ("A3", "collection-editor"), ("A4", "translator")):
        names = item.get(part, [])
        for name in names if isinstance(names, list) else []:
            yield tag, one_line(_name(name))
    texts: dict[str, object] = {**item}
    if item["type"] in _LAW:
        texts["title"] = item.get("title-short") or item.get("title", "")
        texts.pop("title-short", None)
    if item["type"] in tags.EVENT_TYPES:
        texts["container-title"] = item.get("event-title") or item.get("container-title", "")
    for tag, part in tags.TEXTS:
        value = texts.get(part)
        if isinstance(value, str) and (words := one_line(value)):
            yield tag, words
    yield from _numbers(item)
    yield from _days(item)
    yield "ER", ""


def _numbers(item: Item) -> Iterator[tuple[str, str]]:
    first, hyphen, last = item.get("page", "").replace("–", "-").partition("-")
    if first:
        yield "SP", one_line(first)
    if hyphen and last:
        yield "EP", one_line(last)
    if number := item.get("ISBN") or item.get("ISSN"):
        yield "SN", one_line(number)


def _days(item: Item) -> Iterator[tuple[str, str]]:
    issued, accessed = item.get("issued"), item.get("accessed")
    if issued and issued["date-parts"]:
        yield "PY", f"{issued['date-parts'][0][0]:04}"
        yield "DA", _day(issued)
    if accessed and accessed["date-parts"]:
        yield "Y2", _day(accessed)


def _day(day: Day) -> str:
    """Its first day, with as many parts as are known: "2014/05/01", "2014/05/", "2014//"."""
    year, month, date = [*(f"{part:02}" for part in day["date-parts"][0]), "", "", ""][:3]
    return f"{year:>04}/{month}/{date}"


def _name(name: Name) -> str:
    if "family" in name:
        return ", ".join(filter(None, (name["family"], name.get("given", ""))))
    return name.get("literal", "").replace(",", tags.COMMA)
