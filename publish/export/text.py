"""Text of documents as files hold it: nothing that breaks a file, nothing that a spreadsheet takes for a formula."""

import re

REPLACEMENT = "\ufffd"

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML, UTF-8 or a terminal does not bear: controls but tab and line ends, halves of pairs, non-characters."""

_FORMULA = re.compile(
    r"[\s\"'`´‘’‚‛“”„‟«»‹›\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffd\uff02\uff07]*"
    r"[=+\-@\t\r\n\u207a-\u207c\u208a-\u208c\u2212\ufb29\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20]"
)
"""A sign that begins a formula, in any of its forms, behind whatever is not seen or may be taken off: blanks, quotation
marks, characters of no width. A tab or a line end among those may push the sign into a cell of its own."""


def plain(text: str) -> str:
    """A text that any file can hold: what none can is replaced by the sign for that, one for one."""
    return _UNFIT.sub(REPLACEMENT, text)


def is_formula(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula."""
    return _FORMULA.match(text) is not None


def guarded(text: str) -> str:
    """A text that no spreadsheet takes for a formula: with an apostrophe before it where one might."""
    return f"'{text}" if is_formula(text) else text


def unguarded(text: str) -> str:
    """The text that ``guarded`` was given; another stays as it is."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
