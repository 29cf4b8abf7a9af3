"""What a person may set, in ``settings.toml`` in their folder. The one module that reads and writes it."""

import getpass
import json
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus import files
from corpus.clocks import RESPONSE_WEEKS
from corpus.codebook import DocumentKind, Lang
from corpus.errors import UsageProblem
from corpus.language import msg
from crawlers.contact import is_contact
from tui.preferences import Look

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

MEGABYTE = 1024 * 1024
MOST_WEEKS = 520
MOST_PROCESSES = 256

SHORT_QUOTATIONS = ("copronet",)
"""Sources of which no licence is known that lets others hand them on."""

ABOVE = {"name": "ADDEWID_NAME", "database": "ADDEWID_DATABASE"}
"""Variables of the environment that stand above what the file sets."""

_KEY_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_SOURCE = re.compile(r"[a-z0-9][a-z0-9_.-]{0,199}")
_KEYS = re.compile(r"[^\s,]{1,40}( *, *[^\s,]{1,40}){0,9}")


@dataclass(frozen=True, slots=True)
class Settings:
    """``name`` signs decisions; ``largest_file`` is the size in bytes above which a file is refused.

    ``contact`` is an e-mail or web address at which the owner of a site can reach whoever crawls it. ``processes`` is
    how many of them tag at a time; 0 stands for as many as there are cores. ``meaning`` is whether searches are ranked
    by meaning too, and ``across`` whether those on the command line look in both languages, where they do not say.
    ``language`` and ``theme`` are the app's, None where computer and terminal decide; ``keys`` its keys by deed.
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
    language: Lang | None = None
    theme: Look | None = None
    serve_elsewhere: bool = False
    """Whether the app may be served on an address that other computers can reach."""
    keys: Mapping[str, str] = field(default_factory=dict)
    drafts: str = ""
    """The folder of consultation responses; empty for that in Addewid's own folder."""
    short_quotations: tuple[str, ...] = SHORT_QUOTATIONS
    """Sources, collections and documents whose licence forbids to hand them on: only short quotations of them leave."""


def _is_keys(told: object) -> bool:
    return isinstance(told, dict) and all(
        _KEY_ID.fullmatch(name) and isinstance(keys, str) and _KEYS.fullmatch(keys) for name, keys in told.items()
    )


def _is_sources(told: object) -> bool:
    return isinstance(told, list) and all(isinstance(name, str) and _SOURCE.fullmatch(name) for name in told)


def _is_flag(told: object) -> bool:
    return isinstance(told, bool)


def _is_weeks(told: object) -> bool:
    return isinstance(told, dict) and all(
        kind in set(DocumentKind) and type(weeks) is int and 0 <= weeks <= MOST_WEEKS for kind, weeks in told.items()
    )


_RULES: Mapping[str, tuple[Callable[[Any], bool], str]] = {
    "name": (
        lambda told: isinstance(told, str),
        msg('{path} should set name = words, as in name = "Mair Jones".'),
    ),
    "contact": (
        lambda told: isinstance(told, str) and (not told or is_contact(told)),
        msg('{path} should set contact = an e-mail or web address, as in contact = "ann@example.org".'),
    ),
    "largest_file_mb": (
        lambda told: type(told) is int and told > 0,
        msg("{path} should set largest_file_mb = a whole number above 0."),
    ),
    "processes": (
        lambda told: type(told) is int and 0 <= told <= MOST_PROCESSES,
        msg("{path} should set processes = a whole number up to 256; 0 stands for as many as there are cores."),
    ),
    "meaning": (
        _is_flag,
        msg("{path} should set meaning = true or false: whether searches are ranked by meaning too."),
    ),
    "across": (_is_flag, msg("{path} should set across = true or false: whether searches look in both languages.")),
    "response_weeks": (
        _is_weeks,
        msg(
            "{path} should set response_weeks = kinds of documents and whole numbers up to 520, "
            "as in {{ committee-report = 6 }}."
        ),
    ),
    "database": (
        lambda told: isinstance(told, str),
        msg('{path} should set database = an address, as in "postgresql://mair@server/corpus".'),
    ),
    "language": (
        lambda told: told in tuple(Lang),
        msg('{path} should set language = "cy" for Welsh or "en" for English.'),
    ),
    "theme": (
        lambda told: told in tuple(Look),
        msg('{path} should set theme = "dark", "light", "high-contrast" or "16-colour".'),
    ),
    "serve_elsewhere": (
        _is_flag,
        msg("{path} should set serve_elsewhere = true or false: whether the app may be served to other computers."),
    ),
    "drafts": (
        lambda told: isinstance(told, str) and "\0" not in told,
        msg('{path} should set drafts = a folder, as in drafts = "~/Documents/responses".'),
    ),
    "short_quotations": (
        _is_sources,
        msg('{path} should set short_quotations = names of sources, collections or documents, as in ["copronet"].'),
    ),
    "keys": (
        _is_keys,
        msg('{path} should set in [keys] what a key does and the keys for it, as in find = "slash,ctrl+g".'),
    ),
}
"""Every setting, whether a value of it makes sense, and what is said where it does not."""


