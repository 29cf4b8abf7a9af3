"""Running headers, footers and page numbers: told by place and repetition, used for labels, then dropped."""

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.readers.pdf_page import Line, Page

_ZONE = 0.12
"""The share of a page's height, at its top and its foot, where running lines stand."""
_JITTER = 4.0
"""Points by which a running line's height may vary."""
_FEWEST = 3
_NUMBER = re.compile(
    r"(?:page|tudalen|p\.?|t\.?)?\s*[-–|]?\s*(\d{1,4}|[ivxlc]{1,7})\s*[-–|]?(?:\s*(?:of|o|/)\s*\d{1,4})?", re.IGNORECASE
)
_MARKER = re.compile(r"\W*\w{0,4}\W*")
"""A list item's number alone on its line, which may well stand first on many pages."""
_LEADER = re.compile(r"(?:\.\s?){5,}\s*\d{0,4}$")
_LETTERS = re.compile(r"[^\W\d_]")

Place = tuple[int, int]
"""A page's position in the document, and a line's on the page."""


def strip(pages: list[Page]) -> None:
    """Drop running lines from the pages, keeping printed page numbers as labels where the file has none of its own."""
    zone = [(page.index, at) for page in pages for at, line in enumerate(page.lines) if _in_zone(page, line)]
    by_index = {page.index: page for page in pages}
    running = _repeated(by_index, zone, len(pages))
    numbers = _numbered(by_index, zone)
    for (index, _), label in numbers.items():
        by_index[index].label = by_index[index].label or label
    for index, at in running - numbers.keys():
        page = by_index[index]
        page.label = page.label or _counted(page.lines[at].text, index, by_index, running)
    gone = running | numbers.keys() | _contents(pages)
    for page in pages:
        page.lines = [line for at, line in enumerate(page.lines) if (page.index, at) not in gone]


def _contents(pages: list[Page]) -> set[Place]:
    """The rows of a table of contents, which lead by dots to a page number."""
    found: set[Place] = set()
    for page in pages:
        leaders = [line for line in page.lines if _LEADER.search(line.text.rstrip()[-120:])]
        for at, line in enumerate(page.lines):
            if any(leader.bottom < line.middle < leader.top for leader in leaders):
                found.add((page.index, at))
    return found if len(found) >= _FEWEST else set()


def _in_zone(page: Page, line: Line) -> bool:
    return line.bottom > page.height * (1 - _ZONE) or line.top < page.height * _ZONE


def _repeated(pages: dict[int, Page], zone: list[Place], count: int) -> set[Place]:
    """Lines that stand at the same height, the same but for numbers, on many pages or on several in a row."""
    alike: dict[str, list[Place]] = defaultdict(list)
    for place in zone:
        text = pages[place[0]].lines[place[1]].text.casefold()
        if not _MARKER.fullmatch(text):
            alike[re.sub(r"\d+", "#", text)].append(place)
    found: set[Place] = set()
    for words, places in alike.items():
        for group in _level(pages, places):
            on = sorted({index for index, _ in group})
            often = len(on) >= max(_FEWEST, 0.3 * count) or len(on) == count == 2
            in_row = len(on) >= _FEWEST and len(_LETTERS.findall(words)) >= 8 and on[-1] - on[0] < 2 * len(on)
            if often or in_row:
                found.update(group)
    return found


def _level(pages: dict[int, Page], places: list[Place]) -> Iterator[list[Place]]:
    """Places grouped by their height on the page."""
    group: list[Place] = []
    for place in sorted(places, key=lambda one: pages[one[0]].lines[one[1]].bottom):
        height = pages[place[0]].lines[place[1]].bottom
        if group and height - pages[group[0][0]].lines[group[0][1]].bottom > _JITTER:
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _numbered(pages: dict[int, Page], zone: list[Place]) -> dict[Place, str]:
    """Lines that are page numbers and nothing else, with the number: those that count on from page to page."""
    offsets: dict[tuple[bool, int], dict[Place, str]] = defaultdict(dict)
    for place in zone:
        found = _NUMBER.fullmatch(pages[place[0]].lines[place[1]].text.strip())
        if found:
            roman = not found[1].isdigit()
            value = _roman(found[1].lower()) if roman else int(found[1])
            offsets[roman, value - place[0]][place] = found[1]
    kept: dict[Place, str] = {}
    for places in offsets.values():
        often = len({index for index, _ in places}) >= min(2, len(pages))
        kept |= {place: text for place, text in places.items() if often or text == pages[place[0]].label}
    return kept


def _roman(text: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    total = 0
    for letter, after in zip(text, [*text[1:], ""], strict=True):
        value = values[letter]
        total += -value if after and values[after] > value else value
    return total


def _counted(text: str, index: int, pages: dict[int, Page], running: set[Place]) -> str:
    """The number in a running line that counts with the pages: "1" of "1/96", "12" of "Annual report 12"."""
    found = re.findall(r"(?<![\d.:/,-])\d{1,4}(?![\d:,.-])", text)
    neighbours = [pages[at].lines[line].text for at, line in running if at == index + 1] or [
        pages[at].lines[line].text for at, line in running if at == index - 1
    ]
    step = 1 if any(at == index + 1 for at, _ in running) else -1
    for number in found:
        shape = re.sub(r"\d+", "#", text)
        wanted = re.sub(rf"(?<!\d){number}(?!\d)", str(int(number) + step), text, count=1)
        if any(re.sub(r"\d+", "#", other) == shape and other == wanted for other in neighbours):
            return str(number)
    return ""
