"""The markup that CSL has within its words: what looks like it comes out as the text it is, and what is it is left out.

A word joiner, which is not seen, stands in what would be read as markup otherwise; CSL has no other way to say it.
"""

import re

JOINER = "\u2060"

_TAG = re.compile(r"<(?=/?(?:i|b|sc|sup|sub|span)\b)", re.IGNORECASE)
_WHOLE_TAG = re.compile(r"</?(?:i|b|sc|sup|sub)>|<span(?:\s[^<>]{0,200})?>|</span>", re.IGNORECASE)
_VARIABLE = re.compile(r"(?:^|(?<=\{))\s*[A-Za-z][\w -]*(?=:)")


def escaped(text: str) -> str:
    """Text for a field of CSL-JSON."""
    return _TAG.sub(f"<{JOINER}", text)


def escaped_note(text: str) -> str:
    """Text for a note, in which some programs take "URL: …" for the item's address."""
    return _VARIABLE.sub(lambda found: found[0] + JOINER, escaped(text))


def without(text: str) -> str:
    """The words of a field of CSL-JSON or Zotero, without its markup."""
    return _WHOLE_TAG.sub("", text)