def load(path: Path) -> Settings:
    """Settings from a file that need not be there. Raises UsageProblem for what cannot be understood in it."""
    return _understood(path, _read(path))


def _read(path: Path) -> str:
    """The file as it stands, its line ends too; "" where there is none."""
    try:
        return path.read_bytes().decode() if path.exists() else ""
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: Exception) -> UsageProblem:
    return UsageProblem("{path} cannot be read as settings ({error}); mend it or move it away.", path=path, error=error)


def _understood(path: Path, text: str) -> Settings:
    """What a file of this text sets; ``path`` is only named in what is said of it."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, error) from error
    unknown = ", ".join(sorted(set(told) - set(_RULES)))
    if unknown:
        raise UsageProblem(
            "{path} sets {unknown}, which does not exist; there are: {there}.",
            path=path,
            unknown=unknown,
            there=", ".join(sorted(_RULES)),
        )
    for name, value in told.items():
        fits, otherwise = _RULES[name]
        if not fits(value):
            raise UsageProblem(otherwise, path=path)
    weeks = {**RESPONSE_WEEKS, **{DocumentKind(kind): many for kind, many in told.get("response_weeks", {}).items()}}
    return Settings(
        name=os.environ.get(ABOVE["name"]) or told.get("name") or _login(),
        largest_file=told.get("largest_file_mb", 200) * MEGABYTE,
        contact=told.get("contact", ""),
        processes=told.get("processes", 1),
        meaning=told.get("meaning", False),
        across=told.get("across", False),
        response_weeks={kind: many for kind, many in weeks.items() if many},
        database=os.environ.get(ABOVE["database"]) or told.get("database", ""),
        language=Lang(told["language"]) if "language" in told else None,
        theme=Look(told["theme"]) if "theme" in told else None,
        serve_elsewhere=told.get("serve_elsewhere", False),
        keys=told.get("keys", {}),
        drafts=told.get("drafts", ""),
        short_quotations=tuple(told.get("short_quotations", SHORT_QUOTATIONS)),
    )


def spoken(settings: Settings) -> Lang:
    """The language of the interface: what is set, or else Welsh where the computer speaks it."""
    if settings.language is not None:
        return settings.language
    given = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    locale = next(filter(None, given), "")
    return Lang.CY if re.split(r"[_.@]", locale.lower())[0] == Lang.CY else Lang.EN


def change(path: Path, values: Mapping[str, object]) -> Settings:
    """Set these in the file, which need not be there, and leave all else in it as it stands: comments, order, mode.

    None takes a setting out. Nothing is written, and UsageProblem raised, where `load` would refuse what came of it;
    AddewidError where it cannot be written. Returns what is then in force.
    """
    import tomlkit

    before = _read(path)
    _understood(path, before)
    document = tomlkit.parse(before)
    for name, value in values.items():
        _put(document, name, value)
    text = tomlkit.dumps(document)
    settings = _understood(path, text)
    if text != before:
        files.replace(path, text, private=True)
    return settings


def _put(document: "TOMLDocument", name: str, value: object) -> None:
    """One setting; of a table, only the entries that are new, other or gone, so that comments between them stay."""
    held = document.get(name)
    if value is None:
        document.pop(name, None)
    elif isinstance(value, Mapping) and isinstance(held, dict):
        for gone in set(held) - set(value):
            del held[gone]
        for entry, told in value.items():
            if held.get(entry) != told:
                held[str(entry)] = told
    elif isinstance(value, Mapping):
        document[name] = {str(entry): told for entry, told in value.items()}
    elif held != value:
        document[name] = str(value) if isinstance(value, str) else value


def portable(path: Path) -> str:
    """The settings of a file that `load` has read, as they may leave this machine.

    The database's address stays here, and so does every comment: a password may stand in either. So does the folder of
    responses, which is this machine's.
    """
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    kept = sorted(
        (name, value) for name, value in told.items() if name in _RULES and name not in {"database", "drafts"}
    )
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
