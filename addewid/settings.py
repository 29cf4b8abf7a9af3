"""What a person may set, in ``settings.toml`` in their folder. The one module that reads it."""

import getpass
import json
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from corpus.clocks import RESPONSE_WEEKS
from corpus.codebook import DocumentKind
from corpus.errors import UsageProblem
from crawlers.contact import is_contact

MEGABYTE = 1024 * 1024
MOST_WEEKS = 520

_NAMES = ("across", "contact", "database", "largest_file_mb", "meaning", "name", "processes", "response_weeks")


@dataclass(frozen=True, slots=True)
class Settings:
    """``name`` signs decisions; ``largest_file`` is the size in bytes above which a file is refused.

    ``contact`` is an e-mail or web address at which the owner of a site can reach whoever crawls it. ``processes`` is
    how many of them tag at a time; 0 stands for as many as there are cores. ``meaning`` is whether searches on the
    command line are ranked by meaning too, and ``across`` whether they look in both languages, where they do not say.
    """

    name: str
    largest_file: int = 200 * MEGABYTE
    contact: str = ""
    processes: int = 1
    meaning: bool = False
    across: bool = False
    response_weeks: Mapping[DocumentKind, int] = field(default_factory=lambda: RESPONSE_WEEKS)
    """Weeks in which a recommendation is to be answered, by the kind of document that makes it; 0 is never."""
    database: str = field(default="", repr=False)
    """The address of the corpus, which may hold a password; empty for the file in its own folder."""


def load(path: Path) -> Settings:
    """Settings from a file that need not be there; ``ADDEWID_NAME`` and ``ADDEWID_DATABASE`` stand above it.

    Raises UsageProblem for a file that cannot be understood or a setting that does not exist.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageProblem(f"{path} cannot be read as settings ({error}); mend it or move it away.") from error
    unknown = ", ".join(sorted(set(told) - set(_NAMES)))
    if unknown:
        raise UsageProblem(f"{path} sets {unknown}, which does not exist; there are: {', '.join(_NAMES)}.")
    name, megabytes, contact = told.get("name", ""), told.get("largest_file_mb", 200), told.get("contact", "")
    processes = told.get("processes", 1)
    if not isinstance(name, str) or not isinstance(megabytes, int) or megabytes < 1:
        raise UsageProblem(f'{path} should set name = "words" and largest_file_mb = a whole number above 0.')
    if not isinstance(contact, str) or (contact and not is_contact(contact)):
        raise UsageProblem(f'{path} should set contact = an e-mail or web address, as in contact = "ann@example.org".')
    if not isinstance(processes, int) or isinstance(processes, bool) or processes < 0:
        raise UsageProblem(f"{path} should set processes = a whole number; 0 stands for as many as there are cores.")
    meaning = told.get("meaning", False)
    across = told.get("across", False)
    if not isinstance(across, bool):
        raise UsageProblem(f"{path} should set across = true or false: whether searches look in both languages.")
    if not isinstance(meaning, bool):
        raise UsageProblem(f"{path} should set meaning = true or false: whether searches are ranked by meaning too.")
    database = os.environ.get("ADDEWID_DATABASE") or told.get("database", "")
    if not isinstance(database, str):
        raise UsageProblem(f'{path} should set database = an address, as in "postgresql://mair@server/corpus".')
    name = os.environ.get("ADDEWID_NAME") or name or _login()
    weeks = _weeks(path, told.get("response_weeks", {}))
    return Settings(name, megabytes * MEGABYTE, contact, processes, meaning, across, weeks, database)


def _weeks(path: Path, told: object) -> Mapping[DocumentKind, int]:
    """What is usual, and what the file says otherwise."""
    fits = isinstance(told, dict) and all(
        kind in set(DocumentKind) and type(weeks) is int and 0 <= weeks <= MOST_WEEKS for kind, weeks in told.items()
    )
    if not isinstance(told, dict) or not fits:
        raise UsageProblem(
            f"{path} should set response_weeks = kinds of documents and whole numbers up to {MOST_WEEKS}, "
            "as in { committee-report = 6 }."
        )
    weeks = {**RESPONSE_WEEKS, **{DocumentKind(kind): many for kind, many in told.items()}}
    return {kind: many for kind, many in weeks.items() if many}


def portable(path: Path) -> str:
    """The settings of a file that `load` has read, as they may leave this machine.

    The database's address stays here, and so does every comment: a password may stand in either.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    kept = sorted((name, value) for name, value in told.items() if name in _NAMES and name != "database")
    return "".join(f"{name} = {_as_toml(value)}\n" for name, value in kept)


def _as_toml(value: object) -> str:
    """Words and numbers are written in TOML as in JSON, but for one character; tables are of such values."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_as_toml(name)} = {_as_toml(one)}" for name, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name on this machine
        return "somebody"
