"""Cleaning of text, in one place: what a reader hands over holds no invisible, control or odd characters.

Nothing is normalised: composed and decomposed letters stay as the source has them.
"""

import re

REPLACEMENT = "\ufffd"
"""Stands for a character that could not be decoded."""

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u2011"
    "\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc"
    "\ufffe\uffff\U000e0000-\U0010ffff]"
)
_SHOWN_BUT_ODD = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2010\u2011\u2800\u3164\uffa0]")
"""Those of the above that count as printable."""
_SPACES = frozenset("\x0b\x0c\r\x1c\x1d\x1e\x1f\xa0\u1680\u2028\u2029\u202f\u205f\u2800\u3000\u3164\uffa0") | {
    chr(code) for code in range(0x2000, 0x200B)
}
_LINE_ENDS = re.compile("\r\n?|\u2028|\u2029")
_RUNS = re.compile(r"\s{2,}|[\t\n\r]")
_BULLETS = frozenset("\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf0a8\uf02d\uf06e\uf071\uf0be")
"""How bullets of the Symbol and Wingdings fonts arrive."""


def _swap(found: re.Match[str]) -> str:
    char = found.group()
    if char in _SPACES:
        return " "
    if char in "\u2010\u2011":
        return "-"
    if "\x80" <= char <= "\x9f":  # Windows-1252 taken for Latin-1, as old web pages have it
        return char.encode("latin-1").decode("cp1252", "ignore")
    if char in _BULLETS:
        return "•"
    if "\ud800" <= char <= "\udfff" or "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000":
        return REPLACEMENT
    return ""


def scrub(text: str) -> str:
    """Text with odd spaces made plain and unseen characters removed; newlines, tabs and runs of spaces stay.

    Soft hyphens, zero-width and bidirectional controls go; private-use characters and stray surrogates
    become U+FFFD, as what they stood for is lost.
    """
    if text.isprintable() and (text.isascii() or not _SHOWN_BUT_ODD.search(text)):
        return text
    return _ODD.sub(_swap, text)


def clean(text: str) -> str:
    """Text as one clean line: scrubbed, every run of white space a single space, none at the ends."""
    text = scrub(text)
    return text.strip() if "  " not in text and text.isprintable() else _RUNS.sub(" ", text).strip()


def lines(text: str) -> list[str]:
    """Text cut at line ends of every sort; form feeds stay in their lines, for they end pages."""
    return _LINE_ENDS.sub("\n", text).split("\n")


def uncommented(text: str) -> str:
    """Markup without its comments; one that never ends takes the rest with it."""
    kept: list[str] = []
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, text[at:]])


def shown(name: object) -> str:
    """A file's name as it may safely be shown: controls and undecodable bytes as ``?``, however it was made."""
    return "".join(char if char.isprintable() else "?" for char in str(name)) or "?"
