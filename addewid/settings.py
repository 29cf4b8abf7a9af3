"""What a person may set, in ``settings.toml`` in the corpus's folder. The one module that reads it."""

import getpass
import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageProblem

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """``name`` signs decisions; ``largest_file`` is the size in bytes above which a file is refused."""

    name: str
    largest_file: int = 200 * MEGABYTE


def load(path: Path) -> Settings:
    """Settings from a file that need not be there; ``ADDEWID_NAME`` stands above it.

    Raises UsageProblem for a file that cannot be understood or a setting that does not exist.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageProblem(f"{path} cannot be read as settings ({error}); mend it or move it away.") from error
    unknown = ", ".join(sorted(set(told) - {"name", "largest_file_mb"}))
    if unknown:
        raise UsageProblem(f"{path} sets {unknown}, which does not exist; there are: largest_file_mb, name.")
    name, megabytes = told.get("name", ""), told.get("largest_file_mb", 200)
    if not isinstance(name, str) or not isinstance(megabytes, int) or megabytes < 1:
        raise UsageProblem(f'{path} should set name = "words" and largest_file_mb = a whole number above 0.')
    return Settings(os.environ.get("ADDEWID_NAME") or name or _login(), megabytes * MEGABYTE)


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no login name on this machine
        return "somebody"
