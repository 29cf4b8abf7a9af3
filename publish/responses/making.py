"""Beginning a response: a folder for the consultation, and in it a file with its questions, ready to be answered."""

import os
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml
from sqlalchemy.orm import Session

from corpus import documents, questions
from corpus.codebook import Lang
from corpus.errors import AddewidError, NotFound, UsageProblem
from corpus.rows import DocumentRow
from publish.citations.publishers import STARTER
from publish.escaping import markdown
from publish.responses.front import TAGS

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]{0,150}")
_NUMBER = re.compile(r"(?P<first>[A-Z]?\d[\w.]*)(?P<parts>(?:\s*\(\w{1,5}\))*)")
_LONGEST_HEADING = 70


@dataclass(frozen=True, slots=True)
class _Said:
    """What a new file says, in its own language whatever the app speaks."""

    title: str
    question: str
    whole: str
    help: str


_SAID: Mapping[Lang, _Said] = {
    Lang.EN: _Said(
        title="Response to: {title}",
        question="Question {number}",
        whole="Our response",
        help="Write below each question. Quote as in “words” [@key, s. 4]; check it with: addewid draft check {key}",
    ),
    Lang.CY: _Said(
        title="Ymateb i: {title}",
        question="Cwestiwn {number}",
        whole="Ein hymateb",
        help="Ysgrifennwch o dan bob cwestiwn. Dyfynnwch fel hyn: “geiriau” [@allwedd, a. 4]; gwiriwch ef â: "
        "addewid draft check {key}",
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to be answered: its number as printed, that of which it is a part, its words and their language."""

    number: str
    under: str
    text: str
    lang: Lang


def new(
    session: Session,
    consultation: str,
    folder: Path,
    *,
    lang: Lang | None = None,
    words: int | None = None,
    deadline: date | None = None,
    twin: bool = False,
) -> list[Path]:
    """Begin a response to the consultation of this key; with ``twin``, in both languages. Returns its files.

    ``lang`` is that of the response, or else that of the consultation; ``words`` the budget of the whole; ``deadline``
    the day that its page names, where none is given. All is written or nothing, and nothing is written over. Raises
    NotFound for a document that there is not, UsageProblem where there is a response already, AddewidError where the
    folder cannot be written.
    """
    whole = documents.get(session, consultation)
    if not _KEY.fullmatch(whole.key):
        raise UsageProblem("No folder can be called {key}; add the document again under another id.", key=whole.key)
    first = lang or whole.lang
    langs = [first, *(other for other in Lang if twin and other is not first)]
    due = deadline or closes(whole)
    texts = {
        f"response.{each}.md": skeleton(_in(session, whole, each), asked(session, whole.key, each), each, words, due)
        for each in langs
    }
    return _written(folder / whole.key, texts)


def asked(session: Session, consultation: str, lang: Lang) -> list[Asked]:
    """The questions of a consultation, in this language where it is published in it, else in the other."""
    whole = documents.get(session, consultation)
    for each in (lang, *(other for other in whole.languages if other is not lang)):
        if each in whole.languages:
            version = documents.get(session, whole.key, each).version_id
            found = questions.of_version(session, version)
            if found:
                return [Asked(row.number, row.under, row.text, each) for row in found]
    return []


def closes(consultation: DocumentRow) -> date | None:
    """The day on which a consultation closes, where its page says it."""
    try:
        return date.fromisoformat(consultation.facts.get("closes", ""))
    except (TypeError, ValueError):
        return None


def skeleton(
    consultation: DocumentRow, asked: Sequence[Asked], lang: Lang, words: int | None, deadline: date | None
) -> str:
    """The text of a new response."""
    said = _SAID[lang]
    title = consultation.title.split(": ", 1)[-1] if consultation.collection == STARTER else consultation.title
    matter: dict[str, object] = {
        "title": said.title.format(title=markdown(title)),
        "lang": TAGS[lang],
        "consultation": consultation.key,
        "author": "",
        "organisation": "",
        **({"deadline": deadline} if deadline else {}),
        **({"words": words} if words else {}),
        "numbered": True,
        "style": "oscola",
    }
    front = yaml.safe_dump(matter, allow_unicode=True, sort_keys=False, width=100_000)
    named = f"{consultation.key}/{lang}"
    parts = [f"---\n{front}---", f"<!-- {said.help.format(key=named)} -->", *_sections(asked, lang)]
    return "\n\n".join(parts) + "\n"


def name_of(number: str) -> str:
    """The name in a file of a question by its number: "q4-a" of "4(a)"; "" for one that makes no name."""
    found = _NUMBER.fullmatch(number.strip().rstrip("."))
    if found is None:
        return ""
    return "-".join([f"q{found['first']}", *re.findall(r"\w+", found["parts"])])


def _sections(asked: Sequence[Asked], lang: Lang) -> list[str]:
    if not asked:
        return [f"## {_SAID[lang].whole} {{#q_1}}\n"]
    sections: list[str] = []
    names: set[str] = set()
    numbers = {each.number for each in asked if not each.under}
    for count, each in enumerate(asked, 1):
        name = name_of(each.number) or f"q_{count}"
        name = name if name not in names else f"{name}_{count}"
        names.add(name)
        hashes = "###" if each.under and each.under in numbers else "##"
        head = _SAID[lang].question.format(number=markdown(each.number)) if each.number else _short(each.text)
        opening = "::: question" if each.lang is lang else f"::: {{.question lang={TAGS[each.lang]}}}"
        sections += [f"{hashes} {head} {{#{name}}}", f"{opening}\n{markdown(each.text)}\n:::\n"]
    return sections


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > _LONGEST_HEADING:
        line = f"{line[:_LONGEST_HEADING].rsplit(maxsplit=1)[0]}…"
    return markdown(line)


def _in(session: Session, whole: DocumentRow, lang: Lang) -> DocumentRow:
    """The version in this language, where there is one."""
    try:
        return documents.get(session, whole.key, lang)
    except NotFound:
        return whole


def _written(home: Path, texts: Mapping[str, str]) -> list[Path]:
    paths = [home / name for name in texts]
    try:
        home.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{home.name}.", dir=home.parent))
        try:
            for name, text in texts.items():
                (draft / name).write_text(text, encoding="utf-8", newline="\n")
            try:
                _placed(draft, home, list(texts))
            except FileExistsError as error:
                raise _there(home, paths) from error
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise AddewidError(
            "The response cannot be written to {folder} ({error}), so nothing was; see that the folder is yours, or "
            "set another: drafts in settings.toml.",
            folder=home.parent,
            error=error.strerror,
        ) from error
    return paths


def _there(home: Path, paths: Sequence[Path]) -> UsageProblem:
    there = ", ".join(str(path) for path in paths if path.exists()) or home
    return UsageProblem(
        "{there} is there already, so nothing was written; go on with it, or move it away and try again.", there=there
    )


def _placed(draft: Path, home: Path, names: Sequence[str]) -> None:
    """Put whole files where they belong, none in the place of another. Raises FileExistsError."""
    if not home.exists():
        draft.chmod(0o777 & ~_mask())
        draft.rename(home)
        return
    done: list[Path] = []
    try:
        for name in names:
            os.link(draft / name, home / name)  # refuses what is there, whoever put it there just now
            done.append(home / name)
    except OSError:
        for path in done:
            path.unlink()
        raise


def _mask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
