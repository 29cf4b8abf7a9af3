"""Text of documents within Markdown: it comes out as it is, whatever is in it."""

import re

_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|~$@^&]")
_LEADING = re.compile(r"(?:[-+=:%]|(?:\d+[.)]|\([a-z\d]+\)|[a-z]+[.)])(?=\s|$))", re.IGNORECASE)


def markdown(text: str) -> str:
    """A text, on one line, as Markdown that shows it as it is, in pandoc and elsewhere: no markup, link or maths."""
    line = " ".join("".join(c if c.isprintable() or c.isspace() else "" for c in text).split())
    begun = _LEADING.match(line)
    if begun is None:
        return _SPECIAL.sub(r"\\\g<0>", line)
    # what could begin a list, a definition or a title block: its last sign is escaped
    end = begun.end()
    return f"{line[: end - 1]}\\{line[end - 1]}" + _SPECIAL.sub(r"\\\g<0>", line[end:])
