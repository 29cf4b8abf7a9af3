"""Plain text as blocks: paragraphs out of wrapped lines, headings, list items, page breaks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.codebook import PassageKind
from corpus.readers.blocks import LOWEST, Block
from corpus.readers.clean import clean, lines, scrub
from corpus.readers.dates import labelled, stated
from corpus.readers.hyphens import Hyphens
from corpus.readers.markers import marker

_RULE = re.compile(r"\s*([=_~*#.-])(?:\s*\1){2,}\s*")
_LONGEST_JOINED = 20_000
"""Characters, beyond which a paragraph is not joined to another."""
_ENDED = re.compile(r"[.!?:;…][”’\"')\]]*(?:\d{1,3})?$")
_OPEN_LIST = re.compile(r"[;,](?: and| or| a| ac| neu)?$")
_RUN_IN = re.compile(r"\s*(\S.{1,58}?\S)\s{2,}(?=[A-Z“‘])")
_LOWER = re.compile(r"[“‘\"']?[a-zâêîôûŵŷ]")
_CAPITAL = re.compile(r"[“‘\"']?[^\W\d_a-zâêîôûŵŷ]")
_NO_HEADING = re.compile(r"[.,;:]$|@|\||https?:|\w\.(?:com|org|net|uk|wales|cymru)\b")
_HAND = 130
"""Characters; lines wrapped by hand are seldom longer."""


@dataclass(slots=True)
class _Group:
    """Lines with no blank line between them, the page they begin on, and how many blank lines came before."""

    lines: list[str]
    page: int
    gap: int
    underlined: str = ""


def blocks(text: str, *, spoken: bool = False) -> Iterator[Block]:
    """The blocks of a text. ``spoken`` turns off headings told by their shortness, which speeches do not have.

    Pages are counted where form feeds divide the text; else ``page_index`` is None.
    """
    groups, paged = _groups(text)
    groups = _single_spaced(groups)
    for group in groups:
        group.lines = _round_bullets(group.lines)
    width = _width(groups)
    hyphens = Hyphens([line for group in groups for line in group.lines], keep=True)
    paragraphs = _joined(_paragraphs(groups, width, hyphens), hyphens)
    for at, one in enumerate(paragraphs):
        following = paragraphs[at + 1].text if at + 1 < len(paragraphs) else ""
        previous = paragraphs[at - 1].text if at else ""
        for block in _classified(one, previous, following, spoken=spoken):
            block.page_index = one.page if paged else None
            yield block


@dataclass(slots=True)
class _Paragraph:
    text: str
    page: int
    underlined: str = ""
    run_in: str = ""
    titled: str = ""
    alone: bool = False
    """The only line of its group."""


def _groups(text: str) -> tuple[list[_Group], bool]:
    groups: list[_Group] = []
    page, gap, paged = 0, 1, "\f" in text.strip("\f\n ")
    for raw in lines(text):
        turns, line = raw.count("\f"), scrub(raw)
        if _RULE.fullmatch(line):
            if not gap and len(groups[-1].lines) == 1:
                groups[-1].underlined = line.strip()[0]
            gap += 2
        elif not line.strip():
            gap += 1
        elif gap or turns:
            groups.append(_Group([line.rstrip()], page + (turns if raw.lstrip(" \n").startswith("\f") else 0), gap))
            gap = 0
        else:
            groups[-1].lines.append(line.rstrip())
        page += turns
    return groups, paged


def _single_spaced(groups: list[_Group]) -> list[_Group]:
    """Text with a blank line after every line, as some converters write it, brought together again."""
    pairs = list(pairwise(groups))
    broken = sum(len(one.lines) == 1 and _runs_on(one.lines[-1], after.lines[0]) for one, after in pairs)
    if broken < 8 or broken < 0.25 * len(groups):
        return groups
    merged = groups[:1]
    for group in groups[1:]:
        last = merged[-1]
        if group.gap > 1 or group.page != last.page or last.underlined:
            merged.append(group)
        else:
            last.lines += group.lines
            last.underlined = group.underlined
    return merged


def _ended(text: str) -> bool:
    """Whether a text ends as a sentence or a clause does."""
    return _ENDED.search(text[-12:]) is not None


def _runs_on(line: str, following: str) -> bool:
    return not _ended(line) and following.strip()[:1].islower()


def _round_bullets(rows: list[str]) -> list[str]:
    """The letter "o" standing for a round bullet, under an open line or another of its kind, as that bullet."""
    done: list[str] = []
    for row in rows:
        under = done and (done[-1].lstrip().startswith("◦ ") or re.search(r"[:;]$", done[-1]))
        done.append(re.sub(r"^(\s*)o (?=\w)", r"\1◦ ", row) if under else row)
    return done


def _width(groups: list[_Group]) -> int:
    """The width lines were wrapped to by hand; 0 where a line is a paragraph."""
    full = sorted(len(line.strip()) for group in groups for line in group.lines[:-1])
    if len(full) < 3 or full[len(full) * 9 // 10] > _HAND:
        return 0
    return full[len(full) * 9 // 10]


def _paragraphs(groups: list[_Group], width: int, hyphens: Hyphens) -> Iterator[_Paragraph]:
    for group in groups:
        parts: list[list[str]] = []
        for at, line in enumerate(group.lines):
            text = line.strip()
            if at and not _breaks(group.lines[at - 1].strip(), text, width):
                parts[-1].append(text)
            else:
                parts.append([text if at else line])
        pieces = [hyphens.joined(part) for part in parts]
        run_in = _run_in(pieces[0])
        if run_in:
            pieces[0] = pieces[0].strip()[len(run_in) :]
        titled = _titled(pieces)
        for at, piece in enumerate(pieces):
            if titled and not at:
                continue
            paragraph = _Paragraph(clean(piece), group.page)
            if at == (1 if titled else 0):
                paragraph.run_in, paragraph.titled = run_in, titled
                paragraph.underlined, paragraph.alone = group.underlined, len(pieces) == 1
            yield paragraph


def _run_in(line: str) -> str:
    """The heading that begins a paragraph's first line, set off by two spaces: "Prevention  There is …"."""
    found = _RUN_IN.match(line)
    if found is None or len(found[1].split()) > 8 or _ended(found[1]) or not found[1][0].isupper():
        return ""
    rest = line.strip()[len(found[1]) :].strip()
    return found[1] if "  " not in re.sub(r"[.!?]\s+", "", rest) and len(rest) > 20 else ""


