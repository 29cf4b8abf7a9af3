"""What is wrong with the pictures of a response, at their lines: for the check, and for building."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from publish.document import pictures, reading
from publish.document.pictures import Refused
from publish.responses import front
from publish.responses.checked import Checked, Problem, ProblemKind

SIGN = "!["
"""Without it a text has no picture, and pandoc need not be asked."""


def checked(found: Checked, text: str, folder: Path) -> Checked:
    """What the check found of a response that is kept in this folder, and what is wrong with its pictures.

    ``text`` is its whole file. Raises AddewidError where pandoc is missing or cannot read the text.
    """
    return among(found, text, _wrong(text, folder))


def among(found: Checked, text: str, refused: Sequence[Refused]) -> Checked:
    """What the check found, with these pictures among its problems, by line, in the language in use."""
    problems = [*found.problems, *_placed(text, refused)]
    return replace(found, problems=tuple(sorted(problems, key=lambda one: one.line)))


def body(text: str) -> str:
    """The text of a response without its front matter, lines ended as pandoc likes them."""
    return front.divided(text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))[1]


def _wrong(text: str, folder: Path) -> list[Refused]:
    return pictures.gathered(reading.blocks(body(text)), folder)[1] if SIGN in text else []


def _placed(text: str, refused: Sequence[Refused]) -> Iterator[Problem]:
    """Each at the line where its file is named for that time; at the first line where it is written otherwise."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if SIGN in line]
    for one in refused:
        named = [number for number, line in lines for _ in range(line.count(f"({one.target}"))]
        at = named[one.nth] if one.nth < len(named) else 1
        yield Problem(at, ProblemKind.PICTURE, one.sentence)
