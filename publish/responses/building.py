"""Building a response: checked, then written as DOCX, ODT, HTML, PDF or Markdown, whole or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, cast

from sqlalchemy.orm import Session

from corpus import files
from corpus.errors import AddewidError, NotFound, UsageProblem
from corpus.language import plural, speaking, tr
from publish.citations import items, keys, styles
from publish.citations.typed import TEXTS, Item
from publish.document import FORMATS, citing, pictures, reading, writing
from publish.responses import checking, composing, folder, form, pictured
from publish.responses.composing import Fault, Material
from publish.rights import Rights
from publish.stamp import stamp

LARGEST_REFERENCE = 50 * 1024 * 1024
"""Bytes of a reference document."""


@dataclass(frozen=True, slots=True)
class Built:
    """A document that was written, and what its annex lists."""

    path: Path
    problems: tuple[Fault, ...] = ()


class CheckFailed(AddewidError):
    """A response was not built, as its check found problems; ``detail`` lists them."""

    def __init__(self, path: Path, problems: Sequence[Fault]) -> None:
        super().__init__("")
        self.path = path
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return plural(
            "{path} was not built: its check found {count} problem; mend it, or add --despite to build a document that "
            "tells of it.",
            "{path} was not built: its check found {count} problems; mend them, or add --despite to build a document "
            "that lists them.",
            len(self.problems),
            path=self.path,
        )

    @property
    def detail(self) -> str:
        """The problems, a line each."""
        return "\n".join(_line(problem) for problem in self.problems)


def build(
    session: Session,
    path: Path,
    to: str,
    output: Path | None = None,
    *,
    style: str = "",
    reference: Path | None = None,
    despite: bool = False,
    on: date,
    rights: Rights,
) -> Built:
    """Write a response in a format of ``FORMATS``, beside it or to ``output``.

    ``style`` is a style of citations, else that of the front matter; ``reference`` a document whose look it takes.
    ``despite`` builds what the check finds fault with, says so on every page and lists it in an annex. ``on`` is the
    day it is made, ``rights`` say which documents are quoted briefly only. Raises
    CheckFailed, UsageProblem, and AddewidError where pandoc, an engine for PDF or room for the file is missing.
    """
    text = folder.read(path)
    draft = form.parse(text)
    at = _output(path, to, output)
    csl = styles.path(style or draft.meta.style or styles.DEFAULT)
    model = _model(reference)
    blocks = reading.blocks(pictured.body(text))
    own = folder.references(path)
    cited = _items(session, citing.keys(blocks), own)
    held, refused = pictures.gathered(blocks, path.parent)

    def problems() -> tuple[Fault, ...]:
        """What there is to mend, in the language in use, by line."""
        checked = checking.check(session, draft, references=own, on=on, rights=rights)
        found = [Fault(one.line, one.sentence) for one in pictured.among(checked, text, refused).problems]
        found += _overlooked(text, draft, [key for key in citing.keys(blocks) if key not in cited])
        return tuple(sorted(found, key=lambda one: one.line))

    found = problems()
    if found and not despite:
        raise CheckFailed(path, found)
    with speaking(draft.meta.lang):
        material = Material(cited, csl, held, stamp(session, on), problems() if found else ())
        paper = composing.paper(blocks, draft.meta, path.stem, material)
    files.replace(at, writing.write(paper, to, model))
    return Built(at, found)


def _overlooked(text: str, draft: form.Draft, unknown: Sequence[str]) -> Iterator[Fault]:
    """Keys that pandoc takes for citations and that the check does not know of: nothing may be cited unchecked."""
    told = {cited.key for cited in draft.citations}
    for key in unknown:
        if key not in told:
            lines = text.splitlines()
            line = next((number for number, held in enumerate(lines, 1) if f"@{key}" in held), 1)
            yield Fault(line, tr("@{key} is read as a citation and names nothing; write \\@ for a plain @.", key=key))


def _items(session: Session, cited: Sequence[str], own: Mapping[str, Mapping[str, Any]]) -> dict[str, Item]:
    """The items of all keys that are known: the corpus's, then one's own."""
    found: dict[str, Item] = {}
    for key in cited:
        try:
            found[key] = items.item(keys.resolve(session, key))
        except NotFound:
            if key in own:
                found[key] = _own(own[key])
    return found


def _own(told: Mapping[str, Any]) -> Item:
    """An item of somebody's JSON: numbers are words where words are meant, what is neither is left out."""
    words = {name: str(held) for name, held in told.items() if name in TEXTS and isinstance(held, str | int | float)}
    return cast("Item", {name: held for name, held in told.items() if name not in TEXTS} | words)


def _output(path: Path, to: str, output: Path | None) -> Path:
    if to not in FORMATS:
        raise UsageProblem("{format} is no format; choose one of {formats}.", format=to, formats=", ".join(FORMATS))
    at = output or (path.with_suffix(f".{to}") if to != "md" else path.with_name(f"{path.stem}.built.md"))
    if at.resolve() == path.resolve():
        raise UsageProblem("The document would be written over its own draft; choose another --output.")
    return at


def _model(reference: Path | None) -> bytes | None:
    if reference is None:
        return None
    try:
        with reference.open("rb") as file:
            content = file.read(LARGEST_REFERENCE + 1)
    except OSError as error:
        raise UsageProblem(
            "The reference document {path} cannot be read ({error}).", path=reference, error=error.strerror
        ) from error
    if len(content) > LARGEST_REFERENCE:
        raise UsageProblem("The reference document {path} is larger than 50 MB; take a smaller one.", path=reference)
    return content


def _line(problem: Fault) -> str:
    return tr("  line {line}: {sentence}", line=problem.line, sentence=problem.sentence)
