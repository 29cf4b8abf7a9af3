"""What a person may set, in ``settings.toml`` in their folder. The one module that reads it."""

import getpass
import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import UsageProblem
from crawlers.contact import is_contact

MEGABYTE = 1024 * 1024

_NAMES = ("contact", "database", "largest_file_mb", "name", "processes")


@dataclass(frozen=True, slots=True)
class Settings:
    """``name`` signs decisions; ``largest_file`` is the size in bytes above which a file is refused.

    ``contact`` is an e-mail or web address at which the owner of a site can reach whoever crawls it. ``processes`` is
    how many of them tag at a time; 0 stands for as many as there are cores.
    """

    name: str
    largest_file: int = 200 * MEGABYTE
    contact: str = ""
    processes: int = 1
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
    database = os.environ.get("ADDEWID_DATABASE") or told.get("database", "")
    if not isinstance(database, str):
        raise UsageProblem(f'{path} should set database = an address, as in "postgresql://mair@server/corpus".')
    name = os.environ.get("ADDEWID_NAME") or name or _login()
    return Settings(name, megabytes * MEGABYTE, contact, processes, database)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name on this machine
        return "somebody"
