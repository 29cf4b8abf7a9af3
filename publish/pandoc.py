"""Running pandoc: the program that comes with Addewid, fed by a pipe, shut in, and stopped when it takes too long.

Nothing is downloaded and no shell is run. ``--sandbox`` keeps pandoc from reading any file but those that its options
name, and from the network: options are ours, never a writer's.
"""

import os
import re
import subprocess
from importlib.util import find_spec
from pathlib import Path

from corpus.errors import AddewidError
from corpus.language import msg

PACKAGE = "pypandoc"
SECONDS = 60
"""A response of 100 pages takes five seconds."""

MEGABYTES = 1024
LARGEST = 8_000_000
"""Characters of one text, of which pandoc needs up to a hundred times the room."""

_FORMAT = re.compile(r"[a-z0-9_]+(?:[+-][a-z0-9_]+)*")
_HEAP_EXHAUSTED = 251

MISSING = msg(
    "Pandoc, which makes documents, is missing; install Addewid again, with everything that it needs "
    "(pip install pypandoc_binary), and try again."
)


def program() -> Path:
    """Where the packaged pandoc is; no other is looked for. Raises AddewidError where there is none."""
    spec = find_spec(PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            found = Path(folder) / "files" / name
            if found.is_file():
                return found
    raise AddewidError(MISSING)


def convert(text: str, source: str, to: str, *options: str) -> str:
    """A text from one of pandoc's formats to another that is text.

    ``options`` are pandoc's ("--citeproc", "--csl=…"); what they name is read, and nothing else.
    Raises AddewidError where pandoc is missing, refuses the text, or takes too much time or room.
    """
    return convert_bytes(text, source, to, *options).decode("utf-8")


def convert_bytes(text: str, source: str, to: str, *options: str) -> bytes:
    """As ``convert``, to any format ("docx", "odt"). The same text gives the same bytes, dated 1 January 1970."""
    if not (_FORMAT.fullmatch(source) and _FORMAT.fullmatch(to)):
        raise ValueError(f"no formats of pandoc: {source}, {to}")
    if len(text) > LARGEST:
        raise AddewidError("The text is too long to be made into a document; divide it.")
    return _run(f"--from={source}", f"--to={to}", "--output=-", *options, given=text.encode("utf-8", "replace"))


def own_file(name: str) -> bytes:
    """A file that pandoc brings with it, such as "reference.docx"."""
    return _run(f"--print-default-data-file={name}", given=b"")


def _run(*options: str, given: bytes) -> bytes:
    limits = ("+RTS", f"-M{MEGABYTES}m", "-RTS")
    pandoc = program()
    # a --data-dir of no data: a person's own templates would make another document of the same text
    apart = ("--sandbox", f"--data-dir={pandoc.parent}")
    command = [str(pandoc), *apart, "--quiet", "--eol=lf", *options, *limits]
    try:
        done = subprocess.run(  # noqa: S603  our own program and options
            command, input=given, capture_output=True, timeout=SECONDS, check=False, env=_surroundings()
        )
    except subprocess.TimeoutExpired as error:
        raise AddewidError(
            "Pandoc was stopped after {seconds} seconds; make the text shorter or simpler, and try again.",
            seconds=SECONDS,
        ) from error
    except OSError as error:
        raise AddewidError(
            "Pandoc cannot be run here ({error}); install Addewid again.", error=error.strerror or error
        ) from error
    if done.returncode == _HEAP_EXHAUSTED:
        raise AddewidError("The text needs more memory than pandoc is given; make it shorter or simpler.")
    if done.returncode:
        raise AddewidError(
            "Pandoc cannot make this document ({why}); mend the text, and try again.", why=_why(done.stderr)
        )
    return done.stdout


def _surroundings() -> dict[str, str]:
    """No more of the environment than a program needs to start; nothing in it changes the result."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "TMP", "TMPDIR") if name in os.environ}
    return kept | {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"}


def _why(said: bytes) -> str:
    """What pandoc said, on one line and without what could command a terminal."""
    line = " ".join(said.decode("utf-8", "replace").split())
    return "".join(c for c in line if c.isprintable())[:300] or "?"
