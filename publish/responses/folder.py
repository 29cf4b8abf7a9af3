"""The folder that responses are kept in: a folder for each consultation, with a file for each response to it."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from corpus.codebook import Lang
from corpus.errors import AddewidError, UsageProblem
from publish.responses.form import LARGEST, Draft, parse

MOST_FILES = 2000
"""Files that are looked at in a folder of responses."""

MOST_BYTES = 4 * LARGEST
REFERENCES = "references.json"


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A response in the folder. ``questions`` counts those it has, ``answered`` those with any words of an answer.

    ``words`` are those written, ``budget`` the most there may be. ``fault`` says why a file cannot be read.
    """

    path: Path
    title: str
    consultation: str
    lang: Lang
    deadline: date | None
    words: int
    budget: int | None
    questions: int
    answered: int
    fault: str = ""


def home(given: str, own: Path) -> Path:
    """The folder of responses: the one that is set, or else the one of Addewid's ``own``."""
    return Path(given).expanduser().absolute() if given else own


def read(path: Path) -> str:
    """The text of a response, its line ends as they are.

    Raises UsageProblem for what is no file of text, or too large for a response.
    """
    try:
        if not path.is_file():
            raise UsageProblem("{path} is no file; addewid draft list names the responses that there are.", path=path)
        if path.stat().st_size > MOST_BYTES:
            raise UsageProblem(
                "{path} is larger than {most} MB, which no response is; divide it.",
                path=path,
                most=MOST_BYTES // 1_000_000,
            )
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise AddewidError("{path} cannot be read ({error}).", path=path, error=error.strerror) from error
    except UnicodeDecodeError as error:
        raise UsageProblem(
            "{path} is not text in UTF-8; save it as such in the program that you write with.", path=path
        ) from error


def listing(folder: Path) -> list[DraftFile]:
    """The responses in a folder and in the folders of it, by path. Other people's Markdown files are left out."""
    return [found for path in _files(folder) if (found := _listed(path)) is not None]


def find(folder: Path, named: str) -> Path:
    """The file that a path names, or the key of a consultation, with its language where there are two responses.

    Raises UsageProblem.
    """
    given = Path(named).expanduser()
    if given.suffix.lower() in {".md", ".markdown"} or given.is_file():
        if given.is_file():
            return given
        if not given.is_absolute() and (folder / given).is_file():
            return folder / given
        raise UsageProblem("There is no file {path}; addewid draft list names the responses.", path=named)
    key, _, lang = named.rpartition("/")
    if not key or lang not in set(Lang):
        key, lang = named, ""
    fitting = [one for one in listing(folder) if one.consultation == key and lang in {"", one.lang}]
    if len(fitting) == 1:
        return fitting[0].path
    if not fitting:
        raise UsageProblem(
            "There is no response to {key}; addewid draft list names those that there are, and addewid draft new "
            "{key} begins one.",
            key=named,
        )
    names = ", ".join(str(one.path) for one in fitting[:4])
    raise UsageProblem("There are several responses to {key}; name a file: {names}.", key=key, names=names)


def references(path: Path) -> dict[str, Mapping[str, Any]]:
    """One's own references beside a response, CSL items by their keys; none where there is no such file.

    Raises UsageProblem for a file that is not CSL-JSON.
    """
    file = path.parent / REFERENCES
    if not file.exists():
        return {}
    try:
        told = json.loads(read(file))
    except (ValueError, RecursionError) as error:
        raise _no_references(file) from error
    if not isinstance(told, list) or not all(isinstance(one, dict) and isinstance(one.get("id"), str) for one in told):
        raise _no_references(file)
    return {one["id"]: one for one in told}


def _no_references(file: Path) -> UsageProblem:
    return UsageProblem(
        "{path} is not CSL-JSON; move it away, and take your references in again with: addewid draft references FILE.",
        path=file,
    )


def _files(folder: Path) -> Iterator[Path]:
    """Markdown files of a folder and of those in it, by name; hidden ones and links to folders left out."""
    found: list[Path] = []
    try:
        for at in (folder, *sorted(each for each in folder.iterdir() if each.is_dir() and not each.is_symlink())):
            if at.name.startswith(".") and at != folder:
                continue
            with os.scandir(at) as held:
                found += [
                    Path(each)
                    for each in held
                    if each.name.endswith(".md") and not each.name.startswith(".") and each.is_file()
                ]
            if len(found) > MOST_FILES:
                break
    except FileNotFoundError:
        return
    except OSError as error:
        raise AddewidError(
            "The folder of responses {path} cannot be read ({error}).", path=folder, error=error.strerror
        ) from error
    yield from sorted(found)[:MOST_FILES]


def _listed(path: Path) -> DraftFile | None:
    try:
        draft = parse(read(path))
    except AddewidError as error:
        return DraftFile(path, path.stem, "", Lang.EN, None, 0, None, 0, 0, str(error))
    return of(path, draft) if draft.meta.consultation or draft.questions else None


def of(path: Path, draft: Draft) -> DraftFile:
    """A response that has been read, as a line of the list."""
    meta = draft.meta
    answered = sum(question.answered for question in draft.questions)
    return DraftFile(
        path=path,
        title=meta.title or path.stem,
        consultation=meta.consultation,
        lang=meta.lang,
        deadline=meta.deadline,
        words=draft.words,
        budget=meta.words,
        questions=len(draft.questions),
        answered=answered,
        fault=draft.faults[0].sentence if draft.faults and not (meta.consultation or draft.questions) else "",
    )