def _titled(pieces: list[str]) -> str:
    """The short first line of a bulleted item that names what the rest tells of: "• Time bank, Barry"."""
    if len(pieces) < 2:
        return ""
    found, first = marker(pieces[0].strip()), clean(pieces[0])
    named = found is not None and not found.number and len(first) <= 80 and not _ended(first)
    return clean(found.rest) if found and named and not _OPEN_LIST.search(first) and not marker(pieces[1]) else ""


def _breaks(line: str, following: str, width: int) -> bool:
    """Whether a new paragraph or item begins after a line of a group."""
    found = marker(following)
    ended = _ended(line)
    if found and ((not found.number and found.sort not in "–—*-·") or ended or _OPEN_LIST.search(line[-8:])):
        return True
    if not width:
        return ended or not following[:1].islower()
    short = len(line) + 1 + len(following.split(maxsplit=1)[0]) < 0.78 * width
    if not short:
        return False
    return bool(_OPEN_LIST.search(line[-8:]) and line[-1] != ",") or found is not None or not following[:1].islower()


def _joined(paragraphs: Iterator[_Paragraph], hyphens: Hyphens) -> list[_Paragraph]:
    """Paragraphs that a page break or a stray blank line cut in two, whole again."""
    whole: list[_Paragraph] = []
    for one in paragraphs:
        last = whole[-1] if whole else None
        if (
            last is not None
            and one.text[:1].islower()
            and 12 < len(last.text) < _LONGEST_JOINED
            and not (_ended(last.text) or last.underlined or one.run_in or marker(one.text))
        ):
            last.text = hyphens.join(last.text, one.text)
            last.alone = False
        else:
            whole.append(one)
    return whole


def _classified(one: _Paragraph, previous: str, following: str, *, spoken: bool) -> Iterator[Block]:
    if one.run_in or one.titled:
        yield Block(PassageKind.HEADING, one.run_in or one.titled, LOWEST)
        kind = PassageKind.LIST_ITEM if one.titled else PassageKind.PARAGRAPH
        yield Block(kind, one.text)
    elif level := _heading(one, previous, following, spoken=spoken):
        yield Block(PassageKind.HEADING, one.text, level)
    elif marker(one.text) or (_LOWER.match(one.text) and re.search(r"[:;]$|; (?:and|or|a|ac|neu)$", previous)):
        yield Block(PassageKind.LIST_ITEM, one.text)
    else:
        yield Block(PassageKind.PARAGRAPH, one.text)


def _heading(one: _Paragraph, previous: str, following: str, *, spoken: bool) -> int:
    """The level of a heading, or 0: underlined, all in capitals, or a short line alone before a longer one."""
    if not one.alone or len(one.text) > 100 or _NO_HEADING.search(one.text):
        return 0
    letters = [char for char in one.text if char.isalpha()]
    if len(letters) < 3:
        return 0
    if one.underlined:
        return 1 if one.underlined in "=_" else 2
    if sum(char.isupper() for char in letters) > 0.9 * len(letters) and len(letters) > 5:
        return 1
    if spoken or not following or previous.endswith(":"):
        return 0
    return _short_heading(one.text, previous, following)


def _short_heading(text: str, previous: str, following: str) -> int:
    """The level of a short line that could be a heading: numbered, or in plain words before a longer paragraph."""
    if text.count(" ") > 11 or len(text) > 80 or (text.endswith(("?", "!", "…")) and text.count(" ") > 7):
        return 0
    if stated(text) or labelled(text):
        return 0
    if found := marker(text):
        sibling = marker(following) or marker(previous)
        titled = found.number and found.sort in {"1", "1.1"} and found.rest[:1].isupper() and not sibling
        return 2 + found.number.count(".") if titled else 0
    if not _CAPITAL.match(text):
        return 0
    return 3 if len(following) >= 80 or (len(following) >= 40 and _ended(following)) else 0
